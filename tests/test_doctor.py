"""The doctor names what is missing, in one line to paste, and lets a healthy machine pass."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from annotator.doctor import (
    OFFSCREEN,
    PACKAGES,
    WIDGETS,
    XCB,
    Missing,
    diagnose,
    find_missing,
    main,
    read_ldd,
)
from annotator.messages import Translator

REPORT = """
	linux-vdso.so.1 (0x00007ffd0a9f2000)
	libxcb-icccm.so.4 => not found
	libQt6Core.so.6 => somewhere/libQt6Core.so.6 (0x00007f1c2a000000)
	libEGL.so.1 => not found
	libxcb-icccm.so.4 => not found
"""

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux asks ldd")


def test_a_report_is_read():
    assert read_ldd(REPORT) == Missing(("libEGL.so.1", "libxcb-icccm.so.4"))
    assert read_ldd(REPORT).packages == ("libegl1", "libxcb-icccm4")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_line_can_be_pasted(language: str):
    said = Translator(language).say(read_ldd(REPORT).told("doctor.missing"))
    assert said.splitlines()[-1].strip() == "sudo apt-get install libegl1 libxcb-icccm4"
    assert "libEGL.so.1" in said


def test_a_library_without_a_known_package_is_named():
    message = Missing(("libodd.so.9",)).told("doctor.missing")
    assert message.id == "doctor.unknown"
    assert "libodd.so.9" in Translator("en").say(message)


def test_every_known_library_has_a_package():
    assert all(name.endswith(tuple(f".so.{n}" for n in range(10))) for name in PACKAGES)
    assert all(package == package.lower() for package in PACKAGES.values())


@pytest.fixture
def fake_ldd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Qt folder, and an `ldd` that reads each file's own list of missing libraries."""
    tool = tmp_path / "tools" / "ldd"
    tool.parent.mkdir()
    tool.write_text('#!/bin/sh\nwhile read name; do echo "	$name => not found"; done < "$1"\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    for name in (WIDGETS, OFFSCREEN, XCB):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


@linux_only
def test_without_the_libraries_of_any_window_nothing_starts(fake_ldd: Path):
    (fake_ldd / OFFSCREEN).write_text("libEGL.so.1\n")
    (fake_ldd / XCB).write_text("libxcb-cursor.so.0\n")
    code, messages = diagnose(fake_ldd, display=False)
    assert code == 2
    assert [message.values["packages"] for message in messages] == ["libegl1 libxcb-cursor0"]


@linux_only
@pytest.mark.parametrize(("display", "told"), [(True, ["doctor.window"]), (False, [])])
def test_without_the_libraries_of_x_there_is_a_hint(fake_ldd: Path, display: bool, told: list[str]):
    (fake_ldd / XCB).write_text("libxcb-cursor.so.0\n")
    code, messages = diagnose(fake_ldd, display=display)
    assert code == 0
    assert [message.id for message in messages] == told


def test_without_ldd_nothing_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_missing([Path(sys.executable)]) == Missing(())


def test_this_machine_can_start_qt(monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.delenv("DISPLAY", raising=False)
    assert main() == 0
    assert capsys.readouterr().err == ""
