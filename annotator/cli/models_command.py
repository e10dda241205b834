"""The command for installed models: what there is, and a person's decisions about it."""

from __future__ import annotations

from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich import box
from rich.table import Table

from annotator.cli.console import DONE, FAILED, PROBLEMS, Tools, stoppable
from annotator.cli.project_commands import Json
from annotator.model.message import UserError, msg
from annotator.services.model_choice import choice_of, without_model
from annotator.services.model_words import measurement_words, size_words, state_words
from annotator.services.models import (
    ModelRow,
    agree,
    agreed_folders,
    chosen_rows,
    confirm,
    explain_label,
    forget,
    look_into,
    measure,
    models_on_hand,
    withdraw,
)
from annotator.settings import save_settings

HEADS = ("chosen", "name", "language", "spacy", "labels", "size", "licence")


def models(
    context: typer.Context,
    measured: Annotated[
        str, typer.Option("--measure", metavar="NAME", help="models.opt.measure")
    ] = "",
    gold: Annotated[
        Path | None, typer.Option("--gold", metavar="GOLD", help="models.opt.gold")
    ] = None,
    labels: Annotated[
        list[str] | None, typer.Option("--label", metavar="LABEL=OURS", help="models.opt.label")
    ] = None,
    confirmed: Annotated[
        str, typer.Option("--confirm", metavar="NAME", help="models.opt.confirm")
    ] = "",
    opened: Annotated[
        Path | None, typer.Option("--open", metavar="FOLDER", help="models.opt.open")
    ] = None,
    sha256: Annotated[str, typer.Option("--sha256", metavar="HASH", help="models.opt.sha256")] = "",
    closed: Annotated[
        Path | None, typer.Option("--close", metavar="FOLDER", help="models.opt.close")
    ] = None,
    forgotten: Annotated[
        str, typer.Option("--forget", metavar="NAME", help="models.opt.forget")
    ] = "",
    as_json: Json = False,
) -> int:
    """List installed models, explain their labels, open and measure them, and take that back."""
    tools: Tools = context.obj
    if sha256 and opened is None:
        raise UserError(msg("models.option_alone", option="--sha256", needed="--open"))
    if gold is not None and not measured:
        raise UserError(msg("models.option_alone", option="--gold", needed="--measure"))
    for one in labels or ():
        label, equals, meaning = one.partition("=")
        if not (label and equals):
            raise UserError(msg("models.label_form", given=one))
        explain_label(label, meaning)
    if closed is not None:
        tools = _close(tools, closed)
    if forgotten:
        tools = _forget(tools, forgotten)
    if confirmed:
        confirm(_row(tools, confirmed))
    try:
        if opened is not None:
            return _open(tools, opened, sha256)
        if measured:
            return _measure(tools, measured, gold)
    except CancelledError:
        tools.warn(tools.say("cli.stopped"))
        return FAILED
    return _list(tools, as_json)


def _list(tools: Tools, as_json: bool) -> int:
    choice = choice_of(tools.settings)
    rows = models_on_hand(choice)
    chosen = chosen_rows(choice, rows)
    if as_json:
        tools.give({"models": [_data(row, tools, row.name in chosen) for row in rows]})
        return DONE
    if not rows:
        tools.tell(tools.say("models.none"))
        return DONE
    table = Table(box=box.SIMPLE_HEAD)
    for head in HEADS:
        table.add_column(tools.say(f"models.head.{head}"), no_wrap=True)
    for row in rows:
        mark = "✓" if row.name in chosen else ""
        size = size_words(row, tools.say)
        known = (row.title, row.language, row.spacy_version, " ".join(row.labels), size)
        table.add_row(mark, *known, row.licence)
    tools.show(table)
    for row in rows:
        if row.why is not None or row.unknown:
            tools.tell(f"{row.title}: {state_words(row, tools.say)}")
    return DONE


def _data(row: ModelRow, tools: Tools, chosen: bool) -> dict[str, Any]:
    return {
        "name": row.name,
        "model": row.title,
        "language": row.language,
        "folder": row.folder,
        "spacy_version": row.spacy_version,
        "labels": list(row.labels),
        "unknown_labels": list(row.unknown),
        "components": list(row.components),
        "licence": row.licence,
        "bytes": row.size,
        "state": row.state,
        "why": tools.say.say(row.why) if row.why else None,
        "chosen": chosen,
    }


def _row(tools: Tools, name: str) -> ModelRow:
    """The model of a name, a path, or a name with version."""
    path = str(Path(name).resolve())
    for row in models_on_hand(choice_of(tools.settings)):
        if name in (row.name, row.title) or row.name == path:
            return row
    raise UserError(msg("models.not_installed", name=name))


def _close(tools: Tools, folder: Path) -> Tools:
    """Take back the consent to a folder; it is not asked any more either."""
    path = str(folder.resolve())
    chosen = {name for _, name in choice_of(tools.settings).folders}
    if path not in agreed_folders() | chosen:
        raise UserError(msg("models.not_opened", folder=str(folder)))
    withdraw(path)
    return _let_go(tools, path)


def _forget(tools: Tools, name: str) -> Tools:
    """Forget what is kept of a model; without the person's word it is not asked any more."""
    on_hand = models_on_hand(choice_of(tools.settings))
    row = next((one for one in on_hand if name in (one.name, one.title)), None)
    forget(row.title if row is not None else name)
    return _let_go(tools, row.name) if row is not None and row.confirmed else tools


def _let_go(tools: Tools, name: str) -> Tools:
    settings = without_model(tools.settings, name)
    if settings != tools.settings:
        save_settings(settings)
    return replace(tools, settings=settings)


def _open(tools: Tools, folder: Path, sha256: str) -> int:
    """Explain what opening a folder means; with the hash of its files, open it."""
    checked = look_into(folder)
    if sha256.lower() != checked.sha256:
        if sha256:
            tools.warn(tools.say("models.consent.other_hash", folder=str(folder), given=sha256))
        tools.tell(tools.say("models.consent.what"))
        for name, value in checked.files:
            tools.tell(f"{value}  {name}")
        tools.tell(tools.say("models.consent.command", folder=str(folder), sha256=checked.sha256))
        return PROBLEMS
    with stoppable() as cancelled:
        agree(checked, cancelled)
    tools.tell(tools.say("models.consent.opened", name=checked.meta.id))
    return DONE


def _measure(tools: Tools, name: str, gold: Path | None) -> int:
    if gold is None:
        raise UserError(msg("models.measure.no_gold"))
    row = _row(tools, name)
    if row.state != "ready" and row.why is not None:
        raise UserError(row.why)
    with stoppable() as cancelled:
        found = measure(row, gold, cancelled)
    for line in measurement_words(found, tools.say):
        tools.tell(line)
    return DONE
