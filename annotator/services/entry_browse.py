"""Browsing entries: all of them by source, kind and issuer, their relations, and who links here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from annotator.model.ids import ArticleId, EntryId, ItemId
from annotator.sanctions.catalogue import CatalogueEntry
from annotator.services.entries import EntryBook
from annotator.services.entry_search import CATALOGUE, LISTS, OWN_ENTRIES, issuer_of_list
from annotator.services.projects import Project
from annotator.store.repositories import entry_links

MOST = 200
"""Entries that a search gives at most."""
PLACES = 100
"""Places that are shown of those that link to an entry."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What is to be shown; an empty field asks for all.

    Attributes:
        words: free text: a name, a number.
        source: `CATALOGUE`, `OWN_ENTRIES` or `LISTS`.
        kind: of the entry.
        issuer: code of who made it, or keeps the list.
    """

    words: str = ""
    source: str = ""
    kind: str = ""
    issuer: str = ""

    @property
    def searches_lists(self) -> bool:
        """Whether official lists can have answers: they are searched, never gone through."""
        return bool(self.words.strip()) and self.source in ("", LISTS)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry that was found, by id, and the name of it that answers the words, if not its title.

    Attributes:
        source: `CATALOGUE`, `OWN_ENTRIES`, or the id of a list.
    """

    id: EntryId
    source: str
    kind: str
    issuer: str
    title: str
    number: str = ""
    matched: str = ""


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """Where an article links to an entry.

    Attributes:
        start: in code points; None, and `end`, of a reference that a whole quote makes.
    """

    article: ArticleId
    title: str
    annotator: str
    item: ItemId
    start: int | None
    end: int | None
    words: str


def find_rows(
    book: EntryBook, wanted: Filter, language: str, cancelled: Callable[[], bool] | None = None
) -> tuple[Row, ...]:
    """The entries that fit, best first; without words those of the catalogue and own ones by title.

    May be called on any thread.

    Raises:
        ListsTrouble: the file of the lists cannot be read.
    """
    if not wanted.words.strip():
        rows: Iterable[Row] = (_row(book, one, language) for one in book.catalogue.entries)
        fits = [row for row in rows if _fits(row, wanted)]
        return tuple(sorted(fits, key=lambda row: (row.source != OWN_ENTRIES, row.issuer)))
    found = []
    for hit in book.search(wanted.words, None, language, MOST, cancelled):
        act = book.catalogue.entry(hit.id)
        if act is not None:
            row = _row(book, act, language, hit.matched)
        else:
            matched = hit.matched if hit.via else ""
            issuer = issuer_of_list(hit.source)
            row = Row(hit.id, hit.source, hit.kind, issuer, hit.title, matched=matched)
        found.append(row)
    return tuple(row for row in found if _fits(row, wanted))


def _row(book: EntryBook, act: CatalogueEntry, language: str, matched: str = "") -> Row:
    source = OWN_ENTRIES if act.id in book.own else CATALOGUE
    title = act.title(language)
    shown = matched if matched not in (title, act.number) else ""
    return Row(act.id, source, act.kind, act.issuer, title, act.number, shown)


def _fits(row: Row, wanted: Filter) -> bool:
    source = row.source if row.source in (CATALOGUE, OWN_ENTRIES) else LISTS
    return (
        wanted.source in ("", source)
        and wanted.kind in ("", row.kind)
        and wanted.issuer in ("", row.issuer)
    )


def issuers_of(book: EntryBook) -> tuple[str, ...]:
    """Who made entries of the catalogue or own ones, in the order of the codes."""
    return tuple(sorted({one.issuer for one in book.catalogue.entries if one.issuer}))


def related_to(book: EntryBook, entry: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
    """The entries that an entry names, and those that name it, but for members and families."""
    named = (book.catalogue.entry(one) for one in entry.related)
    naming = (one for one in book.catalogue.entries if entry.id in one.related)
    both = dict.fromkeys(one for one in (*named, *naming) if one is not None)
    return tuple(one for one in both if "instrument_family" not in (one.kind, entry.kind))


def members_of(book: EntryBook, entry: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
    """The acts of a family: those that it names; nothing for anything else."""
    if entry.kind != "instrument_family":
        return ()
    named = (book.catalogue.entry(one) for one in entry.related)
    return tuple(one for one in named if one is not None)


def families_of(book: EntryBook, entry: CatalogueEntry) -> tuple[CatalogueEntry, ...]:
    """The families that an act is a member of."""
    families = (one for one in book.catalogue.entries if one.kind == "instrument_family")
    return tuple(one for one in families if entry.id in one.related)


def link_count(project: Project, entry_id: EntryId) -> int:
    """How many references of everybody's work link to an entry.

    Raises:
        GuillemetError: the project cannot be read.
    """
    return project.ask(lambda connection: entry_links.count(connection, entry_id))


def link_places(project: Project, entry_id: EntryId) -> tuple[LinkPlace, ...]:
    """Where articles link to an entry, `PLACES` at most, in the order of titles and texts.

    Raises:
        GuillemetError: the project cannot be read.
    """
    rows = project.ask(lambda connection: entry_links.places(connection, entry_id, PLACES))
    return tuple(
        LinkPlace(ArticleId(row[0]), row[1], row[2], ItemId(row[3]), row[4], row[5], row[6] or "")
        for row in rows
    )
