"""FindPlace: joins finding in the project with its panel, and with the text that it leads to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from annotator.model.finding import ProjectQuery
from annotator.model.message import GuillemetError, UserError
from annotator.model.scheme import Scheme
from annotator.services.finding import FindChoices
from ui.panels.project_find import FindPanel
from ui.presenters.project_find import FoundPlace, ProjectFind
from ui.workers.latest import Latest

if TYPE_CHECKING:
    from ui.window import Window


class FindPlace(QObject):
    """The place, what was found, and its keys."""

    def __init__(self, window: Window) -> None:
        """Make the panel and connect it."""
        super().__init__(window)
        self._window = window
        self.find = ProjectFind(self, window.say)
        self.panel = FindPanel(window.say, self.find.row, window.main)
        self._seeking = Latest(self._failed, self)
        self._looking = Latest(window.report, self)
        listed = self.panel.list
        self.deeds: dict[str, Callable[[], object]] = {
            "walk.next_quote": partial(listed.step, 1),
            "walk.previous_quote": partial(listed.step, -1),
            "walk.leave": self._leave,
            "view.text": lambda: self.find.to_text(listed.place),
        }
        self.panel.query_changed.connect(self.find.seek)
        self.panel.bad_date.connect(window.tell)
        self.panel.stop_wanted.connect(self.find.stop)
        listed.moved.connect(self.find.walked)
        listed.chosen.connect(self.find.to_text)
        listed.end_reached.connect(self.find.more)

    @property
    def busy(self) -> bool:
        """Whether something is being looked for."""
        return self._seeking.busy or self._looking.busy

    def come(self) -> None:
        """Show what was found."""
        self.find.come()

    def stop(self) -> None:
        """Wait until nothing is read any more."""
        self._seeking.stop()
        self._looking.stop()

    def _leave(self) -> None:
        """Leave a search that goes on, else go back to the text."""
        if self.find.stoppable:
            self.find.stop()
        else:
            self._window.places.go("annotate")

    def _failed(self, error: GuillemetError) -> None:
        """Say what is wrong with what was typed where the rows would be, all else in the banner."""
        if isinstance(error, UserError):
            self.find.failed(error.message)
        else:
            self._window.report(error)
            self.find.failed()

    # What finding asks for

    def seek(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Look on another thread."""
        self._seeking.run(work, done)

    def drop(self) -> None:
        """What is being looked for is of no interest any more."""
        self._seeking.forget()

    def look(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read what the fields offer."""
        self._looking.run(work, done)

    def show_query(self, query: ProjectQuery, scheme: Scheme, choices: FindChoices) -> None:
        """Show the fields."""
        self.panel.show_query(query, scheme, choices)

    def show_found(self, find: ProjectFind, *, fresh: bool) -> None:
        """Show the rows found so far."""
        panel = self.panel
        if fresh:
            panel.list.show_rows(find.total, min(find.place, find.total - 1))
        else:
            panel.model.grow(find.total)
        rows, on = find.total > 0, find.seeking
        panel.show_found(find.words, rows=rows, seeking=on, stoppable=find.stoppable)

    def show_found_place(self, place: FoundPlace) -> None:
        """Open an article at a find."""
        self._window.places.show_text(place.article, place.start, place.end)
