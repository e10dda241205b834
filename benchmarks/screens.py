"""Pictures of the real window in its typical states: `python -m benchmarks.screens OUT`.

Every state in every theme, those of high contrast among them, and in both languages. With
`QT_SCALE_FACTOR=1.5` or `2` before it, as on a screen of that scale.
"""

from __future__ import annotations

import datetime
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.messages import LANGUAGES
from annotator.model.list_editions import (
    EditionReport,
    EntryName,
    ListEdition,
    NamedEntries,
    StoredEntry,
)
from annotator.model.listed import ListedEntry, ListedName
from annotator.model.message import UserError, msg
from annotator.prelabel.pipeline import propose
from annotator.services.backups import back_up
from annotator.services.history import Timeline
from annotator.services.importing import import_paths
from annotator.services.list_words import say_imports, say_kept
from annotator.services.lists import ListImport, ListImports, ListRow
from annotator.services.models import ModelRow
from annotator.services.prelabelling import Engine
from annotator.services.projects import Project
from annotator.services.samples import TUTOR, make_sample
from annotator.services.schemes import present_scheme
from annotator.services.tutorial import tutorial_project
from annotator.settings import AppSettings
from ui.app import make_app
from ui.catalogue_commands import catalogue
from ui.codebook_commands import CodebookDesk
from ui.dialogs.article import MetadataForm
from ui.dialogs.backups import BackupsForm
from ui.dialogs.codebook import CodebookWindow
from ui.dialogs.export import ExportForm
from ui.dialogs.finish import FinishForm
from ui.dialogs.help import HelpWindow
from ui.dialogs.history import HistoryWindow
from ui.dialogs.lists import ListsForm
from ui.dialogs.models import ModelsForm
from ui.dialogs.palette import Palette
from ui.dialogs.project import NewProjectForm
from ui.dialogs.reports import ImportReportForm
from ui.dialogs.settings import SettingsForm
from ui.presenters.history import Past
from ui.presenters.model_list import ModelList
from ui.qt_words import QtWords
from ui.screenshots import quiet
from ui.theme import NAMES
from ui.window import Window

SIZE, NARROW = (1400, 880), (820, 760)
WAIT_MS = 1500
"""Time for the queue, or what was searched, to appear."""
HALF = 14
"""How many suggestions of the half-done article are accepted."""
NEW, HALF_DONE = "fr-drones.txt", "fr-petrole.txt"
Shown = Callable[[Window], QWidget]


def main(out: Path) -> None:
    """Write a picture of each state in each theme and language into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _own_settings(Path(folder)), quiet():
        sample = Path(folder) / "sample.guillemet"
        _make(sample)
        for theme in NAMES:
            for language in LANGUAGES:
                own = Path(shutil.copy(sample, Path(folder) / f"{theme}-{language}.guillemet"))
                _shoot_all(own, AppSettings(TUTOR, language, theme), out)


@contextmanager
def _own_settings(folder: Path) -> Iterator[None]:
    with patch.dict(os.environ, GUILLEMET_CONFIG_DIR=str(folder / "config")):
        yield


def _make(path: Path) -> None:
    """The sample project with suggestions for every article that has no annotation."""
    make_sample(path)
    with Project.open(path, TUTOR) as project:
        for article_id in project.unlabelled_articles():
            project.save_proposals(propose(project.article(article_id)))


def _shoot_all(project: Path, settings: AppSettings, out: Path) -> None:
    app = make_app(settings)
    engine = Engine()
    words = QtWords(app)
    words.speak(settings.language)
    window = Window(settings, engine)
    window.main.resize(*SIZE)
    window.main.show()
    try:
        _shoot(app, window, out, "welcome", lambda one: one.main)
        window.frame.open_project(project)
        for name, state in STATES.items():
            _shoot(app, window, out, name, state)
    finally:
        window.main.close()
        window.main.deleteLater()
        window.deleteLater()
        _settle(app)
        words.hush()
        engine.close()


def _shoot(app: QApplication, window: Window, out: Path, name: str, state: Shown) -> None:
    shown = state(window)
    shown.show()
    _settle(app)
    settings = window.frame.settings
    picture = out / f"{name}-{settings.theme}-{settings.language}.png"
    shown.grab().toImage().save(str(picture), "PNG", 0)  # type: ignore[call-overload]  # str is taken
    if shown is not window.main:
        shown.close()
        shown.deleteLater()


def _settle(app: QApplication) -> None:
    for _ in range(4):
        app.processEvents()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _article(window: Window, name: str) -> QWidget:
    """Show the article that was read from a file."""
    row = next(row for row in window.frame.rows if row.meta.source_file == name)
    window.frame.choose(row.id)
    window.main.article.text.setFocus()
    return window.main


def _half_done(window: Window) -> QWidget:
    _article(window, HALF_DONE)
    window.main.article.margin.close_picker()
    session = window.desk.session
    if session is not None and not session.annotation.items:
        for _ in range(HALF):
            window.run("decide.accept")
    quotes = [one for one in session.annotation.quotes if one.kind != "scare"] if session else []
    window.desk.select(quotes[1].id)
    return window.main


def _picker(row: str, window: Window) -> QWidget:
    """The selected quote with a picker open."""
    _half_done(window)
    _settle(QApplication.instance())  # type: ignore[arg-type]  # there is one
    window.desk.view.open_picker(row)
    return window.main


def _palette(window: Window) -> QWidget:
    _half_done(window)
    return Palette(window.say, window.key_rows(), window.main)


def _report(window: Window) -> QDialog:
    """What became of five files, good and bad."""
    project = window.frame.project
    assert project is not None
    with tempfile.TemporaryDirectory() as folder:
        for name, content in BAD_FILES.items():
            (Path(folder) / name).write_bytes(content)
        report = import_paths(project, [Path(folder)], annotator=TUTOR)
    return ImportReportForm(window.say, report, window.main)


BAD_FILES = {
    "ancien.txt": "« L’été est long », dit-elle… à l’étranger.\n".encode("cp1252"),
    "bon.txt": "«Tout est prêt», a dit Ada Kern.\n".encode(),
    "bon-copie.txt": "«Tout est prêt», a dit Ada Kern.\n".encode(),
    "image.txt": b"\x89PNG\x00\x00",
    "vide.txt": b"",
}


def _metadata(window: Window) -> QWidget:
    current = window.frame.current
    state = window.frame.state(current) if current is not None else None
    assert state is not None
    return MetadataForm(window.say, state, window.main)


def _export(window: Window) -> QWidget:
    return ExportForm(window.say, window.frame.rows, window.main.articles.chosen(), window.main)


def _settings(window: Window) -> QWidget:
    return SettingsForm(window.say, window.frame.settings, window.main)


def _models(window: Window) -> QWidget:
    """Models as they might be installed; none has to be."""
    why = msg("models.library", name="fr_dep_news_trf", libraries="torch")
    rows = (
        ModelRow("fr_core_news_md", "fr_core_news_md@3.8.0", "fr", folder=False, size=43_000_000,
                 labels=("LOC", "MISC", "ORG", "PER"), components=("tok2vec", "ner"),
                 licence="LGPL-LR", spacy_version=">=3.8.0,<3.9.0"),
        ModelRow("fr_dep_news_trf", "fr_dep_news_trf@3.8.0", "fr", folder=False, size=400_000_000,
                 state="unusable", why=why),
        ModelRow("en_ont", "en_ont@1.2.0", "en", folder=False, size=12_000_000,
                 labels=("LOC", "TREATY"), unknown=("TREATY",)),
    )  # fmt: skip
    return ModelsForm(window.say, ModelList(rows, frozenset({"fr_core_news_md"})), window.main)


def _lists(window: Window) -> QWidget:
    """Three lists, one of them with an edition before, and what an import said."""
    say = window.say
    imported = "2026-03-02T08:00:00+00:00"
    un = ListEdition("un-sc", "consolidated.xml", "5c" * 32, "2026-02-27", imported, 1003)
    older = ListEdition("un-sc", "consolidated.xml", "4b" * 32, "2026-01-15", imported, 1001)
    ofac = ListEdition("ofac-sdn", "sdn.csv", "6d" * 32, "", imported, 17211)
    register = ListEdition("fr-gels", "registre.json", "7e" * 32, "2026-02-20", imported, 6212)
    added = NamedEntries(1, (EntryName("un-sc:KPi.901", "INVENTÉ FICTIF"),))
    report = EditionReport(un, added=added, same=1002, names=4192)
    done = ListImports((
        ListImport(un.file_name, report),
        ListImport("liste.csv", refused=msg("lists.bad.web_page", file="liste.csv")),
    ))  # fmt: skip
    rows = (ListRow(register, ()), ListRow(ofac, ()), ListRow(un, (older,)))
    own = ListedEntry("ch-seco", "99001", "person", (ListedName("Inventé Fictif"),))
    swiss = ListEdition("ch-seco", "seco.xml", "8f" * 32, "2026-01-20", imported, 6000)
    kept = "\n".join(say_kept((StoredEntry(own, swiss),), {"un-sc"}, say))
    form = ListsForm(say, rows, tuple(say_imports(done, say)), window.main, kept)
    form.table.selectRow(2)
    return form


def _codebook(window: Window) -> QWidget:
    """The labels of the project; nothing is adopted, so nobody is needed to do it."""
    project = window.frame.project
    assert project is not None
    desk = CodebookDesk(window, project)
    return CodebookWindow(window.say, present_scheme(project), desk, window.theme, window.main)


def _catalogue(window: Window) -> QWidget:
    """The catalogue, with an act found."""
    shown = catalogue(window)
    assert shown is not None
    shown.search.setText("1718")
    _wait()
    return shown


def _help(window: Window) -> QWidget:
    return HelpWindow(window.say, "annotate", window.key_rows(), window.main)


def _new_project(window: Window) -> QWidget:
    return NewProjectForm(window.say, window.main)


def _trouble(window: Window) -> QWidget:
    """The banner, and long work under way."""
    _half_done(window)
    window.report(UserError(msg("tasks.busy")))
    window.main.progress.begin(window.say("tasks.import"), lambda: None)
    window.main.progress.show_progress(3, 8, NEW)
    return window.main


def _history(window: Window) -> QWidget:
    """The steps of the half-done article, one of the earlier states beside them."""
    _half_done(window)
    session, project = window.desk.session, window.frame.project
    assert session is not None
    assert project is not None
    past = Past(session, Timeline(project, session.article.id), window.say)
    settings = window.frame.settings
    shown = HistoryWindow(window.say, past, window.theme, settings, window.main)
    shown.steps.selectRow(HALF // 2)
    return shown


def _backups(window: Window) -> QWidget:
    """Backups of three days."""
    project = window.frame.project
    assert project is not None
    for day in (24, 25, 26):
        back_up(project, "", datetime.date(2026, 11, day))
    return BackupsForm(window.say, project.path, "", lambda _folder: None, window.main)


def _finish(window: Window) -> QWidget:
    """The question why an article is finished with points open."""
    _half_done(window)
    session = window.desk.session
    return FinishForm(window.say, session.open_points() if session else (), window.main)


def _calm(window: Window) -> QWidget:
    """The foot's list of open points, over the window without banner and progress."""
    window.main.banner.hide()
    window.main.progress.end()
    return window.main.foot.menu()


def _place(name: str, window: Window) -> QWidget:
    """The queue, or finding with words that the sample has."""
    window.places.go(name)
    _wait()
    if name == "find":
        window.places.find.panel.words.setText("sanctions")
        _wait()
    return window.main


def _wait() -> None:
    """Let what other threads read come in."""
    loop = QEventLoop()
    QTimer.singleShot(WAIT_MS, loop.quit)
    loop.exec()


def _narrow(window: Window) -> QWidget:
    window.places.go("annotate")
    _half_done(window)
    window.main.resize(*NARROW)
    return window.main


def _tutorial(window: Window) -> QWidget:
    """The tutorial in its own project, at a quote whose second piece has become another quote."""
    project, settings = window.frame.project, window.frame.settings
    assert project is not None
    window.main.resize(*SIZE)
    name = f"tutorial-{settings.theme}-{settings.language}.guillemet"
    window.frame.open_project(tutorial_project(settings.language, project.path.with_name(name)))
    while window.tutorial.tutorial.step != "join":
        window.run("help.tutorial_skip")
    window.run("help.tutorial_show")
    window.run("make.quote")
    return window.main


STATES: Mapping[str, Shown] = {
    "new": partial(_article, name=NEW),
    "half": _half_done,
    "speaker": partial(_picker, "speaker"),
    "claim": partial(_picker, "claim"),
    "references": partial(_picker, "references"),
    "palette": _palette,
    "metadata": _metadata,
    "export": _export,
    "settings": _settings,
    "models": _models,
    "lists": _lists,
    "codebook": _codebook,
    "catalogue": _catalogue,
    "actors": partial(_place, "register"),
    "help": _help,
    "review": partial(_place, "review"),
    "find": partial(_place, "find"),
    "new-project": _new_project,
    "narrow": _narrow,
    "report": _report,
    "history": _history,
    "backups": _backups,
    "finish": _finish,
    "trouble": _trouble,
    "points": _calm,
    "tutorial": _tutorial,
}


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens"))
