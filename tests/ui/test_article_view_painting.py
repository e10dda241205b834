"""What is painted: shapes that differ without colour, and letters that never move."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from annotator.model.items import Quote, SanctionsReference
from annotator.services.annotating import Session
from benchmarks.workload import annotation_of, article_of
from tests.ui.desk_fixture import (
    article_of as article_with,
)
from tests.ui.desk_fixture import (
    mention_of,
    quote_of,
    session_of,
    span_of,
    text_session,
    tutorial_session,
)
from tests.ui.view_stage import at, hover, picture, stage
from ui.article_view.view import ArticleView
from ui.presenters.marks import marks_of
from ui.theme import NAMES, contrast, load_theme

TEXT = "Mardi, «le port de Bruges et le havre tiennent», a dit Ada Kern. Les sanctions restent."
QUOTE = "«le port de Bruges et le havre tiennent»"
THEME = load_theme("light")


def crop(view: ArticleView, words: str, *, grey: bool = False, below: int = 9) -> QImage:
    """The picture of some words, with the room of the rules below them."""
    start = view.pages.text.index(words)
    rects = [strip.rect for strip in view.page.strips_of(start, start + len(words))]
    assert len(rects) == 1, "the words must be on one line"
    return picture(view, grey=grey).copy(rects[0].adjusted(-2, -2, 2, below).toAlignedRect())


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that differ by more than a twentieth of the way to black."""
    assert one.size() == other.size()
    places = [(x, y) for x in range(one.width()) for y in range(one.height())]
    far = sum(
        abs(one.pixelColor(*place).lightness() - other.pixelColor(*place).lightness()) > 12
        for place in places
    )
    return far / len(places)


def share(image: QImage, colour: QColor) -> float:
    """The share of pixels that have a colour."""
    size = image.width() * image.height()
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(*place) == colour for place in places) / size


def with_items(text: str, *items, proposed=()) -> Session:
    return session_of(article_with(text, "Essai"), items, proposed)


def in_grey(qtbot, session: Session, words: str, theme: str, selected=None) -> QImage:
    """The words without colour, in a theme."""
    view = stage(qtbot, session, selected)
    view.set_theme(load_theme(theme))
    return crop(view, words, grey=True)


def test_a_decided_quote_has_a_band_and_a_suggested_one_hatching(qtbot):
    quote = quote_of(TEXT, QUOTE)
    decided = crop(stage(qtbot, with_items(TEXT, quote)), QUOTE)
    waiting = crop(stage(qtbot, with_items(TEXT, proposed=(quote,))), QUOTE)
    band = THEME.colour("quote_band")
    assert share(decided, band) > 0.4
    assert share(waiting, band) < 0.05
    assert share(waiting, THEME.colour("page")) > 0.2
    assert share(waiting, THEME.colour("suggestion_hatch")) > 0.05


@pytest.mark.parametrize("theme", NAMES)
def test_states_of_a_quote_differ_without_colour(qtbot, theme: str):
    quote = quote_of(TEXT, QUOTE)
    inner = quote_of(TEXT, "le havre")
    pictures = [
        in_grey(qtbot, session, QUOTE, theme, selected)
        for session, selected in [
            (with_items(TEXT), None),
            (with_items(TEXT, quote), None),
            (with_items(TEXT, quote), quote.id),
            (with_items(TEXT, proposed=(quote,)), None),
            (with_items(TEXT, proposed=(quote,)), quote.id),
            (with_items(TEXT, quote, inner), None),
            (with_items(TEXT, replace(quote, kind="scare")), quote.id),
        ]
    ]
    # a nested quote covers two words of the outer one, the others the whole crop
    least = min(difference(one, other) for one, other in combinations(pictures, 2))
    assert least > 0.015


@pytest.mark.parametrize("theme", NAMES)
def test_kinds_of_marks_differ_without_colour(qtbot, theme: str):
    word = "sanctions"
    quote = quote_of(TEXT, QUOTE, cue=word)
    mentions = [mention_of(TEXT, word, label) for label in ("PER", "ORG", "LOC", "MISC")]
    reference = SanctionsReference(quote.id, span_of(TEXT, word))
    items = [quote, reference, *mentions, quote_of(TEXT, word)]
    pictures = [in_grey(qtbot, with_items(TEXT, item), word, theme) for item in items]
    least = min(difference(one, other) for one, other in combinations(pictures, 2))
    assert least > 0.015


def test_letters_stay_where_they_are_when_marks_come_and_go(qtbot):
    bare = tutorial_session()
    session = tutorial_session()
    view = stage(qtbot, text_session(bare.article.text))
    quote = session.annotation.quotes[3]
    places = [view.page.caret_rect(n) for n in range(len(bare.article.text))]
    for marks in (
        marks_of(session, None, "fr"),
        marks_of(session, quote.id, "fr"),
        marks_of(tutorial_session(decided=False), None, "fr"),
        (),
    ):
        view.show_marks(marks)
        view.set_labels_shown(bool(marks))
        picture(view)
        assert [view.page.caret_rect(n) for n in range(len(places))] == places


def test_what_was_painted_goes_with_its_marks(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    before = picture(view)
    view.show_marks(())
    assert picture(view) != before
    view.show_marks(marks_of(session, None, "fr"))
    assert picture(view) == before


def test_a_nested_band_is_inset_and_keeps_its_own_colour(qtbot):
    outer, inner = quote_of(TEXT, QUOTE), quote_of(TEXT, "le havre")
    view = stage(qtbot, with_items(TEXT, outer, inner))
    image = crop(view, "le havre", below=2)
    nested, band = THEME.colour("quote_band_nested"), THEME.colour("quote_band")
    middle = image.width() // 2
    rows = [image.pixelColor(middle, y) for y in range(image.height())]
    assert rows.index(band) < rows.index(nested)
    assert share(image, nested) > 0.3


def test_a_source_is_heavier_while_its_quote_is_selected(qtbot):
    quote = quote_of(TEXT, QUOTE, cue="a dit", source="Ada Kern")
    session = with_items(TEXT, quote)
    dark = [
        darkness(crop(stage(qtbot, session, one), "Ada Kern", below=0)) for one in (None, quote.id)
    ]
    assert dark[1] > dark[0] * 1.15


def darkness(image: QImage) -> int:
    places = ((x, y) for x in range(4, image.width() - 4) for y in range(4, image.height() - 2))
    return sum(255 - image.pixelColor(*place).lightness() for place in places)


def test_a_selected_quote_is_joined_to_its_cue_and_source(qtbot):
    quote = quote_of(TEXT, QUOTE, cue="a dit", source="Ada Kern")
    session = with_items(TEXT, quote)
    link = THEME.colour("link")
    line = [share_near(stage(qtbot, session, one), "a dit", link) for one in (None, quote.id)]
    assert line[0] == 0
    assert line[1] > 0


def test_a_selected_quote_is_joined_to_whom_it_is_said_to(qtbot):
    text = "À Bru, Ada a dit «oui, peut-être»."
    name = replace(mention_of(text, "Bru"), actor="bru")
    quote = replace(quote_of(text, "«oui, peut-être»", cue="a dit"), addressee="bru")
    link = THEME.colour("link")
    seen = [
        share_near(stage(qtbot, with_items(text, name, one), quote.id), "Ada", link)
        for one in (replace(quote, addressee=None), quote)
    ]
    assert seen[0] == 0
    assert seen[1] > 0


def share_near(view: ArticleView, words: str, colour: QColor) -> float:
    """The share of pixels below some words that come near a colour."""
    image = crop(view, words, below=12)
    places = [
        (x, y) for x in range(image.width()) for y in range(image.height() - 8, image.height())
    ]
    return sum(near(image.pixelColor(*place), colour) for place in places) / len(places)


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 24 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_scare_quotes_have_grey_guillemets_and_no_band(qtbot):
    text = "Le «reste» suit."
    quote = replace(quote_of(text, "«reste»"), kind="scare")
    plain, scare = (
        crop(stage(qtbot, session), "«", below=0)
        for session in (with_items(text), with_items(text, quote))
    )
    assert darkness(scare) < darkness(plain)
    whole = crop(stage(qtbot, with_items(text, quote)), "«reste»")
    assert share(whole, THEME.colour("quote_band")) == 0


def test_the_name_of_a_label_appears_only_when_wanted(qtbot):
    name = mention_of(TEXT, "Ada Kern")
    session = with_items(TEXT, name)
    view = stage(qtbot, session)
    hidden = crop(view, "Ada Kern", below=12)
    view.set_labels_shown(True)
    assert crop(view, "Ada Kern", below=12) != hidden
    view.set_labels_shown(False)
    hover(view, at(view, TEXT.index("Ada")))
    assert crop(view, "Ada Kern", below=12) != hidden


def test_every_theme_paints_in_its_own_colours(qtbot):
    view = stage(qtbot, with_items(TEXT, quote_of(TEXT, QUOTE)))
    for name in reversed(NAMES):
        theme = load_theme(name)
        view.set_theme(theme)
        assert share(crop(view, QUOTE), theme.colour("quote_band")) > 0.4
        assert picture(view).pixelColor(2, 2) == theme.colour("page")


@pytest.mark.parametrize("name", NAMES)
def test_text_is_legible_on_every_band_and_rules_on_the_page(name: str):
    theme = load_theme(name)
    bands = ("page", "quote_band", "quote_band_selected", "quote_band_nested", "suggestion_hatch")
    text = [contrast(theme.hex("text"), theme.hex(band)) for band in bands]
    assert min(text) >= 4.5
    rules = ("cue", "source", "reference", "quote_rule", "suggestion_outline")
    assert min(contrast(theme.hex(rule), theme.hex("page")) for rule in rules) >= 3
    assert contrast(theme.hex("scare"), theme.hex("page")) >= 4.5


def test_only_touched_paragraphs_are_painted_anew(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    quotes = session.annotation.quotes
    touched = view.page.set_marks(marks_of(session, quotes[-1].id, "fr"))
    text = session.article.text
    chain = [one.span for one in session.chain(quotes[-1].id)]
    places = (*quotes[-1].segments, *chain)
    assert touched == {text[: span.start].count("\n") for span in places}
    assert view.page.set_marks(view.page.marks) == set()


def test_a_quote_over_two_paragraphs_is_painted_in_both(qtbot):
    text = "«Un port.\nUn havre», dit-il."
    view = stage(qtbot, with_items(text, quote_of(text, "«Un port.\nUn havre»")))
    for words in ("«Un port.", "Un havre»"):
        assert share(crop(view, words), THEME.colour("quote_band")) > 0.3


def test_the_scroll_bar_shows_where_quotes_are(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    view.resize(760, 200)
    colour = THEME.colour("quote_rule")
    bare, full = (
        share(view.verticalScrollBar().grab().toImage(), colour)
        for _ in map(view.show_marks, ((), marks_of(session, None, "fr")))
    )
    assert bare == 0
    assert full > 0.02


def test_mixed_directions_get_rectangles_of_their_own(qtbot):
    text = "Il cite «שלום עולם» puis repart."
    view = stage(qtbot, text_session(text))
    start = text.index("ש")
    strips = view.page.strips_of(start, start + len("שלום עולם"))
    around = view.page.strips_of(text.index("«"), text.index("»") + 1)
    assert strips
    assert all(strip.rect.width() > 0 for strip in (*strips, *around))
    assert (
        max(s.rect.right() for s in strips)
        <= view.page.strips_of(text.index("puis"), len(text))[0].rect.left()
    )


def test_a_band_ends_with_the_last_letter_of_a_line(qtbot):
    session = tutorial_session()
    view = stage(qtbot, session)
    quote = next(one for one in session.annotation.of_type(Quote) if len(one.segments[0]) > 120)
    span = quote.segments[0]
    strips = view.page.strips_of(span.start, span.end)
    assert len(strips) > 1
    assert strips[0].first
    assert strips[-1].last
    width = view.lineWrapColumnOrWidth()
    assert all(strip.rect.right() <= width for strip in strips)


def test_a_long_article_knows_where_all_its_lines_are(qtbot):
    article = article_of(30_000)
    view = stage(qtbot, session_of(article, annotation_of(article).items))
    last = len(article.text) - 20
    places = [view.y_of(n) for n in range(0, len(article.text), 5_000)]
    assert places == sorted(places)
    view.reveal(last, last + 5)
    assert 0 <= view.y_of(last) < view.viewport().height()
    assert QRect(view.viewport().rect()).contains(at(view, last))
