"""An article whose suggestions leave a choice, and sessions on it, for tests of alternatives."""

from __future__ import annotations

from collections.abc import Callable

from annotator.model.annotation import Annotation, AnnotationState, Proposals, Suggestion
from annotator.model.article import Article, text_sha256
from annotator.model.change import Work
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.prelabel.pipeline import propose
from annotator.services.annotating import History, Session
from annotator.services.schemes import load_scheme
from tests.small_article import Notebook

TEXT = (
    "La ministre Anna Roux a reçu la juge Marie Dupont à Paris. « Rien ne sera signé », a-t-elle "
    "averti.\n\nRoux refuse les sanctions contre la Corée du Nord. La résolution 2397 reste en "
    "vigueur, a dit Ivan Petrov. « Non », a répondu Petrov.\n"
)
"""Two women and a place may be "elle"; the sanctions may be a family of acts or one of them."""
SCHEME = load_scheme("diplomacy@1")


def article(text: str = TEXT) -> Article:
    """The article."""
    return Article(ArticleId("ranked"), text, "La ministre", text_sha256(text))


def ranked_session() -> tuple[Session, Notebook]:
    """A session with nothing decided, and where it saves."""
    made, notebook, own = article(), Notebook(), AnnotationId("n")
    annotation = Annotation(own, made.id, "Inès", "diplomacy@1", state=AnnotationState(own))
    session = Session(notebook, made, Work(annotation), propose(made), History(), SCHEME)
    return session, notebook


def first(proposals: Proposals, fits: Callable[[Item], bool]) -> Suggestion:
    """The first suggestion of an item that fits."""
    return next(one for one in proposals.suggestions if fits(one.item))


def the_quote(proposals: Proposals) -> Suggestion:
    """The quote of "elle"."""
    return first(
        proposals, lambda item: isinstance(item, Quote) and "signé" in item.segments[0].text
    )


def the_reference(proposals: Proposals) -> Suggestion:
    """The sanctions against North Korea."""
    return first(
        proposals,
        lambda item: isinstance(item, SanctionsReference) and item.kind == "vague",
    )


def the_name(proposals: Proposals, words: str) -> Suggestion:
    """The first mention of these words."""
    return first(proposals, lambda item: isinstance(item, Mention) and item.span.text == words)
