"""Schemes: those that ship, and the versions that a project made of them."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from annotator.exporters.atomic import replacing_file
from annotator.learning.toml_text import toml_text
from annotator.model.ids import ArticleId
from annotator.model.message import UserError, msg
from annotator.model.scheme import GROUPS, Scheme, version_of
from annotator.model.scheme_form import scheme_from_data, scheme_to_data
from annotator.services.projects import Project

LARGEST = 4 * 1024 * 1024
"""Bytes that a scheme file may have."""
_KEPT = "scheme/"
"""In front of the reference, the name under which a project keeps a version of its own."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a scheme that a project made.

    Attributes:
        before: reference of the version that it was made from.
        made: when (ISO 8601, UTC).
        author: who made it.
        group: names the step in the logs of the articles whose items it relabelled.
        articles: those articles.
    """

    scheme: Scheme
    before: str
    made: str
    author: str
    group: str
    articles: tuple[ArticleId, ...] = ()


@cache
def load_scheme(reference: str) -> Scheme:
    """The scheme called `id@version` that ships.

    Raises:
        UserError: no scheme of this name and version ships, or its file is not sound.
    """
    name, _, version = reference.partition("@")
    source = files("resources") / "schemes" / f"{name}.toml"
    if name not in scheme_names():
        raise UserError(msg("scheme.unknown", scheme=reference, known=", ".join(scheme_names())))
    scheme = read_scheme(source.read_text("utf-8"), source.name)
    if version and version != str(scheme.version):
        raise UserError(msg("scheme.version", scheme=reference, there=scheme.reference))
    return scheme


@cache
def scheme_names() -> tuple[str, ...]:
    """The names of the schemes that ship, in order."""
    folder = files("resources") / "schemes"
    return tuple(
        sorted(found.name[:-5] for found in folder.iterdir() if found.name.endswith(".toml"))
    )


def read_scheme(text: str, source: str) -> Scheme:
    """Read a scheme file. Groups that it leaves out are those of the scheme in `extends`.

    Args:
        text: the TOML.
        source: the file's name, for errors.

    Raises:
        UserError: it is no TOML, or not a scheme; the message names file and field.
    """
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UserError(msg("scheme.not_toml", file=source, why=str(error))) from error
    base = data.pop("extends", None)
    if base is None:
        return scheme_from_data(data, source)
    if not isinstance(base, str) or base == data.get("id"):
        raise UserError(msg("scheme.bad_field", file=source, field="extends"))
    known = scheme_to_data(load_scheme(base))
    return scheme_from_data({**{group: known[group] for group in GROUPS}, **data}, source)


def read_scheme_file(path: Path) -> Scheme:
    """Read a scheme file from anywhere.

    Raises:
        UserError: it cannot be read, or is not a scheme; the message names file and field.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise UserError(msg("scheme.too_large", file=path.name))
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UserError(msg("scheme.unreadable", file=str(path), why=str(error))) from error
    except UnicodeDecodeError as error:
        raise UserError(msg("scheme.not_utf8", file=path.name)) from error
    return read_scheme(text, path.name)


def write_scheme_file(scheme: Scheme, path: Path, heading: str) -> None:
    """Write a scheme as a file that can be shared, whole or not at all.

    Args:
        scheme: what is written.
        path: where; a file there is replaced.
        heading: a comment for its top.

    Raises:
        GuillemetError: it cannot be written.
    """
    text = toml_text(scheme_to_data(scheme), heading, "id")
    with replacing_file(path) as target:
        target.write_text(text, "utf-8")


def scheme_called(project: Project, reference: str) -> Scheme:
    """A version of a scheme that the project made, or one that ships.

    Raises:
        UserError: neither knows it.
    """
    kept = project.setting(f"{_KEPT}{reference}")
    return _version(kept).scheme if kept else load_scheme(reference)


class Schemes:
    """The schemes of a project, each read once: for work on many articles."""

    def __init__(self, project: Project) -> None:
        """Read nothing yet."""
        self._project = project
        self._known: dict[str, Scheme] = {}

    def working(self, reference: str) -> Scheme:
        """The scheme to work with on an annotation that was begun under `reference`.

        Raises:
            UserError: the project does not have it, and it does not ship.
        """
        if reference not in self._known:
            self._known[reference] = scheme_for(self._project, reference)
        return self._known[reference]


def present_scheme(project: Project) -> Scheme:
    """The scheme that the project works with.

    Raises:
        UserError: the project does not have it, and it does not ship.
    """
    return scheme_called(project, project.settings.scheme)


def scheme_for(project: Project, reference: str) -> Scheme:
    """The scheme to work with on an annotation that was begun under `reference`.

    That is the project's present version, if both are versions of the same scheme.

    Raises:
        UserError: the project does not have it, and it does not ship.
    """
    now = project.settings.scheme
    return scheme_called(
        project, now if version_of(now)[0] == version_of(reference)[0] else reference
    )


def versions(project: Project) -> tuple[Version, ...]:
    """The versions of its present scheme that the project made, the newest first."""
    name = version_of(project.settings.scheme)[0]
    found = [_version(value) for value in project.settings_under(f"{_KEPT}{name}@").values()]
    return tuple(sorted(found, key=lambda one: -one.scheme.version))


def newest(project: Project, reference: str) -> str:
    """The newest version that a project has of the scheme of a reference; at least that itself."""
    name, version = version_of(reference)
    kept = project.settings_under(f"{_KEPT}{name}@")
    numbers = (version_of(one.removeprefix(_KEPT))[1] for one in kept)
    return f"{name}@{max((version, *numbers))}"


def kept_version(version: Version) -> tuple[str, dict[str, Any]]:
    """Name and value under which a project keeps a version."""
    return f"{_KEPT}{version.scheme.reference}", {
        "scheme": scheme_to_data(version.scheme),
        "before": version.before,
        "made": version.made,
        "author": version.author,
        "group": version.group,
        "articles": list(version.articles),
    }


def new_version(
    scheme: Scheme, before: str, author: str, group: str, articles: tuple[ArticleId, ...] = ()
) -> Version:
    """A version made now."""
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    return Version(scheme, before, now, author, group, articles)


def _version(value: dict[str, Any]) -> Version:
    return Version(
        scheme_from_data(value["scheme"], "projet"),
        value["before"],
        value["made"],
        value["author"],
        value["group"],
        tuple(ArticleId(one) for one in value["articles"]),
    )
