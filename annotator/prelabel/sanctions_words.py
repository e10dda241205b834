"""SanctionsWords: the patterns of `sanctions.toml`, compiled once for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from annotator.prelabel.lexicon import Table, WordList, lexicons
from annotator.prelabel.pattern_starts import first_letters

_SPACE_OR_CLASS = re.compile(r"\[[^\]]*\]| |'")


@dataclass(frozen=True, eq=False, slots=True)
class MentionPattern:
    """One way of naming sanctions.

    Attributes:
        status: what the text asserts if no word around says more.
        letters: its first letters, folded; None if they are not known.
        topic: it counts only in an article that names sanctions elsewhere.
    """

    kind: str
    pattern: re.Pattern[str]
    letters: frozenset[str] | None
    status: str
    measures: tuple[str, ...]
    topic: bool
    score: float


@dataclass(frozen=True, eq=False)
class SanctionsWords:
    """What tells a reference to sanctions and its status in one language.

    Attributes:
        by_letter: those of `mentions` that may begin with a letter, folded.
        anywhere: those that may begin with any.
    """

    mentions: tuple[MentionPattern, ...]
    by_letter: Mapping[str, tuple[MentionPattern, ...]]
    anywhere: tuple[MentionPattern, ...]
    statuses: tuple[tuple[str, re.Pattern[str], bool], ...]
    false_friends: re.Pattern[str]
    other_trades: re.Pattern[str]
    topic: re.Pattern[str]
    hedges: re.Pattern[str]
    no_hedges: frozenset[str]

    def beginning(self, letter: str) -> tuple[MentionPattern, ...]:
        """The mentions that a word with this first letter, folded, may begin."""
        return self.by_letter.get(letter, self.anywhere)


@cache
def sanctions_words(language: str) -> SanctionsWords:
    """The patterns of a language, compiled when first asked for.

    Raises:
        LexiconError: a field is missing or a pattern cannot be compiled; with file and line.
    """
    return words_of(lexicons(language).list("sanctions"))


def words_of(listed: WordList) -> SanctionsWords:
    """The patterns of one word list.

    Raises:
        LexiconError: a field is missing or a pattern cannot be compiled; with file and line.
    """
    tables = listed.tables("mention", ("kind", "pattern"))
    mentions = tuple(_mention(table, listed) for table in tables)
    letters = frozenset[str]().union(*(one.letters or () for one in mentions))
    return SanctionsWords(
        mentions=mentions,
        by_letter={
            letter: tuple(one for one in mentions if one.letters is None or letter in one.letters)
            for letter in letters
        },
        anywhere=tuple(one for one in mentions if one.letters is None),
        statuses=tuple(
            (
                str(table["status"]),
                _any(table.get("words", ()), listed),
                table.get("side") == "before",
            )
            for table in listed.tables("status", ("status",))
        ),
        false_friends=_any(listed.texts("false_friends"), listed),
        other_trades=_any(listed.texts("other_trades"), listed),
        topic=_any(listed.texts("topic"), listed),
        hedges=_any(listed.texts("hedges"), listed),
        no_hedges=frozenset(listed.texts("no_hedges")),
    )


def _mention(table: Table, listed: WordList) -> MentionPattern:
    score: Any = table.get("score", 0.5)
    return MentionPattern(
        kind=str(table["kind"]),
        pattern=_any((str(table["pattern"]),), listed),
        letters=first_letters(str(table["pattern"])),
        status=str(table.get("status", "unspecified")),
        measures=tuple(table.get("measures", ())),
        topic=table.get("needs") == "topic",
        score=float(score),
    )


def _any(patterns: Iterable[str], listed: WordList) -> re.Pattern[str]:
    """One pattern for several, between word boundaries; spaces and apostrophes of every kind."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    loose = _SPACE_OR_CLASS.sub(_loosened, joined)
    try:
        return re.compile(rf"(?<!\w)(?:{loose})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise listed.error("pattern", "lexicon.bad_pattern", _line(joined, listed)) from error


def _loosened(found: re.Match[str]) -> str:
    """A space or an apostrophe of any kind, for itself or inside a character class."""
    wide = found[0].replace(" ", " \u00a0\u202f").replace("'", "'’")
    return wide if wide[0] == "[" else f"[{wide}]"


def _line(joined: str, listed: WordList) -> int:
    """The line of the first pattern that is part of `joined`."""
    written = joined[3:].split(")|(?:", 1)[0].removesuffix(")").replace("\\", "\\\\")
    return listed.source.count("\n", 0, max(0, listed.source.find(written))) + 1
