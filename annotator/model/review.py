"""What a list of suggestions and items of the whole project is asked for, and what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from annotator.model.ids import ArticleId
from annotator.model.message import UserError, msg

ReviewState = Literal["undecided", "accepted", "edited", "rejected", "added"]
"""What one annotator did: `added` is an item that no suggestion was made into."""
STATES: tuple[ReviewState, ...] = get_args(ReviewState)
STANDING = "standing"
"""Asks for everything but what was rejected."""
ItemName = Literal["mention", "quote", "reference"]


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Which suggestions and items are asked for; an empty field asks for all.

    Attributes:
        annotator: whose decisions and items.
        state: what was done, or STANDING; empty for anything.
        type: mention, quote or reference.
        kind: a mention's form, a quote's or reference's kind.
        label: of a mention.
        claim: claim type of a quote.
        source: the component that proposed it, without its version (`quotes-fr`).
        least: lowest score, 0 to 1; what has no score passes only with 0.
        most: highest score, 0 to 1.
        words: what the item's words must hold.
        regex: `words` is a regular expression.
    """

    annotator: str
    state: str = "undecided"
    type: str = ""
    kind: str = ""
    label: str = ""
    claim: str = ""
    source: str = ""
    least: float = 0.0
    most: float = 1.0
    words: str = ""
    regex: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values, to be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any], annotator: str) -> ReviewFilter:
        """Read what was kept; a field that is missing or of another type has its default."""
        default = cls(annotator)
        kept = {
            one.name: data[one.name]
            for one in fields(cls)
            if type(data.get(one.name)) is type(getattr(default, one.name))
        }
        return cls(**{**asdict(default), **kept})


@dataclass(frozen=True, slots=True)
class ReviewEntry:
    """A suggestion that nobody took, or an item, with the words around it.

    Attributes:
        article: where it is.
        title: of the article.
        published: its date, ISO and perhaps partial; empty if unknown.
        id: of the item, or of the item that the suggestion proposes.
        suggestion: the id of the suggestion; empty for an item.
        source: component and version, or the annotator's name.
        score: None for what was made by hand.
        start: the first code point of its first span.
        end: one past the last.
        before: what stands left of it on its line.
        words: of its first span; empty for a reference by a whole quote.
        after: what stands right of it on its line.
        speakers: the names of who speaks; the words that stand for whom nobody knows.
        links: ids of the entries that a reference points to.
    """

    article: ArticleId
    title: str
    published: str
    id: str
    suggestion: str
    type: ItemName
    kind: str
    label: str
    claim: str
    source: str
    score: float | None
    start: int
    end: int
    state: ReviewState
    before: str = ""
    words: str = ""
    after: str = ""
    speakers: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def checked_score(least: float, most: float) -> None:
    """Refuse a range that nothing can be in.

    Raises:
        UserError: the lowest score is above the highest.
    """
    if least > most:
        raise UserError(msg("review.scores_crossed"))
