"""A trained French parser at work: heads, relations, parts of speech, gender and number of a text.

It does without spaCy's own French, which takes seconds to import. Nothing in the pass asks it: see
docs/models.md for what it was measured to be worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.model.text import sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009\t\r", " "),
        **dict.fromkeys("’‘\u02bc", "'"),
        **dict.fromkeys("“„", "«"),
        "”": "»",
        "\u2011": "-",
    }
)
_OPENING = re.compile(r"(?<![^\s(\['«])\"(?=\S)")
_BATCH = 64
"""Sentences that are parsed at once."""


@dataclass(frozen=True, slots=True)
class ParsedWord:
    """A word as a parser read it.

    Attributes:
        start: code point of the text, as is `end` (exclusive).
        head: index among the words of the text; its own index for the root of a sentence.
        relation: to its head, in the terms of Universal Dependencies (`nsubj`, `ccomp`, …).
        tag: coarse part of speech, in the same terms (`VERB`, `PROPN`, …).
        gender: `m`, `f` or `?`.
        number: `s`, `p` or `?`.
    """

    start: int
    end: int
    head: int
    relation: str
    tag: str
    gender: str = "?"
    number: str = "?"


def canonical(text: str) -> str:
    """The text as the parser knows texts, of the same length: one kind of space, « », and '."""
    return _OPENING.sub("«", text.translate(_SAME_LENGTH)).replace('"', "»")


def parse(language: Language, text: str) -> tuple[ParsedWord, ...]:
    """The words of a text as a pipeline with tagger, morphologizer and parser reads them."""
    places = list(sentences(text))
    plain = canonical(text)
    docs = language.pipe((plain[start:end] for start, end in places), batch_size=_BATCH)
    out: list[ParsedWord] = []
    for (start, _), doc in zip(places, docs, strict=True):
        out += _words(doc, start, len(out))
    return tuple(out)


def load(folder: Path) -> Language:
    """A pipeline from a folder, without the import of `spacy.lang.fr` that `spacy.load` makes.

    Raises:
        OSError: the folder is not there or cannot be read.
    """
    from spacy.util import load_config

    from annotator.spacy_language import blank

    kind = type(blank("fr"))
    language: Language = kind.from_config(load_config(folder / "config.cfg"))
    language.from_disk(folder)
    return language


def _words(doc: Doc, start: int, before: int) -> Iterator[ParsedWord]:
    """The words of a sentence that begins at `start`, behind so many other words."""
    rank: dict[int, int] = {}
    kept = [one for one in doc if not one.is_space]
    for at, token in enumerate(kept, before):
        rank[token.i] = at
    for token in kept:
        begin = start + token.idx
        own = rank[token.i]
        yield ParsedWord(
            begin,
            begin + len(token),
            rank.get(token.head.i, own),
            token.dep_.lower(),
            token.pos_,
            _mark(token, "Gender"),
            _mark(token, "Number"),
        )


def _mark(token: Token, feature: str) -> str:
    """The letter of a gender or number: `m`, `f`, `s`, `p`, or `?`."""
    found = token.morph.get(feature, [])
    return found[0][0].lower() if found and found[0][0] in "MFSP" else "?"
