"""Runs of capitals: where a name that no list knows begins and ends, and what it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.prelabel.name_joints import name_joints
from annotator.prelabel.name_words import NameWords, before, starts_sentence
from annotator.prelabel.words import Word

_CENTURY = re.compile(r"[IVXL]+(?:e|er|ème|th)")
_INSIDE = frozenset((" ", "\u00a0", "\u202f", "-", "\u2011", "'", "’", "\u00ad", " & ", ". "))
_ROMAN = re.compile(r"[IVX]{2,5}|V|X")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a run names, how surely, and by which rule."""

    label: str
    score: float
    rule: str


def run_end(words: Sequence[Word], start: int, lists: NameWords) -> int:
    """One past the last word of the capitals that begin at `words[start]`."""
    person = words[start].low in lists.first_names or len(words[start].low) == 1
    index = start + 1
    while index < min(len(words), start + _LONGEST):
        if _continues(words, index, person or _given_behind(words, start, index), lists):
            index += 1
        elif (after := _over_particles(words, index, person, lists)) > index:
            index = after
        else:
            break
    return index


_LONGEST = 40
"""Most words of a run of capitals; keeps files that are nothing else linear."""
_SYLLABLE = 5
"""Most letters of the second half of a given name like "Sang-hoon"."""


def _given_behind(words: Sequence[Word], start: int, index: int) -> bool:
    """Whether a hyphen ties the second half of a given name, the family name first."""
    word = words[index]
    tied = index - start == 2 and word.gap == "-" and not word.capital  # "Im Sang-hoon"
    return tied and words[start].text.isalpha() and len(word.low) <= _SYLLABLE


def _continues(words: Sequence[Word], index: int, person: bool, lists: NameWords) -> bool:
    word = words[index]
    if word.gap not in _INSIDE:
        return False
    if word.text in lists.no_names and word.text not in lists.particles:
        return person and len(word.text) in (2, 3) and word.gap == " "  # "Kim Jong Un"
    if word.gap == ". ":  # "J. Martin", not "la bombe H. La Corée"
        return len(words[index - 1].low) == 1 and word.capital and word.text not in lists.no_names
    if word.gap in ("'", "’"):
        return word.capital or (len(word.low) == 1 and word.low != "s")
    if word.text.isdigit():
        return word.gap in (" ", "-") and len(word.text) <= 4 and len(words[index - 1].low) > 1
    if word.gap == "-" and not word.capital:
        after = words[index + 1] if index + 1 < len(words) else word
        inner = after.gap == "-" and after is not word and after.capital  # "Noyal-sur-Vilaine"
        tied = name_joints(lists.language).after_hyphen
        return inner or (person and len(word.low) > 1 and word.low not in tied)
    return word.capital or (word.text[0].isdigit() and any(map(str.isupper, word.text)))


def _over_particles(words: Sequence[Word], index: int, person: bool, lists: NameWords) -> int:
    """Where the name goes on after particles at `words[index]`, or `index` itself."""
    at, chained = index, name_joints(lists.language).chained
    while at < len(words) and at - index < 3 and words[at].text in lists.particles:
        if words[at].gap not in _INSIDE or (words[at].low in chained and not person):
            return index
        at += 1
    if at == index or at >= len(words) or words[at].gap not in _INSIDE or not words[at].capital:
        return index
    if words[at].text in lists.no_names:
        return index
    if any(word.low in chained for word in words[index:at]):
        listed = lists.gazetteer.at(words, at)
        if listed and not listed.ambiguous:
            return index
    return at + 1


def classify(words: Sequence[Word], start: int, end: int, lists: NameWords) -> Kind | None:
    """What the run `words[start:end]` names by its own words and those around; None if nothing."""
    run, phrases = words[start:end], before(words, start)
    if lists.demonym(" ".join(word.low for word in run)) or (
        len(run) == 1 and _no_name(run[0], lists)
    ):
        return None
    for rule in (_person, _organisation, _introduced, _acronym, _product, _place, _speaker):
        found = rule(words, start, end, lists, phrases)
        if found:
            return found
    determined = bool(phrases) and phrases[0] in name_joints(lists.language).determiners
    if len(run) > 1:
        if determined or len(run) > 4:
            return Kind("MISC", 0.4, "capitals")
        return Kind("PER", 0.5, "capitals")
    if starts_sentence(words, start) or determined or len(run[0].text) < 3:
        return None
    if phrases and phrases[0] in ("de", "d"):
        return Kind("LOC", 0.35, "capital")
    return Kind("PER", 0.35, "capital")


def _no_name(word: Word, lists: NameWords) -> bool:
    """Whether a single capital is an ordinary short form, a century or an inhabitant."""
    short = word.text in lists.no_acronyms or len(word.low) < 2
    return short or _CENTURY.fullmatch(word.text) is not None


def _person(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    run = words[start:end]
    given = run[0].low in lists.first_names and not run[-1].text.isdigit()
    if any(word.text in lists.in_organisation for word in run[1:]):
        given = False
    chained = name_joints(lists.language).chained
    if given and len(run) > 1 and not (run[1].low in chained and len(run) == 2):
        return Kind("PER", 0.92, "first_name")
    if any(word.text in lists.in_organisation or "&" in word.gap for word in run):
        return None
    if any(phrase in lists.titles for phrase in phrases[:1]):
        return Kind("PER", 0.95, "title")
    acronym = len(run) == 1 and run[0].text.isupper() and len(run[0].low) <= 5
    if not acronym and _after_role(words, start, lists, phrases):
        return Kind("PER", 0.8, "role")
    if given and run[0].low not in lists.ambiguous_first and not starts_sentence(words, start):
        return Kind("PER", 0.6, "first_name")
    return None


def _after_role(words: Sequence[Word], start: int, lists: NameWords, phrases: list[str]) -> bool:
    if any(phrase in lists.roles for phrase in phrases):
        return True
    at = start - 1
    for _ in range(2):  # "le président russe sortant X"
        if at < 1 or not words[at].joined or not lists.adjective(words[at]):
            return False
        if any(phrase in lists.roles for phrase in before(words, at)):
            return True
        at -= 1
    return False


def _organisation(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    run = words[start:end]
    if any(word.text in lists.in_work for word in run[1:]):
        return Kind("MISC", 0.6, "inside")
    partners = any("&" in word.gap for word in run[1:])
    if partners or (len(run) > 1 and any(word.text in lists.in_organisation for word in run)):
        return Kind("ORG", 0.75, "inside")
    if len(run) > 1 and (any(word.text in lists.in_place for word in run) or _town(run, lists)):
        return Kind("LOC", 0.6, "inside")
    return None


def _town(run: Sequence[Word], lists: NameWords) -> bool:
    """Whether hyphens tie the words as in the name of a town: "Nogent-sur-Marne"."""
    tied = all(word.gap in ("-", "\u2011", "'", "’") for word in run[1:])
    joints = name_joints(lists.language)
    return tied and any(word.text in joints.in_towns for word in run[1:-1])


def _introduced(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    listed = (
        ("ORG", lists.before_organisation, 0.75),
        ("MISC", lists.before_work, 0.65),
        ("LOC", lists.before_place, 0.7),
    )
    for label, heads, score in listed:
        if any(phrase in heads for phrase in phrases):
            return Kind(label, score, "introduced")
    at = start - 1
    described = at > 0 and not words[at].capital and len(words[at].low) > 3
    if described and words[start].gap in (" ", " « "):  # "la banque privée X"
        for label, heads, score in listed[:2]:
            if before(words, at)[:1] and before(words, at)[0] in heads:
                return Kind(label, score - 0.1, "introduced")
    return None


def _acronym(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    run = words[start:end]
    if len(run) > 1 and not all(word.text.isupper() for word in run):
        return None
    text = run[0].text
    if text in lists.no_acronyms or not text.isupper() or not 2 <= len(run[0].low) <= 7:
        return None
    if any(map(str.isdigit, text)):
        return Kind("MISC", 0.5, "digits") if len(text) > 2 else None
    if len(run) > 2 or (len(run) == 1 and len(text) > 5 and starts_sentence(words, start)):
        return None
    return Kind("ORG", 0.6, "acronym")


def _product(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    run = words[start:end]
    if run[0].text in lists.no_acronyms or (len(run) == 1 and len(run[0].text) < 3):
        return None
    if any(word.text[0].isdigit() or any(map(str.isdigit, word.text)) for word in run):
        return Kind("MISC", 0.5, "digits")
    if any(_ROMAN.fullmatch(word.text) for word in run[1:]):
        return Kind("PER", 0.5, "capitals")
    if any(map(str.isupper, run[-1].text[1:])) and not run[-1].text.isupper():
        return Kind("ORG", 0.4, "inner_capital")
    return None


def _place(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    own = end < len(words) and words[end].text == "s" and end - start > 1  # "in Ann Lee's shop"
    if own and lists.language == "en":
        return None
    if phrases and phrases[0] in lists.place_prepositions and words[start].gap in (" ", "\u00a0"):
        return Kind("LOC", 0.6, "preposition")
    return None


def _speaker(
    words: Sequence[Word], start: int, end: int, lists: NameWords, phrases: list[str]
) -> Kind | None:
    if phrases and phrases[0] in lists.speech and not starts_sentence(words, start):
        return Kind("PER", 0.6, "speaks")
    determined = bool(phrases) and phrases[0] in name_joints(lists.language).determiners
    follows = end < len(words) and words[end].joined and words[end].low in lists.speech
    return Kind("PER", 0.5, "speaks") if follows and not determined else None
