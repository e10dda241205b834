"""Where cards stand: each at its line if it can be, never one over another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence


def place(
    wanted: Sequence[int],
    heights: Sequence[int],
    fixed: int | None = None,
    *,
    gap: int = 4,
    top: int | None = None,
) -> tuple[int, ...]:
    """The top of every card, in the unit and the order of `wanted`.

    A card stands where it wants to, or just below the one before. The fixed card stays where it
    wants to be: those before it move up as far as they must.

    Args:
        wanted: where each card wants its top, sorted, in pixels.
        heights: the height of each card, in pixels.
        fixed: the number of the card that must not move, if any.
        gap: free pixels between two cards.
        top: no card stands above this; None for no limit. The fixed card gives way to it.
    """
    tops = _pushed_down(wanted, heights, gap, top)
    if fixed is None:
        return tuple(tops)
    tops[fixed] = wanted[fixed]
    for n in range(fixed - 1, -1, -1):
        tops[n] = min(tops[n], tops[n + 1] - gap - heights[n])
    if top is not None and tops[0] < top:
        tops[: fixed + 1] = _pushed_down(tops[: fixed + 1], heights, gap, top)
    below = [tops[fixed], *wanted[fixed + 1 :]]
    tops[fixed:] = _pushed_down(below, heights[fixed:], gap, None)
    return tuple(tops)


def _pushed_down(
    wanted: Sequence[int], heights: Sequence[int], gap: int, top: int | None
) -> list[int]:
    tops: list[int] = []
    for want in wanted:
        least = tops[-1] + heights[len(tops) - 1] + gap if tops else top
        tops.append(want if least is None else max(want, least))
    return tops


def lifted(
    want: int,
    height: int,
    view_height: int,
    *,
    needed: tuple[int, int] | None = None,
    pad: int = 6,
) -> int:
    """Where the open card stands, so that it can be read in a view that shows `view_height`.

    Args:
        want: the top of its line in the view, in pixels.
        height: the card's height.
        view_height: the height of what is seen.
        needed: the part of the card, from its top, that must be seen wherever its line is (an
            open picker); None lets the card leave the view together with its line.
        pad: free pixels at the edges.
    """
    if needed is None and not 0 <= want < view_height:
        return want
    lowest = max(pad, view_height - height - pad)
    if needed is None:
        return min(want, lowest)
    start, end = needed
    whole = max(pad, min(want, lowest))
    return max(min(whole, view_height - end - pad), pad - start)


def beyond(starts: Sequence[int], height: int, line: Callable[[int], int], near: int = 0) -> int:
    """The number of the first of some places in the text whose line is at a height or below.

    Looked for outwards from a number that is likely near: to ask for the line of a place far down
    has the whole text before it laid out.

    Args:
        starts: the places, in the order of the text.
        height: in pixels.
        line: the height of a place's line.
        near: the number to begin with.
    """
    count = len(starts)
    low = high = max(0, min(near, count))
    step = 1
    while low > 0 and line(starts[low - 1]) >= height:
        high = low - 1
        low = max(0, low - step)
        step *= 2
    if low < max(0, min(near, count)):
        return bisect_left(starts, height, low, high + 1, key=line)
    step = 1
    while high < count and line(starts[high]) < height:
        low = high + 1
        high = min(count, high + step)
        step *= 2
    return bisect_left(starts, height, low, high, key=line)
