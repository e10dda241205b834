"""Whose a noun is in English: "the bank's answer", "her own words"."""

from __future__ import annotations

from annotator.prelabel.draft import Gender, Number, Phrase
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.sentence_view import View

_OWN: dict[str, tuple[Gender, Number]] = {
    "his": ("m", "s"),
    "her": ("f", "s"),
    "its": ("?", "s"),
    "their": ("?", "p"),
}
_BETWEEN = 3
"""Most adjectives between a possessor and its noun."""
_LONGEST = 10
"""Most tokens of a possessor."""


def possessor_before(view: View, noun: int, floor: int) -> Phrase | None:
    """Who possesses the noun at a token, if the article says so beside it.

    Args:
        view: the sentence.
        noun: the noun.
        floor: token that the possessor cannot begin before.
    """
    for at in range(noun - 1, max(floor - 1, noun - 2 - _BETWEEN), -1):
        low = view.low(at)
        if low in _OWN:
            token = view.tokens[at]
            gender, number = _OWN[low]
            name = view.text[token.start : token.end]
            return Phrase(
                token.start, token.end, "pronoun", name, None, gender, number, True, True, True
            )
        if low in {"'s", "'"}:
            return _named(view, at, floor)
        if not low.replace("-", "").isalpha():
            return None
    return None


def _named(view: View, end: int, floor: int) -> Phrase | None:
    """The phrase before "'s": back to its determiner, or over its name."""
    begin = end - 1
    while begin > max(floor, end - _LONGEST) and _belongs(view, begin, end):
        begin -= 1
    if begin < floor or view.low(begin) in {"'s", ","}:
        begin += 1
    return read_phrases(view, begin, end)[0] if begin < end else None


def _belongs(view: View, begin: int, end: int) -> bool:
    """Whether the phrase goes on before the token `begin`."""
    if view.is_in("determiners", begin):
        return False
    before = view.low(begin - 1)
    if view.names[begin] >= 0 and view.names[begin - 1] != view.names[begin]:
        return view.is_in("determiners", begin - 1)
    small = ("prepositions", "breaks", "genitive", "be", "have", "coordination")
    return before.replace("-", "").isalpha() and not any(
        view.is_in(name, begin - 1) for name in small
    )
