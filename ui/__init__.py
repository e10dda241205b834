"""The window: Qt, and nothing that stores, parses or learns."""
