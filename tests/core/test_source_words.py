"""Another speaker is chosen: the words stay, others come in their place, or none do."""

from __future__ import annotations

import pytest

from annotator.model.alternatives import SpeakerChoice
from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article, ArticleState, Metadata, text_sha256
from annotator.model.change import Work
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId
from annotator.model.items import Actor, ActorKind, Item, Mention, Quote, Speaker
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services.annotating import History, Session
from annotator.services.annotating.plan import Outcome
from annotator.services.schemes import load_scheme


class NoJournal:
    """Takes every step."""

    def commit(self, *_given: object) -> None:
        """Keep nothing."""


def actor(name: str, kind: ActorKind = "person", *aliases: str) -> Actor:
    return Actor(ActorId(name), name, kind, aliases=aliases)


FRANCE = actor("France", "state")
SEJOURNE = actor("Stéphane Séjourné")
PETROV = actor("Ivan Petrov", "person", "le porte-voix")
SPEAKER = actor("Anna Sorel")
KNOWN = (FRANCE, SEJOURNE, PETROV, SPEAKER)


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def opened(text: str, said: str, source: str, before: Actor | None, *items: Item) -> Session:
    """An article with one quote, whose speaker is known by some words."""
    own = Article(ArticleId("t"), text, "t", text_sha256(text), "", 0, 1, Metadata())
    state = AnnotationState(AnnotationId("w"))
    who = Speaker(before.id if before else None, span(text, source))
    quote = Quote(ItemId("q"), "direct", (span(text, said),), speakers=(who,))
    work = Annotation(state.id, own.id, "Ada", "diplomacy@1", state=state, items=(*items, quote))
    return Session(
        NoJournal(),
        own,
        Work(work, {one.id: one for one in KNOWN}, ArticleState(own.id, "t", own.meta)),
        Proposals(own.id),
        History(),
        load_scheme("diplomacy@1"),
    )


def speaker(session: Session) -> Speaker:
    item = session.annotation.item(ItemId("q"))
    assert isinstance(item, Quote)
    return item.speakers[0]


def choose(session: Session, chosen: Actor) -> Outcome:
    return session.set_speaker(ItemId("q"), chosen.id)


def test_the_name_of_a_state_goes_when_its_minister_is_chosen():
    text = "La France ne cédera pas. « Non », a dit La France."
    session = opened(text, "« Non »", "La France", FRANCE)
    outcome = choose(session, SEJOURNE)
    assert speaker(session) == Speaker(SEJOURNE.id, None, None, "implicit")
    assert outcome.said == msg("annotate.source_left")
    session.undo()
    assert speaker(session).source == span(text, "La France")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("« Non », a dit La France, et Stéphane Séjourné avec elle.", "Stéphane Séjourné"),
        ("M. Séjourné était là. La France a dit : « Non ».", "Séjourné"),
    ],
)
def test_words_that_name_the_new_speaker_come_in_their_place(text: str, words: str):
    session = opened(text, "« Non »", "La France", FRANCE)
    outcome = choose(session, SEJOURNE)
    assert speaker(session) == Speaker(SEJOURNE.id, span(text, words), None, "stated")
    assert outcome.said == msg("annotate.source_moved", words=words)


def test_the_sentence_comes_before_what_is_nearer_before_it():
    text = "Séjourné est là. « Non », a dit La France, selon ce que raconte Stéphane Séjourné."
    session = opened(text, "« Non »", "La France", FRANCE)
    choose(session, SEJOURNE)
    assert speaker(session).source == span(text, "Stéphane Séjourné")


def test_a_name_that_says_whose_somebody_is_comes_last():
    text = "Séjourné a écouté, puis le conseiller de Séjourné s’est tu. La France a dit : « Non »."
    session = opened(text, "« Non »", "La France", FRANCE)
    choose(session, SEJOURNE)
    assert speaker(session).source == Span(0, 8, "Séjourné")


@pytest.mark.parametrize(
    "text",
    [
        "Stéphane Séjourné était là.\nLa France a dit : « Non ».",
        "La France a dit : « Stéphane Séjourné ment ».",
        "La France a dit : « Non ». Puis parla Stéphane Séjourné.",
    ],
    ids=["another paragraph", "in the words said", "a later sentence"],
)
def test_a_name_elsewhere_does_not_count(text: str):
    said = text[text.index("«") : text.index("»") + 1]
    session = opened(text, said, "La France", FRANCE)
    choose(session, SEJOURNE)
    assert speaker(session).source is None


@pytest.mark.parametrize(
    ("source", "way"),
    [
        ("il", "pronoun"),
        ("le ministre", "description"),
        ("la porte-parole d’Ivan Petrov", "description"),
        ("la porte-parole de M. Petrov", "description"),
        ("le porte-voix", "description"),
        ("le ministre Stéphane Séjourné", "stated"),
        ("le ministre de la France", "description"),
    ],
)
def test_pronouns_descriptions_and_own_names_stay(source: str, way: str):
    text = f"« Non », a dit {source}."
    session = opened(text, "« Non »", source, PETROV)
    outcome = choose(session, SEJOURNE)
    found = speaker(session)
    assert (found.source, found.known_by, outcome.said) == (span(text, source), way, None)


@pytest.mark.parametrize("source", ["M. Petrov", "le président Petrov", "Ivan Petrov"])
def test_a_name_with_its_title_is_still_somebody_elses(source: str):
    session = opened(f"« Non », a dit {source}.", "« Non »", source, PETROV)
    choose(session, SEJOURNE)
    assert speaker(session).known_by == "implicit"


@pytest.mark.parametrize("denoted", [FRANCE, SEJOURNE, None])
def test_a_mention_says_whose_name_words_are(denoted: Actor | None):
    text = "« Non », a dit Paris."
    who = denoted.id if denoted else None
    paris = Mention(ItemId("m"), span(text, "Paris"), "name", "LOC", who)
    session = opened(text, "« Non »", "Paris", None, paris)
    choose(session, SEJOURNE)
    assert (speaker(session).source is None) == (denoted is FRANCE)


def test_an_alternative_of_the_card_follows_the_same_rule():
    text = "« Non », a dit La France, et Stéphane Séjourné avec elle."
    session = opened(text, "« Non »", "La France", FRANCE)
    choice = SpeakerChoice(SEJOURNE.id, "description", 0.5, msg("annotate.source_left"))
    session.take(ItemId("q"), choice)
    expected = Speaker(SEJOURNE.id, span(text, "Stéphane Séjourné"), None, "stated")
    assert speaker(session) == expected
