"""Which trained pipelines are installed beside the program: found by their records, not imported.

A package that holds a spaCy pipeline announces it as an entry point of the group `spacy_models`.
Importing it would run its code; here its files are only looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from annotator.model.message import Message, msg
from annotator.prelabel.lexicon import languages
from annotator.prelabel.models.meta import ModelMeta, read_meta
from annotator.prelabel.models.needs import obstacle, other_spacy
from annotator.prelabel.models.refusal import ModelRefused

GROUP = "spacy_models"


@dataclass(frozen=True, slots=True)
class FoundModel:
    """An installed pipeline, or one in a folder.

    Attributes:
        name: of the package, or the folder's path: what a `ModelChoice` holds.
        folder: where its files are; None if they were not found.
        meta: None if it could not be read.
        size: of its files, in bytes.
        trouble: why it cannot be used, whatever the person says.
        doubt: why the person must confirm it first.
    """

    name: str
    folder: Path | None
    meta: ModelMeta | None
    size: int = 0
    trouble: Message | None = None
    doubt: Message | None = None

    @property
    def language(self) -> str:
        """Of the articles that it is for; that of its name where it does not say."""
        return self.meta.language if self.meta else self.name.partition("_")[0]


def installed_models() -> tuple[FoundModel, ...]:
    """Every pipeline for a language that has word lists, by name; none of them is imported."""
    found: dict[str, FoundModel] = {}
    for point in entry_points(group=GROUP):
        model = _look_at(point)
        if model.language in languages():
            found.setdefault(point.name, model)
    return tuple(found[name] for name in sorted(found))


def installed_model(name: str) -> FoundModel:
    """One installed pipeline by the name of its package.

    Raises:
        ModelRefused: there is none of this name for a language that has word lists.
    """
    for model in installed_models():
        if model.name == name:
            return model
    raise ModelRefused(msg("models.not_installed", name=name))


def described(name: str, folder: Path) -> FoundModel:
    """The pipeline in a folder, as far as its meta.json tells."""
    try:
        meta = read_meta(folder)
    except ModelRefused as error:
        return FoundModel(name, folder, None, trouble=error.message)
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return FoundModel(name, folder, meta, size, obstacle(meta), other_spacy(meta))


def _look_at(point: EntryPoint) -> FoundModel:
    package = _package_folder(point)
    if package is None:
        missing = msg("models.files_missing", name=point.name)
        return FoundModel(point.name, None, None, trouble=missing)
    return described(point.name, _pipeline_folder(package))


def _package_folder(point: EntryPoint) -> Path | None:
    """Where the package of an entry point lies."""
    if point.dist is not None:
        beside = Path(str(point.dist.locate_file(point.module.replace(".", "/"))))
        if beside.is_dir():
            return beside
    if "." in point.module:
        return None  # asking for a package below another would import that one
    spec = find_spec(point.module)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _pipeline_folder(package: Path) -> Path:
    """The folder with the pipeline's files: below the package, named with its version."""
    return next(_below(package), package)


def _below(package: Path) -> Iterator[Path]:
    for folder in sorted(package.iterdir()):
        if folder.is_dir() and (folder / "config.cfg").is_file():
            yield folder
