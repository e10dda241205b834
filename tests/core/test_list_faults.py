"""Files that are no good list: each is refused with a sentence that names it and the place."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.messages import LANGUAGES, Translator
from annotator.model.listed import ListedEntry
from annotator.model.message import GuillemetError, Message
from annotator.sanctions.lists import READERS
from annotator.sanctions.lists.json_stream import LARGEST_VALUE
from annotator.sanctions.lists.reading import find_lists
from annotator.sanctions.lists.source import LONGEST_LINE, PIECE

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "lists"
CONTENT = {name: next(GOLDEN.glob(f"{name}.*")).read_bytes() for name in READERS}
TABLES = ("eu-csv", "uk-csv", "uk-conlist", "opensanctions-csv", "ofac-csv")
XML = ("un-xml", "eu-xml", "ofac-xml", "seco-xml")

COMMERCE = (
    b"source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,"
    b"end_date,standard_order,license_requirement,license_policy,remarks\n"
    b"Denied Persons List,,,,Somebody,,,,2017-10-16,2020-10-13,Y,,,\n"
)
"""The table of the US Department of Commerce, which joins many lists."""


def read(path: Path) -> list[ListedEntry | Message]:
    (found,) = find_lists([path])
    left_out: list[Message] = []
    return [*found.open().entries(left_out.append), *left_out]


def refusal(content: bytes, folder: Path) -> Message:
    """Why a file is refused; its sentence can be said and names the file."""
    path = folder / "download.bin"
    path.write_bytes(content)
    with pytest.raises(GuillemetError) as caught:
        read(path)
    message = caught.value.message
    for language in LANGUAGES:
        said = Translator(language).say(message)
        assert "download.bin" in said
        assert "{" not in said
    return message


def changed(name: str, old: str, new: str, count: int = -1) -> bytes:
    text = CONTENT[name].decode()
    assert old in text
    return text.replace(old, new, count).encode()


@pytest.mark.parametrize("name", READERS)
def test_a_file_cut_in_the_middle_of_a_record(name: str, tmp_path: Path):
    content = CONTENT[name].rstrip(b"\x1a\r\n")
    cut = content[: content.rindex(b"Person") + 9] if name == "opensanctions-csv" else content[:-20]
    message = refusal(cut, tmp_path)
    expected = ("lists.bad.cut", "lists.bad.columns", "lists.bad.json_cut", "lists.bad.no_end")
    assert message.id in expected
    assert message.values.get("line", message.values.get("record", 0)) > 0


@pytest.mark.parametrize("name", READERS)
def test_every_cut_is_refused_or_leaves_whole_records(name: str, tmp_path: Path):
    """A table that ends between two rows cannot be told from a whole one; all else is refused."""
    path = tmp_path / "download.bin"
    whole = {entry.key: entry for entry in read_content(path, CONTENT[name])}
    for end in range(1, len(CONTENT[name]), 23):
        try:
            found = read_content(path, CONTENT[name][:end])
        except GuillemetError:
            continue
        assert name in (*TABLES, "ftm-json"), end
        assert {entry.key for entry in found} <= whole.keys()


def read_content(path: Path, content: bytes) -> list[ListedEntry]:
    path.write_bytes(content)
    return [one for one in read(path) if isinstance(one, ListedEntry)]


@pytest.mark.parametrize("name", TABLES)
def test_another_separator(name: str, tmp_path: Path):
    own, other = (";", ",") if name == "eu-csv" else (",", ";")
    lines = CONTENT[name].decode().splitlines()[: 3 if name == "uk-csv" else 2]
    content = "\n".join(line.replace(other, " ").replace(own, other) for line in lines)
    message = refusal(content.encode(), tmp_path)
    assert message.id == "lists.bad.separator"
    assert (message.values["found"], message.values["wanted"]) == (other, own)


@pytest.mark.parametrize("name", [name for name in READERS if name not in XML])
def test_another_encoding(name: str, tmp_path: Path):
    content = CONTENT[name].decode().removeprefix("\ufeff").replace("1962", "19\u00e962")
    content = content.encode("latin-1", "replace")
    if name == "uk-conlist":
        content = content.replace(b"\xe9", b"\x81")  # which Windows-1252 does not have
    message = refusal(content, tmp_path)
    assert message.id == "lists.bad.encoding"
    assert message.values["line"] > 0


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text(name: str, encoding: str, tmp_path: Path):
    text = CONTENT[name].decode("utf-8", "replace")
    assert refusal(text.encode(encoding), tmp_path).id == "lists.bad.encoding"


def test_xml_that_is_not_in_the_encoding_it_claims(tmp_path: Path):
    message = refusal(CONTENT["un-xml"].decode().encode("latin-1", "replace"), tmp_path)
    assert message.id == "lists.bad.xml"
    assert message.values["line"] == 5
    for encoding in ("utf-7", "shift_jis", "nonsense", "rot13"):
        content = changed("un-xml", 'encoding="UTF-8"', f'encoding="{encoding}"')
        assert refusal(content, tmp_path).id == "lists.bad.xml"


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("ending", [b"\x1a", b"\r\n\x1a", b"\n", b"\r\n\r\n"])
def test_a_mark_of_order_and_odd_ends_change_nothing(name: str, ending: bytes, tmp_path: Path):
    if ending == b"\x1a" and name in (*XML, *TABLES) and name != "ofac-csv":
        pytest.skip("a cut file ends so")
    if name in XML:
        ending = ending.rstrip(b"\x1a")
    path = tmp_path / "download.bin"
    plain = read_content(path, CONTENT[name])
    mark = b"\xef\xbb\xbf"
    content = CONTENT[name].removeprefix(mark).rstrip(b"\x1a\r\n")
    assert read_content(path, mark + content + ending) == plain


@pytest.mark.parametrize(
    "name", ["un-xml", "ofac-xml", "ofac-csv", "seco-xml", "opensanctions-csv", "ftm-json"]
)
def test_an_id_that_comes_twice(name: str, tmp_path: Path):
    pairs = {
        "un-xml": ("KPe.902", "KPi.901"),
        "ofac-xml": ("990002", "990001"),
        "ofac-csv": ("990003", "990001"),
        "seco-xml": ('ssid="99002"', 'ssid="99001"'),
        "opensanctions-csv": ("NK-made-up-2", "NK-made-up-1"),
    }
    if name == "ftm-json":
        content = CONTENT[name] + CONTENT[name].splitlines()[0]
    else:
        content = changed(name, *pairs[name])
    message = refusal(content, tmp_path)
    assert message.id == "lists.bad.double"
    assert 0 < message.values["first"] < message.values["place"]


def test_the_french_register_counts_its_records(tmp_path: Path):
    message = refusal(changed("fr-json", "9902", "9901"), tmp_path)
    assert (message.id, message.values["first"], message.values["place"]) == (
        *("lists.bad.double", 1, 2),
    )


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("un-xml", "<REFERENCE_NUMBER>KPe.902</REFERENCE_NUMBER>", ""),
        ("ofac-xml", "<uid>990002</uid>", ""),
        ("seco-xml", 'target ssid="99002"', "target"),
        ("fr-json", '"IdRegistre": 9902, ', ""),
        ("uk-csv", "RUS9902", ""),
        ("uk-conlist", "19902", ""),
        ("opensanctions-csv", "NK-made-up-2", ""),
        ("ftm-json", '"id":"NK-made-up-1"', '"id":""'),
    ],
)
def test_an_entry_without_an_id(name: str, old: str, new: str, tmp_path: Path):
    content = changed(name, old, new)
    if name == "un-xml":
        content = content.replace(b"<DATAID>2</DATAID>", b"")
    assert refusal(content, tmp_path).id == "lists.bad.no_key"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("un-xml", ">FICTION SHIPPING<", "><"),
        ("eu-xml", 'wholeName="FICTION EXPORT"', 'wholeName=" "'),
        ("eu-csv", "FICTION EXPORT", ""),
        ("fr-json", '"FABLE"', '" "'),
        ("ofac-xml", "FABLE STAR", "-"),
        ("ofac-csv", '"FABLE STAR"', "-0- "),
        ("uk-csv", "FABLE STAR", ""),
        ("uk-conlist", "FICTION EXPORT", ""),
        ("seco-xml", "Fable Star", ""),
        ("opensanctions-csv", "FABLE STAR", ""),
    ],
)
def test_an_entry_without_a_name_is_left_out_and_told(
    name: str, old: str, new: str, tmp_path: Path
):
    content = changed(name, old, new)
    if name == "un-xml":
        content = content.replace(b"FABLE SHIPPING", b"")
    path = tmp_path / "download.bin"
    path.write_bytes(content)
    found = read(path)
    (told,) = [one for one in found if isinstance(one, Message)]
    assert told.id == "lists.left_out"
    assert told.values["place"] > 0
    path.write_bytes(CONTENT[name])
    assert len(found) == len(read(path))


def test_nothing_of_the_content_makes_half_a_record(tmp_path: Path):
    """What no database takes is gone: control characters, half of a surrogate pair."""
    content = changed("fr-json", '"FABLE"', '"FA\\ud800B\\u0000LE\\u0007"')
    path = tmp_path / "download.bin"
    path.write_bytes(content)
    assert read(path)[1].names[0].text == "FA B LE"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "lists.bad.empty"),
        (b"\xef\xbb\xbf\r\n \x1a", "lists.bad.empty"),
        (b"<!DOCTYPE html><html><body>503</body></html>", "lists.bad.web_page"),
        (b"\n<html lang='fr'><head>", "lists.bad.web_page"),
        (b"<!-- moved --><HTML>", "lists.bad.web_page"),
        (b"Access denied", "lists.bad.unknown"),
        (b'{"error": "not found"}', "lists.bad.unknown"),
        (b"<rss version='2.0'></rss>", "lists.bad.unknown"),
        (b"name;date\nsomebody;1962\n", "lists.bad.unknown"),
        (b"%PDF-1.7 ...", "lists.bad.unknown"),
        (b"12,34\n56,78\n", "lists.bad.ofac_part"),
        (b'36,12,"aka","AERO",-0- \r\n', "lists.bad.ofac_part"),
        (b'{"schema_version":"1.0","entries":[{"IdRegistre":1}]}', "lists.bad.fr_index"),
        (COMMERCE, "lists.bad.us_csl"),
        (b"_id," + COMMERCE, "lists.bad.us_csl"),
        (gzip.compress(b"x", mtime=0), "lists.bad.archive"),
        (b"<CONSOLIDATED_LIST dateGenerated='2026-01-01'/>", "lists.bad.none"),
        (b'{"Publications": {"PublicationDetail": []}}', "lists.bad.none"),
        (b'{"Publications": {"PublicationDetail": [3]}}', "lists.bad.shape"),
        (b'{"Publications": {"PublicationDetail": {}}}', "lists.bad.json"),
        (b'{"Publications": {"PublicationDetail": [' + b"[" * 100_000, "lists.bad.json"),
        (b'{"Publications": {"PublicationDetail": []}} more', "lists.bad.json"),
        (b'{"id":"1","schema":"Person","properties":[]}\n', "lists.bad.shape"),
        (b'{"id":"1","schema":"Person","properties":{}\n{}\n', "lists.bad.json_line"),
    ],
)
def test_what_is_no_list(content: bytes, expected: str, tmp_path: Path):
    assert refusal(content, tmp_path).id == expected


def test_an_archive_instead_of_the_file(tmp_path: Path):
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("list.xml", CONTENT["un-xml"])
    message = refusal(path.read_bytes(), tmp_path)
    assert (message.id, message.values["kind"]) == ("lists.bad.archive", "ZIP")


def test_a_file_that_is_not_there(tmp_path: Path):
    for path, expected in (
        (tmp_path / "nothing.xml", "lists.bad.missing"),
        (tmp_path, "lists.bad.no_file"),
    ):
        with pytest.raises(GuillemetError) as caught:
            read(path)
        assert caught.value.message.id == expected


def test_a_missing_column(tmp_path: Path):
    message = refusal(changed("eu-csv", "NameAlias_WholeName", "Name"), tmp_path)
    assert message.id == "lists.bad.unknown"
    rest = b"\n".join(CONTENT["uk-csv"].splitlines()[:2]) + b"\n"
    assert refusal(rest, tmp_path).id == "lists.bad.none"


@pytest.mark.parametrize("name", TABLES)
def test_a_row_with_too_many_columns(name: str, tmp_path: Path):
    extra = b";" if name == "eu-csv" else b","
    lines = CONTENT[name].rstrip(b"\r\n\x1a").split(b"\n")
    lines[-1] = lines[-1].rstrip(b"\r") + extra
    message = refusal(b"\n".join(lines), tmp_path)
    assert message.id == "lists.bad.columns"
    assert message.values["n"] == message.values["wanted"] + 1
    assert message.values["line"] == len(lines)


def test_a_quotation_mark_in_the_wrong_place(tmp_path: Path):
    message = refusal(changed("ofac-csv", '"FABLE STAR"', '"FABLE "STAR""'), tmp_path)
    assert (message.id, message.values["line"]) == ("lists.bad.csv", 2)


BOMB = """<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>"""
OUTSIDE = '<!DOCTYPE x [<!ENTITY outside SYSTEM "{uri}">]>'


@pytest.mark.parametrize("name", XML)
def test_entities_and_document_types(name: str, tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    declaration, rest = CONTENT[name].decode().split("\n", 1)
    for prologue in (BOMB, OUTSIDE.format(uri=secret.as_uri()), '<!DOCTYPE x SYSTEM "x.dtd">'):
        used = "&d;" if prologue is BOMB else "&outside;"
        content = f"{declaration}\n{prologue}\n{rest.replace('1962', used)}"
        message = refusal(content.encode(), tmp_path)
        assert (message.id, message.values["line"]) == ("lists.bad.dtd", 2)


def test_xml_of_monstrous_depth_or_size(tmp_path: Path):
    start = b"<CONSOLIDATED_LIST><INDIVIDUAL>"
    deep = refusal(start + b"<a>" * 100_000, tmp_path)
    assert deep.id == "lists.bad.large"
    wide = refusal(start + b"<a b='cccccccc'/>\n" * 600_000, tmp_path)
    assert wide.id == "lists.bad.large"


def test_a_line_without_an_end(tmp_path: Path):
    header = CONTENT["opensanctions-csv"].split(b"\n")[0]
    message = refusal(header + b"\n" + b"x" * (LONGEST_LINE + 2 * PIECE), tmp_path)
    assert (message.id, message.values["line"]) == ("lists.bad.long", 2)


def test_a_value_without_an_end(tmp_path: Path):
    content = b'{"Publications": {"PublicationDetail": [{"Nom": "' + b"x" * (LARGEST_VALUE * 2)
    message = refusal(content, tmp_path)
    assert (message.id, message.values["record"]) == ("lists.bad.json", 1)


def long_register(records: int) -> Iterator[bytes]:
    """The French register on one line, as long as one wants it."""
    detail = [{"TypeChamp": "MOTIFS", "Valeur": [{"Motifs": "m" * 900}]}]
    yield b'{"Publications": {"PublicationDetail": ['
    for number in range(records):
        one = {"IdRegistre": number, "Nature": "Navire", "Nom": f"NOM \u00c9{number}"}
        text = json.dumps(one | {"RegistreDetail": detail}, ensure_ascii=False)
        yield (b"," if number else b"") + text.encode()
    yield b'], "DatePublication": "2026-05-31T07:26:40"}}'


def test_one_long_line_of_json_is_read_in_pieces(tmp_path: Path):
    path = tmp_path / "long.json"
    path.write_bytes(b"".join(long_register(3000)))
    assert path.stat().st_size > 40 * PIECE
    (found,) = find_lists([path])
    opened = found.open()
    assert opened.head.published == "2026-05-31"  # it stands behind the entries
    held = 0
    count = 0
    for entry in opened.entries(print):
        assert entry.names[0].text == f"NOM É{count}"
        count += 1
        held = max(held, len(entry.note))
    assert (count, held) == (3000, 900)
