"""What is sought in the texts of a whole project, and what is found there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, get_args

from annotator.model.annotation import Status
from annotator.model.dates import PartialDate
from annotator.model.ids import ArticleId
from annotator.model.pattern_words import sure_words
from annotator.model.text import fold

_TERM = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
Order = Literal["text", "left", "right"]
"""Finds in the order of articles and texts, or by what stands left or right of them."""
ORDERS: tuple[Order, ...] = get_args(Order)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be found: words that follow each other, without accents and capitals.

    Attributes:
        words: as the search index cuts them.
        whole: the last one is complete; else it is the beginning of a word.
        exact: as it was typed; accents and capitals count.
    """

    words: tuple[str, ...]
    whole: bool = False
    exact: tuple[str, ...] = field(default=(), compare=False)


def terms_of(query: str, *, whole: bool = False) -> tuple[Term, ...]:
    """The terms of a query: words, and phrases between quotation marks.

    A word may go on in the text unless `whole`; a phrase stands there as it is. Nothing that is
    typed is syntax.
    """
    found = []
    for one in _TERM.finditer(query):
        phrase = next((part for part in one.groups()[:3] if part is not None), None)
        typed = phrase if phrase is not None else one[4]
        words = tuple(_TOKEN.findall(fold(typed)))
        if words:
            exact = tuple(_TOKEN.findall(unicodedata.normalize("NFC", typed)))
            found.append(Term(words, whole or phrase is not None, exact))
    return tuple(found)


def term_source(term: Term, *, exact: bool = False) -> str:
    """The pattern that finds a term: in a text without accents and capitals, or in NFC."""
    joined = r"[\W_]+".join(re.escape(word) for word in (term.exact if exact else term.words))
    end = r"(?![^\W_])" if term.whole else r"[^\W_]*"
    return rf"(?<![^\W_]){joined}{end}"


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
        regex: `words` is a regular expression.
        whole: only whole words.
        exact: accents and capitals count.
        order: of the finds.
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
    regex: bool = False
    whole: bool = False
    exact: bool = False
    order: Order = "text"

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the index of words is asked for; every article that is found has all of it."""
        if not self.regex:
            return terms_of(self.words, whole=self.whole)
        return tuple(Term((one,)) for one in sure_words(self.words, whole=self.whole))

    @property
    def read_through(self) -> bool:
        """Whether texts must be read to know which are found, or in which order."""
        sought = bool(self.words.strip()) and (self.regex or self.exact)
        return not self.empty and (sought or self.order != "text")

    @property
    def by_item(self) -> bool:
        """Whether words must stand in items."""
        return bool(self.type or self.label)

    @property
    def empty(self) -> bool:
        """Whether neither words nor items are sought."""
        words = self.words.strip() if self.regex else terms_of(self.words)
        return not words and not self.by_item


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


def context_key(line: FoundLine, order: Order) -> tuple[str, ...]:
    """What finds are sorted by: the words right of one, or left of it from the nearest outwards.

    The find itself comes last, so that equal neighbours stand together.
    """
    if order == "text":
        return ()
    left = tuple(reversed(_TOKEN.findall(fold(line.before))))
    right = tuple(_TOKEN.findall(fold(line.after)))
    words = (fold(line.words),)
    return (*left, "", *words, *right) if order == "left" else (*right, "", *words, *left)
