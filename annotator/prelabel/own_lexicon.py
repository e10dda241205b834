"""A person's own words: files in the configuration folder that lie over the shipped lists.

Where: `lexicons/<language>/<file>.toml` beside the settings, each of the form of the shipped
file of that name. A folder of a language that nothing ships for is a language of its own and needs
every file. A file that is not sound is left out and told; everything else works on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator.model.ids import ArticleId
from annotator.model.message import Message, msg
from annotator.prelabel.claims import claim_rules
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.grammar import grammar
from annotator.prelabel.lexicon import (
    FIRST,
    LexiconError,
    Lexicons,
    WordList,
    adopt,
    lexicons,
    read_word_list,
    shipped_files,
    shipped_languages,
    shipped_list,
)
from annotator.prelabel.lexicon_entries import FILES, entries_of
from annotator.prelabel.lexicon_overlay import lacking, laid_over, misfit
from annotator.prelabel.name_words import name_words
from annotator.prelabel.pipeline import draft_of
from annotator.prelabel.sanctions_links import ordinal
from annotator.prelabel.sanctions_words import sanctions_words
from annotator.settings import config_place

Stamp = tuple[tuple[str, int, int], ...]
Key = tuple[str, str]
"""Language and file name: ("fr", "cues.toml")."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The own files that are sound, and what is wrong with the others.

    Attributes:
        files: by language and file name; read, fitting, not yet tried with the rules.
        problems: one sentence for each file that was left out.
    """

    files: Mapping[Key, WordList]
    problems: tuple[Message, ...] = ()


def own_folder() -> Path:
    """Where own words lie; it need not be there."""
    return config_place() / "lexicons"


def stamp(folder: Path) -> Stamp:
    """Changes whenever a file of own words does: path, time of change in ns, size in bytes."""
    found = []
    for path in _files(folder):
        try:
            state = path.stat()
            found.append((str(path.relative_to(folder)), state.st_mtime_ns, state.st_size))
        except OSError:  # gone since it was listed, or a link to nothing: reading it tells
            found.append((str(path.relative_to(folder)), 0, 0))
    return tuple(found)


def _files(folder: Path) -> list[Path]:
    """The own files, in order; not those that editors hide beside them (".#cues.toml")."""
    return sorted(one for one in folder.glob("*/*.toml") if not one.name.startswith("."))


def read_own(folder: Path) -> OwnWords:
    """The own files of a folder, each checked by itself."""
    found: dict[Key, WordList] = {}
    problems: list[Message] = []
    for path in _files(folder):
        key = path.parent.name, path.name
        try:
            found[key] = read_fitting(path, *key)
        except LexiconError as error:
            problems.append(error.message)
    return OwnWords(found, tuple(problems))


def read_fitting(path: Path, language: str, name: str) -> WordList:
    """One own file.

    Raises:
        LexiconError: it cannot be read, is no TOML, no list has its name, it does not fit that
            list, or one of its entries lacks something.
    """
    try:
        own = read_word_list(str(path), path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(msg("lexicon.unreadable", file=str(path), why=str(error))) from error
    if name not in _KNOWN:
        raise LexiconError(msg("lexicon.unknown_file", file=str(path), known=", ".join(_KNOWN)))
    wrong = refused(language, own)
    if wrong is not None:
        raise LexiconError(wrong)
    return own


def refused(language: str, own: WordList) -> Message | None:
    """Why an own file cannot lie over the shipped one of its name; None if it can."""
    name = Path(own.name).name
    shipped = shipped_list(language, name)
    if shipped is not None:
        if wrong := misfit(shipped.data, own.data):
            return own.error(wrong, "lexicon.no_place").message
        if lack := lacking(shipped.data, own.data):
            return own.table_error(*lack, "lexicon.lacks_field").message
    return _unreadable_entries(own, name.removesuffix(".toml"))


def _unreadable_entries(own: WordList, file: str) -> Message | None:
    """Why the entries of an own file cannot be told, whatever it lies over; None if they can."""
    try:
        for kind, files in FILES.items():
            if file in files:
                tuple(entries_of(kind, file, own.data, "own"))
    except _AT_WORK as error:
        return _unfit(own, error)
    return None


def _unfit(own: WordList, error: Exception) -> Message:
    return msg("lexicon.unfit", file=own.name, why=f"{type(error).__name__}: {error}")


_AT_WORK = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What a value of another kind than expected raises where it is used."""
_KNOWN = shipped_files(FIRST)
_SAMPLE = (
    "« Oui », a dit Paul Petrov, ministre, accusé d'avoir nié que l'embargo de l'ONU serait levé.\n"
    "“No,” said Ada Kern, who warned that UN sanctions would be lifted. He denies everything."
)
"""A text that asks every component for what it needs."""
_TRIED: Mapping[str, Callable[[Lexicons], object]] = {"cues.toml": cue_index, "roles.toml": grammar}
_BUILT_OF: Mapping[str, Callable[[str], object]] = {
    "cues.toml": lambda language: cue_index(lexicons(language)),
    "claims.toml": lambda language: claim_rules(lexicons(language)),
    "language.toml": lambda language: (ordinal(language), cue_index(lexicons(language))),
    "sanctions.toml": sanctions_words,
    **dict.fromkeys(
        ("pronouns.toml", "quotes.toml", "roles.toml"),
        lambda language: grammar(lexicons(language)),
    ),
}


def unworkable(language: str, own: WordList) -> Message | None:
    """Why the rules could not work with an own file; None if they can.

    Only files of verbs and of role nouns are tried, each by itself and without being adopted.
    """
    name = Path(own.name).name
    shipped, build = shipped_list(language, name), _TRIED.get(name)
    if shipped is None or build is None:
        return None
    file = name.removesuffix(".toml")
    merged = WordList(own.name, own.source, laid_over(shipped.data, own.data, file))
    try:
        build(Lexicons(language, {file: merged}))
    except LexiconError as error:
        return error.message
    except _AT_WORK as error:
        return _unfit(own, error)
    return None


def adopt_sound(own: OwnWords) -> tuple[Message, ...]:
    """Lay own words over the shipped ones, without the files that the rules cannot work with.

    Returns:
        What is wrong with each file that was left out.
    """
    sound, problems = dict(own.files), list(own.problems)
    foreign = {language for language, _ in sound} - set(shipped_languages())
    for language in sorted(foreign):
        missing = [name for name in _KNOWN if (language, name) not in sound]
        if missing:
            problems.append(_incomplete(language, missing))
            sound = {key: one for key, one in sound.items() if key[0] != language}
    adopt(sound)
    waiting = sorted(sound)
    while waiting:
        broken = _broken(waiting[0], sound)
        if broken is None:
            waiting.pop(0)
            continue
        culprit, problem = broken
        problems.append(problem)
        sound = {key: words for key, words in sound.items() if not _goes(key, culprit)}
        waiting = [key for key in waiting if key in sound]
        adopt(sound)
    return tuple(problems)


def _broken(key: Key, sound: Mapping[Key, WordList]) -> tuple[Key, Message] | None:
    """Which own file the rules cannot work with, and why; None if they can with that of `key`."""
    try:
        _BUILT_OF.get(key[1], name_words)(key[0])
        draft_of(_SAMPLE, key[0], ArticleId(""))
    except LexiconError as error:
        name = error.message.values.get("file")
        return next((one for one, words in sound.items() if words.name == name), key), error.message
    except _AT_WORK as error:
        return key, _unfit(sound[key], error)
    return None


def _goes(key: Key, broken: Key) -> bool:
    """Whether a file goes with a broken one: alone, or with all of a language that is own."""
    return key == broken if broken[0] in shipped_languages() else key[0] == broken[0]


def _incomplete(language: str, missing: list[str]) -> Message:
    folder = str(own_folder() / language)
    return msg("lexicon.incomplete", folder=folder, missing=", ".join(missing))


def own_languages() -> tuple[str, ...]:
    """The languages that have every file among the own ones, and ship with none."""
    names: dict[str, set[str]] = {}
    for path in _files(own_folder()):
        names.setdefault(path.parent.name, set()).add(path.name)
    foreign = sorted(set(names) - set(shipped_languages()))
    return tuple(one for one in foreign if names[one].issuperset(_KNOWN))


_seen: list[tuple[tuple[Path, Stamp], tuple[Message, ...]]] = []
"""What was looked at last, and what was wrong with it; empty before the first look."""
_turn = threading.Lock()


def take_up_own_words() -> tuple[Message, ...]:
    """Adopt the own words as they are on the disk now; cheap where nothing changed.

    Where something did, the rules are tried with them, which takes a second: never call it on the
    window's thread.

    Returns:
        What is wrong with each file that is left out.
    """
    folder = own_folder()
    with _turn:
        now = folder, stamp(folder)
        if _seen and _seen[0][0] == now:
            return _seen[0][1]
        problems = adopt_sound(read_own(folder)) if _seen or now[1] else ()
        _seen[:] = [(now, problems)]
        return problems


def known_problems() -> tuple[Message, ...]:
    """What is wrong with own files as far as it is known without asking the rules; cheap.

    All of it if nothing changed since own words were last taken up.
    """
    folder = own_folder()
    last = _seen[0] if _seen else None
    if last is not None and last[0] == (folder, stamp(folder)):
        return last[1]
    return read_own(folder).problems
