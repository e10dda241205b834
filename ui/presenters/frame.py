"""Frame: the open project, its list, and the article on the desk. No Qt: a view asks and shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from annotator.model.article import ArticleState, Metadata
from annotator.model.checks import OpenPoint
from annotator.model.ids import ArticleId
from annotator.model.items import flags_of
from annotator.model.message import GuillemetError, Message, msg
from annotator.model.scheme import Scheme
from annotator.services.annotating import Session
from annotator.services.entries import EntryBook
from annotator.services.projects import ArticleRow, Project, ProjectSettings
from annotator.services.samples import sample_path, take_over_tutorial
from annotator.services.scheme_bringing import create_project
from annotator.services.schemes import newest
from annotator.settings import AppSettings, save_settings
from ui.presenters.desk import Desk
from ui.presenters.marked import Marked, fits
from ui.presenters.opening import SURELY_SHORT, Asked, Opening, OpeningView


@dataclass(frozen=True, slots=True)
class NewProject:
    """What a person said about a project to be made."""

    path: Path
    name: str
    language: str
    scheme: str
    own: Scheme | None = None
    """A scheme from a file, in the place of `scheme`."""


class FrameView(OpeningView, Protocol):
    """What the frame needs of the window."""

    def show_frame(self, frame: Frame) -> None:
        """Show the project's name, its articles and which one is open."""

    def show_row(self, row: ArticleRow) -> None:
        """Show one article of the list anew."""

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""

    def ask_annotator(self) -> str:
        """The name that work is to be signed with; empty if the person gave none."""

    def ask_reason(self, points: tuple[OpenPoint, ...]) -> str | OpenPoint | None:
        """Why the article is finished with points open; a point to go to, None to go on."""

    def project_changed(self) -> None:
        """Something was changed that is not a step on the open article."""

    def project_closes(self) -> None:
        """The project will be closed now: whoever reads it beside the window must be done."""

    def wants_proposals(self, article_id: ArticleId) -> None:
        """An article without suggestions was opened: have them made."""


def _said(wish: NewProject) -> tuple[Path, str, str, str, Scheme | None]:
    return wish.path, wish.name, wish.language, wish.scheme, wish.own


class Frame:
    """Opening, closing and leafing through a project."""

    def __init__(self, view: FrameView, desk: Desk, settings: AppSettings) -> None:
        """Start with no project."""
        self.view = view
        self.desk = desk
        self.opening = Opening(view, desk, self._opened, lambda: view.show_frame(self))
        self.settings = settings
        self.project: Project | None = None
        self.entries: EntryBook | None = None
        self.rows: tuple[ArticleRow, ...] = ()
        self.query = ""
        self.bin_shown = False
        self.marked: Marked = "all"
        self.any_marked = False

    # Projects

    def open_project(self, path: Path) -> bool:
        """Open a project at the article where it was left; whether it opened."""
        return self._enter(lambda annotator: Project.open(path, annotator))

    def new_project(self, wish: NewProject) -> bool:
        """Make a project and open it; whether it was made."""
        return self._enter(lambda annotator: create_project(*_said(wish), annotator))

    def _enter(self, make: Callable[[str], Project]) -> bool:
        if not self.settled() or not self.knows_annotator():
            return False
        try:
            project = make(self.settings.annotator)
        except GuillemetError as error:
            self.view.report(error)
            return False
        self.close_project(show=False)
        self.project, self.entries = project, EntryBook(project)
        self.keep(self.settings.with_recent(project.path))
        self.query, self.bin_shown, self.marked = "", False, "all"
        if project.path == sample_path() and not project.read_only:
            self.guarded(lambda: take_over_tutorial(project, self.settings.annotator))
        self.refresh()
        self._reopen()
        return True

    def knows_annotator(self) -> bool:
        """Whether work can be signed; the name is asked for once."""
        if not self.settings.annotator:
            name = self.view.ask_annotator().strip()
            if not name:
                self.view.tell(msg("frame.no_annotator"))
                return False
            self.keep(replace(self.settings, annotator=name))
        return True

    def settled(self) -> bool:
        """Whether all work is saved, after one more try; if not, why is reported."""
        session = self.desk.session
        if session is not None:
            self.guarded(lambda: self._save_rest(session))
        return session is None or not session.unsaved

    def _save_rest(self, session: Session) -> None:
        if session.unsaved and not session.retry() and session.trouble is not None:
            self.view.report(session.trouble)

    def close_project(self, *, show: bool = True) -> None:
        """Close the project; the caller has asked whether the work is `settled`."""
        self.opening.forget()
        self.desk.close()
        if self.project is not None:
            self.view.project_closes()
            self.project.close()
        self.project, self.entries, self.rows = None, None, ()
        if show:
            self.view.show_frame(self)

    def _reopen(self) -> None:
        if self.project is None:
            return
        last = self.settings.last_article.get(str(self.project.path))
        known = [row.id for row in self.rows]
        if last in known:
            self.choose(ArticleId(last))
        elif known:
            self.choose(known[0])
        else:
            self.view.show_frame(self)

    def change_project(self, name: str, settings: ProjectSettings) -> None:
        """Give the project another name, language or scheme."""
        project = self.project
        if project is None:
            return

        def deed() -> None:
            if name != project.name:
                project.rename(name)
            changed = replace(settings, scheme=newest(project, settings.scheme))
            if changed != project.settings:
                project.change_settings(changed)

        self.guarded(deed)
        self.view.project_changed()
        self.view.show_frame(self)

    def copy_to(self, path: Path) -> None:
        """Copy the project elsewhere while it stays open."""
        project = self.project

        def deed() -> None:
            if project is not None:
                project.copy_to(path)
                self.view.tell(msg("frame.copied", path=str(path)))

        self.guarded(deed)

    def keep(self, settings: AppSettings) -> None:
        """Save a person's own settings."""
        self.settings = settings
        self.guarded(lambda: save_settings(settings))

    def guarded(self, deed: Callable[[], None]) -> None:
        """Carry out a deed; an error is reported."""
        try:
            deed()
        except GuillemetError as error:
            self.view.report(error)

    # The list

    @property
    def current(self) -> ArticleId | None:
        """The article on the desk, or the one whose work is being read."""
        coming = self.opening.coming
        return coming or (self.desk.session.article.id if self.desk.session else None)

    def row(self, article_id: ArticleId | None) -> ArticleRow | None:
        """An article of the list."""
        return next((row for row in self.rows if row.id == article_id), None)

    def refresh(self) -> None:
        """Read the list anew."""
        project = self.project
        if project is None:
            return

        def deed() -> None:
            rows = project.article_rows(
                self.settings.annotator, binned=self.bin_shown, query=self.query
            )
            self.any_marked = any(row.flagged for row in rows)
            self.rows = tuple(row for row in rows if fits(row, self.marked))

        self.guarded(deed)
        self.view.show_frame(self)

    def filter(self, query: str) -> None:
        """Show only the articles that match."""
        self.query = query
        self.refresh()

    def show_marked(self, marked: Marked) -> None:
        """Show only the articles with such a mark."""
        self.marked = marked
        self.refresh()

    def show_bin(self, shown: bool) -> None:
        """Show the bin, or the articles."""
        self.bin_shown = shown
        self.refresh()

    def update_row(self) -> None:
        """Bring the open article's line in the list up to date after a deed."""
        session, row = self.desk.session, self.row(self.current)
        if session is None or row is None:
            return
        new = replace(
            row,
            status=session.annotation.state.status,
            quotes=len(session.annotation.quotes),
            noted=bool(session.annotation.state.notes),
            flags=session.annotation.state.flags,
            item_flags=flags_of(session.annotation.items),
            open_suggestions=len(session.open_suggestions()),
        )
        self._put_row(new)

    def note_suggestions(self, article_id: ArticleId, count: int) -> None:
        """An article that nobody has begun has so many suggestions now."""
        row = self.row(article_id)
        if row is not None and row.status == "new":
            self._put_row(replace(row, open_suggestions=count))

    def _put_row(self, new: ArticleRow) -> None:
        self.rows = tuple(new if one.id == new.id else one for one in self.rows)
        self.view.show_row(new)

    # Articles

    def choose(self, article_id: ArticleId) -> None:
        """Put an article on the desk."""
        if article_id == self.current:
            return
        if self.settled():
            self._put_on_desk(article_id)
        else:
            self.view.show_frame(self)

    def open_again(self) -> None:
        """Take the open article as it is saved, with the item that was looked at."""
        article_id, selected = self.current, self.desk.selected
        if self.opening.coming is not None:
            self.guarded(self.opening.again)
        elif article_id is not None:
            self._put_on_desk(article_id, aside=False)
            self.desk.select(selected)

    def _put_on_desk(self, article_id: ArticleId, *, aside: bool = True) -> None:
        project = self.project
        if project is None:
            return

        row = self.row(article_id)
        aside = aside and not (row is not None and row.words < SURELY_SHORT)
        asked = Asked(project, article_id, self.settings.annotator, self.entries)
        self.guarded(lambda: self.opening.put(asked, aside=aside))
        self.view.show_frame(self)

    def _opened(self, session: Session) -> None:
        if self.project is not None:
            self.keep(self.settings.with_last_article(self.project.path, session.article.id))
        if not session.proposals.suggestions and not session.annotation.items:
            self.view.wants_proposals(session.article.id)

    def leaf(self, step: int) -> bool:
        """Go to the next (+1) or previous (-1) article of the list; False at its end."""
        order = [row.id for row in self.rows]
        current = self.current
        if current not in order:
            target = order[0] if order else None
        else:
            place = order.index(current) + step
            target = order[place] if 0 <= place < len(order) else None
        if target is None:
            return False
        self.choose(target)
        return True

    def finish(self) -> None:
        """Finish the article and go to the next one that is not finished.

        With points open the reason is asked for, once: it stands until the article is reopened.
        """
        session = self.desk.session
        if session is None:
            return
        points, state = session.open_points(), session.annotation.state
        reason: str | OpenPoint | None = state.open_reason if state.status == "done" else ""
        if points and not reason:
            reason = self.view.ask_reason(points)
        if isinstance(reason, OpenPoint):
            self.desk.go_to(reason)
        if not isinstance(reason, str):
            return
        self.desk.guarded(lambda: self.desk.done(session.finish(reason)))
        if session.annotation.state.status == "done":
            self._after_finish(session)

    def _after_finish(self, session: Session) -> None:
        order = [row.id for row in self.rows]
        place = order.index(session.article.id) + 1 if session.article.id in order else 0
        following = [*self.rows[place:], *self.rows[:place]]
        target = next((row.id for row in following if row.status != "done"), None)
        if target is None:
            self.view.tell(msg("desk.last_finished"))
            return
        self.view.tell(msg("desk.finished", title=session.article.title))
        self.choose(target)

    def reopen(self) -> None:
        """Take a finished article up again."""
        session = self.desk.session
        if session is not None and session.annotation.state.status == "done":
            self.desk.guarded(lambda: self.desk.done(session.reopen()))

    def write_notes(self, notes: str) -> None:
        """Keep notes on the open article."""
        session = self.desk.session
        if session is not None:
            self.desk.guarded(lambda: self.desk.done(session.set_notes(notes)))

    def state(self, article_id: ArticleId) -> ArticleState | None:
        """Title, metadata and whether it lies in the bin."""
        row = self.row(article_id)
        if row is not None:
            return ArticleState(row.id, row.title, row.meta, row.binned)
        return self.project.article_state(article_id) if self.project else None

    def edit_metadata(self, article_id: ArticleId, title: str, meta: Metadata) -> None:
        """Change an article's title and metadata."""
        before = self.state(article_id)
        if before is not None:
            self._edit(before, replace(before, title=title, meta=meta))

    def bin(self, article_id: ArticleId) -> None:
        """Move an article to the bin."""
        before = self.state(article_id)
        if before is None or before.binned:
            return
        self._edit(before, replace(before, binned=True))
        if article_id == self.current and not self.leaf(1) and not self.leaf(-1):
            self.desk.close()
        self.view.tell(msg("frame.binned", title=before.title))

    def restore(self, article_id: ArticleId) -> None:
        """Take an article out of the bin."""
        before = self.state(article_id)
        if before is not None and before.binned:
            self._edit(before, replace(before, binned=False))
            self.view.tell(msg("frame.restored", title=before.title))

    def _edit(self, before: ArticleState, after: ArticleState) -> None:
        project = self.project
        if project is None or before == after:
            return
        self.guarded(lambda: project.edit_article(before, after, self.settings.annotator))
        self.view.project_changed()
        if self.opening.coming == before.id:
            self.open_again()
        self.refresh()
