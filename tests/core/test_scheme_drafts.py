"""Scheme files and drafts: what a file may hold, what a step of editing gives, what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.messages import Translator
from annotator.model.scheme import Label
from annotator.model.scheme_draft import Draft, Place, free_id
from annotator.model.scheme_form import scheme_from_data, scheme_to_data
from annotator.services.schemes import (
    load_scheme,
    read_scheme_file,
    scheme_names,
    write_scheme_file,
)

CLAIMS: Place = ("group", "claim_types")
SHIPPED = load_scheme("diplomacy")


def named(label_id: str, key: str = "", **more: object) -> Label:
    return Label(label_id, (("fr", label_id.title()), ("en", label_id.title())), key, **more)


def scheme_words(error: pytest.ExceptionInfo[UserError]) -> str:
    return Translator("fr").say(error.value.message)


# Files


@pytest.mark.parametrize("name", scheme_names())
def test_a_scheme_written_to_a_file_is_the_same_when_read(name: str, tmp_path: Path):
    path = tmp_path / "schema.toml"
    write_scheme_file(load_scheme(name), path, "À partager\nde main en main")
    assert read_scheme_file(path) == load_scheme(name)


texts = st.lists(
    st.tuples(st.sampled_from(["fr", "en", "de"]), st.text(max_size=12)), max_size=3
).map(lambda pairs: tuple(dict(pairs).items()))


@given(
    st.lists(
        st.builds(
            Label,
            id=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=6),
            name=texts,
            rule=texts,
            retired=st.booleans(),
            since=st.integers(1, 9),
            takes=st.lists(st.text(max_size=5), max_size=2).map(tuple),
        ),
        max_size=5,
        unique_by=lambda one: one.id,
    )
)
def test_any_label_survives_its_form(labels: list[Label]):
    groups = tuple(
        (group, tuple(labels) if group == "claim_types" else there)
        for group, there in SHIPPED.groups
    )
    scheme = replace(SHIPPED, groups=groups)
    assert scheme_from_data(scheme_to_data(scheme), "s.toml") == scheme


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = 3", "identifiant"),
        ('id = "a b"\nversion = 1', "identifiant"),
        ("[[", "TOML"),
        ('extends = "nowhere"\nid = "a"\nversion = 1', "nowhere"),
        ('extends = "diplomacy"\nid = "a"\nversion = 1\n[name]\n[[claim_types]]\nid = "x"\n'
         'merged_into = "y"', "merged_into"),
        ('extends = "diplomacy"\nid = "a"\nversion = 1\n[name]\n[[attributes]]\nid = "x"\n'
         'of = "word"', "attributes[1].of"),
    ],
)  # fmt: skip
def test_a_bad_scheme_file_is_named_with_its_field(text: str, said: str, tmp_path: Path):
    path = tmp_path / "mauvais.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError) as error:
        read_scheme_file(path)
    assert said in scheme_words(error)


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path):
    path = tmp_path / "latin.toml"
    path.write_bytes(b'id = "\xe9"')
    for wrong in (path, tmp_path / "nulle-part.toml"):
        with pytest.raises(UserError) as error:
            read_scheme_file(wrong)
        assert wrong.name in scheme_words(error)


# Drafts


def test_steps_of_a_draft_keep_ids_and_the_order_of_the_codebook():
    draft = Draft.of(SHIPPED)
    assert not draft.changed
    draft = draft.add(CLAIMS, named("threat", "t"), at=2).move(CLAIMS, "threat", 1)
    draft = draft.rename(CLAIMS, "warn", (("fr", "Alerte"), ("en", "Alert")))
    ids = [one.id for one in draft.scheme.labels("claim_types")]
    assert ids[:5] == ["demand", "commit", "warn", "threat", "deny"]
    assert draft.label(CLAIMS, "warn").title("fr") == "Alerte"
    assert draft.label(CLAIMS, "threat").since == 2
    assert draft.label(CLAIMS, "warn").since == 1
    assert draft.scheme.reference == "diplomacy@2"
    assert draft.forget(CLAIMS, "threat").labels(CLAIMS)[2].id == "warn"


def test_a_draft_refuses_what_no_file_could_hold():
    draft = Draft.of(SHIPPED)
    for step in (
        lambda: draft.add(CLAIMS, named("warn")),
        lambda: draft.add(CLAIMS, named("threat", "d")),
        lambda: draft.merge(CLAIMS, "warn", "warn"),
        lambda: draft.retire(CLAIMS, "warn").merge(CLAIMS, "deny", "warn"),
        lambda: draft.rename(CLAIMS, "nobody", ()),
        lambda: draft.split(CLAIMS, "warn", (named("one"),)),
        lambda: draft.forget(CLAIMS, "warn"),
        lambda: draft.add_attribute("a b", "quote", ()),
    ):
        with pytest.raises(UserError):
            step()


def test_the_last_label_of_a_group_cannot_be_retired():
    draft = Draft.of(SHIPPED)
    for label in SHIPPED.labels("claim_types")[:-1]:
        draft = draft.retire(CLAIMS, label.id)
    with pytest.raises(UserError, match="none_left"):
        draft.retire(CLAIMS, "other")


def test_what_was_merged_follows_a_second_merge():
    draft = Draft.of(SHIPPED).merge(CLAIMS, "warn", "deny").merge(CLAIMS, "deny", "assert")
    assert draft.moves == ((CLAIMS, "warn", "assert"), (CLAIMS, "deny", "assert"))
    assert draft.bring_back(CLAIMS, "warn").moves == ((CLAIMS, "deny", "assert"),)


def test_an_id_is_made_of_a_name():
    labels = (named("menace_implicite"),)
    assert free_id(labels, "Menace implicite") == "menace_implicite_2"
    assert free_id(labels, "  Où ça ?") == "ou_ca"
    assert free_id(labels, "…") == "label"
