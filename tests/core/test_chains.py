"""Mentions tied to each other, and how a speaker is known once a person chose them."""

from __future__ import annotations

import pytest

from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, ArticleState, Metadata, text_sha256
from annotator.model.chains import chain_of, chains_of
from annotator.model.change import Work
from annotator.model.codec import item_from_json, item_to_json
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId
from annotator.model.items import Actor, Mention, Quote, Speaker
from annotator.model.message import UserError
from annotator.model.text import Span
from annotator.services.annotating import History, Session
from annotator.services.schemes import load_scheme

TEXT = (
    "La ministre Ada Kern a parlé à Paul Roux. « Non », a-t-elle dit. Il a ri. La diplomate, "
    "elle, s’est tue. « Peut-être », selon une source diplomatique."
)
KERN = Actor(ActorId("kern"), "Ada Kern")
ROUX = Actor(ActorId("roux"), "Paul Roux")


class NoJournal:
    """Takes every step."""

    def commit(self, *_given: object) -> None:
        """Keep nothing."""


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span.of(TEXT, start, start + len(words))


def mention(name: str, words: str, form: str, actor: str | None = None, after: int = 0) -> Mention:
    denotes = ActorId(actor) if actor else None
    return Mention(ItemId(name), span(words, after), form, None, denotes)


def session(*items: object) -> Session:
    own = Article(ArticleId("t"), TEXT, "t", text_sha256(TEXT), "", 0, 1, Metadata())
    state = AnnotationState(AnnotationId("w"))
    ordered = tuple(sorted(items, key=lambda item: item.id))
    work = Annotation(state.id, own.id, "Ada", "diplomacy@1", state=state, items=ordered)
    known = {one.id: one for one in (KERN, ROUX)}
    return Session(
        NoJournal(),
        own,
        Work(work, known, ArticleState(own.id, "t", own.meta)),
        Proposals(own.id),
        History(),
        load_scheme("diplomacy@1"),
    )


@pytest.fixture
def open_article() -> Session:
    return session(
        mention("m1", "Ada Kern", "name", "kern"),
        mention("m2", "Paul Roux", "name"),
        mention("m3", "elle", "pronoun"),
        mention("m4", "Il", "pronoun"),
        mention("m5", "La diplomate", "nominal"),
        Quote(ItemId("q1"), "direct", (span("« Non »"),)),
        Quote(ItemId("q2"), "direct", (span("« Peut-être »"),)),
    )


def chain(one: Session, name: str) -> list[str]:
    item = one.annotation.item(ItemId(name))
    return [each.id for each in chain_of(one.annotation.items, item)]


def test_a_mention_is_tied_to_the_one_before_it(open_article: Session):
    open_article.tie_mention(ItemId("m4"))
    assert chain(open_article, "m4") == ["m3", "m4"], "nobody knows yet who that is"
    assert open_article.annotation.item(ItemId("m4")).actor is None


def test_asking_again_goes_further_back(open_article: Session):
    for expected in (["m3", "m4"], ["m2", "m4"], ["m1", "m4"]):
        open_article.tie_mention(ItemId("m4"))
        assert chain(open_article, "m4") == expected
    assert open_article.annotation.item(ItemId("m4")).actor == "kern"
    with pytest.raises(UserError):
        open_article.tie_mention(ItemId("m4"))
    for expected in (["m2", "m4"], ["m3", "m4"], ["m4"]):
        open_article.undo()
        assert chain(open_article, "m4") == expected


def test_nothing_before_the_first_mention(open_article: Session):
    with pytest.raises(UserError):
        open_article.tie_mention(ItemId("m1"))


def test_who_is_chosen_for_one_is_chosen_for_its_chain(open_article: Session):
    open_article.tie_mention(ItemId("m5"))
    open_article.tie_mention(ItemId("m5"))
    assert chain(open_article, "m5") == ["m3", "m5"]
    open_article.set_mention_actor(ItemId("m3"), KERN.id)
    assert chain(open_article, "m5") == ["m1", "m3", "m5"]
    open_article.set_mention_actor(ItemId("m3"), ROUX.id)
    assert chain(open_article, "m5") == ["m1", "m5"], "a correction is of one mention alone"
    open_article.undo()
    open_article.undo()
    assert open_article.annotation.item(ItemId("m5")).actor is None


def test_a_mention_leaves_its_chain(open_article: Session):
    open_article.tie_mention(ItemId("m4"))
    open_article.untie_mention(ItemId("m4"))
    assert chain(open_article, "m4") == ["m4"]
    with pytest.raises(UserError):
        open_article.untie_mention(ItemId("m4"))


def test_chains_hold_together_by_tie_and_actor():
    items = [
        mention("m1", "Ada Kern", "name", "kern"),
        mention("m2", "Paul Roux", "name"),
        Mention(ItemId("m3"), span("elle"), "pronoun", None, KERN.id, chain="x"),
        Mention(ItemId("m4"), span("La diplomate"), "nominal", chain="x"),
    ]
    (found,) = chains_of(items)
    assert [one.id for one in found] == ["m1", "m3", "m4"]
    assert item_from_json("mention", item_to_json(items[2])) == items[2]
    assert "chain" not in item_to_json(items[0]), "older programs read a plain mention as ever"


def test_a_quote_leads_to_the_chain_of_its_speaker(open_article: Session):
    open_article.tie_mention(ItemId("m3"))
    open_article.tie_mention(ItemId("m3"))
    start = TEXT.index("elle")
    open_article.set_source(ItemId("q1"), start, start + 4)
    speaker = open_article.annotation.item(ItemId("q1")).speakers[0]
    assert speaker.mention == "m3"
    assert chain(open_article, "q1") == ["m1", "m3"]
    assert chain(open_article, "q2") == []


@pytest.mark.parametrize(
    ("words", "actor", "way"),
    [
        ("Ada Kern", "kern", "stated"),
        ("La ministre Ada Kern", "kern", "stated"),
        ("elle", "kern", "pronoun"),
        ("La diplomate", "kern", "description"),
        ("Ada Kern", "roux", "stated"),
        (None, "kern", "implicit"),
    ],
)
def test_how_a_speaker_is_known_follows_from_the_words(words: str | None, actor: str, way: str):
    one = session(Quote(ItemId("q1"), "direct", (span("« Non »"),)))
    if words is not None:
        found = span(words)
        one.set_source(ItemId("q1"), found.start, found.end)
    one.set_speaker(ItemId("q1"), ActorId(actor))
    assert one.annotation.item(ItemId("q1")).speakers[0].known_by == way


def test_another_speaker_is_known_otherwise_than_the_one_before():
    source = span("elle")
    before = Speaker(None, source, known_by="unnamed_source")
    one = session(Quote(ItemId("q1"), "direct", (span("« Non »"),), speakers=(before,)))
    one.set_speaker(ItemId("q1"), KERN.id)
    assert one.annotation.item(ItemId("q1")).speakers == (
        Speaker(KERN.id, source, None, "pronoun"),
    )
    one.set_known_by(ItemId("q1"), "implicit")
    one.set_speaker(ItemId("q1"), KERN.id)
    assert one.annotation.item(ItemId("q1")).speakers[0].known_by == "implicit", "said by hand"


def test_an_unnamed_source_is_an_answer():
    one = session(Quote(ItemId("q2"), "direct", (span("« Peut-être »"),)))
    found = span("une source diplomatique")
    one.set_source(ItemId("q2"), found.start, found.end)
    one.set_new_speaker(ItemId("q2"), found.text, "unnamed_source")
    speaker = one.annotation.item(ItemId("q2")).speakers[0]
    assert speaker.known_by == "unnamed_source"
    assert one.actor(speaker.actor).article == "t"


def test_a_pronoun_follows_the_speaker_and_a_name_does_not():
    items = [
        mention("m1", "Ada Kern", "name", "kern"),
        mention("m3", "elle", "pronoun", "kern"),
        Quote(
            ItemId("q1"),
            "direct",
            (span("« Non »"),),
            speakers=(Speaker(KERN.id, span("elle"), ItemId("m3"), "pronoun"),),
        ),
    ]
    one = session(*items)
    one.set_speaker(ItemId("q1"), ROUX.id)
    assert one.annotation.item(ItemId("m3")).actor == "roux"
    assert one.annotation.item(ItemId("q1")).speakers[0].mention == "m3"
    named = Speaker(KERN.id, span("Ada Kern"), ItemId("m1"))
    two = session(items[0], Quote(ItemId("q1"), "direct", (span("« Non »"),), speakers=(named,)))
    two.set_speaker(ItemId("q1"), ROUX.id)
    assert two.annotation.item(ItemId("m1")).actor == "kern"
    speaker = two.annotation.item(ItemId("q1")).speakers[0]
    assert speaker == Speaker(ROUX.id, span("Paul Roux"), None, "stated"), "nor do its words"
