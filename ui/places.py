"""Places: annotating, the review queue, finding, the register; which is shown, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from annotator.model.ids import ArticleId, ItemId
from annotator.services.projects import Project
from annotator.services.review import list_rows
from ui.action_set import first_keys
from ui.actions import Need, action
from ui.find_place import FindPlace
from ui.register_place import RegisterPlace
from ui.review_place import ReviewPlace
from ui.unread_watch import UnreadWatch

if TYPE_CHECKING:
    from ui.window import Window

ABOUT_TEXT = frozenset({"article.next", "article.previous", "view.filter"})
"""Actions of the window that only make sense where the text is seen."""
FEW = 50
"""Articles whose rows in the list are brought up to date one by one; else all are read anew."""
KEYS = {
    "annotate": "view.annotate",
    "review": "view.review",
    "find": "find.project",
    "register": "view.register",
}


class Places(QObject):
    """Goes from one place to another; what was done elsewhere is shown on return."""

    def __init__(self, window: Window) -> None:
        """Start at annotating."""
        super().__init__(window)
        self._window = window
        self.review = ReviewPlace(window)
        self.find = FindPlace(window)
        self.register = RegisterPlace(window)
        self.present = "annotate"
        self.unread = UnreadWatch(window, self.review.panel)
        main = window.main
        main.add_place("review", self.review.panel)
        main.add_place("find", self.find.panel)
        main.add_place("register", self.register.panel)
        lend = main.actions_.lend
        lend(self.review.panel, "walk.leave")
        lend(self.review.panel.list, *(set(self.review.deeds) - {"walk.leave"}))
        lend(self.find.panel, "walk.leave")
        lend(self.find.panel.list, "walk.next_quote", "walk.previous_quote", "view.text")
        lend(self.register.panel, "walk.leave")
        for listed in (self.register.panel.list, *self.register.panel.detail.lists.values()):
            lend(listed, "view.text")
        lend(self.register.panel.list, "walk.next_quote", "walk.previous_quote")
        main.switch.place_wanted.connect(self.go)
        keys = first_keys(window.frame.settings.keys)
        main.switch.show_keys({name: keys[action_id] for name, action_id in KEYS.items()})

    def follow(self, project: Project | None) -> None:
        """Take up the project that is open."""
        annotator = self._window.frame.settings.annotator
        if project is None or project is not self.review.review.project:
            self._arrive("annotate", focus=False)
        self.review.review.follow(project, annotator)
        self.find.find.follow(project, annotator)
        self.register.desk.follow(project, annotator)
        self.unread.follow(project)

    def stop(self) -> None:
        """Wait for what is being read, and keep where one was."""
        self.unread.stop()
        self.review.stop()
        self.find.stop()
        self.register.stop()

    def go(self, name: str) -> None:
        """Go to a place; the queue and what was found stand as one left them."""
        window = self._window
        if name == self.present or window.frame.project is None:
            return
        if name in ("review", "register") and not window.frame.settled():
            return
        if self.present == "review" and name != "review":
            self.review.review.keep()
            self._bring_up()
        if self.present == "register" and self.register.desk.touched:
            self.register.desk.touched = False
            window.frame.open_again()
        self._arrive(name)
        if name == "review":
            self.review.come()
        elif name == "find":
            self.find.come()
        elif name == "register":
            self.register.come()

    def _arrive(self, name: str, *, focus: bool = True) -> None:
        self.present = name
        self._window.main.show_place(name, focus=focus)
        self._window.pace.turn()
        self._window.allow()

    def _bring_up(self) -> None:
        """Show list and text as they are after what was decided in the queue."""
        touched, frame = self.review.review.touched, self._window.frame
        self.review.review.touched = set()
        if len(touched) > FEW:
            frame.refresh()
        elif touched and frame.project is not None:
            rows = list_rows(frame.project, frame.settings.annotator, touched)
            new = {row.id: row for row in rows}
            frame.rows = tuple(new.get(row.id, row) for row in frame.rows)
            for row in rows:
                self._window.show_row(row)
        if frame.current in touched:
            frame.open_again()

    def show_text(
        self, article: ArticleId, start: int, end: int, item: ItemId | None = None
    ) -> None:
        """Open an article at an item, or at a stretch of its text."""
        self.go("annotate")
        window = self._window
        window.frame.choose(article)
        desk, text = window.desk, window.main.article.text
        if window.frame.current != article:
            return

        def show() -> None:
            found = desk.session.find(item) if desk.session is not None else None
            desk.select(found[0].id if found is not None else None)
            if found is None:
                text.reveal(start, end)
                text.select(start, end)

        if desk.session is None:  # its work is being read
            text.reveal(start, end)
        window.frame.opening.when_there(show)
        text.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def takes(self, action_id: str) -> bool:
        """Carry out an action in the sense of the present place; False if it has none."""
        deeds: dict[str, dict[str, Callable[[], object]]] = {
            "review": self.review.deeds,
            "find": self.find.deeds,
            "register": self.register.deeds,
        }
        deed = deeds.get(self.present, {}).get(action_id)
        if deed is not None:
            deed()
            return True
        if self.present != "annotate" and _is_about_text(action_id):
            self.go("annotate")
        return False

    def adjusted(self, there: dict[Need, bool]) -> dict[Need, bool]:
        """What actions need, as it is at the present place."""
        reviewing = self.present == "review"
        found: dict[Need, bool] = {**there, "elsewhere": self.present != "annotate"}
        found["review"] = reviewing and self.review.review.total > 0
        desk = self.register.desk
        if self.present == "register":
            read, writable = desk.known, there["writable"]
            found["register"] = read is not None and writable
            found["undo"] = read is not None and read.undo is not None
            found["redo"] = read is not None and read.redo is not None
        if reviewing:
            found["undo"], found["redo"] = bool(self.review.review.steps), False
        return found


def _is_about_text(action_id: str) -> bool:
    return action(action_id).scope == "text" or action_id in ABOUT_TEXT
