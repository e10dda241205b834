"""Asking for a new project, for a name, and once for who is annotating."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from annotator.messages import LANGUAGES, Translator
from annotator.model.message import UserError, msg
from annotator.model.scheme import Scheme, version_of
from annotator.services.projects import ProjectSettings
from annotator.settings import AppSettings
from ui.dialogs.files import SUFFIX
from ui.dialogs.form import Form
from ui.dialogs.place_field import PlaceField
from ui.dialogs.scheme_field import SchemeField
from ui.presenters.frame import NewProject


class NewProjectForm(Form):
    """Name, place, language and scheme of a project to be made."""

    def __init__(self, say: Translator, parent: QWidget | None) -> None:
        """Propose a place in the person's documents; it follows the name while untouched."""
        super().__init__(say, "dialogs.new_project", parent, ok="dialogs.create")
        self.name = QLineEdit(self)
        self._folder = documents_folder()
        self.place = PlaceField(say, self._folder / f"projet{SUFFIX}", self)
        defaults = ProjectSettings()
        self.language = language_box(say, defaults.language, self)
        self.scheme = SchemeField(say, defaults.scheme, self.complain, self)
        self._touched = False
        self.add("dialogs.name", self.name)
        self.add("dialogs.place", self.place)
        self.add("dialogs.language", self.language)
        self.add("dialogs.scheme", self.scheme)
        self.name.textEdited.connect(self._follow)
        self.place.line.textEdited.connect(lambda _text: setattr(self, "_touched", True))
        self.check = self._check

    def _follow(self, name: str) -> None:
        if not self._touched:
            self.place.set_path(self._folder / f"{file_name(name)}{SUFFIX}")

    def _check(self) -> None:
        if not self.name.text().strip():
            raise UserError(msg("dialogs.no_name"))
        if not self.place.path.parent.is_dir():
            raise UserError(msg("dialogs.no_folder", folder=str(self.place.path.parent)))

    def answer(self) -> NewProject:
        """What was said."""
        return NewProject(
            self.place.path,
            self.name.text().strip(),
            self.language.currentData(),
            self.scheme.reference,
            self.scheme.own,
        )


def ask_new_project(
    say: Translator, settings: AppSettings, parent: QWidget | None
) -> NewProject | None:
    """Ask for a project to be made; None if the person left."""
    form = NewProjectForm(say, parent)
    return form.answer() if form.ask() else None


class ProjectForm(Form):
    """Name, language and scheme of the open project."""

    def __init__(
        self, say: Translator, name: str, settings: ProjectSettings, parent: QWidget | None
    ) -> None:
        """Show them as they are; another scheme serves annotations that are begun from now on."""
        super().__init__(say, "dialogs.project", parent, ok="dialogs.save")
        self.name = QLineEdit(name, self)
        self.language = language_box(say, settings.language, self)
        self._settings = settings
        self.scheme = SchemeField(say, settings.scheme, self.complain, self)
        self.add("dialogs.name", self.name)
        self.add("dialogs.language", self.language)
        self.add("dialogs.scheme", self.scheme)
        self.explain("dialogs.scheme_from_now")
        self.check = self._check

    def _check(self) -> None:
        if not self.name.text().strip():
            raise UserError(msg("dialogs.no_name"))
        own = self.scheme.own
        if own is not None and own.id == version_of(self._settings.scheme)[0]:
            raise UserError(msg("scheme.same_id", name=own.id))

    def answer(self) -> tuple[str, ProjectSettings, Scheme | None]:
        """Name and settings, and the scheme that is to come from a file after that."""
        own = self.scheme.own
        reference = self._settings.scheme if own is not None else self.scheme.reference
        settings = ProjectSettings(self.language.currentData(), reference)
        return self.name.text().strip(), settings, own


def language_box(say: Translator, current: str, parent: QWidget) -> QComboBox:
    """The languages that articles may be in."""
    box = QComboBox(parent)
    for code in LANGUAGES:
        box.addItem(say(f"language.{code}"), code)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box


def ask_project(
    say: Translator, name: str, settings: ProjectSettings, parent: QWidget | None
) -> tuple[str, ProjectSettings, Scheme | None] | None:
    """Ask for the open project's name and settings; None if the person left."""
    form = ProjectForm(say, name, settings, parent)
    return form.answer() if form.ask() else None


def ask_annotator(say: Translator, parent: QWidget | None) -> str:
    """Ask once who is annotating; empty if the person left."""
    form = Form(say, "dialogs.annotator", parent)
    form.explain("dialogs.annotator_why")
    line = QLineEdit(form)
    form.add("dialogs.your_name", line)

    def check() -> None:
        if not line.text().strip():
            raise UserError(msg("dialogs.no_name"))

    form.check = check
    return line.text().strip() if form.ask() else ""


def documents_folder() -> Path:
    """The person's documents, or their home."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or Path.home())
    return found if found.is_dir() else Path.home()


def file_name(name: str) -> str:
    """A name as a file name that every system takes."""
    safe = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", name).split()).strip(" .")
    return safe[:80] or "projet"
