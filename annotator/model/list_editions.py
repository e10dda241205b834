"""Editions of official lists: what was imported when, what it changed, what is kept of an entry."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from annotator.model.listed import ListedEntry


@dataclass(frozen=True, slots=True)
class ListEdition:
    """One file of a list as it was imported.

    Attributes:
        list: id of the list (`ofac-sdn`).
        file_name: name of the file without its folder.
        sha256: of the file's bytes, 64 hexadecimal digits; of several files, of their sums in a
            fixed order.
        published: the date that the file gives for itself, partial ISO, empty if it gives none.
        imported: UTC, ISO to the second; the store fills it in where it is empty.
        count: entries; before the import what the reader expects (0: not known), afterwards what
            is there.
    """

    list: str
    file_name: str
    sha256: str
    published: str = ""
    imported: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as the user's lists keep it.

    Attributes:
        edition: the newest edition of the list that has the entry.
        withdrawn: when an edition without it was imported (UTC, ISO), empty while it is listed.
    """

    entry: ListedEntry
    edition: ListEdition
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class EntryName:
    """An entry by its id and its primary name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NamedEntries:
    """Some entries of a list, of which there may be very many.

    Attributes:
        count: how many they are.
        names: the first of them, in the order of the list.
    """

    count: int = 0
    names: tuple[EntryName, ...] = ()


@dataclass(frozen=True, slots=True)
class EditionReport:
    """What an edition changed against the one before it.

    Attributes:
        edition: as it is kept.
        known: the file is the current edition already; nothing was done.
        older: the file says of itself that it is older than the edition that it replaced.
        added: entries that were not there or had been withdrawn.
        changed: entries of which the list says something else than before.
        withdrawn: entries that the edition no longer has; they are kept and marked.
        same: how many entries stayed as they were.
        names: how many names the edition has.
    """

    edition: ListEdition
    known: bool = False
    older: bool = False
    added: NamedEntries = NamedEntries()
    changed: NamedEntries = NamedEntries()
    withdrawn: NamedEntries = NamedEntries()
    same: int = 0
    names: int = 0

    @property
    def before(self) -> int:
        """How many entries the list had before this edition."""
        return self.same + self.changed.count + self.withdrawn.count


T = TypeVar("T")


def _joined(left: tuple[T, ...], right: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*left, *right)))


def merged(first: ListedEntry, second: ListedEntry) -> ListedEntry:
    """One entry of two records that a list gives under one id.

    What the first says counts; names, dates, places and acts of the second are added to it.
    """
    texts = {one.text for one in first.names}
    names = first.names + tuple(one for one in second.names if one.text not in texts)
    return replace(
        first,
        names=tuple(dict.fromkeys(names)),
        programmes=_joined(first.programmes, second.programmes),
        legal_bases=_joined(first.legal_bases, second.legal_bases),
        listed_on=first.listed_on or second.listed_on,
        delisted_on=first.delisted_on or second.delisted_on,
        births=_joined(first.births, second.births),
        birth_places=_joined(first.birth_places, second.birth_places),
        countries=_joined(first.countries, second.countries),
        references=_joined(first.references, second.references),
        note="\n".join(dict.fromkeys(note for note in (first.note, second.note) if note)),
    )
