"""What annotations link to, as it leaves the house with them: catalogue, own and listed entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.list_editions import StoredEntry
from annotator.model.message import Message, UserError, msg
from annotator.model.scheme import Texts, in_language

CATALOGUE, OWN = "catalogue", "own"


def is_listed(entry_id: str) -> bool:
    """Whether an id is that of a list's entry: those of the catalogue have no colon."""
    return ":" in entry_id


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """An entry that a link points to, with all that is known of it where the link was made.

    Attributes:
        source: `catalogue` (it ships with the program), `own` (the project added it), or the id
            of an official list.
        kind: what it is (`instrument`, `list`, `body`, …); of a list's entry who is listed.
        titles: title by language; of a listed subject its primary name.
        issuer: who made it: `UN`, `EU`, `US`, …
        regimes: the regime that it belongs to; of a listed subject the list's programmes.
        targets: ISO 3166 codes; of a listed subject its countries.
        valid_from, valid_to: partial dates, empty if open or not known; of a listed subject when it
            was listed and, if the list says so, delisted.
        withdrawn: when an edition without it was imported (UTC, ISO), empty while it is listed.
        listed: of a list's entry what the edition says of it, names and births among it.
        own: of an entry that the project added all its fields, for the project that imports it.
    """

    id: EntryId
    source: str = CATALOGUE
    kind: str = "instrument"
    titles: Texts = ()
    issuer: str = ""
    regimes: tuple[str, ...] = ()
    number: str = ""
    targets: tuple[str, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    withdrawn: str = ""
    note: str = ""
    listed: StoredEntry | None = None
    own: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def edition(self) -> str:
        """SHA-256 of the list's edition; empty for other entries."""
        return self.listed.edition.sha256 if self.listed else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is known: of a listed subject all of the list's, else the titles."""
        if self.listed:
            return tuple(dict.fromkeys(one.text for one in self.listed.entry.names))
        return tuple(dict.fromkeys(text for _, text in self.titles))

    def note_in(self, language: str) -> str:
        """The note for a reader; those of the catalogue that ships are written in English alone."""
        return "" if self.source == CATALOGUE and language != "en" else self.note

    def title(self, language: str) -> str:
        """The title in a language, else in another; its id if it has none."""
        return in_language(self.titles, language) or self.id


class Dated(Protocol):
    """What `entry_warnings` looks at."""

    @property
    def id(self) -> EntryId:
        """Id of the entry."""

    @property
    def valid_from(self) -> str:
        """Partial date, or empty."""

    @property
    def valid_to(self) -> str:
        """Partial date, or empty."""

    @property
    def withdrawn(self) -> str:
        """When an edition without it was imported, or empty."""


def entry_warnings(entry: Dated, published: PartialDate | None) -> Iterator[Message]:
    """Why an entry may not be meant in an article of a date: not yet, or no longer, in force."""
    listed = is_listed(entry.id)
    starts, ends = _date(entry.valid_from), _date(entry.valid_to)
    if published is not None and starts is not None and published.before(starts):
        name = "entry.listed_later" if listed else "entry.made_later"
        yield msg(name, date=str(starts), article=str(published))
    if ends is not None and (published is None or ends.before(published) is not False):
        yield msg("entry.lifted" if listed else "entry.ended", date=str(ends))
    elif entry.withdrawn:
        yield msg("entry.withdrawn", date=entry.withdrawn[:10])


def _date(text: str) -> PartialDate | None:
    """A partial date; None for what a list writes otherwise."""
    with suppress(UserError):
        return PartialDate.parse(text)
    return None
