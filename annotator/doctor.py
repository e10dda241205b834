"""Says which system libraries Qt lacks on Linux, and the one line that installs them on Debian.

`make run` and `make test` ask it before anything loads Qt: without these libraries Qt's own
message is a missing symbol, or names the wrong library.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.messages import Translator, terminal_language
from annotator.model.message import Message, msg

# Which Debian package holds a library (Debian 12; later names are provided under these).
PACKAGES: Mapping[str, str] = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
WIDGETS = "QtWidgets.abi3.so"
OFFSCREEN = "Qt/plugins/platforms/libqoffscreen.so"
XCB = "Qt/plugins/platforms/libqxcb.so"


@dataclass(frozen=True, slots=True)
class Missing:
    """System libraries that were not found, and the Debian packages that hold them."""

    libraries: tuple[str, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages to install; empty if no library is one that we know."""
        return tuple(sorted({PACKAGES[name] for name in self.libraries if name in PACKAGES}))

    def told(self, sentence: str) -> Message:
        """The message `sentence` with the libraries and the line to paste."""
        libraries, packages = ", ".join(self.libraries), " ".join(self.packages)
        if not packages:
            return msg("doctor.unknown", libraries=libraries)
        return msg(sentence, libraries=libraries, packages=packages)


def find_missing(binaries: Iterable[Path]) -> Missing:
    """Ask the dynamic linker which libraries the given Qt files would not find.

    On a system without `ldd` (Windows, macOS) nothing is missing: Qt brings what it needs.
    """
    try:
        told = [_ldd(path) for path in binaries if path.is_file()]
    except FileNotFoundError:
        return Missing(())
    return read_ldd("\n".join(told))


def read_ldd(output: str) -> Missing:
    """Pick the libraries that a report of `ldd` marks as not found."""
    lines = (line for line in output.splitlines() if line.rstrip().endswith("=> not found"))
    return Missing(tuple(sorted({line.split("=>")[0].strip() for line in lines})))


def diagnose(qt: Path, *, display: bool) -> tuple[int, list[Message]]:
    """Examine the Qt that lies in the folder `qt`.

    Returns:
        The exit code (0: Qt can start; 2: it cannot) and what the person should be told.
        Libraries that only a window on an X display needs are told if there is a display.
    """
    base = find_missing([qt / WIDGETS, qt / OFFSCREEN])
    if base.libraries:
        return 2, [find_missing([qt / WIDGETS, qt / OFFSCREEN, qt / XCB]).told("doctor.missing")]
    window = find_missing([qt / XCB]) if display else Missing(())
    return 0, [window.told("doctor.window")] if window.libraries else []


def main() -> int:
    """Tell on standard error what is missing; 0 if Qt can start, 2 if it cannot."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        code, messages = 2, [msg("doctor.no_qt")]
    else:
        folder = Path(spec.submodule_search_locations[0])
        code, messages = diagnose(folder, display=bool(os.environ.get("DISPLAY")))
    say = Translator(terminal_language()).say
    for message in messages:
        sys.stderr.write(say(message) + "\n")
    return code


def _ldd(path: Path) -> str:
    environment = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(
        ["ldd", str(path)], capture_output=True, text=True, env=environment, check=False
    )
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
