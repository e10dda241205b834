"""Asking why an article is finished with points open; every point is a jump back to work."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from annotator.messages import Translator
from annotator.model.checks import OpenPoint
from annotator.model.message import UserError, msg
from ui.dialogs.form import Form

SHOWN = 8
"""How many open points are in sight; the rest is scrolled to."""


class FinishForm(Form):
    """The open points as a list, and below it the reason."""

    def __init__(
        self, say: Translator, points: Sequence[OpenPoint], parent: QWidget | None
    ) -> None:
        """Show what is open."""
        super().__init__(say, "dialogs.finish", parent, ok="dialogs.finish_ok")
        self.jump: OpenPoint | None = None
        self._points = tuple(points)
        words = QLabel(say("dialogs.finish_open", n=len(points)), self)
        words.setWordWrap(True)
        self.fields.addRow(words)
        self.points = QListWidget(self)
        self.points.setAccessibleName(words.text())
        self.points.addItems([say.say(point.message) for point in points])
        self.points.setCurrentRow(0)
        line = max(1, self.points.sizeHintForRow(0))
        self.points.setFixedHeight(line * min(SHOWN, len(self._points)) + 8)
        self.points.itemActivated.connect(self._jump)
        self.points.setToolTip(say("finish.jump"))
        self.fields.addRow(self.points)
        hint = QLabel(say("finish.jump"), self)
        hint.setWordWrap(True)
        self.fields.addRow(hint)
        self.reason = QLineEdit(self)
        self.add("dialogs.finish_why", self.reason)
        self.check = self._check

    def _check(self) -> None:
        if not self.reason.text().strip():
            raise UserError(msg("dialogs.no_reason"))

    def _jump(self, _chosen: QListWidgetItem) -> None:
        self.jump = self._points[self.points.currentRow()]
        self.reject()

    def accept(self) -> None:
        """Answer, unless the same key has just chosen a point."""
        if self.jump is None:
            super().accept()


def ask_reason(
    say: Translator, points: Sequence[OpenPoint], parent: QWidget | None
) -> str | OpenPoint | None:
    """Ask why the article is finished with points open; a point to go to, or None to go on."""
    form = FinishForm(say, points, parent)
    return form.reason.text().strip() if form.ask() else form.jump
