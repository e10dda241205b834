"""The line below an article's title: date, language, length, how much of it is settled."""

from __future__ import annotations

from annotator.day_words import day_words
from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.quotation_marks import quoted_stretches
from annotator.model.text import words
from annotator.services.annotating import Session


def shown_date(date: PartialDate | None, language: str) -> str:
    """A partial date in words: `30 août 2023`, `août 2023`, `2023`; empty if unknown."""
    return "" if date is None else day_words(date, language)


def subtitle(session: Session, say: Translator) -> str:
    """The whole line."""
    meta = session.article.meta
    text = session.article.text
    marks = [one for one in quoted_stretches(text) if one.depth == 0]
    parts = [
        shown_date(meta.published, say.language),
        meta.source or "",
        say(f"language.{meta.language}"),
        say("desk.words", n=sum(1 for _ in words(text))),
        say("desk.marks", n=len(marks)) if marks else "",
    ]
    return " · ".join(part for part in parts if part)


def remarks(session: Session, say: Translator) -> str:
    """Flags, whether there is a note, why it was finished with points open; empty for nothing."""
    state = session.annotation.state
    marked = [say(f"flag.{flag}") for flag in state.flags]
    marked += [say("flag.noted")] if state.notes else []
    marked += [say("finish.left_open", why=state.open_reason)] if state.open_reason else []
    return ", ".join(marked)
