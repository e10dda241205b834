"""Words that stand for a speaker, taken away: the speaker stays, known from the context."""

from __future__ import annotations

from tests.ui.desk_fixture import quote_of, text_session

TEXT = "« Rien n’est décidé », a dit le ministre Paul Varnier. « Attendons », a-t-elle ajouté."


def test_words_taken_away_leave_the_speaker_and_the_step_can_be_undone():
    quote = quote_of(TEXT, "« Rien n’est décidé »", source="le ministre Paul Varnier")
    session = text_session(TEXT, quote)
    session.set_new_speaker(quote.id, "Paul Varnier", "person")
    session.remove_source(quote.id, 0)
    (own,) = session.annotation.quotes
    (who,) = own.speakers
    assert (who.source, who.known_by) == (None, "implicit")
    assert session.actor(who.actor).name == "Paul Varnier"
    session.undo()
    assert session.annotation.quotes[0].speakers[0].source is not None


def test_words_taken_away_where_nobody_was_named_leave_nothing():
    quote = quote_of(TEXT, "« Attendons »", source="elle")
    session = text_session(TEXT, quote)
    session.remove_source(quote.id, 0)
    assert session.annotation.quotes[0].speakers == ()
