"""The pass over an article, by language: which components run, and in what order."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.prelabel.base import Component
from annotator.prelabel.claims import ClaimsComponent
from annotator.prelabel.cues import CuesComponent
from annotator.prelabel.draft import Draft
from annotator.prelabel.entities import EntityComponent
from annotator.prelabel.evidence import NO_EVIDENCE, Evidence
from annotator.prelabel.lexicon import digest, languages, lexicons, shipped_languages
from annotator.prelabel.mentions import MentionsComponent
from annotator.prelabel.merging import ModelEntitiesComponent
from annotator.prelabel.people import PeopleComponent
from annotator.prelabel.quotes import QuotesComponent
from annotator.prelabel.sanctions_mentions import SanctionsComponent
from annotator.prelabel.sentence_view import ViewsComponent
from annotator.prelabel.speakers import SpeakersComponent
from annotator.prelabel.suggest import proposals
from annotator.prelabel.tokens import TextComponent
from annotator.sanctions.catalogue import Catalogue

_CORE: tuple[Component, ...] = (
    TextComponent(),
    EntityComponent(),
    ModelEntitiesComponent(),
    PeopleComponent(),
    ViewsComponent(),
    CuesComponent(),
    QuotesComponent(),
    MentionsComponent(),
    SpeakersComponent(),
    ClaimsComponent(),
    SanctionsComponent(),
)
PIPELINES: Mapping[str, tuple[Component, ...]] = dict.fromkeys(shipped_languages(), _CORE)
"""The components of each language that ships, in order. A new language is a folder of lexicons."""


def propose(
    article: Article,
    language: str | None = None,
    evidence: Evidence = NO_EVIDENCE,
    catalogue: Catalogue | None = None,
) -> Proposals:
    """What the machine proposes for an article. It reads the lexicons and writes nothing.

    Args:
        article: the article.
        language: None takes the article's own. A language that has no lexicons gets the rules
            of the first one.
        evidence: what models say of the text; the rules weigh it.
        catalogue: where links point; None takes the one that comes with the program.
    """
    chosen = known_language(language or article.meta.language)
    draft = draft_of(article.text, chosen, article.id, evidence, catalogue)
    return proposals(draft, versions(chosen))


def known_language(language: str) -> str:
    """The language itself if it has lexicons, "en" for "en-GB", else the first that has them."""
    plain = language.lower().replace("_", "-").partition("-")[0]
    return next((one for one in (language, plain) if one in languages()), languages()[0])


def components(language: str) -> tuple[Component, ...]:
    """The components of a language; those of one that a person added are the same."""
    return PIPELINES.get(language, _CORE)


def draft_of(
    text: str,
    language: str,
    article: ArticleId,
    evidence: Evidence = NO_EVIDENCE,
    catalogue: Catalogue | None = None,
) -> Draft:
    """The draft of a text after all components of its language."""
    draft = Draft(article, text, language, evidence, catalogue)
    for component in components(language):
        component.run(draft, lexicons(language))
    return draft


def versions(language: str) -> dict[str, str]:
    """The version of each component by name; "1+3f2a9c1b" where own words are at work."""
    own = f"+{digest()}" if digest() else ""
    return {one.name: f"{one.version}{own}" for one in components(language)}
