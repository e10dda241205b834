"""Referents that only a description names: a nameless source, a body, a group."""

from __future__ import annotations

from annotator.model.items import ActorKind
from annotator.prelabel.draft import Phrase, Referent


def words_of(text: str) -> set[str]:
    """The words of a name or description, in lower case, elided articles apart."""
    return set(text.lower().replace("’", "'").replace("'", " ").split())


def nominal_referent(key: str, phrase: Phrase) -> Referent:
    """Somebody whom a noun phrase describes and no name names."""
    label = "PER" if phrase.human else "ORG"
    words = words_of(key)
    return Referent(key, nominal_kind(phrase), label, phrase.gender, phrase.number, words)


def nominal_kind(phrase: Phrase) -> ActorKind:
    """What somebody is whom only a description names."""
    if phrase.number == "p":
        return "group"
    return "unnamed_source" if phrase.human else "organisation"
