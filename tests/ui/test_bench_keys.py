"""The ideal annotator reaches gold in the real window, and counts every key that it takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.bench_keys import figures_of, replay, table
from benchmarks.keys.wanted import WantedArticle, read_folder

FRENCH = (
    "Port fermé\n\n"
    "« Le port restera fermé », a déclaré lundi la ministre Ada Kern, « et les quais aussi ». "
    "Elle a ajouté que les sanctions contre la Valdanie seraient levées. "
    "Le navire « Mistral » attend au large de Bruges.\n"
)
ENGLISH = (
    "“We will not pay,” said Paul Varnier on Monday. The mayor told reporters that the bridge "
    "was safe. Paul Varnier left Bruges in the evening.\n"
)


def span(text: str, words: str, nth: int = 0) -> dict:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def quote(text: str, kind: str, pieces: list[str], cue: str, source: str, **more) -> dict:
    return {
        "id": f"q-{pieces[0]}",
        "type": kind,
        "content": [span(text, one) for one in pieces],
        "cue": [span(text, cue)] if cue else [],
        "source": span(text, source) if source else None,
        "source_type": more["known"],
        "speaker": {"canonical": more["speaker"], "accept": []},
        "claim_type": more["claim"],
        "claim_secondary": more.get("second"),
        "sanctions": None,
    }


def french() -> dict:
    text = FRENCH
    return {
        "id": "port",
        "quotes": [
            quote(
                text, "direct", ["« Le port restera fermé »", "« et les quais aussi »"],
                "a déclaré", "la ministre Ada Kern",
                known="named", speaker="Ada Kern", claim="COMMIT", second="ASSERT",
            ),
            quote(
                text, "indirect", ["que les sanctions contre la Valdanie seraient levées"],
                "a ajouté", "Elle", known="pronoun", speaker="Ada Kern", claim="PREDICT",
            ),
        ],
        "entities": [
            {**span(text, "Ada Kern"), "label": "PER"},
            {**span(text, "Valdanie"), "label": "LOC"},
            {**span(text, "Bruges"), "label": "LOC"},
        ],
        "scare_quotes": [span(text, "« Mistral »")],
        "references": [
            {
                "span": span(text, "sanctions contre la Valdanie"),
                "kind": "vague", "status": "lifted", "hedged": True,
                "links": [], "nil_reason": "not_in_catalogue",
            }
        ],
    }  # fmt: skip


def english() -> dict:
    text = ENGLISH
    return {
        "id": "bridge",
        "quotes": [
            quote(
                text, "direct", ["“We will not pay,”"], "said", "Paul Varnier",
                known="named", speaker="Paul Varnier", claim="DENY",
            ),
            quote(
                text, "indirect", ["that the bridge was safe"], "told", "The mayor",
                known="nominal", speaker="mayor", claim="ASSERT",
            ),
        ],
        "entities": [
            {**span(text, "Paul Varnier"), "label": "PER"},
            {**span(text, "Paul Varnier", 1), "label": "PER"},
            {**span(text, "Bruges"), "label": "LOC"},
        ],
        "scare_quotes": [],
    }  # fmt: skip


def written(folder: Path, *golds: dict) -> tuple[WantedArticle, ...]:
    folder.mkdir(exist_ok=True)
    for gold in golds:
        text = FRENCH if gold["id"] == "port" else ENGLISH
        (folder / f"{gold['id']}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / f"{gold['id']}.json").write_text(json.dumps(gold), encoding="utf-8")
    return read_folder(folder)


@pytest.mark.parametrize("suggested", [True, False])
def test_two_texts_become_their_gold(qapp, tmp_path: Path, suggested: bool):
    found = replay(written(tmp_path / "gold", french(), english()), suggested=suggested)
    assert [one.name for one in found] == ["bridge", "port"]
    for one in found:
        assert (dict(one.unlike), dict(one.stuck)) == ({}, {}), one.name
        assert one.finished
        assert one.count.keys == sum(one.count.by_action.values())
        assert one.count.keys > one.count.actions > one.quotes


def test_another_gold_takes_other_keys(qapp, tmp_path: Path):
    """One end by a word, one more label: each is reached, and each is counted."""
    (plain,) = replay(written(tmp_path / "gold", french()), suggested=False)
    gold = french()
    gold["quotes"][0]["claim_secondary"] = None
    (less,) = replay(written(tmp_path / "less", gold), suggested=False)
    assert (plain.count.keys - less.count.keys, dict(less.unlike)) == (2, {})
    gold["entities"].append({**span(FRENCH, "Port"), "label": "MISC"})
    (more,) = replay(written(tmp_path / "more", gold), suggested=False)
    assert more.count.by_item["mention"] > less.count.by_item["mention"]
    assert not more.unlike


def test_what_no_key_reaches_is_named(qapp, tmp_path: Path):
    gold = english()
    gold["quotes"][0]["claim_type"] = "BOAST"
    (found,) = replay(written(tmp_path / "gold", gold), suggested=False)
    assert set(found.unlike) == {"claim"}
    assert found.stuck["label boast"]


def test_the_figures_are_sums_of_the_texts(qapp, tmp_path: Path):
    articles = written(tmp_path / "gold", french(), english())
    suggested = replay(articles, suggested=True)
    bare = replay(articles, suggested=False)
    by_name = {one.name: one for one in figures_of(articles, suggested, bare)}
    keys = [sum(one.count.keys for one in side) for side in (suggested, bare)]
    assert by_name["keys.article"].value == keys[0] / 2
    assert by_name["keys.article"].ratio == keys[0] / keys[1] < 1
    assert by_name["keys.quote"].n == 5, "the marks that quote nobody are decided on, too"
    assert by_name["keys.unreached_bare"].value == 0
    assert table(suggested, bare).row_count == 3
