"""Places in a text: Span in code points, guarded slicing, UTF-16 positions, words and sentences."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.model.message import GuillemetError, Message, msg

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_LETTER = r"[^\W_]"
_MARKS = "\u0300-\u036f"
_ELISION = r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]"  # l'eau, qu’elle
_WORD = re.compile(
    rf"(?:(?i:{_ELISION})(?={_LETTER})"
    rf"|{_LETTER}[\w{_MARKS}]*(?:(?:['’.-]|,(?=\d))(?={_LETTER})[\w{_MARKS}]+)*)"
)
_SENTENCE_END = re.compile(
    r"[.!?…]+[»”\"’)\]\s\u00a0\u202f]*(?=\s+[«“‘\"—–(]?[\s\u00a0\u202f]*[A-ZÀ-ÖØ-Þ0-9])|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:MM?|Mmes?|Mlles?|Dr|Pr|Me|St|Ste|av|apr|cf|art|etc|vol|p"
    r"|Mrs?|Ms|Gen|Sen|Rep|Gov|Lt|Col|Maj|Sgt|Capt|Adm|Prof|Inc|Ltd|Co|[Nn]o|vs"
    r"|Ala|Ariz|Calif|Colo|Conn|Fla|Ill|Ind|Mass|Mich|Minn|Mont|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis)|\b[A-ZÀ-Þ])\.$"
)
# Words that begin a sentence and no name: after them a letter with a point was no initial.
_NEW_SENTENCE = re.compile(
    r"\s+(?:(?:Les?|La|Ils?|Elles?|Une?|Des|Ce(?:t|tte|s)?|En|Mais|Et|Dans|Selon|Pour|Sur|Après"
    r"|The|He|She|It|They|In|But|This|These|And|On|At)\b|L['’])"
)


class SpanError(GuillemetError):
    """A span that does not fit its text; the message says which and why."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` of an article: Unicode code points, 0-based, end exclusive.

    It carries its words, so that every load, save, import and export can compare them.

    Raises:
        SpanError: `start` is negative, `end` is not after it, or `text` has another length.
    """

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a place in a text."""
        if self.start < 0:
            raise SpanError(msg("span.negative", start=self.start, end=self.end))
        if self.start >= self.end:
            raise SpanError(msg("span.empty", start=self.start, end=self.end))
        if len(self.text) != self.end - self.start:
            raise SpanError(
                msg("span.length", start=self.start, end=self.end, length=len(self.text))
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """Cut `text[start:end]`.

        Raises:
            SpanError: the span is empty, negative or reaches past the end of the text.
        """
        if start < 0:
            raise SpanError(msg("span.negative", start=start, end=end))
        if start >= end:
            raise SpanError(msg("span.empty", start=start, end=end))
        if end > len(text):
            raise SpanError(msg("span.past_end", start=start, end=end, length=len(text)))
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Compare the words carried with the words there.

        Raises:
            SpanError: `text[start:end]` is something else, or the span reaches past the end.
        """
        if self.end > len(text):
            raise SpanError(msg("span.past_end", start=self.start, end=self.end, length=len(text)))
        found = text[self.start : self.end]
        if found != self.text:
            raise SpanError(
                msg("span.mismatch", start=self.start, end=self.end, found=found, said=self.text)
            )

    def contains(self, position: int) -> bool:
        """Whether the code point at `position` lies inside."""
        return self.start <= position < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside (equal ends allowed)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start


def span_problem(text: str, start: int, end: int, said: str | None) -> Message | None:
    """What is wrong with an offset pair and the words claimed for it, or None.

    Args:
        text: the article's text.
        start: first code point, 0-based.
        end: one past the last code point.
        said: the words that the source claims are there; None if it claims none.
    """
    try:
        span = Span.of(text, start, end)
    except SpanError as error:
        return error.message
    if said is not None and said != span.text:
        return msg("span.mismatch", start=start, end=end, found=span.text, said=said)
    return None


class Utf16Map:
    """Code points to UTF-16 units and back, for one text: the only door to Qt positions.

    Only the places of characters outside the Basic Multilingual Plane are kept. A position
    inside a surrogate pair maps to the start of its character (shared notes on Qt, section 3).
    """

    def __init__(self, text: str) -> None:
        """Scan the text once for characters that take two units."""
        self._points = [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + rank + 1 for rank, point in enumerate(self._points)]

    def to_utf16(self, point: int) -> int:
        """The UTF-16 position of a code point offset."""
        return point + bisect_left(self._points, point)

    def to_code_point(self, unit: int) -> int:
        """The code point offset of a UTF-16 position."""
        return unit - bisect_left(self._units, unit + 1)


def merged(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in text order, those that overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start < out[-1].end:
            last = out.pop()
            out.append(Span.of(text, last.start, max(last.end, span.end)))
        else:
            out.append(span)
    return tuple(out)


def grapheme_start(text: str, position: int) -> int:
    """The nearest place at or before `position` that no combining mark or joiner is torn at."""
    while 0 < position < len(text) and _joins(text, position):
        position -= 1
    return position


def grapheme_end(text: str, position: int) -> int:
    """The nearest place at or after `position` that no combining mark or joiner is torn at."""
    while 0 < position < len(text) and _joins(text, position):
        position += 1
    return position


def _joins(text: str, position: int) -> bool:
    here, before = text[position], text[position - 1]
    if unicodedata.combining(here) or here in "\u200d\ufe0e\ufe0f" or before == "\u200d":
        return True
    if "\U0001f3fb" <= here <= "\U0001f3ff":
        return True
    flags = "\U0001f1e6", "\U0001f1ff"
    if flags[0] <= here <= flags[1] and flags[0] <= before <= flags[1]:
        first = position - 1
        while first > 0 and flags[0] <= text[first - 1] <= flags[1]:
            first -= 1
        return (position - first) % 2 == 1
    return False


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """The words of `text[start:end]` as (start, end) in code points of the whole text.

    French elisions are words of their own (`l'` + `eau`); hyphens, and apostrophes inside a word,
    hold it together (`c'est-à-dire` gives `c'` + `est-à-dire`; `aujourd'hui` is one).
    """
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        yield found.start(), found.end()


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """The word that contains the code point at `position`, or touches it from the left."""
    line_start = text.rfind("\n", 0, position) + 1
    line_end = text.find("\n", position)
    left: tuple[int, int] | None = None
    for start, end in words(text, line_start, len(text) if line_end < 0 else line_end):
        if start <= position < end:
            return start, end
        if end == position:
            left = (start, end)
        if start > position:
            break
    return left


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences as (start, end) in code points, without outer white space."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if text[found.start()] == "." and _abbreviates(text, start, found.start()):
            continue
        yield from _stripped(text, start, found.end())
        start = found.end()
    yield from _stripped(text, start, len(text))


def _abbreviates(text: str, start: int, point: int) -> bool:
    found = _ABBREVIATION.search(text[max(start, point - 6) : point + 1])
    if found is None:
        return False
    initial = len(found[0]) == 2  # a letter and its point: "J. Kirby", "la bombe H."
    return not (initial and _NEW_SENTENCE.match(text, point + 1))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentence_at(text: str, position: int) -> tuple[int, int] | None:
    """The sentence that contains `position`; None between paragraphs of an empty text."""
    for start, end in sentences(text):
        if position <= end:
            return start, end
    return None


_OUTER = " \t\n\u00a0\u202f,;:.!?…()[]-–—"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop outer white space and punctuation from a selection; guillemets stay.

    A selection of nothing but such characters comes back as it was.
    """
    left, right = start, end
    while left < right and text[left] in _OUTER:
        left += 1
    while right > left and text[right - 1] in _OUTER:
        right -= 1
    return (left, right) if left < right else (start, end)


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a selection to whole words, then drop outer spaces and punctuation."""
    start, end = trimmed(text, start, end)
    first, last = word_at(text, start), word_at(text, max(start, end - 1))
    if first and first[0] <= start < first[1]:
        start = first[0]
    if last and last[0] < end <= last[1]:
        end = last[1]
    return start, end


def fold(text: str) -> str:
    """Lower case without accents, for comparing what people type; never stored as text."""
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


_LOOSE = re.compile("(?<=«) | (?=[»%])")


def bound(text: str) -> str:
    """Words for a screen, where a line breaks neither after « nor before » or %.

    As long as the text itself, code point by code point.
    """
    return _LOOSE.sub("\u00a0", text)


def short(text: str, limit: int = 40) -> str:
    """Words for a sentence about them: one line, at most `limit` code points."""
    line = bound(" ".join(text.split()))
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
