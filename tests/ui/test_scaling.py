"""Larger screens and larger type: nothing is cut off at 100, 150 and 200 %, in both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.conftest import PROJECT

PATIENCE_SECONDS = 300
CASES = (
    # language, scale, size of type, width and height of the window
    ("fr", "1", "1", "1280", "800"),
    ("en", "1.5", "1", "1024", "700"),
    ("fr", "2", "1", "1024", "700"),
    ("fr", "1", "1.5", "1280", "800"),
    ("en", "1", "1.5", "1280", "800"),
)


@pytest.mark.parametrize(("language", "scale", "factor", "width", "height"), CASES)
def test_nothing_is_cut_off(language: str, scale: str, factor: str, width: str, height: str):
    child = PROJECT / "tests" / "ui" / "scaling_child.py"
    done = subprocess.run(
        [sys.executable, str(child), language, factor, width, height],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QT_SCALE_FACTOR": scale,
            "PYTHONPATH": str(PROJECT),
        },
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}
