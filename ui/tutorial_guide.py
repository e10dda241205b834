"""TutorialGuide: joins the tutorial with its panel and with the window that it runs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.services.samples import sample_path
from annotator.services.tutorial import begin_again, lesson_of, tutorial_project
from ui.action_set import first_keys
from ui.panels.tutorial import TutorialPanel
from ui.presenters.tutorial import Tutorial
from ui.presenters.tutorial_words import Sheet

if TYPE_CHECKING:
    from ui.window import Window


class TutorialGuide(QObject):
    """Tells the tutorial what is done in the window, and does what its panel asks for."""

    def __init__(self, window: Window) -> None:
        """Follow a window that has no project yet."""
        super().__init__(window)
        self._window = window
        self.panel: TutorialPanel = window.main.tutorial
        settings = window.frame.settings
        keys = first_keys(settings.keys)
        self.panel.set_keys(keys)
        self.tutorial: Tutorial = Tutorial(self, window.say, keys, settings.tutorial)
        self.panel.action_wanted.connect(self._pressed)
        window.main.article.desk_shown.connect(self._look)
        window.main.foot.todo.clicked.connect(lambda: self.noticed("walk.list"))

    @property
    def on(self) -> bool:
        """Whether the tutorial's article is open and may be worked on."""
        return self.tutorial.on

    def follow(self) -> None:
        """Take up the article that is open now, or offer the tutorial on the sample project."""
        project, session = self._window.frame.project, self._window.desk.session
        writable = project is not None and not project.read_only
        offer = project is not None and writable and project.path == sample_path()
        self.tutorial.follow(session if writable else None, offer=offer)

    def noticed(self, action_id: str) -> None:
        """An action was carried out."""
        self.tutorial.noticed(action_id)

    def _look(self) -> None:
        """Judge what is shown; an article that was just opened is taken up by `follow`."""
        if self._window.desk.session is self.tutorial.session:
            self.tutorial.look(self._window.desk.item)

    def _pressed(self, action_id: str) -> None:
        """A button of the panel: the text has the focus again, for its keys."""
        if action_id == "help.tutorial":
            self.tutorial.answered()
        self._window.run(action_id)
        if self._window.frame.project is not None and self._window.places.present == "annotate":
            self._to_text()

    def _to_text(self) -> None:
        self._window.main.article.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the tutorial asks for

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the panel, or hide it, with the actions that go with it."""
        before = self.panel.isHidden()
        self.panel.show_sheet(sheet)
        if self.panel.isHidden() != before:
            self._window.allow()

    def keep_tutorial(self, kept: Mapping[str, str]) -> None:
        """Keep what was reached."""
        frame = self._window.frame
        frame.keep(replace(frame.settings, tutorial=dict(kept)))

    # Actions

    def start(self) -> None:
        """Show the tutorial where it was left; it opens its own project, made if need be."""
        window = self._window
        self.tutorial.answered()
        if self.on:
            window.places.go("annotate")
            self.tutorial.come()
            self._to_text()
        elif window.frame.knows_annotator():
            window.tasks.run(
                "tasks.tutorial",
                lambda _progress, _cancelled: tutorial_project(window.say.language),
                self._opened,
            )

    def _opened(self, path: object) -> None:
        window = self._window
        if not window.frame.open_project(path):  # type: ignore[arg-type]  # a job gives what it was asked for
            return
        row = next((one for one in window.frame.rows if lesson_of(one.id)), None)
        if row is not None:
            window.frame.choose(row.id)
        self.tutorial.come()
        self._to_text()

    def show_place(self) -> None:
        """Jump to what the step is about: its item selected, the caret at its words."""
        jump, window = self.tutorial.place(), self._window
        if jump is None:
            return
        window.places.go("annotate")
        window.desk.select(jump.item.id if jump.item is not None else None)
        text = window.main.article.text
        text.reveal(jump.start, jump.end)
        text.set_caret(jump.start)
        self._to_text()

    def again(self) -> None:
        """Take the annotation back to its beginning, and begin at the first step."""
        session, desk = self._window.desk.session, self._window.desk
        if session is None or not self.on:
            return
        self._window.places.go("annotate")

        def deed() -> None:
            outcome = begin_again(session)
            self.tutorial.again()
            desk.done(outcome, show=False)
            desk.open(session)

        desk.guarded(deed)
        self.tutorial.come()
        self._to_text()


TUTORIAL_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "help.tutorial": lambda window: window.tutorial.start(),
    "help.tutorial_show": lambda window: window.tutorial.show_place(),
    "help.tutorial_hint": lambda window: window.tutorial.tutorial.hint(),
    "help.tutorial_skip": lambda window: window.tutorial.tutorial.skip(),
    "help.tutorial_back": lambda window: window.tutorial.tutorial.back(),
    "help.tutorial_again": lambda window: window.tutorial.again(),
    "help.tutorial_leave": lambda window: window.tutorial.tutorial.hide(),
}
