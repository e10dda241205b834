"""Whom a pronoun or a description means: ranked guesses over what stands before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.prelabel.draft import Candidate, Draft, Occurrence, Phrase, Referent
from annotator.prelabel.referents import nominal_referent, words_of

_WINDOW, _FAR = 60, 300
"""Most occurrences that are weighed for a pronoun, a description: keeps the pass linear."""
_PER_SENTENCE, _PER_PARAGRAPH = 0.08, 0.06
_SPOKE, _SUBJECT, _QUOTED, _GENDER = 0.2, 0.25, -0.3, 0.25
_ENGLISH = 0.14
"""What a paragraph parts more in English, whose pronouns reach less far."""
_BESIDE = 0.2
"""What the subject of the sentence before gains in English."""
_LATEST = frozenset(
    {
        "ce dernier", "cette dernière", "ces derniers", "ces dernières", "celui-ci", "celle-ci",
        "ceux-ci", "celles-ci", "the latter",
    }
)  # fmt: skip
"""Pronouns that take up whoever was named last."""
_HUMAN = frozenset({"person", "unnamed_source"})
_KINDS = {"person": 0.35, "unnamed_source": 0.3, "organisation": 0.1, "group": 0.1, "state": -0.15}


@dataclass(slots=True)
class Discourse:
    """What is known at a place in the article: who was named and who spoke before it.

    Attributes:
        spoke: keys of those who spoke, latest last, with sentence and paragraph.
        seen: the names before the place, latest last.
        rank: how many of the draft's occurrences were taken up.
    """

    draft: Draft
    spoke: list[tuple[str, int, int]] = field(default_factory=list)
    seen: list[Occurrence] = field(default_factory=list)
    rank: int = 0

    @property
    def english(self) -> bool:
        """Whether the sentences are built as in English."""
        views = self.draft.views
        return bool(views) and views[0].grammar.language == "en"

    def advance(self, position: int) -> None:
        """Take up the names before a place."""
        while self.rank < len(self.draft.occurrences):
            one = self.draft.occurrences[self.rank]
            if one.at >= position:
                break
            self.seen.append(one)
            self.rank += 1

    def heard(self, key: str, sentence: int, paragraph: int, at: int, phrase: Phrase) -> None:
        """Note that somebody spoke."""
        if key not in self.draft.referents:
            self.draft.referents[key] = nominal_referent(key, phrase)
        self.seen.append(Occurrence(at, sentence, paragraph, key, True, False))
        self.spoke.append((key, sentence, paragraph))

    def pronoun(self, phrase: Phrase, sentence: int, paragraph: int) -> list[Candidate]:
        """Whom a pronoun means, the likeliest first."""
        weights: dict[str, float] = {}
        latest = phrase.name.lower() in _LATEST
        per_paragraph = _PER_PARAGRAPH + _ENGLISH * (self.english)
        spoke = {key for key, _, place in self.spoke[-1:] if place == paragraph}
        for one in self.seen[-_WINDOW:]:
            referent = self.draft.referents[one.key]
            if one.at >= phrase.start or not _agrees(phrase, referent):
                continue
            if self.english and not _of_kind(phrase, referent):
                continue
            if latest and one.quoted:
                continue
            weight = _weight(one, referent, phrase, sentence) + _SPOKE * (one.key in spoke)
            weight -= per_paragraph * (paragraph - one.paragraph)
            near = self.english and one.subject and sentence - one.sentence <= 1
            weight += _BESIDE * near
            weight = one.at / phrase.start if latest else weight
            weights[one.key] = max(weight, weights.get(one.key, -9.0))
        return self._ranked(weights)

    def _ranked(self, weights: dict[str, float]) -> list[Candidate]:
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else 0.5
        score = 0.75 if margin > 0.2 else 0.6
        return [
            self._candidate(key, "pronoun", score - 0.15 * place)
            for place, (key, _) in enumerate(ranked[:3])
        ]

    def _candidate(self, key: str, rule: str, score: float) -> Candidate:
        referent = self.draft.referents[key]
        return Candidate(key, referent.kind, "pronoun", score, rule, referent.role)

    def described(self, phrase: Phrase, families: Mapping[str, frozenset[str]]) -> list[Candidate]:
        """The persons and bodies that a definite description may mean, the likeliest first.

        Args:
            phrase: the description.
            families: for a word, those that may stand for the same office.
        """
        words = {one for one in words_of(phrase.name) if len(one) > 3}
        found: list[tuple[float, str]] = []
        for key in dict.fromkeys(one.key for one in reversed(self.seen[-_FAR:])):
            referent = self.draft.referents[key]
            if not _agrees(phrase, referent) or key == phrase.name:
                continue
            known = referent.words | words_of(key)
            shared = len(words & known)
            if shared and phrase.head in known:
                found.append((shared / len(words), key))
            elif referent.kind == "person" and _same_office(phrase, known, families):
                found.append((0.7, key))
        found.sort(key=lambda one: -one[0])  # of those alike, whom the article named last
        return [
            Candidate(key, self.draft.referents[key].kind, "description", 0.85 * share, "role")
            for share, key in found[:3]
            if share >= 0.5
        ]

    def recent_person(self, phrase: Phrase) -> list[Candidate]:
        """The last person of the right gender who spoke, for a bare "la diplomate"."""
        for key, _, _ in reversed(self.spoke[-4:]):
            referent = self.draft.referents[key]
            if referent.kind == "person" and _agrees(phrase, referent):
                return [Candidate(key, "person", "description", 0.6, "role_recent", referent.role)]
        return []


def _same_office(phrase: Phrase, known: set[str], families: Mapping[str, frozenset[str]]) -> bool:
    """Whether another word for what somebody is heads a short description of him."""
    if len(words_of(phrase.name)) > _SHORT_DESCRIPTION:
        return False
    others = families.get(phrase.name.lower(), frozenset()) | families.get(phrase.head, frozenset())
    return bool(others & known)


_SHORT_DESCRIPTION = 4
"""Most words of a description that may take somebody up by another word."""


def _of_kind(phrase: Phrase, referent: Referent) -> bool:
    """Whether an English pronoun may mean somebody or something: "he" no body, "it" no person."""
    if phrase.name.lower() in {"it", "its"}:
        return referent.kind not in _HUMAN
    return phrase.gender == "?" or referent.kind in _HUMAN


def _agrees(phrase: Phrase, referent: Referent) -> bool:
    if referent.number != phrase.number and phrase.form == "pronoun":
        return False
    if phrase.form == "nominal" and phrase.human != (referent.kind in _HUMAN):
        return False
    if phrase.form == "nominal" and phrase.number == "p" and referent.kind == "person":
        return False
    return "?" in {phrase.gender, referent.gender} or phrase.gender == referent.gender


def _weight(one: Occurrence, referent: Referent, phrase: Phrase, sentence: int) -> float:
    weight = _KINDS[referent.kind] - _PER_SENTENCE * min(sentence - one.sentence, 12)
    weight += _SUBJECT * one.subject + _QUOTED * one.quoted
    known = phrase.gender != "?" and phrase.gender == referent.gender
    return weight + _GENDER * known
