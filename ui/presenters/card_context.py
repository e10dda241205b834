"""What making cards needs beside the item: the session, the words, the references by quote."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from annotator.messages import Translator
from annotator.model.annotation import Suggestion
from annotator.model.checks import extent
from annotator.model.ids import ItemId
from annotator.model.items import Flag, Item, Quote, SanctionsReference, Speaker
from annotator.model.scheme import Group
from annotator.model.text import Span, bound
from annotator.services.annotating import Session
from annotator.services.entries import EntryBook
from ui.presenters.entries import entry_title

Shown = tuple[Item, Suggestion | None]
ShownReference = tuple[SanctionsReference, Suggestion | None]


@dataclass(frozen=True)
class Context:
    """What every card of an article draws on.

    Attributes:
        say: the reader's language.
        keys: the key of each row.
        by_quote: the references of each quote, in text order.
    """

    session: Session
    say: Translator
    keys: Mapping[str, str]
    by_quote: Mapping[ItemId, tuple[ShownReference, ...]]

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.say.language

    def label(self, group: Group, label_id: str | None, *, brief: bool = False) -> str:
        """A label of the scheme in words; an id that the scheme lacks as it is."""
        found = self.session.scheme.label(group, label_id)
        if found is None:
            return label_id or ""
        return found.brief(self.language) if brief else found.title(self.language)

    def score(self, suggestion: Suggestion | None) -> str:
        """A suggestion's score for people ("93 %")."""
        if suggestion is None:
            return ""
        return self.say("margin.score", percent=round(suggestion.score * 100))

    def reason(self, suggestion: Suggestion | None) -> str:
        """Why the machine proposes it, in a sentence."""
        return self.say.say(suggestion.reason) if suggestion is not None else ""

    def speaker_name(self, speaker: Speaker) -> str:
        """Who speaks, in a few words; empty while not known."""
        actor = self.session.actor(speaker.actor)
        if actor is not None:
            return actor.name
        return self.say("margin.unknown_speaker") if speaker.known_by == "unknown" else ""

    def speakers(self, quote: Quote) -> str:
        """All who speak, in one line; empty while nobody is named."""
        names = [name for who in quote.speakers if (name := self.speaker_name(who))]
        return ", ".join(dict.fromkeys(names))

    def short_title(self, reference: SanctionsReference) -> str:
        """What a reference points to, in a few words; its own words while it points to nothing."""
        if reference.links:
            return linked_titles(self.session.entries, reference, self.say)
        return self.say("margin.words", words=line(reference.span.text)) if reference.span else ""

    def flags(self, item: Item) -> tuple[tuple[Flag, str], ...]:
        """What an item is marked with, and the words for it."""
        return tuple((flag, self.say(f"flag.{flag}")) for flag in item.flags)

    def references(self, quote: Quote) -> tuple[ShownReference, ...]:
        """The references that belong to a quote."""
        return self.by_quote.get(quote.id, ())


def linked_titles(book: EntryBook, reference: SanctionsReference, say: Translator) -> str:
    """The titles of what a reference is linked to: all of them, or one that nothing settles."""
    titles = [entry_title(book, link.entry, say.language) for link in reference.links]
    one_of = any(link.role == "one_of" for link in reference.links)
    return f" {say('margin.or')} ".join(titles) if one_of else " + ".join(titles)


def line(text: str, limit: int = 90) -> str:
    """Words in one line, at most `limit` code points, cut between words."""
    flat = bound(" ".join(text.split()))
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0] + "…"


def references_by_quote(shown: Iterable[Shown]) -> dict[ItemId, tuple[ShownReference, ...]]:
    """The references of each quote: those that name it, and proposed ones that lie in it."""
    items = tuple(shown)
    if not any(isinstance(item, SanctionsReference) for item, _ in items):
        return {}
    pieces = _Pieces(item for item, _ in items if isinstance(item, Quote))
    found: dict[ItemId, list[ShownReference]] = {}
    for item, why in items:
        if isinstance(item, SanctionsReference):
            for quote_id in _owners(item, why, pieces):
                found.setdefault(quote_id, []).append((item, why))
    return {
        quote_id: tuple(sorted(some, key=lambda one: _reading_order(one[0])))
        for quote_id, some in found.items()
    }


def _reading_order(reference: SanctionsReference) -> tuple[bool, tuple[int, int], str]:
    """By place in the text; those by whole quotes come last."""
    return reference.span is None, extent(reference), reference.id


class _Pieces:
    """The segments of all quotes by place, so that few are looked at for each reference."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        """Sort the segments; keep how far those up to each one reach."""
        self._all = sorted(
            (piece.start, piece.end, quote.id) for quote in quotes for piece in quote.segments
        )
        self._starts = [start for start, _, _ in self._all]
        self._reach = list(accumulate((end for _, end, _ in self._all), max))

    def around(self, span: Span) -> Iterator[ItemId]:
        """The quotes with a segment that overlaps a span; one may come twice."""
        place = bisect_left(self._starts, span.end) - 1
        while place >= 0 and self._reach[place] > span.start:
            _, end, quote_id = self._all[place]
            if end > span.start:
                yield quote_id
            place -= 1


def _owners(
    reference: SanctionsReference, why: Suggestion | None, pieces: _Pieces
) -> tuple[ItemId, ...]:
    span = reference.span
    if why is None or span is None:
        return reference.quotes
    return tuple(dict.fromkeys((*reference.quotes, *pieces.around(span))))


def levels(quotes: Iterable[Quote]) -> dict[ItemId, int]:
    """How many other quotes enclose each quote."""
    reach = [(*extent(quote), quote.id) for quote in quotes]
    reach.sort(key=lambda one: (one[0], -one[1], one[2]))
    found: dict[ItemId, int] = {}
    around: list[int] = []
    for _start, end, quote_id in reach:
        while around and around[-1] < end:
            around.pop()
        found[quote_id] = len(around)
        around.append(end)
    return found
