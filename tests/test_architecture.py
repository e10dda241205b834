"""The house holds its own rules: imports point one way, files stay small, the core needs no Qt."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 450

LINT = "from importlinter.cli import lint_imports_command as run; run(['--no-cache', '--no-logo'])"
WITHOUT_QT = """
import importlib, pkgutil, sys
sys.modules["PySide6"] = sys.modules["shiboken6"] = None
import annotator
names = [found.name for found in pkgutil.walk_packages(annotator.__path__, "annotator.")]
for name in names:
    if ".migrations." not in name and not name.endswith("__main__"):
        importlib.import_module(name)
print(len(names))
"""


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=False
    )


def sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in sorted((PROJECT / folder).rglob("*.py")))
    return [path for path in found if "versions" not in path.parts]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(("." * node.level) + (node.module or ""))
    return names


def test_imports_point_one_way():
    done = run_python(LINT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def test_the_core_imports_without_qt():
    done = run_python(WITHOUT_QT)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10


@pytest.mark.parametrize("path", sources("annotator/model"), ids=lambda path: path.name)
def test_the_model_uses_the_standard_library_alone(path: Path):
    allowed = {"annotator.model", *sys.stdlib_module_names}
    strangers = {
        name
        for name in imported(path)
        if name.split(".")[0] not in allowed and not name.startswith("annotator.model")
    }
    assert not strangers


def test_no_file_grows_beyond_a_glance():
    lines = {
        str(path.relative_to(PROJECT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources("annotator", "ui", "benchmarks")
    }
    assert {name: n for name, n in lines.items() if n > LONGEST_FILE} == {}


def test_only_the_entry_point_wires_core_and_window():
    """What stands at the root is what the customer fixed."""
    assert {path.name for path in PROJECT.glob("*.py")} == {"main.py"}
