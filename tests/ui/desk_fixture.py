"""Open sessions for tests and experiments with the window: real articles, a journal in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from annotator.identifiers import new_id
from annotator.importers.plain_text import split_header
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, AnnotationState, Proposals, Suggestion
from annotator.model.article import Article, shown_title, text_sha256
from annotator.model.change import Batch, Work
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId, SuggestionId
from annotator.model.interchange import read_line
from annotator.model.items import Actor, Item, Mention, Quote, SanctionsReference, Speaker
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.annotating import History, Session
from annotator.services.schemes import load_scheme

SOURCES = {
    "named": "stated",
    "pronoun": "pronoun",
    "relative_pronoun": "pronoun",
    "nominal": "description",
}


class MemoryJournal:
    """Keeps the batches that it is given."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        self.batches.append(batch)


def article_of(text: str, title: str | None = None) -> Article:
    """An article with this text."""
    return Article(ArticleId(new_id()), text, title or shown_title(text), text_sha256(text))


def session_of(
    article: Article,
    items: tuple[Item, ...] = (),
    proposed: tuple[Item, ...] = (),
    actors: tuple[Actor, ...] = (),
) -> Session:
    """A session with own items and with items that a machine proposed."""
    own = AnnotationId(new_id())
    annotation = Annotation(
        own,
        article.id,
        "essai",
        "diplomacy@1",
        state=AnnotationState(own),
        items=tuple(sorted(items, key=lambda item: item.id)),
    )
    work = Work(annotation, {actor.id: actor for actor in actors})
    suggestions = tuple(
        Suggestion(
            SuggestionId(new_id()), article.id, item, "rules@1", 0.9 - n % 5 / 10, msg("why.test")
        )
        for n, item in enumerate(proposed)
    )
    proposals = Proposals(article.id, suggestions, actors if proposed else ())
    scheme = load_scheme("diplomacy@1")
    return Session(MemoryJournal(), article, work, proposals, History(), scheme)


def tutorial() -> AnnotatedArticle:
    """The sample article that is annotated completely."""
    source = files("resources") / "samples" / "tutorial.jsonl"
    return read_line(source.read_bytes().splitlines()[0])


def tutorial_session(*, decided: bool = True) -> Session:
    """The tutorial, with its items as own ones or as suggestions."""
    line = tutorial()
    assert line.annotation is not None
    items = line.annotation.items
    own, proposed = (items, ()) if decided else ((), items)
    return session_of(line.article, own, proposed, line.actors)


def text_session(text: str, *items: Item) -> Session:
    """A session on a text of a test's own, with own items."""
    return session_of(article_of(text, "Essai"), items)


def quote_of(text: str, *pieces: str, cue: str = "", source: str = "", **more: object) -> Quote:
    """A quote of the first places of these words in a text."""
    speakers = (Speaker(None, span_of(text, source)),) if source else ()
    cues = (span_of(text, cue),) if cue else ()
    quote = Quote(
        ItemId(new_id()), "direct", tuple(span_of(text, one) for one in pieces), cues, speakers
    )
    return replace(quote, **more)  # type: ignore[arg-type]  # fields by name


def mention_of(text: str, words: str, label: str | None = "PER") -> Mention:
    """A mention of the first place of these words."""
    return Mention(ItemId(new_id()), span_of(text, words), label=label)


def span_of(text: str, words: str) -> Span:
    """The first place of these words."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def seed_session(shared: Path, *, decided: bool = True) -> Session:
    """The seed article with its gold, from the folder beside the project."""
    raw = (shared / "gold" / "seed.txt").read_text("utf-8")
    gold = json.loads((shared / "gold" / "seed.json").read_text("utf-8"))
    _, cut = split_header(raw)
    article = article_of(raw[cut:])
    actors = _actors(gold)
    items = _gold_items(gold, article.text, cut, actors)
    own, proposed = (items, ()) if decided else ((), items)
    return session_of(article, own, proposed, tuple(actors.values()))


def _actors(gold: dict) -> dict[str, Actor]:
    names = sorted({quote["speaker"]["canonical"] for quote in gold["quotes"]})
    return {name: Actor(ActorId(new_id()), name) for name in names}


def _gold_items(gold: dict, text: str, cut: int, actors: dict[str, Actor]) -> tuple[Item, ...]:
    def span(found: dict) -> Span:
        return Span.of(text, found["start"] - cut, found["end"] - cut)

    items: list[Item] = [
        Mention(ItemId(new_id()), span(one), label=one["label"]) for one in gold["entities"]
    ]
    for one in gold["quotes"]:
        source = span(one["source"]) if one["source"] else None
        actor = actors[one["speaker"]["canonical"]].id
        quote = Quote(
            ItemId(new_id()),
            one["type"],
            tuple(span(piece) for piece in one["content"]),
            (span(one["cue"][0]),) if one["cue"] else (),
            (Speaker(actor, source, known_by=SOURCES[one["source_type"]]),),
            claim_type=one["claim_type"].lower() if one["claim_type"] else None,
        )
        items.append(quote)
        if one["sanctions"]:
            meant = one["sanctions"]
            items.append(
                SanctionsReference(
                    ItemId(new_id()),
                    span(meant["span"]),
                    (quote.id,),
                    meant["kind"],
                    meant["status"],
                )
            )
    return tuple(items)
