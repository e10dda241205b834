"""Asking for files and folders, by the system's own dialogs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.messages import Translator
from annotator.services.importing import IMPORTERS

SUFFIX = ".guillemet"


def choose_project(say: Translator, parent: QWidget) -> Path | None:
    """A project file that is there."""
    pattern = f"{say('dialogs.projects')} (*{SUFFIX})"
    path, _ = QFileDialog.getOpenFileName(parent, say("dialogs.open_project"), "", pattern)
    return Path(path) if path else None


def choose_copy(say: Translator, source: Path, parent: QWidget) -> Path | None:
    """Where a copy of a project is to go."""
    proposed = source.with_name(f"{source.stem}-copie{SUFFIX}")
    pattern = f"{say('dialogs.projects')} (*{SUFFIX})"
    path, _ = QFileDialog.getSaveFileName(
        parent, say("dialogs.copy_project"), str(proposed), pattern
    )
    return with_suffix(Path(path), SUFFIX) if path else None


def choose_files(say: Translator, parent: QWidget) -> tuple[Path, ...]:
    """Files to import."""
    endings = " ".join(f"*{suffix}" for one in IMPORTERS.values() for suffix in one.suffixes)
    pattern = f"{say('dialogs.articles')} ({endings});;{say('dialogs.all_files')} (*)"
    paths, _ = QFileDialog.getOpenFileNames(parent, say("dialogs.import"), "", pattern)
    return tuple(Path(path) for path in paths)


def choose_gold(say: Translator, parent: QWidget) -> Path | None:
    """A file of gold to compare with."""
    pattern = f"{say('evaluate.dialog.files')} (*.json *.jsonl);;{say('dialogs.all_files')} (*)"
    path, _ = QFileDialog.getOpenFileName(parent, say("evaluate.dialog.choose"), "", pattern)
    return Path(path) if path else None


def choose_folder(say: Translator, parent: QWidget) -> Path | None:
    """A folder to import."""
    path = QFileDialog.getExistingDirectory(parent, say("dialogs.import_folder"))
    return Path(path) if path else None


def choose_place(say: Translator, proposed: Path, parent: QWidget) -> Path | None:
    """Where a new file or folder is to be written."""
    path, _ = QFileDialog.getSaveFileName(parent, say("dialogs.place"), str(proposed))
    return Path(path) if path else None


def with_suffix(path: Path, suffix: str) -> Path:
    """The path with an ending, if it has none."""
    return path if path.suffix else path.with_suffix(suffix)
