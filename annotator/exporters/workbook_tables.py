"""The counted sheets of the workbook: their columns, and their rows from what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from annotator.exporters.workbook_columns import COLUMNS, Column, Row, SheetName, Value
from annotator.exporters.workbook_counts import Counted, CountedEntry, Counts
from annotator.exporters.workbook_words import Words, lines, once, shown_day
from annotator.model.actors import shown_external_id
from annotator.model.dates import PartialDate
from annotator.model.items import Actor
from annotator.model.linked_entry import LinkedEntry
from annotator.model.message import UserError
from annotator.model.text import fold

MOST_REGIMES = 60
"""Columns of regimes; the rarer ones share one, for nobody reads a sheet that is wider."""
_RARER = "rarer"


class Tables:
    """What was counted, as columns and rows in the reader's language."""

    def __init__(self, counts: Counts, words: Words) -> None:
        """Choose the columns: claim types as in the codebook, regimes with the most quotes first.

        Args:
            counts: of all articles.
            words: names labels and regimes.
        """
        self._counts, self._words = counts, words
        known = [label.id for label in words.scheme.labels("claim_types")]
        others = sorted(set(counts.claims) - set(known) - {""})
        self._claims = (*known, *others, *([""] if "" in counts.claims else []))
        common = sorted(counts.regimes.items(), key=lambda one: (one[0] == "", -one[1], one[0]))
        self._regimes = tuple(regime for regime, _ in common[:MOST_REGIMES])
        self._rare = tuple(regime for regime, _ in common[MOST_REGIMES:])

    def columns(self) -> dict[SheetName, tuple[Column, ...]]:
        """The columns of the counted sheets."""
        claims = tuple(
            Column(f"claim {one}", 15, title=self._words.claim(one), number=True)
            for one in self._claims
        )
        regimes = tuple(
            Column(f"regime {one}", 16, title=self._words.regime(one), number=True)
            for one in self._regimes
        )
        if self._rare:
            regimes += (Column(_RARER, 16, number=True),)
        actors = COLUMNS["actors"]
        place = next(n for n, one in enumerate(actors) if one.key == "notes")
        return {
            "who_claims": (*COLUMNS["who_claims"], *claims),
            "who_regimes": (*COLUMNS["who_regimes"], *regimes),
            "regime_months": (*COLUMNS["regime_months"], *claims),
            "actors": (*actors[:place], *claims, *actors[place:]),
        }

    def rows(self) -> Iterator[tuple[SheetName, Row]]:
        """The rows of every counted sheet, and of the sheet of entries."""
        people = sorted(self._counts.people.values(), key=self._order)
        for one in people:
            if one.quotes:
                yield "who_claims", self._who_claims(one)
        for one in people:
            if one.about_sanctions:
                yield "who_regimes", self._who_regimes(one)
        for (regime, month), claims in sorted(self._counts.months.items(), key=self._month_order):
            row = {
                "regime": self._words.regime(regime),
                "month": month or self._words.say("export.undated"),
            }
            yield "regime_months", {**row, "count": claims.total(), **_cells("claim", claims)}
        for one in people:
            if one.actor is not None:
                yield "actors", self._actor(one, one.actor)
        for entry in sorted(self._counts.entries.values(), key=lambda one: (-one.links, one.id)):
            yield "entries", self._entry(entry)

    def _order(self, one: Counted) -> tuple[bool, int, int, str]:
        name = fold(one.actor.name) if one.actor else ""
        return one.actor is None, -one.quotes, -one.articles, name

    def _month_order(self, one: tuple[tuple[str, str], Counter[str]]) -> tuple[bool, int, str, str]:
        (regime, month), _ = one
        return regime == "", -self._counts.regimes[regime], regime, month

    def _who(self, one: Counted) -> Row:
        if one.actor is None:
            return {"speaker": self._words.say("export.nobody")}
        return {
            "speaker": one.actor.name,
            "actor_kind": self._words.actor_kind(one.actor.kind),
            "role": one.actor.role,
        }

    def _who_claims(self, one: Counted) -> Row:
        return {**self._who(one), "all_quotes": one.quotes, **_cells("claim", one.claims)}

    def _who_regimes(self, one: Counted) -> Row:
        rarer = sum(one.regimes[regime] for regime in self._rare)
        found: Row = {**self._who(one), "about_sanctions": one.about_sanctions}
        return {**found, **_cells("regime", one.regimes), _RARER: rarer or None}

    def _actor(self, one: Counted, actor: Actor) -> Row:
        return {
            **_cells("claim", one.claims),
            "actor": actor.name,
            "actor_kind": self._words.actor_kind(actor.kind),
            "roles": lines(self._words.roles(actor)),
            "aliases": lines(actor.aliases),
            "external_ids": lines(shown_external_id(*pair) for pair in actor.external_ids),
            "sources": len(one.ids) if one.unnamed else None,
            "quotes": one.quotes,
            "spoken_for": one.spoken_for or None,
            "addressed": one.addressed or None,
            "mentions": one.mentions or None,
            "in_articles": one.articles,
            "known_by": lines(self._ways(one)),
            "first": shown_day(one.first),
            "last": shown_day(one.last),
            "notes": actor.notes,
            "actor_id": None if one.unnamed else actor.id,
        }

    def _ways(self, one: Counted) -> Iterator[str]:
        """How often they are known in which way, as in the codebook's order."""
        for label in self._words.scheme.labels("known_by"):
            if one.ways[label.id]:
                name = label.title(self._words.say.language)
                yield self._words.say("export.counted", name=name, n=one.ways[label.id])

    def _entry(self, one: CountedEntry) -> Row:
        row: Row = {"entry_id": one.id, "links": one.links, "in_articles": one.articles}
        if one.entry is None:
            return {**row, "entry_title": self._words.say("export.entry_unknown", id=one.id)}
        return {**row, **self._known_entry(one.entry)}

    def _known_entry(self, entry: LinkedEntry) -> Row:
        row: Row = {
            "entry_title": entry.title(self._words.say.language),
            "known_from": self._words.known_from(entry),
            "entry_kind": self._words.entry_kind(entry),
            "issuer": entry.issuer,
            "number": entry.number,
            "regimes": once(self._words.regime(one) for one in entry.regimes),
            "countries": ", ".join(entry.targets),
            "valid_from": _day(entry.valid_from),
            "valid_to": _day(entry.valid_to),
            "withdrawn": _day(entry.withdrawn[:10]),
            "about_entry": entry.note_in(self._words.say.language),
        }
        if entry.listed is None:
            return row
        listed = entry.listed.entry
        return {
            **row,
            "names": once(entry.names),
            "births": once(listed.births),
            "birth_places": once(listed.birth_places),
            "legal_bases": once(listed.legal_bases),
            "edition": self._words.edition(entry),
            "edition_sha256": entry.edition,
        }


def _cells(kind: str, counts: Counter[str]) -> dict[str, Value]:
    """Counts by column; a cell of none stays empty, which is easier to read."""
    return {f"{kind} {name}": count or None for name, count in counts.items()}


def _day(text: str) -> Value:
    try:
        return shown_day(PartialDate.parse(text))
    except UserError:
        return text
