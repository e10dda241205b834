"""Whatever bytes a list is made of: it is read, or refused with a sentence, and nothing else."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.messages import Translator
from annotator.model.listed import ListedEntry
from annotator.model.message import GuillemetError, Message
from annotator.sanctions.lists import READERS
from annotator.sanctions.lists.reading import find_lists

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "lists"
CONTENT = {name: next(GOLDEN.glob(f"{name}.*")).read_bytes() for name in READERS}


def read(path: Path) -> list[ListedEntry | Message]:
    (found,) = find_lists([path])
    left_out: list[Message] = []
    return [*found.open().entries(left_out.append), *left_out]


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["cut", "insert", "replace", "double", "drop"]),
        st.floats(0, 1),
        st.binary(min_size=0, max_size=6),
    ),
    min_size=1,
    max_size=6,
)


def mutated(content: bytes, steps: list[tuple[str, float, bytes]]) -> bytes:
    for kind, place, given_bytes in steps:
        at = int(place * len(content))
        if kind == "cut":
            content = content[:at]
        elif kind == "insert":
            content = content[:at] + given_bytes + content[at:]
        elif kind == "replace":
            content = content[:at] + given_bytes + content[at + len(given_bytes) :]
        elif kind == "double":
            content = content[:at] + content[at : at + 40] + content[at:]
        else:
            content = content[:at] + content[at + 9 :]
    return content


@pytest.mark.parametrize("name", READERS)
@given(steps=MUTATIONS)
def test_whatever_happens_to_a_file_is_told(
    name: str, steps: list[tuple[str, float, bytes]], tmp_path_factory: pytest.TempPathFactory
):
    path = tmp_path_factory.getbasetemp() / f"mutated-{name}"
    path.write_bytes(mutated(CONTENT[name], steps))
    try:
        found = read(path)
    except GuillemetError as error:
        refused = error.message
    else:
        refused = None
    if refused is not None:
        assert refused.id.startswith("lists.bad.")
        assert Translator("en").say(refused)
        return
    for entry in found:
        if isinstance(entry, ListedEntry):
            assert entry.key
            assert entry.names[0].kind == "primary"
            repr(entry).encode()  # every word of it can be stored


@given(content=st.binary(max_size=300))
def test_any_bytes_are_told(content: bytes, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.getbasetemp() / "any-bytes"
    path.write_bytes(content)
    with pytest.raises(GuillemetError):
        read(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["IdRegistre", "Nature", "Nom", "RegistreDetail", "TypeChamp", "Valeur", "Annee"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(value=JSON)
def test_json_of_any_shape_is_told(value: object, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.getbasetemp() / "shape"
    ftm = {"id": "1", "schema": "Person", "target": True, "properties": value}
    for text in (
        json.dumps({"Publications": {"PublicationDetail": value}}),
        json.dumps({"Publications": value}),
        json.dumps(ftm) + "\n",
        json.dumps(ftm | {"properties": {"name": value, "nationality": value}}) + "\n",
    ):
        path.write_text(text, encoding="utf-8")
        with contextlib.suppress(GuillemetError):
            assert all(isinstance(one, ListedEntry | Message) for one in read(path))
