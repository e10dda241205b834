"""What stands in the rows of the workbook: one for each article, entity, quote, reference, label.

Pure values; how cells look and what Excel cannot hold is `workbook_book`'s affair.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.day_words import with_days
from annotator.exporters.base import ExportContext
from annotator.exporters.workbook_columns import Marked, Row, SheetName, attribute_key
from annotator.exporters.workbook_counts import quote_regimes
from annotator.exporters.workbook_words import Words, lines, once, regimes_of, shown_day
from annotator.model.actors import role_on
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation
from annotator.model.ids import ActorId
from annotator.model.items import Flag, Item, Link, Mention, Quote, SanctionsReference
from annotator.model.linked_entry import LinkedEntry, entry_warnings
from annotator.model.scheme import GROUPS, ItemKind, Label
from annotator.model.text import Span, words

_SHEETS: dict[ItemKind, SheetName] = {
    "mention": "entities",
    "quote": "quotes",
    "reference": "references",
}
CONTEXT = 160
"""Code points of text that a row shows before and after what it is about."""


class RowMaker:
    """Makes the rows of documents in one language."""

    def __init__(self, context: ExportContext) -> None:
        """Remember language and scheme."""
        self._context = context
        self.words = Words(context.scheme, context.language)
        self.say = self.words.say

    def rows(self, document: AnnotatedArticle) -> Iterator[tuple[SheetName, Row]]:
        """The rows of one document, each with its sheet."""
        annotation = document.annotation
        yield "articles", self._article(document)
        if annotation is None:
            return
        numbers = {one.id: n for n, chain in enumerate(document.chains, 1) for one in chain}
        for mention in annotation.mentions:
            row = self._mention(document, mention)
            yield "entities", {**row, "chain": numbers.get(mention.id)}
        for quote in annotation.quotes:
            yield "quotes", self._quote(document, annotation, quote)
        for reference in annotation.references:
            yield "references", self._reference(document, annotation, reference)

    def codebook(self) -> Iterator[Row]:
        """One row a label, retired and merged ones among them, then the further attributes."""
        scheme, language = self._context.scheme, self._context.language
        for group in GROUPS:
            labels = scheme.all_labels(group)
            for label in labels:
                yield self._label(self.say(f"export.group.{group}"), label, labels)
        for attribute in scheme.attributes:
            asked = self.say(f"export.sheet.{_SHEETS[attribute.of]}")
            title = f"{asked}\xa0: {Label('', attribute.name).title(language)}"
            for label in attribute.labels:
                yield self._label(title, label, attribute.labels, retired=attribute.retired)

    def _label(
        self, group: str, label: Label, others: tuple[Label, ...], *, retired: bool = False
    ) -> Row:
        language = self._context.language

        def listed(texts: tuple[tuple[str, str], ...]) -> str:
            return "\n".join(text for code, text in texts if code == language)

        into = next(
            (one for one in others if label.merged_into and one.id == label.merged_into), None
        )
        if into is not None:
            state = self.say("export.label_merged", name=into.title(language))
        else:
            out = retired or label.retired
            state = self.say("export.label_retired" if out else "export.label_used")
        return {
            "group": group,
            "name": label.title(language),
            "in_use": state,
            "since": label.since,
            "id": label.id,
            "key": self.words.key(label.key),
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
        actor = document.meant_actor(item.actor)
        return {
            **self._common(document, item, (item.span,)),
            "text": item.span.text,
            "label": self.words.label("entity_labels", item.label),
            "label_id": item.label,
            "form": self.say(f"export.form.{item.form}"),
            "actor": actor.name if actor else item.actor,
            "actor_kind": self.words.actor_kind(actor.kind) if actor else None,
            "actor_id": actor.id if actor else item.actor,
        }

    def _quote(self, document: AnnotatedArticle, annotation: Annotation, item: Quote) -> Row:
        label = self.words.label
        references = [one for one in annotation.references if item.id in one.quotes]
        regimes = quote_regimes(document, annotation, item)
        speakers = [document.meant_actor(who.actor) for who in item.speakers]
        day = document.article.meta.published
        return {
            **self._common(document, item, item.segments),
            "quote": _joined(item.segments),
            "speaker": self._speakers(document, item),
            "speaker_kind": lines(
                self.words.actor_kind(one.kind) if one else "" for one in speakers
            ),
            "speaker_role": lines(role_on(one, day) if one else "" for one in speakers),
            "speaker_words": lines(who.source.text if who.source else "" for who in item.speakers),
            "known_by": lines(label("known_by", who.known_by) for who in item.speakers),
            "sure": lines(label("certainties", who.certainty) for who in item.speakers),
            "on_behalf_of": lines(self._actor(document, one) for one in item.on_behalf_of),
            "addressee": self._actor(document, item.addressee),
            "cue": lines(span.text for span in item.cues),
            "quote_kind": label("quote_kinds", item.kind),
            "claim_type": label("claim_types", item.claim_type),
            "claim_type_id": item.claim_type,
            "claim_secondary": label("claim_types", item.claim_secondary),
            "claim_sure": label("certainties", item.certainty),
            "references": once(
                text
                for one in references
                for text in (*self.words.titles(document, one), self._unlinked(one))
            ),
            "regimes": lines(self.words.regime(one) for one in regimes),
            "entries": once(link.entry for one in references for link in one.links),
        }

    def _unlinked(self, item: SanctionsReference) -> str:
        """A reference without a link, by its words and why it has none."""
        words = item.span.text if item.span and not item.links else ""
        why = self.words.label("nil_reasons", item.nil_reason)
        return f"{words} ({why})" if words and why else words

    def _speakers(self, document: AnnotatedArticle, item: Quote) -> str:
        return lines(self._actor(document, who.actor) for who in item.speakers)

    def _reference(
        self, document: AnnotatedArticle, annotation: Annotation, item: SanctionsReference
    ) -> Row:
        label = self.words.label
        quotes = [one for one in annotation.quotes if one.id in item.quotes]
        places = (item.span,) if item.span else tuple(s for one in quotes for s in one.segments)
        row: Row = {
            **self._common(document, item, places),
            "text": item.span.text if item.span else None,
            "kind": label("reference_kinds", item.kind),
            "kind_id": item.kind,
            "reference_status": label("reference_statuses", item.status),
            "reference_status_id": item.status,
            "hedged": self.say("export.yes" if item.hedged else "export.no"),
            "nil_reason": label("nil_reasons", item.nil_reason),
            "issuer": item.issuer,
            "target": item.target,
            "measures": lines(label("measures", one) for one in item.measures),
            "quote": lines(_joined(one.segments) for one in quotes),
            "quote_speakers": lines(self._speakers(document, one) for one in quotes),
            "quote_claims": lines(label("claim_types", one.claim_type) for one in quotes),
        }
        return {**row, **self._links(document, item)} if item.links else row

    def _links(self, document: AnnotatedArticle, item: SanctionsReference) -> Row:
        """What is known of a reference's links, a line each."""
        found = [document.entry(link.entry, link.list_version) for link in item.links]
        known = [one for one in found if one is not None]
        return {
            "entry_titles": lines(self.words.titles(document, item)),
            "entries": lines(one.entry for one in item.links),
            "regimes": once(self.words.regime(one) for one in regimes_of(document, item)),
            "entry_issuers": lines(one.issuer if one else "" for one in found),
            "numbers": lines(one.number if one else "" for one in found),
            "lists": once(self._list(one) for one in known if one.listed),
            "link_sure": lines(
                self.words.label("certainties", one.certainty) for one in item.links
            ),
            "link_warnings": once(
                text for one in item.links for text in self._warnings(document, one)
            ),
        }

    def _list(self, entry: LinkedEntry) -> str:
        """A list and the date of its edition."""
        name, day = self.words.known_from(entry), self.words.edition(entry)
        return f"{name} ({day})" if day else name

    def _warnings(self, document: AnnotatedArticle, link: Link) -> Iterator[str]:
        entry = document.entry(link.entry, link.list_version)
        if entry is None:
            yield self.say("export.entry_unknown", id=link.entry)
        else:
            found = entry_warnings(entry, document.article.meta.published)
            yield from (self.say.say(with_days(one, self.say.language)) for one in found)

    def _common(self, document: AnnotatedArticle, item: Item, places: tuple[Span, ...]) -> Row:
        article, annotation, origin = document.article, document.annotation, item.origin
        version = f" {origin.version}" if origin.version else ""
        row: Row = {
            "title": article.title,
            "published": shown_day(article.meta.published),
            "source": article.meta.source,
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
        for attribute, answer in item.attributes:
            row[attribute_key(attribute)] = self.words.attribute(attribute, answer)
        return row

    def _flags(self, flags: tuple[Flag, ...]) -> str:
        return ", ".join(self.say(f"flag.{one}") for one in flags)

    def _actor(self, document: AnnotatedArticle, actor_id: ActorId | None) -> str:
        actor = document.meant_actor(actor_id)
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


def _joined(segments: tuple[Span, ...]) -> str:
    return " […] ".join(span.text for span in segments)
