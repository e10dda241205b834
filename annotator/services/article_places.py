"""Which states an article speaks of, and how near to a place in it: names, cities, adjectives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from annotator.model.text import Span, fold, sentence_at
from annotator.prelabel.lexicon import languages, lexicons
from annotator.services.place_names import targets

_WORD = re.compile(r"[^\W_]+")
_LEAST = 4
"""Letters that a name must have: shorter ones are words of the language, too."""
_ENDING = "(?:n?e?s?)"
"""What gender and number add to the stem of an adjective, in the languages that have a list."""


def countries_in(text: str, language: str) -> frozenset[str]:
    """ISO 3166 codes of the states that a text names, by themselves, a city or an adjective.

    Args:
        text: the article's text, or a part of it.
        language: of the text; a language that nobody knows gives nothing.
    """
    language = language or "fr"
    names, adjectives = _names(language), _adjectives(language)
    if not names and adjectives is None:
        return frozenset()
    folded = f" {_words(text)} "
    found = {code for name, code in names if f" {name} " in folded}
    if adjectives is not None:
        pattern, stems = adjectives
        found |= {stems[match[1]] for match in pattern.finditer(folded)}
    return frozenset(found)


def countries_near(
    text: str, language: str, spans: tuple[Span, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The states named in the sentences, and in the paragraphs, that places stand in.

    Args:
        text: the article's text.
        language: of the text.
        spans: the places.
    """
    sentences = (sentence_at(text, span.start) or (span.start, span.end) for span in spans)
    held = [
        (min(start, one.start), max(end, one.end))
        for one, (start, end) in zip(spans, sentences, strict=True)
    ]
    paragraphs = {_paragraph(text, one.start, one.end) for one in spans}
    return _of(text, language, set(held)), _of(text, language, paragraphs)


def _of(text: str, language: str, places: set[tuple[int, int]]) -> frozenset[str]:
    found = (countries_in(text[start:end], language) for start, end in places)
    return frozenset(code for codes in found for code in codes)


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    below = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if below < 0 else below


@cache
def _names(language: str) -> tuple[tuple[str, str], ...]:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return ()
    found = ((str(territories.get(code, "")), code) for code in targets())
    words = ((_words(name), code) for name, code in (*found, *_cities(language)))
    return tuple((name, code) for name, code in words if len(name) >= _LEAST)


def _cities(language: str) -> Iterator[tuple[str, str]]:
    """The cities that the word lists know: newspapers say "Pyongyang" for North Korea."""
    if language not in languages():
        return
    from annotator.prelabel.gazetteer import names_of

    for name in names_of(lexicons(language).list("cities")):
        if name.country and not name.ambiguous:
            yield " ".join(name.words), name.country


@cache
def _adjectives(language: str) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """What finds the adjectives of states, and the state of each stem; None without a list."""
    if language not in languages():
        return None
    from annotator.prelabel.gazetteer import country_stems

    stems = {_words(stem): code for stem, code in country_stems(language).items()}
    longest = sorted(stems, key=lambda one: (-len(one), one))
    return re.compile(rf"(?<= )({'|'.join(map(re.escape, longest))}){_ENDING}(?= )"), stems


def _words(text: str) -> str:
    """The words of a text, folded, with one blank between them."""
    return " ".join(_WORD.findall(fold(text)))
