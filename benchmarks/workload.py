"""Articles of a given length with a given density of spans, made from the project's own samples.

The same length always gives the same article, so that runs can be compared.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import count, cycle

from annotator.identifiers import new_id
from annotator.model.annotation import Annotation, AnnotationState
from annotator.model.article import Article, text_sha256
from annotator.model.ids import AnnotationId, ArticleId, ItemId
from annotator.model.items import Item, Mention, Quote
from annotator.model.text import Span, words

LENGTHS = (500, 5_000, 50_000)
"""Words of an article: a dispatch, a long read, a book."""

SPANS_PER_WORD = 0.12
"""Density of hand-annotated news, of the notes on performance: 62 spans in 520 words."""

_WORDS_PER_MENTION = 10
_WORDS_PER_QUOTE = 50
_QUOTE_LENGTH = 15
_LABELS = ("PER", "ORG", "LOC", "MISC")


@cache
def _paragraphs() -> tuple[str, ...]:
    folder = files("resources") / "samples" / "articles"
    names = sorted(found.name for found in folder.iterdir() if found.name.startswith("fr-"))
    texts = ((folder / name).read_text(encoding="utf-8") for name in names)
    return tuple(part for text in texts for part in text.split("\n") if part.strip())


def text_of(length: int) -> str:
    """A French text of at least `length` words: the paragraphs of the samples, again and again."""
    parts: list[str] = []
    for paragraph in cycle(_paragraphs()):
        if length <= 0:
            break
        parts.append(paragraph)
        length -= len(paragraph.split())
    return "\n".join(parts) + "\n"


def article_of(length: int) -> Article:
    """An article of at least `length` words, under a new id."""
    text = text_of(length)
    return Article(ArticleId(new_id()), text, f"{length} mots", text_sha256(text))


def annotation_of(
    article: Article,
    by: str = "banc",
    every: tuple[int, int] = (_WORDS_PER_MENTION, _WORDS_PER_QUOTE),
) -> Annotation:
    """Work on an article: by default a mention every 10 words, over them a quote every 50 words."""
    places = list(words(article.text))
    items: list[Item] = [
        *_mentions(article.text, places[:: every[0]]),
        *_quotes(article.text, places, every[1]),
    ]
    own = AnnotationId(new_id())
    return Annotation(
        own, article.id, by, "diplomacy@1", state=AnnotationState(own), items=tuple(items)
    )


def _mentions(text: str, places: list[tuple[int, int]]) -> list[Mention]:
    return [
        Mention(ItemId(new_id()), Span.of(text, start, end), label=_LABELS[number % len(_LABELS)])
        for (start, end), number in zip(places, count(), strict=False)
    ]


def _quotes(text: str, places: list[tuple[int, int]], every: int) -> list[Quote]:
    starts = range(0, len(places) - _QUOTE_LENGTH, every)
    spans = (Span.of(text, places[first][0], places[first + _QUOTE_LENGTH][1]) for first in starts)
    return [Quote(ItemId(new_id()), "direct", (span,), claim_type="assert") for span in spans]
