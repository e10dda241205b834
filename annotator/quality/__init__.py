"""How good the work is: pure functions over model values."""
