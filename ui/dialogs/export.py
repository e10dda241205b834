"""Asking what to export, in which form and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from annotator.messages import Translator
from annotator.model.ids import ArticleId
from annotator.model.message import UserError, msg
from annotator.services.exporting import EXPORTERS, SCOPES, Scope
from annotator.services.projects import ArticleRow
from ui.dialogs.form import Form
from ui.dialogs.place_field import PlaceField
from ui.dialogs.project import documents_folder


@dataclass(frozen=True, slots=True)
class ExportWish:
    """What a person wants to have written."""

    format: str
    target: Path
    scope: Scope


class ExportForm(Form):
    """Format, scope with its meaning, and place."""

    def __init__(
        self,
        say: Translator,
        rows: Sequence[ArticleRow],
        chosen: Sequence[ArticleId],
        parent: QWidget | None,
        project: Path | None = None,
    ) -> None:
        """Propose a workbook of gold beside the project, else in the person's documents."""
        super().__init__(say, "dialogs.export", parent, ok="dialogs.export_ok")
        self._chosen = tuple(chosen)
        self._done = sum(1 for row in rows if row.status == "done")
        self._all = len(rows)
        self.format = QComboBox(self)
        for name, exporter in EXPORTERS.items():
            self.format.addItem(say(exporter.title), name)
        self.scope = QComboBox(self)
        for kind in SCOPES:
            if kind != "selected" or chosen:
                self.scope.addItem(say(f"dialogs.scope.{kind}"), kind)
        self._meaning = QLabel(self)
        self._meaning.setWordWrap(True)
        self._meaning.setMinimumWidth(380)
        beside = documents_folder() / "export" if project is None else project.with_suffix("")
        self.place = PlaceField(say, beside, self)
        self._warned: Path | None = None
        self.add("dialogs.format", self.format)
        self.add("dialogs.scope", self.scope)
        self.fields.addRow(self._meaning)
        self.add("dialogs.place", self.place)
        self.scope.currentIndexChanged.connect(lambda _place: self._explain())
        self.format.currentIndexChanged.connect(lambda _place: self._end())
        self.check = self._check
        self._explain()
        self._end()

    def _explain(self) -> None:
        kind = self.scope.currentData()
        counts = {"done": self._done, "all": self._all, "n": len(self._chosen)}
        self._meaning.setText(self.say(f"dialogs.scope_means.{kind}", **counts))

    def _end(self) -> None:
        """Give the place the ending of the format."""
        place = self.place.path
        if place.name:
            suffix = EXPORTERS[self.format.currentData()].suffix
            self.place.set_path(place.with_suffix(suffix))

    def _check(self) -> None:
        if not self.place.path.name:
            raise UserError(msg("dialogs.no_place"))
        target = self.place.path
        if target != self._warned and target.exists():
            self._warned = target
            raise UserError(msg("export_place.there", name=target.name))

    def answer(self) -> ExportWish:
        """What was said."""
        kind = self.scope.currentData()
        chosen = self._chosen if kind == "selected" else ()
        return ExportWish(self.format.currentData(), self.place.path, Scope(kind, chosen))


def ask_export(
    say: Translator,
    rows: Sequence[ArticleRow],
    chosen: Sequence[ArticleId],
    parent: QWidget | None,
    project: Path | None = None,
) -> ExportWish | None:
    """Ask what to export; None if the person left. The place proposed is beside the project."""
    form = ExportForm(say, rows, chosen, parent, project)
    return form.answer() if form.ask() else None
