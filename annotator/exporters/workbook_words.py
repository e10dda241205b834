"""How the workbook names things: labels, actors and their roles, entries, regimes, dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from annotator.exporters.workbook_columns import Value
from annotator.messages import Translator
from annotator.model.actors import all_roles
from annotator.model.annotated import AnnotatedArticle
from annotator.model.dates import PartialDate
from annotator.model.items import Actor, Link, SanctionsReference
from annotator.model.linked_entry import LinkedEntry
from annotator.model.scheme import Group, Scheme

FIRST_YEAR = 1901
"""Excel's calendar counts from 1900, and counts that year wrong."""


class Words:
    """Names in the reader's language."""

    def __init__(self, scheme: Scheme, language: str) -> None:
        """Remember scheme and language."""
        self.scheme = scheme
        self.say = Translator(language)

    def label(self, group: Group, label_id: str | None) -> str:
        """A label's name; its id if the scheme lacks it, nothing for None."""
        label = self.scheme.label(group, label_id)
        return label.title(self.say.language) if label else label_id or ""

    def claim(self, claim_type: str) -> str:
        """A claim type's name; "" is a quote that has none."""
        return self.label("claim_types", claim_type) or self.say("export.no_claim_type")

    def attribute(self, attribute_id: str, label_id: str) -> str:
        """The name of an answer to a further question of the scheme; its id if there is none."""
        asked = self.scheme.attribute(attribute_id)
        label = asked.label(label_id) if asked else None
        return label.title(self.say.language) if label else label_id

    def regime(self, regime: str) -> str:
        """A regime's name; "" is what has no entry, or one without a regime."""
        if not regime:
            return self.say("export.no_regime")
        message = f"regime.{regime}"
        return self.say(message) if self.say.knows(message) else regime

    def actor_kind(self, kind: str) -> str:
        """`person` as people say it."""
        return self.say(f"export.actor.{kind}")

    def roles(self, actor: Actor) -> Iterator[str]:
        """Every role with its dates, as far as they are known."""
        for role in all_roles(actor):
            if role.since or role.until:
                since, until = (str(one) if one else "…" for one in (role.since, role.until))
                yield self.say("export.role_dated", role=role.text, since=since, until=until)
            else:
                yield role.text

    def entry_kind(self, entry: LinkedEntry) -> str:
        """What an entry is, as people say it."""
        message = f"entry.kind.{entry.kind}"
        return self.say(message) if self.say.knows(message) else entry.kind

    def known_from(self, entry: LinkedEntry) -> str:
        """Catalogue, own entry, or the name of the list."""
        for message in (f"export.known_from.{entry.source}", f"lists.name.{entry.source}"):
            if self.say.knows(message):
                return self.say(message)
        return entry.source

    def edition(self, entry: LinkedEntry) -> str:
        """Of when the edition of a list is: its own date, else when it was imported."""
        if entry.listed is None:
            return ""
        edition = entry.listed.edition
        if edition.published:
            return edition.published[:10]
        return self.say("export.imported_on", date=edition.imported[:10])

    def link_title(self, document: AnnotatedArticle, link: Link) -> str:
        """What a link points to; its id if nothing is known of it."""
        entry = document.entry(link.entry, link.list_version)
        return entry.title(self.say.language) if entry else link.entry

    def titles(self, document: AnnotatedArticle, item: SanctionsReference) -> Iterator[str]:
        """The titles of what a reference is linked to; "or" before one that is an alternative."""
        for place, link in enumerate(item.links):
            title = self.link_title(document, link)
            other = place and link.role == "one_of"
            yield f"{self.say('export.or')} {title}" if other else title

    def key(self, key: str) -> str:
        """A key as keyboards show it."""
        return key.upper()


def regimes_of(document: AnnotatedArticle, item: SanctionsReference) -> tuple[str, ...]:
    """The regimes of what a reference is linked to, without doubles; ("",) if none is known."""
    found: dict[str, None] = {}
    for link in item.links:
        entry = document.entry(link.entry, link.list_version)
        found |= dict.fromkeys(entry.regimes if entry else ())
    return tuple(found) or ("",)


def lines(texts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "\n".join(texts).strip("\n")


def once(texts: Iterable[str]) -> str:
    """Several texts in one cell, each once, empty ones left out."""
    return "\n".join(dict.fromkeys(text for text in texts if text))


def shown_day(published: PartialDate | None) -> Value:
    """A whole date as a date, which Excel can group and sort; a part of one as text."""
    if published is None:
        return ""
    if published.day is None or published.year < FIRST_YEAR:
        return str(published)
    return datetime.datetime.combine(published.bounds[0], datetime.time())
