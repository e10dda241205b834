"""Own words that are damaged, odd or in each other's way: nothing else suffers from them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.model.message import EnvironmentTrouble, GuillemetError, UserError, msg
from annotator.prelabel.cue_words import cue_index
from annotator.prelabel.gazetteer import first_names
from annotator.prelabel.lexicon import LexiconError, adopt, lexicons
from annotator.prelabel.own_lexicon import own_folder, take_up_own_words
from annotator.services import lexicon
from annotator.services.lexicon import Entry
from tests.core.prelabel_help import quotes, read


@pytest.fixture(autouse=True)
def shipped_words_again() -> Iterator[None]:
    """Own words are the process's: each test begins and ends without."""
    take_up_own_words()
    yield
    adopt({})


def write(name: str, text: str) -> Path:
    path = own_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def entry(kind: lexicon.KindId, word: str, language: str = "fr") -> Entry:
    return next(one for one in lexicon.entries(language, kind) if one.word == word)


def carry_out(plan: lexicon.Plan) -> None:
    """Make a change, and have this process's rules work with it."""
    lexicon.carry_out(plan)
    assert take_up_own_words() == ()


def switch_off(kind: lexicon.KindId, word: str, language: str = "fr") -> None:
    carry_out(lexicon.plan_switch_off(language, entry(kind, word, language)))


# Switching off


@pytest.mark.parametrize("verb", ["say", "ask", "speak"])
def test_a_verb_that_is_also_a_construction_takes_no_other_verb_with_it(verb: str) -> None:
    text = "Ada Kern warned that the plan would fail. Bo Lund announced that taxes would rise."
    assert len(quotes(text, "en")) == 2
    switch_off("verbs", verb, "en")
    assert len(quotes(text, "en")) == 2


def test_a_verb_that_is_switched_off_stays_in_the_other_lists_of_its_file() -> None:
    before = lexicons("fr").list("cues").texts("expressions.light")
    assert any(one.split()[0] == "dire" for one in before)
    switch_off("verbs", "dire")
    assert not quotes("Jean Valmont dit que le régime ment.")
    assert lexicons("fr").list("cues").texts("expressions.light") == before


def test_an_expression_can_still_be_removed_by_hand() -> None:
    before = lexicons("fr").list("cues").texts("expressions.preposition")
    write("fr/cues.toml", f"remove = [{before[0]!r}]\n")
    assert take_up_own_words() == ()
    assert lexicons("fr").list("cues").texts("expressions.preposition") == before[1:]


# Damaged files


@pytest.mark.parametrize(
    ("kind", "name", "content", "line"),
    [
        ("verbs", "cues", b'\n[[group]]\nverbs = ["persifler"]\n', 2),
        ("verbs", "cues", b'[[group]]\nclaim = "assert"\nverbs = ["a"]\n', 1),
        ("verbs", "cues", b'[[group]]\nclaim = "x"\nframes = ["say"]\nverbs = [1]\n', 4),
        ("sanctions", "sanctions", b'[[mention]]\nkind = "measure"\nscore = 0.8\n', 1),
        ("people", "people", b"[names]\nown = [1]\n", 2),
        ("people", "people", b'[names]\nown = "Ada Kern"\n', 2),
        ("verbs", "cues", b"\xff\xfe", None),
    ],
)
def test_a_damaged_file_is_told_left_out_and_not_written_over(
    kind: lexicon.KindId, name: str, content: bytes, line: int | None
) -> None:
    shipped = lexicon.entries("fr", kind)
    path = write(f"fr/{name}.toml", "")
    path.write_bytes(content)
    (problem,) = lexicon.problems()
    assert problem.values["file"] == str(path)
    assert problem.values.get("line") == line
    assert lexicon.entries("fr", kind) == shipped
    with pytest.raises(LexiconError):
        lexicon.plan_switch_off("fr", shipped[0])
    assert path.read_bytes() == content


def test_a_damaged_file_of_a_language_of_its_own_is_told() -> None:
    path = write("xx/cues.toml", '[[group]]\nverbs = ["zornir"]\n')
    assert str(path) in {one.values.get("file") for one in lexicon.problems()}
    assert lexicon.entries("xx", "verbs") == ()


def test_hidden_files_of_editors_are_passed_over() -> None:
    path = write("fr/people.toml", '[names]\nown = ["Zorglub"]\n')
    path.with_name(".#cues.toml").symlink_to("somebody@computer.1234")
    assert take_up_own_words() == ()
    assert entry("people", "Zorglub").state == "own"


def test_a_link_to_nothing_is_told_and_the_rest_works() -> None:
    path = write("fr/people.toml", '[names]\nown = ["Zorglub"]\n').with_name("cues.toml")
    path.symlink_to("nowhere.toml")
    (problem,) = take_up_own_words()
    assert problem.values["file"] == str(path)
    assert entry("people", "Zorglub").state == "own"
    assert entry("verbs", "affirmer").state == "shipped"
    path.unlink()
    assert take_up_own_words() == ()


# Writing


def contents() -> dict[str, bytes]:
    return {
        str(one.relative_to(own_folder())): one.read_bytes()
        for one in own_folder().rglob("*")
        if one.is_file()
    }


def blocked(name: str) -> Path:
    """A folder where a file would be written first, so that no write of it can succeed."""
    path = own_folder() / f"{name}.new"
    path.mkdir(parents=True)
    return path


@pytest.mark.parametrize("file", ["fr/organisations.toml", "fr/cities.toml", "history.json"])
def test_a_change_that_cannot_be_written_leaves_nothing_behind(file: str) -> None:
    """Making Paris an organisation changes two files and the list of changes."""
    carry_out(lexicon.plan_add("fr", Entry("people", "Ada Kern")))
    before = contents()
    in_the_way = blocked(file)
    with pytest.raises(EnvironmentTrouble) as caught:
        carry_out(lexicon.plan_add("fr", Entry("organisations", "Paris")))
    assert str(caught.value.message.values["file"]).endswith(file.rpartition("/")[2])
    assert contents() == before
    assert lexicon.last_change() == msg("lexicon.did_add", word="Ada Kern")
    in_the_way.rmdir()
    assert lexicon.take_back().values["word"] == "Ada Kern"


@pytest.mark.parametrize("file", ["fr/organisations.toml", "history.json"])
def test_an_undo_that_cannot_be_written_leaves_all_as_it_was(file: str) -> None:
    carry_out(lexicon.plan_add("fr", Entry("organisations", "Zarkovane")))
    carry_out(lexicon.plan_add("fr", Entry("organisations", "Paris")))
    before = contents()
    in_the_way = blocked(file)
    with pytest.raises(EnvironmentTrouble):
        lexicon.take_back()
    assert contents() == before
    assert lexicon.last_change() == msg("lexicon.did_add", word="Paris")
    in_the_way.rmdir()
    lexicon.take_back()
    assert entry("places", "Paris").state == "shipped"


def test_a_folder_that_cannot_be_made_changes_nothing() -> None:
    plan = lexicon.plan_add("fr", Entry("people", "Zorglub"))
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_text("a file in the folder's place")
    with pytest.raises(GuillemetError):
        carry_out(plan)
    assert own_folder().read_text() == "a file in the folder's place"
    own_folder().unlink()
    assert lexicon.last_change() is None
    assert all(one.word != "Zorglub" for one in lexicon.entries("fr", "people"))


# Verbs


def add_verb(word: str, *forms: str, language: str = "en") -> None:
    verb = Entry("verbs", word, claim="assert", frames=("say",), forms=forms)
    carry_out(lexicon.plan_add(language, verb))


@pytest.mark.parametrize(
    ("word", "forms", "said"),
    [
        ("zag back", ("zagged back",), "zagged back"),
        ("zag back", ("zagged",), "zagged back"),
        ("zing out", ("zang out", "zung out"), "has zung out"),
        ("zing out", (), "zinged out"),
    ],
)
def test_an_english_verb_of_two_words_reports_and_leaves_nothing_when_it_goes(
    word: str, forms: tuple[str, ...], said: str
) -> None:
    text = f"“We will not yield,” Ada Kern {said}."
    add_verb(word, *forms)
    (quote,) = quotes(text, "en")
    assert [one.lemma for one in quote.cues] == [word]
    carry_out(lexicon.plan_remove("en", entry("verbs", word, "en")))
    assert not list(own_folder().glob("*/*.toml"))


def test_a_verb_that_goes_leaves_the_forms_that_another_needs() -> None:
    add_verb("zing out", "zang", "zung")
    add_verb("zing back", "zang", "zung")
    carry_out(lexicon.plan_remove("en", entry("verbs", "zing out", "en")))
    assert lexicons("en").list("cues").texts("irregular")[0] == "zing zang zung"
    carry_out(lexicon.plan_remove("en", entry("verbs", "zing back", "en")))
    assert not list(own_folder().glob("*/*.toml"))


def test_a_verb_with_too_many_forms_is_refused_before_anything_is_written() -> None:
    verb = Entry("verbs", "zing", claim="assert", frames=("say",), forms=("zang", "zung", "zong"))
    with pytest.raises(UserError):
        lexicon.plan_add("en", verb)


def test_a_verb_of_an_unknown_construction_is_refused_before_anything_is_written() -> None:
    with pytest.raises(LexiconError):
        lexicon.plan_add("fr", Entry("verbs", "zorgloter", claim="assert", frames=("zorg",)))


def test_nothing_is_added_to_a_file_that_the_rules_cannot_work_with() -> None:
    path = write(
        "fr/sanctions.toml",
        '[[mention]]\nkind = "measure"\nstatus = "in_force"\npattern = "gel ("\nscore = 0.8\n',
    )
    assert take_up_own_words()
    term = Entry("sanctions", "droits punitifs", claim="measure", status="in_force")
    with pytest.raises(LexiconError) as caught:
        lexicon.plan_add("fr", term)
    assert caught.value.message.values["file"] == str(path)


def test_a_reflexive_verb_reports_whatever_its_apostrophe() -> None:
    text = "« C’est non », s’azorgue Jean Valmont."
    add_verb("s’azorguer", language="fr")
    assert len(quotes(text)) == 1
    (own,) = [one for one in lexicon.entries("fr", "verbs") if one.state == "own"]
    carry_out(lexicon.plan_remove("fr", own))
    assert not quotes(text)
    write("fr/cues.toml", '[[group]]\nclaim = "x"\nframes = ["say"]\nverbs = ["s’azorguer"]\n')
    assert take_up_own_words() == ()
    assert len(quotes(text)) == 1


# Setting anew, and forms that are switched off


def test_a_form_that_is_switched_off_is_shown_and_switched_on_again() -> None:
    text = "Act Up-Paris a manifesté."
    found = {(one.start, one.end, one.label) for one in read(text).entities}
    shipped = entry("organisations", "Act Up")
    assert "Act Up-Paris" in shipped.forms
    carry_out(lexicon.plan_switch_off("fr", shipped, "Act Up-Paris"))
    partly = entry("organisations", "Act Up")
    assert (partly.state, partly.gone) == ("partly", ("Act Up-Paris",))
    assert "Act Up-Paris" not in partly.forms
    assert partly in lexicon.find(lexicon.entries("fr", "organisations"), "up paris")
    carry_out(lexicon.plan_switch_on("fr", partly))
    assert entry("organisations", "Act Up") == shipped
    assert {(one.start, one.end, one.label) for one in read(text).entities} == found


def test_a_name_that_is_off_comes_back_with_forms_that_went_before_it() -> None:
    shipped = entry("organisations", "Act Up")
    carry_out(lexicon.plan_switch_off("fr", shipped, "Act Up-Paris"))
    switch_off("organisations", "Act Up")
    assert entry("organisations", "Act Up").state == "off"
    carry_out(lexicon.plan_switch_on("fr", entry("organisations", "Act Up")))
    assert entry("organisations", "Act Up") == shipped


def test_a_shipped_first_name_takes_the_gender_that_is_given_to_it() -> None:
    assert first_names("fr")["aigul"] == "f"
    carry_out(lexicon.plan_add("fr", Entry("first_names", "Aigul", gender="m")))
    assert first_names("fr")["aigul"] == "m"
    assert entry("first_names", "Aigul").gender == "m"
    carry_out(lexicon.plan_remove("fr", entry("first_names", "Aigul")))
    assert first_names("fr")["aigul"] == "f"
    assert not list(own_folder().glob("*/*.toml"))


def test_a_shipped_verb_keeps_only_the_construction_that_is_given_to_it() -> None:
    def frames() -> frozenset[str]:
        found = cue_index(lexicons("fr")).verbs["annonce"]
        return frozenset().union(*(one.frames for one in found if one.lemma == "annoncer"))

    before = frames()
    assert before > {"say"}
    verb = Entry("verbs", "annoncer", claim="warn", frames=("say",))
    carry_out(lexicon.plan_add("fr", verb))
    assert frames() == {"say"}
    assert quotes("Jean Valmont annonce que la réunion a lieu.")[0].cues[0].claim == "warn"
    carry_out(lexicon.plan_remove("fr", entry("verbs", "annoncer")))
    assert frames() == before


def test_a_shipped_role_takes_the_gender_that_is_given_to_it() -> None:
    def genders() -> list[str]:
        people = lexicons("fr").list("roles").table("people")
        return [name for name, listed in people.items() if "ministre" in listed]

    before = genders()
    carry_out(lexicon.plan_add("fr", Entry("roles", "Ministre", gender="f")))
    assert genders() == ["feminine"] != before
    carry_out(lexicon.plan_remove("fr", entry("roles", "ministre")))
    assert genders() == before


def test_a_shipped_name_keeps_its_other_forms_when_it_is_given_one_more() -> None:
    carry_out(lexicon.plan_add("fr", Entry("organisations", "Act Up", forms=("Zup",))))
    for name in ("Zup", "Act Up-Paris"):
        text = f"Elle a rejoint {name} hier."
        assert name in {text[one.start : one.end] for one in read(text).entities}
