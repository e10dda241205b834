"""The rows beside speaker, act and link: opened by a key, filled by two letters, emptied again."""

from __future__ import annotations

from PySide6.QtCore import Qt

from annotator.model.items import SanctionsReference
from tests.ui.window_stage import CTRL, Stage
from ui.margin.buttons import Pressable
from ui.margin.row import RowButton

Key = Qt.Key


def quote(stage: Stage):
    return stage.session.find(stage.window.desk.selected)[0]


def open_quote(stage: Stage):
    """The first quote that somebody speaks."""
    stage.press("j")
    found = quote(stage)
    assert found.speakers[0].actor
    return found


def a_reference(stage: Stage) -> SanctionsReference:
    items = [item for item, _why in stage.session.shown_items()]
    found = next(one for one in items if isinstance(one, SanctionsReference) and one.span)
    stage.window.desk.select(found.id)
    return found


def row(stage: Stage, name: str) -> RowButton:
    rows = stage.main.article.margin.findChildren(RowButton)
    return next(one for one in rows if one.isVisible() and one.row.id == name)


def test_an_addressee_is_somebody_known_in_two_letters(stage: Stage):
    open_quote(stage)
    assert "personne en particulier" in row(stage, "addressee").accessibleName()
    names = [one.actor.name for one in stage.session.actor_choices()]
    wanted = names[1]
    stage.press("t")
    stage.type(wanted[:4])
    stage.press(Key.Key_Return)
    assert stage.session.actor(quote(stage).addressee).name.startswith(wanted[:4])
    assert (
        stage.session.actor(quote(stage).addressee).name in row(stage, "addressee").accessibleName()
    )
    stage.press("t", Key.Key_Return)
    assert quote(stage).addressee is None


def test_somebody_new_is_spoken_for_and_taken_off_by_the_cross(stage: Stage):
    open_quote(stage)
    stage.press("b")
    stage.type("Coordination du littoral")
    stage.press(Key.Key_Return, "2")
    (actor,) = quote(stage).on_behalf_of
    assert stage.session.actor(actor).name == "Coordination du littoral"
    assert stage.session.actor(actor).kind == "organisation"
    crosses = row(stage, "on_behalf").findChildren(Pressable)
    cross = next(one for one in crosses if one.isVisible() and "Retirer" in one.accessibleName())
    stage.click(cross)
    assert quote(stage).on_behalf_of == ()
    stage.press("z", held=CTRL)
    assert quote(stage).on_behalf_of == (actor,)


def test_a_reference_is_issued_by_and_against_somebody(stage: Stage):
    found = a_reference(stage)
    stage.to_text()
    stage.press("b")
    stage.type("nations")
    stage.press(Key.Key_Return)
    stage.press("t")
    stage.type("coree du n")
    stage.press(Key.Key_Return)
    reference = stage.session.annotation.item(found.id)
    assert (reference.issuer, reference.target) == ("UN", "KP")
    assert "Nations Unies" in row(stage, "issuer").accessibleName()
    stage.press("t")
    stage.type("la flotte")
    stage.press(Key.Key_Return)
    assert stage.session.annotation.item(found.id).target == "la flotte"
    stage.press("t", Key.Key_Return)
    assert stage.session.annotation.item(found.id).target is None


def test_measures_are_taken_by_their_letters_until_esc(stage: Stage):
    found = a_reference(stage)
    stage.to_text()
    labels = stage.session.scheme.labels("measures")
    before = found.measures
    first, second = [one for one in labels if one.id not in before][:2]
    stage.press("h", first.key, second.key, first.key, Key.Key_Escape)
    assert stage.session.annotation.item(found.id).measures == (*before, second.id)
    assert not stage.main.article.margin.picker_open


def test_a_mention_has_no_such_row_and_says_so(stage: Stage):
    mention = next(one for one in stage.session.shown_items() if type(one[0]).__name__ == "Mention")
    stage.window.desk.select(mention[0].id)
    stage.to_text()
    stage.press("b")
    assert stage.main.foot.words == stage.window.say("desk.no_row")
