"""Which picker a row of a card opens: one line of a table for each kind of item and row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from PySide6.QtWidgets import QWidget

from annotator.model.ids import ItemId
from annotator.model.items import (
    Item,
    KnownBy,
    Mention,
    MentionForm,
    Quote,
    QuoteKind,
    SanctionsReference,
)
from annotator.model.scheme import Group
from ui.margin.choices import (
    Choice,
    FormChosen,
    IssuerChosen,
    KindChosen,
    KnownByChosen,
    LabelChosen,
    ReferenceKindChosen,
    TargetChosen,
)
from ui.margin.label_picker import ClaimPicker, LabelPicker, StatusPicker
from ui.margin.link_picker import LinkPicker
from ui.margin.look import Look
from ui.margin.note_picker import NotePicker
from ui.margin.party_picker import MeasuresPicker, PartyPicker, PlacePicker
from ui.margin.picker import Picker
from ui.margin.speaker_picker import SpeakerPicker
from ui.presenters.card_questions import question_choice, question_options
from ui.presenters.card_values import OpenCard, RowId, Subject
from ui.presenters.link_options import LinkOptions
from ui.presenters.options import Option, Options

Maker = Callable[[Look, Options, ItemId, QWidget], Picker]


def make_picker(
    card: OpenCard, row_id: RowId, look: Look, options: Options, parent: QWidget
) -> Picker | None:
    """The picker of a row; None if the row has none."""
    maker = MAKERS.get((card.subject, row_id))
    return maker(look, options, card.item, parent) if maker else None


def _speaker(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return SpeakerPicker(look, options, item, parent)


def _links(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return LinkPicker(look, LinkOptions(options), item, parent)


def _note(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    found = options.item(item)
    note = found.note if found else ""
    return NotePicker(look, item, note, options.say("margin.hint.note"), parent)


def _claim(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return ClaimPicker(look, options, item, cast(Quote, options.item(item)), parent)


def _labels(
    look: Look,
    options: Options,
    parent: QWidget,
    group: Group,
    current: str | None,
    made: Callable[[str], Choice],
) -> Picker:
    return LabelPicker(look, options.labels(group, current), made, parent)


def _kind(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    quote = cast(Quote, options.item(item))

    def made(label: str) -> Choice:
        return KindChosen(item, cast(QuoteKind, label))

    return _labels(look, options, parent, "quote_kinds", quote.kind, made)


def _known_by(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    quote = cast(Quote, options.item(item))
    current = quote.speakers[0].known_by if quote.speakers else None

    def made(label: str) -> Choice:
        return KnownByChosen(item, cast(KnownBy, label))

    return _labels(look, options, parent, "known_by", current, made)


def _label(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    mention = cast(Mention, options.item(item))

    def made(label: str) -> Choice:
        return LabelChosen(item, label)

    return _labels(look, options, parent, "entity_labels", mention.label, made)


def _form(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    mention = cast(Mention, options.item(item))

    def made(form: str) -> Choice:
        return FormChosen(item, cast(MentionForm, form))

    return LabelPicker(look, options.forms(mention.form), made, parent)


def _reference_kind(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    reference = cast(SanctionsReference, options.item(item))

    def made(label: str) -> Choice:
        return ReferenceKindChosen(item, label)

    return _labels(look, options, parent, "reference_kinds", reference.kind, made)


def _status(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    reference = cast(SanctionsReference, options.item(item))

    return StatusPicker(look, options, item, reference, parent)


def _addressee(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return PartyPicker(look, options, item, "addressee", parent)


def _on_behalf(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return PartyPicker(look, options, item, "on_behalf", parent)


def _issuer(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    def found(query: str) -> tuple[Option, ...]:
        return options.issuers(cast(SanctionsReference, options.item(item)).issuer, query)

    def made(issuer: str | None) -> Choice:
        return IssuerChosen(item, issuer)

    return PlacePicker(look, options, found, made, options.say("margin.row.issuer"), parent)


def _target(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    def found(query: str) -> tuple[Option, ...]:
        return options.targets(cast(SanctionsReference, options.item(item)).target, query)

    def made(target: str | None) -> Choice:
        return TargetChosen(item, target)

    return PlacePicker(look, options, found, made, options.say("margin.row.target"), parent)


def _measures(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    return MeasuresPicker(look, options, item, parent)


def _questions(look: Look, options: Options, item: ItemId, parent: QWidget) -> Picker:
    asked = cast(Item, options.item(item))
    offered = question_options(options.session, asked, options.say.language)
    return LabelPicker(look, offered, lambda one: question_choice(asked, one), parent)


MAKERS: Mapping[tuple[Subject, RowId], Maker] = {
    ("quote", "speaker"): _speaker,
    ("quote", "known_by"): _known_by,
    ("quote", "claim"): _claim,
    ("quote", "references"): _links,
    ("quote", "kind"): _kind,
    ("quote", "addressee"): _addressee,
    ("quote", "on_behalf"): _on_behalf,
    ("quote", "note"): _note,
    ("scare", "kind"): _kind,
    ("scare", "note"): _note,
    ("mention", "label"): _label,
    ("mention", "kind"): _form,
    ("mention", "speaker"): _speaker,
    ("mention", "note"): _note,
    ("reference", "references"): _links,
    ("reference", "kind"): _reference_kind,
    ("reference", "status"): _status,
    ("reference", "issuer"): _issuer,
    ("reference", "target"): _target,
    ("reference", "measures"): _measures,
    ("reference", "note"): _note,
    ("quote", "questions"): _questions,
    ("scare", "questions"): _questions,
    ("mention", "questions"): _questions,
    ("reference", "questions"): _questions,
}
"""The picker of each row that has one."""
