"""Rows of the open card: whom a quote is said to and for; whose sanctions, on whom, which."""

from __future__ import annotations

from annotator.model.ids import ActorId
from annotator.model.items import Quote, SanctionsReference
from annotator.services.place_names import place_name
from ui.margin.choices import (
    AddresseeChosen,
    Choice,
    IssuerChosen,
    MeasuresChosen,
    OnBehalfChosen,
    TargetChosen,
)
from ui.presenters.card_context import Context
from ui.presenters.card_values import Entry, Row, RowId


def quote_parties(context: Context, quote: Quote) -> tuple[Row, Row]:
    """To whom and for whom a quote is said."""
    to, behalf = quote.addressee, quote.on_behalf_of
    addressee = (
        (_entry(context, _name(context, to), AddresseeChosen(quote.id, None)),) if to else ()
    )
    others = tuple(
        _entry(
            context,
            _name(context, one),
            OnBehalfChosen(quote.id, tuple(other for other in behalf if other != one)),
        )
        for one in behalf
    )
    return _row(context, "addressee", addressee), _row(context, "on_behalf", others)


def reference_parties(context: Context, reference: SanctionsReference) -> tuple[Row, Row, Row]:
    """Whose sanctions they are, on whom, and which measures."""
    language, item = context.language, reference.id
    issuer, target = reference.issuer, reference.target
    by = (_entry(context, place_name(issuer or "", language), IssuerChosen(item, None)),)
    on = (_entry(context, place_name(target or "", language), TargetChosen(item, None)),)
    measures = tuple(
        _entry(
            context,
            context.label("measures", one),
            MeasuresChosen(item, tuple(other for other in reference.measures if other != one)),
        )
        for one in reference.measures
    )
    return (
        _row(context, "issuer", by if issuer else ()),
        _row(context, "target", on if target else ()),
        _row(context, "measures", measures),
    )


def _name(context: Context, actor_id: ActorId) -> str:
    actor = context.session.actor(actor_id)
    return actor.name if actor is not None else actor_id


def _entry(context: Context, name: str, remove: Choice) -> Entry:
    return Entry(name, remove=remove, remove_hint=context.say("parties.remove", name=name))


def _row(context: Context, row_id: RowId, entries: tuple[Entry, ...]) -> Row:
    detail = "" if entries else context.say(f"parties.none.{row_id}")
    title, key = context.say(f"margin.row.{row_id}"), context.keys.get(row_id, "")
    return Row(row_id, title, detail=detail, key=key, entries=entries)
