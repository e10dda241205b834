"""The mouse on the article view: what a click, a drag and a grip mean."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.services.annotating import Part
from tests.ui.desk_fixture import mention_of, quote_of, text_session, tutorial_session
from tests.ui.view_stage import LEFT, NO_KEY, at, click, drag, hover, left_of, move, stage, words
from ui.presenters.ends import Taken
from ui.presenters.marks import marks_of

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier
TEXT = "Mardi 🚢, «le port de Bruges, «havre» sûr, tient», a dit Ada Kern hier. Le «reste» suit."
PLACE = TEXT.index


def nested_session():
    outer = quote_of(
        TEXT, "«le port de Bruges, «havre» sûr, tient»", cue="a dit", source="Ada Kern"
    )
    inner = quote_of(TEXT, "«havre»")
    name = mention_of(TEXT, "Bruges", "LOC")
    return text_session(TEXT, outer, inner, name), outer, inner, name


def clicked(view) -> list[str]:
    items: list[str] = []
    view.item_clicked.connect(items.append)
    return items


def test_the_smallest_mark_wins_and_again_means_the_next(qtbot):
    session, outer, inner, _ = nested_session()
    view = stage(qtbot, session)
    items = clicked(view)
    for _ in range(3):
        click(view, PLACE("havre") + 2)
    assert items == [inner.id, outer.id, inner.id]


def test_a_click_elsewhere_begins_with_the_smallest_again(qtbot):
    session, outer, _, name = nested_session()
    view = stage(qtbot, session)
    items = clicked(view)
    click(view, PLACE("Bruges") + 2)
    click(view, PLACE("le port"))
    click(view, PLACE("Bruges") + 2)
    assert items == [name.id, outer.id, name.id]


def test_a_click_on_a_cue_chooses_its_quote_and_says_which_part(qtbot):
    session, outer, _, _ = nested_session()
    view = stage(qtbot, session, outer.id)
    parts = []
    view.part_clicked.connect(lambda item, part: parts.append((item, part)))
    click(view, PLACE("dit"))
    click(view, PLACE("Kern"))
    assert parts == [(outer.id, Part("cue", 0)), (outer.id, Part("source", 0))]


def test_the_part_that_was_clicked_gets_the_grips(qtbot):
    session, outer, _, _ = nested_session()
    view = stage(qtbot, session, outer.id)
    assert view.handles.mark.part == Part("segment", 0)
    click(view, PLACE("dit"))
    view.show_marks(marks_of(session, outer.id, "fr"))
    assert view.handles.mark.part == Part("cue", 0)
    view.show_marks(marks_of(session, outer.id, "fr"), Taken(outer.id, Part("source"), "end"))
    assert (view.handles.mark.part, view.handles.taken) == (Part("source"), "end")


def test_a_click_on_bare_text_chooses_nothing_and_puts_the_caret(qtbot):
    session, *_ = nested_session()
    view = stage(qtbot, session)
    items = clicked(view)
    click(view, PLACE("suit"))
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, QPoint(300, view.viewport().height() - 5))
    assert items == []
    assert view.caret() == len(TEXT)
    assert view.selection() is None


def test_a_click_on_a_guillemet_selects_the_whole_quotation(qtbot):
    session, *_ = nested_session()
    view = stage(qtbot, session)
    for sign in ("«reste", "» suit"):
        view.clear_selection()
        click(view, PLACE(sign))
        assert words(view) == "«reste»"


def test_a_click_on_a_guillemet_where_a_mark_begins_chooses_it(qtbot):
    session, _, inner, _ = nested_session()
    view = stage(qtbot, session)
    items = clicked(view)
    click(view, PLACE("«havre"))
    assert (items, view.selection()) == ([inner.id], None)


def test_a_double_click_selects_a_word_and_a_third_the_sentence(qtbot):
    view = stage(qtbot, text_session(TEXT))
    place = at(view, PLACE("reste") + 1)
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, place)
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, place)
    assert words(view) == "reste"
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, place)
    assert words(view) == "Le «reste» suit."


@pytest.mark.parametrize("word", ["équipage", "aujourd'hui", "là-bas", "Il"])
def test_a_double_click_knows_french_words(qtbot, word: str):
    text = "Il dit que l'équipage aujourd'hui est là-bas."
    view = stage(qtbot, text_session(text))
    QTest.mouseDClick(view.viewport(), LEFT, NO_KEY, at(view, text.index(word) + 1))
    assert words(view) == word


def test_a_drag_means_whole_words_and_shows_them_before(qtbot):
    view = stage(qtbot, text_session(TEXT))
    start, end = at(view, PLACE("ort de")), at(view, PLACE("uges"))
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, start)
    move(view, end)
    preview = view.pointer.preview()
    assert TEXT[slice(*preview)] == "port de Bruges"
    assert view.selection() is None
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, end)
    assert words(view) == "port de Bruges"
    assert view.pointer.preview() is None


@pytest.mark.parametrize("held", [ALT, CTRL])
@pytest.mark.parametrize(("first", "second"), [("ort de", "uges"), ("uges", "ort de")])
def test_a_drag_goes_both_ways_and_with_alt_or_ctrl_by_characters(qtbot, first, second, held):
    view = stage(qtbot, text_session(TEXT))
    drag(view, left_of(view, PLACE(first)), left_of(view, PLACE(second)), held)
    assert words(view) == "ort de Br"
    assert view.caret() == PLACE(second)


def test_a_drag_does_not_tear_what_belongs_together(qtbot):
    text = "Oui 👩‍👩‍👧 e\u0301té non"
    view = stage(qtbot, text_session(text))
    drag(view, left_of(view, 0), left_of(view, text.index("té")), ALT)
    assert words(view) == "Oui 👩‍👩‍👧 e\u0301"


def test_shift_and_a_click_go_on_with_the_selection(qtbot):
    view = stage(qtbot, text_session(TEXT))
    view.set_caret(PLACE("port"))
    click(view, PLACE("uges"), SHIFT)
    assert words(view) == "port de Bruges"


def test_a_grip_is_dragged_to_the_edge_of_a_word(qtbot):
    session, _, _, name = nested_session()
    view = stage(qtbot, session, name.id)
    moved = []
    view.end_dragged.connect(lambda *what: moved.append(what))
    drag(view, grip(view, 0), at(view, PLACE("ort de")))
    start = PLACE("port")
    assert moved == [(name.id, Part("mention"), start, PLACE("Bruges") + 6)]


def test_a_grip_with_alt_goes_by_characters_and_never_past_the_other(qtbot):
    session, _, _, name = nested_session()
    view = stage(qtbot, session, name.id)
    moved = []
    view.end_dragged.connect(lambda item, part, *ends: moved.append(TEXT[slice(*ends)]))
    drag(view, grip(view, 1), left_of(view, PLACE("ges,")), ALT)
    drag(view, grip(view, 1), at(view, PLACE("le port")))
    drag(view, grip(view, 0), at(view, PLACE("tient")))
    assert moved == ["Bru", "B", "s"]


def test_dragging_a_grip_saves_the_new_bounds(qtbot):
    session, outer, _, _ = nested_session()
    view = stage(qtbot, session, outer.id)
    view.end_dragged.connect(session.move_to)
    drag(view, grip(view, 1), at(view, PLACE("hier") + 3))
    assert session.annotation.item(outer.id).segments[0].text.endswith("Ada Kern hier")


def test_a_press_on_a_grip_without_a_drag_is_a_click(qtbot):
    session, _, _, name = nested_session()
    view = stage(qtbot, session, name.id)
    moved = []
    view.end_dragged.connect(lambda *what: moved.append(what))
    QTest.mouseClick(view.viewport(), LEFT, NO_KEY, grip(view, 0))
    assert moved == []


def test_a_drag_beyond_the_edge_scrolls(qtbot):
    view = stage(qtbot, tutorial_session())
    view.resize(760, 240)
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, at(view, 100))
    below = QPoint(200, view.viewport().height() + 60)
    move(view, below)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() > 100)
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, below)
    assert len(words(view)) > 400


def test_hovering_names_the_label_under_the_mouse(qtbot):
    session, _, _, name = nested_session()
    view = stage(qtbot, session)
    hover(view, at(view, PLACE("Bruges")))
    assert view.layers.hovered == name.id
    hover(view, at(view, PLACE("suit")))
    assert view.layers.hovered is None


def test_the_small_menu_is_wanted_at_mouse_or_caret(qtbot):
    view = stage(qtbot, text_session(TEXT))
    places = []
    view.context_wanted.connect(places.append)
    reason = QContextMenuEvent.Reason
    spot = at(view, 10)
    where = view.viewport().mapToGlobal(spot)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason.Mouse, spot, where))
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason.Keyboard, spot, where))
    assert places[0] == where
    assert places[1] == view.viewport().mapToGlobal(view.cursorRect().bottomLeft())


def grip(view, number: int) -> QPoint:
    point = view.handles.points()[number][0].toPoint()
    return point - QPoint(0, view.verticalScrollBar().value())
