"""Lists of 100,000 names: the real ones beside the project, and people made of their words."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.model.list_editions import EditionReport, ListEdition
from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.lists.reading import find_lists
from annotator.services.list_store import ListStore

PROJECT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared")) / "sanctions"
NAMES = Path(__file__).resolve().parent / "names"
TOTAL = 100_000
"""Names in all, so many as all official lists together have in round figures."""
_REAL = ("ofac", "un", "opensanctions/targets.simple.ua_war_sanctions.csv")
_FRENCH = "fr/registre_index_slim.json"
_SEED = 7


@dataclass(frozen=True, slots=True)
class Spelling:
    """A query of `names/french_spellings.csv`."""

    query: str
    wanted: frozenset[str]
    half: str


def spellings() -> list[Spelling]:
    """How the French press spells listed names."""
    with (NAMES / "french_spellings.csv").open(encoding="utf-8", newline="") as file:
        return [
            Spelling(
                row["query"],
                frozenset({f"{row['list']}:{row['key']}", *filter(None, row["also"].split("|"))}),
                row["half"],
            )
            for row in csv.DictReader(file)
        ]


def ordinary_names() -> list[str]:
    """Names of the news that no list should answer to with certainty."""
    with (NAMES / "ordinary_names.csv").open(encoding="utf-8", newline="") as file:
        return [row["query"] for row in csv.DictReader(file)]


def mistyped(queries: list[str], count: int) -> list[str]:
    """Queries with one letter left out, doubled, changed or two in the wrong order."""
    dice = random.Random(_SEED)
    out = []
    for _ in range(count):
        query = dice.choice(queries)
        at = dice.randrange(len(query) - 1)
        left, right = query[:at], query[at + 1 :]
        swapped = left + query[at + 1] + query[at] + query[at + 2 :]
        forms = (left + right, left + query[at] + query[at:], left + "w" + right, swapped)
        out.append(dice.choice(forms))
    return out


def real_lists() -> dict[str, list[ListedEntry]]:
    """The entries of the lists that stand beside the project, by list; empty if there are none."""
    if not SHARED.is_dir():
        return {}
    paths = [
        path
        for part in _REAL
        for path in (sorted((SHARED / part).iterdir()) if (SHARED / part).is_dir() else [])
    ]
    paths += [SHARED / part for part in _REAL if (SHARED / part).is_file()]
    out: dict[str, list[ListedEntry]] = {}
    for found in find_lists(paths):
        if found.reader is not None:
            opened = found.open()
            out[opened.head.list] = list(opened.entries(lambda _left_out: None))
    out["fr-gels"] = list(_french())
    return out


def _french() -> Iterator[ListedEntry]:
    """The names of the French register, of which only an index is there."""
    data = json.loads((SHARED / _FRENCH).read_text(encoding="utf-8"))
    for one in data["entries"]:
        name = " ".join([one["Nom"], *(one.get("Prenoms") or ())]).strip()
        others = tuple(ListedName(alias, "alias") for alias in one["Alias"] if alias.strip())
        births = tuple(
            birth["annee"] for birth in one.get("DatesNaissance") or () if birth.get("annee")
        )
        person = one["Nature"] == "Personne physique"
        yield ListedEntry(
            *("fr-gels", str(one["IdRegistre"]), "person" if person else "entity"),
            (ListedName(name), *others),
            births=births,
        )


def made_up(real: dict[str, list[ListedEntry]], names: int) -> Iterator[ListedEntry]:
    """Entries with so many names, each word of which is one of some real name.

    Words are drawn one by one: pieces of a name would give doubles of real people.
    """
    dice = random.Random(_SEED)
    known = [
        name.text.replace(",", "").split()
        for entries in real.values()
        for entry in entries
        for name in entry.names
        if name.text.isascii()
    ]
    known = [words for words in known if 2 <= len(words) <= 5]
    number, left = 0, names
    while left > 0:
        count = min(left, dice.choice((1, 1, 2, 3)))
        left -= count
        number += 1
        texts = [
            " ".join(dice.choice(dice.choice(known)) for _ in dice.choice(known))
            for _ in range(count)
        ]
        listed = tuple(
            ListedName(text, "alias" if place else "primary") for place, text in enumerate(texts)
        )
        yield ListedEntry("made-up", str(number), "person", listed)


def take_in(store: ListStore, list_id: str, entries: list[ListedEntry]) -> EditionReport:
    """Add entries as an edition of a list."""
    sha = hashlib.sha256(list_id.encode()).hexdigest()
    return store.add_edition(ListEdition(list_id, list_id, sha), entries, duplicates="merge")
