"""Catalogue entries as the margin shows them: a short title, and what tells them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.messages import Translator
from annotator.model.ids import EntryId
from annotator.services.catalogue import Candidate, Context, find_entry, search_entries

_SUBJECT = re.compile(r"[ \u00a0\u202f]?:[ \u00a0\u202f]")


@dataclass(frozen=True, slots=True)
class EntryOption:
    """A catalogue entry that a search found.

    Attributes:
        title: what it is called ("Résolution 1718 (2006) du Conseil de sécurité").
        detail: what it is about, and the name that matched if it is another one.
    """

    id: EntryId
    title: str
    detail: str


def entry_title(entry_id: EntryId, language: str) -> str:
    """What an entry is called; its id if the catalogue does not have it."""
    return title_and_subject(whole_title(entry_id, language))[0]


def whole_title(entry_id: EntryId, language: str) -> str:
    """What an entry is called and what it is about; its id if the catalogue does not have it."""
    entry = find_entry(entry_id)
    return entry.title(language) if entry else entry_id


def title_and_subject(title: str) -> tuple[str, str]:
    """A title cut at the colon that parts what an act is called from what it is about."""
    for found in _SUBJECT.finditer(title):
        head = title[: found.start()]
        if head.count("(") == head.count(")"):
            return head, title[found.end() :]
    return title, ""


def entry_options(
    query: str, say: Translator, limit: int, context: Context
) -> tuple[EntryOption, ...]:
    """The entries that a query finds, best first.

    Args:
        query: what a person typed.
        say: the reader's language.
        limit: most entries.
        context: what the article speaks of; it orders answers that are nearly equal.
    """
    found = search_entries(query, language=say.language, limit=limit, context=context)
    return tuple(_option(one, say) for one in found)


def _option(candidate: Candidate, say: Translator) -> EntryOption:
    whole = candidate.entry.title(say.language)
    title, subject = title_and_subject(whole)
    details = [subject] if subject else []
    if candidate.matched not in whole:
        details.append(say("margin.matched", words=candidate.matched))
    return EntryOption(candidate.entry.id, title, " · ".join(details))
