"""Finding things: every action by its name, every page of the help."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl

from annotator.messages import Translator
from ui import dialogs
from ui.actions import ACTIONS
from ui.dialogs.help import PAGES, HelpWindow, page_text
from ui.dialogs.palette import ID_ROLE, Palette

FRENCH = Translator("fr")
LEFT = Qt.MouseButton.LeftButton
ROWS = tuple((one.id, FRENCH(f"action.{one.id}"), " · ".join(one.keys)) for one in ACTIONS)


def test_the_palette_finds_an_action_by_letters_of_its_words(qtbot, answering):
    def act(palette) -> None:
        qtbot.keyClicks(palette.line, "export")
        qtbot.keyClick(palette.line, Qt.Key.Key_Return)

    answering(act)
    assert dialogs.ask_action(FRENCH, ROWS, None) == "project.export"


def test_the_palette_folds_accents_and_walks_by_arrows(qtbot):
    palette = Palette(FRENCH, ROWS, None)
    qtbot.addWidget(palette)
    qtbot.keyClicks(palette.line, "reglages")
    assert palette.chosen == "project.settings"
    palette.line.clear()
    first = palette.chosen
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.chosen != first
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.chosen == first
    qtbot.keyClicks(palette.line, "zzz")
    assert palette.chosen == ""
    assert palette.list.model().index(0, 0).data() == FRENCH("dialogs.palette_none")


def test_a_click_in_the_palette_chooses(qtbot, answering):
    def act(palette) -> None:
        index = palette.list.model().index(2, 0)
        chosen.append(index.data(ID_ROLE))
        place = palette.list.visualRect(index).center()
        qtbot.mouseClick(palette.list.viewport(), LEFT, pos=place)

    chosen: list[str] = []
    answering(act)
    assert [dialogs.ask_action(FRENCH, ROWS, None)] == chosen


def test_leaving_the_palette_chooses_nothing(qtbot, answering):
    answering(lambda palette: qtbot.keyClick(palette, Qt.Key.Key_Escape))
    assert dialogs.ask_action(FRENCH, ROWS, None) == ""


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_help_page_is_filled(page: str, language: str):
    text = page_text(page, language, ROWS, Translator(language))
    assert "{{" not in text
    assert text.startswith("# ")


def test_the_help_shows_keys_and_claims_and_follows_links(qtbot):
    window = HelpWindow(FRENCH, "annotate", ROWS, None)
    qtbot.addWidget(window)
    window.show()
    assert FRENCH("action.walk.next_quote") in window.text.toPlainText()
    window.show_keys()
    assert window.text.verticalScrollBar().value() > 0
    window.text.anchorClicked.emit(QUrl("claims.md"))
    assert window.page == "claims"
    assert "Affirm" in window.text.toPlainText()
    window.pages.setCurrentRow(0)
    assert window.page == PAGES[0]
