"""Complements: what a reporting verb governs to its right.

A dit que B; a dit : « B »; a appelé A à B; qualifie A de B; dénonce B; affirme avoir B.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from annotator.prelabel.bare_clauses import breaks_off, clause_begin, gives_figure
from annotator.prelabel.draft import Cue
from annotator.prelabel.phrase_heads import role_near
from annotator.prelabel.phrases import starts_speaker
from annotator.prelabel.sentence_view import View

_SAYING = frozenset({"say", "obj", "speak", "quoted"})
_BESIDE = frozenset({"beside"})
_FAR = 26
"""Most tokens between a verb and the word that introduces what is reported."""
_GOVERNED = ("a", "de", "pour", "contre", "sur")


@dataclass(frozen=True, slots=True)
class Complement:
    """Where what is reported begins, and by which rule; `bare` if it is a bare object."""

    begin: int
    rule: str
    score: float
    bare: bool = False


def find_complement(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """What the cue reports to its right.

    Args:
        view: the sentence.
        cue: the verb.
        begin: first token after the verb, its inverted subject and adverbs.
        limit: token that the complement cannot reach.
    """
    begin = _after_adverbs(view, begin, limit)
    if begin >= limit or breaks_off(view, begin):
        return None
    if gives_figure(view, cue, begin, limit):
        return Complement(begin, "object", 0.7)
    special = _attitude(view, cue, begin)
    if special:
        return special
    quoted = any(view.quoted[at] >= 0 for at in range(begin, limit))
    if "quoted" in cue.frames and not quoted:
        return _governed(view, cue, begin, limit)
    if cue.frames == _BESIDE:
        return _colon(view, cue, begin, limit) or _quotation(view, cue, begin, limit)
    for rule in _RULES:
        found = rule(view, cue, begin, limit)
        if found:
            return found
    return None


def _after_adverbs(view: View, at: int, limit: int) -> int:
    if view.low(at) == "," and view.low(at + 2) == ",":  # "assure, lui, n'avoir rien vu"
        at += 3 if view.grammar.pronoun_at(view.tokens, at + 1) else 0
    at = _behind_aside(view, at, limit) or at
    aside = view.grammar.length("adverbials", view.tokens, at + 1) if view.low(at) == "," else 0
    if aside and view.low(at + 1 + aside) == ",":  # "accusait, quant à lui, X"
        at += aside + 2
    dated = _date(view, at)
    at += dated
    if dated and view.low(at) == "," and view.is_in("prepositions", at + 1):  # "lundi, vers 7h,"
        at = next((one + 1 for one in range(at + 1, limit) if view.low(one) == ","), at)
    while at < limit and view.quoted[at] < 0:
        step = view.grammar.length("adverbials", view.tokens, at) or view.is_in("adverbs", at)
        manner = view.grammar.manner(view.low(at))
        if not (step or manner or view.is_in("negations", at)):
            break
        at += int(step) or 1
    return at


def _behind_aside(view: View, at: int, limit: int) -> int | None:
    """Past what stands between commas: "affirme, relevés à l'appui, avoir vu"."""
    if view.low(at) != ",":
        return None
    for one in range(at + 1, min(limit, at + 9)):
        if view.quoted[one] >= 0 or view.grammar.finite(view.low(one)):
            return None
        if view.low(one) == ",":
            begin = one + 1
            opens = view.is_in("complementisers", begin) or view.opens(begin)
            return begin if opens or is_infinitive(view, begin) else None
    return None


def _date(view: View, at: int) -> int:
    """How many tokens a date has that stands at a token: "le 25 mars", "ce même lundi"."""
    day = at
    while day < at + 2 and (view.is_in("determiners", day) or view.is_in("same", day)):
        day += 1
    if view.is_in("date_heads", day) and view.is_in("months", day + 1):  # "fin janvier"
        return day + 2 - at + view.low(day + 2).isdigit()
    named = view.is_in("times", day)
    day += named
    while named and view.is_in("time_ends", day):
        day += 1
    if view.low(day).isdigit() and view.is_in("months", day + 1):
        return day + 2 - at + view.low(day + 2).isdigit()
    return day - at if named and day > at + 1 else 0


def _that(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """The word "que", past dates, places and whom it is said to; or a question word."""
    if view.is_in("questions", begin) and view.quoted[begin] < 0 and "ask" in cue.frames:
        return Complement(begin, "question", 0.75)
    if not cue.frames & _SAYING or view.is_in("negating", cue.first - 1):
        return None
    at = begin
    if cue.lemma not in view.grammar.words["told"] and _own_subject(view, at):
        return None
    while at < min(limit, begin + _FAR) and view.quoted[at] < 0:
        if view.is_in("complementisers", at):
            if view.low(at + 2) in {
                "name",
                "identity",
                "names",
            }:  # "asked that his name not be used"
                return None
            told = at - 1 == cue.last or not view.is_in("conjunction_heads", at - 1)
            return Complement(at, "that", 0.9) if told else None
        if view.low(at) in {":", ";", "("} or view.is_in("relative", at):
            return None
        if at > begin and view.low(at) in {"de", "d'"} and is_infinitive(view, at + 1):
            return None
        unheard = view.is_in("determiners", at) and at == begin and not starts_speaker(view, at)
        if unheard and cue.lemma not in view.grammar.words["told"]:
            return None
        adjective = view.grammar.language == "en" and view.is_in("determiners", at - 1)
        finite = view.grammar.finite(view.low(at)) and view.names[at] < 0 and not adjective
        if at > begin and finite:
            return None
        at += 1
    return None


def _own_subject(view: View, at: int) -> bool:
    """Whether an English clause begins right behind its verb: a "that" in it is a relative."""
    if view.grammar.language != "en" or view.is_in("complementisers", at):
        return False
    plural = view.low(at).endswith("s") and not any(
        view.is_in(name, at) for name in ("prepositions", "adverbs", "phrase_stops")
    )
    return view.is_in("zero_that", at) or (plural and view.is_in("complementisers", at + 1))


def _zero_that(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A clause at once behind the verb, with nothing to introduce it: "said it would"."""
    at = clause_begin(view, cue, begin, limit)
    return Complement(at, "zero_that", 0.82) if at is not None else None


def _colon(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A colon and a quotation behind it."""
    for at in range(begin, min(limit, begin + _FAR + 10)):
        if view.quoted[at] >= 0 or view.low(at) == ";":
            return None
        if view.low(at) == ":":
            return Complement(at + 1, "colon", 0.94) if view.opens(at + 1) else None
    return None


def _clause_behind_colon(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A colon beside the verb, or past an adverbial, and a clause without quotation marks."""
    if "say" not in cue.frames or (view.title and view.grammar.language == "en"):
        return None
    for at in range(begin, min(limit, begin + 8)):
        if view.low(at) == ":":
            return Complement(at + 1, "colon_plain", 0.6)
    return None


def _quotation(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A quotation beside the verb, or past an adverbial."""
    at = begin
    if view.is_in("prepositions", at) and view.low(at) not in {"à", "de", "contre", "pour"}:
        at = next((one for one in range(at, limit) if _opens_freely(view, one)), limit)
        inside = [view.low(one) for one in range(begin, at)]
        if at - begin > 8 or view.grammar.words["complementisers"] & set(inside):
            return None
    if view.low(at) == ",":
        at += 1
    if at >= limit or not view.opens(at):
        return None
    mark = at
    while at > begin and (view.is_in("determiners", at - 1) or view.is_in("adjectives", at - 1)):
        at -= 1
    return Complement(at, "quotation", 0.88, bare=at < mark)


def _opens_freely(view: View, at: int) -> bool:
    """Whether a quotation opens at a token that no preposition governs: not "au « 20 Heures »"."""
    return view.opens(at) is not None and not view.is_in("prepositions", at - 1)


def _infinitive(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A bare infinitive ("affirme avoir reçu") or, after "de", one that reports ("dit de ne …")."""
    if "say" not in cue.frames or view.grammar.language == "en":
        return None
    at = begin + (view.low(begin) in {"de", "d'"})
    if is_infinitive(view, at):
        return Complement(begin, "infinitive", 0.8)
    return _infinitive_behind_comma(view, begin, limit)


def _infinitive_behind_comma(view: View, begin: int, limit: int) -> Complement | None:
    """An infinitive past a place and a date: "a assuré à la radio, jeudi, être prêt"."""
    if not view.is_in("prepositions", begin):
        return None
    for at in range(begin + 1, min(limit, begin + _FAR)):
        low = view.low(at)
        if (
            view.is_in("complementisers", at)
            or low in {";", ":", "("}
            or view.is_in("relative", at)
        ):
            return None
        if view.low(at - 1) == "," and view.quoted[at] < 0 and _states(view, at):
            return Complement(at, "infinitive", 0.75)
    return None


def _states(view: View, at: int) -> bool:
    """Whether "être" or "avoir" in the infinitive stands at a token, perhaps negated."""
    while view.is_in("before_verb", at):
        at += 1
    return view.low(at) in view.grammar.words["infinitives"]


def is_infinitive(view: View, at: int) -> bool:
    """Whether an infinitive, perhaps with its pronouns and negation, stands at a token."""
    steps = 0
    while view.is_in("before_verb", at) and steps < 4:
        at, steps = at + 1, steps + 1
    low = view.low(at)
    if view.grammar.language == "en":
        return view.low(at - 1) == "to" and low.isalpha()
    ends = low.endswith(("er", "ir", "re", "oir")) and len(low) > 3
    if low in view.grammar.words["modals"] and at + 1 < len(view.tokens):
        return view.low(at + 1).endswith(("er", "ir", "re"))  # "annonce pouvoir présenter"
    ends = ends and (not low.endswith("aire") or low.endswith(("faire", "plaire", "taire")))
    return ends and view.names[at] < 0 and low not in view.grammar.words["not_infinitives"]


def _governed(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """The preposition that the verb asks for, past whom it is asked of."""
    for frame in _GOVERNED:
        if frame not in cue.frames:
            continue
        words = view.grammar.words[f"frame_{frame}"]
        plain = "say" in cue.frames and cue.claim in {"commit", "demand", "warn"}
        if frame == "de" and plain:  # "propose de partir", not "propose des mesures"
            words = words - view.grammar.words["plural"] - view.grammar.words["fused"]
        if frame == "de" and view.grammar.language == "en" and "as" in cue.frames:
            begin += view.low(begin) in words  # "the trader accused of fraud" tells who accuses not
        for at in range(begin, min(limit, begin + 14)):
            clause = view.grammar.language == "en" and view.is_in("complementisers", at)
            if view.quoted[at] >= 0 or view.low(at) in {",", ";", ":"} or clause:
                break
            if view.low(at + 1) == "be" and view.is_in("negating", at - 1):  # "not to be named"
                break
            if view.low(at) in words and (at == begin or _asks(view, at, frame)):
                if frame == "a" and at == begin and (asked := _behind_hearer(view, at, limit)):
                    return Complement(asked, "frame_de", 0.85)
                denied = view.grammar.language == "en" and view.is_in("negating", at - 1)
                return Complement(at - denied, f"frame_{frame}", 0.85)
    return None


def _behind_hearer(view: View, at: int, limit: int) -> int | None:
    """What is asked of somebody: "a demandé à la commission, formée hier, d'enquêter"."""
    if view.grammar.language == "en" or is_infinitive(view, at + 1):
        return None
    for one in range(at + 1, min(limit, at + _FAR)):
        if view.quoted[one] >= 0 or view.low(one) in {";", ":"}:
            return None
        if view.low(one) in {"de", "d'"} and is_infinitive(view, one + 1):
            return one
    return None


def _asks(view: View, at: int, frame: str) -> bool:
    """Whether what follows a preposition is what is asked, not where or whose."""
    if frame in {"pour", "contre", "sur"}:
        return True
    if view.grammar.language == "en":
        return True
    follows = view.opens(at + 1) is not None or is_infinitive(view, at + 1)
    return follows or view.low(at + 1) == "ce" or _asked_thing(view, at)


def _asked_thing(view: View, at: int) -> bool:
    """Whether "à la retenue", "au calme" and the like stand at a token."""
    noun = at + 1
    while view.is_in("determiners", noun):
        noun += 1
    return view.is_in("asked_things", noun)


def _label(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """An object and what it is called: "qualifie l'attitude d'« inacceptable »"."""
    if "as" not in cue.frames:
        return None
    rest = range(begin, limit)
    quoted = any(view.quoted[at] >= 0 for at in rest)
    named = cue.claim in {"condemn", "accuse", "support"} and any(
        view.is_in("frame_as", at) for at in rest
    )
    return Complement(begin, "label", 0.86 if quoted else 0.66) if quoted or named else None


def _attitude(view: View, cue: Cue, begin: int) -> Complement | None:
    """What somebody says to feel or want: "ont affirmé leur volonté de partir"."""
    if not cue.frames & {"say", "speak", "beside", "obj"}:
        return None
    if view.is_in("prepositions", begin):
        begin = _past_phrases(view, begin)
    at = begin + 1 + view.is_in("adjectives_of_attitude", begin + 1)
    if view.is_in("possessives", begin) and view.is_in("attitudes", at):
        return Complement(begin, "object", 0.72, bare=True)
    return None


def _past_phrases(view: View, begin: int) -> int:
    """Past places and means to a possessive: "dans un communiqué publié hier sa volonté"."""
    for at in range(begin + 1, min(len(view.tokens), begin + _FAR)):
        if view.quoted[at] >= 0 or view.is_in("complementisers", at):
            break
        if view.is_in("possessives", at) and not view.is_in("prepositions", at - 1):
            return at
    return begin


def _object(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """A bare object of a verb whose object is itself what was said."""
    low = view.low(begin)
    gerunds = cue.lemma in view.grammar.words["gerund_objects"]
    if "obj" not in cue.frames and not (gerunds and low.endswith("ing")):
        return None
    known = view.entity(begin) is not None or view.opens(begin) is not None
    noun = known or view.is_in("determiners", begin) or low[:1].isdigit()
    gerund = low.endswith("ing") and view.grammar.language == "en"
    bare = (low.endswith("s") or gerund) and low.isalpha()
    plural = bare and not view.is_in("prepositions", begin)
    headline = view.title and view.grammar.language == "en"
    headline = headline or cue.lemma in view.grammar.words["bare_objects"]
    headline = (
        headline
        and not view.is_in("prepositions", begin)
        and low.isalpha()
        and not view.is_in("breaks", begin)
    )
    if not (noun or plural or headline):
        return None
    quoted = any(view.quoted[at] >= 0 for at in range(begin, limit))
    if not quoted and _person(view, begin):
        return None
    return Complement(begin, "object", 0.8 if quoted else 0.6, bare=True)


def _qualifies(view: View, at: int) -> bool:
    """Whether an English name stands before a thing's noun: "condemned the U.S. sanctions"."""
    after = view.entity_end(at)
    small = ("prepositions", "coordination", "breaks", "adverbs", "genitive")
    noun = view.low(after).isalpha() and not any(view.is_in(name, after) for name in small)
    human = view.grammar.role_at(view.tokens, after)
    return noun and view.quoted[after] < 0 and not (human and human[0].human)


def _person(view: View, at: int) -> bool:
    """Whether the object is somebody: then the verb tells what was done, not what was said."""
    while view.is_in("determiners", at) or view.is_in("adjectives", at):
        at += 1
    entity = view.entity(at)
    if entity is not None and view.grammar.language == "en" and _qualifies(view, at):
        return False
    role = role_near(view, at)
    noun = view.grammar.role_at(view.tokens, role) if role is not None else None
    return (entity is not None and entity.kind is not None) or (noun is not None and noun[0].human)


def _amount(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """What is put at a figure: "évalue le bilan à dix morts"."""
    if "a" not in cue.frames or "say" not in cue.frames or not view.is_in("determiners", begin):
        return None
    for at in range(begin + 1, min(limit, begin + _FAR)):
        if view.quoted[at] >= 0 or view.grammar.finite(view.low(at)):
            return None
        if view.is_in("frame_a", at) and any(
            view.low(one)[:1].isdigit() for one in range(at + 1, at + 4)
        ):
            return Complement(begin, "object", 0.7, bare=True)
    return None


def _predicate(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """What somebody says to be: "se dit prêt à partir", "s'est déclarée « déçue »"."""
    if "is" not in cue.frames or begin >= limit:
        return None
    small = ("determiners", "prepositions", "complementisers", "clitics")
    word = view.low(begin).isalpha() and not any(view.is_in(name, begin) for name in small)
    return Complement(begin, "predicate", 0.75) if word or view.opens(begin) else None


def _fragment(view: View, cue: Cue, begin: int, limit: int) -> Complement | None:
    """Any complement with a quotation in it: "parle d'« homonymie »"."""
    first = next((at for at in range(begin, limit) if view.opens(at)), limit)
    before = [view.low(at) for at in range(begin, first)]
    if first >= limit or ";" in before or before.count(",") > 2:
        return None
    verbs = any(view.grammar.finite(low) for low in before)
    return Complement(begin, "fragment", 0.6 if verbs else 0.72, bare=True)


_RULES: tuple[Callable[[View, Cue, int, int], Complement | None], ...] = (
    _that,
    _colon,
    _label,
    _quotation,
    _infinitive,
    _governed,
    _zero_that,
    _object,
    _amount,
    _predicate,
    _clause_behind_colon,
    _fragment,
)
