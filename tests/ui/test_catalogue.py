"""The catalogue in the window: searched, walked, own entries made and undone; the picker's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QFileDialog

from annotator.services.entries import EntryBook
from annotator.services.lists import import_lists
from tests.conftest import PROJECT
from tests.ui.window_stage import CTRL, Stage, make_template, staged
from ui.dialogs.catalogue import CatalogueWindow
from ui.dialogs.own_entry import OwnEntryForm
from ui.margin.buttons import EntryButton
from ui.margin.link_picker import LinkPicker

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
FAMILY, MEMBER = "un-dprk-resolutions", "un-scr-1718-2006"
UN = PROJECT / "tests" / "golden" / "lists" / "un-xml.xml"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def stage(qtbot, path: Path) -> Iterator[Stage]:
    with staged(qtbot, path, language="fr") as made:
        yield made


def opened(qtbot, stage: Stage) -> CatalogueWindow:
    stage.press("e", held=CTRL | SHIFT)
    shown = stage.main.findChild(CatalogueWindow)
    assert shown is not None
    qtbot.waitUntil(lambda: not shown.busy)
    return shown


def searched(qtbot, shown: CatalogueWindow, words: str) -> list[str]:
    shown.search.setText(words)
    qtbot.waitUntil(lambda: not shown.busy)
    return [row.id for row in shown.rows]


def answer(fill_in) -> None:
    """Fill in the form that is about to be asked, and save it."""

    def soon() -> None:
        form = QApplication.activeModalWidget()
        if form is None or not form.isActiveWindow():
            QTimer.singleShot(10, soon)
            return
        assert isinstance(form, OwnEntryForm)
        fill_in(form)

    QTimer.singleShot(0, soon)


def named(title: str):
    def fill_in(form: OwnEntryForm) -> None:
        form.title_fr.setText(title)
        form.accept()

    return fill_in


def own(stage: Stage) -> list[str]:
    return [one.title_fr for one in EntryBook(stage.project).own.values()]


def test_words_and_filters_find_entries(qtbot, stage: Stage):
    shown = opened(qtbot, stage)
    assert len(shown.rows) == len(stage.window.frame.entries.catalogue.entries)
    assert searched(qtbot, shown, "1718")[0] == MEMBER
    shown.kind.setCurrentIndex(shown.kind.findData("body"))
    qtbot.waitUntil(lambda: not shown.busy)
    assert {row.kind for row in shown.rows} == {"body"}
    shown.kind.setCurrentIndex(0)
    searched(qtbot, shown, "")
    shown.issuer.setCurrentIndex(shown.issuer.findData("CH"))
    qtbot.waitUntil(lambda: not shown.busy)
    assert {row.issuer for row in shown.rows} == {"CH"}


def test_a_family_leads_to_its_members_and_back(qtbot, stage: Stage):
    shown = opened(qtbot, stage)
    searched(qtbot, shown, "résolutions sur la Corée du Nord")
    shown.show_entry(FAMILY)
    words = shown.detail.toPlainText()
    assert "11 membres" in words.replace("\u00a0", " ")
    assert "gel des avoirs" in words.lower()
    shown.detail.anchorClicked.emit(QUrl(f"entry:{MEMBER}"))
    assert "1718" in shown.detail.toPlainText()
    assert "Membre d’une famille" in shown.detail.toPlainText()
    stage.qtbot.keyClick(shown, KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert "11 membres" in shown.detail.toPlainText().replace("\u00a0", " ")


def test_an_entry_leads_to_the_references_that_link_to_it(qtbot, stage: Stage):
    session = stage.session
    made = session.add_reference(0, session.article.text.index("\n"))
    stage.window.desk.done(session.set_links(made.focus, (MEMBER,)))
    stage.window.desk.select(None)
    shown = opened(qtbot, stage)
    searched(qtbot, shown, "1718")
    assert "1 référence du projet y renvoie" in shown.detail.toPlainText().replace("\u00a0", " ")
    shown.detail.anchorClicked.emit(QUrl("place:0"))
    assert stage.window.desk.selected == made.focus


def test_own_entries_are_added_changed_removed_and_each_is_undone(qtbot, stage: Stage):
    shown = opened(qtbot, stage)
    searched(qtbot, shown, "zzzz décret d’Abuja")
    answer(lambda form: form.accept())
    stage.qtbot.keyClick(shown, KEY.Key_N, CTRL)
    qtbot.waitUntil(lambda: not shown.busy)
    assert own(stage) == ["Zzzz décret d’Abuja"]
    assert "Zzzz" in shown.detail.toPlainText()
    answer(named("Décret d’Abuja"))
    shown.buttons["change"].click()
    qtbot.waitUntil(lambda: not shown.busy)
    assert own(stage) == ["Décret d’Abuja"]
    shown.buttons["remove"].click()
    assert own(stage) == []
    for titles in (["Décret d’Abuja"], ["Zzzz décret d’Abuja"], []):
        shown.buttons["undo"].click()
        assert own(stage) == titles
    qtbot.waitUntil(lambda: not shown.busy)
    assert not shown.buttons["undo"].isEnabled()


def test_every_fault_is_said_at_its_field_and_nothing_is_added(qtbot, stage: Stage):
    shown = opened(qtbot, stage)
    seen: dict[str, str] = {}

    def fill_in(form: OwnEntryForm) -> None:
        form.targets.setText("Niger")
        form.valid_from.setText("hier")
        form.accept()
        seen.update(form.faults_shown)
        assert form.focusWidget() is form.title_fr
        form.reject()

    answer(fill_in)
    shown.buttons["add"].click()
    assert set(seen) == {"title_fr", "targets", "valid_from"}
    assert "NIGER" in seen["targets"]
    assert own(stage) == []


def test_own_entries_travel_by_csv(qtbot, stage: Stage, tmp_path: Path, monkeypatch):
    shown = opened(qtbot, stage)
    answer(named("Embargo d’Abuja"))
    shown.buttons["add"].click()
    qtbot.waitUntil(lambda: not shown.busy)
    target = tmp_path / "les.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(target), ""))
    shown.buttons["export"].click()
    assert "les.csv" in shown.trouble.text()
    shown.buttons["remove"].click()
    qtbot.waitUntil(lambda: not shown.busy)
    assert own(stage) == []
    shown.buttons["import"].click()
    assert own(stage) == ["Embargo d’Abuja"]
    target.write_text("id\n", encoding="utf-8")
    shown.buttons["import"].click()
    assert "les.csv" in shown.trouble.text()
    assert own(stage) == ["Embargo d’Abuja"]


def test_official_lists_show_with_words(qtbot, path: Path):
    import_lists([UN])
    with staged(qtbot, path, language="fr") as stage:
        qtbot.waitUntil(lambda: not stage.window.entries.busy)
        shown = opened(qtbot, stage)
        shown.source.setCurrentIndex(shown.source.findData("lists"))
        qtbot.waitUntil(lambda: not shown.busy)
        assert shown.rows == ()
        assert searched(qtbot, shown, "invente fictif")[0] == "un-sc:KPi.901"
        assert "personne" in shown.detail.toPlainText()


# From the picker


def picker_of(stage: Stage) -> LinkPicker:
    session = stage.session
    made = session.add_reference(0, session.article.text.index("\n"))
    stage.window.desk.done(made)
    stage.press("r")
    picker = stage.main.findChild(LinkPicker)
    assert picker is not None
    return picker


def links(stage: Stage) -> list[tuple[str, str, str]]:
    return [
        (link.entry, link.role, link.certainty)
        for one in stage.session.annotation.references
        for link in one.links
    ]


def test_a_new_entry_is_made_of_the_words_linked_and_stays_when_the_link_is_undone(
    qtbot, stage: Stage
):
    picker = picker_of(stage)
    picker.field.clear()
    stage.type("resolution 9999 du Conseil")
    options = picker.list.options.options
    picker.list.highlight(next(n for n, one in enumerate(options) if one.fixed == "entry"))
    seen: list[tuple[str, str, str]] = []

    def fill_in(form: OwnEntryForm) -> None:
        said = form.answer()
        seen.append((said.type, said.issuer, said.number))
        form.accept()

    answer(fill_in)
    stage.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: bool(links(stage)))
    assert seen == [("unsc_resolution", "UN", "9999")]
    (made,) = EntryBook(stage.project).own
    assert links(stage) == [(made, "refers_to", "sure")]
    stage.main.activateWindow()  # what a desktop does when a question closes
    qtbot.waitUntil(stage.main.article.text.hasFocus)
    stage.press("z", held=CTRL)
    assert links(stage) == []
    assert own(stage) == ["Resolution 9999 du Conseil"]


def test_the_picker_leads_to_the_catalogue_with_its_words(qtbot, stage: Stage):
    picker = picker_of(stage)
    picker.field.clear()
    stage.type("1718")
    options = picker.list.options.options
    picker.list.highlight(next(n for n, one in enumerate(options) if one.fixed == "browse"))
    stage.press(KEY.Key_Return)
    qtbot.waitUntil(lambda: stage.main.findChild(CatalogueWindow) is not None)
    shown = stage.main.findChild(CatalogueWindow)
    qtbot.waitUntil(lambda: not shown.busy)
    assert shown.search.text() == "1718"


def test_a_link_is_marked_by_key_as_unsure_and_as_one_of_several(qtbot, stage: Stage):
    picker = picker_of(stage)
    picker.field.clear()
    stage.type("1718")
    entry = picker.list.highlighted().id
    stage.press("u", held=CTRL)
    assert links(stage) == [(entry, "refers_to", "unsure")]
    assert "peu sûr" in picker.list.highlighted().detail
    stage.press("b", held=CTRL)
    assert links(stage) == [(entry, "one_of", "unsure")]
    stage.press("u", held=CTRL)
    stage.press(KEY.Key_Escape)
    assert links(stage) == [(entry, "one_of", "sure")]
    shown = stage.main.article.margin.findChildren(EntryButton)
    assert any("l’un d’eux" in one.accessibleName() for one in shown if one.isVisible())
    stage.press("z", held=CTRL)
    assert links(stage) == [(entry, "one_of", "unsure")]
