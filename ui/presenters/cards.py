"""What the margin shows: a card for every quote, and the selected item's open. No Qt here."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Mapping

from annotator.messages import Translator
from annotator.model.annotation import Suggestion
from annotator.model.checks import extent
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Quote
from annotator.model.scheme import Scheme
from annotator.model.text import Span
from annotator.services.annotating import Session
from ui.presenters.card_context import Context, Shown, levels, references_by_quote
from ui.presenters.card_rows import open_card
from ui.presenters.card_values import DEFAULT_KEYS, Card, Chip, Entry, OpenCard, Row, RowId

__all__ = ["DEFAULT_KEYS", "Card", "Cards", "Chip", "Entry", "OpenCard", "Row", "RowId", "cards_of"]


def cards_of(
    session: Session,
    selected: ItemId | None,
    language: str,
    keys: Mapping[str, str] = DEFAULT_KEYS,
) -> tuple[Card, ...]:
    """The cards of an article, made anew; see `Cards.of`."""
    return Cards(language, keys).of(session, selected)


class Cards:
    """Makes the cards of the open article; one that would look the same is not made again."""

    def __init__(self, language: str, keys: Mapping[str, str] = DEFAULT_KEYS) -> None:
        """Start with no cards.

        Args:
            language: the reader's.
            keys: the key of each row, if a person rebound them.
        """
        self._say = Translator(language)
        self._keys = keys
        self._scheme: Scheme | None = None
        self._made: dict[ItemId, tuple[object, Card]] = {}
        self._context: Context | None = None
        self._actors: Mapping[ActorId, Actor] = {}
        self._shown: tuple[Shown, ...] = ()
        self._pieces: list[tuple[ItemId, tuple[Span, ...]]] = []
        self._depth: dict[ItemId, int] = {}
        self._all: tuple[Card, ...] = ()

    def of(self, session: Session, selected: ItemId | None) -> tuple[Card, ...]:
        """The cards of an article in text order; the selected item's is an `OpenCard`.

        Every quote has one, save quotation marks that quote nobody. A selected mention, reference
        or pair of such marks has one, too, while it is selected.

        Args:
            session: the open article.
            selected: the selected item, or suggestion.
        """
        context = self._context
        if context is None or not self._shows(session):
            context = self._look_at(session)
        found = session.find(selected)
        if found is None:
            return self._all
        cards = [card for card in self._all if card.item != selected]
        insort(cards, open_card(context, *found, self._depth.get(found[0].id, 0)), key=_place)
        return tuple(cards)

    def _shows(self, session: Session) -> bool:
        """Whether the closed cards are those of the very state that the work is in now."""
        same = session.shown_items() is self._shown and session.work.actors is self._actors
        return same and session.scheme == self._scheme

    def _look_at(self, session: Session) -> Context:
        """Make the closed cards of the work as it is now."""
        shown = session.shown_items()
        context = Context(session, self._say, self._keys, references_by_quote(shown))
        quotes = [(item, why) for item, why in shown if isinstance(item, Quote)]
        quotes = [(item, why) for item, why in quotes if item.kind != "scare"]
        pieces = [(item.id, item.segments) for item, _ in quotes]
        if pieces != self._pieces:
            self._pieces, self._depth = pieces, levels(item for item, _ in quotes)
        closed = self._closed(context, [(item, why, self._depth[item.id]) for item, why in quotes])
        self._all = tuple(sorted(closed, key=_place))
        self._context, self._shown, self._actors = context, shown, session.work.actors
        return context

    def _closed(
        self, context: Context, quotes: Iterable[tuple[Quote, Suggestion | None, int]]
    ) -> list[Card]:
        kept = self._made if context.session.scheme == self._scheme else {}
        self._scheme, self._made = context.session.scheme, {}
        for quote, why, level in quotes:
            actors = tuple(context.session.actor(who.actor) for who in quote.speakers)
            shown = (quote, why, level, actors, context.references(quote))
            before = kept.get(quote.id)
            if before is None or before[0] != shown:
                before = shown, closed_card(context, quote, why, level)
            self._made[quote.id] = before
        return [card for _shown, card in self._made.values()]


def _place(card: Card) -> tuple[int, int, str]:
    """Where a card comes in the order of the text."""
    return card.start, card.level, card.item


def closed_card(context: Context, quote: Quote, why: Suggestion | None, level: int) -> Card:
    """A quote in one line."""
    titles = tuple(
        context.short_title(one) or context.say("margin.whole_quote")
        for one, _ in context.references(quote)
    )
    speaker = context.speakers(quote)
    claim = context.label("claim_types", quote.claim_type, brief=True)
    return Card(
        quote.id,
        extent(quote)[0],
        speaker=speaker,
        claim=claim,
        suggested=why is not None,
        score=why.score if why else None,
        score_text=context.score(why),
        level=level,
        references=titles,
        reason=context.reason(why),
        flags=context.flags(quote),
        spoken=_spoken(context, quote, claim, titles, why),
    )


def _spoken(
    context: Context, quote: Quote, claim: str, titles: tuple[str, ...], why: Suggestion | None
) -> str:
    speaker = context.speakers(quote) or context.say("margin.who")
    words = [speaker, claim or context.say("margin.what"), *titles]
    words += [said for _flag, said in context.flags(quote)]
    if why is not None:
        words.append(context.say("margin.proposed", score=context.score(why)))
    return ", ".join(words)
