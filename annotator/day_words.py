"""Dates as people write them, in the language of the reader."""

from __future__ import annotations

import datetime
from dataclasses import replace

from babel.dates import format_date

from annotator.model.dates import PartialDate
from annotator.model.message import Message, UserError


def day_words(date: PartialDate, language: str) -> str:
    """A partial date: `30 août 2023`, `1er août 2023`, `août 2023`, `2023`."""
    if date.month is None:
        return str(date.year)
    return calendar_words(date.bounds[0], language, "MMMM y" if date.day is None else "d MMMM y")


def calendar_words(day: datetime.date, language: str, form: str) -> str:
    """A day in a form of CLDR that has its number as `d`; the first of a French month is `1er`."""
    return format_date(day, form_of(day, language, form), locale=language)


def form_of(day: datetime.date, language: str, form: str) -> str:
    """A form of CLDR as it is for a day: the first of a French month is an ordinal number."""
    return form.replace("d ", "d'er' ") if language == "fr" and day.day == 1 else form


def iso_words(text: str, language: str) -> str:
    """An ISO date, partial or with a time behind it, in words; any other text as it is."""
    try:
        return day_words(PartialDate.parse(text[:10]), language)
    except UserError:
        return text


def with_days(message: Message, language: str) -> Message:
    """A message with the ISO dates among its parameters in words."""
    params = tuple(
        (name, iso_words(value, language) if isinstance(value, str) else value)
        for name, value in message.params
    )
    return replace(message, params=params)
