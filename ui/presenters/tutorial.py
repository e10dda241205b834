"""Tutorial: which step the learner is at, what it says, and what was right or is still wrong.

No Qt here: a view shows the sheet and keeps what was reached. The steps are judged in
`annotator.services.tutorial_checks`; here they are put into words with the keys as they are bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from annotator.messages import Translator
from annotator.model.checks import extent
from annotator.model.items import Item, Mention
from annotator.model.message import Message, Param
from annotator.services.annotating import Session
from annotator.services.tutorial import Lesson, lesson_of
from annotator.services.tutorial_checks import (
    AT_FIRST,
    AT_SECOND,
    GONE,
    LASTING,
    STEPS,
    Look,
    Verdict,
    slip,
)
from ui.presenters.tutorial_words import Sheet, Tone, cited, filling

ORDER = tuple(STEPS)
END = "end"
NOTICED = frozenset({"view.palette", "walk.list"})
"""The actions that steps ask for and that leave no trace in the work."""
PLACES: Mapping[str, tuple[str, str]] = {
    "move": ("first", "first"),
    "accept": ("first", "first"),
    "undo": ("first", "first"),
    "reject": ("friend", "friend"),
    "ends": ("file", "file"),
    "unnamed": ("file", "file"),
    "join": ("piece", "second"),
    "same": ("piece", "piece"),
    "claim": ("piece", "piece"),
    "speaker": ("denial", "denial"),
    "reference": ("", "regulation"),
    "doubt": ("file", "file"),
}
"""Of a step with a place: the words whose item is selected, and the words that are shown."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Where a step is: the item to select, if there is one, and the stretch to look at."""

    item: Item | None
    start: int
    end: int


class TutorialView(Protocol):
    """What the tutorial needs of the window."""

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show the panel; None hides it."""

    def keep_tutorial(self, kept: Mapping[str, str]) -> None:
        """Keep what was reached, for the next start."""


class Tutorial:
    """One learner at the steps; it follows the open article by itself."""

    def __init__(
        self, view: TutorialView, say: Translator, keys: Mapping[str, str], kept: Mapping[str, str]
    ) -> None:
        """Start with nothing shown.

        Args:
            view: shows and keeps.
            say: the reader's language.
            keys: the first shortcut of each action as it is bound; empty for none.
            kept: what was reached before, as `keep_tutorial` got it.
        """
        self._view, self._say, self._keys = view, say, keys
        self.kept = {str(name): str(value) for name, value in kept.items()}
        self._lesson: Lesson | None = None
        self.session: Session | None = None
        self._facts: set[str] = set()
        self._seen: object = None
        self._held = False
        self._offering = False
        self._said: tuple[Tone, str] = ("way", "")
        self._slip: Message | None = None

    # What is there

    @property
    def on(self) -> bool:
        """Whether the open article is the tutorial's."""
        return self._lesson is not None

    @property
    def shown(self) -> bool:
        """Whether the panel is to be seen."""
        return self._offering or (self.on and not self._get("hidden"))

    @property
    def step(self) -> str:
        """The step that the learner is at; `end` after the last."""
        at = self._get("at")
        return at if at in (*ORDER, END) else ORDER[0]

    def _get(self, name: str) -> str:
        return self.kept.get(f"{self._lesson.language}.{name}", "") if self._lesson else ""

    def _put(self, **values: str) -> None:
        if self._lesson is not None:
            for name, value in values.items():
                self.kept[f"{self._lesson.language}.{name}"] = value
            self._view.keep_tutorial(self.kept)

    # The article

    def follow(self, session: Session | None, *, offer: bool = False) -> None:
        """Take up the open article; `offer` the tutorial where another one is open, once."""
        self._offering = offer and "offered" not in self.kept
        if session is not self.session:
            self.session = session
            self._lesson = lesson_of(session.article.id) if session is not None else None
            self._facts, self._said, self._held = set(), ("way", ""), False
            if self.on and self.session is not None:
                self._seen = self.session.annotation
                self._go_on(quiet=True)
        self._show()

    def look(self, selected: Item | None) -> None:
        """Something was selected or done: judge the step anew."""
        if self.session is None or self._lesson is None:
            return
        before = set(self._facts)
        self._note(selected)
        changed = self.session.annotation is not self._seen or self._facts != before
        self._seen = self.session.annotation
        if changed:
            self._held = False
        self._judge(changed=changed)

    def noticed(self, action_id: str) -> None:
        """An action was carried out."""
        if self.on and action_id in NOTICED - self._facts:
            self._facts.add(action_id)
            self._judge(changed=True)

    def _note(self, selected: Item | None) -> None:
        """Remember what leaves no trace in the work."""
        look = self._look()
        if self.step == "move" and _is_at(selected, look.place("piece")):
            self._facts.add(AT_SECOND)
        elif self.step == "move" and _is_at(selected, look.place("first")):
            self._facts |= {AT_FIRST} if AT_SECOND in self._facts else set()
        if self.step == "undo" and look.quote("first") is None and not look.waits("first"):
            self._facts.add(GONE)

    def _look(self) -> Look:
        assert self.session is not None
        assert self._lesson is not None
        return Look(self.session, self._lesson, self._say.language, frozenset(self._facts))

    # Judging

    def _verdict(self, step: str) -> Verdict:
        return STEPS[step](self._look())

    def _ticked(self, step: str) -> bool:
        """Whether a step was done and is right still."""
        return self._get(step) == "done" and (step in LASTING or self._verdict(step).done)

    def _judge(self, *, changed: bool) -> None:
        step = self.step
        if step != END and not self._held:
            verdict, fresh = self._verdict(step), self._fresh_slip()
            if verdict.done:
                self._go_on()
            elif changed and fresh is not None and step not in ("accept", "undo"):
                self._tell("wrong", fresh)
            elif verdict.said is not None and changed:
                self._tell("wrong" if verdict.wrong else "way", verdict.said)
            elif changed:
                self._told_beside(step)
        elif changed:
            self._told_beside(step)
        self._show()

    def _fresh_slip(self) -> Message | None:
        """A slip that was not there before the last change."""
        before, self._slip = self._slip, slip(self._look())
        return self._slip if self._slip != before else None

    def _told_beside(self, step: str) -> None:
        """What the last change did that is not the step's own matter: a slip, or something lost."""
        self._said = ("way", "")
        wrong = slip(self._look()) if step != "undo" else None
        if wrong is not None:
            self._tell("wrong", wrong)
            return
        lost = [one for one in ORDER if self._get(one) == "done" and not self._ticked(one)]
        if lost and not (step == "undo" and lost == ["accept"]):
            number, title = ORDER.index(lost[0]) + 1, self._say(f"tutorial.step.{lost[0]}.title")
            words = self._words("tutorial.broken", number=number, title=title)
            self._said = ("wrong", words)

    def _go_on(self, *, quiet: bool = False) -> None:
        """Tick the step, and go to the next that is not done; several may be done at once."""
        praise = ""
        while self.step != END and self._verdict(self.step).done:
            praise = self._words(f"tutorial.done.{self.step}")
            self._put(**{self.step: "done", "at": _after(self.step)})
        if not quiet and praise:
            self._said = ("right", praise)
        if self.step == END:
            return
        verdict = self._verdict(self.step)
        if verdict.wrong and verdict.said is not None:
            self._tell("wrong", verdict.said)
        elif not praise:
            self._first_words()

    def _first_words(self) -> None:
        """Say how far one is, where a step begins in the middle."""
        verdict = self._verdict(self.step)
        self._said = ("way", "")
        if verdict.said is not None and not verdict.done and not verdict.wrong:
            self._tell("way", verdict.said)

    # What the learner asks for

    def hint(self) -> None:
        """Say more about the step."""
        if self.on and self.step != END:
            self._said = ("hint", self._words(f"tutorial.step.{self.step}.hint"))
            self._show()

    def skip(self) -> None:
        """Leave the step as it is, and go to the next."""
        if not self.on or self.step == END:
            return
        step = self.step
        ways = {"at": _after(step)} if self._get(step) == "done" else {step: "skipped"}
        self._put(**{"at": _after(step), **ways})
        self._held, self._said = False, ("way", "")
        if self.step != END:
            self._go_on()
        self._show()

    def back(self) -> None:
        """Go to the nearest earlier step that is not right; else to the one before."""
        if not self.on:
            return
        here = ORDER.index(self.step) if self.step != END else len(ORDER)
        earlier = ORDER[:here]
        if not earlier:
            return
        undone = [one for one in earlier if not self._ticked(one)]
        self._put(at=undone[-1] if undone else earlier[-1])
        self._held = self._ticked(self.step)
        self._first_words()
        self._show()

    def again(self) -> None:
        """Begin at the first step; the view has taken the annotation back."""
        if self._lesson is None:
            return
        prefix = f"{self._lesson.language}."
        for name in [one for one in self.kept if one.startswith(prefix)]:
            del self.kept[name]
        self._facts, self._said, self._held = set(), ("way", ""), False
        self._put(at=ORDER[0])
        self._show()

    def hide(self) -> None:
        """Put the panel away, or say no to the offer; the place is kept."""
        if self._offering:
            self.answered()
        else:
            self._put(hidden="yes")
        self._show()

    def come(self) -> None:
        """Show the panel again."""
        if self._get("hidden"):
            self._put(hidden="")
        self._show()

    def answered(self) -> None:
        """The offer was taken or refused: it is not made again."""
        self._offering = False
        if "offered" not in self.kept:
            self.kept["offered"] = "yes"
            self._view.keep_tutorial(self.kept)

    def place(self) -> Jump | None:
        """Where the step is in the text."""
        if self.step not in PLACES or self.session is None or self._lesson is None:
            return None
        selected, shown = PLACES[self.step]
        look = self._look()
        if self.step == "join" and self._second_is_there(look):
            shown = "insisted"
        item = None
        if selected:
            at = look.place(selected)
            found = [one for one, _ in self.session.shown_items() if _is_at(one, at)]
            item = next(iter(found), None)
        return Jump(item, *look.place(shown))

    def _second_is_there(self, look: Look) -> bool:
        quote = look.quote("piece")
        return quote is not None and len(quote.segments) > 1

    # Words

    def _show(self) -> None:
        self._view.show_sheet(self.sheet() if self.shown else None)

    def sheet(self) -> Sheet:
        """What the panel shows now."""
        if self._offering:
            return Sheet(
                "offer", self._words("tutorial.offer.title"), self._words("tutorial.offer")
            )
        tone, said = self._said
        ticks = sum(self._ticked(one) for one in ORDER)
        if self.step == END:
            rest = [one for one in ORDER if not self._ticked(one)]
            title = self._words("tutorial.end.part" if rest else "tutorial.end.title")
            learnt = self._words("tutorial.end.learnt")
            if rest:
                names = " · ".join(self._say(f"tutorial.step.{one}.title") for one in rest)
                learnt = self._words("tutorial.end.left", names=names)
            following = self._words("tutorial.end.next")
            return Sheet(
                "end", title, learnt, following, len(ORDER), ticks=ticks, said=said, tone=tone,
                going_back=bool(rest),
            )  # fmt: skip
        step = f"tutorial.step.{self.step}"
        return Sheet(
            "step",
            self._words(f"{step}.title"),
            self._words(f"{step}.do"),
            self._words(f"{step}.why"),
            ORDER.index(self.step) + 1,
            ticks=ticks,
            said=said,
            tone=tone,
            going_back=self.step != ORDER[0],
            looking_back=self._held,
            has_place=self.step in PLACES,
        )

    def _tell(self, tone: Tone, message: Message) -> None:
        values = message.values
        if "cited" in values:
            values["cited"] = cited(self._say, str(values["cited"]))
        self._said = (tone, self._words(message.id, **values))

    def _words(self, message_id: str, **more: Param) -> str:
        values = filling(self._say, self._keys, self._lesson, self.session)
        return self._say(message_id, **{**values, **more})


def _after(step: str) -> str:
    place = ORDER.index(step) + 1
    return ORDER[place] if place < len(ORDER) else END


def _is_at(item: Item | None, place: tuple[int, int]) -> bool:
    """Whether a quote or a reference lies over these words; names in them do not count."""
    if item is None or isinstance(item, Mention):
        return False
    first, last = extent(item)
    return first < place[1] and place[0] < last
