"""Real keyboards: on each layout every action with a key is set off, without AltGr or dead keys.

The keys are pressed on an X display, where the system's own layouts say what they write.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from string import ascii_uppercase

import pytest
from PySide6.QtCore import Qt

from annotator.messages import Translator
from tests.conftest import PROJECT
from ui.actions import ACTIONS, RESERVED, keys_of
from ui.models.keys import KeyModel

LAYOUTS = ("us", "fr", "fr bepo", "be", "ch fr")
TOOLS = ("xvfb-run", "setxkbmap", "xdotool")
DIGITS = ("10", "11", "12")
"""The keys 1, 2 and 3 of X."""
CHOICES = ("decide.first", "decide.second", "decide.third")
PATIENCE_SECONDS = 120
TAKEN = {key for one in ACTIONS for key in one.keys}
LETTER = next(key for key in (*ascii_uppercase, "Shift+Z", "Shift+Y") if key not in TAKEN)
"""A key alone that no action has by default."""
KEY = Qt.ItemDataRole.EditRole


@pytest.fixture(scope="module", params=LAYOUTS)
def keyboard(request) -> tuple[str, dict[str, list[str]]]:
    """A layout, and what each of its chords sets off."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    layout, _, variant = request.param.partition(" ")
    child = PROJECT / "tests" / "ui" / "keyboard_child.py"
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, str(child), layout, variant],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return request.param, json.loads(done.stdout)


def test_every_action_with_a_key_can_be_set_off(keyboard):
    _layout, found = keyboard
    typed = {one for actions in found.values() for one in actions}
    assert [one.id for one in ACTIONS if one.keys and one.id not in typed] == []


def test_no_chord_sets_off_two_actions(keyboard):
    _layout, found = keyboard
    assert {chord: actions for chord, actions in found.items() if len(actions) > 1} == {}


def test_the_digits_take_the_alternatives_with_shift_or_without(keyboard):
    """As the layout writes a digit; on AZERTY the bare key does as well."""
    layout, found = keyboard
    for key, choice in zip(DIGITS, CHOICES, strict=True):
        ways = [found.get(key, []), found.get(f"shift+{key}", [])]
        assert [choice] in ways
        if layout in ("fr", "be"):
            assert ways == [[choice], [choice]]


def model() -> tuple[KeyModel, list]:
    made, refused = KeyModel(Translator("fr"), {}), []
    made.refused = refused.append
    return made, refused


@pytest.mark.parametrize("row", range(len(ACTIONS)), ids=[one.id for one in ACTIONS])
def test_every_action_takes_another_key_and_none_that_is_taken(qapp, row: int):
    made, refused = model()
    place = made.index(row, 2)
    assert made.setData(place, "F9", KEY)
    assert keys_of(ACTIONS[row], made.rebound) == ("F9",)
    assert made.setData(place, LETTER, KEY)
    assert keys_of(ACTIONS[row], made.rebound) == (LETTER,)
    other = next(one for one in ACTIONS if one.keys and one != ACTIONS[row])
    assert not made.setData(place, other.keys[0], KEY)
    assert len(refused) == 1
    assert keys_of(ACTIONS[row], made.rebound) == (LETTER,)


def test_keys_of_the_caret_are_refused_in_a_sentence(qapp):
    made, refused = model()
    for keys in sorted(RESERVED):
        assert not made.setData(made.index(0, 2), keys, KEY)
    assert {one.id for one in refused} == {"access.key_reserved"}
    assert made.rebound == {}
    assert not RESERVED & {key for one in ACTIONS for key in one.keys}


def test_looking_at_a_key_without_changing_it_loses_no_second_one(qapp):
    made, _refused = model()
    row = [one.id for one in ACTIONS].index("decide.first")
    assert made.setData(made.index(row, 2), "1", KEY)
    assert keys_of(ACTIONS[row], made.rebound) == ("1", "&")
