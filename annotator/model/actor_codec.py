"""Actors as plain JSON values and back; fields that most actors lack stand there only if given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from annotator.model.dates import PartialDate
from annotator.model.fields import (
    FormError,
    Json,
    as_string,
    as_table,
    choices,
    read_choice,
    read_id,
    read_list,
    read_maybe,
    read_text,
)
from annotator.model.ids import ActorId, ArticleId
from annotator.model.items import Actor, ActorKind, ActorRole
from annotator.model.message import UserError

_ACTOR_KINDS = choices(ActorKind)


def actor_to_json(actor: Actor) -> Json:
    """An actor as interchange has it; roles with dates and notes stand there if there are any."""
    out: Json = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "role": actor.role,
        "aliases": list(actor.aliases),
        "external_ids": dict(actor.external_ids),
        "article": actor.article,
    }
    if actor.roles:
        out["roles"] = [_role_to_json(one) for one in actor.roles]
    if actor.notes:
        out["notes"] = actor.notes
    if actor.merged_into is not None:
        out["merged_into"] = actor.merged_into
    return out


def _role_to_json(role: ActorRole) -> Json:
    since, until = (str(one) if one else None for one in (role.since, role.until))
    return {"role": role.text, "from": since, "to": until}


def _role_from_json(value: Any) -> ActorRole:
    data = as_table(value, "roles")
    since, until = (_maybe_date(data, name) for name in ("from", "to"))
    return ActorRole(read_text(data, "role"), since, until)


def _maybe_date(data: Mapping[str, Any], name: str) -> PartialDate | None:
    given = read_maybe(data, name)
    try:
        return PartialDate.parse(given) if given else None
    except UserError as error:
        raise FormError(error.message) from error


def actor_from_json(value: Any) -> Actor:
    """Read an actor.

    Raises:
        FormError: a field is missing, of another type, or of no known kind.
    """
    data = as_table(value, "actor")
    article, into = read_maybe(data, "article"), read_maybe(data, "merged_into")
    external = as_table(data.get("external_ids") or {}, "external_ids")
    return Actor(
        id=ActorId(read_id(data)),
        name=read_text(data, "name"),
        kind=read_choice(data, "kind", _ACTOR_KINDS, "person"),
        role=read_text(data, "role", ""),
        aliases=read_list(data, "aliases", as_string),
        external_ids=tuple((str(k), as_string(v)) for k, v in external.items()),
        article=ArticleId(article) if article else None,
        roles=read_list(data, "roles", _role_from_json),
        notes=read_text(data, "notes", ""),
        merged_into=ActorId(into) if into else None,
    )
