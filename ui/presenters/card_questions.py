"""The row of the open card on the further questions of the scheme, and what can be answered."""

from __future__ import annotations

from typing import cast

from annotator.model.codec import item_name
from annotator.model.items import Item
from annotator.model.scheme import Attribute, ItemKind, in_language
from annotator.services.annotating import Session
from ui.margin.choices import AttributeChosen
from ui.presenters.card_context import Context
from ui.presenters.card_values import Entry, Row
from ui.presenters.options import Option

_BETWEEN = "/"
"""Stands between question and answer in the id of an option; ids of neither have it."""


def question_rows(context: Context, item: Item) -> tuple[Row, ...]:
    """One row with every question and its answer; none where the scheme asks nothing."""
    asked = _asked(context.session, item)
    if not asked:
        return ()
    entries = tuple(_entry(context, item, one) for one in asked)
    title, key = context.say("margin.row.questions"), context.keys.get("questions", "")
    return (Row("questions", title, key=key, entries=entries),)


def _entry(context: Context, item: Item, attribute: Attribute) -> Entry:
    language = context.language
    question = in_language(attribute.name, language)
    answer = dict(item.attributes).get(attribute.id)
    if answer is None:
        return Entry(context.say("questions.open", question=question))
    label = attribute.label(answer)
    words = label.title(language) if label else answer
    return Entry(
        context.say("questions.answered", question=question, answer=words),
        remove=AttributeChosen(item.id, attribute.id, None),
        remove_hint=context.say("questions.remove", question=question),
    )


def question_options(session: Session, item: Item, language: str) -> tuple[Option, ...]:
    """The answers to every question about an item, each question as the heading of its own.

    A key that an earlier question has already is not offered a second time.
    """
    found: list[Option] = []
    keys: set[str] = set()
    answers = dict(item.attributes)
    for attribute in _asked(session, item):
        heading = in_language(attribute.name, language)
        for label in (one for one in attribute.labels if not one.retired):
            key = label.key.upper()
            words = (in_language(label.definition, language), in_language(label.rule, language))
            found.append(
                Option(
                    f"{attribute.id}{_BETWEEN}{label.id}",
                    label.title(language),
                    key="" if key in keys else key,
                    definition="\n".join(one for one in words if one),
                    current=answers.get(attribute.id) == label.id,
                    heading=heading,
                )
            )
            keys.add(key)
            heading = ""
    return tuple(found)


def question_choice(item: Item, option: str) -> AttributeChosen:
    """What choosing an option says; an answer chosen once more is taken away."""
    attribute, _, answer = option.partition(_BETWEEN)
    same = dict(item.attributes).get(attribute) == answer
    return AttributeChosen(item.id, attribute, None if same else answer)


def _asked(session: Session, item: Item) -> tuple[Attribute, ...]:
    return session.scheme.asked_of(cast(ItemKind, item_name(item)))
