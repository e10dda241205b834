"""What a regular expression begins with, so that it is tried at few words of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator.model.text import fold

_PART = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|.", re.DOTALL)  # an escape, a class, a character
_LETTERS = re.compile(r"[^\W_]+(?![?*{])")  # letters that are there in every match
_PLAIN_GROUP = re.compile(r"\((?:\?(?::|-i:|P<\w+>)|(?!\?))")
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")  # take up no room
_WORD_ENDS = re.compile(r"(?:[ ',]|\\b)(?![?*{])")  # no letter follows
_MAY_BE_NOTHING = re.compile(r"[?*]|\{0?,|\{0\}")


def beginnings(pattern: str) -> frozenset[str] | None:
    """Letters and digits, folded, that every match begins with: one of these strings.

    One that ends with a space is the whole first word of a match.

    Args:
        pattern: a regular expression, read without regard to case.

    Returns:
        An empty string among them stands for any word. None if a match may begin with anything
        else, or if the pattern begins with no plain letter or group of such (but with a class or
        another escape): then nothing is known.
    """
    out: set[str] = set()
    for branch in _branches(pattern):
        found = _of_branch(branch)
        if found is None:
            return None
        out |= found
    return frozenset(out)


def _of_branch(branch: str) -> frozenset[str] | None:
    """What a pattern begins with that has no alternatives but in groups."""
    if branch.startswith(_LOOKS):
        return _of_branch(branch[_first_end(branch) :])
    letters = _LETTERS.match(branch)
    if letters:
        whole = _WORD_ENDS.match(branch, letters.end())
        return frozenset((fold(letters[0]) + (" " if whole else ""),))
    if not branch:
        return None
    end = _first_end(branch)
    found = _of_part(branch[:end])
    if found is not None and _MAY_BE_NOTHING.match(branch, end):
        after = _of_branch(branch[end:].lstrip("?*{0,}123456789"))
        return None if after is None else found | after
    return found


def _of_part(part: str) -> frozenset[str] | None:
    group = _PLAIN_GROUP.match(part)
    if group:
        return beginnings(part[group.end() : -1])
    if part == r"\w":
        return frozenset(("",))
    return frozenset((fold(part),)) if part.isalnum() else None


def _first_end(branch: str) -> int:
    """Where the first part of a pattern ends, a group as a whole."""
    return next(end for end, depth, _ in _parts(branch) if depth == 0)


def _branches(pattern: str) -> list[str]:
    """The alternatives of a pattern that stand in no group."""
    out, begin = [], 0
    for end, depth, part in _parts(pattern):
        if part == "|" and depth == 0:
            out.append(pattern[begin : end - 1])
            begin = end
    return [*out, pattern[begin:]]


def _parts(pattern: str) -> Iterator[tuple[int, int, str]]:
    """Each part with where it ends and how many groups are open behind it."""
    depth = 0
    for found in _PART.finditer(pattern):
        depth += (found[0] == "(") - (found[0] == ")")
        yield found.end(), depth, found[0]
