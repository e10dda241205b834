"""What every reader of an official list offers, and how it says that it cannot take a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from annotator.model.message import Message, UserError
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.source import Head, Source


class ListRefused(UserError):
    """A file that is not read; the message names it, the place in it, and what to do."""


@dataclass(frozen=True, slots=True)
class ListHead:
    """What a file says of itself.

    Attributes:
        list: id of the list ("un-sc").
        published: partial ISO date of the edition; empty if the file does not say.
        joined: the files that are read, the main one first.
        notes: what a person should know about what is read.
    """

    list: str
    published: str
    joined: tuple[Source, ...]
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as a file gives it, and where: a 1-based line, of JSON the number of the record."""

    draft: Draft
    place: int


class ListReader(Protocol):
    """Reads one format of one publisher.

    Attributes:
        name: its key in `READERS`.
        title: message id of its name for people.
    """

    name: str
    title: str

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins so has this format, whatever it is called."""
        ...

    def group(self, files: Sequence[Source]) -> list[list[Source]]:
        """Which of some files of this format belong together, the main one of each first."""
        ...

    def look(self, files: Sequence[Source]) -> ListHead:
        """What the file says of itself; `files` are those given together, the main one first.

        Raises:
            ListRefused: it cannot be read.
        """
        ...

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries, one after the other.

        Raises:
            ListRefused: the file is cut, has another form inside, or is not in its encoding.
        """
        ...


class OneFile:
    """For readers of lists that are one file each."""

    def group(self, files: Sequence[Source]) -> list[list[Source]]:
        """Every file is a list of its own."""
        return [[one] for one in files]
