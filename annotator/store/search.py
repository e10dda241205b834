"""Full text search in titles, texts, sources and authors: what people type is never syntax."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, literal_column, select, text

from annotator.store.tables import ArticleRow


def match_expression(query: str) -> str:
    """The FTS5 expression for what a person typed; empty if there is nothing to search for.

    Every word is quoted, so that `AND`, `l'Ukraine`, `nord-coréen` or `"` are searched for as
    they are, and matches the beginning of a word. All words must be found.
    """
    clean = query.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    found = [word for word in clean.split() if any(letter.isalnum() for letter in word)]
    return " ".join('"' + word.replace('"', '""') + '"*' for word in found)


def search(query: str) -> ColumnElement[bool] | None:
    """The condition on `ArticleRow` that the query is found; None if it asks for nothing.

    Accents, capitals and the form of apostrophes make no difference.
    """
    expression = match_expression(query)
    if not expression:
        return None
    return ArticleRow.number.in_(_matches(expression))


def _matches(expression: str) -> Select[tuple[int]]:
    found = text("article_search MATCH :expression").bindparams(expression=expression)
    return select(literal_column("rowid")).select_from(text("article_search")).where(found)
