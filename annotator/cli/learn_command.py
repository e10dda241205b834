"""The command for learning: what a project's work teaches, taken over where asked."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from concurrent.futures import CancelledError
from typing import Annotated

import typer

from annotator.cli.console import DONE, FAILED, PROBLEMS, Tools, progress, stoppable
from annotator.cli.project_commands import By, Json, ProjectPath, open_project, who
from annotator.messages import Translator
from annotator.model.message import GuillemetError, UserError, msg
from annotator.services import lexicon
from annotator.services.learning import (
    Learned,
    Lesson,
    dismiss,
    learn,
    reset_scores,
    take,
)
from annotator.services.schemes import load_scheme

SCHEME = "diplomacy@1"
"""Whose titles claim types are shown by."""
SHOWN_PLACES = 2
"""Sentences that are shown of each word."""


def learn_from(
    context: typer.Context,
    project: ProjectPath,
    taken: Annotated[bool, typer.Option("--take", help="learning.opt.take")] = False,
    dismissed: Annotated[bool, typer.Option("--dismiss", help="learning.opt.dismiss")] = False,
    words: Annotated[
        list[str] | None, typer.Option("--word", "-w", metavar="WORD", help="learning.opt.word")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="learning.opt.undo")] = False,
    reset: Annotated[bool, typer.Option("--reset", help="learning.opt.reset")] = False,
    by: By = "",
    as_json: Json = False,
    astray: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> int:
    """List what a project's work teaches; take it over, dismiss it, or take the last back."""
    tools: Tools = context.obj
    if astray:
        raise UserError(msg("learning.word_option", word=shlex.quote(astray[0])))
    if taken and dismissed:
        raise UserError(msg("learning.take_or_dismiss"))
    if undo:
        tools.tell(tools.say("learning.undid", did=tools.say.say(lexicon.take_back())))
    if reset:
        tools.tell(tools.say("learning.forgot", n=int(reset_scores().count)))
    for problem in lexicon.problems():
        tools.warn(tools.say.say(problem))
    try:
        with (
            open_project(tools, project, by) as opened,
            progress(tools.say("learning.task")) as move,
            stoppable() as cancelled,
        ):
            found = learn(opened, move, cancelled)
    except CancelledError:
        tools.warn(tools.say("cli.stopped"))
        return FAILED
    chosen = _chosen(found, words)
    known = {one.entry.word for one in chosen}
    missing = [word for word in dict.fromkeys(words or ()) if word not in known]
    for word in missing:
        tools.warn(tools.say("learning.no_such_word", word=word))
    deed = take if taken else dismiss if dismissed else None
    failed = _fails(tools, chosen, deed) if deed is not None else []
    if as_json:
        done = "taken" if taken else "dismissed" if dismissed else ""
        tools.give(_data(found, chosen, failed, done))
    else:
        named, name = bool(words), who(tools, by)
        _tell(tools, found, chosen, failed, name, named=named, taken=taken, dismissed=dismissed)
    return PROBLEMS if failed or missing else DONE


def _fails(tools: Tools, chosen: list[Lesson], deed: Callable[[Lesson], object]) -> list[Lesson]:
    """Take over or dismiss each word; one that cannot be is told, and the others go on."""
    failed = []
    for lesson in chosen:
        try:
            deed(lesson)
        except GuillemetError as error:
            tools.warn(tools.say.say(error.message))
            failed.append(lesson)
    return failed


def _chosen(found: Learned, words: list[str] | None) -> list[Lesson]:
    return [one for one in found.lessons if not words or one.entry.word in words]


def _tell(
    tools: Tools,
    found: Learned,
    chosen: list[Lesson],
    failed: list[Lesson],
    name: str,
    *,
    named: bool,
    taken: bool,
    dismissed: bool,
) -> None:
    say = tools.say
    for one in chosen:
        times = f"{say('learning.times', n=len(one.seen))} "
        times += say("learning.in_articles", n=one.articles)
        tools.tell(say("learning.line", word=one.entry.word, what=_what(one, say), times=times))
        for seen in one.seen[:SHOWN_PLACES]:
            tools.tell(f"    {seen.title}{say('learning.colon')}{seen.around}")
        rest = len(one.seen) - SHOWN_PLACES
        if rest > 0:
            tools.tell(f"    {say('learning.more_places', n=rest)}")
    if not chosen and not named:
        tools.tell(say("learning.nothing_by", name=name))
    elif chosen and (taken or dismissed):
        done = "learning.all_taken" if taken else "learning.all_dismissed"
        tools.tell(say(done, n=len(chosen) - len(failed)))
    if found.dismissed:
        tools.tell(say("learning.were_dismissed", n=len(found.dismissed)))


def _what(lesson: Lesson, say: Translator) -> str:
    """What a word would be; of a verb, with the claim type that is written to the lexicon."""
    words = say(f"learning.{lesson.deed}.{lesson.entry.kind}")
    label = load_scheme(SCHEME).label("claim_types", lesson.entry.claim)
    return f"{words} · {label.title(say.language)}" if label else words


def _data(
    found: Learned, chosen: list[Lesson], failed: list[Lesson], done: str
) -> dict[str, object]:
    return {
        "lessons": [
            {
                "deed": one.deed,
                "language": one.language,
                "kind": one.entry.kind,
                "word": one.entry.word,
                "claim": one.entry.claim,
                "done": "" if one in failed else done,
                "seen": [
                    {
                        "article": seen.article,
                        "title": seen.title,
                        "start": seen.start,
                        "end": seen.end,
                        "around": seen.around,
                    }
                    for seen in one.seen
                ],
            }
            for one in chosen
        ],
        "dismissed": len(found.dismissed),
        "sources": [
            {
                "component": one.component,
                "reason": one.reason,
                "decided": one.decided,
                "right": one.right,
                "before": round(one.before, 3),
                "after": round(one.after, 3),
            }
            for one in found.sources
        ],
    }
