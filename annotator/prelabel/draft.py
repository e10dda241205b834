"""Draft: what the components of one pass fill in, one after the other, for one article.

All places are code points of the article's text, 0-based, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from annotator.model.ids import ArticleId
from annotator.model.items import ActorKind, KnownBy, QuoteKind, SanctionsReference
from annotator.model.message import Message
from annotator.model.quotation_marks import QuotedStretch
from annotator.prelabel.evidence import NO_EVIDENCE, Evidence
from annotator.prelabel.words import Word
from annotator.sanctions.catalogue import Catalogue

if TYPE_CHECKING:
    from annotator.prelabel.sentence_view import View

Place = tuple[int, int]
Gender = Literal["m", "f", "?"]
Number = Literal["s", "p"]
CueForm = Literal["finite", "passive", "participle", "infinitive", "preposition", "noun", "none"]


class Token(NamedTuple):
    """A word, a mark or a piece of one ("a", "-t-elle", "l'"), in lower case with ' for ’."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A proper name.

    Attributes:
        label: PER, ORG, LOC or MISC.
        full_name: the fullest name that the article gives to whom or what is named: two
            entities with one full name denote one actor.
        gender: of a person; "?" if not known.
        kind: which actor it can be; None for what never speaks (a work, a river).
        score: 0 to 1; ordered, not calibrated.
        reason: why, for the reader.
        model: name and version of the model that found it where the rules did not; empty if they
            did.
    """

    start: int
    end: int
    label: str
    full_name: str
    gender: Gender
    kind: ActorKind | None
    score: float
    reason: Message
    model: str = ""


@dataclass(frozen=True, slots=True)
class FoundReference:
    """A sanctions reference with its score and reason; its `quotes` are filled in later."""

    item: SanctionsReference
    score: float
    reason: Message


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting expression.

    Attributes:
        start: of the whole group, auxiliary and inverted pronoun included.
        lemma: the verb or preposition as the lexicon has it.
        claim: the claim type that the lexicon gives as a prior.
        frames: which complements may hold its content ("que", "obj", "a", "de", "inf", "quote"…).
        clitic: the inverted pronoun ("elle" of "a-t-elle insisté"), if there is one.
        tense: "past", "present" or "conditional".
        negated: "ne … pas" stands around it.
    """

    start: int
    end: int
    lemma: str
    claim: str
    form: CueForm
    frames: frozenset[str]
    sentence: int
    first: int
    last: int
    clitic: Token | None = None
    tense: str = "present"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase or pronoun that stands for a speaker.

    Attributes:
        start: of the whole phrase, apposition included.
        name: the fullest noun phrase without determiner.
        entity: index in `Draft.entities` of the name that heads it, or None.
        human: it names a person.
        speaks: it names somebody or some body that can speak.
        head: the role noun of a description, in lower case.
    """

    start: int
    end: int
    form: Literal["name", "nominal", "pronoun"]
    name: str
    entity: int | None = None
    gender: Gender = "?"
    number: Number = "s"
    definite: bool = True
    human: bool = False
    speaks: bool = False
    head: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the speaker: the actor's key, and how he is known.

    Attributes:
        key: the full name under which `suggest` makes the actor.
        rule: id of the rule that found him, for the reason.
    """

    key: str
    kind: ActorKind
    known_by: KnownBy
    score: float
    rule: str
    role: str = ""


@dataclass(slots=True)
class Referent:
    """Somebody or some body that the article names.

    Attributes:
        key: the full name.
        words: of the descriptions beside the name ("ambassadrice", "américaine", "porte-parole").
    """

    key: str
    kind: ActorKind
    label: str
    gender: Gender = "?"
    number: Number = "s"
    words: set[str] = field(default_factory=set)
    role: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the article names a referent.

    Attributes:
        subject: it stands at the head of its sentence.
        quoted: it stands in a quotation, where people are spoken of.
    """

    at: int
    sentence: int
    paragraph: int
    key: str
    subject: bool
    quoted: bool


@dataclass(slots=True)
class QuoteDraft:
    """A quote on its way: pieces and cue first, then speakers, then its claim.

    Attributes:
        how: how its source is tied to the cue: stated, clitic, relative, shared, implicit or none.
        speakers: for each source (one entry if there is none) the candidates, best first.
        claims: the claim types in question with how likely they are, best first; empty without a
            claim model.
    """

    segments: list[Place]
    cues: list[Cue]
    kind: QuoteKind
    rule: str
    score: float
    sentence: int
    sources: list[Phrase] = field(default_factory=list)
    how: str = "none"
    speakers: list[list[Candidate]] = field(default_factory=list)
    claim: str | None = None
    claim_secondary: str | None = None
    claims: list[tuple[str, float]] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first piece begins."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Where its last piece ends."""
        return self.segments[-1][1]


@dataclass(slots=True)
class Draft:
    """One article on its way through the components.

    Attributes:
        sentences: a sentence holds the quotation in it whole, full stops inside included.
        tokens: by sentence.
        views: the sentences with what lies on them: marks and names.
        words: what names are made of, of the whole text; they part at hyphens and apostrophes.
        evidence: what models say of the text, if any is at work.
        catalogue: what references may point to; None is the one that comes with the program.
    """

    article: ArticleId
    text: str
    language: str
    evidence: Evidence = NO_EVIDENCE
    catalogue: Catalogue | None = None
    title_end: int = 0
    stretches: tuple[QuotedStretch, ...] = ()
    sentences: tuple[Place, ...] = ()
    tokens: tuple[tuple[Token, ...], ...] = ()
    words: tuple[Word, ...] = ()
    views: tuple[View, ...] = ()
    entities: list[Entity] = field(default_factory=list)
    references: list[FoundReference] = field(default_factory=list)
    cues: list[Cue] = field(default_factory=list)
    quotes: list[QuoteDraft] = field(default_factory=list)
    referents: dict[str, Referent] = field(default_factory=dict)
    occurrences: list[Occurrence] = field(default_factory=list)
