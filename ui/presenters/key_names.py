"""The keys that sentences name: those that the person chose, in every sentence of the window."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.messages import Translator
from ui.actions import ACTIONS


def key_names(say: Translator, keys: Mapping[str, str]) -> dict[str, str]:
    """What `{k_project_import}` and its like stand for; an action without a key is named.

    Args:
        say: the reader's language.
        keys: the first shortcut of each action as it is bound; empty for none.
    """
    return {
        f"k_{one.id.replace('.', '_')}": keys.get(one.id, "")
        or say("empty.by_name", action=say(f"action.{one.id}").rstrip("…"))
        for one in ACTIONS
    }
