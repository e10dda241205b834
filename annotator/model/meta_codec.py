"""An article's metadata as a plain JSON value and back: one form for the log and interchange."""

from __future__ import annotations

from typing import Any

from annotator.model.article import Metadata
from annotator.model.dates import PartialDate
from annotator.model.fields import Json, as_table, read_maybe, read_text


def meta_to_json(meta: Metadata) -> Json:
    """An article's metadata as interchange has it."""
    return {
        "source_file": meta.source_file,
        "published": str(meta.published) if meta.published else None,
        "source": meta.source,
        "author": meta.author,
        "url": meta.url,
        "language": meta.language,
    }


def meta_from_json(value: Any) -> Metadata:
    """Read metadata.

    Raises:
        FormError: a field is of another type.
        UserError: `published` is no date.
    """
    data = as_table(value or {}, "meta")
    published = read_maybe(data, "published")
    return Metadata(
        source_file=read_maybe(data, "source_file"),
        published=PartialDate.parse(published) if published else None,
        source=read_maybe(data, "source"),
        author=read_maybe(data, "author"),
        url=read_maybe(data, "url"),
        language=read_text(data, "language", "fr"),
    )
