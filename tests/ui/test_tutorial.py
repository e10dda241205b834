"""The tutorial in the real window, with keys alone: to its end, wrong turns, a restart, again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from annotator.messages import LANGUAGES, Translator
from annotator.services.samples import sample_path, sample_project
from annotator.services.tutorial import tutorial_path, tutorial_project
from annotator.settings import load_settings
from tests.ui.window_stage import CTRL, SHIFT, Stage, staged
from ui.help_page import help_page_for
from ui.presenters.tutorial import END, ORDER
from ui.presenters.tutorial_words import cited, plain

K = Qt.Key


@pytest.fixture(params=LANGUAGES)
def lesson(qtbot, request) -> Iterator[Stage]:
    """The window with the tutorial just begun, in one language."""
    language = request.param
    tutorial_path(language).unlink(missing_ok=True)
    path = tutorial_project(language)
    with staged(qtbot, path, language=language) as stage:
        yield stage


@pytest.fixture
def french(qtbot) -> Iterator[Stage]:
    tutorial_path("fr").unlink(missing_ok=True)
    with staged(qtbot, tutorial_project("fr"), language="fr") as stage:
        yield stage


def guide(stage: Stage):
    return stage.window.tutorial.tutorial


def step(stage: Stage) -> str:
    return guide(stage).step


def said(stage: Stage) -> str:
    return plain(guide(stage).sheet().said)


def words(stage: Stage, name: str) -> str:
    return stage.window.tutorial.tutorial._lesson.words[name]


def select(stage: Stage, count: int) -> None:
    """Select so many words after the caret."""
    for _ in range(count):
        stage.press(K.Key_Right, held=SHIFT)


def select_words(stage: Stage, wanted: str) -> None:
    """Select words from the caret on, as a learner does: until they are selected."""
    for _ in range(12):
        select(stage, 1)
        found = stage.main.article.selection()
        text = stage.session.article.text
        if found and text[slice(*found)] == wanted:
            return
    pytest.fail(f"cannot select {wanted!r} by words")


def show(stage: Stage) -> None:
    stage.press(K.Key_F2)


def do_move(stage: Stage) -> None:
    stage.press("j", "j", "k")


def do_accept(stage: Stage) -> None:
    stage.press("a")


def do_undo(stage: Stage) -> None:
    show(stage)
    stage.press("x")
    stage.press(K.Key_Z, held=CTRL)


def do_reject(stage: Stage) -> None:
    for _ in range(30):
        item = stage.window.desk.item
        if (
            item is not None
            and getattr(item, "span", None)
            and item.span.text == words(stage, "friend")
        ):
            break
        stage.press(K.Key_Space)
    stage.press("x")


def do_ends(stage: Stage) -> None:
    show(stage)
    stage.press("e")
    for _ in range(4 if stage.window.say.language == "fr" else 3):
        stage.press(K.Key_Right)
    stage.press(K.Key_Return)


def do_unnamed(stage: Stage) -> None:
    show(stage)
    stage.press("s", K.Key_Up, K.Key_Up, K.Key_Return)


def do_join(stage: Stage) -> None:
    show(stage)
    stage.press("p")
    show(stage)
    select_words(stage, words(stage, "insisted"))
    stage.press("v")


def do_same(stage: Stage) -> None:
    show(stage)
    stage.press("g")


def do_claim(stage: Stage) -> None:
    show(stage)
    stage.press("c", "d")


def do_speaker(stage: Stage) -> None:
    show(stage)
    stage.press("s")
    stage.type("da")
    stage.press(K.Key_Return)


def do_reference(stage: Stage) -> None:
    show(stage)
    select_words(stage, words(stage, "regulation"))
    stage.press("r", K.Key_Return)


def do_doubt(stage: Stage) -> None:
    show(stage)
    stage.press("u")


def do_palette(stage: Stage) -> None:
    stage.asked(lambda _form: stage.press(K.Key_Escape), lambda: stage.press(K.Key_K, held=CTRL))
    stage.to_text()


def do_left(stage: Stage) -> None:
    stage.asked(lambda _menu: stage.press(K.Key_Escape), lambda: stage.press("o"))
    stage.to_text()
    stage.asked(lambda _form: stage.press(K.Key_Return), lambda: stage.press("a", held=SHIFT))
    stage.to_text()


def do_finish(stage: Stage) -> None:
    stage.press("d")


DEEDS = {name.removeprefix("do_"): deed for name, deed in tuple(globals().items())
         if name.startswith("do_")}  # fmt: skip


def go_until(stage: Stage, wanted: str) -> None:
    while step(stage) != wanted:
        here = step(stage)
        DEEDS[here](stage)
        assert step(stage) != here, said(stage)


def test_every_step_has_its_deed_here():
    assert set(DEEDS) == set(ORDER)


def test_the_whole_tutorial_is_done_with_keys(lesson: Stage) -> None:
    panel = lesson.main.tutorial
    assert not panel.isHidden()
    for number, name in enumerate(ORDER, 1):
        assert step(lesson) == name
        assert f"{number} " in panel.title.accessibleName()
        assert str(len(ORDER)) in panel.title.accessibleName()
        DEEDS[name](lesson)
        assert step(lesson) != name, said(lesson)
        assert guide(lesson).sheet().ticks == number, said(lesson)
        assert guide(lesson).sheet().tone == "right"
        assert panel.said.isVisible()
    assert step(lesson) == END
    assert guide(lesson).sheet().kind == "end"
    assert lesson.session.annotation.state.status == "done"
    assert lesson.session.open_points() == ()
    assert lesson.project.check() == ()


def test_keys_are_named_as_they_are_bound(qtbot) -> None:
    tutorial_path("fr").unlink(missing_ok=True)
    keys = {"walk.next_quote": "Z", "walk.previous_quote": ""}
    with staged(qtbot, tutorial_project("fr"), language="fr", keys=keys) as stage:
        task = stage.main.tutorial.do.accessibleName()
        assert "Avec Z," in task
        unbound = stage.window.say("action.walk.previous_quote")
        assert unbound in task, "a command without a key is named as the menu names it"
        assert "{" not in task


def test_no_sentence_has_a_hole(lesson: Stage) -> None:
    """Every step's texts, as they are shown: no placeholder is left, and the text is quoted."""
    panel = lesson.main.tutorial
    for _ in ORDER:
        lesson.press(K.Key_F2, held=SHIFT)
        shown = [panel.title, panel.do, panel.why, panel.said]
        assert all(label.accessibleName() for label in shown), step(lesson)
        assert not any("{" in label.text() for label in shown), step(lesson)
        lesson.press(K.Key_F4)
    assert step(lesson) == END
    assert guide(lesson).sheet().ticks == 0


def test_walking_the_wrong_way_ticks_nothing_and_half_the_way_is_said(french: Stage) -> None:
    french.press("k")
    assert step(french) == "move"
    french.press("j", "j")
    assert step(french) == "move"
    assert "K" in said(french)


def test_who_accepts_everything_at_once_is_told_and_not_stuck(french: Stage) -> None:
    go_until(french, "accept")

    def everything(_form) -> None:
        french.type("0")
        french.press(K.Key_Return)

    french.asked(everything, lambda: french.press("a", held=SHIFT))
    french.to_text()
    go_until(french, "reject")
    assert "ce qui est faux" in said(french), "it is wrong before the step begins"
    show(french)
    french.press("x")
    assert "il manque" in said(french)
    go_until(french, "left")
    assert "Plus rien n’attend" in said(french)
    french.press("o")
    go_until(french, END)
    assert guide(french).sheet().ticks == len(ORDER)


def test_rejecting_what_is_right_is_told_and_undone(french: Stage) -> None:
    go_until(french, "accept")
    french.press("x")
    assert step(french) == "accept"
    assert "est rejetée, alors qu’elle est juste" in said(french)
    french.press(K.Key_Z, held=CTRL)
    french.press("a")
    assert step(french) == "undo"


def test_accepting_something_else_first_is_no_mistake(french: Stage) -> None:
    go_until(french, "accept")
    french.window.desk.select(None)
    french.main.article.text.set_caret(0)
    french.press(K.Key_Space, "a")
    assert step(french) == "accept"
    assert guide(french).sheet().tone == "way"
    show(french)
    french.press("a")
    assert step(french) == "undo"


def test_accepting_the_false_friend_is_told(french: Stage) -> None:
    go_until(french, "reject")
    show(french)
    french.press("a")
    assert step(french) == "reject"
    assert "ce qui est faux" in said(french)
    show(french)
    french.press("x")
    assert step(french) == "ends", "deleting what was accepted mends it, too"


def test_a_right_name_rejected_at_another_step_is_told(french: Stage) -> None:
    go_until(french, "reject")
    french.window.desk.select(None)
    french.main.article.text.set_caret(0)
    french.press(K.Key_Space, "x")
    assert "rejeté ou supprimé, alors que c’était juste" in said(french)
    assert step(french) == "reject"


def test_an_end_too_short_and_too_far_is_told(french: Stage) -> None:
    go_until(french, "ends")
    show(french)
    french.press("e", K.Key_Right)
    assert "il manque" in said(french)
    assert "semaines" in said(french)
    french.press(K.Key_Return)
    french.press("a")
    show(french)
    french.press("e", *[K.Key_Right] * 2)
    french.press(K.Key_Return)
    assert step(french) == "ends"
    french.press("e", K.Key_Right)
    assert step(french) == "unnamed"


def test_a_start_that_moved_is_told(french: Stage) -> None:
    go_until(french, "ends")
    show(french)
    french.press("w", K.Key_Right, K.Key_Return)
    assert "C’est le début qui a bougé" in said(french)


def test_unknown_is_no_unnamed_source(french: Stage) -> None:
    go_until(french, "unnamed")
    show(french)
    french.press("s", K.Key_Up, K.Key_Return)
    assert "est trop peu" in said(french)
    french.press("s")
    french.type("da")
    french.press(K.Key_Return)
    assert "Karim Daoudi est quelqu’un qui a un nom" in said(french)
    do_unnamed(french)
    assert step(french) == "join"


def test_a_quote_without_its_second_piece_is_told(french: Stage) -> None:
    go_until(french, "join")
    show(french)
    french.press("q")
    assert "est devenu une citation à part" in said(french)
    french.press(K.Key_Z, held=CTRL)
    french.window.desk.select(guide(french).place().item.id)
    french.press("a")
    assert "Il manque à" in said(french)
    assert "second morceau" in said(french)
    show(french)
    french.press("p")
    assert step(french) == "join"
    assert "Reste le verbe" in said(french)
    show(french)
    select(french, 1)
    french.press("v")
    assert step(french) == "join"
    assert "Le verbe marqué est" in said(french)
    french.press(K.Key_Z, held=CTRL)
    show(french)
    select_words(french, words(french, "insisted"))
    french.press("v")
    assert step(french) == "same"


def test_another_claim_type_and_another_speaker_are_told(french: Stage) -> None:
    go_until(french, "same")
    show(french)
    french.press("s")
    french.type("da")
    french.press(K.Key_Return)
    assert "le locuteur est maintenant Karim Daoudi" in said(french)
    do_same(french)
    assert step(french) == "claim"
    show(french)
    french.press("c", "a")
    assert "Le type est maintenant" in said(french)
    assert step(french) == "claim"
    french.press("c", "d")
    assert step(french) == "speaker"


def test_a_reference_too_long_without_link_or_with_another_is_told(french: Stage) -> None:
    go_until(french, "reference")
    show(french)
    select(french, 1)
    french.press("r", K.Key_Escape)
    assert "La référence couvre" in said(french)
    french.press(K.Key_Z, held=CTRL)
    show(french)
    select_words(french, words(french, "regulation"))
    french.press("r", K.Key_Escape)
    assert "n’a encore ni lien ni raison" in said(french)
    french.press("r", K.Key_Down, K.Key_Return)
    assert "Le lien mène à" in said(french)
    french.press(K.Key_Z, held=CTRL)
    french.press("r", K.Key_Up, K.Key_Up, K.Key_Up, K.Key_Return, "v")
    assert "or le catalogue a ce règlement" in said(french)
    french.press("r", K.Key_Return)
    assert step(french) == "doubt"


def test_a_doubt_elsewhere_is_told_and_a_note_will_do(french: Stage) -> None:
    go_until(french, "doubt")
    french.press("k", "k", "u")
    assert "est marqué" in said(french)
    show(french)
    french.press("n")
    french.type("qui donc")
    french.press(K.Key_Escape)
    assert step(french) == "palette"


def test_finishing_with_points_left_is_said_before_and_can_be_done(french: Stage) -> None:
    while step(french) != "finish":
        french.press(K.Key_F4)
    assert "Il reste" in said(french)

    def answer(_form) -> None:
        french.type("essai")
        french.press(K.Key_Return)

    french.asked(answer, lambda: french.press("d"))
    assert step(french) == END
    assert "ne sont pas faites" in guide(french).sheet().do
    french.press(K.Key_F4, held=SHIFT)
    assert step(french) == "left", "back goes to the last step that is not done"


def test_undoing_what_a_step_asked_for_takes_its_tick_and_says_so(french: Stage) -> None:
    go_until(french, "join")
    assert guide(french).sheet().ticks == 6
    french.press(K.Key_Z, held=CTRL)
    assert step(french) == "join", "the learner stays where they are"
    assert guide(french).sheet().ticks == 5
    assert "L’étape 6" in said(french)
    french.press(K.Key_F4, held=SHIFT)
    assert step(french) == "unnamed"
    do_unnamed(french)
    assert step(french) == "join"
    assert guide(french).sheet().ticks == 6


def test_looking_back_at_a_step_stays_there_until_one_goes_on(french: Stage) -> None:
    go_until(french, "reject")
    french.press(K.Key_F4, held=SHIFT)
    assert step(french) == "undo"
    going_on = french.main.tutorial.buttons["help.tutorial_skip"]
    assert french.window.say("tutorial.button_next") in going_on.text()
    french.press("j")
    assert step(french) == "undo"
    french.press(K.Key_F4)
    assert step(french) == "reject"
    assert guide(french).sheet().ticks == 3


def test_a_quote_that_was_deleted_can_be_made_again(french: Stage) -> None:
    go_until(french, "speaker")
    show(french)
    french.press("x")
    assert "rejeté ou supprimé" in said(french)
    show(french)
    french.press("q")
    do_speaker(french)
    assert step(french) == "reference", "a quote made by hand is as good"


def test_the_place_is_kept_over_a_restart(french: Stage) -> None:
    go_until(french, "same")
    french.reopen()
    assert step(french) == "same"
    assert guide(french).sheet().ticks == 7
    assert not french.main.tutorial.isHidden()
    do_same(french)
    assert step(french) == "claim"


def test_what_was_done_meanwhile_is_ticked_on_return(french: Stage) -> None:
    go_until(french, "claim")
    french.click(french.main.tutorial.buttons["help.tutorial_leave"])
    assert french.main.tutorial.isHidden()
    do_claim(french)
    french.reopen()
    assert french.main.tutorial.isHidden(), "who closed the panel is left alone"
    french.window.run("help.tutorial")
    assert not french.main.tutorial.isHidden()
    assert step(french) == "speaker"


def test_beginning_again_is_a_fresh_annotation_that_can_be_undone(french: Stage) -> None:
    go_until(french, "join")
    before = french.session.annotation
    french.window.run("help.tutorial_again")
    assert step(french) == "move"
    assert french.session.annotation.items == ()
    assert french.session.annotation.decisions == ()
    assert guide(french).sheet().ticks == 0
    assert french.window.desk.item is not None, "at its first open point, as when it was opened"
    french.reopen()
    assert french.session.annotation.items == ()
    go_until(french, "undo")
    for _ in range(2):
        french.press(K.Key_Z, held=CTRL)
    assert french.session.annotation.items == before.items


def test_the_sample_project_offers_it_once(qtbot) -> None:
    tutorial_path("en").unlink(missing_ok=True)
    with staged(qtbot, sample_project(), language="en") as stage:
        panel = stage.main.tutorial
        assert panel.title.accessibleName() == stage.window.say("tutorial.offer.title")
        before = stage.session.annotation.items
        stage.click(panel.buttons["help.tutorial"])
        stage.work_done()
        assert stage.project.path == tutorial_path("en")
        assert step(stage) == "move"
        assert stage.main.article.text.hasFocus()
        stage.window.frame.open_project(sample_path())
        assert panel.isHidden(), "it is offered once"
        assert stage.session.annotation.items == before
        stage.reopen()
        assert stage.main.tutorial.isHidden()


def test_no_thank_you_puts_the_offer_away_for_good(qtbot) -> None:
    with staged(qtbot, sample_project(), language="fr") as stage:
        stage.click(stage.main.tutorial.buttons["help.tutorial_leave"])
        assert stage.main.tutorial.isHidden()
        assert load_settings().tutorial["offered"]
        stage.reopen()
        assert stage.main.tutorial.isHidden()


def test_it_opens_from_the_welcome_page_and_from_the_palette(bare: Stage) -> None:
    tutorial_path("fr").unlink(missing_ok=True)
    bare.click(bare.main.welcome.buttons["help.tutorial"])
    bare.work_done()
    assert step(bare) == "move"
    bare.window.frame.close_project()
    assert bare.main.tutorial.isHidden()

    def answer(_form) -> None:
        bare.type("tutoriel apprendre")
        bare.press(K.Key_Return)

    bare.asked(answer, lambda: bare.window.run("view.palette"))
    bare.work_done()
    assert bare.project.path == tutorial_path("fr")
    assert not bare.main.tutorial.isHidden()
    assert bare.main.actions_.action("help.tutorial").isEnabled()


def test_a_text_in_one_language_is_taught_in_the_other(qtbot) -> None:
    """Who changes the language on the way goes on with the text that is open."""
    tutorial_path("fr").unlink(missing_ok=True)
    with staged(qtbot, tutorial_project("fr"), language="en") as stage:
        task = stage.main.tutorial.do.accessibleName()
        assert task.startswith("With J, go to the second quote, «")
        go_until(stage, "accept")
        stage.press("x")
        assert "is rejected, though it is right" in said(stage)
        stage.window.run("help.tutorial")
        assert stage.project.path == tutorial_path("fr")


def test_its_keys_rest_while_another_place_is_shown(french: Stage) -> None:
    french.press(K.Key_R, held=CTRL)
    assert not french.main.actions_.action("help.tutorial_skip").isEnabled()
    french.press(K.Key_F4)
    assert step(french) == "move"
    french.press(K.Key_R, held=CTRL | SHIFT)
    assert french.main.actions_.action("help.tutorial_skip").isEnabled()
    assert not french.main.tutorial.isHidden()


def test_a_project_that_may_only_be_read_is_taught_nothing(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tutorial_project("fr", tmp_path / "t.guillemet")
    place.chmod(0o444)
    allowed = os.access

    def access(path, mode: int, **more: object) -> bool:
        return not (mode & os.W_OK and Path(path) == place) and allowed(path, mode, **more)

    monkeypatch.setattr(os, "access", access)
    with staged(qtbot, place, language="fr") as stage:
        if not stage.project.read_only:
            pytest.skip("this system lets its user write to everything")
        assert stage.main.tutorial.isHidden()


def test_it_is_about_its_own_article_alone(stage: Stage) -> None:
    assert stage.main.tutorial.isHidden()
    assert not stage.main.actions_.action("help.tutorial_show").isEnabled()
    stage.press(K.Key_F2)
    assert not guide(stage).on


def test_the_panel_speaks_for_itself_and_covers_no_text(french: Stage) -> None:
    panel = french.main.tutorial
    assert panel.accessibleName() == french.window.say("tutorial.panel")
    shown = [one for one in panel.buttons.values() if not one.isHidden()]
    assert shown
    assert all(one.accessibleName() for one in shown)
    assert panel.progress.accessibleName()
    assert plain(panel.do.accessibleName()) == panel.do.accessibleName()
    assert panel.geometry().top() > french.main.article.geometry().bottom()


def test_the_buttons_can_be_pressed_with_keys_and_give_the_focus_back(french: Stage) -> None:
    button = french.main.tutorial.buttons["help.tutorial_hint"]
    button.setFocus()
    french.press(K.Key_Space)
    assert guide(french).sheet().tone == "hint"
    assert french.main.article.text.hasFocus()


def test_help_on_the_panel_is_the_page_of_the_tutorial(french: Stage) -> None:
    button = french.main.tutorial.buttons["help.tutorial_hint"]
    assert help_page_for(button, french.main) == "tutorial"


def test_a_quotation_mark_alone_is_named() -> None:
    assert cited(Translator("fr"), "\u00a0»") == "le guillemet fermant"
    assert cited(Translator("en"), "“") == "the opening quotation mark"
