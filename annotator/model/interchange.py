"""`guillemet-jsonl/1`: one article with one annotation as one line of JSON, both ways.

Importer, exporter and corpus all stand on this module, so that what one writes the others read.
The form is described in DESIGN, "Interchange".
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn, TypeVar

from annotator.model.actor_codec import actor_from_json, actor_to_json
from annotator.model.annotated import AnnotatedArticle
from annotator.model.annotation import Annotation, AnnotationState, Proposals, Status
from annotator.model.article import Article, text_sha256
from annotator.model.characters import forbidden_character
from annotator.model.codec import (
    decision_from_json,
    decision_to_json,
    flags_from_json,
    item_from_json,
    item_to_json,
    suggestion_from_json,
    suggestion_to_json,
)
from annotator.model.fields import (
    FormError,
    Json,
    as_table,
    choices,
    read_choice,
    read_flag,
    read_id,
    read_maybe,
    read_text,
)
from annotator.model.ids import AnnotationId, ArticleId
from annotator.model.interchange_checks import LineError, check_line
from annotator.model.items import Item
from annotator.model.linked_entry_codec import entry_from_json, entry_to_json
from annotator.model.message import GuillemetError, msg
from annotator.model.meta_codec import meta_from_json, meta_to_json

FORMAT = "guillemet-jsonl/1"
_STATUSES = choices(Status)
_ITEM_LISTS = {"mentions": "mention", "quotes": "quote", "references": "reference"}
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, allow_nan=False)
_FALSE_LINE_ENDS = "\x85\u2028\u2029"
_LARGEST = 2**53
"""Whole numbers up to here are the same to every reader of JSON, and fit every database."""
_SUSPECT_ESCAPE = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")

_Read = TypeVar("_Read")


def write_line(line: AnnotatedArticle) -> str:
    """A line without its line end: keys in the order of the design, nothing escaped needlessly.

    Only what some readers take for a line end (U+0085, U+2028, U+2029) is escaped inside strings.
    """
    return json_line(line_to_json(line))


def json_line(data: Json) -> str:
    """An object as `write_line` writes one."""
    written = _ENCODER.encode(data)
    for character in _FALSE_LINE_ENDS:
        written = written.replace(character, f"\\u{ord(character):04x}")
    return written


def read_line(raw: bytes) -> AnnotatedArticle:
    """Read a line and compare everything in it that can be compared.

    Raises:
        LineError: it is not JSON, not of the form, or not sound; says where in the line.
    """
    return line_from_json(parse_line(raw))


def parse_line(raw: bytes) -> Json:
    """The JSON object of a line, in which every string can be stored and written again.

    Raises:
        LineError: not UTF-8, not a JSON object, or a string holds NUL or a lone surrogate.
    """
    try:
        data = json.loads(raw.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise LineError(msg("import.line_not_utf8", offset=error.start)) from error
    except RecursionError as error:
        raise LineError(msg("import.line_too_deep")) from error
    except ValueError as error:
        raise LineError(msg("import.line_not_json", why=str(error))) from error
    if not isinstance(data, dict):
        raise LineError(msg("import.line_not_object"))
    if _SUSPECT_ESCAPE.search(raw):
        _refuse_bad_strings(data)
    return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _refuse_bad_strings(data: Json) -> None:
    for where, text in _strings(data, ""):
        problem = forbidden_character(text.replace("\r", " "))
        if problem:
            raise LineError(problem, where)


def _strings(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _strings(one, f"{where} {number}")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _strings(name, where)
            yield from _strings(one, f"{where} {name}".strip())


def line_to_json(line: AnnotatedArticle) -> Json:
    """The JSON object of a line."""
    article = line.article
    out: Json = {
        "format": FORMAT,
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "sha256": article.sha256,
        "body_start": article.body_start,
        "revision": article.revision,
        "meta": meta_to_json(article.meta),
        "actors": [actor_to_json(actor) for actor in line.actors],
        "annotation": _annotation_to_json(line.annotation, line.gold) if line.annotation else None,
        "suggestions": [suggestion_to_json(one) for one in line.proposals.suggestions],
        "suggested_actors": [actor_to_json(actor) for actor in line.proposals.actors],
    }
    if line.entries:
        out["entries"] = [entry_to_json(entry) for entry in line.entries]
    return out


def _annotation_to_json(annotation: Annotation, gold: bool) -> Json:
    return {
        "id": annotation.id,
        "by": annotation.by,
        "gold": gold,
        "round": annotation.round,
        "status": annotation.state.status,
        "notes": annotation.state.notes,
        "open_reason": annotation.state.open_reason,
        "flags": list(annotation.state.flags),
        "scheme": annotation.scheme,
        "mentions": [item_to_json(item) for item in annotation.mentions],
        "quotes": [item_to_json(item) for item in annotation.quotes],
        "references": [item_to_json(item) for item in annotation.references],
        "decisions": [decision_to_json(one) for one in annotation.decisions],
    }


def line_from_json(data: Mapping[str, Any]) -> AnnotatedArticle:
    """Read the JSON object of a line and compare everything that can be compared.

    Raises:
        LineError: not of the form, or not sound; says where in the line.
    """
    if data.get("format") != FORMAT:
        said = str(data.get("format", "—"))[:40]
        raise LineError(msg("import.other_format", said=said, wanted=FORMAT), "format")
    article = _at("", _article_from_json, data)
    given = data.get("annotation")
    line = AnnotatedArticle(
        article=article,
        annotation=_annotation_from_json(given, article) if given is not None else None,
        gold=given is not None and _at("annotation", lambda table: read_flag(table, "gold"), given),
        actors=_each(data, "actors", actor_from_json),
        proposals=Proposals(
            article.id,
            _each(data, "suggestions", lambda one: suggestion_from_json(one, article.id)),
            _each(data, "suggested_actors", actor_from_json),
        ),
        entries=_each(data, "entries", entry_from_json),
    )
    check_line(line, _at("sha256", lambda table: read_maybe(table, "sha256"), data))
    return line


def _article_from_json(data: Mapping[str, Any]) -> Article:
    text = read_text(data, "text")
    problem = forbidden_character(text)
    if problem:
        raise LineError(problem, "text")
    return Article(
        id=ArticleId(read_id(data)),
        text=text,
        title=read_text(data, "title", ""),
        sha256=text_sha256(text),
        body_start=_whole_number(data, "body_start", 0, least=0),
        revision=_whole_number(data, "revision", 1, least=1),
        meta=meta_from_json(data.get("meta")),
    )


def _annotation_from_json(given: Any, article: Article) -> Annotation:
    data = _at("annotation", lambda value: as_table(value, "annotation"), given)
    items = [item for name in _ITEM_LISTS for item in _items(data, name)]
    decisions = _each(data, "decisions", decision_from_json)
    by = _at("annotation", _name_from_json, data)
    turn = _at("annotation", lambda table: _whole_number(table, "round", 1, least=1), data)
    place = f"{article.id}/{article.revision}/{by}/{turn}"
    state = _at("annotation", lambda table: _state_from_json(table, place), data)
    return Annotation(
        id=state.id,
        article=article.id,
        by=by,
        scheme=_at("annotation", lambda table: read_text(table, "scheme"), data),
        revision=article.revision,
        round=turn,
        state=state,
        items=tuple(sorted(items, key=lambda item: item.id)),
        decisions=tuple(sorted(decisions, key=lambda one: one.suggestion)),
    )


def _name_from_json(data: Mapping[str, Any]) -> str:
    by = read_text(data, "by")
    if not by.strip():
        raise FormError(msg("form.field", field="by"))
    return by


def _state_from_json(data: Mapping[str, Any], place: str) -> AnnotationState:
    """Read how far an annotation is. One without an id gets one that its `place` determines.

    So the same line read twice, in any copy of a project, is the same annotation.
    """
    given = read_maybe(data, "id")
    return AnnotationState(
        id=AnnotationId(given or str(uuid.uuid5(uuid.NAMESPACE_OID, f"guillemet/{place}"))),
        status=read_choice(data, "status", _STATUSES, "in_progress"),
        notes=read_text(data, "notes", ""),
        open_reason=read_text(data, "open_reason", ""),
        flags=flags_from_json(data),
    )


def _items(data: Mapping[str, Any], name: str) -> tuple[Item, ...]:
    return _each(data, name, lambda value: item_from_json(_ITEM_LISTS[name], value))


def _whole_number(data: Mapping[str, Any], name: str, default: int, *, least: int) -> int:
    value = data.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool):
        raise FormError(msg("form.field", field=name))
    if not least <= value <= _LARGEST:
        raise FormError(msg("form.field", field=name))
    return value


def _each(data: Mapping[str, Any], name: str, read: Callable[[Any], _Read]) -> tuple[_Read, ...]:
    values = data.get(name)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise LineError(msg("form.field", field=name), name)
    found: list[_Read] = []
    for number, value in enumerate(values, 1):
        try:
            found.append(read(value))
        except LineError:
            raise
        except GuillemetError as error:
            raise LineError(error.message, _place(name, number, value)) from error
    return tuple(found)


def _place(name: str, number: int, value: Any) -> str:
    known = value.get("id") if isinstance(value, Mapping) else None
    return f"{name} {known}" if isinstance(known, str) and known else f"{name} {number}"


def _at(where: str, read: Callable[[Any], _Read], value: Any) -> _Read:
    """Read a part of a line; an error is told with its place."""
    try:
        return read(value)
    except LineError:
        raise
    except GuillemetError as error:
        raise LineError(error.message, where) from error
