"""The steps. A step that a released version knows is never changed."""
