"""ArticleFinding: joins the find bar with the text of the open article."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from annotator.messages import Translator
from annotator.model.message import Message
from annotator.services.text_search import Found
from ui.article_desk import ArticleDesk
from ui.panels.find_bar import FindBar
from ui.presenters.article_find import ArticleFind

LONGEST = 80
"""Selected words that are taken over into the bar, in code points at most."""


class ArticleFinding(QObject):
    """Finding in the article that is open."""

    def __init__(self, bar: FindBar, article: ArticleDesk, say: Translator) -> None:
        """Connect bar and text."""
        super().__init__(bar)
        self._bar, self._article, self._say = bar, article, say
        self.find = ArticleFind(self)
        bar.sought.connect(self.find.seek)
        bar.stepped.connect(self.find.step)
        bar.left.connect(self._left)
        article.desk_shown.connect(self._follow)

    def open(self) -> None:
        """Show the bar; what is selected in the text is what one may want to find."""
        found = self._article.selection()
        text = self._article.text.pages.text
        words = text[found[0] : found[1]] if found and found[1] - found[0] <= LONGEST else ""
        self.find.follow(text)
        self._bar.open(words)

    def step(self, by: int) -> None:
        """Go to the next or the previous find; the bar comes up where nothing is sought yet."""
        if self._bar.isHidden():
            self._bar.show()
            self.find.follow(self._article.text.pages.text)
            self.find.come()
        if not self._bar.line.text():
            self.open()
            return
        self.find.step(by)

    def _follow(self) -> None:
        if not self._bar.isHidden():
            self.find.follow(self._article.text.pages.text)

    def _left(self) -> None:
        self.find.leave()
        self._article.text.setFocus(Qt.FocusReason.OtherFocusReason)

    # What finding asks for

    def caret(self) -> int:
        """Where one is in the text: the start of what is selected, or the caret."""
        found = self._article.selection()
        return found[0] if found else self._article.caret()

    def show_found(self, finds: Found, current: int) -> None:
        """Mark the finds in the text."""
        self._article.text.show_found(finds, current)

    def show_find(self, start: int, end: int) -> None:
        """Select a find, so that the next key can make something of it."""
        self._article.text.reveal(start, end)
        self._article.text.select(start, end)

    def say_finds(self, message: Message | None, *, trouble: bool) -> None:
        """Say how many there are in the bar."""
        self._bar.show_words(self._say.say(message) if message else "", trouble=trouble)
