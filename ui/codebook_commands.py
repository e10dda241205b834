"""The action on the codebook, and what its window has done: files, versions, adopting."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.message import Message, UserError, msg
from annotator.model.scheme import Scheme
from annotator.model.scheme_draft import Draft
from annotator.services import scheme_editing
from annotator.services.codebook import to_look_at_again
from annotator.services.projects import Project
from annotator.services.scheme_bringing import brought
from annotator.services.schemes import (
    Version,
    present_scheme,
    read_scheme_file,
    scheme_called,
    versions,
    write_scheme_file,
)
from ui.dialogs.codebook import CodebookWindow
from ui.dialogs.codebook_ask import AdoptForm
from ui.dialogs.codebook_versions import VersionsWindow
from ui.dialogs.files import with_suffix
from ui.presenters.codebook_words import Effects, adopted, effects

if TYPE_CHECKING:
    from ui.window import Window

SUFFIX = ".toml"


def codebook(window: Window) -> None:
    """Show the codebook of the project over the window; work that waits is saved first."""
    project = window.frame.project
    if project is not None and window.frame.settled():
        window.frame.guarded(partial(_show, window, project))


def _show(window: Window, project: Project) -> None:
    desk = CodebookDesk(window, project)
    shown = CodebookWindow(
        window.say,
        present_scheme(project),
        desk,
        window.theme,
        window.main,
        writable=not project.read_only,
    )
    shown.show()


class CodebookDesk:
    """What the window of the codebook has done on a project."""

    def __init__(self, window: Window, project: Project) -> None:
        """Do it on the open project."""
        self._window, self._project = window, project
        self._say = window.say

    def bring(self, parent: QWidget) -> Draft | None:
        """Ask for a scheme file; the draft that makes it the next version, None for none.

        Raises:
            UserError: it is no sound scheme, or one of another name.
        """
        path = choose_scheme(self._window, parent)
        return brought(present_scheme(self._project), read_scheme_file(path)) if path else None

    def share(self, parent: QWidget) -> Message | None:
        """Write the codebook that the project works with as a file to share.

        Raises:
            GuillemetError: it cannot be written.
        """
        scheme = present_scheme(self._project)
        proposed = f"{scheme.id}-{scheme.version}{SUFFIX}"
        pattern = f"{self._say('codebook.files')} (*{SUFFIX})"
        title = self._say("codebook.deed.export")
        chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, pattern)
        if not chosen:
            return None
        path = with_suffix(Path(chosen), SUFFIX)
        write_scheme_file(scheme, path, self._say("codebook.file_heading"))
        return msg("codebook.shared", scheme=scheme.reference, file=path.name)

    def versions(self, parent: QWidget) -> Scheme | None:
        """Show the versions; the scheme that there is now, if the last was taken back."""
        project = self._project
        made = tuple(one for one in versions(project) if one.before)
        first = made[-1].before if made else project.settings.scheme
        can = bool(made) and not project.read_only

        def take_back() -> None:
            left = scheme_editing.take_back(project, self._window.frame.settings.annotator)
            if left:
                self._window.tell(msg("codebook.left", n=left))

        shown = VersionsWindow(
            *(self._say, made, scheme_called(project, first)),
            *(take_back if can else None, parent),
        )
        shown.exec()
        shown.deleteLater()
        if not shown.taken_back:
            return None
        follow(self._window)
        return present_scheme(project)

    def adopt(self, draft: Draft, parent: QWidget) -> tuple[Scheme, Message] | None:
        """Show what a draft does and adopt it; the scheme that there is now, None if not."""
        project, author = self._project, self._window.frame.settings.annotator

        def look() -> Effects:
            found = scheme_editing.preview(project, draft)
            return effects(project, draft, found, self._say)

        def do() -> tuple[Version, int]:
            if self._window.desk.session is not None and self._window.desk.session.unsaved:
                raise UserError(msg("codebook.unsaved"))
            made = scheme_editing.adopt(project, draft, author)
            return made, len(to_look_at_again(project))

        form = AdoptForm(self._say, look, do, parent)
        if not form.ask():
            return None
        made, again = form.done_with
        follow(self._window)
        return made.scheme, adopted(made, again)


def choose_scheme(window: Window, parent: QWidget) -> Path | None:
    """A scheme file."""
    say = window.say
    pattern = f"{say('codebook.files')} (*{SUFFIX});;{say('dialogs.all_files')} (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, say("codebook.deed.import"), "", pattern)
    return Path(chosen) if chosen else None


def follow(window: Window) -> None:
    """The scheme is another: article, pickers, list and the other places show it."""
    window.frame.refresh()
    window.frame.open_again()
    window.safety.changed()
    place = {
        "review": window.places.review.come,
        "find": window.places.find.come,
        "register": window.places.register.come,
    }.get(window.places.present)
    if place is not None:
        place()
