"""The article list, used by hand: choosing, filtering, the bin, the state by shape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from annotator.messages import Translator
from annotator.model.article import Metadata
from annotator.model.dates import PartialDate
from annotator.services.projects import ArticleRow
from ui.models.articles import ROW_ROLE, ArticleModel
from ui.panels.article_delegate import LINES, wrapped
from ui.panels.article_list import ArticleList
from ui.theme import load_theme

FRENCH = Translator("fr")
STATES = ("new", "in_progress", "done")


def row(number: int, **changes: object) -> ArticleRow:
    meta = Metadata(published=PartialDate(2023, 8))
    made = ArticleRow(f"id-{number}", f"Titre {number}", meta, "new", False, 300, 0, 0, 0)
    return replace(made, **changes)


ROWS = (
    row(1),
    row(2, status="in_progress", open_suggestions=3),
    row(3, status="done", meta=Metadata()),
)


@pytest.fixture
def panel(qtbot) -> ArticleList:
    made = ArticleList(FRENCH)
    qtbot.addWidget(made)
    made.set_theme(load_theme("light"))
    made.resize(260, 500)
    made.show()
    qtbot.waitExposed(made)
    made.show_rows(ROWS, "id-1", query="", binned=False)
    return made


def press(panel: ArticleList, qtbot, number: int) -> None:
    place = panel.view.visualRect(panel.model.index(number)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_model_keeps_qts_rules(qtbot):
    model = ArticleModel(FRENCH)
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )
    assert tester.model() is model
    for rows in ((), ROWS, ROWS[1:], ()):
        model.show_rows(rows)
        assert tuple(model.index(n).data(ROW_ROLE) for n in range(model.rowCount())) == rows
    model.show_rows(ROWS)
    changed = replace(ROWS[1], status="done")
    with qtbot.waitSignal(model.dataChanged):
        model.show_row(changed)
    assert model.index(1).data(ROW_ROLE) == changed
    model.show_row(row(9))
    assert model.rowCount() == len(ROWS)


def test_a_screen_reader_hears_title_date_state_and_what_is_open(qtbot):
    model = ArticleModel(FRENCH)
    model.show_rows(ROWS)
    heard = model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Titre 2, août 2023, ")
    assert "3" in heard
    states = {model.index(n).data(Qt.ItemDataRole.AccessibleTextRole)[9:] for n in range(3)}
    assert len(states) == 3
    model.show_row(replace(ROWS[0], noted=True))
    assert FRENCH("panels.flagged") in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_click_opens_an_article_and_showing_it_does_not_open_it_again(panel, qtbot):
    with qtbot.waitSignal(panel.article_chosen) as caught:
        press(panel, qtbot, 1)
    assert caught.args == ["id-2"]
    with qtbot.assertNotEmitted(panel.article_chosen):
        panel.show_rows(ROWS, "id-3", query="", binned=False)
    assert panel.view.currentIndex().row() == 2


def test_a_click_goes_on_to_the_text_and_one_beside_the_articles_does_not(panel, qtbot):
    with qtbot.waitSignal(panel.text_wanted):
        press(panel, qtbot, 1)
    below = QPoint(20, panel.view.viewport().height() - 5)
    with qtbot.assertNotEmitted(panel.text_wanted):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=below)


def test_a_letter_in_the_list_opens_no_other_article(panel, qtbot):
    panel.view.setFocus()
    with qtbot.assertNotEmitted(panel.article_chosen):
        qtbot.keyClick(panel.view, Qt.Key.Key_T)
    assert panel.view.currentIndex().row() == 0


def test_arrows_walk_and_enter_goes_on_to_the_text(panel, qtbot):
    panel.view.setFocus()
    with qtbot.waitSignal(panel.article_chosen) as caught:
        qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert caught.args == ["id-2"]
    with qtbot.waitSignal(panel.text_wanted):
        qtbot.keyClick(panel.view, Qt.Key.Key_Return)


def test_typing_filters_once_when_the_hand_rests(panel, qtbot):
    queries: list[str] = []
    panel.query_changed.connect(queries.append)
    with qtbot.waitSignal(panel.query_changed):
        qtbot.keyClicks(panel.filter, "coree")
    assert queries == ["coree"]
    qtbot.keyClick(panel.filter, Qt.Key.Key_Return)
    assert QApplication.focusWidget() in (panel.view, None)


@pytest.mark.parametrize(
    ("query", "binned", "said", "offers"),
    [
        ("", False, "panels.empty", True),
        ("corée", False, "panels.no_match", False),
        ("", True, "panels.bin_empty", False),
    ],
)
def test_an_empty_list_says_what_to_do(panel, qtbot, query, binned, said, offers):
    panel.show_rows((), None, query=query, binned=binned)
    assert panel._empty.text() == FRENCH(said)
    assert panel._empty.isVisible()
    assert panel._import.isVisible() == offers
    if offers:
        with qtbot.waitSignal(panel.import_wanted):
            qtbot.mouseClick(panel._import, Qt.MouseButton.LeftButton)


def test_the_bin_is_a_button(panel, qtbot):
    with qtbot.waitSignal(panel.bin_toggled) as caught:
        qtbot.mouseClick(panel._bin, Qt.MouseButton.LeftButton)
    assert caught.args == [True]


@pytest.mark.parametrize(
    ("binned", "words", "signal"),
    [
        (False, "panels.metadata", "metadata_wanted"),
        (False, "panels.to_bin", "bin_wanted"),
        (True, "panels.restore", "restore_wanted"),
    ],
)
def test_the_small_menu_says_what_is_wanted(panel, qtbot, binned, words, signal):
    menu = panel.menu_for(replace(ROWS[0], binned=binned))
    chosen = next(one for one in menu.actions() if one.text() == FRENCH(words))
    with qtbot.waitSignal(getattr(panel, signal)) as caught:
        chosen.trigger()
    assert caught.args == ["id-1"]
    menu.deleteLater()


def test_states_differ_by_shape_not_by_colour_alone(panel, qtbot):
    """In grey, at the place of the sign, no two states look alike."""
    pictures = set()
    for status, flagged in (*((one, False) for one in STATES), ("new", True), ("done", True)):
        shown = replace(ROWS[0], status=status, noted=flagged)
        panel.show_rows((shown,), None, query="", binned=False)
        place = panel.view.visualRect(panel.model.index(0)).topLeft()
        picture = panel.view.viewport().grab().toImage()
        cut = picture.copy(place.x() + 8, place.y() + 4, 20, 22)
        inked = frozenset(
            (x, y)
            for x in range(cut.width())
            for y in range(cut.height())
            if cut.pixelColor(x, y).lightness() < 170
        )
        assert inked
        pictures.add(inked)
    assert len(pictures) == 5


def test_long_titles_take_two_lines(qtbot):
    lines = wrapped("Le G7 promet de nouvelles sanctions contre la flotte fantôme", QFont(), 150)
    assert len(lines) == LINES
    assert " ".join(lines) == "Le G7 promet de nouvelles sanctions contre la flotte fantôme"
    assert wrapped("Court", QFont(), 150) == ("Court",)
    plain, flags = "Le port reste fermé, dit la ministre ce soir", "🇫🇷🇧🇪🇩🇪"
    words = " ".join(wrapped(f"{flags} {plain}", QFont(), 150)).split()
    assert words == [flags, *plain.split()]


def test_ten_thousand_articles_are_asked_for_only_where_they_are_seen(qtbot):
    panel = ArticleList(FRENCH)
    qtbot.addWidget(panel)
    panel.resize(260, 500)
    asked: set[int] = set()
    plain = panel.model.data
    panel.model.data = lambda index, role=0: (asked.add(index.row()), plain(index, role))[1]
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_rows(tuple(row(n) for n in range(10_000)), "id-0", query="", binned=False)
    panel.view.viewport().grab()
    assert 3 <= len(asked) < 100
    assert panel.view.indexAt(QPoint(20, 20)).isValid()


def test_several_articles_are_selected_with_ctrl(panel, qtbot):
    assert panel.chosen() == ("id-1",)
    place = panel.view.visualRect(panel.model.index(2)).center()
    held = Qt.KeyboardModifier.ControlModifier
    with qtbot.assertNotEmitted(panel.text_wanted):
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, held, place)
    assert panel.chosen() == ("id-1", "id-3")
    panel.show_rows(ROWS, "id-3", query="", binned=False)
    assert panel.chosen() == ("id-1", "id-3")
    panel.show_current("id-2")
    assert panel.chosen() == ("id-2",)


def test_the_whole_list_turns_dark_and_light_again(panel):
    for name in ("dark", "light"):
        theme = load_theme(name)
        panel.set_theme(theme)
        picture = panel.grab().toImage()
        edge = picture.pixelColor(4, 4).lightness()
        assert (edge < 128) == theme.dark
        assert (picture.pixelColor(4, picture.height() - 4).lightness() < 128) == theme.dark
