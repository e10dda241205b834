"""The lexicon and what there is to learn, used by keys and mouse on a real project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QTableView

from annotator.model.article import Article
from annotator.model.items import Quote
from annotator.model.message import msg
from annotator.prelabel import own_lexicon
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from annotator.services import learning, lexicon, prelabel_child
from annotator.services.annotating import History, Session
from annotator.services.lexicon import Entry
from annotator.services.schemes import load_scheme
from tests.ui.window_stage import BY, Stage
from ui.dialogs.help import HelpWindow
from ui.dialogs.learning import LearningWindow
from ui.dialogs.lexicon import LexiconWindow
from ui.dialogs.lexicon_change import AddForm, ChangeForm

SENTENCE = "Jean Valmont a zorgloté que le régime mentait."
TEXTS = (
    f"Premier titre\n\n{SENTENCE} Le public a ri de tout cela.\n",
    "Second titre\n\nAnne Delmas a zorgloté que rien ne pressait. Le public se tait.\n",
)


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


@pytest.fixture
def staged_texts(stage: Stage, tmp_path: Path) -> Stage:
    """The window with two more articles, the first of them open."""
    from annotator.services.importing import import_paths

    files = []
    for number, text in enumerate(TEXTS):
        files.append(tmp_path / f"texte-{number}.txt")
        files[-1].write_text(text, "utf-8")
    report = import_paths(stage.project, files, annotator=BY)
    for one in report.article_ids:
        stage.project.save_proposals(prelabel_child.propose(stage.project.article(one)).proposals)
    stage.window.frame.refresh()
    stage.window.frame.choose(report.article_ids[0])
    stage.to_text()
    return stage


def mark_by_hand(stage: Stage) -> None:
    """Mark the report in both articles, as an annotator does who knows the verb."""
    for row in stage.project.article_rows(BY):
        one = stage.project.article(row.id)
        if "zorgloté" in one.text:
            by_hand(stage, one)


def by_hand(stage: Stage, one: Article) -> None:
    loaded = stage.project.load_work(one.id, BY)
    history = History.of(loaded.log)
    scheme = load_scheme("diplomacy@1")
    session = Session(stage.project, one, loaded.work, loaded.proposals, history, scheme)
    start = one.text.index("que ", one.text.index("zorgloté"))
    made = session.add_quote(start, one.text.index(".", start)).focus
    assert made is not None
    cue = one.text.index("a zorgloté")
    session.add_cue(made, cue, cue + len("a zorgloté"))
    session.set_claim(made, "accuse")


def shown(stage: Stage, kind: type[QDialog]) -> QDialog:
    (window,) = [one for one in stage.main.findChildren(kind) if one.isVisible()]
    stage.qtbot.waitUntil(window.isVisible)
    return window


def cells(table: QTableView, column: int = 0) -> list[str]:
    model = table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def click_cell(stage: Stage, table: QTableView, row: int) -> None:
    place: QPoint = table.visualRect(table.model().index(row, 0)).center()
    stage.click(table.viewport(), place)


def open_lexicon(stage: Stage) -> LexiconWindow:
    stage.press(
        Qt.Key.Key_L, held=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    window = shown(stage, LexiconWindow)
    assert isinstance(window, LexiconWindow)
    return window


def proposed_quotes(stage: Stage) -> list[str]:
    items = (one.item for one in stage.session.open_suggestions())
    return [one.segments[0].text for one in items if isinstance(one, Quote)]


def with_preview(stage: Stage, fill_in: Callable[[ChangeForm], None]) -> Callable[[QDialog], None]:
    def answer(form: QDialog) -> None:
        assert isinstance(form, ChangeForm)
        fill_in(form)
        stage.qtbot.waitUntil(lambda: not form.looking, timeout=20_000)
        stage.click(form.ok)

    return answer


def test_a_word_is_added_after_a_look_at_its_effect_and_gives_the_quote(
    staged_texts: Stage,
) -> None:
    stage = staged_texts
    assert not proposed_quotes(stage)
    window = open_lexicon(stage)
    QTest.keyClicks(window.search, "zorgloter")
    assert cells(window.table) == []
    seen: list[list[str]] = []

    def fill_in(form: ChangeForm) -> None:
        assert isinstance(form, AddForm)
        assert form.word.text() == "zorgloter"
        form.claim.setCurrentIndex(form.claim.findData("accuse"))
        stage.click(form.preview_button)
        stage.qtbot.waitUntil(lambda: not form.looking, timeout=20_000)
        seen.append(cells(form.table, 2))

    stage.asked(with_preview(stage, fill_in), lambda: stage.click(window.add_button))
    assert [SENTENCE in one for one in seen[0]] == [True, False]
    assert len(seen[0]) == 2
    assert cells(window.table, 2) == [stage.window.say("lexicon.state.own")]
    stage.qtbot.waitUntil(lambda: proposed_quotes(stage) == ["que le régime mentait"])
    stage.click(window.undo_button)
    assert cells(window.table) == []
    stage.qtbot.waitUntil(lambda: not proposed_quotes(stage))
    assert not list(own_folder().glob("*/*.toml"))


def test_a_shipped_word_is_switched_off_and_on_by_keys(staged_texts: Stage) -> None:
    stage = staged_texts
    window = open_lexicon(stage)
    QTest.keyClicks(window.search, "affirmer")
    (row,) = [at for at, one in enumerate(cells(window.table)) if one == "affirmer"]
    window.table.setFocus()
    window.table.selectRow(row)

    def agree(form: QDialog) -> None:
        stage.qtbot.waitUntil(lambda: not form.looking, timeout=20_000)
        stage.press(Qt.Key.Key_Return)

    stage.asked(agree, lambda: QTest.keyClick(window.table, Qt.Key.Key_Return))
    off = stage.window.say("lexicon.state.off")
    assert ("affirmer", off) in zip(cells(window.table), cells(window.table, 2), strict=True)
    window.table.selectRow(cells(window.table).index("affirmer"))
    assert window.word_button.text() == stage.window.say("lexicon.change.off")
    stage.asked(agree, lambda: stage.click(window.word_button))
    assert off not in cells(window.table, 2)


def test_leaving_a_change_changes_nothing(staged_texts: Stage) -> None:
    stage = staged_texts
    window = open_lexicon(stage)
    stage.asked(
        lambda form: stage.press(Qt.Key.Key_Escape), lambda: stage.click(window.word_button)
    )
    assert not list(own_folder().glob("*/*.toml"))
    assert not window.undo_button.isEnabled()


def test_a_word_without_letters_is_refused_in_the_form(staged_texts: Stage) -> None:
    stage = staged_texts
    window = open_lexicon(stage)

    def answer(form: QDialog) -> None:
        assert isinstance(form, AddForm)
        stage.click(form.ok)
        assert form.wrong == stage.window.say("lexicon.no_word")
        stage.press(Qt.Key.Key_Escape)

    stage.asked(answer, lambda: stage.click(window.add_button))


def test_every_kind_can_be_shown_and_asked_for(staged_texts: Stage) -> None:
    stage = staged_texts
    window = open_lexicon(stage)
    for at in range(window.kind.count()):
        window.kind.setCurrentIndex(at)
        assert cells(window.table)
        stage.asked(
            lambda form: stage.press(Qt.Key.Key_Escape), lambda: stage.click(window.add_button)
        )


def test_a_broken_own_file_is_told_in_the_window(staged_texts: Stage) -> None:
    stage = staged_texts
    path = own_folder() / "fr" / "cues.toml"
    path.parent.mkdir(parents=True)
    path.write_text("[[group]\n", "utf-8")
    window = open_lexicon(stage)
    assert str(path) in window.trouble.text()
    window.close()
    stage.window.watch.look(0)
    stage.qtbot.waitUntil(lambda: str(path) in stage.banner)


# Learning


def open_learning(stage: Stage) -> LearningWindow:
    stage.window.run("project.learning")
    stage.work_done()
    window = shown(stage, LearningWindow)
    assert isinstance(window, LearningWindow)
    return window


def test_the_bar_says_how_much_there_is_to_learn_and_opens_it(staged_texts: Stage) -> None:
    stage = staged_texts
    button = stage.main.top.learning_button
    assert button.isHidden()
    mark_by_hand(stage)
    stage.window.watch.look(0)
    stage.qtbot.waitUntil(button.isVisible)
    assert button.text() == stage.window.say("panels.learning", n=1)
    stage.click(button)
    stage.work_done()
    window = shown(stage, LearningWindow)
    assert cells(window.table) == ["zorgloter"]


def test_a_verb_is_taken_over_with_one_click_and_given_back(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)
    assert len(cells(window.seen)) == 2
    stage.click(window.buttons["take"])
    assert cells(window.table) == []
    assert lexicon.find(lexicon.entries("fr", "verbs"), "zorgloter")[0].state == "own"
    stage.qtbot.waitUntil(lambda: not stage.window.watch.busy)
    assert "zorgloter" in window.buttons["undo"].text()
    stage.click(window.buttons["undo"])
    assert cells(window.table) == ["zorgloter"]
    assert not list(own_folder().glob("*/*.toml"))


def test_what_cannot_be_pressed_looks_so(staged_texts: Stage) -> None:
    stage = staged_texts
    window = open_learning(stage)
    button = window.buttons["take"]
    assert not button.isEnabled()
    greyed = button.grab().toImage()
    button.setEnabled(True)
    assert button.grab().toImage() != greyed


def test_the_key_for_help_opens_the_page_of_each_window(staged_texts: Stage) -> None:
    stage = staged_texts
    for window, page in ((open_lexicon(stage), "lexicon"), (open_learning(stage), "learning")):
        window.activateWindow()
        stage.qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_F1)
        pages = shown(stage, HelpWindow)
        assert isinstance(pages, HelpWindow)
        assert pages.page == page
        pages.close()
        window.close()


def test_undo_does_not_take_back_what_followed_in_the_lexicon(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)
    stage.click(window.buttons["take"])
    lexicon.carry_out(lexicon.plan_add("fr", Entry("people", "Zorglub")))
    stage.click(window.buttons["undo"])
    assert window.said.text() == stage.window.say("learning.not_last")
    assert lexicon.find(lexicon.entries("fr", "people"), "Zorglub")
    lexicon.take_back()
    stage.click(window.buttons["undo"])
    assert cells(window.table) == ["zorgloter"]


def test_a_click_on_a_place_goes_there(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)
    (place,) = [at for at, one in enumerate(cells(window.seen)) if one == "Second titre"]
    click_cell(stage, window.seen, place)
    assert stage.title == "Second titre"
    start, end = stage.main.article.selection()
    assert stage.session.article.text[start:end] == "a zorgloté"


def test_a_word_is_adjusted_before_it_is_taken_over(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)

    def fill_in(form: ChangeForm) -> None:
        assert isinstance(form, AddForm)
        assert form.claim.currentData() == "accuse"
        form.claim.setCurrentIndex(form.claim.findData("warn"))

    stage.asked(with_preview(stage, fill_in), lambda: stage.click(window.buttons["adjust"]))
    (entry,) = lexicon.find(lexicon.entries("fr", "verbs"), "zorgloter")
    assert (entry.state, entry.claim) == ("own", "warn")
    assert cells(window.table) == []


def test_a_word_is_dismissed_for_good_and_called_back(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)
    stage.click(window.buttons["dismiss"])
    assert learning.dismissed()
    again = open_learning(stage)
    assert cells(again.table) == []
    assert again.buttons["recall"].isVisible()
    stage.click(again.buttons["recall"])
    assert cells(again.table) == ["zorgloter"]
    assert not again.buttons["recall"].isVisible()
    assert cells(open_learning(stage).table) == ["zorgloter"]


def test_the_window_counts_what_is_dismissed_and_undone_in_it(staged_texts: Stage) -> None:
    stage = staged_texts
    mark_by_hand(stage)
    window = open_learning(stage)
    recall = window.buttons["recall"]
    assert not recall.isVisible()
    stage.click(window.buttons["dismiss"])
    assert recall.isVisible()
    assert recall.text() == stage.window.say("learning.button.recall_n", n=1)
    stage.click(window.buttons["undo"])
    assert not recall.isVisible()
    assert cells(window.table) == ["zorgloter"]
    stage.click(window.buttons["dismiss"])
    stage.click(recall)
    assert cells(window.table) == ["zorgloter"]
    assert learning.dismissed() == ()
    assert not window.buttons["undo"].isEnabled()


def test_the_scores_show_what_decisions_did_and_can_be_forgotten(staged_texts: Stage) -> None:
    stage = staged_texts
    stage.session.accept_all()
    window = open_learning(stage)
    window.tabs.setCurrentIndex(1)
    assert cells(window.sources)
    stage.click(window.buttons["reset"])
    assert cells(window.sources) == []


def test_the_watch_stops_before_a_project_is_closed(staged_texts: Stage) -> None:
    stage = staged_texts
    stage.window.watch.look(0)
    stage.window.run("project.close")
    assert not stage.window.watch.busy
    assert stage.main.top.learning_button.isHidden()


def test_the_lexicon_opens_without_a_project(bare: Stage) -> None:
    window = open_lexicon(bare)

    def answer(form: QDialog) -> None:
        assert isinstance(form, AddForm)
        assert not form.preview_button.isEnabled()
        form.word.setText("zorgloter")
        bare.click(form.ok)

    bare.asked(answer, lambda: bare.click(window.add_button))
    assert Entry("verbs", "zorgloter", "cues", "own", claim="assert", frames=("say",)) in (
        lexicon.entries("fr", "verbs")
    )


@pytest.mark.parametrize(
    "content", [b'[[group]]\nverbs = ["persifler"]\n', b"\xff\xfe", b"[[group]\n"]
)
def test_the_lexicon_opens_over_a_damaged_own_file_and_says_so(bare: Stage, content: bytes) -> None:
    path = own_folder() / "fr" / "cues.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    window = open_lexicon(bare)
    assert window.trouble.isVisible()
    assert str(path) in window.trouble.text()
    assert "affirmer" in cells(window.table)


def test_undo_never_undoes_another_change_than_the_button_names(bare: Stage) -> None:
    lexicon.carry_out(lexicon.plan_add("fr", Entry("people", "Ada Kern")))
    window = open_lexicon(bare)
    assert "Ada Kern" in window.undo_button.text()
    lexicon.carry_out(lexicon.plan_add("fr", Entry("people", "Bo Lund")))
    bare.click(window.undo_button)
    assert window.trouble.text() == bare.window.say("lexicon.not_last")
    assert "Bo Lund" in window.undo_button.text()
    assert lexicon.last_change() == msg("lexicon.did_add", word="Bo Lund")
    bare.click(window.undo_button)
    assert "Ada Kern" in window.undo_button.text()
    assert not window.trouble.isVisible()


def test_a_name_that_is_partly_off_is_switched_on_from_the_list(bare: Stage) -> None:
    (shipped,) = [one for one in lexicon.entries("fr", "organisations") if one.word == "Act Up"]
    lexicon.carry_out(lexicon.plan_switch_off("fr", shipped, "Act Up-Paris"))
    window = open_lexicon(bare)
    window.kind.setCurrentIndex(window.kind.findData("organisations"))
    QTest.keyClicks(window.search, "act up")
    assert cells(window.table, 2) == [bare.window.say("lexicon.state.partly")]
    assert "Act Up-Paris" in cells(window.table, 1)[0]
    window.table.setCurrentIndex(window.table.model().index(0, 0))

    def answer(form: QDialog) -> None:
        assert isinstance(form, ChangeForm)
        bare.click(form.ok)

    bare.asked(answer, lambda: bare.click(window.word_button))
    assert cells(window.table, 2) == [bare.window.say("lexicon.state.shipped")]


def test_the_rules_are_never_tried_with_own_words_on_the_thread_of_the_window(
    bare: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(own_lexicon, "draft_of", lambda *_: asked.append("here"))
    window = open_lexicon(bare)

    def answer(form: QDialog) -> None:
        assert isinstance(form, AddForm)
        form.word.setText("zorgloter")
        bare.click(form.ok)

    bare.asked(answer, lambda: bare.click(window.add_button))
    assert (own_folder() / "fr" / "cues.toml").is_file()
    window.close()
    again = open_lexicon(bare)
    assert cells(again.table)[0] == "zorgloter"
    bare.click(again.undo_button)
    assert not list(own_folder().glob("*/*.toml"))
    assert asked == []
    lexicon.carry_out(lexicon.plan_add("fr", Entry("people", "Zorglub")))
    assert lexicon.problems() == ()
    assert asked
