"""Looks a whole project over: the file, what points to what, every span in its text."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError, Message, msg
from annotator.store.mapping import check_spans
from annotator.store.repositories import articles, proposals, works
from annotator.store.tables import AnnotationRow, ArticleRow, ItemSpanRow

MOST = 100
"""Damaged places of the file that are named at most."""


def problems(connection: Connection) -> Iterator[Message]:
    """What is wrong, one message for each place; nothing if the project is sound."""
    for (answer,) in connection.exec_driver_sql(f"PRAGMA quick_check({MOST})"):
        if answer != "ok":
            yield msg("store.broken_page", detail=str(answer))
    for table, _row, parent, _key in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield msg("store.broken_link", table=str(table), parent=str(parent))
    ids = connection.execute(select(ArticleRow.id).order_by(ArticleRow.number)).scalars().all()
    for one in ids:
        yield from _article_problems(connection, ArticleId(one))


def _article_problems(connection: Connection, article_id: ArticleId) -> Iterator[Message]:
    try:
        article = articles.get(connection, article_id)
        articles.raw(connection, article_id)
        yield from _span_problems(connection, article_id, article.text)
        begun = works.find(connection, {article_id: article})[article_id]
        made = proposals.find(connection, [article_id])[article_id].suggestions
        for suggestion in made:
            check_spans(suggestion.item, article.text)
        known = {one.id for one in made}
        for decision in (one for work in begun for one in work.decisions):
            if decision.suggestion not in known:
                yield msg(
                    "store.decided_nothing", title=article.title, suggestion=decision.suggestion
                )
    except GuillemetError as error:
        yield error.message
    except (DBAPIError, ValueError, zlib.error) as error:
        yield msg("store.broken_record", article=article_id, detail=str(error))


def _span_problems(connection: Connection, article_id: ArticleId, text: str) -> Iterator[Message]:
    """Every span row of the article's present revision that is not what the text has there."""
    asked = (
        select(ItemSpanRow.item_id, ItemSpanRow.start, ItemSpanRow.end, ItemSpanRow.text)
        .join(AnnotationRow, AnnotationRow.id == ItemSpanRow.annotation_id)
        .join(ArticleRow, ArticleRow.id == AnnotationRow.article_id)
        .where(ArticleRow.id == article_id, ArticleRow.revision == AnnotationRow.revision)
    )
    for item, start, end, said in connection.execute(asked.order_by(ItemSpanRow.item_id)):
        found = text[start:end]
        if found != said or not 0 <= start < end <= len(text):
            yield msg("store.span", item=item, start=start, end=end, said=said, found=found)
