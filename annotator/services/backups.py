"""Backups that rotate on their own: one a day, the last seven and one a week for four weeks more.

They lie in a folder beside the project, `NAME.backups`, or in one that a person chose, where each
project has a folder of its own. A backup is a sound project file by itself.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from annotator.model.message import EnvironmentTrouble, GuillemetError, Message, msg
from annotator.services.project_copying import copy_project
from annotator.services.projects import Project
from annotator.store.files import SUFFIX
from annotator.store.summary import Summary, summary
from annotator.store.trouble import told

DAYS, WEEKS = 7, 4
"""How many backups are kept: the newest ones, and before them the newest of each week."""

_NAME = re.compile(rf"-(\d{{4}}-\d\d-\d\d){re.escape(SUFFIX)}$")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        size: in bytes.
        holds: what is in it; None if it cannot be read.
        trouble: why it cannot be read; None if it can.
    """

    path: Path
    day: datetime.date
    size: int
    holds: Summary | None = None
    trouble: Message | None = None


def backup_folder(project: Path, chosen: str) -> Path:
    """Where the backups of a project file lie.

    Args:
        project: the file; it need not be there any more.
        chosen: the folder that the person chose for all projects; empty: beside each.
    """
    if not chosen:
        return project.with_name(f"{project.stem}.backups")
    place = hashlib.sha256(str(project.resolve()).encode()).hexdigest()[:8]
    return Path(chosen) / f"{project.stem}-{place}"


def kept(days: Collection[datetime.date]) -> set[datetime.date]:
    """Of the days that have a backup, those whose backup is kept."""
    newest_first = sorted(days, reverse=True)
    chosen, before = set(newest_first[:DAYS]), newest_first[DAYS:]
    weeks: dict[tuple[int, int], datetime.date] = {}
    for day in before:
        year, week, _weekday = day.isocalendar()
        weeks.setdefault((year, week), day)
    return chosen | set(list(weeks.values())[:WEEKS])


def back_up(project: Project, chosen: str, today: datetime.date) -> Path | None:
    """Make the backup of a day, if there is none yet, then drop those that are too old.

    Returns:
        The new file; None if the day has its backup.

    Raises:
        EnvironmentTrouble: it cannot be written; older ones are left alone.
    """
    folder = backup_folder(project.path, chosen)
    target = folder / f"{project.path.stem}-{today.isoformat()}{SUFFIX}"
    if target.exists():
        return None
    try:
        with told(target):
            folder.mkdir(parents=True, exist_ok=True)
        project.copy_to(target)
    except EnvironmentTrouble as trouble:
        raise EnvironmentTrouble(msg("backups.not_made", folder=str(folder))) from trouble
    _rotate(folder)
    return target


def _rotate(folder: Path) -> None:
    found = {day: path for path, day in _files(folder)}
    for day in found.keys() - kept(found):
        with told(found[day]):
            found[day].unlink(missing_ok=True)


def _files(folder: Path) -> list[tuple[Path, datetime.date]]:
    """The backups in a folder with their days, the newest first; other files are not ours."""
    found = []
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        named = _NAME.search(path.name)
        if named is not None:
            found.append((path, datetime.date.fromisoformat(named[1])))
    return sorted(found, key=lambda one: one[1], reverse=True)


def backups(project: Path, chosen: str) -> tuple[Backup, ...]:
    """The backups of a project file with what they hold, the newest first."""
    return tuple(_looked_at(path, day) for path, day in _files(backup_folder(project, chosen)))


def _looked_at(path: Path, day: datetime.date) -> Backup:
    size = path.stat().st_size
    try:
        return Backup(path, day, size, summary(path))
    except GuillemetError as error:
        return Backup(path, day, size, trouble=error.message)


def taken_out(backup: Backup, project: Path) -> Path:
    """Copy a backup beside the project, to be worked with; the backup stays as it is.

    Raises:
        GuillemetError: the backup is damaged, or the copy cannot be written.
    """
    number, target = 1, project.with_name(f"{project.stem}-{backup.day.isoformat()}{SUFFIX}")
    while target.exists():
        number += 1
        target = project.with_name(f"{project.stem}-{backup.day.isoformat()}-{number}{SUFFIX}")
    copy_project(backup.path, target)
    return target
