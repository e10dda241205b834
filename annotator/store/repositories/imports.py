"""Imported files in the tables: a run, its articles with all they carry, one line in the log."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert, update

from annotator.model.annotation import Gold
from annotator.model.change import Batch
from annotator.model.imported import ImportedRecord, ImportRun
from annotator.store.mapping import article_to_row, check_spans
from annotator.store.repositories import actors, entry_links, journal, proposals, works
from annotator.store.tables import ArticleRow, ImportRunRow


def begin(connection: Connection, run: ImportRun) -> None:
    """Note that a file is being imported."""
    row = {"id": run.id, "source": run.source, "format": run.format, "by": run.by}
    values = {**row, "sha256": run.sha256, "at": journal.now(), "articles": 0}
    connection.execute(insert(ImportRunRow), values)


def add(connection: Connection, records: Sequence[ImportedRecord], run: ImportRun) -> None:
    """Add some of the file's articles.

    Raises:
        SpanError: an item's words are not those of the text; the message names it.
    """
    for record in records:
        for one in record.proposals.suggestions if record.proposals else ():
            check_spans(one.item, record.article.text)
    connection.execute(insert(ArticleRow), [article_to_row(one, run.id) for one in records])
    actors.add_missing(connection, [actor for one in records for actor in one.actors])
    entry_links.add_missing(connection, (entry for one in records for entry in one.entries))
    proposals.add(connection, [one.proposals for one in records if one.proposals])
    work = [(each, one.article.text) for one in records for each in one.annotations]
    works.add(connection, work)
    settled = [one.annotations[0] for one in records if one.gold and one.annotations]
    works.add_gold(connection, [Gold(one, (one.id,)) for one in settled])


def end(connection: Connection, run: ImportRun, count: int, batch: Batch) -> None:
    """Note how many articles came, and write the one line of the log."""
    same = ImportRunRow.id == run.id
    connection.execute(update(ImportRunRow).where(same).values(articles=count))
    journal.append(connection, batch, run.by, import_run=run.id)
