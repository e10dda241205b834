"""Short forms: "Kirby" is the John Kirby of the article, "ISS" the station named before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from annotator.model.message import msg
from annotator.prelabel.draft import Entity, Gender
from annotator.prelabel.gazetteer import Word
from annotator.prelabel.name_words import NameWords, before, starts_sentence

_SURE = 0.5  # from this score on a name may lend its label to its other occurrences


@dataclass
class _Known:
    """What the article's surer names tell about the others; keys are texts as they stand."""

    people: dict[str, Entity] = field(default_factory=dict)
    given: dict[str, Entity | None] = field(default_factory=dict)
    names: dict[str, Entity] = field(default_factory=dict)


def linked(
    text: str, words: Sequence[Word], found: list[Entity], lists: NameWords
) -> list[Entity]:
    """The entities with short forms tied to full names, and those that only a name elsewhere shows.

    Args:
        text: the article's text.
        words: its words.
        found: the names found one by one, in text order.
        lists: the word lists of the language.
    """
    found = _acronyms(text, found)
    known = _known(text, found)
    found = [_settled(text, entity, known) for entity in found]
    found += _missed(text, words, found, known, lists)
    found.sort(key=lambda entity: entity.start)
    return _genders(found)


def _acronyms(text: str, found: list[Entity]) -> list[Entity]:
    """A short name in brackets after a name is that name: "Nouvelle Démocratie (ND)"."""
    meant: dict[str, Entity] = {}
    for before_it, entity in zip(found, found[1:], strict=False):
        between = text[before_it.end : entity.start]
        short = text[entity.start : entity.end]
        if between == " (" and text[entity.end : entity.end + 1] == ")" and len(short) <= 8:
            if short.isupper() and len(before_it.full_name) > len(short):
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


def _known(text: str, found: list[Entity]) -> _Known:
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
        elif entity.label in ("ORG", "MISC") and len(parts) > 1:
            known.names.setdefault(parts[0], entity)
        known.names[name] = entity if name not in known.names else known.names[name]
    return known


def _settled(text: str, entity: Entity, known: _Known) -> Entity:
    """The entity as the rest of the article shows it."""
    name = text[entity.start : entity.end]
    person = known.people.get(name)
    if person and person is not entity and entity.label != "LOC":
        return _as(entity, person)
    if entity.score >= 0.7:
        return entity
    given = known.given.get(name)
    if given and given is not entity:
        return _as(entity, given)
    same = known.names.get(name)
    if same and same is not entity and same.score > entity.score:
        return _as(entity, same)
    return entity


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
        if place < len(taken) and taken[place][0] < word.end or not word.capital:
            continue
        full = _meant(text, words, index, known, lists)
        if full:
            bare = Entity(word.start, word.end, "", "", "?", None, 0.0, full.reason)
            out.append(_as(bare, full))
    return out


def _meant(
    text: str, words: Sequence[Word], index: int, known: _Known, lists: NameWords
) -> Entity | None:
    word = words[index]
    if word.text in lists.no_names or len(word.text) < 2:
        return None
    if index + 1 < len(words) and words[index + 1].gap == "-" or word.gap == "-":
        return None
    full = known.people.get(word.text) or known.given.get(word.text) or known.names.get(word.text)
    if full is None or full.score < _SURE:
        return None
    if full.label == "LOC" and not starts_sentence(words, index):
        return full if full.score >= 0.7 else None
    several = full.full_name != word.text and full.label in ("ORG", "MISC")
    if several and starts_sentence(words, index) and before(words, index)[:1] == []:
        return full if len(word.text) > 4 else None
    return full


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
