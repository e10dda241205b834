"""What a project file holds, counted without opening it as a project: of any revision."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from annotator.store.files import recognise
from annotator.store.trouble import told
from annotator.store.unit_of_work import connect, needs_log

_COUNTS = """
SELECT (SELECT count(*) FROM article WHERE NOT binned),
       (SELECT count(DISTINCT article_id) FROM annotation WHERE status = 'done'),
       (SELECT count(*) FROM item)
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """How much there is in a project file.

    Attributes:
        articles: outside the bin.
        finished: articles that somebody has finished.
        items: mentions, quotes and references of everybody.
    """

    articles: int
    finished: int
    items: int


def summary(path: Path) -> Summary:
    """Count what is in a file.

    Raises:
        GuillemetError: it is no project, damaged or out of reach.
    """
    recognise(path)
    with (
        told(path),
        closing(connect(path, read_only=True, immutable=not needs_log(path))) as connection,
    ):
        return Summary(*connection.execute(_COUNTS).fetchone())
