"""What suggestions are made with: one short word that changes when others would be made.

A project keeps it beside an article's suggestions, so that those of older rules can be made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from annotator.prelabel.evidence import NO_MODELS, ModelChoice
from annotator.prelabel.lexicon import digest, shipped_files, shipped_languages
from annotator.prelabel.models.own import load_own, own_digest
from annotator.prelabel.pipeline import versions
from annotator.sanctions.catalogue import CatalogueEntry
from annotator.sanctions.own_entries import to_values

DIGITS = 16


def made_with(
    language: str, choice: ModelChoice = NO_MODELS, own: Sequence[CatalogueEntry] = ()
) -> str:
    """The word for components, word lists, models and own entries, 16 hex digits.

    Args:
        language: of the pipeline.
        choice: the models that are asked.
        own: catalogue entries of the project, in any order.

    Raises:
        UserError: models are asked, and the person's own file on models cannot be read.
    """
    parts = (
        *(f"{name}@{number}" for name, number in sorted(versions(language).items())),
        _shipped(language),
        digest(),
        *sorted(_models(choice.of(language))),
        *sorted(json.dumps(to_values(one), sort_keys=True) for one in own),
    )
    return hashlib.sha256("\n".join((language, *parts)).encode()).hexdigest()[:DIGITS]


@cache
def _shipped(language: str) -> str:
    """A hash over what ships for a language: its word lists, its claim model, the catalogue.

    Names that keep their spelling come from the other languages, too, so their lists count. None of
    this changes in a process.
    """
    if language not in shipped_languages():
        return ""
    whole = hashlib.sha256()
    for one in shipped_languages():
        folder = files("resources") / "lexicons" / one
        for name in shipped_files(one):
            whole.update((folder / name).read_bytes())
    catalogue = files("resources") / "catalogue" / "catalogue.csv"
    whole.update(catalogue.read_bytes())
    model = files("resources") / "models" / "claims" / f"{language}.toml"
    if model.is_file():
        whole.update(model.read_bytes())
    return whole.hexdigest()


def _models(choice: ModelChoice) -> Iterator[str]:
    if choice.empty:
        return
    from importlib.metadata import PackageNotFoundError, version  # not on the way to first rules

    for _, name in choice.packages:
        try:
            yield f"{name}=={version(name)}"
        except PackageNotFoundError:
            yield name
    own = load_own()
    for _, folder in choice.folders:  # only the very files that were agreed to are ever loaded
        yield f"{folder}#{own.consents.get(str(Path(folder).resolve()), '')}"
    yield own_digest(own)
