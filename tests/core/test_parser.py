"""The French parser: the treebank on our tokens, its training, and what it says of a text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.learning.parser import canonical, load, parse
from annotator.learning.parser_training import train
from annotator.learning.parser_treebank import (
    TreebankError,
    part_file,
    read_treebank,
    treebank_docs,
)
from annotator.spacy_language import blank

BREAD = """\
# sent_id = essai_1
# text = "Du pain", a-t-elle dit au vice-président.
1	"	"	PUNCT	_	_	4	punct	_	SpaceAfter=No
2-3	Du	_	_	_	_	_	_	_	_
2	De	de	ADP	_	_	4	case	_	_
3	le	le	DET	_	Gender=Masc|Number=Sing	4	det	_	_
4	pain	pain	NOUN	_	Gender=Masc|Number=Sing	9	obj	_	SpaceAfter=No
5	"	"	PUNCT	_	_	4	punct	_	SpaceAfter=No
6	,	,	PUNCT	_	_	9	punct	_	_
7	a	avoir	AUX	_	Mood=Ind	9	aux	_	SpaceAfter=No
8	-t-elle	elle	PRON	_	Gender=Fem|Number=Sing	9	nsubj	_	_
9	dit	dire	VERB	_	_	0	root	_	_
10-11	au	_	_	_	_	_	_	_	_
10	à	à	ADP	_	_	12	case	_	_
11	le	le	DET	_	Gender=Masc|Number=Sing	12	det	_	_
12	vice-président	vice-président	NOUN	_	Gender=Masc|Number=Sing	9	obl	_	SpaceAfter=No
13	.	.	PUNCT	_	_	9	punct	_	_

"""
MEETING = """\
# sent_id = essai_2
# text = La réunion du rendez-vous commence.
1	La	le	DET	_	Gender=Fem|Number=Sing	2	det	_	_
2	réunion	réunion	NOUN	_	Gender=Fem|Number=Sing	6	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	Gender=Masc|Number=Sing	5	det	_	_
5	rendez-vous	rendez-vous	NOUN	_	Gender=Masc	2	nmod	_	_
6	commence	commencer	VERB	_	Mood=Ind	0	root	_	SpaceAfter=No
7	.	.	PUNCT	_	_	6	punct	_	_

"""


def rows(tmp_path: Path, conllu: str) -> list[tuple[str, str, str, str]]:
    file = tmp_path / "essai-train.conllu"
    file.write_text(conllu, encoding="utf-8")
    (doc,) = treebank_docs(read_treebank(file), blank("fr"))
    return [(one.text, one.pos_, one.dep_, one.head.text) for one in doc]


def test_a_contraction_is_one_word_that_takes_the_part_of_its_preposition(tmp_path: Path):
    found = rows(tmp_path, BREAD)
    assert ("Du", "ADP", "case", "pain") in found
    assert ("au", "ADP", "case", "vice-président") in found
    assert not {"le", "De", "à"} & {word for word, *_ in found}


def test_an_inverted_pronoun_is_the_subject_of_its_verb(tmp_path: Path):
    assert ("-t-elle", "PRON", "nsubj", "dit") in rows(tmp_path, BREAD)


def test_straight_quotes_of_the_treebank_become_guillemets(tmp_path: Path):
    words = [word for word, *_ in rows(tmp_path, BREAD)]
    assert words[:4] == ["«", "Du", "pain", "»"]


def test_the_pieces_of_a_word_hang_on_the_first(tmp_path: Path):
    found = rows(tmp_path, MEETING)
    first, *rest = [row for row in found if row[0] in {"rendez", "-vous"}]
    assert first[2:] == ("nmod", "réunion")
    assert rest
    assert {row[3] for row in rest} == {first[0]}


@pytest.mark.parametrize(
    ("conllu", "line"),
    [
        (BREAD.replace("\tPRON\t_", "\tPRON"), 11),
        (BREAD.replace("9	dit	", "9	dirent	"), 12),
    ],
)
def test_a_broken_treebank_is_refused_with_its_line(tmp_path: Path, conllu: str, line: int):
    with pytest.raises(TreebankError) as caught:
        rows(tmp_path, conllu)
    assert caught.value.message.values["line"] == line


def test_a_folder_without_a_part_is_refused(tmp_path: Path):
    with pytest.raises(TreebankError) as caught:
        part_file(tmp_path, "dev")
    assert caught.value.message.values == {"folder": str(tmp_path), "part": "dev", "found": 0}


@given(st.text())
def test_the_parsers_form_of_a_text_keeps_every_place(text: str):
    assert len(canonical(text)) == len(text)


def test_marks_become_those_that_the_parser_knows():
    assert canonical('l’ami dit\u00a0: "oui" et “non”') == "l'ami dit : «oui» et «non»"


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A parser that has seen two sentences, often."""
    folder = tmp_path_factory.mktemp("treebank")
    for part, times in (("train", 30), ("dev", 1), ("test", 1)):
        (folder / f"essai-{part}.conllu").write_text((BREAD + MEETING) * times, "utf-8")
    train(folder, folder / "parser", epochs=12)
    return folder / "parser"


def test_training_writes_a_model_with_its_figures(trained: Path):
    figures = json.loads((trained / "figures.json").read_text("utf-8"))
    assert figures["test"]["sentences"] == 2
    assert figures["test"]["las"] == 1.0


def test_the_model_says_places_of_the_text_itself(trained: Path):
    text = "La réunion commence.\n\n«\u00a0Du pain\u00a0», a-t-elle dit au vice-président."
    words = parse(load(trained), text)
    found = {text[one.start : one.end]: one for one in words}
    assert found["-t-elle"].relation == "nsubj"
    assert text[words[found["-t-elle"].head].start :].startswith("dit")
    assert (found["pain"].gender, found["pain"].number) == ("m", "s")
    assert all(text[one.start : one.end].strip() for one in words)


def test_a_text_without_words_has_none(trained: Path):
    assert parse(load(trained), " \n ") == ()


def test_loading_leaves_the_slow_french_of_spacy_alone(trained: Path):
    code = (
        "import sys; from pathlib import Path; from annotator.learning.parser import load;"
        "load(Path(sys.argv[1])); print('spacy.lang.fr' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(trained)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
