"""Which of the languages that have lexicons a text is in, by the commonest words of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from annotator.settings import config_place

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 20_000
"""Code points that are looked at."""


def guess_language(text: str) -> str | None:
    """The code of the language whose common words it has most of; None if that cannot be told."""
    words = _WORD.findall(text[:_ENOUGH].lower())
    telling = _telling(config_place() / "lexicons")
    counts = {code: sum(word in common for word in words) for code, common in telling.items()}
    best, second = sorted(counts, key=lambda code: -counts[code])[:2]
    return best if counts[best] > counts[second] else None


@cache
def _telling(own: Path) -> Mapping[str, frozenset[str]]:
    """The words that are common in one language alone, of shipped languages and of own ones."""
    common = {**dict(_own(own)), **_SHIPPED}
    return {
        code: words - frozenset().union(*(other for name, other in common.items() if name != code))
        for code, words in common.items()
    }


def _own(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """The words of own languages; a broken file has none here, and the rules tell of it."""
    with suppress(OSError):
        for path in sorted(folder.glob("*/language.toml")):
            with suppress(
                OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError
            ):
                yield path.parent.name, _words(path.read_text("utf-8"))


def _words(source: str) -> frozenset[str]:
    return frozenset(tomllib.loads(source)["common"])


_SHIPPED: Mapping[str, frozenset[str]] = {
    one.name: _words((one / "language.toml").read_text("utf-8"))
    for one in (files("resources") / "lexicons").iterdir()
    if one.is_dir()
}
