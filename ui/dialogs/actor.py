"""The question what the register is to say of an actor; and who is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from annotator.messages import Translator
from annotator.model.actors import (
    all_roles,
    checked_role,
    read_external_ids,
    shown_external_id,
    with_roles,
)
from annotator.model.items import Actor, ActorKind, ActorRole
from annotator.model.message import UserError, msg
from ui.dialogs.form import Form

KINDS: tuple[ActorKind, ...] = ("person", "organisation", "state", "group")
BLANK_LINES = 2
"""Lines for further roles below those that there are."""
LOW = 74
"""Height of a field of some lines, in pixels."""
Namesakes = Callable[[str], tuple[Actor, ...]]
"""Gives the actors who bear a name."""


class RoleCell(QTableWidgetItem):
    """A cell that says to a screen reader what it is, be it empty."""

    def __init__(self, head: str, text: str) -> None:
        """Hold some words under the name of their column."""
        super().__init__(text)
        self._head = head

    def data(self, role: int) -> Any:
        """The words; for a screen reader with the name of the column."""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._head} : {self.text()}"
        return super().data(role)


class ActorForm(Form):
    """Everything that the register says of an actor."""

    def __init__(
        self, say: Translator, actor: Actor, namesakes: Namesakes, parent: QWidget | None
    ) -> None:
        """Show what is known.

        Args:
            say: the language.
            actor: of the register.
            namesakes: gives those who bear a name, for a warning.
            parent: the window.
        """
        super().__init__(say, "register.edit_title", parent, ok="dialogs.save")
        self._actor, self._namesakes = actor, namesakes
        self.name = QLineEdit(actor.name, self)
        self.kind = _kinds(say, actor.kind, self)
        self.aliases = _lines(actor.aliases, self)
        self.roles = self._role_table(all_roles(actor))
        self.ids = _lines([shown_external_id(*one) for one in actor.external_ids], self)
        self.ids.setPlaceholderText(say("register.ids_hint"))
        self.notes = _lines([actor.notes], self)
        self.twin = QLabel(self)
        self.twin.setWordWrap(True)
        self.twin.setTextFormat(Qt.TextFormat.PlainText)
        for name, field in (
            ("name", self.name),
            ("kind", self.kind),
            ("aliases", self.aliases),
            ("roles", self.roles),
            ("ids", self.ids),
            ("notes", self.notes),
        ):
            self.add(f"register.field.{name}", field)
            if name == "roles":
                self.fields.addRow("", QLabel(say("register.roles_hint"), self))
        self.fields.addRow(self.twin)
        self.name.textChanged.connect(lambda _name: self._warn())
        self.check = self._check
        self._warn()

    def _role_table(self, roles: tuple[ActorRole, ...]) -> QTableWidget:
        table = QTableWidget(len(roles) + BLANK_LINES, 3, self)
        heads = [self.say(f"register.role_head.{one}") for one in ("role", "since", "until")]
        table.setHorizontalHeaderLabels(heads)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(table.verticalHeader().defaultSectionSize() * 3 + 34)
        for row in range(table.rowCount()):
            role = roles[row] if row < len(roles) else ActorRole("")
            words = (role.text, str(role.since or ""), str(role.until or ""))
            for column, text in enumerate(words):
                table.setItem(row, column, RoleCell(heads[column], text))
        return table

    def _warn(self) -> None:
        """Say who else bears the name: that may be right, and may be a double."""
        others = [one for one in self._namesakes(self.name.text()) if one.id != self._actor.id]
        names = ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in others)
        self.twin.setText(self.say("register.same_name", names=names) if others else "")
        self.twin.setVisible(bool(others))

    def _cell(self, row: int, column: int) -> str:
        item = self.roles.item(row, column)
        return item.text().strip() if item is not None else ""

    def _roles(self) -> list[ActorRole]:
        rows = [
            tuple(self._cell(row, column) for column in range(3))
            for row in range(self.roles.rowCount())
        ]
        return [checked_role(*row) for row in rows if any(row)]

    def _check(self) -> None:
        if not self.name.text().strip():
            raise UserError(msg("annotate.actor_name"))
        self._roles()
        read_external_ids(self.ids.toPlainText().splitlines())

    def answer(self) -> Actor:
        """The actor as the person wants them."""
        name = self.name.text().strip()
        aliases = (one.strip() for one in self.aliases.toPlainText().splitlines())
        changed = replace(
            self._actor,
            name=name,
            kind=self.kind.currentData(),
            aliases=tuple(dict.fromkeys(one for one in aliases if one and one != name)),
            external_ids=read_external_ids(self.ids.toPlainText().splitlines()),
            notes=self.notes.toPlainText().strip(),
        )
        return with_roles(changed, self._roles())


def _lines(texts: tuple[str, ...] | list[str], parent: QWidget) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(texts), parent)
    field.setTabChangesFocus(True)
    field.setFixedHeight(LOW)
    return field


def _kinds(say: Translator, kind: ActorKind, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for one in KINDS:
        box.addItem(say(f"margin.actor.{one}"), one)
    box.setCurrentIndex(max(0, box.findData(kind)))
    return box


def ask_actor(
    say: Translator, actor: Actor, namesakes: Namesakes, parent: QWidget | None
) -> Actor | None:
    """Ask what the register is to say of an actor; None if the person left."""
    form = ActorForm(say, actor, namesakes, parent)
    return form.answer() if form.ask() else None


def ask_new_actor(
    say: Translator, namesakes: Namesakes, parent: QWidget | None
) -> tuple[str, ActorKind] | None:
    """Ask for the name and kind of somebody new; None if the person left."""
    form = Form(say, "register.new_title", parent, ok="register.new_ok")
    name, kind = QLineEdit(form), _kinds(say, "person", form)
    twin = QLabel(form)
    twin.setWordWrap(True)
    twin.setTextFormat(Qt.TextFormat.PlainText)
    form.add("register.field.name", name)
    form.add("register.field.kind", kind)
    form.fields.addRow(twin)

    def warn() -> None:
        others = namesakes(name.text()) if name.text().strip() else ()
        names = ", ".join(one.name for one in others)
        twin.setText(say("register.same_name", names=names) if others else "")

    def check() -> None:
        if not name.text().strip():
            raise UserError(msg("annotate.actor_name"))

    name.textChanged.connect(lambda _name: warn())
    form.check = check
    return (name.text().strip(), kind.currentData()) if form.ask() else None
