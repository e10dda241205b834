"""The whole journey without a window: import, suggestions, a draft, pictures, workbook, corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.model.message import EnvironmentTrouble, UserError, msg
from annotator.services.annotating import History, Session
from annotator.services.exporting import ExportReport, Scope, export
from annotator.services.import_report import ImportReport
from annotator.services.importing import import_paths
from annotator.services.prelabel_pass import PrelabelReport, prelabel_project
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project, ProjectSettings
from annotator.services.samples import TUTORIAL, TUTORIAL_TEXT
from annotator.services.schemes import scheme_for

ANNOTATOR = "Guillemet"
"""Who signs: the name that the annotated sample article bears, too."""
THEMES = ("light", "dark")
PROJECT = "demo.guillemet"
WORKBOOK = "workbook.xlsx"
CORPUS = "corpus"
SUMMARY = {"fr": "LISEZ-MOI.md", "en": "READ-ME.md"}
DRAFT = "fr-drones.txt"
"""The sample whose suggestions the demo accepts unseen, when no article is given."""
SUGGESTED = "fr-petrole.txt"
"""The sample that is shown with its suggestions undecided."""

Shoot = Callable[[Path, str, Path, str, str], None]
"""Takes a picture: project file, id of the article to open, file to write, theme, language."""
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What the journey left.

    Attributes:
        folder: where everything lies.
        summary: Markdown that says what to look at.
    """

    folder: Path
    summary: Path


@dataclass(frozen=True, slots=True)
class _Story:
    """What happened on the way, for the summary."""

    imported: ImportReport
    passed: PrelabelReport
    draft: str
    accepted: int
    workbook: ExportReport
    corpus: ExportReport
    annotated: ArticleId
    suggested: ArticleId


def run_demo(
    folder: Path,
    say: Translator,
    *,
    article: Path | None = None,
    shoot: Shoot | None = None,
    on_progress: Progress | None = None,
) -> DemoResult:
    """Make the journey on the sample articles.

    Args:
        folder: where everything goes; an earlier demo in it is replaced, and nothing else is
            touched.
        say: the language of summary, workbook and picture.
        article: a text of one's own to take along.
        shoot: takes a picture of the window with the project; None takes none.
        on_progress: told before each step.

    Raises:
        GuillemetError: a step cannot be made; the message says why.
    """
    steps = _Steps(say, on_progress)
    _clear(folder)
    engine = Engine()
    try:
        with Project.create(
            folder / PROJECT, say("demo.project"), ProjectSettings(), ANNOTATOR
        ) as project:
            story = _travel(project, folder, steps, engine, article)
        steps.next("demo.step.pictures")
        pictures = tuple(_pictures(folder, say, shoot, story)) if shoot else ()
    finally:
        engine.close()
    summary = folder / SUMMARY[say.language]
    told = _summary(story, pictures, say)
    summary.write_text("\n".join(told) + "\n", encoding="utf-8")
    return DemoResult(folder, summary)


class _Steps:
    """Tells the steps as they come."""

    COUNT = 5

    def __init__(self, say: Translator, on_progress: Progress | None) -> None:
        self.say = say
        self._on_progress = on_progress
        self._done = -1

    def next(self, name: str) -> None:
        self._done += 1
        if self._on_progress:
            self._on_progress(self._done, self.COUNT, self.say(name))


def _clear(folder: Path) -> None:
    """Make the folder, and take away what an earlier demo left in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(f"{PROJECT}*"):
            path.unlink()
        shutil.rmtree(folder / CORPUS, ignore_errors=True)
        for name in (WORKBOOK, *SUMMARY.values(), *(f"window-{one}.png" for one in THEMES)):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("demo.no_folder", folder=str(folder), why=why)) from error


def _travel(
    project: Project, folder: Path, steps: _Steps, engine: Engine, article: Path | None
) -> _Story:
    steps.next("demo.step.import")
    imported = _import(project, article)
    steps.next("demo.step.prelabel")
    passed = prelabel_project(project, engine)
    steps.next("demo.step.draft")
    chosen = _entry_of(imported, article.name if article else DRAFT)
    draft, accepted = _make_draft(project, chosen)
    steps.next("demo.step.export")
    language = steps.say.language
    drafts, gold = Scope("drafts"), Scope("gold")
    return _Story(
        imported=imported,
        passed=passed,
        draft=draft,
        accepted=accepted,
        workbook=export(project, "workbook", folder / WORKBOOK, scope=drafts, language=language),
        corpus=export(project, "corpus", folder / CORPUS, scope=gold, language=language),
        annotated=chosen if article else _entry_of(imported, TUTORIAL),
        suggested=_entry_of(imported, SUGGESTED),
    )


def _entry_of(imported: ImportReport, file: str) -> ArticleId:
    """The article that came of a file, also where it was there already."""
    found = (one.article for one in imported.entries if one.article and one.file == file)
    chosen = next(found, None)
    if chosen is None:
        raise UserError(msg("demo.not_imported", file=file))
    return chosen


def _import(project: Project, article: Path | None) -> ImportReport:
    """Import the samples, and the article first, so that the list begins with what matters."""
    with as_file(files("resources") / "samples") as samples:
        texts = sorted((samples / "articles").glob("*.txt"))
        rest = [text for text in texts if text.name != TUTORIAL_TEXT]
        own = [article] if article else []
        report = import_paths(project, [*own, samples / TUTORIAL, *rest], annotator=ANNOTATOR)
    if article and report.entries[0].status == "refused":
        raise UserError(report.entries[0].message)
    return report


def _make_draft(project: Project, chosen: ArticleId) -> tuple[str, int]:
    """Accept every suggestion of one article; its title and how many there were."""
    loaded = project.load_work(chosen, ANNOTATOR)
    session = Session(
        project,
        loaded.article,
        loaded.work,
        loaded.proposals,
        History.of(loaded.log),
        scheme_for(project, loaded.work.annotation.scheme),
    )
    session.accept_all()
    return loaded.article.title, len(session.annotation.items)


def _pictures(folder: Path, say: Translator, shoot: Shoot, story: _Story) -> Iterator[Path]:
    """The annotated article on light ground, one with suggestions on dark."""
    for theme, article in zip(THEMES, (story.annotated, story.suggested), strict=True):
        picture = folder / f"window-{theme}.png"
        shoot(folder / PROJECT, article, picture, theme, say.language)
        yield picture


def _summary(story: _Story, pictures: tuple[Path, ...], say: Translator) -> Iterator[str]:
    """Markdown: what was made, and what to look at first."""
    yield f"# {say('demo.title')}\n"
    yield say("demo.intro") + "\n"
    yield f"## {say('demo.look')}\n"
    for number, picture in enumerate(pictures):
        yield f"- [{picture.name}]({picture.name}): {say(f'demo.picture.{THEMES[number]}')}"
    yield f"- [{WORKBOOK}]({WORKBOOK}): {say('demo.workbook', n=story.workbook.articles)}"
    yield f"- [{CORPUS}/]({CORPUS}/): {say('demo.corpus', n=story.corpus.articles)}"
    yield f"- [{PROJECT}]({PROJECT}): {say('demo.project_file')}\n"
    yield f"## {say('demo.happened')}\n"
    yield f"- {say('demo.imported', n=len(story.imported.article_ids))}"
    passed = story.passed
    yield f"- {say('demo.prelabelled', n=passed.articles, suggestions=passed.suggestions)}"
    yield f"- {say('demo.drafted', title=story.draft, n=story.accepted)}"
    yield f"- {say('demo.gold')}"
    for picture in pictures[:1]:
        yield f"\n![{say('demo.title')}]({picture.name})"
