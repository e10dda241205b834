"""Wanted: what a gold file says that the program can hold, also what scoring ignores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from annotator.importers.plain_text import split_header
from annotator.model.items import KnownBy, QuoteKind
from annotator.quality.gold_file import GoldArticle, GoldQuote, read_gold
from annotator.quality.gold_form import without_header

Place = tuple[int, int]
"""First code point, and one past the last."""

KNOWN_BY: Mapping[str, KnownBy] = {
    "named": "stated",
    "nominal": "description",
    "pronoun": "pronoun",
    "relative_pronoun": "pronoun",
    "implicit": "implicit",
    "unnamed_source": "unnamed_source",
    "none": "unknown",
}
"""The guidelines' `source_type` in the words of the scheme."""


@dataclass(frozen=True, slots=True)
class WantedQuote:
    """A quote, or quotation marks that quote nobody (`kind` "scare").

    Attributes:
        speakers: the canonical name, then the other answers that count as right; empty if nobody
            can know who speaks.
        known_by: None where the file says nothing.
    """

    kind: QuoteKind
    pieces: tuple[Place, ...]
    cues: tuple[Place, ...] = ()
    source: Place | None = None
    speakers: tuple[str, ...] = ()
    known_by: KnownBy | None = None
    claim: str | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True)
class WantedMention:
    """A name and its entity label."""

    place: Place
    label: str


@dataclass(frozen=True, slots=True)
class WantedReference:
    """A sanctions reference, linked to entries or with the reason for none."""

    place: Place
    kind: str
    status: str
    hedged: bool
    links: tuple[str, ...]
    nil: str | None


Wanted = WantedQuote | WantedMention | WantedReference


@dataclass(frozen=True, slots=True)
class WantedArticle:
    """What one article is to become.

    Attributes:
        references: whether the file annotates them; if not, none is looked for.
    """

    name: str
    text: str
    items: tuple[Wanted, ...]
    references: bool

    @property
    def quotes(self) -> int:
        """How many quotes there are, quotation marks that quote nobody left out."""
        return sum(isinstance(one, WantedQuote) and one.kind != "scare" for one in self.items)


def place_of(one: Wanted) -> Place:
    """Where an item begins and ends, pieces in between included."""
    if isinstance(one, WantedQuote):
        return one.pieces[0][0], one.pieces[-1][1]
    return one.place


def read_folder(folder: Path) -> tuple[WantedArticle, ...]:
    """Every text of a folder that has its gold beside it, by name.

    Raises:
        GuillemetError: a file is not in the form of the guidelines.
    """
    files = sorted(folder.glob("*.json"))
    return tuple(read_one(file) for file in files if file.with_suffix(".txt").exists())


def read_one(file: Path) -> WantedArticle:
    """One gold file, with the text beside it as an import keeps it.

    Raises:
        GuillemetError: it is not in the form of the guidelines.
    """
    raw_text, raw_json = file.with_suffix(".txt").read_bytes(), file.read_bytes()
    gold = read_gold(raw_text, raw_json)
    cut = split_header(gold.text)[1]
    data = json.loads(raw_json)
    gold = without_header(gold, cut)
    return WantedArticle(file.stem, gold.text, tuple(_items(gold, data, cut)), "references" in data)


def _items(gold: GoldArticle, data: Mapping[str, Any], cut: int) -> list[Wanted]:
    found: list[Wanted] = [
        _quote(quote, more, cut) for quote, more in zip(gold.quotes, data["quotes"], strict=True)
    ]
    found += [WantedQuote("scare", ((span.start, span.end),)) for span in gold.scare]
    found += [WantedMention((span.start, span.end), label) for span, label in gold.entities]
    found += [
        WantedReference(
            (one.span.start, one.span.end),
            one.kind,
            one.status,
            bool(more.get("hedged")),
            one.links,
            more.get("nil_reason"),
        )
        for one, more in zip(gold.references or (), data.get("references") or (), strict=True)
    ]
    return sorted(found, key=place_of)


def _quote(quote: GoldQuote, more: Mapping[str, Any], cut: int) -> WantedQuote:
    source = more.get("source")
    made = WantedQuote(
        cast(QuoteKind, quote.kind),
        tuple((span.start, span.end) for span in quote.content),
        tuple((span.start, span.end) for span in quote.cues),
        (source["start"] - cut, source["end"] - cut) if source else None,
        quote.speakers,
        KNOWN_BY.get(more.get("source_type") or ""),
        quote.claim,
        quote.claim_secondary,
    )
    return made if quote.speakers else replace(made, known_by="unknown")
