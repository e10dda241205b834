"""Occurrences: the same words elsewhere in the article, listed first and marked as one step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from annotator.model.finding import FoundLine, line_around
from annotator.model.ids import ItemId
from annotator.model.items import Item, Mention, SanctionsReference
from annotator.model.message import UserError, msg
from annotator.model.text import Span, short
from annotator.services.annotating import mentions, references
from annotator.services.annotating.plan import Outcome, Plan
from annotator.services.annotating.session import Session
from annotator.services.text_search import Searchable, Sought


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the words stand; `waiting` if a suggestion of the kind stands there."""

    line: FoundLine
    waiting: bool


def occurrences(session: Session, item_id: ItemId) -> tuple[Occurrence, ...]:
    """The other places of an item's words, whole and written alike, without a mark of its kind.

    Places inside a longer mark of the kind are left out: "Kirby" in "John Kirby" is marked.

    Raises:
        UserError: the item is no mention or reference with a place in the text.
    """
    item, span = _marked(session, item_id)
    kind = type(item)
    shown = [(one, why) for one, why in session.shown_items() if isinstance(one, kind)]
    taken = [one.span for one, why in shown if why is None and one.span is not None]
    waiting = [one.span for one, why in shown if why is not None and one.span is not None]
    sought = Sought(span.text, whole=True, exact=True)
    found = []
    for start, end in Searchable(session.article.text).find(sought):
        here = Span.of(session.article.text, start, end)
        covered = any(one.overlaps(here) for one in (*taken, span))
        beside = any(one.overlaps(here) and one != here for one in waiting)
        if not covered and not beside:
            line = line_around(session.article.text, start, end)
            found.append(Occurrence(line, here in waiting))
    return tuple(found)


def mark(session: Session, item_id: ItemId, places: Iterable[Occurrence]) -> Outcome:
    """Mark these places like the item, as one step; the item is accepted if it only waited.

    A mention passes on form, label and actor; a reference kind, links or the reason for none.
    What the text asserts is another at every place, and stays to be said.

    Raises:
        UserError: the item is no mention or reference with a place in the text.
    """
    _, span = _marked(session, item_id)
    plan = session.plan()
    item = plan.take_any(item_id)
    chosen = tuple(places)
    for one in chosen:
        _mark(plan, item, one.line.start, one.line.end)
    label = msg("do.occurrences", n=len(chosen), words=short(span.text))
    return session.save(plan, label, item_id)


def _mark(plan: Plan, like: Item, start: int, end: int) -> None:
    if isinstance(like, Mention):
        made = mentions.add(plan, start, end, like.label, like.form)
        plan.put(replace(made, form=like.form, actor=like.actor))
    elif isinstance(like, SanctionsReference):
        reference = references.add(plan, start, end)
        plan.put(replace(reference, kind=like.kind, links=like.links, nil_reason=like.nil_reason))


def _marked(session: Session, item_id: ItemId) -> tuple[Mention | SanctionsReference, Span]:
    found = session.find(item_id)
    item = found[0] if found else None
    if isinstance(item, (Mention, SanctionsReference)) and item.span is not None:
        return item, item.span
    raise UserError(msg("occurrences.only_words"))
