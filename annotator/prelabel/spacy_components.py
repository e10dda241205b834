"""The same components as parts of a spaCy pipeline: for training, DocBin export and other tools.

spaCy is imported when a pipeline is built and not before. Rules work on characters; what they find
is put on tokens only here, widened to whole tokens where a tokenizer splits otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.prelabel.base import Component
from annotator.prelabel.draft import Draft, Place
from annotator.prelabel.lexicon import lexicons
from annotator.prelabel.pipeline import components, known_language, versions
from annotator.prelabel.suggest import proposals
from annotator.spacy_language import blank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PREFIX = "guillemet_"
"""Before a component's name in a spaCy pipeline: `guillemet_quotes`."""
_DRAFT = "guillemet_draft"


def build_nlp(lang: str) -> Language:
    """A spaCy pipeline with every component of a language.

    Args:
        lang: a language that has lexicons; another gets the rules of the first one.
    """
    language = known_language(lang)
    register(language)
    nlp = blank(language)
    for component in components(language):
        nlp.add_pipe(PREFIX + component.name)
    return nlp


def register(language: str) -> None:
    """Make the components of a language known to spaCy as factories; twice does no harm."""
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension(_DRAFT):
        Doc.set_extension(_DRAFT, default=None)
    for component in components(language):
        if not Language.has_factory(PREFIX + component.name):
            Language.factory(PREFIX + component.name, func=_factory(component))


def proposals_of(doc: Doc, article: ArticleId) -> Proposals:
    """What the components of a pipeline proposed for a document.

    Args:
        doc: made by a pipeline of `build_nlp`.
        article: the article that its text is from.
    """
    draft = draft_on(doc)
    draft.article = article
    return proposals(draft, versions(draft.language))


def propose_with(nlp: Language, article: Article) -> Proposals:
    """What a pipeline of `build_nlp` proposes for an article."""
    return proposals_of(nlp(article.text), article.id)


def draft_on(doc: Doc) -> Draft:
    """The draft that the components fill in beside a document."""
    if getattr(doc._, _DRAFT) is None:
        setattr(doc._, _DRAFT, Draft(ArticleId(""), doc.text, known_language(doc.lang_)))
    draft: Draft = getattr(doc._, _DRAFT)
    return draft


def _factory(component: Component) -> Callable[[Language, str], Callable[[Doc], Doc]]:
    def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
        def run(doc: Doc) -> Doc:
            draft = draft_on(doc)
            component.run(draft, lexicons(draft.language))
            _show(doc, draft, component)
            return doc

        return run

    return make


def _show(doc: Doc, draft: Draft, component: Component) -> None:
    """Put what a component gave on the document's tokens, as span groups."""
    if "entities" in component.gives:
        labelled = [((one.start, one.end), one.label) for one in draft.entities]
        _set(doc, "entities", labelled)
    if "cues" in component.gives:
        _set(doc, "cues", [((one.start, one.end), one.lemma) for one in draft.cues])
    if "quotes" in component.gives:
        pieces = [(place, quote.kind) for quote in draft.quotes for place in quote.segments]
        _set(doc, "quotes", pieces)


def _set(doc: Doc, key: str, found: Sequence[tuple[Place, str]]) -> None:
    spans = [
        doc.char_span(start, end, label=label, alignment_mode="expand")
        for (start, end), label in found
    ]
    doc.spans[key] = [span for span in spans if span is not None]
