"""The claim model: what it makes of features, what ships, and how it is trained."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from annotator.learning import claim_training
from annotator.learning.claim_examples import WRITTEN, Grain, Reader
from annotator.prelabel import claim_model as models
from annotator.prelabel.claim_model import ClaimModel, claim_model
from annotator.services.schemes import load_scheme
from tests.conftest import PROJECT
from tests.core.prelabel_help import quotes

GOLD = PROJECT / "tests" / "golden" / "evaluation"
SHIPPED = sorted((PROJECT / "resources" / "models" / "claims").glob("*.toml"))
CLASSES = ("demand", "deny", "assert")


def model(*start: float, **weights: tuple[float, ...]) -> ClaimModel:
    return ClaimModel(CLASSES, start, weights)


# What it makes of features


def test_what_is_there_adds_up_and_what_is_not_known_weighs_nothing():
    made = model(0.0, 0.0, 1.0, no=(0.0, 3.0, 0.0))
    assert made.ranked(["unheard-of"])[0][0] == "assert"
    ranked = made.ranked(["no", "unheard-of"])
    assert ranked[0][0] == "deny"
    assert sum(share for _, share in ranked) == pytest.approx(1)
    assert all(left[1] >= right[1] for left, right in pairwise(ranked))


def test_among_strong_classes_that_are_nearly_as_likely_the_codebook_decides():
    assert model(1.0, -9.0, 1.05).ranked([])[0][0] == "demand"
    assert model(1.0, -9.0, 1.5).ranked([])[0][0] == "assert"
    assert model(1.0, 1.02, 1.05).ranked([])[0][0] == "assert", "none is strong"


# What ships


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_model_is_small_whole_and_knows_the_schemes_classes(path: Path):
    found = claim_model(path.stem)
    assert found is not None
    assert path.stat().st_size < 200_000
    known = {one.id for one in load_scheme("diplomacy@1").labels("claim_types")}
    assert set(found.classes) <= known
    assert all(len(row) == len(found.classes) for row in (found.start, *found.weights.values()))
    assert not any(name.startswith(WRITTEN) for name in found.weights)


def test_french_has_a_model_and_a_language_without_one_goes_by_the_rules():
    assert [path.stem for path in SHIPPED] == ["fr"]
    assert claim_model("en") is None


def test_without_a_model_the_rules_decide(monkeypatch: pytest.MonkeyPatch):
    text = "« La Russie viole le droit international », a dit le maire."
    with monkeypatch.context() as changed:
        changed.setattr("annotator.prelabel.claims.claim_model", lambda _: None)
        (by_rules,) = quotes(text)
    (weighed,) = quotes(text)
    assert (by_rules.claim, by_rules.claim_secondary, by_rules.claims) == ("accuse", "legal", [])
    assert weighed.claim == "accuse"
    assert weighed.claims[0][0] == "accuse"
    assert dict(weighed.claims)["legal"] < weighed.claims[0][1] < 1


# Training


def test_what_only_one_text_shows_is_withdrawn_from_it():
    reader = Reader("fr")
    examples = list(reader.quoted([GOLD]))
    assert examples
    stands = [said for said, _ in reader.judged(examples, Grain.NOTHING)]
    withdrawn = [said for said, _ in reader.judged(examples, Grain.WORDS)]
    assert all(
        set(less.fits) <= set(more.fits) for less, more in zip(withdrawn, stands, strict=True)
    )
    alone = [one for one in examples if one.text == examples[0].text]
    assert not any(said.fits for said, _ in reader.judged(alone, Grain.PATTERN))


def test_written_examples_are_marked_and_their_classes_are_the_codebooks():
    reader = Reader("fr")
    examples = list(reader.written(PROJECT / "benchmarks" / "claims" / "fr.toml"))
    assert {one.claim for one in examples} == set(reader.order)
    assert all(WRITTEN in names for _, names in reader.judged(examples, Grain.NOTHING))


def test_the_same_gold_gives_the_same_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    pytest.importorskip("sklearn", reason="the extra `training` is not installed")
    monkeypatch.setattr(claim_training, "_FOLDS", 2)
    monkeypatch.setattr(claim_training, "_INNER_FOLDS", 2)
    monkeypatch.setattr(claim_training, "STRENGTHS", (0.3,))
    made = [tmp_path / "one.toml", tmp_path / "two.toml"]
    cards = [claim_training.train("fr", [GOLD], path) for path in made]
    assert made[0].read_bytes() == made[1].read_bytes()
    assert cards[0]["quotes"] > 0
    monkeypatch.setattr(models, "files", lambda _: tmp_path)
    folder = tmp_path / "models" / "claims"
    folder.mkdir(parents=True)
    made[0].rename(folder / "fr.toml")
    read = models.claim_model.__wrapped__("fr")
    assert read is not None
    assert read.ranked(["rules=deny", "fits=deny"])[0][0] == "deny"
