"""The register of actors: read, edited, merged and split over the whole project, and taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annotator.identifiers import new_id
from annotator.model.annotation import Decision, Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.change import Change
from annotator.model.ids import ActorId, ItemId, SuggestionId
from annotator.model.items import Actor, Mention, Origin, Quote, SanctionsReference, Speaker
from annotator.model.message import UserError, msg
from annotator.services import register_deciding as deciding
from annotator.services.annotating import History, Session, WindowJournal
from annotator.services.projects import Project
from annotator.services.register import (
    Register,
    by_month,
    read_corrections,
    read_places,
    read_register,
    read_titles,
)
from annotator.services.register_plans import merged, plan_merge, plan_split
from annotator.services.register_twins import keep_distinct, likely_twins, read_distinct
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, TEXT, add, article, batch, make, said, span

OTHER = "Noé Brun"
KERN = Actor(ActorId("kern"), "Ada Kern", role="ministre")
TWIN = Actor(ActorId("twin"), "Mme Kern", external_ids=(("wikidata", "Q5"),))
STATE = Actor(ActorId("ua"), "Ukraine", "state")


def work(project: Project, own: Article, *records: object, by: str = BY) -> None:
    """Puts actors and items into an annotation, as one step."""
    loaded = project.load_work(own.id, by)
    known = loaded.work.actors
    new = [one for one in records if not isinstance(one, Actor) or one.id not in known]
    step = batch(*(Change(None, one) for one in new))
    session = opened(project, own, by)
    plan = session.plan()
    for one in new:
        plan.put(one)
    session.save(plan, step.label, None)


def opened(project: Project, own: Article, by: str = BY) -> Session:
    loaded = project.load_work(own.id, by)
    return Session(
        WindowJournal(project),
        loaded.article,
        loaded.work,
        loaded.proposals,
        History.of(loaded.log),
        load_scheme(loaded.work.annotation.scheme),
    )


def quote(*actors: Actor, claim: str | None = "deny", **more: object) -> Quote:
    speakers = tuple(Speaker(one.id) for one in actors)
    return Quote(
        ItemId(new_id()),
        "direct",
        (span("« ne cédera pas »"),),
        (),
        speakers,
        claim_type=claim,
        **more,
    )


def mention(actor: Actor | None, words: str = "Ada Kern", form: str = "name") -> Mention:
    label = "PER" if form == "name" else None
    return Mention(ItemId(new_id()), span(words), form, label, actor.id if actor else None)


@pytest.fixture
def project(tmp_path: Path):
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def two(project: Project) -> tuple[Article, Article]:
    """Two articles in which the same minister goes by two names, in the work of two people."""
    first, second = article(), article(f"{TEXT}Bis.\n", "Second")
    add(project, first, second)
    work(project, first, KERN, STATE, mention(KERN), quote(KERN, claim="assert"))
    work(project, second, TWIN, mention(TWIN), quote(TWIN, addressee=TWIN.id, on_behalf_of=("ua",)))
    work(project, first, KERN, TWIN, quote(KERN, TWIN), by=OTHER)
    return first, second


def actor(project: Project, actor_id: str) -> Actor:
    return next(one for one in project.register() if one.id == actor_id)


def row(project: Project, key: str):
    found = read_register(project).row(key)
    assert found is not None
    return found


def merge(project: Project) -> deciding.Done:
    kept, other = actor(project, "kern"), actor(project, "twin")
    plan = plan_merge(project, kept, [other], merged(kept, [other]))
    return deciding.carry_out(project, BY, plan)


def speakers(project: Project, own: Article, by: str = BY) -> list[list[str | None]]:
    found = project.load_work(own.id, by).work.annotation.quotes
    return [[who.actor for who in one.speakers] for one in found]


def test_actors_are_listed_with_their_numbers(project: Project, two):
    found = row(project, "kern")
    assert (found.quotes, found.mentions, found.articles) == (2, 1, 1)
    assert (found.first, found.last) == ("2023-08", "2023-08")
    assert row(project, "ua").quotes == 0, "on whose behalf is not who speaks"
    assert row(project, "ua").articles == 1


def test_a_search_knows_no_accents_and_every_name(project: Project, two):
    deciding.edit(project, BY, KERN, replace(KERN, name="Hélène Kern-Ducœur", aliases=("la Kern",)))
    found = row(project, "kern")
    assert found.fits(["helene"])
    assert found.fits(["ducœur"[:4], "minis"])
    assert found.fits(["la"])
    assert not found.fits(["elene"])


def test_merging_relinks_everything_of_everybody(project: Project, two):
    first, second = two
    kept, other = actor(project, "kern"), actor(project, "twin")
    plan = plan_merge(project, kept, [other], merged(kept, [other]))
    assert (plan.articles, plan.quotes, plan.mentions) == (2, 2, 1)
    assert {(one.title, one.annotator) for one in plan.affected} == {
        ("Second", BY),
        (first.title, OTHER),
    }
    done = deciding.carry_out(project, BY, plan)
    assert (done.items, set(done.articles)) == (3, {first.id, second.id})
    assert speakers(project, second) == [["kern"]]
    assert speakers(project, first, OTHER) == [["kern"]], "nobody speaks twice"
    there = project.load_work(second.id, BY).work.annotation
    assert (there.quotes[0].addressee, there.mentions[0].actor) == ("kern", "kern")
    assert actor(project, "kern").aliases == ("Mme Kern",)
    assert actor(project, "kern").external_ids == (("wikidata", "Q5"),)
    assert [one.key for one in read_register(project).rows] == ["kern", "ua"]
    assert row(project, "kern").quotes == 3
    assert project.check() == ()


def test_a_merge_is_taken_back_and_brought_back_over_a_restart(project: Project, two, tmp_path):
    second = two[1]
    before = [speakers(project, one, by) for one in two for by in (BY, OTHER)]
    merge(project)
    path = project.path
    project.close()
    with Project.open(path, BY) as again:
        done = deciding.undo(again, BY)
        assert done is not None
        assert (done.items, done.left) == (3, 0)
        assert [speakers(again, one, by) for one in two for by in (BY, OTHER)] == before
        assert actor(again, "twin") == TWIN
        assert actor(again, "kern") == KERN
    with Project.open(path, BY) as again:
        done = deciding.redo(again, BY)
        assert done is not None
        assert done.items == 3
        assert speakers(again, second) == [["kern"]]
        assert deciding.undo(again, BY).left == 0
        assert [speakers(again, one, by) for one in two for by in (BY, OTHER)] == before
        assert deciding.undo(again, BY) is None, "what annotators did is not the register's"
        assert again.check() == ()


def test_what_was_changed_since_stays_when_a_merge_is_taken_back(project: Project, two):
    _first, second = two
    merge(project)
    session = opened(project, second)
    session.set_claim(session.annotation.quotes[0].id, "assert")
    done = deciding.undo(project, BY)
    assert (done.items, done.left) == (2, 1)
    assert speakers(project, second) == [["kern"]]
    assert row(project, "twin").mentions == 1
    assert project.check() == ()


def test_an_article_goes_on_with_its_own_steps_after_a_merge(project: Project, two):
    _first, second = two
    session = opened(project, second)
    item = session.annotation.quotes[0].id
    session.set_claim(item, "assert")
    merge(project)
    session = opened(project, second)
    session.undo()
    assert session.annotation.quotes[0].claim_type == "deny"
    assert speakers(project, second) == [["kern"]], "the step went back, the merge did not"
    session.redo()
    assert session.annotation.quotes[0].claim_type == "assert"
    deciding.undo(project, BY)
    session = opened(project, second)
    assert speakers(project, second) == [["twin"]]
    session.undo()
    assert (session.annotation.quotes[0].claim_type, speakers(project, second)) == (
        "deny",
        [["twin"]],
    )
    session.undo()
    assert session.annotation.items == ()
    assert project.check() == ()


def test_an_older_state_of_an_article_comes_back_with_the_actors_of_today(project: Project, two):
    _first, second = two
    then = project.load_work(second.id, BY).work
    merge(project)
    session = opened(project, second)
    session.reject(session.annotation.quotes[0].id)
    session.restore(then, "2026-01-01T00:00:00+00:00")
    assert speakers(project, second) == [["kern"]]


def test_a_merged_actor_is_not_offered_but_still_found_by_name(project: Project, two):
    _first, second = two
    merge(project)
    session = opened(project, second)
    assert [one.actor.id for one in session.actor_choices()] == ["kern", "ua"]
    assert session.actor(ActorId("twin")).id == "kern"
    session.set_new_speaker(session.annotation.quotes[0].id, "mme kern", "person")
    assert speakers(project, second) == [["kern"]]


def test_names_of_sanctioners_follow_a_merge(project: Project):
    own = add(project)
    usa, us = Actor(ActorId("usa"), "États-Unis", "state"), Actor(ActorId("us"), "USA", "state")
    reference = SanctionsReference(
        ItemId("r"), span("re\u0301solutions"), issuer="USA", target="KP"
    )
    work(project, own, usa, us, reference, quote(us), quote(usa))
    plan = plan_merge(project, usa, [us], merged(usa, [us]))
    assert [one.kind for one in plan.affected] == ["quote", "reference"]
    deciding.carry_out(project, BY, plan)
    (now,) = project.load_work(own.id, BY).work.annotation.references
    assert (now.issuer, now.target) == ("États-Unis", "KP")
    deciding.undo(project, BY)
    (now,) = project.load_work(own.id, BY).work.annotation.references
    assert now.issuer == "USA"


def test_splitting_gives_chosen_items_to_another(project: Project, two):
    first, _second = two
    mine = project.load_work(first.id, BY).work.annotation
    chosen = mine.quotes[0]
    new = Actor(ActorId(new_id()), "Ada Kern", role="avocate")
    plan = plan_split(project, actor(project, "kern"), [chosen.id], new, new=True)
    assert [one.item for one in plan.affected] == [chosen.id]
    deciding.carry_out(project, BY, plan)
    assert speakers(project, first) == [[new.id]]
    assert speakers(project, first, OTHER) == [["kern", "twin"]]
    assert row(project, "kern").namesake
    assert row(project, new.id).namesake
    deciding.undo(project, BY)
    assert speakers(project, first) == [["kern"]]
    assert new.id not in {one.id for one in project.register()}
    deciding.redo(project, BY)
    assert speakers(project, first) == [[new.id]]
    assert project.check() == ()


def test_edits_are_taken_back_one_by_one(project: Project, two):
    once = replace(KERN, role="présidente")
    twice = replace(once, name="Ada Kern-Roux")
    deciding.edit(project, BY, KERN, once)
    deciding.edit(project, BY, once, twice)
    assert actor(project, "kern") == twice
    deciding.undo(project, BY)
    assert actor(project, "kern") == once
    deciding.undo(project, BY)
    assert actor(project, "kern") == KERN
    deciding.redo(project, BY)
    assert actor(project, "kern") == once


def test_an_article_may_take_back_who_was_edited_since(project: Project, two):
    first, _second = two
    deciding.edit(project, BY, KERN, replace(KERN, role="présidente"))
    session = opened(project, first)
    session.undo()
    assert session.annotation.items == ()
    assert actor(project, "kern").role == "présidente", "what the register knows stays"
    session.redo()
    assert speakers(project, first) == [["kern"]]


def test_what_cannot_be_merged_or_split_is_said(project: Project, two):
    own, _second = two
    source = Actor(ActorId("s"), "un diplomate", "unnamed_source", article=own.id)
    with pytest.raises(UserError) as error:
        plan_merge(project, KERN, [KERN], KERN)
    assert "deux" in said(error.value)
    with pytest.raises(UserError) as error:
        plan_merge(project, KERN, [source], KERN)
    assert "anonyme" in said(error.value)
    with pytest.raises(UserError):
        plan_split(project, KERN, [], TWIN, new=False)
    with pytest.raises(UserError):
        plan_split(project, KERN, [ItemId("x")], KERN, new=False)


def test_a_stopped_merge_changes_nothing(project: Project, two):
    _first, second = two
    kept, other = actor(project, "kern"), actor(project, "twin")
    plan = plan_merge(project, kept, [other], merged(kept, [other]))
    with pytest.raises(UserError):
        deciding.carry_out(project, BY, plan, cancelled=lambda: True)
    assert speakers(project, second) == [["twin"]]
    assert actor(project, "twin") == TWIN
    assert deciding.undo(project, BY) is None


def test_unnamed_sources_count_by_their_description(project: Project):
    own, other = article(), article(f"{TEXT}Bis.\n", "Second")
    add(project, own, other)
    for one, name in ((own, "une source diplomatique"), (other, "la Source diplomatique")):
        source = Actor(ActorId(new_id()), name, "unnamed_source", article=one.id)
        work(project, one, source, quote(source))
    (found,) = read_register(project).rows
    assert (found.kind, found.actor, found.quotes, found.articles) == ("unnamed_source", None, 2, 2)
    assert found.fits(["diplo"])
    places = read_places(project, found.ids)
    assert [one.title for one in places] == [own.title, "Second"]


def test_places_come_with_their_context(project: Project, two):
    first, _second = two
    found = read_places(project, row(project, "kern").ids)
    assert {(one.article, one.role, one.words) for one in found} == {
        (first.id, "denotes", "Ada Kern"),
        (first.id, "speaker", "« ne cédera pas »"),
    }
    quoted = next(one for one in found if one.role == "speaker")
    assert (quoted.before, quoted.known_by) == ("L’Ukraine ", "stated")
    assert quoted.after.startswith(", a dit la ministre")
    assert by_month(found) == {"2023-08": {"assert": 1, "deny": 1}}
    assert set(read_titles(project, ["kern", "twin"])["twin"]) == {first.title, "Second"}


def test_where_a_machine_took_one_speaker_for_another(project: Project):
    own = add(project)
    guess = Actor(ActorId("guess"), "Noé Brun")
    proposed = quote(guess)
    suggestion = Suggestion(
        SuggestionId("s"), own.id, proposed, "quotes-fr@1", 0.8, msg("why.test", words="", n=0)
    )
    project.save_proposals(Proposals(own.id, (suggestion,), (guess,)))
    mine = replace(
        proposed,
        speakers=(Speaker(KERN.id, known_by="pronoun"),),
        origin=Origin("machine", "quotes-fr", "1", suggestion.id, 0.8),
    )
    work(project, own, KERN, mine, Decision(suggestion.id, "edited", mine.id))
    known: Register = read_register(project)
    (found,) = read_corrections(project, known)
    assert (found.said, found.said_name, found.now, found.now_name) == (
        None,
        "Noé Brun",
        "kern",
        "Ada Kern",
    )
    assert (found.source, found.way, found.words) == ("quotes-fr@1", "pronoun", "« ne cédera pas »")
    deciding.edit(project, BY, KERN, replace(KERN, aliases=("noe brun",)))
    assert read_corrections(project, read_register(project)) == (), "it was the same person"


def test_likely_twins_are_offered_until_somebody_says_they_differ(project: Project, two):
    other = Actor(ActorId("misspelt"), "Ada Kernn")
    state = Actor(ActorId("state"), "Ada Kern", "state")
    work(project, two[0], other, state)
    pairs = {frozenset((one.one, one.other)) for one in likely_twins(read_register(project))}
    assert frozenset(("kern", "misspelt")) in pairs
    assert not any("state" in pair for pair in pairs), "a state is no person"
    keep_distinct(project, [frozenset(("kern", "misspelt"))])
    left = likely_twins(read_register(project), read_distinct(project))
    assert frozenset(("kern", "misspelt")) not in {frozenset((one.one, one.other)) for one in left}


def test_a_surname_alone_is_likely_the_one_who_bears_it(project: Project):
    own = add(project)
    work(
        project,
        own,
        Actor(ActorId("a"), "John Kirby"),
        Actor(ActorId("b"), "Kirby"),
        Actor(ActorId("c"), "Anne Martin"),
    )
    (found,) = likely_twins(read_register(project))
    assert {found.one, found.other} == {"a", "b"}
