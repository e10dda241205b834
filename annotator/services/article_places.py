"""Which states an article speaks of: their names in its text, in its language."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from annotator.model.text import fold
from annotator.services.place_names import targets

_WORD = re.compile(r"[^\W_]+")
_LEAST = 4
"""Letters that a name must have: shorter ones are words of the language, too."""


def countries_in(text: str, language: str) -> frozenset[str]:
    """ISO 3166 codes of the states that a text names.

    Args:
        text: the article's text.
        language: of the text; a language that nobody knows gives nothing.
    """
    names = _names(language or "fr")
    if not names:
        return frozenset()
    folded = f" {_words(text)} "
    return frozenset(code for name, code in names if f" {name} " in folded)


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return ()
    found = ((str(territories.get(code, "")), code) for code in targets())
    words = ((_words(name), code) for name, code in found)
    return tuple((name, code) for name, code in words if len(name) >= _LEAST)


def _words(text: str) -> str:
    """The words of a text, folded, with one blank between them."""
    return " ".join(_WORD.findall(fold(text)))
