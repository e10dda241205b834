"""Limits for the figures of an evaluation: a TOML file of what is least and most accepted.

[least]                     # better when higher
quotes = 0.80
"entities.PER" = 0.85
[most]                      # better when lower
edits = 20
"error.quotes-fr@1" = 0.15
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.message import Message, UserError, msg
from annotator.quality.figures import Summary, flat

TABLES = ("least", "most")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is accepted, by the names of `annotator.quality.figures.flat`."""

    file: Path
    least: Mapping[str, float]
    most: Mapping[str, float]


def read_limits(file: Path) -> Limits:
    """Read a file of limits.

    Raises:
        UserError: it is missing, no TOML, or says something other than numbers for figures.
    """
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        why = error.strerror or str(error)
        raise UserError(msg("evaluate.unreadable", file=str(file), why=why)) from error
    except ValueError as error:
        raise UserError(msg("evaluate.not_toml", file=str(file), why=str(error))) from error
    if unknown := sorted(set(data) - set(TABLES)):
        raise UserError(
            msg("evaluate.no_table", file=str(file), name=unknown[0], known=", ".join(TABLES))
        )
    return Limits(file, *(_numbers(file, data.get(name, {}), name) for name in TABLES))


def _numbers(file: Path, table: Any, name: str) -> dict[str, float]:
    if not isinstance(table, dict):
        raise UserError(msg("evaluate.no_number", file=str(file), name=name))
    for figure, value in table.items():
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if not number or not math.isfinite(value):
            raise UserError(msg("evaluate.no_number", file=str(file), name=f"{name}.{figure}"))
    return table


def broken(limits: Limits, summary: Summary) -> tuple[Message, ...]:
    """The limits that the figures break, each as a sentence.

    Raises:
        UserError: a limit is for a figure that there is none of.
    """
    figures = flat(summary)
    for name in (*limits.least, *limits.most):
        if name not in figures:
            known = ", ".join(figures)
            raise UserError(
                msg("evaluate.no_figure", file=str(limits.file), name=name, known=known)
            )
    return tuple(_broken(limits, figures))


def _broken(limits: Limits, figures: Mapping[str, float]) -> Iterator[Message]:
    for name, least in limits.least.items():
        if figures[name] < least:
            yield msg("evaluate.under", name=name, value=f"{figures[name]:.3f}", limit=f"{least:g}")
    for name, most in limits.most.items():
        if figures[name] > most:
            yield msg("evaluate.over", name=name, value=f"{figures[name]:.3f}", limit=f"{most:g}")
