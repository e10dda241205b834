"""Official lists: import files as dated editions, show what there is, forget a list.

The lists are a person's, not a project's; `annotator.services.listed` is what a project keeps.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.importers.folders import plain_name
from annotator.model.list_editions import EditionReport, ListEdition
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.sanctions.lists.reading import FoundList, find_lists
from annotator.sanctions.lists.source import Source
from annotator.services.list_store import Cancelled, ListStore, lists_file, open_lists

__all__ = [
    "ListImport",
    "ListImports",
    "ListRow",
    "import_lists",
    "lists_there",
    "remove_list",
]

Progress = Callable[[int, int, str], None]
"""Told how far a file is, of how much, and the name of the file."""

MANY = 50
"""Entries from which on a list is held against an edition that would withdraw many of them."""
_SHARE = 5
"""An edition that withdraws more than one entry in so many is taken only if somebody says so."""
_WHOLE = 1000
"""What the progress of one file goes up to."""
_LOOKED = 200
"""Where looking ends at most: what a file says of itself may stand at its end."""
_READ = 600
"""Where reading ends and writing begins, which folds and indexes every name."""
_PIECE = 1 << 20
"""Bytes between two questions whether to stop."""


@dataclass(frozen=True, slots=True)
class ListImport:
    """What became of one list.

    Attributes:
        file: name of the (main) file.
        report: what the edition changed; None if the file was refused.
        first: whether this is the first edition of the list that is here.
        refused: why nothing was kept.
        notes: what was left out, and what was joined.
        withheld: what the edition would change; it would withdraw too much to be taken unasked.
        paths: the files, to be given again.
    """

    file: str
    report: EditionReport | None = None
    first: bool = False
    refused: Message | None = None
    notes: tuple[Message, ...] = ()
    withheld: EditionReport | None = None
    paths: tuple[Path, ...] = ()


class TooMuchWithdrawn(UserError):
    """An edition without a good part of its list, which may be a wrong or a cut file.

    Attributes:
        report: what it would change.
    """

    def __init__(self, report: EditionReport) -> None:
        """Hold the edition back."""
        numbers = {"n": report.withdrawn.count, "of": report.before}
        edition = report.edition
        super().__init__(
            msg("lists.withheld", title=edition.list, file=edition.file_name, **numbers)
        )
        self.report = report


@dataclass(frozen=True, slots=True)
class ListImports:
    """What became of all files.

    Attributes:
        cancelled: whether the person stopped it; lists that were taken in before stay.
    """

    lists: tuple[ListImport, ...] = ()
    cancelled: bool = False

    @property
    def sound(self) -> bool:
        """Whether everything was taken in and nothing needs to be looked at."""
        left_out = any(note.id == "lists.left_out" for one in self.lists for note in one.notes)
        refused = any(one.refused or one.withheld for one in self.lists)
        return bool(self.lists) and not (self.cancelled or refused or left_out)

    @property
    def withheld(self) -> tuple[ListImport, ...]:
        """Those that wait for somebody to say that they are meant."""
        return tuple(one for one in self.lists if one.withheld is not None)

    @property
    def kept(self) -> bool:
        """Whether any list is there now that was given."""
        return any(one.report is not None for one in self.lists)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list that is here: its current edition, and the older ones, the newest first."""

    edition: ListEdition
    older: tuple[ListEdition, ...]


@dataclass(slots=True)
class _Steps:
    """Turns what readers and store tell into one progress, and a wish to stop into an end."""

    name: str
    size: int
    tell: Progress | None
    cancelled: Callable[[], bool] | None
    begin: int = 0
    end: int = _LOOKED
    read: int = 0
    last: int = 0

    def bytes_read(self, done: int) -> None:
        """Told by the readers; a file that is read again begins again."""
        if self.stop():
            raise Cancelled
        self.read += max(0, done - self.last)
        self.last = done
        self._say(self._reached())

    def looked(self) -> None:
        """Go on with the entries from where looking came to."""
        self.begin, self.end = self._reached(), _READ
        self.read = self.last = 0

    def _reached(self) -> int:
        whole = max(1, self.size)
        return self.begin + (self.end - self.begin) * min(self.read, whole) // whole

    def step(self, step: str, done: int, of: int) -> None:
        """Told by the store."""
        if step == "save":
            self._say(_READ + (_WHOLE - _READ) * done // max(1, of))

    def stop(self) -> bool:
        """Whether the person wants to stop."""
        return self.cancelled is not None and self.cancelled()

    def _say(self, done: int) -> None:
        if self.tell is not None:
            self.tell(done, _WHOLE, self.name)


def import_lists(
    paths: Sequence[Path],
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    force: bool = False,
) -> ListImports:
    """Take in official lists from files; each list as a whole or not at all.

    Files that are one list together (OFAC's tables) may be given together. One bad file stops no
    other.

    Args:
        paths: the files, in any order.
        on_progress: told from time to time.
        cancelled: asked from time to time.
        force: take editions, too, that withdraw more than a fifth of a list; else they are
            withheld, and nothing of the list changes.

    Raises:
        ListsTrouble: the file of the lists cannot be opened.
    """
    done: list[ListImport] = []
    with closing(open_lists()) as store:
        for found in find_lists(paths):
            if cancelled and cancelled():
                return ListImports(tuple(done), cancelled=True)
            try:
                done.append(_import(store, found, on_progress, cancelled, force))
            except Cancelled:
                return ListImports(tuple(done), cancelled=True)
    return ListImports(tuple(done))


def _import(
    store: ListStore,
    found: FoundList,
    on_progress: Progress | None,
    cancelled: Callable[[], bool] | None,
    force: bool,
) -> ListImport:
    name = plain_name(found.files[0].name)
    notes: list[Message] = []
    try:
        steps = _Steps(name, _size(found.files), on_progress, cancelled)
        for source in found.files:
            source.watch = steps.bytes_read
        opened = found.open()
        head = opened.head
        edition = ListEdition(head.list, name, _sum(head.joined, steps), head.published)
        steps.looked()
        first = not store.history(head.list)
        report = store.add_edition(
            edition,
            opened.entries(notes.append),
            progress=steps.step,
            cancelled=steps.stop,
            check=None if force else _check,
        )
    except Cancelled:
        raise  # a stop is no fault of the file
    except TooMuchWithdrawn as error:
        paths = tuple(one.path for one in found.files)
        return ListImport(name, withheld=error.report, paths=paths)
    except GuillemetError as error:
        return ListImport(name, refused=error.message)
    except OSError as error:
        why = error.strerror or str(error)
        return ListImport(name, refused=msg("lists.bad.closed", file=name, why=why))
    return ListImport(name, report, first, notes=(*_joined(head.joined), *head.notes, *notes))


def _check(report: EditionReport) -> None:
    """Hold back an edition that would withdraw more than a fifth of a list of some size.

    Raises:
        TooMuchWithdrawn: it would.
    """
    if report.before >= MANY and report.withdrawn.count * _SHARE > report.before:
        raise TooMuchWithdrawn(report)


def _joined(files: Sequence[Source]) -> list[Message]:
    """Say which files were read beside the main one."""
    others = ", ".join(plain_name(one.name) for one in files[1:])
    if others:
        return [msg("lists.joined", file=plain_name(files[0].name), others=others)]
    return []


def _size(files: Sequence[Source]) -> int:
    return sum(one.path.stat().st_size for one in files if one.path.is_file())


def _sum(files: Sequence[Source], steps: _Steps) -> str:
    """SHA-256 of the file; of several, that of their sums, one to a line.

    Raises:
        Cancelled: the person wants to stop.
    """
    sums = []
    for one in files:
        found = hashlib.sha256()
        with one.path.open("rb") as handle:
            while piece := handle.read(_PIECE):
                if steps.stop():
                    raise Cancelled
                found.update(piece)
        sums.append(found.hexdigest())
    if len(sums) == 1:
        return sums[0]
    return hashlib.sha256("".join(f"{one}\n" for one in sums).encode()).hexdigest()


def lists_there() -> tuple[ListRow, ...]:
    """The lists that are here, by their ids.

    Raises:
        ListsTrouble: the file of the lists cannot be read.
    """
    if not lists_file().exists():
        return ()
    with closing(open_lists()) as store:
        return tuple(ListRow(one, store.history(one.list)[1:]) for one in store.editions())


def remove_list(list_id: str) -> int:
    """Forget a list with its editions; how many entries went. Projects keep what they link to.

    Raises:
        UserError: there is no such list.
        ListsTrouble: the file of the lists cannot be written.
    """
    known = [row.edition.list for row in lists_there()]
    if list_id not in known:
        raise UserError(msg("lists.unknown", list=list_id, known=", ".join(known) or "—"))
    with closing(open_lists()) as store:
        return store.remove_list(list_id)
