"""F1 in dialogs: the help page of each, opened over it, with the key that a person chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

PAGE_OF: Mapping[str, str] = {
    "dialogs.new_project": "projects",
    "dialogs.project": "projects",
    "dialogs.annotator": "projects",
    "dialogs.give_up": "trouble",
    "dialogs.settings": "settings",
    "dialogs.metadata": "articles",
    "dialogs.notes": "annotate",
    "dialogs.finish": "annotate",
    "dialogs.import_report": "articles",
    "dialogs.export": "export",
    "dialogs.export_report": "export",
    "dialogs.renew": "projects",
    "dialogs.prelabel_report": "projects",
    "occurrences.title": "finding",
    "evaluate.dialog.title": "articles",
    "recovery.title": "history",
    "backups.title": "history",
    "register.new_title": "actors",
    "register.edit_title": "actors",
    "register.merge_title": "actors",
    "register.split_title": "actors",
}
"""The page of a dialog by the message id of its title; the others have the page of their area."""
START = "start"


def dialog_page(title: str, pages: Sequence[str]) -> str:
    """The page of a dialog.

    Args:
        title: message id of its title, such as `lexicon.title`.
        pages: the names that there are.
    """
    area = title.split(".", 1)[0]
    return PAGE_OF.get(title, area if area in pages else START)


@runtime_checkable
class HelpGiver(Protocol):
    """The window that shows help, and with which keys."""

    help_wanted: Callable[[str, QWidget], object]

    def help_keys(self) -> list[QKeySequence]:
        """The keys that ask for help."""


def give_help(dialog: QDialog, title: str) -> None:
    """Have the key of help open the page of a dialog.

    Args:
        dialog: it has its parent.
        title: message id of its title.
    """
    giver = dialog.parent()
    while giver is not None and not isinstance(giver, HelpGiver):
        giver = giver.parent()
    if giver is None:
        return
    keys = QShortcut(dialog)
    keys.setKeys(giver.help_keys())
    keys.activated.connect(lambda: giver.help_wanted(title, dialog))
