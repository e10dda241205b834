"""Own words over the shipped ones: what they change, what is wrong with them, and the way back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.errors import UserError
from annotator.importers.language import guess_language
from annotator.learning.toml_text import toml_text
from annotator.messages import Translator
from annotator.model.message import GuillemetError, Message
from annotator.prelabel.lexicon import WordList, adopt, shipped_files, shipped_list
from annotator.prelabel.lexicon_entries import pattern_of, readable
from annotator.prelabel.own_lexicon import (
    OwnWords,
    adopt_sound,
    own_folder,
    refused,
    take_up_own_words,
)
from annotator.prelabel.pipeline import components, propose, versions
from annotator.services import lexicon
from annotator.services.lexicon import Entry
from annotator.services.lexicon_preview import preview
from annotator.services.prelabelling import Engine
from tests.core.prelabel_help import article, quotes, read
from tests.core.project_builders import add, make

VERSIONS = {one.name: one.version for one in components("fr")}

BUILT_SLOWLY = ("cities.toml", "countries.toml", "demonyms.toml", "regions.toml", "media.toml")
"""Files of names, which share their reader with those that are tried."""
SAID = "Jean Valmont a zorgloté que le régime mentait."
HIDDEN = "Zarkovane a vendu du pétrole."


def carry_out(plan: lexicon.Plan) -> None:
    """Make a change, and take it up as whoever reads texts next does."""
    lexicon.carry_out(plan)
    take_up_own_words()


def take_back() -> Message:
    """Undo the last change, and take that up."""
    did = lexicon.take_back()
    take_up_own_words()
    return did


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


def labels(text: str) -> set[tuple[str, str]]:
    draft = read(text)
    return {(text[one.start : one.end], one.label) for one in draft.entities}


VERB = '[[group]]\nclaim = "accuse"\nframes = ["say"]\nverbs = ["zorgloter"]\n'


def test_an_own_verb_reports_in_all_its_forms() -> None:
    assert not quotes(SAID)
    write("fr/cues.toml", VERB)
    assert take_up_own_words() == ()
    (quote,) = quotes(SAID)
    assert quote.cues[0].lemma == "zorgloter"
    assert quotes("Les ministres zorglotaient que le régime mentait.")


def test_a_removed_verb_reports_no_longer_and_comes_back_with_the_file() -> None:
    text = "Jean Valmont affirme que le régime ment."
    assert quotes(text)
    path = write("fr/cues.toml", 'remove = ["affirmer"]\n')
    take_up_own_words()
    assert not quotes(text)
    path.unlink()
    take_up_own_words()
    assert quotes(text)


def test_an_own_claim_goes_before_the_shipped_one() -> None:
    text = "Jean Valmont annonce que la réunion a lieu."
    before = quotes(text)[0].cues[0].claim
    write("fr/cues.toml", VERB.replace("zorgloter", "annoncer").replace("accuse", "warn"))
    take_up_own_words()
    assert before != "warn"
    assert quotes(text)[0].cues[0].claim == "warn"


def test_suggestions_name_the_own_words_that_they_were_made_with() -> None:
    own = str(VERSIONS["quotes"])
    assert versions("fr")["quotes"] == own
    write("fr/cues.toml", VERB)
    take_up_own_words()
    with_one = versions("fr")["quotes"]
    found = propose(article(SAID)).suggestions
    assert {one.source.partition("@")[2] for one in found} == {with_one}
    assert {one.item.origin.version for one in found} == {with_one}
    write("fr/cues.toml", VERB.replace("zorgloter", "bigloter"))
    take_up_own_words()
    assert versions("fr")["quotes"].startswith(f"{own}+")
    assert versions("fr")["quotes"] != with_one


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[group]]\nclaim = "x"\nframes = ["nonsense"]\nverbs = ["a"]\n', 3, "frames"),
        ('\n\nverbs = "nier"\n', 3, "verbs"),
        ('[[group]]\nclaim = "assert"\nverbs = ["a"]\n', 1, "frames"),
        ("[[group]\n", 1, "TOML"),
        ("remove = [1]\n", 1, "remove"),
    ],
)
def test_a_broken_own_file_is_told_with_file_and_line_and_left_out(
    text: str, line: int, words: str
) -> None:
    path = write("fr/cues.toml", text)
    write("fr/organisations.toml", '[names]\nown = ["Zarkovane"]\n')
    (problem,) = take_up_own_words()
    assert problem.values["file"] == str(path)
    assert problem.values["line"] == line
    for language in ("fr", "en"):
        assert words in Translator(language).say(problem)
    assert quotes("Jean Valmont affirme que le régime ment.")
    assert ("Zarkovane", "ORG") in labels(HIDDEN)


def test_a_file_of_no_list_is_told() -> None:
    write("fr/verbes.toml", 'a = ["b"]\n')
    (problem,) = take_up_own_words()
    assert "cues.toml" in Translator("en").say(problem)


def test_a_file_that_is_no_text_is_told() -> None:
    write("fr/cues.toml", "").write_bytes(b"\xff\xfe")
    assert take_up_own_words()[0].id == "lexicon.unreadable"


def test_the_process_takes_up_a_changed_lexicon_with_the_next_article() -> None:
    engine = Engine()
    try:
        kept = {one.item.id for one in engine.submit(article(SAID)).result().proposals.suggestions}
        write("fr/cues.toml", VERB)
        found = engine.submit(article(SAID)).result().proposals.suggestions
    finally:
        engine.close()
    assert len(found) > len(kept)
    assert any(one.source.startswith(f"quotes-fr@{VERSIONS['quotes']}+") for one in found)


# A language of its own


def foreign_words(name: str) -> str:
    """French lists with other words where a test looks: an invented language."""
    source = shipped_list("fr", name)
    assert source is not None
    text = source.source
    if name == "language.toml":
        text = text.replace('verbs = "fr"', 'verbs = "listed"')
        text = text.replace('"le", "la"', '"vel", "tor", "nam", "quis", "drem"')
        text += (
            '\n[[verb]]\nlemma = "zornir"\npresent = ["zornat"]\npast = ["zornu"]\n'
            'conditional = []\nparticiples = ["zorni"]\ngerund = "zornant"\n'
        )
    if name == "cues.toml":
        text += '\n[[group]]\nclaim = "assert"\nframes = ["say"]\nverbs = ["zornir"]\n'
    return text


def test_a_third_language_is_a_folder() -> None:
    for name in shipped_files("fr"):
        write(f"xx/{name}", foreign_words(name))
    assert take_up_own_words() == ()
    text = "« Nous ne céderons rien », zornat Paul Petrov, ministre. L'embargo continue."
    found = propose(article(text, "xx"))
    assert {one.source.partition("@")[0] for one in found.suggestions} == {
        "quotes-xx",
        "entities-xx",
        "sanctions-xx",
    }
    (quote,) = quotes(text, "xx")
    assert quote.cues[0].lemma == "zornir"
    assert [one[0].key for one in quote.speakers] == ["Paul Petrov"]
    assert guess_language("Vel tor nam quis drem. Nam vel quis.") == "xx"
    assert "xx" in lexicon.lexicon_languages()


def test_a_language_that_lacks_files_is_told_and_read_as_the_first() -> None:
    write("xx/cues.toml", foreign_words("cues.toml"))
    (problem,) = take_up_own_words()
    assert problem.id == "lexicon.incomplete"
    assert "quotes.toml" in str(problem.values["missing"])
    found = propose(article("Selon Paul Petrov, l'embargo continue.", "xx")).suggestions
    assert {one.source.partition("@")[0].rpartition("-")[2] for one in found} == {"fr"}


# Changing it


def entry(kind: lexicon.KindId, word: str) -> Entry:
    return next(one for one in lexicon.entries("fr", kind) if one.word == word)


@pytest.mark.parametrize(
    ("added", "text", "found"),
    [
        (Entry("people", "Zorglub"), "Zorglub est venu hier.", ("Zorglub", "PER")),
        (Entry("organisations", "Zarkovane"), HIDDEN, ("Zarkovane", "ORG")),
        (
            Entry("organisations", "Zarkovane", forms=("Zark",)),
            "Zark a vendu du pétrole.",
            ("Zark", "ORG"),
        ),
        (Entry("places", "Zubrowka"), "Zubrowka est loin.", ("Zubrowka", "LOC")),
        (Entry("works", "La Nuit zubre"), "Il lit La Nuit zubre.", ("La Nuit zubre", "MISC")),
        (Entry("organisations", "Paris"), "Elle aime Paris.", ("Paris", "ORG")),
    ],
)
def test_an_added_name_is_found(added: Entry, text: str, found: tuple[str, str]) -> None:
    assert found not in labels(text)
    carry_out(lexicon.plan_add("fr", added))
    assert lexicon.problems() == ()
    assert found in labels(text)
    take_back()
    assert found not in labels(text)
    assert not list(own_folder().glob("*/*.toml"))


def test_an_added_role_speaks() -> None:
    text = "« Nous ne céderons rien », affirme le mamamouchi."
    carry_out(lexicon.plan_add("fr", Entry("roles", "mamamouchi", gender="m")))
    assert quotes(text)[0].sources[0].head == "mamamouchi"


def test_an_added_sanctions_term_is_a_reference_whatever_its_marks() -> None:
    text = "Le pays subit des droits (punitifs) d’entrée depuis mai."
    term = Entry("sanctions", "droits (punitifs) d'entrée", claim="measure", status="in_force")
    assert not read(text).references
    carry_out(lexicon.plan_add("fr", term))
    (found,) = read(text).references
    assert (found.item.kind, found.item.status) == ("measure", "in_force")
    (shown,) = lexicon.find(lexicon.entries("fr", "sanctions"), "punitifs")
    assert lexicon.shown_word(shown) == "droits (punitifs) d'entrée"


def test_switching_off_and_on_again() -> None:
    carry_out(lexicon.plan_switch_off("fr", entry("organisations", "Gazprom")))
    assert entry("organisations", "Gazprom").state == "off"
    carry_out(lexicon.plan_switch_on("fr", entry("organisations", "Gazprom")))
    assert entry("organisations", "Gazprom").state == "shipped"
    assert not list(own_folder().glob("*/*.toml"))


def test_removing_an_own_name_brings_back_the_shipped_one_of_another_kind() -> None:
    carry_out(lexicon.plan_add("fr", Entry("organisations", "Paris")))
    carry_out(lexicon.plan_remove("fr", entry("organisations", "Paris")))
    assert ("Paris", "LOC") in labels("Elle aime Paris.")


def test_undo_goes_back_step_by_step_and_over_a_restart() -> None:
    first = Entry("verbs", "zorgloter", claim="accuse", frames=("say",))
    carry_out(lexicon.plan_add("fr", first))
    before = (own_folder() / "fr" / "cues.toml").read_text("utf-8")
    carry_out(lexicon.plan_add("fr", Entry("verbs", "bigloter", claim="x", frames=("say",))))
    assert take_back().values["word"] == "bigloter"
    assert (own_folder() / "fr" / "cues.toml").read_text("utf-8") == before
    assert take_back().values["word"] == "zorgloter"
    with pytest.raises(UserError):
        take_back()


def test_undo_does_not_lose_what_was_written_by_hand() -> None:
    carry_out(lexicon.plan_add("fr", Entry("people", "Zorglub")))
    path = write("fr/people.toml", '[names]\nown = ["Zorglub", "Zorgluba"]\n')
    with pytest.raises(UserError) as caught:
        take_back()
    assert caught.value.message.values["file"] == str(path)
    assert "Zorgluba" in path.read_text("utf-8")


def test_a_broken_own_file_is_not_written_over() -> None:
    path = write("fr/people.toml", "[names\n")
    with pytest.raises(GuillemetError):
        lexicon.plan_add("fr", Entry("people", "Zorglub"))
    assert path.read_text("utf-8") == "[names\n"


@pytest.mark.parametrize("kind", lexicon.KINDS)
@pytest.mark.parametrize("word", ["", "  ", "…", "12"])
def test_a_word_without_letters_is_refused(kind: lexicon.KindId, word: str) -> None:
    with pytest.raises(UserError):
        lexicon.plan_add("fr", Entry(kind, word, claim="assert", frames=("say",)))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", lexicon.KINDS)
def test_every_kind_lists_shipped_words(kind: lexicon.KindId, language: str) -> None:
    found = lexicon.entries(language, kind)
    assert len(found) >= 15
    assert len({one.word for one in found}) == len(found)


def test_shipped_sanctions_terms_read_as_plain_words() -> None:
    for language in ("fr", "en"):
        for one in lexicon.entries(language, "sanctions"):
            shown = lexicon.shown_word(one)
            assert shown, one.word
            assert not set(shown) & set("\\?*|[]+"), (shown, one.word)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=30))
def test_any_words_survive_their_way_into_a_file(words: str) -> None:
    data = {
        "remove": [words],
        "names": {"own": [words, "b"]},
        "group": [{"claim": words, "n": [1]}],
    }
    assert tomllib.loads(toml_text(data, "heading", "remove")) == data


@given(st.text("abé ('’)[]{}.*+?|\\^$", min_size=1, max_size=20))
def test_plain_words_are_shown_as_they_were_written(words: str) -> None:
    shown = " ".join(words.split()).replace("’", "'")
    assert readable(pattern_of(words)) == shown


def test_the_preview_shows_what_would_be_found_and_lost(tmp_path: Path) -> None:
    with make(tmp_path) as project:
        add(project, article_of("Titre\n\n" + SAID), article_of("Autre\n\nRien à lire ici."))
        plan = lexicon.plan_add("fr", Entry("verbs", "zorgloter", claim="accuse", frames=("say",)))
        shown = preview(project, plan)
        assert shown.articles == shown.looked == 1
        (found,) = [one for one in shown.differences if one.layer == "quote"]
        assert (found.effect, found.around) == ("found", SAID)
        assert not quotes(SAID)
        carry_out(plan)
        back = preview(project, lexicon.plan_remove("fr", entry("verbs", "zorgloter")))
        assert [one.effect for one in back.differences if one.layer == "quote"] == ["lost"]


def article_of(text: str):
    from tests.core.project_builders import article as made

    return made(text, text.partition("\n")[0])


def test_the_history_is_readable() -> None:
    carry_out(lexicon.plan_add("fr", Entry("people", "Zorglub")))
    rows = json.loads((own_folder() / "history.json").read_text("utf-8"))
    assert rows[0]["before"] == {"fr/people.toml": None}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sanctions.toml", '[[mention]]\nkind = "measure"\npattern = "gel"\nscore = "much"\n'),
        ("claims.toml", '[patterns]\nwarn = ["("]\n'),
        ("language.toml", 'ordinal = "("\n'),
        ("pronouns.toml", '[[subject]]\nform = "iel"\n'),
    ],
)
def test_what_only_fails_at_work_is_told_and_left_out(name: str, text: str) -> None:
    path = write(f"fr/{name}", text)
    (problem,) = take_up_own_words()
    assert problem.values["file"] == str(path)
    assert quotes("Jean Valmont affirme que le régime ment.")


def test_the_file_that_is_broken_is_left_out_and_no_other() -> None:
    """English names are looked for in French texts, too: the broken file is not the one read."""
    broken = write("fr/organisations.toml", "[names]\nown = 3\n")
    write("en/people.toml", '[names]\nown = ["Zorglub"]\n')
    (problem,) = take_up_own_words()
    assert problem.values["file"] == str(broken)
    text = "Zorglub came yesterday."
    found = [text[one.start : one.end] for one in read(text, "en").entities]
    assert found == ["Zorglub"]


VALUES = st.recursive(
    st.sampled_from(["", "a", "[", "que", "assert", "a | b"]) | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["claim", "frames", "verbs", "pattern", "x"]), inner)
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(
    st.sampled_from([name for name in shipped_files("fr") if name not in BUILT_SLOWLY]),
    st.dictionaries(
        st.sampled_from(
            [
                *("remove", "group", "names", "mention", "status", "people", "first_names", "verb"),
                *(
                    "words",
                    "patterns",
                    "expressions",
                    "order",
                    "label",
                    "subject",
                    "stems",
                    "lists",
                ),
            ]
        ),
        VALUES,
        min_size=1,
        max_size=2,
    ),
)
def test_whatever_an_own_file_says_the_rules_go_on(name: str, data: dict) -> None:
    own = WordList(f"/own/fr/{name}", "", data)
    reasons = adopt_sound(OwnWords({("fr", name): own})) if refused("fr", own) is None else ()
    assert all(Translator("fr").knows(one.id) for one in reasons)
    assert (
        propose(article("« Nous ne céderons rien », affirme Jean Valmont.")).suggestions
        or not reasons
    )
