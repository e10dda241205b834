"""The words of the trade as frozen values: standard library only, no input or output."""
