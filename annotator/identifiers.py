"""New ids: UUIDv7 strings (RFC 9562), which sort by time and let copies of a project merge.

Made here, since Python has none before 3.14, and a machine's pass over an article makes hundreds.
"""

from __future__ import annotations

import os
import threading
import time

_SUBTICKS = 1 << 12
"""Parts of a millisecond that an id tells apart (`rand_a` of the RFC, its method 3)."""
_NS_PER_MS = 1_000_000
_VARIANT, _RANDOM = 1 << 63, (1 << 62) - 1
_turn = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7, 36 characters; later ids sort after earlier ones of the same process."""
    global _last  # the one thing that ids of a process share
    now = time.time_ns() * _SUBTICKS // _NS_PER_MS
    with _turn:
        _last = now = max(now, _last + 1)
    rest = int.from_bytes(os.urandom(8), "big") & _RANDOM | _VARIANT
    when, tail = f"{now >> 12:012x}", f"{rest:016x}"
    return f"{when[:8]}-{when[8:]}-7{now & 0xFFF:03x}-{tail[:4]}-{tail[4:]}"
