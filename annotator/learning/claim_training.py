"""Training of the claim model: `make claims GOLD="folder folder"` (docs/models.md).

Needs scikit-learn (the extra `training`); what it writes is read without any library.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from annotator.learning.claim_examples import WRITTEN, Example, Grain, Reader
from annotator.learning.toml_text import toml_text
from annotator.prelabel.claim_model import ClaimModel

SHIPPED = Path(__file__).parents[2] / "resources" / "models" / "claims"
WRITTEN_FOLDER = Path(__file__).parents[2] / "benchmarks" / "claims"
STRENGTHS = (0.1, 0.2, 0.3, 0.5, 1.0)
"""How freely weights may grow (C of the regression); cross-validation chooses."""
GRAINS = (Grain.PATTERN, Grain.WORDS)
"""The rules' knowledge of each text is withdrawn in both ways; each counts half."""
_FOLDS, _INNER_FOLDS = 12, 5
_SEED = 7
_WRITTEN_WEIGHT = 0.3
_LEAST = 0.05
"""A feature none of whose weights reaches this is left out."""
HEADING = """The claim model: what each class gains by each feature (claim_features.py).
Written by `make claims`; docs/models.md explains it."""


@dataclass(frozen=True, slots=True)
class Row:
    """An example as the regression sees it.

    Attributes:
        by_rules: the claim type that the rules choose.
    """

    example: Example
    by_rules: str
    features: tuple[str, ...]


Rows = dict[Grain, list[Row]]
"""The same examples in the same order, by what is withdrawn from the rules."""


def rows(reader: Reader, examples: Sequence[Example]) -> Rows:
    """The examples with what the rules say of them, for every grain."""
    return {
        grain: [
            Row(one, said.claim, tuple(names))
            for one, (said, names) in zip(examples, reader.judged(examples, grain), strict=True)
        ]
        for grain in Grain
    }


def fit(known: Rows, chosen: Sequence[int], classes: Sequence[str], strength: float) -> ClaimModel:
    """Fit a model to some of the examples, by their numbers."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    some = [known[grain][number] for grain in GRAINS for number in chosen]
    weights = [
        (_WRITTEN_WEIGHT if one.example.source == WRITTEN else 1.0) / len(GRAINS) for one in some
    ]
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys(one.features, 1.0) for one in some])
    regression = LogisticRegression(C=strength, max_iter=3000)
    regression.fit(table, [one.example.claim for one in some], sample_weight=weights)
    found = list(regression.classes_)
    classes = tuple(one for one in classes if one in found)
    places = [found.index(one) for one in classes]
    gains = {
        name: tuple(round(float(regression.coef_[place][column]), 2) for place in places)
        for column, name in enumerate(vectors.feature_names_)
        if name != WRITTEN
    }
    kept = {name: row for name, row in gains.items() if max(map(abs, row)) >= _LEAST}
    start = tuple(round(float(regression.intercept_[place]), 2) for place in places)
    return ClaimModel(classes, start, kept)


def parted(
    known: Rows, numbers: Sequence[int], parts: int
) -> Iterator[tuple[list[int], list[int]]]:
    """Numbers to learn from and numbers to be tried on, text by text; written ones only teach."""
    real = known[Grain.NOTHING]
    texts = sorted({real[number].example.text for number in numbers} - {""})
    random.Random(_SEED).shuffle(texts)
    for part in range(min(parts, len(texts))):
        tried = set(texts[part::parts])
        yield (
            [number for number in numbers if real[number].example.text not in tried],
            [number for number in numbers if real[number].example.text in tried],
        )


def place(model: ClaimModel, row: Row) -> int:
    """Where in the model's ranking the gold's class stands; 0 is the first place."""
    ranked = [claim for claim, _ in model.ranked(row.features)]
    return ranked.index(row.example.claim) if row.example.claim in ranked else len(ranked)


def best_strength(known: Rows, numbers: Sequence[int], classes: Sequence[str]) -> float:
    """The strength that does best in a cross-validation over some of the examples."""
    scores = dict.fromkeys(STRENGTHS, 0)
    for learnt, tried in parted(known, numbers, _INNER_FOLDS):
        for strength in STRENGTHS:
            model = fit(known, learnt, classes, strength)
            scores[strength] += sum(
                not place(model, known[grain][number]) for grain in GRAINS for number in tried
            )
    return max(STRENGTHS, key=lambda one: scores[one])


def validated(known: Rows, classes: Sequence[str]) -> dict[str, dict[str, dict[str, float]]]:
    """Shares of right claim types by grain and folder: of the rules, and of models cross-validated.

    The strength is chosen inside each part, without the texts that the part is tried on.
    """
    numbers = range(len(known[Grain.NOTHING]))
    places: dict[Grain, dict[int, int]] = {grain: {} for grain in Grain}
    for learnt, tried in parted(known, numbers, _FOLDS):
        model = fit(known, learnt, classes, best_strength(known, learnt, classes))
        for grain in Grain:
            places[grain] |= {number: place(model, known[grain][number]) for number in tried}
    return {grain.value: dict(_shares(known[grain], places[grain])) for grain in Grain}


def _shares(
    some: Sequence[Row], places: Mapping[int, int]
) -> Iterator[tuple[str, dict[str, float]]]:
    folders = sorted({some[number].example.source for number in places})
    for name in ("all", *folders):
        mine = [number for number in places if name in ("all", some[number].example.source)]
        count = len(mine)
        by_rules = sum(some[number].by_rules == some[number].example.claim for number in mine)
        shares = {
            "rules": by_rules / count,
            "model": sum(places[number] == 0 for number in mine) / count,
            "model_first_two": sum(places[number] < 2 for number in mine) / count,
        }
        yield name, {"quotes": count, **{key: round(one, 3) for key, one in shares.items()}}


def model_text(model: ClaimModel, card: dict[str, Any]) -> str:
    """A model with its card as the TOML that `claim_model` reads."""
    weights = {name: list(row) for name, row in sorted(model.weights.items())}
    data = {
        "classes": list(model.classes),
        "start": list(model.start),
        "weights": weights,
        "card": card,
    }
    return toml_text(data, HEADING)


def train(language: str, folders: Sequence[Path], out: Path) -> dict[str, Any]:
    """Train the model of a language, write it to `out` and give its card.

    Args:
        language: whose gold is taken, and whose written examples if there are any.
        folders: of gold.
        out: the file; it is replaced.

    Raises:
        FormError: a file of gold cannot be read.
        LexiconError: the rules cannot be read.
    """
    reader = Reader(language)
    examples = list(reader.quoted(folders))
    file = WRITTEN_FOLDER / f"{language}.toml"
    if file.is_file():
        examples += reader.written(file)
    known = rows(reader, examples)
    numbers = range(len(examples))
    strength = best_strength(known, numbers, reader.order)
    model = fit(known, numbers, reader.order, strength)
    real = [one for one in examples if one.source != WRITTEN]
    card = {
        "language": language,
        "data": "gold and written examples (docs/models.md); no text is in here",
        "texts": len({one.text for one in real}),
        "quotes": len(real),
        "written_examples": len(examples) - len(real),
        "strength": strength,
        "licence": "MIT, as the program",
        "right": validated(known, reader.order),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(model_text(model, card), "utf-8")
    return card


def main(
    language: Annotated[str, typer.Argument(help="Language of the model: fr, en.")],
    gold: Annotated[list[Path], typer.Argument(help="Folders of gold.")],
    out: Annotated[Path | None, typer.Option(help="The file; the shipped one by default.")] = None,
) -> None:
    """Train the claim model of a language and print its card."""
    card = train(language, gold, out or SHIPPED / f"{language}.toml")
    sys.stdout.write(toml_text(card, f"The claim model for {language}"))


if __name__ == "__main__":
    typer.run(main)
