"""What trainers import: a corpus folder as typed documents and as spaCy `Doc`s.

    from annotator import corpus
    gold = corpus.load("corpus/")
    for document in gold.documents:
        for quote in document.annotation.quotes: ...
    docs = gold.docs("fr")

Needs no project and no window. Every file is compared with the manifest's SHA-256 and every span
with the text that it names, before anything is given out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.fields import Json
from annotator.model.interchange import parse_line, read_line
from annotator.model.interchange_checks import LineError
from annotator.model.linked_entry import LinkedEntry
from annotator.model.linked_entry_codec import entry_from_json
from annotator.model.message import GuillemetError, UserError, msg
from annotator.spacy_language import blank

if TYPE_CHECKING:
    from spacy.tokens import Doc

CORPUS_FORMAT = "guillemet-corpus/1"
MANIFEST = "manifest.json"
ARTICLES = "articles.jsonl"
ENTRIES = "entries.jsonl"
DOCBIN = "docbin.spacy"
_ENGLISH = Translator("en")


class CorpusError(UserError):
    """A folder that is no corpus, or whose files are not what its manifest says."""

    def __str__(self) -> str:
        """The sentence in English: trainers meet it in a traceback."""
        return _ENGLISH.say(self.message)


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus that was read and compared.

    Attributes:
        folder: where it lies.
        manifest: `manifest.json`: scope, counts, hashes, the codebook, what the formats lost.
        documents: one for each annotation, in the order of export: articles by date.
        entries: everything that links point to, once for each edition of its list; what one link
            points to is `document.entry(link.entry, link.list_version)`.
    """

    folder: Path
    manifest: Json
    documents: tuple[AnnotatedArticle, ...]
    entries: tuple[LinkedEntry, ...] = ()

    @property
    def gold(self) -> tuple[AnnotatedArticle, ...]:
        """The documents whose annotation is the settled one."""
        return tuple(document for document in self.documents if document.gold)

    def docs(self, lang: str) -> Iterator[Doc]:
        """The documents in one language as spaCy `Doc`s (spaCy is imported when this is called).

        Groups in `doc.spans`: quotes, segments, cues, sources, mentions, references; each span's
        `id_` is the item's id. `doc.user_data["guillemet"]` is the whole line as JSON.

        Args:
            lang: `fr` or `en`.
        """
        from spacy.tokens import DocBin

        vocab = blank(lang).vocab
        found = DocBin(store_user_data=True).from_disk(self.folder / DOCBIN).get_docs(vocab)
        for document, doc in zip(self.documents, found, strict=True):
            if document.article.meta.language == lang:
                yield doc


def load(folder: str | Path) -> Corpus:
    """Read a corpus folder and compare everything in it.

    Raises:
        CorpusError: it is no corpus, a file is missing or changed, or a line is not sound; the
            message names the file and the line.
    """
    place = Path(folder)
    manifest = _manifest(place)
    files = _table(manifest.get("files"), place)
    for name in (ARTICLES, DOCBIN, *([ENTRIES] if ENTRIES in files else [])):
        _check_file(place / name, _table(files.get(name), place).get("sha256"))
    entries = tuple(_entries(place / ENTRIES)) if ENTRIES in files else ()
    return Corpus(place, manifest, tuple(_documents(place / ARTICLES)), entries)


def _manifest(place: Path) -> Json:
    try:
        data = json.loads((place / MANIFEST).read_text("utf-8"))
    except FileNotFoundError as error:
        raise CorpusError(msg("corpus.no_manifest", folder=str(place))) from error
    except (OSError, ValueError) as error:
        raise CorpusError(msg("corpus.bad_manifest", folder=str(place))) from error
    if not isinstance(data, dict) or data.get("format") != CORPUS_FORMAT:
        raise CorpusError(msg("corpus.other_format", folder=str(place), wanted=CORPUS_FORMAT))
    return data


def _table(value: Any, place: Path) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise CorpusError(msg("corpus.bad_manifest", folder=str(place)))
    return value


def _check_file(path: Path, said: object) -> None:
    try:
        with path.open("rb") as handle:
            found = hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise CorpusError(msg("corpus.no_file", file=str(path))) from error
    if found != said:
        raise CorpusError(msg("corpus.changed", file=str(path)))


def _entries(path: Path) -> Iterator[LinkedEntry]:
    """The linked entries; a corpus from before they travelled along has none."""
    for number, raw in enumerate(path.read_bytes().splitlines(), 1):
        try:
            yield entry_from_json(parse_line(raw))
        except GuillemetError as error:
            why = _ENGLISH.say(error.message)
            message = msg("corpus.bad_line", file=path.name, line=str(number), why=why)
            raise CorpusError(message) from error


def _documents(path: Path) -> Iterator[AnnotatedArticle]:
    with path.open("rb") as handle:
        for number, raw in enumerate(handle, 1):
            try:
                yield read_line(raw)
            except LineError as error:
                where = f"{number}, {error.where}" if error.where else str(number)
                why = _ENGLISH.say(error.message)
                message = msg("corpus.bad_line", file=path.name, line=where, why=why)
                raise CorpusError(message) from error
