"""The codebook while it is edited: what is chosen, its fields, its steps back and forth. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from annotator.model.message import UserError, msg
from annotator.model.scheme import (
    OPEN_GROUPS,
    Attribute,
    ItemKind,
    Label,
    Scheme,
    Texts,
)
from annotator.model.scheme_draft import Draft, Place, free_id

LANGUAGES = ("fr", "en")
"""The languages in which a label can be written here; what it says in others stays."""
COLOURS = ("blue", "green", "rust", "violet", "amber", "teal", "rose", "grey")
PATTERNS = ("solid", "dashed", "dotted", "wave")
Single = Literal["name", "short", "definition", "rule"]
Several = Literal["examples", "counter_examples"]
SINGLE: tuple[Single, ...] = ("name", "short", "definition", "rule")
SEVERAL: tuple[Several, ...] = ("examples", "counter_examples")
MEANING: tuple[Single, ...] = ("definition", "rule")
"""The fields that say what a label means."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of the list: a group or question, or a label of it."""

    place: Place
    label: str = ""


@dataclass(frozen=True, slots=True)
class _State:
    """What one step leads to; `answers` says of labels whether their meaning changes."""

    draft: Draft
    spot: Spot
    answers: tuple[tuple[Spot, bool], ...] = ()


class Codebook:
    """Edits a draft of a scheme; every step can be taken back and made again."""

    def __init__(self, scheme: Scheme, language: str) -> None:
        """Begin with nothing changed, at the first claim type.

        Args:
            scheme: which.
            language: in which labels are named in sentences.
        """
        self._language = language
        draft = Draft.of(scheme)
        first: Place = ("group", "claim_types")
        label = next((one.id for one in draft.labels(first)), "")
        self._state = _State(draft, Spot(first, label))
        self._past: list[_State] = []
        self._future: list[_State] = []

    # What is there

    @property
    def draft(self) -> Draft:
        """The scheme as it would be."""
        return self._state.draft

    @property
    def spot(self) -> Spot:
        """What is chosen in the list."""
        return self._state.spot

    @property
    def label(self) -> Label | None:
        """The chosen label; None where a group or a question is chosen."""
        found = self.draft.labels(self.spot.place)
        return next((one for one in found if one.id == self.spot.label), None)

    @property
    def attribute(self) -> Attribute | None:
        """The question that is chosen, or that the chosen answer belongs to."""
        place = self.spot.place
        return self.draft.scheme.attribute(place[1]) if place[0] == "attribute" else None

    @property
    def places(self) -> tuple[Place, ...]:
        """The groups that can be changed, then the questions."""
        groups: list[Place] = [("group", group) for group in OPEN_GROUPS]
        return (*groups, *(("attribute", one.id) for one in self.draft.scheme.attributes))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to make again."""
        return bool(self._future)

    def choose(self, spot: Spot) -> None:
        """Choose a line of the list."""
        self._state = replace(self._state, spot=spot)

    # Steps

    def _step(self, draft: Draft, spot: Spot | None = None, answer: bool | None = None) -> None:
        state = replace(self._state, draft=draft, spot=spot or self.spot)
        if answer is not None:
            rest = tuple(one for one in state.answers if one[0] != state.spot)
            state = replace(state, answers=(*rest, (state.spot, answer)))
        if (state.draft, state.answers) == (self.draft, self._state.answers):
            return
        self._past.append(self._state)
        self._future.clear()
        self._state = state

    def undo(self) -> None:
        """Take the last step back."""
        if self._past:
            self._future.append(self._state)
            self._state = self._past.pop()

    def redo(self) -> None:
        """Make the step again that was taken back last."""
        if self._future:
            self._past.append(self._state)
            self._state = self._future.pop()

    def take(self, draft: Draft) -> None:
        """Go on with another draft of the same scheme, as one step: that of a file."""
        self._step(draft, self.spot if self._has(draft, self.spot) else Spot(self.places[0]))

    @staticmethod
    def _has(draft: Draft, spot: Spot) -> bool:
        return not spot.label or any(one.id == spot.label for one in draft.labels(spot.place))

    def _chosen(self) -> Label:
        label = self.label
        if label is None:
            raise UserError(msg("codebook.choose_label"))
        return label

    def add(self, name: Texts) -> None:
        """Add a label below the chosen one.

        Raises:
            UserError: it has no name.
        """
        place, labels = self.spot.place, self.draft.labels(self.spot.place)
        at = next((n + 1 for n, one in enumerate(labels) if one.id == self.spot.label), None)
        made = new_label(labels, name)
        self._step(self.draft.add(place, made, at), Spot(place, made.id))

    def add_question(self, name: Texts, of: ItemKind) -> None:
        """Ask a further question of every item of a kind.

        Raises:
            UserError: it has no name.
        """
        asked = tuple(Label(one.id, one.name) for one in self.draft.scheme.attributes)
        made = new_label(asked, name).id
        self._step(self.draft.add_attribute(made, of, name), Spot(("attribute", made)))

    def merge(self, into: str) -> None:
        """Retire the chosen label and give its items another.

        Raises:
            UserError: as `Draft.merge`.
        """
        self._step(self.draft.merge(self.spot.place, self._chosen().id, into))

    def split(self, names: tuple[Texts, ...]) -> None:
        """Put several labels in the place of the chosen one.

        Raises:
            UserError: there are fewer than two, or one has no name.
        """
        place, label = self.spot.place, self._chosen()
        labels, parts = self.draft.labels(place), []
        for name in names:
            part = replace(new_label(labels, name), colour=label.colour, pattern=label.pattern)
            labels = (*labels, part)
            parts.append(part)
        draft = self.draft.split(place, label.id, tuple(parts))
        self._step(draft, Spot(place, parts[0].id))

    def retire_or_bring_back(self) -> None:
        """Retire what is chosen, or offer it again; a label made just now is taken away.

        Raises:
            UserError: it is a group, or the last label of its group.
        """
        place, attribute, label = self.spot.place, self.attribute, self.label
        if label is None and attribute is not None:
            retired = not attribute.retired
            self._step(self.draft.retire_attribute(attribute.id, retired=retired))
            return
        label = self._chosen()
        if label.retired:
            self._step(self._as_said(self.draft.bring_back(place, label.id)))
        elif self.draft.is_new(place, label.id):
            self._step(self.draft.forget(place, label.id), Spot(place))
        else:
            self._step(self.draft.retire(place, label.id))

    def move(self, by: int) -> None:
        """Move the chosen label in the order of the codebook.

        Raises:
            UserError: no label is chosen.
        """
        self._step(self.draft.move(self.spot.place, self._chosen().id, by))

    # Fields

    def write(self, field: Single | Several, language: str, words: str) -> None:
        """Write a field of the chosen label, or the words of the chosen question.

        Args:
            field: which; examples stand one a line.
            language: of the words.
            words: empty words take it away.

        Raises:
            UserError: a name is taken away in every language.
        """
        lines = words.splitlines() if field in SEVERAL else [words]
        texts = tuple((language, one.strip()) for one in lines if one.strip())
        attribute, label = self.attribute, self.label
        if label is None:
            if attribute is not None and field == "name":
                name = _named(_merged(attribute.name, language, texts))
                self._step(self.draft.rename_attribute(attribute.id, name))
            return
        value = _merged(getattr(label, field), language, texts)
        if field == "name":
            _named(value)
        if value != getattr(label, field):
            self.put(replace(label, **{field: value}))  # type: ignore[arg-type]  # a field by name

    def put(self, label: Label) -> None:
        """Put the chosen label in other words; what was said of its meaning holds.

        Raises:
            UserError: its key is taken, or is no letter or digit.
        """
        if label.key and not label.key.isalnum():
            raise UserError(msg("codebook.bad_key"))
        labels = self.draft.labels(self.spot.place)
        other = next((one for one in labels if one.key == label.key and not one.retired), None)
        if label.key and not label.retired and other is not None and other.id != label.id:
            raise UserError(
                msg("codebook.key_taken", key=label.key.upper(), name=other.title(self._language))
            )
        self._step(self._as_said(self.draft.change(self.spot.place, label, meaning=False)))

    def _as_said(self, draft: Draft) -> Draft:
        """The draft in which the chosen label means something else only where that was said."""
        label = draft.label(self.spot.place, self.spot.label)
        if label.retired:
            return draft
        changed = self.answer(self.spot) is True and differs(draft, self.spot)
        return draft.set_meaning(self.spot.place, label.id, changed=changed)

    def mean(self, *, changed: bool) -> None:
        """Say whether the meaning of the chosen label changes.

        Raises:
            UserError: no label is chosen.
        """
        draft = self.draft.set_meaning(self.spot.place, self._chosen().id, changed=changed)
        self._step(draft, answer=changed)

    def answer(self, spot: Spot) -> bool | None:
        """Whether the meaning of a label changes; None while nobody has said so."""
        return dict(self._state.answers).get(spot)

    def asks(self, spot: Spot) -> bool:
        """Whether it has to be said if the meaning of a label changes."""
        return differs(self.draft, spot)

    def unanswered(self) -> Spot | None:
        """The first label of which it has still to be said."""
        spots = (Spot(place, one.id) for place in self.places for one in self.draft.labels(place))
        return next((one for one in spots if self.asks(one) and self.answer(one) is None), None)


def differs(draft: Draft, spot: Spot) -> bool:
    """Whether definition or rule of a label are others than before; not for new or retired ones."""
    before = {one.id: one for one in Draft.of(draft.base).labels(spot.place)}.get(spot.label)
    now = next((one for one in draft.labels(spot.place) if one.id == spot.label), None)
    if before is None or now is None or now.retired:
        return False
    return any(_bare(getattr(now, one)) != _bare(getattr(before, one)) for one in MEANING)


def new_label(labels: tuple[Label, ...], name: Texts) -> Label:
    """A label with this name and an id made of it.

    Raises:
        UserError: the name is empty.
    """
    named = _named(name)
    by_language = dict(named)
    wanted = by_language.get("en") or by_language.get("fr") or named[0][1]
    return Label(free_id(labels, wanted), named)


def _named(name: Texts) -> Texts:
    found = tuple((language, words.strip()) for language, words in name if words.strip())
    if not found:
        raise UserError(msg("codebook.no_name"))
    return found


def _merged(before: Texts, language: str, new: Texts) -> Texts:
    """Texts in which those of one language are others; the order of languages stays."""
    if tuple(one for one in before if one[0] == language) == new:
        return before
    order = list(dict.fromkeys((*(one for one, _words in before), language)))
    kept = {one: tuple(text for text in before if text[0] == one) for one in order}
    kept[language] = new
    return tuple(text for one in order for text in kept[one])


def _bare(texts: Texts) -> frozenset[tuple[str, str]]:
    return frozenset(texts)
