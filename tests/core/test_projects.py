"""A project as those above use it: made, opened, searched, changed, copied, checked."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.errors import ChangeError, GuillemetError, SpanError, UserError
from annotator.identifiers import new_id
from annotator.messages import LANGUAGES, Translator
from annotator.model.annotation import Decision, Proposals
from annotator.model.article import Metadata
from annotator.model.change import Change, apply
from annotator.model.dates import PartialDate
from annotator.model.ids import ActorId, ArticleId, ItemId
from annotator.model.imported import ImportedRecord
from annotator.model.items import Actor, Mention, Quote, SanctionsReference
from annotator.model.text import Span
from annotator.services.projects import ImportCancelled, Project, ProjectSettings
from annotator.store.trouble import DamagedProject, Dangling
from tests.core.project_builders import (
    BY,
    META,
    TEXT,
    add,
    adding,
    article,
    batch,
    full_record,
    make,
    proposals_of,
    run,
    span,
)


@pytest.fixture
def project(tmp_path: Path):
    with make(tmp_path) as opened:
        yield opened


def titles(project: Project, **asked: object) -> list[str]:
    return [row.title for row in project.article_rows(BY, **asked)]


def test_a_project_keeps_its_name_and_settings(tmp_path: Path):
    with Project.create(tmp_path / "a", "Essai", ProjectSettings("en"), BY) as project:
        assert project.path == tmp_path / "a.guillemet"
        assert (project.name, project.settings.language) == ("Essai", "en")
        project.rename("L’été « 2023 »")
        project.change_settings(ProjectSettings("fr", "own@2"))
        project.keep_setting("place", {"article": "x"})
        project.keep_setting("place", {"article": "y"})
        known = project.id
    with Project.open(tmp_path / "a", BY) as project:
        assert (project.id, project.name) == (known, "L’été « 2023 »")
        assert project.settings == ProjectSettings("fr", "own@2")
        assert project.setting("place") == {"article": "y"}
        assert project.setting("other") == {}


def test_a_closed_project_is_one_file(tmp_path: Path):
    with make(tmp_path) as project:
        add(project)
        assert not project.read_only
    assert [path.name for path in tmp_path.iterdir()] == ["essai.guillemet"]


def test_an_imported_article_comes_back_as_it_was(project: Project):
    record = full_record()
    project.add_articles([record], run())
    loaded = project.load_work(record.article.id, BY)
    assert project.article(record.article.id) == loaded.article == record.article
    assert loaded.work.annotation == record.annotations[0]
    assert loaded.proposals == record.proposals == project.proposals(record.article.id)
    assert set(loaded.work.actors.values()) == set(record.actors)
    assert loaded.gold
    assert loaded.log == ()
    assert project.register() == (record.actors[0],)
    assert project.raw(record.article.id) == record.article.text.encode()
    assert project.check() == ()


def test_known_texts_are_found_by_hash_even_in_the_bin(project: Project):
    own = replace(article(), raw_sha256="ab" * 32)
    add(project, own)
    assert project.has_text(own.sha256) == project.has_text("ab" * 32) == own.id
    assert project.has_text("") is None
    assert project.has_text("cd" * 32) is None
    before = project.article_state(own.id)
    project.edit_article(before, replace(before, binned=True), BY)
    assert project.has_text(own.sha256) == own.id
    assert project.article_state(own.id).binned


def test_rows_come_by_date_then_title(project: Project):
    dates = {"z": PartialDate(2022), "a": PartialDate(2023, 8), "b": None, "c": PartialDate(2023)}
    add(project, *(article(name * 9, name, Metadata(published=day)) for name, day in dates.items()))
    assert titles(project) == ["z", "c", "a", "b"]
    assert project.article_count() == 4
    assert [one.article.title for one in project.all_work()] == ["z", "c", "a", "b"]


def test_rows_count_the_work_of_one_annotator(project: Project):
    record = full_record()
    undecided = replace(record.annotations[0].quotes[0], claim_type=None)
    items = tuple(
        undecided if one.id == undecided.id else one for one in record.annotations[0].items
    )
    work = replace(record.annotations[0], items=items)
    project.add_articles([replace(record, annotations=(work,))], run())
    (mine,) = project.article_rows(BY)
    assert (mine.status, mine.quotes, mine.undecided, mine.open_suggestions) == ("done", 1, 1, 3)
    assert (mine.words, mine.meta) == (25, META)
    (other,) = project.article_rows("Bo")
    assert (other.status, other.quotes, other.undecided) == ("new", 0, 0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("l'Ukraine", True),
        ("l’ukraine", True),
        ("AND", False),
        ("nord-coréen", True),
        ("nord-core\u0301en", True),
        ("COREEN nord", True),
        ('"', True),
        ('"cédera" pas', True),
        ("resolution", True),
        ("Agence essai", True),
        ("Ada NOT Kern", False),
        ("title:Kaboul", False),
        ("kab*", True),
        ("(", True),
        ("Kern\0", True),
        ("\ud800 Kern", True),
        ("   ", True),
        ("absent", False),
    ],
)
def test_search_takes_what_people_type_as_words(project: Project, query: str, found: bool):
    add(project)
    assert bool(titles(project, query=query)) == found


def test_search_follows_a_new_title(project: Project):
    own = add(project)
    before = project.article_state(own.id)
    project.edit_article(before, replace(before, title="Zanzibar"), BY)
    assert titles(project, query="zanzibar") == ["Zanzibar"]
    assert titles(project, query="tait") == ["Zanzibar"]  # the text still says so
    assert project.check() == ()


def test_metadata_and_bin_are_edited_and_logged(project: Project):
    own = add(project)
    before = project.article_state(own.id)
    meta = replace(META, published=PartialDate(2024, 1, 2), url="https://exemple.fr/a")
    edited = replace(before, title="Autre", meta=meta)
    project.edit_article(before, edited, BY)
    binned = replace(edited, binned=True)
    project.edit_article(edited, binned, BY)
    assert titles(project) == []
    assert titles(project, binned=True) == ["Autre"]
    assert list(project.all_work()) == []
    project.edit_article(binned, edited, "Bo")
    assert project.article(own.id) == replace(own, title="Autre", meta=meta)
    log = project.history(own.id)
    assert [(one.author, one.batch.changes) for one in log] == [
        (BY, (Change(before, edited),)),
        (BY, (Change(edited, binned),)),
        ("Bo", (Change(binned, edited),)),
    ]
    assert [one.batch.label.id for one in log] == [
        "store.did_edit",
        "store.did_bin",
        "store.did_restore",
    ]
    with pytest.raises(ChangeError):
        project.edit_article(before, edited, BY)


def test_nothing_is_written_before_the_first_change(project: Project):
    own = add(project)
    first, second = project.load_work(own.id, BY), project.load_work(own.id, BY)
    assert first.work.annotation.id != second.work.annotation.id
    assert first.work.annotation.state.id == first.work.annotation.id
    mention = Mention(ItemId(new_id()), span("Kaboul"))
    step = adding(mention)
    after = apply(first.work, step)
    project.commit(step, after, own.id, BY)
    assert project.load_work(own.id, BY).work == after
    other = adding(Mention(ItemId(new_id()), span("Kern")))
    with pytest.raises(ChangeError):  # the work that somebody began meanwhile
        project.commit(other, apply(second.work, other), own.id, BY)
    assert project.load_work(own.id, BY).log == (step,)


def test_a_stale_change_is_refused_whole(project: Project):
    own = add(project)
    work = project.load_work(own.id, BY).work
    mention = Mention(ItemId(new_id()), span("Kaboul"))
    step = adding(mention)
    project.commit(step, apply(work, step), own.id, BY)
    late = batch(
        Change(None, Mention(ItemId(new_id()), span("Kern"))),
        Change(replace(mention, label="PER"), replace(mention, label="ORG")),
    )
    with pytest.raises(ChangeError) as caught:
        project.commit(late, apply(work, step), own.id, BY)
    assert caught.value.message.id == "change.stale"
    loaded = project.load_work(own.id, BY)
    assert loaded.work.annotation.items == (mention,)
    assert loaded.log == (step,)


def test_a_span_with_other_words_is_refused_whole(project: Project):
    own = add(project)
    work = project.load_work(own.id, BY).work
    wrong = Mention(ItemId(new_id()), Span(0, 6, "Kabool"))
    step = adding(Mention(ItemId(new_id()), span("Kern")), wrong)
    with pytest.raises(SpanError) as caught:
        project.commit(step, apply(work, step), own.id, BY)
    assert caught.value.message.values["item"] == wrong.id
    assert project.load_work(own.id, BY).log == ()
    far = Proposals(own.id, (replace(proposals_of(own, 1).suggestions[0], item=wrong),))
    with pytest.raises(SpanError):
        project.save_proposals(far)
    with pytest.raises(SpanError):
        project.add_articles(
            [replace(full_record(), proposals=replace(far, article=own.id))], run()
        )
    assert project.article_count() == 1


def test_a_pointer_to_nothing_is_refused(project: Project):
    own = add(project)
    work = project.load_work(own.id, BY).work
    step = adding(Mention(ItemId(new_id()), span("Kern"), actor=ActorId("nobody")))
    with pytest.raises(Dangling):
        project.commit(step, apply(work, step), own.id, BY)
    loaded = project.load_work(own.id, BY)
    assert loaded.work.annotation.items == ()
    assert loaded.log == ()


def test_records_of_one_batch_may_come_in_any_order(project: Project):
    own = add(project)
    work = project.load_work(own.id, BY).work
    actor = Actor(ActorId(new_id()), "Ada Kern")
    quote = Quote(ItemId(new_id()), "direct", (span("cette route"),))
    pointing = SanctionsReference(ItemId(new_id()), None, (quote.id,))
    step = adding(pointing, quote, Mention(ItemId(new_id()), span("Kern"), actor=actor.id), actor)
    after = apply(work, step)
    project.commit(step, after, own.id, BY)
    assert project.load_work(own.id, BY).work == after
    assert project.register() == (actor,)
    back = step.inverse(new_id())
    project.commit(back, apply(after, back), own.id, BY)
    assert project.load_work(own.id, BY).work.annotation.items == ()
    assert project.register() == ()


def test_half_a_character_is_refused_with_a_sentence(project: Project):
    own = add(project)
    work = project.load_work(own.id, BY).work
    step = adding(Mention(ItemId(new_id()), span("Kern"), note="\ud83d"))
    with pytest.raises(UserError) as caught:
        project.commit(step, apply(work, step), own.id, BY)
    assert caught.value.message.id == "store.unsayable"
    assert project.load_work(own.id, BY).log == ()


def test_new_proposals_replace_the_undecided(project: Project):
    own = add(project)
    assert project.unlabelled_articles() == (own.id,)
    assert project.unlabelled_articles({"en"}) == ()
    first = proposals_of(own)
    project.save_proposals(first)
    assert project.proposals(own.id) == first
    assert project.unlabelled_articles() == ()
    taken, refused, still_open = first.suggestions
    work = project.load_work(own.id, BY).work
    step = adding(
        *first.actors,
        taken.item,
        Decision(taken.id, "accepted", taken.item.id),
        Decision(refused.id, "rejected"),
    )
    project.commit(step, apply(work, step), own.id, BY)
    assert project.article_rows(BY)[0].open_suggestions == 1
    second = proposals_of(own, 5)
    project.save_proposals(second)
    found = project.proposals(own.id)
    waiting = [one for one in found.suggestions if one not in (taken, refused)]
    assert [one.item.span.start for one in waiting] == [2, 3, 4]  # nothing at a decided place
    assert waiting[0].id == still_open.id  # the same place keeps its id
    assert [one.id for one in waiting[1:]] == [one.id for one in second.suggestions[3:]]
    assert found.actors == first.actors  # the same name is the same actor
    assert project.article_rows(BY)[0].open_suggestions == 3
    assert project.article_rows("Bo")[0].open_suggestions == 5
    project.save_proposals(replace(first, suggestions=(taken,)))
    assert set(project.proposals(own.id).suggestions) == {taken, refused}
    assert project.check() == ()


def test_all_work_is_chosen_by_status_annotator_and_article(project: Project):
    record, other = full_record(), article("Un autre texte.", "Zut")
    theirs = replace(
        record.annotations[0],
        id=ItemId(new_id()),
        by="Bo",
        items=(),
        state=replace(record.annotations[0].state, status="in_progress"),
    )
    theirs = replace(theirs, state=replace(theirs.state, id=theirs.id))
    both = (*record.annotations, theirs)
    project.add_articles([replace(record, annotations=both), ImportedRecord(other, b"")], run())

    def found(**asked: object) -> list[tuple[str, str, str]]:
        work = [one.work.annotation for one in project.all_work(**asked)]
        return [(project.article(one.article).title, one.by, one.state.status) for one in work]

    first = record.article.title
    assert found() == [(first, "Bo", "in_progress"), (first, BY, "done"), ("Zut", BY, "new")]
    assert found(statuses={"done"}) == [(first, BY, "done")]
    assert found(statuses={"new"}) == [("Zut", BY, "new")]
    assert found(annotator="Bo") == [(first, "Bo", "in_progress"), ("Zut", "Bo", "new")]
    assert found(article_ids=[other.id]) == [("Zut", BY, "new")]
    assert [one.gold for one in project.all_work()] == [False, True, False]
    assert project.load_work(record.article.id, "Bo").work.annotation == theirs


def test_an_import_is_all_or_nothing_and_one_line_in_the_log(project: Project):
    given = [ImportedRecord(article(f"Texte {n}."), b"x") for n in range(250)]
    seen: list[tuple[int, int]] = []
    with pytest.raises(ImportCancelled):
        project.add_articles(given, run(), lambda *step: seen.append(step), lambda: len(seen) == 2)
    assert seen == [(100, 250), (200, 250)]
    assert project.article_count() == 0
    with pytest.raises(GuillemetError) as caught:
        project.add_articles([*given, given[0]], run())
    assert caught.value.message.id == "store.id_taken"
    assert project.article_count() == 0
    project.add_articles(iter(given), run("lot.txt"))
    assert project.article_count() == 250
    with sqlite3.connect(project.path) as raw:
        lines = raw.execute("SELECT seq, json_extract(body, '$.label.with.n') FROM change_log")
        assert lines.fetchall() == [(1, 250)]
    raw.close()


def test_an_actor_that_the_project_knows_stays_as_it_is(project: Project):
    record = full_record()
    project.add_articles([record], run())
    mine = record.actors[0]
    again = replace(full_record(), actors=(replace(mine, name="Autre"), *full_record().actors))
    own = replace(again.article, text="Autre texte.", sha256="1" * 64)
    project.add_articles(
        [replace(again, article=own, actors=again.actors[:1], annotations=(), proposals=None)],
        run(),
    )
    assert project.register() == (mine,)


def test_a_copy_is_sound_and_counts_by_itself(project: Project, tmp_path: Path):
    record = full_record()
    project.add_articles([record], run())
    target = tmp_path / "copie"
    project.copy_to(target)
    with pytest.raises(UserError) as caught:
        project.copy_to(target)
    assert caught.value.message.id == "store.exists"
    add(project, article("Après la copie."))
    with Project.open(target, "Bo") as copy:
        assert (copy.id, copy.article_count()) == (project.id, 1)
        assert copy.load_work(record.article.id, BY).work.annotation == record.annotations[0]
        assert copy.check() == ()
        before = copy.article_state(record.article.id)
        copy.edit_article(before, replace(before, title="Copie"), "Bo")
        project.edit_article(before, replace(before, title="Original"), BY)
        (theirs,) = copy.history(record.article.id)
    (ours,) = project.history(record.article.id)
    assert ours.replica != theirs.replica
    assert (ours.seq, theirs.seq) == (3, 1)  # two imports before ours
    assert sorted(path.name for path in tmp_path.glob("copie*")) == ["copie.guillemet"]


def test_an_unknown_article_has_its_sentence(project: Project):
    with pytest.raises(UserError) as caught:
        project.article(ArticleId("none"))
    assert "none" in Translator("fr").say(caught.value.message)


def test_check_names_what_was_tampered_with(tmp_path: Path):
    record = full_record()
    with make(tmp_path) as project:
        project.add_articles([record], run())
        path = project.path
    raw = sqlite3.connect(path)
    raw.execute("UPDATE item_span SET text = 'Ida Kern' WHERE text = 'Ada Kern'")
    raw.execute("UPDATE item SET body = replace(body, 'Ada Kern', 'Ida Kern')")
    raw.execute("DELETE FROM actor WHERE article_id IS NULL")
    raw.commit()
    raw.close()
    name = record.annotations[0].mentions[0]
    with Project.open(path, BY) as project:
        found = project.check()
        with pytest.raises(SpanError):
            project.load_work(record.article.id, BY)
    assert {one.id for one in found} == {"store.broken_link", "store.span"}
    span_problem = next(one for one in found if one.id == "store.span")
    assert span_problem.values["item"] in {name.id, record.annotations[0].quotes[0].id}


def test_a_text_that_was_tampered_with_is_never_shown(tmp_path: Path):
    with make(tmp_path) as project:
        own = add(project)
    raw = sqlite3.connect(project.path)
    raw.execute("UPDATE article SET text = replace(text, 'Kern', 'Korn')")
    raw.commit()
    raw.close()
    with Project.open(project.path, BY) as project:
        assert [one.id for one in project.check()] == ["store.text_changed"]
        with pytest.raises(DamagedProject):
            project.article(own.id)


def test_every_sentence_of_the_store_is_there_in_both_languages():
    import re

    sources = Path(__file__).resolve().parents[2] / "annotator"
    files = [*(sources / "store").rglob("*.py"), sources / "services" / "projects.py"]
    ids = {found for path in files for found in re.findall(r'"(store\.\w+)"', path.read_text())}
    assert len(ids) > 20
    for language in LANGUAGES:
        translator = Translator(language)
        assert [one for one in sorted(ids) if not translator.knows(one)] == []


def test_the_text_is_kept_to_the_letter(project: Project):
    odd = "a\u0301 é \u00a0\u202f« 🚢👩‍👩‍👧 » \u2019\ufeff\t\x0b fin" + TEXT
    own = add(project, article(odd))
    assert project.article(own.id).text == odd
