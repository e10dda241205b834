"""Evaluation: the measures on small cases whose answer is plain, and bad gold refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.fields import (
    FormError,
)
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference, Speaker
from annotator.model.text import Span, SpanError
from annotator.quality.evaluation import compare, evaluate
from annotator.quality.gold_file import read_gold
from annotator.quality.gold_form import as_line, in_gold_form, without_header
from annotator.quality.mistakes import Mistake, edits
from annotator.quality.scores import Rate, Scores
from annotator.quality.spans import covered, matched

TEXT = "« Non », a dit Anna Roux. Elle a ajouté que Paris paierait."


def span(words: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words}


def gold_json(**changes: object) -> bytes:
    data = {
        "id": "g",
        "quotes": [
            {
                "id": "q01",
                "type": "direct",
                "content": [span("« Non »")],
                "cue": [span("a dit")],
                "speaker": {"canonical": "Anna Roux", "accept": ["Roux"]},
                "claim_type": "DENY",
                "claim_secondary": None,
            },
            {
                "id": "q02",
                "type": "indirect",
                "content": [span("que Paris paierait")],
                "cue": [span("a ajouté")],
                "speaker": {"canonical": "Anna Roux"},
                "claim_type": "PREDICT",
            },
        ],
        "entities": [{**span("Anna Roux"), "label": "PER"}, {**span("Paris"), "label": "LOC"}],
        "scare_quotes": [],
        **changes,
    }
    return json.dumps(data).encode()


def gold(**changes: object):
    return read_gold(TEXT.encode(), gold_json(**changes))


def quote(words: str, actor: str, claim: str, kind: str = "direct") -> Quote:
    start = TEXT.index(words)
    who = Speaker(ActorId(actor))
    segments = (Span.of(TEXT, start, start + len(words)),)
    return Quote(ItemId(words), kind, segments, speakers=(who,), claim_type=claim)


ACTORS = {ActorId("a"): Actor(ActorId("a"), "Roux"), ActorId("b"): Actor(ActorId("b"), "Paris")}


def test_right_and_wrong_are_counted() -> None:
    items = [
        quote("« Non »", "a", "deny"),
        quote("que Paris", "b", "assert", "indirect"),
        quote("Elle", "b", "assert"),
        Mention(ItemId("m"), Span.of(TEXT, 15, 24), label="PER"),
    ]
    scores = evaluate(gold(), items, ACTORS)
    assert scores.quotes == Rate(2, 3, 2)
    assert scores.relations == Rate(1, 3, 2)
    assert scores.speakers == Rate(1, 2, 2)
    assert scores.claims == Rate(1, 2, 2)
    assert scores.kinds == Rate(2, 2, 2)
    assert scores.entities == Rate(1, 1, 2)


def test_less_than_half_is_no_match() -> None:
    assert evaluate(gold(), [quote("que", "a", "deny")], ACTORS).quotes.right == 0


def test_references_count_where_the_gold_has_them() -> None:
    place = Span.of(TEXT, 40, 45)
    found = [SanctionsReference(ItemId("r"), place, kind="measure", status="in_force")]
    listed = [{"start": 40, "end": 45, "text": place.text, "kind": "measure", "status": "lifted"}]
    scores = evaluate(gold(references=listed), found, ACTORS)
    assert scores.references == Rate(1, 1, 1)
    assert scores.reference_kinds == Rate(1, 1, 1)
    assert scores.reference_statuses == Rate(0, 1, 1)
    assert evaluate(gold(), found, ACTORS).references == Rate()


def test_scare_quotes_are_left_out() -> None:
    assert evaluate(gold(), [quote("« Non »", "a", "deny", "scare")], ACTORS).quotes.predicted == 0


def test_pairs_are_one_to_one_and_the_best_first() -> None:
    ten, seven, rest = frozenset(range(10)), frozenset(range(7)), frozenset(range(5, 12))
    assert matched([ten], [seven, ten]) == [(0, 1)]
    assert matched([ten, rest], [ten]) == [(0, 0)]


def test_overlap_asks_how_much_of_the_gold_is_covered() -> None:
    ten, three, four, long = (frozenset(range(size)) for size in (10, 3, 4, 100))
    assert covered([ten], [three], 0.3) == []  # more than 0.3, not as much
    assert covered([ten], [four], 0.3) == [(0, 0)]
    assert covered([ten], [four], 0.8) == []
    assert covered([ten], [four, long], 0.3) == [(0, 1)]  # too long is not punished…
    assert matched([ten], [four, long]) == []  # …but here


def test_overlap_goes_in_the_order_of_the_gold() -> None:
    first, second = frozenset(range(10)), frozenset(range(5, 15))
    assert covered([first, second], [frozenset(range(5, 15))], 0.3) == [(0, 0)]


@given(
    st.lists(st.frozensets(st.integers(0, 30), min_size=1), max_size=6),
    st.lists(st.frozensets(st.integers(0, 30), min_size=1), max_size=6),
)
def test_matching_uses_each_place_once_and_finds_itself(left, right) -> None:
    for pairs in (matched(left, right), covered(left, right, 0.3)):
        assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert len(matched(left, left)) == len(left)
    assert len(covered(left, right, 0.8)) <= len(covered(left, right, 0.0))


def test_quotes_are_counted_by_every_measure() -> None:
    items = [quote("« Non »", "a", "deny"), quote("que Paris pai", "b", "assert", "indirect")]
    scores = evaluate(gold(), items, ACTORS)
    assert scores.quotes == scores.quotes_overlap_03 == Rate(2, 2, 2)
    assert scores.quotes_exact == scores.quotes_overlap_08 == Rate(1, 2, 2)


def test_cues_overlap_one_to_one() -> None:
    start = TEXT.index("dit")
    with_cue = replace(quote("« Non »", "a", "deny"), cues=(Span.of(TEXT, start, start + 3),))
    assert evaluate(gold(), [with_cue], ACTORS).cues == Rate(1, 1, 2)


def test_claims_and_labels_are_told_apart() -> None:
    items = [quote("« Non »", "a", "accuse"), Mention(ItemId("m"), Span.of(TEXT, 15, 24), "name")]
    items.append(Mention(ItemId("n"), Span.of(TEXT, 44, 49), label="ORG"))
    found = compare(gold(), in_gold_form("g", TEXT, items, ACTORS))
    assert dict(found.claims) == {("deny", "accuse"): 1}
    assert found.labels == {
        "": Rate(0, 1, 0),
        "LOC": Rate(0, 0, 1),
        "ORG": Rate(0, 1, 0),
        "PER": Rate(0, 0, 1),
    }


def test_each_difference_is_one_edit_with_its_place() -> None:
    items = [
        quote("« Non »", "b", "accuse"),
        quote("Elle", "a", "assert"),
        Mention(ItemId("m"), Span.of(TEXT, 15, 24), label="ORG"),
        Mention(ItemId("n"), Span.of(TEXT, 26, 30), label="PER"),
    ]
    found = compare(gold(), in_gold_form("g", TEXT, items, ACTORS)).mistakes
    said = [(one.layer, one.fault, one.span.text) for one in found]
    assert said == [
        ("quotes", "speaker", "« Non »"),
        ("quotes", "claim", "« Non »"),
        ("entities", "label", "Anna Roux"),
        ("quotes", "spurious", "Elle"),
        ("entities", "spurious", "Elle"),
        ("quotes", "missed", "que Paris paierait"),
        ("entities", "missed", "Paris"),
    ]
    assert (found[0].expected, found[0].found) == ("Anna Roux", "Paris")
    assert edits(found)["quotes", "relabels"] == 1
    assert edits(found)["entities", "adds"] == 1


def test_another_extent_is_one_move() -> None:
    found = compare(gold(), in_gold_form("g", TEXT, [quote("Non »", "a", "deny")], ACTORS))
    bounds = [one for one in found.mistakes if one.fault == "bounds"]
    assert bounds == [Mistake("quotes", "bounds", Span.of(TEXT, 2, 7), "« Non »", "Non »", 0)]


def test_the_gold_itself_needs_no_edit() -> None:
    line = as_line(gold())
    form = in_gold_form("g", TEXT, line.annotation.items, {one.id: one for one in line.actors})
    assert compare(gold(), form).mistakes == ()


def test_a_header_that_was_cut_moves_the_gold() -> None:
    header = " date 2023-08 "
    data = json.loads(gold_json())
    for one in (*data["entities"], *(p for q in data["quotes"] for p in q["content"] + q["cue"])):
        one["start"] += len(header)
        one["end"] += len(header)
    whole = read_gold((header + TEXT).encode(), json.dumps(data).encode())
    assert without_header(whole, len(header)) == gold()
    assert without_header(whole, 0) is whole
    with pytest.raises(SpanError):
        without_header(gold(), 3)


def test_several_speakers_are_right_together() -> None:
    both = Quote(
        ItemId("q"),
        "direct",
        (Span.of(TEXT, 0, 7),),
        speakers=(Speaker(ActorId("a")), Speaker(ActorId("b"))),
    )
    speakers = {"canonical": "Roux et Paris", "accept": []}
    data = json.loads(gold_json())
    data["quotes"][0]["speaker"] = speakers
    answer = read_gold(TEXT.encode(), json.dumps(data).encode())
    assert evaluate(answer, [both], ACTORS).speakers.right == 1


def test_rates_of_nothing_are_whole_and_sums_add_up() -> None:
    assert (Rate().precision, Rate().recall, Rate().f1) == (1.0, 1.0, 1.0)
    assert (Rate(1, 2, 4) + Rate(1, 2, 4)).f1 == pytest.approx(1 / 3)
    assert (Scores(quotes=Rate(1, 1, 1)) + Scores(quotes=Rate(0, 1, 1))).quotes == Rate(1, 2, 2)


def test_gold_for_another_text_is_refused() -> None:
    with pytest.raises(FormError) as caught:
        gold(sha256="0" * 64)
    assert caught.value.message.id == "evaluate.other_text"
    with pytest.raises(SpanError):
        gold(scare_quotes=[{"start": 0, "end": 2, "text": "xx"}])
    for raw in (b"{", b"[" * 100_000, b"[]", b"\xff"):
        with pytest.raises(FormError):
            read_gold(TEXT.encode(), raw)
    with pytest.raises(FormError) as caught:
        gold(quotes=[{"id": "q", "type": "direct", "content": []}])
    assert caught.value.message.params == (("field", "content"),)


def test_all_shared_gold_can_be_read(shared) -> None:
    files = sorted((shared / "gold").glob("*.json"))
    assert files
    for path in files:
        assert read_gold(path.with_suffix(".txt").read_bytes(), path.read_bytes()).text
