"""Finding in the whole project, in the window: words, filters, to the text and back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget

from annotator.services import finding, finding_through
from tests.ui.window_stage import CTRL, SHIFT, Stage

KEY = Qt.Key


def settled(stage: Stage) -> None:
    place = stage.window.places.find
    stage.qtbot.waitUntil(lambda: not panel(stage)._timer.isActive())
    stage.qtbot.waitUntil(lambda: not place.busy and not place.find.seeking, timeout=20_000)


@pytest.fixture
def place(stage: Stage) -> Stage:
    stage.press(KEY.Key_F, held=CTRL | SHIFT)
    assert panel(stage).words.hasFocus()
    settled(stage)
    return stage


def panel(stage: Stage):
    return stage.window.places.find.panel


def rows(stage: Stage) -> list[str]:
    find = stage.window.places.find.find
    return [find.row(number).words for number in range(find.total)]


def choose(stage: Stage, box, words: str) -> None:
    box.setFocus()
    box.setCurrentIndex(box.findText(words, Qt.MatchFlag.MatchEndsWith))
    settled(stage)


def test_words_are_shown_in_their_context(place: Stage) -> None:
    assert panel(place)._empty.isVisible()
    place.type("cedeao")
    settled(place)
    assert panel(place).count.text() == "1 article"
    assert set(rows(place)) == {"Cédéao"}
    first = place.window.places.find.find.row(0)
    assert first.before.endswith("de l'Ouest (")
    assert first.after.startswith(") a décidé")


def test_enter_opens_the_text_at_the_find_and_the_key_leads_back(place: Stage) -> None:
    place.type("banque")
    settled(place)
    there = rows(place)
    assert len(there) > 3
    place.press(KEY.Key_Return)
    assert panel(place).list.hasFocus()
    place.press(KEY.Key_Down, KEY.Key_Down)
    at = panel(place).list.place
    place.press(KEY.Key_Return)
    assert place.window.places.present == "annotate"
    text = place.main.article.text
    assert text.hasFocus()
    start, end = place.main.article.selection()
    assert text.pages.text[start:end] == there[at]
    place.press(KEY.Key_F, held=CTRL | SHIFT)
    settled(place)
    assert (panel(place).words.text(), rows(place)) == ("banque", there)
    assert panel(place).list.place == at
    place.press(KEY.Key_Escape)
    assert text.hasFocus()


def test_filters_narrow_what_is_found(place: Stage) -> None:
    place.type("sanctions")
    settled(place)
    both = panel(place).count.text()
    choose(place, panel(place).language, "anglais")
    assert panel(place).count.text() != both
    assert set(rows(place)) <= {"sanctions", "Sanctions"}
    choose(place, panel(place).status, "terminé")
    assert rows(place) == []
    assert "élargissez" in panel(place)._empty.text()
    place.click(panel(place).clear)
    settled(place)
    assert panel(place).words.text() == ""
    assert panel(place).words.hasFocus()


def test_words_inside_items_of_a_label(place: Stage) -> None:
    place.type("niger")
    settled(place)
    everywhere = len(rows(place))
    choose(place, panel(place).inside, "Personne")
    assert len(rows(place)) < everywhere
    panel(place).words.clear()
    settled(place)
    assert "Aïssata Ndiaye" in rows(place)


def test_a_date_that_is_none_is_said(place: Stage) -> None:
    place.type("sanctions")
    panel(place).since.setFocus()
    place.type("hier")
    place.press(KEY.Key_Return)
    assert "hier" in place.main.foot.words
    panel(place).since.selectAll()
    place.type("2024-02")
    place.press(KEY.Key_Return)
    settled(place)
    assert panel(place).count.text() == "1 article"


def test_more_articles_come_with_the_last_row(
    place: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGE", 1)
    place.type("a")
    settled(place)
    find = place.window.places.find.find
    assert find.count == 3
    first = find.total
    place.press(KEY.Key_Return)
    place.press(KEY.Key_End, held=CTRL)
    settled(place)
    assert find.total > first
    assert panel(place).list.place >= first - 1


def test_a_pattern_is_found_by_keys_and_kept_when_one_comes_back(place: Stage) -> None:
    place.type(r"sanctions? \w+")
    place.press(KEY.Key_Tab)
    assert panel(place).whole.hasFocus()
    place.press(KEY.Key_Tab, KEY.Key_Tab)
    assert panel(place).regex.hasFocus()
    place.press(KEY.Key_Space)
    settled(place)
    there = rows(place)
    assert there
    assert all(one.casefold().startswith("sanction") and " " in one for one in there)
    panel(place).words.setFocus()
    place.press(KEY.Key_Return, KEY.Key_Return)
    start, end = place.main.article.selection()
    assert place.main.article.text.pages.text[start:end] == there[0]
    place.press(KEY.Key_F, held=CTRL | SHIFT)
    settled(place)
    assert panel(place).regex.isChecked()
    assert rows(place) == there


def test_a_broken_pattern_is_said_where_the_rows_would_be(place: Stage) -> None:
    panel(place).regex.setChecked(True)
    panel(place).words.setFocus()
    place.type("(sanction")
    settled(place)
    assert "(sanction" in panel(place)._empty.text()
    assert panel(place)._empty.isVisible()
    assert place.banner == ""
    place.type("s)")
    settled(place)
    assert set(rows(place)) <= {"sanctions", "Sanctions"}
    assert rows(place)


def test_finds_are_sorted_and_the_present_row_stays(place: Stage) -> None:
    place.type("sanctions")
    settled(place)
    place.press(KEY.Key_Return, KEY.Key_Down)
    before = rows(place)
    choose(place, panel(place).order, "droite")
    find = place.window.places.find.find
    after = [find.row(number).after.strip(" .,;»").casefold() for number in range(find.total)]
    assert sorted(rows(place)) == sorted(before)
    words = [one.split()[:1] for one in after]
    assert words == sorted(words)


def test_a_long_search_shows_what_it_has_and_is_left_by_esc(
    place: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each article takes its whole time; the window is alive, and the key leaves the search."""
    hold = threading.Event()
    real = finding_through.places_of

    def slow(connection, query, row):
        if row.title != place.titles[0]:
            hold.wait(10)
        return real(connection, query, row)

    monkeypatch.setattr(finding_through, "TURN", 0.0)
    monkeypatch.setattr(finding_through, "places_of", slow)
    panel(place).regex.setChecked(True)
    panel(place).words.setFocus()
    place.type("e.")
    find = place.window.places.find.find
    try:
        place.qtbot.waitUntil(lambda: find.total > 0 and find.stoppable)
        assert panel(place).stop.isVisible()
        assert "sur 3" in panel(place).count.text()
        there = find.total
        place.press(KEY.Key_Escape)
        assert place.window.places.present == "find"
        assert not panel(place).stop.isVisible()
        assert "arrêté" in panel(place).count.text()
    finally:
        hold.set()
    place.qtbot.waitUntil(lambda: not place.window.places.find.busy)
    assert find.total == there
    place.press(KEY.Key_Escape)
    assert place.window.places.present == "annotate"


def test_f1_explains_finding(place: Stage) -> None:
    place.press(KEY.Key_F1)
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "open_page"))
    assert window.pages.currentItem().text() == "Chercher"
    window.close()


def test_the_other_places_of_a_name_are_listed_then_marked(stage: Stage) -> None:
    session = stage.session
    start = session.article.text.index("sanctions")
    stage.main.article.text.select(start, start + len("sanctions"))
    stage.press("m")
    stage.press(KEY.Key_Escape)
    mine = next(one for one in session.annotation.mentions if one.span.start == start)
    stage.window.desk.select(mine.id)
    stage.to_text()
    shown: list[str] = []

    def untick_the_first(form) -> None:
        listed = form.findChild(QListWidget)
        shown.extend(listed.item(n).text() for n in range(listed.count()))
        assert form.ok.text() == f"Marquer {len(shown)} occurrences"
        stage.press(KEY.Key_Space)
        assert form.ok.text().startswith(f"Marquer {len(shown) - 1} ")
        stage.press(KEY.Key_Return)

    before = len(session.annotation.mentions)
    stage.asked(untick_the_first, lambda: stage.press("M", held=SHIFT))
    assert len(shown) >= 2
    assert all("[sanctions]" in line for line in shown)
    assert len(session.annotation.mentions) == before + len(shown) - 1
    stage.press(KEY.Key_Z, held=CTRL)
    assert len(session.annotation.mentions) == before


def test_nothing_is_asked_where_there_is_no_other_place(stage: Stage) -> None:
    names = [one.item for one in stage.session.open_suggestions() if one.item.id]
    once = next(
        one
        for one in names
        if hasattr(one, "label") and stage.session.article.text.count(one.span.text) == 1
    )
    stage.window.desk.select(once.id)
    stage.press("M", held=SHIFT)
    assert "pas d’autre occurrence" in stage.main.foot.words


def test_a_quote_has_no_other_places(stage: Stage) -> None:
    stage.press("M", held=SHIFT)
    assert "mention ou une référence" in stage.main.foot.words
