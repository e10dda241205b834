"""Short forms: "Kirby" is the John Kirby of the article, "ISS" the station named before it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.model.message import msg
from annotator.model.text import fold
from annotator.prelabel.draft import Entity, Gender
from annotator.prelabel.name_joints import name_joints
from annotator.prelabel.name_words import NameWords, before, starts_sentence
from annotator.prelabel.words import Word

_SURE = 0.5  # from this score on a name may lend its label to its other occurrences


@dataclass
class _Known:
    """What the article's surer names tell about the others; keys are texts as they stand."""

    full: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Entity] = field(default_factory=dict)
    given: dict[str, Entity | None] = field(default_factory=dict)
    names: dict[str, Entity] = field(default_factory=dict)
    heads: dict[str, Entity | None] = field(default_factory=dict)


def linked(text: str, words: Sequence[Word], found: list[Entity], lists: NameWords) -> list[Entity]:
    """The entities with short forms tied to full names, and those that only a name elsewhere shows.

    Args:
        text: the article's text.
        words: its words.
        found: the names found one by one, in text order.
        lists: the word lists of the language.
    """
    found = _acronyms(text, found)
    known = _known(text, found, lists)
    found = _coordinated(text, [_settled(text, entity, known) for entity in found], lists)
    found += _missed(text, words, found, known, lists)
    found.sort(key=lambda entity: entity.start)
    return _genders(_as_the_article_says(text, found))


def _acronyms(text: str, found: list[Entity]) -> list[Entity]:
    """A short name in brackets after a name is that name: "Nouvelle Démocratie (ND)"."""
    meant: dict[str, Entity] = {}
    for before_it, entity in itertools.pairwise(found):
        between = text[before_it.end : entity.start]
        short = text[entity.start : entity.end]
        known = entity.reason.id == "entity.listed" and entity.score > 0.9
        bracketed = not known and between == " (" and text[entity.end : entity.end + 1] == ")"
        is_short = short.isupper() and len(short) <= 8 < len(before_it.full_name)
        spelt_out = text[before_it.start : before_it.end].isupper() and entity.score < 0.7
        if bracketed and (is_short or spelt_out):
            meant[short] = before_it
    out: list[Entity] = []
    for entity in found:
        long = meant.get(text[entity.start : entity.end])
        if long:
            reason = msg("entity.short_form", name=long.full_name)
            entity = replace(
                entity, label=long.label, full_name=long.full_name, kind=long.kind, reason=reason,
                score=max(entity.score, long.score - 0.05),
            )  # fmt: skip
        out.append(entity)
    return out


def _coordinated(text: str, found: list[Entity], lists: NameWords) -> list[Entity]:
    """A name that only its capital tells is a place after "Jalo et", where Jalo is one."""
    beside_it = name_joints(lists.language).beside
    out: list[Entity] = []
    for entity in found:
        last = out[-1] if out else None
        beside = last is not None and text[last.end : entity.start] in beside_it
        if last and beside and entity.score < _SURE <= last.score and last.label == "LOC":
            entity = replace(entity, label="LOC", kind=None)
        out.append(entity)
    return out


def _known(text: str, found: list[Entity], lists: NameWords) -> _Known:
    known = _Known()
    for entity in found:
        if entity.score < _SURE:
            continue
        name = text[entity.start : entity.end]
        parts = name.split()
        if entity.label == "PER" and len(parts) > 1:
            known.people.setdefault(parts[-1], entity)
            rest = name[len(parts[0]) :].strip()
            known.people.setdefault(rest, entity)
            same = known.given.setdefault(parts[0], entity)
            if same and same.full_name != entity.full_name:
                known.given[parts[0]] = None
        elif len(parts) > 1 and entity.reason.id == "entity.head" and entity.label == "MISC":
            known.names.setdefault(parts[-1], entity)
        elif len(parts) > 1 and entity.label == "ORG" and _gives_short(entity, parts[0], lists):
            known.names.setdefault(parts[0], entity)
            same = known.heads.setdefault(parts[0], entity)
            if same and same.full_name != entity.full_name:
                known.heads[parts[0]] = None
        if len(parts) > 1:
            known.full.setdefault(parts[0], []).append(name)
        known.names[name] = known.names.get(name, entity)
    return known


def _gives_short(entity: Entity, word: str, lists: NameWords) -> bool:
    """Whether a body may go by the first word of its name: "Union européenne", then "l'Union"."""
    if entity.reason.id != "entity.listed":
        return True
    return word[0].isupper() and fold(word) in lists.heads_organisation


def _settled(text: str, entity: Entity, known: _Known) -> Entity:
    """The entity as the rest of the article shows it."""
    name = text[entity.start : entity.end]
    person = known.people.get(name)
    if person and person is not entity and not _surer(entity, person):
        return _as(entity, person)
    body = known.heads.get(name)
    if body and entity.label == "ORG":
        return _as(entity, body)
    if entity.score >= 0.7:
        return entity
    given = known.given.get(name)
    if given and given is not entity:
        return _as(entity, given)
    same = known.names.get(name)
    if same and same is not entity and same.score > entity.score:
        return _as(entity, same)
    return entity


def _surer(entity: Entity, person: Entity) -> bool:
    """Whether what stands around a short name outweighs a person with that name."""
    if entity.label == "LOC" and entity.score >= 0.7:
        return entity.reason.id == "entity.listed" or person.score < 0.7
    return entity.score >= 0.65 and person.score < 0.6


def _as(entity: Entity, full: Entity) -> Entity:
    return replace(
        entity,
        label=full.label,
        full_name=full.full_name,
        gender=full.gender,
        kind=full.kind,
        score=max(entity.score, full.score - 0.05),
        reason=msg("entity.short_form", name=full.full_name),
    )


def _missed(
    text: str, words: Sequence[Word], found: list[Entity], known: _Known, lists: NameWords
) -> list[Entity]:
    """Capitals that no rule took, and that the article names elsewhere."""
    taken = [(entity.start, entity.end) for entity in found]
    out: list[Entity] = []
    place = 0
    for index, word in enumerate(words):
        while place < len(taken) and taken[place][1] <= word.start:
            place += 1
        if (place < len(taken) and taken[place][0] < word.end) or not word.capital:
            continue
        end, full = _whole(text, word, known)
        full = full or _meant(text, words, index, known, lists)
        if full:
            bare = Entity(word.start, end, "", "", "?", None, 0.0, full.reason)
            out.append(_as(bare, full))
            taken.insert(place, (word.start, end))
    return out


def _whole(text: str, word: Word, known: _Known) -> tuple[int, Entity | None]:
    """A name of several words that the article has elsewhere, with its end."""
    for name in known.full.get(text[word.start : word.end], ()):
        end = word.start + len(name)
        if text.startswith(name, word.start) and not text[end : end + 1].isalnum():
            return end, known.names.get(name)
    return word.end, None


def _meant(
    text: str, words: Sequence[Word], index: int, known: _Known, lists: NameWords
) -> Entity | None:
    word = words[index]
    if word.text in lists.no_names or len(word.text) < 2:
        return None
    if (index + 1 < len(words) and words[index + 1].gap == "-") or word.gap == "-":
        return None
    full = known.people.get(word.text) or known.given.get(word.text) or known.names.get(word.text)
    if full is None or full.score < _SURE:
        return None
    if full.label == "LOC" and not starts_sentence(words, index):
        return full if full.score >= 0.7 else None
    if text[word.end : word.end + 2] in (" :", ": ", "\u00a0:"):
        return None
    several = full.full_name != word.text and full.label in ("ORG", "MISC")
    if several and starts_sentence(words, index) and before(words, index)[:1] == []:
        return full if len(word.text) > 4 else None
    return full


def _as_the_article_says(text: str, found: list[Entity]) -> list[Entity]:
    """Listed names go by the longest form that the article has: "UE" where it says no more."""
    longest: dict[str, str] = {}
    for entity in found:
        name, listed = text[entity.start : entity.end], entity.full_name
        if entity.label == "PER" or entity.reason.id != "entity.listed":
            continue
        shown = listed if name.isupper() and fold(name) == fold(listed) else name
        if len(shown) > len(longest.get(listed, "")):
            longest[listed] = shown
    return [
        replace(entity, full_name=longest.get(entity.full_name, entity.full_name))
        for entity in found
    ]


def _genders(found: list[Entity]) -> list[Entity]:
    """Whoever is a woman once is one throughout the article."""
    told: dict[str, Gender] = {}
    for entity in found:
        if entity.gender != "?":
            told.setdefault(entity.full_name, entity.gender)
    return [
        replace(entity, gender=told[entity.full_name])
        if entity.gender == "?" and entity.full_name in told
        else entity
        for entity in found
    ]
