"""Which annotations an export takes, and why it leaves out the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from annotator.exporters.base import Excluded, ScopeKind
from annotator.model.actors import resolved
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation
from annotator.model.checks import open_points, problems
from annotator.model.ids import ArticleId
from annotator.model.items import Actor, item_actors
from annotator.model.message import Message, msg
from annotator.services.linked_entries import LinkedEntries
from annotator.services.project_values import LoadedWork
from annotator.services.projects import Project
from annotator.services.schemes import Schemes


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles leave the project.

    Attributes:
        kind: `gold` is finished, complete by the checks and settled; `finished` is what an
            annotator called done; `selected` are chosen articles as they are; `drafts` is
            everything, marked as such.
        articles: the chosen ones, for `selected`.
    """

    kind: ScopeKind = "gold"
    articles: tuple[ArticleId, ...] = ()


def documents(
    project: Project, scope: Scope, annotator: str | None
) -> Iterator[AnnotatedArticle | Excluded]:
    """What the scope takes, in the order of articles, read as it is used.

    Args:
        project: where from.
        scope: which articles.
        annotator: whose work; None takes everybody's.
    """
    chosen = scope.articles if scope.kind == "selected" else None
    work = project.all_work(article_ids=chosen, annotator=annotator)
    schemes, entries = Schemes(project), LinkedEntries(project)
    for found in _chosen(work, scope.kind, schemes):
        if isinstance(found, Excluded) or found.annotation is None:
            yield found
        else:
            yield replace(found, entries=entries.of(found.annotation))


def _chosen(
    work: Iterable[LoadedWork], kind: ScopeKind, schemes: Schemes
) -> Iterator[AnnotatedArticle | Excluded]:
    if kind == "gold":
        for _, group in groupby(work, key=lambda one: one.article.id):
            yield _settled(list(group), schemes)
        return
    for loaded in work:
        yield _as_it_is(loaded, kind, schemes)


def _as_it_is(loaded: LoadedWork, kind: ScopeKind, schemes: Schemes) -> AnnotatedArticle | Excluded:
    if kind == "finished" and loaded.work.annotation.state.status != "done":
        return _excluded(loaded, msg("export.why.not_finished"))
    problem = _problem(loaded, schemes, label_free=kind != "finished")
    return _excluded(loaded, problem) if problem else as_document(loaded, gold=loaded.gold)


def _settled(works: list[LoadedWork], schemes: Schemes) -> AnnotatedArticle | Excluded:
    """The one settled annotation of an article: adjudicated, or finished by one annotator."""
    adjudicated = [one for one in works if one.gold]
    reasons = [(one, _why_not_gold(one, schemes)) for one in adjudicated or works]
    complete = [one for one, why in reasons if why is None]
    if len(complete) == 1:
        return as_document(complete[0], gold=True)
    if complete:
        names = ", ".join(one.work.annotation.by for one in complete)
        return _excluded(works[0], msg("export.why.several", names=names))
    first, why = next(((one, why) for one, why in reasons if _is_done(one)), reasons[0])
    return _excluded(first, why or msg("export.why.not_finished"))


def _is_done(loaded: LoadedWork) -> bool:
    return loaded.work.annotation.state.status == "done"


def _why_not_gold(loaded: LoadedWork, schemes: Schemes) -> Message | None:
    if not _is_done(loaded):
        return msg("export.why.not_finished")
    left = open_points(loaded.article.text, loaded.work.annotation, loaded.proposals)
    if left:
        return msg("export.why.open_points", n=len(left))
    return _problem(loaded, schemes)


def _problem(loaded: LoadedWork, schemes: Schemes, *, label_free: bool = False) -> Message | None:
    """What no export may carry out of the house, if there is something.

    Args:
        loaded: the work.
        schemes: of the project.
        label_free: a label that the scheme does not have is no hindrance; it goes out as its id.
    """
    annotation = loaded.work.annotation
    scheme = schemes.working(annotation.scheme)
    found = problems(loaded.article.text, annotation, loaded.work.actors, scheme)
    return next((one for one in found if not (label_free and one.id == "check.no_label")), None)


def _excluded(loaded: LoadedWork, why: Message) -> Excluded:
    return Excluded(loaded.article.id, loaded.article.title, why)


def as_document(loaded: LoadedWork, *, gold: bool) -> AnnotatedArticle:
    """A loaded work as it leaves; an article that nobody has begun has no annotation."""
    annotation = loaded.work.annotation
    return AnnotatedArticle(
        article=loaded.article,
        annotation=annotation if _is_begun(annotation) else None,
        gold=gold,
        actors=_actors(loaded),
        proposals=loaded.proposals,
    )


def _is_begun(annotation: Annotation) -> bool:
    state = annotation.state
    begun = state.status != "new" or state.notes or state.flags
    return bool(annotation.items or annotation.decisions or begun)


def _actors(loaded: LoadedWork) -> tuple[Actor, ...]:
    """Whom the annotation points to, and whom suggestions point to in the register.

    With somebody who was merged into another, the other goes along.
    """
    proposed = {actor.id for actor in loaded.proposals.actors}
    wanted = [
        *(actor for item in loaded.work.annotation.items for actor in item_actors(item)),
        *(
            actor
            for one in loaded.proposals.suggestions
            for actor in one.actors
            if actor not in proposed
        ),
    ]
    known = loaded.work.actors
    meant = [resolved(known, one) for one in wanted]
    return tuple(known[one] for one in dict.fromkeys((*wanted, *meant)) if one in known)
