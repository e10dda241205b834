"""Sanctions references by hand: make one, say kind and status, link it or say why not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.ids import EntryId, ItemId
from annotator.model.items import Certainty, Link, LinkRole, Quote, SanctionsReference
from annotator.model.message import UserError, msg
from annotator.model.text import Span
from annotator.services.annotating.plan import Aims, Plan


def add(plan: Plan, start: int, end: int) -> SanctionsReference:
    """Make a reference of `text[start:end]`; it joins the quotes that it lies in.

    An open suggestion, or an item, of the same span is given back instead of a double.

    Raises:
        SpanError: the bounds are empty or outside the text.
    """
    span = Span.of(plan.article.text, start, end)
    waiting = [one.item for one in plan.work.annotation.open_suggestions(plan.proposals)]
    for item in (*plan.work.annotation.items, *waiting):
        if isinstance(item, SanctionsReference) and item.span == span:
            return plan.take(item.id, SanctionsReference)
    around = tuple(
        quote.id
        for quote in plan.work.annotation.quotes
        if any(piece.overlaps(span) for piece in quote.segments)
    )
    reference = SanctionsReference(ItemId(new_id()), span, around, origin=plan.origin())
    plan.put(reference)
    return reference


def add_for_quote(plan: Plan, quote_id: ItemId) -> SanctionsReference:
    """Make a reference by a whole quote; the one that there is already is given back.

    Raises:
        UserError: there is no such quote.
    """
    quote = plan.take(quote_id, Quote)
    for one in plan.work.annotation.references:
        if one.span is None and quote.id in one.quotes:
            return one
    reference = SanctionsReference(ItemId(new_id()), None, (quote.id,), origin=plan.origin())
    plan.put(reference)
    return reference


def target(plan: Plan, item_id: ItemId) -> SanctionsReference:
    """The reference with this id, or the one that a quote with this id makes as a whole.

    Raises:
        UserError: there is neither.
    """
    item = plan.take_any(item_id)
    if isinstance(item, Quote):
        return add_for_quote(plan, item.id)
    return plan.take(item_id, SanctionsReference)


def set_kind(plan: Plan, item_id: ItemId, kind: str) -> SanctionsReference:
    """Change the kind."""
    reference = replace(plan.take(item_id, SanctionsReference), kind=kind)
    plan.put(reference)
    return reference


def set_status(
    plan: Plan, item_id: ItemId, status: str, *, hedged: bool | None = None
) -> SanctionsReference:
    """Change what the text asserts, and (unless None) whether it hedges."""
    reference = plan.take(item_id, SanctionsReference)
    reference = replace(
        reference, status=status, hedged=reference.hedged if hedged is None else hedged
    )
    plan.put(reference)
    return reference


def set_links(
    plan: Plan,
    item_id: ItemId,
    entries: tuple[EntryId, ...],
    versions: Mapping[EntryId, str] | None = None,
) -> SanctionsReference:
    """Link to these entries, in this order; a reason for no link is dropped.

    Given a quote, it is the reference that the quote makes as a whole. A link that is there keeps
    the version that it has; one that is added is, like the others, one of several or not.

    Args:
        plan: the step.
        item_id: the reference, or a quote.
        entries: of the catalogue or of official lists.
        versions: of entries of official lists, the version that `services.listed.keep_linked` gave.
    """
    reference = target(plan, item_id)
    old = {link.entry: link for link in reference.links}
    kept = [old[entry] for entry in entries if entry in old]
    role: LinkRole = "one_of" if any(link.role == "one_of" for link in kept) else "refers_to"
    links = tuple(
        old.get(entry) or Link(entry, role, list_version=(versions or {}).get(entry))
        for entry in dict.fromkeys(entries)
    )
    return _put_links(plan, reference, links)


def set_link(
    plan: Plan,
    item_id: ItemId,
    entry: EntryId,
    versions: Mapping[EntryId, str] | None = None,
) -> SanctionsReference:
    """Link to one entry in the place of all others: whoever chooses it says that it is meant.

    Args:
        plan: the step.
        item_id: the reference, or a quote that makes one.
        entry: what it points to.
        versions: as for `set_links`.
    """
    reference = target(plan, item_id)
    there = next((link for link in reference.links if link.entry == entry), None)
    if there is None:
        link = Link(entry, list_version=(versions or {}).get(entry))
    elif there.role == "one_of":
        link = replace(there, role="refers_to", certainty="sure")
    else:
        link = there
    return _put_links(plan, reference, (link,))


def _put_links(
    plan: Plan, reference: SanctionsReference, links: tuple[Link, ...]
) -> SanctionsReference:
    """Give a reference other links; issuer and target go along, unless a person said them."""
    nil_reason = None if links else reference.nil_reason
    issuer, aimed_at = reference.issuer, reference.target
    others = {link.entry for link in links} != {link.entry for link in reference.links}
    if plan.aims is not None and others:
        before, after = _aim(reference.links, plan.aims), _aim(links, plan.aims)
        suggestion = plan.suggestion_of(reference.id)
        proposed = suggestion.item if suggestion else None
        told: tuple[str | None, str | None] = (None, None)
        if links and isinstance(proposed, SanctionsReference):
            told = (proposed.issuer, proposed.target)
        if issuer in (None, before[0], told[0]):
            issuer = after[0]
        if aimed_at in (None, before[1], told[1]):
            aimed_at = after[1]
    reference = replace(
        reference, links=links, nil_reason=nil_reason, issuer=issuer, target=aimed_at
    )
    plan.put(reference)
    return reference


def _aim(links: Iterable[Link], aims: Aims) -> tuple[str | None, str | None]:
    """Issuer and target of links, each only if the links agree on one."""
    found = [aims(link.entry) for link in links]
    return _only({issuer for issuer, _ in found if issuer}), _only(
        {state for _, states in found for state in states}
    )


def _only(codes: set[str]) -> str | None:
    return next(iter(codes)) if len(codes) == 1 else None


def mark_link(
    plan: Plan,
    item_id: ItemId,
    entry: EntryId,
    certainty: Certainty | None = None,
    role: LinkRole | None = None,
    versions: Mapping[EntryId, str] | None = None,
) -> SanctionsReference:
    """Say how a reference means an entry, which is linked if it is not yet.

    Args:
        plan: the step.
        item_id: the reference, or a quote that makes one.
        entry: what it points to.
        certainty: how sure the annotator is of this entry; None leaves it.
        role: of all links of the reference together; None leaves it.
        versions: as for `set_links`.
    """
    reference = target(plan, item_id)
    entries = dict.fromkeys((*(link.entry for link in reference.links), entry))
    reference = set_links(plan, item_id, tuple(entries), versions)
    links = tuple(
        replace(
            link,
            certainty=certainty if certainty and link.entry == entry else link.certainty,
            role=role or link.role,
        )
        for link in reference.links
    )
    reference = replace(reference, links=links)
    plan.put(reference)
    return reference


def set_nil(plan: Plan, item_id: ItemId, reason: str) -> SanctionsReference:
    """Say why there is no link; links are dropped.

    Raises:
        UserError: the reason is empty.
    """
    if not reason:
        raise UserError(msg("annotate.nil_reason"))
    reference = replace(target(plan, item_id), links=(), nil_reason=reason)
    plan.put(reference)
    return reference
