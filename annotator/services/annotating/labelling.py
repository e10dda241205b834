"""Answers to the further questions that a scheme asks about items."""

from __future__ import annotations

from dataclasses import replace

from annotator.model.codec import item_name
from annotator.model.ids import ItemId
from annotator.model.items import Item, with_attribute
from annotator.model.message import UserError, msg
from annotator.model.scheme import Scheme
from annotator.services.annotating.plan import Plan


def set_attribute(
    plan: Plan, item_id: ItemId, scheme: Scheme, attribute_id: str, label: str | None
) -> Item:
    """Set the value of a further attribute; None takes it away.

    Raises:
        UserError: the scheme does not ask it of such an item, or does not know the answer.
    """
    item = plan.take_any(item_id)
    attribute = scheme.attribute(attribute_id)
    unknown = label is not None and (attribute is None or attribute.label(label) is None)
    if attribute is None or attribute.of != item_name(item) or unknown:
        raise UserError(msg("annotate.no_attribute", attribute=attribute_id, label=label or ""))
    changed: Item = replace(item, attributes=with_attribute(item.attributes, attribute_id, label))
    plan.put(changed)
    return changed
