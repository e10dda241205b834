"""The line above the column: title, unless the text begins with it, and what is known of it."""

from __future__ import annotations

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from annotator.model.article import Article
from annotator.model.text import bound
from ui.article_view.column import SIDE
from ui.article_view.document import FAMILIES, MARGIN
from ui.theme import Theme


class ArticleHeader(QWidget):
    """Title and metadata of the open article."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start with nothing to show."""
        super().__init__(parent)
        self._about = ""
        self._title, self._subtitle = QLabel(self), QLabel(self)
        for label in (self._title, self._subtitle):
            label.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE + MARGIN, 18, 28, 4)
        layout.setSpacing(3)
        layout.addWidget(self._title)
        layout.addWidget(self._subtitle)
        self.show_words("")

    def show_article(self, article: Article, subtitle: str) -> None:
        """Show the head of an article."""
        self._title.setText(bound(article.title))
        self._title.setVisible(bool(article.title) and not _begins_with_title(article))
        self._about = subtitle
        self._subtitle.setText(subtitle)
        self.setVisible(True)

    def show_remarks(self, remarks: str) -> None:
        """Show what the article is marked with, after what is known of it."""
        words = " · ".join(one for one in (self._about, remarks) if one)
        if words != self._subtitle.text():  # the same words would be laid out anew, too
            self._subtitle.setText(words)

    def show_words(self, words: str) -> None:
        """Show a sentence in place of an article's head, or nothing."""
        self._title.setVisible(False)
        self._subtitle.setText(words)
        self.setVisible(bool(words))

    def set_look(self, theme: Theme, size: float) -> None:
        """Show it in these colours, beside a text of `size` points."""
        font = QFont()
        font.setFamilies(list(FAMILIES))
        font.setPointSizeF(size * 1.2)
        font.setBold(True)
        self._title.setFont(font)
        soft = QPalette(theme.palette())
        soft.setColor(QPalette.ColorRole.WindowText, theme.colour("text_soft"))
        self._subtitle.setPalette(soft)
        self._title.setPalette(theme.palette())


def _begins_with_title(article: Article) -> bool:
    """Whether the text's first words are the title, or the title was made of them."""
    start = " ".join(article.text[: 2 * len(article.title)].split())
    return start.startswith(" ".join(article.title.rstrip("…").split()))
