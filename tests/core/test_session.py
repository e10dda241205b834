"""Annotating an article through the session: every verb, undo and redo, saved step by step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import ChangeError, SpanError, UserError
from annotator.identifiers import new_id
from annotator.messages import LANGUAGES, Translator
from annotator.model.ids import ActorId, EntryId, ItemId, SuggestionId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference
from annotator.model.message import msg
from annotator.services.annotating import History, Part, Session
from tests.small_article import KERN, TEXT, bounds, new_session, span


def quote_of(session: Session, item_id: str | None = None) -> Quote:
    found = session.annotation.quotes
    return next(one for one in found if item_id in (None, one.id))


def test_accepting_a_quote_brings_its_speaker_into_the_register_and_its_mention_along() -> None:
    session, notebook = new_session()
    session.accept(ItemId("q1"))
    assert session.work.actors[KERN.id] == KERN
    assert {item.id for item in session.annotation.items} == {"q1", "m1"}
    assert session.annotation.item(ItemId("q1")).origin.score == 0.8  # type: ignore[union-attr]
    verdicts = {one.suggestion: one.verdict for one in session.annotation.decisions}
    assert verdicts == {"s-q1": "accepted", "s-m1": "accepted"}
    assert session.annotation.state.status == "in_progress"
    assert len(notebook.batches) == 1


def test_a_proposed_speaker_becomes_the_namesake_in_the_register() -> None:
    session, _ = new_session()
    known = Actor(ActorId("old"), "Ada KERN", aliases=("Kern",))
    session.work = replace(session.work, actors={known.id: known})
    session.accept(ItemId("q1"))
    assert quote_of(session).speakers[0].actor == "old"
    assert list(session.work.actors) == ["old"]


def test_editing_a_suggestion_takes_it_over_as_edited() -> None:
    session, _ = new_session()
    session.set_claim(ItemId("q1"), "assert")
    assert quote_of(session).claim_type == "assert"
    assert session.annotation.decision(SuggestionId("s-q1")).verdict == "edited"  # type: ignore[union-attr]


def verdict(session: Session, suggestion: str) -> str | None:
    found = session.annotation.decision(SuggestionId(suggestion))
    return found.verdict if found else None


def test_only_what_was_changed_counts_as_edited() -> None:
    session, _ = new_session()
    session.set_claim(ItemId("q1"), "deny")
    assert verdict(session, "s-q1") == "accepted", "it said so already"
    session.add_quote_reference(ItemId("q1"))
    assert verdict(session, "s-q1") == "accepted"
    batches = len(session.history.done)
    session.set_claim(ItemId("q1"), "deny")
    assert len(session.history.done) == batches
    session.set_claim(ItemId("q1"), "assert")
    assert verdict(session, "s-q1") == "edited"
    session.undo()
    assert verdict(session, "s-q1") == "accepted"
    session.add_reference(*bounds("résolutions"))
    assert verdict(session, "s-r1") == "accepted", "the same words were suggested"


def with_whole_quote_reference() -> Session:
    session, _ = new_session()
    whole = SanctionsReference(ItemId("r2"), None, (ItemId("q1"),))
    new = replace(session.proposals.suggestions[0], id=SuggestionId("s-r2"), item=whole)
    suggestions = (new, *session.proposals.suggestions)
    session.receive(replace(session.proposals, suggestions=suggestions))
    return session


def test_a_reference_by_a_whole_quote_brings_its_quote_along() -> None:
    session = with_whole_quote_reference()
    session.accept(ItemId("r2"))
    assert verdict(session, "s-q1") == verdict(session, "s-r2") == "accepted"
    reference = session.annotation.item(ItemId("r2"))
    assert isinstance(reference, SanctionsReference)
    assert reference.quotes == ("q1",)
    session.undo()
    assert session.annotation.items == ()


def test_a_reference_by_a_quote_that_was_rejected_has_no_place() -> None:
    session = with_whole_quote_reference()
    session.reject(ItemId("q1"))
    with pytest.raises(UserError) as caught:
        session.accept(ItemId("r2"))
    assert caught.value.message.id == "annotate.no_quote"
    session.accept_all()
    assert verdict(session, "s-r2") is None
    assert {one.id for one in session.open_suggestions()} == {"s-r2"}


def test_rejecting_keeps_the_rejection_and_undo_opens_it_again() -> None:
    session, _ = new_session()
    session.reject(ItemId("r1"))
    assert "r1" not in {item.id for item, _ in session.shown_items()}
    session.undo()
    assert "r1" in {item.id for item, _ in session.shown_items()}
    session.redo()
    assert session.annotation.decision(SuggestionId("s-r1")).verdict == "rejected"  # type: ignore[union-attr]


def test_accept_all_takes_the_sure_ones_in_one_step() -> None:
    session, notebook = new_session()
    session.accept_all(0.5)
    assert [one.item.id for one in session.open_suggestions()] == ["r1"]
    assert len(notebook.batches) == 1
    session.undo()
    assert len(session.open_suggestions()) == 3


def test_an_interrupted_quote_is_one_quote_with_two_pieces() -> None:
    session, _ = new_session()
    first, second = span("«cette route»"), span("«et ses navires»")
    made = session.add_quote(first.start, first.end)
    assert made.focus is not None
    session.add_piece(made.focus, second.start, second.end)
    session.add_cue(made.focus, *bounds("a-t-elle ajouté"))
    session.set_new_speaker(made.focus, "Ada Kern", "person", "armatrice")
    quote = quote_of(session, made.focus)
    assert quote.segments == (first, second)
    assert quote.kind == "direct"
    assert session.actor(quote.speakers[0].actor).role == "armatrice"  # type: ignore[union-attr]
    session.remove_piece(made.focus, 1)
    with pytest.raises(UserError) as caught:
        session.remove_piece(made.focus, 0)
    assert caught.value.message.id == "annotate.last_piece"


def test_kind_follows_the_quotation_marks() -> None:
    session, _ = new_session()
    kinds = []
    for words in ("«havre»", "est un 🚢 «havre»", "Les résolutions visent"):
        made = session.add_quote(*bounds(words))
        kinds.append(quote_of(session, made.focus).kind)
    assert kinds == ["direct", "mixed", "indirect"]


def test_ends_move_by_word_and_by_character() -> None:
    session, _ = new_session()
    made = session.add_mention(*bounds("port est"), None, "nominal")
    assert made.focus is not None
    session.move_end(made.focus, Part("mention"), "end", 1, "word")
    session.move_end(made.focus, Part("mention"), "start", -1, "word")
    session.move_end(made.focus, Part("mention"), "end", 2, "character")
    item = session.annotation.item(made.focus)
    assert isinstance(item, Mention)
    assert item.span.text == "Le port est un 🚢"


def test_moves_that_go_on_with_each_other_are_undone_at_once_also_after_a_restart() -> None:
    session, notebook = new_session()
    made = session.add_mention(*bounds("port"), None)
    assert made.focus is not None
    first = session.work
    last = None
    for _ in range(4):
        moved = session.move_end(made.focus, Part("mention"), "end", 1, "word", continues=last)
        last = moved.batch.id if moved.batch else last
    assert session.annotation.item(made.focus).span.text == "port est un 🚢 «havre"  # type: ignore[union-attr]
    again = History.of(notebook.batches)
    assert [one.id for one in again.done] == [one.id for one in session.history.done]
    assert again.done[-1].changes == session.history.done[-1].changes
    session.undo()
    assert session.work == first
    session.redo()
    assert session.annotation.item(made.focus).span.text.endswith("havre")  # type: ignore[union-attr]
    assert len(History.of(notebook.batches).done) == 2


def test_an_end_never_passes_the_other() -> None:
    session, _ = new_session()
    made = session.add_mention(*bounds("port"), None)
    assert made.focus is not None
    session.move_end(made.focus, Part("mention"), "end", -9, "word")
    item = session.annotation.item(made.focus)
    assert isinstance(item, Mention)
    assert item.span.text == "p"


def test_references_join_the_quote_around_them_and_link_or_say_why_not() -> None:
    session, _ = new_session()
    around = session.add_quote(*bounds("Les résolutions visent «cette route»"))
    made = session.add_reference(*bounds("résolutions"))
    assert made.focus == "r1", "the open suggestion of the same words is taken over"
    session.set_links(made.focus, (EntryId("one"), EntryId("two"), EntryId("one")))
    reference = session.annotation.references[0]
    assert [link.entry for link in reference.links] == ["one", "two"]
    session.set_nil(made.focus, "vague")
    assert session.annotation.references[0].links == ()
    whole = session.add_quote_reference(around.focus)  # type: ignore[arg-type]
    assert session.add_quote_reference(around.focus).focus == whole.focus  # type: ignore[arg-type]


def test_deleting_a_quote_frees_what_pointed_to_it() -> None:
    session, _ = new_session()
    made = session.add_quote(*bounds("«havre»"))
    session.add_quote_reference(made.focus)  # type: ignore[arg-type]
    before = session.work
    session.reject(made.focus)  # type: ignore[arg-type]
    assert session.annotation.items == ()
    session.undo()
    assert session.work == before


def test_unnamed_sources_stay_with_their_article() -> None:
    session, _ = new_session()
    session.set_new_speaker(ItemId("q1"), "une source portuaire", "unnamed_source")
    speaker = quote_of(session).speakers[0]
    assert session.actor(speaker.actor).article == "a"  # type: ignore[union-attr]
    assert speaker.known_by == "unnamed_source"


def test_choices_put_this_articles_people_first_and_match_two_letters() -> None:
    session, _ = new_session()
    other = Actor(ActorId("x"), "Kevin Aumont", role="porte-parole")
    session.work = replace(session.work, actors={other.id: other})
    assert [one.actor.name for one in session.actor_choices()] == ["Ada Kern", "Kevin Aumont"]
    assert [one.actor.name for one in session.actor_choices("ke")] == ["Ada Kern", "Kevin Aumont"]
    assert [one.actor.name for one in session.actor_choices("por")] == ["Kevin Aumont"]


def test_open_points_name_what_is_left() -> None:
    session, _ = new_session()
    kinds = [point.kind for point in session.open_points()]
    assert kinds.count("suggestion") == 3
    assert kinds.count("guillemets") == 3
    session.add_quote(*bounds("«havre»"))
    kinds = [point.kind for point in session.open_points()]
    assert {"no_speaker", "no_claim"} <= set(kinds)
    assert kinds.count("guillemets") == 2


def test_what_a_full_disk_cannot_take_waits_for_the_next_deed() -> None:
    session, notebook = new_session()
    session.accept(ItemId("q1"))
    notebook.full = True
    rejected = session.reject(ItemId("q1"))
    noted = session.set_notes("à revoir")
    assert session.unsaved == 2
    assert session.trouble is not None
    assert session.trouble.message.id == "store.full"
    assert session.annotation.item(ItemId("q1")) is None, "the work goes on in memory"
    assert not session.retry()
    assert len(notebook.batches) == 1
    notebook.full = False
    undone = session.undo()
    assert (session.unsaved, session.trouble) == (0, None)
    assert notebook.batches[1:] == [rejected.batch, noted.batch, undone.batch]


def test_a_step_that_does_not_fit_is_forgotten() -> None:
    session, notebook = new_session()
    notebook.refusal = ChangeError(msg("change.empty"))
    before, done = session.work, list(session.history.done)
    with pytest.raises(ChangeError):
        session.accept(ItemId("q1"))
    assert (session.work, session.history.done, session.unsaved) == (before, done, 0)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (7, 3), (-1, 4), (0, 10_000)])
def test_a_span_that_is_none_is_refused_by_name(start: int, end: int) -> None:
    session, notebook = new_session()
    with pytest.raises(SpanError) as caught:
        session.add_quote(start, end)
    assert str(end) in Translator("fr").say(caught.value.message)
    assert notebook.batches == []


def test_history_is_the_same_after_a_restart() -> None:
    session, notebook = new_session()
    session.accept(ItemId("q1"))
    session.set_claim(ItemId("q1"), "assert")
    session.undo()
    session.undo()
    session.redo()
    again = History.of(notebook.batches)
    assert [one.id for one in again.done] == [one.id for one in session.history.done]
    assert [one.id for one in again.undone] == [one.id for one in session.history.undone]


DEEDS = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, len(TEXT) - 12), st.integers(1, 10)), max_size=12
)


@given(DEEDS)
def test_undoing_everything_gives_back_the_first_state(
    deeds: list[tuple[int, int, int]],
) -> None:
    session, notebook = new_session()
    first = session.work
    for number, start, length in deeds:
        _deed(session, number, start, length)
    last = session.work
    steps = 0
    while session.undo().batch is not None:
        steps += 1
    assert session.work == first
    for _ in range(steps):
        session.redo()
    assert session.work == last
    assert len({batch.id for batch in notebook.batches}) == len(notebook.batches)


def _deed(session: Session, number: int, start: int, length: int) -> None:
    shown = session.shown_items()
    item = shown[start % len(shown)][0] if shown else None
    bounds = start, start + length
    try:
        if number == 0 and item:
            session.reject(item.id)
        elif number == 1:
            session.accept_all(0.5)
        elif number == 2:
            session.add_mention(*bounds, "LOC")
        elif number in (3, 4):
            session.add_quote(*bounds)
        elif number == 5:
            session.add_reference(*bounds)
        elif number == 6 and isinstance(item, Quote):
            session.add_piece(item.id, *bounds)
        elif number == 7 and isinstance(item, Quote):
            session.set_new_speaker(item.id, f"Nom {length}", "person")
        elif number == 8 and item:
            session.set_note(item.id, "à revoir")
        elif number == 9:
            session.undo()
    except UserError:
        pass


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_and_open_point_has_a_sentence(language: str) -> None:
    translator = Translator(language)
    session, notebook = new_session()
    session.accept_all()
    session.set_notes("lu")
    session.finish("sans objet")
    session.reopen()
    session.add_quote(*bounds("«havre»"))
    for message in [batch.label for batch in notebook.batches] + [
        point.message for point in session.open_points()
    ]:
        assert translator.knows(message.id), message.id
        assert "{" not in translator.say(message)


def test_new_ids_sort_by_time() -> None:
    made = [new_id() for _ in range(100)]
    assert made == sorted(made)
