"""Small projects for the tests of the store: texts of our own, imported as an importer would."""

from __future__ import annotations

from pathlib import Path

from annotator.errors import GuillemetError
from annotator.identifiers import new_id
from annotator.messages import Translator
from annotator.model.annotation import Annotation, AnnotationState, Proposals, Suggestion
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.change import Batch, Change
from annotator.model.dates import PartialDate
from annotator.model.ids import (
    ActorId,
    AnnotationId,
    ArticleId,
    BatchId,
    EntryId,
    ItemId,
    SuggestionId,
)
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.model.items import (
    Actor,
    Link,
    Mention,
    Quote,
    SanctionsReference,
    Speaker,
)
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.projects import Project, ProjectSettings

BY = "Inès Vidal"
TEXT = (
    "Kaboul se tait 🚢\n\nL’Ukraine « ne cédera pas », a dit la ministre Ada Kern, citant un "
    "diplomate nord-coréen.\nLes re\u0301solutions visent «\u00a0cette route\u00a0», selon elle.\n"
)
META = Metadata("dépêche.txt", PartialDate(2023, 8), "Agence d’essai", "A. B.", None, "fr")


def span(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def article(text: str = TEXT, title: str = "Kaboul se tait 🚢", meta: Metadata = META) -> Article:
    return Article(ArticleId(new_id()), text, title, text_sha256(text), "", 14, 1, meta)


def run(source: str = "dépêche.txt") -> ImportRun:
    return ImportRun(new_id(), source, "text", BY)


def make(folder: Path, name: str = "essai") -> Project:
    return Project.create(folder / f"{name}.guillemet", "Essai", ProjectSettings(), BY)


def add(project: Project, *articles: Article) -> Article:
    """Imports articles (one of our own if none is given) and gives the first back."""
    given = articles or (article(),)
    project.add_articles([ImportedRecord(one, one.text.encode()) for one in given], run())
    return given[0]


def batch(*changes: Change, label: str = "do.test") -> Batch:
    return Batch(BatchId(new_id()), msg(label), changes)


def adding(*records: object) -> Batch:
    return batch(*(Change(None, one) for one in records))


def full_record() -> ImportedRecord:
    """An article with everything that one can carry."""
    own = article()
    kern = Actor(
        ActorId(new_id()),
        "Ada Kern",
        role="ministre",
        aliases=("Mme Kern",),
        external_ids=(("wikidata", "Q0"),),
    )
    source = Actor(ActorId(new_id()), "un diplomate", "unnamed_source", article=own.id)
    name = Mention(ItemId(new_id()), span("Ada Kern"), "name", "PER", kern.id)
    quote = Quote(
        ItemId(new_id()),
        "mixed",
        (span("« ne cédera pas »"), span("«\u00a0cette route\u00a0»")),
        (span("a dit"),),
        (Speaker(kern.id, span("la ministre Ada Kern"), name.id, "stated", "unsure"),),
        on_behalf_of=(source.id,),
        addressee=kern.id,
        claim_type="deny",
        note="à revoir",
    )
    reference = SanctionsReference(
        ItemId(new_id()),
        span("re\u0301solutions"),
        (quote.id,),
        "instrument",
        links=(Link(EntryId("un-scr-1718-2006")),),
    )
    return ImportedRecord(
        own,
        own.text.encode(),
        (kern, source),
        (annotation_of(own, name, quote, reference),),
        proposals_of(own),
        gold=True,
    )


def annotation_of(own: Article, *items: object, by: str = BY) -> Annotation:
    made = AnnotationId(new_id())
    state = AnnotationState(made, "done", "fini", "une source manque")
    ordered = tuple(sorted(items, key=lambda item: item.id))
    return Annotation(made, own.id, by, "diplomacy@1", state=state, items=ordered)


def proposals_of(own: Article, count: int = 3) -> Proposals:
    """Suggested mentions of the article's first letters, and the actor that they denote."""
    actor = Actor(ActorId(new_id()), "Kaboul", "state")
    suggestions = tuple(
        Suggestion(
            SuggestionId(new_id()),
            own.id,
            Mention(ItemId(new_id()), Span.of(own.text, place, place + 2), actor=actor.id),
            "entities-fr@1",
            0.25 * (place + 1),
            msg("why.test", words=own.text[place : place + 2], n=place),
        )
        for place in range(count)
    )
    return Proposals(own.id, suggestions, (actor,))


def filled(folder: Path) -> Path:
    """A closed project with some articles in it."""
    with make(folder) as project:
        project.add_articles([full_record()], run())
        add(project, *(article(f"{n} {TEXT}" * 20, f"T{n}") for n in range(20)))
        return project.path


def said(error: GuillemetError) -> str:
    sentence = Translator("fr").say(error.message)
    assert sentence != error.message.id
    assert "{" not in sentence
    return sentence
