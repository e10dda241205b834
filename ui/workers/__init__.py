"""Slow work beside the window: jobs on a thread pool, and the pre-highlighting process."""
