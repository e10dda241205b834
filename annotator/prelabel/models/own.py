"""What a person decided and measured about models: one readable JSON file beside the settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from annotator.model.message import EnvironmentTrouble, UserError, msg
from annotator.settings import config_folder

IGNORED = "ignored"
"""What a person says of a label whose names are not wanted."""
_PREFIXES = ("B-", "I-")
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the names that a source gave were right.

    Attributes:
        right: how many were.
        given: how many there were.
    """

    right: int
    given: int

    @property
    def share(self) -> float:
        """The precision, drawn towards one half where little was seen (one right, one wrong)."""
        return (self.right + 1) / (self.given + 2)


@dataclass(frozen=True, slots=True)
class Measured:
    """What gold said of one model, by our labels.

    Attributes:
        all: over all the names that it gave.
        alone: over those that the rules did not give.
        texts: how many texts were read.
    """

    all: Mapping[str, Counts]
    alone: Mapping[str, Counts]
    texts: int = 0


@dataclass(frozen=True, slots=True)
class OwnModels:
    """A person's own file on models.

    Attributes:
        labels: ours (or IGNORED) by a model's label, over the shipped map.
        measured: by the model's name with its version.
        consents: SHA-256 over the files of a folder when the person agreed to open it, by path.
        confirmed: models for another spaCy that the person wants all the same, with that version.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    measured: Mapping[str, Measured] = field(default_factory=dict)
    consents: Mapping[str, str] = field(default_factory=dict)
    confirmed: tuple[str, ...] = ()

    def with_label(self, label: str, ours: str) -> OwnModels:
        """The same with what a label means; `B-` and `I-` before it tell no other label."""
        return replace(self, labels={**self.labels, bare_label(label): ours})

    def without_label(self, label: str) -> OwnModels:
        """The same with nothing said of a label."""
        return replace(self, labels=_without(self.labels, bare_label(label)))

    def with_measured(self, model: str, found: Measured) -> OwnModels:
        """The same with the figures of a model."""
        return replace(self, measured={**self.measured, model: found})

    def without_measured(self, model: str) -> OwnModels:
        """The same without the figures of a model."""
        return replace(self, measured=_without(self.measured, model))

    def with_consent(self, folder: str, sha256: str) -> OwnModels:
        """The same with a folder that may be opened as long as its files are these."""
        return replace(self, consents={**self.consents, folder: sha256})

    def without_consent(self, folder: str) -> OwnModels:
        """The same without a folder."""
        return replace(self, consents=_without(self.consents, folder))

    def with_confirmed(self, model: str) -> OwnModels:
        """The same with a model that is wanted although it is for another spaCy."""
        return replace(self, confirmed=tuple(sorted({*self.confirmed, model})))

    def without_confirmed(self, model: str) -> OwnModels:
        """The same without the word that a model for another spaCy is wanted."""
        return replace(self, confirmed=tuple(one for one in self.confirmed if one != model))


def bare_label(label: str) -> str:
    """A label without the sign that a token begins or goes on with a name: `B-PER` is PER."""
    return label[2:] if label.startswith(_PREFIXES) else label


def own_file() -> Path:
    """Where it is kept."""
    return config_folder() / "models.json"


def load_own() -> OwnModels:
    """The person's file, or an empty one where there is none yet.

    Raises:
        UserError: it is no JSON or a field holds something else; it is left as it is.
    """
    path = own_file()
    try:
        return _from_data(json.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return OwnModels()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise UserError(msg("models.own.damaged", file=str(path), why=why)) from error


def own_digest(own: OwnModels) -> str:
    """A word that changes when the person's file would have names settled otherwise."""
    said = json.dumps([dict(own.labels), asdict(own)["measured"]], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def save_own(own: OwnModels) -> None:
    """Write the file, the old one standing until the new one is whole.

    Raises:
        EnvironmentTrouble: the folder cannot be written to.
    """
    path = own_file()
    new = path.with_suffix(".tmp")
    try:
        text = json.dumps(asdict(own), ensure_ascii=False, indent=1, sort_keys=True)
        new.write_text(text + "\n", "utf-8")
        new.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("models.own.not_saved", file=str(path), why=why)) from error


def _from_data(data: Any) -> OwnModels:
    return OwnModels(
        labels={bare_label(name): one for name, one in _texts(data.get("labels", {})).items()},
        measured={str(name): _measured(one) for name, one in data.get("measured", {}).items()},
        consents=_texts(data.get("consents", {})),
        confirmed=tuple(str(one) for one in data.get("confirmed", [])),
    )


def _without(table: Mapping[str, _Value], key: str) -> dict[str, _Value]:
    return {name: value for name, value in table.items() if name != key}


def _texts(data: Any) -> dict[str, str]:
    return {str(name): str(value) for name, value in data.items()}


def _measured(data: Any) -> Measured:
    return Measured(_counts(data["all"]), _counts(data["alone"]), int(data["texts"]))


def _counts(data: Any) -> dict[str, Counts]:
    return {str(label): Counts(int(one["right"]), int(one["given"])) for label, one in data.items()}
