"""The tokenizer for news in French and English: quick to build, and it splits at quotation marks.

spaCy's own French compiles a regular expression of 1.4 MB when it is first imported, which takes
seconds, and keeps `d'«inacceptable` as one token, so that a quote cannot start after its mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

QUOTE_MARKS = '«»“”„‟‹›"'
"""Marks that always part two tokens; an apostrophe may belong to a word."""

_LONGEST = 100_000_000
"""Code points of the longest text; spaCy's limit is meant for parsers, which are not used here."""

_ABBREVIATIONS = re.findall(
    r"\S+",
    "M. MM. Mr. Mrs. Ms. Dr. Pr. Me. Mme. Mmes. Mlle. Mlles. St. Ste. av. apr. cf. art. etc. vol."
    " janv. févr. avr. juill. sept. oct. nov. déc. n° J.-C."
    " aujourd'hui Aujourd'hui aujourd’hui Aujourd’hui",
)
_INVERTED = "|".join(
    re.findall(r"\w+", "ce elles elle en ils il je la les leur le lui moi nous on toi tu t vous y")
)


def blank(lang: str) -> Language:
    """A new pipeline with a tokenizer and nothing else; spaCy is imported when this is called.

    Args:
        lang: `fr` or `en`; anything else gets the rules of French and keeps its own code.
    """
    language: Language = _language_class(lang)()
    language.max_length = _LONGEST
    return language


@cache
def _language_class(code: str) -> Any:
    """The `Language` class of a code (spaCy ships no types)."""
    from spacy.language import BaseDefaults, Language

    rules = _english() if code == "en" else _french()
    defaults = type("NewsDefaults", (BaseDefaults,), rules)
    return type("News", (Language,), {"lang": code, "Defaults": defaults})


def _marks() -> list[str]:
    return [f"[{QUOTE_MARKS}]"]


def _prefixes() -> list[str]:
    """What may be cut off in front: also the full stop of `».Pour`, where a space was forgotten."""
    from spacy.lang.char_classes import ALPHA_LOWER, ALPHA_UPPER
    from spacy.lang.punctuation import TOKENIZER_PREFIXES

    return [*TOKENIZER_PREFIXES, *_marks(), rf"\.(?=[{ALPHA_UPPER}][{ALPHA_LOWER}])"]


def _address() -> Callable[[str], re.Match[str] | None]:
    """SpaCy's pattern of a web address, which would take `1“.éé` for one."""
    from spacy.lang.tokenizer_exceptions import URL_PATTERN

    return re.compile(rf"(?u)(?!\S*[{QUOTE_MARKS}])" + URL_PATTERN).match


def _english() -> dict[str, Any]:
    from spacy.lang.en import EnglishDefaults
    from spacy.lang.punctuation import TOKENIZER_SUFFIXES

    return {
        "tokenizer_exceptions": EnglishDefaults.tokenizer_exceptions,
        "prefixes": _prefixes(),
        "infixes": [*EnglishDefaults.infixes, *_marks()],
        "suffixes": [*TOKENIZER_SUFFIXES, *_marks()],
        "lex_attr_getters": EnglishDefaults.lex_attr_getters,
        "stop_words": EnglishDefaults.stop_words,
        "url_match": _address(),
    }


def _french() -> dict[str, Any]:
    from spacy.lang.char_classes import ALPHA, HYPHENS
    from spacy.lang.punctuation import TOKENIZER_INFIXES, TOKENIZER_SUFFIXES
    from spacy.lang.tokenizer_exceptions import BASE_EXCEPTIONS
    from spacy.symbols import ORTH
    from spacy.util import update_exc

    elided = rf"(?:[cdjlmnst]|qu|[CDJLMNST]|Qu)['’](?=[{ALPHA}])"
    inverted = rf"(?<=[{ALPHA}])[-‐‑](?:t[-‐‑])?(?:{_INVERTED})"  # noqa: RUF001  hyphens of text
    return {
        "tokenizer_exceptions": update_exc(
            dict(BASE_EXCEPTIONS), {word: [{ORTH: word}] for word in _ABBREVIATIONS}
        ),
        "url_match": _address(),
        "prefixes": [*_prefixes(), elided],
        "infixes": [
            *(rule for rule in TOKENIZER_INFIXES if HYPHENS not in rule),
            rf"(?<=[{ALPHA}]['’])(?=[{ALPHA}])",
            *_marks(),
        ],
        "suffixes": [*TOKENIZER_SUFFIXES, inverted, *_marks()],
    }
