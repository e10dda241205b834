"""Asking the chosen models for the names of a text; only in the process that pre-highlights."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from annotator.model.message import GuillemetError, msg
from annotator.prelabel.evidence import NO_EVIDENCE, Evidence, ModelChoice, ModelEntity
from annotator.prelabel.models.labels import LabelMap, label_map
from annotator.prelabel.models.limits import READ_SECONDS, ends_process_after
from annotator.prelabel.models.loading import LoadedModel, load_folder, load_package
from annotator.prelabel.models.own import load_own
from annotator.prelabel.models.refusal import ModelRefused

PIECE = 10_000
"""Code points that a model is given at once; a text is parted at line ends."""
_AT_ONCE = 32
"""Pieces in a batch of spaCy's."""


def evidence_of(text: str, language: str, choice: ModelChoice) -> Evidence:
    """What the chosen models say of a text. The first call for a model loads it: seconds.

    Args:
        text: the article's text.
        language: of the article; models for another are not asked.
        choice: which models.

    Raises:
        ModelRefused: a model cannot or may not be used; the message says which and why.
        GuillemetError: the person's own file on models cannot be read.
    """
    if not any(code == language for code, _ in (*choice.packages, *choice.folders)):
        return NO_EVIDENCE
    own = load_own()
    labels = label_map(own)
    found: list[ModelEntity] = []
    for code, name in choice.packages:
        if code == language:
            found += names_of(load_package(name, own), text, labels)
    for code, path in choice.folders:
        if code == language:
            found += names_of(load_folder(Path(path), own), text, labels)
    return Evidence(entities=tuple(found))


def names_of(model: LoadedModel, text: str, labels: LabelMap) -> list[ModelEntity]:
    """The names that one model finds in a text, with our labels; dropped and unknown are left out.

    Raises:
        ModelRefused: it fails on this text.
    """
    places = list(pieces(text))
    try:
        return list(_asked(model, text, places, labels))
    except GuillemetError:
        raise
    except Exception as error:  # foreign code: whatever goes wrong in it is told by name
        why = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        raise ModelRefused(msg("models.failed", name=model.id, why=why)) from error


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where a text is parted for a model: at a line end, else at a space, else anywhere."""
    start = 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


def _asked(
    model: LoadedModel, text: str, places: list[tuple[int, int]], labels: LabelMap
) -> Iterator[ModelEntity]:
    limit = READ_SECONDS * max(1, len(places))
    with nullcontext() if model.trusted else ends_process_after(limit):
        docs = model.language.pipe(
            (text[start:end] for start, end in places), batch_size=_AT_ONCE, n_process=1
        )
        for (start, _), doc in zip(places, docs, strict=True):
            for name in doc.ents:
                label = labels.label(name.label_)
                if label is not None:
                    begin, end = start + name.start_char, start + name.end_char
                    yield ModelEntity(begin, end, label, model.id)
