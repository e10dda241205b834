"""Reading: what a screen reader is to say of the open article, as painted marks and cards show it.

What is selected, what became of it, and what the cursor comes into and leaves. No Qt here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.services.annotating import Session
from ui.presenters.card_values import Card, OpenCard, Row
from ui.presenters.marks import Mark, MarkKind

LONGEST = 120
"""How many code points of an item are read aloud."""
_TOLD_FIRST = ("speaker", "claim", "label", "references", "status")
"""Rows that are read when an item is selected; of the others, only what changes."""
_WHOLE: tuple[MarkKind, ...] = ("quote", "scare", "mention", "reference")
"""Marks that stand for their item; cues and sources are parts of one."""
_AT_CARET: tuple[MarkKind, ...] = (*_WHOLE, "cue")


def words_for(mark: Mark, text: str, say: Translator) -> str:
    """What a mark is, and its words: "Quote, suggestion: « … »"."""
    words = text[mark.start : min(mark.end, mark.start + LONGEST)]
    kind = kind_of(mark, say)
    if mark.suggested:
        return say("article_view.suggested", kind=kind, words=words)
    return say("article_view.selected", kind=kind, words=words)


def kind_of(mark: Mark, say: Translator) -> str:
    """What a mark is, with its label where it has one."""
    kind = say(f"article_view.{mark.kind}")
    return say("article_view.labelled", kind=kind, label=mark.label) if mark.label else kind


def brief(row: Row, say: Translator) -> str:
    """A row of the open card, what holds alone: no definitions, and no choice that is not taken."""
    chips = [chip.text for chip in row.chips if chip.on]
    entries = [entry.text for entry in row.entries if entry.on or not entry.key]
    words = [one for one in (*chips, row.text, *entries) if one]
    return say("reading.row", title=row.title, words=", ".join(words)) if words else ""


def joined(sentences: Iterable[str]) -> str:
    """Sentences as one, with a full stop after each that has no mark of its own."""
    return " ".join(one if one.endswith((".", "?", "!", "…")) else f"{one}." for one in sentences)


class Reading:
    """Remembers what was said, so that nothing is said twice."""

    def __init__(self, say: Translator) -> None:
        """Start with nothing said; `say` gives the reader's language."""
        self._say = say
        self._item: ItemId | None = None
        self._waiting = False
        self._rows: dict[str, str] = {}
        self._around: tuple[Mark, ...] = ()

    def forget(self) -> None:
        """Another article is opened."""
        self._item, self._rows, self._around = None, {}, ()

    def of_desk(
        self, session: Session, cards: Iterable[Card], marks: Iterable[Mark]
    ) -> tuple[str, ...]:
        """What is new since the last time: sentences, none if there is nothing."""
        shown = list(cards)
        opened = next((card for card in shown if isinstance(card, OpenCard)), None)
        mark = next((one for one in marks if one.selected and one.kind in _WHOLE), None)
        became = self._became(session, opened)
        rows: dict[str, str] = {}
        if opened is not None:
            rows.update((row.id, brief(row, self._say)) for row in opened.rows)
        if opened is None:
            said: list[str] = []
        elif opened.item != self._item:
            said = self._selected(session, opened, shown, mark, rows)
        else:
            said = [words for row, words in rows.items() if words != self._rows.get(row, words)]
        self._item = opened.item if opened is not None else None
        self._waiting = opened is not None and opened.suggested
        self._rows = dict(rows)
        return tuple(one for one in (*became, *said) if one)

    def _became(self, session: Session, opened: OpenCard | None) -> tuple[str, ...]:
        """What was decided on the item that was selected."""
        if self._item is None:
            return ()
        found = session.find(self._item)
        if found is None:
            return (self._say("reading.rejected" if self._waiting else "reading.deleted"),)
        if self._waiting and found[1] is None:
            return (self._say("reading.accepted"),)
        again = not self._waiting and found[1] is not None
        return (self._say("reading.open_again"),) if again and opened is not None else ()

    def _selected(
        self,
        session: Session,
        card: OpenCard,
        cards: list[Card],
        mark: Mark | None,
        rows: Mapping[str, str],
    ) -> list[str]:
        """What is selected, where it stands among its like, who speaks and what is claimed."""
        text = session.article.text
        said = [words_for(mark, text, self._say) if mark is not None else card.head]
        quotes = [one.item for one in cards if one.subject == "quote"]
        if card.item in quotes:
            place = quotes.index(card.item) + 1
            said.append(self._say("reading.place", place=place, n=len(quotes)))
        said += [rows[one] for one in _TOLD_FIRST if rows.get(one)]
        return [*said, *(words for _flag, words in card.flags), card.score_text]

    def of_caret(self, point: int, marks: Iterable[Mark], cards: Iterable[Card]) -> tuple[str, ...]:
        """What the cursor came into, and what it left, since the last time.

        Args:
            point: the cursor's place, in code points.
            marks: of the article.
            cards: of the article; they name who speaks.
        """
        around = self.note_caret(point, marks)
        before, now = around
        spoken = {card.item: card.spoken for card in cards}
        said = []
        for mark in now:
            if not _among(mark, before):
                kind = kind_of(mark, self._say)
                who = spoken.get(mark.item, "") if mark.kind == "quote" else ""
                words = {"kind": kind, "who": who}
                said.append(self._say("reading.quote", **words) if who else kind)
        for mark in before:
            if not _among(mark, now):
                said.append(self._say("reading.end", kind=kind_of(mark, self._say)))
        return tuple(said)

    def note_caret(
        self, point: int, marks: Iterable[Mark]
    ) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
        """Take note of where the cursor is, unsaid: the marks around it before, and now."""
        before = self._around
        self._around = tuple(
            mark for mark in marks if mark.kind in _AT_CARET and mark.start <= point < mark.end
        )
        return before, self._around


def _among(mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether the same part of the same item is among other marks."""
    return any(
        (one.item, one.part, one.kind) == (mark.item, mark.part, mark.kind) for one in others
    )
