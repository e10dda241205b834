"""Entries of official sanctions lists, as every reader gives them: who is listed, and how named.

One form for all lists, so that the store, the search and the window know none of them by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SubjectKind = Literal["person", "entity", "vessel", "aircraft", "unknown"]
NameKind = Literal["primary", "alias", "weak", "former"]


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of a listed subject, as the list writes it.

    Attributes:
        kind: `weak` is a name that the list itself calls weak or of low quality; a list that says
            nothing of a name's strength gives `alias`.
        language: ISO 639-1 code if the list says it, else empty.
    """

    text: str
    kind: NameKind = "primary"
    language: str = ""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One listed subject.

    Attributes:
        list: id of the list (`ofac-sdn`, `un-sc`, `eu-fsf`, ...).
        key: the list's own id of the entry, stable between editions ("KPi.033").
        names: at least one; the first is the primary name.
        programmes: programme or regime names of the list.
        legal_bases: acts that the list cites, in its words.
        listed_on, delisted_on: partial ISO dates, empty if the list does not say.
        births: partial ISO dates as far as they are known, a range as "1962/1965".
        birth_places: places in the list's words.
        countries: ISO 3166 alpha-2 codes (nationality, citizenship, flag or seat), without doubles.
        references: (scheme, id) pairs of other registers that the list gives: ("un", "KPi.033").
        note: remarks of the list that tell the subject from its namesakes.
    """

    list: str
    key: str
    subject: SubjectKind
    names: tuple[ListedName, ...]
    programmes: tuple[str, ...] = ()
    legal_bases: tuple[str, ...] = ()
    listed_on: str = ""
    delisted_on: str = ""
    births: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    references: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def id(self) -> str:
        """The id that links carry: `un-sc:KPi.033`."""
        return f"{self.list}:{self.key}"
