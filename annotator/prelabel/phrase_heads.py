"""What a noun phrase names: its head, gender and number; one speaker or several."""

from __future__ import annotations

from dataclasses import replace

from annotator.prelabel.draft import Gender, Number, Phrase
from annotator.prelabel.sentence_view import View


def role_near(view: View, at: int) -> int | None:
    """Where a role noun stands, past adjectives at most, from a token on."""
    for one in range(at, min(len(view.tokens), at + 4)):
        if view.grammar.role_at(view.tokens, one):
            return one
        low = view.low(one)
        year = low.isdigit() and view.grammar.language == "en"  # "a 2021 report"
        if not (low.replace("-", "").isalpha() or year) or view.is_in("genitive", one):
            return None
        if view.is_in("determiners", one) or view.is_in("coordination", one):
            return None
    return None


def compound_head(view: View, at: int, end: int) -> int:
    """The last of the English nouns that stand together: "official" of "bank officials"."""
    if view.grammar.language != "en":
        return at
    found = view.grammar.role_at(view.tokens, at)
    while found and at + found[1] < end:
        following = view.grammar.role_at(view.tokens, at + found[1])
        if not following:
            break
        at, found = at + found[1], following
    return at


def read_phrases(view: View, begin: int, end: int) -> list[Phrase]:
    """What the tokens `begin` to `end` name: one speaker, or several joined by "et"."""
    joint = next(
        (at for at in range(begin + 1, end - 1) if _joins_speakers(view, begin, at, end)), None
    )
    if joint is None:
        return [read_phrase(view, begin, end)]
    first, second = read_phrase(view, begin, joint), read_phrase(view, joint + 1, end)
    return [first, second] if first.entity is not None and second.entity is not None else [
        replace(read_phrase(view, begin, end), number="p")
    ]  # fmt: skip


def enumeration(view: View, begin: int, end: int) -> list[Phrase]:
    """Three names or more: "le Mali, le Burkina Faso et le Niger"; empty if it is no such list."""
    out: list[Phrase] = []
    at = begin
    while at < end:
        start = at
        while at < end and view.is_in("determiners", at) and not view.entity(at):
            at += 1
        if at >= end or not view.entity(at):
            break
        at = view.entity_end(at)
        out.append(read_phrase(view, start, at))
        if at < end and view.low(at) not in {",", "et", "and"}:
            break
        at += 1
    joined = any(view.low(one) in {"et", "and"} for one in range(begin, min(at, end)))
    return out if len(out) > 2 and at >= end and joined else []


def _joins_speakers(view: View, begin: int, at: int, end: int) -> bool:
    if view.low(at) not in {"et", "and"} or view.entity(at):
        return False
    named = any(view.names[one] >= 0 for one in range(begin, at))
    follows = at + 1
    while follows < end and view.is_in("determiners", follows):
        follows += 1
    return named and view.entity(follows) is not None and view.names[at - 1] >= 0


def read_phrase(view: View, begin: int, end: int) -> Phrase:
    """The phrase of the tokens `begin` to `end`: its head, gender and number."""
    start, stop = view.tokens[begin].start, view.tokens[end - 1].end
    core = begin
    while core < end - 1 and view.is_in("determiners", core) and not view.entity(core):
        core += 1
    if view.low(core) == "of":
        core = begin
    gender, number = _agreement(view, begin, core, end)
    head = _head(view, core, end)
    roles = (view.grammar.role_at(view.tokens, at) for at in range(core, min(end, core + 4)))
    role = next((one for one in roles if one), None)
    noun = role_near(view, core)
    noun = compound_head(view, noun, end) if noun is not None else None
    if noun is not None and view.grammar.language == "en":
        role = view.grammar.role_at(view.tokens, noun) or role
    definite = not view.is_in("indefinite", begin)
    human = role is not None and role[0].human
    if head is not None:
        entity = view.entities[head]
        if entity.gender != "?":
            gender = entity.gender
        return Phrase(
            start, stop, "name", entity.full_name, head, gender, number,
            definite, human or entity.label == "PER", True,
        )  # fmt: skip
    name = _nominal_name(view, core, end)
    word = view.low(noun) if noun is not None and noun < end else ""
    return Phrase(
        start, stop, "nominal", name, None, gender, number, definite, human, role is not None, word
    )


def _head(view: View, core: int, end: int) -> int | None:
    """The name that heads the phrase: a person not in the genitive, or what it begins with."""
    at = core
    while at < end:
        entity = view.entity(at)
        if entity is None:
            at += 1
            continue
        after = view.entity_end(at)
        owns = view.low(after) == "'s"
        if view.grammar.language == "en" and after < end:  # "OFAC chief Bill Strand" is no OFAC
            follower = view.entity(after)
            named = follower is not None and follower.label == "PER"
            owns = owns or named or view.grammar.role_at(view.tokens, after) is not None
        if entity.label == "PER" and not owns and not _genitive(view, core, at):
            return view.names[at]
        at = view.entity_end(at)
    if view.entity(core):
        after = view.entity_end(core)
        english = view.grammar.language == "en" and after < end
        of_whom = english and view.grammar.role_at(view.tokens, after) is not None
        return None if of_whom or view.low(after) == "'s" else view.names[core]
    apposed = _apposed_name(view, core, end)
    if apposed is not None:
        return apposed
    noun = view.grammar.role_at(view.tokens, core)
    beside = core + noun[1] if noun else core + 1
    if noun and not noun[0].human and beside < end and view.entity(beside):
        return view.names[beside]
    return None


def _apposed_name(view: View, core: int, end: int) -> int | None:
    """A body named behind a comma: "l'armateur, Golden Lantern Shipping"."""
    comma = next((at for at in range(core, end - 1) if view.low(at) == ","), None)
    if comma is None:
        return None
    at = comma + 1
    while at < end and not view.entity(at):  # "l'armateur, la société Hadria Lines"
        noun = view.grammar.role_at(view.tokens, at)
        if not (view.is_in("determiners", at) or (noun and not noun[0].human)):
            return None
        at += noun[1] if noun else 1
    return view.names[at] if at < end else None


def _genitive(view: View, core: int, at: int) -> bool:
    """Whether "de" or the like stands before the name (and its title)."""
    before = at - 1
    while before >= core and (view.low(before) in view.grammar.titles or view.low(before) == "."):
        before -= 1
    return before >= core and view.is_in("genitive", before)


def _nominal_name(view: View, core: int, end: int) -> str:
    """The words of a nameless phrase, without determiner and apposition."""
    stop = next((at for at in range(core, end) if view.low(at) == ","), end)
    stop = stop if stop > core else end
    beyond = view.is_in("phrase_stops", stop) or view.is_in("prepositions", stop)
    if beyond and stop > core + 1 and view.low(stop - 1).endswith(("é", "ée", "és", "ées")):
        stop -= 1
    return view.text[view.tokens[core].start : view.tokens[stop - 1].end]


def _agreement(view: View, begin: int, core: int, end: int) -> tuple[Gender, Number]:
    """Gender and number by the determiner, else by the role noun."""
    words, low = view.grammar.words, view.low(begin)
    number: Number = "p" if core > begin and low in words["plural"] else "s"
    if core > begin and low in words["feminine"]:
        return "f", number
    if core > begin and low in words["masculine"]:
        return "m", number
    for at in range(core, min(end, core + 3)):
        role = view.grammar.role_at(view.tokens, compound_head(view, at, end))
        if role:
            return role[0].gender, "p" if number == "p" else role[0].number
    return "?", number
