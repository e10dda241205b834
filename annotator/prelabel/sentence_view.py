"""One sentence as the rules read it: its tokens, which are quoted, which belong to a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from annotator.model.quotation_marks import QuotedStretch
from annotator.prelabel.draft import Draft, Entity, Place, Token
from annotator.prelabel.grammar import Grammar, grammar
from annotator.prelabel.lexicon import Lexicons

OPENING, CLOSING = frozenset("«“‹„"), frozenset("»”›")
_EDGE = " \t\n\u00a0\u202f,;:.!?…–—-"


@dataclass(frozen=True, slots=True)
class View:
    """A sentence with what lies on it; token indexes count within the sentence.

    Attributes:
        lows: the words of the tokens, folded for looking them up (`Token.low`).
        quoted: for each token the index in `outer` of the stretch it lies in, or -1.
        names: for each token the index in `Draft.entities` of the name it belongs to, or -1.
        outer: the stretches of the sentence that lie in no other, titles left out.
        titles: the stretches that are the name of a work, a programme or the like; the rules
            read their words as those of the sentence.
        begin: the first token after a dateline ("NEW YORK, 19 mars 2024 – ").
        paragraph: rank of its paragraph in the article.
    """

    text: str
    index: int
    place: Place
    tokens: tuple[Token, ...]
    lows: tuple[str, ...]
    quoted: tuple[int, ...]
    names: tuple[int, ...]
    outer: tuple[QuotedStretch, ...]
    inner: tuple[QuotedStretch, ...]
    entities: list[Entity] = field(repr=False)
    grammar: Grammar = field(repr=False)
    begin: int = 0
    paragraph: int = 0
    title: bool = False
    titles: tuple[QuotedStretch, ...] = ()

    def low(self, at: int) -> str:
        """The word of a token; empty beyond either end."""
        lows = self.lows
        return lows[at] if 0 <= at < len(lows) else ""

    def is_in(self, name: str, at: int) -> bool:
        """Whether a token is in the word set `name`."""
        lows = self.lows
        return 0 <= at < len(lows) and lows[at] in self.grammar.words[name]

    def stretch(self, at: int) -> QuotedStretch | None:
        """The outermost stretch that a token lies in."""
        if 0 <= at < len(self.tokens) and self.quoted[at] >= 0:
            return self.outer[self.quoted[at]]
        return None

    def opens(self, at: int) -> QuotedStretch | None:
        """The stretch whose opening mark is the token `at`."""
        found = self.stretch(at)
        return found if found and found.start == self.tokens[at].start else None

    def closes(self, at: int) -> QuotedStretch | None:
        """The stretch whose last token is `at`."""
        found = self.stretch(at)
        return found if found and found.end == self.tokens[at].end else None

    def entity(self, at: int) -> Entity | None:
        """The name that a token belongs to."""
        if 0 <= at < len(self.tokens) and self.names[at] >= 0:
            return self.entities[self.names[at]]
        return None

    def entity_end(self, at: int) -> int:
        """The index after the last token of the name that `at` belongs to."""
        name = self.names[at]
        while at < len(self.tokens) and self.names[at] == name:
            at += 1
        return at

    def at_or_after(self, position: int) -> int:
        """The index of the first token that starts at `position` or later."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < position:
                low = middle + 1
            else:
                high = middle
        return low

    def cut(self, first: int, end: int) -> Place | None:
        """The place of the tokens `first` to `end` (exclusive) without outer commas and spaces."""
        if first >= end or first < 0 or end > len(self.tokens):
            return None
        return self.trim(self.tokens[first].start, self.tokens[end - 1].end)

    def trim(self, start: int, end: int) -> Place | None:
        """A place without outer punctuation; a closing mark and what it holds stay."""
        text = self.text
        while start < end and text[start] in _EDGE:
            start += 1
        forgotten = {one.end for one in self.outer if not one.closed}
        while end > start and text[end - 1] in _EDGE and end not in forgotten:
            end -= 1
        return (start, end) if start < end else None

    def has_stretch(self, place: Place) -> bool:
        """Whether a stretch lies within or across the place."""
        return any(one.start < place[1] and place[0] < one.end for one in self.outer)

    def is_stretch(self, place: Place) -> bool:
        """Whether the place is one or more stretches and nothing else but punctuation."""
        inside = [one for one in self.outer if place[0] <= one.start and one.end <= place[1]]
        if not inside:
            return False
        at, words = place[0], ""
        for one in inside:
            words += self.text[at : one.start]
            at = one.end
        words += self.text[at : place[1]]
        return not any(letter.isalnum() for letter in words)


class ViewsComponent:
    """Lays quotation marks and names over the sentences, once for all who read them."""

    name = "views"
    version = 2
    needs: tuple[str, ...] = ("tokens", "stretches", "entities")
    gives: tuple[str, ...] = ("views",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in a view of every sentence, in order."""
        draft.views = tuple(_views(draft, grammar(lexicons)))


def _views(draft: Draft, rules: Grammar) -> Iterator[View]:
    outer = [one for one in draft.stretches if one.depth == 0]
    inner = [one for one in draft.stretches if one.depth == 1]
    starts = [one.start for one in outer]
    inner_starts = [one.start for one in inner]
    rank = paragraph = last = 0
    for index, (place, tokens) in enumerate(zip(draft.sentences, draft.tokens, strict=True)):
        paragraph += "\n" in draft.text[last : place[0]]
        last = place[0]
        while rank < len(draft.entities) and draft.entities[rank].end <= place[0]:
            rank += 1
        first, end = bisect_left(starts, place[0]), bisect_left(starts, place[1])
        named = tuple(one for one in outer[first:end] if _is_title(one, draft.text, tokens, rules))
        here = tuple(one for one in outer[first:end] if one not in named)
        deep = bisect_left(inner_starts, place[0]), bisect_left(inner_starts, place[1])
        yield View(
            text=draft.text,
            index=index,
            place=place,
            tokens=tokens,
            lows=tuple([one.low for one in tokens]),
            quoted=_covering(here, tokens),
            names=_names(draft.entities, rank, tokens),
            outer=here,
            inner=tuple(inner[deep[0] : deep[1]]),
            entities=draft.entities,
            grammar=rules,
            begin=_after_dateline(draft.text, tokens),
            paragraph=paragraph,
            title=place[1] <= draft.title_end,
            titles=named,
        )


_TITLE_WORDS = 9
"""Most words of the name of a work or a programme in quotation marks."""


def _is_title(stretch: QuotedStretch, text: str, tokens: tuple[Token, ...], rules: Grammar) -> bool:
    """Whether a stretch is a title by the word before it: "le film « … »", "intitulé « … »"."""
    first = bisect_left(tokens, (stretch.start,))
    if not first or len(text[stretch.start : stretch.end].split()) > _TITLE_WORDS:
        return False
    before = tokens[first - 1].low
    inside = text[stretch.start : stretch.end].lstrip(_EDGE + '«“‹„"')
    if before in rules.words["title_verbs"]:
        return True
    return before in rules.words["title_heads"] and inside[:1].isupper()


_DASHES = frozenset("-–—")
_LONGEST_DATELINE = 18


def _after_dateline(text: str, tokens: tuple[Token, ...]) -> int:
    """The first token after "29 mai 2012. - " or "NEW YORK (AFP), 3 mars – "."""
    if not any(token.low in _DASHES for token in tokens[:_LONGEST_DATELINE]):
        return 0
    begin, dated = 0, False
    first = text[tokens[0].start : tokens[0].end] if tokens else ""
    capitals = len(first) > 2 and first.isupper()
    for at, token in enumerate(tokens[:_LONGEST_DATELINE]):
        agency = at > 2 and tokens[at - 1].low == ")" and tokens[at - 3].low == "("
        spaced = at > 0 and token.start > tokens[at - 1].end
        if token.low in _DASHES and spaced and (dated or agency or capitals):
            begin = at + 1
            break
        dated = dated or token.low.isdigit()
    if begin and begin + 1 < len(tokens) and tokens[begin + 1].low in _DASHES:
        begin += 2
    while 0 < begin < len(tokens) - 1 and tokens[begin].low in _DASHES:
        begin += 1
    return begin


def _covering(stretches: Sequence[QuotedStretch], tokens: Sequence[Token]) -> tuple[int, ...]:
    if not stretches:
        return (-1,) * len(tokens)
    out, rank = [], 0
    for start, _, _ in tokens:
        while rank < len(stretches) and stretches[rank].end <= start:
            rank += 1
        inside = rank < len(stretches) and stretches[rank].start <= start
        out.append(rank if inside else -1)
    return tuple(out)


def _names(entities: Sequence[Entity], rank: int, tokens: Sequence[Token]) -> tuple[int, ...]:
    """For each token the entity it belongs to, or -1; `rank` is the first that may."""
    out: list[int] = []
    for start, end, _ in tokens:
        while rank < len(entities) and entities[rank].end <= start:
            rank += 1
        if rank == len(entities) or entities[rank].start >= tokens[-1].end:
            break
        out.append(rank if entities[rank].start < end else -1)
    return (*out, *(-1,) * (len(tokens) - len(out)))
