"""Choices: what a person decided in the margin, as values. The margin changes nothing itself."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.model.alternatives import Alternative
from annotator.model.ids import ActorId, EntryId, ItemId
from annotator.model.items import (
    ActorKind,
    Certainty,
    Flag,
    KnownBy,
    LinkRole,
    MentionForm,
    QuoteKind,
)
from annotator.services.annotating import Part, Party


@dataclass(frozen=True, slots=True)
class Accepted:
    """A suggestion is right as it is."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class AlternativeTaken:
    """What the machine held possible beside its proposal is right."""

    item: ItemId
    choice: Alternative


@dataclass(frozen=True, slots=True)
class Rejected:
    """A suggestion is wrong, or an own item is to go."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class ItemOpened:
    """Another item is to be selected: the reference in a quote's card."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class PartFocused:
    """A piece, a cue or the source is to be shown and moved."""

    item: ItemId
    part: Part


@dataclass(frozen=True, slots=True)
class SpeakerChosen:
    """This actor speaks (of a quote), or is meant (by a mention).

    Attributes:
        actor: None with `known_by="unknown"` says that nobody can know.
        known_by: None keeps how the speaker was known.
    """

    item: ItemId
    actor: ActorId | None
    known_by: KnownBy | None = None


@dataclass(frozen=True, slots=True)
class SpeakerAdded:
    """This actor speaks, too."""

    item: ItemId
    actor: ActorId


@dataclass(frozen=True, slots=True)
class SpeakerRemoved:
    """The speaker with this number (from 0) does not speak."""

    item: ItemId
    index: int


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """Somebody who is not in the register yet speaks."""

    item: ItemId
    name: str
    kind: ActorKind
    role: str = ""


@dataclass(frozen=True, slots=True)
class AddresseeChosen:
    """To whom the quote is said; None for nobody in particular."""

    item: ItemId
    actor: ActorId | None


@dataclass(frozen=True, slots=True)
class OnBehalfChosen:
    """All for whom the speaker speaks."""

    item: ItemId
    actors: tuple[ActorId, ...]


@dataclass(frozen=True, slots=True)
class NewParty:
    """Somebody who is not in the register yet is spoken to, or spoken for."""

    item: ItemId
    party: Party
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class IssuerChosen:
    """Whose sanctions these are, by code or in words; None if that is not said."""

    item: ItemId
    issuer: str | None


@dataclass(frozen=True, slots=True)
class TargetChosen:
    """On whom the sanctions are, by code or in words; None if that is not said."""

    item: ItemId
    target: str | None


@dataclass(frozen=True, slots=True)
class MeasuresChosen:
    """All measures that the reference speaks of."""

    item: ItemId
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownByChosen:
    """How the speaker is known."""

    item: ItemId
    known_by: KnownBy


@dataclass(frozen=True, slots=True)
class ClaimChosen:
    """The claim type, or the secondary one; None clears it."""

    item: ItemId
    claim: str | None
    secondary: bool = False


@dataclass(frozen=True, slots=True)
class CertaintyChosen:
    """How sure the claim type is; None says nothing about it."""

    item: ItemId
    certainty: Certainty | None


@dataclass(frozen=True, slots=True)
class KindChosen:
    """The form of a quote."""

    item: ItemId
    kind: QuoteKind


@dataclass(frozen=True, slots=True)
class LabelChosen:
    """The entity label of a mention; None for none."""

    item: ItemId
    label: str | None


@dataclass(frozen=True, slots=True)
class FormChosen:
    """The form of a mention."""

    item: ItemId
    form: MentionForm


@dataclass(frozen=True, slots=True)
class ReferenceRemoved:
    """A sanctions reference is to go; the quote that it stands in stays selected."""

    item: ItemId


@dataclass(frozen=True, slots=True)
class LinksChosen:
    """All catalogue entries that a sanctions reference means, in their order."""

    item: ItemId
    entries: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class OnlyLinkChosen:
    """One entry is what a sanctions reference, or a whole quote, means, and no other."""

    item: ItemId
    entry: EntryId


@dataclass(frozen=True, slots=True)
class LinkMarked:
    """How a sanctions reference means an entry; what is None stays. It is linked if it is not.

    Attributes:
        role: of all its links: the reference means each of them, or one that nothing settles.
    """

    item: ItemId
    entry: EntryId
    certainty: Certainty | None = None
    role: LinkRole | None = None


@dataclass(frozen=True, slots=True)
class EntryWanted:
    """An entry for these words is to be added to the project, and the item linked to it.

    Attributes:
        more: the links that there are stay.
    """

    item: ItemId
    words: str
    more: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueWanted:
    """The catalogue is to be shown, searched for these words."""

    words: str


@dataclass(frozen=True, slots=True)
class NilChosen:
    """Why a sanctions reference is linked to no catalogue entry."""

    item: ItemId
    reason: str


@dataclass(frozen=True, slots=True)
class ReferenceKindChosen:
    """The kind of a sanctions reference."""

    item: ItemId
    kind: str


@dataclass(frozen=True, slots=True)
class StatusChosen:
    """What the text asserts of the sanctions, and (unless None) whether it hedges."""

    item: ItemId
    status: str
    hedged: bool | None = None


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """The whole note of an item."""

    item: ItemId
    note: str


@dataclass(frozen=True, slots=True)
class FlagToggled:
    """The item is to be marked so, or no more."""

    item: ItemId
    flag: Flag


@dataclass(frozen=True, slots=True)
class PieceRemoved:
    """The piece with this number (from 0) is not part of the quote."""

    item: ItemId
    index: int


@dataclass(frozen=True, slots=True)
class CueRemoved:
    """The cue with this number (from 0) is none."""

    item: ItemId
    index: int


@dataclass(frozen=True, slots=True)
class SourceRemoved:
    """No words of the text stand for the speaker with this number (from 0)."""

    item: ItemId
    index: int


@dataclass(frozen=True, slots=True)
class AttributeChosen:
    """The answer to a further question of the scheme; None takes it away."""

    item: ItemId
    attribute: str
    answer: str | None


Choice = (
    Accepted
    | AlternativeTaken
    | Rejected
    | ItemOpened
    | PartFocused
    | SpeakerChosen
    | SpeakerAdded
    | SpeakerRemoved
    | NewSpeaker
    | AddresseeChosen
    | OnBehalfChosen
    | NewParty
    | IssuerChosen
    | TargetChosen
    | MeasuresChosen
    | KnownByChosen
    | ClaimChosen
    | CertaintyChosen
    | KindChosen
    | LabelChosen
    | FormChosen
    | ReferenceRemoved
    | LinksChosen
    | OnlyLinkChosen
    | LinkMarked
    | EntryWanted
    | CatalogueWanted
    | NilChosen
    | ReferenceKindChosen
    | StatusChosen
    | NoteWritten
    | FlagToggled
    | AttributeChosen
    | PieceRemoved
    | CueRemoved
    | SourceRemoved
)
