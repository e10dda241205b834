"""What is sought in the texts of a whole project, and what is found there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.model.annotation import Status
from annotator.model.dates import PartialDate
from annotator.model.ids import ArticleId
from annotator.model.text import fold

_TERM = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be found: words that follow each other, without accents and capitals.

    Attributes:
        words: as the search index cuts them.
        whole: the last one is complete; else it is the beginning of a word.
    """

    words: tuple[str, ...]
    whole: bool = False


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a query: words, and phrases between quotation marks.

    A word may go on in the text; a phrase stands there as it is. Nothing that is typed is syntax.
    """
    found = []
    for one in _TERM.finditer(query):
        phrase = next((part for part in one.groups()[:3] if part is not None), None)
        words = tuple(_TOKEN.findall(fold(phrase if phrase is not None else one[4])))
        if words:
            found.append(Term(words, phrase is not None))
    return tuple(found)


def term_pattern(terms: tuple[Term, ...]) -> re.Pattern[str] | None:
    """The pattern that finds any of the terms in a text without accents and capitals."""
    parts = []
    for term in terms:
        joined = r"[\W_]+".join(re.escape(word) for word in term.words)
        end = r"(?![^\W_])" if term.whole else r"[^\W_]*"
        parts.append(rf"(?<![^\W_]){joined}{end}")
    return re.compile("|".join(sorted(parts, key=len, reverse=True))) if parts else None


@dataclass(frozen=True, slots=True)
class ProjectQuery:
    """What is sought, and where; an empty field asks for all.

    Attributes:
        annotator: whose states and items count.
        words: see `terms_of`; without any, the items of `type` and `label` are what is found.
        source: of the article, exactly.
        language: of the article.
        since: articles that may be of this day, month or year, or later.
        until: the same, or earlier.
        status: how far the annotator is.
        type: words must stand in a mention, quote or reference.
        label: in a mention of this label.
    """

    annotator: str
    words: str = ""
    source: str = ""
    language: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    status: Status | None = None
    type: str = ""
    label: str = ""

    @property
    def by_item(self) -> bool:
        """Whether words must stand in items."""
        return bool(self.type or self.label)

    @property
    def empty(self) -> bool:
        """Whether neither words nor items are sought."""
        return not terms_of(self.words) and not self.by_item


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One find with the words around it; bounds in code points of the article's text."""

    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article that was found, with the first finds in its text.

    Attributes:
        published: ISO and perhaps partial; empty if unknown.
        source: empty if unknown.
        lines: in text order; none where title, source or author alone were found.
        hits: how many finds there are.
    """

    id: ArticleId
    title: str
    published: str
    source: str
    lines: tuple[FoundLine, ...]
    hits: int


def line_around(text: str, start: int, end: int, reach: int = 90) -> FoundLine:
    """A stretch with what stands left and right of it on its line, at most `reach` code points."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    right = len(text) if right < 0 else right
    before, after = text[max(left, start - reach) : start], text[end : min(right, end + reach)]
    return FoundLine(start, end, before, text[start:end], after)
