"""What an importer read from a file, and what an import run gives to the project."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.annotation import Annotation, Proposals
from annotator.model.article import Article, Metadata
from annotator.model.ids import ArticleId
from annotator.model.items import Actor
from annotator.model.linked_entry import LinkedEntry
from annotator.model.message import Message


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """One article as its file gave it: not hashed, not compared, without an id of ours yet.

    Attributes:
        text: what the file decoded to, every line end a line feed, without the header cut off.
        title: the title that the file names; None lets the first line decide.
        raw: the bytes it was read from (of a file with several articles: its own part).
        body_start: code points cut from the front of the decoded, normalised file.
        id: the id that the file gives; None for a text that has none.
        actors: whom its annotations point to.
        annotations: work that the file carries, spans already compared with the text.
        gold: whether the file says that its annotation is the settled one.
        entries: what its annotations link to, as far as the file says it.
        warnings: what the person should know though the article was read.
        remark: what was read out of the text, said in place of the bare success.
        line: line of the file where the article begins, 1-based; None if it is the whole file.
    """

    text: str
    title: str | None
    raw: bytes
    body_start: int
    meta: Metadata
    id: ArticleId | None = None
    actors: tuple[Actor, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    gold: bool = False
    proposals: Proposals | None = None
    entries: tuple[LinkedEntry, ...] = ()
    warnings: tuple[Message, ...] = ()
    remark: Message | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class ImportedRecord:
    """One article ready to be kept: hashed, with its id, compared with what is there.

    Attributes:
        raw: the bytes that the article was read from; kept compressed; may be empty.
        gold: whether its first annotation is the settled one.
        entries: what its annotations link to; the project keeps those of lists, and those that
            another project had added.
    """

    article: Article
    raw: bytes
    actors: tuple[Actor, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    proposals: Proposals | None = None
    gold: bool = False
    entries: tuple[LinkedEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRun:
    """One file that was imported: what the log's entry of a bulk import points to.

    Attributes:
        id: UUIDv7 string.
        source: name of the file, without its folder.
        format: name of the importer, such as `text`.
        by: the annotator who imported it.
        sha256: of the file's bytes.
    """

    id: str
    source: str
    format: str
    by: str
    sha256: str = ""
