"""Finding in the project: terms, filters, and every find in its context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.dates import PartialDate
from annotator.model.finding import ProjectQuery, Term, terms_of
from annotator.model.ids import ArticleId, ItemId, SuggestionId
from annotator.model.items import Mention
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.services import finding
from annotator.services.annotating import History, Session
from annotator.services.finding import count_articles, find_choices, find_page
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, make

TEXTS = (
    ("🚢 Le Conseil de sécurité se tait.\nLa Résolution 1718 du Conseil, dit-on.", "2023", "Une"),
    ("Les re\u0301solutions du conseil municipal de Séoul.", "2023-08-30", "Deux"),
    ("Moscou et Séoul. « Moscou », dit Moscou.", "2024-01", "Une"),
    ("A resolution of the Council in Moscow.", None, None),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        for number, (text, date, source) in enumerate(TEXTS):
            day = PartialDate.parse(date) if date else None
            language = "en" if text.startswith("A ") else "fr"
            meta = Metadata(published=day, source=source, language=language)
            own = Article(ArticleId(new_id()), text, f"T{number}", text_sha256(text), meta=meta)
            add(made, own)
        yield made


def find(project: Project, words: str = "", **more: object) -> dict[str, list[str]]:
    """The words of the finds, by title."""
    query = replace(ProjectQuery(BY, words), **more)
    found = find_page(project, query)
    assert found.count == count_articles(project, query) == len(found.articles)
    return {one.title: [line.words for line in one.lines] for one in found.articles}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("resolution", {"T0": ["Résolution"], "T1": ["re\u0301solutions"], "T3": ["resolution"]}),
        (
            "resol conseil",
            {
                "T0": ["Conseil", "Résolution", "Conseil"],
                "T1": ["re\u0301solutions", "conseil"],
            },
        ),
        ("« conseil de securite »", {"T0": ["Conseil de sécurité"]}),
        ('"conseil"', {"T0": ["Conseil", "Conseil"], "T1": ["conseil"]}),
        ('"cons"', {}),
        ("dit-on", {"T0": ["dit-on"]}),
        ("moscou", {"T2": ["Moscou", "Moscou", "Moscou"]}),
        ("une", {"T0": [], "T2": []}),
        ("OR", {}),
        ("se*", {"T0": ["sécurité", "se"], "T1": ["Séoul"], "T2": ["Séoul"]}),
        ("NEAR(", {}),
        ("", {}),
        ("—", {}),
    ],
)
def test_words_are_found_in_their_articles(project: Project, words: str, found: dict):
    assert find(project, words) == found


def test_a_find_stands_in_its_line(project: Project):
    (article,) = find_page(project, ProjectQuery(BY, "1718")).articles
    (line,) = article.lines
    text = TEXTS[0][0]
    assert (line.before, line.words, line.after) == (
        "La Résolution ",
        "1718",
        " du Conseil, dit-on.",
    )
    assert text[line.start : line.end] == "1718"
    assert (article.published, article.source, article.hits) == ("2023", "Une", 1)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"source": "Une"}, ["T0"]),
        ({"language": "en"}, ["T3"]),
        ({"since": PartialDate(2023, 9)}, ["T0"]),
        ({"since": PartialDate(2024)}, []),
        ({"until": PartialDate(2023, 8, 30)}, ["T0", "T1"]),
        ({"until": PartialDate(2023, 8, 29)}, ["T0"]),
        ({"status": "new"}, ["T0", "T1", "T3"]),
        ({"status": "done"}, []),
    ],
)
def test_filters_by_metadata(project: Project, filters: dict, titles: list[str]):
    """`2023` may be any day of that year."""
    assert sorted(find(project, "resolution", **filters)) == titles


def test_the_state_is_that_of_the_annotator(project: Project):
    first = project.article_rows(BY)[0].id
    session_of(project, first).finish()
    assert list(find(project, "resolution", status="done")) == ["T0"]
    query = ProjectQuery("Somebody", "resolution", status="new")
    assert count_articles(project, query) == 3


def test_words_can_be_asked_for_inside_items_alone(project: Project):
    own = next(row.id for row in project.article_rows(BY) if row.title == "T2")
    text = TEXTS[2][0]
    last = text.rindex("Moscou")
    item = Mention(ItemId(new_id()), Span.of(text, last, last + 6), "name", "LOC")
    one = Suggestion(SuggestionId(new_id()), own, item, "entities-fr@1", 0.9, msg("why.test"))
    project.save_proposals(Proposals(own, (one,)))
    assert find(project, "moscou", type="mention", label="LOC") == {"T2": ["Moscou"]}
    assert find(project, "", type="mention") == {"T2": ["Moscou"]}
    assert find(project, "moscou", label="PER") == {}
    assert find(project, "seoul", label="LOC") == {"T2": []}
    session = session_of(project, own)
    session.reject(item.id)
    assert find(project, "moscou", label="LOC") == {}
    session.add_mention(0, 6, "LOC")
    assert find(project, "moscou", label="LOC") == {"T2": ["Moscou"]}


def test_the_bin_is_not_searched(project: Project):
    state = project.article_state(project.article_rows(BY)[0].id)
    project.edit_article(state, replace(state, binned=True), BY)
    assert sorted(find(project, "resolution")) == ["T1", "T3"]


def test_pages_follow_each_other(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finding, "PAGE", 2)
    query = ProjectQuery(BY, "resolution")
    first = find_page(project, query)
    second = find_page(project, query, first.after, first.count)
    titles = [one.title for page in (first, second) for one in page.articles]
    assert titles == ["T0", "T1", "T3"]
    assert (first.count, second.after) == (3, 3)


def test_terms():
    assert terms_of("l’Ukraine “deux mots” nord-coréen ! fin") == (
        Term(("l", "ukraine")),
        Term(("deux", "mots"), whole=True),
        Term(("nord", "coreen")),
        Term(("fin",)),
    )


def test_choices_come_from_the_articles(project: Project):
    choices = find_choices(project)
    assert (choices.sources, choices.languages) == (("Deux", "Une"), ("en", "fr"))


def session_of(project: Project, article: ArticleId) -> Session:
    loaded = project.load_work(article, BY)
    history, scheme = History.of(loaded.log), load_scheme("diplomacy@1")
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)
