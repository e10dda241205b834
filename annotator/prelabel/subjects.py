"""The subject of a reporting verb that follows it: "X a dit", "X, qui a dit", "et a ajouté"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.prelabel.draft import Phrase
from annotator.prelabel.phrase_heads import enumeration, read_phrases
from annotator.prelabel.phrases import describes_name, phrase_end, pronoun_phrase, starts_speaker
from annotator.prelabel.sentence_view import View

How = Literal["stated", "relative", "shared"]
_WALLS = frozenset({".", ";", ":", "?", "!", "…", "(", ")", "—", "–"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who the grammar says is speaking.

    Attributes:
        how: stated beside the verb, through "qui", or shared with the verb before.
        begin: the first token of the phrase.
    """

    phrases: list[Phrase]
    how: How
    begin: int


def subject_before(view: View, first: int, floor: int = 0) -> Subject | None:
    """The subject of the verb group that begins at token `first`.

    Args:
        view: the sentence.
        first: first token of the verb group.
        floor: token that the subject cannot begin before.
    """
    at = _before_brackets(view, _before_clitics(view, first, floor), floor)
    if lone_adverb(view, at):
        at = view.at_or_after(view.outer[view.quoted[at]].start) - 1
    if at < floor:
        return None
    pronoun = _pronoun_ending(view, at, floor)
    if pronoun:
        return Subject([pronoun], "stated", view.at_or_after(pronoun.start))
    if view.is_in("relative", at):
        return antecedent(view, at, floor)
    if view.is_in("coordination", at):
        found = sentence_subject(view, at, floor)
        return Subject(found.phrases, "shared", found.begin) if found else None
    if view.low(at) == "," and (relative := _relative_before(view, at, floor)) is not None:
        at = relative
    wall = _wall(view, at, floor)
    contact = _contact(view, wall, at)
    found = _subject(view, contact, at + 1) if contact else _in_region(view, wall, at + 1)
    if found is None and view.grammar.language == "en" and _inserted(view, wall, at):
        return sentence_subject(view, at, floor)
    return found


def _contact(view: View, wall: int, at: int) -> int | None:
    """Where a name right before the verb begins a clause without "that": "a label Havana calls"."""
    entity = view.entity(at)
    if view.grammar.language != "en" or entity is None or entity.label == "PER":
        return None
    begin = at
    while begin > wall and view.names[begin - 1] == view.names[at]:
        begin -= 1
    before, label = begin - 1, begin - 2
    while label > wall and view.low(label).isalpha() and not view.is_in("determiners", label):
        label -= 1
    noun = view.low(before).isalpha() and view.names[before] < 0
    labelled = view.is_in("indefinite", label) and begin - label <= _LABEL and label >= wall
    role = view.grammar.role_at(view.tokens, before) or view.is_in("genitive", before)
    return begin if noun and labelled and not role and view.low(label - 1) == "," else None


_LABEL = 4
"""Most tokens from "a" to the name in "a label Havana calls"."""


def _inserted(view: View, wall: int, at: int) -> bool:
    """Whether a clause stands between subject and verb: "An aide who knows the case said"."""
    marked = view.closes(at) is not None and view.low(at - 1) == ","
    return view.is_in("relative", wall - 1) or view.low(at) == "," or marked


def antecedent(view: View, at: int, floor: int = 0) -> Subject | None:
    """Whom the relative pronoun at a token stands for: the nearest noun phrase before it."""
    end = at - 1 if view.low(at - 1) == "," else at
    end = _before_brackets(view, end - 1, floor) + 1
    begin = _wall(view, end - 1, floor)
    found = [one for one in range(begin, end) if _free_start(view, one)]
    if view.grammar.language == "en":
        beside = _beside_relative(view, begin, end)
        found += [beside] if beside is not None and view.low(beside - 1) != "," else []
    if not found:
        return None
    start = found[-1]
    nearer = [one for one in range(start + 1, end) if _plain_start(view, one, end)]
    if nearer and view.entity(start) is None and nearer[-1] > phrase_end(view, start, end):
        start = nearer[-1]
    if view.low(start - 1) == "," and len(found) > 1:
        start = found[-2]
    phrases = read_phrases(view, start, max(start + 1, end))
    word = view.tokens[at]
    standing = [replace(one, start=word.start, end=word.end) for one in phrases[:1]]
    return Subject(standing, "relative", start)


def sentence_subject(view: View, end: int, floor: int = 0) -> Subject | None:
    """The first noun phrase or pronoun of the sentence that is no adverbial, before `end`."""
    pronoun = pronoun_phrase(view, floor) if floor < end else None
    if pronoun:
        return Subject([pronoun], "stated", floor)
    return _in_region(view, floor, end)


def lone_adverb(view: View, at: int) -> bool:
    """Whether a quotation that holds one adverb ends at a token: it "strongly" denied."""
    stretch = view.closes(at)
    if stretch is None or view.grammar.language != "en":
        return False
    words = view.text[stretch.start : stretch.end].strip("“”\"‘’'").split()
    return len(words) == 1 and words[0].endswith("ly")


def _before_brackets(view: View, at: int, floor: int) -> int:
    """The token before "(…)", where brackets end at a token: "X (université de Y) regrette"."""
    if at <= floor or view.low(at) != ")":
        return at
    opening = next((one for one in range(at - 1, floor, -1) if view.low(one) == "("), None)
    return opening - 1 if opening is not None else at


def _before_clitics(view: View, first: int, floor: int) -> int:
    at = first - 1
    while at >= floor:
        opens_clause = at == floor or view.low(at - 1) in {",", ";", ":", "et", "mais"}
        strong = view.grammar.pronoun_at(view.tokens, at) and opens_clause
        adverb = view.is_in("adverbs", at) and view.low(at) not in {"ce", "dernier", "dernière"}
        if strong or not (view.is_in("clitics", at) or adverb):
            break
        at -= 1
    return at


def _pronoun_ending(view: View, at: int, floor: int) -> Phrase | None:
    """The pronoun whose last token is `at`."""
    for begin in (at - 1, at):
        if begin < floor:
            continue
        found = view.grammar.pronoun_at(view.tokens, begin)
        if found and begin + found[1] - 1 == at:
            return pronoun_phrase(view, begin)
    return None


def _relative_before(view: View, comma: int, floor: int) -> int | None:
    """The token before ", qui …," or ", dont …,": where the subject ends that they belong to."""
    for at in range(comma - 1, floor, -1):
        if view.low(at) in _WALLS:
            return None
        whose = view.is_in("relatives", at) and not view.is_in("complementisers", at)
        if whose and view.low(at - 1) == ",":
            return at - 2 if at - 2 >= floor else None
    return None


def _wall(view: View, at: int, floor: int) -> int:
    """The first token of the clause that the token `at` lies in."""
    comma = False
    while at > floor:
        low = view.low(at - 1)
        comma = comma or low == ","
        if not comma and view.grammar.language == "en" and view.is_in("conjunctions", at - 1):
            break  # "was acquitted after a court ruled"
        initial = len(view.low(at - 2)) == 1 and view.low(at - 2).isalpha()
        short = low == "." and (view.low(at) == "," or initial)  # "D-Conn., said", "U.S. aides"
        if (low in _WALLS and not short) or view.stretch(at - 1):
            break
        if view.is_in("breaks", at - 1) and not (low in {"et", "and"} and _same_phrase(view, at)):
            break
        at -= 1
    return at


def _same_phrase(view: View, at: int) -> bool:
    """Whether "et" before the token `at` joins two nouns rather than two clauses."""
    before = at - 2
    while before >= 0 and view.low(before) not in _WALLS and view.low(before) != ",":
        if view.grammar.finite(view.low(before)):
            return False
        before -= 1
    return True


def _in_region(view: View, begin: int, end: int) -> Subject | None:
    """The subject among the tokens: the first chunk between commas that is no adverbial."""
    weak: list[int] = []
    strong: list[int] = []
    last_comma = max((one for one in range(begin, end) if view.low(one) == ","), default=-1)
    adverbial = False
    at = begin
    while at < end:
        stop = next((one for one in range(at, end) if view.low(one) == ","), end)
        start = _chunk_start(view, at, stop)
        adverbial = adverbial or (start is None and at == begin)
        if start is not None:
            (strong if starts_speaker(view, start) else weak).append(start)
        at = stop + 1
    if len(strong) > 1 and strong[-1] > last_comma and _clause_end(view, strong[-1], end):
        return _subject(view, strong[-1], end)
    if strong:
        apposed = adverbial and len(strong) > 1 and view.entity(strong[0]) is not None
        return _subject(view, strong[1] if apposed else strong[0], end)
    return _subject(view, weak[0], end) if weak else None


def _clause_end(view: View, start: int, end: int) -> bool:
    """Whether a name alone stands between the last comma and the verb: "…, Kigali dénonce"."""
    entity = view.entity(start)
    begin = start
    while begin > 0 and view.is_in("determiners", begin) and entity is None:
        begin += 1
        entity = view.entity(begin)
    return entity is not None and view.entity_end(begin) == end


def _subject(view: View, start: int, end: int) -> Subject:
    first = _with_title(view, start)
    pronoun = pronoun_phrase(view, start)
    if pronoun:
        return Subject([pronoun], "stated", start)
    several = enumeration(view, start, end)
    if several:
        return Subject(several, "stated", first)
    stop = max(phrase_end(view, start, end), start + 1)
    phrases = read_phrases(view, start, stop)
    if phrases[0].entity is None and _ends_with_person(view, start, end):
        phrases = read_phrases(view, start, end)
    return Subject(phrases, "stated", first)


def _with_title(view: View, start: int) -> int:
    """The token before an English name at which its title stands: "Ms Holt", "Mr. Holt"."""
    dot = view.low(start - 1) == "."
    titled = view.grammar.language == "en" and view.low(start - 1 - dot) in view.grammar.titles
    return start - 1 - dot if titled else start


def _ends_with_person(view: View, start: int, end: int) -> bool:
    """Whether a person's name between commas ends the tokens: "l'un des élus, X, a dit"."""
    last = end - 1 if view.low(end - 1) == "," else end
    entity = view.entity(last - 1)
    begin = last - 1
    while begin > start and view.names[begin - 1] == view.names[last - 1]:
        begin -= 1
    return entity is not None and entity.label == "PER" and view.low(begin - 1) == ","


def _chunk_start(view: View, at: int, stop: int) -> int | None:
    """Where a noun phrase begins in a chunk; None for an adverbial with nothing after it."""
    while at < stop and (view.is_in("coordination", at) or view.is_in("adverbs", at)):
        at += 1
    while at < stop and view.low(at) in view.grammar.titles:  # "M. Lubin"
        at += 1 + (view.low(at + 1) == ".")
    if at < stop and view.is_in("prepositions", at) and not view.entity(at):
        return next((one for one in range(at + 2, stop) if _free_start(view, one)), None)
    if at >= stop or not (view.low(at)[0].isalnum()):
        return None
    noun = view.is_in("determiners", at) or view.entity(at) or starts_speaker(view, at)
    headline = view.title and view.grammar.language == "en"
    noun = noun or headline or _bare_noun(view, at, stop)
    return at if noun or view.text[view.tokens[at].start].isupper() else None


def _bare_noun(view: View, at: int, stop: int) -> bool:
    """Whether an English chunk is a noun without a determiner: "processors in Grimsby"."""
    if view.grammar.language != "en" or any(view.quoted[one] >= 0 for one in range(at, stop)):
        return False
    if view.is_in("relative", at - 1):
        return False
    for one in range(at, min(stop, at + _NOUN)):
        low = view.low(one)
        if not low.isalpha() or view.grammar.finite(low) or view.is_in("prepositions", one):
            break
        if low.endswith("s") and not low.endswith("ss"):
            return True
    return describes_name(view, at)


_NOUN = 3
"""Most words of a plural noun with what stands before it: "consumer groups"."""


def _beside_relative(view: View, begin: int, end: int) -> int | None:
    """The speaker before "who" whom a preposition governs: "came from the coach, who"."""
    for at in range(begin, end):
        if view.low(at - 1) in {"of", "for"} or not starts_speaker(view, at):
            continue
        if phrase_end(view, at, end) >= end:
            return at
    return None


def _plain_start(view: View, at: int, end: int) -> bool:
    """Whether a noun phrase that reaches `end` begins with a determiner no preposition governs."""
    governed = any(view.is_in(name, at - 1) for name in ("genitive", "prepositions", "determiners"))
    fused = view.is_in("fused", at) or view.low(at) in {"d'", "de"}
    return (
        view.is_in("determiners", at)
        and not governed
        and not fused
        and phrase_end(view, at, end) >= end
    )


def _free_start(view: View, at: int) -> bool:
    """Whether a speaker's phrase begins at a token and no preposition governs it."""
    governed = any(view.is_in(name, at - 1) for name in ("genitive", "prepositions", "determiners"))
    governed = (governed and not view.is_in("adverbs", at - 1)) or view.is_in("fused", at)
    return starts_speaker(view, at) and not governed and not view.is_in("adjectives", at - 1)
