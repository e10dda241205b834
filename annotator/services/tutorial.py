"""The tutorial: its texts with what the steps are about, and the project that it runs in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from annotator.messages import LANGUAGES, nearest_language
from annotator.model.annotation import AnnotationState
from annotator.model.ids import ArticleId, EntryId
from annotator.model.message import msg
from annotator.services.annotating import Outcome, Session
from annotator.services.annotating.past import restore
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.services.samples import TUTOR, sample_path
from annotator.settings import load_settings

NAMES = {"fr": "Tutoriel", "en": "Tutorial"}
"""What the project is called, by the language of its text."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One text of the tutorial, and the words in it that the steps are about.

    Attributes:
        language: of the text.
        article: id of the article, the same in every project.
        entry: the catalogue entry that the reference in the text means.
        words: what stands where, by name; each stands once in the text.
    """

    language: str
    article: ArticleId
    entry: EntryId
    words: Mapping[str, str]


@cache
def load_lesson(language: str) -> Lesson:
    """The text of the tutorial in a language; another than ours gets English."""
    code = nearest_language(language)
    source = files("resources") / "tutorial" / f"{code}.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    return Lesson(code, ArticleId(data["article"]), EntryId(data["entry"]), data["words"])


def lesson_of(article: ArticleId) -> Lesson | None:
    """The lesson whose text this article is."""
    lessons = (load_lesson(language) for language in LANGUAGES)
    return next((one for one in lessons if one.article == article), None)


def tutorial_path(language: str) -> Path:
    """Where a person's tutorial lies: beside the sample project, and apart from all other work."""
    return sample_path().with_name(f"{NAMES[nearest_language(language)].lower()}.guillemet")


def tutorial_project(language: str, path: Path | None = None) -> Path:
    """The project of the tutorial, made if it is not there yet.

    Args:
        language: of its text.
        path: where; None is in the person's own data folder.

    Raises:
        GuillemetError: it cannot be written there.
    """
    place, code = path or tutorial_path(language), nearest_language(language)
    if place.exists():
        return place
    place.parent.mkdir(parents=True, exist_ok=True)
    annotator = load_settings().annotator or TUTOR
    with (
        Project.create(place, NAMES[code], ProjectSettings(code), annotator) as project,
        as_file(files("resources") / "tutorial" / f"{code}.jsonl") as file,
    ):
        import_paths(project, [file], annotator=annotator)
    return place


def begin_again(session: Session) -> Outcome:
    """Take the annotation of the tutorial's text back to its beginning, as one step.

    It can be undone, and stays in the history of the article as any other step does.
    """
    plan, now = session.plan(), session.annotation
    fresh = replace(now, state=AnnotationState(now.state.id), items=(), decisions=())
    restore(plan, replace(session.work, annotation=fresh))
    return session.save(plan, msg("do.begin_again"), None)
