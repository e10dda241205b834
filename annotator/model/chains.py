"""Chains: the mentions of an article that denote the same, by a tie of their own or an actor."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.model.items import Item, Mention, Quote


def chains_of(items: Iterable[Item]) -> tuple[tuple[Mention, ...], ...]:
    """The chains of two mentions or more, each in text order, by their first mention.

    Mentions belong together if they share a tie (`Mention.chain`) or an actor; through one that
    has both, the others do, too.
    """
    mentions = [one for one in items if isinstance(one, Mention)]
    mentions.sort(key=lambda one: (one.span.start, one.span.end, one.id))
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            name = root[name]
        return name

    for one in mentions:
        names = _names(one)
        for other in names[1:]:
            root[find(other)] = find(names[0])
    found: dict[str, list[Mention]] = {}
    for one in mentions:
        if names := _names(one):
            found.setdefault(find(names[0]), []).append(one)
    return tuple(tuple(chain) for chain in found.values() if len(chain) > 1)


def _names(mention: Mention) -> list[str]:
    names = [f"actor {mention.actor}"] if mention.actor else []
    return [*names, f"tie {mention.chain}"] if mention.chain else names


def chain_of(items: Iterable[Item], item: Item) -> tuple[Mention, ...]:
    """The chain that an item belongs to: a mention's own, a quote's by its first speaker.

    A quote's speaker belongs to the chain of the mention that stands for them, else to that of
    their actor. One mention alone is a chain here, too; empty if there is none.
    """
    items = tuple(items)
    start = item if isinstance(item, Mention) else _speaking(items, item)
    if start is None:
        return ()
    return next((one for one in chains_of(items) if start in one), (start,))


def _speaking(items: tuple[Item, ...], item: Item) -> Mention | None:
    """The mention that stands for a quote's first speaker, else the first of their actor."""
    speakers = item.speakers if isinstance(item, Quote) else ()
    if not speakers:
        return None
    mentions = sorted(
        (one for one in items if isinstance(one, Mention)), key=lambda one: one.span.start
    )
    for who in speakers:
        for one in mentions:
            if one.id == who.mention or (who.source and one.span == who.source):
                return one
        for one in mentions:
            if who.actor is not None and one.actor == who.actor:
                return one
    return None
