"""Changing the scheme of a project: what it would do, doing it in one step, taking it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection

from annotator.identifiers import new_id
from annotator.model.annotation import Annotation
from annotator.model.change import Batch, Change, Work, apply
from annotator.model.ids import ArticleId, BatchId
from annotator.model.items import Item, Mention, Quote, SanctionsReference
from annotator.model.message import UserError, msg
from annotator.model.scheme import Label, Scheme, in_language
from annotator.model.scheme_draft import Draft, Place
from annotator.services.project_reading import chunks
from annotator.services.projects import CHUNK, Project
from annotator.services.schemes import (
    Version,
    kept_version,
    new_version,
    present_scheme,
    scheme_called,
    versions,
)
from annotator.store.repositories import articles, journal, labels, projects, works
from annotator.store.repositories.labels import Use

GROUP = "group"
"""Parameter of a label of the log: the change of the scheme that the batch belongs to."""
What = Literal["added", "renamed", "again", "merged", "retired", "split", "brought_back"]


@dataclass(frozen=True, slots=True)
class LabelEffect:
    """What a draft does to one label, and to how many items in which articles.

    Attributes:
        place: group or attribute.
        what: `again` is a changed meaning: the items are to be looked at again.
        into: id of the label that the items get, if it was merged.
        items: how many carry the label.
        articles: those that they stand in, in the order of lists.
    """

    place: Place
    label: Label
    what: What
    into: str
    items: int
    articles: tuple[ArticleId, ...]


def preview(project: Project, draft: Draft) -> tuple[LabelEffect, ...]:
    """What adopting a draft would do, label by label; nothing is changed.

    Raises:
        GuillemetError: the disk failed.
    """
    return project.ask(lambda connection: tuple(_effects(connection, draft)))


def _effects(connection: Connection, draft: Draft) -> Iterable[LabelEffect]:
    merged = {(place, old): new for place, old, new in draft.moves}
    for place in places(draft.scheme):
        before = {one.id: one for one in Draft.of(draft.base).labels(place)}
        for label in draft.labels(place):
            old = before.get(label.id)
            into = merged.get((place, label.id), "")
            what = _what(old, label, into)
            if what is None:
                continue
            found = uses_of(connection, place, {label.id}) if old else []
            where = tuple(dict.fromkeys(use.article for use in found))
            yield LabelEffect(place, label, what, into, len(found), where)


def _what(old: Label | None, label: Label, into: str) -> What | None:
    if old is None:
        return "added"
    if into:
        return "merged"
    if label.retired and not old.retired:
        return "split" if label.since != old.since else "retired"
    if old.retired and not label.retired:
        return "brought_back"
    if label.since != old.since:
        return "again"
    return "renamed" if (label.name, label.short) != (old.name, old.short) else None


def places(scheme: Scheme) -> tuple[Place, ...]:
    """Everywhere that a scheme has labels: its groups, then its further attributes."""
    groups: list[Place] = [("group", group) for group, _labels in scheme.groups]
    return (*groups, *(("attribute", one.id) for one in scheme.attributes))


def uses_of(connection: Connection, place: Place, ids: Collection[str]) -> list[Use]:
    """The items that carry one of the labels of a place, in the order of articles and texts."""
    if place[0] == "group":
        return labels.uses(connection, place[1], ids)
    return labels.uses(connection, "", ids, place[1])


def adopt(project: Project, draft: Draft, author: str) -> Version:
    """Make a draft the scheme of the project, and give the items of merged labels the new ones.

    All of it is one transaction. The version before stays readable, and so do the items that were
    labelled under it.

    Raises:
        UserError: nothing was changed, or the scheme was changed since the draft was begun.
        GuillemetError: the disk failed; everything is as it was.
    """
    if not draft.changed:
        raise UserError(msg("scheme_edit.nothing"))
    if present_scheme(project) != draft.base:
        raise UserError(msg("scheme_edit.stale"))
    group = new_id()

    def deed(connection: Connection) -> Version:
        ids = _moved_articles(connection, draft)
        for some in chunks(ids, CHUNK):
            _relabel(connection, some, draft, author, group)
        made = new_version(draft.scheme, draft.base.reference, author, group, ids)
        projects.keep_setting(connection, *kept_version(made))
        record = projects.get(connection)
        projects.change_settings(connection, record.language, draft.scheme.reference)
        return made

    return project.change(deed)


def _moved_articles(connection: Connection, draft: Draft) -> tuple[ArticleId, ...]:
    found: dict[ArticleId, None] = {}
    for place, old, _new in draft.moves:
        found |= dict.fromkeys(use.article for use in uses_of(connection, place, {old}))
    return tuple(found)


def _relabel(
    connection: Connection, ids: list[ArticleId], draft: Draft, author: str, group: str
) -> None:
    texts = articles.get_many(connection, ids)
    for article_id, several in works.find(connection, texts).items():
        for annotation in several:
            if annotation.scheme.partition("@")[0] != draft.base.id:
                continue
            changes = tuple(_moved(annotation, draft))
            if not changes:
                continue
            name = in_language(draft.scheme.name, "")
            label = msg("do.scheme", scheme=draft.scheme.reference, name=name, **{GROUP: group})
            batch = Batch(BatchId(new_id()), label, changes)
            _write(connection, batch, Work(annotation), texts[article_id].text, author)


def _write(connection: Connection, batch: Batch, work: Work, text: str, author: str) -> None:
    after = apply(work, batch)
    works.write_batch(connection, batch, after, text)
    owner = after.annotation
    journal.append(connection, batch, author, article=owner.article, annotation=owner.id)


def _moved(annotation: Annotation, draft: Draft) -> Iterable[Change]:
    for item in annotation.items:
        after = relabelled(item, draft)
        if after != item:
            yield Change(item, after)


def relabelled(item: Item, draft: Draft) -> Item:
    """An item with the labels that took the place of merged ones; its version stays."""
    groups: Mapping[str, Mapping[str, str]] = _by_place(draft, "group")

    def new(group: str, label: str) -> str:
        return groups.get(group, {}).get(label, label)

    def maybe(group: str, label: str | None) -> str | None:
        return new(group, label) if label else label

    answers = _by_place(draft, "attribute")
    attributes = tuple(
        (name, answers.get(name, {}).get(value, value)) for name, value in item.attributes
    )
    if isinstance(item, Mention):
        return replace(item, label=maybe("entity_labels", item.label), attributes=attributes)
    if isinstance(item, Quote):
        claim = maybe("claim_types", item.claim_type)
        second = maybe("claim_types", item.claim_secondary)
        return replace(
            item,
            claim_type=claim,
            claim_secondary=None if second == claim else second,
            attributes=attributes,
        )
    assert isinstance(item, SanctionsReference)
    return replace(
        item,
        kind=new("reference_kinds", item.kind),
        status=new("reference_statuses", item.status),
        nil_reason=maybe("nil_reasons", item.nil_reason),
        measures=tuple(dict.fromkeys(new("measures", one) for one in item.measures)),
        attributes=attributes,
    )


def _by_place(draft: Draft, kind: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for place, old, new in draft.moves:
        if place[0] == kind:
            found.setdefault(place[1], {})[old] = new
    return found


def take_back(project: Project, author: str) -> int:
    """Return to the version before the present one; how many items could not be given back.

    Items that were changed since keep what they have; the labels of both versions stay readable.

    Raises:
        UserError: the project made no version of its own, or items have labels that only the
            present one knows; the message names one and counts its items.
        GuillemetError: the disk failed; everything is as it was.
    """
    made = next(iter(versions(project)), None)
    if made is None or not made.before or made.scheme.reference != project.settings.scheme:
        raise UserError(msg("scheme_edit.no_version"))
    before = scheme_called(project, made.before)

    def deed(connection: Connection) -> int:
        _refuse_new_labels(connection, made.scheme, before)
        left = 0
        for some in chunks(made.articles, CHUNK):
            left += _give_back(connection, some, made.group, author)
        projects.forget_setting(connection, kept_version(made)[0])
        record = projects.get(connection)
        projects.change_settings(connection, record.language, made.before)
        return left

    return project.change(deed)


def _refuse_new_labels(connection: Connection, now: Scheme, before: Scheme) -> None:
    then, present = Draft.of(before), Draft.of(now)
    for place in places(now):
        known = {one.id for one in then.labels(place)}
        for label in present.labels(place):
            count = len(uses_of(connection, place, {label.id})) if label.id not in known else 0
            if count:
                raise UserError(msg("scheme_edit.in_use", label=label.id, n=count))


def _give_back(connection: Connection, ids: list[ArticleId], group: str, author: str) -> int:
    left = 0
    texts = articles.get_many(connection, ids)
    for article_id, several in works.find(connection, texts).items():
        for annotation in several:
            for batch in journal.batches(connection, annotation.id):
                if batch.label.values.get(GROUP) != group or batch.undoes:
                    continue
                changes = tuple(
                    change
                    for change in batch.inverse(BatchId("")).changes
                    if isinstance(change.before, Mention | Quote | SanctionsReference)
                    and annotation.item(change.before.id) == change.before
                )
                left += len(batch.changes) - len(changes)
                if changes:
                    back = Batch(BatchId(new_id()), msg("do.scheme_back"), changes)
                    _write(connection, back, Work(annotation), texts[article_id].text, author)
    return left
