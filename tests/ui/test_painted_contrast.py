"""Contrast of what is really painted: the colours behind letters of marked words, by the pixel.

And marks without any colour: kinds and states differ when everything has the same one.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from annotator.messages import Translator
from annotator.model.ids import ItemId
from annotator.services.annotating import Part
from annotator.services.schemes import load_scheme, scheme_names
from tests.ui.desk_fixture import article_of
from ui.article_view.view import ArticleView
from ui.presenters.marks import Mark, MarkKind
from ui.theme import NAMES, Theme, contrast, load_theme

READABLE = 4.5
WORD = "Bruxelles"
TEXT = " ".join([WORD] * 3)
START, END = len(WORD) + 1, 2 * len(WORD) + 1
KINDS: tuple[MarkKind, ...] = (
    *("quote", "scare", "reference", "cue", "source", "antecedent"),
    *("addressee", "chain"),
)
STATES = tuple(product((False, True), (False, True)))
GROUPS = ("entity_labels", "claim_types", "reference_kinds", "quote_kinds")
COLOURS = sorted(
    {
        label.colour
        for name in scheme_names()
        for group in GROUPS
        for label in load_scheme(name).labels(group)
        if label.colour
    }
)
LETTERS = (2.0, 4.0)
"""How far inside a word its letters are looked behind, in pixels at the sides and above."""


def mark(kind: MarkKind, *, suggested: bool, selected: bool, **more) -> Mark:
    return Mark(
        kind, ItemId("one"), START, END, Part("segment"),
        suggested=suggested, selected=selected, **more,
    )  # fmt: skip


@pytest.fixture
def view(qtbot) -> ArticleView:
    made = ArticleView(Translator("fr"))
    qtbot.addWidget(made)
    made.resize(700, 200)
    made.show_article(article_of(TEXT, "Essai"))
    made.show()
    qtbot.waitExposed(made)
    return made


def under(view: ArticleView, theme: Theme, *marks: Mark) -> QImage:
    """The marked word and what is around it, without its letters."""
    view.set_theme(theme)
    view.show_marks(marks)
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    image.fill(theme.colour("page"))
    painter = QPainter(image)
    painter.translate(0, -view.verticalScrollBar().value())
    view.layers.paint_under(painter, [view.document().begin()])
    painter.end()
    return image


def word(view: ArticleView) -> QRectF:
    return view.page.strips_of(START, END)[0].rect


def colours(image: QImage, place: QRectF) -> set[str]:
    box = place.adjusted(LETTERS[0], LETTERS[1], -LETTERS[0], -LETTERS[1]).toRect()
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    }


def over(front: str, back: str, share: float) -> str:
    """A colour laid over another one, by its share."""
    one, other = QColor(front), QColor(back)
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    return QColor(*(round(a * share + b * (1 - share)) for a, b in parts)).name()


def worst(colour: str, behind: set[str]) -> float:
    return min(contrast(colour, one) for one in behind)


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_letters_can_be_read_on_every_kind_in_every_state(view, theme: str, kind: MarkKind):
    colour = load_theme(theme)
    for suggested, selected in STATES:
        for level in (0, 1, 2) if kind == "quote" else (0,):
            one = mark(kind, suggested=suggested, selected=selected, level=level)
            behind = colours(under(view, colour, one), word(view))
            if level < 2:
                assert worst(colour.hex("text"), behind) >= READABLE, (kind, suggested, selected)
            if kind == "scare":
                assert worst(colour.hex("scare"), behind) >= READABLE, (suggested, selected)


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("colour", COLOURS)
def test_letters_can_be_read_on_every_label_in_every_state(view, theme: str, colour: str):
    shades = load_theme(theme)
    quotes = [(), *((mark("quote", suggested=a, selected=b),) for a, b in STATES)]
    for (suggested, selected), around in product(STATES, quotes):
        if selected and any(one.selected for one in around):
            continue  # one item is selected at a time
        one = mark("mention", suggested=suggested, selected=selected, colour=colour)
        behind = colours(under(view, shades, *around, one), word(view))
        assert worst(shades.hex("text"), behind) >= READABLE, (suggested, selected, around)


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("colour", COLOURS)
def test_names_of_labels_can_be_read_where_they_are_written(theme: str, colour: str):
    shades = load_theme(theme)
    for band in ("page", "quote_band", "quote_band_selected", "quote_band_nested"):
        behind = over(shades.hex("page"), shades.hex(band), 225 / 255)
        assert contrast(shades.hex(colour), behind) >= READABLE, band


@pytest.mark.parametrize("theme", NAMES)
def test_the_present_find_and_a_stretch_in_hand_leave_the_letters_readable(theme: str):
    shades = load_theme(theme)
    for band in ("page", "quote_band", "quote_band_selected", "quote_band_nested"):
        for share in (46 / 255, 28 / 255):
            letters = over(shades.hex("accent"), shades.hex("text"), share)
            behind = over(shades.hex("accent"), shades.hex(band), share)
            assert contrast(letters, behind) >= READABLE, (band, share)


def without_colour(theme: Theme) -> Theme:
    """All marks drawn in one colour and filled in one, whatever they are."""
    drawn = {*COLOURS, "cue", "source", "reference", "scare", "link", "suggestion_outline",
             "quote_rule", "accent", "grey"}  # fmt: skip
    filled = {"quote_band", "quote_band_selected", "quote_band_nested", "suggestion_hatch", "hover"}
    return replace(
        theme,
        colours=tuple(
            (role, theme.hex("grey" if role in drawn else "quote_band" if role in filled else role))
            for role, _colour in theme.colours
        ),
    )


def difference(one: QImage, other: QImage) -> int:
    """How many pixels differ by more than a twentieth of the way to black."""
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 12
        for x in range(one.width())
        for y in range(one.height())
    )


@pytest.mark.parametrize("theme", NAMES)
def test_kinds_and_states_differ_by_shape_alone(view, theme: str):
    """In grey, and with one colour for all of them: no two look alike."""
    shades = without_colour(load_theme(theme))
    marks = {
        (kind, *state): mark(kind, suggested=state[0], selected=state[1])
        for kind, state in product(("quote", "scare", "reference"), STATES)
        if (kind, *state) != ("scare", False, False)
    }
    for pattern, state in product(("solid", "dashed", "dotted", "wave"), STATES):
        one = mark("mention", suggested=state[0], selected=state[1], pattern=pattern)
        marks[(pattern, *state)] = one
    marks[("cue", False, False)] = mark("cue", suggested=False, selected=False)
    marks[("source", False, True)] = mark("source", suggested=False, selected=True)
    pictures = {}
    for name, one in marks.items():
        image = under(view, shades, one).convertToFormat(QImage.Format.Format_Grayscale8)
        pictures[name] = image.copy(word(view).adjusted(-4, -3, 4, 10).toRect())
    alike = [
        (one, other)
        for one, other in combinations(pictures, 2)
        if difference(pictures[one], pictures[other]) < 12
    ]
    assert alike == []


@pytest.mark.parametrize("name", scheme_names())
def test_labels_of_mentions_differ_by_the_pattern_of_their_rule(name: str):
    labels = load_scheme(name).labels("entity_labels")
    assert len({(label.pattern) for label in labels}) == len(labels)
