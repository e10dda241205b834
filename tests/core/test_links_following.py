"""Issuer and target follow the link, unless a person said others."""

from __future__ import annotations

import pytest

from annotator.model.alternatives import LinkChoice
from annotator.model.ids import EntryId, ItemId
from annotator.model.items import SanctionsReference
from annotator.model.message import msg
from annotator.services.annotating import Session
from tests.ranked_article import ranked_session, the_reference

BELARUS, KOREA, RUSSIA = map(EntryId, ("eu-reg-765-2006", "un-dprk-resolutions", "eu-reg-833-2014"))


@pytest.fixture
def session() -> Session:
    return ranked_session()[0]


@pytest.fixture
def item(session: Session) -> ItemId:
    suggestion = the_reference(session.proposals).item
    assert isinstance(suggestion, SanctionsReference)
    assert [link.entry for link in suggestion.links] == [KOREA]
    assert suggestion.target == "KP"
    return suggestion.id


def said(session: Session) -> tuple[str | None, str | None]:
    (found,) = session.annotation.references
    return found.issuer, found.target


def test_they_are_those_of_the_new_entry(session: Session, item: ItemId):
    session.set_link(item, BELARUS)
    assert said(session) == ("EU", "BY")
    session.set_link(item, KOREA)
    assert said(session) == ("UN", "KP")


def test_what_a_person_said_stays(session: Session, item: ItemId):
    session.set_target(item, "IR")
    session.set_issuer(item, "nos alliés")
    session.set_link(item, BELARUS)
    assert said(session) == ("nos alliés", "IR")


def test_an_alternative_that_is_taken_brings_its_own(session: Session, item: ItemId):
    session.take(item, LinkChoice(BELARUS, 0.5, msg("prelabel.link.cited")))
    assert said(session) == ("EU", "BY")


def test_links_that_agree_on_one_give_it_and_those_that_differ_none(session: Session, item: ItemId):
    session.set_links(item, (BELARUS, RUSSIA))
    issuer, target = said(session)
    assert (issuer, target) == ("EU", None)


def test_unlinking_first_and_linking_then_comes_to_the_same(session: Session, item: ItemId):
    session.set_links(item, ())
    session.mark_link(item, BELARUS, "unsure")
    assert said(session) == ("EU", "BY")


def test_choosing_the_link_that_is_there_fills_in_nothing(session: Session, item: ItemId):
    session.set_target(item, None)
    session.set_link(item, KOREA)
    assert said(session)[1] is None


def test_a_reference_by_hand_gets_those_of_its_first_link(session: Session):
    made = session.add_reference(0, 5).focus
    assert made is not None
    session.set_link(made, BELARUS)
    assert said(session) == ("EU", "BY")
    session.undo()
    assert said(session) == (None, None)
