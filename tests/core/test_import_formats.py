"""Reading files: encodings, line ends, the header of the press database, lines with annotations."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.importers import IMPORTERS
from annotator.importers.base import ImportRefused, Refused
from annotator.importers.decoding import decode
from annotator.importers.folders import found_files, importer_for
from annotator.importers.language import guess_language
from annotator.importers.plain_text import split_header
from annotator.messages import LANGUAGES, Translator
from annotator.model.dates import PartialDate
from annotator.model.imported import ImportedArticle
from annotator.model.interchange import line_to_json, parse_line, read_line, write_line
from annotator.model.interchange_checks import LineError
from tests.exchange_samples import TEXT, annotated_articles, english, french

FRENCH = "Le « régime » a jugé l’accord inacceptable, a-t-elle dit."


def read_text(path: Path, raw: bytes) -> ImportedArticle:
    path.write_bytes(raw)
    (found,) = IMPORTERS["text"].read(path)
    assert isinstance(found, ImportedArticle)
    return found


def sentence(error: ImportRefused | LineError, language: str = "fr") -> str:
    said = Translator(language).say(error.message)
    assert "{" not in said
    assert not said.startswith(error.message.id)
    return said


@pytest.mark.parametrize(
    ("raw", "warned"),
    [
        (FRENCH.encode(), False),
        (codecs.BOM_UTF8 + FRENCH.encode(), False),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), False),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), False),
        (codecs.BOM_UTF32_LE + FRENCH.encode("utf-32-le"), False),
        (FRENCH.encode("cp1252"), True),
    ],
)
def test_every_encoding_gives_the_same_text(raw: bytes, warned: bool):
    decoded = decode(raw)
    assert decoded.text == FRENCH
    assert bool(decoded.warnings) == warned


def test_windows_1252_is_warned_of_with_a_sample():
    (warning,) = decode(FRENCH.encode("cp1252")).warnings
    assert "« régime »" in Translator("fr").say(warning)


def test_all_line_ends_become_line_feeds_and_nothing_else_is_touched():
    raw = "\ufeffa\r\nb\rc\u2028d\u2029e\u00a0\u202fe\u0301\ufeff\x85\t ".encode()
    assert decode(raw).text == "a\nb\nc\nd\ne\u00a0\u202fe\u0301\ufeff\x85\t "


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "vide"),
        (b" \r\n\t", "vide"),
        ("\u2028\u00a0".encode(), "vide"),
        (b"%PDF-1.7 etc", "PDF"),
        (b"PK\x03\x04rest", "DOCX"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(range(256)) * 4, "binaire"),
        (FRENCH.encode("utf-16-le"), "UTF-16"),
        (b"un \x00 nul", "NUL (U+0000), à la position 3"),
        ("Oui.\ufdd0".encode(), "U+FDD0, à la position 4"),
        ("« été » né".encode() + b"\n\xe9t", "ligne 2 (octet 16)"),
        (b"d\xe9j\xe0 \x81", "0x81"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "UTF-16-LE"),
        (codecs.BOM_UTF8 + b"a\xe9b", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_by_name(raw: bytes, said: str):
    with pytest.raises(ImportRefused) as refused:
        decode(raw)
    assert said in sentence(refused.value)
    sentence(refused.value, "en")


@given(st.binary(max_size=80))
def test_any_bytes_are_decoded_or_refused(raw: bytes):
    try:
        text = decode(raw).text
    except ImportRefused:
        return
    assert text.strip()
    assert text.encode().decode() == text


@pytest.mark.parametrize(
    ("text", "date", "cut"),
    [
        (" date 2023-08 Les négociations", PartialDate(2023, 8), 14),
        ("date 2023 Les", PartialDate(2023), 10),
        (" date 2023-08-30\nLes", PartialDate(2023, 8, 30), 17),
        (" date 2023-13 Les", None, 0),
        ("La date 2023-08 est", None, 0),
        (" date 2023-08", None, 0),
    ],
)
def test_the_header_is_cut_and_counted(text: str, date: PartialDate | None, cut: int):
    assert split_header(text) == (date, cut)


def test_the_header_is_counted_after_byte_order_mark_and_line_ends(tmp_path: Path):
    found = read_text(tmp_path / "a.txt", "\ufeff date 2023-08\r\n\r\nTitre\r\n\r\n«Oui»".encode())
    assert found.body_start == len(" date 2023-08\n\n")
    assert found.text == "Titre\n\n«Oui»"
    assert (found.title, str(found.meta.published)) == ("Titre", "2023-08")


def test_a_header_alone_is_refused(tmp_path: Path):
    with pytest.raises(ImportRefused) as refused:
        read_text(tmp_path / "a.txt", b" date 2023-08 \n")
    assert "en-tête" in sentence(refused.value)


def test_the_seed_is_read_as_the_design_says(shared: Path):
    (found,) = IMPORTERS["text"].read(shared / "gold" / "seed.txt")
    assert isinstance(found, ImportedArticle)
    raw = (shared / "gold" / "seed.txt").read_bytes()
    assert found.raw == raw
    assert (" date 2023-08 " + found.text).encode() == raw
    assert (found.body_start, found.title, found.meta.language) == (14, None, "fr")


def test_the_language_is_told_by_common_words():
    assert guess_language(TEXT) == "fr"
    assert guess_language("The minister said that they would not sign it.") == "en"
    assert guess_language("12 345 😀") is None


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path):
    for name in ("b.txt", "a/z.txt", "a/.DS_Store", ".git/x.txt", "A.TXT", "notes.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Texte.")
    found = list(found_files([tmp_path, tmp_path / "b.txt"]))
    assert [one.name for one in found] == ["A.TXT", "b.txt", "notes.docx", "a/z.txt", "b.txt"]
    kinds = [importer_for(one.path, IMPORTERS) for one in found]
    assert [one and one.name for one in kinds] == ["text", "text", None, "text", "text"]


def test_annotated_lines_are_recognised_by_content_too(tmp_path: Path):
    path = tmp_path / "export.txt"
    path.write_text(write_line(french()), "utf-8")
    found = importer_for(path, IMPORTERS)
    assert found is not None
    assert found.name == "jsonl"


@pytest.mark.parametrize("document", [french(), english()], ids=["french", "english"])
def test_a_line_comes_back_exactly(document):
    assert read_line(write_line(document).encode()) == document


@given(annotated_articles())
def test_any_line_comes_back_exactly_and_is_one_line_for_every_reader(document):
    written = write_line(document)
    assert written.splitlines() == [written]
    assert read_line(written.encode()) == document


def changed(path: tuple, value: object) -> bytes:
    data = line_to_json(french())
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(data).encode()


MENTION = ("annotation", "mentions", 0)
QUOTE = ("annotation", "quotes", 1)
PAST_END = {"id": "past", "start": 10**6, "end": 10**6 + 3, "text": "fin"}
OVERLAPPING = [
    {"start": 0, "end": 4, "text": TEXT[:4]},
    {"start": 3, "end": 5, "text": TEXT[3:5]},
]
BAD_LINES = [
    ((*MENTION, "end"), 10**6, "12", "mentions item-1-Ada-1"),
    (MENTION, PAST_END, "dépasse", "mentions past, mention"),
    ((*MENTION, "end"), 0, "vide", "mentions item-1-Ada-1"),
    ((*MENTION, "start"), -3, "", "mentions item-1-Ada-1"),
    ((*MENTION, "start"), 1.5, "start", "mentions item-1-Ada-1"),
    ((*MENTION, "start"), True, "start", "mentions item-1-Ada-1"),
    ((*MENTION, "text"), "Inès Valmonx", "Inès Valmonx", "mentions item-1-Ada-1, mention"),
    ((*MENTION, "id"), "item-1-Ada-2", "deux fois", "item item-1-Ada-2"),
    ((*MENTION, "id"), None, "id", "mentions 1"),
    ((*MENTION, "origin"), {"by": "import", "score": True}, "score", "mentions item-1-Ada-1"),
    ((*MENTION, "form"), "nickname", "nickname", "mentions item-1-Ada-1"),
    ((*MENTION, "actor"), "nobody", "nobody", "mentions item-1-Ada-1"),
    ((*QUOTE, "speakers"), [{"mention": "item-1-Ada-3"}], "item-1-Ada-3", "quotes item-1-Ada-3"),
    ((*QUOTE, "segments"), [], "segments", "quotes item-1-Ada-3"),
    ((*QUOTE, "segments"), OVERLAPPING, "item-1-Ada-3", "quotes item-1-Ada-3"),
    (("annotation", "references", 0, "quotes"), ["x"], "x", "references item-1-Ada-5"),
    (("annotation", "decisions", 0, "suggestion"), "x", "x", "decisions x"),
    (("annotation", "decisions", 0, "item"), "x", "x", "decisions s-1-1"),
    (("annotation", "status"), "perfect", "perfect", "annotation"),
    (("annotation", "references", 0, "hedged"), "false", "hedged", "references item-1-Ada-5"),
    (("annotation", "gold"), "yes", "gold", "annotation"),
    (("annotation", "by"), " ", "by", "annotation"),
    (("annotation", "round"), 0, "round", "annotation"),
    (("annotation", "round"), 10**20, "round", "annotation"),
    (("annotation", "decisions", 0, "suggestion"), 7, "suggestion", "decisions 1"),
    (("annotation", "mentions"), {}, "mentions", "mentions"),
    (("annotation",), [], "annotation", "annotation"),
    (("suggestions", 0, "score"), "high", "score", "suggestions s-1-1"),
    (("suggestions", 0, "score"), True, "score", "suggestions s-1-1"),
    (("suggestions", 0, "id"), "", "id", "suggestions 1"),
    (("sha256",), "0" * 64, "000000000000", "text"),
    (("text",), TEXT + "\u2028", "U+2028", "text"),
    (("text",), TEXT + "\r\n", "U+000D", "text"),
    (("text",), "a\x00b", "NUL (U+0000), à la position 1", "text"),
    (("text",), "ab\ud800", "lone surrogate (U+D800), à la position 2", "text"),
    (("title",), "\udc00", "U+DC00", "title"),
    (("text",), " \n", "vide", "text"),
    (("text",), None, "text", ""),
    (("id",), "", "id", ""),
    (("body_start",), -1, "body_start", ""),
    (("body_start",), 10**20, "body_start", ""),
    (("meta", "published"), "2023-02-30", "2023-02-30", ""),
    (("format",), "guillemet-jsonl/2", "guillemet-jsonl/2", "format"),
]


@pytest.mark.parametrize(("path", "value", "said", "where"), BAD_LINES)
def test_a_line_that_is_not_sound_is_refused_with_its_place(path, value, said, where):
    raw = changed(path, value)
    with pytest.raises(LineError) as refused:
        read_line(raw)
    assert said in sentence(refused.value)
    sentence(refused.value, "en")
    assert refused.value.where == where


def test_a_score_that_nobody_could_write_again_is_refused():
    raw = changed(("suggestions", 0, "score"), 0.125).replace(b"0.125", b"1e999")
    with pytest.raises(LineError) as refused:
        read_line(raw)
    assert "score" in sentence(refused.value)


def test_an_annotation_without_an_id_gets_the_same_one_each_time():
    bare = changed(("annotation", "id"), None)
    annotation = read_line(bare).annotation
    assert annotation is not None
    assert annotation.id
    assert annotation.id == annotation.state.id
    assert read_line(bare).annotation == annotation
    other = changed(("annotation", "id"), "").replace(b'"round": 1', b'"round": 2')
    assert read_line(other).annotation.id != annotation.id
    again = write_line(read_line(bare))
    assert f'"id": "{annotation.id}"' in again
    assert read_line(again.encode()) == read_line(bare)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "JSON"),
        (b"[]", "objet"),
        (b'{"score": NaN}', "NaN"),
        (b'{"n": ' + b"9" * 5000 + b"}", "JSON"),
        (b"[" * 100_000, "niveaux"),
        (b'{"a": "\xff"}', "octet 7"),
    ],
)
def test_a_line_that_is_no_json_is_refused(raw: bytes, said: str):
    with pytest.raises(LineError) as refused:
        parse_line(raw)
    assert said in sentence(refused.value)


def test_one_bad_line_does_not_stop_the_rest(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    lines = [write_line(french(1)).encode(), b"{", b"", write_line(french(2)).encode()]
    path.write_bytes(b"\n".join(lines))
    first, bad, last = IMPORTERS["jsonl"].read(path)
    assert isinstance(bad, Refused)
    assert bad.line == 2
    assert isinstance(first, ImportedArticle)
    assert isinstance(last, ImportedArticle)
    assert (first.line, last.line) == (1, 4)
    assert first.annotations == (french(1).annotation,)
    assert (first.actors, first.proposals) == (french(1).actors, french(1).proposals)


def test_an_overlong_line_is_refused_and_the_next_one_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    good = write_line(french(1)).encode()
    monkeypatch.setattr("annotator.importers.jsonl._LONGEST_LINE", len(good) + 2)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * 5 * len(good) + b"\n" + good + b"\n")
    long, read = IMPORTERS["jsonl"].read(path)
    assert isinstance(long, Refused)
    assert (long.line, long.message.id) == (1, "import.line_too_long")
    assert isinstance(read, ImportedArticle)
    assert read.line == 2


def test_a_file_of_empty_lines_is_refused(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\n \n")
    with pytest.raises(ImportRefused):
        list(IMPORTERS["jsonl"].read(path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_format_has_its_name_for_people(language: str):
    say = Translator(language)
    assert all(say.knows(importer.title) for importer in IMPORTERS.values())
