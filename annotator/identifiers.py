"""New ids: UUIDv7 strings, which sort by time and let copies of a project merge.

Python 3.11 has no UUIDv7, hence the small `uuid6` library.
"""

from __future__ import annotations

import uuid6


def new_id() -> str:
    """A new UUIDv7, 36 characters; later ids sort after earlier ones of the same process."""
    return str(uuid6.uuid7())
