"""Suggestions that may be accepted together, each in words, the least sure first."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.messages import Translator
from annotator.model.annotation import Suggestion
from annotator.model.checks import extent, link_is_open
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.scheme import Scheme
from annotator.model.text import short
from annotator.services.annotating.plan import words_of

LONGEST = 70
"""Words of one suggestion that are shown, in code points."""


def sure_rows(
    found: Iterable[Suggestion], scheme: Scheme, say: Translator, least: float = 0.0
) -> tuple[str, ...]:
    """Score, kind and words of each; where equal, in the order of the text.

    Args:
        found: what would be accepted.
        scheme: names the labels.
        say: the language.
        least: the score asked for, 0 to 1; what is less sure comes because a quote needs it.
    """
    order = sorted(found, key=lambda one: (one.score, extent(one.item)))
    return tuple(_row(one, scheme, say, needed=one.score < least) for one in order)


def _row(one: Suggestion, scheme: Scheme, say: Translator, *, needed: bool) -> str:
    words = short(words_of(one.item), LONGEST) or say("review.whole_quote")
    score = say("sure.percent", percent=round(one.score * 100))
    row = say("sure.row", score=score, kind=_kind(one.item, scheme, say), words=words)
    if needed:
        row = say("sure.needed", row=row)
    unlinked = isinstance(one.item, SanctionsReference) and link_is_open(one.item)
    return say("sure.unlinked", row=row) if unlinked else row


def _kind(item: Item, scheme: Scheme, say: Translator) -> str:
    if isinstance(item, Mention):
        name, label = "mention", scheme.label("entity_labels", item.label or "")
    elif isinstance(item, Quote):
        name, label = "quote", scheme.label("quote_kinds", item.kind)
    else:
        name, label = "reference", scheme.label("reference_kinds", item.kind)
    parts = [say(f"review.one.{name}")]
    if label is not None:
        parts.append(label.brief(say.language).lower())
    return ", ".join(parts)
