"""What two states of the own words find differently in the same articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.items import Mention, Quote, SanctionsReference, anchor, item_spans
from annotator.model.text import sentence_at
from annotator.prelabel.own_lexicon import OwnWords, adopt_sound
from annotator.prelabel.pipeline import propose

Layer = Literal["quote", "mention", "reference"]
Effect = Literal["found", "lost", "changed"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would be found, or found no longer, or otherwise.

    Attributes:
        start: code point of the article's text, as is `end` (exclusive).
        words: what it is.
        around: the sentence that it begins in.
    """

    article: ArticleId
    title: str
    layer: Layer
    effect: Effect
    start: int
    end: int
    words: str
    around: str


def differences(
    articles: Sequence[Article], before: OwnWords, after: OwnWords
) -> tuple[Difference, ...]:
    """What two states of the own words find differently; leaves this process with the second."""
    adopt_sound(before)
    known = [propose(article) for article in articles]
    adopt_sound(after)
    out: list[Difference] = []
    for article, old in zip(articles, known, strict=True):
        out += _compared(article, old, propose(article))
    return tuple(out)


def _compared(article: Article, old: Proposals, new: Proposals) -> Iterator[Difference]:
    was, is_now = _things(old), _things(new)
    for place in sorted({*was, *is_now}, key=lambda one: (one[1], one[0])):
        if was.get(place) == is_now.get(place):
            continue
        effect: Effect = (
            "found" if place not in was else "lost" if place not in is_now else "changed"
        )
        layer, start, end = place
        words = article.text[start:end]
        first, last = sentence_at(article.text, start) or (start, end)
        around = " ".join(article.text[first:last].split())
        yield Difference(article.id, article.title, layer, effect, start, end, words, around)


def _things(proposals: Proposals) -> dict[tuple[Layer, int, int], object]:
    """What was proposed, by layer and place, with what a person would see of it."""
    names = {actor.id: actor.name for actor in proposals.actors}
    out: dict[tuple[Layer, int, int], object] = {}
    for one in proposals.suggestions:
        item = one.item
        end = max((span.end for _, span in item_spans(item)), default=anchor(item))
        if isinstance(item, Quote):
            speakers = tuple(names.get(who.actor) for who in item.speakers if who.actor)
            places = tuple((span.start, span.end) for span in item.segments)
            out["quote", anchor(item), item.segments[-1].end] = (
                item.kind, item.claim_type, speakers, places, bool(item.cues)
            )  # fmt: skip
        elif isinstance(item, Mention):
            out["mention", anchor(item), end] = item.label
        else:
            out["reference", anchor(item), end] = _sanctions(item)
    return out


def _sanctions(item: SanctionsReference) -> object:
    return item.kind, item.status, item.links
