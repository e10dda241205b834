"""Every action of the window as data: menus, palette, sheet of keys and help read this list.

The words of an action are the message `action.<id>`; who carries it out is `ui.presenters`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Group = Literal[
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
]
Scope = Literal["text", "window"]
Need = Literal[
    "nothing",
    "project",
    "writable",
    "article",
    "done",
    "binned",
    "kept",
    "selection",
    "item",
    "suggestion",
    "quote",
    "mention",
    "undo",
    "redo",
    "review",
    "elsewhere",
    "tutorial",
    "guide",
    "register",
]


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can have done.

    Attributes:
        id: stable; key of settings and of the deed that carries it out.
        keys: default shortcuts in Qt's portable notation, the first is shown.
        scope: `text` shortcuts act while article or margin have the focus, `window` always.
        needs: what must be there for it to be possible.
        icon: name of a picture in `resources/icons`, or empty.
    """

    id: str
    group: Group
    keys: tuple[str, ...] = ()
    scope: Scope = "window"
    needs: Need = "nothing"
    icon: str = ""


ACTIONS: tuple[Action, ...] = (
    Action("project.new", "project", ("Ctrl+Shift+N",), icon="new"),
    Action("project.open", "project", ("Ctrl+O",), icon="open"),
    Action("project.sample", "project"),
    Action("project.properties", "project", needs="writable"),
    Action("project.copy", "project", ("Ctrl+Shift+S",), needs="project"),
    Action("project.backups", "project"),
    Action("project.close", "project", ("Ctrl+W",), needs="project"),
    Action("project.import", "project", ("Ctrl+I",), needs="writable", icon="import"),
    Action("project.import_folder", "project", ("Ctrl+Shift+I",), needs="writable"),
    Action("project.paste", "project", ("Ctrl+Shift+V",), needs="writable"),
    Action("project.prelabel", "project", needs="writable"),
    Action("project.codebook", "project", ("Ctrl+B",), needs="project"),
    Action("project.again", "project", ("F6",), needs="project"),
    Action("project.models", "project"),
    Action("project.lexicon", "project", ("Ctrl+Shift+L",)),
    Action("project.learning", "project", needs="project"),
    Action("project.lists", "project", icon="scales"),
    Action("project.catalogue", "project", ("Ctrl+Shift+E",), needs="project"),
    Action("project.export", "project", ("Ctrl+E",), needs="project", icon="export"),
    Action("project.settings", "project", ("Ctrl+,",), icon="settings"),
    Action("project.quit", "project", ("Ctrl+Q",)),
    Action("article.finish", "article", ("D",), "text", "article", "accept"),
    Action("article.reopen", "article", needs="done"),
    Action("article.next", "article", ("Ctrl+Down",), needs="project"),
    Action("article.previous", "article", ("Ctrl+Up",), needs="project"),
    Action("article.metadata", "article", ("Ctrl+M",), needs="article"),
    Action("article.bin", "article", needs="kept", icon="bin"),
    Action("article.restore", "article", needs="binned"),
    Action("article.notes", "article", ("Ctrl+Shift+M",), needs="article", icon="note"),
    Action("article.unsure", "article", ("Shift+U",), "text", "article"),
    Action("article.discuss", "article", ("Shift+I",), "text", "article"),
    Action("article.history", "article", ("Ctrl+H",), needs="article", icon="undo"),
    Action("article.evaluate", "article", needs="article"),
    Action("walk.next_quote", "walk", ("J",), "text", "article"),
    Action("walk.previous_quote", "walk", ("K",), "text", "article"),
    Action("walk.next_open", "walk", ("Space",), "text", "article"),
    Action("walk.previous_open", "walk", ("Shift+Space",), "text", "article"),
    Action("walk.list", "walk", ("O",), "text", "article"),
    Action("walk.next_item", "walk", ("Shift+J",), "text", "article"),
    Action("walk.previous_item", "walk", ("Shift+K",), "text", "article"),
    Action("walk.next_same", "walk", ("Z",), "text", "item"),
    Action("walk.previous_same", "walk", ("Shift+Z",), "text", "item"),
    Action("walk.leave", "walk", ("Esc",), "text", "article"),
    Action("decide.accept", "decide", ("A",), "text", "item", "accept"),
    Action("decide.first", "decide", ("1", "&"), "text", "item"),
    Action("decide.second", "decide", ("2", "É"), "text", "item"),
    Action("decide.third", "decide", ("3", '"'), "text", "item"),
    Action("decide.accept_all", "decide", ("Shift+A",), "text", "article"),
    Action("decide.reject", "decide", ("X", "Del"), "text", "item", "reject"),
    Action("decide.undo", "decide", ("Ctrl+Z",), "window", "undo", "undo"),
    Action("decide.redo", "decide", ("Ctrl+Shift+Z", "Ctrl+Y"), "window", "redo", "redo"),
    Action("make.mention", "make", ("M",), "text", "article"),
    Action("make.quote", "make", ("Q",), "text", "article", "add"),
    Action("make.piece", "make", ("P",), "text", "quote"),
    Action("make.cue", "make", ("V",), "text", "quote"),
    Action("make.source", "make", ("Shift+S",), "text", "quote"),
    Action("make.reference", "make", ("Shift+R",), "text", "selection", "scales"),
    Action("make.everywhere", "make", ("Shift+M",), "text", "item"),
    Action("label.speaker", "label", ("S",), "text", "item"),
    Action("label.known_by", "label", ("Y",), "text", "quote"),
    Action("label.claim", "label", ("C",), "text", "item"),
    Action("label.references", "label", ("R",), "text", "article", "scales"),
    Action("label.form", "label", ("F",), "text", "item"),
    Action("label.label", "label", ("L",), "text", "mention"),
    Action("label.same_speaker", "label", ("G",), "text", "quote"),
    Action("label.untie", "label", ("Shift+G",), "text", "item"),
    Action("label.addressee", "label", ("T",), "text", "item"),
    Action("label.on_behalf", "label", ("B",), "text", "item"),
    Action("label.measures", "label", ("H",), "text", "item"),
    Action("label.questions", "label", ("Shift+Q",), "text", "item"),
    Action("label.example", "label", ("Shift+E",), "text", "quote"),
    Action("label.counter_example", "label", ("Shift+N",), "text", "quote"),
    Action("label.note", "label", ("N",), "text", "item", "note"),
    Action("label.unsure", "label", ("U",), "text", "item"),
    Action("label.discuss", "label", ("I",), "text", "item"),
    Action("ends.end", "ends", ("E",), "text", "item"),
    Action("ends.start", "ends", ("W",), "text", "item"),
    Action("ends.remove", "ends", ("Backspace",), "text", "item"),
    Action("find.article", "find", ("Ctrl+F",), needs="article", icon="search"),
    Action("find.next", "find", ("F3", "Ctrl+G"), needs="article"),
    Action("find.previous", "find", ("Shift+F3", "Ctrl+Shift+G"), needs="article"),
    Action("find.project", "find", ("Ctrl+Shift+F",), needs="project", icon="search"),
    Action("view.review", "review", ("Ctrl+R",), needs="project"),
    Action("view.register", "review", ("Ctrl+Shift+P",), needs="project"),
    Action("view.annotate", "review", ("Ctrl+Shift+R",), needs="elsewhere"),
    Action("review.reject_all", "review", ("Shift+X",), needs="review"),
    Action("register.new", "review", ("Shift+F7",), needs="register"),
    Action("register.edit", "review", ("F7",), needs="register"),
    Action("register.merge", "review", ("F8",), needs="register"),
    Action("register.split", "review", ("Shift+F8",), needs="register"),
    Action("register.differ", "review", ("Ctrl+F8",), needs="register"),
    Action("view.palette", "view", ("Ctrl+K",), icon="search"),
    Action("view.filter", "view", ("Ctrl+J",), needs="project", icon="search"),
    Action("view.text", "view", ("Ctrl+T",), needs="article"),
    Action("view.labels", "view", ("Ctrl+L",), needs="article"),
    Action("view.larger", "view", ("Ctrl++", "Ctrl+=")),
    Action("view.smaller", "view", ("Ctrl+-",)),
    Action("view.pace", "view", ("Ctrl+P",)),
    Action("view.theme", "view"),
    Action("view.contrast", "view"),
    Action("help.here", "help", ("F1",), icon="help"),
    Action("help.keys", "help", ("Shift+F1",)),
    Action("help.tutorial", "help"),
    Action("help.tutorial_show", "help", ("F2",), needs="tutorial"),
    Action("help.tutorial_hint", "help", ("Shift+F2",), needs="tutorial"),
    Action("help.tutorial_skip", "help", ("F4",), needs="tutorial"),
    Action("help.tutorial_back", "help", ("Shift+F4",), needs="tutorial"),
    Action("help.tutorial_again", "help", needs="tutorial"),
    Action("help.tutorial_leave", "help", needs="guide"),
)


_CARET = ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown")
_FAR = ("Left", "Right", "Home", "End")
RESERVED = frozenset(
    (
        *(f"{held}{key}" for key in _CARET for held in ("", "Shift+")),
        *(f"Alt+{held}{key}" for key in ("Left", "Right") for held in ("", "Shift+")),
        *(
            f"Ctrl+{held}{key}"
            for key in ("Left", "Right", "Home", "End")
            for held in ("", "Shift+")
        ),
        *("Tab", "Shift+Tab", "Backtab", "Shift+Backtab", "Ctrl+A", "Ctrl+C"),
    )
)
"""Keys that move the caret or the focus, or copy: the text takes them before any shortcut."""


def action(action_id: str) -> Action:
    """An action by its id.

    Raises:
        KeyError: there is none.
    """
    return {one.id: one for one in ACTIONS}[action_id]


def keys_of(one: Action, rebound: Mapping[str, str]) -> tuple[str, ...]:
    """The shortcuts of an action: those that a person chose, or the defaults.

    A default that a person gave to another action, perhaps before there was this one, is theirs.
    """
    chosen = rebound.get(one.id)
    if chosen is None:
        return tuple(keys for keys in one.keys if keys not in rebound.values())
    return (chosen,) if chosen else ()


def conflict(action_id: str, keys: str, rebound: Mapping[str, str]) -> Action | None:
    """The other action that these keys already belong to."""
    for other in ACTIONS:
        if other.id != action_id and keys in keys_of(other, rebound):
            return other
    return None
