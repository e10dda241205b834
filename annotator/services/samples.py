"""The sample project: texts written for Guillemet, one of them annotated as the tutorial."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path

import platformdirs

from annotator.identifiers import new_id
from annotator.model.change import Batch, Change, apply
from annotator.model.ids import BatchId
from annotator.model.message import msg
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import load_settings

TUTORIAL = "tutorial.jsonl"
TUTOR = "Guillemet"
"""Whose name the tutorial's annotation bears."""
TUTORIAL_TEXT = "fr-cargo.txt"
"""The text that the tutorial annotates: it comes with its annotation, not a second time."""


def sample_path() -> Path:
    """Where a person's sample project lies."""
    folder = Path(platformdirs.user_data_dir("guillemet", False))
    return folder / "exemple.guillemet"


def sample_project(path: Path | None = None) -> Path:
    """The sample project, made if it is not there yet.

    Args:
        path: where; None is in the person's own data folder.

    Raises:
        GuillemetError: it cannot be written there.
    """
    place = path or sample_path()
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        make_sample(place)
    return place


def make_sample(path: Path) -> None:
    """Make a new project of the sample texts, the tutorial among them.

    Raises:
        GuillemetError: a file is there already, or the folder cannot be written.
    """
    settings = load_settings()
    annotator = settings.annotator or TUTOR
    name = "Exemple" if settings.language == "fr" else "Sample"
    with (
        Project.create(path, name, ProjectSettings(), annotator) as project,
        as_file(files("resources") / "samples") as folder,
    ):
        texts = sorted((folder / "articles").glob("*.txt"))
        rest = [text for text in texts if text.name != TUTORIAL_TEXT]
        import_paths(project, [folder / TUTORIAL, *rest], annotator=annotator)


def take_over_tutorial(project: Project, annotator: str) -> None:
    """Give a person the tutorial's annotation as their own, to look at and to try things on.

    Everybody sees their own work alone; without this the annotated article would look untouched.
    Nothing happens in a project without the tutorial, or once the person has begun it.

    Raises:
        GuillemetError: it cannot be saved.
    """
    for row in project.article_rows(TUTOR):
        if row.status != "done" or row.meta.source_file != TUTORIAL_TEXT:
            continue
        tutor = project.load_work(row.id, TUTOR).work.annotation
        own = project.load_work(row.id, annotator).work
        if own.annotation.state.status != "new" or own.annotation.items:
            continue
        done = replace(own.annotation.state, status=tutor.state.status)
        changes = [Change(None, item) for item in tutor.items]
        changes.append(Change(own.annotation.state, done))
        batch = Batch(BatchId(new_id()), msg("samples.taken_over"), tuple(changes))
        project.commit(batch, apply(own, batch), row.id, annotator)
