"""Readers of official lists: what each makes of a small file, and that content alone decides."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annotator.model.listed import ListedEntry, ListedName
from annotator.sanctions.lists import READERS
from annotator.sanctions.lists.countries import country, language
from annotator.sanctions.lists.dates import partial
from annotator.sanctions.lists.reading import OpenList, find_lists

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "lists"


def fixture(name: str) -> Path:
    (path,) = GOLDEN.glob(f"{name}.*")
    return path


def opened(*paths: Path) -> OpenList:
    (found,) = find_lists(paths)
    return found.open()


def entries(*paths: Path) -> dict[str, ListedEntry]:
    left_out: list[object] = []
    read = {entry.key: entry for entry in opened(*paths).entries(left_out.append)}
    assert left_out == []
    return read


def names(entry: ListedEntry) -> list[tuple[str, str]]:
    return [(one.text, one.kind) for one in entry.names]


def shape(entry: ListedEntry) -> tuple[object, ...]:
    return entry.subject, entry.births, entry.countries, entry.listed_on, entry.references


@pytest.mark.parametrize("name", READERS)
def test_the_content_decides_which_reader_it_is(name: str, tmp_path: Path):
    disguised = tmp_path / "download.pdf"
    shutil.copy(fixture(name), disguised)
    found = opened(disguised)
    assert found.reader is READERS[name]
    assert list(found.entries(print)) == list(opened(fixture(name)).entries(print))


@pytest.mark.parametrize(
    ("name", "list_id", "published"),
    [
        ("un-xml", "un-sc", "2026-02-27"),
        ("eu-xml", "eu-fsf", "2026-08-05"),
        ("eu-csv", "eu-fsf", "2026-08-05"),
        ("fr-json", "fr-gels", "2026-05-31"),
        ("ofac-xml", "ofac-sdn", "2026-09-10"),
        ("ofac-csv", "ofac-sdn", ""),
        ("uk-csv", "uk-sl", "2026-09-10"),
        ("uk-conlist", "uk-conlist", "2026-01-27"),
        ("seco-xml", "ch-seco", "2026-08-27"),
        ("opensanctions-csv", "opensanctions-made-up-data", "2026-03-13"),
        ("ftm-json", "opensanctions-made-up", "2026-03-13"),
    ],
)
def test_a_file_says_which_list_it_is_and_of_when(name: str, list_id: str, published: str):
    head = opened(fixture(name)).head
    assert (head.list, head.published) == (list_id, published)
    assert {entry.list for entry in entries(fixture(name)).values()} == {list_id}


def test_the_united_nations():
    read = entries(fixture("un-xml"))
    one = read["KPi.901"]
    assert names(one) == [
        ("INVENTÉ FICTIF", "primary"),
        ("Anvanté Fictif", "alias"),
        ("Invente Fiktif", "alias"),
        ("픽션", "alias"),
        ("Mr Fiction", "weak"),
    ]
    # The number in the remark is somebody else's.
    assert shape(one) == ("person", ("1962/1965", "1961-08"), ("KP",), "2016-11-30", ())
    assert one.birth_places == ("Nampo, Democratic People's Republic of Korea",)
    assert one.programmes == ("DPRK",)
    assert names(read["KPe.902"]) == [("FICTION SHIPPING", "primary"), ("FABLE SHIPPING", "former")]
    assert read["KPe.902"].countries == ("IR",)


def test_the_european_union_in_both_formats():
    xml, csv = entries(fixture("eu-xml")), entries(fixture("eu-csv"))
    assert xml.keys() == csv.keys() == {"EU.99901.1", "EU.99902.2"}
    one = xml["EU.99901.1"]
    assert one.names == (
        ListedName("Inventé Fictif", "primary", "fr"),
        ListedName("Фиктив", "alias", "ru"),
        ListedName("Mr Fiction", "weak"),
    )
    un = (("un", "KPi.901"),)
    assert shape(one) == ("person", ("1962",), ("KP",), "2016-05-27", un)
    assert one.legal_bases == ("2017/1509 (OJ L224)", "2016/841 (OJ L141)")
    assert one.birth_places == ("Nampo",)  # country 00 is none
    other = csv["EU.99901.1"]  # its rows are apart
    assert other.names == one.names[:2]
    assert shape(other) == ("person", ("1962",), ("KP",), "2017-08-31", un)
    assert shape(xml["EU.99902.2"]) == shape(csv["EU.99902.2"])
    assert shape(csv["EU.99902.2"]) == ("entity", (), ("RU",), "2022-02-25", ())


def test_the_french_register():
    read = entries(fixture("fr-json"))
    one = read["9901"]
    assert names(one) == [("FICTIF Inventé", "primary"), ("Фиктив", "alias")]
    assert shape(one) == ("person", ("1962",), ("KP",), "", (("un", "KPi.901"),))
    assert one.legal_bases[0].startswith("(UE) 2017/1509 du 30/08/2017")
    assert one.note == "représentant commercial"
    assert shape(read["9902"]) == ("vessel", (), (), "", (("imo", "9000001"),))
    assert read["9903"].countries == ("MM",)


def test_ofac_as_a_table_alone():
    assert [note.id for note in opened(fixture("ofac-csv")).head.notes] == ["lists.ofac_alone"]
    read = entries(fixture("ofac-csv"))
    one = read["990001"]
    assert names(one) == [("FICTIF, Invente", "primary")]
    assert one.programmes == ("NPWMD", "DPRK2")
    assert one.note == "Gender Male"
    assert shape(one) == ("person", ("1962", "1963-12-10"), ("KP",), "", ())
    assert shape(read["990002"]) == ("vessel", (), ("IR",), "", (("imo", "9000001"),))
    assert names(read["990003"]) == [("FICTION EXPORT", "primary"), ("FE", "weak")]


ALT = '990001,1,"aka","FIKTIF",-0- \r\n990001,2,"fka","FABLE",-0- \r\n\x1a'
ADD = '990003,1,"Made-up Street 1","Havana","Cuba",-0- \r\n\x1a'
COMMENTS = '990003,", and more."\n\x1a'


def parts(folder: Path, alt: str, add: str, comments: str) -> list[Path]:
    given = {alt: ALT, add: ADD, comments: COMMENTS}
    for name, text in given.items():
        (folder / name).write_text(text, encoding="ascii", newline="")
    return [folder / name for name in given]


def check_joined(read: dict[str, ListedEntry]) -> None:
    assert names(read["990001"]) == [
        ("FICTIF, Invente", "primary"),
        ("FIKTIF", "alias"),
        ("FABLE", "former"),
    ]
    assert read["990003"].countries == ("CU",)
    assert read["990003"].note == "a.k.a. 'FE'., and more"


def test_ofac_with_the_files_beside_it(tmp_path: Path):
    shutil.copy(fixture("ofac-csv"), tmp_path / "SDN (1).CSV")
    parts(tmp_path, "ALT (1).csv", "add (1).csv", "SDN_comments (1).csv")
    parts(tmp_path, "cons_alt.csv", "alt (2).csv", "notes.csv")  # of another download
    found = opened(tmp_path / "SDN (1).CSV")
    assert found.head.notes == ()
    assert [one.name for one in found.head.joined] == [
        *("SDN (1).CSV", "ALT (1).csv", "add (1).csv", "SDN_comments (1).csv")
    ]
    check_joined(entries(tmp_path / "SDN (1).CSV"))


def test_ofac_with_files_of_any_name_given_together(tmp_path: Path):
    shutil.copy(fixture("ofac-csv"), tmp_path / "a.txt")
    given = parts(tmp_path, "b.txt", "c.txt", "d.txt")
    check_joined(entries(given[0], tmp_path / "a.txt", *given[1:]))


def test_the_other_list_of_ofac_is_known_by_its_programmes(tmp_path: Path):
    text = fixture("ofac-csv").read_text(encoding="ascii")
    other = tmp_path / "sdn.csv"
    changed = text.replace("NPWMD] [DPRK2", "UKRAINE-EO13662").replace("DPRK4", "CMIC-EO13959")
    other.write_text(changed, encoding="ascii")
    assert opened(other).head.list == "ofac-cons"


def test_ofac_as_xml():
    read = entries(fixture("ofac-xml"))
    one = read["990001"]
    assert names(one) == [
        ("FICTIF, Invente", "primary"),
        ("FIKTIF", "alias"),
        ("FABLE", "former"),
        ("FICTION", "weak"),
    ]
    assert one.programmes == ("NPWMD", "DPRK2")
    assert shape(one) == ("person", ("1962",), ("KP",), "", ())
    assert shape(read["990002"]) == ("vessel", (), ("CI",), "", (("imo", "9000001"),))


def test_the_united_kingdom():
    read = entries(fixture("uk-csv"))
    one = read["DPR9901"]  # its rows are apart
    assert one.names == (
        ListedName("Inventé FICTIF", "primary"),
        ListedName("Фиктив", "alias", "ru"),
        ListedName("Mr FICTION", "weak"),
    )
    register = (("un", "KPi.901"), ("ofsi", "19901"))
    assert shape(one) == ("person", ("1962",), ("KP", "CN"), "2016-11-30", register)
    assert shape(read["RUS9902"])[:3] == ("vessel", (), ("GA",))


def test_the_former_list_of_the_united_kingdom_in_its_old_encoding(tmp_path: Path):
    old = tmp_path / "ConList.csv"
    old.write_bytes(fixture("uk-conlist").read_bytes().decode().encode("cp1252"))
    read = entries(old)
    assert read == entries(fixture("uk-conlist"))
    one = read["19901"]
    assert names(one) == [("Inventé FICTIF", "primary"), ("FIKTIF", "weak")]
    register = (("ofsi", "19901"), ("un", "KPi.901"))
    assert shape(one) == ("person", ("1962",), ("KP", "CN"), "2016-11-30", register)
    assert "Manager’s" in one.note
    assert read["19902"].countries == ("CU",)


def test_switzerland_keeps_whom_it_took_off_the_list():
    read = entries(fixture("seco-xml"))
    one = read["99001"]
    assert names(one) == [
        ("Fictif Inventé", "primary"),
        ("Фиктив Inventé", "alias"),
        ("Fictif Invente", "alias"),
        ("Фиктив Invente", "alias"),
        ("Fiction", "alias"),
        ("Mr F", "weak"),
    ]  # "Ancien" is what a change has replaced
    assert (one.listed_on, one.delisted_on) == ("2016-05-18", "2020-01-01")
    assert shape(one)[:3] == ("person", ("1962",), ("KP",))
    assert one.references == (("un", "KPi.901"),)
    assert one.birth_places == ("Nampo, Korea (North)",)
    assert (read["99002"].subject, read["99002"].delisted_on) == ("vessel", "")
    export = read["99003"]
    assert shape(export)[:3] == ("entity", (), ("CU",))
    assert names(export) == [("Fiction Export", "primary"), ("Fable Export", "former")]


def test_opensanctions_as_a_table_of_either_age(tmp_path: Path):
    read = entries(fixture("opensanctions-csv"))
    one = read["NK-made-up-1"]
    assert names(one) == [
        ("Inventé Fictif", "primary"),
        ("Фиктив", "alias"),
        ("Fiktif Invente", "alias"),
    ]
    assert shape(one) == ("person", ("1962", "1963-12-10"), ("KP",), "", ())
    assert shape(read["NK-made-up-2"])[2:] == (("UA",), "", (("imo", "9000001"),))
    older = tmp_path / "older.csv"  # without the column of programmes
    text = fixture("opensanctions-csv").read_text(encoding="utf-8")
    text = text.replace('"program_ids",', "").replace('"UN-SCDPRK",', "")
    older.write_text(text.replace('"","","","Made-Up Data;', '"","","Made-Up Data;'), "utf-8")
    assert entries(older).keys() == read.keys()
    assert entries(older)["NK-made-up-2"].programmes == ("Ships",)


def test_opensanctions_as_entities():
    (one,) = entries(fixture("ftm-json")).values()
    assert names(one) == [
        ("Inventé Fictif", "primary"),
        ("Фиктив", "alias"),
        ("Fable", "former"),
        ("Mr F", "weak"),
    ]
    assert (one.programmes, one.legal_bases) == (("UN-SCDPRK",), ("Resolution 2321 (2016)",))
    elsewhere = (("ofac", "990001"), ("eu", "EU.99901.1"), ("fr", "9901"))
    assert shape(one) == ("person", ("1962",), ("KP",), "2016-11-30", elsewhere)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1937-04-28", "1937-04-28"),
        ("1962", "1962"),
        ("dd/mm/1960", "1960"),
        ("00/00/1980", "1980"),
        ("00/05/1980", "1980-05"),
        ("20/10/1976", "1976-10-20"),
        ("10 Dec 1948", "1948-12-10"),
        ("Aug. 1961", "1961-08"),
        ("3 août 1961", "1961-08-03"),
        ("circa 1962", "1962"),
        ("1962 to 1965", "1962/1965"),
        ("1962-1965", "1962/1965"),
        ("Between 1962 and 1962", "1962"),
        ("10-Sep-2026", "2026-09-10"),
        ("2026-02-27T00:00:09.554Z", "2026-02-27"),
        ("2015-07-01-04:00", "2015-07-01"),
        ("31/02/1960", ""),
        ("1960-13", ""),
        ("0000", ""),
        ("30-35 years old", ""),
        ("", ""),
        ("x" * 10_000, ""),
    ],
)
def test_dates_as_far_as_they_are_known(written: str, meant: str):
    assert partial(written) == meant


def test_american_dates_begin_with_the_month():
    assert partial("09/10/2026", month_first=True) == "2026-09-10"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("KP", "KP"),
        ("kp", "KP"),
        ("00", ""),
        ("UNKNOWN", ""),
        ("Korea, North", "KP"),
        ("CORÉE DU NORD", "KP"),
        ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "KP"),
        ("République populaire démocratique de Corée", "KP"),
        ("Iran (Islamic Republic of)", "IR"),
        ("RUSSIAN FEDERATION", "RU"),
        ("RUSSIE", "RU"),
        ("Bosnia and Herzegovina", "BA"),
        ("Cote d Ivoire", "CI"),
        ("CÔTE D’IVOIRE", "CI"),
        ("Congo, Democratic Republic of the", "CD"),
        ("BIRMANIE/MYANMAR", "MM"),
        ("Virgin Islands, British", "VG"),
        ("EU", ""),
        ("Guinea", "GN"),
        ("Nowhere", ""),
    ],
)
def test_countries_by_code_and_by_name(written: str, code: str):
    assert country(written) == code


def test_languages_by_code_and_by_name():
    assert [language(one) for one in ("RUS", "ru", "Russian", "", "xx?")] == [
        *("ru", "ru", "ru", "", "")
    ]
