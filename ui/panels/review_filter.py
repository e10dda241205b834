"""ReviewForm: which suggestions and items the queue shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QSpinBox, QWidget

from annotator.messages import Translator
from annotator.model.review import STATES, ReviewFilter
from annotator.model.scheme import Group, Scheme
from annotator.services.review import ReviewChoices
from ui.panels.side_form import SideForm, choice, fill, set_line

WAIT_MS = 300
"""How long typing rests before the queue is counted anew, in milliseconds."""
What = tuple[str, str, str, str]
"""Type, kind, label and claim type of a choice; empty ones ask for all."""
EVERYTHING: What = ("", "", "", "")


class ReviewForm(SideForm):
    """The fields of a filter."""

    filter_changed = Signal(object)
    """A `ReviewFilter`."""

    def __init__(self, say: Translator, parent: QWidget | None = None) -> None:
        """Make the fields; `show_filter` fills them."""
        super().__init__(say("review.filter"), parent)
        self._say = say
        self._wanted = ReviewFilter("")
        self.what, self.state, self.source = choice(self), choice(self), choice(self)
        self.annotator = choice(self)
        self.words = QLineEdit(self)
        self.regex = QCheckBox(say("review.regex"), self)
        self.least, self.most = self._percent("review.least"), self._percent("review.most")
        self.clear = QPushButton(say("review.clear"), self)
        self._timer = QTimer(self)
        self._build()
        self._connect()

    def _percent(self, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(0, 100)
        box.setSingleStep(5)
        box.setSuffix("\u00a0%")
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setMinimumHeight(self.words.sizeHint().height())
        box.lineEdit().setTextMargins(5, 0, 0, 0)
        box.setAccessibleName(self._say(name))
        return box

    def _build(self) -> None:
        scores = QWidget(self)
        row = QHBoxLayout(scores)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.least)
        row.addWidget(self.most)
        self.add(self._say("review.what"), self.what)
        self.add(self._say("review.state"), self.state)
        self.add(self._say("review.words"), self.words, self.regex)
        self.add(self._say("review.score"), scores)
        self.add(self._say("review.source"), self.source)
        self.add(self._say("review.annotator"), self.annotator)
        self.add_plain(self.clear)
        self.close_below()
        self.words.setClearButtonEnabled(True)

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.changed)
        self.words.textChanged.connect(lambda _words: self._timer.start())
        for number in (self.least, self.most):
            number.valueChanged.connect(lambda _value: self._timer.start())
        for box in (self.what, self.state, self.source, self.annotator):
            box.currentIndexChanged.connect(lambda _place: self.changed())
        self.regex.toggled.connect(lambda _on: self.changed())
        self.words.returnPressed.connect(self.changed)
        self.clear.clicked.connect(self._clear)

    def _clear(self) -> None:
        mine = ReviewFilter(self._wanted.annotator, state="")
        self._timer.stop()
        self._show(mine)
        self.filter_changed.emit(mine)

    @property
    def typing(self) -> bool:
        """Whether something was typed that is not asked for yet."""
        return self._timer.isActive()

    def changed(self) -> None:
        """Say what is asked for now."""
        self._timer.stop()
        kind, form, label, claim = self.what.currentData() or EVERYTHING
        self._wanted = replace(
            self._wanted,
            type=kind,
            kind=form,
            label=label,
            claim=claim,
            state=self.state.currentData() or "",
            source=self.source.currentData() or "",
            annotator=self.annotator.currentData() or self._wanted.annotator,
            least=self.least.value() / 100,
            most=self.most.value() / 100,
            words=self.words.text(),
            regex=self.regex.isChecked(),
        )
        self.filter_changed.emit(self._wanted)

    def show_filter(self, wanted: ReviewFilter, scheme: Scheme, choices: ReviewChoices) -> None:
        """Show a filter, and what there is to choose from."""
        say = self._say
        fill(self.what, _whats(scheme, say), EVERYTHING)
        states = [(say(f"review.state.{one}"), one) for one in STATES]
        fill(self.state, [*states, (say("review.state.any"), "")], "undecided")
        sources = sorted({*choices.sources, *filter(None, (wanted.source,))})
        named = [(one, one) for one in sources]
        fill(self.source, [(say("review.any_source"), ""), *named], "")
        people = dict.fromkeys((*choices.annotators, wanted.annotator))
        first = next(iter(people), "")
        shown = [(say("review.me", name=one) if one == first else one, one) for one in people]
        fill(self.annotator, shown, first)
        self._show(wanted)

    def _show(self, wanted: ReviewFilter) -> None:
        self._wanted = wanted
        what = (wanted.type, wanted.kind, wanted.label, wanted.claim)
        for box, value in (
            (self.what, what),
            (self.state, wanted.state),
            (self.source, wanted.source),
            (self.annotator, wanted.annotator),
        ):
            box.blockSignals(True)
            place = next((n for n in range(box.count()) if box.itemData(n) == value), 0)
            box.setCurrentIndex(place)
            box.blockSignals(False)
        set_line(self.words, wanted.words)
        for field, number in ((self.least, wanted.least), (self.most, wanted.most)):
            field.blockSignals(True)
            field.setValue(round(number * 100))
            field.blockSignals(False)
        self.regex.blockSignals(True)
        self.regex.setChecked(wanted.regex)
        self.regex.blockSignals(False)


def _whats(scheme: Scheme, say: Translator) -> Iterator[tuple[str, Any]]:
    """Everything; each type, and below it its labels or kinds."""
    yield say("review.everything"), EVERYTHING
    yield say("review.type.mention"), ("mention", "", "", "")
    for words, label in _labels(scheme, "entity_labels", say):
        yield words, ("mention", "", label, "")
    yield say("review.type.quote"), ("quote", "", "", "")
    for words, label in _labels(scheme, "quote_kinds", say):
        yield words, ("quote", label, "", "")
    for words, label in _labels(scheme, "claim_types", say):
        yield words, ("quote", "", "", label)
    yield say("review.type.reference"), ("reference", "", "", "")
    for words, label in _labels(scheme, "reference_kinds", say):
        yield words, ("reference", label, "", "")


def _labels(scheme: Scheme, group: Group, say: Translator) -> Iterator[tuple[str, str]]:
    for one in scheme.all_labels(group):
        yield f"\u2003{one.title(say.language)}", one.id
