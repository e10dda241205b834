"""The actors that one article's proposals point to: one for each full name."""

from __future__ import annotations

from dataclasses import replace

from annotator.identifiers import new_id
from annotator.model.ids import ActorId, ArticleId
from annotator.model.items import Actor, ActorKind


class ProposedActors:
    """Makes an actor when it is first asked for, and collects the forms of its name."""

    def __init__(self, article: ArticleId) -> None:
        """Start with nobody."""
        self._article = article
        self._by_key: dict[str, Actor] = {}
        self._forms: dict[str, dict[str, None]] = {}

    def get(self, key: str, kind: ActorKind, role: str = "") -> ActorId:
        """The id of the actor called `key`, who is made if need be."""
        known = self._by_key.get(key)
        if known is None:
            own = self._article if kind == "unnamed_source" else None
            known = Actor(ActorId(new_id()), key, kind, role, article=own)
            self._by_key[key] = known
        return known.id

    def called(self, key: str, form: str) -> None:
        """Note another form of a name ("Kirby" of "John Kirby")."""
        if form != key:
            self._forms.setdefault(key, {})[form] = None

    def made(self) -> tuple[Actor, ...]:
        """All of them, with the other forms of their names, in the order of the text."""
        return tuple(
            replace(actor, aliases=tuple(self._forms.get(key, ())))
            for key, actor in self._by_key.items()
        )
