"""Entries that come with imported links: which are sound, which the project knows otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model.ids import EntryId
from annotator.model.imported import ImportedRecord
from annotator.model.message import Message, UserError, msg
from annotator.sanctions.catalogue import CatalogueEntry, shipped_catalogue
from annotator.sanctions.own_entries import read_values
from annotator.services.entries import own_entries
from annotator.services.linked_entries import LinkedEntries
from annotator.services.projects import Project

_SHOWN = 5
"""Ids of unknown entries that a sentence gives."""


class ArrivingEntries:
    """What the articles of one file link to, compared with what the project knows."""

    def __init__(self, project: Project) -> None:
        """Start with nothing; the project is asked when the first link comes."""
        self._project = project
        self._known: LinkedEntries | None = None
        self._own: dict[EntryId, CatalogueEntry] = {}
        self._kept: dict[str, str] = {}
        self._unknown: dict[str, None] = {}

    def check(self, record: ImportedRecord) -> None:
        """Look at what an article brings along.

        Raises:
            UserError: an entry that another project added is not sound, or has the id of one that
                ships with the program.
            GuillemetError: the project cannot be read.
        """
        links = [
            link for work in record.annotations for one in work.references for link in one.links
        ]
        if not links:
            return
        if self._known is None:
            self._known, self._own = LinkedEntries(self._project), own_entries(self._project)
        brought: set[str] = {one.id for one in record.entries if one.listed is not None}
        for entry in record.entries:
            if not entry.own:
                continue
            given = read_values(entry.own)
            if given.id != entry.id or shipped_catalogue().entry(entry.id) is not None:
                raise UserError(msg("own_entry.bad_field", field="id"))
            brought.add(entry.id)
            if self._own.setdefault(entry.id, given) != given:
                self._kept[entry.id] = self._own[entry.id].title_fr
        for link in links:
            if link.entry not in brought and not self._known.knows(link):
                self._unknown.setdefault(link.entry)

    def warnings(self) -> Iterator[Message]:
        """What a person should know of the entries, one sentence a matter."""
        for title in self._kept.values():
            yield msg("import.entry_kept", title=title)
        if self._unknown:
            ids = ", ".join([*self._unknown][:_SHOWN])
            yield msg("import.entries_unknown", n=len(self._unknown), ids=ids)
