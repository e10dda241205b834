"""Export a project: choose the annotations, write them in one format, say what was written."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

from annotator import __version__
from annotator.exporters import EXPORTERS
from annotator.exporters.base import (
    SCOPES,
    Excluded,
    ExportContext,
    Exporter,
    ExportReport,
    Loss,
    ScopeKind,
)
from annotator.messages import Translator
from annotator.model.annotated import AnnotatedArticle
from annotator.model.message import GuillemetError, UserError, msg
from annotator.services.export_scope import Scope, documents
from annotator.services.projects import Project
from annotator.services.schemes import present_scheme

__all__ = [
    "EXPORTERS",
    "SCOPES",
    "ExportCancelled",
    "ExportReport",
    "Scope",
    "ScopeKind",
    "export",
    "say_report",
]

Progress = Callable[[int, int, str], None]
"""Called with how many articles are done, how many there are, and the title of the next."""
_LISTED = 20


class ExportCancelled(GuillemetError):
    """The person stopped the export; nothing was written."""


def export(
    project: Project,
    format: str,
    target: Path,
    *,
    scope: Scope | None = None,
    annotator: str | None = None,
    language: str = "fr",
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    replace: bool = False,
    created: datetime.date | None = None,
) -> ExportReport:
    """Write annotations to a file or folder, whole or not at all.

    Args:
        project: where from.
        format: a key of `EXPORTERS`.
        target: the file, or the folder for a corpus; gets the format's ending if it has none.
        scope: which articles; gold if not said.
        annotator: whose work; None takes everybody's.
        language: of headers and label names.
        on_progress: told before each article.
        cancelled: asked before each article.
        replace: whether a file that is not an earlier export of ours may be replaced.
        created: the date to write into the files; today if not said.

    Raises:
        UserError: no such format, or something else lies at the target.
        EnvironmentTrouble: the disk is full, the folder read-only or not there.
        ExportCancelled: `cancelled` said so; nothing was written.
    """
    scope = scope or Scope()
    exporter = _exporter(format)
    target = with_suffix(target, exporter)
    _check_target(target, exporter, replace)
    context = ExportContext(
        scope=scope.kind,
        language=language,
        scheme=present_scheme(project),
        created=(created or datetime.date.today()).isoformat(),
        version=__version__,
    )
    chosen = documents(project, scope, annotator)
    total = len(scope.articles) if scope.kind == "selected" else project.article_count()
    return exporter.write(_watched(chosen, total, on_progress, cancelled), target, context)


def with_suffix(target: Path, exporter: Exporter) -> Path:
    """The target with the format's ending, if it has none of its own."""
    if target.suffix or not exporter.suffix or target.is_dir():
        return target
    return target.with_suffix(exporter.suffix)


def _exporter(format: str) -> Exporter:
    if format not in EXPORTERS:
        raise UserError(msg("export.no_format", format=format, known=", ".join(EXPORTERS)))
    return EXPORTERS[format]


def _check_target(target: Path, exporter: Exporter, replace: bool) -> None:
    """Refuse to replace what is not ours; what cannot be looked at is told when it is written."""
    try:
        there = target.exists()
        ours = there and (exporter.suffix == "") == target.is_dir() and exporter.is_ours(target)
    except OSError:
        return
    if there and target.is_dir() != (exporter.suffix == ""):
        kind = "export.target_is_folder" if target.is_dir() else "export.target_is_file"
        raise UserError(msg(kind, target=str(target)))
    if there and not ours and not replace:
        raise UserError(msg("export.target_exists", target=str(target)))


def _watched(
    chosen: Iterator[AnnotatedArticle | Excluded],
    total: int,
    on_progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[AnnotatedArticle | Excluded]:
    for done, document in enumerate(chosen):
        if cancelled and cancelled():
            raise ExportCancelled(msg("export.cancelled"))
        if on_progress:
            title = document.title if isinstance(document, Excluded) else document.article.title
            on_progress(done, max(total, done), title)
        yield document


def say_report(report: ExportReport, translator: Translator) -> Iterator[str]:
    """What was written, what was left out and what got lost, one sentence each."""
    yield translator("export.done", n=report.articles, target=str(report.target))
    yield translator(f"export.scope.{report.scope}")
    if report.undecided:
        yield translator("export.undecided", n=report.undecided)
    yield from (translator.say(warning) for warning in report.warnings)
    if report.excluded:
        yield translator("export.excluded", n=len(report.excluded))
    for left in report.excluded[:_LISTED]:
        yield translator("export.excluded_one", title=left.title, why=translator.say(left.why))
    if report.losses:
        yield translator("export.lost", n=len(report.losses))
    yield from (_say_loss(loss, translator) for loss in report.losses[:_LISTED])


def _say_loss(loss: Loss, translator: Translator) -> str:
    return translator("export.lost_one", title=loss.title, why=translator.say(loss.message))
