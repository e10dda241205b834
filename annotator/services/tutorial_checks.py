"""What each step of the tutorial asks for, and what is still wrong: judged on the annotation.

A check looks at the work as it is, never at how it came about: whatever a learner did before, by
key or by mouse, in one go or in several, the step is done once the work is right. Only what leaves
no trace in the work (walking, a list that was opened) is told by `facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from annotator.model.checks import extent
from annotator.model.ids import ActorId
from annotator.model.items import Item, Quote, SanctionsReference, Speaker
from annotator.model.message import Message, Param, msg
from annotator.model.text import Span, fold
from annotator.services.annotating import Session
from annotator.services.annotating.plan import words_of
from annotator.services.catalogue import find_entry
from annotator.services.tutorial import Lesson

CLAIM = "demand"
"""The claim type of the quote in two pieces: its speaker says what others must do."""
SLACK = 12
"""Code points, such as an article, by which a reference may be longer than the words asked for."""

AT_SECOND, AT_FIRST = "at the second quote", "back at the first quote"
GONE = "the first quote was deleted"
"""Facts that are told to the checks, beside the ids of actions."""

Own = TypeVar("Own", Quote, SanctionsReference)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a step stands.

    Attributes:
        done: all of it is right.
        said: what is still wrong, or how far one is; None while nothing was begun.
        wrong: `said` tells a mistake; else it tells the way on.
    """

    done: bool = False
    said: Message | None = None
    wrong: bool = True


DONE, NOT_YET = Verdict(done=True), Verdict()


@dataclass(frozen=True, slots=True)
class Look:
    """The work that is judged.

    Attributes:
        session: the open article.
        lesson: what its text is about.
        language: the reader's, for the names of labels.
        facts: what was done that leaves no trace in the work.
    """

    session: Session
    lesson: Lesson
    language: str
    facts: frozenset[str] = field(default_factory=frozenset)

    def place(self, name: str) -> tuple[int, int]:
        """Where the words with this name stand, in code points."""
        words = self.lesson.words[name]
        start = self.session.article.text.index(words)
        return start, start + len(words)

    def quote(self, name: str) -> Quote | None:
        """The annotator's own quote that has a piece in these words."""
        return _over(self.session.annotation.quotes, self.place(name))

    def waits(self, name: str) -> bool:
        """Whether an open suggestion lies over these words."""
        found = [one.item for one in self.session.open_suggestions()]
        return any(_touches(item, self.place(name)) for item in found)

    def speaker(self, quote: Quote) -> str:
        """The name of a quote's first speaker; empty if nobody is named."""
        return self.actor_name(next((who.actor for who in quote.speakers), None))

    def actor_name(self, actor: ActorId | None) -> str:
        """The name of an actor."""
        found = self.session.actor(actor)
        return found.name if found else ""


def _over(items: tuple[Own, ...], place: tuple[int, int]) -> Own | None:
    return next((one for one in items if _touches(one, place)), None)


def _touches(item: Item, place: tuple[int, int]) -> bool:
    start, end = place
    if isinstance(item, Quote):
        return any(one.start < end and start < one.end for one in item.segments)
    first, last = extent(item)
    return first < end and start < last


def _wrong(name: str, **params: Param) -> Verdict:
    return Verdict(said=msg(f"tutorial.{name}", **params))


def _way(name: str, **params: Param) -> Verdict:
    return Verdict(said=msg(f"tutorial.{name}", **params), wrong=False)


def _lacking(look: Look, name: str) -> Verdict:
    """There is no quote of one's own at these words: nothing is done yet, or it is lost."""
    return NOT_YET if look.waits(name) else _wrong("lost", cited=look.lesson.words[name])


def move(look: Look) -> Verdict:
    """To the second quote, and back to the first."""
    if AT_FIRST in look.facts:
        return DONE
    return _way("move.back") if AT_SECOND in look.facts else NOT_YET


def accept(look: Look) -> Verdict:
    """The first quote is the annotator's own."""
    if look.quote("first") is not None:
        return DONE
    if not look.waits("first"):
        return _wrong("accept.rejected")
    if look.session.annotation.items:
        return _way("accept.other", cited=words_of(look.session.annotation.items[-1]))
    return NOT_YET


def undo(look: Look) -> Verdict:
    """The first quote was deleted, and is back."""
    there = look.quote("first") is not None
    if GONE in look.facts:
        return DONE if there or look.waits("first") else _way("undo.gone")
    return NOT_YET if there else _way("undo.nothing")


def reject(look: Look) -> Verdict:
    """The false friend is neither suggested nor annotated any more."""
    place = look.place("friend")
    if _over(look.session.annotation.references, place) is not None:
        return _wrong("reject.accepted")
    return NOT_YET if look.waits("friend") else DONE


def ends(look: Look) -> Verdict:
    """The quote of the unnamed source reaches from mark to mark."""
    quote = look.quote("file")
    if quote is None:
        return _lacking(look, "file")
    start, end = look.place("file")
    first, last = extent(quote)
    if first != start:
        return _wrong("ends.start", cited=quote.segments[0].text)
    if last < end:
        left = look.session.article.text[last:end].strip()
        return _wrong("ends.short", cited=left)
    if last > end:
        return _wrong("ends.long", cited=look.session.article.text[end:last].strip())
    return DONE


def join(look: Look) -> Verdict:
    """Both pieces are one quote, and the reporting verb between them is its cue."""
    quote, apart = look.quote("piece"), look.quote("second")
    if apart is not None and apart is not quote:
        return _wrong("join.apart")
    if quote is None:
        return _lacking(look, "piece")
    piece, second = look.place("piece"), look.place("second")
    spans = [(one.start, one.end) for one in quote.segments]
    if spans == [piece]:
        return _wrong("join.no_piece")
    if len(spans) == 1:
        return _wrong("join.one", cited=quote.segments[0].text)
    if spans != [piece, second]:
        odd = next(one for one in quote.segments if (one.start, one.end) not in (piece, second))
        return _wrong("join.other", cited=odd.text)
    return _cue(quote.cues, look)


def _cue(cues: tuple[Span, ...], look: Look) -> Verdict:
    if not cues:
        return _way("join.no_cue")
    wanted = look.lesson.words["insisted"]
    if any(one.text.strip(" \u00a0,") == wanted for one in cues):
        return DONE
    return _wrong("join.cue", cited=cues[0].text)


def same(look: Look) -> Verdict:
    """The quote in two pieces has the speaker of the first quote."""
    return _spoken_by(look, "piece", "minister", "same")


def speaker(look: Look) -> Verdict:
    """The denial has its speaker."""
    return _spoken_by(look, "denial", "spokesman", "speaker")


def _spoken_by(look: Look, name: str, who: str, step: str) -> Verdict:
    quote = look.quote(name)
    if quote is None:
        return _lacking(look, name)
    found = look.speaker(quote)
    if not found:
        unknown = any(one.known_by == "unknown" for one in quote.speakers)
        return _wrong(f"{step}.unknown") if unknown else _way(f"{step}.nobody")
    if fold(found) != fold(look.lesson.words[who]):
        return _wrong(f"{step}.other", found=found)
    return DONE


def claim(look: Look) -> Verdict:
    """The quote in two pieces asks for something."""
    quote = look.quote("piece")
    if quote is None:
        return _lacking(look, "piece")
    if quote.claim_type == CLAIM:
        return DONE
    label = look.session.scheme.label("claim_types", quote.claim_type)
    if label is None:
        return _way("claim.none")
    return _wrong("claim.other", cited=label.title(look.language))


def unnamed(look: Look) -> Verdict:
    """The speaker of the third quote is an unnamed source."""
    quote = look.quote("file")
    if quote is None:
        return _lacking(look, "file")
    who = next(iter(quote.speakers), Speaker())
    found = look.session.actor(who.actor)
    if found is None:
        return _wrong("unnamed.unknown") if who.known_by == "unknown" else _way("unnamed.nobody")
    if found.kind != "unnamed_source":
        return _wrong("unnamed.named", found=found.name)
    return DONE


def reference(look: Look) -> Verdict:
    """The regulation is a sanctions reference with its link."""
    start, end = look.place("regulation")
    found = look.session.annotation.references
    one = _over(found, (start, end))
    if one is None:
        others = [other for other in found if not _touches(other, look.place("friend"))]
        return _wrong("reference.elsewhere", cited=words_of(others[0])) if others else NOT_YET
    first, last = extent(one)
    if first > start or last < end or (last - first) - (end - start) > SLACK:
        return _wrong("reference.span", cited=words_of(one))
    if one.nil_reason:
        return _wrong("reference.nil")
    if not one.links:
        return _wrong("reference.no_link")
    if look.lesson.entry not in [link.entry for link in one.links]:
        entry = find_entry(one.links[0].entry)
        title = entry.title(look.language) if entry else one.links[0].entry
        return _wrong("reference.other", cited=title)
    return DONE


def doubt(look: Look) -> Verdict:
    """The quote of the unnamed source is marked, or has a note."""
    quote = look.quote("file")
    if quote is not None and (quote.flags or quote.note):
        return DONE
    marked = [one for one in look.session.annotation.items if one.flags or one.note]
    return _wrong("doubt.elsewhere", cited=words_of(marked[0])) if marked else NOT_YET


def palette(look: Look) -> Verdict:
    """The palette was opened."""
    return DONE if "view.palette" in look.facts else NOT_YET


def left(look: Look) -> Verdict:
    """What is left was looked at, and every suggestion is decided."""
    waiting = len(look.session.open_suggestions())
    if "walk.list" not in look.facts:
        return _wrong("left.list") if not waiting else NOT_YET
    return _way("left.open", n=waiting) if waiting else DONE


def finish(look: Look) -> Verdict:
    """The article is finished."""
    if look.session.annotation.state.status == "done":
        return DONE
    points = len(look.session.open_points())
    return _way("finish.points", n=points) if points else NOT_YET


Check = Callable[[Look], Verdict]

STEPS: Mapping[str, Check] = {
    "move": move,
    "accept": accept,
    "undo": undo,
    "reject": reject,
    "ends": ends,
    "unnamed": unnamed,
    "join": join,
    "same": same,
    "claim": claim,
    "speaker": speaker,
    "reference": reference,
    "doubt": doubt,
    "palette": palette,
    "left": left,
    "finish": finish,
}
"""The steps in their order."""
LASTING = frozenset({"move", "undo", "palette", "left"})
"""Steps that show how something is done: once done, nothing that happens later takes them back."""


def slip(look: Look) -> Message | None:
    """A suggestion that was right and is rejected, with nothing of one's own in its place."""
    annotation = look.session.annotation
    refused = {one.suggestion for one in annotation.decisions if one.verdict == "rejected"}
    for one in look.session.proposals.suggestions:
        place = extent(one.item)
        if one.id not in refused or _touches(one.item, look.place("friend")):
            continue
        if not any(
            isinstance(own, type(one.item)) and _touches(own, place) for own in annotation.items
        ):
            return _wrong("slip", cited=words_of(one.item)).said
    return None
