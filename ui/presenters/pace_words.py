"""A person's own figures in words: counts with their plurals, times, and the rows of the window."""

from __future__ import annotations

from annotator.messages import Translator
from annotator.model.pace import LIMIT, Sums
from annotator.services.pace import PERIODS, Figures

NONE = "–"
"""Stands where there is too little to tell."""
Row = tuple[str, ...]


def duration(seconds: float, say: Translator) -> str:
    """A time to the minute: `12 min`, `1 h 05`."""
    minutes = round(seconds / 60)
    if minutes < 60:
        return say("pace.minutes", m=minutes)
    return say("pace.hours", h=minutes // 60, m=f"{minutes % 60:02d}")


def today(figures: Figures, say: Translator) -> str:
    """The line in the foot: `today: 3 articles · 41 quotes · 1 h 12`."""
    sums = figures.today
    return say(
        "pace.today",
        articles=say("pace.articles", n=sums.articles),
        quotes=say("pace.quotes", n=sums.quotes),
        time=duration(sums.seconds, say),
    )


def heads(say: Translator) -> Row:
    """Of the table: what, and one column a period."""
    later = (say("pace.days", n=days) for days in PERIODS[1:])
    return (say("pace.what"), say("pace.head_today"), *later)


def rows_here(figures: Figures, say: Translator) -> tuple[Row, ...]:
    """The rows of the open project."""
    means = tuple(NONE if one is None else duration(one, say) for one in figures.per_article)
    return (*_rows(figures.here, say), (say("pace.row.per_article"), *means))


def rows_everywhere(figures: Figures, say: Translator) -> tuple[Row, ...]:
    """The rows of all projects."""
    return _rows(figures.everywhere, say)


def _rows(periods: tuple[Sums, ...], say: Translator) -> tuple[Row, ...]:
    pace = [one.quotes_an_hour for one in periods]
    return (
        (say("pace.row.articles"), *(str(one.articles) for one in periods)),
        (say("pace.row.quotes"), *(str(one.quotes) for one in periods)),
        (say("pace.row.time"), *(duration(one.seconds, say) for one in periods)),
        (say("pace.row.an_hour"), *(NONE if one is None else f"{one:.0f}" for one in pace)),
    )


def left(figures: Figures, say: Translator) -> str:
    """What is left in the project, and how long it takes at this pace."""
    if not figures.left:
        return say("pace.nothing_left")
    articles = say("pace.left", n=figures.left)
    if figures.left_seconds is None:
        return say("pace.left_unknown", articles=articles)
    return say("pace.left_time", articles=articles, time=duration(figures.left_seconds, say))


def rule(say: Translator) -> str:
    """What counts as active time."""
    return say("pace.rule", n=round(LIMIT / 60))
