"""The command for learning: what a project's work teaches, taken over where asked."""

from __future__ import annotations

from concurrent.futures import CancelledError
from typing import Annotated

import typer

from annotator.cli.console import DONE, FAILED, PROBLEMS, Tools, progress, stoppable
from annotator.cli.project_commands import By, Json, ProjectPath, open_project, who
from annotator.model.message import UserError, msg
from annotator.services import lexicon
from annotator.services.learning import (
    Learned,
    Lesson,
    dismiss,
    learn,
    reset_scores,
    take,
)

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
) -> int:
    """List what a project's work teaches; take it over, dismiss it, or take the last back."""
    tools: Tools = context.obj
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
    for lesson in chosen if taken or dismissed else ():
        if taken:
            take(lesson)
        else:
            dismiss(lesson)
    if as_json:
        tools.give(_data(found, chosen, "taken" if taken else "dismissed" if dismissed else ""))
    else:
        _tell(tools, found, chosen, who(tools, by), taken=taken, dismissed=dismissed)
    return PROBLEMS if words and len(chosen) < len(words) else DONE


def _chosen(found: Learned, words: list[str] | None) -> list[Lesson]:
    return [one for one in found.lessons if not words or one.entry.word in words]


def _tell(
    tools: Tools, found: Learned, chosen: list[Lesson], name: str, *, taken: bool, dismissed: bool
) -> None:
    say = tools.say
    for one in chosen:
        times = f"{say('learning.times', n=len(one.seen))} "
        times += say("learning.in_articles", n=one.articles)
        what = say(f"learning.{one.deed}.{one.entry.kind}")
        tools.tell(say("learning.line", word=one.entry.word, what=what, times=times))
        for seen in one.seen[:SHOWN_PLACES]:
            tools.tell(f"    {seen.title}{say('learning.colon')}{seen.around}")
    if not chosen:
        tools.tell(say("learning.nothing_by", name=name))
    elif taken or dismissed:
        tools.tell(say("learning.all_taken" if taken else "learning.all_dismissed", n=len(chosen)))
    if found.dismissed:
        tools.tell(say("learning.were_dismissed", n=found.dismissed))


def _data(found: Learned, chosen: list[Lesson], done: str) -> dict[str, object]:
    return {
        "lessons": [
            {
                "deed": one.deed,
                "language": one.language,
                "kind": one.entry.kind,
                "word": one.entry.word,
                "claim": one.entry.claim,
                "done": done,
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
        "dismissed": found.dismissed,
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
