"""Quotes with the claim type that gold gives them: what the claim model learns from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from annotator.importers.plain_text import split_header
from annotator.model.ids import ArticleId
from annotator.model.text import Span
from annotator.prelabel.claim_features import Judged, SignsOf, content_features, features, signs
from annotator.prelabel.claims import ClaimRules, claim_rules, content_of, judge
from annotator.prelabel.draft import QuoteDraft
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.pipeline import draft_of
from annotator.prelabel.tokens import plain
from annotator.quality.gold_file import read_gold
from annotator.quality.gold_form import without_header
from annotator.quality.spans import matched, place_of

WRITTEN = "written"
"""Where examples are from that were written for training; also the one feature that marks them."""
_STEM = 8
"""Letters by which words that a pattern found are taken for the same."""


class Grain(Enum):
    """What of the rules is withdrawn from a text, to see how they do where nobody looked."""

    NOTHING = "as the rules stand"
    PATTERN = "patterns that fit no other text withdrawn"
    WORDS = "words that a pattern found in no other text withdrawn"


class Found(NamedTuple):
    """A pattern that an example's content fits: its list, its place in it, the words it found."""

    name: str
    place: int
    words: str


@dataclass(frozen=True, slots=True)
class Example:
    """A quote that the rules found, with the gold's claim type.

    Attributes:
        source: the folder that it is from, or `WRITTEN`.
        text: the article's id; empty for a written one.
        claim: the gold's claim type.
        quote: as the rules have it; None for a written one.
        content: its words as the patterns read them.
        found: the patterns that these fit.
    """

    source: str
    text: str
    claim: str
    quote: QuoteDraft | None
    content: str
    found: tuple[Found, ...]


class Reader:
    """Makes examples of a language, with the rules and signs of its lexicon."""

    def __init__(self, language: str) -> None:
        """Read the claim rules.

        Raises:
            LexiconError: they cannot be read.
        """
        words = lexicons(language)
        source = words.list("claims")
        self._language = language
        self._rules: ClaimRules = claim_rules(words)
        self._signs: SignsOf = signs(words)
        self._patterns = [
            (name, place, re.compile(one))
            for name in source.table("patterns")
            for place, one in enumerate(source.texts(f"patterns.{name}"))
        ]

    @property
    def order(self) -> tuple[str, ...]:
        """All claim types in the codebook's order."""
        return (*self._rules.order, "assert", "other")

    def quoted(self, folders: Iterable[Path]) -> Iterator[Example]:
        """The quotes of gold folders that the rules find too (Jaccard 0.5), each file once.

        Raises:
            FormError: a file is no gold.
        """
        for file in sorted({path for folder in folders for path in folder.glob("*.json")}):
            if ("en" if "-en" in file.stem else "fr") != self._language:
                continue
            gold = read_gold(file.with_suffix(".txt").read_bytes(), file.read_bytes())
            gold = without_header(gold, split_header(gold.text)[1])
            draft = draft_of(gold.text, self._language, ArticleId(gold.id))
            quotes = [one for one in draft.quotes if one.kind != "scare"]
            mine = [place_of([Span.of(gold.text, *at) for at in one.segments]) for one in quotes]
            for left, right in matched([place_of(one.content) for one in gold.quotes], mine):
                claim, quote = gold.quotes[left].claim, quotes[right]
                content = content_of(gold.text, quote)
                if claim is not None:
                    found = self._found(content)
                    yield Example(file.parent.name, gold.id, claim, quote, content, found)

    def written(self, file: Path) -> Iterator[Example]:
        """The examples of a file that lists contents by claim type."""
        for claim, contents in tomllib.loads(file.read_text("utf-8")).items():
            for content in map(plain, contents):
                yield Example(WRITTEN, "", claim, None, content, self._found(content))

    def _found(self, content: str) -> tuple[Found, ...]:
        hits = ((name, place, one.search(content)) for name, place, one in self._patterns)
        return tuple(
            Found(name, place, re.sub(r"\W", "", hit[0])[:_STEM])
            for name, place, hit in hits
            if hit
        )

    def judged(
        self, examples: Sequence[Example], grain: Grain
    ) -> Iterator[tuple[Judged, list[str]]]:
        """What the rules say of each example, and its features.

        The rules were written by looking at the same texts: what they know of a text they would
        not know of a new one. With a grain, what no other text of the gold shows is withdrawn.
        """
        where: dict[object, set[str]] = {}
        for one in examples:
            for hit in one.found if one.source != WRITTEN else ():
                where.setdefault(_known_as(hit, grain), set()).add(one.text)
        for one in examples:
            there = {
                hit.name
                for hit in one.found
                if grain is Grain.NOTHING or where.get(_known_as(hit, grain), set()) - {one.text}
            }
            if one.quote is None:
                nobody = QuoteDraft([], [], "direct", "", 0, 0)
                said = judge(nobody, {hit.name for hit in one.found}, self._rules)
                yield said, [WRITTEN, *content_features(one.content, said, self._signs)]
            else:
                said = judge(one.quote, there, self._rules)
                yield said, list(features(one.quote, one.content, said, self._signs))


def _known_as(hit: Found, grain: Grain) -> object:
    return hit[:2] if grain is Grain.PATTERN else hit
