"""Words for the lexicon learned from decisions and additions; real projects and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.learning.lemmas import lemma_of
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import take_up_own_words
from annotator.services import learning, lexicon, prelabel_child
from annotator.services.lexicon import Entry
from annotator.services.projects import Project
from tests.core.learning_builders import (
    AGAIN,
    PROSE,
    VERSIONS,
    is_quote,
    open_session,
    place,
    put,
    quote_by_hand,
    rejecting,
    words,
)
from tests.core.project_builders import add, article, make


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def test_a_cue_marked_by_hand_is_proposed_taken_over_and_gives_the_next_quote(
    project: Project,
) -> None:
    first, second = put(project, PROSE, AGAIN)
    assert not [one for one in project.proposals(second.id).suggestions if is_quote(one)]
    session = open_session(project, first)
    quote_by_hand(session, "que le régime mentait", "a zorgloté")
    (lesson,) = learning.learn(project).lessons
    assert (lesson.deed, lesson.entry.word, lesson.entry.claim) == ("add", "zorgloter", "accuse")
    assert [(one.article, one.around) for one in lesson.seen] == [
        (first.id, "Jean Valmont a zorgloté que le régime mentait.")
    ]
    learning.take(lesson)
    assert not learning.learn(project).lessons
    project.save_proposals(prelabel_child.propose(second).proposals)
    (quote,) = [one for one in project.proposals(second.id).suggestions if is_quote(one)]
    assert quote.item.segments[0].text == "que rien ne pressait"
    assert quote.source.startswith(f"quotes-fr@{VERSIONS['quotes']}+")
    lexicon.take_back()
    assert ("add", "verbs", "zorgloter") in words(learning.learn(project))


def test_a_quote_beside_a_verb_that_is_no_cue_proposes_the_verb(project: Project) -> None:
    text = "Titre\n\nNous ne céderons rien du tout, zorglote Jean Valmont.\n"
    (one,) = put(project, text)
    session = open_session(project, one)
    for suggestion in session.open_suggestions():
        session.reject(suggestion.item.id)
    session.add_quote(*place(one, "Nous ne céderons rien du tout"))
    assert ("add", "verbs", "zorgloter") in words(learning.learn(project))


@pytest.mark.parametrize(
    ("content", "frames"),
    [
        ("que le régime mentait", ("say",)),
        ("de tout arrêter avant lundi", ("de",)),
        ("à la retenue de tous", ("a",)),
        ("la fin de tout accord", ("obj",)),
    ],
)
def test_the_construction_is_that_of_the_text(
    project: Project, content: str, frames: tuple[str, ...]
) -> None:
    (one,) = put(project, f"Titre\n\nJean Valmont a zorgloté {content}.\n")
    quote_by_hand(open_session(project, one), content, "a zorgloté")
    assert learning.learn(project).lessons[0].entry.frames == frames


@pytest.mark.parametrize(
    ("text", "content", "cue"),
    [
        ("Reste l’avertissement d’Anne Delmas : tout est fini.", "tout est fini", "avertissement"),
        ("Elle est formelle : tout est fini.", "tout est fini", "est formelle"),
        ("C’est la remarque d’Anne Delmas : tout est fini.", "tout est fini", "la remarque"),
    ],
)
def test_a_noun_or_an_adjective_is_no_new_verb(
    project: Project, text: str, content: str, cue: str
) -> None:
    (one,) = put(project, f"Titre\n\n{text}\n")
    quote_by_hand(open_session(project, one), content, cue)
    assert not [lesson for lesson in learning.learn(project).lessons if lesson.deed == "add"]


def test_known_cues_and_scare_quotes_propose_nothing(project: Project) -> None:
    text = "Titre\n\n« Nous ne céderons rien », a affirmé Jean Valmont. Le « miracle » zorglote.\n"
    (one,) = put(project, text)
    open_session(project, one).accept_all()
    assert not learning.learn(project).lessons


def test_a_name_is_proposed_from_its_second_time_on(project: Project) -> None:
    first, second = put(project, PROSE, AGAIN)
    session = open_session(project, first)
    session.add_mention(*place(first, "Zarkovane"), label="ORG")
    assert not learning.learn(project).lessons
    other = open_session(project, second)
    other.add_mention(*place(second, "Zarkovane"), label="ORG")
    (lesson,) = learning.learn(project).lessons
    assert (lesson.entry.kind, lesson.entry.word, lesson.articles) == (
        "organisations",
        "Zarkovane",
        2,
    )
    learning.take(lesson)
    found = prelabel_child.propose(first).proposals
    assert [one.item.label for one in found.suggestions if says(one, "Zarkovane")] == ["ORG", "ORG"]


def says(one: object, text: str) -> bool:
    return getattr(one.item, "span", None) is not None and one.item.span.text == text  # type: ignore[attr-defined]


def test_a_name_labelled_otherwise_is_proposed_as_what_it_was_made(project: Project) -> None:
    texts = [f"Titre {number}\n\nElle a vécu à Paris, dit-on.\n" for number in range(2)]
    for one in put(project, *texts):
        session = open_session(project, one)
        (mine,) = [each.item.id for each in session.open_suggestions() if says(each, "Paris")]
        session.set_label(mine, "ORG")
    (lesson,) = learning.learn(project).lessons
    assert (lesson.entry.kind, lesson.entry.word) == ("organisations", "Paris")
    learning.take(lesson)
    again = prelabel_child.propose(article(texts[0])).proposals.suggestions
    assert [one.item.label for one in again if says(one, "Paris")] == ["ORG"]


def test_a_verb_that_is_always_rejected_is_proposed_to_go(project: Project) -> None:
    rejecting(project, 3)
    (lesson,) = learning.learn(project).lessons
    assert (lesson.deed, lesson.entry.word, len(lesson.seen)) == ("off", "marteler", 3)
    learning.take(lesson)
    text = "Anne Delmas martèle que le texte est prêt."
    assert not [
        one for one in prelabel_child.propose(article(text)).proposals.suggestions if is_quote(one)
    ]


def test_a_verb_that_was_once_accepted_stays(project: Project) -> None:
    rejecting(project, 3)
    (one,) = put(project, "Titre\n\nAnne Delmas martèle que tout va bien.\n")
    open_session(project, one).accept_all()
    assert not learning.learn(project).lessons


def rejecting_names(project: Project, word: str, sentence: str) -> None:
    texts = [f"Titre {one} de {word}\n\n{sentence}\n" for one in range(3)]
    for one in put(project, *texts):
        session = open_session(project, one)
        for suggestion in session.open_suggestions():
            if says(suggestion, word):
                session.reject(suggestion.item.id)


@pytest.mark.parametrize(
    ("word", "language", "kind", "listed"),
    [
        ("Quai d’Orsay", "fr", "institutions", "Quai d'Orsay"),
        ("Figaro", "fr", "media", "Figaro"),
        ("Paris", "fr", "places", "Paris"),
        ("Financial Times", "fr", "media", "Financial Times"),
        ("Citizen Lab", "en", "organisations", "Citizen Lab"),
    ],
)
def test_a_listed_name_that_is_always_rejected_goes_from_the_list_that_has_it(
    project: Project, word: str, language: str, kind: str, listed: str
) -> None:
    sentence = f"Le public a lu hier une note du {word} sur ce sujet."
    rejecting_names(project, word, sentence)
    (lesson,) = [one for one in learning.learn(project).lessons if one.deed == "off"]
    assert (lesson.language, lesson.entry.kind, lesson.entry.word) == (language, kind, listed)
    learning.take(lesson)
    assert not [one for one in learning.learn(project).lessons if one.key == lesson.key]
    lexicon.take_back()
    assert lesson in learning.learn(project).lessons


def test_a_rejected_form_of_an_own_name_goes_alone(project: Project) -> None:
    own = Entry("people", "Zorba Petrovna", forms=("Petrovna", "Zarkov"))
    lexicon.carry_out(lexicon.plan_add("fr", own))
    rejecting_names(project, "Zarkov", "Le public a vu Zarkov hier soir.")
    (lesson,) = [one for one in learning.learn(project).lessons if one.deed == "off"]
    assert lesson.entry.word == "Zarkov"
    learning.take(lesson)
    (left,) = lexicon.find(lexicon.entries("fr", "people"), "Petrovna")
    assert (left.word, left.forms, left.state) == ("Zorba Petrovna", ("Petrovna",), "own")
    for form in ("Zorba Petrovna", "Petrovna"):
        (left,) = lexicon.find(lexicon.entries("fr", "people"), "Petrovna")
        seen = learning.Lesson("off", "fr", Entry("people", form, "people"), lesson.seen)
        learning.take(seen)
    assert not lexicon.find(lexicon.entries("fr", "people"), "Petrovna")


def test_a_rejected_name_that_was_marked_otherwise_by_hand_is_not_proposed_to_go(
    project: Project,
) -> None:
    lexicon.carry_out(lexicon.plan_add("fr", Entry("people", "Zurgo")))
    for one in put(project, *(f"Titre {n}\n\nLe public a vu Zurgo hier.\n" for n in range(3))):
        session = open_session(project, one)
        (mine,) = [each for each in session.open_suggestions() if says(each, "Zurgo")]
        session.reject(mine.item.id)
        session.add_mention(*place(one, "Zurgo"), label="ORG")
    assert words(learning.learn(project)) == {("add", "organisations", "Zurgo")}


def test_what_was_dismissed_comes_back_only_when_called(project: Project) -> None:
    rejecting(project, 3)
    (lesson,) = learning.learn(project).lessons
    learning.dismiss(lesson)
    found = learning.learn(project)
    assert (found.lessons, found.dismissed) == ((), (lesson,))
    learning.call_back(lesson)
    assert learning.learn(project).lessons == (lesson,)


# Scores


@pytest.mark.parametrize(
    ("form", "language", "infinitive"),
    [
        ("persiflé", "fr", "persifler"),
        ("rugissait", "fr", "rugir"),
        ("appelle", "fr", "appeler"),
        ("espère", "fr", "espérer"),
        ("lança", "fr", "lancer"),
        ("rétorquèrent", "fr", "rétorquer"),
        ("argued", "en", "argue"),
        ("shouted", "en", "shout"),
        ("tries", "en", "try"),
        ("quipped", "en", "quip"),
        ("scoffed", "en", "scoff"),
    ],
)
def test_the_infinitive_of_a_form(form: str, language: str, infinitive: str) -> None:
    found = lemma_of(form, language)
    assert found is not None
    assert found.infinitive == infinitive


def test_an_english_verb_that_doubles_its_letter_is_found_again(project: Project) -> None:
    text = "A title\n\nAda Kern zogged that the deal was dead. The minister said no more.\n"
    (one,) = [article(text, "A title", meta=english())]
    add(project, one)
    quote_by_hand(open_session(project, one), "that the deal was dead", "zogged", "deny")
    (lesson,) = learning.learn(project).lessons
    assert lesson.entry.word == "zog"
    learning.take(lesson)
    found = prelabel_child.propose(one).proposals.suggestions
    assert "that the deal was dead" in [
        each.item.segments[0].text for each in found if is_quote(each)
    ]


def english():
    from annotator.model.article import Metadata

    return Metadata(language="en")


# The command
