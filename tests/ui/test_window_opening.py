"""Opening the window, leafing, filtering, and the bin, by keys and by mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollBar, QSplitterHandle, QWidget

from annotator.settings import load_settings
from tests.ui.window_stage import CTRL, Stage, staged
from ui.presenters.frame import NewProject


def test_a_project_opens_at_its_first_article_with_the_focus_in_the_text(qtbot, path: Path) -> None:
    with staged(qtbot, None) as stage:
        stage.window.frame.open_project(path)
        assert stage.main.windowTitle() == "Essai – Guillemet"
        assert stage.title == stage.titles[0]
        assert stage.main.article.text.hasFocus()
        assert len(stage.titles) == 3
        assert stage.window.desk.item is not None
        assert not stage.banner


def test_the_second_start_opens_the_article_that_was_open(stage: Stage) -> None:
    stage.click_row(2)
    there = stage.title
    assert there == stage.titles[2]
    stage.reopen()
    assert stage.title == there


def test_articles_are_chosen_by_click_by_arrow_and_by_keys_of_the_window(stage: Stage) -> None:
    stage.click_row(1)
    assert stage.title == stage.titles[1]
    assert stage.main.article.text.hasFocus(), "the keys of the text work after a click"
    stage.main.articles.view.setFocus()
    stage.press(Qt.Key.Key_Down)
    assert stage.title == stage.titles[2]
    stage.press(Qt.Key.Key_Return)
    assert stage.main.article.text.hasFocus()
    stage.press(Qt.Key.Key_Up, held=CTRL)
    assert stage.title == stage.titles[1]
    stage.press(Qt.Key.Key_Down, held=CTRL)
    stage.press(Qt.Key.Key_Down, held=CTRL)
    assert stage.title == stage.titles[2]


def test_the_filter_shows_what_matches_and_emptying_it_brings_all_back(stage: Stage) -> None:
    stage.press(Qt.Key.Key_J, held=CTRL)
    assert stage.main.articles.filter.hasFocus()
    stage.type("niger")
    stage.qtbot.waitUntil(lambda: len(stage.titles) == 1)
    assert stage.titles[0].startswith("La Communauté économique")
    stage.main.articles.filter.selectAll()
    stage.type("zzz")
    stage.qtbot.waitUntil(lambda: stage.titles == [])
    assert stage.main.articles._empty.isVisible()
    assert not stage.main.articles._import.isVisible()
    stage.main.articles.filter.selectAll()
    stage.press(Qt.Key.Key_Backspace)
    stage.qtbot.waitUntil(lambda: len(stage.titles) == 3)


def test_enter_in_the_filter_goes_to_the_list(stage: Stage) -> None:
    stage.press(Qt.Key.Key_J, held=CTRL)
    stage.press(Qt.Key.Key_Return)
    assert stage.main.articles.view.hasFocus()


def test_an_article_goes_into_the_bin_and_comes_back_by_its_menu(stage: Stage) -> None:
    first = stage.titles[0]
    stage.pick(stage.context_menu(0), stage.window.say("panels.to_bin"))
    assert first not in stage.titles
    assert len(stage.titles) == 2
    assert stage.title == stage.titles[0], "the next article is shown"
    stage.click(stage.main.articles._bin)
    assert stage.titles == [first]
    stage.pick(stage.context_menu(0), stage.window.say("panels.restore"))
    assert stage.titles == []
    stage.click(stage.main.articles._bin)
    assert first in stage.titles


def test_the_open_article_goes_into_the_bin_and_comes_back_by_actions(stage: Stage) -> None:
    first = stage.title
    stage.main.actions_.action("article.bin").trigger()
    assert first not in stage.titles
    assert stage.title != first
    stage.click(stage.main.articles._bin)
    stage.click_row(0)
    assert stage.title == first
    stage.main.actions_.action("article.restore").trigger()
    stage.click(stage.main.articles._bin)
    assert first in stage.titles


def test_the_last_article_in_the_bin_leaves_a_sentence_that_says_what_to_do(stage: Stage) -> None:
    for _ in range(3):
        stage.main.actions_.action("article.bin").trigger()
    assert stage.titles == []
    assert stage.session is None
    assert stage.main.articles._import.isVisible()
    assert not stage.banner


def test_the_list_obeys_qt(stage: Stage, qtbot) -> None:
    model = stage.main.articles.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stage.window.frame.filter("niger")
    stage.window.frame.filter("")
    stage.main.actions_.action("article.bin").trigger()
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert stage.titles[0] in spoken
    del tester


def test_without_a_project_the_page_offers_what_to_do(bare: Stage, path: Path) -> None:
    assert bare.main.welcome.isVisible()
    assert not bare.main.foot.isVisible()
    assert set(bare.main.welcome.buttons) == {
        "project.sample",
        "help.tutorial",
        "project.new",
        "project.open",
    }
    bare.window.frame.open_project(path)
    bare.press(Qt.Key.Key_W, held=CTRL)
    assert bare.main.welcome.isVisible()
    assert load_settings().recent == (str(path),)
    recent = bare.main.welcome._recent.itemAt(0).widget()
    bare.click(recent)
    assert bare.title


def test_a_project_without_articles_says_what_to_do(bare: Stage, tmp_path: Path) -> None:
    wish = NewProject(tmp_path / "vide.guillemet", "Vide", "fr", "diplomacy@1")
    bare.window.frame.new_project(wish)
    assert bare.main.articles._import.isVisible()
    assert bare.main.articles._empty.text() == bare.window.say("panels.empty")
    said = [one.text() for one in bare.main.article.header.findChildren(QLabel) if one.isVisible()]
    assert said == [bare.window.say("desk.none_open")]


def test_bin_and_restore_are_offered_only_where_they_do_something(stage: Stage) -> None:
    def offered() -> tuple[bool, bool]:
        found = (stage.main.actions_.action(f"article.{one}") for one in ("bin", "restore"))
        return tuple(one.isEnabled() for one in found)

    assert offered() == (True, False)
    stage.main.actions_.action("article.bin").trigger()
    stage.click(stage.main.articles._bin)
    stage.click_row(0)
    assert offered() == (False, True)


def test_an_article_that_the_filter_hides_can_still_be_described_and_binned(stage: Stage) -> None:
    first = stage.title
    stage.window.frame.filter("Genève")
    assert first not in stage.titles

    def answer(form) -> None:
        form.title.setText("Autre titre")
        stage.click(form.ok)

    stage.asked(answer, lambda: stage.press("m", held=CTRL))
    stage.window.frame.filter("")
    assert "Autre titre" in stage.titles
    stage.window.frame.filter("Genève")
    stage.main.actions_.action("article.bin").trigger()
    stage.window.frame.filter("")
    assert "Autre titre" not in stage.titles


def test_everything_that_takes_the_focus_has_a_name_for_a_screen_reader(stage: Stage) -> None:
    nameless = [
        repr(one)
        for one in stage.main.findChildren(QWidget)
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and one.isVisible()
        and not (one.accessibleName() or getattr(one, "text", str)())
        and not isinstance(one, QScrollBar | QSplitterHandle)
    ]
    assert nameless == []


def test_tab_walks_through_the_panels_and_comes_back(stage: Stage) -> None:
    seen = []
    for _ in range(60):
        stage.press(Qt.Key.Key_Tab)
        focused = stage.main.focusWidget()
        if focused in seen:
            break
        seen.append(focused)
    main = stage.main
    for panel in (main.top, main.articles, main.foot):
        assert any(panel.isAncestorOf(one) for one in seen), panel
    assert main.article.text in seen


def test_the_menu_at_a_selection_makes_what_it_says(stage: Stage) -> None:
    text = stage.main.article.text
    before = len(stage.session.annotation.quotes)
    text.select(0, 30)
    text.context_wanted.emit(text.mapToGlobal(QPoint(40, 40)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = [one.objectName() for one in menu.actions() if one.objectName()]
    assert offered[:4] == ["make.quote", "make.piece", "make.mention", "make.reference"]
    stage.pick(menu, stage.window.say("action.make.quote"))
    assert len(stage.session.annotation.quotes) == before + 1
    assert stage.session.annotation.quotes[-1].segments[0].start == 0
