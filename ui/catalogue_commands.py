"""The actions on the catalogue: the browser, and the new entry that a picker asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.model.items import SanctionsReference
from annotator.services.entry_browse import LinkPlace
from annotator.services.schemes import present_scheme
from ui.margin.choices import CatalogueWanted, EntryWanted, LinksChosen, OnlyLinkChosen
from ui.presenters import chosen
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Options

if TYPE_CHECKING:
    from annotator.sanctions.own_entries import OwnEntry
    from ui.dialogs.catalogue import CatalogueWindow
    from ui.presenters.own_entry_deeds import OwnEntryDeeds
    from ui.window import Window


def catalogue(window: Window) -> CatalogueWindow | None:
    """Show the catalogue beside the window, in the place of an earlier one."""
    from ui.dialogs.catalogue import Around, CatalogueWindow
    from ui.presenters.own_entry_deeds import OwnEntryDeeds

    project, book = window.frame.project, window.frame.entries
    if project is None or book is None:
        return None
    for earlier in window.main.findChildren(CatalogueWindow):
        earlier.close()
    around = Around(
        present_scheme(project),
        lambda place: _show(window, place),
        partial(_changed, window),
        window.report,
    )
    shown = CatalogueWindow(window.say, OwnEntryDeeds(project, book), around, window.main)
    shown.show()
    return shown


def _show(window: Window, place: LinkPlace) -> None:
    window.places.show_text(place.article, place.start or 0, place.end or 0, place.item)


def _changed(window: Window) -> None:
    """Own entries are others: show the cards anew, and have the open article read anew."""
    window.project_changed()
    session, project = window.desk.session, window.frame.project
    if session is not None and project is not None and not project.read_only:
        window.main.article.show_desk(window.desk)
        window.wants_proposals(session.article.id)


def follow_choice(window: Window, choice: object) -> None:
    """Do what a picker asks of the catalogue, once it has closed; other choices are not ours."""
    match choice:
        case EntryWanted():
            QTimer.singleShot(0, window, lambda: new_entry(window, choice))
        case CatalogueWanted(words):
            QTimer.singleShot(0, window, lambda: browse(window, words))


def browse(window: Window, words: str) -> None:
    """Show the catalogue with words that are searched for."""
    shown = catalogue(window)
    if shown is not None:
        shown.search.setText(words)


def new_entry(window: Window, wanted: EntryWanted) -> None:
    """Ask for an entry for a reference, beginning with its words, and link it when it is saved."""
    from annotator.sanctions.entry_guess import guessed
    from ui.dialogs.own_entry import ask_own_entry
    from ui.presenters.own_entry_deeds import OwnEntryDeeds

    session = window.desk.session
    if session is None:
        return
    found = session.find(wanted.item)
    reference = found[0] if found is not None else None
    kind, issuer = "", ""
    if isinstance(reference, SanctionsReference):
        kind, issuer = reference.kind, reference.issuer or ""
    project, book = window.frame.project, window.frame.entries
    if project is None or book is None or project.read_only:
        return
    answer = ask_own_entry(
        window.say,
        guessed(wanted.words, kind, issuer),
        book,
        session.scheme.labels("measures"),
        window.main,
    )
    if answer is not None:
        window.frame.guarded(
            lambda: _add_and_link(window, OwnEntryDeeds(project, book), wanted, answer)
        )
    window.main.article.setFocus()


def _add_and_link(
    window: Window, deeds: OwnEntryDeeds, wanted: EntryWanted, said: OwnEntry
) -> None:
    """Add an entry and link it; undoing the link leaves the entry in the project."""
    session = window.desk.session
    made = deeds.add(said)
    if session is not None and wanted.more:
        linked = LinkOptions(Options(session, window.say.language)).linked(wanted.item)
        chosen.carry_out(window.desk, LinksChosen(wanted.item, (*linked, made)))
    elif session is not None:
        chosen.carry_out(window.desk, OnlyLinkChosen(wanted.item, made))
    _changed(window)


def close_catalogue(window: Window) -> None:
    """The project is closed: its catalogue goes, too."""
    from ui.dialogs.catalogue import CatalogueWindow

    for shown in window.main.findChildren(CatalogueWindow):
        shown.close()


def _open(window: Window) -> None:
    catalogue(window)


CATALOGUE_COMMANDS: Mapping[str, Callable[[Window], None]] = {"project.catalogue": _open}
"""The actions of the window on the catalogue."""
