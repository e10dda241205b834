"""Runs the pre-highlighting over thousands of mutilated articles: none may make it fail.

`python -m benchmarks.crash [N]`: counts, and what went wrong. An article fails if the pass raises,
if a span is not what the text has there, if something points to what is not there, or if what was
proposed cannot be written to a line of guillemet-jsonl/1 and read back (where its text may stand
in one at all).
"""

from __future__ import annotations

import importlib.util
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from annotator.identifiers import new_id
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Proposals
from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.characters import forbidden_character
from annotator.model.ids import ArticleId
from annotator.model.interchange import read_line, write_line
from annotator.model.items import Mention, Quote, SanctionsReference, item_spans
from annotator.prelabel.evidence import NO_EVIDENCE, Evidence, Label, ModelEntity
from annotator.prelabel.pipeline import propose
from benchmarks.workload import text_of

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "en")
WORDS = 500
SHOWN = 5
"""Failures that are told in full."""
Mutilation = Callable[[str, random.Random], str]

_MARKS = "«»“”„‹›\"'’‘()[]—–-,;:.!?"
_ODD = "\u00a0\u202f\u200b\u2028\u00ad\u0301\u200f\ufeff\ufffd\x00\x0b\x1f😀👩🏽‍🚀𝒜éßİıſǅΣς中你ﷺ"


def as_it_is(text: str, _rng: random.Random) -> str:
    """The text itself."""
    return text


def without_marks(text: str, rng: random.Random) -> str:
    """A mark in two is gone."""
    return "".join(one for one in text if one not in _MARKS or rng.random() < 0.5)


def with_double_marks(text: str, rng: random.Random) -> str:
    """A mark in two stands there two or three times."""
    return "".join(one * rng.choice((1, 1, 2, 3)) if one in _MARKS else one for one in text)


def with_other_marks(text: str, rng: random.Random) -> str:
    """Every mark is another one."""
    return "".join(rng.choice(_MARKS) if one in _MARKS else one for one in text)


def with_odd_signs(text: str, rng: random.Random) -> str:
    """Signs of every kind stand between the letters."""
    return "".join(one + rng.choice(_ODD) if rng.random() < 0.05 else one for one in text)


def with_windows_ends(text: str, _rng: random.Random) -> str:
    """Lines end as on Windows."""
    return text.replace("\n", "\r\n")


def without_spaces(text: str, _rng: random.Random) -> str:
    """One word from beginning to end."""
    return re.sub(r"\s+", "", text)


def shuffled(text: str, rng: random.Random) -> str:
    """The same words in any order."""
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)


def in_capitals(text: str, rng: random.Random) -> str:
    """In capitals or in small letters throughout."""
    return text.upper() if rng.random() < 0.5 else text.lower()


def cut(text: str, rng: random.Random) -> str:
    """From anywhere to anywhere."""
    start, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
    return text[start:end]


MUTILATIONS: tuple[Mutilation, ...] = (
    as_it_is, without_marks, with_double_marks, with_other_marks, with_odd_signs,
    with_windows_ends, without_spaces, shuffled, in_capitals, cut,
)  # fmt: skip


@dataclass
class Tally:
    """What a run saw.

    Attributes:
        articles: by the name of the mutilation.
        failures: what went wrong, with the seed of the article.
        suggestions: how many were made.
        slowest: seconds for the slowest article, in CPU time.
    """

    articles: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    suggestions: int = 0
    slowest: float = 0.0


def run(count: int, first: int = 1) -> Tally:
    """Read so many articles; the same numbers give the same articles.

    Args:
        count: how many.
        first: seed of the first one.
    """
    make, tally = _maker(), Tally()
    for seed in range(first, first + count):
        rng = random.Random(seed)
        mutilate = MUTILATIONS[seed % len(MUTILATIONS)]
        article = article_with(mutilate(make(seed), rng), LANGUAGES[rng.random() < 0.3])
        evidence = _evidence(article.text, rng) if rng.random() < 0.3 else NO_EVIDENCE
        began = time.process_time()
        try:
            found = propose(article, None, evidence)
            check(article, found)
        except Exception as error:  # noqa: BLE001  # to find these is what this is for
            tally.failures.append(f"{seed} {mutilate.__name__}: {type(error).__name__}: {error}")
        else:
            tally.suggestions += len(found.suggestions)
        tally.slowest = max(tally.slowest, time.process_time() - began)
        tally.articles[mutilate.__name__] += 1
    return tally


def check(article: Article, found: Proposals) -> None:
    """Hold proposals to what everything else relies on.

    Raises:
        AssertionError: a pointer leads nowhere, or the line comes back otherwise.
        GuillemetError: a span is not what the text has there.
    """
    actors = {one.id for one in found.actors}
    mentions = {one.item.id for one in found.suggestions if isinstance(one.item, Mention)}
    quotes = {one.item.id for one in found.suggestions if isinstance(one.item, Quote)}
    for one in found.suggestions:
        for _, span in item_spans(one.item):
            span.check(article.text)
        _hold(set(one.actors) <= actors, "an actor that is not proposed")
        _hold(0.0 <= one.score <= 1.0, "a score that is none")
        if isinstance(one.item, Quote):
            pointed = {who.mention for who in one.item.speakers if who.mention}
            _hold(pointed <= mentions, "a mention that is not proposed")
        if isinstance(one.item, SanctionsReference):
            _hold(set(one.item.quotes) <= quotes, "a quote that is not proposed")
    if not article.text.strip() or forbidden_character(article.text) is not None:
        return  # an import mends or refuses such a text
    line = AnnotatedArticle(article, None, False, (), found)
    back = read_line(write_line(line).encode())
    _hold(back.proposals == found, "a line that comes back otherwise")


def _hold(true: bool, else_: str) -> None:
    if not true:
        raise AssertionError(else_)


def _maker() -> Callable[[int], str]:
    """Makes the text of a number: of the shared workload where it stands beside the project."""
    shared = Path(os.environ.get("GUILLEMET_SHARED", PROJECT.parent / "shared"))
    path = shared / "workload" / "make_workload.py"
    spec = importlib.util.spec_from_file_location("make_workload", path)
    if not path.is_file() or spec is None or spec.loader is None:
        paragraphs = text_of(20 * WORDS).split("\n")
        return lambda seed: "\n".join(random.Random(seed).sample(paragraphs, 12))
    workload = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(workload)
    return lambda seed: str(workload.article(seed, seed, WORDS, WORDS // 8)["text"])


def article_with(text: str, language: str) -> Article:
    """An article of this text."""
    meta = Metadata(language=language)
    return Article(ArticleId(new_id()), text, "Essai", text_sha256(text), meta=meta)


def _evidence(text: str, rng: random.Random) -> Evidence:
    """Names that a bad model might see: anywhere, of any length."""
    labels: Mapping[int, Label] = {0: "PER", 1: "ORG", 2: "LOC", 3: "MISC"}
    names: list[ModelEntity] = []
    at = 0
    while at < len(text):
        start = at + rng.randrange(1, 60)
        at = min(len(text), start + rng.randrange(1, 25))
        if start < at:
            names.append(ModelEntity(start, at, labels[rng.randrange(4)], "essai@1"))
    return Evidence(entities=tuple(names))


def said(tally: Tally) -> Iterator[str]:
    """What a run saw, line by line."""
    for name, count in sorted(tally.articles.items()):
        yield f"{name}: {count}"
    total = sum(tally.articles.values())
    yield f"{total} articles, {tally.suggestions} suggestions, {len(tally.failures)} failures"
    yield f"slowest article: {tally.slowest * 1000:.0f} ms of CPU time, line and checks included"
    yield from tally.failures[:SHOWN]


def main(count: Annotated[int, typer.Argument(help="How many articles.")] = 10_000) -> None:
    """Read mutilated articles, and tell what made the pass fail."""
    tally = run(count)
    sys.stdout.write("\n".join(said(tally)) + "\n")
    raise typer.Exit(1 if tally.failures else 0)


if __name__ == "__main__":
    typer.run(main)
