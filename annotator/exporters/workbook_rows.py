"""What stands in the rows of the workbook: one row for each article, entity, quote, reference.

Pure values; how cells look and what Excel cannot hold is `workbook_book`'s affair.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from annotator.exporters.base import ExportContext
from annotator.exporters.workbook_columns import Marked, Row, SheetName, Value
from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId
from annotator.model.items import Flag, Item, Mention, Quote, SanctionsReference
from annotator.model.scheme import GROUPS, Group, Label
from annotator.model.text import Span, words

CONTEXT = 160
"""Code points of text that a row shows before and after what it is about."""


class RowMaker:
    """Makes the rows of documents in one language."""

    def __init__(self, context: ExportContext) -> None:
        """Remember language, scheme and catalogue."""
        self._context = context
        self.say = Translator(context.language)

    def rows(self, document: AnnotatedArticle) -> Iterator[tuple[SheetName, Row]]:
        """The rows of one document, each with its sheet."""
        annotation = document.annotation
        yield "articles", self._article(document)
        numbers = {one.id: n for n, chain in enumerate(document.chains, 1) for one in chain}
        for mention in annotation.mentions if annotation else ():
            row = self._mention(document, mention)
            yield "entities", {**row, "chain": numbers.get(mention.id)}
        for quote in annotation.quotes if annotation else ():
            yield "quotes", self._quote(document, quote)
        for reference in annotation.references if annotation else ():
            yield "references", self._reference(document, reference)

    def codebook(self) -> Iterator[Row]:
        """One row a label."""
        for group in GROUPS:
            for label in self._context.scheme.all_labels(group):
                yield self._label(group, label)

    def _label(self, group: Group, label: Label) -> Row:
        language = self._context.language

        def listed(texts: tuple[tuple[str, str], ...]) -> str:
            return "\n".join(text for code, text in texts if code == language)

        return {
            "group": self.say(f"export.group.{group}"),
            "name": label.title(language),
            "id": label.id,
            "key": label.key,
            "definition": listed(label.definition),
            "rule": listed(label.rule),
            "examples": listed(label.examples),
            "counter_examples": listed(label.counter_examples),
        }

    def _article(self, document: AnnotatedArticle) -> Row:
        article, annotation = document.article, document.annotation
        proposals = document.proposals
        undecided = annotation.open_suggestions(proposals) if annotation else proposals.suggestions
        row: Row = {
            "title": article.title,
            "published": shown_day(article.meta.published),
            "source": article.meta.source,
            "author": article.meta.author,
            "url": article.meta.url,
            "language": article.meta.language,
            "words": sum(1 for _ in words(article.text)),
            "open_suggestions": sum(1 for _ in undecided),
            "source_file": article.meta.source_file,
            "article_id": article.id,
            "sha256": article.sha256,
        }
        return {**row, **self._work(document, annotation)} if annotation else row

    def _work(self, document: AnnotatedArticle, annotation: Annotation) -> Row:
        status = "gold" if document.gold else annotation.state.status
        return {
            "by": annotation.by,
            "status": self.say(f"export.status.{status}"),
            "entities": len(annotation.mentions),
            "quotes": len(annotation.quotes),
            "references": len(annotation.references),
            "notes": annotation.state.notes,
            "flags": self._flags(annotation.state.flags),
            "open_reason": annotation.state.open_reason,
        }

    def _mention(self, document: AnnotatedArticle, item: Mention) -> Row:
        actor = document.actor(item.actor)
        return {
            **self._common(document, item, (item.span,)),
            "text": item.span.text,
            "label": self._name("entity_labels", item.label),
            "label_id": item.label,
            "form": self.say(f"export.form.{item.form}"),
            "actor": actor.name if actor else None,
            "actor_kind": self.say(f"export.actor.{actor.kind}") if actor else None,
            "actor_id": item.actor,
        }

    def _quote(self, document: AnnotatedArticle, item: Quote) -> Row:
        references = [one for one in _references(document.annotation) if item.id in one.quotes]
        entries = dict.fromkeys(link.entry for one in references for link in one.links)
        return {
            **self._common(document, item, item.segments),
            "quote": _joined(item.segments),
            "speaker": _lines(self._actor(document, who.actor) for who in item.speakers),
            "speaker_words": _lines(who.source.text if who.source else "" for who in item.speakers),
            "known_by": _lines(self._name("known_by", who.known_by) for who in item.speakers),
            "sure": _lines(self._name("certainties", who.certainty) for who in item.speakers),
            "on_behalf_of": _lines(self._actor(document, one) for one in item.on_behalf_of),
            "addressee": self._actor(document, item.addressee),
            "cue": _lines(span.text for span in item.cues),
            "kind": self._name("quote_kinds", item.kind),
            "claim_type": self._name("claim_types", item.claim_type),
            "claim_type_id": item.claim_type,
            "claim_secondary": self._name("claim_types", item.claim_secondary),
            "claim_sure": self._name("certainties", item.certainty),
            "references": _lines(dict.fromkeys(t for one in references for t in self._titles(one))),
            "entries": _lines(entries),
        }

    def _titles(self, item: SanctionsReference) -> Iterator[str]:
        """The titles of what a reference is linked to; "or" before one that is an alternative."""
        for place, link in enumerate(item.links):
            title = self._context.entry_title(link.entry)
            other = place and link.role == "one_of"
            yield f"{self.say('export.or')} {title}" if other else title

    def _reference(self, document: AnnotatedArticle, item: SanctionsReference) -> Row:
        annotation = document.annotation
        quotes = [one for one in annotation.quotes if one.id in item.quotes] if annotation else []
        places = (item.span,) if item.span else tuple(s for one in quotes for s in one.segments)
        return {
            **self._common(document, item, places),
            "text": item.span.text if item.span else None,
            "kind": self._name("reference_kinds", item.kind),
            "kind_id": item.kind,
            "reference_status": self._name("reference_statuses", item.status),
            "reference_status_id": item.status,
            "hedged": self.say("export.yes" if item.hedged else "export.no"),
            "entry_titles": _lines(self._titles(item)),
            "entries": _lines(one.entry for one in item.links),
            "nil_reason": self._name("nil_reasons", item.nil_reason),
            "issuer": item.issuer,
            "target": item.target,
            "measures": _lines(self._name("measures", one) for one in item.measures),
            "quote": _lines(_joined(one.segments) for one in quotes),
        }

    def _common(self, document: AnnotatedArticle, item: Item, places: tuple[Span, ...]) -> Row:
        article, annotation, origin = document.article, document.annotation, item.origin
        version = f" {origin.version}" if origin.version else ""
        return {
            "title": article.title,
            "published": shown_day(article.meta.published),
            "context": marked_context(article.text, places),
            "by": annotation.by if annotation else None,
            "origin": self.say(f"export.origin.{origin.by}", name=f"{origin.name}{version}"),
            "score": origin.score,
            "note": item.note,
            "flags": self._flags(item.flags),
            "start": places[0].start if places else None,
            "end": places[-1].end if places else None,
            "article_id": article.id,
            "item_id": item.id,
        }

    def _name(self, group: Group, label_id: str | None) -> str:
        """The label's name; its id if the scheme lacks it, nothing for None."""
        label = self._context.scheme.label(group, label_id)
        return label.title(self._context.language) if label else label_id or ""

    def _flags(self, flags: tuple[Flag, ...]) -> str:
        return ", ".join(self.say(f"flag.{one}") for one in flags)

    def _actor(self, document: AnnotatedArticle, actor_id: ActorId | None) -> str:
        actor = document.actor(actor_id)
        return actor.name if actor else actor_id or ""


def marked_context(text: str, places: tuple[Span, ...]) -> Marked | None:
    """The text around some places, cut at words, with the places marked."""
    if not places:
        return None
    first, last = max(0, places[0].start - CONTEXT), min(len(text), places[-1].end + CONTEXT)
    while 0 < first < places[0].start and not text[first - 1].isspace():
        first += 1
    while places[-1].end < last < len(text) and not text[last].isspace():
        last -= 1
    runs = [("… ", False)] if first else []
    here = first
    for span in places:
        runs += [(text[here : span.start], False), (span.text, True)]
        here = span.end
    runs += [(text[here:last], False)] + ([(" …", False)] if last < len(text) else [])
    return Marked(tuple((run, mark) for run, mark in runs if run))


def _references(annotation: Annotation | None) -> tuple[SanctionsReference, ...]:
    return annotation.references if annotation else ()


def _joined(segments: tuple[Span, ...]) -> str:
    return " […] ".join(span.text for span in segments)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts).strip("\n")


FIRST_YEAR = 1901
"""Excel's calendar counts from 1900, and counts that year wrong."""


def shown_day(published: PartialDate | None) -> Value:
    """A whole date as a date, which Excel can group and sort; a part of one as text."""
    if published is None:
        return ""
    if published.day is None or published.year < FIRST_YEAR:
        return str(published)
    return datetime.datetime.combine(published.bounds[0], datetime.time())
