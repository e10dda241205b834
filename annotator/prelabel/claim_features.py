"""What the claim model weighs of a quote: what the rules found, its construction, small signs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from annotator.prelabel.draft import QuoteDraft
from annotator.prelabel.lexicon import Lexicons, kept

SignsOf = Callable[[str], tuple[str, ...]]
"""The signs that a word gives, in lower case with ' for ’."""
_WORD = re.compile(r"\w+")
_ENDING = "-"
_STEP, _LONGEST = 6, 5
"""Lengths are told apart in steps of six words, up to five steps."""
_KEPT = 20_000


class Judged(NamedTuple):
    """What the rules say of a quote.

    Attributes:
        claim: the claim type that they choose.
        fits: the classes whose patterns the content fits, in the codebook's order.
        prior: the class that the reporting verb makes likely with its complement.
        formula: the content is a question, a greeting or an outcry.
    """

    claim: str
    fits: tuple[str, ...]
    prior: str
    formula: bool


@kept
def signs(lexicons: Lexicons) -> SignsOf:
    """Which signs each word gives: the table `signs` of claims.toml.

    An entry that begins with "-" is the ending of a longer word.

    Raises:
        LexiconError: the table is missing or holds no lists.
    """
    source = lexicons.list("claims")
    listed = {name: source.texts(f"signs.{name}") for name in source.table("signs")}
    words: dict[str, list[str]] = {}
    for name, entries in listed.items():
        for entry in entries:
            words.setdefault(entry, []).append(name)
    endings = {
        name: tuple(one.removeprefix(_ENDING) for one in entries if one.startswith(_ENDING))
        for name, entries in listed.items()
    }

    def of_word(word: str) -> tuple[str, ...]:
        ends = (name for name, some in endings.items() if some and word[1:].endswith(some))
        return (*words.get(word, ()), *ends)

    return lru_cache(maxsize=_KEPT)(of_word)


def features(quote: QuoteDraft, content: str, judged: Judged, signs_of: SignsOf) -> Iterator[str]:
    """The features of a quote by name, each at most once.

    Args:
        quote: with its cues and kind.
        content: its words in lower case with ' for ’.
        judged: what the rules say of it.
        signs_of: see `signs`.
    """
    yield f"kind={quote.kind}"
    yield f"prior={judged.prior}"
    yield f"cue={quote.cues[0].claim if quote.cues else 'none'}"
    yield from content_features(content, judged, signs_of)


def content_features(content: str, judged: Judged, signs_of: SignsOf) -> Iterator[str]:
    """The features that need no more than the words of a quote."""
    yield f"rules={judged.claim}"
    for name in judged.fits:
        yield f"fits={name}"
    words = _WORD.findall(content)
    yield f"length={min(_LONGEST, len(words) // _STEP)}"
    for name in dict.fromkeys(name for word in words for name in signs_of(word)):
        yield f"sign={name}"
    if judged.formula:
        yield "fits=other"
