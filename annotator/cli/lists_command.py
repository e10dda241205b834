"""The commands for official lists: import, show, search, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from annotator.cli.console import DONE, FAILED, PROBLEMS, Tools, progress, stoppable
from annotator.cli.project_commands import Json
from annotator.model.list_editions import EditionReport, ListEdition, NamedEntries
from annotator.services.entry_search import Hit, open_search
from annotator.services.list_words import day, edition_date, list_title, say_imports, say_withheld
from annotator.services.lists import ListImport, ListRow, import_lists, lists_there, remove_list

_WITHHELD = "lists.withheld_here"
"""What is said of an edition that is taken with `--force` only."""
HIT_HEADS = ("score", "id", "name", "matched", "about")
_PROGRAMMES = 2
"""Programmes of an entry that the table names: what tells it from its namesakes."""
HEADS = ("list", "title", "date", "entries", "file", "imported")


def import_files(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="lists.arg.files")],
    force: Annotated[bool, typer.Option("--force", help="lists.opt.force")] = False,
    as_json: Json = False,
) -> int:
    """Take in official lists from files."""
    tools: Tools = context.obj
    with progress(tools.say("lists.task.import")) as move, stoppable() as cancelled:
        done = import_lists(files, move, cancelled, force=force)
    if as_json:
        data = [_import_data(one, tools) for one in done.lists]
        tools.give({"lists": data, "cancelled": done.cancelled})
    else:
        for sentence in say_imports(done, tools.say, _WITHHELD):
            tools.tell(sentence)
    if done.withheld:
        return FAILED
    if done.sound:
        return DONE
    return PROBLEMS if done.kept else FAILED


def _import_data(one: ListImport, tools: Tools) -> dict[str, Any]:
    withheld = say_withheld(one, tools.say, _WITHHELD)
    return {
        "file": one.file,
        "refused": tools.say.say(one.refused) if one.refused else withheld or None,
        "edition": _report_data(one.report) if one.report else None,
        "notes": [tools.say.say(note) for note in one.notes],
    }


def _report_data(report: EditionReport) -> dict[str, Any]:
    return {
        **_edition_data(report.edition),
        "known": report.known,
        "older": report.older,
        "names": report.names,
        "same": report.same,
        **_kind_data("added", report.added),
        **_kind_data("changed", report.changed),
        **_kind_data("withdrawn", report.withdrawn),
    }


def _kind_data(kind: str, entries: NamedEntries) -> dict[str, Any]:
    """How many entries, and the ids of the first: a whole new list is none of a report's."""
    return {kind: [one.id for one in entries.names], f"{kind}_count": entries.count}


def _edition_data(edition: ListEdition) -> dict[str, Any]:
    return {
        "list": edition.list,
        "published": edition.published,
        "imported": edition.imported,
        "entries": edition.count,
        "file": edition.file_name,
        "sha256": edition.sha256,
    }


def show(context: typer.Context, as_json: Json = False) -> int:
    """Show which lists are here."""
    tools: Tools = context.obj
    rows = lists_there()
    if as_json:
        tools.give({"lists": [_row_data(row, tools) for row in rows]})
    elif rows:
        tools.show(_table(rows, tools))
    else:
        tools.tell(tools.say("lists.none"))
    return DONE


def _row_data(row: ListRow, tools: Tools) -> dict[str, Any]:
    older = [_edition_data(one) for one in row.older]
    title = list_title(row.edition.list, tools.say)
    return {**_edition_data(row.edition), "title": title, "older": older}


def _table(rows: tuple[ListRow, ...], tools: Tools) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for head in HEADS:
        words = tools.say(f"lists.head.{head}")
        table.add_column(words, no_wrap=True, justify="right" if head == "entries" else "left")
    for row in rows:
        edition = row.edition
        known = edition.list, list_title(edition.list, tools.say), edition_date(edition, tools.say)
        imported = day(edition.imported, tools.say.language)
        table.add_row(*known, str(edition.count), edition.file_name, imported)
    return table


def search(
    context: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="lists.arg.words")],
    limit: Annotated[int, typer.Option(min=1, max=200, help="lists.opt.limit")] = 20,
    as_json: Json = False,
) -> int:
    """Look for a name, a number or words in the lists that are here and in the catalogue."""
    tools: Tools = context.obj
    with closing(open_search()) as entries:
        hits = entries.search(" ".join(words), language=tools.say.language, limit=limit)
    if as_json:
        tools.give({"hits": [_hit_data(one) for one in hits]})
    elif hits:
        tools.show(_hit_table(hits, tools))
    else:
        tools.tell(tools.say("lists.nothing_found", words=" ".join(words)))
    return DONE if hits else PROBLEMS


def _hit_data(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "source": hit.source,
        "kind": hit.kind,
        "title": hit.title,
        "score": hit.score,
        "sure": hit.sure,
        "matched": hit.matched,
        "via": hit.via,
        "same_as": list(hit.same_as),
        **asdict(hit.about),
    }


def _hit_table(hits: Sequence[Hit], tools: Tools) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for head in HIT_HEADS:
        words = tools.say(f"lists.head.{head}")
        table.add_column(words, justify="right" if head == "score" else "left")
    for hit in hits:
        about = hit.about
        told = (*about.births, *about.countries, *about.programmes[:_PROGRAMMES])
        if about.withdrawn:
            told = (*told, tools.say("lists.is_withdrawn"))
        matched = hit.matched if hit.via else ""
        score = tools.say.decimal(hit.score, ".2f")
        table.add_row(score, hit.id, hit.title, matched, ", ".join(told))
    return table


def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LIST", help="lists.arg.list")],
    as_json: Json = False,
) -> int:
    """Forget a list with its editions."""
    tools: Tools = context.obj
    gone = remove_list(name)
    if as_json:
        tools.give({"list": name, "entries": gone})
    else:
        tools.tell(tools.say("lists.removed", title=list_title(name, tools.say), n=gone))
    return DONE


LISTS: dict[str, Callable[..., int]] = {
    "import": import_files,
    "show": show,
    "search": search,
    "remove": remove,
}
"""Every command below `lists`. Its help is `cli.lists.<name>.help`, likewise its example."""
