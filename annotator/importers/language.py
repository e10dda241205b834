"""Which of the languages that have lexicons a text is in, by the commonest words of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
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
    common = dict(_common(own))
    return {
        code: words - frozenset().union(*(other for name, other in common.items() if name != code))
        for code, words in common.items()
    }


def _common(own: Path) -> Iterator[tuple[str, frozenset[str]]]:
    shipped = {one.name: one for one in (files("resources") / "lexicons").iterdir() if one.is_dir()}
    for code, folder in sorted(shipped.items()):
        yield code, _words((folder / "language.toml").read_text("utf-8"))
    for path in sorted(own.glob("*/language.toml")):
        if path.parent.name not in shipped:
            yield path.parent.name, _words_or_none(path)


def _words(source: str) -> frozenset[str]:
    return frozenset(tomllib.loads(source)["common"])


def _words_or_none(path: Path) -> frozenset[str]:
    """The words of an own language; none of a broken file, which the rules tell of."""
    try:
        return _words(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError):
        return frozenset()
