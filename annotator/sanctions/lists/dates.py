"""Dates as official lists write them, to partial ISO dates; what is no date gives nothing."""

from __future__ import annotations

import datetime
import re

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "janv"), ("feb", "févr", "fev"), ("mar", "mars"), ("apr", "avr"),
            ("may", "mai"), ("jun", "juin"), ("jul", "juil"), ("aug", "août", "aout"),
            ("sep", "sept"), ("oct",), ("nov",), ("dec", "déc"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[t ]\d.*|[+-]\d\d:\d\d|z)?\Z")
_NUMBERS = re.compile(r"(\d{1,2}|[a-z]{2})[/.-](\d{1,2}|[a-z]{2})[/.-](\d{4})\Z")
_WORDS = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th|er)?[ -])?([^\W\d_]{3,10})\.?,?[ -](\d{4})\Z")
_RANGE = re.compile(r"(?:between )?(.+?)(?: to | and | - |/|–)(.+)\Z")
_YEARS = re.compile(r"(\d{4})-(\d{4})\Z")
_ABOUT = re.compile(r"^(?:circa|c\.|approximately|approx\.?|about|vers|early|late|mid-?)\s*")
_LONGEST = 60
"""Code points of the longest date; a text that is longer tells a story."""


def partial(text: str, *, month_first: bool = False) -> str:
    """A partial ISO date ("1962", "1962-05", "1962-05-30"), a range as "1962/1965", or nothing.

    A day or month that is 0, or stands as "dd" or "mm", is not known. Dates that do not exist give
    nothing.

    Args:
        text: what the list has.
        month_first: read 05/30/1962 as in the United States.
    """
    found = " ".join(text.lower().split()).rstrip(".;")
    if not found or len(found) > _LONGEST:
        return ""
    found = _ABOUT.sub("", found)
    one = _one(found, month_first)
    if one:
        return one
    bounds = _YEARS.match(found) or _RANGE.match(found)
    if not bounds:
        return ""
    first, last = (_one(part.strip(), month_first) for part in bounds.groups())
    if not first or not last:
        return ""
    return f"{first}/{last}" if first != last else first


def _one(text: str, month_first: bool) -> str:
    text = _ABOUT.sub("", text)
    if found := _ISO.match(text):
        return _made(*found.groups())
    if found := _NUMBERS.match(text):
        day, month, year = found.groups()
        return _made(year, day, month) if month_first else _made(year, month, day)
    if found := _WORDS.match(text):
        day, word, year = found.groups()
        number = next((n for name, n in _MONTHS.items() if word.startswith(name)), None)
        return _made(year, str(number), day) if number else ""
    return ""


def _made(year: str, month: str | None, day: str | None) -> str:
    y, m, d = int(year), _number(month), _number(day)
    try:
        datetime.date(y, m or 1, d or 1)
    except ValueError:
        return ""
    if not m:
        return f"{y:04d}"
    return f"{y:04d}-{m:02d}-{d:02d}" if d else f"{y:04d}-{m:02d}"


def _number(text: str | None) -> int:
    """A day or a month; 0 where it is not known."""
    return int(text) if text and text.isdecimal() else 0
