"""A reader that goes through a window as a screen reader does: over QAccessible, child by child."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

ROLE, TEXT = QAccessible.Role, QAccessible.Text
CELLS = (ROLE.List, ROLE.Table, ROLE.Tree)
FIRST = 12
"""How many rows of a list are read."""


def heard(widget: QWidget) -> Iterator[tuple[QAccessibleInterface, str]]:
    """Everything that is shown in a widget, with its path for messages."""
    yield from _heard(QAccessible.queryAccessibleInterface(widget), "")


def _heard(
    one: QAccessibleInterface | None, path: str
) -> Iterator[tuple[QAccessibleInterface, str]]:
    if one is None or not one.isValid() or one.state().invisible:
        return
    what = one.object()
    kind = what.metaObject().className() if what is not None else one.role().name
    path = f"{path}/{kind}"
    yield one, path
    count = min(one.childCount(), FIRST) if one.role() in CELLS else one.childCount()
    for place in range(count):
        yield from _heard(one.child(place), path)


def label_of(one: QAccessibleInterface) -> str:
    """What something is called: its name, or where the name is its value, what labels it."""
    name = one.text(TEXT.Name).strip()
    if one.role() != ROLE.ComboBox:
        return name
    labels = QAccessible.RelationFlag.Label
    return " ".join(
        other.text(TEXT.Name)
        for other, relation in one.relations(labels)
        if other is not None and relation & labels
    ).strip()


def nameless(widget: QWidget) -> list[str]:
    """What can have the focus, or stands in a list, and has no name."""
    return [
        path
        for one, path in heard(widget)
        if (one.state().focusable or one.role() in (ROLE.ListItem, ROLE.TreeItem))
        and not label_of(one)
    ]
