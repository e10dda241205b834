"""Choosing installed models, saying what their labels are, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeView,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.message import Message
from annotator.services.models import ModelRow
from ui.dialogs.fitting import fit
from ui.dialogs.form import Form
from ui.models.installed import InstalledModel
from ui.presenters.model_list import Deed, ModelList, ModelWish, deeds_on, details, meanings

ON_ROW: tuple[Deed, ...] = ("review", "confirm", "measure", "forget", "unconfirm", "remove")
TABLE_ROWS = 5
"""Rows that the table has room for without scrolling, at least."""


class ModelTable(QTreeView):
    """The table; the space bar ticks the row that the cursor is on, in whatever column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, InstalledModel):
            model.toggle(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class ModelsForm(Form):
    """Leaves by its save button, or by a deed on a model, after which it comes back."""

    def __init__(self, say: Translator, shown: ModelList, parent: QWidget | None) -> None:
        """Show a list of models."""
        super().__init__(say, "models.title", parent, ok="dialogs.save")
        self.deed: Deed = "save"
        self.explain("models.intro" if shown.rows else "models.none")
        self.model = InstalledModel(say, shown)
        self.model.setParent(self)
        self.table = self._made_table()
        self.about = QLabel(self)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.on_row = {deed: self._button(deed) for deed in ON_ROW}
        self.open_button = self._button("open")
        self.fields.addRow(self.table)
        self.fields.addRow(self.about)
        self.table.setVisible(bool(shown.rows))
        self.about.setVisible(bool(shown.rows))
        self.fields.addRow(self._row_of_buttons())
        self.boxes = self._label_boxes()
        selection = self.table.selectionModel()
        selection.currentRowChanged.connect(lambda _now, _before: self._show_row())
        if shown.rows:
            flags = QItemSelectionModel.SelectionFlag
            first = self.model.index(0, 0)
            selection.setCurrentIndex(first, flags.ClearAndSelect | flags.Rows)
            self._first = self.table
        self._show_row()
        fit(self, 760, 560 if shown.rows else 0)

    @property
    def row(self) -> ModelRow | None:
        """The model that the cursor is on."""
        return self.model.row(self.table.currentIndex().row())

    @property
    def wish(self) -> ModelWish:
        """How the dialog was left."""
        return ModelWish(self.deed, self.model.shown, self.row)

    def _made_table(self) -> ModelTable:
        table = ModelTable(self)
        table.setModel(self.model)
        table.setAccessibleName(self.say("models.title"))
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setAllColumnsShowFocus(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setStyleSheet("QTreeView::item { padding: 4px 6px; }")
        header = table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        line = table.fontMetrics().height() + 14
        table.setMinimumHeight(line * (TABLE_ROWS + 1))
        return table

    def _button(self, deed: Deed) -> QPushButton:
        button = QPushButton(self.say(f"models.deed.{deed}"), self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._leave(deed))
        return button

    def _row_of_buttons(self) -> QWidget:
        page = QWidget(self)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.open_button)
        layout.addStretch(1)
        for button in self.on_row.values():
            layout.addWidget(button)
        return page

    def _label_boxes(self) -> dict[str, QComboBox]:
        """A box for each label that somebody has to explain."""
        boxes: dict[str, QComboBox] = {}
        labels = self.model.shown.labels
        if labels:
            self.explain("models.labels.intro")
        for label, models in labels.items():
            box = QComboBox(self)
            box.addItem(self.say("models.meaning.unknown"), "")
            for value, words in meanings(self.say):
                box.addItem(words, value)
            box.setCurrentIndex(max(0, box.findData(self.model.shown.meanings.get(label, ""))))
            box.setToolTip(", ".join(models))
            box.setAccessibleName(f"{label} ({', '.join(models)})")
            box.currentIndexChanged.connect(lambda _place, name=label: self._explained(name))
            self.fields.addRow(label, box)
            boxes[label] = box
        return boxes

    def _explained(self, label: str) -> None:
        meaning = self.boxes[label].currentData()
        self.model.shown = self.model.shown.meaning(label, meaning)

    def _show_row(self) -> None:
        row = self.row
        self.about.setText("\n".join(details(row, self.say)))
        possible = deeds_on(row)
        for deed, button in self.on_row.items():
            button.setVisible(deed in possible)

    def _leave(self, deed: Deed) -> None:
        self.deed = deed
        self.accept()


def ask_models(
    say: Translator, shown: ModelList, parent: QWidget | None, trouble: Message | None = None
) -> ModelWish | None:
    """Show the models, and what went wrong before; None if the person left without saving."""
    form = ModelsForm(say, shown, parent)
    if trouble is not None:
        form.complain(trouble)
    return form.wish if form.ask() else None


def ask_other_spacy(say: Translator, row: ModelRow, parent: QWidget | None) -> bool:
    """Ask whether a model for another spaCy is wanted all the same."""
    form = Form(say, "models.confirm.title", parent, ok="models.confirm.ok")
    words = [say.say(row.why)] if row.why is not None else []
    label = QLabel("\n\n".join((*words, say("models.confirm.words"))), form)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    form.fields.addRow(label)
    form.cancel.setDefault(True)
    form.cancel.setFocus()
    return form.ask()


def show_measurement(say: Translator, lines: Sequence[str], parent: QWidget | None) -> None:
    """Say what a measurement found."""
    form = Form(say, "models.measured.title", parent, ok="dialogs.close")
    form.cancel.hide()
    words = QLabel("\n\n".join(lines), form)
    words.setWordWrap(True)
    words.setTextFormat(Qt.TextFormat.PlainText)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    form.fields.addRow(words)
    form.ask()
