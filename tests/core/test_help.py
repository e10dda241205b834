"""The help pages and the icons: complete in both languages, linked, and in the right typography."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from annotator.messages import Translator
from annotator.model.text import fold
from ui.actions import ACTIONS, Action

RESOURCES = files("resources")
LANGUAGES = ("fr", "en")
PAGES = (
    "actors",
    "annotate",
    "articles",
    "catalogue",
    "claims",
    "codebook",
    "commands",
    "export",
    "finding",
    "glossary",
    "history",
    "learning",
    "lexicon",
    "lists",
    "models",
    "pace",
    "patterns",
    "projects",
    "quotes",
    "references",
    "review",
    "selecting",
    "settings",
    "start",
    "suggestions",
    "sure",
    "trouble",
    "tutorial",
)
ICONS = (
    "accept",
    "add",
    "app",
    "bin",
    "delete",
    "export",
    "help",
    "import",
    "new",
    "note",
    "open",
    "redo",
    "reject",
    "scales",
    "search",
    "settings",
    "undo",
)
MARKERS = {"annotate": ["keys"], "claims": ["claims"]}
BOTH = [(language, page) for language in LANGUAGES for page in PAGES]
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)]*)\)")


def page_text(language: str, page: str) -> str:
    return RESOURCES.joinpath("help", language, f"{page}.md").read_text(encoding="utf-8")


def shape(text: str) -> list[str]:
    """What must be the same in every language: headings, lists, tables, keys, code."""
    starts = [re.match(r"#+ |- |\d+\. |\||```", line) for line in text.splitlines()]
    return [found.group() for found in starts if found]


def names(folder: str, suffix: str) -> list[str]:
    found = [entry.name for entry in RESOURCES.joinpath(folder).iterdir()]
    return sorted(name.removesuffix(suffix) for name in found if name.endswith(suffix))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_exists_and_no_other(language: str):
    assert names(f"help/{language}", ".md") == list(PAGES)


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_a_page_starts_with_its_only_title_and_is_short(language: str, page: str):
    lines = page_text(language, page).splitlines()
    assert lines[0].startswith("# ")
    assert sum(line.startswith("# ") for line in lines) == 1
    assert len(" ".join(lines).split()) <= 500


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_every_link_leads_to_a_page(language: str, page: str):
    targets = LINK.findall(page_text(language, page))
    assert {target.removesuffix(".md") for target in targets} <= set(PAGES)
    assert all(target.endswith(".md") for target in targets)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_leads_in_ten_steps_to_the_pages_that_it_needs(language: str):
    text = page_text(language, "start")
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(step) for step in range(1, 11)]
    assert {"articles.md", "suggestions.md", "quotes.md", "claims.md", "references.md"} <= set(
        LINK.findall(text)
    )


@pytest.mark.parametrize(("language", "page"), BOTH)
def test_markers_stand_alone_where_the_program_fills_them(language: str, page: str):
    text = page_text(language, page)
    assert re.findall(r"^\{\{(\w+)\}\}$", text, re.MULTILINE) == MARKERS.get(page, [])
    assert text.count("{{") == len(MARKERS.get(page, []))


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_shape(page: str):
    if page == "glossary":
        rows = [page_text(language, page).count("\n|") for language in LANGUAGES]
        assert rows[0] == rows[1]
    else:
        assert shape(page_text("fr", page)) == shape(page_text("en", page))


@pytest.mark.parametrize("page", PAGES)
def test_french_pages_keep_to_french_typography(page: str):
    text = CODE.sub("", page_text("fr", page))
    assert not re.search(r" [;:?!»]|« ", text), "a plain space where a no-break space belongs"
    assert not re.search(r"\w[;?!]", text), "no space before a double sign"
    assert "'" not in text


@pytest.mark.parametrize("page", PAGES)
def test_english_pages_use_curved_quotes(page: str):
    text = CODE.sub("", page_text("en", page))
    assert not re.search("['\"]", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_glossary_is_in_the_order_of_the_alphabet(language: str):
    rows = re.findall(r"^\| (.+?) \|", page_text(language, "glossary"), re.MULTILINE)[1:]
    assert [row.replace("É", "E") for row in rows] == sorted(row.replace("É", "E") for row in rows)


def test_the_icons_are_there():
    assert names("icons", ".svg") == list(ICONS)


@pytest.mark.parametrize("icon", ICONS)
def test_an_icon_is_a_picture_that_takes_the_colour_of_the_text(icon: str):
    text = RESOURCES.joinpath("icons", f"{icon}.svg").read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.attrib["width"] == root.attrib["height"] == ("256" if icon == "app" else "20")
    colours = set(re.findall(r'(?:stroke|fill)="([^"]+)"', text)) - {"none"}
    assert ("currentColor" in colours) == (icon != "app")
    assert icon == "app" or colours == {"currentColor"}


NATIVE = {"Shift": "Maj", "Space": "Espace", "Esc": "Échap", "Del": "Suppr"}
"""Names of keys in French."""


def spoken_of(one: Action, language: str, text: str) -> bool:
    """Whether an action is in the help by its words, or by one of its keys."""
    words = fold(Translator(language)(f"action.{one.id}")).rstrip(".").strip()
    after_the_colon = words.partition(":")[2].strip() or words
    if words in fold(text) or after_the_colon in fold(text):
        return True
    codes = set(re.findall(r"`([^`\n]+)`", text))
    names = NATIVE if language == "fr" else {}
    keys = {"+".join(names.get(part, part) for part in key.split("+")) for key in one.keys}
    return bool(keys & {part for code in codes for part in re.split(r"\s*[/·]\s*", code)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_action_is_spoken_of(language: str):
    text = "\n".join(page_text(language, page) for page in PAGES)
    assert [one.id for one in ACTIONS if not spoken_of(one, language, text)] == []
