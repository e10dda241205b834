"""Prepared: what the desk shows of an article, made before it is shown, on whatever thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.messages import Translator
from annotator.services.annotating import Session
from ui.article_view.paragraphs import Paragraphs
from ui.presenters.cards import Cards
from ui.presenters.marks import Marks
from ui.presenters.subtitle import subtitle


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that takes long for a long article.

    Attributes:
        session: the article's; its items and open points are gathered.
        marks: with the marks while nothing is selected.
        cards: with the closed cards.
        paragraphs: the same marks by paragraph.
        about: the line below the title.
    """

    session: Session
    marks: Marks
    cards: Cards
    paragraphs: Paragraphs
    about: str


def prepare(session: Session, say: Translator, keys: Mapping[str, str]) -> Prepared:
    """Make all of it.

    Args:
        session: that nobody else uses yet.
        say: the reader's language.
        keys: the key of each row of a card.
    """
    session.open_points()
    marks, cards = Marks(say.language), Cards(say.language, keys)
    cards.of(session, None)
    paragraphs = Paragraphs(session.article.text)
    paragraphs.show(marks.of(session, None))
    return Prepared(session, marks, cards, paragraphs, subtitle(session, say))
