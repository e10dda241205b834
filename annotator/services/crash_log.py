"""The file where the details of an error that nobody foresaw are kept, for those who mend it."""

from __future__ import annotations

import datetime
import traceback
from pathlib import Path

from annotator.settings import config_folder

LONGEST = 1_000_000
"""Bytes after which the file begins anew."""


def log_file() -> Path:
    """Where the details are kept: beside the settings, in the window's own log."""
    return config_folder() / "guillemet.log"


def keep_details(error: BaseException) -> Path:
    """Append an error with its traceback to the file; the file's path."""
    path = log_file()
    when = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
    full = path.exists() and path.stat().st_size > LONGEST
    with path.open("w" if full else "a", encoding="utf-8") as handle:
        handle.write(f"{when}\n{''.join(traceback.format_exception(error))}\n")
    return path
