"""Commands that need no project of their own: pre-highlight files, compare with gold, the demo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.console import DONE, PROBLEMS, Tools, progress, stoppable
from annotator.cli.project_commands import By, Json, open_project
from annotator.model.message import UserError, msg
from annotator.quality.evaluation import Rate, Scores
from annotator.services.demo import run_demo
from annotator.services.evaluating import evaluate_files
from annotator.services.import_report import say_entry
from annotator.services.prelabel_files import FilesReport, prelabel_files
from annotator.services.prelabelling import Engine, PrelabelReport, prelabel_project
from annotator.store.files import SUFFIX


def prelabel(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PROJECT|FILES…", help="cli.arg.texts")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="cli.opt.out")] = None,
    as_annotation: Annotated[
        bool, typer.Option("--as-annotation", help="cli.opt.as_annotation")
    ] = False,
    by: By = "",
    as_json: Json = False,
) -> int:
    """Make suggestions for the articles of a project, or for files."""
    tools: Tools = context.obj
    is_project = len(paths) == 1 and paths[0].suffix == SUFFIX
    if is_project and out is None:
        return _prelabel_project(tools, paths[0], by, as_json)
    if out is None:
        raise UserError(msg("cli.no_out"))
    return _prelabel_files(tools, paths, out, as_annotation, as_json)


def _prelabel_project(tools: Tools, path: Path, by: str, as_json: bool) -> int:
    engine = Engine()
    try:
        with (
            open_project(tools, path, by) as project,
            progress(tools.say("cli.prelabelling")) as move,
            stoppable() as cancelled,
        ):
            report = prelabel_project(project, engine, None, move, cancelled)
    finally:
        engine.close()
    if as_json:
        tools.give(_pass_data(report, tools))
    else:
        _tell_pass(report, tools)
    return PROBLEMS if report.failed or report.cancelled else DONE


def _pass_data(report: PrelabelReport, tools: Tools) -> dict[str, object]:
    return {
        "articles": report.articles,
        "suggestions": report.suggestions,
        "cancelled": report.cancelled,
        "failed": [{"article": one, "why": tools.say.say(why)} for one, why in report.failed],
    }


def _tell_pass(report: PrelabelReport, tools: Tools) -> None:
    say = tools.say
    tools.tell(say("prelabelling.done", n=report.articles, suggestions=report.suggestions))
    for _, why in report.failed:
        tools.warn(say.say(why))
    if report.cancelled:
        tools.tell(say("prelabelling.stopped_by_person"))


def _prelabel_files(
    tools: Tools, paths: list[Path], out: Path, as_annotation: bool, as_json: bool
) -> int:
    engine = Engine()
    try:
        with progress(tools.say("cli.prelabelling")) as move, stoppable() as cancelled:
            report = prelabel_files(
                paths,
                out,
                engine,
                as_annotation=as_annotation,
                on_progress=move,
                cancelled=cancelled,
            )
    finally:
        engine.close()
    _tell_files(report, tools, as_json)
    refused = any(one.status == "refused" for one in report.unread)
    return PROBLEMS if refused or not report.articles else DONE


def _tell_files(report: FilesReport, tools: Tools, as_json: bool) -> None:
    refused = [say_entry(one, tools.say) for one in report.unread if one.status == "refused"]
    if as_json:
        counts = {"articles": report.articles, "suggestions": report.suggestions}
        tools.give({"target": str(report.target), **counts, "refused": refused})
        return
    say = tools.say
    tools.tell(say("prelabelling.done", n=report.articles, suggestions=report.suggestions))
    tools.tell(say("prelabelling.written", target=str(report.target)))
    for sentence in refused:
        tools.warn(sentence)
    left_out = len(report.unread) - len(refused)
    if left_out:
        tools.tell(say("import.count.left_out", n=left_out))


def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Option("--gold", metavar="GOLD", help="cli.opt.gold")],
    predicted: Annotated[
        Path, typer.Option("--predicted", metavar="PREDICTED", help="cli.opt.predicted")
    ],
    as_json: Json = False,
) -> int:
    """Compare annotations or suggestions with gold."""
    tools: Tools = context.obj
    report = evaluate_files(gold, predicted)
    if as_json:
        by_text = {name: _scores_data(scores) for name, scores in report.by_text.items()}
        tools.give(
            {
                "total": _scores_data(report.total),
                "texts": by_text,
                "missing": list(report.missing),
                "unused": list(report.unused),
            }
        )
    else:
        tools.tell(tools.say("evaluate.texts", n=len(report.by_text)))
        for line in _table(report.total, tools):
            tools.tell(line)
    for name in report.missing:
        tools.warn(tools.say("evaluate.missing", name=name))
    for name in report.unused:
        tools.warn(tools.say("evaluate.unused", name=name))
    return PROBLEMS if report.missing else DONE


def _rates(scores: Scores) -> Iterator[tuple[str, Rate]]:
    for one in fields(Scores):
        yield one.name, getattr(scores, one.name)


def _scores_data(scores: Scores) -> dict[str, object]:
    return {
        name: {
            "right": rate.right,
            "predicted": rate.predicted,
            "expected": rate.expected,
            "precision": round(rate.precision, 4),
            "recall": round(rate.recall, 4),
            "f1": round(rate.f1, 4),
        }
        for name, rate in _rates(scores)
    }


def _table(scores: Scores, tools: Tools) -> Iterator[str]:
    """Lines of equal columns: what, right/predicted/expected, precision, recall, F1."""
    say = tools.say
    heads = [say(f"evaluate.{name}") for name in ("counts", "precision", "recall", "f1")]
    rows = [("", *heads)]
    for name, rate in _rates(scores):
        counts = f"{rate.right}/{rate.predicted}/{rate.expected}"
        shares = (f"{share:.3f}" for share in (rate.precision, rate.recall, rate.f1))
        rows.append((say(f"evaluate.{name}"), counts, *shares))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        first, *rest = (cell for cell in row)
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True)]
        yield "  ".join(cells)


def demo(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="cli.arg.demo_out")],
    article: Annotated[
        Path | None, typer.Option(metavar="FILE", help="cli.opt.demo_article")
    ] = None,
) -> int:
    """Make the whole journey without a window."""
    tools: Tools = context.obj
    with progress(tools.say("cli.demo")) as move:
        result = run_demo(out, tools.say, article=article, shoot=tools.shoot, on_progress=move)
    tools.tell(tools.say("cli.demo_done", folder=str(result.folder), file=result.summary.name))
    return DONE
