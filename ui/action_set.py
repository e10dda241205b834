"""ActionSet: Qt's actions made of the list in `ui.actions`, with words, keys and pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from annotator.messages import Translator
from ui.actions import ACTIONS, Action, Group, Need, keys_of
from ui.icons import icon
from ui.theme import Theme

NATIVE = QKeySequence.SequenceFormat.NativeText
MENU_GROUPS: tuple[Group, ...] = (
    "project",
    "article",
    "walk",
    "decide",
    "make",
    "label",
    "ends",
    "find",
    "review",
    "view",
    "help",
)


def shown_keys(one: Action, rebound: Mapping[str, str]) -> tuple[str, ...]:
    """The shortcuts of an action as they stand on the person's keyboard."""
    return tuple(QKeySequence(keys).toString(NATIVE) for keys in keys_of(one, rebound))


def first_keys(rebound: Mapping[str, str]) -> dict[str, str]:
    """The first shortcut of each action by its id; empty for one without."""
    return {one.id: next(iter(shown_keys(one, rebound)), "") for one in ACTIONS}


class ActionSet:
    """The actions of one window."""

    def __init__(
        self,
        window: QWidget,
        text: QWidget,
        say: Translator,
        rebound: Mapping[str, str],
        run: Callable[[str], None],
    ) -> None:
        """Make the actions and hang them where their keys are to act.

        Args:
            window: where the keys that always act belong.
            text: the widget around article and margin; keys of scope `text` act in it.
            say: the language.
            rebound: shortcuts that differ from the defaults, by action id.
            run: carries out an action by its id.
        """
        self._say = say
        self._actions: dict[str, QAction] = {}
        for one in ACTIONS:
            made = self._made(one, rebound, run)
            (text if one.scope == "text" else window).addAction(made)
            made.setParent(window)
            self._actions[one.id] = made

    def _made(self, one: Action, rebound: Mapping[str, str], run: Callable[[str], None]) -> QAction:
        made = QAction(self._say(f"action.{one.id}"))
        made.setObjectName(one.id)
        made.setShortcuts([QKeySequence(keys) for keys in keys_of(one, rebound)])
        context = Qt.ShortcutContext
        made.setShortcutContext(
            context.WidgetWithChildrenShortcut if one.scope == "text" else context.WindowShortcut
        )
        made.setAutoRepeat(one.group in ("walk", "ends", "view"))
        made.triggered.connect(lambda _checked=False, name=one.id: run(name))
        return made

    def action(self, action_id: str) -> QAction:
        """Qt's action for an id."""
        return self._actions[action_id]

    def lend(self, widget: QWidget, *action_ids: str) -> None:
        """Have the keys of some actions act in another widget, too."""
        for action_id in action_ids:
            widget.addAction(self._actions[action_id])

    def paint(self, theme: Theme) -> None:
        """Draw the pictures in the colours of a theme."""
        for one in ACTIONS:
            if one.icon:
                self._actions[one.id].setIcon(icon(one.icon, theme))

    def allow(self, there: Mapping[Need, bool]) -> None:
        """Grey out what cannot be done now.

        Keys of the text stay alive: pressed too early, they say what is missing.
        """
        for one in ACTIONS:
            alive = one.scope == "text" and (there["article"] or there["elsewhere"])
            self._actions[one.id].setEnabled(alive or there[one.needs])

    def menu(self, parent: QWidget) -> QMenu:
        """A menu of everything, by group."""
        menu = QMenu(parent)
        for group in MENU_GROUPS:
            part = menu.addMenu(self._say(f"group.{group}"))
            part.addActions([self._actions[one.id] for one in ACTIONS if one.group == group])
        return menu

    def some(self, parent: QWidget, *action_ids: str) -> QMenu:
        """A small menu of some actions; an empty id is a line between them."""
        menu = QMenu(parent)
        for action_id in action_ids:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()
        return menu
