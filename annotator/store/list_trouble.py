"""What can go wrong with the user's lists, each with the sentence that says what to do."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.message import EnvironmentTrouble, GuillemetError, UserError, msg


class ListsTrouble(EnvironmentTrouble):
    """The database of lists cannot be read or written."""


class ListRefused(UserError):
    """An edition that cannot be taken; nothing of it was kept."""


_BY_NAME = (
    ("SQLITE_FULL", "lists_store.disk_full"),
    ("SQLITE_BUSY", "lists_store.busy"),
    ("SQLITE_LOCKED", "lists_store.busy"),
    ("SQLITE_READONLY", "lists_store.read_only"),
    ("SQLITE_CANTOPEN", "lists_store.cannot_open"),
    ("SQLITE_CORRUPT", "lists_store.damaged"),
    ("SQLITE_NOTADB", "lists_store.damaged"),
    ("SQLITE_IOERR", "lists_store.disk_error"),
)
_BY_ERRNO = {
    errno.ENOSPC: "lists_store.disk_full",
    errno.EDQUOT: "lists_store.disk_full",
    errno.EACCES: "lists_store.read_only",
    errno.EPERM: "lists_store.read_only",
    errno.EROFS: "lists_store.read_only",
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the trouble of disk and database into an error that a person can read.

    Raises:
        GuillemetError: of the kind that fits; what is no known trouble goes through as it is.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) or error from error
    except UnicodeEncodeError as error:
        raise ListRefused(msg("lists_store.unsayable", path=str(path))) from error
    except OSError as error:
        name = _BY_ERRNO.get(error.errno or 0, "lists_store.disk_error")
        raise ListsTrouble(msg(name, path=str(path))) from error


def damaged(path: Path) -> ListsTrouble:
    """The error for a database that is broken or another program's."""
    return ListsTrouble(msg("lists_store.damaged", path=str(path)))


def _from_sqlite(error: sqlite3.Error, path: Path) -> GuillemetError | None:
    found = getattr(error, "sqlite_errorname", "")
    if "malformed" in str(error):
        found = "SQLITE_CORRUPT"
    for prefix, message in _BY_NAME:
        if found.startswith(prefix):
            return ListsTrouble(msg(message, path=str(path)))
    return None
