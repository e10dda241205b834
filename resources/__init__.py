"""Data that travels with the program: schemes, samples, help pages, icons, translations, lexicons."""
