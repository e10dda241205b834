"""The texts that travel with the program: the codebook, the sample articles, the tutorial."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from annotator.importers.dateline import dateline
from annotator.importers.plain_text import PlainText
from annotator.model.article import text_sha256, title_line
from annotator.model.checks import open_points, problems
from annotator.model.codec import item_from_json
from annotator.model.interchange import read_line, write_line
from annotator.model.items import Mention, Quote, SanctionsReference, item_actors, item_spans
from annotator.model.scheme import GROUPS, Scheme
from annotator.model.scheme_form import scheme_from_data

RESOURCES = files("resources")
ARTICLES = {
    entry.name: entry.read_text(encoding="utf-8")
    for entry in RESOURCES.joinpath("samples/articles").iterdir()
    if entry.name.endswith(".txt")
}
FRENCH = [name for name in ARTICLES if name.startswith("fr-")]
TUTORIAL = json.loads(RESOURCES.joinpath("samples/tutorial.jsonl").read_text(encoding="utf-8"))
ITEMS = [
    item_from_json(name, value)
    for name in ("mention", "quote", "reference")
    for value in TUTORIAL["annotation"][f"{name}s"]
]
MENTIONS = [item for item in ITEMS if isinstance(item, Mention)]
QUOTES = [item for item in ITEMS if isinstance(item, Quote)]
REFERENCES = [item for item in ITEMS if isinstance(item, SanctionsReference)]
HEADER = re.compile(r" date \d{4}-\d{2}(?:-\d{2})? \w")

HAZARDS = [
    ("a guillemet glued to its elision", "fr-drones.txt", r"\w'«\w+»"),
    ("no space inside guillemets", "fr-drones.txt", r"«\w[^»]*\w»"),
    ("a no-break space inside guillemets", "fr-petrole.txt", "«\u00a0[^»]*\u00a0»"),
    ("a narrow no-break space inside guillemets", "fr-banque.txt", "«\u202f[^»]*\u202f»"),
    ("guillemets inside guillemets", "fr-banque.txt", r"«[^»]*«[^»]*»[^«]*»"),
    ("curved quotes inside guillemets", "fr-petrole.txt", r"«[^»]*“[^”]*”[^»]*»"),
    ("straight quotes inside guillemets", "fr-drones.txt", r"«[^»]*'\w+'[^»]*»"),
    ("single quotes inside double ones", "en-chips.txt", r"\"[^\"]*'\w+'[^\"]*\""),
    ("curved single quotes inside double ones", "en-darfur.txt", r"“[^”]*‘[^’]*’[^”]*”"),
    ("a quote reopened in the next paragraph", "en-darfur.txt", r"“[^”]*\n\n“"),
    ("a guillemet that is never closed", "fr-niger.txt", r"«[^»]*\n\n[^»]*«"),
    ("a one-word fragment", "fr-petrole.txt", "«\u00a0\\w+\u00a0»"),
    ("an inverted cue without comma", "fr-niger.txt", r"» a-t-il \w+"),
    ("a second cue after the quote", "fr-drones.txt", r"», lui avait dit .*avant de poursuivre"),
    ("one quote over two sentences", "fr-petrole.txt", "par principe, a-t-il corrigé. Il a"),
    ("a participle at the start", "fr-cargo.txt", r"\n\nQualifiant "),
    ("a participle after the quote", "fr-niger.txt", ", appelant les autorités"),
    ("an adverb inside a compound tense", "fr-drones.txt", r"a encore soutenu"),
    ("indirect speech beside guillemets", "fr-banque.txt", r"»[^.»]* et qu’aucun client"),
    ("Pour lui", "fr-drones.txt", r"\nPour lui, "),
    ("selon", "fr-petrole.txt", r"Selon elle, "),
    ("d'après", "fr-banque.txt", "D’après un rapport"),
    ("a paragraph that opens with a floating quote", "fr-cargo.txt", "\n\n«\u00a0Ce [^»]*» Mme"),
    ("a council that is not the Security Council", "fr-drones.txt", "Conseil de sécurité national"),
    ("the Security Council beside it", "fr-drones.txt", "Conseil de sécurité de l'ONU"),
    ("the same words in headline and body", "fr-petrole.txt", "(«\u00a0On ne [^»]*»).*\n.*\\1"),
    ("a dialogue with dashes", "fr-banque.txt", "\n—\u202fVous [^\n]*\n\n—\u202fJe "),
    ("an unnamed source", "fr-petrole.txt", "confie une source proche"),
    ("an institution named by its place", "fr-petrole.txt", r"Bercy s'est dit"),
    ("quotation marks that quote nobody", "fr-petrole.txt", "la «\u00a0flotte fantôme\u00a0»"),
    ("an emoji before a quote", "fr-niger.txt", "[\U0001f300-\U0001faff] «"),
    ("an emoji before an English quote", "en-assets.txt", '[\U0001f300-\U0001faff]\\S* "'),
    ("a false friend of sanctions", "fr-banque.txt", "sanction disciplinaire"),
]


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    text = RESOURCES.joinpath("schemes/diplomacy.toml").read_text(encoding="utf-8")
    return scheme_from_data(tomllib.loads(text), "diplomacy.toml")


def test_the_scheme_has_every_group_and_the_claim_types_in_the_order_of_decision(scheme: Scheme):
    assert scheme.reference == "diplomacy@1"
    assert all(scheme.labels(group) for group in GROUPS)
    assert " ".join(label.id for label in scheme.labels("claim_types")) == (
        "demand commit warn deny accuse legal condemn support predict assert other"
    )


@pytest.mark.parametrize("group", GROUPS)
def test_every_label_is_named_and_defined_in_both_languages_and_has_a_plain_key(
    scheme: Scheme, group
):
    for label in scheme.labels(group):
        assert re.fullmatch("[a-z]", label.key), label.id
        for texts in (label.name, label.definition):
            assert [language for language, text in texts if text] == ["fr", "en"], label.id


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_claim_type_has_a_verb_a_rule_and_examples(scheme: Scheme, language: str):
    for label in scheme.labels("claim_types"):
        assert label.brief(language)
        assert dict(label.rule)[language]
        assert [code for code, _ in label.examples].count(language) == 2, label.id
        assert [code for code, _ in label.counter_examples].count(language) == 1, label.id


def test_there_are_five_french_and_three_english_articles():
    assert len(FRENCH) == 5
    assert len(ARTICLES) == 8


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_of_the_length_of_a_dispatch_and_has_a_header_or_a_title(name: str):
    text = ARTICLES[name]
    assert "\r" not in text
    assert text.endswith("\n")
    assert 250 <= len(re.findall(r"\w[\w'’-]*", text)) <= 450
    assert bool(HEADER.match(text)) != bool(title_line(text))


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_imported_with_its_language_and_its_date(name: str):
    with as_file(RESOURCES.joinpath("samples/articles", name)) as path:
        (article,) = PlainText().read(path)
    header = HEADER.match(ARTICLES[name])
    assert article.meta.language == name[:2]
    dated = bool(header) or dateline(ARTICLES[name]) is not None
    assert bool(article.meta.published) == dated
    assert article.text == ARTICLES[name][article.body_start :]
    assert bool(article.body_start) == bool(header)
    assert article.warnings == ()


def test_both_forms_of_header_occur():
    headed = [name for name, text in ARTICLES.items() if HEADER.match(text)]
    assert 3 <= len(headed) < len(ARTICLES)


@pytest.mark.parametrize(("hazard", "name", "pattern"), HAZARDS, ids=[row[0] for row in HAZARDS])
def test_the_articles_show_every_difficulty(hazard: str, name: str, pattern: str):
    assert re.search(pattern, ARTICLES[name], re.DOTALL), hazard


@pytest.mark.parametrize("name", ARTICLES)
def test_the_readme_describes_every_article(name: str):
    assert f"`{name}`" in RESOURCES.joinpath("samples/README.md").read_text(encoding="utf-8")


def test_the_tutorial_is_one_of_the_articles_as_it_stands():
    text = ARTICLES[TUTORIAL["meta"]["source_file"]]
    assert TUTORIAL["text"] == text
    assert TUTORIAL["sha256"] == text_sha256(text)
    assert TUTORIAL["title"] == title_line(text)
    assert TUTORIAL["annotation"]["gold"]


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_span_of_the_tutorial_is_in_its_text(item):
    for role, span in item_spans(item):
        assert TUTORIAL["text"][span.start : span.end] == span.text, role


def test_the_tutorial_is_written_as_the_program_writes_it():
    raw = RESOURCES.joinpath("samples/tutorial.jsonl").read_bytes()
    assert f"{write_line(read_line(raw))}\n".encode() == raw


def test_the_tutorial_is_complete_and_sound_by_the_rules_of_the_program(scheme: Scheme):
    line = read_line(RESOURCES.joinpath("samples/tutorial.jsonl").read_bytes())
    assert line.gold
    assert line.annotation is not None
    actors = {actor.id: actor for actor in line.actors}
    assert open_points(line.article.text, line.annotation, line.proposals) == ()
    assert problems(line.article.text, line.annotation, actors, scheme) == ()


def test_the_tutorial_uses_ids_once_and_points_to_what_exists():
    actors = {actor["id"] for actor in TUTORIAL["actors"]}
    ids = [TUTORIAL["id"], *actors, *(item.id for item in ITEMS)]
    assert len(set(ids)) == len(ids)
    known = {item.id for item in ITEMS}
    assert {actor for item in ITEMS for actor in item_actors(item)} <= actors
    assert {who.mention for quote in QUOTES for who in quote.speakers if who.mention} <= known
    assert {quote for item in REFERENCES for quote in item.quotes} <= known


def test_the_tutorial_uses_labels_of_the_scheme_only(scheme: Scheme):
    used = {("quote_kinds", quote.kind) for quote in QUOTES}
    used |= {("claim_types", quote.claim_type) for quote in QUOTES if quote.kind != "scare"}
    used |= {("claim_types", q.claim_secondary) for q in QUOTES if q.claim_secondary}
    used |= {("known_by", who.known_by) for quote in QUOTES for who in quote.speakers}
    used |= {("entity_labels", item.label) for item in MENTIONS if item.label}
    for item in REFERENCES:
        used |= {("reference_kinds", item.kind), ("reference_statuses", item.status)}
        used |= {("measures", one) for one in item.measures}
        used |= {("nil_reasons", item.nil_reason)} if item.nil_reason else set()
    assert {pair for pair in used if not scheme.knows(*pair)} == set()
    assert TUTORIAL["annotation"]["scheme"] == scheme.reference


def test_every_pair_of_guillemets_of_the_tutorial_belongs_to_a_quote():
    pieces = [(span.start, span.end) for quote in QUOTES for span in quote.segments]
    opened = [found.start() for found in re.finditer("«", TUTORIAL["text"])]
    closed = [found.start() for found in re.finditer("»", TUTORIAL["text"])]
    assert len(opened) == len(closed) == 13
    for place in opened + closed:
        assert any(start <= place < end for start, end in pieces), TUTORIAL["text"][place:][:30]


def test_the_tutorial_shows_every_kind_of_quote_and_every_way_to_know_a_speaker():
    assert {quote.kind for quote in QUOTES} == {"direct", "indirect", "mixed", "scare"}
    ways = {who.known_by for quote in QUOTES for who in quote.speakers}
    assert ways == {"stated", "pronoun", "implicit", "unnamed_source"}
    assert any(len(quote.segments) > 1 for quote in QUOTES)


def test_a_reference_of_the_tutorial_is_linked_or_says_why_not():
    assert all(bool(item.links) != bool(item.nil_reason) for item in REFERENCES)
    assert any(item.nil_reason for item in REFERENCES)


def test_the_links_of_the_tutorial_are_in_the_starter_catalogue(shared: Path):
    with (shared / "sanctions" / "catalogue.csv").open(encoding="utf-8", newline="") as file:
        known = {row["id"] for row in csv.DictReader(file)}
    assert {link.entry for item in REFERENCES for link in item.links} <= known
