"""The sample project: texts written for Guillemet, one of them annotated as the tutorial."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

import platformdirs

from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.settings import load_settings

TUTORIAL = "tutorial.jsonl"
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
    annotator = settings.annotator or "tutorial"
    name = "Exemple" if settings.language == "fr" else "Sample"
    with (
        Project.create(path, name, ProjectSettings(), annotator) as project,
        as_file(files("resources") / "samples") as folder,
        TemporaryDirectory() as own,
    ):
        texts = sorted((folder / "articles").glob("*.txt"))
        rest = [text for text in texts if text.name != TUTORIAL_TEXT]
        signed = Path(own) / TUTORIAL
        signed.write_text(_signed((folder / TUTORIAL).read_text("utf-8"), annotator), "utf-8")
        import_paths(project, [signed, *rest], annotator=annotator)


def _signed(lines: str, annotator: str) -> str:
    """The tutorial as the person's own work, so that it can be looked at and changed."""
    made = []
    for line in lines.splitlines():
        data = json.loads(line)
        data["annotation"]["by"] = annotator
        made.append(json.dumps(data, ensure_ascii=False))
    return "\n".join(made) + "\n"
