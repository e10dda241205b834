"""The items to look at again as rows in context; read off the window's thread. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.messages import Translator
from annotator.model.checks import extent
from annotator.model.finding import line_around
from annotator.model.items import Item, Mention, Quote
from annotator.services.codebook import Again, to_look_at_again
from annotator.services.project_values import LoadedWork
from annotator.services.projects import Project
from ui.presenters.context_rows import ContextRow, Look

MOST = 500
"""Rows that are read at once; when these are settled the next ones come."""


@dataclass(frozen=True, slots=True)
class AgainRow:
    """An item to look at again, with its place in code points, and as a row of a list."""

    again: Again
    start: int
    end: int
    row: ContextRow


@dataclass(frozen=True, slots=True)
class AgainList:
    """The first rows, and how many items there are in all."""

    rows: tuple[AgainRow, ...]
    total: int


def again_list(project: Project, annotator: str, say: Translator) -> AgainList:
    """Read the items that are to be looked at again, those of the annotator first.

    Raises:
        GuillemetError: the disk failed.
    """
    found = sorted(to_look_at_again(project), key=lambda one: one.annotator != annotator)
    loaded: dict[tuple[str, str], LoadedWork] = {}
    rows: list[AgainRow] = []
    for one in found[:MOST]:
        key = (one.article, one.annotator)
        if key not in loaded:
            loaded[key] = project.load_work(one.article, one.annotator)
        work = loaded[key]
        items: dict[str, Item] = {item.id: item for item in work.work.annotation.items}
        item = items.get(one.item)
        start, end = extent(item) if item is not None else (one.start, one.start)
        line = line_around(work.article.text, start, end)
        parts = [say("codebook.again.under", name=one.label.title(say.language), under=one.under)]
        parts += [one.annotator] if one.annotator != annotator else []
        parts.append(work.article.title)
        before, words, after = (
            text.replace("\n", " ") for text in (line.before, line.words, line.after)
        )
        row = ContextRow(before, words, after, " · ".join(parts), look=_look(item))
        rows.append(AgainRow(one, start, end, row))
    return AgainList(tuple(rows), len(found))


def _look(item: Item | None) -> Look:
    if isinstance(item, Mention):
        return "mention"
    return "quote" if isinstance(item, Quote) else "reference"
