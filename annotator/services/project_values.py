"""What a project gives to those who show, annotate or export it: plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotator.model.annotation import Proposals, Status
from annotator.model.article import Article, Metadata
from annotator.model.change import Batch, Work
from annotator.model.ids import ArticleId
from annotator.model.items import Flag

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are (0 if nobody knows)."""
Cancelled = Callable[[], bool]
"""Asked now and then whether the person wants to stop."""


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """What a whole project agrees on.

    Attributes:
        language: of most of its texts.
        scheme: label set of new annotations, `name@version`.
    """

    language: str = "fr"
    scheme: str = "diplomacy@1"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as a list shows it, with what one annotator did to it.

    Attributes:
        words: in the text.
        quotes: that the annotator has made or accepted.
        undecided: of these, the ones that lack their claim type (scare quotes need none).
        open_suggestions: that the annotator has not decided on.
        noted: whether the annotator wrote notes on the article.
        flags: what the annotator marked the article with.
        item_flags: what the annotator marked any item of it with.
    """

    id: ArticleId
    title: str
    meta: Metadata
    status: Status
    binned: bool
    words: int
    quotes: int
    undecided: int
    open_suggestions: int
    noted: bool = False
    flags: tuple[Flag, ...] = ()
    item_flags: tuple[Flag, ...] = ()

    @property
    def flagged(self) -> bool:
        """Whether there is a note on the article, or a flag on it or in it."""
        return self.noted or bool(self.flags or self.item_flags)


@dataclass(frozen=True, slots=True)
class LoadedWork:
    """Everything about one annotator's work on one article.

    Attributes:
        work: the annotation, the actors of the register and of the article, the article's state.
        proposals: what the machine found.
        log: the batches of this annotation in order, for undo.
        gold: whether the annotation is the settled one.
    """

    article: Article
    work: Work
    proposals: Proposals
    log: tuple[Batch, ...] = ()
    gold: bool = False


@dataclass(frozen=True, slots=True)
class PassScope:
    """Which articles get new suggestions of the machine; finished ones and the bin never.

    Attributes:
        made_with: with what suggestions are made now, by language; "" for any other.
        new: those that no machine has looked at.
        outdated: those whose suggestions were made otherwise and that nobody has begun.
        begun: those whose suggestions a machine made, with whatever, be they begun or not.
    """

    made_with: Mapping[str, str]
    new: bool = True
    outdated: bool = False
    begun: bool = False


OPEN_ARTICLE = PassScope({}, begun=True)
"""Whether the article that somebody looks at may get new suggestions: imported ones stay."""
