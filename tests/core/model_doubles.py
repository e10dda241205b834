"""Stand-ins for models, importable in a child process: they see, fail, refuse or die."""

from __future__ import annotations

import os
import signal
import time

from annotator.model.article import Article
from annotator.model.message import UserError, msg
from annotator.prelabel.evidence import Evidence, ModelChoice, ModelEntity

CHOICE = ModelChoice(packages=(("fr", "fr_essai"),))
NAME = "Zorglub"
"""What the model sees as an organisation, and the rules as a person."""


class Deadly(Article):
    """An article that takes any process down that it is sent to, with or without models."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _die, ()


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def sees(text: str, language: str, choice: ModelChoice) -> Evidence:
    """A model that knows one name."""
    assert choice.of(language) == CHOICE
    start = text.find(NAME)
    if start < 0:
        return Evidence()
    found = ModelEntity(start, start + len(NAME), "ORG", "fr_core_news_md@3.8.0")
    return Evidence(entities=(found,))


def is_slow(text: str, language: str, choice: ModelChoice) -> Evidence:
    """A model that takes its time."""
    time.sleep(1.5)
    return sees(text, language, choice)


def fails(_text: str, _language: str, _choice: ModelChoice) -> Evidence:
    """A model that raises what nobody foresaw."""
    raise RuntimeError("poids illisibles")


def refuses(_text: str, _language: str, _choice: ModelChoice) -> Evidence:
    """A model that may not be used."""
    raise UserError(msg("date.bad", text="fr_essai"))


def dies(text: str, language: str, choice: ModelChoice) -> Evidence:
    """A model that takes its process down on one text."""
    if "fatal" in text:
        _die()
    return sees(text, language, choice)
