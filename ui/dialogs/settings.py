"""Asking for a person's own settings: name, language, look, keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QAbstractItemModel, QLocale, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.messages import LANGUAGES, Translator
from annotator.model.message import UserError, msg
from annotator.settings import AppSettings
from ui.dialogs.fitting import fit
from ui.dialogs.form import Form, seen_outline
from ui.models.keys import KeyModel
from ui.system_look import SYSTEM
from ui.theme import NAMES

THEMES = (SYSTEM, *NAMES)
NARROWEST, WIDEST = 40, 110
"""Bounds of the article's column, in average characters."""
Index = QModelIndex | QPersistentModelIndex


class SettingsForm(Form):
    """What everybody sets, and below it the keys."""

    def __init__(self, say: Translator, settings: AppSettings, parent: QWidget | None) -> None:
        """Show the settings as they are."""
        super().__init__(say, "dialogs.settings", parent, ok="dialogs.save")
        self._settings = settings
        self.name = QLineEdit(settings.annotator, self)
        self.language = _choice(
            self,
            [(code, say(f"dialogs.ui_language.{code}")) for code in LANGUAGES],
            settings.language,
        )
        self.theme = _choice(
            self, [(name, say(f"dialogs.theme.{name}")) for name in THEMES], settings.theme
        )
        self.text_size = _number(self, settings.text_size, 8, 28, 0.5)
        self.spacing = _number(self, settings.line_spacing, 1.2, 2.4, 0.1)
        self.measure = QSpinBox(self)
        self.measure.setRange(NARROWEST, WIDEST)
        self.measure.setSingleStep(2)
        self.measure.setValue(settings.measure)
        self.measure.setToolTip(say("column.room"))
        for box in (self.text_size, self.spacing):
            box.setLocale(QLocale(say.language))
        self.add("dialogs.your_name", self.name)
        self.add("dialogs.ui_language", self.language)
        self.add("dialogs.theme", self.theme)
        self.add("dialogs.text_size", self.text_size)
        self.add("dialogs.line_spacing", self.spacing)
        self.add("column.measure", self.measure)
        self.pace = QCheckBox(say("dialogs.pace"), self)
        self.pace.setChecked(settings.pace)
        seen_outline(self.pace)
        self.fields.addRow("", self.pace)
        self.keys = KeyModel(say, settings.keys)
        self.keys.refused = self.complain
        self.table = self._key_table(say)
        self.check = self._check
        fit(self, 640, 620)

    def _key_table(self, say: Translator) -> QTableView:
        table = QTableView(self)
        table.setModel(self.keys)
        table.setItemDelegateForColumn(2, KeyDelegate(self))
        table.setAccessibleName(say("dialogs.keys"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setStyleSheet("QTableView::item { padding: 2px 6px; }")
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(230)
        back = QPushButton(say("dialogs.keys_default"), self)
        back.clicked.connect(self.keys.reset_all)
        page = QWidget(self)
        layout = QVBoxLayout(page)
        layout.addWidget(table)
        layout.addWidget(back)
        layout.setContentsMargins(0, 0, 0, 0)
        self.fields.addRow(QLabel(say("dialogs.keys"), self))
        self.fields.addRow(page)
        return table

    def _check(self) -> None:
        if not self.name.text().strip():
            raise UserError(msg("dialogs.no_name"))

    def answer(self) -> AppSettings:
        """The settings as they were chosen."""
        return replace(
            self._settings,
            annotator=self.name.text().strip(),
            language=self.language.currentData(),
            theme=self.theme.currentData(),
            text_size=self.text_size.value(),
            line_spacing=round(self.spacing.value(), 2),
            measure=self.measure.value(),
            pace=self.pace.isChecked(),
            keys=dict(self.keys.rebound),
        )


class KeyDelegate(QStyledItemDelegate):
    """Edits a shortcut by pressing it."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field that takes the keys that are pressed in it."""
        editor = QKeySequenceEdit(parent)
        editor.setMaximumSequenceLength(1)
        editor.setClearButtonEnabled(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show the keys as they are."""
        if isinstance(editor, QKeySequenceEdit):
            editor.setKeySequence(QKeySequence(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand on the keys that were pressed."""
        if isinstance(editor, QKeySequenceEdit):
            portable = QKeySequence.SequenceFormat.PortableText
            model.setData(index, editor.keySequence().toString(portable))


def _choice(parent: QWidget, values: list[tuple[str, str]], current: str) -> QComboBox:
    box = QComboBox(parent)
    for value, words in values:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def _number(
    parent: QWidget, value: float, least: float, most: float, step: float
) -> QDoubleSpinBox:
    box = QDoubleSpinBox(parent)
    box.setDecimals(1)
    box.setRange(least, most)
    box.setSingleStep(step)
    box.setValue(value)
    return box


def ask_settings(
    say: Translator, settings: AppSettings, parent: QWidget | None
) -> AppSettings | None:
    """Ask for settings; None if the person left."""
    form = SettingsForm(say, settings, parent)
    return form.answer() if form.ask() else None
