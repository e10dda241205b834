"""What a line of `guillemet-jsonl/1` must hold to be sound: places, hashes, ids that exist once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, Suggestion
from annotator.model.article import text_sha256
from annotator.model.characters import forbidden_character
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import (
    Item,
    Mention,
    Quote,
    SanctionsReference,
    item_actors,
    item_spans,
)
from annotator.model.message import GuillemetError, Message, msg
from annotator.model.text import SpanError


class LineError(GuillemetError):
    """A line that is not sound.

    Attributes:
        where: the part of the line, such as `quotes 0190…`; empty for the line as a whole.
    """

    def __init__(self, message: Message, where: str = "") -> None:
        """Keep the sentence and the place."""
        super().__init__(message)
        self.where = where


def check_line(line: AnnotatedArticle, said_sha256: str | None) -> None:
    """Compare everything in a line that can be compared.

    Args:
        line: what was read.
        said_sha256: the hash that the line gives for its text, if it gives one.

    Raises:
        LineError: the first thing that does not fit, with its place.
    """
    _check_text(line.article.text, said_sha256)
    annotated = line.annotation.items if line.annotation else ()
    proposed = tuple(one.item for one in line.suggestions)
    for item in (*annotated, *proposed):
        _check_spans(line.article.text, item)
    _check_once("item", (item.id for item in annotated))
    _check_once("suggestion", (one.id for one in line.suggestions))
    _check_once("actor", (actor.id for actor in line.actors))
    _check_once("actor", (actor.id for actor in line.proposals.actors))
    _check_once("entry", (f"{one.id} {one.edition}".strip() for one in line.entries))
    actors = {actor.id for actor in line.actors}
    _check_pointers(annotated, _by_id(annotated), actors)
    actors |= {actor.id for actor in line.proposals.actors}
    _check_pointers(proposed, {**_by_id(proposed), **_by_id(annotated)}, actors)
    _check_alternatives(line.suggestions, actors)
    if line.annotation:
        _check_decisions(line.annotation, {one.id for one in line.suggestions})


def place(item: Item) -> str:
    """How an item is named in an error: its list and its id."""
    lists = {Mention: "mentions", Quote: "quotes", SanctionsReference: "references"}
    return f"{lists[type(item)]} {item.id}"


def _by_id(items: Iterable[Item]) -> dict[ItemId, Item]:
    return {item.id: item for item in items}


def _check_text(text: str, said_sha256: str | None) -> None:
    problem = forbidden_character(text)
    if problem:
        raise LineError(problem, "text")
    if not text.strip():
        raise LineError(msg("import.empty_text"), "text")
    found = text_sha256(text)
    if said_sha256 is not None and said_sha256 != found:
        raise LineError(msg("import.sha256", said=said_sha256[:12], found=found[:12]), "text")


def _check_spans(text: str, item: Item) -> None:
    for role, span in item_spans(item):
        try:
            span.check(text)
        except SpanError as error:
            raise LineError(error.message, f"{place(item)}, {role}") from error
    segments = item.segments if isinstance(item, Quote) else ()
    if any(left.end > right.start for left, right in pairwise(segments)):
        raise LineError(msg("check.segments", item=item.id), place(item))


def _check_once(kind: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise LineError(msg("import.double_id", kind=kind, id=one), f"{kind} {one}")
        seen.add(one)


def _check_pointers(items: Iterable[Item], known: dict[ItemId, Item], actors: set[ActorId]) -> None:
    for item in items:
        missing: list[str] = [actor for actor in item_actors(item) if actor not in actors]
        missing += [
            other for other, kind in _other_items(item) if not isinstance(known.get(other), kind)
        ]
        if missing:
            raise LineError(msg("import.no_such_id", id=missing[0]), place(item))


def _other_items(item: Item) -> Iterator[tuple[ItemId, type[Item]]]:
    if isinstance(item, Quote):
        yield from ((who.mention, Mention) for who in item.speakers if who.mention)
    elif isinstance(item, SanctionsReference):
        yield from ((quote, Quote) for quote in item.quotes)


def _check_alternatives(suggestions: Iterable[Suggestion], actors: set[ActorId]) -> None:
    for one in suggestions:
        missing = [actor for actor in one.actors if actor not in actors]
        if missing:
            raise LineError(msg("import.no_such_id", id=missing[0]), f"suggestions {one.id}")


def _check_decisions(annotation: Annotation, suggestions: set[str]) -> None:
    _check_once("decision", (one.suggestion for one in annotation.decisions))
    items = {item.id for item in annotation.items}
    for one in annotation.decisions:
        if one.suggestion not in suggestions:
            message = msg("import.no_such_id", id=one.suggestion)
            raise LineError(message, f"decisions {one.suggestion}")
        if one.item is not None and one.item not in items:
            message = msg("import.no_such_id", id=one.item)
            raise LineError(message, f"decisions {one.suggestion}")
