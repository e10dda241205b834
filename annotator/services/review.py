"""The review queue: suggestions and items of the whole project by a filter, read where one looks.

A queue keeps one number an article; the entries of an article are read when they come into sight.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from annotator.model.ids import ArticleId
from annotator.model.review import ReviewEntry, ReviewFilter, checked_score
from annotator.services.project_reading import chunks, list_row
from annotator.services.projects import ArticleRow, Project
from annotator.services.text_search import Sought, fits
from annotator.store.repositories import articles, review

KEPT = 64
"""Articles whose entries stay in memory."""

AT_A_TIME = 50
"""Articles that are decided and saved together."""


@dataclass(frozen=True, slots=True)
class ReviewChoices:
    """What a project's queue can be filtered by beside its scheme."""

    sources: tuple[str, ...]
    annotators: tuple[str, ...]


def review_choices(project: Project, annotator: str) -> ReviewChoices:
    """The components that proposed something, and who has work here, `annotator` first."""
    found = project.ask(lambda one: ReviewChoices(review.sources(one), review.annotators(one)))
    others = tuple(one for one in found.annotators if one != annotator)
    return ReviewChoices(found.sources, (annotator, *others))


class Queue:
    """What matches a filter, in the order of articles and texts. Places count from 0."""

    def __init__(self, project: Project, wanted: ReviewFilter) -> None:
        """Count everything that matches; takes tenths of a second in a large project.

        Raises:
            UserError: the scores are crossed, or the regular expression is none.
        """
        checked_score(wanted.least, wanted.most)
        self._project = project
        self.wanted = wanted
        self._fits = fits(Sought(wanted.words, regex=wanted.regex))
        counts = project.ask(lambda one: review.counts(one, wanted, self._fits))
        order = project.ask(lambda one: articles.ids(one, None))
        self._ranks = {one: rank for rank, one in enumerate(order)}
        self._read: OrderedDict[ArticleId, tuple[ReviewEntry, ...]] = OrderedDict()
        self._articles: list[ArticleId] = []
        self._counts: list[int] = []
        self._ends: list[int] = []
        self._numbers: dict[ArticleId, int] = {}
        self._keep(counts)

    def _keep(self, counts: Mapping[ArticleId, int]) -> None:
        there = [one for one, count in counts.items() if count and one in self._ranks]
        kept = [(one, counts[one]) for one in sorted(there, key=self._ranks.__getitem__)]
        self._articles = [one for one, _count in kept]
        self._counts = [count for _one, count in kept]
        self._ends = list(accumulate(self._counts))
        self._numbers = {one: number for number, one in enumerate(self._articles)}

    @property
    def total(self) -> int:
        """How many entries there are."""
        return self._ends[-1] if self._ends else 0

    @property
    def articles(self) -> tuple[tuple[ArticleId, int], ...]:
        """The articles that have entries, with their numbers of them, in order."""
        return tuple(zip(self._articles, self._counts, strict=True))

    def article_at(self, place: int) -> ArticleId | None:
        """The article that the entry at a place belongs to."""
        if not 0 <= place < self.total:
            return None
        return self._articles[bisect_right(self._ends, place)]

    def known(self, place: int) -> ReviewEntry | None:
        """The entry at a place, if its article was read."""
        article = self.article_at(place)
        found = self._read.get(article) if article is not None else None
        if article is None or found is None:
            return None
        offset = place - self._start(article)
        return found[offset] if offset < len(found) else None

    def entry(self, place: int) -> ReviewEntry | None:
        """The entry at a place, read now if need be; None beyond the end."""
        article = self.article_at(place)
        if article is None:
            return None
        self.read(article)
        return self.known(place)

    def fetch(self, wanted: Iterable[ArticleId]) -> dict[ArticleId, tuple[ReviewEntry, ...]]:
        """The entries of some articles, from the project; may be called on another thread."""
        ids = tuple(wanted)
        return self._project.ask(
            lambda one: {each: review.entries(one, self.wanted, self._fits, each) for each in ids}
        )

    def take(self, found: Mapping[ArticleId, tuple[ReviewEntry, ...]]) -> None:
        """Keep entries that were fetched; those read last stay in memory."""
        for article, entries in found.items():
            self._read[article] = entries
            self._read.move_to_end(article)
        while len(self._read) > max(KEPT, len(found)):
            self._read.popitem(last=False)

    def parts(self) -> Iterator[dict[ArticleId, tuple[ReviewEntry, ...]]]:
        """All entries, some articles at a time; may be read on another thread."""
        for ids in chunks(tuple(self._articles), AT_A_TIME):
            yield self.fetch(ids)

    def read(self, article: ArticleId) -> tuple[ReviewEntry, ...]:
        """The entries of an article, fetched if they are not in memory."""
        if article not in self._read:
            self.take(self.fetch((article,)))
        return self._read[article]

    def place_of(self, article: ArticleId, item: str, start: int = 0) -> int:
        """Where an entry stands; if it is gone, the first of its article at or after `start`.

        An article that has no entries any more gives the place where they would begin.
        """
        begin = self._start(article)
        found = self.read(article) if article in self._numbers else ()
        for number, one in enumerate(found):
            if one.id == item:
                return begin + number
        later = (number for number, one in enumerate(found) if one.start >= start)
        return begin + next(later, len(found))

    def _start(self, article: ArticleId) -> int:
        number = self._numbers.get(article)
        if number is not None:
            return self._ends[number] - self._counts[number]
        rank = self._ranks.get(article, 0)
        number = bisect_left(self._articles, rank, key=self._ranks.__getitem__)
        return self._ends[number - 1] if number else 0

    def refresh(self, changed: Iterable[ArticleId]) -> None:
        """Look anew at articles in which something was decided."""
        touched = set(changed)
        for one in touched:
            self._read.pop(one, None)
        counts: Mapping[ArticleId, int]
        if len(touched) == 1:
            (only,) = touched
            new = self._project.ask(lambda one: review.counts(one, self.wanted, self._fits, only))
            counts = {**dict(self.articles), only: new[only]}
        else:
            counts = self._project.ask(lambda one: review.counts(one, self.wanted, self._fits))
        self._keep(counts)


def list_rows(
    project: Project, annotator: str, changed: Collection[ArticleId]
) -> tuple[ArticleRow, ...]:
    """The rows of the article list for some articles, as they are now."""
    found = project.ask(lambda one: articles.rows(one, annotator, only=changed))
    return tuple(list_row(row) for row in found)
