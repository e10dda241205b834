"""What a person does before an action makes sense, and after it asked something, by action."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotator.model.items import Mention
from annotator.model.scheme import Label
from annotator.model.scheme_draft import Draft
from annotator.services.scheme_editing import adopt
from annotator.services.schemes import present_scheme
from tests.ui.window_stage import BY, CTRL, SHIFT, Stage
from ui.actions import Action

Prepare = Callable[[Stage], None]


def nothing(_stage: Stage) -> None:
    """All is there."""


def choose(stage: Stage) -> None:
    """Choose a quote."""
    stage.press("j")


def finish(stage: Stage) -> None:
    """Finish the article, for no better reason than that."""

    def answer(_form: QWidget) -> None:
        stage.type("essai")
        stage.press(Qt.Key.Key_Return)

    current = stage.window.frame.current
    stage.asked(answer, lambda: stage.press("d"))
    stage.window.frame.choose(current)
    stage.to_text()


def bin_it(stage: Stage) -> None:
    """Look at an article in the bin."""
    stage.window.run("article.bin")
    stage.main.articles.bin_toggled.emit(True)
    stage.click_row(0)
    stage.to_text()


def select_words(stage: Stage) -> None:
    """Select words that nobody has marked, with a quote chosen."""
    choose(stage)
    text = stage.main.article.text
    words = stage.session.article.text
    start = words.index("\n\n") + 2
    text.select(start, words.index(" ", start + 4))


def choose_mention(stage: Stage) -> None:
    """Choose a mention."""
    marks = [mark for mark in stage.main.article.text.page.marks if mark.kind == "mention"]
    stage.window.desk.select(marks[0].item)
    stage.to_text()


def step(stage: Stage) -> None:
    """Do something that can be undone."""
    stage.press("a")


def undone(stage: Stage) -> None:
    """Undo something."""
    step(stage)
    stage.press("z", held=CTRL)


def elsewhere(stage: Stage) -> None:
    """Go to the queue."""
    stage.window.places.go("review")
    stage.qtbot.waitUntil(lambda: stage.main.more_places["review"].isVisible())
    stage.qtbot.wait(200)


def searched(stage: Stage) -> None:
    """Look for a word."""
    stage.press("f", held=CTRL)
    stage.type("la")
    stage.press(Qt.Key.Key_Escape)


def with_choices(stage: Stage) -> None:
    """Choose an item of which the machine has three opinions."""
    from ui.presenters.card_choices import card_alternatives

    for one, _why in stage.session.shown_items():
        if len(card_alternatives(stage.session, one.id)) >= 3:
            stage.window.desk.select(one.id)
            stage.to_text()
            return
    raise AssertionError("no item with three choices")


def next_article(stage: Stage) -> None:
    """Go on to an article that has one before it."""
    stage.press(Qt.Key.Key_Down, held=CTRL)


def choose_reference(stage: Stage) -> None:
    """Choose a sanctions reference."""
    marks = [mark for mark in stage.main.article.text.page.marks if mark.kind == "reference"]
    stage.window.desk.select(marks[0].item)
    stage.to_text()


def look_at_a_cue(stage: Stage) -> None:
    """Choose a quote with a reporting verb, and look at that."""
    marks = stage.main.article.text.page.marks
    cue = next(mark for mark in marks if mark.kind == "cue")
    stage.window.desk.select(cue.item)
    stage.window.desk.focus_part(cue.part)
    stage.to_text()


def second_quote(stage: Stage) -> None:
    """Choose a quote that has one with a speaker before it."""
    for _ in range(5):
        stage.press("j")


def lesson(stage: Stage) -> None:
    """Begin the tutorial, and go on by one step."""
    stage.window.run("help.tutorial")
    stage.work_done()
    stage.qtbot.waitUntil(lambda: stage.main.actions_.action("help.tutorial_skip").isEnabled())
    stage.window.run("help.tutorial_skip")
    stage.to_text()


def at_register(stage: Stage) -> None:
    """Go to the register, with something in it."""
    stage.press("a", "a", "a")
    stage.press(Qt.Key.Key_P, held=CTRL | SHIFT)
    stage.qtbot.waitUntil(lambda: stage.window.places.register.desk.known is not None)


def tied(stage: Stage) -> None:
    """Choose a mention that is tied to one before it."""
    choose_mention(stage)
    mentions = [one for one, _why in stage.session.shown_items() if isinstance(one, Mention)]
    stage.window.desk.select(max(mentions, key=lambda one: one.span.start).id)
    stage.to_text()
    stage.press("g")


def merged(stage: Stage) -> None:
    """Go to the register, with two actors chosen."""
    at_register(stage)
    stage.press(Qt.Key.Key_Down, held=SHIFT)


def asked_more(stage: Stage) -> None:
    """Have the scheme ask a question of every quote, and choose one."""
    place = ("attribute", "tone")
    draft = Draft.of(present_scheme(stage.project))
    draft = draft.add_attribute("tone", "quote", (("fr", "Ton"),))
    adopt(stage.project, draft.add(place, Label("calm", (("fr", "Calme"),))), BY)
    stage.window.frame.open_again()
    choose(stage)


def typed(stage: Stage) -> None:
    """Choose a quote with a claim type."""
    choose(stage)
    stage.session.set_claim(stage.window.desk.selected, "demand")


NEEDS: Mapping[str, Prepare] = {
    "done": finish,
    "binned": bin_it,
    "selection": select_words,
    "item": choose,
    "suggestion": choose,
    "quote": choose,
    "mention": choose_mention,
    "undo": step,
    "redo": undone,
    "review": elsewhere,
    "elsewhere": elsewhere,
    "tutorial": lesson,
    "guide": lesson,
    "register": at_register,
}
OWN: Mapping[str, Prepare] = {
    "article.previous": next_article,
    "label.measures": choose_reference,
    "label.questions": asked_more,
    "label.example": typed,
    "label.counter_example": typed,
    "ends.remove": look_at_a_cue,
    "find.next": searched,
    "find.previous": searched,
    "decide.first": with_choices,
    "decide.second": with_choices,
    "decide.third": with_choices,
    "make.piece": select_words,
    "make.cue": select_words,
    "make.source": select_words,
    "make.quote": select_words,
    "label.same_speaker": second_quote,
    "label.references": choose,
    "walk.leave": choose,
    "view.text": lambda stage: stage.press("j", held=CTRL),
    "make.everywhere": choose_mention,
    "label.untie": tied,
    "walk.next_same": tied,
    "walk.previous_same": tied,
    "register.merge": merged,
}


def prepare(stage: Stage, one: Action) -> None:
    """Bring the window to where the action makes sense."""
    OWN.get(one.id, NEEDS.get(one.needs, nothing))(stage)


__all__ = ["CTRL", "SHIFT", "prepare"]
