"""What runs in a child process for the window on models: trying one, and measuring one on gold."""

from __future__ import annotations

from pathlib import Path

from annotator.importers.language import guess_language
from annotator.model.message import UserError, msg
from annotator.prelabel.models.labels import label_map
from annotator.prelabel.models.loading import LoadedModel, load_folder, load_package
from annotator.prelabel.models.measuring import GoldNames, Measurement, measure
from annotator.prelabel.models.own import OwnModels, load_own
from annotator.prelabel.models.running import names_of
from annotator.prelabel.own_lexicon import take_up_own_words
from annotator.services.evaluation_sides import GoldText, Side, gold_texts

_SAMPLE = "« Oui », a dit Paul Petrov, ministre, à Paris. The UN said so: https://example.org/a-b."


def try_model(name: str, *, folder: bool) -> str:
    """Load a model and have it read a sentence; its name and version.

    Raises:
        ModelRefused: it cannot or may not be used, or fails on the sentence.
    """
    take_up_own_words()
    own = load_own()
    model = _loaded(name, own, folder=folder)
    names_of(model, _SAMPLE, label_map(own))
    return model.id


def measure_model(name: str, language: str, gold: Path, *, folder: bool) -> Measurement:
    """Compare a model with the gold texts of its language.

    Raises:
        UserError: the gold cannot be read or has no text in the language.
        ModelRefused: the model cannot or may not be used, or fails on a text.
    """
    take_up_own_words()
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
