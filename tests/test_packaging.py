"""What is installed works: the wheel holds the whole program, and Qt is one that stays alive."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FOLDERS = ("annotator", "ui", "resources")
FILES = ("main.py", "pyproject.toml", "README.md", "LICENSE")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel made from a copy, so that neither an old build nor this one leaves a trace."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, folder / "source" / name, ignore=LEFT_OUT)
    for name in FILES:
        shutil.copy(PROJECT / name, folder / "source" / name)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(folder / "source"))
    return next(folder.glob("guillemet-*.whl"))


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def project_files() -> set[str]:
    return {
        path.relative_to(PROJECT).as_posix()
        for folder in FOLDERS
        for path in (PROJECT / folder).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_the_wheel_holds_every_file(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert project_files() - held == set()
    assert "main.py" in held
    assert not {name for name in held if name.startswith(("tests/", "benchmarks/", "docs/"))}


def test_the_wheel_holds_each_kind_of_resource(wheel: Path):
    held = zipfile.ZipFile(wheel).namelist()
    kinds = {Path(name).suffix for name in held if name.startswith("resources/")}
    assert {".po", ".toml", ".txt", ".svg", ".md"} <= kinds


def test_the_wheel_declares_the_command(wheel: Path):
    archive = zipfile.ZipFile(wheel)
    name = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    declared = configparser.ConfigParser()
    declared.read_string(archive.read(name).decode("utf-8"))
    assert declared["console_scripts"]["guillemet"] == "main:main"


@pytest.mark.slow
def test_an_installed_guillemet_works_from_anywhere(wheel: Path, tmp_path: Path):
    """A clean environment that borrows the libraries, but not the project, of this one."""
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    venv.create(home, symlinks=os.name != "nt")
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    own = Path(run(elsewhere, str(python), "-c", "import annotator; print(annotator.__file__)"))
    (own.parent.parent / "borrowed.pth").write_text(libraries(), encoding="utf-8")
    assert own.is_relative_to(home)
    assert "Usage" in run(elsewhere, str(python.parent / "guillemet"), "--help")
    said = run(elsewhere, str(python), "-c", SAY_SOMETHING)
    assert said.startswith("Qt")


SAY_SOMETHING = """
from annotator.messages import Translator
print(Translator("en")("doctor.unknown", libraries="x"))
"""


def libraries() -> str:
    import openpyxl

    return str(Path(openpyxl.__file__).parent.parent)


def run(folder: Path, *command: str) -> str:
    environment = {**os.environ, "PYTHONPATH": "", "COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_qt_keeps_count_of_none(qtbot):
    """PySide6 6.12.0 drops a reference to None per call, and CPython 3.11 dies of it."""
    from PySide6.QtWidgets import QWidget

    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(1000):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 50
