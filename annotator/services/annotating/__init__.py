"""Annotating: what one annotator does to one article, every deed saved and undoable."""

from annotator.services.annotating.alternatives import Ranked
from annotator.services.annotating.particulars import Party
from annotator.services.annotating.places import Part, parts
from annotator.services.annotating.plan import Outcome
from annotator.services.annotating.saving import Journal, WindowJournal
from annotator.services.annotating.session import Session
from annotator.services.annotating.speakers import ActorChoice
from annotator.services.annotating.undo import History

__all__ = [
    "ActorChoice",
    "History",
    "Journal",
    "Outcome",
    "Part",
    "Party",
    "Ranked",
    "Session",
    "WindowJournal",
    "parts",
]
