"""What can be chosen in the margin's pickers, as values in the reader's language. No Qt here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from annotator.messages import Translator
from annotator.model.actors import role_on
from annotator.model.alternatives import Alternative, ClaimChoice, SpeakerChoice
from annotator.model.ids import ActorId, ItemId
from annotator.model.items import Actor, Item, Mention, Quote
from annotator.model.scheme import Group, Label, Texts, examples_in, in_language
from annotator.model.text import fold
from annotator.services.annotating import ActorChoice, Session
from annotator.services.place_names import issuers, place_name, targets
from ui.presenters.card_choices import first_speakers
from ui.presenters.card_context import line
from ui.presenters.register_rows import ids_line, role_words

Fixed = Literal["unnamed", "unknown", "new", "nil", "entry", "browse", ""]
ACTOR_KINDS = ("person", "organisation", "state", "group")
"""The kinds of a new actor, in the order of the keys 1 to 4."""
_SHOWN_AT_MOST = 60
_EXAMPLES_AT_MOST = 2
_ENTRIES_AT_MOST = 8
_PLACES_AT_MOST = 12


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen.

    Attributes:
        id: of the label, actor, entry or reference; empty for a fixed one.
        detail: what tells it from its like, soft: the role, the number of the text.
        key: the letter that chooses it at once.
        definition: what it means and by which rule, shown while it is highlighted.
        current: it holds now.
        fixed: one of the rows that always stand at the end.
        heading: what the options from here on have in common; stands above the first of them.
        score: 0 to 1, shown as a bar; None for none.
        taken: what the machine held possible, if this is it.
        warning: why it may not be meant, in the colour of warnings.
    """

    id: str
    title: str
    detail: str = ""
    key: str = ""
    definition: str = ""
    current: bool = False
    fixed: Fixed = ""
    heading: str = ""
    score: float | None = None
    taken: Alternative | None = None
    warning: str = ""

    @property
    def spoken(self) -> str:
        """The option for a screen reader."""
        said = (self.heading, self.title, self.detail, self.warning, self.key)
        return ", ".join(one for one in said if one)


class Options:
    """Reads from a session what can be chosen; it changes nothing."""

    def __init__(self, session: Session, language: str) -> None:
        """Look at the open article in the reader's language."""
        self._session = session
        self.say = Translator(language)

    @property
    def session(self) -> Session:
        """The open article."""
        return self._session

    def item(self, item_id: ItemId | None) -> Item | None:
        """The item or suggestion that is chosen for."""
        found = self._session.find(item_id)
        return found[0] if found else None

    # Labels of the scheme

    def labels(self, group: Group, current: str | None) -> tuple[Option, ...]:
        """The labels of a group, each with its key and definition."""
        labels = self._session.scheme.labels(group)
        return tuple(self._label(label, current) for label in labels)

    def claims(self, item_id: ItemId, current: str | None) -> tuple[Option, ...]:
        """The claim types; those that the machine holds likely say so."""
        found = self._session.alternatives(item_id)
        likely = [one.choice for one in found if isinstance(one.choice, ClaimChoice)]
        said = {
            one.claim: self.say(f"margin.ranked.claim_{place}", reason=self.say.say(one.reason))
            for one, place in zip(likely, ("first", "second"), strict=False)
        }
        labels = self.labels("claim_types", current)
        return tuple(replace(one, detail=said.get(one.id, "")) for one in labels)

    def _label(self, label: Label, current: str | None) -> Option:
        language = self.say.language
        words = (
            in_language(label.definition, language),
            in_language(label.rule, language),
            *self._examples("examples", label.examples),
            *self._examples("counter_examples", label.counter_examples),
        )
        return Option(
            label.id,
            label.title(language),
            key=label.key.upper(),
            definition="\n".join(one for one in words if one),
            current=label.id == current,
        )

    def _examples(self, name: str, texts: Texts) -> tuple[str, ...]:
        """The newest examples of the codebook in a line; no line without any."""
        found = examples_in(texts, self.say.language)[-_EXAMPLES_AT_MOST:]
        words = " · ".join(line(one, 140) for one in reversed(found))
        return (self.say(f"margin.meaning.{name}", words=words),) if words else ()

    def forms(self, current: str) -> tuple[Option, ...]:
        """The forms of a mention."""
        return tuple(
            Option(
                form,
                self.say(f"margin.form.{form}"),
                key=self.say(f"margin.form_key.{form}"),
                definition=self.say(f"margin.form_meaning.{form}"),
                current=form == current,
            )
            for form in ("name", "nominal", "pronoun")
        )

    # Speakers

    def speakers(self, item_id: ItemId, query: str) -> tuple[Option, ...]:
        """Who can be chosen: this article's people, the register's, and the fixed rows."""
        item = self.item(item_id)
        typed = query.strip()
        choices = self._session.actor_choices(typed)[:_SHOWN_AT_MOST]
        chosen, counts = _actors_of(item), self._quotes_by_actor()
        found = [self._actor(choice, chosen, counts[choice.actor.id]) for choice in choices]
        found = self._told_apart(found)
        if typed:
            found.sort(key=lambda option: not _named(option.title, typed))
        else:
            found.sort(key=lambda option: not option.current)
            found = self.ranked_first(self._ranked_speakers(item_id, counts), found, "others")
        if isinstance(item, Quote):
            found.append(self._unnamed(item, typed))
            found.append(self.fixed("unknown", current=_is_unknown(item)))
        if typed and isinstance(item, Quote):
            found.append(self.fixed("new", name=typed))
        return tuple(found)

    def ranked_first(
        self, ranked: tuple[Option, ...], others: list[Option], name: str
    ) -> list[Option]:
        """What the machine holds possible under a heading, then the others under theirs."""
        if not ranked:
            return others
        ids = {option.id for option in ranked}
        rest = [option for option in others if option.id not in ids]
        first = replace(ranked[0], heading=self.say("margin.ranked"))
        rest[:1] = [replace(one, heading=self.say(f"margin.{name}")) for one in rest[:1]]
        return [first, *ranked[1:], *rest]

    def _ranked_speakers(self, item_id: ItemId, counts: Counter[ActorId]) -> tuple[Option, ...]:
        return tuple(
            Option(
                one.actor.id,
                one.actor.name,
                self._known(one.choice, one.actor, counts[one.actor.id]),
                definition=self.say.say(one.choice.reason),
                current=one.current,
                score=one.choice.score,
                taken=one.choice,
            )
            for one in first_speakers(self._session, item_id)
            if one.actor is not None and isinstance(one.choice, SpeakerChoice)
        )

    def _known(self, choice: SpeakerChoice, actor: Actor, quotes: int) -> str:
        """How the machine knows a speaker, and who that is."""
        way = self._session.scheme.label("known_by", choice.known_by)
        details = [way.title(self.say.language).lower()] if way else []
        details += [actor.role] if actor.role else []
        details += [self.say("margin.quotes_here", n=quotes)] if quotes else []
        return " · ".join(details)

    def _actor(self, choice: ActorChoice, chosen: tuple[ActorId, ...], quotes: int) -> Option:
        actor, details = choice.actor, []
        role = role_on(actor, self._session.article.meta.published)
        if role:
            details.append(role)
        elif actor.kind == "unnamed_source":
            details.append(self.say("margin.actor.unnamed_source"))
        if quotes:
            details.append(self.say("margin.quotes_here", n=quotes))
        if choice.proposed:
            details.append(self.say("margin.actor.proposed"))
        return Option(actor.id, actor.name, " · ".join(details), current=actor.id in chosen)

    def _told_apart(self, options: list[Option]) -> list[Option]:
        """The options, those of one name with what tells them apart: roles, ids, an article."""
        names = Counter(fold(one.title) for one in options)
        twins = [ActorId(one.id) for one in options if names[fold(one.title)] > 1]
        if not twins:
            return options
        titles = self._session.where(twins)
        return [
            replace(one, detail=self._difference(one, titles.get(ActorId(one.id), ())))
            if one.id in twins
            else one
            for one in options
        ]

    def _difference(self, option: Option, titles: tuple[str, ...]) -> str:
        actor = self._session.actor(ActorId(option.id))
        if actor is None:
            return option.detail
        day = self._session.article.meta.published
        parts = [role_words(actor, self.say), ids_line(actor)]
        parts += [self.say("register.namesake"), *titles[:1]]
        rest = option.detail.removeprefix(role_on(actor, day)).removeprefix(" · ")
        return " · ".join(part for part in (*parts, rest) if part)

    def _quotes_by_actor(self) -> Counter[ActorId]:
        items = (item for item, _ in self._session.shown_items())
        quotes = (item for item in items if isinstance(item, Quote))
        return Counter(actor for quote in quotes for actor in set(_actors_of(quote)))

    def _unnamed(self, quote: Quote, typed: str) -> Option:
        words = typed or source_words(quote)
        if not words:
            return self.fixed("unnamed")
        title = self.say("margin.fixed.unnamed_as", name=line(words, 60))
        return Option("", title, fixed="unnamed")

    def fixed(self, fixed: Fixed, *, name: str = "", current: bool = False) -> Option:
        """One of the rows that always stand at the end."""
        title = self.say(f"margin.fixed.{fixed}", name=line(name, 60))
        return Option("", title, fixed=fixed, current=current)

    def actor_kinds(self) -> tuple[Option, ...]:
        """What a new actor can be, with the keys 1 to 4."""
        return tuple(
            Option(kind, self.say(f"margin.actor.{kind}"), key=str(n))
            for n, kind in enumerate(ACTOR_KINDS, 1)
        )

    def people(self, chosen: tuple[ActorId, ...], query: str) -> tuple[Option, ...]:
        """Who can be spoken to or for: the chosen first, then as speakers are offered."""
        typed, counts = query.strip(), self._quotes_by_actor()
        choices = self._session.actor_choices(typed)[:_SHOWN_AT_MOST]
        found = [self._actor(choice, chosen, counts[choice.actor.id]) for choice in choices]
        found = self._told_apart(found)
        found.sort(key=lambda one: not (_named(one.title, typed) if typed else one.current))
        return (*found, self.fixed("new", name=typed)) if typed else tuple(found)

    # Sanctions

    def issuers(self, current: str | None, query: str) -> tuple[Option, ...]:
        """Whose sanctions they can be, and what was typed as it is."""
        return self._named_places(issuers(), current, query)

    def targets(self, current: str | None, query: str) -> tuple[Option, ...]:
        """On whom they can be, and what was typed as it is."""
        return self._named_places(targets(), current, query)

    def _named_places(
        self, codes: tuple[str, ...], current: str | None, query: str
    ) -> tuple[Option, ...]:
        typed, language = query.strip(), self.say.language
        first = (current,) if current else ()
        known = ((code, place_name(code, language)) for code in dict.fromkeys((*first, *codes)))
        found = [
            Option(code, name, code if code != name else "", current=code == current)
            for code, name in known
            if not typed or code.lower() == typed.lower() or _named(name, typed)
        ][:_PLACES_AT_MOST]
        if typed:
            found.append(Option(typed, self.say("parties.as_typed", words=typed), fixed="new"))
        return tuple(found)

    def measures(self, chosen: tuple[str, ...]) -> tuple[Option, ...]:
        """The measures of the scheme, the chosen ones marked."""
        labels = self.labels("measures", None)
        return tuple(replace(one, current=one.id in chosen) for one in labels)


def _named(name: str, typed: str) -> bool:
    """Whether what was typed begins words of the name, rather than of a role."""
    words = fold(name).replace("-", " ").split()
    return all(any(word.startswith(one) for word in words) for one in fold(typed).split())


def source_words(quote: Quote) -> str:
    """The words of the text that stand for the (first) speaker; empty if there are none."""
    sources = (who.source for who in quote.speakers)
    return next((line(source.text) for source in sources if source), "")


def _actors_of(item: Item | None) -> tuple[ActorId, ...]:
    if isinstance(item, Quote):
        return tuple(who.actor for who in item.speakers if who.actor)
    return (item.actor,) if isinstance(item, Mention) and item.actor else ()


def _is_unknown(quote: Quote) -> bool:
    return any(who.actor is None and who.known_by == "unknown" for who in quote.speakers)
