"""Rows of the register in words: actors, pairs that may be one, items that point to somebody."""

from __future__ import annotations

from annotator.messages import Translator
from annotator.model.actors import all_roles, shown_external_id
from annotator.model.dates import PartialDate
from annotator.model.items import Actor, ActorRole
from annotator.model.message import UserError
from annotator.model.scheme import Group, Scheme
from annotator.model.text import bound
from annotator.services.register import Correction, Place, Register, RegisterRow
from annotator.services.register_twins import Twins
from ui.presenters.context_rows import ContextRow
from ui.presenters.subtitle import shown_date


def actor_row(row: RegisterRow, say: Translator) -> ContextRow:
    """An actor of the list: name, role, and what is counted."""
    return ContextRow("", row.name, role_words(row.actor, say), numbers(row, say))


def numbers(row: RegisterRow, say: Translator) -> str:
    """Kind, quotes, articles and time of an actor, and whether somebody bears the same name."""
    parts = [say(f"margin.actor.{row.kind}")]
    parts += [say("register.namesake")] if row.namesake else []
    parts += [say("register.n_quotes", n=row.quotes), say("register.n_articles", n=row.articles)]
    span = sorted({_day(one, say.language) for one in (row.first, row.last) if one})
    if row.first and row.last and row.first != row.last:
        span = [f"{_day(row.first, say.language)}\u2009–\u2009{_day(row.last, say.language)}"]
    return " · ".join((*parts, *span))


def role_words(actor: Actor | None, say: Translator) -> str:
    """The roles of an actor with their dates, the latest first."""
    if actor is None:
        return ""
    return " ; ".join(role_line(one, say) for one in reversed(all_roles(actor)))


def role_line(role: ActorRole, say: Translator) -> str:
    """A role with its dates."""
    language = say.language
    since, until = (shown_date(one, language) if one else "" for one in (role.since, role.until))
    if since and until:
        return say("register.role_from_to", role=role.text, since=since, until=until)
    if since:
        return say("register.role_from", role=role.text, since=since)
    return say("register.role_to", role=role.text, until=until) if until else role.text


def twins_row(twins: Twins, known: Register, say: Translator) -> ContextRow:
    """A pair that may be one: both names, and what tells them apart."""
    rows = [known.row(one) for one in (twins.one, twins.other)]
    found = [row for row in rows if row is not None]
    names = " ≈ ".join(row.name for row in found)
    told = " | ".join(
        " · ".join(part for part in (role_words(row.actor, say), numbers(row, say)) if part)
        for row in found
    )
    return ContextRow("", names, "", f"{round(twins.score * 100)}\u00a0% · {told}")


def place_row(place: Place, scheme: Scheme, say: Translator) -> ContextRow:
    """An item that points to an actor, in its context."""
    names = [say(f"register.role.{place.role}")]
    for group, label_id in _labels(place):
        label = scheme.label(group, label_id)
        if label is not None:
            names.append(label.brief(say.language).lower())
    parts = (*names, place.title, _day(place.published, say.language), place.annotator)
    return ContextRow(
        before=_line(place.before),
        words=_line(place.words) or say("review.whole_quote"),
        after=_line(place.after),
        detail=" · ".join(part for part in parts if part),
        look=place.type,
    )


def _labels(place: Place) -> tuple[tuple[Group, str], ...]:
    return (("known_by", place.known_by), ("claim_types", place.claim))


def correction_row(one: Correction, scheme: Scheme, say: Translator) -> ContextRow:
    """A quote whose speaker a machine took for another: whom it said, and who it is."""
    unknown = say("register.nobody")
    was = say("register.corrected", said=one.said_name or unknown, now=one.now_name or unknown)
    ways = [
        label.title(say.language).lower()
        for way in (one.said_way, one.way)
        if (label := scheme.label("known_by", way)) is not None
    ]
    way = " → ".join(dict.fromkeys(ways))
    source = f"{one.source.partition('@')[0]} {round(one.score * 100)}\u00a0%"
    parts = (was, way, source, one.title, _day(one.published, say.language))
    detail = " · ".join(part for part in parts if part)
    return ContextRow(
        _line(one.before), _line(one.words), _line(one.after), detail, sign="edited", look="quote"
    )


def ids_line(actor: Actor) -> str:
    """The external ids of an actor, as they are typed."""
    return " · ".join(shown_external_id(*one) for one in actor.external_ids)


def _line(text: str) -> str:
    return bound(text.replace("\n", " "))


def _day(published: str, language: str) -> str:
    try:
        return shown_date(PartialDate.parse(published), language) if published else ""
    except UserError:
        return published
