"""SanctionsWords: the patterns of `sanctions.toml`, compiled once for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.prelabel.lexicon import WordList, kept, lexicons
from annotator.prelabel.lexicon_overlay import Table
from annotator.prelabel.pattern_starts import beginnings
from annotator.prelabel.seeker import Seeker, Sought

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_NO_LETTER = r"(?!\w)"
_NO_LETTER_OR_ELIDED = r"(?:(?<=['’])|(?!\w))"  # "en vertu d'" + "une loi"
_SPACE_OR_CLASS = re.compile(r"\[[^\]]*\]| |'")


@dataclass(frozen=True, eq=False, slots=True)
class MentionPattern:
    """One way of naming sanctions.

    Attributes:
        status: what the text asserts if no word around says more.
        starts: what it begins with, folded, with a space where the word ends; None if that is
            not known.
        topic: it counts only in an article that names sanctions elsewhere.
        after: it takes up a reference of its kind before it in whose words this is found.
    """

    kind: str
    pattern: re.Pattern[str]
    starts: tuple[str, ...] | None
    status: str
    measures: tuple[str, ...]
    topic: bool
    score: float
    after: re.Pattern[str] | None = None


@dataclass(frozen=True, eq=False)
class SanctionsWords:
    """What tells a reference to sanctions and its status in one language.

    Attributes:
        mentions: in the order of the file.
        loose: matches where one of those may that begin with nobody knows what; None without such.
        subjects: what stands behind somebody and says that sanctions weigh on them.
        subject_nouns: who may be meant if no name stands there, as the group `noun`.
        acts: what somebody does who lists others.
        objects: whom, behind that, if no name stands there, as the group `noun`.
        subject_links: what ties those words to their subject ("qui", "who").
        determiners: what stands in front of a reference and is no part of it.
        before: what stands there and is.
        owners: whose list or measure it is ("Washington's").
        verbs: what a reference begins with that nothing in front belongs to.
        aims: the complement that says whom or what sanctions aim at.
        statuses: the words of each status, with the side of the reference that they stand on;
            empty for both.
        not_done: what says in front of an act that it has not happened.
    """

    mentions: tuple[MentionPattern, ...]
    loose: re.Pattern[str] | None
    subjects: tuple[MentionPattern, ...]
    subject_nouns: re.Pattern[str]
    acts: tuple[MentionPattern, ...]
    objects: re.Pattern[str]
    subject_links: re.Pattern[str]
    determiners: re.Pattern[str]
    before: re.Pattern[str]
    owners: re.Pattern[str]
    verbs: re.Pattern[str]
    aims: re.Pattern[str]
    statuses: Seeker[tuple[str, str]]
    false_friends: re.Pattern[str]
    other_trades: re.Pattern[str]
    topic: re.Pattern[str]
    hedges: re.Pattern[str]
    no_hedges: frozenset[str]
    not_done: re.Pattern[str]


@lru_cache(maxsize=50_000)
def mentions_from(telling: SanctionsWords, low: str) -> tuple[MentionPattern, ...]:
    """The mentions that a folded word may begin: none for most words."""
    word = f"{low} "
    return tuple(
        one for one in telling.mentions if one.starts is None or word.startswith(one.starts)
    )


@lru_cache(maxsize=50_000)
def known_from(telling: SanctionsWords, low: str) -> tuple[MentionPattern, ...]:
    """Of the mentions that a folded word may begin those that must begin with known words."""
    return tuple(one for one in mentions_from(telling, low) if one.starts is not None)


@lru_cache(maxsize=50_000)
def subjects_from(telling: SanctionsWords, low: str) -> tuple[MentionPattern, ...]:
    """What a folded word may begin of that which is said of listed subjects."""
    word = f"{low} "
    return tuple(
        one for one in telling.subjects if one.starts is None or word.startswith(one.starts)
    )


@lru_cache(maxsize=50_000)
def objects_from(telling: SanctionsWords, low: str) -> tuple[MentionPattern, ...]:
    """What a folded word may begin of that which somebody does who lists others."""
    word = f"{low} "
    return tuple(one for one in telling.acts if one.starts is None or word.startswith(one.starts))


@kept
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
    nouns = "|".join(f"(?:{one})" for one in listed.texts("subject_nouns"))
    links = "|".join(f"(?:{one})" for one in listed.texts("subject_links"))
    return SanctionsWords(
        mentions=mentions,
        loose=_loose(mentions),
        subjects=tuple(
            _mention({"kind": "listed_subject", **table}, listed)
            for table in listed.tables("subject", ("pattern", "status"))
        ),
        subject_nouns=_any((f"(?P<noun>{nouns})(?:,? ?$)",), listed),
        acts=tuple(
            _mention({"kind": "listed_subject", **table}, listed)
            for table in listed.tables("act", ("pattern", "status"))
        ),
        objects=_objects(nouns, listed),
        subject_links=_any((f",? (?:{links}) ?$",), listed),
        determiners=_any((f"(?:{'|'.join(listed.texts('determiners'))}) ?",), listed),
        before=_in_front(listed.text("before"), listed),
        owners=_in_front(listed.text("owners"), listed),
        verbs=_any(listed.texts("verbs"), listed),
        aims=_aims(listed),
        statuses=Seeker(_status(table, listed) for table in listed.tables("status", ("status",))),
        false_friends=_any(listed.texts("false_friends"), listed),
        other_trades=_any(listed.texts("other_trades"), listed),
        topic=_any(listed.texts("topic"), listed),
        hedges=_any(listed.texts("hedges"), listed),
        no_hedges=frozenset(listed.texts("no_hedges")),
        not_done=_any(listed.texts("not_done"), listed),
    )


def _mention(table: Table, listed: WordList) -> MentionPattern:
    score: Any = table.get("score", 0.5)
    starts = beginnings(str(table["pattern"]))
    return MentionPattern(
        kind=str(table["kind"]),
        pattern=_any((str(table["pattern"]),), listed),
        starts=None if starts is None or "" in starts else tuple(starts),
        status=str(table.get("status", "unspecified")),
        measures=tuple(table.get("measures", ())),
        topic=table.get("needs") == "topic",
        score=float(score),
        after=_any((str(table["after"]),), listed) if "after" in table else None,
    )


def _objects(nouns: str, listed: WordList) -> re.Pattern[str]:
    """A determiner, and a noun of those who are listed with what stands in front of it."""
    determiners = "|".join(listed.texts("determiners"))
    premodified = listed.text("premodified").replace("{noun}", f"(?:{nouns})")
    pattern = f" (?:(?:{determiners}) ?)?(?P<noun>{premodified})"
    source = _any((pattern,), listed).pattern.removeprefix(r"(?<!\w)")
    return re.compile(source, re.IGNORECASE)


def _in_front(pattern: str, listed: WordList) -> re.Pattern[str]:
    """A pattern that ends where it is sought to end, with the space in front of a reference."""
    source = _any((pattern,), listed).pattern.removesuffix(_NO_LETTER)
    return re.compile(rf"{source}\Z", re.IGNORECASE)


def _aims(listed: WordList) -> re.Pattern[str]:
    """The pattern `aims`, which begins with the space in front of its preposition."""
    return re.compile(_any((listed.text("aims"),), listed).pattern.removeprefix(r"(?<!\w)"), re.I)


def _loose(mentions: Sequence[MentionPattern]) -> re.Pattern[str] | None:
    """One pattern for all that may begin anywhere: it is tried at every word of a text."""
    sources = [one.pattern.pattern for one in mentions if one.starts is None]
    nameless = [f"(?:{_GROUP_NAME.sub('(?:', one)})" for one in sources]
    return re.compile("|".join(nameless), re.IGNORECASE) if nameless else None


def _status(table: Table, listed: WordList) -> Sought[tuple[str, str]]:
    words = [str(one) for one in table.get("words", ())]
    starts = beginnings("|".join(f"(?:{one})" for one in words)) if words else None
    key = str(table["status"]), str(table.get("side", ""))
    whole = _any(words, listed).pattern.removesuffix(_NO_LETTER)
    return Sought(key, re.compile(whole + _NO_LETTER_OR_ELIDED, re.IGNORECASE), starts)


def _any(patterns: Iterable[str], listed: WordList) -> re.Pattern[str]:
    """One pattern for several, between word boundaries; spaces and apostrophes of every kind."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    loose = _SPACE_OR_CLASS.sub(_loosened, joined)
    try:
        return re.compile(rf"(?<!\w)(?:{loose}){_NO_LETTER}", re.IGNORECASE)
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
