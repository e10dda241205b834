"""Entries that annotations link to, put together for an export, and taken in by an import."""

from __future__ import annotations

from contextlib import closing

from annotator.model.annotation import Annotation
from annotator.model.ids import EntryId
from annotator.model.items import Link
from annotator.model.linked_entry import OWN, LinkedEntry, is_listed
from annotator.model.list_editions import StoredEntry
from annotator.sanctions.own_entries import to_values
from annotator.services.entries import EntryBook
from annotator.services.entry_search import ISSUERS
from annotator.services.list_store import lists_file, open_lists
from annotator.services.listed import KnownEntry, look_up
from annotator.services.projects import Project

_Asked = tuple[EntryId, str | None]


class LinkedEntries:
    """What is known of the entries that a project links to, each looked up once.

    What the project keeps counts; the person's lists are asked only for what it lacks, so that an
    export is the same on every machine.
    """

    def __init__(self, project: Project) -> None:
        """Know the catalogue and the project."""
        self._project = project
        self._book: EntryBook | None = None  # made when the first link asks
        self._known: dict[_Asked, LinkedEntry | None] = {}

    def of(self, annotation: Annotation) -> tuple[LinkedEntry, ...]:
        """What the links of an annotation point to, in their order; the unknown is left out.

        Raises:
            GuillemetError: the project or the person's lists cannot be read.
        """
        links = [link for one in annotation.references for link in one.links]
        found: dict[tuple[str, str], LinkedEntry] = {}
        for asked in dict.fromkeys((link.entry, link.list_version) for link in links):
            entry = self._entry(asked)
            if entry is not None:
                found.setdefault((entry.id, entry.edition), entry)
        return tuple(found.values())

    def knows(self, link: Link) -> bool:
        """Whether the entry of a link is known here.

        Raises:
            GuillemetError: the project or the person's lists cannot be read.
        """
        return self._entry((link.entry, link.list_version)) is not None

    def _entry(self, asked: _Asked) -> LinkedEntry | None:
        if asked not in self._known:
            self._known[asked] = self._find(*asked)
        return self._known[asked]

    def _find(self, entry_id: EntryId, version: str | None) -> LinkedEntry | None:
        if not is_listed(entry_id):
            return self._act(entry_id)
        known = look_up(entry_id, self._project, None, version)
        if known is None and lists_file().exists():
            with closing(open_lists()) as lists:
                known = look_up(entry_id, self._project, lists, version)
        return _of_list(known) if known is not None else None

    def _act(self, entry_id: EntryId) -> LinkedEntry | None:
        if self._book is None:
            self._book = EntryBook(self._project)
        shown, act = self._book.find(entry_id), self._book.catalogue.entry(entry_id)
        if shown is None or act is None:
            return None
        return LinkedEntry(
            id=shown.id,
            source=shown.source,
            kind=shown.kind,
            titles=shown.titles,
            issuer=shown.issuer,
            regimes=(shown.regime,) if shown.regime else (),
            number=shown.number,
            targets=shown.targets,
            valid_from=shown.valid_from,
            valid_to=shown.valid_to,
            note=shown.note,
            own=to_values(act) if shown.source == OWN else {},
        )


def _of_list(known: KnownEntry) -> LinkedEntry:
    entry, name = known.entry, known.entry.names[0].text
    return LinkedEntry(
        id=EntryId(entry.id),
        source=entry.list,
        kind=entry.subject,
        titles=(("fr", name), ("en", name)),
        issuer=ISSUERS.get(entry.list.partition("-")[0], ""),
        regimes=entry.programmes,
        number=entry.key,
        targets=entry.countries,
        valid_from=entry.listed_on,
        valid_to=entry.delisted_on,
        withdrawn=known.withdrawn,
        note=entry.note,
        listed=StoredEntry(entry, known.edition, known.withdrawn),
    )
