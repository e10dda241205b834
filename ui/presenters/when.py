"""Moments of the log in a person's own time and language."""

from __future__ import annotations

import datetime

from babel.dates import format_datetime

from annotator.day_words import form_of

FULL, BRIEF = "d MMM y, HH:mm", "d MMM HH:mm"
"""How a moment is written, with 24-hour times; the brief form for one of this year."""


def shown_moment(at: str, language: str, *, brief: bool = False) -> str:
    """A moment in ISO 8601 as `28 nov. 2026, 14:32`, in the time of this computer.

    With `brief`, a moment of this year is written without it.
    """
    local = datetime.datetime.fromisoformat(at).astimezone()
    this_year = local.year == datetime.datetime.now().astimezone().year
    form = form_of(local, language, BRIEF if brief and this_year else FULL)
    return format_datetime(local, form, locale=language)
