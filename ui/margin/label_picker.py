"""Pickers for labels of the scheme: a letter chooses at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from annotator.model.ids import ItemId
from annotator.model.items import Quote, SanctionsReference
from ui.margin.choices import CertaintyChosen, Choice, ClaimChosen, StatusChosen
from ui.margin.look import Look
from ui.margin.picker import ListPicker
from ui.presenters.card_values import Chip
from ui.presenters.options import Option, Options


class LabelPicker(ListPicker):
    """Chooses one of a few labels, by its letter, with the arrows or by mouse."""

    def __init__(
        self,
        look: Look,
        options: tuple[Option, ...],
        made: Callable[[str], Choice],
        parent: QWidget,
    ) -> None:
        """Offer the options; `made` makes the choice of an option's id."""
        super().__init__(look, parent)
        self._made = made
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.listen_to(self.list)
        self.column.addWidget(self.list)
        self.column.addWidget(self.meaning)
        current = next((n for n, one in enumerate(options) if one.current), 0)
        self.offer(options, current)

    def key(self, event: QKeyEvent) -> bool:
        if super().key(event):
            return True
        option = self.option_of(event)
        if option is not None:
            self.take(option, event.modifiers())
        return not event.modifiers() & Qt.KeyboardModifier.ControlModifier

    def option_of(self, event: QKeyEvent) -> Option | None:
        """The option whose letter was typed."""
        typed = event.text().upper()
        options = self.list.options.options
        return next((one for one in options if one.key and one.key == typed), None)

    def take(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        self.chosen.emit(self._made(option.id))
        self.finish()


class ClaimPicker(LabelPicker):
    """Chooses the claim type; with Shift the secondary one, Backspace clears, Space doubts.

    The secondary type chosen once more is taken away.
    """

    def __init__(
        self, look: Look, options: Options, item: ItemId, quote: Quote, parent: QWidget
    ) -> None:
        """Offer the claim types for a quote."""
        labels = options.claims(item, quote.claim_type)
        super().__init__(look, labels, lambda label: ClaimChosen(item, label), parent)
        self._item, self._doubtful = item, quote.certainty == "unsure"
        self._secondary = quote.claim_secondary
        say = options.say
        self.offer_more(say("margin.claim.secondary"), say("margin.key.shift"))
        doubt = Chip(say("margin.claim.doubtful"), key=say("margin.key.space"), on=self._doubtful)
        self.add_chip(doubt, self._doubt)
        clear = Chip(say("margin.claim.clear"), key=say("margin.key.backspace"), on=False)
        self.add_chip(clear, lambda: self._clear(Qt.KeyboardModifier.NoModifier))

    def key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._clear(event.modifiers())
        elif event.key() == Qt.Key.Key_Space:
            self._doubt()
        else:
            return super().key(event)
        return True

    def take(self, option: Option, modifiers: Qt.KeyboardModifier) -> None:
        secondary = self.wants_more(modifiers)
        again = secondary and option.id == self._secondary
        self.chosen.emit(ClaimChosen(self._item, None if again else option.id, secondary))
        self.finish()

    def _clear(self, modifiers: Qt.KeyboardModifier) -> None:
        self.chosen.emit(ClaimChosen(self._item, None, self.wants_more(modifiers)))
        self.finish()

    def _doubt(self) -> None:
        self.chosen.emit(CertaintyChosen(self._item, None if self._doubtful else "unsure"))
        self.finish()


class StatusPicker(LabelPicker):
    """Chooses what the text asserts about sanctions; Space says that it hedges, or that not."""

    def __init__(
        self,
        look: Look,
        options: Options,
        item: ItemId,
        reference: SanctionsReference,
        parent: QWidget,
    ) -> None:
        """Offer the statuses for a reference."""
        labels = options.labels("reference_statuses", reference.status)
        super().__init__(look, labels, lambda label: StatusChosen(item, label), parent)
        self._item, self._reference, say = item, reference, options.say
        hedged = Chip(say("margin.hedged"), key=say("margin.key.space"), on=reference.hedged)
        self.add_chip(hedged, self._hedge)

    def key(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Space:
            return super().key(event)
        self._hedge()
        return True

    def _hedge(self) -> None:
        """Turn hedging round; the status stays."""
        status, hedged = self._reference.status, not self._reference.hedged
        self.chosen.emit(StatusChosen(self._item, status, hedged))
        self.finish()
