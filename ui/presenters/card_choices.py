"""Choices on the open card: the ranked speakers, types and entries, and a short name's full one."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.alternatives import ClaimChoice, LinkChoice, SpeakerChoice
from annotator.model.ids import ItemId
from annotator.model.items import Actor, Mention, SanctionsReference
from annotator.model.text import fold
from annotator.services.annotating import Ranked, Session
from ui.margin.choices import AlternativeTaken, ItemOpened, LinksChosen
from ui.presenters.card_context import Context, line
from ui.presenters.card_values import Chip, Entry
from ui.presenters.entries import entry_title, link_marks, title_and_subject, whole_title

SHOWN = 3
"""How many alternatives a card shows, each with a key of its own."""


def card_alternatives(session: Session, item_id: ItemId | None) -> tuple[Ranked, ...]:
    """What the keys 1 to 3 take: the first speaker's alternatives, or a reference's entries."""
    found = session.alternatives(item_id)
    links = tuple(one for one in found if isinstance(one.choice, LinkChoice))
    chosen = (first_speakers(session, item_id) or links)[:SHOWN]
    return chosen if any(not one.current for one in chosen) else ()


def first_speakers(session: Session, item_id: ItemId | None) -> tuple[Ranked, ...]:
    """The alternatives of a quote's first speaker about whom there is a choice."""
    found = [
        (one, one.choice.place)
        for one in session.alternatives(item_id)
        if isinstance(one.choice, SpeakerChoice)
    ]
    return tuple(one for one, place in found if place == found[0][1])


def choice_entries(context: Context, item_id: ItemId) -> tuple[Entry, ...]:
    """A line for each alternative of the card: its key, how it is known, how likely it is."""
    found = card_alternatives(context.session, item_id)
    keys = (context.keys.get(name, "") for name in ("first", "second", "third"))
    return tuple(_entry(context, item_id, one, key) for one, key in zip(found, keys, strict=False))


def _entry(context: Context, item_id: ItemId, one: Ranked, key: str) -> Entry:
    choice, text, detail, remove = one.choice, "", "", None
    if isinstance(choice, SpeakerChoice):
        text, role = (one.actor.name, one.actor.role) if one.actor else ("", "")
        detail = context.label("known_by", choice.known_by).lower()
        if role and one.current:
            detail = context.say("margin.and", first=detail, second=role)
    elif isinstance(choice, LinkChoice):
        text = entry_title(context.session.entries, choice.entry, context.language)
        whole = whole_title(context.session.entries, choice.entry, context.language)
        detail = line(title_and_subject(whole)[1], 60)
        if one.current:
            remove = LinksChosen(item_id, ())
            marks = _marks(context, item_id, choice)
            detail = f"{marks} · {detail}" if marks and detail else marks or detail
    return Entry(
        text,
        detail,
        press=AlternativeTaken(item_id, choice),
        remove=remove,
        remove_hint=context.say("margin.remove_link", name=text) if remove else "",
        key=key,
        on=one.current,
        score=choice.score,
        score_text=context.say(
            "margin.likely_chosen" if one.current else "margin.likely",
            percent=round(choice.score * 100),
        ),
        hint=context.say.say(choice.reason),
    )


def _marks(context: Context, item_id: ItemId, choice: LinkChoice) -> str:
    """Of the entry that is linked whether that is sure, in words."""
    found = context.session.find(item_id)
    links = found[0].links if found and isinstance(found[0], SanctionsReference) else ()
    return next((link_marks(one, context.say) for one in links if one.entry == choice.entry), "")


def second_claim(context: Context, item_id: ItemId, shown: Iterable[str | None]) -> Chip | None:
    """The claim type that the machine holds likely beside those shown, to be taken by a click."""
    known = set(shown)
    for one in context.session.alternatives(item_id):
        if isinstance(one.choice, ClaimChoice) and one.choice.claim not in known:
            name = context.label("claim_types", one.choice.claim, brief=True)
            text = context.say("margin.claim.or", name=name)
            return Chip(text, on=False, choice=AlternativeTaken(item_id, one.choice))
    return None


def full_name(context: Context, mention: Mention) -> Entry | None:
    """Where the article gives the full name that a short one is tied to; None for a full name.

    That is the longest that names the same actor in this article, where it comes first.
    """
    session, actor = context.session, context.session.actor(mention.actor)
    if actor is None or mention.form != "name":
        return None
    longer = [
        item
        for item, _why in session.shown_items()
        if isinstance(item, Mention) and item.form == "name"
        if len(item.span.text) > len(mention.span.text)
    ]
    same = {one: _is(actor, session.actor(one)) for one in {item.actor for item in longer}}
    named = [item for item in longer if same[item.actor]]
    if not named:
        return None
    best = min(named, key=lambda one: (-len(one.span.text), one.span.start))
    return Entry(
        context.say("margin.words", words=line(best.span.text, 60)),
        context.say("margin.full_name", n=_paragraph(session.article.text, best.span.start)),
        press=ItemOpened(best.id),
        rule="accent",
        hint=context.say("margin.full_name.hint"),
    )


def _is(actor: Actor, other: Actor | None) -> bool:
    """Whether two actors are one: a proposed one becomes the register's who bears the name."""
    if other is None or other.id == actor.id:
        return other is not None
    names = {fold(name) for name in (actor.name, *actor.aliases)}
    return other.kind == actor.kind and fold(other.name) in names


def _paragraph(text: str, place: int) -> int:
    """The number of the paragraph that a place stands in, from 1; the title counts."""
    return sum(1 for one in text[:place].split("\n") if one.strip()) or 1
