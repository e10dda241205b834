"""RegisterPlace: joins the register of actors with its panel, its questions and the texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from annotator.messages import Translator
from annotator.model.items import Actor
from annotator.model.message import GuillemetError, Message, msg
from annotator.services.register import Correction, Place, Places, by_month, read_titles
from annotator.services.register_deciding import Told
from annotator.services.register_plans import RegisterPlan, plan_merge, plan_split
from ui.action_set import first_keys
from ui.dialogs.actor import ask_actor, ask_new_actor
from ui.dialogs.actor_merge import ask_merge
from ui.dialogs.actor_split import ask_split
from ui.panels.register import RegisterPanel
from ui.presenters.context_rows import ContextRow
from ui.presenters.register import RegisterDesk
from ui.presenters.register_rows import (
    correction_row,
    ids_line,
    numbers,
    place_row,
    role_words,
)
from ui.workers.latest import Latest

if TYPE_CHECKING:
    from ui.window import Window


class RegisterPlace(QObject):
    """The place, its register and its keys."""

    def __init__(self, window: Window) -> None:
        """Make the panel and connect it."""
        super().__init__(window)
        self._window = window
        self.desk = RegisterDesk(self, window.say)
        self._quotes, self._mentions = Places(()), Places(())
        self._wrong: tuple[Correction, ...] = ()
        self.panel = RegisterPanel(window.say, self.desk.line, self._detail_row, window.main)
        self.panel.set_keys(first_keys(window.frame.settings.keys))
        self._reading = Latest(self._failed, self)
        self._looking = Latest(window.report, self)
        listed = self.panel.list
        self.deeds: dict[str, Callable[[], object]] = {
            "register.new": self.new,
            "register.edit": self.edit,
            "register.merge": self.merge,
            "register.split": self.split,
            "register.differ": self.desk.differ,
            "decide.undo": self.desk.undo,
            "decide.redo": self.desk.redo,
            "walk.next_quote": partial(listed.step, 1),
            "walk.previous_quote": partial(listed.step, -1),
            "walk.leave": lambda: window.places.go("annotate"),
            "view.text": self._to_text,
            "view.filter": lambda: self.panel.words.setFocus(),
        }
        self._connect()

    def _connect(self) -> None:
        panel, run = self.panel, self._window.run
        panel.filter_changed.connect(self.desk.sift)
        panel.list.moved.connect(self.desk.go)
        panel.list.chosen.connect(lambda _place: self._into_detail())
        panel.detail.chosen.connect(self._show_in_text)
        for button, action in (
            (panel.new, "register.new"),
            (panel.undo, "decide.undo"),
            (panel.redo, "decide.redo"),
            (panel.detail.buttons["edit"], "register.edit"),
            (panel.detail.buttons["merge"], "register.merge"),
            (panel.detail.buttons["split"], "register.split"),
            (panel.detail.buttons["differ"], "register.differ"),
        ):
            button.clicked.connect(lambda _on=False, one=action: run(one))

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._reading.busy or self._looking.busy

    def come(self) -> None:
        """Show the register as the project is now."""
        self.panel.show_filter(self.desk.filter)
        self.desk.come()

    def stop(self) -> None:
        """Wait until nothing is read any more."""
        self._reading.stop()
        self._looking.stop()

    def _failed(self, error: GuillemetError) -> None:
        self._window.report(error)
        self.desk.failed()

    # What the register asks for

    def read(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read everybody on another thread."""
        self._reading.run(work, done)

    def look(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Read what points to an actor on another thread."""
        self._looking.run(work, done)

    def run_task(
        self,
        title: str,
        work: Callable[[Told, Callable[[], bool]], Any],
        done: Callable[[Any], object],
    ) -> None:
        """Do long work with progress and a way to stop it."""
        self._window.tasks.run(title, work, done)

    def show_list(self, desk: RegisterDesk) -> None:
        """Show the actors that are listed, and which is looked at."""
        pairs = desk.filter.shown == "twins"
        self.panel.show_filter(desk.filter)
        self.panel.show_count(desk.total, desk.place, pairs=pairs, reading=desk.reading)
        known = desk.known
        self.panel.show_steps(known.undo if known else None, known.redo if known else None)
        self._window.allow()

    def show_actor(self, desk: RegisterDesk) -> None:
        """Show who is looked at: first who it is, then what points to them."""
        say, row, detail = self._window.say, desk.row, self.panel.detail
        places = desk.places or Places(())
        self._quotes, self._mentions = places.of_type("quote"), places.of_type("mention")
        self._wrong = desk.corrections_of(row) if row is not None else ()
        named = row is not None and row.actor is not None
        detail.allow(there=row is not None, named=named, pairs=desk.pair is not None)
        if row is None:
            detail.show_words("", "", "")
            return
        about = [role_words(row.actor, say)] if row.actor is not None else []
        detail.show_words(
            row.name,
            "\n".join(part for part in (*about, numbers(row, say)) if part),
            _more(row.actor, say),
        )
        counts = {
            "quotes": len(self._quotes),
            "mentions": len(self._mentions),
            "wrong": len(self._wrong),
        }
        detail.show_lists(counts)
        detail.show_claims(by_month(self._quotes), desk.scheme)

    def tell(self, message: Message) -> None:
        """Say something that needs no answer."""
        self._window.tell(message)

    def report(self, error: GuillemetError) -> None:
        """Say what went wrong."""
        self._window.report(error)

    # The actor that is looked at

    def _detail_row(self, name: str, place: int) -> ContextRow | None:
        scheme, say = self.desk.scheme, self._window.say
        if scheme is None:
            return None
        if name == "wrong":
            known = self._wrong
            return correction_row(known[place], scheme, say) if place < len(known) else None
        places = self._quotes if name == "quotes" else self._mentions
        return place_row(places[place], scheme, say) if place < len(places) else None

    def _into_detail(self) -> None:
        self.panel.detail.tabs.currentWidget().setFocus()

    def _to_text(self) -> None:
        """Show the present item of the list that has the focus, else that of the shown list."""
        lists = self.panel.detail.lists
        shown = self.panel.detail.tabs.currentWidget()
        for name, listed in lists.items():
            if listed is shown and listed.model().rowCount():
                self._show_in_text(name, max(0, listed.place))

    def _show_in_text(self, name: str, place: int) -> None:
        lists: dict[str, Sequence[Place | Correction]] = {
            "quotes": self._quotes,
            "mentions": self._mentions,
            "wrong": self._wrong,
        }
        found = lists[name]
        if place < len(found):
            one = found[place]
            self._window.places.show_text(one.article, one.start, one.end, one.item)

    # Changing

    def new(self) -> None:
        """Ask who is new, and enter them."""
        if self.desk.may_change():
            answer = ask_new_actor(self._window.say, self._called, self._window.main)
            if answer is not None:
                self.desk.enter(*answer)

    def _called(self, name: str) -> tuple[Actor, ...]:
        known = self.desk.known
        return known.register.called(name) if known is not None and name.strip() else ()

    def edit(self) -> None:
        """Ask what the register is to say of the actor that is looked at."""
        actor = self.desk.actor_to_change()
        if actor is not None:
            answer = ask_actor(self._window.say, actor, self._called, self._window.main)
            if answer is not None:
                self.desk.edit(actor, answer)

    def merge(self) -> None:
        """Ask how the chosen actors become one, and make them so."""
        project, desk = self.desk.project, self.desk
        if project is None or not desk.may_change():
            return
        actors = desk.actors_at(self.panel.list.chosen_places)
        if len(actors) < 2:
            self.tell(msg("register.merge_two"))
            return
        if any(one.kind == "unnamed_source" for one in actors):
            self.tell(msg("register.merge_unnamed"))
            return

        def plan_of(kept: Actor, others: Sequence[Actor], result: Actor) -> RegisterPlan:
            return plan_merge(project, kept, others, result)

        titles = read_titles(project, [one.id for one in actors])
        answer = ask_merge(self._window.say, actors, titles, plan_of, self._window.main)
        if answer is not None:
            desk.carry_out("register.task_merge", lambda: plan_of(*answer))

    def split(self) -> None:
        """Ask which items of the actor mean somebody else, and give them to that one."""
        project, desk = self.desk.project, self.desk
        actor = desk.actor_to_change()
        if project is None or actor is None or desk.known is None:
            return
        if not desk.places:
            self.tell(msg("register.split_nothing"))
            return
        others = [row.actor for row in desk.known.register.rows if row.actor is not None]
        answer = ask_split(self._window.say, actor, desk.places, others, self._window.main)
        if answer is not None:
            items, to, new = answer
            desk.carry_out(
                "register.task_split", lambda: plan_split(project, actor, items, to, new=new)
            )


def _more(actor: Actor | None, say: Translator) -> str:
    """Aliases, ids and notes, each under its name."""
    if actor is None:
        return say("register.unnamed_more")
    parts = (
        ("register.also", ", ".join(actor.aliases)),
        ("register.ids", ids_line(actor)),
        ("register.noted", actor.notes),
    )
    return "\n".join(say(name, words=words) for name, words in parts if words)
