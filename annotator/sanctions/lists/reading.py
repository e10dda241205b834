"""Reading a list: which reader takes it, and what holds for the entries of every format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.model.listed import ListedEntry
from annotator.model.message import Message, UserError, msg
from annotator.sanctions.lists import READERS
from annotator.sanctions.lists.base import ListHead, ListReader, ListRefused
from annotator.sanctions.lists.draft import clean
from annotator.sanctions.lists.seen import Seen
from annotator.sanctions.lists.source import Head, Source, head_of


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list that is ready to be read."""

    reader: ListReader
    head: ListHead

    def entries(self, left_out: Callable[[Message], object]) -> Iterator[ListedEntry]:
        """The entries, one after the other; nothing of the file but marks of its keys is kept.

        Args:
            left_out: told of each entry that has no name, which nobody could find.

        Raises:
            UserError: the file cannot be read to its end, two entries have one id, or there is no
                entry in it.
            OSError: the file cannot be read.
        """
        file = self.head.joined[0].name
        seen = Seen()
        for record in self.reader.read(self.head):
            key = clean(record.draft.key)
            if not key:
                raise ListRefused(msg("lists.bad.no_key", file=file, place=record.place))
            if not seen.add(key):
                self._refuse_double(key, record.place)
            entry = record.draft.entry()
            if entry is None:
                left_out(msg("lists.left_out", file=file, key=key, place=record.place))
            else:
                yield entry
        if not seen:
            raise ListRefused(msg("lists.bad.none", file=file))

    def _refuse_double(self, key: str, place: int) -> None:
        """Look up where the first entry with an id stands; none, if two ids only look alike."""
        found = (one.place for one in self.reader.read(self.head) if clean(one.draft.key) == key)
        first = next(found)
        if first != place:
            file = self.head.joined[0].name
            raise ListRefused(msg("lists.bad.double", file=file, key=key, place=place, first=first))


@dataclass(frozen=True, slots=True)
class FoundList:
    """Files that are one list, the main one first; or one that cannot be read, and why."""

    files: tuple[Source, ...]
    reader: ListReader | None
    why: Message | None = None

    def open(self) -> OpenList:
        """Look at what the file says of itself.

        Raises:
            UserError: it cannot be read.
            OSError: it cannot be opened.
        """
        if self.reader is None:
            raise ListRefused(self.why or msg("lists.bad.unknown", file=self.files[0].name))
        return OpenList(self.reader, self.reader.look(self.files))


def find_lists(
    paths: Sequence[Path], watch: Callable[[int], None] | None = None
) -> list[FoundList]:
    """Which lists some files are; those that belong together are one.

    Args:
        paths: the files.
        watch: told how many bytes of a file have been read, again and again; may raise to stop.
    """
    found: list[FoundList] = []
    by_reader: dict[str, list[Source]] = {}
    for path in dict.fromkeys(paths):
        source = Source(path, path.name, watch)
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            found.append(FoundList((source,), None, msg("lists.bad.no_file", file=source.name)))
            continue
        try:
            head = head_of(source)
        except OSError as error:
            found.append(FoundList((source,), None, _trouble(source, error)))
            continue
        except UserError as error:
            found.append(FoundList((source,), None, error.message))
            continue
        reader = next((one for one in READERS.values() if one.recognises(head)), None)
        if reader is None:
            found.append(FoundList((source,), None, _other_kind(head, source)))
        else:
            by_reader.setdefault(reader.name, []).append(source)
    for name, sources in by_reader.items():
        groups = READERS[name].group(sources)
        found += [FoundList(tuple(group), READERS[name]) for group in groups]
    order = {path: number for number, path in enumerate(paths)}
    return sorted(found, key=lambda one: order[one.files[0].path])


_COMMERCE = (
    "source",
    "entity_number",
    "federal_register_notice",
    "standard_order",
    "license_policy",
)
"""Columns of the Consolidated Screening List, which joins OFAC's lists with those of others."""


def _other_kind(head: Head, source: Source) -> Message | None:
    """What a known file is that holds a list in a form that is not read; None for any other."""
    if head.has_columns(*_COMMERCE):
        return msg("lists.bad.us_csl", file=source.name)
    return None


def _trouble(source: Source, error: OSError) -> Message:
    why = error.strerror or str(error)
    if isinstance(error, FileNotFoundError):
        return msg("lists.bad.missing", file=source.name)
    return msg("lists.bad.closed", file=source.name, why=why)
