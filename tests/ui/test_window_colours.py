"""Contrast: what is read in the window can be read, in every theme (WCAG 2.1 AA, 4.5:1)."""

from __future__ import annotations

import pytest

from annotator.services.schemes import load_scheme, scheme_names
from ui.theme import NAMES, contrast, load_theme

READABLE = 4.5
SEEN = 3.0
"""For lines and marks that are looked at, not read (WCAG 2.1, 1.4.11)."""
PLACES = ("window", "panel", "page", "bar", "card", "card_open", "hover", "row_selected")
BANDS = ("quote_band", "quote_band_selected", "quote_band_nested")
RULED = ("card", "card_open", "hover")
"""What the rule on a card's left stands on."""
PAIRS = [
    *(("text", place) for place in (*PLACES, *BANDS, "banner", "chip")),
    *(("text_soft", place) for place in PLACES),
    *(("ok", place) for place in ("bar", "page")),
    *(("warn", place) for place in ("bar", "page", "card", "card_open")),
    *(("error", place) for place in ("window", "page", "card_open", "banner")),
    ("accent_text", "accent"),
    ("selection_text", "selection"),
    ("chip_text", "chip"),
    ("scare", "page"),
    ("source", "page"),
    ("cue", "page"),
    ("reference", "page"),
    *(("cue", place) for place in ("card_open", "hover")),
    *(("source", place) for place in ("card_open", "hover")),
    *(("chip_text", place) for place in ("hover", "card_open", "card")),
    ("card_open", "text_soft"),
    ("warn", "hover"),
    ("error", "hover"),
]
LINES = [
    ("focus", "page"),
    ("focus", "bar"),
    ("focus", "card_open"),
    ("quote_rule", "page"),
    ("suggestion_outline", "page"),
    ("link", "page"),
    ("accent", "row_selected"),
    *(("focus", place) for place in ("window", "panel", "card", "row_selected", "hover")),
    *(("ok", place) for place in ("row_selected", "hover", "card_open")),
    *(("warn", place) for place in ("row_selected", "hover", "panel")),
    *(("reference", place) for place in ("card", "card_open", "hover")),
    *((line, place) for line in ("quote_rule", "suggestion_outline") for place in RULED),
    *(("cue", band) for band in BANDS),
    *(("reference", band) for band in BANDS),
    *(("accent", band) for band in (*BANDS, "page", "hover")),
    ("warn", "quote_band_selected"),
    *(("field", place) for place in ("page", "panel", "window", "card_open")),
]


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_words_can_be_read(theme: str, front: str, back: str) -> None:
    colours = load_theme(theme)
    assert contrast(colours.hex(front), colours.hex(back)) >= READABLE


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize(("front", "back"), LINES)
def test_lines_can_be_seen(theme: str, front: str, back: str) -> None:
    colours = load_theme(theme)
    assert contrast(colours.hex(front), colours.hex(back)) >= SEEN


@pytest.mark.parametrize("theme", NAMES)
@pytest.mark.parametrize("name", scheme_names())
def test_every_label_can_be_read_on_page_and_cards(theme: str, name: str) -> None:
    colours = load_theme(theme)
    known = dict(colours.colours)
    scheme = load_scheme(name)
    groups = ("entity_labels", "claim_types", "reference_kinds", "quote_kinds")
    used = {label.colour for group in groups for label in scheme.labels(group) if label.colour}
    assert used
    for colour in used:
        assert colour in known
        for place in ("page", "card", "card_open"):
            assert contrast(known[colour], known[place]) >= READABLE, (colour, place)
    bands = ("quote_band", "quote_band_selected", "quote_band_nested")
    assert all(contrast(known[colour], known[band]) >= SEEN for colour in used for band in bands)


def test_all_themes_have_the_same_roles() -> None:
    themes = [load_theme(name) for name in NAMES]
    assert len({frozenset(dict(theme.colours)) for theme in themes}) == 1
    assert [theme.name for theme in themes] == list(NAMES)
    assert [theme.dark for theme in themes] == [False, True, False, True]


@pytest.mark.parametrize("theme", [name for name in NAMES if name.startswith("contrast")])
@pytest.mark.parametrize(("front", "back"), [*PAIRS, *LINES])
def test_high_contrast_is_higher(theme: str, front: str, back: str) -> None:
    """Words as WCAG 2.1 AAA asks (7:1), lines as words elsewhere (4.5:1)."""
    colours = load_theme(theme)
    least = 7 if (front, back) in PAIRS else READABLE
    assert contrast(colours.hex(front), colours.hex(back)) >= least
