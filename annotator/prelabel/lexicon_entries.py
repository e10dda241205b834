"""The word lists as a person sees them: entries of a kind, found in files and put into own ones.

A kind is what a person looks for (reporting verbs, names of people); an entry is one word of it
with what the rules need to know. Nothing here reads or writes a disk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from annotator.model.message import UserError, msg
from annotator.prelabel.lexicon_overlay import BETWEEN_FORMS, REMOVE, Table

KindId = Literal[
    "verbs",
    "people",
    "organisations",
    "institutions",
    "media",
    "places",
    "works",
    "roles",
    "first_names",
    "sanctions",
    "no_names",
]
State = Literal["shipped", "own", "off", "partly"]
"""Where a word comes from, or that it counts no longer: all of it, or some forms of a name."""
OWN_GROUP = "own"
"""Key of the table `[names]` that own names stand under; it is no country."""

FILES: Mapping[KindId, tuple[str, ...]] = {
    "verbs": ("cues",),
    "people": ("people",),
    "organisations": ("organisations",),
    "institutions": ("institutions",),
    "media": ("media",),
    "places": ("regions", "countries", "cities"),
    "works": ("misc",),
    "roles": ("roles",),
    "first_names": ("first_names",),
    "sanctions": ("sanctions",),
    "no_names": ("names",),
}
"""The files of each kind, without `.toml`; what is added goes into the first."""
NAME_KINDS: tuple[KindId, ...] = (
    "people",
    "organisations",
    "institutions",
    "media",
    "places",
    "works",
)
GENDERS = ("m", "f", "either", "plural")
_GENDER_LISTS: Mapping[str, tuple[str, ...]] = {
    "m": ("masculine",),
    "f": ("feminine",),
    "either": ("masculine", "feminine"),
    "plural": ("plural",),
}
_PARTS_OF_VERB = 3
"""An English verb's infinitive, past and participle."""
_FIRST_NAMES = {"m": "m", "f": "f", "either": "u"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One word of a kind.

    Attributes:
        word: as it is listed; of a name the first form, of a sanctions term its pattern.
        file: the file that it stands in, without `.toml`.
        forms: the other forms of a name; of an English verb its irregular past and participle.
        claim: claim type that a verb makes likely, or the kind of a sanctions reference.
        frames: which complements of a verb hold what is reported.
        gender: of a role or a first name: `m`, `f`, `either` or `plural`.
        status: what a sanctions term asserts if no word around says more.
        gone: the forms of a shipped name that are switched off.
    """

    kind: KindId
    word: str
    file: str = ""
    state: State = "shipped"
    forms: tuple[str, ...] = ()
    claim: str = ""
    frames: tuple[str, ...] = ()
    gender: str = ""
    status: str = ""
    gone: tuple[str, ...] = ()


def entries_of(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    """The entries of a kind in the data of one file, each word once."""
    reader = _READERS.get(kind, _names)
    seen: set[str] = set()
    for one in reader(kind, file, data, state):
        if one.word not in seen:
            seen.add(one.word)
            yield one


def removed_words(data: Table) -> frozenset[str]:
    """The shipped words that an own file switches off."""
    return frozenset(data.get(REMOVE, ()))


def as_far_as_on(entry: Entry, off: frozenset[str]) -> Entry:
    """A shipped entry where some words are switched off."""
    gone = tuple(form for form in entry.forms if form in off)
    if entry.word in off:
        return replace(entry, state="off", gone=gone)
    if not gone:
        return entry
    left = tuple(form for form in entry.forms if form not in off)
    return replace(entry, state="partly", forms=left, gone=gone)


def _verbs(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    found: dict[str, Entry] = {}
    for group in data.get("group", ()):
        for lemma in group["verbs"]:
            known = found.get(lemma)
            frames = (*(known.frames if known else ()), *group["frames"])
            claim = known.claim if known else group["claim"]
            unique = tuple(dict.fromkeys(frames))
            found[lemma] = Entry(kind, lemma, file, state, claim=claim, frames=unique)
    yield from found.values()


def _names(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    for listed in data.get("names", {}).values():
        for entry in listed:
            first, *others = (form.strip() for form in entry.split(BETWEEN_FORMS.strip()))
            yield Entry(kind, first, file, state, tuple(others))


def _roles(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    genders: dict[str, set[str]] = {}
    for section in ("people", "bodies"):
        for name, words in data.get(section, {}).items():
            for word in words:
                genders.setdefault(word, set()).add(name)
    for word, names in genders.items():
        gender = next(
            (one for one in ("either", "m", "f", "plural") if set(_GENDER_LISTS[one]) <= names),
            "either",
        )
        yield Entry(kind, word, file, state, gender=gender)


def _first_names(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    for gender, key in _FIRST_NAMES.items():
        for name in data.get("first_names", {}).get(key, ()):
            yield Entry(kind, name, file, state, gender=gender)


def _sanctions(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    for table in data.get("mention", ()):
        status = table.get("status", "unspecified")
        yield Entry(kind, table["pattern"], file, state, claim=table["kind"], status=status)


def _no_names(kind: KindId, file: str, data: Table, state: State) -> Iterator[Entry]:
    for word in data.get("no_names", ()):
        yield Entry(kind, word, file, state)


_READERS = {
    "verbs": _verbs,
    "roles": _roles,
    "first_names": _first_names,
    "sanctions": _sanctions,
    "no_names": _no_names,
}


def as_written(entry: Entry) -> str:
    """The word of an entry as an own file lists it."""
    word = " ".join(entry.word.split())
    if entry.kind == "verbs":
        word = word.replace("’", "'")
    return word.lower() if entry.kind in ("verbs", "roles") else word


def with_entry(data: Table, entry: Entry) -> dict[str, Any]:
    """An own file's data with an entry in it, in the place of an own one of the same word.

    Raises:
        UserError: the entry has no word, or lacks what its kind needs.
    """
    word = as_written(entry)
    if not any(letter.isalpha() for letter in word):
        raise UserError(msg("lexicon.no_word"))
    out = without_own(data, entry.kind, word)
    if REMOVE in out:
        out = switched_on(out, word)
    forms = (word, *(" ".join(form.split()) for form in entry.forms if form.strip()))
    if entry.kind == "verbs":
        if not entry.frames or not entry.claim:
            raise UserError(msg("lexicon.no_frames"))
        _into_group(out, word, entry)
        if len(forms) > 1:
            row = _irregular(forms)
            others = [one for one in out.get("irregular", ()) if one.split()[0] != row.split()[0]]
            out["irregular"] = [*others, row]
    elif entry.kind == "roles":
        for name in _GENDER_LISTS[entry.gender or "either"]:
            _into(out, ("people", name), word)
    elif entry.kind == "first_names":
        _into(out, ("first_names", _FIRST_NAMES.get(entry.gender, "u")), word)
    elif entry.kind == "no_names":
        _into(out, ("no_names",), word)
    elif entry.kind == "sanctions":
        table = {"kind": entry.claim, "pattern": word, "status": entry.status, "score": 0.8}
        out["mention"] = [*out.get("mention", ()), table]
    else:
        _into(out, ("names", OWN_GROUP), BETWEEN_FORMS.join(dict.fromkeys(forms)))
    return out


def _irregular(forms: tuple[str, ...]) -> str:
    """The row of an English verb: infinitive, past and participle of its first word.

    Raises:
        UserError: there are more than these three.
    """
    if len(forms) > _PARTS_OF_VERB:
        raise UserError(msg("lexicon.many_forms", word=forms[0]))
    return " ".join(form.split()[0] for form in forms).lower()


def _into_group(out: dict[str, Any], word: str, entry: Entry) -> None:
    groups = [dict(group) for group in out.get("group", ())]
    for group in groups:
        if group["claim"] == entry.claim and tuple(group["frames"]) == entry.frames:
            group["verbs"] = [*group["verbs"], word]
            break
    else:
        groups.append({"claim": entry.claim, "frames": list(entry.frames), "verbs": [word]})
    out["group"] = groups


def _into(out: dict[str, Any], keys: tuple[str, ...], entry: str) -> None:
    *tables, last = keys
    place = out
    for key in tables:
        place[key] = dict(place.get(key, {}))
        place = place[key]
    place[last] = [*place.get(last, ()), entry]


def without_own(data: Table, kind: KindId, word: str) -> dict[str, Any]:
    """An own file's data without a word of its own; what it leaves empty goes with it."""
    gone = {word, word.lower()} if kind in ("verbs", "roles") else {word}
    if kind == "verbs":
        gone |= {one.replace("'", "’") for one in gone}
    out = {
        key: value if key == REMOVE else left
        for key, value in data.items()
        if key == REMOVE or (left := _pruned(value, gone)) not in ({}, []) or left == value
    }
    if kind == "verbs" and "irregular" in out:
        out["irregular"] = _rows_in_use(out, word.lower().split()[0])
        if not out["irregular"]:
            del out["irregular"]
    return out


def _rows_in_use(data: Table, head: str) -> list[str]:
    """The irregular forms without those of a verb that went, unless another begins like it."""
    heads = {verb.split()[0] for group in data.get("group", ()) for verb in group["verbs"]}
    rows: list[str] = data["irregular"]
    return [row for row in rows if row.split()[0] != head or head in heads]


def without_form(data: Table, word: str, form: str) -> dict[str, Any]:
    """An own file's data in which a name, known by its first form, lacks one of its forms."""

    def left(entry: str) -> str:
        forms = [one.strip() for one in entry.split(BETWEEN_FORMS.strip())]
        kept = [one for one in forms if one != form] if forms[0] == word else forms
        return BETWEEN_FORMS.join(kept)

    names = data.get("names", {}).items()
    kept = {key: [one for entry in row if (one := left(entry))] for key, row in names}
    return {**data, "names": kept}


def _pruned(value: Any, gone: set[str]) -> Any:
    if isinstance(value, Mapping):
        pruned = {key: (part, _pruned(part, gone)) for key, part in value.items()}
        return {key: left for key, (part, left) in pruned.items() if left == part or left}
    if not isinstance(value, list):
        return value
    out = []
    for one in value:
        if isinstance(one, Mapping):
            if one.get("pattern") in gone:
                continue
            left = {
                key: _pruned(part, gone) if key == "verbs" else part for key, part in one.items()
            }
            if left.get("verbs") != []:
                out.append(left)
        elif not isinstance(one, str) or one.split(BETWEEN_FORMS)[0].strip() not in gone:
            out.append(one)
    return out


def switched_off(data: Table, word: str) -> dict[str, Any]:
    """An own file's data that takes a shipped word out."""
    return {**data, REMOVE: [*(one for one in data.get(REMOVE, ()) if one != word), word]}


def switched_on(data: Table, word: str) -> dict[str, Any]:
    """An own file's data that takes a shipped word out no longer."""
    rest = [one for one in data.get(REMOVE, ()) if one != word]
    out = {key: value for key, value in data.items() if key != REMOVE}
    return {REMOVE: rest, **out} if rest else out


_PRIVATE = 0xE000
"""First of the code points that stand for escaped marks while a pattern is simplified."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LOOK = re.compile(r"\(\?<?[=!][^()]*\)")
_OPTIONAL = re.compile(r"\([^()]*\)(?:\?|\*|\{0[^}]*\})")
_GROUP = re.compile(r"\((?:\?-i:|\?:|\?P<\w+>)?([^()|]*)(?:\|[^()]*)?\)(?![?*{])\+?")
_OPTIONAL_LETTER = re.compile(r"(?:\\[wds]|\[[^\]]*\]|[^\\}])\?")
_ANY = re.compile(r"(?:\\[wds]|\[[^\]]*\])(?:[+*]|\{[^}]*\}\??)?")


def readable(pattern: str) -> str:
    """A sanctions pattern as the plainest words that fit it; "…" stands for any."""
    shown = _ESCAPED.sub(lambda found: chr(_PRIVATE + ord(found[1])), pattern).replace("\\b", "")
    while True:
        simpler = _GROUP.sub(r"\1", _OPTIONAL.sub("", _LOOK.sub("", shown)))
        if simpler == shown:
            break
        shown = simpler
    shown = _ANY.sub("…", _OPTIONAL_LETTER.sub("", shown)).split("|")[0]
    shown = re.sub("…+", "…", " ".join(shown.split()))
    return "".join(
        chr(ord(one) - _PRIVATE) if 0 <= ord(one) - _PRIVATE < 128 else one for one in shown
    )


def pattern_of(words: str) -> str:
    """The pattern that fits exactly these words, whatever spaces and apostrophes they have."""
    plain = " ".join(words.split()).replace("’", "'")
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", plain)
