"""What can go wrong with a project file, each with the sentence that says what to do."""

from __future__ import annotations

import errno
import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from annotator.model.message import EnvironmentTrouble, GuillemetError, UserError, msg


class ProjectInUse(EnvironmentTrouble):
    """Somebody else has the project open."""


class TurnTaken(EnvironmentTrouble):
    """Another task of this program is writing; it will be done soon."""


class NotAProject(UserError):
    """The file is something else."""


class NewerProject(UserError):
    """The file was written by a newer version of the program."""


class DamagedProject(EnvironmentTrouble):
    """The file is broken; nothing was written to it."""


class ReadOnlyProject(EnvironmentTrouble):
    """The project was opened for reading only."""


class FolderClosed(EnvironmentTrouble):
    """Nobody may write in the project's folder."""


class Dangling(GuillemetError):
    """A record points to something that the project does not have."""


class Cancelled(UserError):
    """The person stopped a long task; nothing of it was kept."""

    def __init__(self) -> None:
        super().__init__(msg("store.cancelled"))


_BY_NAME: tuple[tuple[str, type[GuillemetError], str], ...] = (
    ("SQLITE_FULL", EnvironmentTrouble, "store.disk_full"),
    ("SQLITE_READONLY", ReadOnlyProject, "store.read_only"),
    ("SQLITE_BUSY", ProjectInUse, "store.busy"),
    ("SQLITE_LOCKED", ProjectInUse, "store.busy"),
    ("SQLITE_CORRUPT", DamagedProject, "store.damaged"),
    ("SQLITE_NOTADB", DamagedProject, "store.damaged"),
    ("SQLITE_CANTOPEN", EnvironmentTrouble, "store.cannot_open"),
    ("SQLITE_IOERR", EnvironmentTrouble, "store.disk_error"),
    ("SQLITE_CONSTRAINT_FOREIGNKEY", Dangling, "store.dangling"),
    ("SQLITE_CONSTRAINT_PRIMARYKEY", GuillemetError, "store.id_taken"),
    ("SQLITE_CONSTRAINT_UNIQUE", GuillemetError, "store.id_taken"),
)
_CORRUPT = ("malformed", "Could not decode to UTF-8")
"""What errors say that have no name of their own."""
_BY_ERRNO: dict[int, tuple[type[GuillemetError], str]] = {
    errno.ENOSPC: (EnvironmentTrouble, "store.disk_full"),
    errno.EDQUOT: (EnvironmentTrouble, "store.disk_full"),
    errno.EFBIG: (EnvironmentTrouble, "store.disk_full"),
    errno.EACCES: (FolderClosed, "store.read_only_folder"),
    errno.EPERM: (FolderClosed, "store.read_only_folder"),
    errno.EROFS: (FolderClosed, "store.read_only_folder"),
    errno.ENOENT: (EnvironmentTrouble, "store.no_folder"),
    errno.ENOTDIR: (EnvironmentTrouble, "store.no_folder"),
}
_ELSE = (EnvironmentTrouble, "store.disk_error")


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the trouble of disk and database into an error that a person can read.

    Raises:
        GuillemetError: of the kind that fits; what is no known trouble goes through as it is.
    """
    try:
        yield
    except DBAPIError as error:
        raise _from_sqlite(error.orig, path) or error from error
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) or error from error
    except (json.JSONDecodeError, zlib.error) as error:
        raise DamagedProject(msg("store.damaged", path=str(path))) from error
    except UnicodeEncodeError as error:
        raise UserError(msg("store.unsayable", path=str(path))) from error
    except OSError as error:
        kind, name = _BY_ERRNO.get(error.errno or 0, _ELSE)
        raise kind(msg(name, path=str(path), folder=str(path.parent))) from error


def _from_sqlite(error: BaseException | None, path: Path) -> GuillemetError | None:
    name = getattr(error, "sqlite_errorname", "")
    if any(sign in str(error) for sign in _CORRUPT):
        name = "SQLITE_CORRUPT"
    for prefix, kind, message in _BY_NAME:
        if name.startswith(prefix):
            return kind(msg(message, path=str(path), folder=str(path.parent)))
    return None
