"""Entries of official lists that annotations link to: kept in the project, found there and here.

A link carries the id of the entry (`un-sc:KPi.033`) and, as `list_version`, the SHA-256 of the
edition that it was chosen from. The project keeps the entry as that edition had it, so that it can
be read where the person's lists are not.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace

from annotator.model.linked_entry import is_listed
from annotator.model.list_editions import EntryName, ListEdition, StoredEntry
from annotator.model.listed import ListedEntry
from annotator.services.list_store import ListStore, lists_file, open_lists
from annotator.services.projects import Project
from annotator.store.repositories import listed

__all__ = [
    "KnownEntry",
    "find_listed",
    "is_listed",
    "keep_linked",
    "linked_entries",
    "look_up",
    "note_withdrawn",
    "withdrawn_after",
]


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry, and where it is known from.

    Attributes:
        withdrawn: when an edition without it was imported (UTC, ISO), empty while it is listed.
        here: whether the person's lists have it; else it is what the project kept.
    """

    entry: ListedEntry
    edition: ListEdition
    withdrawn: str
    here: bool


def keep_linked(project: Project, stored: StoredEntry) -> str:
    """Keep an entry in the project, before a link to it is saved.

    It needs no undoing: without a link nothing shows it, and a link that is done again finds it.

    Returns:
        What the link gets as its `list_version`.

    Raises:
        GuillemetError: the project cannot be written.
    """
    project.change(lambda connection: listed.keep(connection, stored))
    return stored.edition.sha256


def look_up(
    entry_id: str, project: Project | None, lists: ListStore | None, version: str | None = None
) -> KnownEntry | None:
    """An entry as the person's lists have it now, else as the project kept it.

    Args:
        entry_id: id of the entry.
        project: the open project, if there is one.
        lists: the person's lists, if there are any.
        version: the edition that a link names. If the lists have a newer one, the project's copy of
            this one is given, with what the lists know of its withdrawal.

    Raises:
        GuillemetError: project or lists cannot be read.
    """
    now = lists.entry(entry_id) if lists is not None else None
    if now is not None and version in (None, now.edition.sha256):
        return KnownEntry(now.entry, now.edition, now.withdrawn, here=True)
    kept = project.ask(lambda one: listed.find(one, (entry_id,))) if project is not None else ()
    wanted = [one for one in kept if version in (None, one.edition.sha256)] or list(kept)
    if wanted:
        one = wanted[0]
        withdrawn = now.withdrawn if now is not None else one.withdrawn
        return KnownEntry(one.entry, one.edition, withdrawn, here=now is not None)
    if now is not None:
        return KnownEntry(now.entry, now.edition, now.withdrawn, here=True)
    return None


def find_listed(entry_id: str, project: Project | None) -> ListedEntry | None:
    """An entry as the person's lists have it now, else as the project kept it; None if neither has.

    Opens the lists anew: who looks up many keeps them open and asks `look_up`.

    Raises:
        GuillemetError: project or lists cannot be read.
    """
    if not lists_file().exists():
        found = look_up(entry_id, project, None)
    else:
        with closing(open_lists()) as lists:
            found = look_up(entry_id, project, lists)
    return found.entry if found is not None else None


def linked_entries(project: Project) -> tuple[StoredEntry, ...]:
    """What the project keeps of the entries that its annotations link to at present, by id."""
    return project.ask(listed.linked)


def note_withdrawn(project: Project, lists: ListStore) -> tuple[EntryName, ...]:
    """After an import: note in the project which of its linked entries are withdrawn, or back.

    Returns:
        Those that are withdrawn and were not before.

    Raises:
        GuillemetError: project or lists cannot be read, or the project cannot be written.
    """
    kept = {one.entry.id: one for one in reversed(linked_entries(project))}
    known = lists.entries(kept)
    changed = {
        one: replace(kept[one], withdrawn=stored.withdrawn)
        for one, stored in known.items()
        if kept[one].withdrawn != stored.withdrawn
    }
    if changed and not project.read_only:
        marks = [(one, stored.withdrawn) for one, stored in changed.items()]
        project.change(lambda connection: listed.mark(connection, marks))
    return tuple(
        EntryName(one, stored.entry.names[0].text)
        for one, stored in changed.items()
        if stored.withdrawn
    )


def withdrawn_after(project: Project) -> tuple[EntryName, ...]:
    """What `note_withdrawn` finds after an import into this person's lists."""
    with closing(open_lists()) as lists:
        return note_withdrawn(project, lists)
