"""Annotated articles for the tests of import and export: invented texts with every hard character.

An emoji and a flag stand before quotes, accents are decomposed, no-break spaces stand inside
guillemets, and one text begins like a formula.
"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import (
    Annotation,
    AnnotationState,
    Decision,
    Proposals,
    Suggestion,
)
from annotator.model.article import Article, Metadata, shown_title, text_sha256
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, AnnotationId, ArticleId, EntryId, ItemId, SuggestionId
from annotator.model.items import (
    Actor,
    Item,
    Link,
    Mention,
    Origin,
    Quote,
    SanctionsReference,
    Speaker,
)
from annotator.model.linked_entry import LinkedEntry
from annotator.model.list_editions import ListEdition, StoredEntry
from annotator.model.listed import ListedEntry, ListedName
from annotator.model.message import msg
from annotator.model.text import Span

TEXT = (
    "L’ambassadrice salue un « pas utile »\n\n"
    "GENÈVE 🇨🇭 — «\u00a0Nous n’avons rien signé\u00a0», a déclaré mardi 😀 Inès Valmont,"
    " ministre des Affaires étrangères, «\u202fet nous ne signerons rien sous la menace\u202f».\n\n"
    "Le re\u0301gime de Port-Réal, visé par la résolution 9999 du Conseil, a jugé d'«inacceptable»"
    " l'attitude de la ministre. Selon un diplomate, les sanctions seront levées."
)
ENGLISH = "=SUM of all fears\n\n“We signed nothing,” Ruth Okafor said. Sanctions stay in force."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def article(
    number: int, text: str = TEXT, language: str = "fr", published: str | None = "2023-08"
) -> Article:
    return Article(
        id=ArticleId(f"article-{number}"),
        text=text,
        title=shown_title(text),
        sha256=text_sha256(text),
        body_start=14,
        meta=Metadata(
            source_file=f"{number}.txt",
            published=PartialDate.parse(published) if published else None,
            source="Dépêche",
            language=language,
        ),
    )


MINISTER = Actor(
    ActorId("actor-1"), "Inès Valmont", "person", "ministre", ("Valmont",), (("wikidata", "Q0"),)
)


RESOLUTION = LinkedEntry(
    EntryId("un-9999"),
    titles=(("fr", "Résolution 9999"), ("en", "Resolution 9999")),
    issuer="UN",
    regimes=("DPRK",),
    number="9999 (2023)",
    targets=("KP",),
    valid_from="2023-09",
)
OWN_RESOLUTION = LinkedEntry(
    EntryId("un-9999"),
    source="own",
    titles=(("fr", "Résolution 9999"), ("en", "Resolution 9999")),
    regimes=("DPRK",),
    number="9999 (2023)",
    own={
        "id": "un-9999",
        "title_fr": "Résolution 9999",
        "title_en": "Resolution 9999",
        "regime": "DPRK",
        "number": "9999 (2023)",
        "patterns_fr": ["résolution 9999"],
    },
)
"""As a project that added it exports it."""
LISTED = ListedEntry(
    list="un-sc",
    key="KPx.001",
    subject="person",
    names=(ListedName("Ardan Velmo"), ListedName("A. Velmo", "weak")),
    programmes=("DPRK", "Exemple 2"),
    listed_on="2023-01-02",
    births=("1962", "1964/1965"),
    birth_places=("Port-Réal",),
    countries=("KP",),
    references=(("un", "KPx.001"),),
    note="invented",
)
PERSON = LinkedEntry(
    EntryId(LISTED.id),
    source="un-sc",
    kind="person",
    titles=(("fr", "Ardan Velmo"), ("en", "Ardan Velmo")),
    issuer="UN",
    regimes=LISTED.programmes,
    number=LISTED.key,
    targets=LISTED.countries,
    valid_from=LISTED.listed_on,
    withdrawn="2024-05-06T07:08:09",
    note=LISTED.note,
    listed=StoredEntry(
        LISTED,
        ListEdition("un-sc", "un.xml", "ab" * 32, "2023-07-01", "2023-07-02T03:04:05", 812),
        "2024-05-06T07:08:09",
    ),
)
"""Invented: no list has such an entry."""


def linked(document: AnnotatedArticle) -> AnnotatedArticle:
    """The same with what is known of its links; each reference points to a listed person, too."""
    assert document.annotation is not None
    link = Link(PERSON.id, list_version=PERSON.edition)
    items = tuple(
        replace(one, links=(*one.links, link)) if isinstance(one, SanctionsReference) else one
        for one in document.annotation.items
    )
    annotation = replace(document.annotation, items=items)
    return replace(document, annotation=annotation, entries=(RESOLUTION, PERSON))


def french(number: int = 1, by: str = "Ada", status: str = "done") -> AnnotatedArticle:
    made = article(number)
    ids = [ItemId(f"item-{number}-{by}-{n}") for n in range(1, 6)]
    diplomat = Actor(
        ActorId(f"actor-{number}-{by}"), "un diplomate", "unnamed_source", article=made.id
    )
    machine = Origin("machine", "quotes-fr", "1", SuggestionId(f"s-{number}-1"), 0.93)
    items: list[Item] = [
        Mention(ids[0], span(TEXT, "Inès Valmont"), "name", "PER", MINISTER.id),
        Quote(
            ids[1],
            "direct",
            (
                span(TEXT, "«\u00a0Nous n’avons rien signé\u00a0»"),
                span(TEXT, "«\u202fet nous ne signerons rien sous la menace\u202f»"),
            ),
            cues=(span(TEXT, "a déclaré"),),
            speakers=(
                Speaker(
                    MINISTER.id,
                    span(TEXT, "Inès Valmont, ministre des Affaires étrangères"),
                    ids[0],
                ),
            ),
            claim_type="deny",
            certainty="sure",
            origin=machine,
        ),
        Quote(
            ids[2],
            "mixed",
            (span(TEXT, "«inacceptable»"),),
            speakers=(Speaker(known_by="unknown"),),
            claim_type="condemn",
        ),
        Quote(
            ids[3],
            "indirect",
            (span(TEXT, "les sanctions seront levées"),),
            cues=(span(TEXT, "Selon"),),
            speakers=(
                Speaker(diplomat.id, span(TEXT, "un diplomate"), None, "unnamed_source", "unsure"),
            ),
            claim_type="predict",
            note="=1+1",
            flags=("discuss",),
        ),
        SanctionsReference(
            ids[4],
            span(TEXT, "résolution 9999 du Conseil"),
            (ids[2],),
            "instrument",
            "in_force",
            True,
            (Link(EntryId("un-9999")),),
            issuer="UN",
        ),
    ]
    title = Quote(ItemId(f"proposed-{number}"), "scare", (span(TEXT, "« pas utile »"),))
    suggestions = (
        Suggestion(
            SuggestionId(f"s-{number}-1"),
            made.id,
            Quote(ids[1], "direct", (span(TEXT, "«\u00a0Nous n’avons rien signé\u00a0»"),)),
            "quotes-fr@1",
            0.93,
            msg("reason", cue="a déclaré", n=2),
        ),
        Suggestion(
            SuggestionId(f"s-{number}-2"), made.id, title, "quotes-fr@1", 0.4, msg("reason")
        ),
    )
    annotation_id = AnnotationId(f"annotation-{number}-{by}")
    annotation = Annotation(
        annotation_id,
        made.id,
        by,
        "diplomacy@1",
        state=AnnotationState(annotation_id, status, "à revoir\nensemble", "pressée", ("unsure",)),
        items=tuple(sorted(items, key=lambda item: item.id)),
        decisions=(
            Decision(SuggestionId(f"s-{number}-1"), "edited", ids[1]),
            Decision(SuggestionId(f"s-{number}-2"), "rejected"),
        ),
    )
    proposals = Proposals(made.id, suggestions, (Actor(ActorId(f"maybe-{number}"), "Port-Réal"),))
    return AnnotatedArticle(made, annotation, False, (MINISTER, diplomat), proposals)


def english(number: int = 9) -> AnnotatedArticle:
    made = article(number, ENGLISH, "en", None)
    annotation_id = AnnotationId(f"annotation-{number}")
    quote = Quote(
        ItemId(f"item-{number}-1"),
        "direct",
        (span(ENGLISH, "“We signed nothing,”"),),
        cues=(span(ENGLISH, "said"),),
        speakers=(Speaker(ActorId("actor-2"), span(ENGLISH, "Ruth Okafor")),),
        claim_type="deny",
    )
    annotation = Annotation(
        annotation_id,
        made.id,
        "Ada",
        "diplomacy@1",
        state=AnnotationState(annotation_id, "in_progress"),
        items=(quote,),
    )
    speaker = Actor(ActorId("actor-2"), "Ruth Okafor")
    return AnnotatedArticle(made, annotation, False, (speaker,), Proposals(made.id))


ALPHABET = "aeé«» \u00a0\u202f’'\"“”.,\n😀🇫🇷\u0301\u200d\ufeff\x85=<&\\\t"


@st.composite
def annotated_articles(draw: st.DrawFn) -> AnnotatedArticle:
    """Any text over the hard characters, with mentions and quotes anywhere in it."""
    text = draw(st.text(ALPHABET, min_size=1, max_size=60).filter(lambda one: bool(one.strip())))
    number = draw(st.integers(0, 10**6))
    made = article(number, text)

    def place() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span.of(text, start, draw(st.integers(start + 1, len(text))))

    items: list[Item] = []
    for n in range(draw(st.integers(0, 4))):
        item_id = ItemId(f"item-{number}-{n}")
        if draw(st.booleans()):
            items.append(Mention(item_id, place(), "name", draw(st.sampled_from(["PER", "LOC"]))))
        else:
            note = draw(st.text(max_size=8).filter(lambda one: one.isprintable()))
            items.append(Quote(item_id, "direct", (place(),), (place(),), note=note))
    annotation_id = AnnotationId(f"annotation-{number}")
    annotation = Annotation(
        annotation_id,
        made.id,
        draw(st.sampled_from(["Ada", "Zoé 😀"])),
        "diplomacy@1",
        state=AnnotationState(annotation_id, "in_progress"),
        items=tuple(items),
    )
    return AnnotatedArticle(made, annotation, draw(st.booleans()), (), Proposals(made.id))
