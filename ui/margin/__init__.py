"""The margin: a card for every quote; the selected one is open and is the editor."""
