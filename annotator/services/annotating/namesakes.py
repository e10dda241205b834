"""Namesakes: who of the known actors bears a name, without asking all of them each time."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.model.actors import resolved
from annotator.model.ids import ActorId
from annotator.model.items import Actor
from annotator.model.text import fold

Actors = Mapping[ActorId, Actor]


class Namesakes:
    """The known actors by folded name and alias; gathered anew when the actors are others."""

    def __init__(self) -> None:
        """Know nobody yet."""
        self._actors: Actors | None = None
        self._by_name: dict[str, list[Actor]] = {}

    def known(self, actors: Actors, proposed: Actors, actor_id: ActorId) -> Actor | None:
        """An actor as those known here have them, else as proposed; None for nobody."""
        found = actors.get(resolved(actors, actor_id))
        if found is None and actor_id in proposed:
            found = self.of(actors, proposed[actor_id]) or proposed[actor_id]
        return found

    def of(self, actors: Actors, actor: Actor) -> Actor | None:
        """The actor known here that another would become when entered (see `plan.namesake`)."""
        if actors is not self._actors:
            self._gather(actors)
        for one in self._by_name.get(fold(actor.name), ()):
            if one.kind == actor.kind and one.article in (None, actor.article):
                return actors[resolved(actors, one.id)]
        return None

    def _gather(self, actors: Actors) -> None:
        self._actors, self._by_name = actors, {}
        for one in actors.values():
            for name in dict.fromkeys(fold(each) for each in (one.name, *one.aliases)):
                self._by_name.setdefault(name, []).append(one)
