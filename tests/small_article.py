"""A small article with suggestions, and a session on it, for tests that annotate."""

from __future__ import annotations

from annotator.model.annotation import Annotation, AnnotationState, Proposals, Suggestion
from annotator.model.article import Article, text_sha256
from annotator.model.change import Batch, Work
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId, SuggestionId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference, Speaker
from annotator.model.message import EnvironmentTrouble, GuillemetError, msg
from annotator.model.text import Span
from annotator.services.annotating import History, Session
from annotator.services.schemes import load_scheme

TEXT = (
    "«Nous n'avons rien livré», a dit Ada Kern. Le port est un 🚢 «havre», selon elle.\n"
    "Les résolutions visent «cette route», a-t-elle ajouté, «et ses navires»."
)
KERN = Actor(ActorId("kern"), "Ada Kern")


class Notebook:
    """A journal that keeps its batches, and refuses them when told to."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.full = False
        self.refusal: GuillemetError | None = None

    def commit(self, batch: Batch, after: Work, article_id: ArticleId, author: str) -> None:
        if self.full:
            raise EnvironmentTrouble(msg("store.full"))
        if self.refusal is not None:
            raise self.refusal
        self.batches.append(batch)


def span(words: str) -> Span:
    """The first place of these words."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def proposals() -> Proposals:
    """A name, a quote by its bearer, and a reference."""
    name = Mention(ItemId("m1"), span("Ada Kern"), "name", "PER", KERN.id)
    quote = Quote(
        ItemId("q1"),
        "direct",
        (span("«Nous n'avons rien livré»"),),
        (span("a dit"),),
        (Speaker(KERN.id, span("Ada Kern"), name.id),),
        claim_type="deny",
    )
    reference = SanctionsReference(ItemId("r1"), span("résolutions"), kind="instrument")
    items = (name, quote, reference)
    return Proposals(
        ArticleId("a"),
        tuple(
            Suggestion(
                SuggestionId(f"s-{one.id}"), ArticleId("a"), one, "rules@1", score, msg("why")
            )
            for one, score in zip(items, (0.9, 0.8, 0.4), strict=True)
        ),
        (KERN,),
    )


def new_session() -> tuple[Session, Notebook]:
    """A session with nothing done yet, and where it saves."""
    notebook = Notebook()
    article = Article(ArticleId("a"), TEXT, "Titre", text_sha256(TEXT))
    note = AnnotationId("n")
    annotation = Annotation(note, article.id, "Inès", "diplomacy@1", state=AnnotationState(note))
    scheme = load_scheme("diplomacy@1")
    session = Session(notebook, article, Work(annotation), proposals(), History(), scheme)
    return session, notebook


def bounds(words: str) -> tuple[int, int]:
    """Where words stand."""
    found = span(words)
    return found.start, found.end
