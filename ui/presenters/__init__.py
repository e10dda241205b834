"""Presenters: what the window shows, decided without Qt."""
