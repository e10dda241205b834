"""The command that compares any annotation with any other, and says how good it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.console import DONE, PROBLEMS, Tools
from annotator.cli.evaluation_data import report_data, summary_data
from annotator.cli.evaluation_tables import mistake_lines, tables
from annotator.cli.project_commands import Json
from annotator.model.message import Message, UserError, msg
from annotator.services.evaluating import BREAKDOWNS, EvaluationReport, Side, evaluate_sides
from annotator.services.evaluation_limits import broken, read_limits


def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Option("--gold", metavar="GOLD", help="cli.opt.gold")],
    predicted: Annotated[
        Path, typer.Option("--predicted", metavar="PREDICTED", help="cli.opt.predicted")
    ],
    gold_by: Annotated[
        str, typer.Option("--gold-by", metavar="NAME", help="evaluate.opt.gold_by")
    ] = "",
    predicted_by: Annotated[
        str, typer.Option("--predicted-by", metavar="NAME", help="evaluate.opt.predicted_by")
    ] = "",
    by: Annotated[
        str, typer.Option("--by", metavar="|".join(BREAKDOWNS), help="evaluate.opt.by")
    ] = "",
    errors: Annotated[
        int, typer.Option("--errors", metavar="N", min=0, help="evaluate.opt.errors")
    ] = 0,
    fail_under: Annotated[
        Path | None, typer.Option("--fail-under", metavar="FILE", help="evaluate.opt.fail_under")
    ] = None,
    as_json: Json = False,
) -> int:
    """Compare annotations or suggestions with gold."""
    tools: Tools = context.obj
    if by and by not in BREAKDOWNS:
        raise UserError(msg("evaluate.no_breakdown", by=by, known=", ".join(BREAKDOWNS)))
    limits = read_limits(fail_under) if fail_under else None
    report = evaluate_sides(Side(gold, gold_by), Side(predicted, predicted_by))
    under = broken(limits, report.summary) if limits else ()
    parts = BREAKDOWNS[by](report) if by else {}
    if as_json:
        broken_down = {by: {name: summary_data(one) for name, one in parts.items()}} if by else {}
        said = [tools.say.say(one) for one in under]
        tools.give({**report_data(report, errors), "by": broken_down, "broken": said})
    else:
        tools.tell(tools.say("evaluate.texts", n=len(report.texts)))
        for table in tables(report, parts, tools.say):
            tools.show(table)
        for line in mistake_lines(report, errors, tools.say):
            tools.tell(line)
    return _end(tools, report, under)


def _end(tools: Tools, report: EvaluationReport, under: tuple[Message, ...]) -> int:
    """Say what is not as it should be."""
    for name in report.missing:
        tools.warn(tools.say("evaluate.missing", name=name))
    for name in report.unused:
        tools.warn(tools.say("evaluate.unused", name=name))
    for one in under:
        tools.warn(tools.say.say(one))
    return PROBLEMS if report.missing or under else DONE
