"""The register of actors in the window: found, edited, merged, split, and back, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from annotator.model.items import Mention, Quote
from annotator.services.register import UNNAMED
from tests.ui.window_stage import CTRL, SHIFT, Stage
from ui.presenters.options import Options

KEY = Qt.Key


def desk(stage: Stage):
    return stage.window.places.register.desk


def panel(stage: Stage):
    return stage.window.places.register.panel


def settled(stage: Stage) -> None:
    place = stage.window.places.register
    stage.qtbot.waitUntil(lambda: not stage.window.tasks.busy, timeout=20_000)
    stage.qtbot.waitUntil(lambda: not place.busy and not desk(stage).reading, timeout=20_000)


def to_register(stage: Stage) -> None:
    stage.press(KEY.Key_P, held=CTRL | SHIFT)
    settled(stage)


@pytest.fixture
def place(stage: Stage) -> Stage:
    """The register of three articles in which everything was accepted."""
    for row in stage.window.frame.rows:
        stage.window.frame.choose(row.id)
        stage.window.desk.done(stage.session.accept_all(), keep=True)
    stage.to_text()
    to_register(stage)
    assert panel(stage).list.hasFocus()
    return stage


def names(stage: Stage) -> list[str]:
    return [desk(stage).line(number).words for number in range(desk(stage).total)]


def look_for(stage: Stage, words: str) -> None:
    panel(stage).words.setFocus()
    panel(stage).words.clear()
    stage.type(words)
    stage.press(KEY.Key_Return)
    settled(stage)
    assert panel(stage).list.hasFocus()


def show(stage: Stage, shown: str) -> None:
    box = panel(stage).shown
    box.setFocus()
    box.setCurrentIndex(box.findData(shown))
    settled(stage)


def speakers_of(stage: Stage, actor_id: str) -> int:
    """How many quotes of the project have an actor as speaker."""
    found = stage.project.all_work(annotator=stage.window.frame.settings.annotator)
    quotes = [quote for one in found for quote in one.work.annotation.quotes]
    return sum(actor_id in [who.actor for who in quote.speakers] for quote in quotes)


def test_everybody_is_listed_with_quotes_and_articles(place: Stage) -> None:
    rows = desk(place).rows
    assert len(rows) > 10
    assert [one.quotes for one in rows] == sorted((one.quotes for one in rows), reverse=True)
    first = desk(place).line(0)
    assert "citation" in first.detail
    assert panel(place).count.text() == f"{len(rows)} acteurs"
    assert rows[0].quotes == speakers_of(place, rows[0].key)


def test_words_narrow_the_list_without_accents(place: Stage) -> None:
    look_for(place, "aissata")
    assert names(place) == ["Aïssata Ndiaye"]
    assert panel(place).detail.title.text() == "Aïssata Ndiaye"
    place.press(KEY.Key_F1)
    QApplication.processEvents()


def test_words_typed_in_a_row_sift_the_list_once(place: Stage) -> None:
    asked: list[str] = []
    panel(place).filter_changed.connect(lambda wanted: asked.append(wanted.words))
    panel(place).words.setFocus()
    place.type("ndiaye")
    assert panel(place).words.text() == "ndiaye"
    desk(place).come()
    settled(place)
    assert panel(place).words.text() == "ndiaye", "what is being typed stays"
    place.press(KEY.Key_Return)
    assert set(asked) == {"ndiaye"}
    settled(place)
    assert names(place) == ["Aïssata Ndiaye"]


def test_a_quote_opens_in_its_text_and_the_key_leads_back(place: Stage) -> None:
    look_for(place, "ndiaye")
    place.press(KEY.Key_Return)
    quotes = panel(place).detail.lists["quotes"]
    assert quotes.hasFocus()
    place.press(KEY.Key_Down)
    at = quotes.place
    place.press(KEY.Key_Return)
    assert place.window.places.present == "annotate"
    item = place.window.desk.item
    assert isinstance(item, Quote)
    to_register(place)
    assert names(place) == ["Aïssata Ndiaye"]
    assert quotes.place == at


def test_an_edit_is_kept_and_taken_back(place: Stage) -> None:
    look_for(place, "ndiaye")

    def answer(form) -> None:
        form.aliases.setPlainText("Mme Ndiaye\n")
        form.ids.setPlainText("kein")
        place.press(KEY.Key_Tab)
        form.accept()
        assert "wikidata.org" in form.wrong, "what is no identifier is said, and nothing is lost"
        form.ids.setPlainText("https://www.wikidata.org/wiki/Q42")
        for column, words in enumerate(("porte-parole", "2023-08", "")):
            form.roles.item(0, column).setText(words)
        form.accept()

    place.asked(answer, lambda: place.press(KEY.Key_F7))
    settled(place)
    actor = desk(place).row.actor
    assert actor.external_ids == (("wikidata", "Q42"),)
    assert actor.aliases == ("Mme Ndiaye",)
    assert (actor.role, str(actor.roles[-1].since)) == ("porte-parole", "2023-08")
    assert "depuis août 2023" in panel(place).detail.about.text()
    place.reopen()
    to_register(place)
    look_for(place, "Q42")
    assert names(place) == ["Aïssata Ndiaye"]
    place.press(KEY.Key_Z, held=CTRL)
    settled(place)
    assert names(place) == [], "the identifier is gone again"
    place.press(KEY.Key_Z, held=CTRL | SHIFT)
    settled(place)
    assert names(place) == ["Aïssata Ndiaye"]


def test_two_actors_become_one_and_two_again(place: Stage) -> None:
    panel(place).order.setCurrentIndex(panel(place).order.findData("quotes"))
    panel(place).kind.setCurrentIndex(panel(place).kind.findData("person"))
    settled(place)
    first, second = desk(place).rows[:2]
    before = speakers_of(place, first.key), speakers_of(place, second.key)
    assert min(before) > 0
    panel(place).list.setFocus()
    place.press(KEY.Key_Down, held=SHIFT)
    assert panel(place).list.chosen_places == [0, 1]

    def answer(form) -> None:
        place.qtbot.waitUntil(lambda: form.plan is not None)
        assert form.plan.quotes == before[1]
        assert form.list.model().rowCount() == len(form.plan.affected)
        assert second.name in form.becomes.text()
        assert speakers_of(place, first.key) == before[0], "nothing changes before the answer"
        form.accept()

    place.asked(answer, lambda: place.press(KEY.Key_F8))
    settled(place)
    assert speakers_of(place, first.key) == sum(before)
    assert second.name not in names(place)
    assert desk(place).row.key == first.key
    place.reopen()
    to_register(place)
    place.press(KEY.Key_Z, held=CTRL)
    settled(place)
    assert (speakers_of(place, first.key), speakers_of(place, second.key)) == before
    assert second.name in names(place)


def test_the_open_article_follows_a_merge_and_goes_on(place: Stage) -> None:
    panel(place).kind.setCurrentIndex(panel(place).kind.findData("person"))
    settled(place)
    first, second = desk(place).rows[:2]
    panel(place).list.setFocus()
    place.press(KEY.Key_Down, held=SHIFT)
    place.asked(accepted(place), lambda: place.press(KEY.Key_F8))
    settled(place)
    place.press(KEY.Key_Escape)
    assert place.window.places.present == "annotate"
    actors = {who.actor for one in place.session.annotation.quotes for who in one.speakers}
    assert second.key not in actors
    assert place.session.actor(second.key).id == first.key
    place.press("j", "u")
    place.press(KEY.Key_Z, held=CTRL)
    assert place.banner == ""
    assert place.session.unsaved == 0


def accepted(stage: Stage):
    def answer(form) -> None:
        stage.qtbot.waitUntil(lambda: form.plan is not None)
        form.accept()

    return answer


def test_one_actor_alone_is_not_merged(place: Stage) -> None:
    place.press(KEY.Key_F8)
    assert "deux acteurs" in place.main.foot.words


def test_chosen_items_go_to_somebody_new(place: Stage) -> None:
    look_for(place, "ndiaye")
    row = desk(place).row
    quotes = speakers_of(place, row.key)
    assert quotes > 1

    def answer(form) -> None:
        form.accept()
        assert form.wrong, "nothing is ticked yet"
        form.list.setFocus()
        place.press(KEY.Key_Space)
        form.name.setText("Aïssata Ndiaye")  # QTest types no letter that ASCII lacks
        form.accept()

    place.asked(answer, lambda: place.press(KEY.Key_F8, held=SHIFT))
    settled(place)
    assert len(names(place)) == 2
    assert all(one.namesake for one in desk(place).rows)
    assert "homonyme" in desk(place).line(0).detail
    show(place, "namesakes")
    assert set(names(place)) == {"Aïssata Ndiaye"}
    panel(place).list.setFocus()
    place.press(KEY.Key_Z, held=CTRL)
    settled(place)
    assert names(place) == []
    show(place, "all")
    assert speakers_of(place, row.key) == quotes


def test_unnamed_sources_are_counted_by_description(place: Stage) -> None:
    box = panel(place).kind
    box.setFocus()
    box.setCurrentIndex(box.findData("unnamed_source"))
    settled(place)
    assert desk(place).total > 0
    assert all(one.key.startswith(UNNAMED) for one in desk(place).rows)
    assert sum(one.quotes for one in desk(place).rows) > 0
    panel(place).list.setFocus()
    place.press(KEY.Key_F7)
    assert "anonyme" in place.banner, "it stays in its article"


def test_likely_duplicates_are_told_to_be_two(place: Stage) -> None:
    def enter(name: str):
        def answer(form) -> None:
            place.type(name)
            place.press(KEY.Key_Return)

        return answer

    for name in ("Aissata Ndiayee", "Aissata Ndiay"):
        panel(place).list.setFocus()
        place.asked(enter(name), lambda: place.press(KEY.Key_F7, held=SHIFT))
        settled(place)
    show(place, "twins")
    look_for(place, "ndiay")
    pairs = desk(place).total
    assert pairs >= 2
    place.press(KEY.Key_F8, held=CTRL)
    settled(place)
    assert desk(place).total == pairs - 1
    place.reopen()
    to_register(place)
    show(place, "twins")
    look_for(place, "ndiay")
    assert desk(place).total == pairs - 1


def test_where_the_machine_was_wrong_is_shown_with_whom_it_said(place: Stage) -> None:
    place.press(KEY.Key_Escape)
    session = place.session
    quote = next(one for one in session.annotation.quotes if one.speakers and one.speakers[0].actor)
    was = session.actor(quote.speakers[0].actor)
    now = next(
        one.actor for one in session.actor_choices() if one.actor.id != was.id and not one.proposed
    )
    session.set_speaker(quote.id, now.id)
    to_register(place)
    show(place, "wrong")
    assert {was.name, now.name} <= set(names(place))
    look_for(place, now.name.split()[-1])
    lists = panel(place).detail
    lists.tabs.setCurrentIndex(3)
    row = place.window.places.register._detail_row("wrong", 0)
    assert was.name in row.detail
    assert now.name in row.detail
    lists.lists["wrong"].setFocus()
    place.press(KEY.Key_Return)
    assert place.window.desk.selected == quote.id


def test_mentions_are_tied_walked_and_untied_by_keys(stage: Stage) -> None:
    stage.window.desk.done(stage.session.accept_all(), keep=True)
    mentions = [one for one in stage.session.annotation.mentions if one.actor is not None]
    target = next(one for one in reversed(mentions) if len(stage.session.chain(one.id)) == 1)
    stage.window.desk.select(target.id)
    stage.to_text()
    stage.press("g")
    chain = stage.session.chain(target.id)
    assert len(chain) > 1
    kinds = [mark.kind for mark in stage.main.article.text.page.marks]
    assert kinds.count("chain") == len(chain) - 1, "the others of the chain are shown"
    stage.press("z")
    assert isinstance(stage.window.desk.item, Mention)
    assert stage.window.desk.selected != target.id
    assert stage.window.desk.selected in {one.id for one in chain}
    stage.press("z", held=SHIFT)
    assert stage.window.desk.selected == target.id
    stage.press("g", held=SHIFT)
    assert len(stage.session.chain(target.id)) == 1
    stage.press("z")
    assert "Aucune autre mention" in stage.main.foot.words
    stage.press(KEY.Key_Z, held=CTRL)
    assert stage.session.chain(target.id) == chain


def test_an_empty_project_says_how_actors_come(stage: Stage) -> None:
    to_register(stage)
    assert names(stage) == []
    assert panel(stage)._empty.isVisible()
    assert "suggestion" in panel(stage)._empty.text()


def test_namesakes_are_told_apart_where_a_speaker_is_chosen(place: Stage) -> None:
    look_for(place, "ndiaye")

    def answer(form) -> None:
        form.list.setFocus()
        place.press(KEY.Key_Space)
        form.name.setText("Aïssata Ndiaye")
        form.accept()

    place.asked(answer, lambda: place.press(KEY.Key_F8, held=SHIFT))
    settled(place)
    place.press(KEY.Key_Return, KEY.Key_Return)
    place.press("s")
    place.type("ndia")
    shown = place.main.article.margin.findChildren(QWidget)
    assert shown
    options = Options(place.session, "fr").speakers(place.window.desk.selected, "ndia")
    twins = [one for one in options if one.title == "Aïssata Ndiaye"]
    assert len(twins) == 2
    assert all("homonyme" in one.detail for one in twins)
    assert all(place.title.split()[0] in one.detail for one in twins)
