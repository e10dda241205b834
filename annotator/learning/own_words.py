"""Words for the lexicon that a person's work shows: verbs and names added, words always rejected.

Nothing is taken over here: each is a proposal with its count and the places it was seen at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from annotator.learning.own_verbs import as_listed, construction, unknown_verbs, word_at
from annotator.model.annotation import Annotation, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.items import Mention, Quote
from annotator.model.text import Span, sentence_at
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.gazetteer import Name, gazetteer, name_files
from annotator.prelabel.grammar import grammar
from annotator.prelabel.lexicon import kept, lexicons
from annotator.prelabel.lexicon_entries import FILES, NAME_KINDS, Entry, KindId
from annotator.prelabel.pipeline import known_language
from annotator.prelabel.tokens import tokens
from annotator.prelabel.words import split_words

Deed = Literal["add", "off"]
LEAST_NAMES = 2
"""Times that a name must have been added before it is proposed."""
LEAST_REJECTED = 3
"""Times that a word must have been rejected, and never accepted, before it is proposed to go."""
KINDS: dict[str, KindId] = {
    "PER": "people",
    "ORG": "organisations",
    "LOC": "places",
    "MISC": "works",
}
"""What a name of each label is added as."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A place that speaks for a proposal.

    Attributes:
        start: code point of the article's text, as is `end` (exclusive).
        around: the sentence.
    """

    article: ArticleId
    title: str
    start: int
    end: int
    around: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A word that a person's work proposes for the lexicon.

    Attributes:
        deed: add it, or switch it off.
        entry: what would be added; of a word to switch off only kind, word and file are said.
        seen: where, each place once.
    """

    deed: Deed
    language: str
    entry: Entry
    seen: tuple[Seen, ...]

    @property
    def key(self) -> str:
        """What tells it from every other, for remembering that it was dismissed."""
        return f"{self.deed} {self.language} {self.entry.kind} {self.entry.word}"

    @property
    def articles(self) -> int:
        """In how many articles it was seen."""
        return len({one.article for one in self.seen})


@dataclass(frozen=True, slots=True)
class Studied:
    """One annotation with what it is on."""

    article: Article
    annotation: Annotation
    proposals: Proposals


@dataclass(slots=True)
class _Heap:
    """Places, claims and constructions of one word."""

    seen: list[Seen] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    frames: Counter[tuple[str, ...]] = field(default_factory=Counter)
    past: str = ""


_Key = tuple[str, KindId, str, str]
"""Language, kind, word as it is listed, and of a name that is listed the file."""


def lessons(works: Iterable[Studied]) -> tuple[Lesson, ...]:
    """What the works propose for the lexicon as it is now, the most frequent first."""
    added: dict[_Key, _Heap] = defaultdict(_Heap)
    rejected: dict[_Key, _Heap] = defaultdict(_Heap)
    accepted: set[_Key] = set()
    for work in works:
        language = known_language(work.article.meta.language or "")
        _take_cues(work, language, added)
        _take_names(work, language, added)
        _take_verdicts(work, language, rejected, accepted)
    out = [_added(key, heap) for key, heap in added.items() if _enough(key, heap)]
    out += [
        Lesson("off", key[0], Entry(key[1], key[2], key[3]), _unique(heap.seen))
        for key, heap in rejected.items()
        if key not in accepted and len(_unique(heap.seen)) >= LEAST_REJECTED
    ]
    return tuple(in_order(out))


def in_order(some: Iterable[Lesson]) -> list[Lesson]:
    """Lessons as they are listed: the most frequent first."""
    return sorted(some, key=lambda one: (-len(one.seen), one.key))


def _enough(key: _Key, heap: _Heap) -> bool:
    return key[1] == "verbs" or len(_unique(heap.seen)) >= LEAST_NAMES


def _added(key: _Key, heap: _Heap) -> Lesson:
    language, kind, word, _ = key
    seen = _unique(heap.seen)
    if kind != "verbs":
        return Lesson("add", language, Entry(kind, word), seen)
    claim = heap.claims.most_common(1)[0][0] if heap.claims else "assert"
    forms = (heap.past,) if heap.past else ()
    frames = heap.frames.most_common(1)[0][0]
    return Lesson("add", language, Entry(kind, word, forms=forms, claim=claim, frames=frames), seen)


def _unique(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    return tuple({(one.article, one.start): one for one in seen}.values())


def _seen(article: Article, start: int, end: int) -> Seen:
    first, last = sentence_at(article.text, start) or (start, end)
    around = " ".join(article.text[first:last].split())
    return Seen(article.id, article.title, start, end, around)


# Verbs


def _take_cues(work: Studied, language: str, added: dict[_Key, _Heap]) -> None:
    words = lexicons(language)
    index, rules = cue_index(words), grammar(words)
    for quote in work.annotation.quotes:
        if quote.kind == "scare":
            continue
        for verb, place in unknown_verbs(work.article.text, quote, index, rules):
            heap = added[language, "verbs", verb.infinitive, ""]
            heap.seen.append(_seen(work.article, *place))
            heap.past = heap.past or verb.past
            heap.frames[construction(work.article.text, quote, place[1], rules)] += 1
            if quote.claim_type:
                heap.claims[quote.claim_type] += 1


# Names


def _take_names(work: Studied, language: str, added: dict[_Key, _Heap]) -> None:
    proposed = {one.item.id: one.item for one in work.proposals.suggestions}
    for mention in work.annotation.mentions:
        before = proposed.get(mention.id)
        same = isinstance(before, Mention) and before.label == mention.label
        same = same and isinstance(before, Mention) and before.span == mention.span
        kind = KINDS.get(mention.label or "")
        if mention.form != "name" or kind is None or same:
            continue
        if _listed(mention.span, mention.label or "", language) is None:
            word = " ".join(mention.span.text.split())
            found = added[language, kind, word, ""].seen
            found.append(_seen(work.article, mention.span.start, mention.span.end))


def _listed(span: Span, label: str, language: str) -> Name | None:
    """The listed name that a span is, whole and with this label."""
    words = split_words(span.text)
    found = gazetteer(language).at(words, 0) if words else None
    whole = found is not None and len(found.words) == len(words) and found.label == label
    return found if whole else None


@kept
def _places_of_names(language: str) -> dict[tuple[str, ...], _Key]:
    """Where each listed name of a language's texts stands, by its words as they are listed."""
    kinds = {file: kind for kind in NAME_KINDS for file in FILES[kind]}
    found: dict[tuple[str, ...], _Key] = {}
    for code, file in name_files(language):
        listed = lexicons(code).list(file)
        entries = (one for key in listed.table("names") for one in listed.texts(f"names.{key}"))
        for form in (one.strip() for entry in entries for one in entry.split("|")):
            words = tuple(word.text for word in split_words(form))
            found.setdefault(words, (code, kinds[file], form, file))
    return found


# Verdicts


def _take_verdicts(
    work: Studied, language: str, rejected: dict[_Key, _Heap], accepted: set[_Key]
) -> None:
    """Count words of rejected suggestions, but where a person used the same words by hand."""
    stands = [one.span for one in work.annotation.mentions]
    stands += [cue for one in work.annotation.quotes for cue in one.cues]
    known = {one.id: one for one in work.proposals.suggestions}
    for decision in work.annotation.decisions:
        suggestion = known.get(decision.suggestion)
        if suggestion is None:
            continue
        for key, span in _words_of(suggestion, work.article.text, language):
            if decision.verdict != "rejected":
                accepted.add(key)
            elif not any(one.start < span.end and span.start < one.end for one in stands):
                rejected[key].seen.append(_seen(work.article, span.start, span.end))


def _words_of(suggestion: Suggestion, text: str, language: str) -> Iterator[tuple[_Key, Span]]:
    """The words of the lexicon that a suggestion rests on, where one can be told."""
    item = suggestion.item
    if isinstance(item, Quote):
        index = cue_index(lexicons(language))
        for cue in item.cues:
            row = tokens(text, cue.start, cue.end)
            words = [word_at(row, at, index) for at in range(len(row))]
            verb = next((one for one in reversed(words) if one is not None), None)
            if verb is not None:
                yield (language, "verbs", as_listed(verb), ""), cue
    elif isinstance(item, Mention):
        word = " ".join(item.span.text.split())
        name = _listed(item.span, item.label or "", language)
        if name is not None:
            yield _places_of_names(language)[name.words], item.span
        elif " " not in word:
            yield (language, "no_names", word, ""), item.span
