"""Data that travels with the program: schemes, samples, help, icons, translations, lexicons."""
