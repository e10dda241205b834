"""Installed models for the window and the command line: what there is, and what a person wants.

Nothing is loaded in this process: a model is tried and measured in a child of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar

from annotator.model.message import EnvironmentTrouble, Message, UserError, msg
from annotator.prelabel.evidence import ModelChoice
from annotator.prelabel.models.finding import FoundModel, described, installed_models
from annotator.prelabel.models.folders import CheckedFolder, check_folder
from annotator.prelabel.models.labels import LABELS, label_map
from annotator.prelabel.models.measuring import Measurement
from annotator.prelabel.models.needs import other_spacy
from annotator.prelabel.models.own import (
    IGNORED,
    Measured,
    OwnModels,
    bare_label,
    load_own,
    save_own,
)
from annotator.prelabel.models.refusal import ModelRefused
from annotator.prelabel.own_lexicon import take_up_own_words
from annotator.services import model_child
from annotator.services.prelabel_process import Child

__all__ = ["IGNORED", "CheckedFolder", "Measurement", "ModelChoice", "bare_label"]

State = Literal["ready", "doubt", "consent", "unusable"]
MEANINGS = (*LABELS, IGNORED)
"""What a model's label can be said to mean."""
TRY_SECONDS = 240.0
"""How long a model from elsewhere may take to load when it is opened for the first time."""
_POLL = 0.02
_Got = TypeVar("_Got")


class ModelProcessDied(EnvironmentTrouble):
    """The process that tried or measured a model died, or took too long and was ended."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model as the person sees it.

    Attributes:
        name: of the package, or the folder's path.
        title: its name with its version, as far as it says.
        folder: whether it is a folder from elsewhere.
        components: in order.
        size: in bytes.
        state: `doubt` and `consent` need the person's word before it can be used.
        why: what stands in the way, if anything does.
        unknown: its labels that nobody has explained.
        measured: its figures on gold of the person's own.
        confirmed: it is for another spaCy, and the person wants it all the same.
    """

    name: str
    title: str
    language: str
    folder: bool
    spacy_version: str = ""
    labels: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    licence: str = ""
    size: int = 0
    state: State = "ready"
    why: Message | None = None
    unknown: tuple[str, ...] = ()
    measured: Measured | None = None
    confirmed: bool = False


def models_on_hand(choice: ModelChoice) -> tuple[ModelRow, ...]:
    """Every model that is installed, and every folder that was chosen or agreed to.

    Args:
        choice: the person's, so that a model that is gone is shown as gone.

    Raises:
        UserError: the person's own file on models cannot be read.
    """
    take_up_own_words()
    own = load_own()
    rows = [_row(one, own) for one in installed_models()]
    known = {row.name for row in rows}
    rows += [_gone(language, name) for language, name in choice.packages if name not in known]
    folders = {**dict.fromkeys(own.consents, ""), **{path: code for code, path in choice.folders}}
    return (*rows, *(_folder_row(Path(path), own, code) for path, code in folders.items()))


def chosen_rows(choice: ModelChoice, rows: Iterable[ModelRow]) -> frozenset[str]:
    """The names of those rows that are chosen."""
    names = {name for _, name in (*choice.packages, *choice.folders)}
    return frozenset(row.name for row in rows if row.name in names)


def choice_from(rows: Iterable[ModelRow]) -> ModelChoice:
    """The choice of some rows."""
    every = tuple(rows)
    return ModelChoice(
        tuple((row.language, row.name) for row in every if not row.folder),
        tuple((row.language, row.name) for row in every if row.folder),
    )


def choice_named(names: Iterable[str]) -> ModelChoice:
    """The models of these names or paths, if all can be used.

    Raises:
        ModelRefused: one is not there or cannot be used as it is; the message says why.
    """
    wanted = tuple(dict.fromkeys(names))
    if not wanted:
        return ModelChoice()
    paths = tuple(("", name) for name in wanted if Path(name).is_dir())
    on_hand = models_on_hand(ModelChoice(folders=paths))
    rows = {row.name: row for row in reversed(on_hand)}  # a package goes before a folder
    found: list[ModelRow] = []
    for name in wanted:
        row = rows.get(name)
        if row is None:
            raise ModelRefused(msg("models.not_installed", name=name))
        if row.state != "ready":
            raise ModelRefused(row.why or msg("models.not_installed", name=name))
        found.append(row)
    return choice_from(found)


def unknown_labels(choice: ModelChoice) -> tuple[Message, ...]:
    """A sentence for each chosen model with labels that nobody has explained."""
    if choice.empty:
        return ()
    take_up_own_words()
    known = label_map(load_own())
    packages = {name for _, name in choice.packages}
    found = [one for one in installed_models() if one.name in packages]
    found += [described(path, Path(path)) for _, path in choice.folders]
    metas = [one.meta for one in found if one.meta is not None]
    return tuple(
        msg("models.unknown_labels", name=meta.id, labels=", ".join(known.unknown(meta.labels)))
        for meta in metas
        if known.unknown(meta.labels)
    )


def explain_label(label: str, meaning: str) -> None:
    """Keep what a model's label means to the person: one of MEANINGS, or "" for nothing said.

    Raises:
        UserError: it is none of these.
        EnvironmentTrouble: it could not be written.
    """
    if not meaning:
        save_own(load_own().without_label(label))
        return
    if meaning not in MEANINGS:
        known = ", ".join(MEANINGS)
        raise UserError(msg("models.no_meaning", meaning=meaning, known=known))
    save_own(load_own().with_label(label, meaning))


def explained_labels() -> dict[str, str]:
    """What the person said of labels."""
    return dict(load_own().labels)


def confirm(row: ModelRow) -> None:
    """Keep that the person wants a model that was made for another spaCy."""
    save_own(load_own().with_confirmed(row.title))


def unconfirm(row: ModelRow) -> None:
    """Take back that a model for another spaCy is wanted."""
    save_own(load_own().without_confirmed(row.title))


def drop_measurement(row: ModelRow) -> None:
    """Forget the figures of a model: those that ship count again."""
    save_own(load_own().without_measured(row.title))


def forget(title: str) -> None:
    """Forget what was measured and confirmed of a model, installed or not.

    Args:
        title: its name with its version.

    Raises:
        UserError: there is nothing of it.
    """
    own = load_own()
    if title not in own.measured and title not in own.confirmed:
        raise UserError(msg("models.nothing_kept", name=title))
    save_own(own.without_measured(title).without_confirmed(title))


def look_into(folder: Path) -> CheckedFolder:
    """Look through a folder from elsewhere; nothing in it is loaded.

    Raises:
        ModelRefused: it holds something that it may not; the message names it.
    """
    take_up_own_words()
    return check_folder(folder)


def agree(checked: CheckedFolder, cancelled: Callable[[], bool] | None = None) -> None:
    """Keep that the person agrees to these files, if the model then loads in a child process.

    Raises:
        ModelRefused: it does not load; what was agreed to before stands, here as below.
        ModelProcessDied: it took too long, or its process died.
        CancelledError: the caller cancelled.
    """
    path, before = str(checked.folder), load_own()
    save_own(before.with_consent(path, checked.sha256))
    try:
        if other_spacy(checked.meta) is None:
            _in_child(lambda child: child.send(model_child.try_model, path, folder=True), cancelled)
    except BaseException:
        own, agreed = load_own(), before.consents.get(path)
        save_own(own.without_consent(path) if agreed is None else own.with_consent(path, agreed))
        raise


def withdraw(folder: str) -> None:
    """Take a consent back: the folder is not opened any more."""
    save_own(load_own().without_consent(folder))


def agreed_folders() -> frozenset[str]:
    """The paths of the folders that the person agreed to open."""
    return frozenset(load_own().consents)


def measure(row: ModelRow, gold: Path, cancelled: Callable[[], bool] | None = None) -> Measurement:
    """Measure a model on gold in a child process, and keep its figures for the merging.

    Raises:
        UserError: the gold cannot be read or has no text in the model's language.
        ModelRefused: the model cannot be used.
        ModelProcessDied: its process died.
        CancelledError: the caller cancelled.
    """
    call = model_child.measure_model
    found = _in_child(
        lambda child: child.send(call, row.name, row.language, gold, folder=row.folder),
        cancelled,
        seconds=None,
    )
    save_own(load_own().with_measured(found.model, found.measured))
    return found


def _in_child(
    send: Callable[[Child], Future[_Got]],
    cancelled: Callable[[], bool] | None,
    seconds: float | None = TRY_SECONDS,
) -> _Got:
    child = Child()
    begun = time.monotonic()
    try:
        future = send(child)
        while not future.done():
            if cancelled is not None and cancelled():
                raise CancelledError
            if seconds is not None and time.monotonic() - begun > seconds:
                raise ModelProcessDied(msg("models.too_slow", seconds=int(seconds)))
            time.sleep(_POLL)
        return future.result()
    except BrokenProcessPool as error:
        raise ModelProcessDied(msg("models.died")) from error
    finally:
        child.close()


def _row(found: FoundModel, own: OwnModels, *, folder: bool = False) -> ModelRow:
    meta = found.meta
    if meta is None:
        row = ModelRow(found.name, found.name, found.language, folder)
        return replace(row, state="unusable", why=found.trouble)
    confirmed = found.doubt is not None and meta.id in own.confirmed
    doubt = None if confirmed else found.doubt
    return ModelRow(
        name=found.name,
        title=meta.id,
        language=meta.language,
        folder=folder,
        spacy_version=meta.spacy_version,
        labels=meta.labels,
        components=meta.components,
        licence=meta.licence,
        size=found.size,
        state="unusable" if found.trouble else "doubt" if doubt else "ready",
        why=found.trouble or doubt,
        unknown=label_map(own).unknown(meta.labels),
        measured=own.measured.get(meta.id),
        confirmed=confirmed,
    )


def _folder_row(path: Path, own: OwnModels, language: str) -> ModelRow:
    """A folder's row; where it is away or refused, it stays for the language it was chosen for."""
    try:
        checked = check_folder(path)
    except ModelRefused as error:
        row = ModelRow(str(path), path.name, language, folder=True)
        return replace(row, state="unusable", why=error.message)
    row = _row(described(str(path), checked.folder), own, folder=True)
    agreed = own.consents.get(str(checked.folder))
    if agreed == checked.sha256 or row.state == "unusable":
        return row
    said = "models.folder.no_consent" if agreed is None else "models.folder.other_files"
    return replace(row, state="consent", why=msg(said, folder=str(path)))


def _gone(language: str, name: str) -> ModelRow:
    why = msg("models.not_installed", name=name)
    return ModelRow(name, name, language, folder=False, state="unusable", why=why)
