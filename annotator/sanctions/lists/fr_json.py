"""The French national register of frozen assets (Registre national des gels, JSON)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from annotator.model.listed import SubjectKind
from annotator.model.message import msg
from annotator.sanctions.lists.base import ListHead, ListRefused, OneFile, Record
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.draft import Draft
from annotator.sanctions.lists.json_stream import JsonStream
from annotator.sanctions.lists.source import Head, Source

LIST = "fr-gels"
_SUBJECTS: dict[str, SubjectKind] = {
    "personne physique": "person", "personne morale": "entity", "navire": "vessel",
}  # fmt: skip


class FrJson(OneFile):
    """One long line; the entries are read one by one out of it."""

    name = "fr-json"
    title = "lists.format.fr-json"

    def recognises(self, head: Head) -> bool:
        """By the names of its first members; the index that others derive from it is known, too."""
        begins = head.text[:4096]
        return begins.startswith("{") and ('"Publications"' in begins or _is_index(head))

    def look(self, files: Sequence[Source]) -> ListHead:
        """The date stands beside the entries, as a rule before them.

        Raises:
            ListRefused: it is not the register itself but an index made of it.
        """
        source = files[0]
        published = ""
        stream = JsonStream(source)
        for name in stream.members():
            if name == "Publications":
                for inner in stream.members():
                    if inner == "DatePublication":
                        published = str(stream.value())
                        return ListHead(LIST, partial(published), (source,))
                    _skip(stream, inner)
            else:
                _refuse_index(source, name)
                stream.value()
        return ListHead(LIST, "", (source,))

    def read(self, head: ListHead) -> Iterator[Record]:
        """The entries in the order of the file; their place is their number."""
        source = head.joined[0]
        stream = JsonStream(source)
        for name in stream.members():
            if name != "Publications":
                stream.value()
                continue
            for inner in stream.members():
                if inner != "PublicationDetail":
                    stream.value()
                    continue
                for _ in stream.elements():
                    stream.record += 1
                    yield Record(_draft(source, stream.value(), stream.record), stream.record)
        stream.end()


def _is_index(head: Head) -> bool:
    begins = head.text[:4096]
    return '"IdRegistre"' in begins and '"entries"' in begins


def _refuse_index(source: Source, name: str) -> None:
    if name in ("entries", "schema_version"):
        raise ListRefused(msg("lists.bad.fr_index", file=source.name))


def _skip(stream: JsonStream, name: str) -> None:
    if name != "PublicationDetail":
        stream.value()
        return
    for _ in stream.elements():
        stream.record += 1
        stream.value()


def _draft(source: Source, one: Any, number: int) -> Draft:
    if not isinstance(one, dict):
        raise _misshapen(source, number)
    draft = Draft(LIST, _text(one.get("IdRegistre")))
    draft.subject = _SUBJECTS.get(_text(one.get("Nature")).strip().lower(), "unknown")
    details: dict[str, list[Mapping[str, Any]]] = {}
    for detail in _items(source, one.get("RegistreDetail"), number):
        values = _items(source, detail.get("Valeur"), number)
        details.setdefault(_text(detail.get("TypeChamp")), []).extend(values)
    firsts = [_text(value.get("Prenom")) for value in details.get("PRENOM", ())]
    draft.add_name(" ".join((_text(one.get("Nom")), *firsts)))
    for kind, take in _FIELDS.items():
        for value in details.get(kind, ()):
            take(draft, value)
    return draft


def _items(source: Source, given: Any, number: int) -> list[Mapping[str, Any]]:
    """A list of objects; nothing at all is an empty one."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise _misshapen(source, number)
    return given


def _misshapen(source: Source, number: int) -> ListRefused:
    return ListRefused(msg("lists.bad.shape", file=source.name, record=number))


def _text(value: Any) -> str:
    return str(value) if isinstance(value, (str, int)) else ""


def _born(draft: Draft, value: Mapping[str, Any]) -> None:
    day, month, year = (_text(value.get(part)).strip() for part in ("Jour", "Mois", "Annee"))
    draft.add_birth(f"{day or '00'}/{month or '00'}/{year}")


def _born_at(draft: Draft, value: Mapping[str, Any]) -> None:
    draft.add_birth_place(_text(value.get("Lieu")), _text(value.get("Pays")))


def _seat(draft: Draft, value: Mapping[str, Any]) -> None:
    if draft.subject == "entity":
        draft.add_country(_text(value.get("Pays")))


def _ship(draft: Draft, value: Mapping[str, Any]) -> None:
    for number in value.values():
        draft.add_reference("imo", "".join(c for c in _text(number) if c.isdecimal()))


def _noted(name: str) -> Callable[[Draft, Mapping[str, Any]], None]:
    return lambda draft, value: draft.add_note(_text(value.get(name)))


_FIELDS: dict[str, Callable[[Draft, Mapping[str, Any]], None]] = {
    "ALIAS": lambda draft, value: draft.add_name(_text(value.get("Alias")), "alias"),
    "DATE_DE_NAISSANCE": _born,
    "LIEU_DE_NAISSANCE": _born_at,
    "NATIONALITE": lambda draft, value: draft.add_country(_text(value.get("Pays"))),
    "ADRESSE_PM": _seat,
    "FONDEMENT_JURIDIQUE": lambda draft, value: draft.add_legal_basis(
        _text(value.get("FondementJuridiqueLabel"))
    ),
    "REFERENCE_UE": lambda draft, value: draft.add_reference("eu", _text(value.get("ReferenceUe"))),
    "REFERENCE_ONU": lambda draft, value: draft.add_un(_text(value.get("ReferenceOnu"))),
    "NUMERO_OMI": _ship,
    "TITRE": _noted("Titre"),
    "MOTIFS": _noted("Motifs"),
}
"""What becomes of each kind of field, in this order."""
