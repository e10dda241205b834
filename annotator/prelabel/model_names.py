"""Names that models found, cut to what a name is here: no determiner, no title, no demonym.

Models are trained on other guidelines than ours, and put whole tokens in; the words of the article
and the word lists of its language tell where a name begins and ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.prelabel.evidence import Label, ModelEntity
from annotator.prelabel.name_words import NameWords, starts_sentence
from annotator.prelabel.words import Word

_MOST_WORDS = 12
"""Longer stretches are no names, whatever a model says."""
_POSSESSIVE = ("'", "’")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a model gives, in our form.

    Attributes:
        start: code point of the text, as is `end` (exclusive).
        model: name and version of the model.
    """

    start: int
    end: int
    label: Label
    model: str


def candidates(
    text: str, words: Sequence[Word], found: Sequence[ModelEntity], lists: NameWords
) -> list[Candidate]:
    """What models found, as names, in text order; what is none is left out.

    Args:
        text: the article's text.
        words: its words.
        found: by any models, in any order.
        lists: the word lists of the language.
    """
    made = _made(text, words, sorted(found, key=lambda one: (one.start, one.end)), lists)
    return sorted(dict.fromkeys(made), key=lambda one: (one.start, one.end))


def _made(
    text: str, words: Sequence[Word], found: Sequence[ModelEntity], lists: NameWords
) -> Iterator[Candidate]:
    at = 0
    for name in found:
        while at < len(words) and words[at].end <= name.start:
            at += 1
        stop = at
        while stop < len(words) and words[stop].start < name.end:
            stop += 1
        first, last = _cut(words, at, stop, name.label, lists)
        if first < last and _is_name(text, words, first, last, lists):
            yield Candidate(words[first].start, words[last - 1].end, name.label, name.model)


def _cut(
    words: Sequence[Word], first: int, last: int, label: Label, lists: NameWords
) -> tuple[int, int]:
    """The words of a name without what stands before and behind it."""
    while first < last and _before_name(words, first, last, label, lists):
        first += 1
    if last - first > 1 and words[last - 1].text == "s" and words[last - 1].gap in _POSSESSIVE:
        last -= 1
    parted = next((at for at in range(first + 1, last) if not words[at].joined), last)
    return first, parted


def _before_name(words: Sequence[Word], at: int, last: int, label: Label, lists: NameWords) -> bool:
    """Whether a word in front is no part of the name: "la", "M.", "Le" that begins a sentence."""
    word = words[at]
    if not word.capital:
        return word.low not in lists.head_starts
    if at + 1 == last:
        return False
    if label == "PER" and (word.low in lists.titles or word.low in lists.roles):
        return True
    return word.text in lists.no_names and starts_sentence(words, at)


def _is_name(text: str, words: Sequence[Word], first: int, last: int, lists: NameWords) -> bool:
    size, word = last - first, words[first]
    if size > _MOST_WORDS or "\n" in text[word.start : words[last - 1].end]:
        return False
    if not any(one.capital for one in words[first:last]):
        return False
    if size > 1:
        return True
    if len(word.text) < 2 or word.text in lists.no_names:
        return False
    return lists.demonym(word.low) is None or lists.gazetteer.at(words, first) is not None
