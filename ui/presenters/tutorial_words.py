"""What the tutorial says: its sheet, and the keys and words of the text that fill its sentences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.messages import Translator
from annotator.model.text import short
from annotator.services.annotating import Session
from annotator.services.tutorial import Lesson
from annotator.services.tutorial_checks import CLAIM, STEPS
from ui.actions import ACTIONS

KEY_OPEN, KEY_CLOSE = "\ue000", "\ue001"
"""What stands around the name of a key in a sentence, so that a view can draw it as one."""
Tone = Literal["right", "wrong", "way", "hint"]
_QUOTED = re.compile(r"([«“][\u00a0\u202f]?)(.*?)([,.]?[\u00a0\u202f]?[»”])", re.DOTALL)
_MARKS = {
    **dict.fromkeys("«“", "tutorial.opening_mark"),
    **dict.fromkeys("»”", "tutorial.closing_mark"),
}
"""Quotation marks that stand alone are named: « » around one reads as an empty quote."""
_BRIEF = 4
"""How many words of a quote stand for it in a sentence."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the panel shows.

    Attributes:
        kind: a step; the offer to begin; or the end.
        number, count: which step of how many.
        ticks: how many steps are right now.
        do, why: the task and its reason; on the other sheets, what there is to say.
        said: what became of the last thing done, in words; empty if there is nothing to say.
        tone: of what is said.
        going_back: whether there is a step before.
        looking_back: the step was done before, and is only looked at.
        has_place: whether the step is about a place in the text.
    """

    kind: Literal["step", "offer", "end"]
    title: str
    do: str
    why: str = ""
    number: int = 0
    count: int = len(STEPS)
    ticks: int = 0
    said: str = ""
    tone: Tone = "way"
    going_back: bool = False
    looking_back: bool = False
    has_place: bool = False


def filling(
    say: Translator, keys: Mapping[str, str], lesson: Lesson | None, session: Session | None
) -> dict[str, str]:
    """What fills the sentences: the keys of all actions, the words of the text, the claim type.

    Args:
        say: the reader's language.
        keys: the first shortcut of each action as it is bound; empty for none.
        lesson: the text that is open, if it is one of the tutorial's.
        session: the work on it.
    """
    found = {f"k_{one.id.replace('.', '_')}": _key(say, keys, one.id) for one in ACTIONS}
    if lesson is not None:
        found |= {name: brief(words) for name, words in lesson.words.items()}
    label = session.scheme.label("claim_types", CLAIM) if session is not None else None
    if label is not None:
        found["claim"] = label.title(say.language)
        found["letter"] = f"{KEY_OPEN}{label.key.upper()}{KEY_CLOSE}"
    return found


def _key(say: Translator, keys: Mapping[str, str], action_id: str) -> str:
    """The key of an action as it is bound; for one without, how it is called."""
    key = keys.get(action_id, "")
    if key:
        return f"{KEY_OPEN}{key}{KEY_CLOSE}"
    return say("tutorial.no_key", action=say(f"action.{action_id}"))


def brief(words: str) -> str:
    """Words of the text for a sentence: of a quote, its marks with the first few words in them."""
    found = _QUOTED.fullmatch(words)
    if found is None:
        return words
    first, inside, last = found.groups()
    parts = inside.split(" ")
    cut = inside if len(parts) <= _BRIEF else f"{' '.join(parts[:_BRIEF])}…"
    return f"{first}{cut}{last.lstrip(',.')}"


def cited(say: Translator, words: str) -> str:
    """Words of the text in quotation marks: their own, or those of the reader's language."""
    if _QUOTED.fullmatch(words):
        return brief(words)
    mark = words.strip(" \u00a0\u202f")
    if mark in _MARKS:
        return say(_MARKS[mark])
    return say("tutorial.cited", words=short(words.strip(" \u00a0\u202f«»“”")))


def plain(words: str) -> str:
    """A sentence without the marks around its keys."""
    return words.replace(KEY_OPEN, "").replace(KEY_CLOSE, "")
