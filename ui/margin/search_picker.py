"""Pickers with a field: type a little, take the first that fits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.margin.look import Look
from ui.margin.picker import ListPicker
from ui.presenters.options import Fixed, Option

_AZERTY = {"&": "1", "é": "2", '"': "3", "'": "4"}
"""What the digit keys of a French keyboard type without Shift."""


class SearchPicker(ListPicker):
    """A field, the options that it finds below, and further steps whose options have keys."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.field = QLineEdit(self)
        self.field.setFont(look.font)
        self.hint = QLabel(self)
        self.hint.setFont(look.small)
        self.hint.setWordWrap(True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.column.addWidget(self.meaning)
        self.column.addWidget(self.hint)
        self.listen_to(self.field)
        self.field.textEdited.connect(self._typed)
        self._step_taken: Callable[[Option], None] | None = None
        self._can_go_back = True
        self.walking = False
        self.fallback: Fixed = "new"

    def hint_for(self, *, nothing: bool) -> str:
        """What the keys do, or that the search found nothing; every picker has its own words."""
        return ""

    def say_hint(self, hint: str) -> None:
        """Say below the list what its keys do."""
        self.hint.setText(self.look.html("", hint))
        self.hint.setVisible(bool(hint))

    def found_for(self, query: str) -> tuple[Option, ...]:
        """The options for what was typed; every picker has its own."""
        return ()

    def search(self, query: str) -> None:
        """Offer what a query finds; the first is highlighted, or what is to be done if none is."""
        self.walking = False
        found = self.found_for(query)
        nothing = bool(query.strip()) and all(option.fixed for option in found)
        wanted = [n for n, option in enumerate(found) if option.fixed == self.fallback]
        if not query.strip():
            wanted = [n for n, option in enumerate(found) if option.current]
        self.offer(found, wanted[0] if wanted and (nothing or not query.strip()) else 0)
        self.say_hint(self.hint_for(nothing=nothing))

    def _typed(self, query: str) -> None:
        if self._step_taken is None:
            self.search(query)

    @property
    def asking(self) -> bool:
        """Whether a further step is shown, and not what the field finds."""
        return self._step_taken is not None

    def ask(
        self,
        options: tuple[Option, ...],
        taken: Callable[[Option], None],
        hint: str,
        *,
        first: bool = False,
    ) -> None:
        """Go on to a further step: a few options that their keys choose.

        Args:
            options: what can be answered.
            taken: told the answer.
            hint: what is asked.
            first: nothing was searched before, so that Esc leaves the picker.
        """
        self._step_taken, self._can_go_back = taken, not first
        self.field.setReadOnly(True)
        self.say_hint(hint)
        self.offer(options)

    def back(self) -> None:
        """Leave the further step for the search."""
        self._step_taken = None
        self.field.setReadOnly(False)
        self.search(self.field.text())

    def key(self, event: QKeyEvent) -> bool:
        if self._step_taken is None:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                self.walking = True
            return super().key(event)
        if event.key() == Qt.Key.Key_Escape and self._can_go_back:
            self.back()
            return True
        typed = _AZERTY.get(event.text(), event.text()).upper()
        option = next((o for o in self.list.options.options if o.key and o.key == typed), None)
        if option is not None:
            self._step_taken(option)
            return True
        return super().key(event)

    def take(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        if self._step_taken is not None:
            self._step_taken(option)
        else:
            self.take_found(option, modifiers)

    def take_found(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        """Choose an option of the search; every picker says first what that means."""
        self.finish()
