"""Catalogue entries and listed subjects as the margin shows them, and what tells them apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from annotator.day_words import with_days
from annotator.messages import Translator
from annotator.model.dates import PartialDate
from annotator.model.ids import EntryId
from annotator.model.items import Link
from annotator.model.listed import SubjectKind
from annotator.sanctions.catalogue import EntryKind
from annotator.services.entries import Context, EntryBook, Hit
from annotator.services.list_words import day, list_title
from annotator.services.place_names import place_name

_SUBJECT = re.compile(r"[ \u00a0\u202f]?:[ \u00a0\u202f]")
_MOST_COUNTRIES = 4
_MOST_PROGRAMMES = 3


@dataclass(frozen=True, slots=True)
class EntryOption:
    """An entry that a search found.

    Attributes:
        title: what it is called ("Résolution 1718 (2006) du Conseil de sécurité").
        detail: what it is about, what tells it from its namesakes, the name that matched.
        warning: why it may not be meant in an article of that date; empty if nothing speaks so.
        score: 0 to 1 of the name; None for the catalogue, where words and numbers decide.
    """

    id: EntryId
    title: str
    detail: str
    warning: str = ""
    score: float | None = None


def entry_title(book: EntryBook, entry_id: EntryId, language: str) -> str:
    """What an entry is called; its id if nothing here knows it."""
    return title_and_subject(whole_title(book, entry_id, language))[0]


def whole_title(book: EntryBook, entry_id: EntryId, language: str) -> str:
    """What an entry is called and what it is about; its id if nothing here knows it."""
    return book.title(entry_id, language)


def title_and_subject(title: str) -> tuple[str, str]:
    """A title cut at the colon that parts what an act is called from what it is about."""
    for found in _SUBJECT.finditer(title):
        head = title[: found.start()]
        if head.count("(") == head.count(")"):
            return head, title[found.end() :]
    return title, ""


def act_options(
    book: EntryBook, query: str, say: Translator, limit: int, context: Context
) -> tuple[EntryOption, ...]:
    """The entries of the catalogue that a query finds, best first; quick enough for every key.

    Args:
        book: what can be linked to.
        query: what a person typed.
        say: the reader's language.
        limit: most entries.
        context: what the article speaks of; it orders answers that are nearly equal.
    """
    found = book.catalogue.search(query, language=say.language, limit=limit, context=context)
    return tuple(_act(book, one.entry.id, one.matched, say, context.published) for one in found)


def hit_options(
    book: EntryBook, hits: Iterable[Hit], say: Translator, published: PartialDate | None
) -> tuple[EntryOption, ...]:
    """What a search of catalogue and lists found, as options in its order."""
    return tuple(_hit(book, one, say, published) for one in hits)


def _act(
    book: EntryBook, entry_id: EntryId, matched: str, say: Translator, published: PartialDate | None
) -> EntryOption:
    entry = book.find(entry_id)
    assert entry is not None  # the catalogue that found it knows it
    whole = entry.title(say.language)
    title, subject = title_and_subject(whole)
    details = [subject] if subject else []
    if entry.kind == "instrument_family":
        details.insert(0, say("entry.kind.instrument_family"))
    if entry.source == "own":
        details.append(say("entry.own"))
    if matched not in whole:
        details.append(say("margin.matched", words=matched))
    return EntryOption(
        entry.id, title, " · ".join(details), warning_of(book, entry.id, say, published)
    )


def _hit(book: EntryBook, hit: Hit, say: Translator, published: PartialDate | None) -> EntryOption:
    act = book.catalogue.entry(hit.id)
    if act is not None:
        return _act(book, hit.id, hit.matched, say, published)
    about = hit.about
    details = [list_title(hit.source, say), kind_words(hit.kind, say)]
    if about.births:
        dates = (one.split("/") for one in about.births[:2])
        born = ("–".join(day(part, say.language) for part in one) for one in dates)
        details.append(say("entry.born", dates=", ".join(born)))
    details += [place_name(code, say.language) for code in about.countries[:_MOST_COUNTRIES]]
    details += about.programmes[:_MOST_PROGRAMMES]
    if about.listed_on:
        details.append(say("entry.listed_on", date=day(about.listed_on, say.language)))
    if hit.via:
        details.append(say(f"entry.via.{hit.via}", name=hit.matched))
    if hit.same_as:
        details.append(say("entry.same_as", n=len(hit.same_as)))
    return EntryOption(
        hit.id, hit.title, " · ".join(details), warning_of(book, hit.id, say, published), hit.score
    )


def warning_of(
    book: EntryBook, entry_id: EntryId, say: Translator, published: PartialDate | None
) -> str:
    """Why an entry may not be meant in an article of a date, in words; empty if nothing does."""
    return link_warning(book, Link(entry_id), say, published)


def link_marks(link: Link, say: Translator) -> str:
    """That a link is not sure, or one of several, in words; empty for a plain one."""
    said = [say("catalogue.link.unsure")] if link.certainty == "unsure" else []
    said += [say("catalogue.link.one_of")] if link.role == "one_of" else []
    return " · ".join(said)


def link_warning(
    book: EntryBook, link: Link, say: Translator, published: PartialDate | None
) -> str:
    """Why a link may not be meant in an article of a date, in words; empty if nothing says so."""
    found = book.warnings(link, published)
    return " ".join(say.say(with_days(one, say.language)) for one in found)


def kind_words(kind: EntryKind | SubjectKind, say: Translator) -> str:
    """What an entry is: a person, a vessel, a family of acts."""
    return say(f"entry.kind.{kind}")
