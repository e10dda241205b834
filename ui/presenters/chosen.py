"""Chosen: what each choice of the margin does to the desk."""

from __future__ import annotations

from annotator.model.items import Mention
from annotator.services.annotating import Outcome, Session
from ui.margin import choices
from ui.presenters import deeds
from ui.presenters.desk import Desk


def carry_out(desk: Desk, choice: choices.Choice) -> None:
    """Do what was chosen; an error is reported, and nothing is half done."""
    desk.guarded(lambda: _carry_out(desk, choice))


def _carry_out(desk: Desk, choice: choices.Choice) -> None:
    session = desk.session
    if session is None:
        return
    match choice:
        case choices.ItemOpened(item):
            desk.select(item)
        case choices.PartFocused(_, part):
            desk.focus_part(part)
        case choices.Accepted(item):
            desk.select(item, reveal=False)
            deeds.accept(desk)
        case choices.Rejected(item):
            desk.select(item, reveal=False)
            deeds.reject(desk)
        case choices.ReferenceRemoved(item):
            desk.done(session.reject(item), keep=True)
        case choices.LinksChosen(item, entries):
            desk.done(session.set_links(item, entries), keep=True)
        case choices.OnlyLinkChosen(item, entry):
            desk.done(session.set_link(item, entry), keep=True)
        case choices.LinkMarked(item, entry, certainty, role):
            desk.done(session.mark_link(item, entry, certainty, role), keep=True)
        case choices.EntryWanted() | choices.CatalogueWanted():
            return  # the window's own: it asks
        case choices.NilChosen(item, reason):
            desk.done(session.set_nil(item, reason), keep=True)
        case _:
            desk.done(_outcome(session, choice), keep=True)


def _outcome(session: Session, choice: choices.Choice) -> Outcome:
    match choice:
        case choices.SpeakerChosen():
            return _meant(session, choice)
        case choices.AlternativeTaken(item, other):
            return session.take(item, other)
        case choices.SpeakerAdded(item, actor):
            return session.add_speaker(item, actor)
        case choices.SpeakerRemoved(item, index):
            return session.remove_speaker(item, index)
        case choices.NewSpeaker(item, name, kind, role):
            return session.set_new_speaker(item, name, kind, role)
        case choices.AddresseeChosen(item, actor):
            return session.set_addressee(item, actor)
        case choices.OnBehalfChosen(item, actors):
            return session.set_on_behalf(item, actors)
        case choices.NewParty(item, party, name, kind):
            return session.set_new_party(item, party, name, kind)
        case choices.IssuerChosen(item, issuer):
            return session.set_issuer(item, issuer)
        case choices.TargetChosen(item, target):
            return session.set_target(item, target)
        case choices.MeasuresChosen(item, measures):
            return session.set_measures(item, measures)
        case choices.KnownByChosen(item, known_by):
            return session.set_known_by(item, known_by)
        case choices.ClaimChosen(item, claim, secondary):
            return session.set_claim(item, claim, secondary=secondary)
        case choices.CertaintyChosen(item, certainty):
            return session.set_certainty(item, certainty)
        case choices.KindChosen(item, kind):
            return session.set_kind(item, kind)
        case choices.LabelChosen(item, label):
            return session.set_label(item, label)
        case choices.FormChosen(item, form):
            return session.set_form(item, form)
        case choices.ReferenceKindChosen(item, kind):
            return session.set_reference_kind(item, kind)
        case choices.StatusChosen(item, status, hedged):
            return session.set_status(item, status, hedged=hedged)
        case choices.NoteWritten(item, note):
            return session.set_note(item, note)
        case choices.FlagToggled(item, flag):
            return session.flag(item, flag)
        case choices.AttributeChosen(item, attribute, answer):
            return session.set_attribute(item, attribute, answer)
        case choices.PieceRemoved(item, index):
            return session.remove_piece(item, index)
        case choices.CueRemoved(item, index):
            return session.remove_cue(item, index)
        case choices.SourceRemoved(item, index):
            return session.remove_source(item, index)
    return Outcome(None)


def _meant(session: Session, choice: choices.SpeakerChosen) -> Outcome:
    """A quote gets its speaker, a mention its actor."""
    found = session.find(choice.item)
    if found is not None and isinstance(found[0], Mention):
        return session.set_mention_actor(choice.item, choice.actor)
    return session.set_speaker(choice.item, choice.actor, choice.known_by)
