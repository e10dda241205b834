"""The text of an article alone: opened and painted with its marks, then another item selected."""

from __future__ import annotations

import statistics

from PySide6.QtWidgets import QApplication, QTextBrowser, QWidget

from annotator.messages import Translator
from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.change import Batch, Work
from annotator.model.ids import ArticleId
from annotator.services.annotating import History, Session
from annotator.services.schemes import load_scheme
from benchmarks.figures import Figure, exponent, milliseconds, milliseconds_of
from benchmarks.workload import LENGTHS, annotation_of, article_of
from ui.article_view.view import ArticleView
from ui.presenters.marks import marks_of

SIZE = (780, 800)
OPENINGS = {500: 15, 5_000: 9, 50_000: 5}
SELECTIONS = {500: 40, 5_000: 20, 50_000: 10}


class _Nowhere:
    """A journal for sessions in which nothing is changed."""

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        """Refuse: what is measured here saves nothing."""
        raise RuntimeError("nothing is saved while painting is measured")


def figures() -> list[Figure]:
    """Opening and selecting at each length, beside Qt's own view of the bare text; growth."""
    kept = QApplication.instance() or QApplication([])  # Qt lives as long as this name
    found: list[Figure] = []
    for length in LENGTHS:
        found += _figures(length)
    del kept
    growth = exponent(LENGTHS, [one.value for one in found if one.name.startswith("view.open")])
    return [*found, Figure("view.growth", growth, "exponent", "linear", growth)]


def _figures(length: int) -> list[Figure]:
    article = article_of(length)
    session = _session(article)
    view, bare = ArticleView(Translator("fr")), QTextBrowser()
    for widget in (view, bare):
        widget.resize(*SIZE)
        widget.show()
    times = OPENINGS[length]
    opened = milliseconds(lambda: _open(view, session), times)
    plain = milliseconds(lambda: _open_bare(bare, article.text), times)
    turns = SELECTIONS[length]
    chosen = statistics.median(
        milliseconds_of(_select, view, session, turn) for turn in range(turns)
    )
    view.close()
    bare.close()
    against = "plain QTextBrowser, no marks"
    return [
        Figure(f"view.open_{length}_words", opened, "ms", against, opened / plain, times),
        Figure(f"view.select_{length}_words", chosen, "ms", against, chosen / plain, turns),
    ]


def _session(article: Article) -> Session:
    work = Work(annotation_of(article))
    scheme = load_scheme(work.annotation.scheme)
    return Session(_Nowhere(), article, work, Proposals(article.id), History(), scheme)


def _open(view: ArticleView, session: Session) -> None:
    view.show_article(session.article)
    view.show_marks(marks_of(session, None, "fr"))
    _paint(view)


def _select(view: ArticleView, session: Session, turn: int) -> None:
    """Select a quote and paint it, as the key for the next quote does."""
    quote = session.annotation.quotes[turn % len(session.annotation.quotes)]
    view.reveal(quote.segments[0].start, quote.segments[-1].end)
    view.show_marks(marks_of(session, quote.id, "fr"))
    _paint(view)


def _open_bare(view: QTextBrowser, text: str) -> None:
    view.setPlainText(text)
    _paint(view)


def _paint(widget: QWidget) -> None:
    QApplication.processEvents()
    widget.grab()
