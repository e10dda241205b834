"""Whether the config.cfg of a model calls only what it may; read as text, nothing is resolved."""

from __future__ import annotations

import configparser
import json
import re
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.model.message import msg
from annotator.prelabel.lexicon import languages
from annotator.prelabel.models.allowed import allowed
from annotator.prelabel.models.refusal import ModelRefused

_NAME = re.compile(r"[A-Za-z0-9_-]+")
"""Names of components: spaCy makes paths of them, which must not leave the folder."""
_OF_TRAINING = frozenset({"readers", "loggers", "batchers", "augmenters", "model_loaders"})
"""Registries whose functions open files or write; none of them is called to load a model."""
_TRAINING = frozenset({"training", "corpora", "initialize"})
"""Sections that are read in training alone."""


def read_configuration(path: Path) -> dict[str, Any]:
    """The sections of a config.cfg by name, with values as they stand (`${…}` included).

    Raises:
        ModelRefused: it is missing, too large, or no configuration.
    """
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys keep their case
    try:
        if path.stat().st_size > allowed().limits["config_bytes"]:
            raise ModelRefused(msg("models.config.large", file=str(path)))
        parser.read_string(path.read_text("utf-8"))
    except (OSError, ValueError, configparser.Error) as error:
        why = str(error).splitlines()[0]
        raise ModelRefused(msg("models.config.broken", file=str(path), why=why)) from error
    if parser.defaults():
        why = f"[{parser.default_section}]"
        raise ModelRefused(msg("models.config.broken", file=str(path), why=why))
    return {
        section: {key: _value(text) for key, text in parser[section].items()}
        for section in parser.sections()
    }


def factories(configuration: Mapping[str, Any]) -> dict[str, str]:
    """What each component is made by, by its name."""
    found: dict[str, str] = {}
    for section, values in configuration.items():
        parts = section.split(".")
        if len(parts) == 2 and parts[0] == "components" and "factory" in values:
            found[parts[1]] = str(values["factory"])
    return found


def check_sources(configuration: Mapping[str, Any], path: Path) -> None:
    """Refuse a component that is taken from another model: nothing of it is in this folder.

    Raises:
        ModelRefused: there is one; the message names it and the other model.
    """
    for section, values in configuration.items():
        if section.startswith("components.") and values.get("source") is not None:
            raise _refused("models.config.source", path, section, str(values["source"]))


def check_configuration(configuration: Mapping[str, Any], path: Path) -> None:
    """Refuse a configuration that calls what is not on the allow-list.

    Args:
        configuration: of `read_configuration`, or nested and with every `${…}` filled in.
        path: of the file, for the message.

    Raises:
        ModelRefused: a function, a component or a language that is not allowed, or a component
            whose name is no plain word; the message names the place.
    """
    for section, values in configuration.items():
        place = tuple(section.split("."))
        if place[0] == "components" and len(place) > 1:
            check_name(place[1], path)
        if isinstance(values, Mapping):
            _walk(values, place, path)


def check_name(component: str, path: Path) -> None:
    """Refuse the name of a component that is more than letters, digits, `_` and `-`.

    Raises:
        ModelRefused: it is; the message names the file.
    """
    if not _NAME.fullmatch(component):
        raise ModelRefused(msg("models.config.name", file=str(path), value=component[:120]))


def _walk(value: Any, place: tuple[str, ...], path: Path) -> None:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if place == ("components",):
                check_name(str(key), path)
            _check(str(key), inner, place, path)
            _walk(inner, (*place, str(key)), path)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for inner in value:
            _walk(inner, place, path)


def _check(key: str, value: Any, place: tuple[str, ...], path: Path) -> None:
    where = ".".join(place)
    if key.startswith("@"):
        misplaced = key[1:] in _OF_TRAINING and place[0] not in _TRAINING
        if misplaced or not allowed().function(key[1:], value):
            raise _refused("models.config.function", path, where, f"{key} = {value}")
    elif key == "factory":
        _check_factory(value, where, path)
    elif key == "source" and value is not None:
        raise _refused("models.config.source", path, where, str(value))
    elif key == "trust_remote_code" and value:
        raise _refused("models.config.function", path, where, f"{key} = {value}")
    elif key == "lang" and where == "nlp" and value not in languages():
        known = ", ".join(languages())
        raise _refused("models.config.language", path, where, str(value), known=known)


def _check_factory(value: Any, where: str, path: Path) -> None:
    lists = allowed()
    if isinstance(value, str) and value in lists.factories:
        return
    library = lists.libraries.get(value) if isinstance(value, str) else None
    if library is None:
        raise _refused("models.config.factory", path, where, str(value))
    missing = [name for name in (library, "torch") if find_spec(name) is None]
    if missing:
        raise _refused("models.config.library", path, where, ", ".join(missing))


def _refused(message_id: str, path: Path, where: str, value: str, **more: str) -> ModelRefused:
    return ModelRefused(msg(message_id, file=str(path), where=where, value=value[:120], **more))


def _value(text: str) -> Any:
    """A value as thinc reads it: JSON, or else the words themselves."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
