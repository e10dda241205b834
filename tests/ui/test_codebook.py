"""The codebook in the window: changed by key and by mouse, previewed, adopted, taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QTreeWidgetItem, QWidget

from annotator.model.items import Quote
from annotator.model.scheme import Label
from annotator.model.scheme_draft import Draft
from annotator.services.codebook import to_look_at_again
from annotator.services.scheme_editing import adopt
from annotator.services.schemes import (
    load_scheme,
    present_scheme,
    read_scheme_file,
    versions,
    write_scheme_file,
)
from tests.ui.window_stage import BY, CTRL, NONE, SHIFT, Stage
from ui.dialogs.codebook import CodebookWindow
from ui.dialogs.codebook_again import AgainWindow
from ui.dialogs.codebook_ask import AdoptForm
from ui.dialogs.codebook_versions import VersionsWindow
from ui.dialogs.form import Form
from ui.dialogs.help import HelpWindow
from ui.margin.label_picker import ClaimPicker
from ui.presenters.codebook import Codebook, Spot

KEY = Qt.Key
CLAIMS = ("group", "claim_types")


class Book:
    """The window of the codebook, and the hands of a person on it."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.press("b", held=CTRL)
        (self.window,) = [one for one in stage.main.findChildren(CodebookWindow) if one.isVisible()]
        self.window.activateWindow()
        stage.qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.window.focusWidget(), key, held)
        QApplication.processEvents()

    def item(self, label: str, place: tuple[str, str] = CLAIMS) -> QTreeWidgetItem:
        role = Qt.ItemDataRole.UserRole
        spot = Spot(place, label)
        return next(one for one in self.window.list._items() if one.data(0, role) == spot)

    def go(self, label: str, place: tuple[str, str] = CLAIMS) -> None:
        """Click on a line of the list."""
        tree, item = self.window.list, self.item(label, place)
        tree.scrollToItem(item)
        spot = tree.visualItemRect(item).center()
        QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, NONE, spot)
        assert self.window.book.spot == Spot(place, label)

    def asked(self, answer, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        self.stage.asked(answer, lambda: self.press(key, held))
        self.window.activateWindow()
        self.stage.qtbot.waitUntil(self.window.isActiveWindow)

    def names(self) -> list[str]:
        return [one.text(0) for one in self.window.list._items()]

    def write(self, field: str, words: str, language: str = "fr") -> None:
        """Write in a field in the place of what stands there, and go on."""
        widget = self.window.fields.fields[field, language]
        widget.setFocus()
        widget.selectAll()
        QTest.keyClicks(widget, words) if words else QTest.keyClick(widget, KEY.Key_Delete)
        QTest.keyClick(widget, KEY.Key_Tab)
        QApplication.processEvents()

    def adopt(self) -> str:
        """Preview and adopt by keys; the sentence above the table."""
        said: list[str] = []

        def agree(form: QWidget) -> None:
            assert isinstance(form, AdoptForm)
            self.stage.qtbot.waitUntil(lambda: not form.busy)
            said.append(form.words.text())
            self.stage.qtbot.waitUntil(form.ok.hasFocus)
            QTest.keyClick(form.ok, KEY.Key_Return)
            self.stage.qtbot.waitUntil(lambda: not form.isVisible())

        self.asked(agree, KEY.Key_S, CTRL)
        return said[0]

    def close(self) -> None:
        self.window.close()
        self.stage.main.activateWindow()
        self.stage.qtbot.waitUntil(self.stage.main.isActiveWindow)


def name_it(words: str):
    """Answers the question for a name and takes it with Enter."""

    def answer(form: QWidget) -> None:
        QTest.keyClicks(form.focusWidget(), words)
        QTest.keyClick(form.focusWidget(), KEY.Key_Return)

    return answer


def labelled(stage: Stage, claim: str) -> None:
    """The first quote of the open article is made the annotator's own, with a claim type."""
    stage.press("j")
    stage.window.run("decide.accept")
    session = stage.session
    (one, *_rest) = [item for item in session.annotation.items if isinstance(item, Quote)]
    session.set_claim(one.id, claim)
    stage.window.desk.select(one.id)


def claims(stage: Stage) -> list[str | None]:
    return [one.claim_type for one in stage.session.annotation.quotes]


def test_a_label_is_added_written_and_adopted_by_keys_and_the_picker_offers_it(stage: Stage):
    labelled(stage, "warn")
    book = Book(stage)
    book.go("warn")
    book.asked(name_it("Menace"), KEY.Key_Insert)
    assert "Menace – nouvelle" in book.names()
    book.write("definition", "Le locuteur menace.")
    book.window.fields.key.setFocus()
    QTest.keyClicks(book.window.fields.key, "t")
    book.window.list.setFocus()
    assert "Aucun élément" in book.adopt()
    assert "diplomacy@2" in book.window.trouble.text()
    book.close()
    label = stage.session.scheme.label("claim_types", "menace")
    assert (label.title("fr"), label.key) == ("Menace", "t")
    assert dict(label.definition)["fr"] == "Le locuteur menace."
    stage.to_text()
    stage.press("c", "t")
    assert claims(stage)[0] == "menace"
    stage.reopen()
    assert stage.session.scheme.reference == "diplomacy@2"
    assert claims(stage)[0] == "menace"


def test_a_merge_is_previewed_adopted_and_taken_back(stage: Stage):
    labelled(stage, "warn")
    book = Book(stage)
    book.go("warn")

    def into(form: QWidget) -> None:
        assert isinstance(form, Form)
        box = form.focusWidget()
        box.setCurrentIndex(box.findData("deny"))
        QTest.keyClick(form, KEY.Key_Return)

    book.asked(into, KEY.Key_M, CTRL)
    assert any("fusionnée avec Démenti" in one for one in book.names())
    assert "Un élément reçoit" in book.adopt()
    assert claims(stage) == ["deny"]

    def back(form: QWidget) -> None:
        assert isinstance(form, VersionsWindow)
        assert form.table.model().rowCount() == 2
        assert "diplomacy@2" in form.text.toPlainText()
        form.table.selectRow(1)
        assert "diplomacy@1" in form.text.toPlainText()
        form.back.click()

    book.asked(back, KEY.Key_H, CTRL)
    assert "diplomacy@1" in book.window.trouble.text()
    book.close()
    assert claims(stage) == ["warn"]
    assert present_scheme(stage.project) == load_scheme("diplomacy")


def test_the_meaning_is_asked_before_a_changed_rule_is_adopted(stage: Stage):
    labelled(stage, "warn")
    book = Book(stage)
    book.go("warn")
    assert book.window.fields.question.isHidden()
    book.write("rule", "Une menace, rien de plus.")
    assert book.window.fields.question.isVisible()
    book.go("deny")
    book.press(KEY.Key_S, CTRL)
    assert "Mise en garde" in book.window.trouble.text()
    assert book.window.book.spot.label == "warn"
    QTest.mouseClick(book.window.fields.other, Qt.MouseButton.LeftButton)
    assert "Un élément sera à revoir" in book.adopt()
    assert "un élément est à revoir" in book.window.trouble.text()
    book.close()


def test_steps_of_the_editor_are_undone_and_redone_by_keys(stage: Stage):
    book = Book(stage)
    before = book.names()
    book.go("demand")
    book.press(KEY.Key_Down, CTRL)
    book.press(KEY.Key_Delete)
    assert book.names() != before
    assert "Demande – retirée" in book.names()
    book.press(KEY.Key_Delete)
    assert "Demande" in book.names()
    for _ in range(3):
        book.press(KEY.Key_Z, CTRL)
    assert book.names() == before
    assert not book.window.book.draft.changed
    assert not book.window.buttons["undo"].isEnabled()
    book.press(KEY.Key_Z, CTRL | SHIFT)
    assert book.names() != before
    book.press(KEY.Key_Z, CTRL)
    book.close()


def test_a_key_that_is_taken_is_refused_in_a_sentence(stage: Stage):
    book = Book(stage)
    book.go("warn")
    book.press(KEY.Key_F2)
    assert book.window.focusWidget() is book.window.fields.fields["name", "fr"]
    book.window.fields.key.setFocus()
    book.window.fields.key.selectAll()
    QTest.keyClicks(book.window.fields.key, "d")
    book.window.list.setFocus()
    assert "Demande" in book.window.trouble.text()
    assert book.window.fields.key.text() == "M"
    assert not book.window.book.draft.changed
    book.write("name", "")
    assert book.window.book.label.title("fr") == "Warning"
    book.write("name", "", "en")
    assert "nom" in book.window.trouble.text()
    book.window.book.undo()
    book.window.show_book()
    book.close()


def test_a_question_with_answers_and_a_split(stage: Stage):
    labelled(stage, "accuse")
    book = Book(stage)
    book.asked(name_it("Opinion"), KEY.Key_Insert, CTRL)
    book.window.list.setFocus()
    book.asked(name_it("Pour"), KEY.Key_Insert)
    book.asked(name_it("Contre"), KEY.Key_Insert)
    book.go("accuse")

    def parts(form: QWidget) -> None:
        QTest.keyClicks(form.focusWidget(), "Accuse tel ou tel")
        QTest.keyClick(form.focusWidget(), KEY.Key_Return)
        assert form.isVisible()
        assert "deux" in form.wrong
        lines = [one for one in form.findChildren(QWidget) if hasattr(one, "placeholderText")]
        QTest.keyClicks(lines[2], "Accuse sans nommer")
        QTest.keyClick(form.focusWidget(), KEY.Key_Return)

    book.asked(parts, KEY.Key_D, CTRL)
    assert "Un élément sera à revoir" in book.adopt()
    book.close()
    (asked,) = stage.session.scheme.asked_of("quote")
    assert [one.id for one in asked.labels] == ["pour", "contre"]
    assert claims(stage) == ["accuse"]


def test_what_was_not_adopted_is_asked_about(stage: Stage):
    book = Book(stage)
    book.go("warn")
    book.press(KEY.Key_Delete)
    stage.asked(lambda form: QTest.keyClick(form, KEY.Key_Escape), book.window.close)
    assert book.window.isVisible()
    stage.asked(lambda form: form.ok.click(), book.window.close)
    assert versions(stage.project) == ()
    assert present_scheme(stage.project) == load_scheme("diplomacy")


def test_a_codebook_is_exported_and_imported(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    path = tmp_path / "partage"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path) + ".toml", ""))
    book = Book(stage)
    book.press(KEY.Key_E, CTRL)
    shared = path.with_suffix(".toml")
    assert read_scheme_file(shared) == load_scheme("diplomacy")
    edited = Codebook(load_scheme("diplomacy"), "fr")
    edited.choose(Spot(CLAIMS, "warn"))
    edited.merge("deny")
    edited.choose(Spot(CLAIMS, "demand"))
    edited.write("name", "fr", "Exigence")
    write_scheme_file(edited.draft.scheme, shared, "x")
    book.press(KEY.Key_I, CTRL)
    assert "Exigence" in book.names()
    assert book.window.book.draft.moves == ((CLAIMS, "warn", "deny"),)
    shared.write_text('id = "a b"\nversion = 1', "utf-8")
    book.press(KEY.Key_I, CTRL)
    assert "partage.toml" in book.window.trouble.text()
    assert "Exigence" in book.names()
    book.press(KEY.Key_Z, CTRL)
    book.close()


def test_help_opens_on_the_page_of_the_codebook(stage: Stage):
    book = Book(stage)
    book.press(KEY.Key_F1)
    (shown,) = [one for one in book.window.findChildren(HelpWindow) if one.isVisible()]
    assert shown.page == "codebook"
    shown.close()
    book.close()


# While working


def chosen(stage: Stage) -> Quote:
    """The quote that is selected."""
    quote = stage.window.desk.item
    assert isinstance(quote, Quote)
    return quote


def test_the_picker_shows_the_codebook_of_the_highlighted_type_beside_the_text(stage: Stage):
    labelled(stage, "demand")
    stage.to_text()
    stage.press("c")
    label = stage.session.scheme.label("claim_types", "demand")
    picker = next(one for one in stage.main.findChildren(ClaimPicker) if one.isVisible())
    told = QTextDocument()
    told.setHtml(picker.meaning.text())
    words = told.toPlainText().replace("\u00a0", " ")
    for texts in (label.definition, label.rule, label.examples[:2], label.counter_examples):
        assert dict(texts)["fr"].replace("\u00a0", " ")[:40] in words
    stage.press(KEY.Key_Down)
    assert picker.meaning.text() != told.toHtml()
    corner = picker.meaning.mapTo(stage.main, picker.meaning.rect().topLeft())
    text = stage.main.article.text
    assert corner.x() >= text.mapTo(stage.main, text.rect().topRight()).x()
    stage.press(KEY.Key_Escape)


def test_a_quote_becomes_an_example_by_one_key_and_is_taken_out_by_the_same(stage: Stage):
    labelled(stage, "demand")
    stage.to_text()
    words = chosen(stage).segments[0].text
    stage.press("e", held=SHIFT)
    now = present_scheme(stage.project).label("claim_types", "demand")
    assert any(words[:40] in one for _language, one in now.examples)
    assert "exemple de « Demande »" in stage.main.foot.words.replace("\u00a0", " ")
    stage.press("n", held=SHIFT)
    now = stage.session.scheme.label("claim_types", "demand")
    assert any(words[:40] in one for _language, one in now.counter_examples)
    stage.reopen()
    book = Book(stage)
    field = book.window.fields.fields["examples", "fr"]
    assert words[:40].replace("\u00a0", " ") in field.toPlainText()
    book.close()
    stage.window.desk.select(stage.session.annotation.quotes[0].id)
    stage.to_text()
    stage.press("e", "n", held=SHIFT)
    assert present_scheme(stage.project) == load_scheme("diplomacy")


def test_without_a_claim_type_there_is_no_example(stage: Stage):
    labelled(stage, "demand")
    stage.session.set_claim(chosen(stage).id, None)
    stage.to_text()
    stage.press("e", held=SHIFT)
    assert "type de propos" in stage.main.foot.words
    assert present_scheme(stage.project) == load_scheme("diplomacy")


def test_questions_of_the_scheme_are_answered_on_the_card_undone_and_kept(stage: Stage):
    labelled(stage, "demand")
    place = ("attribute", "polarity")
    draft = Draft.of(present_scheme(stage.project))
    draft = draft.add_attribute("polarity", "quote", (("fr", "Polarité"),))
    draft = draft.add(place, Label("for", (("fr", "Pour"),), "p"))
    draft = draft.add(place, Label("against", (("fr", "Contre"),), "c"))
    adopt(stage.project, draft, BY)
    stage.window.frame.open_again()
    stage.to_text()
    stage.press("q", held=SHIFT)
    stage.press("c")
    assert chosen(stage).attributes == (("polarity", "against"),)
    card = stage.main.article.margin
    assert card.isVisible()
    stage.press("q", held=SHIFT)
    stage.press(KEY.Key_Up, KEY.Key_Return)
    assert chosen(stage).attributes == (("polarity", "for"),)
    stage.press("z", held=CTRL)
    assert chosen(stage).attributes == (("polarity", "against"),)
    stage.reopen()
    stage.window.desk.select(stage.session.annotation.quotes[0].id)
    assert chosen(stage).attributes == (("polarity", "against"),)
    stage.press("q", held=SHIFT)
    stage.press("c")
    assert chosen(stage).attributes == ()


def test_without_questions_the_key_says_so(stage: Stage):
    labelled(stage, "demand")
    stage.to_text()
    stage.press("q", held=SHIFT)
    assert stage.main.foot.words
    assert not stage.main.article.margin.picker_open


# Items to look at again


def listed(stage: Stage) -> AgainWindow:
    """Open the list by its key."""
    stage.press(KEY.Key_F6)
    (shown,) = [one for one in stage.main.findChildren(AgainWindow) if one.isVisible()]
    read(stage, shown)
    return shown


def read(stage: Stage, shown: AgainWindow) -> None:
    shown.activateWindow()
    stage.qtbot.waitUntil(shown.isActiveWindow)
    QApplication.processEvents()
    stage.qtbot.waitUntil(lambda: not shown.busy)


def with_another_meaning(stage: Stage, *claims: str) -> None:
    scheme = present_scheme(stage.project)
    draft = Draft.of(scheme)
    for claim in claims:
        label = scheme.label("claim_types", claim)
        ruled = replace(label, rule=(("fr", "Autrement."),))
        draft = draft.change(CLAIMS, ruled, meaning=True)
    adopt(stage.project, draft, BY)
    stage.window.frame.open_again()


def test_items_to_look_at_again_are_listed_shown_confirmed_and_undone(stage: Stage):
    labelled(stage, "demand")
    with_another_meaning(stage, "demand")
    stage.window.desk.select(None)
    stage.to_text()
    shown = listed(stage)
    assert shown.list.model().rowCount() == 1
    assert "Demande, étiqueté sous diplomacy@1" in shown.found.rows[0].row.detail
    words = shown.found.rows[0].row.words
    assert words
    QTest.keyClick(shown.list, KEY.Key_Return)
    assert chosen(stage).claim_type == "demand"
    read(stage, shown)
    QTest.keyClick(shown.list, KEY.Key_Space)
    stage.qtbot.waitUntil(lambda: shown.list.model().rowCount() == 0)
    assert "Aucun élément" in shown.count.text()
    stage.window.run("decide.undo")
    stage.main.activateWindow()
    stage.qtbot.waitUntil(stage.main.isActiveWindow)
    read(stage, shown)
    stage.qtbot.waitUntil(lambda: shown.list.model().rowCount() == 1)
    stage.session.set_claim(chosen(stage).id, "deny")
    stage.main.activateWindow()
    stage.qtbot.waitUntil(stage.main.isActiveWindow)
    read(stage, shown)
    stage.qtbot.waitUntil(lambda: shown.list.model().rowCount() == 0)
    shown.close()


def test_the_work_of_others_is_listed_but_not_confirmed(stage: Stage):
    article = stage.session.article.id
    labelled(stage, "demand")
    stage.window.change_settings(annotator="Ada")
    with_another_meaning(stage, "demand")
    stage.to_text()
    shown = listed(stage)
    assert BY in shown.found.rows[0].row.detail
    QTest.mouseClick(shown.confirm_button, Qt.MouseButton.LeftButton)
    assert BY in stage.main.foot.words
    assert len(to_look_at_again(stage.project)) == 1
    assert stage.project.load_work(article, "Ada").work.annotation.items == ()
    shown.close()
