"""Sanctions references: where a text speaks of sanctions, of what kind, and what it asserts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from annotator.identifiers import new_id
from annotator.model.ids import ItemId
from annotator.model.items import SanctionsReference
from annotator.model.message import Message, msg
from annotator.model.text import Span, sentences
from annotator.prelabel.countries import Places, countries, near
from annotator.prelabel.draft import Draft, FoundReference
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.name_words import NameWords, name_words
from annotator.prelabel.sanctions_extent import extent
from annotator.prelabel.sanctions_links import Meant, Surroundings, cited, meant
from annotator.prelabel.sanctions_own import own_matches
from annotator.prelabel.sanctions_status import Passage, Told, hedged, status_of
from annotator.prelabel.sanctions_subjects import objects, subjects
from annotator.prelabel.sanctions_words import (
    MentionPattern,
    SanctionsWords,
    known_from,
    mentions_from,
    sanctions_words,
)
from annotator.prelabel.words import Word
from annotator.sanctions.catalogue import Catalogue, CatalogueEntry, shipped_catalogue

_FEWEST = 2  # words about sanctions that make an article one about sanctions
_TOLD_OF = {  # what words around can tell of a body or a list
    "body": ("lifted", "opposed", "extended", "expired"),
    "listed_subject": ("lifted", "called_for", "threatened", "denied", "announced"),
    "list": ("imposed", "lifted", "extended", "threatened", "denied", "called_for", "in_force"),
}
_DOING = frozenset(("body", "listed_subject"))
_NOT_OF_ACTS = ("announced", "called_for", "threatened")  # an act with a number exists
_WORDS_THAT_TELL = 2  # spaces in "sanctions on Moscow": that is no sport
_SURE = 0.8  # a mention at least this sure makes one, too


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place where a pattern matched."""

    start: int
    end: int
    pattern: MentionPattern


@dataclass(frozen=True)
class SanctionsComponent:
    """Fills `draft.references`; which quotes they belong to is told by containment, later."""

    name: str = "sanctions"
    version: int = 4
    needs: tuple[str, ...] = ("text", "words")
    gives: tuple[str, ...] = ("references",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Find the references; never raises for any text."""
        draft.references = find_references(draft.text, draft.words, lexicons, draft.catalogue)


def find_references(
    text: str, words: Sequence[Word], lexicons: Lexicons, catalogue: Catalogue | None = None
) -> list[FoundReference]:
    """The references to sanctions in text order; they never overlap.

    Args:
        text: the article's text.
        words: its words.
        lexicons: the word lists of its language.
        catalogue: where links point; None takes the one that comes with the program.
    """
    telling = sanctions_words(lexicons.language)
    lists = name_words(lexicons.language)
    own = own_matches(text, catalogue, lexicons.language)
    named = [_Hit(*extent(at, one.kind, telling, words, lists), one) for one, at in own]
    hits = _said_before(text, _chosen(_hits(text, words, telling, lists, named)))
    if not hits:
        return []
    places = countries(words, lists)
    reader = _Reader(text, lexicons.language, telling, places, catalogue or shipped_catalogue())
    return reader.references(hits)


def _hits(
    text: str,
    words: Sequence[Word],
    telling: SanctionsWords,
    lists: NameWords,
    named: Iterable[_Hit] = (),
) -> list[_Hit]:
    """All matches that are no false friends and, where they need it, in an article on sanctions."""
    friends = _marked(text, _spans(telling.false_friends, text))
    trades = _marked(text, _other_trades(text, telling))

    def counts(hit: _Hit) -> bool:
        return (
            friends.find(1, hit.start, hit.end) < 0
            and (trades.find(1, hit.start, hit.end) < 0 or not _plain(text, hit))
            and not telling.other_trades.search(text, hit.start, hit.end)
        )

    found = [hit for hit in (*_matches(text, words, telling, lists), *named) if counts(hit)]
    sure = any(hit.pattern.score >= _SURE and not hit.pattern.topic for hit in found)
    if not sure and sum(1 for _ in telling.topic.finditer(text)) < _FEWEST:
        return [hit for hit in found if not hit.pattern.topic]
    listed = chain(subjects(text, words, telling, lists), objects(text, words, telling, lists))
    who = (_Hit(one.start, one.end, one.pattern) for one in listed)
    return [*found, *(hit for hit in who if counts(hit))]


def _matches(
    text: str, words: Sequence[Word], telling: SanctionsWords, lists: NameWords
) -> Iterator[_Hit]:
    """Where each pattern matches, as if it alone were sought from left to right."""
    ends: dict[MentionPattern, int] = {}
    for word in words:
        loose = telling.loose is not None and telling.loose.match(text, word.start)
        for mention in (mentions_from if loose else known_from)(telling, word.low):
            match = mention.pattern.match(text, word.start)
            if match and word.start >= ends.get(mention, 0):
                ends[mention] = match.end()
                yield _Hit(*extent(match, mention.kind, telling, words, lists), mention)


def _marked(text: str, places: Iterable[tuple[int, int]]) -> bytearray:
    """For each code point whether it lies in one of the places."""
    out = bytearray(len(text))
    for start, end in places:
        out[start:end] = b"\x01" * (end - start)
    return out


def _plain(text: str, hit: _Hit) -> bool:
    """Whether a reference says so little that among words of sport or discipline it is none."""
    unsure = hit.pattern.topic or hit.pattern.kind == "vague"
    return unsure and text.count(" ", hit.start, hit.end) < _WORDS_THAT_TELL


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _other_trades(text: str, telling: SanctionsWords) -> list[tuple[int, int]]:
    """The sentences that are about sport or discipline."""
    if not telling.other_trades.search(text):
        return []
    return [
        (start, end)
        for start, end in sentences(text)
        if telling.other_trades.search(text, start, end)
    ]


def _chosen(hits: Sequence[_Hit]) -> list[_Hit]:
    """Of hits that overlap the longest, of equal ones the surest; in text order."""
    kept: list[_Hit] = []
    taken = bytearray(max((hit.end for hit in hits), default=0))
    for hit in sorted(hits, key=lambda one: (one.start - one.end, -one.pattern.score, one.start)):
        if taken.find(1, hit.start, hit.end) < 0:
            taken[hit.start : hit.end] = b"\x01" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda one: one.start)


def _said_before(text: str, hits: Sequence[_Hit]) -> list[_Hit]:
    """Without those that take up a reference of their kind that is not there."""
    kept: list[_Hit] = []
    for hit in hits:
        after = hit.pattern.after
        if after is None or any(
            one.pattern.after is None
            and one.pattern.kind == hit.pattern.kind
            and after.search(text, one.start, one.end)
            for one in kept
        ):
            kept.append(hit)
    return kept


class _Reader:
    """Turns the places found in one text into references, in text order."""

    def __init__(
        self,
        text: str,
        language: str,
        words: SanctionsWords,
        places: Places,
        catalogue: Catalogue,
    ) -> None:
        self.text = text
        self.language = language
        self.words = words
        self.places = places
        self.catalogue = catalogue
        self.headline = max(0, text.find("\n"))
        self.sentences = tuple(sentences(text))
        self.countries = near(places, 0, len(text))
        self.cited: list[tuple[int, CatalogueEntry]] = []

    def references(self, hits: Sequence[_Hit]) -> list[FoundReference]:
        """The references at several places; acts that are cited by number explain the others."""
        for hit in hits:
            for entry in cited(self.text[hit.start : hit.end], hit.pattern.kind, self.catalogue):
                self.cited.append((hit.start, entry))
        return [self.reference(hit) for hit in hits]

    def reference(self, hit: _Hit) -> FoundReference:
        """The reference at a place."""
        sentence = self.sentence(hit)
        place = Passage(self.text, hit.start, hit.end, sentence)
        told = status_of(place, self.words, hit.pattern.status)
        cited_act = (
            hit.pattern.kind == "instrument"
            and re.search(r"\d{3}", place.words)
            and told.at + len(told.word) + 1 < hit.start
        )
        kind = hit.pattern.kind
        if kind != "vague" and told.word and told.status == "unspecified":
            told = Told(hit.pattern.status, "")
        if told.at >= hit.end and kind in _DOING and told.status != "expired":
            told = Told(hit.pattern.status, "")  # what they do is not done to them
        if told.status not in _TOLD_OF.get(hit.pattern.kind, (told.status,)) or (
            cited_act and told.status in _NOT_OF_ACTS
        ):
            told = Told(hit.pattern.status, "")
        if kind == "list" and not told.word and hit.end <= self.headline:
            told = Told("unspecified", "")
        span = Span.of(self.text, hit.start, hit.end)
        found = self.meaning(hit, sentence)
        item = SanctionsReference(
            id=ItemId(new_id()),
            span=span,
            kind=hit.pattern.kind,
            status=told.status,
            hedged=hedged(place, self.words, told.status),
            links=found.links,
            nil_reason=found.nil_reason,
            issuer=_only({entry.issuer for entry in found.entries}),
            target=_only({code for entry in found.entries for code in entry.targets}),
            measures=hit.pattern.measures,
        )
        return FoundReference(item, hit.pattern.score, _reason(span.text, told, found))

    def sentence(self, hit: _Hit) -> tuple[int, int]:
        """The sentence that a place stands in."""
        place = bisect_right(self.sentences, (hit.start, len(self.text))) - 1
        start, end = self.sentences[place]
        return start, max(end, hit.end)

    def meaning(self, hit: _Hit, sentence: tuple[int, int]) -> Meant:
        """What the reference may mean, given the countries around it."""
        paragraph = self.text.rfind("\n", 0, hit.start) + 1
        below = self.text.find("\n", hit.end)
        around = Surroundings(
            sentence=near(self.places, *sentence),
            paragraph=near(self.places, paragraph, len(self.text) if below < 0 else below),
            article=self.countries,
            cited_near=[one for at, one in self.cited if sentence[0] <= at < sentence[1]],
            cited=[one for _, one in self.cited],
            cited_before=[one for at, one in self.cited if at < hit.start],
        )
        return meant(
            self.text[hit.start : hit.end],
            hit.pattern.kind,
            hit.pattern.measures,
            around,
            self.catalogue,
            self.language,
        )


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None


def _reason(words: str, told: Told, found: Meant) -> Message:
    """Why, for the reader: by what the entry was found, and the word that told the status."""
    told_too = ".told" if told.word else ""
    titles = found.entries[0] if found.entries else None
    return msg(
        f"sanctions.by_{found.by}{told_too}",
        words=words,
        cue=told.word,
        title_fr=titles.title_fr if titles else "",
        title_en=titles.title_en if titles else "",
    )
