"""What a card in the margin is made of: values without Qt, every word in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from annotator.model.ids import ItemId
from annotator.model.items import Flag
from ui.margin.choices import Choice

Subject = Literal["quote", "scare", "mention", "reference"]
RowId = Literal[
    "speaker",
    "known_by",
    "claim",
    "references",
    "kind",
    "pieces",
    "cue",
    "label",
    "status",
    "addressee",
    "on_behalf",
    "issuer",
    "target",
    "measures",
    "chain",
    "questions",
    "note",
]
DEFAULT_KEYS: Mapping[str, str] = {
    "speaker": "S",
    "known_by": "Y",
    "claim": "C",
    "references": "R",
    "kind": "F",
    "pieces": "P",
    "cue": "V",
    "label": "L",
    "status": "C",
    "addressee": "T",
    "on_behalf": "B",
    "target": "T",
    "issuer": "B",
    "measures": "H",
    "questions": "Shift+Q",
    "note": "N",
    "accept": "A",
    "reject": "X",
    "first": "1",
    "second": "2",
    "third": "3",
    "unsure": "U",
    "discuss": "I",
}
"""The keys shown in the open card, by row or deed; `Cards` is given those that were rebound."""

_ACTIONS: Mapping[str, str] = {
    "speaker": "label.speaker",
    "known_by": "label.known_by",
    "claim": "label.claim",
    "references": "label.references",
    "kind": "label.form",
    "pieces": "make.piece",
    "cue": "make.cue",
    "label": "label.label",
    "status": "label.claim",
    "addressee": "label.addressee",
    "on_behalf": "label.on_behalf",
    "target": "label.addressee",
    "issuer": "label.on_behalf",
    "measures": "label.measures",
    "questions": "label.questions",
    "note": "label.note",
    "accept": "decide.accept",
    "reject": "decide.reject",
    "first": "decide.first",
    "second": "decide.second",
    "third": "decide.third",
    "unsure": "label.unsure",
    "discuss": "label.discuss",
}
"""The action whose key each row or deed of a card shows."""


def row_keys(keys: Mapping[str, str]) -> dict[str, str]:
    """The key of each row or deed, given those of actions; the default where none is given."""
    return {row: keys.get(action, DEFAULT_KEYS[row]) for row, action in _ACTIONS.items()}


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word in a pill; with a choice it can be pressed.

    Attributes:
        colour: role of the theme for the line below it; empty for none.
        key: the letter that stands in it, small.
        on: whether it holds; the others are outlined only.
    """

    text: str
    colour: str = ""
    key: str = ""
    on: bool = True
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One of several things in a row: a piece, a cue, a speaker, a reference.

    Attributes:
        press: what a click on it decides.
        remove: what the cross beside it decides; None where it has none.
        rule: role of the theme for the line below its text; empty for none.
        key: the key that chooses it out of several.
        on: it is the one of several that holds.
        score: 0 to 1, shown as a bar; None for none. `score_text` is the same in words.
        hint: what more there is to say, under the pointer and for a screen reader.
    """

    text: str
    detail: str = ""
    press: Choice | None = None
    remove: Choice | None = None
    remove_hint: str = ""
    rule: str = ""
    scales: bool = False
    key: str = ""
    on: bool = False
    score: float | None = None
    score_text: str = ""
    hint: str = ""

    @property
    def spoken(self) -> str:
        """The entry for a screen reader."""
        words = (self.key, self.text, self.detail, self.score_text, self.hint)
        return ", ".join(one for one in words if one)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the open card.

    Attributes:
        text: the value, in words; `missing` if it is not decided and ought to be.
        detail: what stands beside the value, soft.
        key: the key that opens the row's picker; empty for none.
        editable: whether the row has a picker.
    """

    id: RowId
    title: str
    text: str = ""
    detail: str = ""
    key: str = ""
    chips: tuple[Chip, ...] = ()
    entries: tuple[Entry, ...] = ()
    missing: bool = False
    editable: bool = True

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        chips = (chip.text for chip in self.chips if chip.on)
        entries = (f"{entry.text} {entry.detail}".strip() for entry in self.entries)
        words = [one for one in (*chips, self.text, *entries, self.detail) if one]
        return f"{self.title} : {', '.join(words)}" if words else self.title


@dataclass(frozen=True, slots=True)
class Card:
    """A quote in one line.

    Attributes:
        start: where its text begins, in code points; it stands at that line.
        speaker, claim: empty while not known.
        score: 0 to 1 for a suggestion.
        score_text: the same for people ("93 %").
        level: how many other quotes enclose it.
        references: short titles of what it refers to.
        reason: why the machine proposes it, in a sentence.
        flags: what it is marked with, in words, by flag.
    """

    item: ItemId
    start: int
    subject: Subject = "quote"
    speaker: str = ""
    claim: str = ""
    suggested: bool = False
    score: float | None = None
    score_text: str = ""
    level: int = 0
    references: tuple[str, ...] = ()
    reason: str = ""
    flags: tuple[tuple[Flag, str], ...] = ()
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class OpenCard(Card):
    """The selected item's card.

    Attributes:
        head: what stands in bold: the speaker, or the words of a mention or a reference.
        cue: the reporting expression beside it.
        head_missing: `head` only says that something is missing.
        deeds: accept and reject, or delete, as pills at the foot.
    """

    head: str = ""
    cue: str = ""
    head_missing: bool = False
    rows: tuple[Row, ...] = ()
    deeds: tuple[Chip, ...] = ()

    def row(self, row_id: str) -> Row | None:
        """The row with this id, or the one that shares its key (a status for a claim type)."""
        wanted = DEFAULT_KEYS.get(row_id)
        same_id = (row for row in self.rows if row.id == row_id)
        same_key = (row for row in self.rows if wanted and DEFAULT_KEYS.get(row.id) == wanted)
        return next(same_id, None) or next(same_key, None)
