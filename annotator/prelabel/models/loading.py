"""Loading a chosen model, in the process that pre-highlights, and keeping it there.

What was found out before (installed, agreed to, made for this spaCy) is looked at again here: the
window may have been wrong, and a folder may have changed since.
"""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.model.message import GuillemetError, msg
from annotator.prelabel.models.configuration import (
    check_configuration,
    factories,
    read_configuration,
)
from annotator.prelabel.models.finding import FoundModel, installed_model
from annotator.prelabel.models.folders import check_folder
from annotator.prelabel.models.limits import LOAD_SECONDS, ends_process_after
from annotator.prelabel.models.meta import NAMING, ModelMeta
from annotator.prelabel.models.needs import other_spacy
from annotator.prelabel.models.own import OwnModels
from annotator.prelabel.models.refusal import ModelRefused

if TYPE_CHECKING:
    from spacy.language import Language

NOT_NEEDED = frozenset(
    {
        "lemmatizer", "trainable_lemmatizer", "attribute_ruler", "tagger", "morphologizer",
        "parser", "senter", "sentencizer", "spancat", "spancat_singlelabel", "textcat",
        "textcat_multilabel",
    }
)  # fmt: skip
"""Components that are not loaded: names are all that is asked for."""
_OFFLINE = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE")


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model at work.

    Attributes:
        id: with its version: `fr_core_news_md@3.8.0`.
        trusted: it is an installed package, which the person installed; no folder.
    """

    id: str
    language: Language
    trusted: bool


_kept: dict[tuple[str, str], LoadedModel] = {}
"""What is loaded: by package (and nothing), or by folder and the hash that was agreed to. What is
in memory stays what it was, so that it is not looked through again for each text."""


def load_package(name: str, own: OwnModels) -> LoadedModel:
    """An installed model by its package's name; importing it runs the package's own code.

    Raises:
        ModelRefused: it is not installed, cannot work here, or was made for another spaCy and the
            person has not confirmed it.
    """
    key = (name, "")
    if key not in _kept:
        found = installed_model(name)
        if found.trouble is not None or found.meta is None:
            raise ModelRefused(found.trouble or msg("models.not_installed", name=name))
        _check_spacy(found.meta, own)
        _kept[key] = LoadedModel(found.meta.id, _load(name, found), trusted=True)
    return _kept[key]


def load_folder(path: Path, own: OwnModels) -> LoadedModel:
    """A model in a folder that the person agreed to open, if its files are still the same.

    Raises:
        ModelRefused: it holds what it may not, the person has not agreed to these files, or it
            was made for another spaCy and the person has not confirmed it.
    """
    folder = path.resolve()
    agreed = own.consents.get(str(folder))
    if agreed is None:
        raise ModelRefused(msg("models.folder.no_consent", folder=str(folder)))
    key = (str(folder), agreed)
    if key not in _kept:
        checked = check_folder(folder)
        if agreed != checked.sha256:
            raise ModelRefused(msg("models.folder.other_files", folder=str(folder)))
        _check_spacy(checked.meta, own)
        found = FoundModel(str(folder), folder, checked.meta)
        with ends_process_after(LOAD_SECONDS):
            _check_filled_in(folder / "config.cfg")
            _kept[key] = LoadedModel(checked.meta.id, _load(folder, found), trusted=False)
    return _kept[key]


def _check_spacy(meta: ModelMeta, own: OwnModels) -> None:
    doubt = other_spacy(meta)
    if doubt is not None and meta.id not in own.confirmed:
        raise ModelRefused(doubt)


def _check_filled_in(path: Path) -> None:
    """Check the configuration once more as spaCy resolves it, with every `${…}` filled in."""
    from thinc.api import Config

    try:
        filled: Any = Config().from_disk(path, interpolate=True)
    except Exception as error:  # whatever it is, spaCy could not read it either
        why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise ModelRefused(msg("models.config.broken", file=str(path), why=why)) from error
    check_configuration(filled, path)


def _load(source: str | Path, found: FoundModel) -> Language:
    for name in _OFFLINE:
        os.environ[name] = "1"
    try:
        import spacy

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other versions were asked about before
            language = spacy.load(source, exclude=_not_needed(found))
    except GuillemetError:
        raise
    except Exception as error:  # foreign files: whatever is wrong with them is told by name
        why = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        raise ModelRefused(msg("models.not_loaded", name=found.name, why=why)) from error
    _check_labels(language, found)
    return language


def _not_needed(found: FoundModel) -> list[str]:
    """The components that are left out, by their names in this model."""
    assert found.folder is not None
    path = found.folder / "config.cfg"
    if not path.is_file():
        return sorted(NOT_NEEDED)
    made = factories(read_configuration(path))
    return sorted(name for name, factory in made.items() if factory in NOT_NEEDED)


def _check_labels(language: Language, found: FoundModel) -> None:
    """Refuse a model that gives names of kinds that its meta.json does not tell."""
    told = set(found.meta.labels) if found.meta else set()
    for name, component in language.pipeline:
        if language.get_pipe_meta(name).factory in NAMING:
            hidden = sorted(set(getattr(component, "labels", ())) - told)
            if hidden:
                names = ", ".join(hidden)
                raise ModelRefused(msg("models.hidden_labels", name=found.name, labels=names))
