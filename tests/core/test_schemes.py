"""Schemes of a project: editing, merging and splitting labels, versions, further attributes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import UserError
from annotator.identifiers import new_id
from annotator.messages import Translator
from annotator.model.alternatives import ClaimChoice
from annotator.model.annotation import Proposals, Suggestion
from annotator.model.article import Article
from annotator.model.checks import problems
from annotator.model.ids import ItemId, SuggestionId
from annotator.model.items import Mention, Quote
from annotator.model.message import msg
from annotator.model.scheme import Label, Scheme
from annotator.model.scheme_draft import Draft, Place
from annotator.model.scheme_fit import fitted
from annotator.services import scheme_editing
from annotator.services.annotating import History, Session
from annotator.services.codebook import add_example, remove_example, to_look_at_again
from annotator.services.export_scope import Scope
from annotator.services.exporting import export
from annotator.services.importing import import_paths
from annotator.services.projects import Project, ProjectSettings
from annotator.services.schemes import (
    load_scheme,
    present_scheme,
    read_scheme,
    scheme_called,
    scheme_for,
    scheme_names,
    versions,
)
from tests.core.project_builders import BY, add, article, make, span

CLAIMS: Place = ("group", "claim_types")
SHIPPED = load_scheme("diplomacy")


def named(label_id: str, key: str = "", **more: object) -> Label:
    return Label(label_id, (("fr", label_id.title()), ("en", label_id.title())), key, **more)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture
def articles(project: Project) -> list[Article]:
    found = [article(title=title) for title in ("Un", "Deux", "Trois")]
    add(project, *found)
    return found


def opened(project: Project, one: Article, by: str = BY) -> Session:
    loaded = project.load_work(one.id, by)
    scheme = scheme_for(project, loaded.work.annotation.scheme)
    history = History.of(loaded.log)
    return Session(project, loaded.article, loaded.work, loaded.proposals, history, scheme)


def quote(session: Session, claim: str | None, words: str = "« ne cédera pas »") -> ItemId:
    place = span(words)
    made = session.add_quote(place.start, place.end).focus
    assert made is not None
    if claim:
        session.set_claim(made, claim)
    return made


def claims(project: Project, one: Article, by: str = BY) -> list[str | None]:
    return [item.claim_type for item in opened(project, one, by).annotation.quotes]


def scheme_words(error: pytest.ExceptionInfo[UserError]) -> str:
    return Translator("fr").say(error.value.message)


# In a project


def test_a_merge_is_previewed_done_in_one_step_and_taken_back(
    project: Project, articles: list[Article]
):
    one, other, _third = articles
    quote(opened(project, one), "warn")
    quote(opened(project, other, "Ada"), "warn")
    quote(opened(project, other, "Ada"), "deny", "«\u00a0cette route\u00a0»")
    draft = Draft.of(present_scheme(project)).merge(CLAIMS, "warn", "deny")

    (effect,) = scheme_editing.preview(project, draft)
    assert (effect.what, effect.into, effect.items) == ("merged", "deny", 2)
    assert effect.articles == (one.id, other.id)
    assert claims(project, one) == ["warn"]

    scheme_editing.adopt(project, draft, "Chef")
    assert claims(project, one) == ["deny"]
    assert claims(project, other, "Ada") == ["deny", "deny"]
    assert present_scheme(project).reference == "diplomacy@2"
    assert [row.undecided for row in project.article_rows(BY)] == [0, 0, 0]
    assert any("diplomacy@2" in str(line.batch.label.values) for line in project.history(one.id))

    assert scheme_editing.take_back(project, "Chef") == 0
    assert claims(project, one) == ["warn"]
    assert claims(project, other, "Ada") == ["warn", "deny"]
    assert present_scheme(project) == SHIPPED
    assert project.check() == ()


def test_the_old_version_stays_readable_and_a_new_start_keeps_the_scheme(
    project: Project, articles: list[Article], tmp_path: Path
):
    quote(opened(project, articles[0]), "warn")
    draft = Draft.of(SHIPPED).add(CLAIMS, named("threat", "t")).retire(CLAIMS, "warn")
    scheme_editing.adopt(project, draft, BY)
    project.close()
    with Project.open(tmp_path / "essai.guillemet", BY) as again:
        assert again.settings.scheme == "diplomacy@2"
        assert scheme_called(again, "diplomacy@1") == SHIPPED
        session = opened(again, articles[0])
        assert session.scheme.label("claim_types", "warn").retired
        offered = [one.id for one in session.scheme.labels("claim_types")]
        assert "warn" not in offered
        assert offered[-1] == "threat"
        text, work = session.article.text, session.work
        assert problems(text, session.annotation, work.actors, session.scheme) == ()


def test_items_remember_the_version_that_they_were_labelled_under(
    project: Project, articles: list[Article]
):
    first = opened(project, articles[0])
    old, confirmed = quote(first, "warn"), quote(first, "warn", "«\u00a0cette route\u00a0»")
    before = present_scheme(project)
    warn = before.label("claim_types", "warn")
    ruled = replace(warn, rule=(("fr", "Une menace, rien d’autre."),))
    draft = Draft.of(before).change(CLAIMS, ruled, meaning=True)
    (effect,) = scheme_editing.preview(project, draft)
    assert (effect.what, effect.items) == ("again", 2)
    scheme_editing.adopt(project, draft, BY)

    left = to_look_at_again(project)
    assert [one.item for one in left] == [old, confirmed]
    assert {(one.under, one.label.id, one.annotator) for one in left} == {
        ("diplomacy@1", "warn", BY)
    }
    session = opened(project, articles[0])
    session.confirm_labels(confirmed)
    session.set_claim(old, "deny")
    assert to_look_at_again(project) == ()
    assert {item.scheme for item in session.annotation.items} == {"diplomacy@2"}
    session.undo()
    assert [one.item for one in to_look_at_again(project)] == [old]
    session.set_note(old, "à revoir")
    assert [one.item for one in to_look_at_again(project)] == [old]


def test_new_articles_carry_the_present_version_without_a_mark_on_each_item(
    project: Project, articles: list[Article]
):
    scheme_editing.adopt(project, Draft.of(SHIPPED).retire(CLAIMS, "other"), BY)
    session = opened(project, articles[2])
    quote(session, "deny")
    assert session.annotation.scheme == "diplomacy@2"
    assert session.annotation.items[0].scheme == ""


def test_a_split_label_leaves_its_items_to_be_looked_at(project: Project, articles: list[Article]):
    session = opened(project, articles[0])
    made = quote(session, "accuse")
    draft = Draft.of(SHIPPED).split(
        CLAIMS, "accuse", (named("accuse_named", "t"), named("accuse_vague", "v"))
    )
    (gone,) = [one for one in scheme_editing.preview(project, draft) if one.what == "split"]
    assert (gone.label.id, gone.items) == ("accuse", 1)
    scheme_editing.adopt(project, draft, BY)
    assert [one.item for one in to_look_at_again(project)] == [made]
    opened(project, articles[0]).set_claim(made, "accuse_vague")
    assert to_look_at_again(project) == ()


def test_going_back_is_refused_while_items_have_labels_that_only_the_new_version_knows(
    project: Project, articles: list[Article]
):
    scheme_editing.adopt(project, Draft.of(SHIPPED).add(CLAIMS, named("threat", "t")), BY)
    session = opened(project, articles[0])
    made = quote(session, "threat")
    with pytest.raises(UserError) as error:
        scheme_editing.take_back(project, BY)
    assert "threat" in scheme_words(error)
    assert present_scheme(project).version == 2
    session.set_claim(made, "warn")
    assert scheme_editing.take_back(project, BY) == 0
    with pytest.raises(UserError):
        scheme_editing.take_back(project, BY)


def test_what_was_changed_since_a_merge_stays_when_it_is_taken_back(
    project: Project, articles: list[Article]
):
    session = opened(project, articles[0])
    kept, changed = quote(session, "warn"), quote(session, "warn", "«\u00a0cette route\u00a0»")
    scheme_editing.adopt(project, Draft.of(SHIPPED).merge(CLAIMS, "warn", "deny"), BY)
    opened(project, articles[0]).set_claim(changed, "assert")
    assert scheme_editing.take_back(project, BY) == 1
    found = {item.id: item.claim_type for item in opened(project, articles[0]).annotation.quotes}
    assert found == {kept: "warn", changed: "assert"}


def test_two_leads_do_not_overwrite_each_other(project: Project):
    draft = Draft.of(SHIPPED).retire(CLAIMS, "other")
    with pytest.raises(UserError):
        scheme_editing.adopt(project, Draft.of(SHIPPED), BY)
    scheme_editing.adopt(project, draft, BY)
    with pytest.raises(UserError, match="stale"):
        scheme_editing.adopt(project, draft, BY)


def test_an_example_of_the_corpus_enters_the_codebook_and_leaves_it(project: Project):
    words = ("fr", "« ne cédera pas »")
    add_example(project, CLAIMS, "deny", words, BY)
    add_example(project, CLAIMS, "deny", words, BY)
    add_example(project, CLAIMS, "assert", words, BY, counter=True)
    now = present_scheme(project)
    assert now.reference == "diplomacy@1"
    assert now.label("claim_types", "deny").examples.count(words) == 1
    assert words in now.label("claim_types", "assert").counter_examples
    assert len(versions(project)) == 1
    remove_example(project, CLAIMS, "deny", words, BY)
    remove_example(project, CLAIMS, "assert", words, BY)
    assert words in present_scheme(project).label("claim_types", "assert").counter_examples
    remove_example(project, CLAIMS, "assert", words, BY, counter=True)
    assert present_scheme(project) == SHIPPED
    with pytest.raises(UserError):
        add_example(project, CLAIMS, "nothing", words, BY)


def test_a_further_attribute_is_answered_checked_and_exported(
    project: Project, articles: list[Article], tmp_path: Path
):
    place: Place = ("attribute", "polarity")
    draft = Draft.of(SHIPPED).add_attribute("polarity", "quote", (("fr", "Polarité"),))
    draft = draft.add(place, named("for", "p")).add(place, named("against", "c"))
    scheme_editing.adopt(project, draft, BY)
    session = opened(project, articles[0])
    made = quote(session, "deny")
    session.set_attribute(made, "polarity", "against")
    for wrong in (("polarity", "nobody"), ("colour", "for")):
        with pytest.raises(UserError):
            session.set_attribute(made, *wrong)
    assert opened(project, articles[0]).annotation.quotes[0].attributes == (
        ("polarity", "against"),
    )
    target = tmp_path / "tout.jsonl"
    export(project, "jsonl", target, scope=Scope("selected", (articles[0].id,)))
    with Project.create(tmp_path / "autre.guillemet", "Autre", ProjectSettings(), "Ada") as other:
        report = import_paths(other, [target], annotator="Ada")
        assert any(
            "polarity=against" in Translator("fr").say(one.message) for one in report.entries
        )
        scheme_editing.adopt(other, draft, "Ada")
        import_paths(other, [target], annotator="Ada")
        (row,) = [one for one in other.article_rows(BY) if one.quotes]
        assert other.load_work(row.id, BY).work.annotation.quotes[0].attributes
    session.undo()
    assert session.annotation.quotes[0].attributes == ()
    merged = Draft.of(present_scheme(project)).merge(place, "against", "for")
    session.redo()
    scheme_editing.adopt(project, merged, BY)
    assert opened(project, articles[0]).annotation.quotes[0].attributes == (("polarity", "for"),)


# What the machine proposes, in the words of another scheme


def proposed(own: Article, claim: str, others: tuple[str, ...] = ()) -> Proposals:
    item = Quote(ItemId(new_id()), "mixed", (span("« ne cédera pas »"),), claim_type=claim)
    choices = tuple(ClaimChoice(one, 0.4, msg("why.test")) for one in others)
    name = Mention(ItemId(new_id()), span("Kaboul"), "name", "LOC")
    made = [
        Suggestion(SuggestionId(new_id()), own.id, one, "t@1", 0.9, msg("why.test"), more)
        for one, more in ((item, choices), (name, ()))
    ]
    return Proposals(own.id, tuple(made))


@pytest.mark.parametrize(
    ("scheme", "claim", "others", "gives", "left"),
    [
        ("diplomacy", "warn", ("warn", "deny"), "warn", ["warn", "deny"]),
        ("speech_acts", "warn", ("warn", "commit", "demand"), "commissive",
         ["commissive", "directive"]),
        ("checkworthiness", "legal", ("legal", "condemn"), "check", ["check", "opinion"]),
    ],
)  # fmt: skip
def test_suggestions_speak_the_scheme_of_the_project(
    scheme: str, claim: str, others: tuple[str, ...], gives: str, left: list[str]
):
    found = fitted(proposed(article(), claim, others), load_scheme(scheme))
    quoted, name = found.suggestions
    assert quoted.item.claim_type == gives
    assert [one.claim for one in quoted.alternatives] == left
    assert name.item.label == "LOC"


def test_a_suggestion_of_a_merged_or_retired_label_is_accepted_as_what_is_offered(
    project: Project, articles: list[Article]
):
    project.save_proposals(proposed(articles[0], "warn"))
    project.save_proposals(proposed(articles[1], "legal"))
    draft = Draft.of(SHIPPED).merge(CLAIMS, "warn", "deny").retire(CLAIMS, "legal")
    scheme_editing.adopt(project, draft, BY)
    for one in articles[:2]:
        opened(project, one).accept_all()
    assert [claims(project, one) for one in articles[:2]] == [["deny"], [None]]


def test_a_project_with_another_scheme_takes_the_machines_work(tmp_path: Path):
    settings = ProjectSettings(scheme="speech_acts@1")
    with Project.create(tmp_path / "actes.guillemet", "Actes", settings, BY) as project:
        own = article()
        add(project, own)
        project.save_proposals(proposed(own, "accuse"))
        opened(project, own).accept_all()
        assert claims(project, own) == ["assertive"]
        report = export(project, "corpus", tmp_path / "corpus", scope=Scope("drafts"))
        assert report.counts["claim_types.assertive"] == 1


def test_every_shipped_scheme_says_what_each_claim_type_of_the_machine_becomes():
    machine = {one.id for one in SHIPPED.labels("claim_types")}
    for name in scheme_names():
        scheme: Scheme = load_scheme(name)
        if scheme.id == SHIPPED.id:
            continue
        taken = [one for label in scheme.labels("claim_types") for one in label.takes]
        assert sorted(taken) == sorted(f"diplomacy:{one}" for one in machine)


def test_a_scheme_of_ones_own_extends_a_shipped_one():
    scheme = read_scheme(
        'extends = "diplomacy"\nid = "mine"\nversion = 4\n[name]\nfr = "Le mien"\n'
        '[[claim_types]]\nid = "all"\nname.fr = "Tout"\n',
        "mine.toml",
    )
    assert scheme.reference == "mine@4"
    assert [one.id for one in scheme.labels("claim_types")] == ["all"]
    assert scheme.labels("measures") == SHIPPED.labels("measures")
