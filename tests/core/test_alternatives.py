"""Alternatives: ranked by the machine, kept, exchanged, and taken as one step."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.messages import LANGUAGES, Translator
from annotator.model.alternatives import ClaimChoice, LinkChoice, SpeakerChoice
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, Suggestion
from annotator.model.change import Work
from annotator.model.codec import suggestion_from_json, suggestion_to_json
from annotator.model.fields import FormError
from annotator.model.ids import ActorId, AnnotationId, ArticleId, ItemId
from annotator.model.interchange import read_line, write_line
from annotator.model.interchange_checks import LineError
from annotator.model.items import Actor, Quote, SanctionsReference, Speaker, item_actors
from annotator.model.text import fold
from annotator.prelabel.pipeline import propose
from annotator.services.annotating import History, Session
from annotator.services.annotating.namesakes import Namesakes
from annotator.services.annotating.plan import namesake
from annotator.services.prelabel_files import as_machine_annotation
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.conftest import PROJECT
from tests.core.project_builders import BY, add, make
from tests.ranked_article import (
    SCHEME,
    article,
    first,
    ranked_session,
    the_name,
    the_quote,
    the_reference,
)

SAMPLES = sorted((PROJECT / "resources" / "samples" / "articles").glob("*.txt"))


def speakers(suggestion: Suggestion) -> list[SpeakerChoice]:
    return [one for one in suggestion.alternatives if isinstance(one, SpeakerChoice)]


def claims(suggestion: Suggestion) -> list[ClaimChoice]:
    return [one for one in suggestion.alternatives if isinstance(one, ClaimChoice)]


def links(suggestion: Suggestion) -> list[LinkChoice]:
    return [one for one in suggestion.alternatives if isinstance(one, LinkChoice)]


# What the machine holds possible


def test_a_pronoun_leaves_a_choice_of_speakers_each_with_its_reason():
    proposals = propose(article())
    found = speakers(the_quote(proposals))
    names = [proposals.actor(one.actor).name for one in found]
    assert names[:2] == ["Anna Roux", "Marie Dupont"]
    assert {one.known_by for one in found} == {"pronoun"}
    assert "elle" in Translator("fr").say(found[1].reason)


def test_a_speaker_who_is_named_there_leaves_none():
    proposals = propose(article("« Non », a dit Anna Roux. Marie Dupont a parlé.\n"))
    quote = first(proposals, lambda item: isinstance(item, Quote))
    assert speakers(quote) == []


def test_the_second_claim_type_is_what_the_words_fit_besides_or_what_the_verb_announces():
    found = claims(the_quote(propose(article())))
    assert [one.claim for one in found] == ["warn", "commit"]
    assert found[0].score > found[1].score


def test_sanctions_may_be_a_family_of_acts_or_one_that_the_article_cites():
    found = links(the_reference(propose(article())))
    assert [one.entry for one in found][:2] == ["un-dprk-resolutions", "un-scr-2397-2017"]


def test_an_act_that_is_cited_by_its_number_leaves_no_choice():
    cited = first(
        propose(article()),
        lambda item: isinstance(item, SanctionsReference) and "2397" in item.span.text,
    )
    assert cited.alternatives == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_rankings_are_distinct_fall_and_begin_with_the_proposal(path: Path):
    text = path.read_text("utf-8")
    proposals = propose(article(text), path.stem[:2])
    for suggestion in proposals.suggestions:
        _sound(suggestion, {one.id: one for one in proposals.actors})


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            (
                "Anna Roux et Marie Dupont ont parlé. ",
                "« Non », a-t-elle dit. ",
                "« Oui », ont dit Paul Viard et Anna Roux. ",
                "La ministre a promis que le plan passerait. ",
                "« Peut-être. »\n",
                "Les sanctions contre l'Iran et la résolution 2231 demeurent. ",
                "L'embargo sera levé. ",
            )
        ),
        max_size=8,
    )
)
def test_rankings_are_sound_in_any_text(parts: list[str]):
    proposals = propose(article("".join(parts) or "Rien."))
    for suggestion in proposals.suggestions:
        _sound(suggestion, {one.id: one for one in proposals.actors})


def _sound(suggestion: Suggestion, actors: dict[ActorId, Actor]) -> None:
    item = suggestion.item
    assert set(suggestion.actors) <= set(actors)
    for kind in (SpeakerChoice, ClaimChoice, LinkChoice):
        found = [one for one in suggestion.alternatives if isinstance(one, kind)]
        for place in {getattr(one, "place", 0) for one in found}:
            ranking = [one for one in found if getattr(one, "place", 0) == place]
            assert all(0 <= one.score <= 1 for one in ranking)
            assert all(left.score >= right.score for left, right in pairwise(ranking))
            for language in LANGUAGES:
                assert all("{" not in Translator(language).say(one.reason) for one in ranking)
    for one in speakers(suggestion):
        assert isinstance(item, Quote)
        others = [who.actor for n, who in enumerate(item.speakers) if n != one.place]
        assert one.actor not in others
    for place, who in enumerate(item.speakers if isinstance(item, Quote) else ()):
        ranking = [one for one in speakers(suggestion) if one.place == place]
        assert not ranking or (len(ranking) > 1 and ranking[0].actor == who.actor)
        names = [fold(actors[one.actor].name) for one in ranking]
        assert len(set(names)) == len(names)
    if claims(suggestion):
        assert claims(suggestion)[0].claim == item.claim_type
        assert len({one.claim for one in claims(suggestion)}) == 2
    linked = [one.entry for one in getattr(item, "links", ())]
    entries = [one.entry for one in links(suggestion)]
    assert len(set(entries)) == len(entries)
    assert not (linked and entries) or entries[: len(linked)] == linked[: len(entries)]


# Kept and exchanged


def test_a_line_carries_alternatives_and_gives_them_back():
    made = article()
    line = AnnotatedArticle(made, None, False, (), propose(made))
    assert any(one.alternatives for one in line.proposals.suggestions)
    assert read_line(write_line(line).encode()) == line


def test_a_line_without_alternatives_is_read_and_none_are_written_where_there_are_none():
    suggestion = the_name(propose(article()), "Paris")
    written = suggestion_to_json(suggestion)
    assert "alternatives" not in written
    assert suggestion_from_json(written, suggestion.article) == suggestion


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speaker", ""),
        ("speaker", 3),
        ("place", -1),
        ("place", True),
        ("known_by", "rumour"),
        ("score", None),
        ("score", float("inf")),
        ("reason", "why"),
    ],
)
def test_an_alternative_that_is_not_of_the_form_is_refused(field: str, value: object):
    suggestion = the_quote(propose(article()))
    written = suggestion_to_json(suggestion)
    written["alternatives"][0][field] = value
    with pytest.raises(FormError):
        suggestion_from_json(written, suggestion.article)


def test_an_alternative_that_names_nothing_is_refused():
    suggestion = the_quote(propose(article()))
    written = suggestion_to_json(suggestion)
    del written["alternatives"][0]["speaker"]
    with pytest.raises(FormError):
        suggestion_from_json(written, suggestion.article)


def test_a_line_whose_alternative_names_nobody_on_it_is_refused_with_the_place():
    made = article()
    line = json.loads(write_line(AnnotatedArticle(made, None, False, (), propose(made))))
    suggestion = next(one for one in line["suggestions"] if one["item"] == "quote")
    suggestion["alternatives"][1]["speaker"] = "nobody"
    with pytest.raises(LineError) as refused:
        read_line(json.dumps(line).encode())
    assert refused.value.where == f"suggestions {suggestion['id']}"


def test_the_machines_annotation_names_only_whom_it_means():
    made = article("La ministre Anna Roux est là. « Ce n’est pas vrai », a dit la ministre.\n")
    proposals = propose(made)
    assert {actor.name for actor in proposals.actors} == {"Anna Roux", "ministre"}
    line = as_machine_annotation(AnnotatedArticle(made, None, False, (), proposals))
    assert [actor.name for actor in line.actors] == ["Anna Roux"]
    pointed = {one for item in line.annotation.items for one in item_actors(item)}
    assert {actor.id for actor in line.actors} == pointed
    assert read_line(write_line(line).encode()) == line


# Taken


def current(session: Session, item: ItemId) -> list[str]:
    return [
        one.actor.name
        for one in session.alternatives(item)
        if one.current and one.actor is not None
    ]


def test_taking_the_second_speaker_accepts_the_quote_with_it_in_one_step():
    session, notebook = ranked_session()
    suggestion = the_quote(session.proposals)
    quote = suggestion.item
    session.take(quote.id, speakers(suggestion)[1])
    (kept,) = session.annotation.quotes
    (who,) = kept.speakers
    assert session.work.actors[who.actor].name == "Marie Dupont"
    assert (who.source.text, who.known_by, who.certainty) == ("elle", "pronoun", "sure")
    assert session.annotation.decision(suggestion.id).verdict == "edited"
    assert len(notebook.batches) == 1
    session.undo()
    assert session.annotation.items == ()
    assert session.annotation.decisions == ()
    assert the_quote(session.proposals) in session.open_suggestions()


def test_taking_the_first_speaker_is_to_accept():
    session, _ = ranked_session()
    other, _ = ranked_session()
    suggestion = the_quote(session.proposals)
    session.take(suggestion.item.id, speakers(suggestion)[0])
    assert session.annotation.decision(suggestion.id).verdict == "accepted"
    same = the_quote(other.proposals)
    other.accept(same.item.id)
    found = [one.speakers[0].known_by for one in (*session.annotation.quotes,)]
    assert found == [one.speakers[0].known_by for one in other.annotation.quotes]


def test_an_accepted_quote_still_knows_who_else_may_have_spoken():
    session, _ = ranked_session()
    suggestion = the_quote(session.proposals)
    session.accept(suggestion.item.id)
    assert current(session, suggestion.item.id) == ["Anna Roux"]
    session.take(suggestion.item.id, speakers(suggestion)[1])
    assert current(session, suggestion.item.id) == ["Marie Dupont"]


def test_two_names_of_the_machine_that_the_register_knows_as_one_are_offered_once():
    session, _ = ranked_session()
    known = Actor(ActorId("old"), "Anna Roux", aliases=("Marie Dupont",))
    session.work = replace(session.work, actors={known.id: known})
    suggestion = the_quote(session.proposals)
    offered = [one.actor.name for one in session.alternatives(suggestion.item.id) if one.actor]
    assert offered == ["Anna Roux", "Paris"]


def test_who_speaks_already_in_another_place_is_not_offered():
    session, _ = ranked_session()
    suggestion = the_quote(session.proposals)
    second = speakers(suggestion)[1]
    session.accept(suggestion.item.id)
    session.add_speaker(suggestion.item.id, second.actor)
    offered = [one.actor.name for one in session.alternatives(suggestion.item.id) if one.actor]
    assert "Marie Dupont" not in offered
    with pytest.raises(UserError):
        session.take(suggestion.item.id, second)


def test_a_choice_for_the_second_of_two_speakers_leaves_the_first():
    session, _ = ranked_session()
    suggestion = the_quote(session.proposals)
    roux, dupont, paris = speakers(suggestion)
    both = (*suggestion.item.speakers, Speaker(dupont.actor))
    second = (replace(dupont, place=1), replace(paris, place=1))
    changed = replace(suggestion, item=replace(suggestion.item, speakers=both), alternatives=second)
    rest = [one for one in session.proposals.suggestions if one.id != suggestion.id]
    session.proposals = replace(session.proposals, suggestions=(*rest, changed))
    assert current(session, suggestion.item.id) == ["Marie Dupont"]
    session.take(suggestion.item.id, second[1])
    (kept,) = session.annotation.quotes
    assert [who.actor for who in kept.speakers] == [roux.actor, paris.actor]


def test_a_claim_type_that_the_scheme_lacks_is_not_offered():
    session, _ = ranked_session()
    suggestion = the_quote(session.proposals)
    labels = tuple(one for one in SCHEME.labels("claim_types") if one.id != "commit")
    groups = {**dict(SCHEME.groups), "claim_types": labels}
    session.scheme = replace(SCHEME, groups=tuple(groups.items()))
    offered = [one.choice for one in session.alternatives(suggestion.item.id)]
    assert [one.claim for one in offered if isinstance(one, ClaimChoice)] == ["warn"]


def test_taking_a_claim_type_or_an_entry_changes_nothing_else():
    session, _ = ranked_session()
    quote, reference = the_quote(session.proposals), the_reference(session.proposals)
    session.take(quote.item.id, claims(quote)[1])
    session.take(reference.item.id, links(reference)[1])
    (kept,) = session.annotation.quotes
    assert kept.claim_type == "commit"
    assert kept.segments == quote.item.segments
    (linked,) = session.annotation.references
    (link,) = linked.links
    assert (link.entry, link.role, link.certainty) == ("un-scr-2397-2017", "refers_to", "sure")
    assert (linked.kind, linked.status) == (reference.item.kind, reference.item.status)


def test_one_of_several_entries_that_a_person_takes_is_the_one_that_is_meant():
    session, _ = ranked_session()
    reference = the_reference(session.proposals)
    link = replace(reference.item.links[0], role="one_of")
    unsure = replace(reference, item=replace(reference.item, links=(link,)))
    rest = [one for one in session.proposals.suggestions if one.id != reference.id]
    session.proposals = replace(session.proposals, suggestions=(*rest, unsure))
    session.take(reference.item.id, links(reference)[0])
    (kept,) = session.annotation.references
    assert [(one.entry, one.role) for one in kept.links] == [(link.entry, "refers_to")]


def test_a_choice_outlives_a_restart_and_a_new_pass_of_the_machine(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project, article())
        project.save_proposals(propose(own))
        session = _start(project)
        suggestion = the_quote(session.proposals)
        session.take(suggestion.item.id, speakers(suggestion)[1])
    with Project.open(tmp_path / "essai.guillemet", BY) as project:
        project.save_proposals(propose(project.article(own.id)))
        session = _start(project)
        assert session.annotation.quotes[0].id == suggestion.item.id
        assert current(session, suggestion.item.id) == ["Marie Dupont"]
        session.take(suggestion.item.id, speakers(suggestion)[0])
        assert current(session, suggestion.item.id) == ["Anna Roux"]
        session.undo()
        session.undo()
        assert session.annotation.items == ()
        assert project.check() == ()


def _start(project: Project) -> Session:
    own = article()
    loaded = project.load_work(own.id, BY)
    history, scheme = History.of(loaded.log), load_scheme("diplomacy@1")
    return Session(project, own, loaded.work, loaded.proposals, history, scheme)


ACTORS = st.builds(
    Actor,
    st.sampled_from([ActorId(f"a{n}") for n in range(6)]),
    st.sampled_from(("Ada Kern", "ADA KERN", "Kern", "Bern")),
    st.sampled_from(("person", "organisation", "unnamed_source")),
    aliases=st.lists(st.sampled_from(("Kern", "Ada", "Bern")), max_size=2).map(tuple),
    article=st.sampled_from((None, "here", "there")),
)


@given(st.lists(st.lists(ACTORS, max_size=5), max_size=3), ACTORS)
def test_a_namesake_is_whom_a_proposed_actor_becomes_when_it_is_entered(several, actor):
    names = Namesakes()
    for some in several:
        actors = {one.id: one for one in some}
        annotation = Annotation(AnnotationId("n"), ArticleId("here"), BY, "diplomacy@1")
        assert names.of(actors, actor) == namesake(Work(annotation, actors), actor)
