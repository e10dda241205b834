"""The form of listed entries for the readers of lists; it is the model's, as the store keeps it."""

from annotator.model.listed import ListedEntry, ListedName, NameKind, SubjectKind

__all__ = ["ListedEntry", "ListedName", "NameKind", "SubjectKind"]
