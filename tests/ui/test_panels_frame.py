"""Bar, banner, progress, foot and welcome page, used by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from annotator.messages import Translator
from annotator.model.checks import OpenPoint
from annotator.model.ids import ItemId
from annotator.model.message import msg
from ui.panels.banner import Banner
from ui.panels.elided import ElidedLabel
from ui.panels.foot import Foot
from ui.panels.progress import ProgressStrip
from ui.panels.top_bar import TopBar
from ui.panels.welcome import WelcomePage
from ui.theme import NAMES, load_theme

FRENCH = Translator("fr")
POINTS = (
    OpenPoint("suggestion", 3, 9, ItemId("a"), msg("open.suggestion", words="Ada")),
    OpenPoint("no_claim", 12, 30, ItemId("b"), msg("open.no_claim", words="cette route")),
    OpenPoint("suggestion", 40, 44, ItemId("c"), msg("open.suggestion", words="Ada")),
)
LEFT = Qt.MouseButton.LeftButton


def shown(qtbot, panel):
    qtbot.addWidget(panel)
    panel.set_theme(load_theme("light"))
    panel.resize(1100, panel.sizeHint().height())
    panel.show()
    qtbot.waitExposed(panel)
    return panel


# Foot


def test_the_foot_counts_what_is_left_by_kind(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    foot.show_points(POINTS)
    assert foot.todo.text() == foot.summary()
    assert FRENCH("foot.count.suggestion", n=2) in foot.summary()
    assert FRENCH("foot.count.no_claim", n=1) in foot.summary()
    foot.show_points(())
    assert foot.todo.text() == FRENCH("foot.nothing")
    assert not foot.todo.isEnabled()
    foot.show_points(None)
    assert not foot.todo.isVisible()


def test_each_point_of_the_checklist_is_a_jump(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    foot.show_points(POINTS)
    menu = foot.menu()
    assert [one.text() for one in menu.actions()] == [FRENCH.say(one.message) for one in POINTS]
    with qtbot.waitSignal(foot.point_clicked) as caught:
        menu.actions()[1].trigger()
    assert caught.args == [POINTS[1]]
    menu.deleteLater()


def test_a_remark_that_is_too_long_ends_in_an_ellipsis_and_can_be_read_whole(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    foot.resize(500, foot.height())
    remark = "Tout est enregistré. " * 12
    foot.tell(remark)
    label = foot.findChild(ElidedLabel)
    assert foot.words == remark
    assert label.toolTip() == remark
    assert label.accessibleName() == remark
    foot.tell("Tout est là.")
    assert label.toolTip() == ""


def test_pressing_the_checklist_opens_it(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    foot.show_points(POINTS)
    qtbot.mouseClick(foot.todo, LEFT)
    (menu,) = foot.findChildren(QMenu)
    assert menu.isVisible()
    with qtbot.waitSignal(foot.point_clicked) as caught:
        qtbot.keyClick(menu, Qt.Key.Key_Down)
        qtbot.keyPress(menu, Qt.Key.Key_Return)
    assert caught.args == [POINTS[0]]
    qtbot.waitUntil(lambda: foot.findChildren(QMenu) == [])


def test_a_remark_stands_where_the_keys_are_and_gives_way(qtbot, monkeypatch):
    monkeypatch.setattr("ui.panels.foot.SHOWN_MS", 20)
    foot = shown(qtbot, Foot(FRENCH))
    keys = foot.words
    foot.tell("Copie faite")
    assert foot.words == "Copie faite"
    qtbot.waitUntil(lambda: foot.words == keys)


def test_the_keys_are_those_that_a_person_chose(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    assert f"A {FRENCH('foot.accept')}" in foot.words
    foot.set_keys({"decide.accept": "F8"})
    assert f"F8 {FRENCH('foot.accept')}" in foot.words


def test_a_finished_article_is_said_to_be(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    foot.show_points(())
    foot.show_done(True)
    assert foot.todo.text() == f"✓ {FRENCH('foot.done')}"


# Bar


def test_the_bar_says_which_project_and_that_it_is_saved(qtbot):
    bar = shown(qtbot, TopBar(FRENCH))
    assert not bar._project.isVisible()
    assert bar._saved.text() == ""
    bar.show_project("Sanctions", 214, read_only=False)
    assert bar._project.text() == "Sanctions · 214 articles"
    assert bar._saved.text() == f"✓ {FRENCH('panels.saved')}"
    bar.show_project("Sanctions", 214, read_only=True)
    assert bar._saved.text() == FRENCH("panels.read_only")


def test_the_palette_and_the_menu_are_on_the_bar(qtbot):
    bar = shown(qtbot, TopBar(FRENCH))
    with qtbot.waitSignal(bar.palette_wanted):
        qtbot.mouseClick(bar.palette_button, LEFT)
    menu = QMenu(bar)
    bar.set_menu(menu)
    assert bar.menu_button.menu() is menu


def test_work_of_the_machine_is_said_while_it_lasts(qtbot):
    bar = shown(qtbot, TopBar(FRENCH))
    bar.show_busy(True)
    assert bar._busy.isVisible()
    bar.show_busy(False)
    assert not bar._busy.isVisible()


# Banner and progress


def test_the_banner_stands_until_it_is_put_away(qtbot):
    banner = shown(qtbot, Banner(FRENCH))
    banner.hide()
    assert banner.words == ""
    banner.show_error("Le disque est plein.")
    assert banner.isVisible()
    assert banner.words == "Le disque est plein."
    qtbot.mouseClick(banner.close_button, LEFT)
    assert not banner.isVisible()
    assert banner.words == ""


def test_progress_says_how_long_it_still_takes_once_it_can_tell(qtbot):
    now = [100.0]
    strip = shown(qtbot, ProgressStrip(FRENCH, clock=lambda: now[0]))
    strip.begin("Présurlignage", lambda: None)
    now[0] += 60  # what it takes to begin tells nothing
    strip.show_progress(1, 201, "un")
    assert strip._words.text() == "1 / 201 · un"
    now[0] += 2
    strip.show_progress(51, 201, "deux")
    assert strip._words.text() == "51 / 201 · deux"
    now[0] += 8
    strip.show_progress(51, 201, "deux")
    assert strip._words.text() == "51 / 201 · encore 30 s environ · deux"
    strip.show_progress(11, 201, "")
    assert strip._words.text() == "11 / 201 · encore 3 min environ"
    strip.show_progress(201, 201, "")
    assert strip._words.text() == "201 / 201"


def test_progress_counts_and_can_be_stopped_once(qtbot):
    strip = shown(qtbot, ProgressStrip(FRENCH))
    stopped: list[bool] = []
    strip.begin("Import", lambda: stopped.append(True))
    assert strip.isVisible()
    assert (strip._bar.minimum(), strip._bar.maximum()) == (0, 0)
    strip.show_progress(3, 12, "dépêche.txt")
    assert (strip._bar.value(), strip._bar.maximum()) == (3, 12)
    assert strip._words.text() == "3 / 12 · dépêche.txt"
    qtbot.mouseClick(strip.cancel_button, LEFT)
    qtbot.mouseClick(strip.cancel_button, LEFT)
    assert stopped == [True]
    strip.end()
    assert not strip.isVisible()


# Welcome


def test_the_welcome_page_offers_to_begin(qtbot):
    page = shown(qtbot, WelcomePage(FRENCH))
    for name, button in page.buttons.items():
        with qtbot.waitSignal(page.action_wanted) as caught:
            qtbot.mouseClick(button, LEFT)
        assert caught.args == [name]
        with qtbot.waitSignal(page.action_wanted) as caught:
            qtbot.keyClick(button, Qt.Key.Key_Return)
        assert caught.args == [name]
    assert set(page.buttons) == {"project.sample", "help.tutorial", "project.new", "project.open"}


def test_recent_projects_that_are_still_there_are_offered(qtbot, tmp_path: Path):
    page = shown(qtbot, WelcomePage(FRENCH))
    there, gone = tmp_path / "ici.guillemet", tmp_path / "parti.guillemet"
    there.touch()
    page.show_recent((str(gone), str(there)))
    (button,) = page.findChildren(QPushButton, "recent")
    assert button.text().startswith("ici\n")
    with qtbot.waitSignal(page.project_chosen) as caught:
        qtbot.mouseClick(button, LEFT)
    assert caught.args == [str(there)]
    page.show_recent(())
    assert not page._recent_title.isVisible()


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("panel", [TopBar, Banner, ProgressStrip, Foot, WelcomePage])
def test_every_panel_takes_every_theme_and_has_a_name(qtbot, panel, theme):
    made = panel(FRENCH)
    qtbot.addWidget(made)
    made.set_theme(load_theme(theme))
    assert made.accessibleName()
    assert load_theme(theme).hex("line") in made.styleSheet() or panel is Banner


def test_where_there_is_little_room_the_foot_shows_whole_keys_only(qtbot):
    foot = shown(qtbot, Foot(FRENCH))
    qtbot.waitUntil(lambda: foot.words.endswith(FRENCH("foot.help")))
    foot.resize(520, foot.height())
    qtbot.waitUntil(lambda: not foot.words.endswith(FRENCH("foot.help")))
    ends = [FRENCH(f"foot.{one}") for one in ("walk", "accept", "reject", "speaker", "claim")]
    assert any(foot.words.endswith(end) for end in ends)
