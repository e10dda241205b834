"""The review queue: what matches, where it stands, decisions in one step, and taking them back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.identifiers import new_id
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.ids import ActorId, ArticleId, ItemId, SuggestionId
from annotator.model.items import Actor, Mention, Quote, SanctionsReference
from annotator.model.message import msg
from annotator.model.review import ReviewEntry, ReviewFilter
from annotator.services import review, review_deciding
from annotator.services.annotating import History, Session
from annotator.services.projects import Project
from annotator.services.review import Queue, review_choices
from annotator.services.review_deciding import (
    ReviewStep,
    decide,
    steps_from_json,
    steps_to_json,
    take_back,
)
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, TEXT, add, article, make, said, span

NAMES = (("Kaboul", "LOC", 0.9), ("Ada Kern", "PER", 0.6), ("Ukraine", "LOC", 0.4))


def proposed(own: Article) -> Proposals:
    def made(item, source: str, score: float) -> Suggestion:
        return Suggestion(SuggestionId(new_id()), own.id, item, source, score, msg("why.test"))

    quote = Quote(ItemId(new_id()), "mixed", (span("« ne cédera pas »"),), claim_type="deny")
    reference = SanctionsReference(ItemId(new_id()), None, (quote.id,), "vague")
    return Proposals(
        own.id,
        (
            made(reference, "sanctions-fr@2", 0.7),
            made(quote, "quotes-fr@3", 0.8),
            *(
                made(Mention(ItemId(new_id()), span(words), "name", label), "entities-fr@1", score)
                for words, label, score in NAMES
            ),
        ),
    )


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        for title in ("Un", "Deux", "Trois"):
            own = article(title=title)
            add(made, own)
            made.save_proposals(proposed(own))
        yield made


def queue(project: Project, **wanted: object) -> Queue:
    return Queue(project, replace(ReviewFilter(BY), **wanted))


def entries(found: Queue) -> list[ReviewEntry]:
    there = [found.entry(place) for place in range(found.total)]
    assert None not in there
    return [one for one in there if one is not None]


def words(found: Queue) -> list[str]:
    return [one.words for one in entries(found)]


def session(project: Project, article_id: ArticleId) -> Session:
    loaded = project.load_work(article_id, BY)
    history, scheme = History.of(loaded.log), load_scheme("diplomacy@1")
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def one_by_one(found: Queue, places: list[int]):
    there = [found.entry(place) for place in places]
    return [{one.article: (one,)} for one in there if one is not None]


def everything(found: Queue):
    return list(found.parts())


def test_all_that_waits_stands_in_the_order_of_articles_and_texts(project: Project):
    found = queue(project)
    assert found.total == 15
    there = entries(found)
    assert [one.title for one in there[::5]] == ["Deux", "Trois", "Un"]
    assert [one.words for one in there[:5]] == [
        "",
        "Kaboul",
        "Ukraine",
        "« ne cédera pas »",
        "Ada Kern",
    ]
    assert found.entry(15) is None
    assert found.entry(-1) is None


def test_an_entry_stands_in_its_context(project: Project):
    one = entries(queue(project, label="PER"))[0]
    assert (one.before, one.words) == (
        "L’Ukraine « ne cédera pas », a dit la ministre ",
        "Ada Kern",
    )
    assert one.after == ", citant un diplomate nord-coréen."
    assert TEXT[one.start : one.end] == "Ada Kern"
    assert (one.published, one.source, one.score, one.state) == (
        "2023-08",
        "entities-fr@1",
        0.6,
        "undecided",
    )


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"type": "mention"}, 9),
        ({"type": "mention", "label": "LOC"}, 6),
        ({"type": "quote", "claim": "deny"}, 3),
        ({"type": "quote", "kind": "direct"}, 0),
        ({"type": "reference", "kind": "vague"}, 3),
        ({"source": "entities-fr"}, 9),
        ({"source": "entities"}, 0),
        ({"least": 0.6}, 12),
        ({"least": 0.6, "most": 0.8}, 9),
        ({"most": 0.5}, 3),
        ({"words": "cedera"}, 3),
        ({"words": "^(kaboul|ukraine)$", "regex": True}, 6),
        ({"state": "rejected"}, 0),
        ({"state": ""}, 15),
        ({"annotator": "Somebody"}, 15),
    ],
)
def test_what_a_filter_lets_through(project: Project, wanted: dict, count: int):
    assert queue(project, **wanted).total == count


def test_a_filter_that_nothing_can_pass_is_said(project: Project):
    with pytest.raises(UserError) as caught:
        queue(project, least=0.9, most=0.1)
    assert "probabilité" in said(caught.value)
    with pytest.raises(UserError):
        queue(project, words="(", regex=True)


def test_one_decision_moves_an_entry_to_another_state(project: Project):
    found = queue(project, label="PER")
    step = decide(project, BY, "accepted", one_by_one(found, [1]), 1)
    assert (step.decided, step.left, len(step.articles)) == (1, 0, 1)
    found.refresh(step.articles)
    assert found.total == 2
    accepted = entries(queue(project, state="accepted"))
    assert [(one.words, one.title, one.source) for one in accepted] == [
        ("Ada Kern", "Trois", "entities-fr@1")
    ]
    assert project.article_rows(BY)[1].status == "in_progress"
    label = project.history(step.articles[0])[-1].batch.label
    assert (label.id, label.values["words"]) == ("do.accept", "Ada Kern")


def test_all_shown_are_one_step_and_one_undo(project: Project):
    before = [loaded.work.annotation for loaded in project.all_work()]
    found = queue(project)
    step = decide(project, BY, "accepted", everything(found), found.total)
    assert (step.decided, len(step.articles)) == (15, 3)
    assert queue(project).total == 0
    assert queue(project, state="accepted").total == 15
    back = take_back(project, BY, step)
    assert (len(back.articles), back.left) == (3, 0)
    assert queue(project).total == 15
    after = [loaded.work.annotation for loaded in project.all_work()]
    assert [one.items for one in after] == [one.items for one in before]
    assert {one.state.status for one in after} == {"new"}
    assert project.check() == ()


def test_a_step_that_is_taken_back_in_part_says_where_it_still_stands(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(review_deciding, "AT_A_TIME", 1)
    found = queue(project)
    step = decide(project, BY, "accepted", everything(found), found.total)
    looks = iter((False, True))
    back = take_back(project, BY, step, cancelled=lambda: next(looks))
    assert (back.articles, back.rest) == (step.articles[2:], step.articles[:2])
    rest = take_back(project, BY, replace(step, articles=back.rest))
    assert (len(rest.articles), rest.left, rest.rest) == (2, 0, ())
    assert queue(project).total == 15


def test_an_actor_that_several_articles_name_is_entered_once(project: Project):
    for row in project.article_rows(BY):
        actor = Actor(ActorId(new_id()), "Ada Kern")
        item = Mention(ItemId(new_id()), span("Ada Kern"), "name", "PER", actor.id)
        own = SuggestionId(new_id())
        one = Suggestion(own, row.id, item, "entities-fr@1", 0.9, msg("why.test"))
        project.save_proposals(Proposals(row.id, (one,), (actor,)))
    found = queue(project)
    step = decide(project, BY, "accepted", found.parts(), found.total)
    assert step.decided == 3
    assert [one.name for one in project.register()] == ["Ada Kern"]
    assert len(take_back(project, BY, step).articles) == 3
    assert project.check() == ()


def test_a_step_is_taken_back_after_a_restart(project: Project):
    found = queue(project, type="quote")
    step = decide(project, BY, "rejected", everything(found), found.total)
    kept = steps_from_json(steps_to_json([step]))
    assert kept == [step]
    project.close()
    with Project.open(project.path, BY) as again:
        assert len(take_back(again, BY, kept[0]).articles) == 3
        assert queue(again).total == 15


def test_work_done_since_stays(project: Project):
    """A step is taken back in the articles where that takes nothing else away."""
    found = queue(project, label="PER")
    step = decide(project, BY, "accepted", everything(found), found.total)
    changed, beside, _untouched = (one for one, _count in found.articles)
    mine = session(project, changed)
    mine.set_label(mine.annotation.mentions[0].id, "ORG")
    mine = session(project, beside)
    mine.add_mention(0, 6, "LOC")
    back = take_back(project, BY, step)
    assert (len(back.articles), back.left) == (2, 1)
    assert [one.label for one in session(project, changed).annotation.mentions] == ["ORG"]
    assert [one.span.text for one in session(project, beside).annotation.mentions] == ["Kaboul"]
    mine = session(project, beside)
    mine.undo()
    assert len(mine.annotation.mentions) == 2
    assert project.check() == ()
    assert take_back(project, BY, ReviewStep("none", 1, 0, step.articles)).articles == ()


def test_rejected_ones_can_be_accepted_and_items_removed(project: Project):
    found = queue(project, label="PER")
    decide(project, BY, "rejected", everything(found), 3)
    rejected = queue(project, state="rejected")
    assert words(rejected) == ["Ada Kern"] * 3
    decide(project, BY, "accepted", one_by_one(rejected, [0]), 1)
    accepted = queue(project, state="accepted")
    assert words(accepted) == ["Ada Kern"]
    decide(project, BY, "rejected", everything(accepted), 1)
    assert words(queue(project, state="rejected")) == ["Ada Kern"] * 3
    assert queue(project, state="accepted").total == 0


def test_own_and_corrected_items_have_their_states(project: Project):
    first = project.article_rows(BY)[0].id
    mine = session(project, first)
    name = next(one for one in mine.open_suggestions() if one.score == 0.6)
    mine.set_label(name.item.id, "ORG")
    mine.add_mention(*TEXT_PLACE, "LOC")
    edited, added = queue(project, state="edited"), queue(project, state="added")
    assert [(one.words, one.label) for one in entries(edited)] == [("Ada Kern", "ORG")]
    assert [(one.words, one.source, one.score) for one in entries(added)] == [("nord", BY, None)]
    assert queue(project, state="added", least=0.1).total == 0
    assert queue(project, state="").total == 16


TEXT_PLACE = (TEXT.index("nord"), TEXT.index("nord") + 4)


def test_a_reference_by_a_rejected_quote_is_left(project: Project):
    decide(project, BY, "rejected", everything(queue(project, type="quote")), 3)
    found = queue(project, type="reference")
    step = decide(project, BY, "accepted", everything(found), 3)
    assert (step.decided, step.left, step.articles) == (0, 3, ())


def test_a_batch_can_be_stopped_between_articles(project: Project, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(review, "AT_A_TIME", 1)
    found = queue(project)
    told: list[tuple[int, int]] = []
    step = decide(
        project,
        BY,
        "accepted",
        found.parts(),
        found.total,
        lambda done, total, _words: told.append((done, total)),
        lambda: len(told) == 2,
    )
    assert told == [(5, 15), (10, 15)]
    assert (step.stopped, step.decided, len(step.articles)) == (True, 10, 2)
    assert queue(project).total == 5
    take_back(project, BY, step)
    assert queue(project).total == 15


def test_the_same_place_is_found_again(project: Project):
    found = queue(project)
    one = found.entry(7)
    assert one is not None
    assert found.place_of(one.article, one.id) == 7
    step = decide(project, BY, "accepted", [{one.article: (one,)}], 1)
    found.refresh(step.articles)
    assert found.total == 14
    assert found.place_of(one.article, one.id, one.start) == 7
    take_back(project, BY, step)
    found.refresh(step.articles)
    assert found.place_of(one.article, one.id, one.start) == 7
    assert found.entry(7) == one


def test_an_article_that_empties_and_fills_again_keeps_its_place(project: Project):
    found = queue(project)
    middle = found.articles[1][0]
    step = decide(project, BY, "rejected", [{middle: found.read(middle)}], 5)
    found.refresh(step.articles)
    assert [count for _one, count in found.articles] == [5, 5]
    assert found.place_of(middle, "") == 5
    take_back(project, BY, step)
    found.refresh(step.articles)
    assert [one for one, _count in found.articles][1] == middle


def test_the_bin_is_left_out(project: Project):
    state = project.article_state(project.article_rows(BY)[0].id)
    project.edit_article(state, replace(state, binned=True), BY)
    assert queue(project).total == 10


def test_choices_come_from_the_project(project: Project):
    found = review_choices(project, "Moi")
    assert found.sources == ("entities-fr", "quotes-fr", "sanctions-fr")
    assert found.annotators == ("Moi",)


def test_a_filter_is_kept_and_read_again():
    one = ReviewFilter(BY, "rejected", "mention", label="PER", least=0.25, words="a", regex=True)
    assert ReviewFilter.from_json(one.to_json(), BY) == one
    assert ReviewFilter.from_json({"least": "x", "words": 3, "more": 1}, BY) == ReviewFilter(BY)
