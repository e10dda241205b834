"""Commands on a project: make it, fill it, check it, copy it, export it."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from annotator.cli.console import DONE, PROBLEMS, Tools, progress, stoppable
from annotator.model.message import UserError, msg
from annotator.services.exporting import EXPORTERS, SCOPES, ExportReport, Scope, export, say_report
from annotator.services.import_report import ImportReport, say_entry
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings

ProjectPath = Annotated[Path, typer.Argument(metavar="PROJECT", help="cli.arg.project")]
Json = Annotated[bool, typer.Option("--json", help="cli.opt.json")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="cli.opt.by")]


def who(tools: Tools, by: str = "") -> str:
    """Whose name a command's work bears: given, from the settings, or the system's."""
    return by or tools.settings.annotator or getpass.getuser()


def open_project(tools: Tools, path: Path, by: str = "", *, to_read: bool = False) -> Project:
    """Open an existing project; to read it, even while the window has it open.

    Raises:
        UserError: there is none at this path.
    """
    return Project.open(path, who(tools, by), to_read=to_read)


def new(
    context: typer.Context,
    project: ProjectPath,
    name: Annotated[str, typer.Option(metavar="NAME", help="cli.opt.name")] = "",
    language: Annotated[str, typer.Option(metavar="fr|en", help="cli.opt.language")] = "fr",
    scheme: Annotated[str, typer.Option(metavar="SCHEME", help="cli.opt.scheme")] = "diplomacy@1",
) -> int:
    """Make an empty project."""
    tools: Tools = context.obj
    settings = ProjectSettings(language, scheme)
    with Project.create(project, name or project.stem, settings, who(tools)) as made:
        tools.tell(tools.say("cli.made", project=str(made.path)))
    return DONE


def import_files(
    context: typer.Context,
    project: ProjectPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILES…", help="cli.arg.files")],
    by: By = "",
    as_json: Json = False,
) -> int:
    """Import files and folders into a project."""
    tools: Tools = context.obj
    with (
        open_project(tools, project, by) as opened,
        progress(tools.say("cli.importing")) as move,
        stoppable() as cancelled,
    ):
        report = import_paths(
            opened, files, annotator=who(tools, by), on_progress=move, cancelled=cancelled
        )
    if as_json:
        tools.give(_import_data(report, tools))
    else:
        for sentence in report.say(tools.say):
            tools.tell(sentence)
    return PROBLEMS if report.count("refused") or report.cancelled else DONE


def _import_data(report: ImportReport, tools: Tools) -> dict[str, object]:
    entries = [
        {
            "file": one.file,
            "status": one.status,
            "line": one.line,
            "where": one.where,
            "article": one.article,
            "message": one.message.to_json(),
            "said": say_entry(one, tools.say),
        }
        for one in report.entries
    ]
    return {"articles": list(report.article_ids), "cancelled": report.cancelled, "entries": entries}


def export_project(
    context: typer.Context,
    project: ProjectPath,
    target: Annotated[Path, typer.Argument(metavar="OUT", help="cli.arg.out")],
    format: Annotated[
        str, typer.Option("--format", metavar="|".join(EXPORTERS), help="cli.opt.format")
    ],
    scope: Annotated[str, typer.Option(metavar="|".join(SCOPES), help="cli.opt.scope")] = "gold",
    articles: Annotated[
        list[str] | None, typer.Option("--article", metavar="ID", help="cli.opt.article")
    ] = None,
    annotator: Annotated[str, typer.Option(metavar="NAME", help="cli.opt.annotator")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="cli.opt.replace")] = False,
    as_json: Json = False,
) -> int:
    """Export a project's annotations."""
    tools: Tools = context.obj
    chosen = _scope("selected" if articles else scope, articles or [])
    with (
        open_project(tools, project, to_read=True) as opened,
        progress(tools.say("cli.exporting")) as move,
        stoppable() as cancelled,
    ):
        report = export(
            opened,
            format,
            target,
            scope=chosen,
            annotator=annotator or None,
            language=tools.say.language,
            on_progress=move,
            cancelled=cancelled,
            replace=replace,
        )
    if as_json:
        tools.give(_export_data(report, tools))
    else:
        for sentence in say_report(report, tools.say):
            tools.tell(sentence)
    return DONE if report.articles else PROBLEMS


def _scope(kind: str, articles: list[str]) -> Scope:
    known = next((one for one in SCOPES if one == kind), None)
    if known is None or (known == "selected" and not articles):
        raise UserError(msg("cli.no_scope", scope=kind, known=", ".join(SCOPES)))
    return Scope(known, tuple(articles))  # type: ignore[arg-type]  # ids as they were typed


def _export_data(report: ExportReport, tools: Tools) -> dict[str, object]:
    return {
        "format": report.format,
        "target": str(report.target),
        "scope": report.scope,
        "counts": dict(report.counts),
        "undecided": report.undecided,
        "excluded": [
            {"article": one.article, "title": one.title, "why": tools.say.say(one.why)}
            for one in report.excluded
        ],
        "losses": [
            {"article": one.article, "item": one.item, "what": tools.say.say(one.message)}
            for one in report.losses
        ],
        "warnings": [tools.say.say(one) for one in report.warnings],
    }


def check(context: typer.Context, project: ProjectPath, as_json: Json = False) -> int:
    """Look for what is wrong in a project."""
    tools: Tools = context.obj
    with open_project(tools, project, to_read=True) as opened:
        problems = opened.check()
        articles = opened.article_count()
    if as_json:
        said = [{**one.to_json(), "said": tools.say.say(one)} for one in problems]
        tools.give({"sound": not problems, "articles": articles, "problems": said})
        return PROBLEMS if problems else DONE
    for one in problems:
        tools.tell(tools.say.say(one))
    if not problems:
        tools.tell(tools.say("cli.sound", n=articles))
    return PROBLEMS if problems else DONE


def backup(
    context: typer.Context,
    project: ProjectPath,
    target: Annotated[Path | None, typer.Argument(metavar="[COPY]", help="cli.arg.copy")] = None,
) -> int:
    """Copy a project to a new file, and check the copy."""
    tools: Tools = context.obj
    with open_project(tools, project, to_read=True) as opened:
        wanted = target or _free_name(opened.path)
        opened.copy_to(wanted)
    tools.tell(tools.say("cli.copied", target=str(wanted)))
    return DONE


def _free_name(project: Path) -> Path:
    """A name beside the project that nothing has yet: `name-backup-1.guillemet` and so on."""
    number = 1
    while (path := project.with_name(f"{project.stem}-backup-{number}{project.suffix}")).exists():
        number += 1
    return path
