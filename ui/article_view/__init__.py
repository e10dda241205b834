"""The article: its text as a newspaper column, with everything that was said about it on top."""
