"""Window: joins the panels with the presenters; what each signal and each question means here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from annotator.messages import Translator
from annotator.model.article import Article
from annotator.model.change import ChangeError
from annotator.model.checks import OpenPoint
from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.services.annotating import Outcome, Session
from annotator.services.prelabelling import Engine
from annotator.services.project_values import OPEN_ARTICLE
from annotator.services.projects import ArticleRow, TurnTaken
from annotator.settings import AppSettings
from ui import dialogs
from ui.action_set import first_keys, shown_keys
from ui.actions import ACTIONS, Need
from ui.article_finding import ArticleFinding
from ui.bringing import Dropping
from ui.catalogue_commands import close_catalogue, follow_choice
from ui.commands import COMMANDS
from ui.dialog_help import dialog_page
from ui.dialogs.help import PAGES
from ui.entry_watch import EntryWatch
from ui.incoming import Incoming
from ui.learning_watch import LearningWatch
from ui.long_reading import LongReading
from ui.main_window import MainWindow
from ui.pace_watch import PaceWatch
from ui.places import Places
from ui.presenters import deeds
from ui.presenters.frame import Frame
from ui.presenters.key_names import key_names
from ui.presenters.opening import Done, Failed
from ui.safety import Safety
from ui.system_look import SYSTEM, follow_system, wanted_theme
from ui.tasks import Tasks
from ui.tutorial_guide import TutorialGuide
from ui.workers.prelabeller import Prelabeller

LEAVING = frozenset(
    {"project.new", "project.open", "project.sample", "project.close", "help.tutorial"}
)
"""Actions that put another project, or none, in the place of the open one."""
RETRY_MS = 1000
"""Time after which what the disk could not take is tried again, in milliseconds."""


class Window(QObject):
    """One window of the program with everything behind it."""

    def __init__(
        self, settings: AppSettings, engine: Engine, rebuild: Callable[[], None] | None = None
    ) -> None:
        """Make the window; nothing is shown or opened yet.

        Args:
            settings: the person's own.
            engine: makes suggestions, in its own process.
            rebuild: makes this window anew, in another language.
        """
        super().__init__()
        self.say = Translator(settings.language)
        self.say.fill_in(key_names(self.say, first_keys(settings.keys)))
        self.main: MainWindow = MainWindow(self.say, settings, self.run)
        self.desk = self.main.article.desk
        self.long_reading = LongReading(self.main.article, self)
        self.frame: Frame = Frame(self, self.desk, settings)
        self.prelabeller = Prelabeller(engine, self)
        self.incoming = Incoming(self)
        self.engine = engine
        self.tasks = Tasks(self)
        self.watch = LearningWatch(self)
        self.entries = EntryWatch(self.report, self)
        self.finding = ArticleFinding(self.main.find_bar, self.main.article, self.say)
        self.places = Places(self)
        self.pace = PaceWatch(self)
        self.safety = Safety(self)
        self.dropping = Dropping(self)
        self.tutorial: TutorialGuide = TutorialGuide(self)
        self.rebuild = rebuild or (lambda: None)
        self.theme = wanted_theme(settings.theme)
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._connect()
        self.main.set_look(self.theme, settings)
        self.main.may_close = self.may_close
        self.main.closing = self.closed
        self.main.help_wanted = self.help_over
        self._system = follow_system(self._follow_system)
        self.show_frame(self.frame)

    def _connect(self) -> None:
        main, frame = self.main, self.frame
        main.articles.article_chosen.connect(lambda one: frame.choose(ArticleId(one)))
        main.articles.bin_wanted.connect(lambda one: frame.bin(ArticleId(one)))
        main.articles.restore_wanted.connect(lambda one: frame.restore(ArticleId(one)))
        main.articles.metadata_wanted.connect(self.edit_metadata)
        main.articles.query_changed.connect(frame.filter)
        main.articles.marked_chosen.connect(frame.show_marked)
        main.articles.bin_toggled.connect(frame.show_bin)
        main.articles.text_wanted.connect(lambda: self.run("view.text"))
        main.articles.import_wanted.connect(lambda: self.run("project.import"))
        main.banner.close_button.clicked.connect(main.article.setFocus)
        main.progress.left.connect(main.focus_place)
        main.article.desk_shown.connect(self._desk_shown)
        main.article.saved.connect(self._saved)
        main.article.told.connect(self.tell)
        main.article.failed.connect(self._failed)
        main.article.margin.chosen.connect(lambda choice: follow_choice(self, choice))
        self._retry.timeout.connect(self._try_again)
        main.article.text.context_wanted.connect(self._small_menu)
        zoom = {1: "view.larger", -1: "view.smaller"}
        main.article.text.zoom_wanted.connect(lambda step: self.run(zoom[step]))
        main.article.text.selection_changed.connect(lambda _found: self.allow())
        main.foot.point_clicked.connect(self._go_to)
        main.foot.pace.clicked.connect(lambda: self.run("view.pace"))
        self.pace.counted.connect(main.foot.pace.show_figures)
        main.top.palette_wanted.connect(lambda: self.run("view.palette"))
        main.welcome.action_wanted.connect(self.run)
        main.welcome.project_chosen.connect(lambda path: frame.open_project(Path(path)))
        self.prelabeller.proposed.connect(self.incoming.come)
        self.prelabeller.failed.connect(self.report)
        self.prelabeller.pipeline_known.connect(main.top.show_pipeline)
        self.prelabeller.busy_changed.connect(main.top.show_busy)
        main.top.learning_wanted.connect(lambda: self.run("project.learning"))
        self.watch.counted.connect(main.top.show_learning)
        self.watch.troubled.connect(self.report)

    # Actions

    def run(self, action_id: str) -> None:
        """Carry out an action; the project stays open while long work is done on it."""
        if self.tasks.busy and action_id in LEAVING:
            self.report(UserError(msg("tasks.busy")))
            return
        if action_id in LEAVING:
            self.watch.stop()
            self.entries.stop()
            self.places.stop()
        if not self.places.takes(action_id):
            command = COMMANDS.get(action_id)
            if command is not None:
                command(self)
            else:
                deeds.run(self.desk, action_id)
        self.tutorial.noticed(action_id)

    def needs_met(self) -> dict[Need, bool]:
        """Of everything that actions need, whether it is there now."""
        project, session = self.frame.project, self.desk.session
        item, row = self.desk.item, self.frame.row(self.frame.current)
        there: dict[Need, bool] = {
            "nothing": True,
            "project": project is not None,
            "writable": project is not None and not project.read_only,
            "article": session is not None,
            "done": session is not None and session.annotation.state.status == "done",
            "binned": session is not None and (row is None or row.binned),
            "kept": session is not None and (row is None or not row.binned),
            "selection": self.main.article.selection() is not None,
            "item": item is not None,
            "suggestion": self.desk.is_suggestion,
            "quote": item is not None,
            "mention": item is not None,
            "undo": session is not None and bool(session.history.done),
            "redo": session is not None and bool(session.history.undone),
            "review": False,
            "elsewhere": False,
            "tutorial": self.tutorial.on and self.places.present == "annotate",
            "guide": self.tutorial.tutorial.shown,
            "register": False,
        }
        return self.places.adjusted(there)

    def allow(self) -> None:
        """Grey out what cannot be done now."""
        self.main.actions_.allow(self.needs_met())

    def _small_menu(self, place: QPoint) -> None:
        actions = self.main.actions_
        menu = actions.some(
            self.main,
            *("make.quote", "make.piece", "make.mention", "make.reference"),
            *("", "make.cue", "make.source"),
            *("", "decide.accept", "decide.reject", "label.same_speaker"),
        )
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    # What the desk says

    def _desk_shown(self) -> None:
        session = self.desk.session
        self.main.foot.show_points(session.open_points() if session else None)
        self.main.foot.show_done(session is not None and session.annotation.state.status == "done")
        self.allow()

    def _saved(self, outcome: Outcome) -> None:
        self.frame.update_row()
        self.main.foot.step_made()
        self.pace.step_done()
        self._show_saved()

    def _show_saved(self) -> None:
        """Say whether the work is on the disk; if it waits, why, and try again soon."""
        session = self.desk.session
        trouble = session.trouble if session is not None else None
        self.safety.step_done()
        if session is None or trouble is None:
            self.main.top.show_saved()
            return
        self.main.top.show_waiting(session.unsaved)
        if not isinstance(trouble, TurnTaken):
            self.report(trouble)
        self._retry.start()

    def _try_again(self) -> None:
        session = self.desk.session
        if session is None or not session.unsaved:
            return
        if session.retry():
            self.main.banner.hide()
        self._show_saved()

    def _failed(self, error: GuillemetError) -> None:
        """A deed did not succeed; where the project has another state, that is shown.

        A slip of the hand is said in passing, without moving the text; trouble stays to be read.
        """
        if isinstance(error, UserError):
            self.tell(error.message)
        else:
            self.report(error)
        if isinstance(error, ChangeError):
            self.frame.open_again()

    def _go_to(self, point: OpenPoint) -> None:
        self.desk.go_to(point)
        self.main.article.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the frame asks for

    def show_frame(self, frame: Frame) -> None:
        """Show the project, its articles and which one is open."""
        project = frame.project
        self.main.show_welcome(project is None)
        self.main.welcome.show_recent(frame.settings.recent)
        if project is None:
            self.main.setWindowTitle("Guillemet")
            self.main.top.show_project("", 0, read_only=False)
        else:
            self.main.setWindowTitle(f"{project.name} – Guillemet")
            count = project.article_count()
            self.main.top.show_project(project.name, count, read_only=project.read_only)
        self.main.articles.show_marked(frame.marked, offered=frame.any_marked)
        self.main.articles.show_rows(
            frame.rows, frame.current, query=frame.query, binned=frame.bin_shown
        )
        self.tutorial.follow()
        self.allow()
        self.watch.follow(project)
        self.entries.follow(frame.entries)
        self.places.follow(project)
        self.safety.follow(project)
        self.pace.follow(project)

    def show_row(self, row: ArticleRow) -> None:
        """Show one article of the list anew."""
        self.main.articles.show_row(row)

    def tell(self, message: Message, *, of_step: bool = False) -> None:
        """Say something that needs no answer.

        Args:
            message: what.
            of_step: it is about the last step, and untrue once there is another.
        """
        self.main.foot.tell(self.say.say(message), of_step=of_step)

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong, until it is put away."""
        self.main.banner.show_error(self.say.say(error.message))

    def ask_annotator(self) -> str:
        """The name that work is to be signed with."""
        return dialogs.ask_annotator(self.say, self.main)

    def ask_reason(self, points: tuple[OpenPoint, ...]) -> str | OpenPoint | None:
        """Why the article is finished with points open, or a point to go to."""
        return dialogs.ask_reason(self.say, points, self.main)

    def project_changed(self) -> None:
        """Something was changed beside the open article: the day's backup is due."""
        self.safety.changed()

    def project_closes(self) -> None:
        """The project will be closed: keep what was measured, and count no more."""
        self.long_reading.stop()
        self.pace.stop()
        close_catalogue(self)

    def read_aside(
        self, article: Article, read: Callable[[], Session], done: Done, failed: Failed
    ) -> None:
        """Show a long article's text at once, and hand over the work on it when it is read."""
        self.long_reading.begin(article, read, done, failed)

    def read_no_more(self) -> None:
        """Hand nothing over that is still being read."""
        self.long_reading.drop()

    def wants_proposals(self, article_id: ArticleId) -> None:
        """Have suggestions made for the open article, if it may get any."""
        session, project = self.desk.session, self.frame.project
        if session is None or project is None or session.article.id != article_id:
            return
        if project.due_articles(OPEN_ARTICLE, article_id):
            own = tuple(session.entries.own.values())
            self.prelabeller.ask(session.article, own)

    # The window itself

    def edit_metadata(self, article_id: str) -> None:
        """Ask for an article's title and metadata."""
        state = self.frame.state(ArticleId(article_id))
        if state is None:
            return
        answer = dialogs.ask_metadata(self.say, state, self.main)
        if answer is not None:
            self.frame.edit_metadata(state.id, answer.title, answer.meta)

    def apply_settings(self, settings: AppSettings) -> None:
        """Keep settings and show their effect; another language makes the window anew."""
        old = self.frame.settings
        self.frame.keep(settings)
        if (old.language, old.keys) != (settings.language, settings.keys):
            if self.frame.settled():
                self.rebuild()
            return
        self.pace.follow(self.frame.project)
        self._show_theme(settings)

    def change_settings(self, **changes: object) -> None:
        """Change some of the settings."""
        self.apply_settings(replace(self.frame.settings, **changes))  # type: ignore[arg-type]  # names and types are those of the fields

    def _follow_system(self) -> None:
        """The system asks for another look: take it, if the person leaves that to the system."""
        if self.frame.settings.theme == SYSTEM:
            self._show_theme(self.frame.settings)

    def _show_theme(self, settings: AppSettings) -> None:
        theme = wanted_theme(settings.theme)
        if theme != self.theme:
            self.theme = theme
            QApplication.setPalette(theme.palette())
        self.main.set_look(self.theme, settings)

    def key_rows(self) -> tuple[tuple[str, str, str], ...]:
        """Group, words and keys of every action, for the sheet of keys and the palette."""
        rebound = self.frame.settings.keys
        return tuple(
            (one.id, self.say(f"action.{one.id}"), " · ".join(shown_keys(one, rebound)))
            for one in ACTIONS
        )

    def help_over(self, title: str, over: QWidget) -> None:
        """Open the help page of a dialog, by the message id of its title."""
        beside = over if over.isModal() else self.main  # a modal one lets nothing else be used
        dialogs.show_help(self.say, dialog_page(title, PAGES), self.key_rows(), beside)

    def may_close(self) -> bool:
        """Whether the window may close: all is saved, or the person gives the rest up."""
        session = self.desk.session
        if session is not None and isinstance(session.trouble, TurnTaken):
            self.tasks.stop()
        if self.frame.settled():
            return True
        return session is None or dialogs.ask_give_up(self.say, session.unsaved, self.main)

    def closed(self) -> None:
        """The window is closed: end the work behind it and remember where it stood."""
        self.tasks.stop()
        self.watch.stop()
        self.entries.stop()
        self.places.stop()
        self._system()
        self.safety.given_up()
        self.safety.stop()
        self.prelabeller.stop()
        self.frame.keep(replace(self.frame.settings, geometry=self.main.geometry_text()))
        self.frame.close_project(show=False)
