"""Where cards stand: never one over another, in order, the selected one at its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.margin.placement import lifted, place

CARDS = st.lists(
    st.tuples(st.integers(-500, 3000), st.integers(10, 400)), min_size=1, max_size=30
).map(lambda cards: sorted(cards, key=lambda card: card[0]))


def split(cards):
    return [want for want, _ in cards], [height for _, height in cards]


def overlaps(tops, heights, gap=4):
    return any(tops[n] + heights[n] + gap > tops[n + 1] for n in range(len(tops) - 1))


@given(CARDS)
def test_no_two_cards_overlap_and_none_stands_above_its_line(cards):
    wanted, heights = split(cards)
    tops = place(wanted, heights)
    assert not overlaps(tops, heights)
    assert all(top >= want for top, want in zip(tops, wanted, strict=True))


@given(CARDS)
def test_a_card_stands_at_its_line_or_touches_the_one_before(cards):
    wanted, heights = split(cards)
    tops = place(wanted, heights)
    for n, top in enumerate(tops):
        assert top == wanted[n] or top == tops[n - 1] + heights[n - 1] + 4


@given(CARDS, st.data())
def test_the_selected_card_stays_at_its_line(cards, data):
    wanted, heights = split(cards)
    fixed = data.draw(st.integers(0, len(cards) - 1))
    tops = place(wanted, heights, fixed)
    assert tops[fixed] == wanted[fixed]
    assert not overlaps(tops, heights)


@given(CARDS, st.data())
def test_nothing_stands_above_the_top(cards, data):
    wanted, heights = split(cards)
    fixed = data.draw(st.none() | st.integers(0, len(cards) - 1))
    tops = place(wanted, heights, fixed, top=0)
    assert tops[0] >= 0
    assert not overlaps(tops, heights)


@given(CARDS, st.integers(-2000, 2000), st.data())
def test_scrolling_moves_all_cards_alike(cards, shift, data):
    wanted, heights = split(cards)
    fixed = data.draw(st.none() | st.integers(0, len(cards) - 1))
    before = place(wanted, heights, fixed)
    after = place([want + shift for want in wanted], heights, fixed)
    assert after == tuple(top + shift for top in before)


def test_no_cards_need_no_place():
    assert place([], []) == ()


def test_an_open_card_is_lifted_to_be_read_whole():
    assert lifted(100, 200, 900) == 100
    assert lifted(800, 200, 900) == 694
    assert lifted(950, 200, 900) == 950, "its line has left the view, and the card with it"


@given(st.integers(-3000, 3000), st.integers(100, 900), st.data())
def test_an_open_picker_is_seen_wherever_its_line_is(want, height, data):
    start = data.draw(st.integers(0, height - 60))
    end = data.draw(st.integers(start + 50, min(height, start + 400)))
    top = lifted(want, height, 500, needed=(start, end))
    assert top + start >= 0
    assert top + end <= 500
