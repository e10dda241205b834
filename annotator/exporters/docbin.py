"""spaCy DocBin: texts as tokens, quotes, cues, mentions and references as groups of spans.

A span that does not begin and end with a token is counted and listed, never moved. What spans
cannot say (relations, decisions, suggestions) travels as the article's `guillemet-jsonl/1` line in
`doc.user_data["guillemet"]`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from annotator.exporters.atomic import replacing_file
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Loss, Tally
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation
from annotator.model.interchange import FORMAT, write_line
from annotator.model.items import Mention, Quote, SanctionsReference
from annotator.model.message import msg
from annotator.spacy_language import blank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

_TOKEN_ATTRIBUTES = ("ORTH", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "ENT_ID")
"""What is set on tokens: columns that nobody fills cost eight bytes a token each."""
_SHOWN = 60
"""Code points of a lost span that the report shows."""
SPAN_GROUPS = ("quotes", "segments", "cues", "sources", "mentions", "references", "chains")


class _Place(NamedTuple):
    """A span to be: offsets in code points, `actor` becomes its knowledge-base id.

    `entity` says that it belongs into `doc.ents`, too.
    """

    group: str
    start: int
    end: int
    label: str
    item: str
    actor: str = ""
    entity: bool = False


class DocBinExporter:
    """Writes one file that `DocBin().from_disk` reads."""

    name = "docbin"
    title = "export.format.docbin"
    suffix = ".spacy"
    limits: tuple[str, ...] = ("export.limit.docbin_tokens", "export.limit.docbin_relations")

    def is_ours(self, target: Path) -> bool:
        """By our format's name among its strings."""
        try:
            return FORMAT.encode() in zlib.decompress(target.read_bytes())
        except zlib.error:
            return False

    def write(
        self, documents: Iterable[AnnotatedArticle | Excluded], target: Path, context: ExportContext
    ) -> ExportReport:
        """Write one `Doc` a document; the whole file is made in memory."""
        tally, builder = Tally(), DocBinBuilder()
        with replacing_file(target) as fresh:
            for document in tally.take(documents):
                tally.losses += builder.add(document)
            fresh.write_bytes(builder.to_bytes())
        return tally.report(self.name, target, context)


class DocBinBuilder:
    """Makes a `Doc` of each document and collects them; one tokenizer for each language."""

    def __init__(self) -> None:
        """Start with nothing; spaCy is imported here, not before an export needs it."""
        from spacy.tokens import DocBin

        self._bin = DocBin(attrs=_TOKEN_ATTRIBUTES, store_user_data=True)
        self._bin.strings.add(FORMAT)  # so that an export without documents is known as ours, too
        self._languages: dict[str, Language] = {}

    def add(self, document: AnnotatedArticle) -> list[Loss]:
        """Add a document; gives back the spans that its tokens cannot hold."""
        code = document.article.meta.language
        if code not in self._languages:
            self._languages[code] = blank(code)
        doc = self._languages[code].make_doc(document.article.text)
        doc.user_data["guillemet"] = write_line(document)
        losses = list(_set_spans(doc, document))
        self._bin.add(doc)
        return losses

    def to_bytes(self) -> bytes:
        """The file's content."""
        content: bytes = self._bin.to_bytes()
        return content


def _set_spans(doc: Doc, document: AnnotatedArticle) -> Iterator[Loss]:
    """Set `doc.spans` and `doc.ents`; gives the places that got lost."""
    article = document.article
    groups: dict[str, list[Span]] = {name: [] for name in SPAN_GROUPS}
    entities: list[Span] = []
    every = (*_places(document.annotation), *_chain_places(document))
    for place in sorted(every, key=lambda one: (one.start, -one.end)):
        words = article.text[place.start : place.end][:_SHOWN]
        span = doc.char_span(
            place.start, place.end, place.label, kb_id=place.actor, span_id=place.item
        )
        if span is None:
            why = msg("export.off_token", group=place.group, words=words, start=place.start)
            yield Loss(article.id, article.title, place.item, why)
            continue
        groups[place.group].append(span)
        if place.entity and entities and span.start < entities[-1].end:
            why = msg("export.overlap", words=words, start=place.start)
            yield Loss(article.id, article.title, place.item, why)
        elif place.entity:
            entities.append(span)
    for name, spans in groups.items():
        doc.spans[name] = spans
    doc.ents = entities


def _places(annotation: Annotation | None) -> Iterator[_Place]:
    for item in annotation.items if annotation else ():
        if isinstance(item, Mention):
            span, label, named = item.span, item.label or item.form.upper(), item.label is not None
            yield _Place("mentions", span.start, span.end, label, item.id, item.actor or "", named)
        elif isinstance(item, Quote):
            yield from _quote_places(item)
        else:
            yield from _reference_places(item)


def _chain_places(document: AnnotatedArticle) -> Iterator[_Place]:
    """The mentions of each chain, labelled with the chain's number in the article."""
    for number, chain in enumerate(document.chains, 1):
        for item in chain:
            start, end = item.span.start, item.span.end
            actor = document.meant(item.actor) or ""
            yield _Place("chains", start, end, str(number), item.id, actor)


def _quote_places(quote: Quote) -> Iterator[_Place]:
    start, end = quote.segments[0].start, quote.segments[-1].end
    yield _Place("quotes", start, end, quote.kind, quote.id)
    for span in quote.segments:
        yield _Place("segments", span.start, span.end, quote.claim_type or "none", quote.id)
    for span in quote.cues:
        yield _Place("cues", span.start, span.end, "cue", quote.id)
    for who in quote.speakers:
        if who.source:
            source = who.source
            yield _Place(
                "sources", source.start, source.end, who.known_by, quote.id, who.actor or ""
            )


def _reference_places(item: SanctionsReference) -> Iterator[_Place]:
    if item.span:
        yield _Place("references", item.span.start, item.span.end, item.kind, item.id)
