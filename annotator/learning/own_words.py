"""Words for the lexicon that a person's work shows: verbs and names added, words always rejected.

Nothing is taken over here: each is a proposal with its count and the places it was seen at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from annotator.learning.lemmas import Lemma, lemma_of
from annotator.model.annotation import Annotation, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.items import Mention, Quote
from annotator.model.text import Span, sentence_at
from annotator.prelabel.cue_words import CueIndex, CueWord, cue_index
from annotator.prelabel.draft import Token
from annotator.prelabel.gazetteer import gazetteer
from annotator.prelabel.grammar import Grammar, grammar, matches
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.lexicon_entries import Entry, KindId
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
_FRAMES = ("say",)
_NO_HEAD = (
    *("have", "be", "reflexive", "before_verb", "negating", "negations", "adverbs"),
    *("determiners", "prepositions", "complementisers", "coordination"),
)
_BEHIND = 60
"""Code points behind a quote in which a verb that reports it may stand."""


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
        entry: what would be added; of a word to switch off only kind and word are said.
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
    """Places and claims of one word."""

    seen: list[Seen] = field(default_factory=list)
    claims: Counter[str] = field(default_factory=Counter)
    past: str = ""


_Key = tuple[str, str, str]
"""Language, kind, word."""


def lessons(works: Iterable[Studied]) -> tuple[Lesson, ...]:
    """What the works propose for the lexicon as it is now, the most frequent first."""
    added: dict[_Key, _Heap] = defaultdict(_Heap)
    rejected: dict[_Key, _Heap] = defaultdict(_Heap)
    kept: set[_Key] = set()
    for work in works:
        language = known_language(work.article.meta.language or "")
        _take_cues(work, language, added)
        _take_names(work, language, added)
        _take_verdicts(work, language, rejected, kept)
    out = [_added(key, heap) for key, heap in added.items() if _enough(key, heap)]
    out += [
        Lesson("off", key[0], Entry(_kind(key), key[2]), _unique(heap.seen))
        for key, heap in rejected.items()
        if key not in kept and len(_unique(heap.seen)) >= LEAST_REJECTED
    ]
    return tuple(sorted(out, key=lambda one: (-len(one.seen), one.key)))


def _kind(key: _Key) -> KindId:
    return next(kind for kind in ("verbs", "no_names", *KINDS.values()) if kind == key[1])


def _enough(key: _Key, heap: _Heap) -> bool:
    return key[1] == "verbs" or len(_unique(heap.seen)) >= LEAST_NAMES


def _added(key: _Key, heap: _Heap) -> Lesson:
    language, _, word = key
    kind, seen = _kind(key), _unique(heap.seen)
    if kind != "verbs":
        return Lesson("add", language, Entry(kind, word), seen)
    claim = heap.claims.most_common(1)[0][0] if heap.claims else "assert"
    forms = (heap.past,) if heap.past else ()
    return Lesson(
        "add", language, Entry(kind, word, forms=forms, claim=claim, frames=_FRAMES), seen
    )


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
        for verb, place in _unknown_verbs(work.article.text, quote, index, rules):
            heap = added[language, "verbs", verb.infinitive]
            heap.seen.append(_seen(work.article, *place))
            heap.past = heap.past or verb.past
            if quote.claim_type:
                heap.claims[quote.claim_type] += 1


def _unknown_verbs(
    text: str, quote: Quote, index: CueIndex, rules: Grammar
) -> Iterator[tuple[Lemma, tuple[int, int]]]:
    """The verbs of a quote's cues that the lexicon lacks; without a cue, the verb behind it."""
    for cue in quote.cues:
        row = tokens(text, cue.start, cue.end)
        head = None if _known(row, index) else _head(row, rules)
        if head is not None:
            yield head, (cue.start, cue.end)
    if not quote.cues and quote.segments:
        end = quote.segments[-1].end
        stop = text.find("\n", end)
        last = min(len(text), end + _BEHIND, stop if stop >= 0 else len(text))
        yield from _behind(tokens(text, end, last), text, index, rules)


def _known(row: Sequence[Token], index: CueIndex) -> bool:
    """Whether a cue has an expression of the lexicon in it."""
    return any(_word_at(row, at, index) or _opens(row, at, index) for at in range(len(row)))


def _word_at(row: Sequence[Token], at: int, index: CueIndex) -> CueWord | None:
    found = index.verbs.get(row[at].low, ())
    return next((one for one in found if matches(row, at + 1, one.rest) or not one.rest), None)


def _opens(row: Sequence[Token], at: int, index: CueIndex) -> bool:
    return any(matches(row, at, words) for _, words in index.openers.get(row[at].low, ()))


def _head(row: Sequence[Token], rules: Grammar) -> Lemma | None:
    """The infinitive of a cue's verb, with the words that belong to it ("mettre en garde")."""
    if row and row[0].low in rules.words["determiners"] | rules.words["prepositions"]:
        return None
    for at, token in enumerate(row):
        small = any(token.low in rules.words[name] for name in _NO_HEAD)
        if small or not token.low.isalpha() or rules.pronoun_called(token.low):
            continue
        found = lemma_of(token.low, rules.language)
        rest = [one.low for one in row[at + 1 :] if one.low.isalpha()]
        return found and Lemma(" ".join((found.infinitive, *rest)), found.past)
    return None


def _behind(
    row: Sequence[Token], text: str, index: CueIndex, rules: Grammar
) -> Iterator[tuple[Lemma, tuple[int, int]]]:
    """A verb right behind a quote, before its pronoun or a name: « A », persifle Valmont."""
    at = 0
    while at < len(row) and row[at].low in {",", "»", "”", '"', "›"}:
        at += 1
    first = at
    if at < len(row) and row[at].low in rules.words["have"]:
        at += 1
    while at < len(row) and (row[at].low[:1] == "-" or row[at].low in rules.words["adverbs"]):
        at += 1
    if first == 0 or at + 1 >= len(row) or _word_at(row, at, index):
        return
    following = row[at + 1]
    subject = (
        following.low[:1] == "-"
        or following.low in rules.words["determiners"]
        or text[following.start].isupper()
    )
    verb = _head(row[at : at + 1], rules)
    if verb is not None and (subject or at > first):
        yield verb, (row[first].start, row[at].end)


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
        if not _listed(mention.span, mention.label or "", language):
            word = " ".join(mention.span.text.split())
            found = added[language, kind, word].seen
            found.append(_seen(work.article, mention.span.start, mention.span.end))


def _listed(span: Span, label: str, language: str) -> bool:
    words = split_words(span.text)
    found = gazetteer(language).at(words, 0) if words else None
    return found is not None and len(found.words) == len(words) and found.label == label


# Verdicts


def _take_verdicts(
    work: Studied, language: str, rejected: dict[_Key, _Heap], kept: set[_Key]
) -> None:
    known = {one.id: one for one in work.proposals.suggestions}
    for decision in work.annotation.decisions:
        suggestion = known.get(decision.suggestion)
        if suggestion is None:
            continue
        for key, span in _words_of(suggestion, work.article.text, language):
            if decision.verdict != "rejected":
                kept.add(key)
            else:
                rejected[key].seen.append(_seen(work.article, span.start, span.end))


def _words_of(suggestion: Suggestion, text: str, language: str) -> Iterator[tuple[_Key, Span]]:
    """The words of the lexicon that a suggestion rests on, where one can be told."""
    item = suggestion.item
    if isinstance(item, Quote):
        index = cue_index(lexicons(language))
        for cue in item.cues:
            row = tokens(text, cue.start, cue.end)
            words = [_word_at(row, at, index) for at in range(len(row))]
            verb = next((one for one in reversed(words) if one is not None), None)
            if verb is not None:
                yield (language, "verbs", _as_listed(verb)), cue
    elif isinstance(item, Mention):
        word = " ".join(item.span.text.split())
        kind = KINDS.get(item.label or "")
        if kind is not None and _listed(item.span, item.label or "", language):
            yield (language, kind, word), item.span
        elif " " not in word:
            yield (language, "no_names", word), item.span


def _as_listed(word: CueWord) -> str:
    if not word.reflexive:
        return word.lemma
    return f"s'{word.lemma}" if word.lemma[0] in "aeiouyhéêè" else f"se {word.lemma}"
