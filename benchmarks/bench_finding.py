"""Review and finding in a project of 10,000 articles and 620,000 suggestions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rich.console import Console

from annotator.model.finding import ProjectQuery
from annotator.model.review import ReviewFilter
from annotator.services.finding import count_articles, find_page
from annotator.services.finding_through import FindingThrough
from annotator.services.projects import Project
from annotator.services.review import Queue
from annotator.services.review_deciding import decide, take_back
from annotator.services.text_search import Searchable, Sought
from benchmarks.figures import Figure, milliseconds
from benchmarks.large_project import BY, generator, large_project
from benchmarks.workload import text_of

ARTICLES = 10_000
RUNS = 5
FAR = 300_000
"""A place in the middle of the queue, which nothing has read before."""
BATCH = 100
"""Articles of the batch that is decided and taken back."""


def figures() -> list[Figure]:
    """Each question of review and finding; the targets stand in the notes on performance."""
    script = generator()
    if script is None:
        Console().print("  left out: the shared workload is not beside the project")
        return _in_article()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "banc.guillemet"
        with large_project(path, ARTICLES, script) as project:
            return [*_in_article(), *_finding(project), *_review(project)]


def _figure(name: str, action: Callable[[], object], target: str = "") -> Figure:
    return Figure(name, milliseconds(action, RUNS), "ms", target, n=RUNS)


def _in_article() -> list[Figure]:
    text = text_of(50_000)
    fresh = _figure("find.article_50000_words", lambda: Searchable(text).find(Sought("a declare")))
    known = Searchable(text)
    pattern = Sought(r"\b[a-z]+ment\b", regex=True)
    return [fresh, _figure("find.article_again_by_pattern", lambda: known.find(pattern))]


def _finding(project: Project) -> list[Figure]:
    words, phrase = ProjectQuery(BY, "kirby"), ProjectQuery(BY, '"conseil de securite"')
    inside = ProjectQuery(BY, "russie", type="mention", label="LOC")
    return [
        _figure("find.count", lambda: count_articles(project, words), "target: 10 ms"),
        _figure("find.count_phrase", lambda: count_articles(project, phrase), "target: 10 ms"),
        _figure("find.first_50_in_context", lambda: find_page(project, words), "target: 100 ms"),
        _figure("find.first_50_inside_a_label", lambda: find_page(project, inside)),
        *_reading_through(project),
    ]


def _reading_through(project: Project) -> list[Figure]:
    """Until the first finds are shown, and until all texts are read."""
    asked = {
        "pattern_with_a_word": ProjectQuery(BY, r"\bsanctions?\b", regex=True),
        "pattern_without": ProjectQuery(BY, r"r.solution \d+", regex=True),
        "exact": ProjectQuery(BY, "Russie", exact=True),
        "sorted": ProjectQuery(BY, "russie", order="left"),
    }
    found = []
    for name, query in asked.items():
        first, all_ = partial(_first, project, query), partial(_all, project, query)
        found += [_figure(f"find.{name}_first", first), _figure(f"find.{name}_all", all_)]
    return found


def _first(project: Project, query: ProjectQuery) -> None:
    through = FindingThrough(project, query)
    turn = through.go_on()
    while not (turn.done or turn.articles):
        turn = through.go_on()


def _all(project: Project, query: ProjectQuery) -> None:
    through = FindingThrough(project, query)
    while not through.go_on().done:
        pass


def _review(project: Project) -> list[Figure]:
    queue = Queue(project, ReviewFilter(BY))
    places = iter(range(FAR, queue.total, 997))
    label = ReviewFilter(BY, type="mention", label="PER")
    words = ReviewFilter(BY, words="kirby")
    return [
        _figure("review.count_everything", lambda: Queue(project, ReviewFilter(BY))),
        _figure("review.count_label", lambda: Queue(project, label)),
        _figure("review.count_words", lambda: Queue(project, words)),
        _figure("review.read_far_away", lambda: queue.entry(next(places))),
        _figure("review.decide_one_and_back", lambda: _one(project, queue)),
        _figure(f"review.decide_{BATCH}_articles_and_back", lambda: _batch(project, queue)),
    ]


def _one(project: Project, queue: Queue) -> None:
    entry = queue.entry(FAR)
    if entry is not None:
        step = decide(project, BY, "accepted", [{entry.article: (entry,)}], 1)
        queue.refresh(step.articles)
        take_back(project, BY, step)
        queue.refresh(step.articles)


def _batch(project: Project, queue: Queue) -> None:
    parts = queue.parts()
    some = [next(parts), next(parts)]
    count = sum(len(entries) for part in some for entries in part.values())
    take_back(project, BY, decide(project, BY, "accepted", some, count))
