"""What the history shows: the steps to undo or redo, and the article's log, each with its state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from annotator.messages import Translator
from annotator.model.change import Work, apply
from annotator.model.ids import ItemId
from annotator.model.message import Message
from annotator.model.scheme import Scheme
from annotator.services.annotating import Session
from annotator.services.annotating.past import rewound
from annotator.services.annotating.undo import last_touched
from annotator.services.history import Moment, Timeline
from annotator.services.project_values import LoadedWork
from ui.presenters.when import shown_moment

RESTORED = "do.restore"
"""The label of the step that brings an earlier state back; its parameter `at` is a moment."""


@dataclass(frozen=True, slots=True)
class Leap:
    """Go so many steps back (negative) or forward (positive)."""

    steps: int


@dataclass(frozen=True, slots=True)
class Restored:
    """Make the work what it was at a moment (ISO 8601)."""

    work: Work
    at: str


Wish = Leap | Restored


def step_words(label: Message, say: Translator) -> str:
    """A step of the log in words; the moment that was restored as people write moments."""
    values = label.values
    if label.id == RESTORED:
        values["at"] = shown_moment(str(values["at"]), say.language)
    return say.say(replace(label, params=tuple(values.items())))


class Past:
    """The past of the open article, read when this is made."""

    def __init__(self, session: Session, timeline: Timeline, say: Translator) -> None:
        """Look back from where a session stands."""
        self._session = session
        self._timeline = timeline
        self._say = say

    @property
    def scheme(self) -> Scheme:
        """The scheme that the open article is labelled with."""
        return self._session.scheme

    # Steps: undone ones first, the furthest on top; then those done, the newest on top

    @cached_property
    def _now(self) -> int:
        return len(self._session.history.undone)

    @property
    def now(self) -> int:
        """The row of the present state."""
        return self._now

    @cached_property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """What stands in each row: where one is, and the step; the last is the beginning."""
        history, say = self._session.history, self._say
        rows = [(say("history.undone"), step_words(one.label, say)) for one in history.undone]
        rows += [("", step_words(one.label, say)) for one in reversed(history.done)]
        rows.append(("", say("history.beginning")))
        rows[self._now] = (say("history.now"), rows[self._now][1])
        return tuple(rows)

    def step_wish(self, row: int) -> Leap | None:
        """What going to a row means; None for the present."""
        return Leap(self._now - row) if row != self._now else None

    def step_work(self, row: int) -> LoadedWork:
        """The work after the step of a row."""
        session, history = self._session, self._session.history
        work = session.work
        if row > self._now:
            work = rewound(work, history.done[len(history.done) - (row - self._now) :])
        for batch in history.undone[row:][::-1] if row < self._now else ():
            work = apply(work, batch)
        return LoadedWork(session.article, work, session.proposals)

    def step_focus(self, row: int) -> ItemId | None:
        """The item that the step of a row touched."""
        history = self._session.history
        steps = (*history.undone, *reversed(history.done))
        return last_touched(steps[row], self._session.proposals) if row < len(steps) else None

    # The log, the newest line on top

    @cached_property
    def moments(self) -> tuple[tuple[str, str, str], ...]:
        """When, who and what."""
        language = self._say.language
        return tuple(
            (shown_moment(one.at, language, brief=True), one.by, self._what(one))
            for one in self._timeline.moments
        )

    def _what(self, moment: Moment) -> str:
        words = step_words(moment.label, self._say)
        return words if moment.does == "did" else self._say(f"history.{moment.does}", words=words)

    def moment_work(self, row: int) -> LoadedWork | None:
        """The work after the deed of a row; None where there is none to show."""
        return self._timeline.work_after(row)

    def moment_focus(self, row: int) -> ItemId | None:
        """The item that the deed of a row touched."""
        return last_touched(self._timeline.batch(row), self._session.proposals)

    def moment_wish(self, row: int, work: LoadedWork | None) -> Restored | None:
        """What restoring a row means; None where it changes nothing or is another's work."""
        mine = self._session.work
        if work is None or work.work.annotation.id != mine.annotation.id:
            return None
        if work.work.annotation == mine.annotation:
            return None
        return Restored(work.work, self._timeline.moments[row].at)

    def moment_reason(self, work: LoadedWork | None) -> str:
        """Why a row cannot be restored, as a message id."""
        if work is None:
            return "history.no_state"
        mine = work.work.annotation.id == self._session.annotation.id
        return "history.as_now" if mine else "history.of_another"

    def when(self, row: int) -> str:
        """When the deed of a row was done, in words."""
        return shown_moment(self._timeline.moments[row].at, self._say.language)
