"""MainWindow: arranges the panels and hands on what they say. It decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.messages import Translator
from annotator.settings import AppSettings
from ui.action_set import ActionSet, first_keys
from ui.article_desk import ArticleDesk
from ui.look import frame_style
from ui.panels.article_list import ArticleList
from ui.panels.banner import Banner
from ui.panels.find_bar import FindBar
from ui.panels.foot import Foot
from ui.panels.place_switch import PlaceSwitch
from ui.panels.progress import ProgressStrip
from ui.panels.project_find import FindPanel
from ui.panels.register import RegisterPanel
from ui.panels.review import ReviewPanel
from ui.panels.top_bar import TopBar
from ui.panels.tutorial import TutorialPanel
from ui.panels.welcome import WelcomePage
from ui.theme import Theme


class MainWindow(QMainWindow):
    """The frame of the program: bar, list, article with margin, foot."""

    def __init__(self, say: Translator, settings: AppSettings, run: Callable[[str], None]) -> None:
        """Make and arrange the panels.

        Args:
            say: the language.
            settings: shortcuts and geometry.
            run: carries out an action by its id.
        """
        super().__init__()
        self.say = say
        self.top = TopBar(say, self)
        self.banner = Banner(say, self)
        self.progress = ProgressStrip(say, self)
        self.articles = ArticleList(say, self)
        self.article = ArticleDesk(say, self, first_keys(settings.keys))
        self.find_bar = FindBar(say, self)
        self.switch = PlaceSwitch(say, self)
        self.foot = Foot(say, self)
        self.tutorial = TutorialPanel(say, self)
        self.welcome = WelcomePage(say, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.places = QStackedWidget(self)
        self.may_close: Callable[[], bool] = lambda: True
        self.closing: Callable[[], None] = lambda: None
        self.help_wanted: Callable[[str, QWidget], object] = lambda _title, _over: None
        self._welcoming: bool | None = None
        self._theme: Theme | None = None
        self._plain: set[str] = set()
        self.more_places: dict[str, ReviewPanel | FindPanel | RegisterPanel] = {}
        self._arrange()
        self.actions_ = ActionSet(self, self.article, say, settings.keys, run)
        self.top.set_menu(self.actions_.menu(self))
        self.foot.set_keys(settings.keys)
        self.foot.finish_pressed.connect(lambda: run("article.finish"))
        native = QKeySequence.SequenceFormat.NativeText
        self.top.show_palette_key(self.actions_.action("view.palette").shortcut().toString(native))
        self.restore(settings)

    def _arrange(self) -> None:
        self.setWindowTitle("Guillemet")
        self.splitter.addWidget(self.articles)
        self.splitter.addWidget(self._centre())
        self.top.set_middle(self.switch)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([250, 1100])
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.articles.setMinimumWidth(170)
        self.places.addWidget(self.welcome)
        self.places.addWidget(self.splitter)
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for panel in (self.top, self.banner, self.progress):
            layout.addWidget(panel)
        layout.addWidget(self.places, 1)
        layout.addWidget(self.foot)
        self.setCentralWidget(whole)

    def _centre(self) -> QWidget:
        """The text with the find bar above it, where its keys do not act."""
        centre = QWidget(self)
        layout = QVBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.find_bar)
        layout.addWidget(self.article, 1)
        layout.addWidget(self.tutorial)
        return centre

    def help_keys(self) -> list[QKeySequence]:
        """The keys that ask for help, in dialogs, too."""
        return self.actions_.action("help.here").shortcuts()

    def add_place(self, name: str, panel: ReviewPanel | FindPanel | RegisterPanel) -> None:
        """Add a place beside annotating."""
        self.more_places[name] = panel
        self.places.addWidget(panel)

    def show_place(self, name: str, *, focus: bool = True) -> None:
        """Show a place, with the focus in it; any other name is that of annotating."""
        self.switch.show_place(name)
        if self.places.currentWidget() is self.welcome:
            return
        self._theme_places(name)
        panel = self.more_places.get(name)
        self.places.setCurrentWidget(panel or self.splitter)
        self.foot.show_place(panel is None)
        if focus:
            (panel or self.article).setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_place(self) -> None:
        """Go back to the place that is shown: its text, its list, or the page without a project."""
        shown = self.places.currentWidget()
        place = self.article if shown in (self.splitter, None) else shown
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_welcome(self, shown: bool) -> None:
        """Show the page without a project, or list and article, and put the focus there."""
        if shown or self.places.currentWidget() is self.welcome:
            self.places.setCurrentWidget(self.welcome if shown else self.splitter)
        self.foot.setVisible(not shown)
        self.switch.setVisible(not shown)
        if shown != self._welcoming:
            self._welcoming = shown
            place = self.welcome if shown else self.article
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_look(self, theme: Theme, settings: AppSettings) -> None:
        """Show everything in these colours and measures."""
        if theme != self._theme:
            first, self._theme = self._theme is None, theme
            self._set_theme(theme)
            self._plain = set(self.more_places)
            if first:
                self._theme_places(*self.more_places)
            else:
                shown = self.places.currentWidget()
                self._theme_places(*(n for n, one in self.more_places.items() if one is shown))
                QTimer.singleShot(0, self, self._theme_next)
        self.article.set_look(
            theme,
            settings.text_size,
            settings.line_spacing,
            labels=settings.show_labels,
            measure=settings.measure,
        )

    def _set_theme(self, theme: Theme) -> None:
        """Show everything but the article in other colours."""
        self.setPalette(theme.palette())
        self.setStyleSheet(frame_style(theme))
        for panel in (self.top, self.banner, self.progress, self.articles, self.foot, self.welcome):
            panel.set_theme(theme)
        for more in (self.find_bar, self.switch, self.tutorial):
            more.set_theme(theme)
        self.actions_.paint(theme)
        self.splitter.setStyleSheet(f"QSplitter::handle {{ background: {theme.hex('line')}; }}")

    def _theme_places(self, *names: str) -> None:
        """Show some of the other places in the present colours, if they are not yet."""
        for name in self._plain.intersection(names):
            self._plain.discard(name)
            if self._theme is not None:
                self.more_places[name].set_theme(self._theme)

    def _theme_next(self) -> None:
        """Show the places out of sight in other colours, one between two events."""
        name = next(iter(self._plain), None)
        if name is not None:
            self._theme_places(name)
            QTimer.singleShot(0, self, self._theme_next)

    def restore(self, settings: AppSettings) -> None:
        """Stand where the window stood last time."""
        saved = QByteArray.fromBase64(settings.geometry.encode("ascii", "ignore"))
        if not settings.geometry or not self.restoreGeometry(saved):
            self.resize(1400, 880)

    def geometry_text(self) -> str:
        """Where the window stands, for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written, then let go."""
        self.article.margin.commit_pending()
        if not self.may_close():
            event.ignore()
            return
        self.closing()
        event.accept()
