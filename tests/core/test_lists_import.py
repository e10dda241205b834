"""Importing official lists, as a person and a program do it: editions, differences, faults, CLI."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.messages import Translator
from annotator.sanctions.lists import READERS
from annotator.services.list_store import lists_file, open_lists
from annotator.services.list_words import day, list_title, say_imports
from annotator.services.lists import ListImports, import_lists, lists_there, remove_list

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "lists"
UN = GOLDEN / "un-xml.xml"


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


def said(done: ListImports, language: str = "en") -> list[str]:
    return list(say_imports(done, Translator(language)))


def newer(folder: Path) -> Path:
    """The next edition: one entry is another, one is gone, one is new."""
    text = UN.read_text(encoding="utf-8").replace("2026-02-27", "2026-03-27")
    text = text.replace("KPe.902", "KPe.903").replace("FICTION SHIPPING", "LEGEND SHIPPING")
    path = folder / "un.xml"
    path.write_text(text.replace("Mr Fiction", "Mr Fable"), encoding="utf-8")
    return path


def test_every_list_is_imported_with_its_date_and_its_hash():
    done = import_lists(sorted(GOLDEN.iterdir()))
    assert done.sound
    assert [one.refused for one in done.lists] == [None] * len(READERS)
    rows = {row.edition.list: row for row in lists_there()}
    assert rows["un-sc"].edition.published == "2026-02-27"
    assert rows["un-sc"].edition.sha256 == hashlib.sha256(UN.read_bytes()).hexdigest()
    assert (rows["un-sc"].edition.file_name, rows["un-sc"].edition.count) == ("un-xml.xml", 2)
    # The two formats of the European Union, and of OFAC, are editions of one list.
    assert [len(rows[name].older) for name in ("eu-fsf", "ofac-sdn", "ch-seco")] == [1, 1, 0]
    for language in ("fr", "en"):
        assert not [line for line in said(done, language) if "{" in line or "lists." in line]


def test_the_next_edition_says_what_changed_with_names(tmp_path: Path):
    assert said(import_lists([UN])) == [
        "UN Security Council (27 February 2026): 2 entries imported, with 7 names."
    ]
    lines = said(import_lists([newer(tmp_path)]))
    assert lines == [
        "UN Security Council (27 March 2026): 2 entries imported, with 7 names.",
        "Against the edition before: 1 added, 1 changed, 1 withdrawn, 0 as before.",
        "Added: LEGEND SHIPPING.",
        "Changed: INVENTÉ FICTIF.",
        "Withdrawn: FICTION SHIPPING. Projects keep the entry that their annotations link to.",
    ]
    (row,) = lists_there()
    assert (row.edition.published, row.older[0].published) == ("2026-03-27", "2026-02-27")
    store = open_lists()
    gone = store.entry("un-sc:KPe.902")
    assert gone is not None
    assert gone.withdrawn
    store.close()


def test_the_same_file_again_changes_nothing_and_an_older_one_is_told(tmp_path: Path):
    import_lists([UN])
    (line,) = said(import_lists([UN]))
    assert line.endswith("nothing has changed.")
    import_lists([newer(tmp_path)])
    assert any("older than the edition" in one for one in said(import_lists([UN])))


def test_a_bad_file_stops_no_other_and_leaves_its_list_as_it_was(tmp_path: Path):
    import_lists([UN])
    cut = tmp_path / "cut.xml"
    cut.write_bytes(newer(tmp_path).read_bytes()[:-60])
    done = import_lists([cut, tmp_path / "nowhere.csv", GOLDEN / "seco-xml.xml"])
    assert [one.refused is None for one in done.lists] == [False, False, True]
    assert not done.sound
    first, second, third = said(done)
    assert first.startswith("cut.xml, line ")
    assert second.startswith("nowhere.csv is not there")
    assert third.startswith("Switzerland, SECO")
    assert {row.edition.list: len(row.older) for row in lists_there()} == {"un-sc": 0, "ch-seco": 0}


def test_the_names_of_ofac_are_joined_and_said(tmp_path: Path):
    shutil.copy(GOLDEN / "ofac-csv.csv", tmp_path / "sdn.csv")
    (tmp_path / "alt.csv").write_text('990001,1,"aka","FIKTIF",-0- \r\n\x1a', newline="")
    done = import_lists([tmp_path / "sdn.csv"])
    assert said(done)[-1] == "sdn.csv was read with alt.csv, which belong to it."
    sums = "".join(
        hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() + "\n"
        for name in ("sdn.csv", "alt.csv")
    )
    (row,) = lists_there()
    assert row.edition.sha256 == hashlib.sha256(sums.encode()).hexdigest()


def test_entries_without_a_name_are_told_and_counted(tmp_path: Path):
    path = tmp_path / "targets.csv"
    lines = (GOLDEN / "opensanctions-csv.csv").read_text(encoding="utf-8")
    row = '"N-{n}","Person","","","","","","","","","","","Made-Up Data","","",""\n'
    path.write_text(lines + "".join(row.format(n=n) for n in range(7)), encoding="utf-8")
    done = import_lists([path])
    assert not done.sound
    assert done.kept
    assert len(said(done)) == 1 + 5 + 1
    assert "2 more entries without a name" in said(done)[-1]


@pytest.mark.parametrize("calls", [0, 1, 3, 5])
def test_a_stop_keeps_what_was_imported_before_and_nothing_of_the_rest(calls: int):
    left = iter(range(calls))
    done = import_lists([UN, GOLDEN / "fr-json.json"], None, lambda: next(left, None) is None)
    assert done.cancelled
    assert not done.sound
    kept = [one.report.edition.list for one in done.lists if one.report]
    assert [row.edition.list for row in lists_there()] == sorted(kept)
    assert said(done)[-1].startswith("The import was stopped")


@pytest.mark.parametrize("calls", range(1, 6))
def test_a_stop_within_the_only_file_is_told_as_a_stop(calls: int):
    left = iter(range(calls))
    done = import_lists([UN], None, lambda: next(left, None) is None)
    assert (done.cancelled, done.lists) == (True, ())
    assert lists_there() == ()
    assert said(done)[-1].startswith("The import was stopped")


def test_progress_only_ever_rises_and_ends_at_its_end():
    told: list[tuple[int, int, str]] = []
    import_lists([UN], lambda *one: told.append(one))
    assert [one[0] for one in told] == sorted(one[0] for one in told)
    assert told[-1] == (1000, 1000, "un-xml.xml")


def test_looking_begins_no_file():
    assert lists_there() == ()
    assert not lists_file().exists()


def test_a_list_is_removed_with_its_editions(tmp_path: Path):
    import_lists([UN, GOLDEN / "seco-xml.xml"])
    import_lists([newer(tmp_path)])
    assert remove_list("un-sc") == 3  # the withdrawn one, too
    assert [row.edition.list for row in lists_there()] == ["ch-seco"]


def test_titles_and_dates_in_both_languages():
    assert list_title("un-sc", Translator("fr")) == "ONU, Conseil de sécurité"
    assert list_title("opensanctions-made-up", Translator("en")) == "OpenSanctions, made up"
    assert list_title("strange", Translator("en")) == "strange"
    assert [day(one, "fr") for one in ("2026-02-27", "2026-02", "2026", "", "soon")] == [
        *("27 février 2026", "février 2026", "2026", "", "soon")
    ]


# The command line


def given(capsys: pytest.CaptureFixture[str]) -> dict:
    return json.loads(capsys.readouterr().out)


def test_the_way_through_the_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["lists", "show"]) == 0
    assert "Aucune liste officielle" in capsys.readouterr().out
    assert run(["lists", "import", str(UN)]) == 0
    assert "2 entrées importées" in capsys.readouterr().out
    assert run(["lists", "import", str(newer(tmp_path)), "--json"]) == 0
    (one,) = given(capsys)["lists"]
    assert one["edition"]["added"] == ["un-sc:KPe.903"]
    assert one["edition"]["withdrawn"] == ["un-sc:KPe.902"]
    assert run(["lists", "show"]) == 0
    shown = capsys.readouterr().out
    assert "ONU, Conseil de sécurité" in shown
    assert "27 mars 2026" in shown
    assert run(["lists", "show", "--json"]) == 0
    (row,) = given(capsys)["lists"]
    assert (row["list"], row["entries"], len(row["older"])) == ("un-sc", 2, 1)
    assert run(["lists", "search", "LEGEND", "shiping"]) == 0
    assert "un-sc:KPe.903" in capsys.readouterr().out
    assert run(["lists", "search", "fiktif", "--limit", "1", "--json"]) == 0
    (hit,) = given(capsys)["hits"]
    assert (hit["id"], hit["births"]) == ("un-sc:KPi.901", ["1962/1965", "1961-08"])
    assert run(["lists", "search", "fiction", "shipping"]) == 0
    found = capsys.readouterr().out
    assert "retirée" in found
    assert re.search(r"\b[01],\d\d\b", found), "the score has a French decimal mark"
    assert run(["lists", "remove", "un-sc"]) == 0
    assert "est retirée" in capsys.readouterr().out
    assert lists_there() == ()


def test_exit_codes_say_what_became_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    bad = tmp_path / "page.csv"
    bad.write_text("<html>503</html>")
    assert run(["lists", "import", str(bad)]) == 2
    assert "page web" in capsys.readouterr().out
    assert run(["lists", "import", str(bad), str(UN), "--json"]) == 1
    first, second = given(capsys)["lists"]
    assert "page web" in first["refused"]
    assert second["refused"] is None
    assert run(["lists", "search", "zzzzqq"]) == 1
    assert "zzzzqq" in capsys.readouterr().out
    assert run(["lists", "remove", "eu-fsf"]) == 2
    assert "un-sc" in capsys.readouterr().err
    assert run(["lists"]) == 2
    assert run(["lists", "import"]) == 2
