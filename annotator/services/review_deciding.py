"""Deciding in the review queue: one entry or all of them, and taking the last step back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from annotator.identifiers import new_id
from annotator.model.change import Batch, ChangeError, Work, apply
from annotator.model.ids import ActorId, ArticleId, BatchId, ItemId, SuggestionId
from annotator.model.items import Actor
from annotator.model.message import Message, UserError, msg
from annotator.model.quotation_marks import between_marks
from annotator.model.review import ReviewEntry
from annotator.model.scheme_fit import fitted
from annotator.model.text import short
from annotator.services.annotating import deciding
from annotator.services.annotating.plan import Plan
from annotator.services.annotating.undo import History
from annotator.services.project_reading import chunks
from annotator.services.project_values import LoadedWork
from annotator.services.projects import Project
from annotator.services.review import AT_A_TIME
from annotator.services.schemes import scheme_for

Answer = Literal["accepted", "rejected"]
Told = Callable[[int, int, str], None]
"""Called with how many entries are done, how many there are, and words (empty)."""
GROUP = "group"
"""Parameter of a label: the step of the queue that the batch belongs to."""
STEPS = 30
"""Steps that can be taken back after a restart."""


@dataclass(frozen=True, slots=True)
class ReviewStep:
    """What one press of a key decided, in however many articles.

    Attributes:
        group: names the step in the log of each article.
        decided: how many suggestions or items changed.
        left: how many could not be decided, such as a reference by a quote that was rejected.
        articles: where.
        where: article, item and first code point, if it was one entry alone.
        stopped: whether the person stopped it; what was decided until then stays.
    """

    group: str
    decided: int
    left: int
    articles: tuple[ArticleId, ...]
    where: tuple[ArticleId, str, int] | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking a step back did.

    Attributes:
        articles: that are as they were.
        left: how many were changed since, and left alone.
        rest: those that it did not come to, for it was stopped.
    """

    articles: tuple[ArticleId, ...]
    left: int
    rest: tuple[ArticleId, ...] = ()


Entries = Mapping[ArticleId, tuple[ReviewEntry, ...]]
"""Entries to decide on, by article."""


def decide(
    project: Project,
    annotator: str,
    answer: Answer,
    entries: Iterable[Entries],
    total: int,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
    patience: float = -1,
) -> ReviewStep:
    """Accept or reject entries: a batch an article, some articles at a time, all of one step.

    Args:
        project: whose.
        annotator: who decides; only their own work changes.
        answer: accepted or rejected; an item of one's own is removed by rejecting it.
        entries: some articles at a time with their entries; they are saved together.
        total: how many entries there are, for the progress.
        on_progress: told after each time.
        cancelled: asked before each time.
        patience: seconds to wait for a long write; -1 waits for its end.

    Raises:
        GuillemetError: the disk failed; what was saved before is decided.
    """
    group, done, decided, left = new_id(), 0, 0, 0
    touched: list[ArticleId] = []
    where, stopped = None, False
    for some in entries:
        stopped = cancelled is not None and cancelled()
        if stopped:
            break
        plans, refused = _planned(project, annotator, answer, some)
        batches = [(one.plan.batch(_label(answer, one.entries, group)), one.plan) for one in plans]
        steps = [(batch, plan.work) for batch, plan in batches]
        if steps:
            project.commit_all(steps, annotator, patience)
        if total == 1:
            where = _first(some)
        touched += [one.plan.article.id for one in plans]
        decided += sum(one.changed for one in plans)
        left, done = left + refused, done + sum(map(len, some.values()))
        if on_progress:
            on_progress(done, total, "")
    return ReviewStep(group, decided, left, tuple(touched), where, stopped)


def _first(some: Entries) -> tuple[ArticleId, str, int] | None:
    places = [(one.article, one.id, one.start) for each in some.values() for one in each]
    return places[0] if places else None


@dataclass(frozen=True, slots=True)
class _Planned:
    """The steps in one article, and how many of its entries they decide."""

    plan: Plan
    entries: tuple[ReviewEntry, ...]
    changed: int


def _planned(
    project: Project, annotator: str, answer: Answer, some: Entries
) -> tuple[list[_Planned], int]:
    """The steps in each article where there are any, and how many entries cannot be decided.

    An actor that one article enters is known to the next.
    """
    plans: list[_Planned] = []
    entered: dict[ActorId, Actor] = {}
    refused = 0
    for loaded in _works(project, annotator, tuple(some)):
        actors = {**loaded.work.actors, **entered}
        work = replace(loaded.work, actors=actors)
        scheme = scheme_for(project, loaded.work.annotation.scheme)
        proposals = fitted(loaded.proposals, scheme)
        plan = Plan(loaded.article, work, proposals, annotator, scheme.reference)
        changed = 0
        for entry in some[loaded.article.id]:
            try:
                changed += _accept(plan, entry) if answer == "accepted" else _reject(plan, entry)
            except UserError:
                refused += 1
        state = plan.work.annotation.state
        if not plan.changes:
            continue
        if state.status == "new":
            plan.put(replace(state, status="in_progress"))
        plans.append(_Planned(plan, some[loaded.article.id], changed))
        new = {one: actor for one, actor in plan.work.actors.items() if one not in actors}
        entered.update({one: actor for one, actor in new.items() if actor.article is None})
    return plans, refused


def _works(project: Project, annotator: str, ids: tuple[ArticleId, ...]) -> Iterator[LoadedWork]:
    """The annotator's work on some articles; one alone is found without a look at the others."""
    if len(ids) == 1:
        yield project.load_work(ids[0], annotator)
        return
    found = project.all_work(article_ids=ids, annotator=annotator)
    yield from (one for one in found if one.work.annotation.round == 1)


def _accept(plan: Plan, entry: ReviewEntry) -> bool:
    """Accept a suggestion, be it one that was rejected; whether the entry is an item now.

    The queue shows words and no links: one that only may be meant stays open.
    """
    if not entry.suggestion:
        return False
    decision = plan.work.annotation.decision(SuggestionId(entry.suggestion))
    if decision is not None and decision.verdict != "rejected":
        return True  # accepted a moment ago with the quote that needs it
    suggestion = plan.suggestion_of(ItemId(entry.id))
    if suggestion is None:
        return False
    plan.adopt(suggestion, seen=False)
    return True


def _reject(plan: Plan, entry: ReviewEntry) -> bool:
    """Reject a suggestion, or remove an item."""
    if entry.state == "rejected":
        return False
    gone = entry.suggestion == "" and plan.work.annotation.item(ItemId(entry.id)) is None
    if gone:
        return True  # removed a moment ago with what it stood on
    deciding.reject(plan, ItemId(entry.id))
    return True


def _label(answer: Answer, entries: tuple[ReviewEntry, ...], group: str) -> Message:
    if len(entries) == 1:
        name = "do.accept" if answer == "accepted" else "do.reject"
        return msg(name, words=short(between_marks(entries[0].words)), **{GROUP: group})
    name = "do.review_accept" if answer == "accepted" else "do.review_reject"
    return msg(name, n=len(entries), **{GROUP: group})


def take_back(
    project: Project,
    annotator: str,
    step: ReviewStep,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> TakenBack:
    """Undo a step in all its articles; those whose work has changed since at that place stay.

    Raises:
        GuillemetError: the disk failed; the articles before are as they were.
    """
    back: list[ArticleId] = []
    left = 0
    for ids in chunks(reversed(step.articles), AT_A_TIME):
        if cancelled is not None and cancelled():
            break
        found = [_back(project.load_work(one, annotator), step.group) for one in ids]
        steps = [one for one in found if one is not None]
        if steps:
            project.commit_all(steps, annotator)
        back += [after.annotation.article for _batch, after in steps]
        left += len(found) - len(steps)
        if on_progress:
            on_progress(len(back) + left, len(step.articles), "")
    return TakenBack(tuple(back), left, step.articles[: len(step.articles) - len(back) - left])


def _back(loaded: LoadedWork, group: str) -> tuple[Batch, Work] | None:
    """What takes a step back in one article, and the work after it; None if it cannot be."""
    history = History.of(loaded.log)
    mine = next(
        (one for one in reversed(history.done) if one.label.values.get(GROUP) == group), None
    )
    if mine is None:
        return None
    inverse = mine.inverse(BatchId(new_id()))
    if history.done[-1] is not mine:
        inverse = Batch(inverse.id, msg("do.review_back"), inverse.changes)
    try:
        return inverse, apply(loaded.work, inverse)
    except ChangeError:
        return None


def steps_to_json(steps: Iterable[ReviewStep]) -> dict[str, Any]:
    """The last steps as plain values, to be kept with the project."""
    return {"steps": [asdict(one) for one in tuple(steps)[-STEPS:]]}


def steps_from_json(data: dict[str, Any]) -> list[ReviewStep]:
    """Read what was kept."""
    return [
        ReviewStep(
            str(one["group"]),
            int(one["decided"]),
            int(one["left"]),
            tuple(ArticleId(article) for article in one["articles"]),
            _where(one.get("where")),
            bool(one["stopped"]),
        )
        for one in data.get("steps", [])
    ]


def _where(value: Any) -> tuple[ArticleId, str, int] | None:
    return (ArticleId(value[0]), str(value[1]), int(value[2])) if value else None
