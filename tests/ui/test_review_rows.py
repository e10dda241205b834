"""What a row of the review queue says: who speaks, what a reference points to, where it is cut."""

from __future__ import annotations

from annotator.messages import Translator
from annotator.model.review import ReviewFilter
from annotator.services.review import Queue
from tests.ui.window_stage import BY, Stage
from ui.presenters.context_rows import review_row


def test_a_row_names_speakers_and_linked_entries(stage: Stage) -> None:
    queue = Queue(stage.project, ReviewFilter(BY))
    entries = [queue.entry(place) for place in range(queue.total)]
    session, say = stage.session, Translator("fr")
    quote = next(one for one in entries if one.type == "quote" and "Ndiaye" in str(one.speakers))
    row = review_row(quote, session.scheme, say, str)
    assert quote.speakers[0] in row.detail
    linked = next(one for one in entries if one.links)
    title = stage.window.places.review.entry_title
    shown = review_row(linked, session.scheme, say, title)
    assert title(linked.links[0]) in shown.detail
    assert title(linked.links[0]) != linked.links[0]


def test_the_right_context_is_cut_at_a_word_and_says_so(stage: Stage) -> None:
    queue = Queue(stage.project, ReviewFilter(BY))
    cut = 0
    for place in range(queue.total):
        one = queue.entry(place)
        text = stage.project.article(one.article).text
        if one.after.endswith("…"):
            end = one.end + len(one.after) - 1
            assert text[one.end : end] == one.after[:-1]
            assert text[end].isspace()
            cut += 1
    assert cut
