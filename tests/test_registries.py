"""Every entry of a registry is complete: named as its key, of its Protocol, with texts and files.

A new format or language is one file and one line; what it also needs is listed here.
"""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from annotator.exporters import EXPORTERS
from annotator.exporters.base import Exporter
from annotator.importers import IMPORTERS
from annotator.importers.base import Importer, Refused
from annotator.importers.folders import importer_for
from annotator.messages import LANGUAGES, Translator
from annotator.model.scheme import GROUPS
from annotator.prelabel.base import Component
from annotator.prelabel.pipeline import PIPELINES
from annotator.sanctions.lists import READERS
from annotator.sanctions.lists.base import ListReader
from annotator.sanctions.lists.reading import find_lists
from annotator.services.schemes import load_scheme, scheme_names

PROJECT = Path(__file__).resolve().parent.parent
GOLDEN = PROJECT / "tests" / "golden"
COMPONENTS = {
    f"{language}-{component.name}": component
    for language, components in PIPELINES.items()
    for component in components
}


def members(protocol: type) -> dict[str, list[str] | None]:
    """What a Protocol asks for: attributes, and methods with the names of their parameters."""
    found: dict[str, list[str] | None] = dict.fromkeys(protocol.__annotations__)
    for name, value in vars(protocol).items():
        if isinstance(value, property):
            found[name] = None
        elif inspect.isfunction(value) and not name.startswith("_"):
            found[name] = [one for one in inspect.signature(value).parameters if one != "self"]
    return found


def lacks(entry: object, protocol: type) -> list[str]:
    wrong = []
    for name, parameters in members(protocol).items():
        if not hasattr(entry, name):
            wrong.append(name)
        elif parameters is not None:
            given = list(inspect.signature(getattr(entry, name)).parameters)
            if given != parameters:
                wrong.append(f"{name}{given}")
    return wrong


def test_what_a_protocol_asks_for_is_known_here():
    assert set(members(Importer)) == {"name", "title", "suffixes", "recognises", "read"}
    assert set(members(Exporter)) == {"name", "title", "suffix", "limits", "is_ours", "write"}
    assert lacks(object(), Importer) == ["name", "title", "suffixes", "recognises", "read"]


@pytest.mark.parametrize("name", IMPORTERS)
def test_an_importer_is_complete(name: str):
    importer = IMPORTERS[name]
    assert importer.name == name
    assert lacks(importer, Importer) == []
    assert importer.suffixes
    for language in LANGUAGES:
        assert Translator(language).knows(importer.title)
    (fixture,) = (GOLDEN / "imports").glob(f"{name}.*")
    found = importer_for(fixture, IMPORTERS)
    assert found is importer
    read = list(importer.read(fixture))
    assert read
    assert not [part for part in read if isinstance(part, Refused)]


def test_no_two_importers_claim_an_ending():
    endings = [suffix for importer in IMPORTERS.values() for suffix in importer.suffixes]
    assert len(endings) == len(set(endings))
    assert all(ending == ending.lower() and ending.startswith(".") for ending in endings)


@pytest.mark.parametrize("name", READERS)
def test_a_reader_of_lists_is_complete(name: str):
    reader = READERS[name]
    assert reader.name == name
    assert lacks(reader, ListReader) == []
    for language in LANGUAGES:
        assert Translator(language).knows(reader.title)
    (fixture,) = (GOLDEN / "lists").glob(f"{name}.*")
    (found,) = find_lists([fixture])
    assert found.reader is reader
    opened = found.open()
    left_out: list[object] = []
    assert list(opened.entries(left_out.append))
    assert left_out == []
    for language in LANGUAGES:
        known = Translator(language).knows(f"lists.name.{opened.head.list}")
        assert known or opened.head.list.startswith("opensanctions-")
        page = (PROJECT / "resources" / "help" / language / "lists.md").read_text("utf-8")
        assert Translator(language)(reader.title).partition(" (")[0] in page


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_is_complete(name: str):
    exporter = EXPORTERS[name]
    assert exporter.name == name
    assert lacks(exporter, Exporter) == []
    assert exporter.limits
    for language in LANGUAGES:
        say = Translator(language)
        assert [one for one in (exporter.title, *exporter.limits) if not say.knows(one)] == []
    assert (GOLDEN / "exports" / f"{name}.json").is_file()


@pytest.mark.parametrize("key", COMPONENTS)
def test_a_component_is_complete(key: str):
    component = COMPONENTS[key]
    assert lacks(component, Component) == []
    assert key.endswith(f"-{component.name}")
    assert component.version >= 1
    assert component.gives


@pytest.mark.parametrize("language", PIPELINES)
def test_a_language_has_what_its_components_read(language: str):
    assert any((PROJECT / "resources" / "lexicons" / language).glob("*.toml"))
    filled = {"text"}
    for component in PIPELINES[language]:
        assert set(component.needs) <= filled, component.name
        filled |= set(component.gives)


@pytest.mark.parametrize("name", scheme_names())
def test_a_scheme_is_complete_in_every_language(name: str):
    scheme = load_scheme(name)
    for group in GROUPS:
        labels = scheme.labels(group)
        assert labels, group
        for label in labels:
            assert {language for language, _ in label.name} >= set(LANGUAGES), label.id
