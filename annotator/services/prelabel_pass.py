"""A pass of the machine over a project: many articles, several processes, one writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.message import Message, UserError, msg
from annotator.services.entries import own_entries
from annotator.services.prelabel_child import Found, Own
from annotator.services.prelabel_crew import EngineStopped, Outcome, usable_jobs
from annotator.services.prelabelling import Engine
from annotator.services.project_values import PassScope
from annotator.services.projects import PATIENCE, Project, TurnTaken

OnProgress = Callable[[int, int, str], None]
OnSaved = Callable[[ArticleId, int], None]
Taken = Callable[[Project, Found, PassScope], bool]
"""Told what was found in an article; whether somebody else sees to its being saved."""
Asked = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class PassPlan:
    """What a pass over a project could do.

    Attributes:
        new: articles that no machine has looked at.
        outdated: articles with suggestions of older rules, words or models, which nobody has begun.
    """

    new: int
    outdated: int


@dataclass(frozen=True, slots=True)
class PrelabelReport:
    """What a pass over a project did.

    Attributes:
        articles: how many articles got suggestions.
        suggestions: how many suggestions there were.
        failed: articles that could not be read by the machine, each with why.
        troubles: why models had no part in some of the suggestions, each reason once.
        outdated: articles that still have older suggestions, which nobody has begun.
        cancelled: the person stopped it; what was made before is kept.
    """

    articles: int = 0
    suggestions: int = 0
    failed: tuple[tuple[ArticleId, Message], ...] = ()
    troubles: tuple[Message, ...] = ()
    outdated: int = 0
    cancelled: bool = False


def plan_pass(project: Project, engine: Engine) -> PassPlan:
    """Count what a pass could do.

    Raises:
        EngineStopped: the machine does not start.
        UserError: the person's own file on models cannot be read.
    """
    made_with = _made_with(engine, _own(project))
    new = project.due_articles(PassScope(made_with))
    outdated = project.due_articles(PassScope(made_with, new=False, outdated=True))
    return PassPlan(len(new), len(outdated))


def prelabel_project(
    project: Project,
    engine: Engine,
    *,
    jobs: int | None = None,
    renew: bool = False,
    on_progress: OnProgress | None = None,
    cancelled: Asked | None = None,
    on_saved: OnSaved | None = None,
    taken: Taken | None = None,
) -> PrelabelReport:
    """Make and keep suggestions for the articles that have none, each saved as it comes.

    So a pass that was stopped goes on where it was. What somebody began or finished while it ran
    is left alone.

    Args:
        project: where articles come from and suggestions go.
        engine: makes them.
        jobs: processes to use; None takes as many as are of use.
        renew: also replace suggestions of older rules, words or models that nobody has begun.
        on_progress: told how many are done, how many there are, and the last title.
        cancelled: asked all the time.
        on_saved: told which article has just got its suggestions, and how many.
        taken: asked before suggestions are saved; the window takes those of the open article.

    Raises:
        EngineStopped: the processes die before they have read anything.
        UserError: the person's own file on models cannot be read.
        GuillemetError: suggestions could not be saved; those before are kept.
    """
    own = _own(project)
    scope = PassScope(_made_with(engine, own), outdated=renew)
    saved, takes = on_saved or (lambda *_: None), taken or (lambda *_: False)
    work = _Pass(project, scope, cancelled or (lambda: False), saved, takes)
    due = project.due_articles(scope)
    stopped = False
    if due:
        with engine.crew(usable_jobs(len(due), jobs, engine.choice), own) as crew:
            try:
                outcomes = crew.outcomes(_articles(project, due), cancelled)
                work.run(outcomes, len(due), on_progress or (lambda *_: None))
            except CancelledError:
                stopped = True
    return work.report(stopped)


def _own(project: Project) -> Own:
    return tuple(own_entries(project).values())


def _made_with(engine: Engine, own: Own) -> dict[str, str]:
    for _ in range(2):
        try:
            return engine.made_with(own).result()
        except (BrokenProcessPool, CancelledError):
            continue
    raise EngineStopped(msg("prelabelling.no_start"))


def _articles(project: Project, due: Sequence[ArticleId]) -> Iterator[Article]:
    for article_id in due:
        try:
            yield project.article(article_id)
        except UserError:
            continue  # gone since they were counted


class _Pass:
    """The writer of a pass, and what it counts."""

    def __init__(
        self,
        project: Project,
        scope: PassScope,
        cancelled: Asked,
        on_saved: OnSaved,
        taken: Taken,
    ) -> None:
        self._project, self._scope = project, scope
        self._cancelled, self._on_saved, self._taken = cancelled, on_saved, taken
        self._elsewhere: set[ArticleId] = set()
        self._articles = self._suggestions = 0
        self._failed: list[tuple[ArticleId, Message]] = []
        self._troubles: dict[Message, None] = {}
        self._deaths: list[Message] = []

    def run(self, outcomes: Iterator[Outcome], total: int, tell: OnProgress) -> None:
        tell(0, total, "")
        for number, one in enumerate(outcomes, 1):
            if one.found is not None:
                self._keep(one.article.id, one.found)
            elif one.trouble is not None:
                self._failed.append((one.article.id, one.trouble))
                self._deaths += [one.trouble] if one.died else []
            if one.found is not None and one.trouble is not None:
                self._troubles[one.trouble] = None
            tell(number, total, one.article.title)
        if self._deaths and len(self._deaths) == total:
            raise EngineStopped(self._deaths[0])  # it does not work here

    def _keep(self, article: ArticleId, found: Found) -> None:
        if self._taken(self._project, found, self._scope):
            self._elsewhere.add(article)
            self._count(found)
            return
        while True:
            try:
                kept = self._project.save_proposals(
                    found.proposals, PATIENCE, found.made_with, self._scope
                )
                break
            except TurnTaken:
                if self._cancelled():
                    raise CancelledError from None
        if kept:
            self._count(found)
            self._on_saved(article, len(found.proposals.suggestions))

    def _count(self, found: Found) -> None:
        self._articles += 1
        self._suggestions += len(found.proposals.suggestions)

    def report(self, stopped: bool) -> PrelabelReport:
        rest = PassScope(self._scope.made_with, new=False, outdated=True)
        return PrelabelReport(
            self._articles,
            self._suggestions,
            tuple(self._failed),
            tuple(self._troubles),
            0 if stopped else len({*self._project.due_articles(rest)} - self._elsewhere),
            stopped,
        )
