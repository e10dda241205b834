"""Whom an English description means that shares no word with a name: "the company"."""

from __future__ import annotations

from annotator.model.items import ActorKind
from annotator.prelabel.coreference import Discourse
from annotator.prelabel.draft import Candidate, Phrase, Referent
from annotator.prelabel.sentence_view import View

_BODIES: frozenset[ActorKind] = frozenset({"organisation"})
_PEOPLE: frozenset[ActorKind] = frozenset({"person"})
_SENTENCES = 8
"""How many sentences back a body may stand that "the company" takes up."""
_NEAR = 3
"""The same for a person whom an occupation takes up."""
_WINDOW = 24
"""Most occurrences that are looked at."""


def described_before(phrase: Phrase, view: View, discourse: Discourse) -> list[Candidate]:
    """The name that a definite description takes up, likeliest first; empty if it stands alone.

    Args:
        phrase: a definite noun phrase in the singular.
        view: its sentence.
        discourse: who was named before it.
    """
    if view.grammar.language != "en" or phrase.form != "nominal" or phrase.number == "p":
        return []
    if view.is_in("possessive", view.at_or_after(phrase.start)):
        return []
    words = phrase.name.lower().split()
    if phrase.name.lower().endswith("year-old"):
        return _recent(phrase, view, discourse, _PEOPLE, _SENTENCES, 0.65)
    if not words or phrase.head not in words[-1:]:
        return []  # "the head of the bank" says of itself whom it means
    if phrase.head in view.grammar.words["body_words"]:
        return _recent(phrase, view, discourse, _BODIES, _SENTENCES, 0.62)
    alone = phrase.head in view.grammar.words["offices"] and not {"former", "ex"} & set(words)
    if not phrase.human or alone or "'s" in phrase.name or "’s" in phrase.name:
        return []
    return _recent(phrase, view, discourse, _PEOPLE, _NEAR, 0.58)


def sure(phrase: Phrase) -> bool:
    """Whether the name rather than the description itself is to be the speaker's."""
    words = set(phrase.name.lower().split())
    return not phrase.human or phrase.name.lower().endswith("year-old") or "former" in words


def _recent(
    phrase: Phrase,
    view: View,
    discourse: Discourse,
    kinds: frozenset[ActorKind],
    reach: int,
    score: float,
) -> list[Candidate]:
    """Those named last, subjects before others, whom nothing forbids."""
    referents = discourse.draft.referents
    weights: dict[str, float] = {}
    quoted = view.is_in("spoken_bodies", view.at_or_after(phrase.end) - 1)
    heard = {key for key, _, _ in discourse.spoke} if quoted else frozenset(referents)
    for one in discourse.seen[-_WINDOW:]:
        referent = referents[one.key]
        distance = view.index - one.sentence
        title = _heads(discourse.draft.views[one.sentence], one.at)
        if distance > reach or title or not _may_be(phrase, referent, kinds):
            continue
        if one.key not in heard or _otherwise(view, phrase, one.key):
            continue
        weight = 0.3 * one.subject - 0.3 * one.quoted - 0.1 * distance
        weight -= 0.3 * (view.paragraph - one.paragraph)
        weights[one.key] = max(weight, weights.get(one.key, -9.0))
    spoke = next((key for key, _, _ in reversed(discourse.spoke) if key in weights), None)
    if spoke is not None:
        weights[spoke] += 0.15
    ranked = sorted(weights, key=lambda key: -weights[key])[:2]
    return [
        Candidate(key, referents[key].kind, "description", score - 0.15 * place, "role_recent",
                  referents[key].role)
        for place, key in enumerate(ranked)
    ]  # fmt: skip


def _heads(view: View, at: int) -> bool:
    """Whether a name stands in the headline or a dateline."""
    return view.title or at < view.tokens[view.begin].start


def _otherwise(view: View, phrase: Phrase, key: str) -> bool:
    """Whether a name says itself that it is another kind of body: "Dutch government"."""
    last = key.lower().rpartition(" ")[2]
    roles = view.grammar.roles.get(last, ())
    kind = any(words == (last,) and not role.human for words, role in roles)
    words = view.grammar.words
    general = phrase.head in words["general_bodies"] and last in words["body_words"]
    return kind and last != phrase.head and not general


def _may_be(phrase: Phrase, referent: Referent, kinds: frozenset[ActorKind]) -> bool:
    if referent.kind not in kinds or referent.number == "p" or referent.label == "LOC":
        return False
    if not referent.key[:1].isupper() or "’s" in referent.key or "'s" in referent.key:
        return False  # named by a description alone
    return "?" in {phrase.gender, referent.gender} or phrase.gender == referent.gender
