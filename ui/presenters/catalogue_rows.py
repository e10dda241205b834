"""What the catalogue browser shows: its table, and an entry with all that is known of it. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from annotator.messages import Translator
from annotator.model.scheme import Scheme
from annotator.model.text import bound
from annotator.sanctions.catalogue import CatalogueEntry
from annotator.services.entries import EntryBook, ShownEntry
from annotator.services.entry_browse import (
    PLACES,
    LinkPlace,
    Row,
    families_of,
    members_of,
    related_to,
)
from annotator.services.entry_search import CATALOGUE, OWN_ENTRIES
from annotator.services.list_words import list_title
from annotator.services.place_names import place_name
from ui.presenters.entries import kind_words

HEADS = ("title", "number", "kind", "issuer", "source")
ENTRY, PLACE = "entry:", "place:"
"""What the targets of links in the detail begin with."""


def cells(row: Row, say: Translator) -> tuple[str, ...]:
    """The words of an entry in the table."""
    title = row.title
    if row.matched:
        title += f" ({say('margin.matched', words=row.matched)})"
    return (
        title,
        row.number,
        say(f"entry.kind.{row.kind}"),
        place_name(row.issuer, say.language),
        source_words(row.source, say),
    )


def source_words(source: str, say: Translator) -> str:
    """Where an entry comes from."""
    if source in (CATALOGUE, OWN_ENTRIES):
        return say(f"catalogue.source.{source}")
    return list_title(source, say)


@dataclass(frozen=True, slots=True)
class Detail:
    """An entry with what else the project and the catalogue say of it.

    Attributes:
        linked: how many references of the project link to it.
        places: where, as many as are shown.
    """

    entry: ShownEntry
    linked: int = 0
    places: Sequence[LinkPlace] = ()


def detail_html(book: EntryBook, detail: Detail, scheme: Scheme, say: Translator) -> str:
    """An entry as a page with links: to its relations, and to the places that link to it."""
    shown, act = detail.entry, book.catalogue.entry(detail.entry.id)
    parts = [f"<h3>{escape(shown.title(say.language))}</h3>"]
    parts.append("<table cellspacing='0' cellpadding='2'>")
    for name, words in _lines(shown, act, scheme, say):
        head = escape(say(f"catalogue.field.{name}"))
        parts.append(f"<tr><td><b>{head}</b>&nbsp;&nbsp;</td><td>{escape(words)}</td></tr>")
    parts.append("</table>")
    if act is not None:
        for name, others in (
            ("members", members_of(book, act)),
            ("families", families_of(book, act)),
            ("related", related_to(book, act)),
        ):
            parts.append(_others(name, others, say))
    linked = (
        say("catalogue.linked", n=detail.linked) if detail.linked else say("catalogue.unlinked")
    )
    parts.append(f"<p><b>{escape(linked)}</b></p>")
    if detail.places:
        items = "".join(
            f"<li><a href='{PLACE}{number}'>{escape(_place(one, say))}</a></li>"
            for number, one in enumerate(detail.places)
        )
        parts.append(f"<ul>{items}</ul>")
    if detail.linked > len(detail.places):
        parts.append(f"<p>{escape(say('catalogue.more_places', n=PLACES))}</p>")
    return "".join(parts)


def _lines(
    shown: ShownEntry, act: CatalogueEntry | None, scheme: Scheme, say: Translator
) -> Iterable[tuple[str, str]]:
    """The fields that say something, by name."""
    language = say.language
    other = "en" if language == "fr" else "fr"
    titles = dict(shown.titles)
    if titles.get(other) and titles[other] != shown.title(language):
        yield f"title_{other}", titles[other]
    kind = say(f"catalogue.type.{act.type}") if act is not None else kind_words(shown.kind, say)
    yield "type", kind
    yield "source_of", source_words(shown.source, say)
    if shown.issuer:
        yield "issuer", place_name(shown.issuer, language)
    for name, words in (("number", shown.number), ("regime", shown.regime)):
        if words:
            yield name, words
    if shown.targets:
        yield "targets", ", ".join(place_name(code, language) for code in shown.targets)
    if act is not None and act.measures:
        yield "measures", ", ".join(_measure(one, scheme, language) for one in act.measures)
    if act is not None:
        for name, patterns in (("fr", act.patterns_fr), ("en", act.patterns_en)):
            if patterns:
                yield f"patterns_{name}", " · ".join(patterns)
    for name, date in (("valid_from", shown.valid_from), ("valid_to", shown.valid_to)):
        if date:
            yield name, date
    if shown.births:
        yield "births", ", ".join(shown.births)
    if shown.withdrawn:
        yield "withdrawn", shown.withdrawn[:10]
    if note := shown.note_in(language):
        yield "note", note
    if act is not None and act.source:
        yield "source", act.source


def _measure(name: str, scheme: Scheme, language: str) -> str:
    label = scheme.label("measures", name)
    return label.title(language) if label is not None else name.replace("_", " ")


def _others(name: str, others: Sequence[CatalogueEntry], say: Translator) -> str:
    if not others:
        return ""
    items = "".join(
        f"<li><a href='{ENTRY}{one.id}'>{escape(one.title(say.language))}</a></li>"
        for one in others
    )
    return f"<p><b>{escape(say(f'catalogue.{name}', n=len(others)))}</b></p><ul>{items}</ul>"


def _place(place: LinkPlace, say: Translator) -> str:
    words = bound(" ".join(place.words.split())) or say("margin.whole_quote")
    return say("catalogue.place", title=place.title, words=words, annotator=place.annotator)
