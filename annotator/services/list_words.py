"""How lists, their editions and what an import changed are said; for window and terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from annotator.day_words import iso_words
from annotator.messages import Translator
from annotator.model.list_editions import (
    EditionReport,
    EntryName,
    ListEdition,
    NamedEntries,
    StoredEntry,
)
from annotator.services.lists import ListImport, ListImports

SHOWN = 8
"""Names of entries that a sentence gives."""
_NOTES = 5
"""Entries without a name that are told one by one."""


def list_title(list_id: str, say: Translator) -> str:
    """The name of a list for people."""
    message = f"lists.name.{list_id}"
    if say.knows(message):
        return say(message)
    family, _, part = list_id.partition("-")
    if family == "opensanctions":
        return say("lists.name.opensanctions_part", part=part.replace("-", " "))
    return list_id


def day(date: str, language: str) -> str:
    """A partial ISO date (a time behind it is dropped) as people write it; nothing for nothing."""
    return iso_words(date, language)


def edition_date(edition: ListEdition, say: Translator) -> str:
    """Of when an edition is: its own date, else when it was imported."""
    if edition.published:
        return day(edition.published, say.language)
    return say("lists.undated", date=day(edition.imported, say.language))


def say_imports(
    done: ListImports, say: Translator, withheld: str = "lists.withheld"
) -> Iterator[str]:
    """A sentence for each thing that happened.

    Args:
        done: the import.
        say: the language.
        withheld: message id for an edition that would withdraw too much.
    """
    for one in done.lists:
        yield from say_import(one, say, withheld)
    if done.cancelled:
        yield say("lists.cancelled")
    elif not done.lists:
        yield say("lists.no_files")


def say_withheld(one: ListImport, say: Translator, message: str = "lists.withheld") -> str:
    """That an edition would withdraw too much, with the numbers; empty for any other."""
    report = one.withheld
    if report is None:
        return ""
    title = list_title(report.edition.list, say)
    return say(message, title=title, file=one.file, n=report.withdrawn.count, of=report.before)


def say_import(one: ListImport, say: Translator, withheld: str = "lists.withheld") -> Iterator[str]:
    """What became of one list."""
    if one.withheld is not None:
        yield say_withheld(one, say, withheld)
        return
    if one.refused is not None:
        yield say.say(one.refused)
        return
    report = one.report
    if report is None:
        return
    title = list_title(report.edition.list, say)
    date = edition_date(report.edition, say)
    if report.known:
        yield say("lists.known", title=title, date=date, file=one.file)
        return
    yield say("lists.imported", n=report.edition.count, title=title, date=date, names=report.names)
    if report.older:
        yield say("lists.older", title=title)
    if not one.first:
        yield from _differences(report, say)
    notes = [note for note in one.notes if note.id == "lists.left_out"]
    yield from (say.say(note) for note in one.notes if note.id != "lists.left_out")
    yield from (say.say(note) for note in notes[:_NOTES])
    if len(notes) > _NOTES:
        yield say("lists.more_left_out", n=len(notes) - _NOTES, file=one.file)


def say_withdrawn(entries: Sequence[EntryName], say: Translator) -> Iterator[str]:
    """Which entries that annotations of the open project link to are withdrawn now."""
    if entries:
        yield say(
            "lists.linked_withdrawn",
            n=len(entries),
            names=_names(NamedEntries(len(entries), tuple(entries)), say),
        )


def say_kept(kept: Sequence[StoredEntry], here: Collection[str], say: Translator) -> Iterator[str]:
    """What the open project keeps of official lists, and what of it is in no list that is here.

    Args:
        kept: the entries that its annotations link to, each with its edition.
        here: ids of the lists that are here.
        say: the language.
    """
    newest = {one.entry.id: one for one in reversed(kept)}
    if not newest:
        return
    yield say("lists.kept", n=len(newest))
    away = [one for one in newest.values() if one.edition.list not in here]
    named = [
        f"{one.entry.names[0].text} ({list_title(one.edition.list, say)},"
        f" {edition_date(one.edition, say)})"
        for one in away
    ]
    if named:
        yield say("lists.kept_away", n=len(named), names=_listed(named, say))


def _differences(report: EditionReport, say: Translator) -> Iterator[str]:
    counts = report.added.count, report.changed.count, report.withdrawn.count
    added, changed, withdrawn = counts
    yield say("lists.compared", added=added, changed=changed, withdrawn=withdrawn, n=report.same)
    if added:
        yield say("lists.added", n=added, names=_names(report.added, say))
    if changed:
        yield say("lists.changed", n=changed, names=_names(report.changed, say))
    if withdrawn:
        yield say("lists.withdrawn", n=withdrawn, names=_names(report.withdrawn, say))


def _names(entries: NamedEntries, say: Translator) -> str:
    return _listed([one.name for one in entries.names], say, entries.count)


def _listed(names: Sequence[str], say: Translator, count: int = 0) -> str:
    """The first names, and how many more there are; `count` where not all of them are given."""
    shown = "; ".join(names[:SHOWN])
    more = max(count, len(names)) - SHOWN
    return f"{shown}; {say('lists.and_more', n=more)}" if more > 0 else shown
