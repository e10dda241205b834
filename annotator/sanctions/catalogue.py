"""Catalogue: acts, families of acts, lists and bodies that a sanctions reference can point to."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.message import GuillemetError, UserError, msg
from annotator.sanctions.name_words import Words, split
from annotator.sanctions.names import Matcher, alike

EntryKind = Literal["instrument", "instrument_family", "measure", "list", "body", "agreement"]
KINDS: dict[str, EntryKind] = {
    "unsc_resolution": "instrument",
    "eu_regulation": "instrument",
    "eu_decision": "instrument",
    "us_executive_order": "instrument",
    "us_act": "instrument",
    "uk_statutory_instrument": "instrument",
    "act": "instrument",
    "ordinance": "instrument",
    "code_article": "instrument",
    "regional_decision": "instrument",
    "political_declaration": "instrument",
    "instrument_family": "instrument_family",
    "coalition_measure": "measure",
    "list": "list",
    "body": "body",
    "agreement": "agreement",
}
_COLUMNS = (
    *("id", "issuer", "regime", "target_iso2", "type", "number", "year", "valid_from", "valid_to"),
    *("title_en", "title_fr", "patterns_fr", "patterns_en", "measures", "status", "status_note"),
    *("related", "priority", "source", "checked"),
)
_NUMBER = re.compile(r"\d{4}/\d{2,4}|\d{2,4}/\d{4}|\d{2,4}/\d{2}\b|\d{3,5}")
_CONTEXT_STEP = 0.02  # what an issuer or a country of the article moves an entry up
_LOWEST = 0.45  # an entry less alike than this is no answer


class CatalogueError(GuillemetError):
    """A catalogue that cannot be read; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One act, family of acts, list, body or agreement (columns: resources/catalogue/README.md).

    Attributes:
        kind: what a reference to it is; `type` says it in the words of the law.
        targets: ISO 3166 codes of the states that it aims at.
        valid_from: partial date, empty if not known; `valid_to` likewise.
        status: state of the law when the catalogue was made, not at the date of an article.
        checked: what was compared with a published text.
    """

    id: EntryId
    issuer: str
    regime: str
    targets: tuple[str, ...]
    type: str
    kind: EntryKind
    number: str
    year: str
    valid_from: str
    valid_to: str
    title_fr: str
    title_en: str
    patterns_fr: tuple[str, ...]
    patterns_en: tuple[str, ...]
    measures: tuple[str, ...]
    status: str
    status_note: str
    related: tuple[EntryId, ...]
    priority: int
    source: str
    checked: str

    def title(self, language: str) -> str:
        """The descriptive title in a language of the interface."""
        return self.title_en if language == "en" else self.title_fr

    def patterns(self, language: str) -> tuple[str, ...]:
        """How newspapers of a language call it."""
        return self.patterns_en if language == "en" else self.patterns_fr


@dataclass(frozen=True, slots=True)
class Context:
    """What orders equal answers: issuers and countries that the article speaks of.

    Attributes:
        linked: ids of entries that the article links to already.
        published: date of the article; what began later moves down.
        paragraph: countries named in the paragraphs of the words that are linked; they weigh twice
            what those of the article do.
        sentence: countries named in their sentences; they weigh three times as much.
    """

    issuers: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    published: PartialDate | None = None
    paragraph: frozenset[str] = frozenset()
    sentence: frozenset[str] = frozenset()

    def lift(self, entry_id: str, issuer: str, countries: Iterable[str], began: str = "") -> float:
        """What an entry moves up by, added to its score for the order alone.

        Args:
            entry_id: id of the entry.
            issuer: who made it.
            countries: ISO 3166 codes that it has to do with.
            began: partial date of its beginning; empty if not known.
        """
        met = (issuer in self.issuers) + self._nearness(frozenset(countries))
        late = _CONTEXT_STEP * 2 if self._is_later(began) else 0.0
        return _CONTEXT_STEP * (met + (entry_id in self.linked)) - late

    def _nearness(self, countries: frozenset[str]) -> int:
        """How near the nearest of some countries is named: 3 in the sentence, 0 nowhere."""
        for weight, there in ((3, self.sentence), (2, self.paragraph), (1, self.countries)):
            if not there.isdisjoint(countries):
                return weight
        return 0

    def _is_later(self, began: str) -> bool:
        if self.published is None or not began:
            return False
        try:
            return bool(self.published.before(PartialDate.parse(began)))
        except UserError:  # a list may write a date otherwise
            return False


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer to a search: the entry, 0 to 1, and the name of it that matched."""

    entry: CatalogueEntry
    score: float
    matched: str

    def order(self, context: Context) -> float:
        """What it is ranked by: a number that is the entry's own is above all likeness of words.

        A family is told by what is spoken of around the words alone, so that weighs twice there.
        """
        entry = self.entry
        lift = context.lift(entry.id, entry.issuer, entry.targets, entry.valid_from)
        twice = entry.kind == "instrument_family"
        return self.score + (1 if self.score >= 1 else 0) + lift * (2 if twice else 1)


class Catalogue:
    """The entries, with indices by id, by number and by name."""

    def __init__(self, entries: Iterable[CatalogueEntry]) -> None:
        """Index the entries."""
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}
        self._by_number: dict[str, list[CatalogueEntry]] = {}
        self._tables: dict[str, _NameTable] = {}
        for entry in self.entries:
            for number in numbers(entry.number):
                self._by_number.setdefault(number, []).append(entry)

    def entry(self, entry_id: str) -> CatalogueEntry | None:
        """The entry with this id."""
        return self._by_id.get(EntryId(entry_id))

    def by_number(self, number: str) -> tuple[CatalogueEntry, ...]:
        """The entries that are cited by a number: "1718", "2017/1509", "14024"."""
        return tuple(self._by_number.get(number, ()))

    def search(
        self,
        query: str,
        *,
        language: str = "fr",
        limit: int = 20,
        context: Context | None = None,
    ) -> tuple[Candidate, ...]:
        """The entries that answer what a person typed, best first; nothing for an empty query.

        A number that is an entry's own comes first; then names by likeness of their words.
        The context only orders what is nearly equal.
        """
        if not query.strip():
            return ()
        context = context or Context()
        found = {one.entry.id: one for one in self._by_words(query, language)}
        for number in numbers(query):
            for entry in self.by_number(number):
                found[entry.id] = Candidate(entry, 1.0, entry.number)
        ranked = sorted(
            found.values(),
            key=lambda one: (-one.order(context), one.entry.priority, one.entry.id),
        )
        return tuple(ranked[:limit])

    def _by_words(self, query: str, language: str) -> Iterable[Candidate]:
        words = split(query)
        matcher = Matcher(words)
        best: dict[EntryId, Candidate] = {}
        for entry, name, known in self._index(language).near(words):
            score = round(min(matcher.compare(known).score, 0.99), 4)
            if score >= _LOWEST and (entry.id not in best or score > best[entry.id].score):
                best[entry.id] = Candidate(entry, score, name)
        return best.values()

    def _index(self, language: str) -> _NameTable:
        if language not in self._tables:
            self._tables[language] = _NameTable(self.entries, language)
        return self._tables[language]


def numbers(text: str) -> tuple[str, ...]:
    """Numbers of acts in a text; a year in brackets is none."""
    return tuple(_NUMBER.findall(re.sub(r"\(\d{4}\)", "", text)))


class _NameTable:
    """All names of the entries, and which of them have a word."""

    def __init__(self, entries: Iterable[CatalogueEntry], language: str) -> None:
        self._rows = [
            (entry, name, split(name)) for entry in entries for name in _names(entry, language)
        ]
        self._places: dict[str, list[int]] = {}
        self._words: dict[str, set[str]] = {}  # by key
        for place, (_, _, words) in enumerate(self._rows):
            for word, heard in zip(words.words, words.keys, strict=True):
                self._words.setdefault(heard, set()).add(word)
                self._places.setdefault(word, []).append(place)

    def near(self, query: Words) -> Iterable[tuple[CatalogueEntry, str, Words]]:
        """The names that have a word like one of a query; no other can answer it."""
        met: set[str] = set()
        for word, heard in zip(query.words, query.keys, strict=True):
            met |= alike(word, self._places)
            for other in alike(heard, self._words):
                met |= self._words[other]
        places = {place for word in met for place in self._places[word]}
        return [self._rows[place] for place in sorted(places)]


def _names(entry: CatalogueEntry, language: str) -> list[str]:
    other = "fr" if language == "en" else "en"
    named = [*entry.patterns(language), entry.title(language)]
    named += [*entry.patterns(other), f"{entry.issuer} {entry.regime}", entry.id]
    return [name for name in named if name]


def read_catalogue(source: str, name: str) -> Catalogue:
    """Read the text of a catalogue (columns: resources/catalogue/README.md).

    Args:
        source: the CSV text.
        name: the file's name, for errors.

    Raises:
        CatalogueError: a column is missing, an id is missing or given twice, a type is unknown,
            a related entry does not exist; the message names file and line.
    """
    reader = csv.DictReader(io.StringIO(source))
    missing = [column for column in _COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise CatalogueError(msg("catalogue.no_column", file=name, column=missing[0]))
    entries: list[CatalogueEntry] = []
    lines: dict[str, int] = {}
    for row in reader:
        entry = _entry(row, name, reader.line_num)
        if entry.id in lines:
            raise CatalogueError(
                msg("catalogue.double", file=name, line=reader.line_num, id=entry.id)
            )
        lines[entry.id] = reader.line_num
        entries.append(entry)
    for entry in entries:
        for other in entry.related:
            if other not in lines:
                raise CatalogueError(
                    msg("catalogue.no_related", file=name, line=lines[entry.id], id=other)
                )
    return Catalogue(entries)


def _entry(row: Mapping[str, str | None], name: str, line: int) -> CatalogueEntry:
    def text(column: str) -> str:
        value = row.get(column)
        if value is None:
            raise CatalogueError(msg("catalogue.short_row", file=name, line=line, column=column))
        return value.strip()

    def several(column: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text(column).split("|") if part.strip())

    if not re.fullmatch(r"[a-z0-9-]+", text("id")):
        raise CatalogueError(msg("catalogue.bad_id", file=name, line=line, id=text("id")))
    if text("type") not in KINDS:
        raise CatalogueError(msg("catalogue.bad_type", file=name, line=line, type=text("type")))
    return CatalogueEntry(
        id=EntryId(text("id")),
        issuer=text("issuer"),
        regime=text("regime"),
        targets=several("target_iso2"),
        type=text("type"),
        kind=KINDS[text("type")],
        number=text("number"),
        year=text("year"),
        valid_from=text("valid_from"),
        valid_to=text("valid_to"),
        title_fr=text("title_fr"),
        title_en=text("title_en"),
        patterns_fr=several("patterns_fr"),
        patterns_en=several("patterns_en"),
        measures=several("measures"),
        status=text("status"),
        status_note=text("status_note"),
        related=tuple(EntryId(one) for one in several("related")),
        priority=int(text("priority")) if text("priority").isdigit() else 2,
        source=text("source"),
        checked=text("checked"),
    )


def catalogue_row(entry: CatalogueEntry) -> dict[str, str]:
    """An entry as a line of a catalogue file, which `read_catalogue` reads again."""
    values = {name: getattr(entry, name, "") for name in _COLUMNS}
    values["target_iso2"] = entry.targets
    return {
        name: "|".join(value) if isinstance(value, tuple) else str(value)
        for name, value in values.items()
    }


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the program, read once."""
    found = files("resources") / "catalogue" / "catalogue.csv"
    return read_catalogue(found.read_text(encoding="utf-8"), "catalogue.csv")
