"""Names that their shape shows: titles in quotation marks, statutes with brackets, addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.prelabel.name_patterns import Headed
from annotator.prelabel.name_words import NameWords, before
from annotator.prelabel.words import Word

_MARKS = {"«": "»", "“": "”", "‘": "’", '"': '"'}
_LONGEST_TITLE = 80  # code points
_MOST_WORDS = 10
_INSIDE_TITLE = re.compile(r"[«»“”\"\n;]|[.…][ \u00a0\u202f]")
_STATUTE = re.compile(
    r"(?:(?:[A-Z][\w’'-]*|\([A-Z][^()\n]{1,40}\)|and|of|for|in|the|to|with|through)[ \u00a0,]+)"
    r"{1,12}?(?:Act|Regulations|Bill)(?: (?:19|20)\d\d)?(?!\w)"
)
_ENDINGS = frozenset(
    ("com", "fr", "org", "net", "info", "eu", "ru", "uk", "de", "ch", "be", "ca", "tv", "io")
)
_PAPERS = frozenset(("actu", "info", "infos", "news", "matin", "soir", "presse", "hebdo"))


def shaped(text: str, words: Sequence[Word], index: int, lists: NameWords) -> Headed | None:
    """The name of such a shape that begins at `words[index]`."""
    word = words[index]
    mark = word.gap.rstrip(" \u00a0\u202f")[-1:]
    if mark in _MARKS and mark and word.capital:
        title = _title(text, words, index, mark, lists)
        if title:
            return title
    after = words[index + 1] if index + 1 < len(words) else None
    if after and after.gap == "." and after.low in _ENDINGS and word.gap[-1:] not in "./@":
        slash = text[after.end : after.end + 1] == "/"
        return None if slash else Headed(index + 2, after.end, "ORG", 0.6, "inside")
    if after and word.capital and after.gap == "-" and after.text in _PAPERS:
        return Headed(index + 2, after.end, "ORG", 0.7, "inside")
    return _statute(text, words, index, lists)


def _title(
    text: str, words: Sequence[Word], index: int, mark: str, lists: NameWords
) -> Headed | None:
    """A whole title: film « Tous les matins du monde »."""
    if not any(phrase in lists.before_title for phrase in before(words, index)):
        return None
    start = words[index].start
    end = text.find(_MARKS[mark], start, start + _LONGEST_TITLE)
    inside = text[start:end].rstrip(" \u00a0\u202f")
    if end < 0 or _INSIDE_TITLE.search(inside):
        return None
    last = index
    while last < len(words) and words[last].start < end:
        last += 1
    if last - index > _MOST_WORDS:
        return None
    return Headed(last, start + len(inside), "MISC", 0.75, "introduced")


def _statute(text: str, words: Sequence[Word], index: int, lists: NameWords) -> Headed | None:
    """An act of parliament: "Russia (Sanctions) (EU Exit) Regulations 2019"."""
    word = words[index]
    if lists.language != "en" or not word.capital or word.text in lists.no_names:
        return None
    found = _STATUTE.match(text, word.start)
    if found is None:
        return None
    last = index
    while last < len(words) and words[last].start < found.end():
        last += 1
    return Headed(last, found.end(), "MISC", 0.85, "inside")
