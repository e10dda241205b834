"""What is annotated and decided in the tests on learning."""

from __future__ import annotations

from annotator.model.article import Article
from annotator.model.items import Quote
from annotator.prelabel.pipeline import components
from annotator.services import learning, prelabel_child
from annotator.services.annotating import History, Session
from annotator.services.projects import Project
from annotator.services.schemes import load_scheme
from tests.core.project_builders import BY, add, article

VERSIONS = {one.name: one.version for one in components("fr")}

PROSE = (
    "Premier titre\n\nJean Valmont a zorgloté que le régime mentait. Zarkovane a vendu du pétrole."
    " Le public a ri. Zarkovane a nié.\n"
)
AGAIN = "Second titre\n\nAnne Delmas a zorgloté que rien ne pressait. Zarkovane se tait encore.\n"


def put(project: Project, *texts: str) -> list[Article]:
    made = [article(text, text.partition("\n")[0]) for text in texts]
    add(project, *made)
    for one in made:
        project.save_proposals(prelabel_child.propose(one).proposals)
    return made


def open_session(project: Project, one: Article) -> Session:
    loaded = project.load_work(one.id, BY)
    history = History.of(loaded.log)
    scheme = load_scheme(loaded.work.annotation.scheme)
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def place(one: Article, words: str, after: str = "") -> tuple[int, int]:
    start = one.text.index(words, one.text.index(after) if after else 0)
    return start, start + len(words)


def quote_by_hand(session: Session, content: str, cue: str, claim: str = "accuse") -> None:
    made = session.add_quote(*place(session.article, content)).focus
    assert made is not None
    session.add_cue(made, *place(session.article, cue))
    session.set_claim(made, claim)


def words(found: learning.Learned) -> set[tuple[str, str, str]]:
    return {(one.deed, one.entry.kind, one.entry.word) for one in found.lessons}


def is_quote(one: object) -> bool:
    return isinstance(one.item, Quote)  # type: ignore[attr-defined]


def rejecting(project: Project, count: int) -> None:
    texts = [
        f"Titre {one}\n\nAnne Delmas martèle que le texte {one} est prêt.\n" for one in range(count)
    ]
    for one in put(project, *texts):
        session = open_session(project, one)
        for suggestion in session.open_suggestions():
            if is_quote(suggestion):
                session.reject(suggestion.item.id)
