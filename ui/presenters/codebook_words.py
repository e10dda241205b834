"""What the window of the codebook says: its list, the preview, the versions. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.messages import Translator
from annotator.model.message import Message, msg
from annotator.model.scheme import Label, Scheme, examples_in, in_language
from annotator.model.scheme_draft import Draft, Place
from annotator.model.text import short
from annotator.services.projects import Project
from annotator.services.scheme_editing import LabelEffect, places
from annotator.services.schemes import Version
from ui.presenters.codebook import Codebook, Spot
from ui.presenters.when import shown_moment

EFFECT_HEADS = ("label", "change", "items", "articles")
VERSION_HEADS = ("version", "made", "author")
_TITLES = 2
"""Articles that the preview names for each label; the others are counted."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list of labels.

    Attributes:
        heading: it is a group or a question, not a label.
        retired: shown paler.
    """

    spot: Spot
    words: str
    key: str = ""
    colour: str = ""
    heading: bool = False
    retired: bool = False


def lines(book: Codebook, say: Translator) -> tuple[Line, ...]:
    """The list of groups, questions and their labels, in the order of the codebook."""
    found: list[Line] = []
    for place in book.places:
        found.append(_heading(book, place, say))
        found += [_line(book, Spot(place, one.id), one, say) for one in book.draft.labels(place)]
    return tuple(found)


def _heading(book: Codebook, place: Place, say: Translator) -> Line:
    words = place_words(book.draft.scheme, place, say)
    attribute = book.draft.scheme.attribute(place[1]) if place[0] == "attribute" else None
    retired = attribute is not None and attribute.retired
    if retired:
        words = say("codebook.line.retired", name=words)
    return Line(Spot(place), words, heading=True, retired=retired)


def _line(book: Codebook, spot: Spot, label: Label, say: Translator) -> Line:
    name = label.title(say.language)
    if label.merged_into:
        into = next(
            (one for one in book.draft.labels(spot.place) if one.id == label.merged_into), None
        )
        words = say(
            "codebook.line.merged", name=name, into=into.title(say.language) if into else ""
        )
    elif label.retired:
        words = say("codebook.line.retired", name=name)
    elif book.draft.is_new(spot.place, label.id):
        words = say("codebook.line.new", name=name)
    elif book.asks(spot) and book.answer(spot) is None:
        words = say("codebook.line.asks", name=name)
    else:
        words = name
    return Line(spot, words, label.key.upper(), label.colour, retired=label.retired)


def place_words(scheme: Scheme, place: Place, say: Translator) -> str:
    """The name of a group, or a question with what it is asked of."""
    if place[0] == "group":
        return say(f"codebook.group.{place[1]}")
    attribute = scheme.attribute(place[1])
    if attribute is None:
        return place[1]
    name = in_language(attribute.name, say.language)
    return say("codebook.question", name=name, of=say(f"codebook.of.{attribute.of}"))


def about(book: Codebook, say: Translator) -> str:
    """What a person may want to know of the chosen line beside its fields."""
    label, attribute = book.label, book.attribute
    if label is not None:
        return say("codebook.about.label", id=label.id, version=str(label.since))
    if attribute is not None:
        return say("codebook.about.question", id=attribute.id)
    return say("codebook.about.group")


@dataclass(frozen=True, slots=True)
class Effects:
    """What a preview shows: a row for each label, and the sentence above them."""

    rows: tuple[tuple[str, ...], ...]
    words: str


def effects(
    project: Project, draft: Draft, found: Sequence[LabelEffect], say: Translator
) -> Effects:
    """The table of a preview, with the titles of articles; reads them from the project."""
    rows = tuple(_effect(project, draft, one, say) for one in found)
    items = sum(one.items for one in found if one.what == "merged")
    again = sum(one.items for one in found if one.what in ("again", "split"))
    words = [say("codebook.preview.merged", n=items)] if items else []
    words += [say("codebook.preview.again", n=again)] if again else []
    return Effects(rows, " ".join(words) or say("codebook.preview.none"))


def _effect(project: Project, draft: Draft, one: LabelEffect, say: Translator) -> tuple[str, ...]:
    into = ""
    if one.into:
        into = draft.label(one.place, one.into).title(say.language)
    titles = [project.article_state(article).title for article in one.articles[:_TITLES]]
    where = ", ".join(short(title, 40) for title in titles)
    if len(one.articles) > _TITLES:
        where = say("codebook.preview.more", titles=where, n=len(one.articles) - _TITLES)
    change = say(f"codebook.effect.{one.what}", into=into)
    return (one.label.title(say.language), change, str(one.items), where)


def adopted(version: Version, again: int) -> Message:
    """What is said when a draft was adopted."""
    name = version.scheme.reference
    return msg("codebook.adopted_again" if again else "codebook.adopted", scheme=name, n=again)


def version_rows(found: Iterable[Version], say: Translator) -> list[tuple[str, ...]]:
    """The table of versions."""
    return [
        (one.scheme.reference, shown_moment(one.made, say.language), one.author) for one in found
    ]


def readable(scheme: Scheme, say: Translator) -> str:
    """A whole codebook as Markdown."""
    out = [f"## {in_language(scheme.name, say.language)} – {scheme.reference}"]
    first: Place = ("group", "claim_types")
    for place in sorted(places(scheme), key=lambda one: one != first):
        labels = Draft.of(scheme).labels(place)
        named = place[0] == "attribute" or say.knows(f"codebook.group.{place[1]}")
        if labels and named:
            out.append(f"## {place_words(scheme, place, say)}")
            out += [part for label in labels for part in _article(label, say)]
    return "\n\n".join(out)


def _article(label: Label, say: Translator) -> list[str]:
    language = say.language
    key = f" ({label.key.upper()})" if label.key else ""
    retired = f" – {say('codebook.retired')}" if label.retired else ""
    out = [f"### {_plain(label.title(language))}{key}{retired}"]
    for field, texts in (("definition", label.definition), ("rule", label.rule)):
        words = in_language(texts, language)
        out += [f"**{say(f'codebook.field.{field}')}** {_plain(words)}"] if words else []
    for field, texts in (
        ("examples", label.examples),
        ("counter_examples", label.counter_examples),
    ):
        several = examples_in(texts, language)
        if several:
            out.append(f"**{say(f'codebook.{field}')}**")
            out.append("\n".join(f"- {_plain(one)}" for one in several))
    return out


def _plain(words: str) -> str:
    """Words in which no sign means anything to Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)
