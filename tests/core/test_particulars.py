"""To whom and for whom a quote is said; whose sanctions, on whom, which: each a step, and kept."""

from __future__ import annotations

import pytest

from annotator.model.message import UserError
from annotator.services.place_names import issuers, place_name, targets
from tests.small_article import KERN, bounds, new_session


def quote_session():
    session, notebook = new_session()
    session.accept("q1")
    return session, notebook


def test_an_addressee_is_set_taken_off_and_undone():
    session, _ = quote_session()
    session.set_addressee("q1", KERN.id)
    assert session.annotation.item("q1").addressee == KERN.id
    session.set_addressee("q1", None)
    assert session.annotation.item("q1").addressee is None
    session.undo()
    assert session.annotation.item("q1").addressee == KERN.id


def test_somebody_new_is_entered_as_one_step():
    session, notebook = quote_session()
    before = len(notebook.batches)
    session.set_new_party("q1", "on_behalf", "Port de Bruges", "organisation")
    session.set_new_party("q1", "addressee", "Ada Kern", "person")
    assert len(notebook.batches) == before + 2
    quote = session.annotation.item("q1")
    assert [session.actor(one).name for one in quote.on_behalf_of] == ["Port de Bruges"]
    assert quote.addressee == KERN.id, "the one of this name that is there already"
    with pytest.raises(UserError):
        session.set_new_party("q1", "on_behalf", "  ", "person")


def test_several_are_spoken_for_and_nobody_twice():
    session, _ = quote_session()
    session.set_new_party("q1", "on_behalf", "Le port", "organisation")
    (port,) = session.annotation.item("q1").on_behalf_of
    session.set_on_behalf("q1", (port, KERN.id, port))
    assert session.annotation.item("q1").on_behalf_of == (port, KERN.id)
    session.set_on_behalf("q1", ())
    assert session.annotation.item("q1").on_behalf_of == ()


def test_a_reference_says_whose_it_is_on_whom_and_which():
    session, _ = new_session()
    session.set_issuer("r1", "UN")
    session.set_target("r1", "KP")
    session.set_measures("r1", ("arms_embargo", "asset_freeze", "arms_embargo"))
    reference = session.annotation.item("r1")
    assert (reference.issuer, reference.target) == ("UN", "KP")
    assert reference.measures == ("arms_embargo", "asset_freeze")
    session.set_issuer("r1", "")
    assert session.annotation.item("r1").issuer is None


def test_a_quote_has_no_issuer():
    session, _ = quote_session()
    with pytest.raises(UserError):
        session.set_issuer("q1", "UN")
    session.add_mention(*bounds("havre"), "LOC")
    with pytest.raises(UserError):
        session.set_addressee(session.annotation.items[0].id, KERN.id)


def test_places_have_names_and_the_commonest_stand_first():
    assert place_name("EU", "fr") == "Union européenne"
    assert place_name("UK", "en") == "United Kingdom"
    assert place_name("la coalition", "fr") == "la coalition"
    assert set(issuers()[:3]) == {"UN", "US", "EU"}
    assert targets()[0] == "KP"
    assert len(set(targets())) == len(targets()) > 200
