"""Marking a name or a reference wherever it stands in the article, as one step."""

from __future__ import annotations

import pytest

from annotator.errors import UserError
from annotator.identifiers import new_id
from annotator.model.ids import EntryId, ItemId
from annotator.model.items import Actor, Link, Mention, Quote, SanctionsReference
from annotator.model.text import Span
from annotator.services.annotating.occurrences import mark, occurrences
from tests.ui.desk_fixture import article_of, session_of

TEXT = (
    "Kirby parle 🚢. John Kirby répète : « Kirby » n’est pas kirby, ni Kirbyesque.\n"
    "La résolution 1718 lie Kirby ; la résolution 1718 tient.\n"
)


def spans(words: str) -> list[Span]:
    found, place = [], TEXT.find(words)
    while place >= 0:
        found.append(Span.of(TEXT, place, place + len(words)))
        place = TEXT.find(words, place + 1)
    return found


def mention(span: Span, **more: object) -> Mention:
    return Mention(ItemId(new_id()), span, **{"label": "PER", **more})


KIRBY = Actor("a1", "John Kirby", "person")
first, in_full, quoted, _esque, last = spans("Kirby")


def test_other_places_are_listed_in_context_and_marked_as_one_step():
    own = mention(first, actor=KIRBY.id, form="nominal")
    whole = mention(Span.of(TEXT, in_full.start - 5, in_full.end))
    session = session_of(article_of(TEXT), (own, whole), (mention(last, label="ORG"),), (KIRBY,))
    found = occurrences(session, own.id)
    assert [(one.line.start, one.waiting) for one in found] == [
        (quoted.start, False),
        (last.start, True),
    ]
    assert found[1].line.before == "La résolution 1718 lie "
    before = session.annotation.items
    mark(session, own.id, found)
    made = [one for one in session.annotation.mentions if one.span.text == "Kirby"]
    assert [one.span for one in made] == [first, quoted, last]
    assert {(one.label, one.actor, one.form) for one in made} == {("PER", KIRBY.id, "nominal")}
    assert [one.verdict for one in session.annotation.decisions] == ["edited"]
    assert occurrences(session, own.id) == ()
    session.undo()
    assert session.annotation.items == before
    assert len(session.open_suggestions()) == 1


def test_only_the_chosen_places_are_marked():
    own = mention(first)
    session = session_of(article_of(TEXT), (own,))
    found = occurrences(session, own.id)
    assert [one.line.words for one in found] == ["Kirby"] * 3
    mark(session, own.id, found[1:2])
    assert [one.span for one in session.annotation.mentions] == [first, quoted]


def test_a_suggestion_is_accepted_with_its_other_places():
    one = mention(first)
    session = session_of(article_of(TEXT), (), (one,))
    mark(session, one.id, occurrences(session, one.id)[:1])
    assert len(session.annotation.mentions) == 2
    assert [each.verdict for each in session.annotation.decisions] == ["accepted"]


def test_a_reference_passes_on_its_link_and_not_its_status():
    here, there = spans("résolution 1718")
    link = Link(EntryId("un-scr-1718-2006"))
    own = SanctionsReference(
        ItemId(new_id()), here, kind="instrument", status="violated", links=(link,)
    )
    session = session_of(article_of(TEXT), (own,))
    mark(session, own.id, occurrences(session, own.id))
    second = session.annotation.references[1]
    assert (second.span, second.kind, second.links) == (there, "instrument", (link,))
    assert second.status == "unspecified"


@pytest.mark.parametrize("whole", [True, False])
def test_what_has_no_words_of_its_own_cannot_be_spread(whole: bool):
    quote = Quote(ItemId(new_id()), "direct", (quoted,))
    reference = SanctionsReference(ItemId(new_id()), None, (quote.id,))
    session = session_of(article_of(TEXT), (quote, reference))
    with pytest.raises(UserError):
        occurrences(session, (reference if whole else quote).id)
