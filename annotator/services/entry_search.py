"""One search over the catalogue and the official lists: for picker, browser and terminal.

Names rank; nothing is ever chosen by itself. What tells an answer from its namesakes stands beside
its score, and entries that may be one subject on several lists are named, never merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from annotator.model.ids import EntryId
from annotator.model.list_editions import StoredEntry
from annotator.model.listed import ListedEntry, SubjectKind
from annotator.sanctions.catalogue import (
    Candidate,
    Catalogue,
    Context,
    EntryKind,
    numbers,
    shipped_catalogue,
)
from annotator.sanctions.name_search import NameMatch, NameSearch
from annotator.sanctions.own_entries import OWN
from annotator.sanctions.same_subject import suggested_groups
from annotator.services.list_store import ListStore, lists_file, open_lists

__all__ = [
    "CATALOGUE",
    "OWN_ENTRIES",
    "Context",
    "EntrySearch",
    "Hit",
    "Particulars",
    "open_search",
]

CATALOGUE = "catalogue"
"""Where entries of the shipped catalogue come from, in the place of a list's id."""
OWN_ENTRIES = "own"
"""The same of entries that a project added to the catalogue."""
LISTS = "lists"
"""Any official list, where a source is chosen."""

Via = Literal["", "alias", "weak", "former", "number", "pattern"]

ISSUERS = {"un": "UN", "ofac": "US", "us": "US", "eu": "EU", "uk": "UK", "fr": "FR", "ch": "CH"}
"""Who keeps a list, by the first part of its id."""
_SPARE = 3  # for each answer that is wanted, so many are looked at before the context orders them
_LEAST = 60
_WITHDRAWN = 0.05  # what an entry moves down by that its list no longer has


def issuer_of_list(list_id: str) -> str:
    """Who keeps a list; empty if that is not known."""
    return ISSUERS.get(list_id.partition("-")[0], "")


@dataclass(frozen=True, slots=True)
class Particulars:
    """What tells an entry from its namesakes, as far as its list says it.

    Attributes:
        births: partial ISO dates, a range as "1962/1965".
        countries: ISO 3166 codes; of an act those that it aims at.
        programmes: programmes of the list; of an act its regime.
        listed_on: partial ISO date.
        withdrawn: when an edition without the entry was imported, empty while it is listed.
        edition: date of the list's edition, else when it was imported.
    """

    births: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    listed_on: str = ""
    withdrawn: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that answers.

    Attributes:
        source: id of its list, `CATALOGUE` or `OWN_ENTRIES`.
        title: its title in the language asked for, or its primary name.
        score: 0 to 1, without the context.
        sure: the name may be taken for the one that is meant, as far as names can tell.
        matched: the name, number or pattern that answers.
        via: what `matched` is; empty if it is the title or primary name.
        same_as: ids of other hits that may be the same subject; they follow each other.
    """

    id: EntryId
    source: str
    kind: EntryKind | SubjectKind
    title: str
    score: float
    sure: bool
    matched: str
    via: Via
    about: Particulars
    same_as: tuple[EntryId, ...] = ()


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A hit with what orders it."""

    hit: Hit
    order: float
    entry: ListedEntry | None = None


def open_search(catalogue: Catalogue | None = None) -> EntrySearch:
    """The search over a catalogue and this person's lists, if there are any.

    To be opened anew after the very first list was imported; later imports are noticed.

    Args:
        catalogue: another one than what ships, such as that with a project's own entries.

    Raises:
        ListsTrouble: the file of the lists cannot be read.
    """
    return EntrySearch(open_lists() if lists_file().exists() else None, catalogue)


class EntrySearch:
    """The search; may be used by several threads at once.

    Attributes:
        catalogue: may be set to another one when a project gets other entries of its own.
    """

    def __init__(self, lists: ListStore | None, catalogue: Catalogue | None = None) -> None:
        """Search a catalogue, the shipped one if none is given, and the lists if there are any."""
        self.catalogue = catalogue or shipped_catalogue()
        self._lists = lists
        self._names = NameSearch(lists.names) if lists else None

    def get_ready(self) -> None:
        """Read what the first search would read: some 0.2 s for 100,000 names, on any thread.

        Raises:
            ListsTrouble: the file of the lists cannot be read.
        """
        if self._names is not None:
            self._names.get_ready()

    def close(self) -> None:
        """Close the lists."""
        if self._lists is not None:
            self._lists.close()

    def search(
        self,
        query: str,
        context: Context | None = None,
        language: str = "fr",
        limit: int = 20,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Hit, ...]:
        """The entries that answer what a person typed, best first; nothing for an empty query.

        Args:
            query: free text in any script: a name, a number, what newspapers call an act.
            context: what the article speaks of; it orders answers that are nearly equal.
            language: of the titles; names in every language are searched.
            limit: most answers.
            cancelled: asked between the steps; once it says so, nothing is given back.

        Raises:
            ListsTrouble: the file of the lists cannot be read.
        """
        stop = cancelled or _never
        if not query.strip() or stop():
            return ()
        context = context or Context()
        many = max(_LEAST, _SPARE * limit)
        acts = self.catalogue.search(query, language=language, limit=many, context=context)
        ranked = [_of_act(one, context, language) for one in acts]
        if self._lists is not None and self._names is not None and not stop():
            found = self._names.find(query, many, stop)
            ranked += self._of_lists(found, self._lists, context)
        if stop():
            return ()
        ranked.sort(key=lambda one: (-one.order, one.hit.id))
        return self._grouped(ranked[:limit])

    def _of_lists(
        self, found: Iterable[NameMatch], lists: ListStore, context: Context
    ) -> Iterable[_Ranked]:
        matches = list(found)
        stored = lists.entries(one.entry for one in matches)
        for one in matches:
            if one.entry in stored:  # else taken away meanwhile
                yield _of_listed(one, stored[one.entry], context)

    def _grouped(self, ranked: list[_Ranked]) -> tuple[Hit, ...]:
        """The hits, those that may be one subject behind the best of them."""
        listed = {one.hit.id: one.entry for one in ranked if one.entry is not None}
        same = self._lists.same_references(listed) if self._lists and listed else {}
        groups = suggested_groups(listed.values(), same)
        hits = {one.hit.id: one.hit for one in ranked}
        out: list[Hit] = []
        for one in list(hits.values()):
            if one.id not in hits:
                continue
            group = groups.get(one.id, frozenset({one.id}))
            members = [hits.pop(EntryId(found)) for found in _first(one.id, group, hits)]
            ids = tuple(member.id for member in members)
            out += [
                replace(member, same_as=tuple(other for other in ids if other != member.id))
                for member in members
            ]
        return tuple(out)


def _never() -> bool:
    return False


def _first(first: str, group: Iterable[str], hits: Iterable[str]) -> list[str]:
    """The members of a group in the order of the hits, one of them in front."""
    inside = set(group)
    return [first, *(one for one in hits if one in inside and one != first)]


def _of_act(found: Candidate, context: Context, language: str) -> _Ranked:
    entry = found.entry
    title = entry.title(language)
    via: Via = "pattern"
    if found.matched == title:
        via = ""
    elif found.matched == entry.number:
        via = "number"
    about = Particulars(
        countries=entry.targets,
        programmes=(entry.regime,) if entry.regime else (),
        listed_on=entry.valid_from,
    )
    hit = Hit(
        *(entry.id, OWN_ENTRIES if entry.id.startswith(OWN) else CATALOGUE, entry.kind),
        *(title, found.score),
        sure=via == "number" and bool(numbers(found.matched)),
        matched=found.matched,
        via=via,
        about=about,
    )
    return _Ranked(hit, found.order(context))


def _of_listed(found: NameMatch, stored: StoredEntry, context: Context) -> _Ranked:
    entry = stored.entry
    issuer = issuer_of_list(entry.list)
    about = Particulars(
        births=entry.births,
        birth_places=entry.birth_places,
        countries=entry.countries,
        programmes=entry.programmes,
        listed_on=entry.listed_on,
        withdrawn=stored.withdrawn,
        edition=stored.edition.published or stored.edition.imported,
    )
    score = round(found.score, 4)
    hit = Hit(
        *(EntryId(entry.id), entry.list, entry.subject, entry.names[0].text, score),
        sure=found.sure,
        matched=found.name.text,
        via=_via(found, entry),
        about=about,
    )
    lift = context.lift(entry.id, issuer, entry.countries, entry.listed_on)
    return _Ranked(hit, score + lift - (_WITHDRAWN if stored.withdrawn else 0), entry)


def _via(found: NameMatch, entry: ListedEntry) -> Via:
    if found.name.text == entry.names[0].text:
        return ""
    return "alias" if found.name.kind == "primary" else found.name.kind
