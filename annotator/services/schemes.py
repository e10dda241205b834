"""The schemes that ship: read from `resources/schemes`, kept for the life of the program."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from annotator.model.message import UserError, msg
from annotator.model.scheme import Scheme, scheme_from_data


@cache
def load_scheme(reference: str) -> Scheme:
    """The scheme called `id@version`.

    Raises:
        UserError: no scheme of this name and version ships, or its file is not sound.
    """
    name, _, version = reference.partition("@")
    source = files("resources") / "schemes" / f"{name}.toml"
    if not source.is_file():
        raise UserError(msg("scheme.unknown", scheme=reference, known=", ".join(scheme_names())))
    try:
        scheme = scheme_from_data(tomllib.loads(source.read_text("utf-8")), source.name)
    except tomllib.TOMLDecodeError as error:
        raise UserError(msg("scheme.not_toml", file=source.name, why=str(error))) from error
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
