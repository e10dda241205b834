"""People under a short form of their name: "Mme Van Loon", "B. Obama", "M. Park"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.prelabel.draft import Draft, Entity, Gender
from annotator.prelabel.grammar import grammar
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.tokens import plain

_TITLE_REACH = 14
"""Code points before a name in which its title stands."""


class PeopleComponent:
    """Gives short forms the full name that the article has for them, if only one fits."""

    name = "people"
    version = 1
    needs: tuple[str, ...] = ("entities",)
    gives: tuple[str, ...] = ("entities",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Put the full names in; nothing else about an entity changes."""
        people = {one.full_name for one in draft.entities if one.label == "PER"}
        by_word: dict[str, list[tuple[str, ...]]] = {}
        for name in people:
            words = tuple(name.split())
            for word in {words[0], words[-1]}:
                by_word.setdefault(word, []).append(words)
        titles = grammar(lexicons).titles
        draft.entities = [_linked(draft.text, one, by_word, titles) for one in draft.entities]


def _linked(
    text: str,
    entity: Entity,
    by_word: Mapping[str, list[tuple[str, ...]]],
    titles: Mapping[str, Gender],
) -> Entity:
    if entity.label != "PER":
        return entity
    short = tuple(entity.full_name.split())
    titled = _titled(text, entity.start, titles)
    fuller = {full for full in by_word.get(short[-1], ()) if _is_short(short, full, titled)}
    if len(fuller) != 1:
        return entity
    return replace(entity, full_name=" ".join(fuller.pop()))


def _is_short(short: tuple[str, ...], full: tuple[str, ...], titled: bool) -> bool:
    """Whether `short` is a form of `full`: its end, its family name first, or with an initial."""
    if len(short) > len(full) or short == full:
        return False
    if len(short) < len(full) and full[-len(short) :] == short:
        return True
    if len(short) == 1:
        return titled and full[0] == short[0]
    initial = len(short[0].replace("-", "").rstrip(".")) <= 2 and short[0][0] == full[0][0]
    return initial and full[1 - len(short) :] == short[1:]


def _titled(text: str, start: int, titles: Mapping[str, Gender]) -> bool:
    before = text[max(0, start - _TITLE_REACH) : start].replace("\u00a0", " ").split()
    return bool(before) and plain(before[-1]).rstrip(".") in titles
