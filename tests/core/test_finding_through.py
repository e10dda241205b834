"""Finding in the project by patterns, whole words, exact letters, and sorted by context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article, text_sha256
from annotator.model.finding import _TOKEN, ProjectQuery
from annotator.model.ids import ArticleId, ItemId, SuggestionId
from annotator.model.items import Mention
from annotator.model.message import msg
from annotator.model.pattern_words import sure_words
from annotator.model.text import Span, fold
from annotator.services import finding_through
from annotator.services.finding import count_articles
from annotator.services.finding_through import FindingThrough, FoundTurn
from annotator.services.projects import Project
from annotator.services.text_search import Searchable, Sought
from tests.core.project_builders import BY, add, make, said

TEXTS = (
    "🚢 Le Conseil de sécurité se tait.\nLa Résolution 1718 du Conseil, dit-on.",
    "Les re\u0301solutions du conseil municipal de Séoul ; résolution 44.",
    "Moscou et Séoul. « Moscou », dit Moscou à Kiev.",
    "A resolution of the Council in Moscow.",
)
NEVER = r"(a|aa)+$"
"""Its time doubles with every two letters of a row of them, and it repeats no endless repeat."""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        for number, text in enumerate(TEXTS):
            add(made, article(f"T{number}", text))
        yield made


def article(title: str, text: str) -> Article:
    return Article(ArticleId(new_id()), text, title, text_sha256(text))


def turns(project: Project, query: ProjectQuery) -> list[FoundTurn]:
    through = FindingThrough(project, query)
    found = [through.go_on()]
    while not found[-1].done:
        found.append(through.go_on())
    return found


def find(project: Project, words: str, **how: object) -> dict[str, list[str]]:
    """The words of the finds, by title."""
    query = replace(ProjectQuery(BY, words), **how)
    assert query.read_through
    return {
        one.title: [line.words for line in one.lines]
        for turn in turns(project, query)
        for one in turn.articles
    }


@pytest.mark.parametrize(
    ("words", "how", "found"),
    [
        (
            r"r.solutions? \d+",
            {},
            {"T0": ["Résolution 1718"], "T1": ["résolution 44"]},
        ),
        (r"\brésol", {}, {"T0": ["Résol"], "T1": ["re\u0301sol", "résol"], "T3": ["resol"]}),
        (r"RÉSOL", {"exact": True}, {}),
        (r"r[é]sol", {"exact": True}, {"T1": ["re\u0301sol", "résol"]}),
        (r"mosc\w+", {"whole": True}, {"T2": ["Moscou"] * 3, "T3": ["Moscow"]}),
        (r"mosc", {"whole": True}, {}),
        (r"kiev|moscow", {}, {"T2": ["Kiev"], "T3": ["Moscow"]}),
        (r"T1", {}, {}),
    ],
)
def test_patterns(project: Project, words: str, how: dict, found: dict):
    assert find(project, words, regex=True, **how) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Conseil", {"T0": ["Conseil", "Conseil"]}),
        ("conseil", {"T1": ["conseil"]}),
        ("résolution", {"T1": ["re\u0301solutions", "résolution"]}),
        ("Conseil Résolution", {"T0": ["Conseil", "Résolution", "Conseil"]}),
        ("Conseil résolution", {}),
        ("« Conseil de sécurité »", {"T0": ["Conseil de sécurité"]}),
        ("« Conseil de securite »", {}),
    ],
)
def test_accents_and_capitals_can_count(project: Project, words: str, found: dict):
    assert find(project, words, exact=True) == found


def test_whole_words_are_counted_by_the_index(project: Project):
    assert count_articles(project, ProjectQuery(BY, "resolution", whole=True)) == 3
    assert count_articles(project, ProjectQuery(BY, "resol", whole=True)) == 0
    assert count_articles(project, ProjectQuery(BY, "resol")) == 3


@pytest.mark.parametrize("words", ["(", "[a", "*a", "\\"])
def test_a_broken_pattern_is_one_sentence(project: Project, words: str):
    with pytest.raises(UserError) as caught:
        FindingThrough(project, ProjectQuery(BY, words, regex=True)).go_on()
    assert words in said(caught.value)


def test_contexts_are_sorted_by_what_stands_beside_the_find(project: Project):
    def contexts(order: str) -> list[tuple[str, str]]:
        (turn,) = turns(project, ProjectQuery(BY, "moscou seoul", order=order))
        lines = [line for one in turn.articles for line in one.lines]
        return [(lines[one].before[-5:], lines[one].after[:5]) for one in turn.order]

    assert [after for _before, after in contexts("right")] == [" à Ki", " », d", " et S", ". « M"]
    assert [before for before, _after in contexts("left")] == ["", " dit ", "u et ", "l. « "]


def test_an_article_in_which_a_pattern_takes_too_long_is_named_and_the_rest_is_found(
    project: Project,
):
    add(project, article("Longue", "a" * 60 + "b, Moscou"))
    add(project, article("Courte", "Moscou aa"))
    found = turns(project, ProjectQuery(BY, NEVER, regex=True))
    assert [one.title for turn in found for one in turn.articles] == ["Courte"]
    assert found[-1].given_up == ("Longue",)
    assert (found[-1].read, found[-1].total, found[-1].short) == (6, 6, False)


def test_a_pattern_that_is_too_slow_everywhere_is_given_up(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(finding_through, "PATIENCE", 2)
    for number in range(4):
        add(project, article(f"L{number}", "a" * 60 + f"b{number}"))
    last = turns(project, ProjectQuery(BY, NEVER, regex=True))[-1]
    assert (len(last.given_up), last.short) == (2, True)
    assert last.read < last.total


def test_a_slow_pattern_in_one_text_is_a_sentence():
    with pytest.raises(UserError) as caught:
        Searchable("a" * 60 + "b").find(Sought(NEVER, regex=True))
    assert NEVER in said(caught.value)


def test_finds_come_in_turns_and_end_where_there_are_too_many(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    query = ProjectQuery(BY, r"\w+", regex=True)
    monkeypatch.setattr(finding_through, "TURN", 0.0)
    found = turns(project, query)
    assert [[one.title for one in turn.articles] for turn in found] == [
        ["T0"],
        ["T1"],
        ["T2"],
        ["T3"],
    ]
    assert [turn.read for turn in found] == [1, 2, 3, 4]
    monkeypatch.setattr(finding_through, "MOST", 12)
    (last,) = turns(project, query)
    assert (last.done, last.short, last.read) == (True, True, 1)


def test_an_article_that_goes_meanwhile_holds_nothing_up(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(finding_through, "BATCH", 2)
    real = finding_through.finding.texts
    monkeypatch.setattr(
        finding_through.finding, "texts", lambda one, numbers: real(one, numbers)[1:]
    )
    (last,) = turns(project, ProjectQuery(BY, r"\w+", regex=True))
    assert [one.title for one in last.articles] == ["T1", "T3"]
    assert (last.read, last.total) == (4, 4)


def test_patterns_inside_items(project: Project):
    own = next(row.id for row in project.article_rows(BY) if row.title == "T2")
    last = TEXTS[2].rindex("Moscou")
    item = Mention(ItemId(new_id()), Span.of(TEXTS[2], last, last + 6), "name", "LOC")
    one = Suggestion(SuggestionId(new_id()), own, item, "entities-fr@1", 0.9, msg("why.test"))
    project.save_proposals(Proposals(own, (one,)))
    assert find(project, "mosc..", regex=True, label="LOC") == {"T2": ["Moscou"]}


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bsanctions?\b", ("sanction",)),
        (r"conseil de s[ée]curit[ée]", ("de",)),
        (r"conseil\s+de sécurité", ("de", "securite")),
        (r"conseil\s*de", ()),
        (r"\bl’Élysée", ("elysee",)),
        (r"^Paris\b", ("paris",)),
        (r"\bpa(x|y)s", ("pa",)),
        (r"\bpar|tout", ()),
        (r"(?i)\bpar", ()),
        (r"\bparis{2}", ("pari",)),
        (r"\bparis+ ville", ("paris", "ville")),
        (r"\d+ paris", ("paris",)),
        (r"\d paris(an)?", ("paris",)),
        (r".*paris", ()),
        (r"\b[Pp]aris", ()),
        (r"\bcœur", ()),
        ("(", ()),
        ("[", ()),
    ],
)
def test_words_that_a_pattern_is_sure_to_hold(pattern: str, words: tuple[str, ...]):
    assert sure_words(pattern) == words


def test_a_whole_pattern_begins_a_word():
    assert sure_words("paris", whole=True) == ("paris",)
    assert sure_words("p?aris", whole=True) == ()


PIECES = [
    "a",
    "b",
    "é",
    "ab",
    " ",
    r"\b",
    r"\s",
    r"\W",
    ".",
    "a?",
    "b*",
    "a+",
    " ?",
    r"\s+",
    "[ab]",
]
PIECES += ["(a|b)", "(ab)?", "b{2}", "'", "-", "^", r"\w", "_", r"\.", " +", "a{0,2}", r"\d", "1"]


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join),
    st.text(alphabet="abé1 '-_.\ne\u0301", max_size=14),
    st.booleans(),
)
def test_no_text_that_a_pattern_is_found_in_lacks_its_words(pattern: str, text: str, whole: bool):
    try:
        finds = Searchable(text).find(Sought(pattern, regex=True, whole=whole))
    except UserError:
        return
    if finds:
        tokens = _TOKEN.findall(fold(text))
        for word in sure_words(pattern, whole=whole):
            assert any(token.startswith(word) for token in tokens), (word, tokens)
