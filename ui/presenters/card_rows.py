"""The open card: which rows each kind of item has, and what stands in them."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.annotation import Suggestion
from annotator.model.checks import extent
from annotator.model.items import FLAGS, Item, Mention, Quote, SanctionsReference, Speaker
from annotator.model.scheme import in_language
from annotator.services.annotating import Part
from ui.margin.choices import (
    Accepted,
    CueRemoved,
    FlagToggled,
    ItemOpened,
    LabelChosen,
    LinksChosen,
    PartFocused,
    PieceRemoved,
    ReferenceRemoved,
    Rejected,
    SourceRemoved,
    SpeakerRemoved,
    StatusChosen,
)
from ui.presenters.card_chains import chain_rows
from ui.presenters.card_choices import choice_entries, full_name, second_claim
from ui.presenters.card_context import Context, ShownReference, line
from ui.presenters.card_parties import quote_parties, reference_parties
from ui.presenters.card_questions import question_rows
from ui.presenters.card_values import Chip, Entry, OpenCard, Row, RowId
from ui.presenters.entries import entry_title, link_marks, link_warning


def open_card(context: Context, item: Item, why: Suggestion | None, level: int) -> OpenCard:
    """The open card of any item."""
    card = _card_of(context, item)
    said = [words for _flag, words in context.flags(item)]
    return replace(
        card,
        suggested=why is not None,
        score=why.score if why else None,
        score_text=context.score(why),
        reason=context.reason(why),
        level=level,
        rows=(*card.rows, *question_rows(context, item), _note_row(context, item)),
        deeds=(*_deeds(context, card, suggested=why is not None), *_flags(context, item)),
        flags=context.flags(item),
        spoken=", ".join(one for one in (card.head, card.claim, *said, context.score(why)) if one),
    )


def _card_of(context: Context, item: Item) -> OpenCard:
    if isinstance(item, Mention):
        return _mention_card(context, item)
    if isinstance(item, SanctionsReference):
        return _reference_card(context, item)
    return _scare_card(context, item) if item.kind == "scare" else _quote_card(context, item)


def _row(
    context: Context,
    row_id: RowId,
    text: str = "",
    *,
    title: str = "",
    detail: str = "",
    chips: tuple[Chip, ...] = (),
    entries: tuple[Entry, ...] = (),
    missing: bool = False,
    editable: bool = True,
) -> Row:
    name = context.say(f"margin.row.{title or row_id}")
    key = context.keys.get(row_id, "")
    return Row(row_id, name, text, detail, key, chips, entries, missing, editable)


def _note_row(context: Context, item: Item) -> Row:
    detail = "" if item.note else context.say("margin.no_note")
    return _row(context, "note", line(item.note, 400), detail=detail)


def _deeds(context: Context, card: OpenCard, *, suggested: bool) -> tuple[Chip, ...]:
    accept, reject = context.keys.get("accept", ""), context.keys.get("reject", "")
    if suggested:
        return (
            Chip(context.say("margin.accept"), key=accept, choice=Accepted(card.item)),
            Chip(context.say("margin.reject"), key=reject, on=False, choice=Rejected(card.item)),
        )
    delete = context.say(f"margin.delete.{card.subject}")
    return (Chip(delete, key=reject, on=False, choice=Rejected(card.item)),)


def _flags(context: Context, item: Item) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            context.say(f"flag.{flag}"),
            key=context.keys.get(flag, ""),
            on=flag in item.flags,
            choice=FlagToggled(item.id, flag),
        )
        for flag in FLAGS
    )


# Quotes


def _quote_card(context: Context, quote: Quote) -> OpenCard:
    speakers = context.speakers(quote)
    return OpenCard(
        quote.id,
        extent(quote)[0],
        speaker=speakers,
        claim=context.label("claim_types", quote.claim_type, brief=True),
        head=speakers or context.say("margin.who"),
        head_missing=not speakers,
        cue=line(" … ".join(cue.text for cue in quote.cues), 60),
        rows=(
            *_speaker_rows(context, quote),
            *chain_rows(context, quote),
            _claim_row(context, quote),
            _references_row(context, quote),
            _row(context, "kind", context.label("quote_kinds", quote.kind)),
            _pieces_row(context, quote),
            _cue_row(context, quote),
            *quote_parties(context, quote),
        ),
    )


def _speaker_rows(context: Context, quote: Quote) -> tuple[Row, ...]:
    named = [who for who in quote.speakers if context.speaker_name(who)]
    choices = choice_entries(context, quote.id)
    if not named:
        ask = context.say("margin.choose_speaker")
        return (_row(context, "speaker", ask, entries=choices, missing=True),)
    if len(named) > 1:
        entries = tuple(_speaker_entry(context, quote, n) for n in range(len(quote.speakers)))
        who = _row(context, "speaker", entries=(*entries, *choices))
    else:
        who = _speaker_row(context, named[0], choices)
    return who, _known_by_row(context, quote, named[0])


def _speaker_row(context: Context, speaker: Speaker, choices: tuple[Entry, ...]) -> Row:
    """Who speaks; a speaker who stands among the choices is not named twice."""
    actor = context.session.actor(speaker.actor)
    name, role = context.speaker_name(speaker), actor.role if actor else ""
    if any(entry.on for entry in choices):
        return _row(context, "speaker", entries=choices)
    return _row(context, "speaker", name, detail=role, entries=choices)


def _speaker_entry(context: Context, quote: Quote, index: int) -> Entry:
    name = context.speaker_name(quote.speakers[index]) or context.say("margin.who")
    hint = context.say("margin.remove_speaker", name=name)
    return Entry(name, remove=SpeakerRemoved(quote.id, index), remove_hint=hint)


def _known_by_row(context: Context, quote: Quote, speaker: Speaker) -> Row:
    """How the first speaker is known, and the words in the text that stand for each."""
    how = context.label("known_by", speaker.known_by)
    sources = tuple(
        Entry(
            context.say("margin.words", words=line(who.source.text)),
            press=PartFocused(quote.id, Part("source", index)),
            remove=SourceRemoved(quote.id, index),
            remove_hint=context.say("parts.remove_source", words=line(who.source.text, 40)),
            rule="source",
        )
        for index, who in enumerate(quote.speakers)
        if who.source is not None
    )
    return _row(context, "known_by", how, entries=sources)


def _claim_row(context: Context, quote: Quote) -> Row:
    label = context.session.scheme.label("claim_types", quote.claim_type)
    if label is None:
        return _row(context, "claim", context.say("margin.choose_claim"), missing=True)
    chips = [Chip(label.title(context.language))]
    if quote.claim_secondary:
        chips.append(Chip(context.label("claim_types", quote.claim_secondary), on=False))
    other = second_claim(context, quote.id, (quote.claim_type, quote.claim_secondary))
    if other is not None:
        chips.append(other)
    detail = in_language(label.definition, context.language)
    if quote.certainty == "unsure":
        doubt = context.label("certainties", "unsure")
        detail = context.say("margin.and", first=doubt, second=detail)
    return _row(context, "claim", chips=tuple(chips), detail=detail)


def _references_row(context: Context, quote: Quote) -> Row:
    entries = tuple(_reference_entry(context, one) for one in context.references(quote))
    if not entries:
        return _row(context, "references", detail=context.say("margin.no_reference"))
    return _row(context, "references", entries=entries)


def _reference_entry(context: Context, shown: ShownReference) -> Entry:
    reference, why = shown
    title = context.short_title(reference) or context.say("margin.whole_quote")
    return Entry(
        title,
        detail=_reference_detail(context, reference, why),
        press=ItemOpened(reference.id),
        remove=ReferenceRemoved(reference.id),
        remove_hint=context.say("margin.remove_reference", name=title),
        scales=True,
    )


def _reference_detail(
    context: Context, reference: SanctionsReference, why: Suggestion | None
) -> str:
    found = [context.label("reference_statuses", reference.status).lower()]
    if reference.hedged:
        found.append(context.say("margin.hedged"))
    if reference.nil_reason:
        reason = context.label("nil_reasons", reference.nil_reason).lower()
        found.append(context.say("margin.nil", reason=reason))
    elif not reference.links:
        found.append(context.say("margin.to_link"))
    if why is not None:
        found.append(context.say("margin.proposed", score=context.score(why)))
    return ", ".join(found)


def _pieces_row(context: Context, quote: Quote) -> Row:
    single = len(quote.segments) == 1
    entries = tuple(
        Entry(
            line(span.text, 70),
            press=PartFocused(quote.id, Part("segment", n)),
            remove=None if single else PieceRemoved(quote.id, n),
            remove_hint=context.say("margin.remove_piece", number=n + 1),
        )
        for n, span in enumerate(quote.segments)
    )
    title = "piece" if single else "pieces"
    return _row(context, "pieces", title=title, entries=entries, editable=False)


def _cue_row(context: Context, quote: Quote) -> Row:
    entries = tuple(
        Entry(
            line(span.text, 60),
            press=PartFocused(quote.id, Part("cue", n)),
            remove=CueRemoved(quote.id, n),
            remove_hint=context.say("margin.remove_cue", words=line(span.text, 40)),
            rule="cue",
        )
        for n, span in enumerate(quote.cues)
    )
    detail = "" if entries else context.say("margin.no_cue")
    return _row(context, "cue", entries=entries, detail=detail, editable=False)


def _scare_card(context: Context, quote: Quote) -> OpenCard:
    return OpenCard(
        quote.id,
        extent(quote)[0],
        "scare",
        head=line(quote.segments[0].text, 60),
        rows=(
            _row(
                context,
                "kind",
                context.label("quote_kinds", quote.kind),
                detail=_definition(context, "scare"),
            ),
        ),
    )


def _definition(context: Context, kind: str) -> str:
    label = context.session.scheme.label("quote_kinds", kind)
    return in_language(label.definition, context.language) if label else ""


# Mentions and references


def _mention_card(context: Context, mention: Mention) -> OpenCard:
    actor = context.session.actor(mention.actor)
    who = _row(context, "speaker", actor.name if actor else "", title="actor")
    who = replace(who, detail=actor.role if actor else context.say("margin.choose_actor"))
    full = full_name(context, mention)
    others = chain_rows(context, mention, full)
    if full is not None and not any(full in row.entries for row in others):
        who = replace(who, entries=(full,))
    return OpenCard(
        mention.id,
        extent(mention)[0],
        "mention",
        speaker=actor.name if actor else "",
        claim=context.label("entity_labels", mention.label, brief=True),
        head=line(mention.span.text, 60),
        rows=(
            _row(context, "label", chips=_label_chips(context, mention)),
            _row(context, "kind", context.say(f"margin.form.{mention.form}"), title="form"),
            who,
            *others,
        ),
    )


def _label_chips(context: Context, mention: Mention) -> tuple[Chip, ...]:
    return tuple(
        Chip(
            label.brief(context.language),
            label.colour,
            label.key.upper(),
            on=label.id == mention.label,
            choice=LabelChosen(mention.id, label.id),
        )
        for label in context.session.scheme.labels("entity_labels")
    )


def _reference_card(context: Context, reference: SanctionsReference) -> OpenCard:
    words = reference.span.text if reference.span else context.say("margin.whole_quote")
    return OpenCard(
        reference.id,
        _reference_start(context, reference),
        "reference",
        claim=context.label("reference_statuses", reference.status),
        references=(context.short_title(reference),),
        head=line(words, 90),
        rows=(
            _links_row(context, reference),
            _row(
                context,
                "kind",
                context.label("reference_kinds", reference.kind),
                title="reference_kind",
            ),
            _status_row(context, reference),
            *reference_parties(context, reference),
        ),
    )


def _reference_start(context: Context, reference: SanctionsReference) -> int:
    if reference.span is not None:
        return reference.span.start
    quotes = (context.session.find(quote_id) for quote_id in reference.quotes)
    return min((extent(found[0])[0] for found in quotes if found), default=0)


def _links_row(context: Context, reference: SanctionsReference) -> Row:
    choices = choice_entries(context, reference.id)
    if reference.nil_reason:
        reason = context.label("nil_reasons", reference.nil_reason)
        none = context.say("margin.nil", reason=reason)
        return _row(context, "references", none, title="links", entries=choices)
    if not reference.links:
        ask = context.say("margin.choose_link")
        return _row(context, "references", ask, title="links", entries=choices, missing=True)
    if any(entry.on for entry in choices):
        return _row(context, "references", title="links", entries=choices)
    return _row(
        context, "references", title="links", entries=(*_links(context, reference), *choices)
    )


def _links(context: Context, reference: SanctionsReference) -> tuple[Entry, ...]:
    ids = [link.entry for link in reference.links]
    book, published = context.session.entries, context.session.article.meta.published
    return tuple(
        Entry(
            title := entry_title(book, link.entry, context.language),
            detail=" · ".join(
                filter(
                    None,
                    (
                        link_marks(link, context.say),
                        link_warning(book, link, context.say, published),
                    ),
                )
            ),
            remove=LinksChosen(reference.id, tuple(one for one in ids if one != link.entry)),
            remove_hint=context.say("margin.remove_link", name=title),
            scales=True,
        )
        for link in reference.links
    )


def _status_row(context: Context, reference: SanctionsReference) -> Row:
    toggle = StatusChosen(reference.id, reference.status, not reference.hedged)
    chip = Chip(context.say("margin.hedged"), on=reference.hedged, choice=toggle)
    text = context.label("reference_statuses", reference.status)
    return _row(context, "status", text, chips=(chip,))
