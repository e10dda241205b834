"""Form: the frame of every dialog: fields with names, one sentence for what is wrong, two keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import GuillemetError, Message
from ui.announcing import announce
from ui.dialog_help import give_help
from ui.theme import load_theme

WIDTH = 560
"""Least width of a form, in device-independent pixels: a path fits beside its name."""


class Form(QDialog):
    """A dialog that closes only when its answer is right; Esc leaves it."""

    def __init__(
        self, say: Translator, title: str, parent: QWidget | None, *, ok: str = "dialogs.ok"
    ) -> None:
        """Make an empty form.

        Args:
            say: the language.
            title: message id of the title.
            parent: the window that it belongs to.
            ok: message id of the word on the button that answers.
        """
        super().__init__(parent)
        self.say = say
        self.check: Callable[[], None] = lambda: None
        self._first: QWidget | None = None
        self.setWindowTitle(say(title))
        self.setMinimumWidth(WIDTH)
        give_help(self, title)
        self.fields = QFormLayout()
        self.fields.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.fields.setVerticalSpacing(10)
        self._wrong = QLabel(self)
        self._wrong.setWordWrap(True)
        self._wrong.setTextFormat(Qt.TextFormat.PlainText)
        self._wrong.hide()
        dark = self.palette().window().color().lightness() < 128
        self._wrong.setStyleSheet(f"color: {load_theme('dark' if dark else 'light').hex('error')};")
        self.buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self.ok = self.buttons.addButton(say(ok), roles.AcceptRole)
        self.cancel = self.buttons.addButton(say("dialogs.cancel"), roles.RejectRole)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(14)
        layout.addLayout(self.fields)
        layout.addWidget(self._wrong)
        layout.addWidget(self.buttons)

    def explain(self, message_id: str) -> None:
        """Put a sentence above the fields."""
        words = QLabel(self.say(message_id), self)
        words.setWordWrap(True)
        self.fields.addRow(words)

    def add(self, message_id: str, field: QWidget) -> None:
        """Add a field with its name."""
        if self._first is None:
            self._first = field
        name = self.say(message_id)
        field.setAccessibleName(name)
        if isinstance(field, QComboBox | QAbstractSpinBox):
            seen_outline(field)
        self.fields.addRow(name, field)

    @property
    def wrong(self) -> str:
        """What is wrong with the answer, if it was said."""
        return self._wrong.text() if not self._wrong.isHidden() else ""

    def accept(self) -> None:
        """Close, unless the answer is not right: then say why."""
        try:
            self.check()
        except GuillemetError as error:
            self.complain(error.message)
            return
        super().accept()

    def complain(self, message: Message) -> None:
        """Say what is wrong below the fields, to eye and ear."""
        self._wrong.setText(self.say.say(message))
        self._wrong.show()
        self._grow()
        announce(self._wrong, self.wrong, urgent=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as tall as the lines that wrap need; only now the type is that of the window."""
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        """Make room for what is said now, and for what is wide; it would otherwise be squeezed."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), layout.totalMinimumSize().width())
            self.resize(width, max(self.height(), layout.totalHeightForWidth(width)))

    def ask(self) -> bool:
        """Show the form and wait; whether it was answered."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        if self._first is not None:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
        answered = self.exec() == QDialog.DialogCode.Accepted
        self.deleteLater()
        return answered


def seen_outline(field: QWidget) -> None:
    """Have Fusion draw the outline of a field as dark as that of a line to write in.

    It makes the outline of the role of the window, darker by 40 %; the widget paints no window.
    """
    palette = field.palette()
    outline = palette.color(QPalette.ColorRole.Shadow)
    palette.setColor(QPalette.ColorRole.Window, outline.lighter(140))
    field.setPalette(palette)
