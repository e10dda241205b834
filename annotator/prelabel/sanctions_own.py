"""Where a text uses the names that a project gave to catalogue entries of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from annotator.prelabel.sanctions_links import ordinal
from annotator.prelabel.sanctions_words import MentionPattern
from annotator.sanctions.catalogue import Catalogue, CatalogueEntry, EntryKind, shipped_catalogue

_SCORE = 0.8
"""Somebody said that newspapers call it so; not measured."""
_KINDS: Mapping[EntryKind, str] = {
    "instrument": "instrument",
    "instrument_family": "instrument",
    "agreement": "instrument",
    "measure": "measure",
    "list": "list",
    "body": "body",
}
"""The kind of the references that an entry's names are."""
_SHORTEST = 3
"""Letters and digits that a name must have: shorter ones would stand everywhere."""


def own_matches(
    text: str, catalogue: Catalogue | None, language: str
) -> Iterator[tuple[MentionPattern, re.Match[str]]]:
    """Each place where a name of an entry stands that the shipped catalogue does not have.

    Args:
        text: the article's text.
        catalogue: with the project's own entries; None has none of them.
        language: of the text, which tells what an ordinal is.
    """
    if catalogue is not None:
        for mention in _mentions(catalogue, language):
            for match in mention.pattern.finditer(text):
                yield mention, match


@lru_cache(maxsize=8)
def _mentions(catalogue: Catalogue, language: str) -> tuple[MentionPattern, ...]:
    shipped = shipped_catalogue()
    own = (one for one in catalogue.entries if shipped.entry(one.id) != one)
    return tuple(
        MentionPattern(
            kind=_KINDS[entry.kind],
            pattern=_pattern(name, language),
            starts=None,
            status="unspecified",
            measures=entry.measures,
            topic=False,
            score=_SCORE,
        )
        for entry in own
        for name in _names(entry)
    )


def _names(entry: CatalogueEntry) -> tuple[str, ...]:
    both = dict.fromkeys((*entry.patterns_fr, *entry.patterns_en))
    return tuple(name for name in both if sum(map(str.isalnum, name)) >= _SHORTEST)


def _pattern(name: str, language: str) -> re.Pattern[str]:
    """A name between word boundaries, with spaces and apostrophes of every kind."""
    words = [
        re.escape(word)
        .replace(re.escape("{ord}"), f"(?:{ordinal(language)})")
        .replace("’", "'")
        .replace("'", "['’]")
        for word in name.split()
    ]
    joined = "[ \u00a0\u202f]".join(words)
    return re.compile(rf"(?<!\w){joined}(?!\w)", re.IGNORECASE)
