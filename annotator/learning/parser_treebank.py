"""Treebank: CoNLL-U sentences as spaCy Docs on the tokens of the project's own tokenizer.

A treebank parts "du" into "de" and "le"; a text has one word there. Heads and tags are therefore
carried over by characters: a token takes those of the word that heads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.learning.parser import canonical
from annotator.model.message import GuillemetError, msg

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARTS = ("train", "dev", "test")
_REST = "goeswith"
"""Relation of a piece to the first piece of its word, where the tokenizer parts one word."""


class TreebankError(GuillemetError):
    """A treebank that cannot be read; the message says which file and line."""


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of the treebank.

    Attributes:
        start: code point of its sentence, as is `end`; those of a contraction share them.
        head: index among the words of the sentence; its own for the root.
        features: `Gender=Fem|Number=Sing`, or empty.
    """

    start: int
    end: int
    tag: str
    features: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the treebank; `name` begins with its source: `annodis.er_00026`."""

    name: str
    text: str
    words: tuple[Word, ...]


def part_file(folder: Path, part: str) -> Path:
    """The one CoNLL-U file of a part (train, dev or test) in a folder.

    Raises:
        TreebankError: there is none, or more than one.
    """
    found = sorted(folder.glob(f"*-{part}.conllu"))
    if len(found) != 1:
        raise TreebankError(
            msg("parser.treebank.part", folder=str(folder), part=part, found=len(found))
        )
    return found[0]


def read_treebank(path: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file.

    Raises:
        TreebankError: a line has not ten columns, or a word is not where the text says.
    """
    comments: dict[str, str] = {}
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            columns = line.split("\t")
            if len(columns) != 10:
                raise TreebankError(msg("parser.treebank.line", file=str(path), line=number))
            rows.append((number, columns))
        elif rows:
            yield _sentence(path, comments, rows)
            comments, rows = {}, []


def _sentence(
    path: Path, comments: dict[str, str], rows: Sequence[tuple[int, list[str]]]
) -> Sentence:
    text = comments.get("text", "")
    words: list[Word] = []
    at = shared_to = end = 0
    start = 0
    for number, columns in rows:
        index, form = columns[0], columns[1]
        if "." in index:
            continue
        first, _, last = index.partition("-")
        if last or int(first) > shared_to:
            start = text.find(form, at)
            if start < 0 or text[at:start].strip():
                raise TreebankError(msg("parser.treebank.line", file=str(path), line=number))
            at = end = start + len(form)
        if last:
            shared_to = int(last)
            continue
        features = "" if columns[5] == "_" else columns[5]
        head = int(columns[6]) - 1 if columns[6] != "0" else len(words)
        words.append(Word(start, end, columns[3], features, head, columns[7].lower()))
    return Sentence(comments.get("sent_id", ""), text, tuple(words))


def treebank_docs(sentences: Iterable[Sentence], language: Language) -> Iterator[Doc]:
    """A Doc for each sentence, on the tokens of the language's tokenizer."""
    from spacy.tokens import Doc

    for sentence in sentences:
        plain = language.make_doc(canonical(sentence.text))
        words = on_tokens(sentence.words, [(one.idx, one.idx + len(one)) for one in plain])
        yield Doc(
            language.vocab,
            words=[one.text for one in plain],
            spaces=[bool(one.whitespace_) for one in plain],
            tags=[one.tag for one in words],
            pos=[one.tag for one in words],
            morphs=[one.features for one in words],
            heads=[one.head for one in words],
            deps=[one.relation for one in words],
            user_data={"name": sentence.name},
        )


def on_tokens(words: Sequence[Word], places: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of a sentence as a tokenizer parts it.

    A token that holds several words takes the part of the one that heads them; of a word in
    several tokens the first is the word, and the others hang on it.
    """
    heading = [_heading(words, *place) for place in places]
    first = {place: at for at, place in reversed(list(enumerate(heading)))}
    holding = [
        next(at for at, (start, end) in enumerate(places) if start <= word.start < end)
        for word in words
    ]
    out = []
    for at, ((start, end), place) in enumerate(zip(places, heading, strict=True)):
        word = words[place]
        head, relation = holding[word.head], word.relation
        if first[place] != at:
            head, relation = first[place], _REST
        elif word.head == place:
            head, relation = at, "ROOT"
        out.append(Word(start, end, word.tag, word.features, head, relation))
    return out


def _heading(words: Sequence[Word], start: int, end: int) -> int:
    """Of the words that share characters with a token, the first that no other of them governs."""
    inside = [at for at, word in enumerate(words) if word.start < end and start < word.end]
    outward = [at for at in inside if words[at].head == at or words[at].head not in inside]
    return (outward or inside)[0]
