"""Changing the register: enter, edit, merge and split actors, each undone as one step.

A step of the register is one batch of actors in the log, and a batch in each annotation whose items
point to somebody else now; the ids of these begin with the step's own. All of it is one
transaction. In an annotation's own history such a batch is no step to be undone: older steps go on
with the new actors (`annotating.undo`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from annotator.identifiers import new_id
from annotator.model.actors import Relinking
from annotator.model.change import Batch, Change
from annotator.model.ids import ActorId, AnnotationId, ArticleId, BatchId
from annotator.model.items import Actor, ActorKind
from annotator.model.message import Message, UserError, msg
from annotator.model.text import short
from annotator.services.annotating.undo import History
from annotator.services.projects import Project
from annotator.services.register_plans import RegisterPlan, changing
from annotator.store.repositories import register

Told = Callable[[int, int, str], None]
"""Called with how many annotations are done, how many there are, and words (empty)."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a step of the register did.

    Attributes:
        step: its id; None if there was nothing to do.
        label: the step.
        articles: in which items changed.
        items: how many changed.
        left: how many could not be taken back, for somebody changed them since.
    """

    step: BatchId | None
    label: Message
    articles: tuple[ArticleId, ...] = ()
    items: int = 0
    left: int = 0


def enter(project: Project, author: str, name: str, kind: ActorKind) -> tuple[Done, ActorId]:
    """Enter somebody new into the register.

    Raises:
        UserError: the name is empty.
    """
    if not name.strip():
        raise UserError(msg("annotate.actor_name"))
    actor = Actor(ActorId(new_id()), name.strip(), kind)
    label = msg("do.register_new", name=short(actor.name))
    return _commit(project, author, (Change(None, actor),), label), actor.id


def edit(project: Project, author: str, before: Actor, after: Actor) -> Done:
    """Change what the register says of somebody.

    Raises:
        UserError: the name is empty.
        ChangeError: somebody changed it meanwhile.
    """
    if not after.name.strip():
        raise UserError(msg("annotate.actor_name"))
    label = msg("do.register_edit", name=short(after.name))
    if before == after:
        return Done(None, label)
    return _commit(project, author, (Change(before, after),), label)


def _commit(project: Project, author: str, changes: tuple[Change, ...], label: Message) -> Done:
    plan = RegisterPlan(changes, Relinking({}, {}), label, ())
    return carry_out(project, author, plan)


# Carrying out, and back


def carry_out(
    project: Project,
    author: str,
    plan: RegisterPlan,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done:
    """Do what was planned, as the project is now: all of it in one transaction, or nothing.

    Raises:
        UserError: the person stopped it; nothing is changed.
        ChangeError: an actor was changed meanwhile.
        GuillemetError: the disk failed.
    """
    step = BatchId(new_id())

    def deed(connection: Connection) -> Done:
        by_annotation: dict[tuple[AnnotationId, ArticleId], list[Change]] = {}
        for one, after in changing(connection, plan.relinking):
            owner = (one.annotation, one.article)
            by_annotation.setdefault(owner, []).append(Change(one.item, after))
        register.write(connection, Batch(step, plan.label, plan.changes), author)
        parts = [(*owner, tuple(changes)) for owner, changes in by_annotation.items()]
        _write_parts(
            connection,
            author,
            [
                (annotation, article, Batch(_part(step, n), plan.label, changes))
                for n, (annotation, article, changes) in enumerate(parts)
            ],
            on_progress,
            cancelled,
        )
        articles = tuple(dict.fromkeys(article for _one, article, _changes in parts))
        return Done(step, plan.label, articles, sum(len(one[2]) for one in parts))

    return project.change(deed)


def _part(step: BatchId, number: int) -> BatchId:
    return BatchId(f"{step}.{number}")


def _write_parts(
    connection: Connection,
    author: str,
    parts: Sequence[tuple[AnnotationId, ArticleId, Batch]],
    on_progress: Told | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    for n, (annotation, article, batch) in enumerate(parts):
        if cancelled is not None and cancelled():
            raise UserError(msg("register.stopped"))
        register.relink(connection, batch, annotation, article, author)
        if on_progress is not None:
            on_progress(n + 1, len(parts), "")


def history(project: Project) -> History:
    """The steps of the register that can be taken back or brought back, over restarts."""
    return History.of(project.ask(register.steps))


def undo(
    project: Project,
    author: str,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done | None:
    """Take the last step of the register back, in all articles; None if there is none.

    Items that somebody changed since stay as they are and are counted.

    Raises:
        UserError: the person stopped it; nothing is changed.
        GuillemetError: the actors were changed since, or the disk failed.
    """
    return _again(project, author, on_progress, cancelled, back=True)


def redo(
    project: Project,
    author: str,
    on_progress: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Done | None:
    """Bring the last step back that was taken back; None if there is none.

    Raises:
        GuillemetError: as `undo`.
    """
    return _again(project, author, on_progress, cancelled, back=False)


def _again(
    project: Project,
    author: str,
    on_progress: Told | None,
    cancelled: Callable[[], bool] | None,
    *,
    back: bool,
) -> Done | None:
    def deed(connection: Connection) -> Done | None:
        log = History.of(register.steps(connection))
        batch = log.undo() if back else log.redo()
        if batch is None:
            return None
        origin = batch.undoes if back else batch.redoes
        assert origin is not None  # an undo names what it takes back, a redo what it brings back
        left = 0
        parts: list[tuple[AnnotationId, ArticleId, Batch]] = []
        for annotation, article, part in register.parts_of(connection, origin):
            changes = part.inverse(part.id).changes if back else part.changes
            fitting = register.fitting(connection, annotation, changes)
            left += len(changes) - len(fitting)
            again = Batch(
                _part(batch.id, len(parts)),
                part.label,
                fitting,
                undoes=part.id if back else None,
                redoes=None if back else part.id,
            )
            parts.append((annotation, article, again))
        _farewells_last(connection, batch, author, parts, on_progress, cancelled)
        articles = tuple(dict.fromkeys(article for _one, article, _batch in parts))
        items = sum(len(one.changes) for _annotation, _article, one in parts)
        return Done(batch.id, batch.label, articles, items, left)

    return project.change(deed)


def _farewells_last(
    connection: Connection,
    batch: Batch,
    author: str,
    parts: Sequence[tuple[AnnotationId, ArticleId, Batch]],
    on_progress: Told | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    """Write a step: who is entered before the items point to them, who is removed after."""
    leaving = any(change.after is None for change in batch.changes)
    if not leaving:
        register.write(connection, batch, author)
    _write_parts(connection, author, parts, on_progress, cancelled)
    if leaving:
        register.write(connection, batch, author)
