"""The counted sheets of the workbook: what they say is what the rows of the details add up to."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.exporters.workbook_columns import COLUMNS
from annotator.messages import Translator
from annotator.model.actors import source_key
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, AnnotationId, EntryId, ItemId
from annotator.model.items import Actor, ActorRole, Item, Link, Quote, SanctionsReference, Speaker
from annotator.model.linked_entry import LinkedEntry
from annotator.model.scheme import Attribute, Label
from annotator.model.text import Span
from tests.core.test_export_formats import context, opened, rows, write
from tests.exchange_samples import PERSON, RESOLUTION, article, french, linked

SAY = Translator("fr")
PEOPLE = (
    Actor(ActorId("a1"), "Inès Valmont"),
    Actor(ActorId("a2"), "Port-Réal", "state"),
    Actor(ActorId("a3"), "Valmont, I.", merged_into=ActorId("a1")),
)
ENTRIES = (
    RESOLUTION,
    PERSON,
    LinkedEntry(EntryId("own-x"), "own", titles=(("fr", "X"), ("en", "X")), regimes=("Z",)),
    LinkedEntry(EntryId("plain"), titles=(("fr", "Sans régime"),)),
)
DATES = (None, "2023", "2023-08", "2023-08-30", "2024-01-02")


@st.composite
def collections(draw: st.DrawFn) -> tuple[AnnotatedArticle, ...]:
    return tuple(_document(draw, number) for number in range(draw(st.integers(1, 3))))


def _document(draw: st.DrawFn, number: int) -> AnnotatedArticle:
    made = article(number, f"Texte inventé {number}.", published=draw(st.sampled_from(DATES)))
    said = draw(st.sampled_from(["un diplomate", "Le diplomate", "une source"]))
    unnamed = Actor(ActorId(f"u{number}"), said, "unnamed_source", article=made.id)
    who = st.sampled_from([*(one.id for one in PEOPLE), unnamed.id, None])
    items: list[Item] = []
    for n in range(draw(st.integers(0, 4))):
        speakers = tuple(Speaker(one) for one in draw(st.lists(who, max_size=2)))
        kind = draw(st.sampled_from(["direct", "indirect", "scare"]))
        claim = draw(st.sampled_from(["deny", "assert", "gone", None]))
        place = (Span.of(made.text, 0, 5),)
        items.append(Quote(ItemId(f"q{n}"), kind, place, speakers=speakers, claim_type=claim))
    quotes = [one.id for one in items]
    for n in range(draw(st.integers(0, 3))):
        chosen = draw(st.lists(st.sampled_from(ENTRIES), unique=True, max_size=2))
        links = tuple(Link(one.id, list_version=one.edition or None) for one in chosen)
        links += (Link(EntryId("nowhere")),) if draw(st.booleans()) else ()
        mine = tuple(one for one in quotes if draw(st.booleans()))
        span = Span.of(made.text, 6, 13)
        items.append(SanctionsReference(ItemId(f"r{n}"), span, mine, links=links))
    made_by = AnnotationId(f"w{number}")
    work = Annotation(
        made_by, made.id, "Ada", "diplomacy@1", state=AnnotationState(made_by), items=tuple(items)
    )
    return AnnotatedArticle(made, work, False, (*PEOPLE, unnamed), Proposals(made.id), ENTRIES)


def sheet(book, name: str) -> list[dict[str, object]]:
    return rows(book, SAY(f"export.sheet.{name}"))


def column(key: str) -> str:
    return SAY(f"export.column.{key}")


def names(cell: object) -> list[str]:
    return list(dict.fromkeys(one for one in str(cell or "").split("\n") if one))


def spread(row: dict[str, object], name: str) -> Counter[tuple[str, ...]]:
    """The counts of a row of a counted sheet by their column."""
    fixed = {column(one.key) for one in COLUMNS[name]}  # type: ignore[index]
    return Counter({key: value for key, value in row.items() if key not in fixed and value})


def who(name: str) -> str:
    return source_key(name) if name.casefold() in ("un diplomate", "le diplomate") else name


@settings(max_examples=40, deadline=None)
@given(collections())
def test_counts_are_what_the_details_add_up_to(documents: tuple[AnnotatedArticle, ...]):
    with TemporaryDirectory() as folder:
        write("workbook", Path(folder) / "out.xlsx", *documents)
        book = opened(Path(folder) / "out.xlsx")
    details = [
        one
        for one in sheet(book, "quotes")
        if one[column("quote_kind")] != context().scheme.label("quote_kinds", "scare").title("fr")
    ]
    claims, regimes, months = Counter(), Counter(), Counter()
    for one in details:
        claim = one[column("claim_type")] or SAY("export.no_claim_type")
        speakers = [who(name) for name in names(one[column("speaker")])] or [SAY("export.nobody")]
        claims.update((name, claim) for name in dict.fromkeys(speakers))
        about = names(one[column("regimes")])
        regimes.update((name, regime) for name in dict.fromkeys(speakers) for regime in about)
        month = str(one[column("published")] or "")[:7] or SAY("export.undated")
        months.update((regime, month, claim) for regime in about)
    found = Counter()
    for row in sheet(book, "who_claims"):
        counts = spread(row, "who_claims")
        assert row[column("all_quotes")] == counts.total()
        found.update({(who(str(row[column("speaker")])), key): n for key, n in counts.items()})
    assert found == claims
    found = Counter()
    for row in sheet(book, "who_regimes"):
        counts = spread(row, "who_regimes")
        found.update({(who(str(row[column("speaker")])), key): n for key, n in counts.items()})
    assert found == regimes
    found = Counter()
    for row in sheet(book, "regime_months"):
        counts = spread(row, "regime_months")
        assert row[column("count")] == counts.total()
        place = (row[column("regime")], row[column("month")])
        found.update({(*place, key): n for key, n in counts.items()})
    assert found == months
    said = {who(str(one[column("actor")])): one[column("quotes")] for one in sheet(book, "actors")}
    totals = Counter()
    for (name, _), n in claims.items():
        totals[name] += n
    totals.pop(SAY("export.nobody"), None)
    assert {name: n for name, n in said.items() if n} == dict(totals)
    links = Counter(
        entry
        for one in sheet(book, "references")
        for entry in str(one[column("entries")] or "").split("\n")
        if entry
    )
    entries = sheet(book, "entries")
    assert {one[column("entry_id")]: one[column("links")] for one in entries} == links


def test_actors_come_with_roles_names_and_dates(tmp_path: Path):
    roles = (
        ActorRole("députée", PartialDate(2017), PartialDate(2022, 5)),
        ActorRole("ministre", PartialDate(2022, 5)),
    )
    first, second = french(1), french(2)
    minister = replace(first.actors[0], roles=roles, notes="à suivre")
    first = replace(first, actors=(minister, *first.actors[1:]))
    second = replace(second, actors=(minister, *second.actors[1:]))
    late = replace(second.article.meta, published=PartialDate.parse("2024-02-03"))
    second = replace(second, article=replace(second.article, meta=late))
    write("workbook", tmp_path / "out.xlsx", first, second)
    valmont, diplomat = sheet(opened(tmp_path / "out.xlsx"), "actors")
    assert valmont[column("actor")] == "Inès Valmont"
    assert valmont[column("roles")] == "députée (2017 – 2022-05)\nministre (2022-05 – …)"
    assert valmont[column("external_ids")] == "Q0"
    assert valmont[column("aliases")] == "Valmont"
    assert (valmont[column("quotes")], valmont[column("in_articles")]) == (2, 2)
    assert (valmont[column("mentions")], valmont[column("notes")]) == (2, "à suivre")
    assert str(valmont[column("first")]) == "2023-08"
    assert str(valmont[column("last")])[:10] == "2024-02-03"
    assert diplomat[column("sources")] == 2, "one in each article, under one description"
    assert diplomat[column("actor_kind")] == SAY("export.actor.unnamed_source")


def test_the_role_beside_a_speaker_is_that_of_the_article_s_date(tmp_path: Path):
    roles = (ActorRole("députée", PartialDate(2017), PartialDate(2023, 12)), ActorRole("ministre"))
    document = french()
    speaker = replace(document.actors[0], roles=roles)
    write(
        "workbook", tmp_path / "out.xlsx", replace(document, actors=(speaker, document.actors[1]))
    )
    first, *_ = sheet(opened(tmp_path / "out.xlsx"), "quotes")
    assert first[column("speaker_role")] == "députée"
    assert first[column("speaker_kind")] == SAY("export.actor.person")


def test_references_say_what_they_point_to_and_what_to_check(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx", linked(french()))
    (row,) = sheet(opened(tmp_path / "out.xlsx"), "references")
    assert row[column("entry_titles")] == "Résolution 9999\nArdan Velmo"
    assert row[column("numbers")] == "9999 (2023)\nKPx.001"
    assert row[column("entry_issuers")] == "UN\nUN"
    assert row[column("lists")] == "ONU, Conseil de sécurité (2023-07-01)"
    assert row[column("regimes")] == "Corée du Nord\nExemple 2"
    later, gone = str(row[column("link_warnings")]).split("\n")
    assert "septembre 2023" in later, "the resolution is younger than the article"
    assert "6 mai 2024" in gone, "the list has dropped the entry since"
    assert row[column("quote_claims")] == "Condamnation"


def test_linked_entries_are_listed_with_what_their_list_says(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx", linked(french(1)), linked(french(2)))
    first, second = sheet(opened(tmp_path / "out.xlsx"), "entries")
    assert {first[column("links")], second[column("links")]} == {2}
    person = next(one for one in (first, second) if one[column("births")])
    assert person[column("names")] == "Ardan Velmo\nA. Velmo"
    assert person[column("births")] == "1962\n1964/1965"
    assert person[column("known_from")] == "ONU, Conseil de sécurité"
    assert person[column("edition_sha256")] == PERSON.edition


def test_further_attributes_have_a_column_and_their_labels_stand_in_the_codebook(tmp_path: Path):
    yes = Label("oui", (("fr", "=Oui"), ("en", "Yes")))
    gone = Label("non", (("fr", "Non"),), retired=True, merged_into="oui", since=2)
    asked = Attribute("check", "quote", (("fr", "À vérifier ?"), ("en", "Check?")), (yes, gone))
    scheme = replace(context().scheme, attributes=(asked,))
    document = french()
    assert document.annotation is not None
    items = tuple(
        replace(one, attributes=(("check", "oui"),)) if isinstance(one, Quote) else one
        for one in document.annotation.items
    )
    changed = replace(document, annotation=replace(document.annotation, items=items))
    from annotator.exporters import EXPORTERS

    EXPORTERS["workbook"].write(
        (changed,), tmp_path / "out.xlsx", replace(context(), scheme=scheme)
    )
    book = opened(tmp_path / "out.xlsx")
    assert {one["À vérifier ?"] for one in sheet(book, "quotes")} == {"=Oui"}
    *_, first, second = sheet(book, "codebook")
    assert (first[column("name")], first[column("in_use")]) == ("=Oui", "en usage")
    assert second[column("in_use")] == "fondue dans «\u00a0=Oui\u00a0»"
    assert second[column("since")] == 2


def test_the_cover_says_what_each_sheet_holds(tmp_path: Path):
    write("workbook", tmp_path / "out.xlsx", linked(french()))
    book = opened(tmp_path / "out.xlsx")
    about = {one[column("what")]: one[column("value")] for one in sheet(book, "about")}
    for other in book.sheetnames[1:]:
        count = book[other].max_row - 1
        said = about[SAY("export.about.sheet", name=other)]
        assert str(count) in said.split()
    assert about[SAY("export.about.scheme")] == "diplomacy@1"
