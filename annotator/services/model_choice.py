"""Which models a person chose, in the settings; this is read at the start, so it imports little."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.prelabel.evidence import ModelChoice
from annotator.settings import AppSettings


def choice_of(settings: AppSettings) -> ModelChoice:
    """The models that a person chose."""
    return ModelChoice(_pairs(settings.model_packages), _pairs(settings.model_folders))


def with_choice(settings: AppSettings, choice: ModelChoice) -> AppSettings:
    """The settings with other models."""
    packages, folders = (
        tuple(f"{language}:{name}" for language, name in pairs)
        for pairs in (choice.packages, choice.folders)
    )
    return replace(settings, model_packages=packages, model_folders=folders)


def without_model(settings: AppSettings, name: str) -> AppSettings:
    """The settings without a package, or a folder, of this name."""
    chosen = choice_of(settings)
    packages, folders = (
        tuple(one for one in pairs if one[1] != name) for pairs in (chosen.packages, chosen.folders)
    )
    return with_choice(settings, ModelChoice(packages, folders))


def _pairs(entries: Iterable[str]) -> tuple[tuple[str, str], ...]:
    split = (entry.partition(":") for entry in entries)
    return tuple((language, name) for language, _, name in split if name)
