"""Deciding in the review queue: one entry or all of them, and taking the last step back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from annotator.identifiers import new_id
from annotator.model.change import Batch, ChangeError, Work, apply
from annotator.model.ids import ArticleId, BatchId, ItemId, SuggestionId
from annotator.model.message import Message, UserError, msg
from annotator.model.review import ReviewEntry
from annotator.model.text import short
from annotator.services.annotating import deciding
from annotator.services.annotating.plan import Plan
from annotator.services.annotating.undo import History
from annotator.services.project_values import LoadedWork
from annotator.services.projects import Project

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
    """What taking a step back did: articles as they were, and those changed since, left alone."""

    articles: tuple[ArticleId, ...]
    left: int


def decide(
    project: Project,
    annotator: str,
    answer: Answer,
    entries: Iterable[tuple[ArticleId, Callable[[], tuple[ReviewEntry, ...]]]],
    total: int,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
    patience: float = -1,
) -> ReviewStep:
    """Accept or reject entries: a batch an article, each saved whole, all of one step.

    Args:
        project: whose.
        annotator: who decides; only their own work changes.
        answer: accepted or rejected; an item of one's own is removed by rejecting it.
        entries: articles, and what reads the entries of each.
        total: how many entries there are, for the progress.
        on_progress: told after each article.
        cancelled: asked before each article.
        patience: seconds to wait for a long write; -1 waits for its end.

    Raises:
        GuillemetError: the disk failed; the articles before are decided.
    """
    group, done, decided, left = new_id(), 0, 0, 0
    touched: list[ArticleId] = []
    where, stopped = None, False
    for article, read in entries:
        stopped = cancelled is not None and cancelled()
        if stopped:
            break
        found = read()
        if total == 1 and found:
            where = article, found[0].id, found[0].start
        plan, changed, refused = _planned(project, annotator, answer, article, found)
        if plan.changes:
            batch = plan.batch(_label(answer, found, group))
            project.commit(batch, plan.work, article, annotator, patience)
        decided, left, done = decided + changed, left + refused, done + len(found)
        if changed:
            touched.append(article)
        if on_progress:
            on_progress(done, total, "")
    return ReviewStep(group, decided, left, tuple(touched), where, stopped)


def _planned(
    project: Project,
    annotator: str,
    answer: Answer,
    article: ArticleId,
    entries: tuple[ReviewEntry, ...],
) -> tuple[Plan, int, int]:
    """The steps in one article, how many of its entries they decide, how many they cannot."""
    loaded = project.load_work(article, annotator)
    plan = Plan(loaded.article, loaded.work, loaded.proposals, annotator)
    changed = refused = 0
    for entry in entries:
        try:
            changed += _accept(plan, entry) if answer == "accepted" else _reject(plan, entry)
        except UserError:
            refused += 1
    state = plan.work.annotation.state
    if plan.changes and state.status == "new":
        plan.put(replace(state, status="in_progress"))
    return plan, changed, refused


def _accept(plan: Plan, entry: ReviewEntry) -> bool:
    """Accept a suggestion, be it one that was rejected; whether the entry is an item now."""
    if not entry.suggestion:
        return False
    decision = plan.work.annotation.decision(SuggestionId(entry.suggestion))
    if decision is not None and decision.verdict != "rejected":
        return True  # accepted a moment ago with the quote that needs it
    suggestion = plan.suggestion_of(ItemId(entry.id))
    if suggestion is None:
        return False
    plan.adopt(suggestion)
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
        return msg(name, words=short(entries[0].words), **{GROUP: group})
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
    for number, article in enumerate(reversed(step.articles)):
        if cancelled is not None and cancelled():
            break
        if _back(project, annotator, article, step.group):
            back.append(article)
        else:
            left += 1
        if on_progress:
            on_progress(number + 1, len(step.articles), "")
    return TakenBack(tuple(back), left)


def _back(project: Project, annotator: str, article: ArticleId, group: str) -> bool:
    loaded = project.load_work(article, annotator)
    history = History.of(loaded.log)
    mine = next(
        (one for one in reversed(history.done) if one.label.values.get(GROUP) == group), None
    )
    if mine is None:
        return False
    inverse = mine.inverse(BatchId(new_id()))
    if history.done[-1] is not mine:
        inverse = Batch(inverse.id, msg("do.review_back"), inverse.changes)
    return _applied(project, annotator, loaded, inverse)


def _applied(project: Project, annotator: str, loaded: LoadedWork, batch: Batch) -> bool:
    try:
        after: Work = apply(loaded.work, batch)
    except ChangeError:
        return False
    project.commit(batch, after, loaded.article.id, annotator)
    return True


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
