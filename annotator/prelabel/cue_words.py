"""Every form of every reporting expression of a language, by its first word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from annotator.prelabel.grammar import Words, entry_words
from annotator.prelabel.lexicon import Lexicons, WordList, kept
from annotator.prelabel.verb_forms import verb_forms

FormKind = Literal["finite", "past", "present", "infinitive"]
_ORDER: tuple[FormKind, ...] = ("past", "finite", "present", "infinitive")
FRAMES = frozenset(
    {
        "say",
        "speak",
        "quoted",
        "ask",
        "obj",
        "a",
        "de",
        "as",
        "pour",
        "contre",
        "sur",
        "is",
        "beside",
    }
)


@dataclass(frozen=True, slots=True)
class CueWord:
    """One form of a reporting verb.

    Attributes:
        rest: the words after the conjugated one ("en garde" of "met en garde").
        reflexive: the verb is a cue only with its reflexive pronoun.
    """

    lemma: str
    claim: str
    frames: frozenset[str]
    kind: FormKind
    tense: str
    rest: Words = ()
    reflexive: bool = False


@dataclass(frozen=True, eq=False)
class CueIndex:
    """The reporting expressions of a language.

    Attributes:
        verbs: forms by their first word, in lower case; participles before other readings.
        light: finite forms of verbs that may stand before a cue's infinitive, with what joins
            the two ("tient" with "à").
        openers: fixed expressions before a speaker, by their first word, with their list's name.
        nouns: forms that are nouns after a determiner.
    """

    verbs: Mapping[str, tuple[CueWord, ...]]
    light: Mapping[str, frozenset[Words]]
    openers: Mapping[str, tuple[tuple[str, Words], ...]]
    nouns: frozenset[str]


@kept
def cue_index(lexicons: Lexicons) -> CueIndex:
    """The reporting expressions of a language.

    Raises:
        LexiconError: cues.toml is missing or holds something else; the message names the line.
    """
    source = lexicons.list("cues")
    verbs: dict[str, list[CueWord]] = {}
    for word in _merged(_entries(source)):
        for form in _forms(word, lexicons):
            verbs.setdefault(form[0], []).append(form[1])
    return CueIndex(
        verbs={form: tuple(sorted(words, key=_rank)) for form, words in verbs.items()},
        light=_light(source, lexicons),
        openers=_openers(source),
        nouns=frozenset(source.texts("expressions.nouns")),
    )


def _rank(word: CueWord) -> tuple[int, int]:
    return _ORDER.index(word.kind), -len(word.rest)


def _entries(source: WordList) -> Iterable[CueWord]:
    """The verbs as the file lists them; a lemma may come several times."""
    for table in source.tables("group", ("claim",)):
        frames, verbs = table.get("frames"), table.get("verbs")
        if not isinstance(frames, list) or not set(frames) <= FRAMES:
            raise source.error("frames", "lexicon.no_frame")
        if not isinstance(verbs, list):
            raise source.error("verbs", "lexicon.no_list")
        for lemma in verbs:
            yield _word(str(lemma), table["claim"], frozenset(frames))


def _word(lemma: str, claim: str, frames: frozenset[str]) -> CueWord:
    head, *rest = lemma.replace("’", "'").replace("s'", "se ").split()
    reflexive = head == "se"
    if reflexive:
        head, *rest = rest
    others = entry_words(" ".join(rest)) if rest else ()
    return CueWord(" ".join((head, *rest)), claim, frames, "infinitive", "", others, reflexive)


def _merged(words: Iterable[CueWord]) -> Iterable[CueWord]:
    """One entry a verb: the claim of its first mention, the frames of all."""
    out: dict[tuple[str, bool], CueWord] = {}
    for word in words:
        key = (word.lemma, word.reflexive)
        known = out.get(key, word)
        out[key] = replace(known, frames=known.frames | word.frames)
    return out.values()


def _forms(word: CueWord, lexicons: Lexicons) -> Iterable[tuple[str, CueWord]]:
    head = word.lemma.split()[0]
    forms = verb_forms(head, lexicons)
    for form, tense in forms.finite:
        yield form, replace(word, kind="finite", tense=tense)
    for form in forms.past:
        yield form, replace(word, kind="past", tense="past")
    yield forms.present, replace(word, kind="present", tense="present")
    yield head, word


def _light(source: WordList, lexicons: Lexicons) -> dict[str, frozenset[Words]]:
    out: dict[str, set[Words]] = {}
    for entry in source.texts("expressions.light"):
        head, *joint = entry.replace("’", "'").removeprefix("se ").removeprefix("s'").split()
        forms = verb_forms(head, lexicons)
        for form in (*(one for one, _ in forms.finite), *forms.past):
            out.setdefault(form, set()).add(tuple(joint))
    return {form: frozenset(joints) for form, joints in out.items()}


def _openers(source: WordList) -> dict[str, tuple[tuple[str, Words], ...]]:
    out: dict[str, list[tuple[str, Words]]] = {}
    for name in ("whole", "preposition", "stance"):
        for words in _phrases(source, name):
            out.setdefault(words[0], []).append((name, words))
    return {first: tuple(found) for first, found in out.items()}


def _phrases(source: WordList, name: str) -> tuple[Words, ...]:
    found = [entry_words(one) for one in source.texts(f"expressions.{name}")]
    return tuple(sorted(found, key=len, reverse=True))
