"""The lexicon as a person works on it: shipped words and own ones by kind, added, switched off.

Every change is planned first (`Plan`), so that its effect can be shown (`lexicon_preview`), then
made, so that it can be taken back (`take_back`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from annotator.model.message import Message, msg
from annotator.model.text import fold
from annotator.prelabel.lexicon import (
    LexiconError,
    WordList,
    read_word_list,
    shipped_languages,
    shipped_list,
)
from annotator.prelabel.lexicon_entries import (
    FILES,
    GENDERS,
    NAME_KINDS,
    Entry,
    KindId,
    as_far_as_on,
    as_written,
    entries_of,
    pattern_of,
    readable,
    removed_words,
    switched_off,
    switched_on,
    with_entry,
    without_form,
    without_own,
)
from annotator.prelabel.own_lexicon import (
    Key,
    OwnWords,
    known_problems,
    own_folder,
    own_languages,
    read_fitting,
    read_own,
    refused,
    take_up_own_words,
    unworkable,
)
from annotator.services import lexicon_files

__all__ = ["GENDERS", "KINDS", "NAME_KINDS", "Entry", "KindId", "Plan", "known_problems"]
KINDS: tuple[KindId, ...] = tuple(FILES)


@dataclass(frozen=True, slots=True)
class Plan:
    """A change of own words that is not made yet.

    Attributes:
        language: of the words.
        words: what it is about, as it is searched for in texts.
        kind: their kind.
        did: what it will have been, in words.
        files: the new text of each own file that changes, by its path below the folder.
    """

    language: str
    kind: KindId
    words: tuple[str, ...]
    did: Message
    files: Mapping[str, str | None]


def lexicon_languages() -> tuple[str, ...]:
    """The languages that have word lists, shipped or own."""
    return (*shipped_languages(), *own_languages())


def problems() -> tuple[Message, ...]:
    """What is wrong with own files that are left out; runs the rules where a file changed."""
    return take_up_own_words()


def entries(language: str, kind: KindId) -> tuple[Entry, ...]:
    """The words of a kind, own ones first, then by alphabet; sanctions terms in plain words.

    An own file that is not sound is left out here as it is everywhere; `problems` tells of it.
    """
    found: dict[str, Entry] = {}
    for file in FILES[kind]:
        own = _sound_data(language, file)
        for one in entries_of(kind, file, own, "own"):
            found.setdefault(one.word, one)
        off = removed_words(own)
        shipped = shipped_list(language, f"{file}.toml") if _ships(language) else None
        for one in entries_of(kind, file, shipped.data if shipped else {}, "shipped"):
            found.setdefault(one.word, as_far_as_on(one, off))
    order = {"own": 0, "off": 1, "partly": 2, "shipped": 3}
    return tuple(sorted(found.values(), key=lambda one: (order[one.state], fold(shown_word(one)))))


def shown_word(entry: Entry) -> str:
    """The word as it is shown: a sanctions term in plain words instead of its pattern."""
    return readable(entry.word) if entry.kind == "sanctions" else entry.word


def find(found: Iterable[Entry], query: str) -> tuple[Entry, ...]:
    """The entries whose words or other forms hold all of the words asked for."""
    wanted = fold(query).split()
    return tuple(
        one
        for one in found
        if all(part in fold(" ".join((shown_word(one), *one.forms, *one.gone))) for part in wanted)
    )


def plan_add(language: str, entry: Entry) -> Plan:
    """Add a word, or set anew what an own or a shipped word means.

    A name of one kind counts no longer as a name of another. Of a shipped word that is no name,
    only what is said here counts; a shipped name keeps its other forms.

    Args:
        language: of the articles.
        entry: a sanctions term in plain words.

    Raises:
        UserError: it lacks what its kind needs.
        LexiconError: the own file is not sound, or would not be with this entry.
    """
    _refuse_left_out(language, FILES[entry.kind][0])
    if entry.kind == "sanctions":
        entry = replace(entry, word=pattern_of(entry.word))
    file = FILES[entry.kind][0]
    data = {file: with_entry(_own_data(language, file), entry)}
    if entry.kind in NAME_KINDS:
        for kind in NAME_KINDS:
            for other in FILES[kind]:
                if other != file and _lists(language, kind, other, entry.word):
                    data[other] = switched_off(_own_data(language, other), entry.word)
    elif _lists(language, entry.kind, file, as_written(entry)):
        data[file] = switched_off(data[file], as_written(entry))
    words = (shown_word(entry), *entry.forms)
    return _plan(language, entry.kind, words, msg("lexicon.did_add", word=words[0]), data)


def plan_switch_off(language: str, entry: Entry, form: str = "") -> Plan:
    """Have a shipped word count no longer.

    Args:
        language: of the articles.
        entry: the word.
        form: of a name, the one form that goes; empty for all of them.

    Raises:
        LexiconError: the own file is not sound, or would not be after this.
    """
    data = {entry.file: switched_off(_own_data(language, entry.file), form or entry.word)}
    did = msg("lexicon.did_off", word=form or shown_word(entry))
    words = (form,) if form else (shown_word(entry), *entry.forms)
    return _plan(language, entry.kind, words, did, data)


def plan_switch_on(language: str, entry: Entry) -> Plan:
    """Have a shipped word count again, with all of its forms."""
    data = dict(_own_data(language, entry.file))
    for word in (entry.word, *entry.forms, *entry.gone):
        data = switched_on(data, word)
    words = entry.gone if entry.state == "partly" else (shown_word(entry), *entry.forms)
    did = msg("lexicon.did_on", word=shown_word(entry))
    return _plan(language, entry.kind, words, did, {entry.file: data})


def plan_remove(language: str, entry: Entry, form: str = "") -> Plan:
    """Take an own word out again; a shipped word of the same spelling counts as before.

    Args:
        language: of the articles.
        entry: the word.
        form: of a name with several, the one form that goes; empty for all of them.
    """
    if form and entry.forms:
        data = {entry.file: without_form(_own_data(language, entry.file), entry.word, form)}
        did = msg("lexicon.did_remove", word=form)
        return _plan(language, entry.kind, (form,), did, data)
    left = without_own(_own_data(language, entry.file), entry.kind, entry.word)
    data = {entry.file: switched_on(left, entry.word)}
    for other in (file for kind in NAME_KINDS for file in FILES[kind]):
        own = _own_data(language, other)
        if entry.kind in NAME_KINDS and entry.word in removed_words(own):
            data[other] = switched_on(data.get(other, own), entry.word)
    did = msg("lexicon.did_remove", word=shown_word(entry))
    return _plan(language, entry.kind, (shown_word(entry), *entry.forms), did, data)


def carry_out(plan: Plan) -> None:
    """Make a planned change; whoever reads texts next takes it up (`take_up_own_words`).

    Raises:
        EnvironmentTrouble: the folder cannot be written; nothing is changed then.
        UserError: the list of changes is damaged.
    """
    lexicon_files.write_files(plan.files, plan.did)


def last_change() -> Message | None:
    """What `take_back` would undo, in words; None for nothing."""
    known = lexicon_files.steps()
    return known[-1].did if known else None


def take_back() -> Message:
    """Undo the last change; what it was.

    Raises:
        UserError: there is none, or a file was changed by other means since.
        EnvironmentTrouble: the folder cannot be written.
    """
    return lexicon_files.take_back()


def own_words_with(plan: Plan) -> OwnWords:
    """The own words as they would be after a planned change."""
    own = read_own(own_folder())
    files: dict[Key, WordList] = dict(own.files)
    for name, text in plan.files.items():
        language, file = name.split("/")
        files.pop((language, file), None)
        if text is not None:
            files[language, file] = read_word_list(name, text)
    return OwnWords(files, own.problems)


def _plan(
    language: str,
    kind: KindId,
    words: tuple[str, ...],
    did: Message,
    data: Mapping[str, dict[str, Any]],
) -> Plan:
    texts: dict[str, str | None] = {}
    for file, values in data.items():
        name = f"{language}/{file}.toml"
        text = lexicon_files.own_text(values) if _says_anything(values) else None
        if text is not None:
            own = read_word_list(f"{file}.toml", text)
            if wrong := refused(language, own) or unworkable(language, own):
                raise LexiconError(wrong)
        texts[name] = text
    return Plan(language, kind, words, did, texts)


def _says_anything(values: Any) -> bool:
    if isinstance(values, Mapping):
        return any(_says_anything(one) for one in values.values())
    return bool(values) if isinstance(values, list) else True


def _own_data(language: str, file: str) -> Mapping[str, Any]:
    """The data of an own file; empty if there is none.

    Raises:
        LexiconError: it is left out, because it cannot be read or does not fit; a change would lose
            what it says.
    """
    path = own_folder() / language / f"{file}.toml"
    if not path.is_file() and not path.is_symlink():
        return {}
    return read_fitting(path, language, path.name).data


def _sound_data(language: str, file: str) -> Mapping[str, Any]:
    """The data of an own file; empty if there is none or it is left out."""
    try:
        return _own_data(language, file)
    except LexiconError:
        return {}


def _refuse_left_out(language: str, file: str) -> None:
    """Add nothing to a file that does not count.

    Raises:
        LexiconError: the rules cannot work with it.
    """
    path = str(own_folder() / language / f"{file}.toml")
    for problem in known_problems():
        if problem.values.get("file") == path:
            raise LexiconError(problem)


def _ships(language: str) -> bool:
    return language in shipped_languages()


def _lists(language: str, kind: KindId, file: str, word: str) -> bool:
    """Whether a shipped file lists a word of a kind, or a form of a name."""
    shipped = shipped_list(language, f"{file}.toml") if _ships(language) else None
    found = entries_of(kind, file, shipped.data, "shipped") if shipped is not None else ()
    return any(word in (one.word, *one.forms) for one in found)
