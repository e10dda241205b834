"""Session: one annotator at one article. Every deed is saved as it is done.

The window calls the methods; each plans its changes (the sibling modules say how), saves them as
one batch through the journal, and tells what changed. What the disk cannot take waits in memory
and is tried again with the next deed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from annotator.model.alternatives import Alternative
from annotator.model.annotation import Suggestion
from annotator.model.change import CONTINUES
from annotator.model.ids import ActorId, BatchId, EntryId, ItemId
from annotator.model.items import (
    ActorKind,
    Certainty,
    Flag,
    Item,
    KnownBy,
    LinkRole,
    Mention,
    MentionForm,
    QuoteKind,
    toggled,
)
from annotator.model.message import UserError, msg
from annotator.services.annotating import (
    alternatives,
    chains,
    deciding,
    labelling,
    mentions,
    particulars,
    places,
    quotes,
    references,
    speakers,
)
from annotator.services.annotating.open_work import OpenWork
from annotator.services.annotating.places import End, Part, Step
from annotator.services.annotating.plan import Outcome, Plan


class Session(OpenWork):
    """The open article: its text, the work so far, the suggestions, and every verb on them."""

    # Labels of the scheme

    def set_attribute(self, item_id: ItemId, attribute: str, label: str | None) -> Outcome:
        """Answer a further question of the scheme about an item, or take the answer back."""
        return self.do(
            "do.attribute",
            item_id,
            lambda plan: labelling.set_attribute(plan, item_id, self.scheme, attribute, label),
        )

    def confirm_labels(self, item_id: ItemId) -> Outcome:
        """Say that an item's labels are right under the scheme as it is now."""
        return self.do(
            "do.confirm_labels", item_id, lambda plan: plan.confirm(plan.take_any(item_id))
        )

    # Suggestions

    def accept(self, item_id: ItemId) -> Outcome:
        """Accept a suggestion as it is."""
        return self.do("do.accept", item_id, lambda plan: deciding.accept(plan, item_id))

    def take(self, item_id: ItemId, choice: Alternative) -> Outcome:
        """Make an alternative what the item says; a suggestion is accepted with it, as one step."""
        return self.do("do.take", item_id, lambda plan: alternatives.take(plan, item_id, choice))

    def accept_all(self, least: float = 0.0) -> Outcome:
        """Accept every open suggestion that is at least this sure (0 to 1); one step."""
        plan = self.plan()
        taken = deciding.accept_all(plan, least)
        return self.save(plan, msg("do.accept_all", n=len(taken)), None)

    def sure(self, least: float) -> tuple[Suggestion, ...]:
        """What `accept_all` would accept, in the order of suggestions; nothing is done."""
        return deciding.accept_all(self.plan(), least)

    def reject(self, item_id: ItemId) -> Outcome:
        """Reject a suggestion, or delete an own item."""
        return self.do("do.reject", item_id, lambda plan: deciding.reject(plan, item_id))

    # Mentions

    def add_mention(
        self, start: int, end: int, label: str | None, form: MentionForm = "name"
    ) -> Outcome:
        """Make a mention of a stretch of text."""
        return self.do(
            "do.add_mention", None, lambda plan: mentions.add(plan, start, end, label, form)
        )

    def set_label(self, item_id: ItemId, label: str | None) -> Outcome:
        """Change a mention's entity label."""
        return self.do(
            "do.set_label", item_id, lambda plan: mentions.set_label(plan, item_id, label)
        )

    def set_form(self, item_id: ItemId, form: MentionForm) -> Outcome:
        """Change a mention's form."""
        return self.do("do.set_form", item_id, lambda plan: mentions.set_form(plan, item_id, form))

    def set_mention_actor(self, item_id: ItemId, actor: ActorId | None) -> Outcome:
        """Say whom a mention denotes."""
        return self.do(
            "do.set_actor", item_id, lambda plan: mentions.set_actor(plan, item_id, actor)
        )

    def tie_mention(self, item_id: ItemId) -> Outcome:
        """Say that a mention denotes the same as the one before it; again goes further back."""
        return self.do("do.tie", item_id, lambda plan: chains.tie_before(plan, item_id))

    def untie_mention(self, item_id: ItemId) -> Outcome:
        """Take a mention out of its chain."""
        return self.do("do.untie", item_id, lambda plan: chains.untie(plan, item_id))

    # Quotes

    def add_quote(self, start: int, end: int) -> Outcome:
        """Make a quote of a stretch of text."""
        return self.do("do.add_quote", None, lambda plan: quotes.add(plan, start, end))

    def add_piece(self, item_id: ItemId, start: int, end: int) -> Outcome:
        """Add a piece to a quote."""
        return self.do(
            "do.add_piece", item_id, lambda plan: quotes.add_piece(plan, item_id, start, end)
        )

    def remove_piece(self, item_id: ItemId, index: int) -> Outcome:
        """Take a piece off a quote."""
        return self.do(
            "do.remove_piece", item_id, lambda plan: quotes.remove_piece(plan, item_id, index)
        )

    def add_cue(self, item_id: ItemId, start: int, end: int) -> Outcome:
        """Add a cue to a quote."""
        return self.do(
            "do.add_cue", item_id, lambda plan: quotes.add_cue(plan, item_id, start, end)
        )

    def remove_cue(self, item_id: ItemId, index: int) -> Outcome:
        """Take a cue off a quote."""
        return self.do(
            "do.remove_cue", item_id, lambda plan: quotes.remove_cue(plan, item_id, index)
        )

    def set_kind(self, item_id: ItemId, kind: QuoteKind) -> Outcome:
        """Change a quote's kind."""
        return self.do("do.set_kind", item_id, lambda plan: quotes.set_kind(plan, item_id, kind))

    def set_claim(self, item_id: ItemId, claim: str | None, *, secondary: bool = False) -> Outcome:
        """Change a quote's claim type, or its secondary one."""
        return self.do(
            "do.set_claim",
            item_id,
            lambda plan: quotes.set_claim(plan, item_id, claim, secondary=secondary),
        )

    def set_certainty(self, item_id: ItemId, certainty: Certainty | None) -> Outcome:
        """Say how sure a claim type is."""
        return self.do(
            "do.set_certainty", item_id, lambda plan: quotes.set_certainty(plan, item_id, certainty)
        )

    # Speakers

    def set_speaker(
        self, item_id: ItemId, actor: ActorId | None, known_by: KnownBy | None = None
    ) -> Outcome:
        """Make an actor the speaker of a quote."""
        return self.do(
            "do.set_speaker",
            item_id,
            lambda plan: speakers.set_speaker(plan, item_id, actor, known_by),
        )

    def set_new_speaker(
        self, item_id: ItemId, name: str, kind: ActorKind, role: str = ""
    ) -> Outcome:
        """Enter a new actor and make it the speaker (or whom a mention means), as one step."""

        def deed(plan: Plan) -> Item:
            actor = speakers.new_actor(plan, name, kind, role)
            if isinstance(plan.take_any(item_id), Mention):
                return mentions.set_actor(plan, item_id, actor.id)
            return speakers.set_speaker(plan, item_id, actor.id)

        return self.do("do.set_speaker", item_id, deed)

    def add_speaker(self, item_id: ItemId, actor: ActorId) -> Outcome:
        """Add one more speaker."""
        return self.do(
            "do.add_speaker", item_id, lambda plan: speakers.add_speaker(plan, item_id, actor)
        )

    def remove_speaker(self, item_id: ItemId, index: int) -> Outcome:
        """Take a speaker away."""
        return self.do(
            "do.remove_speaker", item_id, lambda plan: speakers.remove_speaker(plan, item_id, index)
        )

    def set_source(self, item_id: ItemId, start: int, end: int) -> Outcome:
        """Say which words stand for the speaker."""
        return self.do(
            "do.set_source", item_id, lambda plan: speakers.set_source(plan, item_id, start, end)
        )

    def remove_source(self, item_id: ItemId, index: int) -> Outcome:
        """Say that no words stand for a speaker."""
        return self.do(
            "do.remove_source", item_id, lambda plan: speakers.remove_source(plan, item_id, index)
        )

    def set_known_by(self, item_id: ItemId, known_by: KnownBy) -> Outcome:
        """Say how the speaker is known."""
        return self.do(
            "do.set_known_by", item_id, lambda plan: speakers.set_known_by(plan, item_id, known_by)
        )

    def set_addressee(self, item_id: ItemId, actor: ActorId | None) -> Outcome:
        """Say to whom a quote is said."""
        return self.do(
            "do.set_addressee",
            item_id,
            lambda plan: particulars.set_addressee(plan, item_id, actor),
        )

    def set_on_behalf(self, item_id: ItemId, actors: tuple[ActorId, ...]) -> Outcome:
        """Say for whom the speaker of a quote speaks."""
        return self.do(
            "do.set_on_behalf",
            item_id,
            lambda plan: particulars.set_on_behalf(plan, item_id, actors),
        )

    def set_new_party(
        self, item_id: ItemId, party: particulars.Party, name: str, kind: ActorKind
    ) -> Outcome:
        """Enter somebody new to whom, or for whom, a quote is said, as one step."""
        return self.do(
            f"do.set_{party}",
            item_id,
            lambda plan: particulars.set_new_party(plan, item_id, party, name, kind),
        )

    # References

    def add_reference(self, start: int, end: int) -> Outcome:
        """Make a sanctions reference of a stretch of text."""
        return self.do("do.add_reference", None, lambda plan: references.add(plan, start, end))

    def add_quote_reference(self, quote_id: ItemId) -> Outcome:
        """Make a sanctions reference by a whole quote."""
        return self.do(
            "do.add_reference", quote_id, lambda plan: references.add_for_quote(plan, quote_id)
        )

    def set_reference_kind(self, item_id: ItemId, kind: str) -> Outcome:
        """Change a reference's kind."""
        return self.do(
            "do.set_reference_kind", item_id, lambda plan: references.set_kind(plan, item_id, kind)
        )

    def set_status(self, item_id: ItemId, status: str, *, hedged: bool | None = None) -> Outcome:
        """Change what the text asserts about the sanctions."""
        return self.do(
            "do.set_status",
            item_id,
            lambda plan: references.set_status(plan, item_id, status, hedged=hedged),
        )

    def set_links(
        self,
        item_id: ItemId,
        entries: tuple[EntryId, ...],
        versions: Mapping[EntryId, str] | None = None,
    ) -> Outcome:
        """Link a reference to entries; those of official lists are kept in the project first.

        Args:
            item_id: the reference, or a quote.
            entries: in their order.
            versions: of entries of official lists that are kept already.
        """
        known = self._kept(entries, versions)
        return self.do(
            "do.set_links",
            item_id,
            lambda plan: references.set_links(plan, item_id, entries, known),
        )

    def set_link(self, item_id: ItemId, entry: EntryId) -> Outcome:
        """Link a reference, or the one that a quote makes, to an entry in the place of others."""
        known = self._kept((entry,))
        return self.do(
            "do.set_links", item_id, lambda plan: references.set_link(plan, item_id, entry, known)
        )

    def mark_link(
        self,
        item_id: ItemId,
        entry: EntryId,
        certainty: Certainty | None = None,
        role: LinkRole | None = None,
    ) -> Outcome:
        """Say how sure a link is, or whether one of several is meant; it is linked if need be."""
        known = self._kept((entry,))
        return self.do(
            "do.mark_link",
            item_id,
            lambda plan: references.mark_link(plan, item_id, entry, certainty, role, known),
        )

    def _kept(
        self, entries: tuple[EntryId, ...], versions: Mapping[EntryId, str] | None = None
    ) -> dict[EntryId, str]:
        """Keep entries of official lists in the project; the version of each."""
        known = dict(versions or {})
        for one in entries:
            version = known.get(one) or self.entries.keep_for_link(one)
            if version is not None:
                known[one] = version
        return known

    def set_nil(self, item_id: ItemId, reason: str) -> Outcome:
        """Say why a reference has no link."""
        return self.do(
            "do.set_nil", item_id, lambda plan: references.set_nil(plan, item_id, reason)
        )

    def set_issuer(self, item_id: ItemId, issuer: str | None) -> Outcome:
        """Say whose sanctions a reference means."""
        return self.do(
            "do.set_issuer", item_id, lambda plan: particulars.set_issuer(plan, item_id, issuer)
        )

    def set_target(self, item_id: ItemId, target: str | None) -> Outcome:
        """Say on whom the sanctions of a reference are."""
        return self.do(
            "do.set_target", item_id, lambda plan: particulars.set_target(plan, item_id, target)
        )

    def set_measures(self, item_id: ItemId, measures: tuple[str, ...]) -> Outcome:
        """Say which measures a reference speaks of."""
        return self.do(
            "do.set_measures",
            item_id,
            lambda plan: particulars.set_measures(plan, item_id, measures),
        )

    # Any item

    def move_to(
        self,
        item_id: ItemId,
        part: Part,
        start: int,
        end: int,
        continues: BatchId | None = None,
    ) -> Outcome:
        """Give a part of an item new bounds, in code points.

        Args:
            item_id: the item, or a suggestion.
            part: which of its spans.
            start: the first code point.
            end: one past the last.
            continues: the batch before, if both are one deed that is undone at once.
        """
        more = {CONTINUES: continues} if continues else {}
        return self.do(
            "do.move", item_id, lambda plan: places.move(plan, item_id, part, start, end), **more
        )

    def move_end(
        self,
        item_id: ItemId,
        part: Part,
        end: End,
        by: int,
        step: Step,
        continues: BatchId | None = None,
    ) -> Outcome:
        """Move one end of a part by words or characters (negative: to the left).

        `continues` is the batch before, if both are one deed that is undone at once.
        """
        found = self.find(item_id)
        if found is None:
            raise UserError(msg("annotate.no_item"))
        span = places.part_span(found[0], part)
        start, stop = places.stepped(self.article.text, span, end, by, step)
        return self.move_to(item_id, part, start, stop, continues)

    def set_note(self, item_id: ItemId, note: str) -> Outcome:
        """Write a note on an item."""

        def deed(plan: Plan) -> Item:
            changed: Item = replace(plan.take_any(item_id), note=note)
            plan.put(changed)
            return changed

        return self.do("do.set_note", item_id, deed)

    def flag(self, item_id: ItemId, flag: Flag) -> Outcome:
        """Mark an item, or take the mark off it."""
        found = self.find(item_id)
        there = found is not None and flag in found[0].flags

        def deed(plan: Plan) -> Item:
            item = plan.take_any(item_id)
            changed: Item = replace(item, flags=toggled(item.flags, flag))
            plan.put(changed)
            return changed

        return self.do(f"do.unflag_{flag}" if there else f"do.flag_{flag}", item_id, deed)

    # The article

    def flag_article(self, flag: Flag) -> Outcome:
        """Mark the article, or take the mark off it."""
        plan, state = self.plan(), self.annotation.state
        plan.put(replace(state, flags=toggled(state.flags, flag)))
        way = "unflag" if flag in state.flags else "flag"
        return self.save(plan, msg(f"do.{way}_article_{flag}"), None)

    def set_notes(self, notes: str) -> Outcome:
        """Write notes on the article."""
        plan = self.plan()
        plan.put(replace(self.annotation.state, notes=notes))
        return self.save(plan, msg("do.set_notes"), None)

    def finish(self, reason: str = "") -> Outcome:
        """Mark the article as done; with points open, `reason` says why."""
        plan = self.plan()
        plan.put(replace(self.annotation.state, status="done", open_reason=reason))
        return self.save(plan, msg("do.finish"), None)

    def reopen(self) -> Outcome:
        """Mark the article as in progress again."""
        plan = self.plan()
        plan.put(replace(self.annotation.state, status="in_progress", open_reason=""))
        return self.save(plan, msg("do.reopen"), None)
