"""Links that only may be meant: together with others nobody takes them without having seen them."""

from __future__ import annotations

from pathlib import Path

from annotator.model.annotation import Annotation, AnnotationState, Proposals
from annotator.model.article import Article
from annotator.model.change import Work
from annotator.model.ids import AnnotationId, ItemId
from annotator.model.items import SanctionsReference
from annotator.prelabel.pipeline import propose
from annotator.services.annotating import History, Session
from annotator.services.review import Queue, ReviewFilter
from annotator.services.review_deciding import decide
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article, make
from tests.small_article import Notebook

TEXT = (
    "Séoul proteste\n\n"
    "«Ce serait une violation des résolutions du Conseil de sécurité sur la Corée du Nord», a dit "
    "le ministre Kang Min.\n\n"
    "«La Russie viole les résolutions du Conseil de sécurité pour sa guerre contre l’Ukraine», a "
    "ajouté Kang Min, qui cite la résolution 1718 et la résolution 1874.\n"
)
FAMILY = "un-dprk-resolutions"


def on_sanctions() -> tuple[Article, Proposals]:
    own = article(TEXT, title="Séoul proteste")
    return own, propose(own)


def references(session: Session) -> dict[str, tuple[str, ...]]:
    """What each accepted reference is linked to, by its words."""
    return {
        f"{one.span.text}@{one.span.start}": tuple(link.entry for link in one.links)
        for one in session.annotation.references
        if one.span
    }


def opened() -> Session:
    own, found = on_sanctions()
    note = AnnotationId("n")
    annotation = Annotation(note, own.id, BY, "diplomacy@1", state=AnnotationState(note))
    work, scheme = Work(annotation), load_scheme("diplomacy@1")
    return Session(Notebook(), own, work, found, History(), scheme)


def far(found: Proposals) -> SanctionsReference:
    """The reference whose sentence does not speak of the family's country."""
    (one,) = [
        one.item
        for one in found.suggestions
        if isinstance(one.item, SanctionsReference)
        if any(link.role == "one_of" for link in one.item.links)
    ]
    return one


def test_what_only_may_be_meant_stays_open_when_all_is_accepted() -> None:
    session = opened()
    one = far(session.proposals)
    assert [link.entry for link in one.links] == [FAMILY]
    session.accept_all()
    own = session.annotation.item(one.id)
    assert isinstance(own, SanctionsReference)
    assert (own.links, own.nil_reason, own.target) == ((), None, None)
    assert [point.item for point in session.open_points() if point.kind == "no_link"] == [one.id]
    linked = [links for links in references(session).values() if links]
    assert (FAMILY,) in linked, "the paragraph on North Korea says which it means"
    assert ("un-scr-1718-2006",) in linked
    best = session.alternatives(one.id)[0]
    assert not best.current
    session.take(one.id, best.choice)
    assert [link.entry for link in session.annotation.item(one.id).links] == [FAMILY]
    session.undo()
    session.undo()
    assert far(session.proposals).links == one.links
    assert session.annotation.item(one.id) is None


def test_on_its_card_it_is_taken_as_it_is_shown() -> None:
    session = opened()
    one = far(session.proposals)
    session.accept(one.id)
    own = session.annotation.item(one.id)
    assert isinstance(own, SanctionsReference)
    assert [link.entry for link in own.links] == [FAMILY]


def test_the_queue_shows_no_links_and_takes_none_that_are_open(tmp_path: Path) -> None:
    with make(tmp_path) as project:
        own, found = on_sanctions()
        add(project, own)
        project.save_proposals(found)
        queue = Queue(project, ReviewFilter(BY, type="reference"))
        there = tuple(one for place in range(queue.total) if (one := queue.entry(place)))
        step = decide(project, BY, "accepted", [{own.id: there}], len(there))
        assert step.decided == len(there) > 2
        work = project.load_work(own.id, BY).work
        kept = work.annotation.item(ItemId(far(found).id))
        assert isinstance(kept, SanctionsReference)
        assert kept.links == ()
        assert any(one.links for one in work.annotation.references)
