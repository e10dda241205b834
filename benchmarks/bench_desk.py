"""The desk as an annotator meets it: an article opened and painted, a change saved and painted."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from annotator.identifiers import new_id
from annotator.messages import Translator
from annotator.model.ids import ArticleId, ItemId
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.services.annotating import History, Session
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import load_scheme
from benchmarks.figures import Figure, exponent, milliseconds, milliseconds_of
from benchmarks.workload import LENGTHS, annotation_of, article_of, text_of
from ui.article_desk import ArticleDesk
from ui.theme import load_theme

BY = "banc"
SIZE = (1280, 800)
OPENINGS = {500: 9, 5_000: 5, 50_000: 3}
CHANGES = {500: 40, 5_000: 20, 50_000: 5}


def figures() -> list[Figure]:
    """Opening and changing at each length, beside Qt's plain view of the same text; growth."""
    kept = QApplication.instance() or QApplication([])  # Qt lives as long as this name
    times = {length: _desk_times(length) for length in LENGTHS}
    found = [one for length in LENGTHS for one in _figures(length, *times[length])]
    del kept
    growth = exponent(LENGTHS, [opened for opened, _ in times.values()])
    return [*found, Figure("desk.growth", growth, "exponent", "linear", growth)]


def _figures(length: int, opened: float, changed: float) -> list[Figure]:
    text = text_of(length)
    plain = milliseconds(lambda: _plain(text), OPENINGS[length])
    against = "plain QTextBrowser, no marks"
    open_name, change_name = f"desk.open_{length}_words", f"desk.change_{length}_words"
    return [
        Figure(open_name, opened, "ms", against, opened / plain, OPENINGS[length]),
        Figure(change_name, changed, "ms", against, changed / plain, CHANGES[length]),
    ]


def _desk_times(length: int) -> tuple[float, float]:
    """Median milliseconds to open an article of a project, and to make one change in it."""
    with tempfile.TemporaryDirectory() as folder, _project(Path(folder), length) as project:
        desk = ArticleDesk(Translator("fr"))
        desk.set_look(load_theme("light"), 13.0, 1.5, labels=False)
        _show(desk)
        article = project.article_rows(BY)[0].id
        opened = milliseconds(lambda: _open(desk, project, article), OPENINGS[length])
        changed = statistics.median(_change(desk, turn) for turn in range(CHANGES[length]))
        desk.close()
    return opened, changed


def _project(folder: Path, length: int) -> Project:
    article = article_of(length)
    record = ImportedRecord(article, b"", annotations=(annotation_of(article, BY),))
    project = Project.create(folder / "banc.guillemet", "Banc", ProjectSettings(), BY)
    run = ImportRun(new_id(), "banc", "text", BY)
    project.add_articles([record], run, lambda done, total: None, lambda: False)
    return project


def _open(desk: ArticleDesk, project: Project, article: ArticleId) -> None:
    """Load an article from the file and paint it, as a click in the list does."""
    loaded = project.load_work(article, BY)
    scheme = load_scheme(loaded.work.annotation.scheme)
    history = History.of(loaded.log)
    desk.desk.open(Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme))
    _paint()


def _change(desk: ArticleDesk, turn: int) -> float:
    """Milliseconds from choosing a claim type to saved and painted."""
    session = desk.desk.session
    if session is None:
        raise RuntimeError("no article is open")
    quote = session.annotation.quotes[turn % len(session.annotation.quotes)]
    claim = "deny" if quote.claim_type == "assert" else "assert"
    return milliseconds_of(_label, desk, session, quote.id, claim)


def _label(desk: ArticleDesk, session: Session, quote: ItemId, claim: str) -> None:
    desk.desk.done(session.set_claim(quote, claim))
    _paint()


def _show(widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    _paint()


def _paint() -> None:
    """Have what waits be laid out and painted, once."""
    QApplication.processEvents()


def _plain(text: str) -> None:
    view = QTextBrowser()
    view.setPlainText(text)
    _show(view)
    view.close()
