"""What runs in a child process for the window on models: trying one, and measuring one on gold."""

from __future__ import annotations

from pathlib import Path

from annotator.importers.language import guess_language
from annotator.model.message import UserError, msg
from annotator.prelabel.models.loading import LoadedModel, load_folder, load_package
from annotator.prelabel.models.measuring import GoldNames, Measurement, measure
from annotator.prelabel.models.own import OwnModels, load_own
from annotator.services.evaluation_sides import GoldText, Side, gold_texts


def try_model(name: str, *, folder: bool) -> str:
    """Load a model; its name and version.

    Raises:
        ModelRefused: it cannot or may not be used.
    """
    return _loaded(name, load_own(), folder=folder).id


def measure_model(name: str, language: str, gold: Path, *, folder: bool) -> Measurement:
    """Compare a model with the gold texts of its language.

    Raises:
        UserError: the gold cannot be read or has no text in the language.
        ModelRefused: the model cannot or may not be used, or fails on a text.
    """
    every = [_names(one) for one in gold_texts(Side(gold)).values()]
    texts = [one for one in every if one.language == language]
    if not texts:
        raise UserError(msg("models.measure.no_texts", gold=str(gold), name=name))
    own = load_own()
    return measure(_loaded(name, own, folder=folder), texts, own)


def _loaded(name: str, own: OwnModels, *, folder: bool) -> LoadedModel:
    return load_folder(Path(name), own) if folder else load_package(name, own)


def _names(one: GoldText) -> GoldNames:
    text = one.gold.text
    told = one.line.article.meta.language if one.line is not None else None
    names = frozenset((span.start, span.end, label) for span, label in one.gold.entities)
    return GoldNames(text, told or guess_language(text) or "", names)
