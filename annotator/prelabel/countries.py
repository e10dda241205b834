"""Which countries a text speaks of, and where: names of states, their cities, their adjectives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from annotator.prelabel.name_words import NameWords
from annotator.prelabel.words import Word

Places = tuple[tuple[int, str], ...]


def countries(words: Sequence[Word], lists: NameWords) -> Places:
    """(code point, ISO 3166 code) for each word or name that points to a country."""
    out: list[tuple[int, str]] = []
    index = 0
    points = lists.may_point
    while index < len(words):
        if not points(words[index].low):
            index += 1
            continue
        name = lists.gazetteer.at(words, index)
        if name and name.country and not name.ambiguous:
            out.append((words[index].start, name.country))
            index += len(name.words)
            continue
        code = _adjective(words, index, lists)
        if code:
            out.append((words[index].start, code))
        index += 1
    return tuple(out)


def _adjective(words: Sequence[Word], index: int, lists: NameWords) -> str | None:
    """The country of an adjective, which may be of two words ("nord-coréen", "South Korean")."""
    if index + 1 < len(words) and words[index + 1].joined:
        code = lists.double_demonym(words[index].low, words[index + 1].low)
        if code:
            return code
    if index and words[index].joined and words[index - 1].low in ("nord", "sud", "north", "south"):
        return None
    return lists.demonym(words[index].low)


def near(places: Places, start: int, end: int) -> tuple[str, ...]:
    """The countries named in `[start, end)`, in text order, without doubles."""
    first, last = bisect_left(places, (start, "")), bisect_left(places, (end, ""))
    return tuple(dict.fromkeys(code for _, code in places[first:last]))
