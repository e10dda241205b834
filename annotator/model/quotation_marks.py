"""Where quotation marks stand in a text, found on characters and never by a tokenizer.

French and English marks, spaced or not, nested, reopened at each paragraph, forgotten: every text
gives an answer and none an error (shared notes on quotes, section 2). Time is linear.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import lru_cache

_OPENING = {"«": "»", "“": "”", "„": "”", "‹": "›"}
_CLOSING = {"»": "«", "”": "“", "›": "‹"}
MARKS = frozenset((*_OPENING, *_CLOSING, '"'))
"""The characters that are always quotation marks; single ones may be apostrophes."""
_SINGLE = {"‘": "’", "'": "'"}
_EVENT = re.compile("[«»“”„‹›‘’'\"]|\n[ \t\u00a0]*(?:\n\\s*)?")


@dataclass(frozen=True, slots=True, order=True)
class QuotedStretch:
    """A stretch between quotation marks, marks included.

    Attributes:
        start: code point of the opening mark, 0-based.
        end: one past the closing mark; past the last word if the mark is missing.
        depth: 0 for a stretch in no other, 1 for one inside another, and so on.
        opening: the mark that opens it.
        closed: whether its closing mark is there.
        reopened: it goes on from the paragraph before, and a mark says so.
        continues: it has no closing mark because the next paragraph goes on with it.
    """

    start: int
    end: int
    depth: int = 0
    opening: str = "«"
    closed: bool = True
    reopened: bool = False
    continues: bool = False

    def inner(self, text: str) -> tuple[int, int]:
        """The words without the marks and without the spaces beside them."""
        return _stripped(text, self.start + 1, self.end - 1 if self.closed else self.end)


@lru_cache(maxsize=4)  # the open article's are asked for with every key
def quoted_stretches(text: str) -> tuple[QuotedStretch, ...]:
    """All stretches between quotation marks, in text order, the outer before the inner.

    Two stretches are disjoint or one lies inside the other. A stretch that is reopened at each
    paragraph is one stretch a paragraph. A mark that is never closed ends with its paragraph;
    a single mark (' or ‘) that is never closed is an apostrophe.
    """
    scanner = _Scanner(text)
    scanner.run()
    return _with_depth(scanner.found)


def stretch_at(text: str, position: int) -> QuotedStretch | None:
    """The innermost stretch that holds or touches the caret at `position`, in code points."""
    around = [one for one in quoted_stretches(text) if one.start <= position <= one.end]
    return max(around, key=lambda one: (one.depth, one.start), default=None)


def between_marks(words: str) -> str:
    """Words without the pair of marks around all of them, for a sentence that sets its own.

    Marks around only some of the words stay.
    """
    closing = _OPENING.get(words[:1])
    if closing is None or len(words) < 2 or not words.endswith(closing):
        return words
    depth = 0
    for sign in words[:-1]:
        depth += (sign == words[0]) - (sign == closing)
        if depth == 0:
            return words
    return words[1:-1].strip()


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark whose closing mark is still to come."""

    start: int
    mark: str
    family: str
    reopened: bool = False


@dataclass(slots=True)
class _Scanner:
    """One pass over the marks and line ends of a text, with a stack of open marks."""

    text: str
    found: list[QuotedStretch] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    reopening: int = -1

    def run(self) -> None:
        events = [(found.start(), found.end()) for found in _EVENT.finditer(self.text)]
        runs_on = _runs_on(self.text, events)
        for (start, end), closers in zip(events, runs_on, strict=True):
            if self.text[start] == "\n":
                self.line_end(start, end, closers)
            else:
                self.mark(start)
        self.close_all(len(self.text))

    def line_end(self, start: int, end: int, closers: frozenset[str]) -> None:
        """End what is open, unless the next mark after a single line end closes it."""
        if not self.stack:
            return
        family = self.stack[0].family
        goes_on = self.goes_on(end, family)
        if family in closers and not goes_on:
            return
        self.close_all(start, continues=goes_on)
        self.reopening = end if goes_on else -1

    def goes_on(self, position: int, family: str) -> bool:
        """Whether the line that begins at `position` takes an open stretch up again."""
        if self.text[position : position + 1] not in {family, _OPENING.get(family, family)}:
            return False
        rest = self.text[position + 1 : position + 4].lstrip()
        return rest[:1].isalnum() or rest[:1] in _SINGLE

    def mark(self, position: int) -> None:
        mark = self.text[position]
        if position == self.reopening:
            family = _CLOSING.get(mark, mark)
            self.push(_Open(position, mark, family, reopened=True))
        elif mark in _OPENING:
            self.push(_Open(position, mark, "“" if mark == "„" else mark))
        elif mark in _CLOSING:
            self.close(position, _CLOSING[mark])
        elif mark == '"':
            self.straight(position)
        else:
            self.single(position, mark)

    def straight(self, position: int) -> None:
        if self.open['"']:
            self.close(position, '"')
        elif not self.text[position - 1 : position].isdigit():  # 5" is a length
            self.push(_Open(position, '"', '"'))

    def single(self, position: int, mark: str) -> None:
        """A single mark opens before a letter and closes after one, with no letter beyond."""
        before = self.text[position - 1 : position]
        after = self.text[position + 1 : position + 2]
        if mark in _SINGLE and not before.isalnum() and after.isalpha() and not self.open[mark]:
            self.push(_Open(position, mark, mark))
        elif mark != "‘" and before.strip() and not after.isalnum():
            self.close(position, "'" if mark == "'" else "‘")

    def push(self, opened: _Open) -> None:
        self.stack.append(opened)
        self.open[opened.family] += 1

    def close(self, position: int, family: str) -> None:
        """Close the last mark of a family; what was opened inside it stays without its end."""
        if not self.open[family]:
            return
        while self.stack[-1].family != family:
            self.pop(position, closed=False)
        self.pop(position + 1)

    def close_all(self, position: int, *, continues: bool = False) -> None:
        while self.stack:
            self.pop(position, closed=False, continues=continues and len(self.stack) == 1)

    def pop(self, end: int, *, closed: bool = True, continues: bool = False) -> None:
        opened = self.stack.pop()
        self.open[opened.family] -= 1
        if not closed and opened.mark in _SINGLE:
            return
        if not closed:
            _, end = _stripped(self.text, opened.start, end)
        stretch = QuotedStretch(
            opened.start, end, 0, opened.mark, closed, opened.reopened, continues
        )
        first, last = stretch.inner(self.text)
        if first < last:
            self.found.append(stretch)


def _runs_on(text: str, events: list[tuple[int, int]]) -> list[frozenset[str]]:
    """For each event the families whose next mark, before the paragraph ends, is a closing one."""
    out: list[frozenset[str]] = []
    closers: frozenset[str] = frozenset()
    for start, end in reversed(events):
        mark = text[start]
        if mark == "\n" and "\n" in text[start + 1 : end]:
            closers = frozenset()
        elif mark in _CLOSING:
            closers |= {_CLOSING[mark]}
        elif mark in _OPENING:
            closers -= {"“" if mark == "„" else mark}
        out.append(closers)
    return out[::-1]


def _with_depth(found: list[QuotedStretch]) -> tuple[QuotedStretch, ...]:
    out: list[QuotedStretch] = []
    ends: list[int] = []
    for stretch in sorted(found, key=lambda one: (one.start, -one.end)):
        while ends and ends[-1] <= stretch.start:
            ends.pop()
        out.append(replace(stretch, depth=len(ends)))
        ends.append(stretch.end)
    return tuple(out)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


_INNER = {"«": ("«", "»", "“", "”"), "“": ("“", "”", "‘", "’")}
"""By the mark that a sentence sets: the same marks in its words, and those of the second rank."""


def nested(words: str, outer: str) -> str:
    """Words as they stand inside marks: theirs of the same kind are of the second rank.

    A pair that was opened before the words were cut off is closed.

    Args:
        words: of a text, perhaps ending in an ellipsis.
        outer: the opening mark around them; with any other sign the words stay as they are.
    """
    if outer not in _INNER:
        return words
    opening, closing, first, last = _INNER[outer]
    missing = words.count(opening) - words.count(closing) if words.endswith("…") else 0
    inner = re.sub(f"{opening}[ \u00a0\u202f]?", first, words)
    return re.sub(f"[ \u00a0\u202f]?{closing}", last, inner) + last * max(missing, 0)
