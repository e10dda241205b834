"""Whole lists beside the project: as many entries and names as other ways of counting find."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from annotator.model.listed import ListedEntry
from annotator.sanctions.lists.reading import find_lists


@pytest.fixture
def lists(shared: Path) -> Path:
    folder = shared / "sanctions"
    if not folder.is_dir():
        pytest.skip("there are no lists beside the project")
    return folder


def read(*paths: Path) -> list[ListedEntry]:
    (found,) = find_lists(paths)
    left_out: list[object] = []
    entries = list(found.open().entries(left_out.append))
    assert left_out == []
    return entries


def rows(path: Path, encoding: str = "utf-8") -> list[list[str]]:
    with path.open(encoding=encoding, newline="") as handle:
        return [row for row in csv.reader(handle) if row != ["\x1a"]]


def name_count(entries: list[ListedEntry]) -> int:
    return sum(len(entry.names) for entry in entries)


def test_ofac_sdn(lists: Path):
    entries = read(lists / "ofac" / "sdn.csv")
    main, alt = rows(lists / "ofac" / "sdn.csv"), rows(lists / "ofac" / "alt.csv")
    assert len(entries) == len(main) == 7379
    assert {entry.list for entry in entries} == {"ofac-sdn"}
    assert {entry.key for entry in entries} == {row[0] for row in main}
    kinds = Counter(row[2].strip() for row in main)
    assert Counter(entry.subject for entry in entries) == {
        "person": kinds["individual"],
        "entity": kinds["-0-"],
        "vessel": kinds["vessel"],
        "aircraft": kinds["aircraft"],
    }
    there = {row[0] for row in main}
    given = {(row[0], " ".join(row[1].split())) for row in main}
    given |= {(row[0], " ".join(row[3].split())) for row in alt if row[0] in there}
    found = {(entry.key, one.text) for entry in entries for one in entry.names}
    assert given <= found
    short = {(key, name) for key, name in found - given}
    remarks = {row[0]: " ".join(row[11].split()) for row in main}
    assert [name for key, name in short if f"'{name}" not in remarks[key]] == []
    bound = sum(row[0] in there for row in rows(lists / "ofac" / "add.csv"))
    assert bound > 7000  # the addresses are of this list
    born = sum(1 for row in main if re.search(r"\bDOB\b", row[11]))
    assert sum(1 for entry in entries if entry.births) >= born - 5


def test_ofac_non_sdn(lists: Path):
    entries = read(lists / "ofac" / "cons_prim.csv")
    assert len(entries) == len(rows(lists / "ofac" / "cons_prim.csv")) == 442
    assert {entry.list for entry in entries} == {"ofac-cons"}


def test_the_united_nations(lists: Path):
    path = lists / "un" / "UN_consolidated.xml"
    entries = read(path)
    text = path.read_text(encoding="utf-8")
    assert Counter(entry.subject for entry in entries) == {
        "person": len(re.findall("<INDIVIDUAL>", text)),
        "entity": len(re.findall("<ENTITY>", text)),
    }
    assert (text.count("<INDIVIDUAL>"), text.count("<ENTITY>")) == (730, 273)
    numbers = re.findall(r"<REFERENCE_NUMBER>\s*(.*?)\s*</REFERENCE_NUMBER>", text)
    assert [entry.key for entry in entries] == numbers
    assert [entry.listed_on for entry in entries] == re.findall(
        r"<LISTED_ON>(\d{4}-\d\d-\d\d)", text
    )
    aliases = re.findall(r"<ALIAS_NAME>\s*([^<]*?)\s*</ALIAS_NAME>", text)
    assert name_count(entries) > len(numbers) + 0.9 * len([one for one in aliases if one])
    known = sum(1 for one in entries if one.subject == "person" and one.countries)
    named = len(re.findall(r"<NATIONALITY>\s*<VALUE>\s*[^<\s]", text))
    assert known == named - 1  # one nationality is "na"


def test_opensanctions(lists: Path):
    path = lists / "opensanctions" / "targets.simple.ua_war_sanctions.csv"
    entries = read(path)
    header, *given = rows(path)
    at = {name: place for place, name in enumerate(header)}
    assert len(entries) == len(given) == 5600
    assert [entry.key for entry in entries] == [row[at["id"]] for row in given]
    kinds = Counter(row[at["schema"]] for row in given)
    assert Counter(entry.subject for entry in entries) == {
        "person": kinds["Person"],
        "entity": kinds["Company"] + kinds["LegalEntity"],
        "vessel": kinds["Vessel"],
    }
    named = [row for row in given if row[at["countries"]]]
    assert sum(1 for entry in entries if entry.countries) == len(named)
    born = [row for row in given if row[at["birth_date"]]]
    assert sum(1 for entry in entries if entry.births) == len(born)


def test_excerpts_and_files_of_the_right_shape(lists: Path):
    con_list = lists / "uk" / "ConList_2018_excerpt.csv"
    groups = {row[-1] for row in rows(con_list, "cp1252")[1:]}
    assert {entry.key for entry in read(con_list)} == groups
    register = lists / "fr" / "registre_raw_excerpt.json"
    detail = json.loads(register.read_text("utf-8"))["Publications"]["PublicationDetail"]
    assert [entry.key for entry in read(register)] == [str(one["IdRegistre"]) for one in detail]
    entities = lists / "opensanctions" / "entities.ftm.json"
    targets = entities.read_text("utf-8").count('"target":true')
    assert len(read(entities)) == targets == 6
    shape = lists / "shape_only"
    counts = {path.name: len(read(path)) for path in sorted(shape.iterdir())}
    assert counts == {
        "UK-Sanctions-List.csv": 3,
        "eu_fsf.xml": 2,
        "eu_fsf_full_1_1.csv": 2,
        "ofac_sdn.xml": 2,
        "seco.xml": 2,
    }
