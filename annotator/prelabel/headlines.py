"""English headlines that say who speaks beside a colon or dash: "Ban will stay: minister"."""

from __future__ import annotations

from annotator.prelabel.draft import Phrase, QuoteDraft
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import phrase_end
from annotator.prelabel.pieces import has_verb, make_quote, sentence_end
from annotator.prelabel.sentence_view import View

_LONGEST = 7
"""Most words of the speaker in a headline."""
_DASHES = frozenset({"-", "–", "—"})


def headline_quote(view: View) -> QuoteDraft | None:
    """The quote of a headline, if a colon or dash parts it from who speaks.

    Args:
        view: a sentence; one that is no English headline gives nothing.
    """
    if view.grammar.language != "en" or not view.title:
        return None
    end = sentence_end(view)
    for at in range(end - 1, view.begin, -1):
        if view.quoted[at] < 0 and (view.low(at) == ":" or _dash(view, at)):
            return _speaker_behind(view, at, end) or _speaker_before(view, at, end)
    return None


def _dash(view: View, at: int) -> bool:
    spaced = view.text[view.tokens[at].start - 1].isspace()
    return view.low(at) in _DASHES and spaced


def _speaker_behind(view: View, at: int, end: int) -> QuoteDraft | None:
    """What is said: speaker."""
    place = view.cut(view.begin, at)
    if place is None:
        return None
    quoted = view.has_stretch(place)
    if not has_verb(view, at + 1, end) and end - at - 1 <= _LONGEST:
        sources = _who(view, at + 1, end)
        if phrase_end(view, at + 1, end) < end and view.is_stretch(place):
            sources = _subject(view, at + 1, end)  # "“…”: MPs round on Treasury"
        long = at - view.begin > 2
        if sources and (quoted or (long and view.low(at) != ":") or has_verb(view, view.begin, at)):
            return make_quote(view, [place], None, "headline", 0.7, sources, "stated")
    if view.low(at) == ":" and view.is_stretch(place):
        return make_quote(
            view, [place], None, "headline", 0.6, _subject(view, at + 1, end), "stated"
        )
    return None


def _speaker_before(view: View, at: int, end: int) -> QuoteDraft | None:
    """Speaker: what is said, with or without quotation marks."""
    if view.low(at) != ":" or at - view.begin > _LONGEST or has_verb(view, view.begin, at):
        return None
    sources = _who(view, view.begin, at)
    place = view.cut(at + 1, end)
    if not sources or place is None or not sources[0].human:
        return None
    if not has_verb(view, at + 1, end) and not view.is_stretch(place):
        return None
    return make_quote(view, [place], None, "headline", 0.65, sources, "stated")


def _who(view: View, begin: int, end: int) -> list[Phrase]:
    """The speaker of the tokens, if a name or a noun for who may speak stands among them."""
    for at in range(begin, end):
        entity = view.entity(at)
        if (entity is not None and entity.kind is not None) or view.grammar.role_at(
            view.tokens, at
        ):
            return read_phrases(view, begin, end)
    return []


def _subject(view: View, begin: int, end: int) -> list[Phrase]:
    """The noun phrase that begins what a headline tells behind a quotation."""
    for at in range(begin, min(end, begin + _LONGEST)):
        noun = view.grammar.role_at(view.tokens, at)
        if noun:
            return read_phrases(view, begin, at + noun[1])
        entity = view.entity(at)
        if entity is not None and entity.kind is not None and entity.label != "LOC":
            return read_phrases(view, begin, view.entity_end(at))
        if view.grammar.finite(view.low(at)):
            break
    named = view.entity(begin)
    return read_phrases(view, begin, view.entity_end(begin)) if named and named.kind else []
