"""Gazetteer: the names that the lexicons list, found in a text by their first word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from annotator.model.items import ActorKind
from annotator.model.text import fold
from annotator.prelabel.lexicon import Lexicons, WordList, lexicons

FILES = (
    "people",
    "countries",
    "cities",
    "regions",
    "institutions",
    "organisations",
    "media",
    "misc",
)
_EVERYWHERE = ("organisations", "media")  # names that keep their spelling in another language
_KINDS: dict[str, ActorKind] = {
    "state": "state",
    "organisation": "organisation",
    "person": "person",
}
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_][\w\u0300-\u036f]*")
_NUMBERED = re.compile(r"\d+[A-Z]{2,3}")
_JOINS = frozenset(
    (" ", "\u00a0", "\u202f", "-", "\u2011", "'", "’", " & ", "&", ". ", ".", "\u00ad", " - ")
)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits; hyphens and apostrophes part words here.

    Attributes:
        text: as it stands.
        low: folded, without the dots of an abbreviation.
        gap: what stands between the word before and this one.
    """

    start: int
    end: int
    text: str
    low: str
    gap: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or is a number with capitals ("3DS")."""
        return self.text[0].isupper() or _NUMBERED.fullmatch(self.text) is not None

    @property
    def joined(self) -> bool:
        """Whether nothing but a space, a hyphen or an apostrophe parts it from the word before."""
        return self.gap in _JOINS


@dataclass(frozen=True, slots=True)
class Name:
    """A listed name.

    Attributes:
        canonical: the first form of its entry.
        country: ISO 3166 code that it belongs to; empty if none.
        ambiguous: it is an ordinary word or a person's name as well.
        words: the form as it is listed, word by word.
    """

    canonical: str
    label: str
    kind: ActorKind | None
    country: str
    ambiguous: bool
    words: tuple[str, ...]


@lru_cache(maxsize=50_000)
def _low(word: str) -> str:
    return fold(word.replace(".", ""))


def split_words(text: str) -> list[Word]:
    """The words of a text with what parts them."""
    out: list[Word] = []
    end = 0
    for found in _WORD.finditer(text):
        gap = text[end : found.start()]
        out.append(Word(found.start(), found.end(), found[0], _low(found[0]), gap))
        end = found.end()
    return out


class Gazetteer:
    """Listed names by their first word."""

    def __init__(self, names: Iterator[Name]) -> None:
        """Index the names; of two equal forms the one read first is kept."""
        self._by_first: dict[str, list[Name]] = {}
        seen: set[tuple[str, ...]] = set()
        for name in names:
            if name.words and name.words not in seen:
                seen.add(name.words)
                self._by_first.setdefault(_low(name.words[0]), []).append(name)
        for found in self._by_first.values():
            found.sort(key=lambda name: -len(name.words))

    def at(self, words: Sequence[Word], index: int) -> Name | None:
        """The longest listed name that begins at `words[index]`."""
        for name in self._by_first.get(words[index].low, ()):
            if _fits(name, words, index):
                return name
        return None


def _fits(name: Name, words: Sequence[Word], index: int) -> bool:
    size = len(name.words)
    found = words[index : index + size]
    if len(found) < size or any(not word.joined for word in found[1:]):
        return False
    if any(_low(listed) != word.low for listed, word in zip(name.words, found, strict=True)):
        return False
    if all(word.text.isupper() for word in found) and len(name.canonical) > 3:
        return size > 1 or len(found[0].text) > 3 or name.words[0] == found[0].text
    return all(_case_fits(a, b.text) for a, b in zip(name.words, found, strict=True))


def _case_fits(listed: str, word: str) -> bool:
    if len(listed) > 1 and listed.isupper():
        return word.isupper()
    return not listed[0].isupper() or (word[0].isupper() and (len(word) < 2 or not word.isupper()))


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language; it is made when first asked for."""
    return Gazetteer(_names(language))


def _names(language: str) -> Iterator[Name]:
    for file in FILES:
        yield from names_of(lexicons(language).list(file))
    for other in ("fr", "en"):
        if other != language:
            for file in _EVERYWHERE:
                yield from names_of(lexicons(other).list(file))


def names_of(listed: WordList) -> Iterator[Name]:
    """The names of one file: `label`, `kind`, `ambiguous`, `speaks`, and `[names]` by country.

    An entry is "name | other form | …"; `speaks` names places that newspapers let speak.

    Raises:
        LexiconError: a field is missing or holds something else; the message names the line.
    """
    label, kind = listed.data.get("label"), listed.data.get("kind")
    if not isinstance(label, str) or not isinstance(kind, str):
        raise listed.error("label", "lexicon.no_field")
    ambiguous = frozenset(listed.texts("ambiguous")) if "ambiguous" in listed.data else frozenset()
    speaks = frozenset(listed.texts("speaks")) if "speaks" in listed.data else frozenset()
    for key in listed.table("names"):
        country = key if len(key) == 2 and key.isupper() else ""
        for entry in listed.texts(f"names.{key}"):
            forms = [form.strip() for form in entry.split("|")]
            actor = "state" if forms[0] in speaks else _KINDS.get(kind)
            for form in forms:
                words = tuple(word.text for word in split_words(form))
                yield Name(forms[0], label, actor, country, form in ambiguous, words)


@cache
def country_stems(language: str) -> dict[str, str]:
    """The country's code for each stem of its adjective, folded; of two equal ones the first."""
    listed = lexicons(language).list("demonyms")
    found: dict[str, str] = {}
    for code in listed.table("stems"):
        for stem in listed.texts(f"stems.{code}"):
            found.setdefault(fold(stem), code)
    return found


@cache
def first_names(language: str) -> dict[str, str]:
    """First names, folded, with "f", "m" or "?"; those of the other language come last."""
    found: dict[str, str] = {}
    for code in (language, *(one for one in ("fr", "en") if one != language)):
        listed = lexicons(code).list("first_names")
        for gender in "fmu":
            for name in listed.texts(f"first_names.{gender}"):
                found.setdefault(_low(name), gender.replace("u", "?"))
    return found


def ambiguous_first_names(words: Lexicons) -> frozenset[str]:
    """First names, folded, that are words as well: alone they prove nothing."""
    return frozenset(_low(name) for name in words.list("first_names").texts("ambiguous"))
