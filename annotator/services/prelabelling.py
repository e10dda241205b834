"""Pre-highlighting: the machine's suggestions for the open article, made in a process of its own.

The rules never run in the window's process: a thread would stall it by 100 ms, a process by none
(shared notes on Qt, section 4). Models that were chosen run in a second process, so that the first
suggestions never wait for them. A pass over a whole project has processes of its own
(`prelabel_crew`). Command line and window use the same `Engine`.
"""

from __future__ import annotations

from concurrent.futures import Future

from annotator.model.article import Article
from annotator.prelabel.evidence import NO_MODELS, ModelChoice
from annotator.services import prelabel_child
from annotator.services.prelabel_child import EvidenceOf, Found, Own
from annotator.services.prelabel_crew import Crew
from annotator.services.prelabel_process import Child


class Engine:
    """Makes suggestions in child processes; starting them costs the caller nothing."""

    def __init__(
        self, choice: ModelChoice = NO_MODELS, ask: EvidenceOf = prelabel_child.evidence_of
    ) -> None:
        """Start nothing yet.

        Args:
            choice: the models that are asked after the rules.
            ask: asks them, in a child process.
        """
        self.choice = choice
        self._ask = ask
        self._rules, self._models = Child(), Child()

    def choose(self, choice: ModelChoice) -> None:
        """Ask other models from now on; those that were loaded are let go."""
        if choice != self.choice:
            self.choice = choice
            self._models.close()

    def start(self, language: str = "fr") -> Future[str]:
        """Start the first process and have it load the rules of a language; returns at once.

        Returns:
            A future: the name of what is at work, for `prelabelling.pipeline.<name>`.
        """
        return self._rules.send(prelabel_child.warm_up, language)

    def start_models(self, language: str = "fr") -> Future[str] | None:
        """Have the second process load the models for a language; None if none are chosen.

        Returns:
            A future like that of `start`.
        """
        if self.choice.of(language).empty:
            return None
        call = prelabel_child.warm_up_models
        return self._models.send(call, language, self.choice, self._ask)

    def submit(self, article: Article, own: Own = ()) -> Future[Found]:
        """Have the rules read an article, and nothing wait for a model.

        Args:
            article: the article.
            own: what its project added to the catalogue.

        The future raises `BrokenProcessPool` if the process died; the next call starts another.
        """
        return self._rules.send(prelabel_child.propose, article, None, own)

    def refine(self, article: Article, own: Own = ()) -> Future[Found] | None:
        """Have rules and chosen models read an article; None if no model is chosen for it.

        Args:
            article: the article.
            own: what its project added to the catalogue.
        """
        if self.choice.of(article.meta.language).empty:
            return None
        call = prelabel_child.propose_with
        return self._models.send(call, article, self.choice, self._ask, own)

    def made_with(self, own: Own = ()) -> Future[dict[str, str]]:
        """With what suggestions are made now, by language of the articles; "" for any other.

        Args:
            own: what the project added to the catalogue.
        """
        return self._rules.send(prelabel_child.made_with_now, self.choice, own)

    def crew(self, jobs: int, own: Own = ()) -> Crew:
        """So many processes in the background, for many articles; to be closed after use.

        Args:
            jobs: how many.
            own: what the project added to the catalogue.
        """
        return Crew(jobs, self.choice, self._ask, own)

    def close(self) -> None:
        """End the processes at once, whatever they are doing; what waits in them is dropped."""
        self._rules.close()
        self._models.close()
