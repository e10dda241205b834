"""What a person's decisions say of the sources of suggestions, kept for the next articles.

They are counted anew for each project as a whole, so that counting twice changes nothing; a person
can have them forgotten. Where: `learning/decisions.json` in the configuration folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from annotator.learning.confidence import Confidence, Source, Tally, component_of, measured
from annotator.model.annotation import Annotation, Decision, Proposals, Suggestion
from annotator.model.items import Item, Mention, Quote
from annotator.model.message import EnvironmentTrouble, UserError, msg
from annotator.settings import config_place

SAME = 0.5
"""Share of common characters (Jaccard) from which on an edited quote is the one proposed."""
Tallies = Mapping[Source, Tally]
_BETWEEN = " "
"""Parts component and reason in the file; neither has a space."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decisions by project.

    Attributes:
        projects: the decisions found in each project when it was last counted, by its id.
        forgotten: how many of them no longer count.
    """

    projects: Mapping[str, Tallies] = field(default_factory=dict)
    forgotten: Mapping[str, Tallies] = field(default_factory=dict)

    def with_project(self, project: str, tallies: Tallies) -> Decided:
        """The same with a project counted anew."""
        return replace(self, projects={**self.projects, project: dict(tallies)})

    def reset(self) -> Decided:
        """None of the decisions made so far count any longer."""
        return replace(self, forgotten=self.projects)

    def by_source(self) -> dict[Source, Tally]:
        """The decisions that count, over all projects."""
        found: dict[Source, Tally] = {}
        for project, tallies in self.projects.items():
            gone = self.forgotten.get(project, {})
            for source, tally in tallies.items():
                less = gone.get(source, Tally())
                count = max(0.0, tally.count - less.count)
                right = min(count, max(0.0, tally.right - less.right))
                found[source] = found.get(source, Tally()).both(Tally(count, right))
        return {source: tally for source, tally in found.items() if tally.count}


def judged_by_people(
    annotation: Annotation, proposals: Proposals
) -> Iterator[tuple[Suggestion, bool]]:
    """Each suggestion that an annotation decided on, and whether it was right.

    Accepted is right, rejected is wrong. An edited quote or reference is right if it still stands
    where it was proposed, an edited name if span and label are the proposed ones.
    """
    known = {one.id: one for one in proposals.suggestions}
    items = {one.id: one for one in annotation.items}
    for decision in annotation.decisions:
        suggestion = known.get(decision.suggestion)
        if suggestion is not None:
            kept = items.get(decision.item) if decision.item else None
            yield suggestion, _right(decision, suggestion.item, kept)


def _right(decision: Decision, proposed: Item, kept: Item | None) -> bool:
    if decision.verdict != "edited" or kept is None:
        return decision.verdict == "accepted"
    if isinstance(proposed, Mention) and isinstance(kept, Mention):
        return (proposed.span, proposed.label) == (kept.span, kept.label)
    one, other = _characters(proposed), _characters(kept)
    return len(one & other) >= SAME * len(one | other)


def _characters(item: Item) -> set[int]:
    if isinstance(item, Quote):
        return {at for span in item.segments for at in range(span.start, span.end)}
    return set(range(item.span.start, item.span.end)) if item.span else set()


def count_decisions(
    found: dict[Source, Tally], annotation: Annotation, proposals: Proposals
) -> None:
    """Add how often suggestions of each source were judged by an annotation, and were right."""
    for suggestion, right in judged_by_people(annotation, proposals):
        source = component_of(suggestion.source), suggestion.reason.id
        found[source] = found.get(source, Tally()).plus(float(right))


def decisions_file() -> Path:
    """Where decisions are kept; it need not be there."""
    return config_place() / "learning" / "decisions.json"


def load_decided() -> Decided:
    """The decisions as they were last counted.

    Raises:
        UserError: the file is damaged.
    """
    path = decisions_file()
    try:
        data = json.loads(path.read_text("utf-8"))
        return Decided(_tallies(data["projects"]), _tallies(data["forgotten"]))
    except FileNotFoundError:
        return Decided()
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise UserError(msg("learning.decisions_damaged", file=str(path), why=why)) from error


def save_decided(decided: Decided) -> None:
    """Keep decisions; the old file stands until the new one is whole.

    Raises:
        EnvironmentTrouble: the folder cannot be written.
    """
    path = decisions_file()
    data = {"projects": _plain(decided.projects), "forgotten": _plain(decided.forgotten)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        new.replace(path)
    except OSError as error:
        why = error.strerror or str(error)
        raise EnvironmentTrouble(msg("learning.not_written", file=str(path), why=why)) from error


def _plain(projects: Mapping[str, Tallies]) -> dict[str, dict[str, list[float]]]:
    return {
        project: {_BETWEEN.join(source): [one.count, one.right] for source, one in tallies.items()}
        for project, tallies in projects.items()
    }


def _tallies(data: Any) -> dict[str, Tallies]:
    out: dict[str, Tallies] = {}
    for project, rows in data.items():
        found: dict[Source, Tally] = {}
        for key, (count, right) in rows.items():
            component, reason = key.split(_BETWEEN)
            found[component, reason] = Tally(float(count), float(right))
        out[project] = found
    return out


_seen: list[tuple[tuple[Path, int, int], Confidence]] = []
"""What was looked at last (file, time of change, size), and what it says."""


def confidence_now() -> Confidence:
    """What is known of the sources: the counts that ship and the decisions as they are kept now.

    A damaged file counts as none here; `load_decided` says what is wrong with it.
    """
    path = decisions_file()
    try:
        state = path.stat()
        now = path, state.st_mtime_ns, state.st_size
    except OSError:
        return Confidence(measured())
    if not _seen or _seen[0][0] != now:
        try:
            decided = load_decided().by_source()
        except UserError:
            decided = {}
        _seen[:] = [(now, Confidence(measured(), decided))]
    return _seen[0][1]
