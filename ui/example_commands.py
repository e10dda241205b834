"""The words of the chosen quote as an example in the codebook, or as one of what a label is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from annotator.model.items import Quote
from annotator.model.message import UserError, msg
from annotator.model.scheme_draft import Place
from annotator.services.codebook import add_example, remove_example
from annotator.services.schemes import present_scheme
from ui.presenters.card_context import line

if TYPE_CHECKING:
    from ui.window import Window

PLACE: Place = ("group", "claim_types")
LONGEST = 300
"""Characters of a quote that an example has, at most."""


def example(window: Window, *, counter: bool) -> None:
    """Put the words of the chosen quote into the codebook; if they are there, take them out."""
    window.desk.guarded(partial(_toggle, window, counter))


def _toggle(window: Window, counter: bool) -> None:
    project, session, quote = window.frame.project, window.desk.session, window.desk.item
    if project is None or session is None:
        return
    if not isinstance(quote, Quote) or not quote.claim_type:
        raise UserError(msg("example.no_claim"))
    scheme = present_scheme(project)
    label = scheme.label(PLACE[1], quote.claim_type) if PLACE[0] == "group" else None
    if label is None or scheme.id != session.scheme.id:
        raise UserError(msg("example.other_scheme"))
    language = session.article.meta.language or project.settings.language
    words = line(" … ".join(one.text for one in quote.segments), LONGEST)
    text = (language, words)
    author = window.frame.settings.annotator
    there = text in (label.counter_examples if counter else label.examples)
    if there:
        remove_example(project, PLACE, label.id, text, author, counter=counter)
    else:
        add_example(project, PLACE, label.id, text, author, counter=counter)
    did = "removed" if there else "counter" if counter else "added"
    window.frame.open_again()
    window.safety.changed()
    window.tell(msg(f"example.{did}", name=label.title(window.say.language)))


EXAMPLE_COMMANDS: Mapping[str, Callable[[Window], None]] = {
    "label.example": partial(example, counter=False),
    "label.counter_example": partial(example, counter=True),
}
