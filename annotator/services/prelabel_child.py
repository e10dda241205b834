"""What runs in the pre-highlighting process: the pipeline, loaded once, one article at a time."""

from __future__ import annotations

from annotator.model.annotation import Proposals
from annotator.model.article import Article


def warm_up() -> str:
    """Load spaCy, the pipeline and its lexicons; the name of what is at work."""
    from annotator.prelabel.spacy_components import build_nlp

    build_nlp("fr")
    return "rules"


def propose(article: Article) -> Proposals:
    """The machine's suggestions for an article."""
    from annotator.prelabel.spacy_components import propose_with_spacy

    return propose_with_spacy(article)
