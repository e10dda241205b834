"""The text of the article view: places that are right, keys that go by words, an honest copy."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator.model.quotation_marks import nested
from annotator.model.text import Utf16Map
from tests.ui.desk_fixture import article_of, quote_of, text_session, tutorial_session
from tests.ui.view_stage import stage, words
from ui.article_view import moving
from ui.article_view.handles import dragged
from ui.article_view.header import ArticleHeader
from ui.presenters.marks import marks_of

KEY, HELD = Qt.Key, Qt.KeyboardModifier
ODD = (
    "Un 🚢 navire, dit Zoé 👩‍👩‍👧 à «\u00a0l'e\u0301quipage\u00a0».\n"
    "L’Élysée répond\u202f: «c'est-à-dire\u202f?» aujourd'hui 🇫🇷🇩🇪."
)


@pytest.mark.parametrize("words_there", ["Zoé", "l'e\u0301quipage", "répond", "🇩🇪", "🚢"])
def test_a_selection_is_the_words_of_the_text(qtbot, words_there: str):
    view = stage(qtbot, text_session(ODD))
    start = ODD.index(words_there)
    view.select(start, start + len(words_there))
    assert view.textCursor().selectedText() == words_there
    assert view.selection() == (start, start + len(words_there))


def test_every_place_goes_to_qt_and_back(qtbot):
    view = stage(qtbot, text_session(ODD))
    for point in range(len(ODD) + 1):
        view.set_caret(point)
        assert view.textCursor().position() == Utf16Map(ODD).to_utf16(point)
        assert view.caret() == point


def test_the_document_holds_the_text_and_nothing_else(qtbot):
    view = stage(qtbot, text_session(ODD))
    assert view.document().toRawText() == ODD.replace("\n", "\u2029")


def test_copy_keeps_no_break_spaces_and_line_ends(qtbot):
    view = stage(qtbot, text_session(ODD))
    QTest.keyClick(view, KEY.Key_A, HELD.ControlModifier)
    QTest.keyClick(view, KEY.Key_C, HELD.ControlModifier)
    assert QGuiApplication.clipboard().text() == ODD


def test_arrows_go_by_words_and_with_alt_by_characters(qtbot):
    view = stage(qtbot, text_session("Mme Ada Kern, e\u0301mue."))
    places = []
    for key, held in [
        (KEY.Key_Right, HELD.NoModifier),
        (KEY.Key_Right, HELD.ControlModifier),
        (KEY.Key_Right, HELD.AltModifier),
        (KEY.Key_End, HELD.NoModifier),
        (KEY.Key_Left, HELD.NoModifier),
        (KEY.Key_Right, HELD.AltModifier),
        (KEY.Key_Home, HELD.NoModifier),
    ]:
        QTest.keyClick(view, key, held)
        places.append(view.caret())
    assert places == [3, 7, 8, 20, 14, 16, 0]


def test_shift_selects_whole_words_and_shrinks_by_words(qtbot):
    view = stage(qtbot, text_session("Le port de Bruges, «un havre»."))
    view.set_caret(5)
    seen = []
    for key in (KEY.Key_Right, KEY.Key_Right, KEY.Key_Right, KEY.Key_Left, KEY.Key_Left):
        QTest.keyClick(view, key, HELD.ShiftModifier)
        seen.append(words(view))
    assert seen == ["port", "port de", "port de Bruges", "port de", "port"]


def test_shift_reaches_guillemets_and_goes_left(qtbot):
    text = "Le port de Bruges, «un havre»."
    view = stage(qtbot, text_session(text))
    view.set_caret(text.index("«"))
    for _ in range(4):
        QTest.keyClick(view, KEY.Key_Right, HELD.ShiftModifier)
    assert words(view) == "«un havre»"
    view.set_caret(text.index("Bruges") + 2)
    QTest.keyClick(view, KEY.Key_Left, HELD.ShiftModifier)
    QTest.keyClick(view, KEY.Key_Left, HELD.ShiftModifier)
    assert words(view) == "de Bruges"


def test_shift_and_alt_select_by_whole_characters(qtbot):
    view = stage(qtbot, text_session("e\u0301tat 👩‍👩‍👧 uni"))
    QTest.keyClick(view, KEY.Key_Right, HELD.ShiftModifier | HELD.AltModifier)
    assert words(view) == "e\u0301"
    view.set_caret(len("e\u0301tat "))
    QTest.keyClick(view, KEY.Key_Right, HELD.ShiftModifier | HELD.AltModifier)
    assert words(view) == "👩‍👩‍👧"


def test_lines_and_pages(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    text = session.article.text
    tops = [view.y_of(view.caret())]
    for _ in range(3):
        QTest.keyClick(view, KEY.Key_Down)
        tops.append(view.y_of(view.caret()))
    assert tops == sorted(set(tops))
    QTest.keyClick(view, KEY.Key_PageDown)
    assert view.y_of(view.caret()) >= 0
    assert view.caret() > 300
    QTest.keyClick(view, KEY.Key_End, HELD.ControlModifier)
    assert view.caret() == len(text)
    assert 0 <= view.y_of(view.caret()) < view.viewport().height()
    QTest.keyClick(view, KEY.Key_Home, HELD.ControlModifier | HELD.ShiftModifier)
    assert words(view) == text.strip(" \n.…")


def test_the_selection_of_lines_is_of_whole_words(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    view.set_caret(session.article.text.index("immobilisé mercredi") + 3)
    QTest.keyClick(view, KEY.Key_Down, HELD.ShiftModifier)
    found = words(view)
    assert found is not None
    assert found.startswith("immobilisé")
    assert moving.word_at(session.article.text, view.selection()[1])[1] == view.selection()[1]


SHORTCUTS = ["A", "J", "Space", "Return", "Esc", "Del", "F1", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+K"]


@pytest.mark.parametrize("shortcut", SHORTCUTS)
def test_other_keys_are_left_to_the_window(qtbot, shortcut: str):
    view = stage(qtbot, text_session("Un mot."))
    pressed = []
    keys = QKeySequence(shortcut)
    QShortcut(keys, view, lambda: pressed.append(shortcut))
    QTest.keyClick(view, keys[0].key(), keys[0].keyboardModifiers())
    assert pressed == [shortcut]
    assert view.caret() == 0


def test_keys_that_move_are_kept_from_the_window(qtbot):
    view = stage(qtbot, text_session("Un mot."))
    pressed = []
    QShortcut(QKeySequence(KEY.Key_Right), view, lambda: pressed.append("right"))
    QTest.keyClick(view, KEY.Key_Right)
    assert (pressed, view.caret()) == ([], 2)


def test_nothing_can_be_typed(qtbot):
    view = stage(qtbot, text_session("Un mot."))
    QTest.keyClicks(view, "abc")
    QTest.keyClick(view, KEY.Key_Delete)
    QTest.keyClick(view, KEY.Key_V, HELD.ControlModifier)
    assert view.document().toRawText() == "Un mot."


def test_what_changes_is_told(qtbot):
    view = stage(qtbot, text_session("Ada Kern parle."))
    carets, selections = [], []
    view.caret_moved.connect(carets.append)
    view.selection_changed.connect(selections.append)
    view.select(4, 8)
    view.clear_selection()
    assert carets[-1] == 8
    assert selections == [(4, 8), None]
    assert view.selection() is None


def test_reveal_brings_a_place_into_sight(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    view.resize(760, 200)
    last = len(session.article.text) - 10
    assert view.y_of(last) > view.viewport().height()
    with qtbot.waitSignal(view.laid_out):
        view.reveal(last, last + 5)
    assert 0 <= view.y_of(last) < view.viewport().height()
    view.reveal(0, 5)
    assert 0 <= view.y_of(0) < view.viewport().height()


def test_a_stretch_out_of_sight_comes_to_stand_a_third_down_the_page(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    view.resize(760, 300)
    middle = len(session.article.text) // 2
    for elsewhere in (0, len(session.article.text) - 10):
        view.reveal(elsewhere, elsewhere)
        view.reveal(middle, middle + 9)
        assert abs(view.y_of(middle) - view.viewport().height() / 3) < 2
    here = view.verticalScrollBar().value()
    view.reveal(middle, middle + 2)
    assert view.verticalScrollBar().value() == here


def test_the_column_keeps_its_measure(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    widths = []
    for width in (700, 900, 1400):
        view.resize(width, 600)
        widths.append(view.lineWrapColumnOrWidth())
    assert widths[0] <= widths[1] == widths[2]
    paragraph = session.article.text.index("La marine")
    block = view.document().findBlock(view.pages.position(paragraph))
    assert 55 <= block.layout().lineAt(0).textLength() <= 78


def test_other_type_moves_the_lines_and_says_so(qtbot):
    view = stage(qtbot, tutorial_session())
    before = view.y_of(400)
    with qtbot.waitSignal(view.laid_out):
        view.set_text_look(16.0, 1.8)
    assert view.y_of(400) > before
    assert view.document().defaultFont().pointSizeF() == 16.0


def test_a_headline_stands_out_and_stays_in_the_text(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    title = view.page.strips_of(0, 5)[0].rect
    body = view.page.strips_of(200, 205)[0].rect
    assert title.height() > body.height()
    assert view.document().toRawText().startswith(session.article.title)


def test_nothing_shown(qtbot):
    view = stage(qtbot, tutorial_session())
    view.show_nothing()
    assert view.document().isEmpty()
    assert (view.caret(), view.selection()) == (0, None)
    assert view.page.marks == ()


def test_a_screen_reader_gets_text_and_title(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    assert view.accessibleName() == "Texte de l’article"
    assert nested(session.article.title, "«") in view.accessibleDescription()


def test_a_selected_part_can_be_told_from_the_rest(qtbot):
    text = "«Oui», dit Ada, «bien sûr»."
    quote = quote_of(text, "«Oui»", "«bien sûr»", cue="dit", source="Ada")
    view = stage(qtbot, text_session(text, quote), quote.id)
    assert view.handles.mark is not None
    assert view.handles.mark.start == 0


TEXTS = st.text("ab é'’-«»“\u00a0\n🚢e\u0301👩\u200d.", max_size=40)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40), st.booleans())
def test_a_meant_stretch_is_in_the_text_and_tears_no_character(text, one, other, exact):
    one, other = min(one, len(text)), min(other, len(text))
    found = moving.meant(text, one, other, exact=exact)
    if found is None:
        assert not text[min(one, other) : max(one, other)].strip()
        return
    start, end = found
    assert 0 <= start < end <= len(text)
    if exact:
        assert not (start and unicodedata.combining(text[start]))


@given(TEXTS.filter(bool), st.integers(0, 40), st.booleans())
def test_moving_by_words_always_moves_on(text, place, selecting):
    place = min(place, len(text))
    anchor = place if selecting else None
    right = moving.by_word(text, place, 1, anchor)
    left = moving.by_word(text, place, -1, anchor)
    assert place < right <= len(text) or right == place == len(text)
    assert 0 <= left < place or left == place == 0


@given(TEXTS.filter(lambda text: len(text) > 3), st.data())
def test_a_dragged_end_never_passes_the_other(text, data):
    session = text_session(text)
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text)))
    mention = type("Bounds", (), {"start": start, "end": end})
    point = data.draw(st.integers(0, len(session.article.text)))
    for side in ("start", "end"):
        for exact in (True, False):
            low, high = dragged(text, mention, side, point, exact=exact)
            assert 0 <= low < high <= len(text)
            assert (high if side == "start" else low) == (end if side == "start" else start)


def test_a_cursor_of_qt_stays_where_it_is_when_marks_change(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    view.select(80, 110)
    before = QTextCursor(view.textCursor())
    view.show_marks(marks_of(session, session.annotation.quotes[1].id, "fr"))
    assert view.textCursor() == before


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("Un port", "Ada Kern parle.", True),
        ("Un port", "Un port\n\nAda Kern parle.", False),
        ("Ada Kern parle longtemps du…", "Ada\u00a0Kern parle longtemps du port.", False),
    ],
)
def test_a_title_is_not_said_twice(qtbot, title: str, text: str, shown: bool):
    header = ArticleHeader()
    qtbot.addWidget(header)
    header.show_article(article_of(text, title), "mars 2024")
    said = [label.text() for label in header.findChildren(QLabel) if label.isVisible()]
    assert said == [*([title] if shown else []), "mars 2024"]
    header.show_words("Rien d’ouvert")
    said = [label.text() for label in header.findChildren(QLabel) if label.isVisible()]
    assert said == ["Rien d’ouvert"]
    header.show_words("")
    assert not header.isVisible()
