"""Killed with SIGKILL while somebody works, the program comes back with nothing lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.settings import AppSettings, save_settings
from tests.e2e.conftest import ended, started
from tests.e2e.hands import Hands
from tests.e2e.worker import prepare

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL to send"
)
LEAST = 5
"""How many deeds the child does before it is killed, at least."""


def test_after_a_kill_the_window_stands_where_it_stood(
    qtbot: QtBot, config: Path, tmp_path: Path
) -> None:
    project = prepare(tmp_path)
    save_settings(AppSettings(annotator="Inès").with_recent(project))
    acknowledged = killed_at_work(project)

    hands = Hands(qtbot, started(qtbot))
    hands.wait(lambda: hands.window.frame.current is not None)
    assert hands.session.article.title == "Deuxième"
    saved = [batch.id for batch in hands.session.history.done]
    assert saved[: len(acknowledged)] == acknowledged
    assert len(saved) <= len(acknowledged) + 1
    opened = hands.window.frame.project
    assert opened is not None
    assert opened.check() == ()
    ended(hands.program)


def killed_at_work(project: Path) -> list[str]:
    """Let a child work in a window of its own and kill it; the deeds that it saw saved."""
    command = [sys.executable, "-m", "tests.e2e.worker", str(project)]
    acknowledged: list[str] = []
    wanted = LEAST + random.Random(os.getpid()).randrange(10)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for line in child.stdout:
            acknowledged.append(line.strip())
            if len(acknowledged) == wanted:
                child.send_signal(signal.SIGKILL)
                break
        acknowledged += [line.strip() for line in child.stdout if line.endswith("\n")]
    return acknowledged
