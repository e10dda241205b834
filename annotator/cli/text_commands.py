"""Commands that need no project of their own: pre-highlight files, the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.console import DONE, PROBLEMS, Tools, progress, stoppable
from annotator.cli.project_commands import By, Json, open_project
from annotator.model.message import UserError, msg
from annotator.services.demo import run_demo
from annotator.services.import_report import say_entry
from annotator.services.lexicon import problems as own_word_problems
from annotator.services.models import choice_named, unknown_labels
from annotator.services.prelabel_files import FilesReport, prelabel_files
from annotator.services.prelabel_pass import PrelabelReport, prelabel_project
from annotator.services.prelabelling import Engine
from annotator.store.files import SUFFIX


def prelabel(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PROJECT|FILES…", help="cli.arg.texts")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="cli.opt.out")] = None,
    as_annotation: Annotated[
        bool, typer.Option("--as-annotation", help="cli.opt.as_annotation")
    ] = False,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="cli.opt.jobs")
    ] = None,
    renew: Annotated[bool, typer.Option("--renew", help="cli.opt.renew")] = False,
    models: Annotated[
        list[str] | None, typer.Option("--models", metavar="NAME", help="cli.opt.models")
    ] = None,
    by: By = "",
    as_json: Json = False,
) -> int:
    """Make suggestions for the articles of a project, or for files."""
    tools: Tools = context.obj
    is_project = len(paths) == 1 and paths[0].suffix == SUFFIX
    if out is None and not is_project:
        raise UserError(msg("cli.no_out"))
    for problem in own_word_problems():
        tools.warn(tools.say.say(problem))
    choice = choice_named(models or ())
    engine = Engine(choice)
    try:
        if out is None:
            code = _prelabel_project(tools, engine, paths[0], jobs, renew, by, as_json)
        else:
            code = _prelabel_files(tools, engine, paths, out, jobs, as_annotation, as_json)
    finally:
        engine.close()
    for sentence in unknown_labels(choice):
        tools.warn(tools.say.say(sentence))
    return code


def _prelabel_project(
    tools: Tools,
    engine: Engine,
    path: Path,
    jobs: int | None,
    renew: bool,
    by: str,
    as_json: bool,
) -> int:
    with (
        open_project(tools, path, by) as project,
        progress(tools.say("cli.prelabelling")) as move,
        stoppable() as cancelled,
    ):
        report = prelabel_project(
            project, engine, jobs=jobs, renew=renew, on_progress=move, cancelled=cancelled
        )
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
        "outdated": report.outdated,
        "models": [tools.say.say(why) for why in report.troubles],
        "failed": [{"article": one, "why": tools.say.say(why)} for one, why in report.failed],
    }


def _tell_pass(report: PrelabelReport, tools: Tools) -> None:
    say = tools.say
    tools.tell(say("prelabelling.done", n=report.articles, suggestions=report.suggestions))
    for why in (*report.troubles, *(why for _, why in report.failed)):
        tools.warn(say.say(why))
    if report.cancelled:
        tools.tell(say("prelabelling.stopped_by_person"))
    elif report.outdated:
        tools.tell(say("prelabelling.outdated", n=report.outdated))


def _prelabel_files(
    tools: Tools,
    engine: Engine,
    paths: list[Path],
    out: Path,
    jobs: int | None,
    as_annotation: bool,
    as_json: bool,
) -> int:
    with progress(tools.say("cli.prelabelling")) as move, stoppable() as cancelled:
        report = prelabel_files(
            paths,
            out,
            engine,
            jobs=jobs,
            as_annotation=as_annotation,
            on_progress=move,
            cancelled=cancelled,
        )
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
    for sentence in (*map(say.say, report.troubles), *refused):
        tools.warn(sentence)
    left_out = len(report.unread) - len(refused)
    if left_out:
        tools.tell(say("import.count.left_out", n=left_out))


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
