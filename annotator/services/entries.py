"""Entries that links point to, wherever they are known from: catalogue, own entries, lists.

One `EntryBook` answers for picker, cards, warnings and exports, so that they never disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.items import Link
from annotator.model.linked_entry import CATALOGUE, entry_warnings, is_listed
from annotator.model.listed import SubjectKind
from annotator.model.message import Message, UserError, msg
from annotator.sanctions.catalogue import (
    Catalogue,
    CatalogueEntry,
    Context,
    EntryKind,
    read_catalogue,
    shipped_catalogue,
)
from annotator.sanctions.own_entries import OwnEntry, checked, from_values, joined, to_values
from annotator.services.entry_search import EntrySearch, Hit, issuer_of_list
from annotator.services.list_store import ListStore
from annotator.services.listed import KnownEntry, keep_linked, look_up
from annotator.services.projects import Project
from annotator.store.repositories import entry_links
from annotator.store.repositories.entry_links import KEPT

__all__ = [
    "Context",
    "EntryBook",
    "Hit",
    "OwnEntry",
    "ShownEntry",
    "add_own",
    "change_own",
    "remove_own",
]


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """What is known of an entry, in the words of whatever knows it.

    Attributes:
        source: "catalogue", "own", or the id of a list.
        kind: what it is; of a list's entry who is listed.
        titles: title by language; a listed name is the same in every one.
        targets: ISO 3166 codes; of a listed subject its countries.
        regime: or the list's programmes, joined.
        valid_from, valid_to: partial dates, empty if open or not known; of a listed subject when it
            was listed and, if the list says so, delisted.
        withdrawn: when an edition without it was imported (UTC, ISO), empty while it is listed.
        births: partial dates.
        edition: SHA-256 of the list's edition that was looked at, empty for the catalogue.
    """

    id: EntryId
    source: str
    kind: EntryKind | SubjectKind
    titles: tuple[tuple[str, str], ...]
    issuer: str = ""
    regime: str = ""
    number: str = ""
    targets: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    withdrawn: str = ""
    births: tuple[str, ...] = ()
    note: str = ""
    edition: str = ""

    def note_in(self, language: str) -> str:
        """The note for a reader; those of the catalogue that ships are written in English alone."""
        return "" if self.source == CATALOGUE and language != "en" else self.note

    def title(self, language: str) -> str:
        """The title in a language, else in another."""
        found = dict(self.titles)
        return found.get(language) or next((one for one in found.values() if one), self.id)


class EntryBook:
    """Everything that links of a project can point to."""

    def __init__(self, project: Project | None = None, lists: ListStore | None = None) -> None:
        """Know the shipped catalogue, the project's own entries, and the person's lists."""
        self._project, self._lists = project, lists
        self._known: dict[tuple[str, str | None], ShownEntry | None] = {}
        self.own: dict[EntryId, CatalogueEntry] = own_entries(project) if project else {}
        self.catalogue: Catalogue = joined(shipped_catalogue(), self.own.values())
        self._search = EntrySearch(lists, self.catalogue)

    def find(self, entry_id: str, version: str | None = None) -> ShownEntry | None:
        """What is known of an entry; None if nothing here knows it.

        Args:
            entry_id: id of the entry.
            version: the edition of a list that a link names.

        Raises:
            GuillemetError: project or lists cannot be read.
        """
        asked = (entry_id, version)
        if asked not in self._known:
            self._known[asked] = self._find(entry_id, version)
        return self._known[asked]

    def title(self, entry_id: str, language: str) -> str:
        """What an entry is called; its id if nothing here knows it."""
        found = self.find(entry_id)
        return found.title(language) if found else entry_id

    def aims(self, entry_id: str) -> tuple[str, tuple[str, ...]]:
        """Whose sanctions an entry says and on which states, as codes; empty if it says none.

        Of a listed subject the countries are its own, so that it says no state that is aimed at.

        Raises:
            GuillemetError: project or lists cannot be read.
        """
        found = self.find(entry_id)
        if found is None:
            return "", ()
        if is_listed(entry_id):
            return issuer_of_list(found.source), ()
        return found.issuer, found.targets

    @property
    def can_add(self) -> bool:
        """Whether there is a project that own entries can be added to."""
        return self._project is not None and not self._project.read_only

    @property
    def has_lists(self) -> bool:
        """Whether there are official lists to search."""
        return self._lists is not None

    def use_lists(self, lists: ListStore | None) -> None:
        """Know the person's lists from now on, or no longer."""
        self._lists = lists
        self._search = EntrySearch(lists, self.catalogue)
        self._known.clear()

    def read_own(self) -> None:
        """Read the project's own entries anew.

        Raises:
            GuillemetError: the project cannot be read.
        """
        self.own = own_entries(self._project) if self._project else {}
        self.catalogue = joined(shipped_catalogue(), self.own.values())
        self.use_lists(self._lists)

    def get_ready(self) -> None:
        """Read what the first search would read: not for the window's thread.

        Raises:
            ListsTrouble: the file of the lists cannot be read.
        """
        self._search.get_ready()

    def search(
        self,
        query: str,
        context: Context | None = None,
        language: str = "fr",
        limit: int = 20,
        cancelled: Callable[[], bool] | None = None,
    ) -> tuple[Hit, ...]:
        """The entries that answer what a person typed, as `EntrySearch.search` gives them.

        Raises:
            ListsTrouble: the file of the lists cannot be read.
        """
        return self._search.search(query, context, language, limit, cancelled)

    def keep_for_link(self, entry_id: str) -> str | None:
        """Keep a listed entry in the project, before a link to it is saved.

        Returns:
            What the link gets as its `list_version`; None for an entry of the catalogue, or one
            that the lists here do not have.

        Raises:
            GuillemetError: lists cannot be read, or the project cannot be written.
        """
        if self._project is None or self._lists is None or not is_listed(entry_id):
            return None
        stored = self._lists.entry(entry_id)
        return keep_linked(self._project, stored) if stored is not None else None

    def of_link(self, link: Link) -> ShownEntry | None:
        """What is known of the entry that a link points to, as the link's edition has it."""
        return self.find(link.entry, link.list_version)

    def warnings(self, link: Link, published: PartialDate | None) -> tuple[Message, ...]:
        """Why a link may not be meant, for an article of a date: not yet, or no longer, in force.

        Raises:
            GuillemetError: project or lists cannot be read.
        """
        found = self.of_link(link)
        return tuple(entry_warnings(found, published)) if found else (msg("entry.unknown"),)

    def _find(self, entry_id: str, version: str | None) -> ShownEntry | None:
        act = self.catalogue.entry(entry_id)
        if act is not None:
            return _of_act(act, "own" if act.id in self.own else "catalogue")
        if not is_listed(entry_id):
            return None
        known = look_up(entry_id, self._project, self._lists, version)
        return _of_listed(known) if known is not None else None


def _of_act(act: CatalogueEntry, source: str) -> ShownEntry:
    return ShownEntry(
        id=act.id,
        source=source,
        kind=act.kind,
        titles=(("fr", act.title_fr), ("en", act.title_en)),
        issuer=act.issuer,
        regime=act.regime,
        number=act.number,
        targets=act.targets,
        valid_from=act.valid_from,
        valid_to=act.valid_to,
        note=act.status_note,
    )


def _of_listed(known: KnownEntry) -> ShownEntry:
    entry = known.entry
    return ShownEntry(
        id=EntryId(entry.id),
        source=entry.list,
        kind=entry.subject,
        titles=(("", entry.names[0].text),),
        regime=", ".join(entry.programmes),
        targets=entry.countries,
        valid_from=entry.listed_on,
        valid_to=entry.delisted_on,
        withdrawn=known.withdrawn,
        births=entry.births,
        note=entry.note,
        edition=known.edition.sha256,
    )


def own_entries(project: Project) -> dict[EntryId, CatalogueEntry]:
    """The catalogue entries that a project added, by id.

    Raises:
        GuillemetError: the project cannot be read.
    """
    kept = project.settings_under(KEPT).values()
    return {entry.id: entry for entry in map(from_values, kept)}


def add_own(project: Project, said: OwnEntry) -> CatalogueEntry:
    """Add an entry to the project's catalogue.

    Raises:
        UserError: what is said makes no entry; the message names the field.
        GuillemetError: the project cannot be written.
    """
    entry = checked(said, EntryBook(project).catalogue)
    put_back(project, entry)
    return entry


def change_own(project: Project, entry_id: EntryId, said: OwnEntry) -> CatalogueEntry:
    """Change an own entry; links to it stay.

    Raises:
        UserError: what is said makes no entry, or there is no own entry with this id.
        GuillemetError: the project cannot be written.
    """
    book = EntryBook(project)
    if entry_id not in book.own:
        raise UserError(msg("own_entry.not_own", id=entry_id))
    entry = checked(said, book.catalogue, entry_id)
    put_back(project, entry)
    return entry


def put_back(project: Project, entry: CatalogueEntry) -> None:
    """Keep an own entry as it is: a new one, or one that was changed or removed before.

    Raises:
        GuillemetError: the project cannot be written.
    """
    project.keep_setting(f"{KEPT}{entry.id}", to_values(entry))


def remove_own(project: Project, entry_id: EntryId) -> CatalogueEntry:
    """Take an own entry away; `put_back` brings it again.

    Raises:
        UserError: there is none with this id, or annotations link to it; the message counts them.
        GuillemetError: the project cannot be written.
    """
    entry = own_entries(project).get(entry_id)
    if entry is None:
        raise UserError(msg("own_entry.not_own", id=entry_id))
    count = project.ask(lambda connection: entry_links.count(connection, entry_id))
    if count:
        raise UserError(msg("own_entry.linked", n=count))
    project.change(lambda connection: entry_links.forget(connection, f"{KEPT}{entry_id}"))
    return entry


def add_from_file(project: Project, text: str, name: str) -> tuple[CatalogueEntry, ...]:
    """Add every entry of a catalogue file (columns: resources/catalogue/README.md), or none.

    Args:
        project: where to.
        text: the CSV.
        name: the file's name, for errors.

    Raises:
        CatalogueError: a line is not sound; the message names it.
        UserError: an id is one of the catalogue that ships.
        GuillemetError: the project cannot be written.
    """
    entries = read_catalogue(text, name).entries
    for entry in entries:
        if shipped_catalogue().entry(entry.id) is not None:
            raise UserError(msg("own_entry.shipped", file=name, id=entry.id))
    values = {f"{KEPT}{entry.id}": to_values(entry) for entry in entries}
    project.change(lambda connection: entry_links.keep_all(connection, values))
    return entries
