"""What the workbook counts while its articles pass: who, of which type, against which regime.

Memory grows with actors, regimes and entries, not with articles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from annotator.exporters.workbook_words import regimes_of
from annotator.model.actors import source_key
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ArticleId, EntryId
from annotator.model.items import Actor, Item, Quote, SanctionsReference, item_actors
from annotator.model.linked_entry import LinkedEntry

NOBODY = ""
"""Key of the row for quotes whose speaker nobody knows."""
_UNNAMED = "unnamed "
"""What the key of a description of unnamed sources begins with."""


@dataclass(slots=True)
class Counted:
    """An actor, or all unnamed sources of one description, and how often they come.

    Attributes:
        actor: the actor; the first of the unnamed ones; None for nobody.
        unnamed: whether they are unnamed sources that are counted under one description.
        ids: the actors that are counted here.
        quotes: in which they speak, scare quotes left out; by claim type in `claims`, by how the
            speaker is known in `ways`.
    """

    actor: Actor | None
    unnamed: bool = False
    ids: set[ActorId] = field(default_factory=set)
    quotes: int = 0
    spoken_for: int = 0
    addressed: int = 0
    mentions: int = 0
    articles: int = 0
    claims: Counter[str] = field(default_factory=Counter)
    regimes: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    about_sanctions: int = 0
    first: PartialDate | None = None
    last: PartialDate | None = None
    seen: ArticleId | None = None

    def met(self, document: AnnotatedArticle) -> None:
        """Note that an article points to them."""
        if self.seen == document.article.id:
            return
        self.seen = document.article.id
        self.articles += 1
        day = document.article.meta.published
        if day is not None:
            self.first = min(self.first or day, day, key=str)
            self.last = max(self.last or day, day, key=str)


@dataclass(slots=True)
class CountedEntry:
    """An entry in one edition, and how often links point to it; `entry` is None if not known."""

    id: str
    entry: LinkedEntry | None
    links: int = 0
    articles: int = 0
    seen: ArticleId | None = None


class Counts:
    """Counts documents; give each once."""

    def __init__(self) -> None:
        """Start with nothing."""
        self.people: dict[str, Counted] = {}
        self.entries: dict[tuple[str, str], CountedEntry] = {}
        self.regimes: Counter[str] = Counter()
        self.months: dict[tuple[str, str], Counter[str]] = {}
        """Claim types of quotes by regime and month (`2023-08`, or what is known of the date)."""
        self.claims: Counter[str] = Counter()

    def add(self, document: AnnotatedArticle) -> None:
        """Count one annotation of an article."""
        annotation = document.annotation
        if annotation is None:
            return
        for item in annotation.items:
            for actor in item_actors(item):
                self._person(document, actor).met(document)
            self._item(document, annotation, item)

    def _item(self, document: AnnotatedArticle, annotation: Annotation, item: Item) -> None:
        if isinstance(item, Quote):
            self._quote(document, annotation, item)
        elif isinstance(item, SanctionsReference):
            for link in item.links:
                self._entry(document, link.entry, link.list_version)
        elif item.actor is not None:
            self._person(document, item.actor).mentions += 1

    def _quote(self, document: AnnotatedArticle, annotation: Annotation, quote: Quote) -> None:
        for one in quote.on_behalf_of:
            self._person(document, one).spoken_for += 1
        if quote.addressee is not None:
            self._person(document, quote.addressee).addressed += 1
        if quote.kind == "scare":
            return
        claim = quote.claim_type or ""
        self.claims[claim] += 1
        regimes = quote_regimes(document, annotation, quote)
        for who, ways in self._speakers(document, quote):
            who.quotes += 1
            who.claims[claim] += 1
            who.ways.update(ways)
            who.about_sanctions += bool(regimes)
            who.regimes.update(regimes)
        self.regimes.update(regimes)
        month = str(document.article.meta.published or "")[:7]
        for regime in regimes:
            self.months.setdefault((regime, month), Counter())[claim] += 1

    def _speakers(
        self, document: AnnotatedArticle, quote: Quote
    ) -> Iterable[tuple[Counted, set[str]]]:
        """Each speaker once, with the ways in which they are known; nobody if none is known."""
        found: dict[int, tuple[Counted, set[str]]] = {}
        for who in quote.speakers:
            if who.actor is not None:
                one = self._person(document, who.actor)
                found.setdefault(id(one), (one, set()))[1].add(who.known_by)
        return found.values() if found else ((self._nobody(), set()),)

    def _nobody(self) -> Counted:
        return self.people.setdefault(NOBODY, Counted(None))

    def _person(self, document: AnnotatedArticle, actor_id: ActorId) -> Counted:
        actor = document.meant_actor(actor_id) or Actor(actor_id, actor_id)
        unnamed = actor.kind == "unnamed_source" and actor.article is not None
        key = _UNNAMED + source_key(actor.name) if unnamed else f"actor {actor.id}"
        found = self.people.setdefault(key, Counted(actor, unnamed))
        found.ids.add(actor.id)
        return found

    def _entry(self, document: AnnotatedArticle, entry_id: EntryId, version: str | None) -> None:
        entry = document.entry(entry_id, version)
        key = (entry_id, entry.edition if entry else version or "")
        counted = self.entries.setdefault(key, CountedEntry(entry_id, entry))
        counted.links += 1
        if counted.seen != document.article.id:
            counted.seen = document.article.id
            counted.articles += 1


def quote_regimes(
    document: AnnotatedArticle, annotation: Annotation, quote: Quote
) -> tuple[str, ...]:
    """The regimes that a quote speaks of, each once; "" is a reference without a known one."""
    found: dict[str, None] = {}
    for one in annotation.references:
        if quote.id in one.quotes:
            found |= dict.fromkeys(regimes_of(document, one))
    return tuple(found)
