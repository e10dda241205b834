"""What two states of the own words find differently in the same articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ActorId, ArticleId
from annotator.model.items import Mention, Quote, anchor, item_spans
from annotator.model.text import sentence_at
from annotator.prelabel.own_lexicon import OwnWords, adopt_sound
from annotator.prelabel.pipeline import propose

Layer = Literal["quote", "mention", "reference"]
Effect = Literal["found", "lost", "changed"]
Aspect = Literal[
    "speaker",
    "claim",
    "quote_kind",
    "extent",
    "cue",
    "label",
    "reference_kind",
    "status",
    "links",
]
_Place = tuple[Layer, int, int]
_Aspects = Mapping[Aspect, tuple[object, str]]
"""What is compared of a thing, and the words or the label's id that show it."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is otherwise about a thing that both find.

    Attributes:
        before: words of the text, or the id of a label; empty where there was nothing to show.
        after: the same with the change.
    """

    aspect: Aspect
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that would be found, or found no longer, or otherwise.

    Attributes:
        start: code point of the article's text, as is `end` (exclusive).
        words: what it is.
        around: the sentence that it begins in.
        changes: what is otherwise; empty where it is found or lost.
    """

    article: ArticleId
    title: str
    layer: Layer
    effect: Effect
    start: int
    end: int
    words: str
    around: str
    changes: tuple[Change, ...] = ()


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
        changes = tuple(_changes(was.get(place, {}), is_now.get(place, {})))
        if place in was and place in is_now and not changes:
            continue
        effect: Effect = (
            "found" if place not in was else "lost" if place not in is_now else "changed"
        )
        layer, start, end = place
        words = article.text[start:end]
        first, last = sentence_at(article.text, start) or (start, end)
        around = " ".join(article.text[first:last].split())
        yield Difference(
            article.id, article.title, layer, effect, start, end, words, around, changes
        )


def _changes(was: _Aspects, is_now: _Aspects) -> Iterator[Change]:
    for aspect in was:
        if aspect in is_now and was[aspect][0] != is_now[aspect][0]:
            yield Change(aspect, was[aspect][1], is_now[aspect][1])


def _things(proposals: Proposals) -> dict[_Place, _Aspects]:
    """What was proposed, by layer and place, with what a person would see of it."""
    names = {actor.id: actor.name for actor in proposals.actors}
    out: dict[_Place, _Aspects] = {}
    for one in proposals.suggestions:
        item = one.item
        end = max((span.end for _, span in item_spans(item)), default=anchor(item))
        if isinstance(item, Quote):
            out["quote", anchor(item), item.segments[-1].end] = _quote(item, names)
        elif isinstance(item, Mention):
            out["mention", anchor(item), end] = {"label": (item.label, item.label or "")}
        else:
            out["reference", anchor(item), end] = {
                "reference_kind": (item.kind, item.kind),
                "status": (item.status, item.status),
                "links": (item.links, ""),
            }
    return out


def _quote(item: Quote, names: Mapping[ActorId, str]) -> _Aspects:
    speakers = [names.get(who.actor, "") for who in item.speakers if who.actor]
    places = tuple((span.start, span.end) for span in item.segments)
    return {
        "speaker": (tuple(speakers), " + ".join(speakers)),
        "claim": (item.claim_type, item.claim_type or ""),
        "quote_kind": (item.kind, item.kind),
        "extent": (places, " … ".join(span.text for span in item.segments)),
        "cue": (bool(item.cues), " … ".join(span.text for span in item.cues)),
    }
