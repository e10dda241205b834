"""RegisterDesk: the actors of the project, one of them looked at, and changing them. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, TypeVar

from annotator.messages import Translator
from annotator.model.items import Actor, ActorKind
from annotator.model.message import GuillemetError, Message, UserError, msg
from annotator.model.scheme import Scheme
from annotator.model.text import fold
from annotator.services import register_deciding as deciding
from annotator.services.projects import Project
from annotator.services.register import (
    Correction,
    Places,
    Register,
    RegisterRow,
    read_corrections,
    read_places,
    read_register,
)
from annotator.services.register_deciding import Done, Told
from annotator.services.register_plans import RegisterPlan
from annotator.services.register_twins import (
    Twins,
    keep_distinct,
    likely_twins,
    read_distinct,
)
from annotator.services.schemes import present_scheme
from ui.presenters.context_rows import ContextRow
from ui.presenters.register_rows import actor_row, twins_row

Shown = Literal["all", "speaking", "silent", "namesakes", "twins", "no_id", "wrong"]
SHOWN: tuple[Shown, ...] = ("all", "speaking", "silent", "namesakes", "twins", "no_id", "wrong")
Order = Literal["quotes", "articles", "name", "recent"]
ORDERS: tuple[Order, ...] = ("quotes", "articles", "name", "recent")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which actors are listed, and in which order.

    Attributes:
        words: each must begin a word of name, alias, role or id; accents and case aside.
        kind: of the actor; empty for any.
    """

    words: str = ""
    kind: ActorKind | Literal[""] = ""
    shown: Shown = "all"
    order: Order = "quotes"


@dataclass(frozen=True, slots=True)
class Read:
    """What is read of a project at once.

    Attributes:
        corrections: by the ids of those whom they are about.
        undo, redo: the step that can be taken back, and brought back.
    """

    register: Register
    corrections: Mapping[str, tuple[Correction, ...]]
    twins: tuple[Twins, ...]
    undo: Message | None
    redo: Message | None


class RegisterView(Protocol):
    """What the register needs of the window."""

    def read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read everybody on another thread; only the last answer is of interest."""

    def look(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read what points to an actor on another thread."""

    def run_task(
        self,
        title: str,
        work: Callable[[Told, Callable[[], bool]], Any],
        done: Callable[[Any], object],
    ) -> None:
        """Do long work with progress and a way to stop it."""

    def show_list(self, desk: RegisterDesk) -> None:
        """Show the actors that are listed, and which is looked at."""

    def show_actor(self, desk: RegisterDesk) -> None:
        """Show the one that is looked at."""

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""


class RegisterDesk:
    """The register of the open project."""

    def __init__(self, view: RegisterView, say: Translator) -> None:
        """Start with no project."""
        self._view, self._say = view, say
        self.project: Project | None = None
        self.annotator = ""
        self.scheme: Scheme | None = None
        self.filter = RegisterFilter()
        self.known: Read | None = None
        self.rows: tuple[RegisterRow, ...] = ()
        self.pairs: tuple[Twins, ...] = ()
        self.place = 0
        self.places: Places | None = None
        self.reading = False
        self.touched = False
        self._key = ""

    def follow(self, project: Project | None, annotator: str) -> None:
        """Take up another project; None for none."""
        if project is self.project and annotator == self.annotator:
            return
        self.project, self.annotator = project, annotator
        self.scheme = present_scheme(project) if project is not None else None
        self.known, self.places, self.rows, self.pairs = None, None, (), ()
        self.filter, self.place, self._key, self.touched = RegisterFilter(), 0, "", False

    def come(self) -> None:
        """Read the register as the project is now; the actor that was looked at stays."""
        project = self.project
        if project is None:
            return
        self.scheme = present_scheme(project)
        self.reading = True
        self._view.show_list(self)
        self._view.read(lambda: _read(project), self._took)

    def _took(self, found: Read) -> None:
        """Show the list, and read what takes longer: the machine's errors, and likely twins."""
        project, before = self.project, self.known
        if before is not None:
            found = replace(found, corrections=before.corrections, twins=before.twins)
        self.known = found
        self._list()
        if project is not None:
            self._view.read(lambda: _read_more(project, found), self._took_more)

    def _took_more(self, found: Read) -> None:
        self.known, self.reading = found, False
        self._list()

    def failed(self) -> None:
        """The register could not be read."""
        self.reading = False
        self._view.show_list(self)

    # The list

    def sift(self, wanted: RegisterFilter) -> None:
        """List other actors."""
        if wanted != self.filter:
            self.filter = wanted
            self._list()

    def _list(self) -> None:
        found, wanted = self.known, self.filter
        if found is None:
            return
        words = fold(wanted.words.replace("-", " ")).split()
        listed_here = self._sieve()
        rows = [one for one in found.register.rows if listed_here(one) and one.fits(words)]
        orders: dict[Order, Callable[[RegisterRow], Any]] = {
            "articles": lambda one: (-one.articles, -one.quotes, fold(one.name)),
            "name": lambda one: (fold(one.name), one.key),
            "recent": lambda one: one.last,
        }
        if wanted.order != "quotes":  # in which they are read
            rows.sort(key=orders[wanted.order], reverse=wanted.order == "recent")
        self.rows = tuple(rows)
        self.pairs = ()
        if wanted.shown == "twins":
            keys = {one.key for one in rows}
            self.pairs = tuple(one for one in found.twins if {one.one, one.other} & keys)
        listed = [self._key_at(n) for n in range(self.total)]
        self.place = listed.index(self._key) if self._key in listed else 0
        self._view.show_list(self)
        self._look()

    def _sieve(self) -> Callable[[RegisterRow], bool]:
        """What an actor must be to be listed, but for the words."""
        wanted, known = self.filter, self.known
        wrong = known.corrections if known is not None else {}
        tests: dict[Shown, Callable[[RegisterRow], bool]] = {
            "all": lambda row: True,
            "speaking": lambda row: row.quotes > 0,
            "silent": lambda row: row.articles == 0,
            "namesakes": lambda row: row.namesake,
            "twins": lambda row: row.actor is not None,
            "no_id": lambda row: row.actor is not None and not row.actor.external_ids,
            "wrong": lambda row: any(one in wrong for one in row.ids),
        }
        test = tests[wanted.shown]
        return lambda row: (not wanted.kind or row.kind == wanted.kind) and test(row)

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return len(self.pairs) if self.filter.shown == "twins" else len(self.rows)

    def _key_at(self, place: int) -> str:
        if self.filter.shown == "twins":
            pair = self.pairs[place]
            return f"{pair.one} {pair.other}"
        return self.rows[place].key

    def line(self, place: int) -> ContextRow | None:
        """A row of the list in words."""
        if not 0 <= place < self.total or self.known is None:
            return None
        if self.filter.shown == "twins":
            return twins_row(self.pairs[place], self.known.register, self._say)
        return actor_row(self.rows[place], self._say)

    def go(self, place: int) -> None:
        """Look at another row."""
        if 0 <= place < self.total:
            self.place = place
            self._look()

    @property
    def pair(self) -> Twins | None:
        """The pair that is looked at, where pairs are listed."""
        return self.pairs[self.place] if self.place < len(self.pairs) else None

    @property
    def row(self) -> RegisterRow | None:
        """The actor that is looked at; the first of a pair."""
        if self.filter.shown == "twins":
            known = self.known
            return known.register.row(self.pair.one) if known and self.pair else None
        return self.rows[self.place] if self.place < len(self.rows) else None

    def actors_at(self, places: list[int]) -> list[Actor]:
        """The actors of some rows of the list; both of a pair."""
        known = self.known
        if known is None:
            return []
        if self.filter.shown == "twins":
            pairs = [self.pairs[n] for n in places if n < len(self.pairs)]
            rows = [known.register.row(one) for pair in pairs for one in (pair.one, pair.other)]
        else:
            rows = [self.rows[n] for n in places if n < len(self.rows)]
        found: dict[str, Actor] = {}
        for row in rows:
            if row is not None:
                found[row.key] = row.actor or known.register.actors[row.ids[0]]
        return list(found.values())

    # The one that is looked at

    def _look(self) -> None:
        project, row = self.project, self.row
        key = self._key_at(self.place) if self.place < self.total else ""
        if key != self._key:
            self._key, self.places = key, None
        self._view.show_actor(self)
        if project is not None and row is not None:
            ids = row.ids
            self._view.look(lambda: read_places(project, ids), self._looked)

    def _looked(self, places: Places) -> None:
        self.places = places
        self._view.show_actor(self)

    def corrections_of(self, row: RegisterRow) -> tuple[Correction, ...]:
        """Where machines took this actor for another, or another for this one."""
        found = self.known.corrections if self.known is not None else {}
        return tuple(one for each in row.ids for one in found.get(each, ()))

    # Changing

    def may_change(self) -> bool:
        """Whether the register can be changed; if not, it is said why."""
        if self.project is not None and self.project.read_only:
            self._view.tell(msg("review.read_only"))
            return False
        return self.project is not None and self.known is not None

    def enter(self, name: str, kind: ActorKind) -> None:
        """Enter somebody new, and look at them."""
        project = self.project
        if project is None:
            return

        def deed() -> Done:
            done, actor = deciding.enter(project, self.annotator, name, kind)
            self._key, self.filter = actor, RegisterFilter()
            return done

        self._now(deed)

    def edit(self, before: Actor, after: Actor) -> None:
        """Change what is said of an actor."""
        project = self.project
        if project is not None:
            self._now(lambda: deciding.edit(project, self.annotator, before, after))

    def _now(self, deed: Callable[[], Done]) -> None:
        try:
            self._did(deed())
        except GuillemetError as error:
            self._view.report(error)
            self.come()

    def carry_out(self, title: str, plan: Callable[[], RegisterPlan]) -> None:
        """Merge or split, with progress.

        Args:
            title: message id of what is being done.
            plan: made anew when it begins, of the project as it is then.
        """
        project, author = self.project, self.annotator
        if project is not None:
            self._view.run_task(
                title,
                lambda told, stopped: deciding.carry_out(project, author, plan(), told, stopped),
                self._did,
            )

    def _did(self, done: Done) -> None:
        if done.step is None:
            self._view.tell(msg("register.nothing_changed"))
            return
        self.touched = True
        what = self._say.say(done.label)
        self._view.tell(msg("register.did", what=what, n=done.items, articles=len(done.articles)))
        self.come()

    def undo(self) -> None:
        """Take the last step of the register back, in all articles."""
        self._again("register.task_undo", deciding.undo, "register.nothing_back")

    def redo(self) -> None:
        """Bring the last step back that was taken back."""
        self._again("register.task_redo", deciding.redo, "register.nothing_forth")

    def _again(self, title: str, deed: Callable[..., Done | None], nothing: str) -> None:
        project, author = self.project, self.annotator
        if project is None or not self.may_change():
            return

        def done(found: Done | None) -> None:
            if found is None:
                self._view.tell(msg(nothing))
                return
            self.touched = True
            name = "register.took_back" if deed is deciding.undo else "register.brought_back"
            if found.left:
                name = "register.back_left"
            self._view.tell(msg(name, what=self._say.say(found.label), n=found.left))
            self.come()

        self._view.run_task(title, lambda told, stopped: deed(project, author, told, stopped), done)

    def differ(self) -> None:
        """Say of the pair that is looked at that they are two."""
        project, pair = self.project, self.pair
        if project is None or not self.may_change():
            return
        if pair is None:
            self._view.tell(msg("register.no_pair"))
            return
        try:
            known = read_distinct(project)
            keep_distinct(project, {*known, frozenset((pair.one, pair.other))})
        except GuillemetError as error:
            self._view.report(error)
            return
        self._view.tell(msg("register.differ_kept"))
        self.come()

    def actor_to_change(self) -> Actor | None:
        """The actor that is looked at; None (and a sentence) for unnamed sources, or nobody."""
        row = self.row
        if row is None or not self.may_change():
            return None
        if row.actor is None:
            self._view.report(UserError(msg("register.unnamed_stay")))
        return row.actor


def _read(project: Project) -> Read:
    known = read_register(project)
    log = deciding.history(project)
    return Read(
        known,
        {},
        (),
        log.done[-1].label if log.done else None,
        log.undone[-1].label if log.undone else None,
    )


def _read_more(project: Project, found: Read) -> Read:
    known = found.register
    return replace(
        found,
        corrections=_by_actor(read_corrections(project, known)),
        twins=likely_twins(known, read_distinct(project)),
    )


def _by_actor(corrections: Iterable[Correction]) -> Mapping[str, tuple[Correction, ...]]:
    """The machine's errors by whom it said, and by who it was."""
    found: dict[str, list[Correction]] = {}
    for one in corrections:
        for actor in {one.said, one.now} - {None}:
            found.setdefault(str(actor), []).append(one)
    return {actor: tuple(each) for actor, each in found.items()}
