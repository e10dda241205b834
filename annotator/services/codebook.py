"""The codebook at work: examples taken from the corpus, and items to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from annotator.model.ids import ArticleId
from annotator.model.scheme import Label, Scheme, Texts, version_of
from annotator.model.scheme_draft import Draft, Place
from annotator.services.projects import Project
from annotator.services.scheme_editing import places, uses_of
from annotator.services.schemes import kept_version, new_version, present_scheme, versions


def add_example(
    project: Project,
    place: Place,
    label_id: str,
    example: tuple[str, str],
    author: str,
    *,
    counter: bool = False,
) -> Scheme:
    """Put words of the corpus into the codebook as an example, or as one of what a label is not.

    Examples change no meaning: the version stays the same.

    Args:
        project: whose codebook.
        place: group or attribute of the label.
        label_id: the label.
        example: language and words.
        author: who puts it there.
        counter: whether it is a counter-example.

    Raises:
        UserError: there is no such label.
        GuillemetError: the disk failed.
    """
    now = present_scheme(project)
    draft = Draft.of(now)
    label = draft.label(place, label_id)
    if example in (label.counter_examples if counter else label.examples):
        return now
    with_it = (
        replace(label, counter_examples=(*label.counter_examples, example))
        if counter
        else replace(label, examples=(*label.examples, example))
    )
    scheme = replace(draft.change(place, with_it, meaning=False).scheme, version=now.version)
    _keep_examples(project, scheme, author)
    return scheme


def remove_example(
    project: Project,
    place: Place,
    label_id: str,
    example: tuple[str, str],
    author: str,
    *,
    counter: bool = False,
) -> Scheme:
    """Take an example, or a counter-example, out of the codebook again.

    Raises:
        UserError: there is no such label.
        GuillemetError: the disk failed.
    """
    now = present_scheme(project)
    draft = Draft.of(now)
    label = draft.label(place, label_id)
    without = (
        replace(label, counter_examples=_but(label.counter_examples, example))
        if counter
        else replace(label, examples=_but(label.examples, example))
    )
    scheme = replace(draft.change(place, without, meaning=False).scheme, version=now.version)
    _keep_examples(project, scheme, author)
    return scheme


def _but(texts: Texts, example: tuple[str, str]) -> Texts:
    return tuple(one for one in texts if one != example)


def _keep_examples(project: Project, scheme: Scheme, author: str) -> None:
    kept = next((one for one in versions(project) if one.scheme.version == scheme.version), None)
    made = kept or new_version(scheme, "", author, "")
    project.keep_setting(*kept_version(replace(made, scheme=scheme)))


@dataclass(frozen=True, slots=True)
class Again:
    """An item to look at again: its label got another meaning since it was given.

    Attributes:
        under: version of the scheme that it was labelled under.
        start: where it begins, in code points.
    """

    place: Place
    label: Label
    article: ArticleId
    annotator: str
    item: str
    under: str
    start: int


def to_look_at_again(project: Project) -> tuple[Again, ...]:
    """The items whose labels got another meaning since, or were split, label by label.

    Raises:
        GuillemetError: the disk failed.
    """
    scheme = present_scheme(project)
    return project.ask(lambda connection: tuple(_again(connection, scheme)))


def _again(connection: Connection, scheme: Scheme) -> Iterable[Again]:
    draft = Draft.of(scheme)
    for place in places(scheme):
        for label in draft.labels(place):
            if label.since < 2 or label.merged_into:
                continue
            for use in uses_of(connection, place, {label.id}):
                name, version = version_of(use.scheme)
                if name == scheme.id and version < label.since:
                    yield Again(
                        *(place, label, use.article, use.annotator, use.item, use.scheme, use.start)
                    )
