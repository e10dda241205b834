"""The word lists in `resources/lexicons/<language>/`: read, checked, given out by file name.

A component turns the tables of a file into what it needs (cue forms, a gazetteer) once for each
language and keeps nothing else; the text of an error names the file and the line. Own words, once
adopted, lie over the shipped ones; what was made of the lists before is then made anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar, cast

from annotator.model.message import GuillemetError, msg
from annotator.prelabel.lexicon_overlay import Table, laid_over

Given = ParamSpec("Given")
Made = TypeVar("Made")
FIRST = "fr"
"""The language whose rules read a text of a language that has none."""


class LexiconError(GuillemetError):
    """A word list that cannot be read; the message names the file and the line."""


@dataclass(frozen=True)
class WordList:
    """One file of a language's lexicon.

    Attributes:
        name: `cues.toml`.
        source: its text, for the line of an error.
        data: what it says.
    """

    name: str
    source: str
    data: Table

    def text(self, key: str) -> str:
        """The string under `key`.

        Raises:
            LexiconError: there is none.
        """
        found = self.data.get(key)
        if not isinstance(found, str):
            raise self.error(key, "lexicon.no_field")
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings listed under `key`; a dotted key goes into tables.

        Raises:
            LexiconError: there is no such list, or it holds something else.
        """
        value: Any = self.data
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key.rsplit(".", 1)[-1], "lexicon.no_list")
        return tuple(value)

    def tables(self, key: str, required: tuple[str, ...] = ()) -> tuple[Table, ...]:
        """The tables `[[key]]`, each with the fields `required` as strings.

        Raises:
            LexiconError: there are none, or one lacks a field; the message names the line.
        """
        found = self.data.get(key)
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            raise self.error(key, "lexicon.no_tables")
        for rank, table in enumerate(found):
            for name in required:
                if not isinstance(table.get(name), str):
                    raise self.table_error(key, rank, name, "lexicon.no_field")
        return tuple(found)

    def table(self, key: str) -> Table:
        """The table `[key]`.

        Raises:
            LexiconError: there is none.
        """
        found = self.data.get(key)
        if not isinstance(found, dict):
            raise self.error(key, "lexicon.no_tables")
        return found

    def error(self, field_name: str, message_id: str, line: int | None = None) -> LexiconError:
        """An error about a field, with the line of its first use if no line is given."""
        where = line or self._line(rf"^[ \t]*\[*{re.escape(field_name)}\b")
        return LexiconError(msg(message_id, file=self.name, line=where, field=field_name))

    def table_error(self, key: str, rank: int, field_name: str, message_id: str) -> LexiconError:
        """An error about a field of a table `[[key]]`, with the line that the table begins at."""
        return self.error(field_name, message_id, self._table_line(key, rank))

    def _line(self, pattern: str) -> int:
        found = re.search(pattern, self.source, re.MULTILINE)
        return self.source.count("\n", 0, found.start()) + 1 if found else 1

    def _table_line(self, key: str, rank: int) -> int:
        heads = list(re.finditer(rf"^\[\[{re.escape(key)}\]\]", self.source, re.MULTILINE))
        return self.source.count("\n", 0, heads[rank].start()) + 1 if rank < len(heads) else 1


@dataclass(frozen=True, eq=False)
class Lexicons:
    """The word lists of one language, read when first asked for.

    It is compared by identity, so that what is made of it can be kept with `functools.cache`.
    """

    language: str
    _read: dict[str, WordList] = field(default_factory=dict, repr=False)

    def list(self, name: str) -> WordList:
        """The word list `name` ("cues" for `cues.toml`).

        Raises:
            LexiconError: the file is missing or is no TOML.
        """
        if name not in self._read:
            self._read[name] = _read(self.language, f"{name}.toml")
        return self._read[name]


_to_forget: list[Callable[[], None]] = []
_own: dict[tuple[str, str], WordList] = {}


def kept(make: Callable[Given, Made]) -> Callable[Given, Made]:
    """Keep what a function makes of the word lists, until other own words are adopted."""
    keeping = cache(make)
    _to_forget.append(keeping.cache_clear)
    return cast(Callable[Given, Made], keeping)


def forgotten_with_words(forget: Callable[[], None]) -> None:
    """Have `forget` called when other own words are adopted."""
    _to_forget.append(forget)


@kept
def lexicons(language: str) -> Lexicons:
    """The word lists of a language, kept until other own words are adopted."""
    return Lexicons(language)


def adopt(own: Mapping[tuple[str, str], WordList]) -> None:
    """Lay own word lists over the shipped ones, in the place of those adopted before.

    Args:
        own: by language and file name (`cues.toml`); whole files for a language that none ship for.
    """
    _own.clear()
    _own.update(own)
    for forget in _to_forget:
        forget()


@kept
def digest() -> str:
    """Eight hex digits that tell the adopted own words and what they lie over; "" for none."""
    if not _own:
        return ""
    merged = [[*key, lexicons(key[0]).list(key[1][:-5]).data] for key in sorted(_own)]
    text = json.dumps(merged, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


@cache
def shipped_languages() -> tuple[str, ...]:
    """The languages that lists ship for, the first one in front."""
    folder = files("resources") / "lexicons"
    found = sorted(one.name for one in folder.iterdir() if (one / "cues.toml").is_file())
    return (FIRST, *(one for one in found if one != FIRST))


@kept
def languages() -> tuple[str, ...]:
    """Every language that has lists, shipped or own."""
    own = sorted({language for language, _ in _own} - set(shipped_languages()))
    return (*shipped_languages(), *own)


def shipped_files(language: str) -> tuple[str, ...]:
    """The names of the files that ship for a language (`cues.toml`), in order."""
    folder = files("resources") / "lexicons" / language
    return tuple(sorted(one.name for one in folder.iterdir() if one.name.endswith(".toml")))


def shipped_list(language: str, name: str) -> WordList | None:
    """A shipped file as it is, without own words; None if there is none.

    Raises:
        LexiconError: it is no TOML.
    """
    found = files("resources") / "lexicons" / language / name
    return read_word_list(name, found.read_text(encoding="utf-8")) if found.is_file() else None


def read_word_list(name: str, source: str) -> WordList:
    """Read the text of a word list.

    Raises:
        LexiconError: it is no TOML; the message names the line.
    """
    try:
        return WordList(name, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        raise LexiconError(
            msg("lexicon.no_toml", file=name, line=line, detail=str(error))
        ) from error


def _read(language: str, name: str) -> WordList:
    shipped, own = shipped_list(language, name), _own.get((language, name))
    if shipped is not None and own is not None:
        return WordList(own.name, own.source, laid_over(shipped.data, own.data, name[:-5]))
    if shipped is None and own is None:
        raise LexiconError(msg("lexicon.missing", file=name, language=language))
    return cast(WordList, own or shipped)
