"""Marks: what the article view paints for every item, one mark a span. No Qt here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from annotator.model.ids import ItemId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.scheme import Scheme
from annotator.services.annotating import Part, Session, parts

MarkKind = Literal["quote", "scare", "mention", "reference", "cue", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One span to paint, in code points of the article's text.

    Attributes:
        part: which span of its item it is.
        level: how many quotes enclose this one; bands are inset by it.
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
    """The marks of an article in text order.

    The source of a quote is marked for the selected quote only.
    """
    shown = session.shown_items()
    levels = _levels(item for item, _ in shown)
    marks: list[Mark] = []
    for item, suggestion in shown:
        chosen, waiting = item.id == selected, suggestion is not None
        if isinstance(item, Mention):
            marks.append(_mention(item, session.scheme, language, waiting, chosen))
        elif isinstance(item, SanctionsReference):
            marks += _reference(item, waiting, chosen)
        else:
            marks += _quote(item, levels.get(item.id, 0), waiting, chosen)
    return tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end)))


def _mention(item: Mention, scheme: Scheme, language: str, waiting: bool, chosen: bool) -> Mark:
    label = scheme.label("entity_labels", item.label)
    return Mark(
        kind="mention",
        item=item.id,
        start=item.span.start,
        end=item.span.end,
        part=Part("mention"),
        suggested=waiting,
        selected=chosen,
        colour=label.colour if label else "grey",
        pattern=label.pattern if label else "dotted",
        label=label.brief(language) if label else "",
    )


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


def _levels(items: Iterable[Item]) -> dict[ItemId, int]:
    """How many other quotes enclose each quote, by its outermost bounds."""
    bounds = [
        (item.segments[0].start, item.segments[-1].end, item.id)
        for item in items
        if isinstance(item, Quote) and item.segments
    ]
    levels: dict[ItemId, int] = {}
    enclosing: list[tuple[int, int]] = []
    for start, end, item_id in sorted(bounds, key=lambda one: (one[0], -one[1])):
        enclosing = [one for one in enclosing if one[1] > start]
        levels[item_id] = sum(1 for one in enclosing if one[1] >= end and one != (start, end))
        enclosing.append((start, end))
    return levels
