"""The fields of a label of the codebook, French beside English; each is kept when it is left."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.scheme import Label, Texts
from ui.announcing import name_box
from ui.dialogs.form import seen_outline
from ui.presenters.codebook import COLOURS, LANGUAGES, PATTERNS, SEVERAL, SINGLE, Several, Single
from ui.theme import Theme

FieldName = Single | Several
Mark = Literal["key", "colour", "pattern"]
ROWS = {"name": 2, "short": 3, "definition": 5, "rule": 6, "examples": 8, "counter_examples": 9}
MARKS_ROW, MEANING_ROW = 4, 7
LINES = {"definition": 3, "rule": 4, "examples": 4, "counter_examples": 3}
"""Lines of text that a field has room for, at least."""


class Lines(QPlainTextEdit):
    """Several lines; Tab goes on, and leaving keeps what was written."""

    left = Signal()

    def __init__(self, lines: int, parent: QWidget) -> None:
        """Make room for so many lines."""
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._height = self.fontMetrics().lineSpacing() * lines + 14
        self.setMinimumHeight(self._height)
        seen_outline(self)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class LabelFields(QScrollArea):
    """Shows a label, or only the words of a question, and tells what was written."""

    written = Signal(str, str, str)
    """Field, language and words."""
    marked = Signal(str, str)
    """Key, colour or pattern, and what was chosen."""
    meant = Signal(bool)
    """Whether the meaning changes."""

    def __init__(self, say: Translator, theme: Theme, parent: QWidget) -> None:
        """Start empty."""
        super().__init__(parent)
        self._say, self._theme = say, theme
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body = QWidget(self)
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(4, 0, 12, 4)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.about = QLabel(self.body)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(self.about, 0, 0, 1, 3)
        self.fields: dict[tuple[FieldName, str], QLineEdit | Lines] = {}
        self._shown: dict[tuple[FieldName, str], str] = {}
        self._of_label: list[QWidget] = []
        self._add_texts()
        self._add_question()
        self._add_marks()
        self._grid.setRowStretch(self._grid.rowCount(), 0)
        self.setWidget(self.body)

    def _add_texts(self) -> None:
        for column, language in enumerate(LANGUAGES, 1):
            head = QLabel(self._say(f"language.{language}"), self.body)
            self._grid.addWidget(head, 1, column)
        for name in (*SINGLE, *SEVERAL):
            row = ROWS[name]
            title = QLabel(self._say(f"codebook.field.{name}"), self.body)
            title.setWordWrap(True)
            tall = name in LINES
            place = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(title, row, 0, place)
            self._grid.setRowStretch(row, LINES.get(name, 0))
            for column, language in enumerate(LANGUAGES, 1):
                field = self._text(name, language)
                self._grid.addWidget(field, row, column)
                if name != "name":
                    self._of_label.append(field)
            if name != "name":
                self._of_label.append(title)

    def _text(self, name: FieldName, language: str) -> QLineEdit | Lines:
        field: QLineEdit | Lines
        if name in LINES:
            field = Lines(LINES[name], self.body)
            field.left.connect(lambda: self._left(name, language))
        else:
            field = QLineEdit(self.body)
            field.editingFinished.connect(lambda: self._left(name, language))
        spoken = (self._say(f"codebook.field.{name}"), self._say(f"language.{language}"))
        field.setAccessibleName(", ".join(spoken))
        self.fields[name, language] = field
        return field

    def _add_question(self) -> None:
        """Whether the meaning changes: below the fields that say what a label means."""
        self.question = QWidget(self.body)
        layout = QHBoxLayout(self.question)
        layout.setContentsMargins(0, 0, 0, 0)
        words = QLabel(self._say("codebook.meaning"), self.question)
        words.setObjectName("asked")
        self.same = QRadioButton(self._say("codebook.meaning.same"), self.question)
        self.other = QRadioButton(self._say("codebook.meaning.other"), self.question)
        self._answers = QButtonGroup(self)
        for button in (self.same, self.other):
            seen_outline(button)
            self._answers.addButton(button)
            layout.addWidget(button)
        layout.addStretch(1)
        self._answers.buttonClicked.connect(lambda one: self.meant.emit(one is self.other))
        self._grid.addWidget(words, MEANING_ROW, 0)
        self._grid.addWidget(self.question, MEANING_ROW, 1, 1, 2)
        self._asked = (words, self.question)

    def _add_marks(self) -> None:
        row = QWidget(self.body)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        self.key = QLineEdit(row)
        self.key.setMaxLength(1)
        self.key.setFixedWidth(44)
        self.key.setAccessibleName(self._say("codebook.field.key"))
        self.key.editingFinished.connect(self._key_left)
        self.colour, self.pattern = QComboBox(row), QComboBox(row)
        for name in COLOURS:
            self.colour.addItem(
                swatch(self._theme.colour(name)), self._say(f"codebook.colour.{name}"), name
            )
        for name in PATTERNS:
            self.pattern.addItem(self._say(f"codebook.pattern.{name}"), name)
        boxes: tuple[tuple[Mark, QComboBox], ...] = (
            ("colour", self.colour),
            ("pattern", self.pattern),
        )
        for mark, box in boxes:
            name_box(box, self._say(f"codebook.field.{mark}"))
            seen_outline(box)
            box.activated.connect(
                lambda at, mark=mark, box=box: self.marked.emit(mark, str(box.itemData(at)))
            )
        title = QLabel(self._say("codebook.field.key"), self.body)
        self.colour_title = QLabel(self._say("codebook.field.colour"), row)
        self.pattern_title = QLabel(self._say("codebook.field.pattern"), row)
        for widget in (self.key, self.colour_title, self.colour, self.pattern_title, self.pattern):
            layout.addWidget(widget)
            layout.addSpacing(6)
        layout.addStretch(1)
        self._grid.addWidget(title, MARKS_ROW, 0)
        self._grid.addWidget(row, MARKS_ROW, 1, 1, 2)
        self._of_label += [title, row]

    # Shown

    def show_label(
        self, label: Label | None, question: Texts | None, about: str, *, pattern: bool
    ) -> None:
        """Show a label, or the words of a question; None for neither shows only what it is about.

        Args:
            label: which.
            question: its words, where a question is chosen and no label.
            about: a line above the fields.
            pattern: whether labels of its group have a pattern of lines.
        """
        self.about.setText(about)
        for (name, language), field in self.fields.items():
            texts = getattr(label, name) if label else question if name == "name" else ()
            words = "\n".join(one for code, one in texts or () if code == language)
            self._shown[name, language] = words
            if _words(field) != words:
                field.setText(words) if isinstance(field, QLineEdit) else field.setPlainText(words)
            field.setEnabled(label is not None or (question is not None and name == "name"))
        for widget in self._of_label:
            widget.setVisible(label is not None)
        key = label.key.upper() if label else ""
        if self.key.text() != key:
            self.key.setText(key)
        self._key = key
        self.colour.setCurrentIndex(max(0, self.colour.findData(label.colour if label else "")))
        self.pattern.setCurrentIndex(max(0, self.pattern.findData(label.pattern if label else "")))
        for widget in (self.pattern, self.pattern_title):
            widget.setVisible(pattern and label is not None)

    def ask_meaning(self, answer: bool | None, *, asked: bool) -> None:
        """Ask whether the meaning changes, or do not; the answer so far is shown."""
        for widget in self._asked:
            widget.setVisible(asked)
        self._answers.setExclusive(False)
        self.same.setChecked(answer is False)
        self.other.setChecked(answer is True)
        self._answers.setExclusive(True)

    def keep(self) -> None:
        """Tell what stands in the fields and was not told yet."""
        for name, language in self.fields:
            self._left(name, language)
        self._key_left()

    def first(self) -> QWidget:
        """The name, in the language of the window."""
        language = self._say.language if self._say.language in LANGUAGES else LANGUAGES[0]
        return self.fields["name", language]

    def _left(self, name: FieldName, language: str) -> None:
        field = self.fields[name, language]
        words = _words(field)
        if field.isEnabled() and words != self._shown.get((name, language), ""):
            self._shown[name, language] = words
            self.written.emit(name, language, words)

    def _key_left(self) -> None:
        typed = self.key.text().strip().upper()
        if typed != self._key:
            self._key = typed
            self.marked.emit("key", typed.lower())


def _words(field: QLineEdit | Lines) -> str:
    """What stands in a field; `toPlainText` would make plain spaces of no-break ones."""
    if isinstance(field, QLineEdit):
        return field.text()
    return field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def swatch(colour: QColor, size: int = 12) -> QIcon:
    """A dot in a colour, `size` device-independent pixels wide."""
    picture = QPixmap(QSize(size, size) * 2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(2, 2, size * 2 - 4, size * 2 - 4)
    painter.end()
    picture.setDevicePixelRatio(2)
    return QIcon(picture)
