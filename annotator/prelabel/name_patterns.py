"""Names with a head that is an ordinary word: "ministère de l'Intérieur", "résolution 1718"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.prelabel.name_joints import name_joints
from annotator.prelabel.name_runs import run_end
from annotator.prelabel.name_words import NameWords, starts_sentence
from annotator.prelabel.words import Word

_SPACES = frozenset((" ", "\u00a0", "\u202f", "'", "’", "-"))
_ACT_NUMBER = re.compile(
    r"(?:\((?:UE|CE|CEE|PESC|EU|EC|CFSP)\)[ \u00a0\u202f])?(?:n[°ºo.][ \u00a0\u202f]?|No\.? )?"
    r"\d+(?:[/-]\d+)*(?:/(?:CE|UE|PESC|CFSP|EU))?"
)
_ACT_DATE = re.compile(r"du[ \u00a0]\d{1,2}(?:er)? [a-zéû]{3,9} (?:1[89]|20)\d\d(?!\d)")
_LONGEST_HEAD = 3
_STREETS = frozenset(  # heads whose name may be a person's: "avenue Gustave Eiffel"
    (
        *("place", "rue", "avenue", "boulevard", "quai", "allee", "square", "stade", "pont"),
        *("aeroport", "aeroport international", "gare", "tour"),
    )
)
_SITES = frozenset(("port", "chateau", "gare", "prison"))  # "le port de Wonsan" names Wonsan
_FORCES = frozenset(("mission", "force"))  # "Mission de l'Union africaine en Somalie"
_ABROAD = frozenset(("en", "au", "aux", "in"))


@dataclass(frozen=True, slots=True)
class Headed:
    """A name found by its head: words `[first, last)`, or up to the code point `end`."""

    last: int
    end: int
    label: str
    score: float
    rule: str


def headed(text: str, words: Sequence[Word], index: int, lists: NameWords) -> Headed | None:
    """The name whose head begins at `words[index]`."""
    if words[index].low not in lists.head_starts:
        return None
    for size in range(_LONGEST_HEAD, 0, -1):
        head = _phrase(words, index, size)
        if head is None:
            continue
        for rule in (_act, _numbered_body, _state, _body, _place, _work):
            found = rule(text, words, index, index + size, head, lists)
            if found:
                return found
    return None


def _phrase(words: Sequence[Word], index: int, size: int) -> str | None:
    found = words[index : index + size]
    if len(found) < size or any(word.gap not in _SPACES for word in found[1:]):
        return None
    return " ".join(word.low for word in found)


def _act(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    if head not in lists.acts or after >= len(words):
        return None
    number = _ACT_NUMBER.match(text, words[after - 1].end + 1) or _ACT_DATE.match(
        text, words[after - 1].end + 1
    )
    if not number or text[words[after - 1].end] not in " \u00a0\u202f":
        return None
    if head in ("loi", "decret", "decision", "ordonnance", "arrete") and len(number[0]) < 4:
        return None
    return Headed(_after(words, after, number.end()), number.end(), "MISC", 0.85, "act")


def _name_end(words: Sequence[Word], noun: int, lists: NameWords) -> int:
    """One past the name that begins at `words[noun]`: the listed one, or the capitals."""
    listed = lists.gazetteer.at(words, noun)
    return max(run_end(words, noun, lists), noun + len(listed.words) if listed else 0)


def _after(words: Sequence[Word], index: int, end: int) -> int:
    while index < len(words) and words[index].start < end:
        index += 1
    return index


def _numbered_body(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    if head not in lists.numbered_bodies or after >= len(words):
        return None
    number = words[after]
    if words[first].capital and number.gap == " " and re.fullmatch(r"\d{3,4}", number.text):
        return Headed(after + 1, number.end, "ORG", 0.85, "act")
    return None


def _state(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    """A state under its full name: "République islamique d'Iran", "Empire ottoman"."""
    if head not in lists.heads_state or not words[first].capital:
        return None
    at = _adjectives(words, after, lists, 3)
    noun = _complement_noun(words, at, lists)
    if noun is not None and words[noun].capital and words[noun].text not in lists.no_names:
        at = _name_end(words, noun, lists)
    if at == after:
        return None
    return Headed(at, words[at - 1].end, "LOC", 0.8, "head")


def _body(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    proper = words[first].capital
    if head not in (lists.heads_organisation if proper else lists.heads_organisation_lower):
        return None
    at = _adjectives(words, after, lists)
    last = _complements(words, at, proper, lists)
    if last is None and not proper and after < len(words) and words[after].capital:
        last = run_end(words, after, lists) if words[after].gap in _SPACES else None
    if last is None:
        if not (proper and at > after) or (at - after < 1):
            return None
        last = at
    if head in _FORCES and last < len(words) - 1 and words[last].text in _ABROAD:
        listed = lists.gazetteer.at(words, last + 1)
        if listed and listed.label == "LOC" and words[last].gap == " " == words[last + 1].gap:
            last += 1 + len(listed.words)
    return Headed(last, words[last - 1].end, "ORG", 0.75, "head")


def _adjectives(words: Sequence[Word], index: int, lists: NameWords, most: int = 2) -> int:
    at = index
    while at < len(words) and at - index < most and words[at].gap == " ":
        double = at + 1 < len(words) and words[at + 1].gap == "-" and not words[at].capital
        if double and lists.double_demonym(words[at].low, words[at + 1].low):
            return at + 2
        if not (lists.adjective(words[at]) or lists.demonym(words[at].low)):
            break
        if words[at].capital:
            break
        at += 1
    return at


def _complements(words: Sequence[Word], index: int, lower: bool, lists: NameWords) -> int | None:
    """One past "de l'Intérieur", "des Affaires étrangères et de la Coopération"; None if none.

    With `lower`, complements may be ordinary words ("Observatoire syrien des droits de l'homme").
    """
    at, last = index, None
    for _ in range(4):
        noun = _complement_noun(words, at, lists)
        if noun is None:
            break
        if words[noun].capital and words[noun].text not in ("L", "Le", "La"):
            end = _name_end(words, noun, lists)
        elif lower and _may_be_noun(words, noun):
            listed = lists.gazetteer.at(words, noun)
            end = noun + (len(listed.words) if listed else 1)
            while end < len(words) and words[end].gap == "-":
                end += 1
        else:
            break
        last = at = _adjectives(words, end, lists)
    return last


def _may_be_noun(words: Sequence[Word], index: int) -> bool:
    """Whether a word in lower case may be a noun: no number, no "Il prie l'Ordre de coopérer"."""
    word = words[index]
    verb = word.low.endswith(("er", "ir")) and words[index - 1].low in {"de", "d"}
    return len(word.low) > 3 and not word.text[0].isdigit() and not verb


def _complement_noun(words: Sequence[Word], index: int, lists: NameWords) -> int | None:
    joints = name_joints(lists.language)
    at = index
    if at < len(words) and words[at].low in joints.joining and words[at].gap == " ":
        at += 1
    if at >= len(words) or words[at].text not in joints.of or words[at].gap not in _SPACES:
        return None
    at += 1
    if at < len(words) and words[at].low in joints.articles and words[at].gap in _SPACES:
        at += 1
    return at if at < len(words) and words[at].gap in _SPACES else None


def _place(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    if head not in lists.heads_place or after >= len(words):
        return None
    if words[first].capital and starts_sentence(words, first):
        return None
    if words[after].gap == " " and words[after].capital:
        noun: int | None = after
    else:
        noun = _complement_noun(words, after, lists)
    if noun is None or not words[noun].capital or words[noun].text in lists.no_names:
        return None
    last = _name_end(words, noun, lists)
    if words[noun].low in lists.first_names and noun == after and head not in _STREETS:
        return None
    if head in _SITES and noun != after and lists.gazetteer.at(words, noun):
        return None
    return Headed(last, words[last - 1].end, "LOC", 0.7, "head")


def _work(
    text: str, words: Sequence[Word], first: int, after: int, head: str, lists: NameWords
) -> Headed | None:
    if head not in lists.heads_work or after >= len(words) or words[after - 1].text.isupper():
        return None
    of = head in lists.heads_work_of or (words[first].capital and not starts_sentence(words, first))
    noun: int | None = None
    if words[after].gap == " " and words[after].capital:
        noun = after
    elif of:
        noun = _complement_noun(words, _adjectives(words, after, lists), lists)
        if noun is not None and words[first].capital and not starts_sentence(words, first):
            last = _complements(words, _adjectives(words, after, lists), True, lists)
            if last is not None:
                return Headed(last, words[last - 1].end, "MISC", 0.5, "head")
    if noun is None or not words[noun].capital or words[noun].text in lists.no_names:
        return None
    last = _name_end(words, noun, lists)
    return Headed(last, words[last - 1].end, "MISC", 0.6, "head")
