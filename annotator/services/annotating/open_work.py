"""OpenWork: the open article as it is, and how any step on it is saved, undone and restored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial

from annotator.model.actors import resolved
from annotator.model.annotation import Annotation, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.chains import chain_of
from annotator.model.change import Batch, Work, apply
from annotator.model.checks import OpenPoint
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Item, Mention, Quote
from annotator.model.message import EnvironmentTrouble, Message, msg
from annotator.model.quotation_marks import between_marks
from annotator.model.scheme import Scheme
from annotator.model.scheme_fit import fitted
from annotator.model.text import short
from annotator.services.annotating import alternatives, past, speakers
from annotator.services.annotating.namesakes import Namesakes
from annotator.services.annotating.overview import Overview, Shown
from annotator.services.annotating.plan import Outcome, Plan, words_of
from annotator.services.annotating.saving import Journal, Saver
from annotator.services.annotating.undo import History, last_touched
from annotator.services.entries import EntryBook

Where = Callable[[Collection[ActorId]], Mapping[ActorId, tuple[str, ...]]]
"""Gives the titles of some articles of each of some actors, by which namesakes are told apart."""


class OpenWork:
    """One annotator's work on one article: what is there, and the log that it is saved to."""

    def __init__(
        self,
        journal: Journal,
        article: Article,
        work: Work,
        proposals: Proposals,
        history: History,
        scheme: Scheme,
        entries: EntryBook | None = None,
    ) -> None:
        """Take over an article as it was loaded; without a book, links know the catalogue alone."""
        self._saver = Saver(journal, article.id, work.annotation.by)
        self.article = article
        self.work = work
        self.proposals = fitted(proposals, scheme)
        self.history = history
        self.scheme = scheme
        self.entries = entries or EntryBook()
        self._overview = Overview(article.text, work.annotation, self.proposals)
        self._namesakes = Namesakes()
        self._chain: tuple[object, object, ItemId, tuple[Mention, ...]] | None = None
        self.where: Where = lambda _ids: {}

    # What is there

    @property
    def overview(self) -> Overview:
        """Items, suggestions and open points as they are now."""
        if not self._overview.shows(self.work.annotation, self.proposals):
            self._overview = Overview(
                self.article.text, self.work.annotation, self.proposals, self._overview
            )
        return self._overview

    @property
    def annotation(self) -> Annotation:
        """The annotator's work so far."""
        return self.work.annotation

    @property
    def annotator(self) -> str:
        """Whose work it is."""
        return self.work.annotation.by

    @property
    def unsaved(self) -> int:
        """How many steps wait to be saved."""
        return self._saver.waiting

    @property
    def waiting(self) -> tuple[Batch, ...]:
        """The steps that wait to be saved, in order."""
        return self._saver.batches

    @property
    def trouble(self) -> EnvironmentTrouble | None:
        """Why steps wait; None if all are saved."""
        return self._saver.trouble

    def retry(self) -> bool:
        """Save the steps that wait; whether all are saved now."""
        return self._saver.retry()

    def open_suggestions(self) -> tuple[Suggestion, ...]:
        """The suggestions not decided yet."""
        return self.overview.suggestions

    def shown_items(self) -> tuple[Shown, ...]:
        """Everything to show: own items (with None) and open suggestions' items."""
        return self.overview.items

    def find(self, item_id: ItemId | None) -> Shown | None:
        """An item, or an open suggestion's item, by id."""
        return self.overview.by_id.get(item_id) if item_id is not None else None

    def actor(self, actor_id: ActorId | None) -> Actor | None:
        """An actor of the register, of the article, or of the suggestions."""
        if actor_id is None:
            return None
        actors = self.work.actors
        return actors.get(resolved(actors, actor_id)) or self.overview.proposed_actors.get(actor_id)

    def actor_choices(self, query: str = "") -> tuple[speakers.ActorChoice, ...]:
        """Who can be chosen as speaker, this article's people first."""
        return speakers.choices(self.work, self.overview.named_actors, query)

    def alternatives(self, item_id: ItemId | None) -> tuple[alternatives.Ranked, ...]:
        """What the machine held possible for an item, or a suggestion, beside its proposal."""
        item, why = self.find(item_id) or (None, None)
        if item is None:
            return ()
        why = why or self.overview.made.get(item.origin.suggestion)
        known = partial(self._namesakes.known, self.work.actors, self.overview.proposed_actors)
        return alternatives.ranked(item, why, known, self.scheme)

    def chain(self, item_id: ItemId | None) -> tuple[Mention, ...]:
        """The mentions of whom an item is about, in text order, suggested ones among them.

        The last answer is kept: marks and card ask for the same.
        """
        found = self.find(item_id)
        if found is None or item_id is None:
            return ()
        shown, actors = self.shown_items(), self.work.actors
        if self._chain is None or not (
            self._chain[0] is shown and self._chain[1] is actors and self._chain[2] == item_id
        ):
            self._chain = shown, actors, item_id, self._find_chain(found[0])
        return self._chain[3]

    def _find_chain(self, item: Item) -> tuple[Mention, ...]:
        if isinstance(item, Quote) and not item.speakers:
            return ()
        if isinstance(item, Mention) and item.actor is None and item.chain is None:
            return (item,)
        known = partial(self._namesakes.known, self.work.actors, self.overview.proposed_actors)

        def same(item: Item) -> Item:
            """The item with its actor as the register knows them."""
            actor = known(item.actor) if isinstance(item, Mention) and item.actor else None
            return replace(item, actor=actor.id) if actor and isinstance(item, Mention) else item

        if isinstance(item, Quote):
            named = [(who, known(who.actor) if who.actor else None) for who in item.speakers]
            speakers = [replace(who, actor=one.id) if one else who for who, one in named]
            item = replace(item, speakers=tuple(speakers))
        items = [same(one) for one, _why in self.shown_items()]
        return chain_of(items, same(item))

    def open_points(self) -> tuple[OpenPoint, ...]:
        """What is still to do here."""
        return self.overview.points

    def receive(self, proposals: Proposals) -> None:
        """Take new proposals for this article, as they were saved."""
        self.proposals = fitted(proposals, self.scheme)

    # Back and forth

    def undo(self) -> Outcome:
        """Take the last step back."""
        return self._again(self.history.undo())

    def redo(self) -> Outcome:
        """Bring the last undone step back."""
        return self._again(self.history.redo())

    def leap(self, steps: int) -> Outcome:
        """Take several steps back (negative) or bring several back (positive), as far as they go.

        Each is saved by itself, so that the list of steps stays as it is.
        """
        outcome = Outcome(None)
        for _ in range(abs(steps)):
            now = self.undo() if steps < 0 else self.redo()
            if now.batch is None:
                break
            outcome = now
        return outcome

    def restore(self, then: Work, at: str) -> Outcome:
        """Make the work what it was at a moment (ISO 8601), as one new step."""
        plan = self.plan()
        past.restore(plan, then)
        return self.save(plan, msg("do.restore", at=at), None)

    def _again(self, batch: Batch | None) -> Outcome:
        if batch is None:
            return Outcome(None)
        self._commit(batch, apply(self.work, batch))
        return Outcome(batch, last_touched(batch, self.proposals))

    def plan(self) -> Plan:
        """An empty plan on the work as it is."""
        return Plan(
            *(self.article, self.work, self.proposals, self.annotator, self.scheme.reference),
            aims=self.entries.aims,
        )

    def do(
        self,
        label: str,
        item_id: ItemId | None,
        deed: Callable[[Plan], Item | None],
        **more: str,
    ) -> Outcome:
        """Plan a deed on an item, and save it as one step.

        Args:
            label: message id of what is done.
            item_id: the item, or a suggestion; None for a new one.
            deed: plans the changes; the item that it gives is the one to look at then.
            more: further parameters of the label.
        """
        plan = self.plan()
        before = self.find(item_id)
        done = deed(plan)
        item = done if done is not None else (before[0] if before else None)
        words = short(between_marks(words_of(item))) if item is not None else ""
        return self.save(
            plan, msg(label, words=words, **more), done.id if done is not None else None
        )

    def save(self, plan: Plan, label: Message, focus: ItemId | None) -> Outcome:
        """Save what was planned as one step; nothing is saved where nothing changes."""
        if not plan.changes:
            return Outcome(None, focus)
        if plan.work.annotation.state.status == "new":
            plan.put(replace(plan.work.annotation.state, status="in_progress"))
        batch = plan.batch(label)
        self._commit(batch, plan.work)
        return Outcome(batch, focus, plan.said)

    def _commit(self, batch: Batch, after: Work) -> None:
        self._saver.save(batch, after)
        self.work = after
        self.history.follow(batch)
