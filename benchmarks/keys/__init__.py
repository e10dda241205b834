"""An ideal annotator at the real window: how many keys a gold annotation costs."""
