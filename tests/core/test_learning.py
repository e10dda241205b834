"""Learning from decisions: scores of sources, words for the lexicon; real projects and sessions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.cli.program import run
from annotator.errors import UserError
from annotator.learning.confidence import (
    CEILING,
    FLOOR,
    Confidence,
    Tally,
    component_of,
    measured,
)
from annotator.learning.confidence_counts import main as count_main
from annotator.learning.decisions import Decided, decisions_file, load_decided
from annotator.learning.lemmas import lemma_of
from annotator.messages import LANGUAGES, Translator
from annotator.model.article import Article
from annotator.model.items import Quote
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from annotator.prelabel.pipeline import components
from annotator.services import learning, lexicon, prelabel_child
from annotator.services.annotating import History, Session
from annotator.services.demo import ANNOTATOR, run_demo
from annotator.services.lexicon import Entry
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make

VERSIONS = {one.name: one.version for one in components("fr")}

PROSE = (
    "Premier titre\n\nJean Valmont a zorgloté que le régime mentait. Zarkovane a vendu du pétrole."
    " Le public a ri. Zarkovane a nié.\n"
)
AGAIN = "Second titre\n\nAnne Delmas a zorgloté que rien ne pressait. Zarkovane se tait encore.\n"


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


def put(project: Project, *texts: str) -> list[Article]:
    made = [article(text, text.partition("\n")[0]) for text in texts]
    add(project, *made)
    for one in made:
        project.save_proposals(prelabel_child.propose(one).proposals)
    return made


def open_session(project: Project, one: Article) -> Session:
    loaded = project.load_work(one.id, BY)
    history = History.of(loaded.log)
    scheme = load_scheme(loaded.work.annotation.scheme)
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def place(one: Article, words: str, after: str = "") -> tuple[int, int]:
    start = one.text.index(words, one.text.index(after) if after else 0)
    return start, start + len(words)


def quote_by_hand(session: Session, content: str, cue: str, claim: str = "accuse") -> None:
    made = session.add_quote(*place(session.article, content)).focus
    assert made is not None
    session.add_cue(made, *place(session.article, cue))
    session.set_claim(made, claim)


def words(found: learning.Learned) -> set[tuple[str, str, str]]:
    return {(one.deed, one.entry.kind, one.entry.word) for one in found.lessons}


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


def is_quote(one: object) -> bool:
    return isinstance(one.item, Quote)  # type: ignore[attr-defined]


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


def rejecting(project: Project, count: int) -> None:
    texts = [
        f"Titre {one}\n\nAnne Delmas martèle que le texte {one} est prêt.\n" for one in range(count)
    ]
    for one in put(project, *texts):
        session = open_session(project, one)
        for suggestion in session.open_suggestions():
            if is_quote(suggestion):
                session.reject(suggestion.item.id)


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


def scores(texts: list[str]) -> list[float]:
    found = [prelabel_child.propose(article(text)).proposals for text in texts]
    return [one.score for each in found for one in each.suggestions if is_quote(one)]


def test_rejections_lower_the_score_of_their_source_down_to_a_floor(project: Project) -> None:
    text = "Anne Delmas martèle que le texte est prêt."
    (before,) = scores([text])
    rejecting(project, 12)
    learning.learn(project)
    (after,) = scores([text])
    assert FLOOR <= after < before - 0.2
    row = learning.source_rows()[0]
    assert (row.component, row.decided, row.right) == ("quotes", 12, 0)
    assert row.after < row.before


def test_counting_twice_changes_nothing_and_reset_forgets(project: Project) -> None:
    text = "Anne Delmas martèle que le texte est prêt."
    (before,) = scores([text])
    rejecting(project, 6)
    learning.learn(project)
    (once,) = scores([text])
    learning.learn(project)
    assert scores([text]) == [once]
    assert learning.reset_scores().count == 6
    assert scores([text]) == [before]
    learning.learn(project)
    assert scores([text]) == [before]


def test_accepting_raises_the_score(project: Project) -> None:
    text = "Titre\n\nAnne Delmas martèle que le texte est prêt.\n"
    (before,) = scores([text])
    for one in put(project, *(text.replace("est", f"{number} est") for number in range(8))):
        open_session(project, one).accept_all()
    learning.learn(project)
    (after,) = scores([text])
    assert before < after <= CEILING


def test_an_edited_quote_counts_as_right_where_it_stands_and_a_moved_one_as_wrong(
    project: Project,
) -> None:
    told = "Anne Delmas martèle que le texte est prêt. Le public attend dans la ville entière."
    first, second = put(project, *(f"Titre {number}\n\n{told}\n" for number in range(2)))
    for one, far in ((first, False), (second, True)):
        session = open_session(project, one)
        (quote,) = [each.item for each in session.open_suggestions() if is_quote(each)]
        if far:
            session.add_piece(quote.id, *place(one, "Le public attend dans la ville entière"))
        else:
            session.set_claim(quote.id, "warn")
    learning.learn(project)
    decided = load_decided().by_source()
    quotes = [tally for (component, _), tally in decided.items() if component == "quotes"]
    assert sum(one.right for one in quotes) == 1
    assert sum(one.count for one in quotes) == 2


def test_a_damaged_file_of_decisions_is_told_and_no_article_fails(project: Project) -> None:
    put(project, PROSE)
    path = decisions_file()
    path.parent.mkdir(parents=True)
    path.write_text("{", "utf-8")
    with pytest.raises(UserError) as caught:
        learning.learn(project)
    for language in LANGUAGES:
        assert str(path) in Translator(language).say(caught.value.message)
    assert scores(["Anne Delmas martèle que le texte est prêt."])


def test_only_ones_own_decisions_count(tmp_path: Path) -> None:
    with make(tmp_path) as project:
        rejecting(project, 3)
        path = project.path
    with Project.open(path, "Paul Roche") as other:
        assert learning.learn(other).lessons == ()
        assert learning.source_rows() == ()
    with Project.open(path, BY) as own:
        assert len(learning.learn(own).lessons) == 1
        assert [row.decided for row in learning.source_rows()] == [3]


def test_what_the_demonstration_accepts_unseen_counts_for_nobody(tmp_path: Path) -> None:
    run_demo(tmp_path, Translator("fr"))
    for name in (ANNOTATOR, BY):
        with Project.open(tmp_path / "demo.guillemet", name) as project:
            assert learning.learn(project) == learning.Learned((), (), ())


def test_decisions_move_the_score_of_words_that_are_set_off(project: Project) -> None:
    text = "Titre\n\nLe « miracle » économique n’est pas venu, et le public attend.\n"
    (before,) = scores([text])
    for one in put(project, *(text.replace("pas", f"pas {number}") for number in range(8))):
        session = open_session(project, one)
        (mine,) = [each for each in session.open_suggestions() if is_quote(each)]
        assert mine.reason.id == "prelabel.scare"
        session.reject(mine.item.id)
    learning.learn(project)
    (after,) = scores([text])
    assert after < before - 0.1


@given(
    st.sampled_from(sorted({key[:2] for key in measured()})),
    st.floats(0, 1),
    st.integers(0, 10_000),
    st.floats(0, 1),
)
def test_scores_stay_between_floor_and_ceiling(
    source: tuple[str, str], raw: float, count: int, share: float
) -> None:
    known = Confidence(measured(), {source: Tally(count, count * share)})
    assert FLOOR <= known.score(*source, raw) <= CEILING


def test_an_unknown_source_keeps_its_score_and_a_measured_one_moves_to_its_share() -> None:
    assert Confidence().score("fr_core_news_md", "x", 0.62) == pytest.approx(0.62)
    cell = {("quotes", "", 5): Tally(10_000, 9_000), ("quotes", "r", 5): Tally(10_000, 7_000)}
    assert Confidence(cell).score("quotes", "r", 0.5) == pytest.approx(0.7, abs=0.01)
    assert Confidence(cell).score("quotes", "other", 0.5) == pytest.approx(0.9, abs=0.01)


@pytest.mark.parametrize(
    ("source", "component"),
    [
        ("quotes-fr@1", "quotes"),
        ("entities-en@1+3f", "entities"),
        ("fr_core_news_md@3.8", "fr_core_news_md"),
    ],
)
def test_the_component_of_a_source(source: str, component: str) -> None:
    assert component_of(source) == component


def test_forgetting_more_than_there_is_leaves_nothing() -> None:
    known = Decided({"p": {("q", "r"): Tally(2, 1)}}, {"p": {("q", "r"): Tally(5, 5)}})
    assert known.by_source() == {}


def test_the_command_counts_gold_and_improves_the_calibration(shared: Path, capsys) -> None:
    assert count_main([str(shared / "gold")]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    errors = {row[0]: (float(row[-7]), float(row[-5])) for row in rows}
    assert set(errors) == {"entities", "quotes", "sanctions"}
    assert all(after < before for before, after in errors.values())


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


def command_line(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    code = run(["learn", *words, "--by", BY])
    return code, capsys.readouterr().out


def test_the_command_lists_takes_over_and_takes_back(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        first, _second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        rejecting(project, 3)
        path = str(project.path)
    code, out = command_line(capsys, path)
    assert code == 0
    assert "zorgloter" in out
    assert "Jean Valmont a zorgloté que le régime mentait." in out
    assert not (own_folder() / "fr" / "cues.toml").exists()
    code, out = command_line(capsys, path, "--take", "--word", "zorgloter", "--json")
    (lesson,) = json.loads(out)["lessons"]
    assert (lesson["word"], lesson["done"], lesson["claim"]) == ("zorgloter", "taken", "accuse")
    assert "zorgloter" in (own_folder() / "fr" / "cues.toml").read_text("utf-8")
    code, out = command_line(capsys, path)
    assert "zorgloter" not in out
    assert "marteler" in out
    code, out = command_line(capsys, path, "--undo", "--dismiss", "--word", "marteler")
    assert code == 0
    code, out = command_line(capsys, path)
    assert "zorgloter" in out
    assert "marteler" not in out


def test_a_word_that_cannot_be_taken_over_is_told_and_the_others_are(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        first, second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        for one in (first, second):
            open_session(project, one).add_mention(*place(one, "Zarkovane"), label="ORG")
        path = str(project.path)
    broken = own_folder() / "fr" / "cues.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("[[group]\n", "utf-8")
    assert run(["learn", path, "--by", BY, "--take", "--json"]) == 1
    out, told = capsys.readouterr()
    done = {one["word"]: one["done"] for one in json.loads(out)["lessons"]}
    assert done == {"zorgloter": "", "Zarkovane": "taken"}
    assert told.count(str(broken)) == 2
    assert lexicon.find(lexicon.entries("fr", "organisations"), "Zarkovane")


def test_the_command_names_the_option_for_a_word_and_words_that_nobody_knows(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        path = str(project.path)
    assert run(["learn", path, "--take", "zorgloter"]) == 2
    assert "--word zorgloter" in capsys.readouterr().err
    assert run(["learn", path, "--by", BY, "--take", "--word", "nirgends"]) == 1
    out, told = capsys.readouterr()
    assert "nirgends" in told
    assert "--by" not in out


def test_the_command_shows_the_claim_type_and_says_how_many_places_it_leaves_out(
    tmp_path: Path, capsys
) -> None:
    with make(tmp_path) as project:
        first, _second = put(project, PROSE, AGAIN)
        quote_by_hand(open_session(project, first), "que le régime mentait", "a zorgloté")
        rejecting(project, 3)
        path = str(project.path)
    _code, out = command_line(capsys, path)
    (line,) = [one for one in out.splitlines() if one.startswith("zorgloter")]
    assert load_scheme("diplomacy@1").label("claim_types", "accuse").title("fr") in line
    place = out.splitlines().index(next(one for one in out.splitlines() if "marteler" in one))
    assert out.splitlines()[place + 3].strip() == "… et 1 autre passage"


def test_the_command_says_what_is_not_there(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        put(project, PROSE)
        path = str(project.path)
    assert command_line(capsys, path)[0] == 0
    assert command_line(capsys, path, "--take", "--word", "nirgends")[0] == 1
    assert command_line(capsys, path, "--take", "--dismiss")[0] == 2


def test_the_command_warns_of_own_words_that_are_left_out(tmp_path: Path, capsys) -> None:
    with make(tmp_path) as project:
        path = str(project.path)
    broken = own_folder() / "fr" / "cues.toml"
    broken.parent.mkdir(parents=True)
    broken.write_text("[[group]\n", "utf-8")
    assert run(["learn", path]) == 0
    assert f"{broken}, " in capsys.readouterr().err
