"""Marks: what the article view paints for every item, one mark a span. No Qt here."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Suggestion
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.scheme import Scheme
from annotator.model.text import Span
from annotator.services.annotating import Part, Session, parts

Shown = tuple[Item, Suggestion | None]
Band = tuple[ItemId, tuple[Span, ...]]
"""A quote that somebody makes, and its pieces."""

MarkKind = Literal[
    "quote",
    "scare",
    "mention",
    "reference",
    "cue",
    "source",
    "antecedent",
    "addressee",
    "chain",
]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span to paint, in code points of the article's text.

    Attributes:
        part: which span of its item it is.
        level: the lowest at which the band runs into no other quote's; bands are inset by it.
        suggested: nobody has decided on it yet.
        selected: its item is the selected one.
        colour: role of the theme.
        pattern: of a mention's rule: solid, dashed, dotted or wave.
        label: short name of the mention's label.
    """

    kind: MarkKind
    item: ItemId
    start: int
    end: int
    part: Part
    level: int = 0
    suggested: bool = False
    selected: bool = False
    colour: str = "grey"
    pattern: str = "solid"
    label: str = ""


def marks_of(session: Session, selected: ItemId | None, language: str) -> tuple[Mark, ...]:
    """The marks of an article, made anew; see `Marks.of`."""
    return Marks(language).of(session, selected)


class Marks:
    """Makes the marks of the open article; those of an item that looks the same are kept."""

    def __init__(self, language: str) -> None:
        """Start with no marks; names of labels are in the reader's language."""
        self._language = language
        self._scheme: Scheme | None = None
        self._looks: dict[str | None, Look] = {}
        self._made: dict[ItemId, tuple[object, list[Mark]]] = {}
        self._shown: tuple[Shown, ...] | None = None
        self._bands: list[Band] = []
        self._levels: dict[ItemId, int] = {}
        self._plain: tuple[Mark, ...] = ()

    def of(self, session: Session, selected: ItemId | None) -> tuple[Mark, ...]:
        """The marks of an article in text order.

        Sources, the names that pronouns stand for and whom it is said to are marked for the
        selected quote only; the other mentions of whom it is about, for the selected quote or
        mention.
        """
        shown = session.shown_items()
        if shown is not self._shown or session.scheme != self._scheme:
            self._take_scheme(session.scheme)
            self._shown = shown
            self._take_levels(shown)
            self._plain = self._plain_marks(shown)
        found = session.find(selected)
        if found is None:
            return self._plain
        item, suggestion = found
        marks = [mark for mark in self._plain if mark.item != selected]
        level, waiting = self._levels.get(item.id, 0), suggestion is not None
        chosen = self._marks_of(item, level, waiting, chosen=True)
        named = _antecedents(item, (one for one, _ in shown)) if isinstance(item, Quote) else []
        to = _addressees(item, (one for one, _ in shown)) if isinstance(item, Quote) else []
        chosen += [*named, *to, *_chain(item, session, named)]
        for mark in chosen:
            insort(marks, mark, key=_place)
        return tuple(marks)

    def _take_levels(self, shown: Iterable[Shown]) -> None:
        """Find the levels of bands anew where some quote has other pieces."""
        quotes = (item for item, _ in shown if isinstance(item, Quote) and item.kind != "scare")
        bands = [(quote.id, quote.segments) for quote in quotes]
        if bands != self._bands:
            self._bands, self._levels = bands, _levels(bands)

    def _plain_marks(self, shown: Iterable[Shown]) -> tuple[Mark, ...]:
        """The marks of all items while none is selected."""
        kept, self._made = self._made, {}
        marks: list[Mark] = []
        for item, suggestion in shown:
            looks = (item, self._levels.get(item.id, 0), suggestion is not None)
            before = kept.get(item.id)
            if before is None or before[0] != looks:
                before = looks, self._marks_of(*looks, chosen=False)
            self._made[item.id] = before
            marks += before[1]
        return tuple(sorted(marks, key=_place))

    def _take_scheme(self, scheme: Scheme) -> None:
        if scheme != self._scheme:
            self._scheme, self._made = scheme, {}
            self._looks = _looks(scheme, self._language)

    def _marks_of(self, item: Item, level: int, waiting: bool, *, chosen: bool) -> list[Mark]:
        if isinstance(item, Mention):
            return [_mention(item, self._looks.get(item.label, _PLAIN), waiting, chosen)]
        if isinstance(item, SanctionsReference):
            return _reference(item, waiting, chosen)
        return _quote(item, level, waiting, chosen)


def _place(mark: Mark) -> tuple[int, int]:
    """Where a mark comes in the order of the text: the outer before the inner."""
    return mark.start, -mark.end


Look = tuple[str, str, str]
"""Colour, pattern and name of a mention's label."""

_PLAIN: Look = ("grey", "dotted", "")
"""The look of a mention without a label."""


def _looks(scheme: Scheme, language: str) -> dict[str | None, Look]:
    return {
        label.id: (label.colour, label.pattern, label.brief(language))
        for label in scheme.all_labels("entity_labels")
    }


def _mention(item: Mention, look: Look, waiting: bool, chosen: bool) -> Mark:
    start, end = item.span.start, item.span.end
    return Mark("mention", item.id, start, end, Part("mention"), 0, waiting, chosen, *look)


def _reference(item: SanctionsReference, waiting: bool, chosen: bool) -> list[Mark]:
    return [
        Mark("reference", item.id, span.start, span.end, part, 0, waiting, chosen, "reference")
        for part, span in parts(item)
    ]


def _quote(item: Quote, level: int, waiting: bool, chosen: bool) -> list[Mark]:
    marks = []
    for part, span in parts(item):
        kind: MarkKind
        if part.role == "segment":
            kind = "scare" if item.kind == "scare" else "quote"
        elif part.role == "cue":
            kind = "cue"
        elif chosen:
            kind = "source"
        else:
            continue
        marks.append(Mark(kind, item.id, span.start, span.end, part, level, waiting, chosen))
    return marks


def _antecedents(quote: Quote, items: Iterable[Item]) -> list[Mark]:
    """The nearest name for each source that stands for somebody without naming them."""
    unnamed = [
        (number, who)
        for number, who in enumerate(quote.speakers)
        if who.source is not None and who.actor is not None and who.known_by != "stated"
    ]
    if not unnamed:
        return []
    names = [item for item in items if isinstance(item, Mention) and item.form == "name"]
    marks = []
    for number, who in unnamed:
        if who.source is None or who.actor is None:
            continue
        name = _nearest_name(names, who.actor, who.source)
        if name is not None:
            place = (name.span.start, name.span.end, Part("source", number))
            marks.append(Mark("antecedent", quote.id, *place, selected=True))
    return marks


def _chain(item: Item, session: Session, named: list[Mark]) -> list[Mark]:
    """The other mentions of whom the selected item is about, but for those marked already."""
    own = Part("mention")
    there = [(mark.start, mark.end) for mark in named]
    if isinstance(item, Quote):
        there += [(who.source.start, who.source.end) for who in item.speakers if who.source]
    return [
        Mark("chain", item.id, one.span.start, one.span.end, own, selected=True)
        for one in session.chain(item.id)
        if one.id != item.id and (one.span.start, one.span.end) not in there
    ]


def _addressees(quote: Quote, items: Iterable[Item]) -> list[Mark]:
    """The mention, nearest to a quote, of whom it is said to."""
    if quote.addressee is None:
        return []
    spans = (*quote.cues, *quote.segments)
    found = min(
        (one for one in items if isinstance(one, Mention) and one.actor == quote.addressee),
        key=lambda one: min(max(one.span.start - x.end, x.start - one.span.end) for x in spans),
        default=None,
    )
    if found is None:
        return []
    place = (found.span.start, found.span.end, Part("mention"))
    return [Mark("addressee", quote.id, *place, selected=True)]


def _nearest_name(names: Iterable[Mention], actor: ActorId, words: Span) -> Mention | None:
    """The last name of an actor before some words, else the first one after them."""
    own = [one for one in names if one.actor == actor]
    before = [one for one in own if one.span.end <= words.start]
    if before:
        return max(before, key=lambda one: one.span.start)
    after = (one for one in own if one.span.start >= words.end)
    return min(after, key=lambda one: one.span.start, default=None)


def _levels(bands: Iterable[Band]) -> dict[ItemId, int]:
    """The lowest level at which each quote's band runs into no other."""
    bounds = [(span.start, -span.end, item_id) for item_id, segments in bands for span in segments]
    levels: dict[ItemId, int] = {}
    open_bands: list[tuple[int, int]] = []
    for start, minus_end, item_id in sorted(bounds):
        open_bands = [(end, level) for end, level in open_bands if end > start]
        taken = {level for _, level in open_bands}
        level = next(n for n in range(len(taken) + 1) if n not in taken)
        levels[item_id] = max(level, levels.get(item_id, 0))
        open_bands.append((-minus_end, levels[item_id]))
    return levels
