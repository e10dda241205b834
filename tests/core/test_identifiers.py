"""New ids: what RFC 9562 calls UUIDv7, in order of making, never twice."""

from __future__ import annotations

import threading
import time
import uuid

from annotator.identifiers import new_id


def test_an_id_is_a_uuid_of_version_7_that_knows_its_time():
    before = time.time_ns() // 1_000_000
    made = uuid.UUID(new_id())
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert before <= made.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_ids_sort_as_they_were_made():
    made = [new_id() for _ in range(5_000)]
    assert made == sorted(set(made))


def test_threads_never_get_the_same_id():
    made: list[str] = []
    threads = [
        threading.Thread(target=lambda: made.extend(new_id() for _ in range(2_000)))
        for _ in range(4)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(set(made)) == len(made) == 8_000


def test_ids_stay_in_order_when_the_clock_is_set_back(monkeypatch):
    first = new_id()
    monkeypatch.setattr(time, "time_ns", lambda: 1_600_000_000 * 10**9)
    assert new_id() > first
