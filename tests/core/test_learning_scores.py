"""Scores of sources moved by decisions; real projects and sessions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from annotator.messages import LANGUAGES, Translator
from annotator.prelabel.lexicon import adopt
from annotator.prelabel.own_lexicon import take_up_own_words
from annotator.services import learning, prelabel_child
from annotator.services.demo import ANNOTATOR, run_demo
from annotator.services.projects import Project
from tests.core.learning_builders import (
    PROSE,
    is_quote,
    open_session,
    place,
    put,
    rejecting,
)
from tests.core.project_builders import BY, article, make


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    take_up_own_words()
    yield
    adopt({})


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


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
