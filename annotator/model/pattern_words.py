"""Words that a text must hold if a regular expression is found in it: an index can ask for them.

Only what is certain is taken; a pattern that says nothing certain gives nothing.
"""

from __future__ import annotations

import re
import unicodedata

from annotator.model.text import fold

_STEP = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<count>\{\d*,?\d*\})|(?P<one>.)",
    re.DOTALL,
)
_BETWEEN = frozenset(" '’\u00a0\u202f,;:!\"«»“”-–—/%&\n\t^")
"""Signs that stand for themselves and between words, and the beginning of a text or line."""
_NO_WORD = frozenset("sWb")
"""Escapes after which a word begins: a space, no letter, the edge of a word."""
LEAST = 2
"""Letters that the beginning of a word has at least to be worth asking for."""


def sure_words(pattern: str, *, whole: bool = False) -> tuple[str, ...]:
    """Beginnings of words that every text has in which the pattern is found.

    Args:
        pattern: a regular expression; letters are compared without accents and capitals.
        whole: it is found only at whole words, so that what it begins with begins a word.

    Returns:
        Plain letters and digits. Letters beyond ASCII once accents are gone are left out.
    """
    parts = None if "(?" in pattern else _outside(unicodedata.normalize("NFC", pattern))
    if parts is None:
        return ()
    found: list[str] = []
    word, certain = "", whole
    steps = (*parts, "")
    for place, step in enumerate(steps[:-1]):
        after = steps[place + 1]
        optional = after[:1] in ("?", "*", "{")
        if _is_letter(step):
            if not optional:
                word += fold(step)
                continue
            _keep(found, word, certain)
            word, certain = "", False
            continue
        _keep(found, word, certain)
        word = ""
        edge = step in _BETWEEN or (step[:1] == "\\" and step[1:] in _NO_WORD)
        after_edge = step == "+" and certain and not _is_letter(steps[place - 1])
        certain = (edge and not optional) or after_edge
    _keep(found, word, certain)
    return tuple(dict.fromkeys(found))


def _keep(found: list[str], word: str, certain: bool) -> None:
    if certain and len(word) >= LEAST:
        found.append(word)


def _is_letter(step: str) -> bool:
    plain = fold(step)
    return len(step) == 1 and bool(plain) and plain.isascii() and plain.isalnum()


def _outside(pattern: str) -> tuple[str, ...] | None:
    """The parts of a pattern that stand in no group, a group as `()`; None if it has a choice."""
    found: list[str] = []
    depth = 0
    for step in _STEP.finditer(pattern):
        sign = step[0]
        if sign == "(":
            depth += 1
            if depth == 1:
                found.append("()")
        elif sign == ")":
            depth -= 1
        elif depth == 0:
            if sign == "|":
                return None
            found.append(sign)
    return tuple(found)
