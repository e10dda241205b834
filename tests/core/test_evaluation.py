"""Evaluation: the measures on small cases whose answer is plain, and bad gold refused."""

from __future__ import annotations

import json

import pytest

from annotator.model.fields import (
    FormError,
)
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference, Speaker
from annotator.model.text import Span, SpanError
from annotator.quality.evaluation import Rate, Scores, evaluate, matched
from annotator.quality.gold_file import read_gold

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


def test_a_header_that_was_cut_shifts_the_offsets() -> None:
    shifted = Quote(ItemId("q"), "direct", (Span.of(TEXT[3:], 0, 4),), claim_type="deny")
    scores = evaluate(gold(), [shifted], ACTORS, shift=3)
    assert scores.quotes.right == 1


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
    with pytest.raises(FormError):
        read_gold(TEXT.encode(), b"{")


def test_all_shared_gold_can_be_read(shared) -> None:
    files = sorted((shared / "gold").glob("*.json"))
    assert files
    for path in files:
        assert read_gold(path.with_suffix(".txt").read_bytes(), path.read_bytes()).text
