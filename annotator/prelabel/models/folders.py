"""A model folder from elsewhere, looked at before anything in it is loaded.

A folder of spaCy's is configuration, JSON and msgpack; it has no code. What could make it run some
(other files, registered functions, links, patterns that never end) is refused here, by name. The
hash shows that the files are still those that a person agreed to; it does not show that they are
good.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.model.message import msg
from annotator.prelabel.models.allowed import allowed
from annotator.prelabel.models.configuration import (
    check_configuration,
    check_name,
    check_sources,
    factories,
    read_configuration,
)
from annotator.prelabel.models.meta import ModelMeta, read_meta
from annotator.prelabel.models.needs import obstacle
from annotator.prelabel.models.refusal import ModelRefused

_CODE = (".py", ".pyc", ".pyd", ".so", ".dll", ".dylib", ".exe", ".sh", ".bat", ".whl", ".pth")
_PICKLES = (".pkl", ".pickle", ".bin", ".pt", ".joblib", ".dill", ".ckpt", ".h5", ".npz")
_ARCHIVES = (".zip", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".7z", ".whl")
_UNLISTED = ("manifest.json", "README.md", "LICENSE", "LICENSES_SOURCES")
"""Files that a manifest need not name."""
_NAME_SURROGATE = 0x2000_0000
"""Bit of a reparse tag of Windows that says that the entry stands for another one (Microsoft,
"Reparse Point Tags")."""


@dataclass(frozen=True, slots=True)
class CheckedFolder:
    """A folder in which nothing forbidden was found.

    Attributes:
        folder: its resolved path.
        files: SHA-256 of each file, by its path in the folder, sorted.
        sha256: over all of them: what a consent is given to.
        size: in bytes.
    """

    folder: Path
    meta: ModelMeta
    files: tuple[tuple[str, str], ...]
    sha256: str
    size: int


def check_folder(path: Path) -> CheckedFolder:
    """Look through a model folder.

    Raises:
        ModelRefused: it is no folder, or holds something that it may not; the message names the
            file and says what to do.
    """
    if path.suffix.lower() in _ARCHIVES and not path.is_dir():
        raise ModelRefused(msg("models.folder.archive", file=str(path)))
    if not path.is_dir():
        raise ModelRefused(msg("models.folder.none", folder=str(path)))
    folder = path.resolve()
    if not os.path.lexists(folder / "config.cfg"):
        raise ModelRefused(msg("models.folder.no_model", folder=str(path)))
    found = _files(folder)
    configuration = read_configuration(folder / "config.cfg")
    check_sources(configuration, folder / "config.cfg")
    components = factories(configuration)
    for component in components:
        check_name(component, folder / "config.cfg")
    _check_names(folder, found, components)
    meta = read_meta(folder)
    for component in meta.components:
        check_name(component, folder / "meta.json")
    hindrance = obstacle(meta)
    if hindrance is not None:
        raise ModelRefused(hindrance)
    check_configuration(configuration, folder / "config.cfg")
    _check_tokenizer(folder / "tokenizer")
    hashes = {name: _sha256(folder / name) for name in sorted(found)}
    _check_manifest(folder, hashes)
    whole = hashlib.sha256("".join(f"{name}\0{one}\n" for name, one in hashes.items()).encode())
    return CheckedFolder(
        folder, meta, tuple(hashes.items()), whole.hexdigest(), sum(found.values())
    )


def _files(folder: Path) -> dict[str, int]:
    """The size of each file by its path in the folder; links and devices are refused.

    What the system's own windows leave in a folder (`.DS_Store`) is nothing of the model.
    """
    limits, found = allowed().limits, dict[str, int]()
    for entry in _below(folder):
        name = entry.relative_to(folder).as_posix()
        info = entry.lstat()
        regular = stat.S_ISREG(info.st_mode)
        if _stands_for_another(info) or not (regular or stat.S_ISDIR(info.st_mode)):
            raise _refused("models.folder.link", folder, name)
        if regular and name not in allowed().files["ignored"]:
            found[name] = info.st_size
        if len(found) > limits["files"]:
            raise ModelRefused(msg("models.folder.many", folder=str(folder), most=limits["files"]))
    if sum(found.values()) > limits["bytes"]:
        most = limits["bytes"] // 1_000_000
        raise ModelRefused(msg("models.folder.large", folder=str(folder), most=most))
    return found


def _stands_for_another(info: os.stat_result) -> bool:
    """Whether an entry is a link or a junction of Windows; Python 3.11 takes that for a folder."""
    tag: int = getattr(info, "st_reparse_tag", 0)
    return stat.S_ISLNK(info.st_mode) or bool(tag & _NAME_SURROGATE)


def _below(folder: Path) -> Iterator[Path]:
    """Everything in a folder; links are given and not followed."""
    for entry in sorted(folder.iterdir()):
        yield entry
        if entry.is_dir() and not entry.is_symlink():
            yield from _below(entry)


def _check_names(folder: Path, found: dict[str, int], components: dict[str, str]) -> None:
    """Refuse every file that has no place in a model folder."""
    places = allowed().files
    for name in found:
        first, _, rest = name.partition("/")
        if not rest:
            fits = first in places["top"]
        elif first == "vocab":
            fits = rest in places["vocab"]
        else:
            fits = first in components and rest in places["component"]
        if not fits:
            suffix = Path(name).suffix.lower()
            kind = "code" if suffix in _CODE else "pickle" if suffix in _PICKLES else "file"
            raise _refused(f"models.folder.{kind}", folder, name)


def _check_tokenizer(path: Path) -> None:
    """Refuse a tokenizer whose patterns are longer than any that we know."""
    import srsly  # type: ignore[import-untyped]  # spaCy's own msgpack; it loads no spaCy

    if not path.exists():
        return
    try:
        data: Any = srsly.msgpack_loads(path.read_bytes())
        patterns = {key: one for key, one in data.items() if key != "exceptions"}
    except Exception as error:  # whatever is wrong with these bytes, they are no tokenizer
        why = f"{type(error).__name__}: {error}"
        raise ModelRefused(msg("models.folder.tokenizer", file=str(path), why=why)) from error
    most = allowed().limits["pattern"]
    for key, pattern in patterns.items():
        if pattern is None or isinstance(pattern, bool):
            continue
        if not isinstance(pattern, str):
            raise ModelRefused(msg("models.folder.tokenizer", file=str(path), why=str(key)))
        known = hashlib.sha256(pattern.encode()).hexdigest() in allowed().patterns
        if len(pattern) > most and not known:
            raise ModelRefused(
                msg("models.folder.pattern", file=str(path), key=str(key), most=most)
            )


def _check_manifest(folder: Path, hashes: dict[str, str]) -> None:
    """Compare the files with the folder's own manifest, if there is one."""
    path = folder / "manifest.json"
    if not path.exists():
        return
    try:
        listed = {
            str(name): str(one)
            for name, one in json.loads(path.read_text("utf-8"))["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        why = f"{type(error).__name__}: {error}"
        raise ModelRefused(msg("models.folder.manifest", file=str(path), why=why)) from error
    for name, value in hashes.items():
        if name not in _UNLISTED and listed.get(name) != value:
            raise _refused("models.folder.changed", folder, name)
    for name in listed:
        if name not in hashes and name not in allowed().files["ignored"]:
            raise _refused("models.folder.missing", folder, name)


def _sha256(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _refused(message_id: str, folder: Path, name: str) -> ModelRefused:
    return ModelRefused(msg(message_id, folder=str(folder), file=name))
