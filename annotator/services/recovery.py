"""Steps that the disk could not take are kept beside the settings, should the program break off.

Every step is saved as it is done; only where that fails (a full disk, a file that was moved) do
steps wait in memory. What waits is written here, and offered when the project is opened again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

from annotator.model.annotation import AnnotationState
from annotator.model.change import Batch, apply
from annotator.model.fields import FormError
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.log_codec import batch_from_json, batch_to_json
from annotator.model.message import EnvironmentTrouble, GuillemetError, Message, msg
from annotator.services.annotating import Session
from annotator.services.projects import Project
from annotator.settings import config_folder

VERSION = 1


@dataclass(frozen=True, slots=True)
class Held:
    """Steps of one article that were never saved.

    Attributes:
        file: where they are kept.
        title: of the article.
        by: whose steps they are.
        batches: the steps in order.
    """

    file: Path
    article: ArticleId
    annotation: AnnotationId
    title: str
    by: str
    batches: tuple[Batch, ...]

    @property
    def labels(self) -> tuple[Message, ...]:
        """What the steps do."""
        return tuple(batch.label for batch in self.batches)


def _folder() -> Path:
    return config_folder() / "recovery"


def _file(project: Project, session: Session) -> Path:
    return _folder() / f"{project.id}-{session.annotation.id}.json"


def keep(project: Project, session: Session) -> None:
    """Write down the steps that wait, or forget those that were saved meanwhile.

    Raises:
        EnvironmentTrouble: the folder of the settings cannot be written to.
    """
    path, waiting = _file(project, session), session.waiting
    if not waiting and not path.exists():
        return
    try:
        if not waiting:
            path.unlink(missing_ok=True)
            return
        data = {
            "version": VERSION,
            "project": str(project.path),
            "article": session.article.id,
            "annotation": session.annotation.id,
            "title": session.article.title,
            "by": session.annotator,
            "batches": [batch_to_json(batch) for batch in waiting],
        }
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(".tmp")
        draft.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        draft.replace(path)
    except OSError as error:
        raise EnvironmentTrouble(msg("recovery.not_kept", folder=str(path.parent))) from error


def forget(held: Held) -> None:
    """Give up steps that were never saved."""
    held.file.unlink(missing_ok=True)


def give_up(project: Project, session: Session) -> None:
    """Forget the steps of an open article that its annotator gives up."""
    _file(project, session).unlink(missing_ok=True)


def held(project: Project) -> tuple[Held, ...]:
    """The steps that were kept for a project and are not in it; files of saved ones are removed.

    Raises:
        EnvironmentTrouble: a file cannot be read; it stays where it is, and is named.
    """
    folder, found = _folder(), []
    for path in sorted(folder.glob(f"{project.id}-*.json")) if folder.is_dir() else ():
        try:
            one = _read(path, project.path)
        except (OSError, ValueError, KeyError, TypeError, FormError) as error:
            raise EnvironmentTrouble(msg("recovery.unreadable", file=str(path))) from error
        if one is None:
            continue
        there = {entry.batch.id for entry in project.history(one.article)}
        missing = tuple(batch for batch in one.batches if batch.id not in there)
        if missing:
            found.append(replace(one, batches=missing))
        else:
            path.unlink(missing_ok=True)
    return tuple(found)


def _read(path: Path, project: Path) -> Held | None:
    """What a file keeps; None if it belongs to another copy of the project that is still there."""
    data = json.loads(path.read_text("utf-8"))
    origin = Path(data["project"])
    if origin != project and origin.exists():
        return None
    batches = tuple(batch_from_json(one) for one in data["batches"])
    return Held(
        path,
        ArticleId(data["article"]),
        AnnotationId(data["annotation"]),
        str(data["title"]),
        str(data["by"]),
        batches,
    )


def take_up(project: Project, held: Held) -> None:
    """Save steps that were never saved, in their order.

    Raises:
        GuillemetError: one does not fit what is saved, or the disk takes it no better than before;
            those before it are saved, and the file stays.
    """
    work = project.load_work(held.article, held.by).work
    if work.annotation.id != held.annotation:  # its first step was never saved
        state = AnnotationState(held.annotation)
        work = replace(work, annotation=replace(work.annotation, id=held.annotation, state=state))
    for batch in held.batches:
        try:
            after = apply(work, batch)
            project.commit(batch, after, held.article, held.by)
        except EnvironmentTrouble:
            raise
        except GuillemetError as error:
            words = msg("recovery.does_not_fit", title=held.title, file=str(held.file))
            raise EnvironmentTrouble(words) from error
        work = after
    forget(held)
