"""NameWords: what stands around a proper name and tells what it names (`names.toml`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from annotator.model.text import fold
from annotator.prelabel.gazetteer import (
    Gazetteer,
    ambiguous_first_names,
    country_stems,
    first_names,
    gazetteer,
)
from annotator.prelabel.lexicon import Lexicons, WordList, forgotten_with_words, kept, lexicons
from annotator.prelabel.words import Word

Phrases = frozenset[str]
_LOOK_BACK = 4  # words of the longest phrase in names.toml
_LONGEST_ENDING = 3  # letters behind the stem of an adjective: "coreen" + "nes"
_HEADS = (
    *("numbered_acts", "numbered_bodies", "organisation_heads", "organisation_heads_lower"),
    *("place_heads", "state_heads", "work_heads"),
)
_JOINT = re.compile("[- ]")
_SENTENCE_START = re.compile(r"[.!?…:;«“\"\n—–•]")
_NEAR = re.compile(r"[ \u00a0\u202f'’\-«“\"]{1,4}")
_ADJECTIVE = re.compile(
    r"(?:orthodoxe|arabe|protestante?|anglicane?|ottomane?|sahraouie?|libre)s?$|"
    r".{2,}(?:ale?s?|aux|iques?|aires?|ien(?:ne)?s?|aine?s?|aises?|ais|oise?s?|ives?|ifs?|istes?"
    r"|elles?|els?|ines?|ins?|euses?|eux|i?eres?|iers?|ieure?s?|unis?|unies?|populaire)$"
)


@dataclass(frozen=True, eq=False)
class NameWords:
    """The word lists around names, folded; phrases are words joined by one space.

    Attributes:
        double_starts: what adjectives of countries of two words begin with ("nord-coréen").
        head_starts: the words that heads of names begin with.
    """

    language: str
    gazetteer: Gazetteer
    first_names: dict[str, str]
    ambiguous_first: Phrases
    double_starts: frozenset[str]
    masculine: Phrases
    feminine: Phrases
    titles: Phrases
    roles: Phrases
    heads_organisation: Phrases
    heads_organisation_lower: Phrases
    before_organisation: Phrases
    heads_place: Phrases
    heads_state: Phrases
    before_place: Phrases
    place_prepositions: Phrases
    before_work: Phrases
    before_title: Phrases
    heads_work: Phrases
    heads_work_of: Phrases
    acts: Phrases
    numbered_bodies: Phrases
    in_organisation: Phrases
    in_place: Phrases
    in_work: Phrases
    particles: Phrases
    speech: Phrases
    no_names: Phrases
    no_acronyms: Phrases
    head_starts: Phrases

    def double_demonym(self, first: str, second: str) -> str | None:
        """The country that a folded adjective of two words belongs to."""
        if first not in self.double_starts:
            return None
        return self.demonym(f"{first}-{second}") or self.demonym(f"{first} {second}")

    def demonym(self, low: str) -> str | None:
        """The country that a folded adjective belongs to."""
        return _country(self.language, low)

    def may_point(self, low: str) -> bool:
        """Whether a name or an adjective of a country may begin with a folded word."""
        return _points(self, low)

    def adjective(self, word: Word) -> bool:
        """Whether a word in lower case looks like an adjective."""
        return not word.capital and _ADJECTIVE.match(word.low) is not None


@lru_cache(maxsize=50_000)
def _points(lists: NameWords, low: str) -> bool:
    known = lists.gazetteer.begins(low) or low in lists.double_starts
    return known or lists.demonym(low) is not None


@lru_cache(maxsize=50_000)
def _country(language: str, low: str) -> str | None:
    """The country whose adjective a word is: the longest stem counts."""
    stems = country_stems(language)
    for size in range(len(low), max(0, len(low) - 1 - _LONGEST_ENDING), -1):
        if low[:size] in stems:
            return stems[low[:size]]
    return None


forgotten_with_words(_country.cache_clear)


def before(words: Sequence[Word], index: int) -> list[str]:
    """The phrases that end right before `words[index]`, shortest first, folded."""
    out: list[str] = []
    phrase = ""
    for back in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1):
        if not _NEAR.fullmatch(words[back + 1].gap) and not _abbreviated(words, back + 1):
            break
        phrase = f"{words[back].low} {phrase}".rstrip()
        out.append(phrase)
    return out


def _abbreviated(words: Sequence[Word], index: int) -> bool:
    """Whether the stop before `words[index]` only shortens the word before ("M. Foote")."""
    gap, word = words[index].gap, words[index - 1]
    short = len(word.low) == 1 or (len(word.low) <= 3 and not word.text.isupper())
    return gap in (".", ". ", ".\u00a0", ".\u202f") and word.capital and short


def starts_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a capital at `words[index]` may be due to its place alone."""
    if index == 0:
        return True
    if _abbreviated(words, index):
        return False
    return _SENTENCE_START.search(words[index].gap) is not None


def _double_starts(language: str) -> frozenset[str]:
    doubles = (_JOINT.split(stem, 1) for stem in country_stems(language))
    return frozenset(words[0] for words in doubles if len(words) > 1)


@kept
def name_words(language: str) -> NameWords:
    """The lists of a language; they are made when first asked for."""
    return _made(language, lexicons(language))


def _made(language: str, lists: Lexicons) -> NameWords:
    names = lists.list("names")
    phrases = partial(_phrases, names)
    masculine, feminine = _people(lists, "masculine"), _people(lists, "feminine")
    return NameWords(
        language=language,
        gazetteer=gazetteer(language),
        first_names=first_names(language),
        ambiguous_first=ambiguous_first_names(lists),
        double_starts=_double_starts(language),
        masculine=masculine,
        feminine=feminine,
        titles=phrases("titles_masculine", "titles_feminine", "titles_plural"),
        roles=masculine | feminine | phrases("person_before", "titles_plural"),
        heads_organisation=phrases("organisation_heads"),
        heads_organisation_lower=phrases("organisation_heads_lower"),
        before_organisation=phrases("organisation_before"),
        heads_place=phrases("place_heads"),
        heads_state=phrases("state_heads"),
        before_place=phrases("place_before"),
        place_prepositions=phrases("place_prepositions"),
        before_work=phrases("work_before"),
        before_title=phrases("title_before"),
        heads_work=phrases("work_heads"),
        heads_work_of=phrases("work_heads_of"),
        acts=phrases("numbered_acts"),
        numbered_bodies=phrases("numbered_bodies"),
        in_organisation=frozenset(names.texts("organisation_words")),
        in_place=frozenset(names.texts("place_words")),
        in_work=frozenset(names.texts("work_words")),
        particles=frozenset(names.texts("particles")),
        speech=phrases("speech_verbs"),
        no_names=frozenset(names.texts("no_names")),
        no_acronyms=frozenset(names.texts("no_acronyms")),
        head_starts=frozenset(head.split(" ", 1)[0] for head in phrases(*_HEADS)),
    )


def _phrases(names: WordList, *keys: str) -> Phrases:
    """The entries of several lists, folded, as words joined by one space."""
    listed = (fold(one) for key in keys for one in names.texts(key))
    return frozenset(" ".join(re.findall(r"[^\W_]+", one)) for one in listed)


def _people(lists: Lexicons, gender: str) -> Phrases:
    """The role nouns and titles of one gender."""
    roles = lists.list("roles").texts(f"people.{gender}")
    listed = frozenset(fold(one).replace("-", " ") for one in roles)
    return listed | _phrases(lists.list("names"), f"titles_{gender}")
