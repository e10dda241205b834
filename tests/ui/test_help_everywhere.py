"""F1 opens the page that belongs to what one is at: every panel, place, picker and dialog."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator.services.evaluating import evaluate_article
from annotator.services.history import Timeline
from annotator.services.project_values import LoadedWork
from tests.conftest import PROJECT
from tests.ui.window_stage import CTRL, SHIFT, Stage, staged
from ui.dialog_help import PAGE_OF, START, dialog_page
from ui.dialogs.article import MetadataForm
from ui.dialogs.backups import BackupsForm
from ui.dialogs.evaluation import EvaluationWindow
from ui.dialogs.export import ExportForm
from ui.dialogs.finish import FinishForm
from ui.dialogs.form import Form
from ui.dialogs.help import PAGES, HelpWindow
from ui.dialogs.history import HistoryWindow
from ui.dialogs.lexicon import LexiconWindow
from ui.dialogs.pace import PaceWindow
from ui.dialogs.project import NewProjectForm, ProjectForm
from ui.dialogs.settings import SettingsForm
from ui.help_page import PLACES
from ui.presenters.history import Past

F1 = Qt.Key.Key_F1


@pytest.fixture(params=["fr", "en"])
def spoken(qtbot, path: Path, request: pytest.FixtureRequest) -> Iterator[Stage]:
    with staged(qtbot, path, language=request.param) as made:
        yield made


def page_over(window: QWidget) -> str:
    """The page that is read over a window; it is put away again."""
    (shown,) = [one for one in window.findChildren(HelpWindow) if one.isVisible()]
    text = shown.text.toPlainText()
    assert text.startswith(shown.pages.currentItem().text())
    page = shown.page
    shown.close()
    QApplication.processEvents()
    return page


def focused(stage: Stage, widget: QWidget) -> None:
    stage.main.activateWindow()
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    stage.qtbot.waitUntil(lambda: stage.main.focusWidget() is not None)


PANELS: tuple[tuple[str, Callable[[Stage], QWidget], str], ...] = (
    ("text", lambda stage: stage.main.article.text, "annotate"),
    ("list", lambda stage: stage.main.articles.view, "articles"),
    ("filter", lambda stage: stage.main.articles.filter, "articles"),
    ("menu", lambda stage: stage.main.top.menu_button, "projects"),
    ("learning", lambda stage: stage.main.top.learning_button, "learning"),
    ("todo", lambda stage: stage.main.foot.todo, "annotate"),
    ("pace", lambda stage: stage.main.foot.pace, "pace"),
    ("banner", lambda stage: stage.main.banner.close_button, "trouble"),
    ("progress", lambda stage: stage.main.progress.cancel_button, "projects"),
    ("find bar", lambda stage: stage.main.find_bar.line, "finding"),
)


@pytest.mark.parametrize(("name", "widget", "page"), PANELS, ids=[one[0] for one in PANELS])
def test_a_panel_has_its_page(spoken: Stage, name: str, widget, page: str):
    stage = spoken
    stage.main.banner.show_error("x")
    stage.main.progress.begin("x", lambda: None)
    stage.main.top.show_learning(3)
    stage.window.pace.count_now()
    stage.press("f", held=CTRL)
    focused(stage, widget(stage))
    stage.press(F1)
    assert page_over(stage.main) == page


@pytest.mark.parametrize(("key", "page"), [("r", "review"), ("F", "finding")])
def test_a_place_has_its_page(spoken: Stage, key: str, page: str):
    spoken.press(key, held=CTRL | SHIFT if key == "F" else CTRL)
    spoken.press(F1)
    assert page_over(spoken.main) == page


def test_every_place_is_known(stage: Stage):
    assert set(stage.main.more_places) <= {*PLACES, *PAGES}
    assert set(PLACES.values()) <= set(PAGES)


PICKERS = (
    ("s", "quotes"),
    ("c", "claims"),
    ("r", "references"),
    ("f", "quotes"),
    ("n", "annotate"),
)


@pytest.mark.parametrize(("key", "page"), PICKERS)
def test_a_picker_has_its_page(spoken: Stage, key: str, page: str):
    spoken.press("j", key)
    assert spoken.main.article.margin.picker_open
    spoken.press(F1)
    assert page_over(spoken.main) == page


def test_without_a_project_help_begins_at_the_start(bare: Stage):
    bare.press(F1)
    assert page_over(bare.main) == "start"


def test_the_palette_leads_to_the_keys(spoken: Stage):
    spoken.asked(lambda _palette: spoken.press(F1), lambda: spoken.press("k", held=CTRL))
    assert page_over(spoken.main) == "annotate"


def test_help_on_help_is_the_start(stage: Stage):
    stage.press(F1)
    (shown,) = stage.main.findChildren(HelpWindow)
    QTest.keyClick(shown.text, F1)
    assert shown.page == "start"
    shown.close()


def _history(stage: Stage) -> QDialog:
    window = stage.window
    past = Past(stage.session, Timeline(stage.project, stage.session.article.id), window.say)
    return HistoryWindow(window.say, past, window.theme, window.frame.settings, stage.main)


def _evaluation(stage: Stage) -> QDialog:
    session = stage.session
    gold = PROJECT / "resources" / "samples" / "annotations.jsonl"
    if not gold.exists():
        gold = next((PROJECT / "resources" / "samples").rglob("*.jsonl"))
    work = LoadedWork(session.article, session.work, session.proposals)
    report = evaluate_article(gold, work)
    return EvaluationWindow(stage.window.say, report, lambda *_place: None, stage.main)


def _metadata(stage: Stage) -> QDialog:
    state = stage.window.frame.state(stage.session.article.id)
    assert state is not None
    return MetadataForm(stage.window.say, state, stage.main)


def _lexicon(stage: Stage) -> QDialog:
    return LexiconWindow(stage.window.say, "fr", stage.project, lambda: None, stage.main)


DIALOGS: dict[str, tuple[Callable[[Stage], QDialog], str]] = {
    "history": (_history, "history"),
    "metadata": (_metadata, "articles"),
    "settings": (
        lambda stage: SettingsForm(stage.window.say, stage.window.frame.settings, stage.main),
        "settings",
    ),
    "pace": (
        lambda stage: PaceWindow(stage.window.say, None, lambda: None, stage.main),
        "pace",
    ),
    "new project": (lambda stage: NewProjectForm(stage.window.say, stage.main), "projects"),
    "project": (
        lambda stage: ProjectForm(
            stage.window.say, stage.project.name, stage.project.settings, stage.main
        ),
        "projects",
    ),
    "export": (
        lambda stage: ExportForm(stage.window.say, stage.window.frame.rows, (), stage.main),
        "export",
    ),
    "finish": (
        lambda stage: FinishForm(stage.window.say, stage.session.open_points(), stage.main),
        "annotate",
    ),
    "backups": (
        lambda stage: BackupsForm(
            stage.window.say, stage.project.path, "", lambda _folder: None, stage.main
        ),
        "history",
    ),
    "lexicon": (_lexicon, "lexicon"),
}
for _title, _page in (
    *PAGE_OF.items(),
    ("models.title", "models"),
    ("models.consent.title", "models"),
    ("lexicon.add", "lexicon"),
    ("pace.title", "pace"),
):
    if _title not in DIALOGS:
        DIALOGS[_title] = (
            lambda stage, title=_title: Form(stage.window.say, title, stage.main),
            _page,
        )


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_its_page(spoken: Stage, name: str):
    make, page = DIALOGS[name]
    dialog = make(spoken)
    dialog.show()
    dialog.activateWindow()
    spoken.qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.focusWidget() or dialog, F1)
    QApplication.processEvents()
    assert page_over(spoken.main) == page
    dialog.close()
    dialog.deleteLater()


def test_another_key_for_help_acts_in_dialogs_too(qtbot, path: Path):
    with staged(qtbot, path, keys={"help.here": "F9"}) as stage:
        dialog = NewProjectForm(stage.window.say, stage.main)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_F9)
        assert page_over(stage.main) == "projects"
        dialog.close()
        dialog.deleteLater()


def titles() -> Iterator[tuple[str, str]]:
    """File and message id of the title of every dialog in the program."""
    for path in sorted((PROJECT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in ("give_help", "Form", "__init__") and len(node.args) > 1:
                title = node.args[1]
                if isinstance(title, ast.Constant) and "." in str(title.value):
                    yield path.name, str(title.value)


def test_every_dialog_has_a_page_of_its_own():
    found = {title: file for file, title in titles()}
    assert len(found) > 20
    assert {
        title: file for title, file in found.items() if dialog_page(title, PAGES) == START
    } == {}
    assert set(PAGE_OF.values()) <= set(PAGES)


def test_every_dialog_gives_help():
    """Those that are no form say so themselves; the palette and the help are special."""
    lacking = [
        path.name
        for path in sorted((PROJECT / "ui").rglob("*.py"))
        if "(QDialog):" in (text := path.read_text("utf-8"))
        and "give_help(self" not in text
        and path.name not in ("palette.py", "help.py")
    ]
    assert lacking == []
