"""OwnEntryDeeds: changes of a project's own entries, each of which can be taken back. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.model.ids import EntryId
from annotator.model.message import Message, msg
from annotator.sanctions.catalogue import CatalogueEntry
from annotator.sanctions.own_entries import OwnEntry
from annotator.services import entries
from annotator.services.entries import EntryBook
from annotator.services.entry_files import take_in
from annotator.services.projects import Project


@dataclass(frozen=True, slots=True)
class _Step:
    """What was done, in a sentence, and how it is taken back."""

    did: Message
    undo: Callable[[], None]


class OwnEntryDeeds:
    """Changes the own entries of a project; the book knows of each change at once."""

    def __init__(self, project: Project, book: EntryBook) -> None:
        """Begin with nothing done."""
        self.project, self.book = project, book
        self._steps: list[_Step] = []

    @property
    def last(self) -> Message | None:
        """What would be taken back; None for nothing."""
        return self._steps[-1].did if self._steps else None

    def add(self, said: OwnEntry) -> EntryId:
        """Add an entry.

        Raises:
            UserError: what is said makes no entry.
            GuillemetError: the project cannot be written.
        """
        made = entries.add_own(self.project, said)
        self._done("catalogue.did_add", made, lambda: self._remove(made.id))
        return made.id

    def change(self, entry_id: EntryId, said: OwnEntry) -> None:
        """Change an entry.

        Raises:
            UserError: what is said makes no entry.
            GuillemetError: the project cannot be written.
        """
        before = self.book.own[entry_id]
        made = entries.change_own(self.project, entry_id, said)
        self._done("catalogue.did_change", made, lambda: self._put_back(before))

    def remove(self, entry_id: EntryId) -> None:
        """Take an entry away.

        Raises:
            UserError: annotations link to it.
            GuillemetError: the project cannot be written.
        """
        removed = entries.remove_own(self.project, entry_id)
        self._done("catalogue.did_remove", removed, lambda: self._put_back(removed))

    def take_in(self, path: Path) -> int:
        """Add the entries of a file; how many.

        Raises:
            GuillemetError: the file cannot be read or is not sound, or the project not written.
        """
        before = dict(self.book.own)
        made = take_in(self.project, path)

        def undo() -> None:
            for one in made:
                if one.id in before:
                    entries.put_back(self.project, before[one.id])
                else:
                    entries.remove_own(self.project, one.id)

        self.book.read_own()
        self._steps.append(_Step(msg("catalogue.did_import", n=len(made), file=path.name), undo))
        return len(made)

    def undo(self) -> None:
        """Take the last change back.

        Raises:
            UserError: annotations link to an entry that was added; it stays to be taken back.
            GuillemetError: the project cannot be written.
        """
        if self._steps:
            try:
                self._steps[-1].undo()
                self._steps.pop()
            finally:
                self.book.read_own()

    def _remove(self, entry_id: EntryId) -> None:
        entries.remove_own(self.project, entry_id)

    def _put_back(self, entry: CatalogueEntry) -> None:
        entries.put_back(self.project, entry)

    def _done(self, did: str, entry: CatalogueEntry, undo: Callable[[], None]) -> None:
        self.book.read_own()
        self._steps.append(_Step(msg(did, title=entry.title_fr or entry.title_en), undo))
