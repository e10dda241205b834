"""Schemes that come from a file: as the next version of the project's own, or as another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from annotator.identifiers import new_id
from annotator.model.message import UserError, msg
from annotator.model.scheme import (
    OPEN_GROUPS,
    Attribute,
    Group,
    Label,
    Scheme,
    version_of,
)
from annotator.model.scheme_draft import Draft, Moves, Place
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import (
    kept_version,
    load_scheme,
    new_version,
    scheme_called,
    scheme_names,
)
from annotator.store.repositories import projects


def brought(base: Scheme, other: Scheme) -> Draft:
    """A draft that makes a scheme from a file the next version of the present one.

    Labels that the file does not have are retired, for items may carry them; those that it merged
    are merged here, too. What the program itself rests on stays as it is.

    Raises:
        UserError: the file is one of another scheme.
    """
    if other.id != base.id:
        raise UserError(msg("scheme.other_id", there=other.id, here=base.id))
    draft = Draft.of(base)
    version = draft.scheme.version
    groups: list[tuple[Group, tuple[Label, ...]]] = []
    for group, labels in base.groups:
        opened = group in OPEN_GROUPS
        groups.append(
            (group, _joined(labels, other.all_labels(group), version) if opened else labels)
        )
    scheme = replace(
        draft.scheme,
        name=other.name,
        groups=tuple(groups),
        attributes=_joined_attributes(base.attributes, other.attributes, version),
    )
    return replace(draft, scheme=scheme, moves=_moves(base, scheme))


def _joined(before: tuple[Label, ...], now: tuple[Label, ...], version: int) -> tuple[Label, ...]:
    known = {one.id: one for one in before}
    brought_in = tuple(
        replace(one, since=known[one.id].since if one.id in known else version) for one in now
    )
    named = {one.id for one in now}
    gone = tuple(replace(one, retired=True) for one in before if one.id not in named)
    return (*brought_in, *gone)


def _joined_attributes(
    before: tuple[Attribute, ...], now: tuple[Attribute, ...], version: int
) -> tuple[Attribute, ...]:
    known = {one.id: one for one in before}
    brought_in = tuple(
        replace(
            one,
            of=known[one.id].of if one.id in known else one.of,
            labels=_joined(known[one.id].labels if one.id in known else (), one.labels, version),
        )
        for one in now
    )
    named = {one.id for one in now}
    return (*brought_in, *(replace(one, retired=True) for one in before if one.id not in named))


def _moves(base: Scheme, scheme: Scheme) -> Moves:
    """Which labels of `base` were merged in `scheme`, each into the one that it ends in."""
    draft, before = replace(Draft.of(base), scheme=scheme), Draft.of(base)
    places: list[Place] = [("group", group) for group, _labels in scheme.groups]
    places += [("attribute", one.id) for one in scheme.attributes]
    moves: list[tuple[Place, str, str]] = []
    for place in places:
        by_id = {one.id: one for one in draft.labels(place)}
        for old in before.labels(place):
            seen, end = {old.id}, by_id[old.id]
            while end.merged_into in by_id and end.merged_into not in seen:
                end = by_id[end.merged_into]
                seen.add(end.id)
            if end.id != old.id and not end.retired and old.merged_into != end.id:
                moves.append((place, old.id, end.id))
    return tuple(moves)


def work_with(project: Project, scheme: Scheme, author: str) -> Scheme:
    """Have a project work with a scheme of another name from now on; it is kept in the project.

    Articles that were begun under another scheme stay under that one. A version of this name that
    the project has already with other labels stays, too; then the new one is one version later.

    Raises:
        UserError: the scheme is a version of the one that the project works with.
        GuillemetError: the disk failed; everything is as it was.
    """
    if version_of(project.settings.scheme)[0] == scheme.id:
        raise UserError(msg("scheme.same_id", name=scheme.id))
    return _begin(project, scheme, author)


def create_project(
    path: Path, name: str, language: str, reference: str, own: Scheme | None, author: str
) -> Project:
    """Make a project that works with a shipped scheme, or with one from a file.

    Raises:
        GuillemetError: it cannot be made there; then there is none.
    """
    project = Project.create(path, name, ProjectSettings(language, reference), author)
    if own is not None:
        _begin(project, own, author)
    return project


def _begin(project: Project, scheme: Scheme, author: str) -> Scheme:
    present = project.settings
    kept = _free(project, scheme)
    ships = kept.id in scheme_names() and load_scheme(kept.id) == kept

    def deed(connection: Connection) -> None:
        if not ships:
            made = new_version(kept, "", author, new_id())
            projects.keep_setting(connection, *kept_version(made))
        projects.change_settings(connection, present.language, kept.reference)

    project.change(deed)
    return kept


def _free(project: Project, scheme: Scheme) -> Scheme:
    """The scheme under a version that stands for no other labels."""
    while True:
        try:
            there = scheme_called(project, scheme.reference)
        except UserError:
            return scheme
        if there == scheme:
            return scheme
        scheme = replace(scheme, version=scheme.version + 1)
