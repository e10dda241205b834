"""Noun phrases that stand for a speaker: where they begin and where they end."""

from __future__ import annotations

from annotator.prelabel.draft import Phrase
from annotator.prelabel.phrase_heads import read_phrases, role_near
from annotator.prelabel.sentence_view import View

_REACH = 14
"""Most tokens between a verb and the subject that follows it."""
_STOPS = frozenset({".", ";", ":", "?", "!", "…", "(", ")", "—", "–", "-"})


def pronoun_phrase(view: View, at: int) -> Phrase | None:
    """The pronoun at a token, if one that may speak stands there."""
    found = view.grammar.pronoun_at(view.tokens, at)
    if not found or _possesses(view, at):
        return None
    pronoun, size = found
    start, end = view.tokens[at].start, view.tokens[at + size - 1].end
    name = view.text[start:end]
    return Phrase(
        start, end, "pronoun", name, None, pronoun.gender, pronoun.number, human=True, speaks=True
    )


def _possesses(view: View, at: int) -> bool:
    """Whether "her" stands before its noun: "said her lawyer", not "told her that"."""
    if view.low(at) != "her" or not view.low(at + 1).isalpha():
        return False
    if view.is_in("adjectives", at + 1):
        return True
    small = ("complementisers", "prepositions", "adverbs", "breaks", "determiners", "zero_that")
    verb = view.grammar.finite(view.low(at + 1))
    return not verb and not any(view.is_in(name, at + 1) for name in small)


def clitic_phrase(view: View, at: int) -> Phrase | None:
    """The inverted pronoun at a token ("-t-elle" gives "elle")."""
    token = view.tokens[at]
    low = token.low.rsplit("-", 1)[-1]
    found = view.grammar.pronoun_called(low)
    if not found:
        return None
    start = token.end - len(low)
    name = view.text[start : token.end]
    return Phrase(
        start, token.end, "pronoun", name, None, found.gender, found.number, human=True, speaks=True
    )


def phrases_after(view: View, at: int, limit: int) -> tuple[list[Phrase], int] | None:
    """The subject that follows a verb: "a ajouté à New York l'ambassadrice … ".

    Args:
        view: the sentence.
        at: first token after the verb group.
        limit: token that the subject cannot reach.

    Returns:
        The speakers (several if they are joined by "et") and the token after the phrase.
    """
    pronoun = pronoun_phrase(view, at)
    if pronoun:
        size = view.at_or_after(pronoun.end) - at
        return [pronoun], at + size
    begin = _subject_start(view, at, min(limit, at + _REACH))
    if begin is None:
        return None
    end = phrase_end(view, begin, limit)
    return read_phrases(view, begin, end), end


def _subject_start(view: View, at: int, limit: int) -> int | None:
    """The first token of a speaker's phrase, past dates, places and other adverbials."""
    one = at
    inside = view.quoted[at] if at < len(view.tokens) else -1
    while one < limit and view.quoted[one] == inside:
        if view.low(one) in view.grammar.titles:  # "a dit M. Petrov"
            one += 1 + (view.low(one + 1) == ".")
            continue
        if view.low(one) in _STOPS:
            return None
        if view.is_in("complementisers", one):
            return None
        timed = view.is_in("adverbs", one)
        governed = view.is_in("prepositions", one) and not timed and not view.entity(one)
        if governed:
            one = _after_complement(view, one + 1, limit)
            continue
        if starts_speaker(view, one):
            return one
        one += 1
    return None


def _after_complement(view: View, at: int, limit: int) -> int:
    """The token after what a preposition governs: its determiner and one noun or name."""
    while at < limit and view.is_in("determiners", at):
        at += 1
    return view.entity_end(at) if view.entity(at) else at + 1


def starts_speaker(view: View, at: int) -> bool:
    """Whether a phrase for somebody who may speak begins at a token."""
    entity = view.entity(at)
    if entity:
        return entity.kind is not None and (at == 0 or view.names[at] != view.names[at - 1])
    begin = at
    while view.is_in("determiners", begin):
        begin += 1
    if begin == at:
        role = view.grammar.role_at(view.tokens, at) is not None
        return (role and _titled(view, at)) or describes_name(view, at)
    if view.entity(begin):
        found = view.entity(begin)
        return found is not None and found.kind is not None
    return role_near(view, begin) is not None or _aged(view, begin)


def _aged(view: View, at: int) -> bool:
    """Whether "54-year-old" stands at a token."""
    return view.low(at).isdigit() and view.low(at + 2) == "year-old"


def _titled(view: View, at: int) -> bool:
    """A role noun without a determiner counts at a sentence's start, in the plural, or capital."""
    found = view.grammar.role_at(view.tokens, at)
    plural = found is not None and found[0].number == "p"
    headline = view.title and view.grammar.language == "en"
    headline = headline or describes_name(view, at)
    return plural or headline or at == 0 or view.text[view.tokens[at].start].isupper()


_DESCRIPTION = 4
"""Most words of a description before a name that has no determiner."""


def describes_name(view: View, at: int) -> bool:
    """Whether plain English words stand right before a person's name: "striker Joe Bull"."""
    if view.grammar.language != "en" or view.low(at) in view.grammar.titles:
        return False
    if max(view.names[at : at + _DESCRIPTION + 1], default=-1) < 0:
        return False
    small = ("prepositions", "genitive", "breaks", "coordination", "adverbs", "complementisers")
    for one in range(at, min(len(view.tokens), at + _DESCRIPTION + 1)):
        entity = view.entity(one)
        if entity is not None:
            return one > at and entity.label == "PER"
        word = view.low(one).replace("-", "").isalpha()
        if not word or view.quoted[one] >= 0 or view.grammar.finite(view.low(one)):
            return False
        if any(view.is_in(name, one) for name in small):
            return False
    return False


def phrase_end(view: View, begin: int, limit: int) -> int:
    """The token after a noun phrase with its appositions, relative clauses left out."""
    at, inside = begin, view.quoted[begin] if begin < limit else -1
    while at < limit:
        low = view.low(at)
        if _aged(view, at):
            at += 3
            continue
        entity = view.entity(at)
        if entity:
            at = view.entity_end(at)
            continue
        if view.quoted[at] != inside or low in _STOPS or (view.is_in("breaks", at) and low != "et"):
            break
        if low == "et" and not (starts_speaker(view, at + 1) or _adjective(view, at + 1)):
            break
        if low == "," and not _apposition(view, at + 1, limit):
            break
        stops = view.is_in("phrase_stops", at) or view.grammar.finite(low)
        stops = stops and not _qualifies(view, at)
        if at > begin and (stops or _begins_clause(view, begin, at)):
            break
        if at > begin and view.is_in("determiners", at) and view.is_in("times", at + 1):
            break
        if view.is_in("gerund", at) and view.low(at + 1).endswith("ant"):  # "en rendant hommage"
            break
        at += 1
    while at > begin + 1 and view.low(at - 1) in {",", "'", "et"}:
        at -= 1
    return at


def _qualifies(view: View, at: int) -> bool:
    """Whether "late" or "retired" stands between an English determiner and its noun."""
    return view.grammar.language == "en" and view.is_in("determiners", at - 1)


def _begins_clause(view: View, begin: int, at: int) -> bool:
    """Whether a subject or a bare verb stands at a token in English: "Americans carve it out"."""
    if view.grammar.language != "en":
        return False
    if view.low(at) in {"he", "she", "it", "they", "i", "we"}:  # "through an interpreter he said"
        return True
    noun = view.grammar.role_at(view.tokens, at - 1)
    if noun is None or noun[0].number != "p" or at - 1 > begin + 3 or not view.low(at).isalpha():
        return False
    small = ("prepositions", "genitive", "relative", "coordination", "adverbs", "phrase_tails")
    return not any(view.is_in(name, at) for name in small) and view.entity(at) is None


def _adjective(view: View, at: int) -> bool:
    """Whether "et" goes on with a second adjective: "autorités suisses et britanniques"."""
    low = view.low(at)
    small = any(view.is_in(name, at) for name in ("determiners", "prepositions", "clitics"))
    ends = view.grammar.finite(view.low(at + 1)) or view.is_in("clitics", at + 1)
    return low.isalpha() and not small and not view.grammar.finite(low) and ends


def _apposition(view: View, at: int, limit: int) -> bool:
    """Whether an apposition begins at a token, after a comma: a name, or a role noun soon."""
    if at >= limit:
        return False
    if view.is_in("one_of", at) and view.is_in("ones", at + 1):  # "l'un des fondateurs"
        return True
    begin = at
    while view.low(begin) in view.grammar.titles or (view.low(begin) == "." and begin > at):
        begin += 1
    entity = view.entity(begin)
    if entity and entity.label == "PER":
        return True
    if entity and entity.label == "ORG" and view.low(view.entity_end(begin)) == ",":
        return True
    begin = at
    while view.is_in("determiners", begin) or view.is_in("adjectives", begin):
        begin += 1
    if begin > at and describes_name(view, begin):  # ", the former model Irina Sobol"
        return True
    if role_near(view, begin) is None:
        return False
    for one in range(begin, min(limit, begin + 12)):
        if view.low(one) in {",", "."} or view.low(one) in _STOPS:
            return True
        if view.grammar.finite(view.low(one)):
            return False
    return True
