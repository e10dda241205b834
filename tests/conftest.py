"""What every test stands on: a display that needs no screen, own folders, the shared texts."""

from __future__ import annotations

import gc
import multiprocessing
import os
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PROJECT = Path(__file__).resolve().parent.parent
FAILED = pytest.StashKey[bool]()
REAPING_SECONDS = 3.0
DIALOG_PATIENCE = 30_000
"""Milliseconds between two looks whether a test waits at a dialog."""
QT_OWN_WINDOWS = frozenset({"QTipLabel", "QComboBoxPrivateContainer", "QDesktopWidget"})

settings.register_profile(
    "guillemet",
    max_examples=50,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("guillemet")


@pytest.fixture
def shared() -> Path:
    """The folder with the seed article and the gold texts; it stands beside the project."""
    folder = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared"))
    if not (folder / "gold" / "seed.txt").is_file():
        pytest.skip("the shared texts are not beside the project: set GUILLEMET_SHARED")
    return folder


@pytest.fixture(autouse=True, scope="session")
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Redirects every folder of the user, so that a test run leaves no trace outside."""
    home = tmp_path_factory.mktemp("home")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUILLEMET_CONFIG_DIR", str(home / "config"))
        for name in names:
            patch.setenv(name, str(home / name.lower()))
        yield home


@pytest.fixture(autouse=True)
def own_settings(own_folders: Path) -> Iterator[None]:
    """Gives each test settings of its own, which start as on a new machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GUILLEMET_CONFIG_DIR", str(own_folders / f"config-{uuid.uuid4().hex}"))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Notes a failed test: its traceback keeps widgets alive, which is no leak."""
    report = yield
    if call.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="module")
def older_objects_aside() -> None:
    """Takes what is alive before a module of window tests out of every later look for garbage.

    `_settle` looks twice a test; among the objects of all tests before, that takes seconds.
    """
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test that leaves a window, a running thread or a child process behind."""
    if not {"qtbot", "qapp", "qtmodeltester"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("qapp")
    request.getfixturevalue("older_objects_aside")
    windows, children = _windows(), set(multiprocessing.active_children())
    with pytest.MonkeyPatch.context() as patch:
        threads, unanswered = _record_threads(patch), []
        watch = _watch_dialogs(unanswered)
        yield
        watch.stop()
    if request.node.stash.get(FAILED, False):
        return
    _settle()
    left = [*unanswered, *_running(threads), *(_windows() - windows)]
    left += [child.name for child in _ended(children)]
    assert not left, f"left behind: {', '.join(left)}"


def _ended(before: set) -> set:
    """The child processes that are there since then, once those that end had time to be reaped.

    A pool's own thread waits for its processes, too; the one that comes second is not told.
    """
    until = time.monotonic() + REAPING_SECONDS
    while (left := set(multiprocessing.active_children()) - before) and time.monotonic() < until:
        time.sleep(0.01)
    return left


def _watch_dialogs(unanswered: list[str]):
    """Closes a dialog that nobody answers, which would hold up the whole run for ever."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def close() -> None:
        if dialog := QApplication.activeModalWidget():
            unanswered.append(f"unanswered: {dialog.windowTitle() or dialog!r}")
            dialog.close()

    watch = QTimer(interval=DIALOG_PATIENCE)
    watch.timeout.connect(close)
    watch.start()
    return watch


def _record_threads(patch: pytest.MonkeyPatch) -> list:
    """Makes every QThread that is started from here on known."""
    from PySide6.QtCore import QThread

    started: list[QThread] = []
    start = QThread.start

    def recorded(thread: QThread, *arguments: object) -> None:
        started.append(thread)
        start(thread, *arguments)

    patch.setattr(QThread, "start", recorded)
    return started


def _running(threads: list) -> list[str]:
    import shiboken6

    return [repr(thread) for thread in threads if shiboken6.isValid(thread) and thread.isRunning()]


def _windows() -> set[str]:
    from PySide6.QtWidgets import QApplication

    return {
        f"{widget.metaObject().className()} {widget.objectName()} at {id(widget):x}"
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None and widget.metaObject().className() not in QT_OWN_WINDOWS
    }


def _settle() -> None:
    """Lets Qt and Python delete what nobody holds any more."""
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    from ui import clipboard

    clipboard.let_go()
    QThreadPool.globalInstance().waitForDone(5000)
    for _ in range(2):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
