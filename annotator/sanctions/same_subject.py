"""Entries of several lists that may be one subject: suggested side by side, never merged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from annotator.model.listed import ListedEntry
from annotator.sanctions.name_words import split
from annotator.sanctions.names import Matcher

_ALIKE = 0.9  # two entries each of which has a name that answers the other's primary name so well
_WORDS = 0.85  # likeness of the least like pair of their words
_YEAR = 4  # characters of a partial date


def suggested_groups(
    entries: Iterable[ListedEntry], same: Mapping[str, Iterable[str]]
) -> dict[str, frozenset[str]]:
    """For each entry that may be another one as well, the ids of all of them.

    Two entries of one kind are put together if they have one number of a register, or if they stand
    on different lists, have names alike, and their births do not contradict. Likeness
    alone never puts two entries of one list together: the list says that they are two.

    Args:
        entries: those that are shown together.
        same: by id, those that share a register's number with it.
    """
    found = list(entries)
    groups = {one.id: {one.id} for one in found}
    lists = {one.id: one.list for one in found}
    pairs = list(combinations(found, 2))
    for left, right in pairs:
        if right.id in same.get(left.id, ()) and _one_kind(left, right):
            _join(groups, left.id, right.id)
    for left, right in pairs:
        whole = groups[left.id] | groups[right.id]
        if len({lists[one] for one in whole}) == len(whole) and may_be_same(left, right):
            _join(groups, left.id, right.id)
    return {one: frozenset(group) for one, group in groups.items() if len(group) > 1}


def _join(groups: dict[str, set[str]], left: str, right: str) -> None:
    whole = groups[left] | groups[right]
    for one in whole:
        groups[one] = whole


def may_be_same(left: ListedEntry, right: ListedEntry) -> bool:
    """Whether two entries of different lists may be one subject, as their names and births say."""
    if left.list == right.list or not _one_kind(left, right):
        return False
    return _births_agree(left, right) and _named(left, right) and _named(right, left)


def _one_kind(left: ListedEntry, right: ListedEntry) -> bool:
    return left.subject == right.subject or "unknown" in (left.subject, right.subject)


def _births_agree(left: ListedEntry, right: ListedEntry) -> bool:
    if not left.births or not right.births:
        return True
    return bool(_years(left) & _years(right))


def _years(entry: ListedEntry) -> set[str]:
    years: set[str] = set()
    for birth in entry.births:
        first, _, last = birth.partition("/")
        begin, end = first[:_YEAR], (last or first)[:_YEAR]
        if begin.isdigit() and end.isdigit():
            years |= {str(year) for year in range(int(begin), int(end) + 1)}
        else:
            years |= {begin, end}
    return years


def _named(one: ListedEntry, other: ListedEntry) -> bool:
    """Whether the other entry has a name that is the primary name of this one, nearly."""
    words = split(one.names[0].text)
    if len(words.telling) < 2 and one.subject == "person":
        return False
    matcher = Matcher(words)
    keys = {words.keys[place] for place in words.telling}
    for name in other.names:
        others = split(name.text)
        if keys.isdisjoint(others.keys):
            continue  # no word sounds the same: comparing all of them would be slow
        found = matcher.compare(others)
        if found.score >= _ALIKE and found.weakest >= _WORDS:
            return True
    return False
