"""The action on installed models: the dialog, and what is done between two looks at it.

A deed closes the dialog, runs beside the window with progress and a way to stop it, and brings the
dialog back as it was left; what went wrong is said in it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from annotator.model.message import GuillemetError, Message
from annotator.services.model_choice import choice_of, with_choice, without_model
from annotator.services.model_words import measurement_words
from annotator.services.models import (
    CheckedFolder,
    Measurement,
    ModelRow,
    agree,
    choice_from,
    chosen_rows,
    confirm,
    drop_measurement,
    explain_label,
    explained_labels,
    look_into,
    measure,
    models_on_hand,
    unconfirm,
    withdraw,
)
from ui.dialogs.model_consent import ask_consent, choose_gold_folder, choose_model
from ui.dialogs.models import ask_models, ask_other_spacy, show_measurement
from ui.presenters.model_list import ModelList, ModelWish, ordered

if TYPE_CHECKING:
    from ui.window import Window

_Got = TypeVar("_Got")
_Asked = Callable[[], bool]


def models(window: Window, before: ModelList | None = None, trouble: Message | None = None) -> None:
    """Look what models there are, and show them.

    Args:
        window: where.
        before: what was ticked and said when the dialog was left for a deed.
        trouble: what went wrong with that deed.
    """
    choice = choice_of(window.frame.settings)

    def look(_progress: object, _cancelled: object) -> ModelList:
        rows = ordered(models_on_hand(choice))
        if before is not None:
            return replace(before, rows=rows)
        return ModelList(rows, chosen_rows(choice, rows), explained_labels())

    window.tasks.run("models.task.look", look, partial(_show, window, trouble))


def _show(window: Window, trouble: Message | None, shown: ModelList) -> None:
    wish = ask_models(window.say, shown, window.main, trouble)
    if wish is not None:
        _DEEDS[wish.deed](window, wish)


def _beside(
    window: Window,
    title: str,
    shown: ModelList,
    work: Callable[[_Asked], _Got],
    done: Callable[[_Got], None],
) -> None:
    """Do slow work; if it fails or is stopped, the dialog comes back."""

    def guarded(_progress: object, cancelled: _Asked) -> Callable[[], None]:
        try:
            found = work(cancelled)
        except CancelledError:
            return partial(models, window, shown)
        except GuillemetError as error:
            return partial(models, window, shown, error.message)
        return partial(done, found)

    window.tasks.run(title, guarded, lambda follow: follow())


def _save(window: Window, wish: ModelWish) -> None:
    """Keep the choice and tell the engine; the open article is read anew if it may be."""

    def keep() -> None:
        for label, meaning in wish.shown.meanings.items():
            explain_label(label, meaning)
        choice = choice_from(wish.shown.ticked)
        window.frame.keep(with_choice(window.frame.settings, choice))
        window.engine.choose(choice)
        _read_anew(window)

    window.frame.guarded(keep)


def _read_anew(window: Window) -> None:
    """Have the open article read with the models that are chosen now."""
    session, project = window.desk.session, window.frame.project
    if session is not None and project is not None and not project.read_only:
        window.prelabeller.start(session.article.meta.language or project.settings.language)
        window.wants_proposals(session.article.id)


def _open(window: Window, wish: ModelWish) -> None:
    folder = choose_model(window.say, window.main)
    if folder is None:
        models(window, wish.shown)
    else:
        _look_into(window, folder, wish.shown)


def _review(window: Window, wish: ModelWish) -> None:
    """Look once more at a folder whose files have changed."""
    if wish.row is not None:
        _look_into(window, Path(wish.row.name), wish.shown)


def _look_into(window: Window, folder: Path, shown: ModelList) -> None:
    ask = partial(_ask, window, shown)
    _beside(window, "models.task.check", shown, lambda _cancelled: look_into(folder), ask)


def _ask(window: Window, shown: ModelList, checked: CheckedFolder) -> None:
    if not ask_consent(window.say, checked, window.main):
        models(window, shown)
        return
    ticked = replace(shown, chosen=shown.chosen | {str(checked.folder)})
    _beside(
        window,
        "models.task.try",
        shown,
        lambda cancelled: agree(checked, cancelled),
        lambda _done: models(window, ticked),
    )


def _confirm(window: Window, wish: ModelWish) -> None:
    row, shown = wish.row, wish.shown
    if row is None or not ask_other_spacy(window.say, row, window.main):
        models(window, shown)
        return
    ticked = replace(shown, chosen=shown.chosen | {row.name})
    _at_once(window, shown, lambda: confirm(row), ticked)


def _unconfirm(window: Window, wish: ModelWish) -> None:
    _take_back(window, wish, unconfirm)


def _remove(window: Window, wish: ModelWish) -> None:
    _take_back(window, wish, lambda row: withdraw(row.name))


def _take_back(window: Window, wish: ModelWish, deed: Callable[[ModelRow], None]) -> None:
    """Do what leaves a model without the person's word: from now on it is not asked any more.

    That holds however the dialog is left afterwards, so the choice follows at once.
    """
    row, shown = wish.row, wish.shown
    if row is None:
        return

    def both() -> None:
        deed(row)
        settings = without_model(window.frame.settings, row.name)
        if settings != window.frame.settings:
            window.frame.keep(settings)
            window.engine.choose(choice_of(settings))

    _at_once(window, shown, both, replace(shown, chosen=shown.chosen - {row.name}))


def _forget(window: Window, wish: ModelWish) -> None:
    row = wish.row
    if row is not None:
        _at_once(window, wish.shown, lambda: drop_measurement(row), wish.shown)


def _at_once(window: Window, shown: ModelList, deed: Callable[[], None], after: ModelList) -> None:
    """Do what takes no time, and show the dialog as it is after it, or with what went wrong."""
    try:
        deed()
    except GuillemetError as error:
        models(window, shown, error.message)
    else:
        models(window, after)


def _measure(window: Window, wish: ModelWish) -> None:
    row = wish.row
    gold = choose_gold_folder(window.say, window.main) if row is not None else None
    if row is None or gold is None:
        models(window, wish.shown)
        return
    _beside(
        window,
        "models.task.measure",
        wish.shown,
        lambda cancelled: measure(row, gold, cancelled),
        partial(_measured, window, wish.shown),
    )


def _measured(window: Window, shown: ModelList, found: Measurement) -> None:
    show_measurement(window.say, measurement_words(found, window.say), window.main)
    models(window, shown)


_DEEDS = {
    "save": _save,
    "open": _open,
    "review": _review,
    "confirm": _confirm,
    "unconfirm": _unconfirm,
    "measure": _measure,
    "forget": _forget,
    "remove": _remove,
}
