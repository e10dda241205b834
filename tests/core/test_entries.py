"""What links point to: the catalogue, a project's own entries, entries of lists; and warnings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import GuillemetError, UserError
from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.items import Link
from annotator.model.list_editions import ListEdition, StoredEntry
from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.catalogue import shipped_catalogue
from annotator.sanctions.own_entries import OwnEntry, from_values, said_of, to_values
from annotator.services import entries
from annotator.services.annotating import History, Session
from annotator.services.entries import EntryBook
from annotator.services.listed import keep_linked
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make, span

ARTICLE = PartialDate(2023, 8)
EMBARGO = OwnEntry(
    title_fr="Embargo de la Cédéao sur le Niger",
    type="regional_decision",
    issuer="ECOWAS",
    number="2023/77",
    targets=("NE",),
    patterns_fr=("l’embargo  ouest-africain", "l’embargo ouest-africain", " "),
    valid_from="2023-07-30",
    valid_to="2024-02-24",
    note="Décidé à Abuja.",
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def said(error: pytest.ExceptionInfo[GuillemetError]) -> str:
    return Translator("fr").say(error.value.message)


@pytest.mark.parametrize("entry", shipped_catalogue().entries, ids=lambda one: one.id)
def test_any_entry_survives_its_plain_values(entry):
    assert from_values(to_values(entry)) == entry


def test_an_own_entry_is_found_by_words_and_number_and_survives_a_restart(
    project: Project, tmp_path: Path
):
    made = entries.add_own(project, EMBARGO)
    assert made.id.startswith("own-embargo")
    assert made.patterns_fr == ("l’embargo ouest-africain",)
    assert said_of(made) == replace(
        EMBARGO, title_en=EMBARGO.title_fr, patterns_fr=("l’embargo ouest-africain",)
    )
    project.close()
    with Project.open(tmp_path / "essai.guillemet", BY) as again:
        book = EntryBook(again)
        assert book.find(made.id).source == "own"
        for query in ("embargo ouest-africain", "2023/77"):
            assert book.catalogue.search(query)[0].entry == made
        assert shipped_catalogue().entry(made.id) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title_fr": " "}, "titre"),
        ({"type": "song"}, "song"),
        ({"targets": ("Niger",)}, "Niger"),
        ({"valid_from": "hier"}, "hier"),
        ({"valid_to": "2020"}, "2020"),
    ],
)
def test_what_makes_no_entry_is_refused_by_name(project: Project, change: dict, words: str):
    with pytest.raises(UserError) as error:
        entries.add_own(project, replace(EMBARGO, **change))
    assert words in said(error)
    assert EntryBook(project).own == {}


def test_an_act_that_is_there_is_not_added_again(project: Project):
    there = next(one for one in shipped_catalogue().entries if one.number and one.issuer == "UN")
    again = OwnEntry("La même", type=there.type, issuer="UN", number=there.number)
    with pytest.raises(UserError) as error:
        entries.add_own(project, again)
    assert there.title_fr in said(error)
    entries.add_own(project, EMBARGO)
    with pytest.raises(UserError):
        entries.add_own(project, EMBARGO)
    assert entries.add_own(project, replace(EMBARGO, number="")).id.endswith("-2")


def test_changing_and_removing_an_own_entry_can_be_taken_back(project: Project):
    made = entries.add_own(project, EMBARGO)
    changed = entries.change_own(project, made.id, replace(EMBARGO, title_fr="Embargo levé"))
    assert (changed.id, EntryBook(project).title(made.id, "fr")) == (made.id, "Embargo levé")
    entries.put_back(project, made)
    assert EntryBook(project).title(made.id, "fr") == EMBARGO.title_fr
    removed = entries.remove_own(project, made.id)
    assert EntryBook(project).find(made.id) is None
    entries.put_back(project, removed)
    assert EntryBook(project).own == {made.id: made}
    for deed in (
        lambda: entries.remove_own(project, EntryId("un-scr-1718-2006")),
        lambda: entries.change_own(project, EntryId("un-scr-1718-2006"), EMBARGO),
    ):
        with pytest.raises(UserError):
            deed()


def test_an_entry_that_annotations_link_to_stays(project: Project):
    made = entries.add_own(project, EMBARGO)
    own = article()
    add(project, own)
    loaded = project.load_work(own.id, BY)
    session = Session(
        project, own, loaded.work, loaded.proposals, History(), load_scheme("diplomacy")
    )
    place = span("cette route")
    reference = session.add_reference(place.start, place.end).focus
    session.set_links(reference, (made.id,))
    with pytest.raises(UserError) as error:
        entries.remove_own(project, made.id)
    assert "1" in said(error)
    session.undo()
    entries.remove_own(project, made.id)


def test_entries_come_from_a_catalogue_file_all_or_none(project: Project):
    head = (
        "id,issuer,regime,target_iso2,type,number,year,valid_from,valid_to,title_en,title_fr,"
        "patterns_fr,patterns_en,measures,status,status_note,related,priority,source,checked\n"
    )
    good = "au-act,AU,Niger,NE,act,7,2023,,,Act,Acte,l’acte|le texte,,,,,,1,,\n"
    bad = "au act,AU,Niger,NE,act,8,2023,,,Act,Acte,,,,,,,1,,\n"
    shipped = good.replace("au-act", "un-scr-1718-2006")
    for wrong in (good + bad, shipped, "id\n"):
        with pytest.raises(GuillemetError) as error:
            entries.add_from_file(project, wrong if wrong == "id\n" else head + wrong, "les.csv")
        assert "les.csv" in said(error)
    assert EntryBook(project).own == {}
    (made,) = entries.add_from_file(project, head + good, "les.csv")
    assert EntryBook(project).own == {made.id: made}
    assert made.patterns_fr == ("l’acte", "le texte")


# Warnings


def listed(**more: object) -> StoredEntry:
    entry = ListedEntry("un-sc", "KPi.1", "person", (ListedName("KIM"),), **more)
    return StoredEntry(entry, ListEdition("un-sc", "un.xml", "a" * 64, imported="2026-01-01"))


@pytest.mark.parametrize(
    ("starts", "ends", "published", "warned"),
    [
        ("2023-07", "", ARTICLE, []),
        ("2023-09", "", ARTICLE, ["entry.listed_later"]),
        ("2023", "", ARTICLE, []),
        ("2010", "2020-05-01", ARTICLE, ["entry.lifted"]),
        ("2010", "2024", ARTICLE, []),
        ("2010", "2023", ARTICLE, ["entry.lifted"]),
        ("", "2024", None, ["entry.lifted"]),
        ("2030", "", None, []),
        ("circa 2010", "", ARTICLE, []),
    ],
)
def test_a_subject_listed_later_or_delisted_since_is_warned_of(
    project: Project, starts: str, ends: str, published: PartialDate | None, warned: list[str]
):
    stored = listed(listed_on=starts, delisted_on=ends)
    version = keep_linked(project, stored)
    book = EntryBook(project)
    link = Link(EntryId("un-sc:KPi.1"), list_version=version)
    assert [one.id for one in book.warnings(link, published)] == warned
    assert book.title("un-sc:KPi.1", "fr") == "KIM"


def test_a_withdrawn_and_an_unknown_entry_are_warned_of(project: Project):
    keep_linked(project, replace(listed(), withdrawn="2026-03-04T10:00:00Z"))
    book = EntryBook(project)
    (warning,) = book.warnings(Link(EntryId("un-sc:KPi.1")), ARTICLE)
    assert "2026-03-04" in Translator("fr").say(warning)
    assert [one.id for one in book.warnings(Link(EntryId("eu-fsf:9")), ARTICLE)] == [
        "entry.unknown"
    ]
    assert [one.id for one in book.warnings(Link(EntryId("no-act")), None)] == ["entry.unknown"]


def test_an_act_made_after_the_article_is_warned_of(project: Project):
    made = entries.add_own(project, EMBARGO)
    book = EntryBook(project)
    assert [one.id for one in book.warnings(Link(made.id), PartialDate(2023, 6))] == [
        "entry.made_later"
    ]
    assert [one.id for one in book.warnings(Link(made.id), PartialDate(2025))] == ["entry.ended"]
    assert book.warnings(Link(made.id), ARTICLE) == ()
