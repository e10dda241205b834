"""An edition that would withdraw much of a list: held back, and taken if somebody says so."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli.program import run
from annotator.messages import Translator
from annotator.services.list_store import open_lists
from annotator.services.list_words import say_imports
from annotator.services.lists import MANY, import_lists, lists_there

HEAD = (
    "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,emails,"
    "program_ids,dataset,first_seen,last_seen,last_change\n"
)


@pytest.fixture(autouse=True)
def french(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")


def edition(path: Path, count: int, first: int = 0) -> Path:
    """A list of made-up people with numbers from `first` on."""
    rows = (
        f"N-{n},Person,Fictif {n},,,,,,,,,,Made-Up Data,,2026-03-{1 + count % 28:02d},\n"
        for n in range(first, first + count)
    )
    path.write_text(HEAD + "".join(rows), encoding="utf-8")
    return path


def there() -> tuple[int, int, int]:
    """Entries of the current edition, editions before it, and how many entries are withdrawn."""
    (row,) = lists_there()
    with closing(open_lists()) as store:
        gone = sum(1 for one in store.entries_of(row.edition.list) if one.withdrawn)
    return row.edition.count, len(row.older), gone


@pytest.mark.parametrize(
    ("before", "after", "held"),
    [
        (MANY, 1, True),
        (MANY, MANY * 4 // 5 - 1, True),
        (MANY, MANY * 4 // 5, False),
        (MANY - 1, 1, False),
    ],
    ids=["nearly all", "more than a fifth", "a fifth", "a small list"],
)
def test_more_than_a_fifth_of_a_list_is_not_withdrawn_unasked(
    tmp_path: Path, before: int, after: int, held: bool
):
    import_lists([edition(tmp_path / "one.csv", before)])
    done = import_lists([edition(tmp_path / "two.csv", after)])
    assert (done.sound, done.kept, len(done.withheld)) == (not held, not held, held)
    assert there() == ((before, 0, 0) if held else (after, 1, before - after))


def test_another_lists_entries_count_as_withdrawn(tmp_path: Path):
    import_lists([edition(tmp_path / "one.csv", 60)])
    (one,) = import_lists([edition(tmp_path / "two.csv", 60, first=1000)]).withheld
    assert one.withheld is not None
    assert (one.withheld.withdrawn.count, one.withheld.before) == (60, 60)
    assert there() == (60, 0, 0)


def test_what_was_withdrawn_before_does_not_count_again(tmp_path: Path):
    import_lists([edition(tmp_path / "one.csv", 100)])
    import_lists([edition(tmp_path / "two.csv", 60)], force=True)
    assert import_lists([edition(tmp_path / "three.csv", 50)]).sound
    assert there() == (50, 2, 50)


def test_one_sentence_says_it_in_both_languages(tmp_path: Path):
    import_lists([edition(tmp_path / "one.csv", 60)])
    done = import_lists([edition(tmp_path / "two.csv", 3)])
    assert list(say_imports(done, Translator("en"))) == [
        "OpenSanctions, made up data: two.csv would have withdrawn 57 of 60 entries, "
        "more than a fifth; nothing has changed."
    ]
    (french,) = say_imports(done, Translator("fr"))
    assert "57 entrées sur 60" in french


def test_the_command_refuses_and_force_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    import_lists([edition(tmp_path / "one.csv", 60)])
    small = str(edition(tmp_path / "two.csv", 3))
    assert run(["lists", "import", small]) == 2
    told = " ".join(capsys.readouterr().out.split())
    assert "57 entrées sur 60" in told
    assert "--force" in told
    assert run(["lists", "import", small, "--json"]) == 2
    (one,) = json.loads(capsys.readouterr().out)["lists"]
    assert "--force" in one["refused"]
    assert one["edition"] is None
    assert there() == (60, 0, 0)
    assert run(["lists", "import", small, "--force"]) == 0
    assert there() == (3, 1, 57)
