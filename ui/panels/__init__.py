"""The panels around the article: list, top bar, foot, banner, palette, help, progress."""
