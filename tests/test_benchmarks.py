"""The benchmarks measure what they say: the articles, the arithmetic, the file of figures."""

from __future__ import annotations

import importlib
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from rapidfuzz.distance import OSA

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import EntryId
from annotator.model.listed import ListedEntry, ListedName
from annotator.model.message import GuillemetError
from annotator.prelabel.pipeline import propose
from annotator.services.entry_search import Hit, Particulars
from benchmarks.__main__ import BENCHES, table
from benchmarks.bench_lists import place_of
from benchmarks.crash import LANGUAGES, MUTILATIONS, Mutilation, check, run
from benchmarks.crash import article_with as made
from benchmarks.figures import Figure, exponent, milliseconds, write_json
from benchmarks.lists_workload import made_up, mistyped, ordinary_names, spellings
from benchmarks.references import pure_pass, raw_commit, raw_database
from benchmarks.workload import SPANS_PER_WORD, annotation_of, article_of, text_of

BENCH_FILES = sorted((Path(__file__).parent.parent / "benchmarks").glob("bench_*.py"))


def test_every_bench_can_be_run():
    assert sorted(BENCHES.values()) == [f"benchmarks.{path.stem}" for path in BENCH_FILES]


@pytest.mark.parametrize("name", BENCHES)
def test_every_bench_has_its_figures(name: str):
    assert callable(importlib.import_module(BENCHES[name]).figures)


@pytest.mark.parametrize("length", [500, 5_000])
def test_articles_have_their_length_and_density(length: int):
    article = article_of(length)
    count = len(article.text.split())
    assert length <= count < length + 200
    items = annotation_of(article).items
    assert len(items) / count == pytest.approx(SPANS_PER_WORD, rel=0.1)


def test_the_same_length_is_the_same_text():
    assert text_of(700) == text_of(700)
    assert text_of(700).startswith(text_of(100).rstrip("\n"))


@pytest.mark.parametrize("power", [1, 2])
def test_growth_is_seen(power: int):
    sizes = (500, 5_000, 50_000)
    assert exponent(sizes, [3.0 * size**power for size in sizes]) == pytest.approx(power)


def test_an_action_runs_once_more_than_it_is_measured():
    calls: list[int] = []
    assert milliseconds(lambda: calls.append(1), repeat=4) >= 0
    assert len(calls) == 5


def test_the_pure_pass_finds_what_is_there():
    text = "« Jamais », a déclaré Anna Kern. Anna Kern vit à Bruges."
    assert pure_pass(text, frozenset({"Anna Kern"})) == 4


def test_a_raw_commit_is_a_row_and_its_log_line(tmp_path: Path):
    with raw_database(tmp_path / "raw.db") as database:
        for number in range(3):
            raw_commit(database, number, "x")
        assert database.execute("SELECT count(*) FROM log").fetchone() == (3,)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA synchronous").fetchone() == (2,)


def test_figures_are_written_by_name(tmp_path: Path):
    figures = [Figure("a", 2.0, "ms", "b", 0.5, 3), Figure("c", 1.0, "MB")]
    write_json(figures, tmp_path / "build" / "bench.json")
    assert json.loads((tmp_path / "build" / "bench.json").read_text(encoding="utf-8")) == {
        "a": {"value": 2.0, "unit": "ms", "against": "b", "ratio": 0.5, "n": 3},
        "c": {"value": 1.0, "unit": "MB", "against": "", "ratio": None, "n": 1},
    }
    assert table(figures).row_count == 2


@pytest.mark.parametrize("mutilate", MUTILATIONS, ids=lambda one: one.__name__)
def test_mutilated_articles_survive(mutilate: Mutilation):
    rng = random.Random(7)
    for language in LANGUAGES:
        own = made(mutilate(text_of(300), rng), language)
        check(own, propose(own))


def test_what_is_wrong_with_proposals_is_found():
    own = made("« Non », a dit Ada Kern.", "fr")
    found = propose(own)
    check(own, found)
    with pytest.raises(AssertionError, match="actor"):
        check(own, replace(found, actors=()))
    with pytest.raises(GuillemetError):
        check(replace(own, text=own.text.upper()), found)


def test_a_run_counts_failures_and_goes_on(monkeypatch: pytest.MonkeyPatch):
    def fails(_article: Article, found: Proposals) -> None:
        raise AssertionError(f"{len(found.suggestions)} suggestions")

    monkeypatch.setattr("benchmarks.crash.check", fails)
    tally = run(len(MUTILATIONS))
    assert len(tally.failures) == len(MUTILATIONS)
    assert set(tally.articles.values()) == {1}
    assert "suggestions" in tally.failures[0]


def test_the_spellings_and_names_are_what_the_page_says():
    found = spellings()
    assert len(found) >= 150
    assert len({one.query for one in found}) == len(found)
    assert [one.half for one in found] == ["tune", "report"] * (len(found) // 2)
    ids = {entry for one in found for entry in one.wanted}
    assert {entry.partition(":")[0] for entry in ids} == {"ofac-sdn", "ofac-cons", "un-sc"}
    ordinary = ordinary_names()
    assert len(set(ordinary)) == len(ordinary) >= 150


def test_typing_errors_are_one_edit_and_always_the_same():
    queries = ["Prigojine", "Kim Jong-un"]
    made = mistyped(queries, 50)
    assert made == mistyped(queries, 50)
    assert all(any(OSA.distance(one, query) <= 1 for query in queries) for one in made)


def test_people_are_made_of_real_words():
    real = {"x": [ListedEntry("x", "1", "person", (ListedName("Anna Berta"),))]}
    entries = list(made_up(real, 40))
    names = [name.text for entry in entries for name in entry.names]
    assert len(names) == 40
    assert {word for name in names for word in name.split()} == {"Anna", "Berta"}


def test_a_group_of_answers_is_one_place():
    def hit(name: str, *same: str) -> Hit:
        others = tuple(map(EntryId, same))
        return Hit(EntryId(name), "x", "person", "", 1.0, False, "", "", Particulars(), others)

    hits = (hit("a", "b"), hit("b", "a"), hit("c"), hit("d"))
    assert [place_of(hits, frozenset({one})) for one in "abcd"] == [0, 0, 1, 2]
    assert place_of(hits, frozenset({"z"})) > 5
