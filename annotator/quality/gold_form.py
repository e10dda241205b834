"""Anybody's items in the form of the gold, and back: both sides of a comparison are alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, text_sha256
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference, Speaker
from annotator.model.text import Span
from annotator.quality.gold_file import GoldArticle, GoldQuote, GoldReference


def in_gold_form(
    id: str, text: str, items: Iterable[Item], actors: Mapping[ActorId, Actor]
) -> GoldArticle:
    """The items of one article as a gold article.

    Nominals, pronouns, and references to whole quotes have no place in that form.

    Args:
        id: what to call the article.
        text: that the items' spans are of.
        items: mentions, quotes and references.
        actors: whom the items point to.
    """
    every = list(items)
    quotes = [one for one in every if isinstance(one, Quote)]
    return GoldArticle(
        id=id,
        text=text,
        quotes=tuple(_quote(one, actors) for one in quotes if one.kind != "scare"),
        entities=tuple(
            (one.span, one.label or "")
            for one in every
            if isinstance(one, Mention) and one.form == "name"
        ),
        scare=tuple(span for one in quotes if one.kind == "scare" for span in one.segments),
        references=tuple(
            GoldReference(one.span, one.kind, one.status, tuple(link.entry for link in one.links))
            for one in every
            if isinstance(one, SanctionsReference) and one.span
        ),
    )


def _quote(quote: Quote, actors: Mapping[ActorId, Actor]) -> GoldQuote:
    found = (actors.get(who.actor) for who in quote.speakers if who.actor)
    return GoldQuote(
        id=quote.id,
        kind=quote.kind,
        content=quote.segments,
        cues=quote.cues,
        speakers=tuple(actor.name for actor in found if actor),
        claim=quote.claim_type,
        claim_secondary=quote.claim_secondary,
    )


def without_header(gold: GoldArticle, cut: int) -> GoldArticle:
    """The gold of the text that an import keeps when it cuts a header off.

    Args:
        gold: whose offsets count from the beginning of the file.
        cut: code points of the header.

    Raises:
        SpanError: something in the header is annotated.
    """
    if not cut:
        return gold

    def moved(span: Span) -> Span:
        return Span(span.start - cut, span.end - cut, span.text)

    def all_moved(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(moved(span) for span in spans)

    references = gold.references
    return replace(
        gold,
        text=gold.text[cut:],
        quotes=tuple(
            replace(one, content=all_moved(one.content), cues=all_moved(one.cues))
            for one in gold.quotes
        ),
        entities=tuple((moved(span), label) for span, label in gold.entities),
        scare=all_moved(gold.scare),
        references=None
        if references is None
        else tuple(replace(one, span=moved(one.span)) for one in references),
    )


def as_line(gold: GoldArticle) -> AnnotatedArticle:
    """A file of the guidelines as an article that somebody annotated.

    A quote is said by its canonical speaker; the other right answers are not named.
    """
    article = Article(ArticleId(gold.id), gold.text, gold.id, text_sha256(gold.text))
    names = dict.fromkeys(quote.speakers[0] for quote in gold.quotes if quote.speakers)
    own = AnnotationId(gold.id)
    state = AnnotationState(own, status="done")
    items = tuple(_items(gold))
    annotation = Annotation(own, article.id, "", "", state=state, items=items)
    actors = tuple(Actor(ActorId(name), name) for name in names)
    return AnnotatedArticle(article, annotation, False, actors, Proposals(article.id))


def _items(gold: GoldArticle) -> Iterator[Item]:
    for quote in gold.quotes:
        yield Quote(
            id=ItemId(quote.id),
            kind=quote.kind,  # type: ignore[arg-type]  # compared, never stored
            segments=quote.content,
            cues=quote.cues,
            speakers=tuple(Speaker(ActorId(name)) for name in quote.speakers[:1]),
            claim_type=quote.claim,
            claim_secondary=quote.claim_secondary,
        )
    for number, (span, label) in enumerate(gold.entities):
        yield Mention(ItemId(f"mention {number}"), span, label=label)
    for number, one in enumerate(gold.references or ()):
        name = ItemId(f"reference {number}")
        yield SanctionsReference(name, one.span, kind=one.kind, status=one.status)
