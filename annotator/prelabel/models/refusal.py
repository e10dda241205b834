"""ModelRefused: a model that is not used, and what the person can do about it."""

from __future__ import annotations

from annotator.model.message import UserError


class ModelRefused(UserError):
    """A model that cannot or may not be used; the message names the file and what to do."""
