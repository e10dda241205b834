"""The date of a dateline: `PARIS, 14 mai 2024 –` or `GENEVA, Sept. 10, 2024 (Agency) -`."""

from __future__ import annotations

import datetime
import re

from annotator.model.dates import PartialDate

REACH = 200
"""Code points from the beginning of a text within which a dateline ends."""
_MONTHS = (
    "janvier|janv|january|jan",
    "février|fevrier|févr|fév|february|feb",
    "mars|march|mar",
    "avril|avr|april|apr",
    "mai|may",
    "juin|june|jun",
    "juillet|juil|july|jul",
    "août|aout|august|aug",
    "septembre|september|sept|sep",
    "octobre|october|oct",
    "novembre|november|nov",
    "décembre|decembre|déc|december|dec",
)
_NUMBERS = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_MONTH = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_WEEKDAY = (
    "(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s+)?"
)
_DATE = re.compile(
    rf"{_WEEKDAY}(?:(?:le|the)\s+)?{_WEEKDAY}"
    rf"(?:(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?P<month>{_MONTH})\b\.?,?"
    rf"|(?P<month_en>{_MONTH})\b\.?\s+(?P<day_en>\d{{1,2}})(?:st|nd|rd|th)?,)"
    r"\s+(?P<year>(?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s*\.?\s*(?:\([^()\n]{1,60}\))?\s*\.?\s*(?:[–—]|--?)(?=\s|$)")
_ALONE = re.compile(r"\s*(?:\([^()\n]{1,60}\))?\s*\.?\s*$")
_PLACE_WORD = re.compile(
    r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*|(?:de|du|des|la|le|les|en|sur|sous|of|and|upon)(?!\w)"
    r"|\([^()\n]{1,40}\)|/"
)
_PLACE_LONGEST = 60
_PLACE_WORDS = 8


def dateline(text: str) -> PartialDate | None:
    """The day that a dateline at the beginning of a text gives.

    A dateline opens a line: a place, if any, a comma and a whole date with its year, then a dash;
    or it is a line of its own below the title. Figures alone (03/04/2024) can be read in two ways
    and are left, as are two datelines of different days.

    Args:
        text: the article, without any header.
    """
    found: set[PartialDate] = set()
    begin = 0
    for line in text[: 2 * REACH].split("\n"):
        one = _of_line(line.rstrip(), begin, first=not text[:begin].strip())
        if one is not None:
            found.add(one)
        begin += len(line) + 1
        if begin > REACH:
            break
    return found.pop() if len(found) == 1 else None


def _of_line(line: str, begin: int, *, first: bool) -> PartialDate | None:
    """The date of one line that begins at a code point, if it is a dateline."""
    date = _DATE.search(line)
    if date is None or begin + date.end() > REACH:
        return None
    before = line[: date.start()].strip()
    named = before[:-1].rstrip() if before.endswith(",") else None
    if before and (named is None or len(named) > _PLACE_LONGEST):
        return None
    dashed = _DASHED.match(line, date.end()) is not None and (not before or _is_place(named or ""))
    alone = _ALONE.match(line, date.end()) is not None and not (first and before)
    return _day(date) if dashed or alone else None


def _is_place(words: str) -> bool:
    """Whether each word could belong to the name of a town."""
    parts = words.replace(",", " ").split()
    return 0 < len(parts) <= _PLACE_WORDS and all(_PLACE_WORD.fullmatch(one) for one in parts)


def _day(found: re.Match[str]) -> PartialDate | None:
    """The date, if there is such a day."""
    month = _NUMBERS[(found["month"] or found["month_en"]).lower()]
    year, day = int(found["year"]), int(found["day"] or found["day_en"])
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day)
