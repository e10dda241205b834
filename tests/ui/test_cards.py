"""What cards say, without a window: order, nesting, what is missing, references, languages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.model.annotation import Suggestion
from annotator.model.ids import ActorId, ArticleId, EntryId, ItemId, SuggestionId
from annotator.model.items import Actor, Link, Quote, SanctionsReference, Speaker
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.annotating import Session
from annotator.services.entries import EntryBook
from tests.small_article import TEXT, bounds, new_session
from tests.ui.desk_fixture import article_of, quote_of, session_of, span_of
from tests.ui.margin_stage import tutorial_session
from ui.margin.choices import (
    Accepted,
    FlagToggled,
    ItemOpened,
    PieceRemoved,
    Rejected,
    SourceRemoved,
)
from ui.margin.picker_factory import MAKERS
from ui.presenters.card_context import levels, line, linked_titles, references_by_quote
from ui.presenters.card_values import OpenCard
from ui.presenters.cards import cards_of
from ui.presenters.entries import entry_title, title_and_subject
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Options

BOOK = EntryBook()


@pytest.fixture
def session() -> Session:
    return tutorial_session()[0]


def opened(session: Session, item: str, language: str = "fr") -> OpenCard:
    cards = cards_of(session, ItemId(item), language)
    return next(card for card in cards if isinstance(card, OpenCard))


def quote_with(session: Session, words: str) -> ItemId:
    quotes = session.annotation.quotes
    return next(one.id for one in quotes if any(words in piece.text for piece in one.segments))


def test_cards_come_in_text_order_and_scare_quotes_have_none(session):
    cards = cards_of(session, None, "fr")
    starts = [card.start for card in cards]
    assert starts == sorted(starts)
    kinds = {session.annotation.item(card.item).kind for card in cards}
    assert "scare" not in kinds
    assert not any(isinstance(card, OpenCard) for card in cards)


@pytest.mark.parametrize(("role", "between"), [("refers_to", " + "), ("one_of", " ou ")])
def test_one_of_two_texts_is_not_shown_as_both(role, between):
    entries = (EntryId("un-committee-1718"), EntryId("un-scr-2371-2017"))
    links = tuple(Link(entry, role) for entry in entries)
    shown = linked_titles(
        BOOK, SanctionsReference(ItemId("r"), None, links=links), Translator("fr")
    )
    assert shown == between.join(entry_title(BOOK, entry, "fr") for entry in entries)


def test_a_card_reads_who_claims_what_about_which_sanctions(session):
    card = next(
        card
        for card in cards_of(session, None, "fr")
        if card.item == quote_with(session, "nous saisirons le Comité 1718")
    )
    assert (card.speaker, card.claim) == ("Park Seo-yeon", "Met en garde")
    assert card.references == (entry_title(BOOK, EntryId("un-committee-1718"), "fr"),)
    assert card.spoken.startswith("Park Seo-yeon, Met en garde, Comité")


@pytest.mark.parametrize(("language", "claim"), [("fr", "Demande"), ("en", "Demands")])
def test_cards_speak_the_readers_language(session, language, claim):
    card = opened(session, quote_with(session, "contrôler ses ports"), language)
    assert card.claim == claim


def test_the_selected_card_has_every_row_with_its_key(session):
    card = opened(session, quote_with(session, "contrôler ses ports"))
    assert [(row.id, row.key) for row in card.rows] == [
        ("speaker", "S"),
        ("known_by", "Y"),
        ("chain", ""),
        ("claim", "C"),
        ("references", "R"),
        ("kind", "F"),
        ("pieces", "P"),
        ("cue", "V"),
        ("addressee", "T"),
        ("on_behalf", "B"),
        ("note", "N"),
    ]


def test_rebound_keys_are_shown(session):
    item = quote_with(session, "contrôler ses ports")
    cards = cards_of(session, item, "fr", {"speaker": "U"})
    card = next(card for card in cards if isinstance(card, OpenCard))
    assert card.row("speaker").key == "U"
    assert card.row("claim").key == ""


def test_a_quote_without_speaker_and_claim_says_so():
    session, _ = new_session()
    session.add_quote(*bounds("«havre»"))
    item = session.annotation.quotes[0].id
    card = opened(session, item)
    assert card.head_missing
    assert card.row("speaker").missing
    assert card.row("claim").missing
    closed = next(card for card in cards_of(session, None, "fr") if card.item == item)
    assert (closed.speaker, closed.claim) == ("", "")


def test_a_suggestion_offers_accept_and_reject_and_an_own_item_deletion():
    session, _ = new_session()
    card = opened(session, "q1")
    assert card.suggested
    assert (card.score, card.score_text) == (0.8, "80\u202f%")
    flags = [FlagToggled(ItemId("q1"), "unsure"), FlagToggled(ItemId("q1"), "discuss")]
    assert [chip.choice for chip in card.deeds] == [
        Accepted(ItemId("q1")),
        Rejected(ItemId("q1")),
        *flags,
    ]
    session.accept(ItemId("q1"))
    card = opened(session, "q1")
    assert not card.suggested
    assert [chip.choice for chip in card.deeds] == [Rejected(ItemId("q1")), *flags]


def test_a_proposed_reference_inside_a_quote_stands_in_its_card():
    session, _ = new_session()
    session.add_quote(*bounds("Les résolutions visent"))
    card = opened(session, session.annotation.quotes[0].id)
    (entry,) = card.row("references").entries
    assert entry.press == ItemOpened(ItemId("r1"))
    assert "40\u202f%" in entry.detail


PLACES = st.tuples(st.integers(0, 60), st.integers(1, 25)).map(
    lambda place: Span.of(TEXT, place[0], place[0] + place[1])
)


@given(st.lists(PLACES, max_size=12), PLACES)
def test_a_proposed_reference_belongs_to_every_quote_that_it_touches(places, place):
    quotes = [Quote(ItemId(f"q{n}"), "direct", (one,)) for n, one in enumerate(places)]
    reference = SanctionsReference(ItemId("r"), place)
    why = Suggestion(SuggestionId("s"), ArticleId("a"), reference, "rules@1", 0.5, msg("why"))
    found = references_by_quote([*((quote, None) for quote in quotes), (reference, why)])
    touched = {quote.id for quote in quotes if quote.segments[0].overlaps(place)}
    assert found == dict.fromkeys(touched, ((reference, why),))


def test_nested_quotes_are_indented_by_level():
    def quote(name: str, start: int, end: int) -> Quote:
        return Quote(ItemId(name), "direct", (Span.of(TEXT, start, end),))

    found = levels(
        [quote("in", 5, 10), quote("out", 0, 30), quote("deep", 6, 8), quote("x", 40, 50)]
    )
    assert found == {"out": 0, "in": 1, "deep": 2, "x": 0}


def test_only_a_quote_in_pieces_lets_one_go(session):
    several = opened(session, quote_with(session, "L'équipage a coopéré"))
    removes = [entry.remove for entry in several.row("pieces").entries]
    assert removes == [PieceRemoved(several.item, 0), PieceRemoved(several.item, 1)]
    single = opened(session, quote_with(session, "contrôler ses ports"))
    assert [entry.remove for entry in single.row("pieces").entries] == [None]


def test_several_speakers_are_listed_each_with_a_way_out(session):
    item = quote_with(session, "contrôler ses ports")
    yoon = next(one.id for one in session.work.actors.values() if one.name == "Yoon Tae-min")
    session.add_speaker(item, yoon)
    card = opened(session, item)
    assert card.speaker == "Park Seo-yeon, Yoon Tae-min"
    assert [entry.text for entry in card.row("speaker").entries] == [
        "Park Seo-yeon",
        "Yoon Tae-min",
    ]


def test_the_words_for_every_speaker_are_shown_each_with_a_way_out():
    text = "Ada et Bru ont dit oui."
    actors = tuple(Actor(ActorId(name), name) for name in ("Ada", "Bru"))
    who = tuple(Speaker(one.id, span_of(text, one.name), known_by="stated") for one in actors)
    quote = replace(quote_of(text, "oui", cue="ont dit"), speakers=who)
    card = opened(session_of(article_of(text), (quote,), actors=actors), quote.id)
    row = card.row("known_by")
    assert [entry.remove for entry in row.entries] == [
        SourceRemoved(quote.id, 0),
        SourceRemoved(quote.id, 1),
    ]
    assert ["Ada" in row.entries[0].text, "Bru" in row.entries[1].text] == [True, True]


def test_an_unknown_speaker_is_an_answer(session):
    item = quote_with(session, "contrôler ses ports")
    session.set_speaker(item, None, "unknown")
    card = opened(session, item)
    assert card.speaker == "Inconnu"
    assert not card.row("speaker").missing


def test_an_actor_that_nobody_knows_is_a_missing_speaker(session):
    item = session.annotation.item(quote_with(session, "contrôler ses ports"))
    assert isinstance(item, Quote)
    session.set_speaker(item.id, None)
    assert session.annotation.item(item.id).speakers[0] == Speaker(
        None, item.speakers[0].source, item.speakers[0].mention, item.speakers[0].known_by
    )
    assert opened(session, item.id).row("speaker").missing


def test_mentions_references_and_scare_quotes_open_in_the_same_margin(session):
    mention, reference = session.annotation.mentions[0], session.annotation.references[0]
    scare = next(one for one in session.annotation.quotes if one.kind == "scare")
    assert [row.id for row in opened(session, mention.id).rows] == [
        "label",
        "kind",
        "speaker",
        "chain",
        "note",
    ]
    card = opened(session, reference.id)
    parties = ["issuer", "target", "measures"]
    assert [row.id for row in card.rows] == ["references", "kind", "status", *parties, "note"]
    assert card.row("claim").id == "status", "C means the status here"
    assert card.row("addressee").id == "target", "T means the target here"
    assert card.row("on_behalf").id == "issuer", "B means the issuer here"
    assert [row.id for row in opened(session, scare.id).rows] == ["kind", "note"]


def test_a_reference_by_a_whole_quote_stands_at_the_quote(session):
    item = quote_with(session, "contrôler ses ports")
    made = session.add_quote_reference(item).focus
    card = opened(session, made)
    assert card.start == session.annotation.item(item).segments[0].start
    assert card.head == "Toute la citation"
    assert card.row("references").missing


def test_every_row_that_can_be_edited_has_a_picker(session):
    for item in session.annotation.items:
        card = opened(session, item.id)
        for row in card.rows:
            assert row.editable == ((card.subject, row.id) in MAKERS)


def test_a_title_is_cut_at_its_colon_but_not_inside_brackets():
    assert title_and_subject("Résolution 1718\u00a0: essai") == ("Résolution 1718", "essai")
    assert title_and_subject("Resolution 1718: test") == ("Resolution 1718", "test")
    whole = "Trains de sanctions (1er : fév. 2022)"
    assert title_and_subject(whole) == (whole, "")


def test_an_entry_that_the_catalogue_lacks_shows_its_id():
    assert entry_title(BOOK, EntryId("local-1"), "fr") == "local-1"


def test_long_words_are_cut_between_words():
    assert line("un deux trois", 9) == "un deux…"
    assert line("un\u00a0deux\n trois", 90) == "un deux trois"


def test_options_offer_names_before_roles(session):
    item = quote_with(session, "contrôler ses ports")
    titles = [option.title for option in Options(session, "fr").speakers(item, "conseil")]
    assert titles[0] == "Conseil de sécurité nationale", "it speaks here"
    assert titles[1] == "Conseil de sécurité"
    assert titles[2] == "Comité 1718", "only its role names the council"


def test_options_count_the_quotes_of_an_actor_here(session):
    options = Options(session, "fr").speakers(quote_with(session, "contrôler"), "park")
    assert "6 citations ici" in options[0].detail
    assert "ministre" in options[0].detail


def test_every_claim_type_offers_its_letter_its_definition_and_its_rule(session):
    options = Options(session, "fr").labels("claim_types", "warn")
    assert len(options) == 11
    assert len({option.key for option in options}) == 11
    assert all("\n" in option.definition for option in options)
    assert [option.id for option in options if option.current] == ["warn"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_card_or_option_shows_a_message_without_its_sentence(session, language):
    options = Options(session, language)
    links = LinkOptions(options)
    shown: list[object] = [cards_of(session, None, language)]
    for item in session.annotation.items:
        shown.append(opened(session, item.id, language))
        shown.append(options.speakers(item.id, "zz"))
        shown.append(links.entries(item.id, "zz"))
    shown += [options.forms("name"), options.actor_kinds(), links.whole_quote()]
    assert "margin." not in repr(shown)
