"""Catalogue entries as the margin shows them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EntryOption:
    """A catalogue entry that a search found, in words."""

    id: str
    title: str
    detail: str


def entry_title(entry: str, language: str) -> str:
    """The short title of a catalogue entry."""
    return entry


def entry_options(query: str, language: str, limit: int) -> tuple[EntryOption, ...]:
    """The entries that a query finds."""
    return ()
