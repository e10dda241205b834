"""Browsing entries, where links to them stand, guesses for a new one, and marks of a link."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.messages import Translator
from annotator.model.message import GuillemetError
from annotator.sanctions.catalogue import read_catalogue, shipped_catalogue
from annotator.sanctions.entry_guess import guessed
from annotator.sanctions.own_entries import OwnEntry
from annotator.services import entries
from annotator.services.annotating import History, Session
from annotator.services.entries import EntryBook
from annotator.services.entry_browse import (
    Filter,
    families_of,
    find_rows,
    link_count,
    link_places,
    members_of,
    related_to,
)
from annotator.services.entry_files import take_in, write_entries
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make, span

FAMILY, MEMBER = "un-dprk-resolutions", "un-scr-1718-2006"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def session_of(project: Project) -> Session:
    own = article()
    add(project, own)
    loaded = project.load_work(own.id, BY)
    scheme = load_scheme("diplomacy")
    return Session(project, own, loaded.work, loaded.proposals, History(), scheme)


def test_filters_and_words_narrow_what_is_listed(project: Project):
    made = entries.add_own(project, OwnEntry("Embargo d’Abuja", issuer="ECOWAS"))
    book = EntryBook(project)
    rows = find_rows(book, Filter(), "fr")
    assert len(rows) == len(shipped_catalogue().entries) + 1
    assert rows[0].id == made.id
    assert [row.id for row in find_rows(book, Filter(source="own"), "fr")] == [made.id]
    assert {row.issuer for row in find_rows(book, Filter(issuer="ECOWAS"), "fr")} == {"ECOWAS"}
    found = find_rows(book, Filter("1718", kind="body"), "fr")
    assert found[0].id == "un-committee-1718"
    assert find_rows(book, Filter("1718", source="lists"), "fr") == ()


def test_families_and_relations_lead_both_ways(project: Project):
    book = EntryBook(project)
    family, member = book.catalogue.entry(FAMILY), book.catalogue.entry(MEMBER)
    assert family is not None
    assert member is not None
    assert member in members_of(book, family)
    assert families_of(book, member) == (family,)
    assert members_of(book, member) == ()
    regulation = book.catalogue.entry("eu-reg-2017-1509")
    assert regulation in related_to(book, member)
    assert member in related_to(book, regulation)
    assert family not in related_to(book, member)


def test_the_places_that_link_to_an_entry_are_counted_and_named(project: Project):
    session = session_of(project)
    place = span("cette route")
    reference = session.add_reference(place.start, place.end).focus
    assert link_count(project, MEMBER) == 0
    session.set_links(reference, (MEMBER,))
    assert link_count(project, MEMBER) == 1
    (found,) = link_places(project, MEMBER)
    assert (found.item, found.start, found.end) == (reference, place.start, place.end)
    assert (found.words, found.annotator) == ("cette route", BY)


def test_a_link_is_marked_and_taken_back_and_marking_links(project: Project):
    session = session_of(project)
    place = span("cette route")
    reference = session.add_reference(place.start, place.end).focus

    def links() -> list[tuple[str, str, str]]:
        item = session.annotation.item(reference)
        return [(one.entry, one.role, one.certainty) for one in item.links]

    session.set_nil(reference, "vague")
    session.mark_link(reference, MEMBER, "unsure")
    assert links() == [(MEMBER, "refers_to", "unsure")]
    assert session.annotation.item(reference).nil_reason is None
    session.mark_link(reference, FAMILY, None, "one_of")
    assert links() == [(MEMBER, "one_of", "unsure"), (FAMILY, "one_of", "sure")]
    session.undo()
    assert links() == [(MEMBER, "refers_to", "unsure")]
    session.undo()
    assert session.annotation.item(reference).nil_reason == "vague"


@pytest.mark.parametrize(
    ("words", "kind", "said", "type_", "issuer", "number"),
    [
        ("résolution 2713 du Conseil", "instrument", "", "unsc_resolution", "UN", "2713"),
        ("règlement (UE) 2024/1485", "instrument", "", "eu_regulation", "EU", "2024/1485"),
        ("résolutions de l’ONU sur le Mali", "instrument", "", "instrument_family", "UN", ""),
        ("liste noire britannique", "list", "", "list", "UK", ""),
        ("embargo de la Cédéao", "measure", "", "coalition_measure", "ECOWAS", ""),
        ("le texte d’Abuja", "instrument", "FR", "act", "FR", ""),
        ("le texte d’Abuja", "body", "", "body", "", ""),
    ],
)
def test_kind_issuer_and_number_are_guessed_from_the_words(
    words: str, kind: str, said: str, type_: str, issuer: str, number: str
):
    found = guessed(words, kind, said)
    assert (found.type, found.issuer, found.number) == (type_, issuer, number)
    assert found.patterns_fr == (words,)


def test_files_are_read_again_as_they_were_written(project: Project, tmp_path: Path):
    shipped = shipped_catalogue().entries
    target = tmp_path / "tout.csv"
    assert write_entries(shipped, target) == len(shipped)
    text = target.read_text(encoding="utf-8-sig")
    assert read_catalogue(text, "tout.csv").entries == shipped
    with pytest.raises(GuillemetError) as error:
        take_in(project, tmp_path / "nulle-part.csv")
    assert "nulle-part.csv" in Translator("fr").say(error.value.message)


def test_changing_an_imported_entry_keeps_what_the_form_does_not_ask(project: Project):
    made = entries.add_own(project, OwnEntry("Un texte"))

    entries.put_back(project, replace(made, related=(made.id,), priority=1, status="in_force"))
    changed = entries.change_own(project, made.id, OwnEntry("Un autre texte"))
    assert (changed.related, changed.priority, changed.status) == ((made.id,), 1, "in_force")
