"""Article: a news text with its metadata, as it was imported."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from annotator.model.dates import PartialDate
from annotator.model.ids import ArticleId


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article beside its text; every field may be empty and edited."""

    source_file: str | None = None
    published: PartialDate | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Article:
    """A text that never changes, with its metadata.

    Attributes:
        id: UUIDv7 string.
        text: what the file decoded to, line ends as line feeds, without the header that was cut.
        title: the title line (which stays in `text` too), or a line made from the first words.
        sha256: of `text` in UTF-8.
        raw_sha256: of the file's bytes; empty for an article that came without its file.
        body_start: code points cut from the front of the decoded, normalised file.
        revision: 1 for the text as imported; a correction is a new revision.
    """

    id: ArticleId
    text: str
    title: str
    sha256: str
    raw_sha256: str = ""
    body_start: int = 0
    revision: int = 1
    meta: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class ArticleState:
    """What may change about an article: title, metadata, whether it lies in the bin."""

    id: ArticleId
    title: str
    meta: Metadata
    binned: bool = False


def text_sha256(text: str) -> str:
    """Hexadecimal SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


TITLE_LIMIT = 150
"""Longest first line, in code points, that can be a title (DESIGN: "Model, in short")."""


def title_line(text: str) -> str | None:
    """The first line if it is a title: short, followed by a blank line, no final punctuation."""
    first, _, rest = text.partition("\n")
    title = first.strip()
    follows_blank = rest.startswith("\n") or (rest.split("\n", 1)[0].strip() == "" and rest != "")
    if title and len(title) <= TITLE_LIMIT and follows_blank and title[-1] not in ".!?…:;,":
        return title
    return None


def shown_title(text: str, limit: int = 70) -> str:
    """The title line, or the article's first words up to `limit` code points."""
    title = title_line(text)
    if title:
        return title
    line = " ".join(text.strip().split("\n", 1)[0].split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",;: ") + "…"
