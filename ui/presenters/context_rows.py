"""ContextRow: one line of a concordance, in words: what stands there, around it, and about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.finding import FoundArticle, FoundLine
from annotator.model.message import UserError
from annotator.model.review import ReviewEntry
from annotator.model.scheme import Group, Scheme
from annotator.model.text import bound
from ui.presenters.subtitle import shown_date

Sign = Literal["undecided", "accepted", "edited", "rejected", "added", "found"]
Look = Literal["mention", "quote", "reference", "found"]


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A row of a list of finds or of the review queue.

    Attributes:
        sign: what was decided, shown by shape.
        look: how the words are marked: a band, a rule, two rules, a box.
        detail: what is known about it, its parts joined by points.
    """

    before: str
    words: str
    after: str
    detail: str
    sign: Sign = "found"
    look: Look = "found"

    @property
    def spoken(self) -> str:
        """The row in one sentence, for a screen reader."""
        return f"{self.before}{self.words}{self.after}. {self.detail}"


def review_row(
    entry: ReviewEntry, scheme: Scheme, say: Translator, title: Callable[[str], str]
) -> ContextRow:
    """An entry of the queue in words; `title` gives that of what a reference points to."""
    score = "" if entry.score is None else f"{round(entry.score * 100)}\u00a0%"
    by_hand = entry.score is None and not entry.suggestion
    source = say("review.by_hand") if by_hand else entry.source.partition("@")[0]
    parts = (
        say(f"review.said.{entry.state}"),
        _kind(entry, scheme, say),
        ", ".join(entry.speakers),
        ", ".join(map(title, entry.links)),
        f"{source} {score}".strip(),
        entry.title,
        _day(entry.published, say.language),
    )
    return ContextRow(
        before=_line(entry.before),
        words=_line(entry.words) or say("review.whole_quote"),
        after=_line(entry.after),
        detail=" · ".join(part for part in parts if part),
        sign=entry.state,
        look=entry.type,
    )


def _kind(entry: ReviewEntry, scheme: Scheme, say: Translator) -> str:
    """What it is, and the name of its label or kind."""
    groups: dict[str, tuple[Group, str]] = {
        "mention": ("entity_labels", entry.label),
        "quote": ("quote_kinds", entry.kind),
        "reference": ("reference_kinds", entry.kind),
    }
    group, label_id = groups[entry.type]
    names = [say(f"review.one.{entry.type}")]
    for where, one in ((group, label_id), ("claim_types", entry.claim)):
        label = scheme.label(where, one)
        if label is not None:
            names.append(label.brief(say.language).lower())
    return ", ".join(names)


def found_rows(article: FoundArticle, say: Translator) -> tuple[ContextRow, ...]:
    """An article's finds in words; one row at least."""
    about = (article.title, article.source, _day(article.published, say.language))
    detail = " · ".join(part for part in about if part)
    if not article.lines:
        return (ContextRow("", "", article.title, f"{say('finding.meta_only')} · {detail}"),)
    rows = [_found(line, detail) for line in article.lines]
    more = article.hits - len(article.lines)
    if more:
        last = rows.pop()
        extra = f"{detail} · {say('finding.more', n=more)}"
        rows.append(ContextRow(last.before, last.words, last.after, extra))
    return tuple(rows)


def _found(line: FoundLine, detail: str) -> ContextRow:
    return ContextRow(_line(line.before), _line(line.words), _line(line.after), detail)


def _line(text: str) -> str:
    return bound(text.replace("\n", " "))


def _day(published: str, language: str) -> str:
    try:
        return shown_date(PartialDate.parse(published), language) if published else ""
    except UserError:
        return published
