"""What a sanctions reference can be linked to, as the picker offers it. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from annotator.model.alternatives import LinkChoice
from annotator.model.annotation import Suggestion
from annotator.model.ids import EntryId, ItemId
from annotator.model.items import Item, Link, Quote, SanctionsReference
from annotator.model.linked_entry import is_listed
from annotator.model.text import Span
from annotator.services.article_places import countries_in, countries_near
from annotator.services.catalogue import Context, context_of
from annotator.services.entries import Hit
from ui.presenters.card_context import line, linked_titles, references_by_quote
from ui.presenters.entries import (
    EntryOption,
    act_options,
    entry_title,
    hit_options,
    link_marks,
    title_and_subject,
    warning_of,
    whole_title,
)
from ui.presenters.options import Option, Options

_ENTRIES_AT_MOST = 8
_HITS_AT_MOST = 12
_SHORTEST = 3
"""Letters that a name must have before the lists are searched for it."""
_TELLING = 4
"""Letters from which on a listed name may stand before acts and show how well it answers."""
_IDEOGRAPHS = "\u2e80"
"""From here on a sign says as much as two letters: two make a name."""


class LinkOptions:
    """Reads from the open article and from catalogue and lists; it changes nothing."""

    def __init__(self, options: Options) -> None:
        """Look at the article that other options are read from."""
        self._options = options
        self._session = options.session
        self.say = options.say
        self._countries: frozenset[str] | None = None
        self._nearby: dict[tuple[Span, ...], tuple[frozenset[str], frozenset[str]]] = {}

    # Which reference

    def references(self, quote_id: ItemId) -> tuple[Option, ...]:
        """The references of a quote, by their own words and what they are linked to."""
        shown = self._session.shown_items()
        found = references_by_quote(shown).get(quote_id, ())
        return tuple(self._reference(reference, why) for reference, why in found)

    def _reference(self, reference: SanctionsReference, why: Suggestion | None) -> Option:
        span = reference.span
        title = line(span.text) if span else self.say("margin.whole_quote")
        reason = self._session.scheme.label("nil_reasons", reference.nil_reason)
        detail = linked_titles(self._session.entries, reference, self.say) or (
            reason.title(self.say.language) if reason else ""
        )
        return Option(reference.id, title, detail or self.say("margin.to_link"))

    def whole_quote(self) -> Option:
        """The row that adds a reference made by the whole quote."""
        return Option("", self.say("margin.fixed.whole_quote"), fixed="new")

    def is_quote(self, item_id: ItemId) -> bool:
        """Whether an item is a quote."""
        return isinstance(self._item(item_id), Quote)

    def whole_reference(self, quote_id: ItemId) -> ItemId | None:
        """The reference that a whole quote makes, if there is one."""
        for item in self._session.annotation.references:
            if item.span is None and quote_id in item.quotes:
                return item.id
        return None

    def linked(self, item_id: ItemId | None) -> tuple[EntryId, ...]:
        """The entries that a reference is linked to."""
        return tuple(link.entry for link in self._links(item_id))

    def is_unsure(self, item_id: ItemId | None, entry: EntryId) -> bool:
        """Whether a reference's link to an entry is said not to be sure."""
        return any(one.entry == entry and one.certainty == "unsure" for one in self._links(item_id))

    def is_one_of(self, item_id: ItemId | None) -> bool:
        """Whether a reference means one of its entries, and nothing settles which."""
        return any(one.role == "one_of" for one in self._links(item_id))

    def _links(self, item_id: ItemId | None) -> tuple[Link, ...]:
        item = self._item(item_id)
        return item.links if isinstance(item, SanctionsReference) else ()

    def nil_reasons(self, item_id: ItemId | None) -> tuple[Option, ...]:
        """Why there can be no link."""
        return self._options.labels("nil_reasons", self._nil(item_id))

    def words_of(self, item_id: ItemId) -> str:
        """The words of a reference, which a search can start from; empty for a whole quote."""
        item = self._item(item_id)
        if isinstance(item, SanctionsReference) and item.span:
            return line(item.span.text)
        return ""

    def _item(self, item_id: ItemId | None) -> Item | None:
        return self._options.item(item_id)

    def _nil(self, item_id: ItemId | None) -> str | None:
        item = self._item(item_id)
        return item.nil_reason if isinstance(item, SanctionsReference) else None

    # Entries

    def context(self, item_id: ItemId | None = None) -> Context:
        """What orders entries that answer equally well: links, date, and countries, near and far.

        Args:
            item_id: the reference that is linked, or the quote that makes one; None for the
                article as a whole.
        """
        if self._countries is None:
            article = self._session.article
            self._countries = countries_in(article.text, article.meta.language)
        found = context_of(self._session.annotation.references, self._countries)
        sentence, paragraph = self._near(item_id)
        published = self._session.article.meta.published
        return replace(found, published=published, sentence=sentence, paragraph=paragraph)

    def _near(self, item_id: ItemId | None) -> tuple[frozenset[str], frozenset[str]]:
        """The countries in the sentences and in the paragraphs of an item's words."""
        spans = self._spans(self._item(item_id))
        if spans not in self._nearby:
            article = self._session.article
            self._nearby[spans] = countries_near(article.text, article.meta.language, spans)
        return self._nearby[spans]

    def _spans(self, item: Item | None) -> tuple[Span, ...]:
        if isinstance(item, Quote):
            return item.segments
        if not isinstance(item, SanctionsReference):
            return ()
        if item.span is not None:
            return (item.span,)
        quotes = (self._item(one) for one in item.quotes)
        return tuple(one for quote in quotes if isinstance(quote, Quote) for one in quote.segments)

    def entries(self, item_id: ItemId | None, query: str) -> tuple[Option, ...]:
        """The catalogue entries that a query finds, then those linked already, then "none"."""
        book = self._session.entries
        found = act_options(book, query, self.say, _ENTRIES_AT_MOST, self.context(item_id))
        return self._offered(item_id, query, found)

    def searches_lists(self, query: str) -> bool:
        """Whether the lists can add to what `entries` gives."""
        return self._session.entries.has_lists and _letters(query) >= _SHORTEST

    def search(
        self, item_id: ItemId | None, query: str, stopped: Callable[[], bool]
    ) -> Callable[[], tuple[Hit, ...]]:
        """The search of catalogue and lists, to be called on another thread; `stopped` ends it."""
        book, context, language = self._session.entries, self.context(item_id), self.say.language
        return lambda: book.search(query, context, language, _HITS_AT_MOST, stopped)

    def found(self, item_id: ItemId | None, query: str, hits: Sequence[Hit]) -> tuple[Option, ...]:
        """What `search` gave, as `entries` offers it.

        What answers by few letters, or only by a name that its list calls weak, stands behind the
        acts and shows no bar: how nearly it is spelled alike says little then.
        """
        book, published = self._session.entries, self._session.article.meta.published
        short = _letters(query) < _TELLING
        listed = [one for one in hits if is_listed(one.id)]
        doubtful = {one.id for one in listed if short or one.via == "weak"}
        shown = hit_options(book, hits, self.say, published)
        if short:
            acts = act_options(book, query, self.say, _ENTRIES_AT_MOST, self.context(item_id))
            shown = (*acts, *(one for one in shown if one.id in doubtful))
        ordered = sorted(shown, key=lambda one: one.id in doubtful)
        return self._offered(
            item_id,
            query,
            tuple(replace(one, score=None) if one.id in doubtful else one for one in ordered),
        )

    def _offered(
        self, item_id: ItemId | None, query: str, found: tuple[EntryOption, ...]
    ) -> tuple[Option, ...]:
        linked, book, language = self.linked(item_id), self._session.entries, self.say.language
        known = {one.id for one in found}
        options = [
            Option(
                one.id,
                one.title,
                one.detail,
                current=one.id in linked,
                score=one.score,
                warning=one.warning,
            )
            for one in found
        ]
        options += [
            Option(one, entry_title(book, one, language), current=True)
            for one in linked
            if one not in known
        ]
        if item_id is not None and query.strip() in ("", self.words_of(item_id)):
            ranked = self._ranked_entries(item_id, linked)
            options = self._options.ranked_first(ranked, options, "ranked.found")
        marks = {one.entry: link_marks(one, self.say) for one in self._links(item_id)}
        options = [
            replace(one, detail=" · ".join(filter(None, (marks.get(EntryId(one.id)), one.detail))))
            for one in options
        ]
        nil = self._options.fixed("nil", current=self._nil(item_id) is not None)
        return (*options, nil, *self._further(query))

    def _further(self, query: str) -> tuple[Option, ...]:
        """The rows that lead on: to a new entry for what was typed, and to the catalogue."""
        if not self._session.entries.can_add:
            return ()
        typed = query.strip()
        name = "catalogue.fixed.entry" if typed else "catalogue.fixed.entry_plain"
        entry = Option("", self.say(name, words=line(typed, 60)), fixed="entry")
        return (entry, Option("", self.say("catalogue.fixed.browse"), fixed="browse"))

    def _ranked_entries(self, item_id: ItemId, linked: tuple[EntryId, ...]) -> tuple[Option, ...]:
        book, language = self._session.entries, self.say.language
        published = self._session.article.meta.published
        return tuple(
            Option(
                one.choice.entry,
                *title_and_subject(whole_title(book, one.choice.entry, language)),
                definition=self.say.say(one.choice.reason),
                current=one.choice.entry in linked,
                score=one.choice.score,
                taken=one.choice,
                warning=warning_of(book, one.choice.entry, self.say, published),
            )
            for one in self._session.alternatives(item_id)
            if isinstance(one.choice, LinkChoice)
        )


def _letters(query: str) -> int:
    """How many letters a query says as much as."""
    return sum(2 if sign >= _IDEOGRAPHS else 1 for sign in query.strip())
