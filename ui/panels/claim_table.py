"""ClaimTable: how many quotes of each claim type somebody is quoted with, by month or year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.scheme import Scheme
from ui.presenters.subtitle import shown_date
from ui.theme import Theme, load_theme

MOST_MONTHS = 36
"""More months than these are told by year."""
NUMBER = Qt.ItemDataRole.UserRole + 1


class ClaimTable(QTableView):
    """Rows are months, columns claim types; the more quotes, the stronger the ground."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._say = say
        self._theme = load_theme("light")
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setAccessibleName(say("register.claims"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def show_counts(self, months: Mapping[str, Counter[str]], scheme: Scheme | None) -> None:
        """Show quotes by month (`2023-08`) and claim type; "" is no date, and no type."""
        say = self._say
        if len(months) > MOST_MONTHS:
            months = _by_year(months)
        totals: Counter[str] = Counter()
        for counter in months.values():
            totals.update(counter)
        claims = [claim for claim, _n in totals.most_common()]
        most = max((n for counter in months.values() for n in counter.values()), default=1)
        self._model.clear()
        heads = [say("register.month"), say("register.total")]
        heads += [self._claim(one, scheme) for one in claims]
        self._model.setHorizontalHeaderLabels(heads)
        for month, counter in months.items():
            row = [QStandardItem(self._month(month)), self._number(counter.total(), 0)]
            row += [self._number(counter[one], counter[one] / most) for one in claims]
            self._model.appendRow(row)
        if len(months) > 1:
            sums = [totals.total(), *(totals[one] for one in claims)]
            self._model.appendRow(
                [QStandardItem(say("register.total")), *(self._number(n, 0) for n in sums)]
            )
        self._paint()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _month(self, month: str) -> str:
        return shown_date(PartialDate.parse(month), self._say.language) if month else "—"

    def _claim(self, claim: str, scheme: Scheme | None) -> str:
        label = scheme.label("claim_types", claim) if scheme is not None else None
        return label.title(self._say.language) if label else claim or self._say("register.no_claim")

    def _number(self, number: int, share: float) -> QStandardItem:
        item = QStandardItem(str(number) if number else "")
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(share, NUMBER)
        return item

    def _paint(self) -> None:
        """Colour the cells by their share of the largest number."""
        for row in range(self._model.rowCount()):
            for column in range(self._model.columnCount()):
                item = self._model.item(row, column)
                share = (item.data(NUMBER) or 0) if item is not None else 0
                if item is not None and share:
                    colour = QColor(self._theme.colour("accent"))
                    colour.setAlpha(round(24 + 96 * share))
                    item.setBackground(QBrush(colour))

    def set_theme(self, theme: Theme) -> None:
        """Show it in the colours of a theme."""
        self._theme = theme
        self.setPalette(theme.palette())
        self.setStyleSheet(
            f"QTableView {{ gridline-color: {theme.hex('line')}; }}"
            " QTableView::item { padding: 3px 8px; }"
        )
        self._paint()


def _by_year(months: Mapping[str, Counter[str]]) -> Mapping[str, Counter[str]]:
    years: dict[str, Counter[str]] = {}
    for month, counter in months.items():
        years.setdefault(month[:4], Counter()).update(counter)
    return years
