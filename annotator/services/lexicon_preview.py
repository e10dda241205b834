"""What a planned change of own words would do to a project's articles, before it is made.

The rules run in a process of their own, with the words as they are and as they would be.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ProcessPoolExecutor, wait
from dataclasses import dataclass

from annotator.learning.lexicon_effect import Aspect, Change, Difference, differences
from annotator.model.article import Article
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.own_lexicon import own_folder, read_own
from annotator.prelabel.pipeline import known_language
from annotator.prelabel.verb_forms import verb_forms
from annotator.prelabel.words import folded, split_words
from annotator.services.lexicon import Plan, own_words_with
from annotator.services.prelabel_child import prepare
from annotator.services.projects import Project

__all__ = ["MOST", "Aspect", "Change", "Difference", "Preview", "preview"]
MOST = 200
"""Articles with the word that are looked at."""
BATCH = 10
"""Articles that the process is given at a time; a cancelled preview waits for one batch."""
POLL_SECONDS = 0.05

Cancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Preview:
    """The effect of a change on a project.

    Attributes:
        articles: how many articles hold the word.
        looked: how many of them were looked at, at most `MOST`.
    """

    differences: tuple[Difference, ...]
    articles: int
    looked: int


def preview(
    project: Project,
    plan: Plan,
    on_progress: Callable[[int, int, str], None] | None = None,
    cancelled: Cancelled | None = None,
) -> Preview:
    """Compare what is found in the articles that hold the word, before and after a change.

    Raises:
        CancelledError: the caller cancelled.
    """
    stop = cancelled or (lambda: False)
    forms = tuple(_forms(plan))
    holding = [one for one in _articles(project, plan.language, stop) if _holds(one, forms)]
    chosen = holding[:MOST]
    before, after = read_own(own_folder()), own_words_with(plan)
    found: list[Difference] = []
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), prepare) as pool:
        for done in range(0, len(chosen), BATCH):
            batch = chosen[done : done + BATCH]
            if on_progress:
                on_progress(done, len(chosen), batch[0].title)
            future = pool.submit(differences, batch, before, after)
            while not wait([future], POLL_SECONDS).done:
                _heed(stop)
            found += future.result()
    return Preview(tuple(found), len(holding), len(chosen))


def _heed(stop: Cancelled) -> None:
    if stop():
        raise CancelledError


def _articles(project: Project, language: str, stop: Cancelled) -> Iterator[Article]:
    for row in project.article_rows(project.annotator):
        _heed(stop)
        if known_language(row.meta.language or language) == language:
            yield project.article(row.id)


def _holds(article: Article, forms: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a text has all the words of one of the forms, in whatever order."""
    text = {word.low for word in split_words(article.text)}
    return any(text.issuperset(form) for form in forms)


def _forms(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Every form of the words that a change is about, folded, word by word."""
    for words in plan.words:
        parts = [word for word in split_words(words) if word.low not in ("se", "s")]
        yield tuple(word.low for word in parts)
        if plan.kind == "verbs" and parts:
            made = verb_forms(parts[0].text.lower(), lexicons(plan.language))
            rest = [word.low for word in parts[1:]]
            for form in (*(one for one, _ in made.finite), *made.past, made.present):
                yield (folded(form), *rest)
