"""Words, marks and sentences of an article, as the rules see them.

A sentence holds a quotation whole: a full stop between quotation marks ends nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from annotator.model.article import title_line
from annotator.model.quotation_marks import QuotedStretch, quoted_stretches
from annotator.model.text import sentences
from annotator.prelabel.draft import Draft, Place, Token
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.words import split_words

_LETTER = r"[^\W\d_]"
_PIECE = r"[^\W_][\w\u0300-\u036f\u00ad]*"
_CLITIC = r"-(?:t-)?(?:ils?|elles?|on|je|nous|vous|tu|ce)\b"
_TOKEN = re.compile(
    rf"(?:[cdjlmnst]|qu|lorsqu|puisqu|jusqu|quoiqu|quelqu)['’](?=[\w«“\"])"
    rf"|aujourd['’]hui|prud['’]hom\w+"
    rf"|{_CLITIC}"
    rf"|['’](?:s|re|ve|ll|d|m|t)\b"
    rf"|\d+(?:[.,\u00a0\u202f/]\d+)*\w*"
    rf"|{_PIECE}(?:(?!{_CLITIC})[-–&]{_PIECE})*"
    rf"|[^\w\s]",
    re.IGNORECASE,
)


class TextComponent:
    """Finds quotation marks, sentences and words: what every other component stands on."""

    name = "text"
    version = 2
    needs: tuple[str, ...] = ("text",)
    gives: tuple[str, ...] = ("stretches", "sentences", "tokens", "words", "title_end")

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the five fields; the lexicons are not needed."""
        draft.stretches = quoted_stretches(draft.text)
        draft.title_end = _title_end(draft.text)
        whole = whole_sentences(draft.text, draft.stretches)
        draft.sentences = tuple(_bounded(draft.text, draft.stretches, whole))
        draft.tokens = tuple(tokens(draft.text, *place) for place in draft.sentences)
        draft.words = split_words(draft.text)


def tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    """The tokens of `text[start:end]`, with places in the whole text."""
    found = _TOKEN.finditer(text, start, end)
    new = tuple.__new__  # half the price of Token(…), at every word of a text
    return tuple([new(Token, (one.start(), one.end(), _plain_word(one[0]))) for one in found])


def plain(word: str) -> str:
    """Lower case, composed accents, ' for ’, no soft hyphens: for looking words up."""
    low = word.lower().replace("’", "'").replace("\u00ad", "") or word
    return low if low.isascii() else unicodedata.normalize("NFC", low)


_plain_word = lru_cache(maxsize=50_000)(plain)


def whole_sentences(text: str, stretches: Sequence[QuotedStretch]) -> Iterable[Place]:
    """Sentences, those joined that a quotation runs across."""
    outer = [one for one in stretches if one.depth == 0]
    rank, begin, last = 0, -1, -1
    for start, end in sentences(text):
        begin = start if begin < 0 else begin
        last = end
        while rank < len(outer) and outer[rank].end <= end:
            rank += 1
        if rank < len(outer) and outer[rank].start < end:
            continue
        yield begin, last
        begin = -1
    if begin >= 0:
        yield begin, last


_LONGEST = 3_000
"""Most code points of a sentence that is read as one; no newspaper has such, broken files do."""
_MOST_MARKS = 40
"""Most quotations in one."""


def _bounded(
    text: str, stretches: Sequence[QuotedStretch], places: Iterable[Place]
) -> Iterable[Place]:
    """The sentences, endless ones cut between words outside quotations: keeps the pass linear."""
    outer = [one for one in stretches if one.depth == 0]
    rank = 0
    for start, end in places:
        first = rank
        while rank < len(outer) and outer[rank].start < end:
            rank += 1
        inside = outer[first:rank]
        if end - start <= _LONGEST and len(inside) <= _MOST_MARKS:
            yield start, end
            continue
        begin = start
        for cut in _cuts(text, start, end, inside):
            yield begin, cut
            begin = cut
            while begin < end and text[begin].isspace():
                begin += 1
        if begin < end:
            yield begin, end


def _cuts(text: str, start: int, end: int, inside: Sequence[QuotedStretch]) -> Iterable[int]:
    """Where an endless sentence is cut: behind a word, never in a quotation."""
    last = start
    gaps = [start, *(one.end for one in inside)], [*(one.start for one in inside), end]
    for count, (begin, stop) in enumerate(zip(*gaps, strict=True)):
        if count and count % _MOST_MARKS == 0 and begin < end:
            last = begin
            yield begin
        while stop - last > _LONGEST:
            space = text.rfind(" ", max(begin, last), last + _LONGEST)
            if space <= last or space < begin:
                break
            last = space
            yield space


def _title_end(text: str) -> int:
    title = title_line(text)
    return text.index(title) + len(title) if title else 0
