"""What a project's work teaches: scores of sources, and words for the lexicon."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.learning.confidence import Confidence, Source, Tally, measured
from annotator.learning.decisions import (
    count_decisions,
    load_decided,
    save_decided,
)
from annotator.learning.own_words import Lesson, Seen, Studied, in_order, lessons
from annotator.model.message import EnvironmentTrouble, Message, UserError, msg
from annotator.prelabel.own_lexicon import take_up_own_words
from annotator.services import lexicon
from annotator.services.projects import Project
from annotator.services.samples import TUTOR
from annotator.settings import config_place

__all__ = ["Learned", "Lesson", "Seen", "SourceRow", "dismiss", "in_order", "learn", "take"]
Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What decisions made of one source.

    Attributes:
        component: without its language: `quotes`.
        reason: id of the message that its suggestions give.
        decided: how many of its suggestions were decided on.
        right: how many of those were right.
        before: what a suggestion with a raw score of 0.8 counts as without the decisions, 0 to 1.
        after: and with them.
    """

    component: str
    reason: str
    decided: int
    right: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Learned:
    """What there is to learn from a project.

    Attributes:
        lessons: words for the lexicon that were neither taken nor dismissed.
        dismissed: those that were dismissed.
        sources: how the decisions of all projects move the scores.
    """

    lessons: tuple[Lesson, ...]
    dismissed: tuple[Lesson, ...]
    sources: tuple[SourceRow, ...]


def learn(
    project: Project, on_progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Learned:
    """Look through one's begun and finished work in a project, and keep how suggestions fared.

    What others annotated teaches nothing here, nor does what the program accepted by itself for
    its demonstration.

    Args:
        project: in which the work of the annotator who opened it is read.
        on_progress: told how many works were read.
        cancelled: asked between two works.

    Raises:
        CancelledError: the caller cancelled; nothing is kept.
        UserError: the file of decisions or dismissals is damaged.
        EnvironmentTrouble: it cannot be written.
    """
    take_up_own_words()
    decided, gone = load_decided(), dismissed()
    tallies: dict[Source, Tally] = {}

    def counting() -> Iterator[Studied]:
        for work in _works(project, on_progress, cancelled or (lambda: False)):
            count_decisions(tallies, work.annotation, work.proposals)
            yield work

    found = lessons(counting())
    now = decided.with_project(project.id, tallies)
    if now != decided:
        save_decided(now)
    return Learned(
        lessons=tuple(one for one in found if one.key not in gone),
        dismissed=tuple(one for one in found if one.key in gone),
        sources=source_rows(),
    )


def _works(
    project: Project, on_progress: Progress | None, cancelled: Cancelled
) -> Iterator[Studied]:
    if project.annotator == TUTOR:  # nobody judged what the demonstration accepts
        return
    work = project.all_work(annotator=project.annotator, statuses=("in_progress", "done"))
    for count, loaded in enumerate(work):
        if cancelled():
            raise CancelledError
        if on_progress:
            on_progress(count, 0, loaded.article.title)
        yield Studied(loaded.article, loaded.work.annotation, loaded.proposals)


RAW = 0.8
"""The raw score that the effect of decisions is shown for."""


def source_rows() -> tuple[SourceRow, ...]:
    """How the decisions move the scores, the source with the most decisions first."""
    decided = load_decided().by_source()
    before, after = Confidence(measured()), Confidence(measured(), decided)
    rows = [
        SourceRow(
            component=component,
            reason=reason,
            decided=int(tally.count),
            right=int(tally.right),
            before=before.score(component, reason, RAW),
            after=after.score(component, reason, RAW),
        )
        for (component, reason), tally in decided.items()
    ]
    return tuple(sorted(rows, key=lambda one: (-one.decided, one.component, one.reason)))


def reset_scores() -> Tally:
    """Have all decisions made so far forgotten; how many there were.

    Raises:
        UserError: the file of decisions is damaged.
        EnvironmentTrouble: it cannot be written.
    """
    decided = load_decided()
    gone = Tally()
    for tally in decided.by_source().values():
        gone = gone.both(tally)
    save_decided(decided.reset())
    return gone


def plan_of(lesson: Lesson) -> lexicon.Plan:
    """The change of the lexicon that a lesson proposes.

    Raises:
        UserError: a word to switch off is listed no longer.
        LexiconError: the own file is not sound.
    """
    if lesson.deed == "add":
        return lexicon.plan_add(lesson.language, lesson.entry)
    word, kind, file = lesson.entry.word, lesson.entry.kind, lesson.entry.file
    if kind == "no_names":
        return lexicon.plan_add(lesson.language, lesson.entry)
    for one in lexicon.entries(lesson.language, kind):
        if word not in (one.word, *one.forms):
            continue
        if one.state == "own":
            return lexicon.plan_remove(lesson.language, one, word)
        shipped = replace(one, file=file or one.file)  # a city may bear the name of its country
        return lexicon.plan_switch_off(lesson.language, shipped, word)
    raise UserError(msg("learning.not_listed", word=word))


def take(lesson: Lesson) -> Message:
    """Take a lesson over into the lexicon; what was done, in words. `lexicon.take_back` undoes it.

    Raises:
        GuillemetError: as `plan_of` and `lexicon.carry_out`.
    """
    plan = plan_of(lesson)
    lexicon.carry_out(plan)
    return plan.did


def dismissals_file() -> Path:
    """Where dismissals are kept; it need not be there."""
    return config_place() / "learning" / "dismissed.json"


def dismissed() -> tuple[str, ...]:
    """The keys of the lessons that a person dismissed for good, in order.

    Raises:
        UserError: the file is damaged.
    """
    path = dismissals_file()
    try:
        return tuple(str(one) for one in json.loads(path.read_text("utf-8"))["dismissed"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, TypeError, KeyError) as error:
        why = f"{type(error).__name__}: {error}"
        raise UserError(msg("learning.dismissed_damaged", file=str(path), why=why)) from error


def dismiss(lesson: Lesson) -> None:
    """Propose a word never again."""
    _keep((*dismissed(), lesson.key))


def call_back(lesson: Lesson) -> None:
    """Propose a dismissed word again."""
    _keep(tuple(one for one in dismissed() if one != lesson.key))


def call_all_back() -> None:
    """Propose everything again that was dismissed."""
    _keep(())


def _keep(keys: tuple[str, ...]) -> None:
    path = dismissals_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        text = json.dumps({"dismissed": list(dict.fromkeys(keys))}, ensure_ascii=False, indent=1)
        new.write_text(text + "\n", "utf-8")
        new.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("learning.not_written", file=str(path), why=why)) from error
