"""A table of rows of words, as the dialogs on words show them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from ui.models.evaluation import Rows, RowsModel

WIDEST = 320
"""The widest that a column but the stretched one may be, in pixels."""


def word_table(parent: QWidget, name: str) -> QTableView:
    """An empty table; one row can be chosen.

    Args:
        parent: the dialog.
        name: what it is called to those who cannot see it.
    """
    table = QTableView(parent)
    table.setAccessibleName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setStyleSheet("QTableView::item { padding: 3px 6px; }")
    table.verticalHeader().hide()
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    table.horizontalHeader().setDefaultAlignment(left)
    table.horizontalHeader().setHighlightSections(False)
    return table


def fill(
    table: QTableView, heads: Sequence[str], rows: Rows, stretch: int, numbers: range = range(0)
) -> None:
    """Show rows in the place of those shown before; the row that was chosen stays so."""
    chosen = table.currentIndex().row()
    old = table.model()
    model = RowsModel(heads, rows, numbers)
    model.setParent(table)
    table.setModel(model)
    if old is not None:
        old.deleteLater()
    header = table.horizontalHeader()
    for column in range(len(heads)):
        header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
        if column != stretch:
            wanted = max(table.sizeHintForColumn(column), header.sectionSizeHint(column))
            header.resizeSection(column, min(WIDEST, wanted + 12))
    header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    if rows:
        table.selectRow(min(max(0, chosen), len(rows) - 1))
