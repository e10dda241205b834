"""Verb groups that report: which words around a verb's form belong to it, and whether it reports.

Simple and compound tenses, inversion, participles, infinitives that another verb leads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain

from annotator.prelabel.cue_words import CueIndex, CueWord, FormKind
from annotator.prelabel.draft import Cue, CueForm
from annotator.prelabel.english_verbs import did, has_subject, leads_gerund, quoted_as
from annotator.prelabel.grammar import Words, matches
from annotator.prelabel.sentence_view import View

_REACH = 8
"""Most tokens between an auxiliary and its participle."""


def verb_group(view: View, index: CueIndex, at: int) -> Cue | None:
    """The cue whose verb stands at a token; the first reading of its form that fits."""
    for word in index.verbs.get(view.low(at), ()):
        cue = _READINGS[word.kind](view, index, at, word)
        if cue:
            return cue
    return None


def _simple(view: View, index: CueIndex, at: int, word: CueWord) -> Cue | None:
    """A simple tense: "affirme", "dit-il", "s'indigne", "met en garde"."""
    first = _reflexive(view, at, word)
    if first is None or _is_noun(view, index, at, first) or _after_auxiliary(view, first):
        return None
    if view.grammar.language == "en":
        if not has_subject(view, at, word):
            return None
        first -= did(view, first)
    return _group(view, first, at, word, word.tense)


def _compound(view: View, index: CueIndex, at: int, word: CueWord) -> Cue | None:
    """A compound tense: "a encore dénoncé", "a-t-elle insisté", "s'est dit"."""
    for aux in range(at - 1, max(-1, at - _REACH), -1):
        if view.low(aux) == "avoir" and view.low(aux - 1) == "après":
            told = filled(view, aux + 1, at) and not word.reflexive
            return _group(view, aux - 1, at, word, "past", "infinitive") if told else None
        reflexive = view.is_in("be", aux) and view.is_in("reflexive", aux - 1)
        if not (view.is_in("have", aux) or reflexive):
            continue
        if reflexive is not word.reflexive or not filled(view, aux + 1, at):
            return None
        tense = "conditional" if view.is_in("conditional", aux) else "past"
        return _group(view, aux - 1 if reflexive else aux, at, word, tense)
    return None


def joined_participle(view: View, index: CueIndex, at: int, before: list[Cue]) -> Cue | None:
    """A participle that shares the auxiliary before: "a fustigé … et promis de riposter"."""
    words = [one for one in index.verbs.get(view.low(at), ()) if one.kind == "past"]
    shared = before and before[-1].first < before[-1].last and before[-1].tense == "past"
    if not words or not shared or view.low(at - 1) not in {"et", "puis"} or words[0].reflexive:
        return None
    return _group(view, at, at, words[0], "past")


def _gerund(view: View, index: CueIndex, at: int, word: CueWord) -> Cue | None:
    """A present participle: "appelant", "en affirmant"."""
    first = _reflexive(view, at, word)
    if first is None:
        return None
    if view.is_in("determiners", first - 1) and not _brings_subject(view, first):
        return None
    if (whole := quoted_as(view, first)) is not None:
        return _group(view, whole, at, word, "past")
    if view.grammar.language == "en" and view.low(first - 1) == view.low(at + 1) == ",":
        return None  # "he says, laughing, “and …”"
    gerund = view.is_in("gerund", first - 1)
    loose = first == view.begin or view.low(first - 1) in {
        ",",
        "et",
        "and",
        "—",
        "–",
        "»",
        "”",
        '"',
    }
    loose = loose or _brings_subject(view, first) or leads_gerund(view, first)
    introduces = view.low(at + 1) == ":" or view.opens(at + 1) is not None
    if not (gerund or loose or introduces):
        return None
    first -= gerund
    return _group(view, first, at, word, "present", form="participle")


def _brings_subject(view: View, first: int) -> bool:
    """Whether ", son porte-parole X" stands right before a participle: it has its own subject."""
    at = first - view.is_in("objects", first - 1)
    if view.names[at - 1] < 0 and not _noun_before(view, at - 1):
        return False
    words = range(at - 1, max(view.begin, at - _REACH), -1)
    comma = next((one for one in words if view.low(one) == ","), None)
    return comma is not None and not any(
        view.grammar.finite(view.low(one)) for one in range(comma, at)
    )


def _noun_before(view: View, at: int) -> bool:
    """Whether a plain noun stands at a token: "nombre de membres estimant que"."""
    small = ("adverbs", "prepositions", "determiners", "coordination", "breaks", "clitics", "lead")
    low = view.low(at)
    if view.is_in("some", at):  # "certains se demandant"
        return True
    return low.isalpha() and len(low) > 2 and not any(view.is_in(name, at) for name in small)


def _bare(view: View, index: CueIndex, at: int, word: CueWord) -> Cue | None:
    """An infinitive after "avant de" and the like, or after a verb that needs one."""
    first = _reflexive(view, at, word)
    if first is None:
        return None
    light = _light(view, index, first)
    if light is not None:
        if light == first - 1:  # "va défendre", "veut dénoncer": what is to come was not said yet
            word = replace(word, frames=word.frames - {"obj"})
        return _group(view, light, at, word, "present")
    if _tells(view, first):
        return _group(view, first - 1, at, word, "present")
    leads = chain.from_iterable(view.grammar.phrases["before_infinitive"].values())
    for words in (*(words for words, _ in leads), ("pour",), ("sans",)):
        if matches(view.tokens, first - len(words), words):
            return _group(view, first, at, word, "present", form="infinitive")
    return None


def _tells(view: View, first: int) -> bool:
    """Whether "Et sa voisine de compléter" stands here: a sentence told by its infinitive."""
    lead = range(view.begin, first - 1)
    if view.low(first - 1) not in {"de", "d'"} or not 0 < len(lead) < _REACH:
        return False
    begin = view.begin + (view.low(view.begin) == "et")
    verbs = any(view.grammar.finite(view.low(one)) or view.low(one) == "," for one in lead)
    noun = view.is_in("determiners", begin) or view.entity(begin) is not None
    return not verbs and (noun or view.grammar.pronoun_at(view.tokens, begin) is not None)


_READINGS: Mapping[FormKind, Callable[[View, CueIndex, int, CueWord], Cue | None]] = {
    "past": _compound,
    "finite": _simple,
    "present": _gerund,
    "infinitive": _bare,
}


def _light(view: View, index: CueIndex, first: int) -> int | None:
    """Where a verb like "tente-t-il de" or "a tenu à" begins that ends before `first`."""
    for size in (0, 1):
        joint: Words = tuple(
            view.low(one).replace("d'", "de") for one in range(first - size, first)
        )
        head = first - size - 1
        head -= view.low(head).startswith("-") and head > 0
        if joint in index.light.get(view.low(head), frozenset()):
            led = view.is_in("have", head - 1) or view.is_in("reflexive", head - 1)
            return head - 1 if led else head
    return None


def _group(
    view: View, first: int, at: int, word: CueWord, tense: str, form: CueForm = "finite"
) -> Cue | None:
    """The cue from `first` over the verb at `at` to its inverted pronoun and its other words."""
    last = at + 1 if view.low(at + 1).startswith("-") and len(view.low(at + 1)) > 1 else at
    if word.rest:
        begin = _skip_adverbs(view, last + 1)
        if not matches(view.tokens, begin, word.rest):
            return None
        last = begin + len(word.rest) - 1
    negated = _negated(view, first, at, last)
    cue = new_cue(view, first, last, word.lemma, word.claim, form, word.frames)
    clitic = next((one for one in view.tokens[first : last + 1] if one.low[0] == "-"), None)
    return Cue(
        cue.start, cue.end, cue.lemma, cue.claim, form, cue.frames, cue.sentence, first, last,
        clitic if clitic and len(clitic.low) > 1 else None, tense, negated,
    )  # fmt: skip


def new_cue(
    view: View,
    first: int,
    last: int,
    lemma: str,
    claim: str,
    form: CueForm,
    frames: frozenset[str],
) -> Cue:
    """A cue of the tokens `first` to `last`, both included."""
    start, end = view.tokens[first].start, view.tokens[last].end
    return Cue(start, end, lemma, claim, form, frames, view.index, first, last)


def _reflexive(view: View, at: int, word: CueWord) -> int | None:
    """Where the verb begins, its reflexive pronoun included; None if it should have another."""
    found = None
    if view.is_in("reflexive", at - 1):
        found = at - 1
    elif view.low(at - 1) in {"en", "y"} and view.is_in("reflexive", at - 2):
        found = at - 2
    if word.reflexive:
        return found
    return at if found is None else None


def _is_noun(view: View, index: CueIndex, at: int, first: int) -> bool:
    """Whether the form is rather a noun here: "la demande", "une nouvelle annonce"."""
    before = view.low(first - 1)
    if view.is_in("objects", first - 1):
        subject = view.grammar.pronoun_at(view.tokens, first - 2) or view.is_in(
            "negating", first - 2
        )
        return view.low(at) in index.nouns and not subject
    if view.is_in("noun_before", first - 1):
        return view.low(at) in index.nouns or before in {"de", "d'", "à", "sans"}
    if view.grammar.language == "en" and view.is_in("lone_determiners", first - 1):
        return view.low(at) in index.nouns
    qualified = view.grammar.language == "en" and before.endswith(_QUALIFYING)
    if (
        qualified
        and view.low(at) in index.nouns
        and not view.grammar.role_at(view.tokens, first - 1)
    ):
        return view.names[first - 1] < 0
    return view.is_in("determiners", first - 1)


_QUALIFYING = ("ed", "al", "ous", "ive", "ful", "less", "able", "ible", "ish")
"""Endings of English adjectives, behind which "claims" is a noun."""


def _after_auxiliary(view: View, first: int) -> bool:
    """Whether an auxiliary stands before: then the form is a participle, perhaps a passive."""
    if view.low(first - 1) == ",":
        return False
    for before in range(first - 1, max(-1, first - 4), -1):
        if view.is_in("have", before) or view.is_in("be", before):
            return filled(view, before + 1, first)
    return False


def filled(view: View, begin: int, end: int) -> bool:
    """Whether only adverbs, negations, commas and an inverted pronoun lie between."""
    while begin < end:
        step = _adverb(view, begin) or _between_commas(view, begin, end)
        if not step:
            return False
        begin += step
    return begin == end


def _between_commas(view: View, at: int, end: int) -> int:
    """How many tokens "par courriel," has, behind the comma before it."""
    if view.low(at - 1) != "," or not view.is_in("prepositions", at):
        return 0
    comma = next((one for one in range(at, end) if view.low(one) == ","), None)
    return comma + 1 - at if comma is not None else 0


def _skip_adverbs(view: View, at: int) -> int:
    while (step := _adverb(view, at)) and view.low(at) != ",":
        at += step
    return at


def _adverb(view: View, at: int) -> int:
    """How many tokens from `at` on are an adverb or the like."""
    low = view.low(at)
    phrase = view.grammar.length("adverbials", view.tokens, at)
    if phrase:
        return phrase
    manner = view.grammar.manner(low)
    simple = any(view.is_in(name, at) for name in ("adverbs", "negations", "emphatics"))
    return int(manner or simple or low == "," or (low[:1] == "-" and len(low) > 1))


def _negated(view: View, first: int, at: int, last: int) -> bool:
    """Whether "ne … pas" stands around the verb; "n'en défend pas moins" denies nothing."""
    wall = next((one for one in range(first - 1, first - 4, -1) if view.low(one) == ","), first - 4)
    lead = range(max(0, wall + 1), at)
    before = any(view.is_in("negating", one) for one in lead)
    if any(view.is_in("single_negation", one) for one in lead):
        return True
    after = range(first, last + 3)
    denied = any(view.is_in("negations", one) for one in after)
    return before and denied and "moins" not in [view.low(one) for one in range(last, last + 4)]
