"""Whether a model can work here: its spaCy, its language, its libraries, and names that it gives.

Nothing is imported to find out: versions come from the installed packages' own records.
"""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from annotator.model.message import Message, msg
from annotator.prelabel.lexicon import languages
from annotator.prelabel.models.meta import NAMING, ModelMeta

TRANSFORMERS = {
    "transformer": "spacy_transformers",
    "curated_transformer": "spacy_curated_transformers",
}
"""The library of each component that works with a transformer; all of them need torch, too."""
SAFE_TORCH = (2, 6)
"""From this version on torch reads weights without running what a pickle says (shared notes on
NLP, section 6)."""
_CLAUSE = re.compile(r"(>=|<=|==|~=|>|<|\^)?\s*(\d+)\.(\d+)(?:\.(\d+))?")


def obstacle(meta: ModelMeta) -> Message | None:
    """Why a model can never be used here; None if nothing stands in the way."""
    if meta.language not in languages():
        known = ", ".join(languages())
        return msg("models.other_language", name=meta.name, language=meta.language, known=known)
    if not set(meta.components) & set(NAMING):
        return msg("models.no_names", name=meta.name)
    missing = missing_libraries(meta)
    if missing:
        return msg("models.library", name=meta.name, libraries=", ".join(missing))
    torch = installed("torch") if needs_torch(meta) else None
    if torch is not None and torch < SAFE_TORCH:
        return msg("models.old_torch", name=meta.name, least=".".join(map(str, SAFE_TORCH)))
    return None


def missing_libraries(meta: ModelMeta) -> tuple[str, ...]:
    """Libraries that a model with a transformer needs and that are not installed."""
    needed = [library for library in TRANSFORMERS.values() if _asks_for(meta, library)]
    if needed:
        needed.append("torch")
    return tuple(name for name in needed if find_spec(name) is None)


def needs_torch(meta: ModelMeta) -> bool:
    """Whether it works with a transformer."""
    return any(_asks_for(meta, library) for library in TRANSFORMERS.values())


def _asks_for(meta: ModelMeta, library: str) -> bool:
    package = library.replace("_", "-")
    required = any(re.match(rf"{package}\b(?!-)", one) for one in meta.requirements)
    if required:
        return True
    others = any("transformers" in one for one in meta.requirements)
    return not others and any(TRANSFORMERS.get(one) == library for one in meta.components)


def other_spacy(meta: ModelMeta) -> Message | None:
    """That a model was made for another spaCy than is here, by its first two numbers."""
    here = installed("spacy")
    if here is None or fits(meta.spacy_version, here):
        return None
    shown = ".".join(map(str, here))
    return msg("models.other_spacy", name=meta.name, wanted=meta.spacy_version or "?", here=shown)


def fits(wanted: str, here: tuple[int, int]) -> bool:
    """Whether a version, by its first two numbers, is among those wanted (`>=3.8.0,<3.9.0`)."""
    clauses = _CLAUSE.findall(wanted)
    return bool(clauses) and all(_holds(clause, here) for clause in clauses)


def _holds(clause: tuple[str, str, str, str], here: tuple[int, int]) -> bool:
    sign, bound = clause[0], (int(clause[1]), int(clause[2]))
    within = int(clause[3] or 0) > 0  # "<3.8.5" lets some of 3.8 in
    if sign == ">=":
        return here >= bound
    if sign == ">":
        return here >= bound
    if sign == "<":
        return here < bound or (within and here == bound)
    if sign == "<=":
        return here <= bound
    if sign == "^":
        return here[0] == bound[0] and here >= bound
    return here == bound


def installed(library: str) -> tuple[int, int] | None:
    """The first two numbers of an installed library's version; None if it is not there."""
    try:
        found = re.match(r"(\d+)\.(\d+)", version(library))
    except PackageNotFoundError:
        return None
    return (int(found[1]), int(found[2])) if found else None
