"""Finding words in one text: plain or by a pattern, with accents or without, whole words or parts.

People type what the keyboard has; texts have no-break spaces, curved apostrophes and accents in
one piece or two. So text and query are brought to one form, and every find is led back to the
code points of the text. A pattern may take a bounded time for one text; while it is at work, other
threads go on.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import regex

from annotator.model.message import UserError, msg
from annotator.model.text import fold, grapheme_end, grapheme_start

MOST = 10_000
"""Finds of one search at most: more help nobody and take time to show."""
LONGEST = 0.25
"""Time that a pattern may take for one text, in seconds of the processor."""
KEPT = 20_000
"""Short texts whose answer is kept: names come again and again."""
_LATIN_MARKS = regex.compile("[\u0300-\u036f]+")
_NOT_ASCII = regex.compile("[^\x00-\x7f]+")
_ALIKE = str.maketrans({"’": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
Found = tuple[tuple[int, int], ...]
"""Stretches (start, end) in code points, in text order, none empty."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for.

    Attributes:
        words: as typed.
        regex: they are a regular expression of Python's.
        whole: only whole words.
        exact: accents and capitals count.
    """

    words: str
    regex: bool = False
    whole: bool = False
    exact: bool = False


class SlowPatternError(UserError):
    """A pattern takes too long for one text."""

    def __init__(self, pattern: str) -> None:
        """Say which pattern."""
        super().__init__(msg("finding.slow_pattern", words=pattern))


def pattern_of(sought: Sought) -> regex.Pattern[str] | None:
    """The pattern for a text in the form of `brought`; None if nothing is sought.

    Raises:
        UserError: the regular expression is none, or could run for ever.
    """
    if not sought.words.strip():
        return None
    source = _regex(sought) if sought.regex else _plain(sought)
    if sought.whole:
        source = rf"(?<!\w)(?:{source})(?!\w)"
    try:
        return regex.compile(source, 0 if sought.exact else regex.IGNORECASE)
    except (regex.error, OverflowError, RecursionError) as error:
        place = min((getattr(error, "pos", None) or 0) + 1, len(sought.words))
        raise UserError(
            msg("finding.bad_pattern", words=sought.words.strip(), place=place)
        ) from error


def _plain(sought: Sought) -> str:
    form = _exactly if sought.exact else fold
    return r"\s+".join(regex.escape(part) for part in form(sought.words).split())


def _regex(sought: Sought) -> str:
    if runs_away(sought.words):
        raise UserError(msg("finding.runaway", words=sought.words))
    if sought.exact:
        return _exactly(sought.words)
    parts = unicodedata.normalize("NFD", sought.words.translate(_ALIKE))
    return "".join(one for one in parts if not unicodedata.combining(one))


def runs_away(pattern: str) -> bool:
    """Whether an endless repeat stands inside another, as in `(a+)+`.

    On some texts the time for such a pattern doubles with every letter, and it cannot be stopped.
    """
    endless: list[bool] = [False]
    clean = regex.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", regex.sub(r"\\.", "x", pattern))
    place = 0
    while place < len(clean):
        letter = clean[place]
        place += 1
        if letter == "(":
            endless.append(False)
        elif letter == ")" and len(endless) > 1:
            inside = endless.pop()
            if inside and _ENDLESS.match(clean, place):
                return True
            endless[-1] = endless[-1] or inside
        elif _ENDLESS.match(letter) or _ENDLESS.match(clean, place - 1):
            endless[-1] = True
    return False


_ENDLESS = regex.compile(r"[*+]|\{\d*,\}")


def _exactly(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_ALIKE))


@dataclass(slots=True)
class _Form:
    """A text in another form; `breaks` are the stretches whose length may have changed."""

    text: str
    begins: list[int] = field(default_factory=list)
    breaks: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Start and end here, start and end in the text."""

    def back(self, place: int, *, end: bool) -> int:
        """The code point of the text for a place here; inside a stretch its start, or its end."""
        number = bisect_right(self.begins, place) - 1
        if number < 0:
            return place
        start, stop, first, last = self.breaks[number]
        if place >= stop:
            return last + place - stop
        return last if end and place > start else first


class Searchable:
    """One text that may be searched many times."""

    def __init__(self, text: str) -> None:
        """Take the text; each form is made when it is first needed."""
        self.text = text
        self._forms: dict[bool, _Form] = {}

    def find(self, sought: Sought, most: int = MOST) -> Found:
        """Every find in text order, at most `most`.

        Raises:
            UserError: the regular expression is none, or could run for ever.
            SlowPatternError: it takes too long for this text.
        """
        pattern = pattern_of(sought)
        if pattern is None:
            return ()
        try:
            return self.match(pattern, most, exact=sought.exact)
        except TimeoutError as error:
            raise SlowPatternError(sought.words.strip()) from error

    def match(self, pattern: regex.Pattern[str], most: int = MOST, *, exact: bool = False) -> Found:
        """The same for a pattern that is made already.

        Raises:
            TimeoutError: it takes longer than `LONGEST`.
        """
        form = self._form(exact)
        found: list[tuple[int, int]] = []
        for one in pattern.finditer(form.text, timeout=LONGEST, concurrent=True):
            if one.end() == one.start():
                continue
            start, end = form.back(one.start(), end=False), form.back(one.end(), end=True)
            if not found or start >= found[-1][1]:
                found.append((start, end))
            if len(found) >= most:
                break
        return tuple(found)

    def _form(self, exact: bool) -> _Form:
        if exact not in self._forms:
            self._forms[exact] = _brought(self.text, _exactly if exact else fold, lower=not exact)
        return self._forms[exact]


def fits(sought: Sought) -> Callable[[str], bool] | None:
    """A test for short texts, such as the words of an item; None if nothing is sought.

    Raises:
        UserError: the regular expression is none, or could run for ever; the test raises it
            where the expression takes too long.
    """
    pattern = pattern_of(sought)
    if pattern is None:
        return None
    form = _exactly if sought.exact else _folded

    @lru_cache(KEPT)
    def test(words: str) -> bool:
        plain = words if words.isascii() else form(words)
        try:
            return pattern.search(plain, timeout=LONGEST, concurrent=True) is not None
        except TimeoutError as error:
            raise SlowPatternError(sought.words.strip()) from error

    return test


def _folded(words: str) -> str:
    """`fold`, three times as fast for letters of the Latin alphabet."""
    plain = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", words.translate(_ALIKE)))
    return plain.casefold() if plain.isascii() else fold(plain)


def _brought(text: str, form: Callable[[str], str], *, lower: bool) -> _Form:
    out = _Form("")
    parts: list[str] = []
    done = length = 0
    for start, end in _clusters(text):
        before = text[done:start].lower() if lower else text[done:start]
        changed = form(text[start:end])
        parts += (before, changed)
        length += len(before)
        out.begins.append(length)
        out.breaks.append((length, length + len(changed), start, end))
        length += len(changed)
        done = end
    parts.append(text[done:].lower() if lower else text[done:])
    out.text = "".join(parts)
    return out


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter beyond ASCII with what is combined with it: never torn, changed as a whole."""
    done = 0
    for run in _NOT_ASCII.finditer(text):
        place = max(done, grapheme_start(text, run.start()))
        while place < run.end():
            done = grapheme_end(text, place + 1)
            yield place, done
            place = done
