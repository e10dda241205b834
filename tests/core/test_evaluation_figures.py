"""Figures of many articles: intervals over articles, macro-F1, calibration, edits, breakdowns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.annotation import Suggestion
from annotator.model.ids import ArticleId, ItemId, SuggestionId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import msg
from annotator.model.text import Span
from annotator.quality.bootstrap import RESAMPLES, draws, interval
from annotator.quality.calibration import Judged, bins, expected_error, judge
from annotator.quality.evaluation import Comparison
from annotator.quality.figures import flat, summarise
from annotator.quality.gold_file import GoldArticle
from annotator.quality.gold_form import in_gold_form
from annotator.quality.scores import Rate, Scores
from annotator.quality.strata import kinds, of_items, of_kind

TEXT = "« Non », dit Anna. « Oui », dit Paul. Des sanctions visent Omsk."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def quote(words: str, kind: str = "direct", claim: str = "assert") -> Quote:
    return Quote(ItemId(words), kind, (span(words),), claim_type=claim)


def mention(words: str, label: str) -> Mention:
    return Mention(ItemId(words), span(words), label=label)


def form(*items: Item) -> GoldArticle:
    return in_gold_form("g", TEXT, items, {})


GOLD = form(
    quote("« Non »"),
    quote("« Oui »", "mixed"),
    mention("Anna", "PER"),
    mention("Omsk", "LOC"),
    SanctionsReference(ItemId("r"), span("sanctions"), kind="vague", status="in_force"),
)


def suggestion(item: Item, score: float = 0.5, source: str = "quotes-fr@1") -> Suggestion:
    name = SuggestionId(f"s {item.id}")
    return Suggestion(name, ArticleId("a"), item, source, score, msg("form.field", field="x"))


def compared(right: int, predicted: int = 10, expected: int = 10) -> Comparison:
    return Comparison(Scores(quotes=Rate(right, predicted, expected)))


def test_one_article_says_nothing_about_others() -> None:
    summary = summarise([compared(5)])
    assert summary.rates["quotes"].rate == Rate(5, 10, 10)
    assert summary.rates["quotes"].f1 is None
    assert summary.edits.interval is None


def test_equal_articles_leave_no_doubt_and_unequal_ones_do() -> None:
    assert summarise([compared(5)] * 8).rates["quotes"].f1 == (0.5, 0.5)
    low, high = summarise([compared(2), compared(8)] * 8).rates["quotes"].f1
    assert 0.2 < low < 0.5 < high < 0.8


@given(st.lists(st.integers(0, 10), min_size=2, max_size=12))
def test_the_interval_lies_within_the_articles(rights: list[int]) -> None:
    low, high = summarise([compared(one) for one in rights]).rates["quotes"].f1
    assert min(rights) / 10 <= low <= high <= max(rights) / 10


def test_the_same_articles_always_give_the_same_interval() -> None:
    articles = [compared(one) for one in (3, 9, 5, 7, 1)]
    assert summarise(articles) == summarise(articles)
    assert draws(9) != draws(9, seed=1)
    assert all(sum(drawn) == 9 for drawn in draws(9, resamples=20))


def test_draws_that_say_nothing_are_left_out() -> None:
    weights = draws(3)
    assert interval([[1, 0, 0]], lambda sums: None, weights) is None
    only_first = interval([[1, 0, 0]], lambda sums: 7.0 if sums[0] else None, weights)
    assert only_first == (7.0, 7.0)


def test_the_interval_is_the_middle_95_of_100_draws() -> None:
    drawn = [[number] for number in range(1000)]
    assert len(draws(4)) == RESAMPLES == 1000
    assert interval([[1]], lambda sums: sums[0], drawn) == (25, 974)


def test_macro_f1_counts_every_class_of_the_gold_the_same() -> None:
    cells = {("assert", "assert"): 8, ("deny", "assert"): 2, ("", "warn"): 1}
    macro = summarise([Comparison(Scores(), claims=cells)]).claims_macro
    assert macro.value == pytest.approx((2 * 8 / (8 + 10) + 0) / 2)
    assert macro.n == 10  # what the gold leaves open is not counted


def test_a_suggestion_is_right_or_not_and_costs_an_edit_or_not() -> None:
    given_ = [
        suggestion(quote("« Non »"), 0.9),
        suggestion(quote("« Oui »", "direct"), 0.8),
        suggestion(quote("dit Paul"), 0.3),
        suggestion(quote("Des", "scare"), 0.2),
        suggestion(mention("Anna", "ORG"), 0.7, "entities-fr@1"),
        suggestion(mention("Omsk", "LOC"), 0.6, "entities-fr@1"),
        suggestion(SanctionsReference(ItemId("x"), span("Des sanctions")), 0.4, "sanctions-fr@1"),
    ]
    found = [(one.score, one.right, one.unchanged) for one in judge(GOLD, given_, {})]
    assert found == [
        (0.9, True, True),
        (0.8, True, False),
        (0.3, False, False),
        (0.7, False, False),
        (0.6, True, True),
        (0.4, True, False),
    ]


def test_the_error_is_how_far_sureness_and_truth_lie_apart() -> None:
    judged = [Judged("c", "r", 0.95, True, True)] * 3 + [Judged("c", "r", 0.95, False, False)]
    judged += [Judged("c", "r", 1.0, True, False), Judged("c", "r", 0.25, True, True)]
    table = bins(judged)
    assert [(number, one.count, one.right) for number, one in enumerate(table) if one.count] == [
        (2, 1, 1),
        (9, 5, 4),
    ]
    summary = summarise([compared(1), compared(1)], [judged, ()])
    error = summary.reliability["c"].error
    assert error.n == 6
    assert error.value == pytest.approx((abs(0.25 - 1) + abs(0.95 * 4 + 1 - 4)) / 6)
    assert summary.reliability["c"].unchanged.value == pytest.approx(4 / 6)
    assert expected_error([0.0] * 30) is None


def test_perfect_scores_have_no_error() -> None:
    judged = [Judged("c", "r", 1.0, True, True), Judged("c", "r", 0.0, False, False)]
    assert summarise([compared(1)], [judged]).reliability["c"].error.value == 0


def test_every_figure_has_one_name() -> None:
    summary = summarise(
        [Comparison(Scores(), labels={"PER": Rate(1, 2, 1)})], [[Judged("c", "r", 1, True, True)]]
    )
    found = flat(summary)
    assert found["entities.PER"] == pytest.approx(2 / 3)
    assert {"quotes", "claims_macro", "edits", "error.c", "unchanged.c"} < set(found)


def test_a_matched_quote_belongs_to_the_kind_of_the_gold() -> None:
    found = form(quote("« Non »"), quote("« Oui »", "direct"), quote("dit Paul", "indirect"))
    assert kinds([(GOLD, found)]) == ["direct", "indirect", "mixed"]
    sizes = {
        kind: tuple(len(side.quotes) for side in of_kind(GOLD, found, kind))
        for kind in ("direct", "indirect", "mixed")
    }
    assert sizes == {"direct": (1, 1), "indirect": (0, 1), "mixed": (1, 1)}
    assert of_kind(GOLD, found, "mixed")[0].entities == ()


def test_a_component_answers_for_its_own_layers_only() -> None:
    ((gold, _),) = of_items([(GOLD, form(mention("Anna", "PER")))])
    assert (gold.quotes, len(gold.entities), gold.references) == ((), 2, None)
