"""Gazetteer: the names that the lexicons list, found in a text by their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.model.items import ActorKind
from annotator.model.text import fold
from annotator.prelabel.lexicon import Lexicons, WordList, kept, lexicons
from annotator.prelabel.words import Word, folded, split_words

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
_EVERYWHERE = (
    "organisations",
    "media",
    "cities",
)  # names that keep their spelling in another language
_KINDS: dict[str, ActorKind] = {
    "state": "state",
    "organisation": "organisation",
    "person": "person",
}


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


_ALONE = (1,)


class Gazetteer:
    """Listed names by their folded words, and how long those are that begin with two."""

    def __init__(self, names: Iterator[Name]) -> None:
        """Index the names; of two equal forms the one read first is kept."""
        self._by_words: dict[tuple[str, ...], list[Name]] = {}
        self._firsts: set[str] = set()
        sizes: dict[tuple[str, str], set[int]] = {}
        seen: set[tuple[str, ...]] = set()
        for name in names:
            if name.words and name.words not in seen:
                seen.add(name.words)
                low = tuple(map(folded, name.words))
                self._by_words.setdefault(low, []).append(name)
                self._firsts.add(low[0])
                if len(low) > 1:
                    sizes.setdefault((low[0], low[1]), set()).add(len(low))
        self._sizes = {two: (*sorted(found, reverse=True), 1) for two, found in sizes.items()}

    def begins(self, low: str) -> bool:
        """Whether a listed name begins with a folded word."""
        return low in self._firsts

    def at(self, words: Sequence[Word], index: int) -> Name | None:
        """The longest listed name that begins at `words[index]`."""
        first = words[index].low
        if first not in self._firsts:
            return None
        second = words[index + 1].low if index + 1 < len(words) else ""
        for size in self._sizes.get((first, second), _ALONE):
            found = words[index : index + size]
            for name in self._by_words.get(tuple([word.low for word in found]), ()):
                if _fits(name, found):
                    return name
        return None


def _fits(name: Name, found: Sequence[Word]) -> bool:
    """Whether a name can be written as these words are, which are its own when folded."""
    if not all(word.joined for word in found[1:]):
        return False
    if all(word.text.isupper() for word in found) and len(name.canonical) > 3:
        return len(found) > 1 or len(found[0].text) > 3 or name.words[0] == found[0].text
    return all(_case_fits(a, b.text) for a, b in zip(name.words, found, strict=True))


def _case_fits(listed: str, word: str) -> bool:
    if len(listed) > 1 and listed.isupper():
        return word.isupper()
    return not listed[0].isupper() or (word[0].isupper() and (len(word) < 2 or not word.isupper()))


@kept
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language; it is made when first asked for."""
    return Gazetteer(_names(language))


def _names(language: str) -> Iterator[Name]:
    for code, file in name_files(language):
        yield from names_of(lexicons(code).list(file))


def name_files(language: str) -> Iterator[tuple[str, str]]:
    """The files that the names of a language's texts come from: whose, and which, best first."""
    for file in FILES:
        yield language, file
    for other in ("fr", "en"):
        if other != language:
            for file in _EVERYWHERE:
                yield other, file


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


@kept
def country_stems(language: str) -> dict[str, str]:
    """The country's code for each stem of its adjective, folded; of two equal ones the first."""
    listed = lexicons(language).list("demonyms")
    found: dict[str, str] = {}
    for code in listed.table("stems"):
        for stem in listed.texts(f"stems.{code}"):
            found.setdefault(fold(stem), code)
    return found


@kept
def first_names(language: str) -> dict[str, str]:
    """First names, folded, with "f", "m" or "?"; those of the other language come last."""
    found: dict[str, str] = {}
    for code in (language, *(one for one in ("fr", "en") if one != language)):
        listed = lexicons(code).list("first_names")
        for gender in "fmu":
            for name in listed.texts(f"first_names.{gender}"):
                found.setdefault(folded(name), gender.replace("u", "?"))
    return found


def ambiguous_first_names(words: Lexicons) -> frozenset[str]:
    """First names, folded, that are words as well: alone they prove nothing."""
    return frozenset(folded(name) for name in words.list("first_names").texts("ambiguous"))
