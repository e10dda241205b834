"""How a speaker is known, as the words of the text say it: by name, pronoun, description or not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from annotator.model.actors import names_of
from annotator.model.items import Actor, KnownBy, Mention, MentionForm
from annotator.model.text import Span, fold, words
from annotator.prelabel.lexicon import shipped_languages, shipped_list

_WAYS: dict[MentionForm, KnownBy] = {
    "name": "stated",
    "nominal": "description",
    "pronoun": "pronoun",
}


def known_by(
    source: Span | None, actor: Actor | None, mentions: Iterable[Mention], text: str
) -> KnownBy:
    """How a speaker is known.

    Args:
        source: the words that stand for the speaker, if there are any.
        actor: who it is; None if nobody was chosen.
        mentions: of the article; one with the same words says what form they have.
        text: of the article.
    """
    if actor is not None and actor.kind == "unnamed_source":
        return "unnamed_source"
    if source is None:
        return "implicit" if actor is not None else "unknown"
    return _WAYS[form_of(source, actor, mentions, text)]


def form_of(
    source: Span, actor: Actor | None, mentions: Iterable[Mention], text: str
) -> MentionForm:
    """The form of the words that stand for a speaker, their apposition included."""
    inside = [
        one for one in mentions if source.start <= one.span.start < one.span.end <= source.end
    ]
    same = [one for one in inside if one.span == source]
    if same:
        return same[0].form
    if fold(source.text.strip()) in _pronouns():
        return "pronoun"
    if actor is not None and bears(source.text, actor):
        return "name"
    if any(one.form == "name" and (actor is None or one.actor == actor.id) for one in inside):
        return "name"
    return "nominal"


def bears(said: str, actor: Actor) -> bool:
    """Whether some words hold a name of the actor, or the last part of one ("M. Petrov")."""
    there = _words(said)
    for name in names_of(actor):
        parts = _words(name)
        whole = any(there[n : n + len(parts)] == parts for n in range(len(there) - len(parts) + 1))
        last = actor.kind == "person" and len(parts) > 1 and parts[-1] in there
        if parts and (whole or last):
            return True
    return False


def _words(text: str) -> list[str]:
    folded = fold(text)
    return [folded[start:end] for start, end in words(folded)]


@lru_cache(maxsize=1)
def _pronouns() -> frozenset[str]:
    """The pronouns that may speak, of all languages that ship: they do not look alike."""
    found: set[str] = set()
    for language in shipped_languages():
        listed = shipped_list(language, "pronouns.toml")
        if listed is not None:
            found |= {fold(one["form"]) for one in listed.data.get("subject", ())}
            found |= {fold(one) for one in listed.data.get("words", {}).get("relative", ())}
    return frozenset(found)
