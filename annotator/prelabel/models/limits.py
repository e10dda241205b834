"""A time limit that holds even where Python itself does not get a turn.

A regular expression that never ends keeps the interpreter to itself: no thread, no signal handler
runs. The watchdog of `faulthandler` does, and ends the process; whoever started it sees it die.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager

LOAD_SECONDS = 180.0
"""How long a model from elsewhere may take to load."""
READ_SECONDS = 60.0
"""How long it may take for one piece of a text (`running.PIECE` code points)."""


@contextmanager
def ends_process_after(seconds: float) -> Iterator[None]:
    """End this process if the block is not through in time; a process that nobody started lives.

    Args:
        seconds: of wall-clock time.
    """
    if multiprocessing.parent_process() is None:
        yield
        return
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123  # a file of the system, not a path
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
