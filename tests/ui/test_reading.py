"""What a screen reader hears: the chosen item, what became of it, what the cursor is in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from annotator.messages import Translator
from annotator.model.ids import ActorId
from annotator.model.items import Actor, Speaker
from tests.ui.desk_fixture import (
    article_of,
    mention_of,
    quote_of,
    session_of,
    span_of,
)
from tests.ui.listening import Listener
from tests.ui.window_stage import SHIFT, Stage
from ui import announcing
from ui.presenters.cards import cards_of
from ui.presenters.marks import marks_of
from ui.presenters.reading import Reading, joined

TEXT = "«Tout est prêt», a dit Ada Kern. «Rien ne presse», a répondu Bo Lund."


@pytest.fixture
def ears(monkeypatch) -> list[str]:
    """What is announced."""
    listener = Listener()
    monkeypatch.setattr(announcing, "QAccessible", listener)
    return Heard(listener)


class Heard(list):
    """The words that a listener heard; `take` gives the new ones."""

    def __init__(self, listener: Listener) -> None:
        super().__init__()
        self._listener = listener

    def take(self) -> str:
        said = " | ".join(words for words, _urgent in self._listener.heard)
        self._listener.heard.clear()
        return said


ADA, BO = Actor(ActorId("1"), "Ada Kern"), Actor(ActorId("2"), "Bo Lund")


def said_by(actor: Actor, words: str, cue: str, **more: object):
    quote = quote_of(TEXT, words, cue=cue, **more)
    return replace(quote, speakers=(Speaker(actor.id, span_of(TEXT, actor.name)),))


def both() -> tuple:
    first = said_by(ADA, "«Tout est prêt»", "a dit", claim_type="assert")
    return first, said_by(BO, "«Rien ne presse»", "a répondu")


def opened(*items, waiting: bool = False):
    own, proposed = ((), items) if waiting else (items, ())
    session = session_of(article_of(TEXT), own, proposed, () if waiting else (ADA, BO))
    if waiting:
        session.receive(replace(session.proposals, actors=(ADA, BO)))
    return session


def read(reading: Reading, session, chosen) -> str:
    cards = cards_of(session, chosen, "fr")
    return joined(reading.of_desk(session, cards, marks_of(session, chosen, "fr")))


def test_a_chosen_quote_is_read_with_its_place_its_speaker_and_its_claim():
    first, second = both()
    session = opened(first, second)
    reading = Reading(Translator("fr"))
    said = read(reading, session, first.id)
    claim = session.scheme.label("claim_types", "assert")
    assert "Citation\u00a0: «Tout est prêt»" in said
    assert "citation 1 sur 2" in said
    assert "Ada Kern" in said
    assert claim.title("fr") in said
    assert read(reading, session, first.id) == ""
    assert "citation 2 sur 2" in read(reading, session, second.id)


def test_only_what_changes_is_read_of_the_item_that_stays_chosen():
    first, second = both()
    session = opened(first, second)
    reading = Reading(Translator("fr"))
    read(reading, session, second.id)
    types = session.scheme.labels("claim_types")
    session.set_claim(second.id, types[0].id)
    said = read(reading, session, second.id)
    assert types[0].title("fr") in said
    assert "Rien ne presse" not in said
    assert "Bo Lund" not in said


def test_what_was_decided_is_said_before_what_comes_next():
    first, second = both()
    session = opened(first, second, waiting=True)
    reading = Reading(Translator("en"))

    def said(chosen) -> str:
        cards = cards_of(session, chosen, "en")
        return joined(reading.of_desk(session, cards, marks_of(session, chosen, "en")))

    assert "suggestion to decide" in said(first.id)
    session.accept(first.id)
    assert said(second.id).startswith("Accepted.")
    session.reject(second.id)
    assert said(None) == "Rejected."
    session.undo()
    assert "Rien ne presse" in said(second.id)
    session.accept(second.id)
    assert said(second.id) == "Accepted."
    session.undo()
    assert said(second.id) == "To be decided again."


def test_the_cursor_tells_what_it_comes_into_and_leaves():
    mention = mention_of(TEXT, "Ada Kern")
    first, second = both()
    session = opened(mention, first, second)
    marks, cards = marks_of(session, None, "fr"), cards_of(session, None, "fr")
    reading = Reading(Translator("fr"))

    def at(words: str) -> str:
        return joined(reading.of_caret(TEXT.index(words), marks, cards))

    assert at("Tout").startswith("Citation\u00a0: Ada Kern")
    assert at("prêt") == ""
    assert at("Kern") == "Mention (Pers.). Fin\u00a0: Citation."
    assert at(". «") == "Fin\u00a0: Mention (Pers.)."


def test_keys_are_answered_in_words(stage: Stage, ears):
    stage.press("j")
    said = ears.take()
    assert "proposition à décider" in said
    assert "citation " in said
    stage.press("a")
    assert ears.take().startswith("Acceptée.")
    stage.press("x")
    assert ears.take().startswith("Rejetée.")
    stage.press("u")
    assert ears.take() != ""


def test_the_arrows_tell_the_marks_at_the_cursor(stage: Stage, ears):
    stage.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    text, quote = stage.main.article.text, stage.session.proposals.suggestions[0].item
    assert quote is not None
    start = min(mark.start for mark in text.page.marks if mark.kind == "quote")
    text.set_caret(max(0, start - 1))
    ears.take()
    for _ in range(3):
        stage.press(Qt.Key.Key_Right)
    assert "Citation" in ears.take()
    stage.press(Qt.Key.Key_Right, held=SHIFT)


def test_the_text_is_there_for_a_reader_with_cursor_and_selection(stage: Stage):
    text = stage.main.article.text
    reader = QAccessible.queryAccessibleInterface(text)
    words = reader.textInterface()
    article = stage.session.article.text
    assert words.characterCount() == len(article.encode("utf-16-le")) // 2
    assert words.text(0, 30).replace("\u2029", "\n") == article[:30]
    text.set_caret(7)
    assert words.cursorPosition() == 7
    text.select(3, 12)
    assert words.selectionCount() == 1
    assert reader.state().readOnly
    assert reader.state().multiLine
