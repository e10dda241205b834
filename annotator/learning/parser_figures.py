"""Figures: how often the parser is right, on the tokens of the project's tokenizer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKED = ("Gender", "Number")


@dataclass(frozen=True, slots=True)
class ParserFigures:
    """Shares that are right, 0 to 1.

    Attributes:
        sentences: compared, as are `tokens`.
        uas: tokens with the right head; punctuation left out, as in `las`.
        las: tokens with the right head and relation, subtype included.
        pos: tokens with the right part of speech.
        morph: tokens with all their features right.
        agreement: nouns, pronouns and adjectives that have a gender or number, and have it right.
        subjects: F1 of subjects (`nsubj` with any subtype) with the right head.
    """

    sentences: int
    tokens: int
    uas: float
    las: float
    pos: float
    morph: float
    agreement: float
    subjects: float


def parser_figures(gold: Sequence[Doc], found: Sequence[Doc]) -> ParserFigures:
    """Compare parsed Docs with those of the treebank, token by token."""
    pairs = [
        pair for one, two in zip(gold, found, strict=True) for pair in zip(one, two, strict=True)
    ]
    words = [pair for pair in pairs if pair[0].pos_ != "PUNCT"]
    marked = [
        pair for pair in pairs if pair[0].pos_ in {"NOUN", "PRON", "ADJ"} and any(_marks(pair[0]))
    ]
    return ParserFigures(
        sentences=len(gold),
        tokens=len(pairs),
        uas=_share(one.head.i == two.head.i for one, two in words),
        las=_share((one.head.i, one.dep_) == (two.head.i, two.dep_) for one, two in words),
        pos=_share(one.pos_ == two.pos_ for one, two in pairs),
        morph=_share(one.morph == two.morph for one, two in pairs),
        agreement=_share(_marks(one) == _marks(two) for one, two in marked),
        subjects=_subjects(pairs),
    )


def _marks(token: Token) -> tuple[str, ...]:
    return tuple("".join(token.morph.get(feature, [])) for feature in _MARKED)


def _share(right: Iterable[bool]) -> float:
    answers = list(right)
    return sum(answers) / len(answers) if answers else 0.0


def _subjects(pairs: Sequence[tuple[Token, Token]]) -> float:
    said = [(_subject_of(one), _subject_of(two)) for one, two in pairs]
    right = sum(one is not None and one == two for one, two in said)
    all_said = sum(one is not None for pair in said for one in pair)
    return 2 * right / all_said if all_said else 0.0


def _subject_of(token: Token) -> int | None:
    return int(token.head.i) if token.dep_.startswith("nsubj") else None
