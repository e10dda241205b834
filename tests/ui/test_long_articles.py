"""What is kept from one look at a long article to the next says the same as what is made anew."""

from __future__ import annotations

import gc
from bisect import bisect_left
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.model.checks import open_points
from annotator.model.ids import ItemId
from annotator.services.annotating import Part, Session, parts
from tests.ui.desk_fixture import tutorial_session
from ui.calm import LONG, Calm
from ui.margin.placement import beyond
from ui.margin.view import MarginView
from ui.presenters.cards import Card, Cards, cards_of
from ui.presenters.marks import Marks, marks_of


@given(st.lists(st.integers(0, 300)), st.integers(-5, 310), st.integers(-3, 60))
def test_the_first_place_below_a_height_is_found_from_wherever_one_begins(
    lines: list[int], height: int, near: int
):
    ordered = sorted(lines)
    assert beyond(ordered, height, lambda start: start, near) == bisect_left(ordered, height)


def test_far_places_are_not_asked_for_their_lines():
    asked: list[int] = []

    def line(start: int) -> int:
        asked.append(start)
        return start * 20

    assert beyond(range(100_000), 900, line) == 45
    assert max(asked) < 200


def steps(session: Session) -> Iterator[ItemId | None]:
    """What a person does, and what is selected after each step."""
    quote, other = session.annotation.quotes[:2]
    yield None
    yield quote.id
    session.set_claim(quote.id, "deny")
    yield quote.id
    yield other.id
    session.set_new_speaker(other.id, "Ada Kern", "person")
    yield other.id
    start = other.segments[0].start
    session.move_end(other.id, next(iter(parts_of(session, other.id))), "end", -1, "word")
    yield other.id
    session.add_mention(start, start + 3, "LOC")
    yield None
    session.undo()
    yield session.annotation.mentions[0].id
    session.reject(quote.id)
    yield other.id
    session.undo()
    yield quote.id


def parts_of(session: Session, item: ItemId) -> dict[Part, object]:
    found = session.find(item)
    assert found is not None
    return dict(parts(found[0]))


@pytest.mark.parametrize("decided", [True, False])
def test_what_is_kept_says_what_is_true_after_every_step(decided: bool):
    session = tutorial_session(decided=decided)
    if not decided:
        session.accept_all()
    marks, cards = Marks("fr"), Cards("fr")
    looks = 0
    for selected in steps(session):
        work = session.annotation
        fresh = open_points(session.article.text, work, session.proposals)
        assert session.open_points() == fresh
        assert marks.of(session, selected) == marks_of(session, selected, "fr")
        assert cards.of(session, selected) == cards_of(session, selected, "fr")
        looks += 1
    assert looks == 10


def test_two_articles_do_not_share_what_is_kept():
    first, second = tutorial_session(), tutorial_session()
    second.reject(second.annotation.quotes[0].id)
    marks, cards = Marks("fr"), Cards("fr")
    for session in (first, second, first):
        assert marks.of(session, None) == marks_of(session, None, "fr")
        assert cards.of(session, None) == cards_of(session, None, "fr")


def test_the_margin_asks_for_few_lines_however_many_cards_there_are(qtbot):
    margin = MarginView(Translator("fr"))
    qtbot.addWidget(margin)
    margin.resize(300, 600)
    asked: list[int] = []
    scrolled = [0]

    def line(place: int) -> int:
        asked.append(place)
        return place - scrolled[0]

    cards = tuple(Card(ItemId(f"{n:05}"), n * 100) for n in range(20_000))
    for scrolled[0] in (0, 1_000_000, 1_999_000):
        asked.clear()
        margin.show_cards(cards, line)
        assert 0 < len(set(asked)) < 200
    margin.reposition()


def test_a_long_article_is_left_alone_by_the_collector_until_it_is_left():
    calm = Calm()
    calm.follow(LONG)
    assert calm.kept
    assert gc.get_freeze_count() > 0
    calm.follow(LONG - 1)
    assert not calm.kept
    assert gc.get_freeze_count() == 0
