"""Installed models in the window: chosen, explained, opened with consent, confirmed, measured."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel

from annotator.messages import Translator
from annotator.prelabel.evidence import ModelChoice
from annotator.prelabel.models import own
from annotator.prelabel.models.own import Counts, Measured, OwnModels, load_own, save_own
from annotator.services.model_choice import choice_of, with_choice
from annotator.services.models import ModelRow, look_into
from annotator.settings import load_settings
from tests.conftest import PROJECT
from tests.trained_models import edit_meta, install, make_model
from tests.ui.window_stage import Stage, make_template, staged
from ui import model_commands
from ui.dialogs.model_consent import ConsentForm
from ui.dialogs.models import ModelsForm
from ui.models.installed import InstalledModel
from ui.presenters.model_list import ModelList, deeds_on, details, ordered

KEY = Qt.Key
ENGLISH = Translator("en")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("model") / "tiny")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path) -> Path:
    """A site with a model that works, and one for another spaCy."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, "en_tiny_news", raising=False)
    install(site, "en_tiny_news", model, "raise SystemExit('imported by the window')")
    old = make_model(tmp_path / "old", name="old_news", spacy_version=">=3.4.0,<3.5.0")
    install(site, "en_old_news", old)
    return site


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def stage(qtbot) -> Iterator[Stage]:
    with staged(qtbot, None, language="en") as made:
        yield made


def open_models(stage: Stage, *answers) -> None:
    stage.asked(answers[0], lambda: stage.window.run("project.models"), *answers[1:])
    stage.work_done()


def go_to(form: ModelsForm, name: str) -> ModelRow:
    """Put the cursor on a model by the keys of the table."""
    assert isinstance(form, ModelsForm)
    form.table.setFocus()
    QTest.keyClick(form.table, KEY.Key_Home)
    for _ in form.model.shown.rows:
        if form.row is not None and form.row.name == name:
            return form.row
        QTest.keyClick(form.table, KEY.Key_Down)
    raise AssertionError(f"no model {name}")


def leave(form) -> None:
    form.cancel.click()


def test_the_table_keeps_to_the_rules_of_qt(qtbot):
    rows = (ModelRow("en_a", "en_a@1", "en", folder=False),)
    model = InstalledModel(ENGLISH, ModelList(rows))
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.toggle(0)
    assert tester.model() is model


def test_a_model_is_chosen_with_the_space_bar_and_kept(stage: Stage, installed: Path):
    def choose(form: ModelsForm) -> None:
        go_to(form, "en_tiny_news")
        QTest.keyClick(form.table, KEY.Key_Space)
        QTest.keyClick(form.table, KEY.Key_Return)

    open_models(stage, choose)
    assert load_settings().model_packages == ("en:en_tiny_news",)
    assert stage.window.engine.choice == ModelChoice(packages=(("en", "en_tiny_news"),))
    assert "en_tiny_news" not in sys.modules

    def choose_not(form: ModelsForm) -> None:
        go_to(form, "en_tiny_news")
        assert form.model.shown.chosen == {"en_tiny_news"}
        QTest.keyClick(form.table, KEY.Key_Space)
        form.ok.click()

    open_models(stage, choose_not)
    assert load_settings().model_packages == ()
    assert stage.window.engine.choice.empty


def test_leaving_changes_nothing(stage: Stage, installed: Path):
    def tick_and_leave(form: ModelsForm) -> None:
        go_to(form, "en_tiny_news")
        QTest.keyClick(form.table, KEY.Key_Space)
        QTest.keyClick(form, KEY.Key_Escape)

    open_models(stage, tick_and_leave)
    assert load_settings().model_packages == ()


def test_a_label_that_nobody_knows_is_explained(stage: Stage, installed: Path):
    def explain(form: ModelsForm) -> None:
        assert list(form.boxes) == ["TREATY"]
        assert "1 label to explain" in form.model.index(1, 3).data()
        box = form.boxes["TREATY"]
        box.setFocus()
        QTest.keyClicks(box, "MISC")
        form.ok.click()

    open_models(stage, explain)
    assert load_own().labels == {"TREATY": "MISC"}

    def see(form: ModelsForm) -> None:
        assert form.boxes["TREATY"].currentData() == "MISC"
        assert form.model.index(1, 3).data() == "ready"
        leave(form)

    open_models(stage, see)


def test_what_was_said_of_a_label_is_taken_back(stage: Stage, tmp_path: Path, installed: Path):
    """Also of one that the model gives with the sign of a name's beginning."""
    folder = make_model(tmp_path / "signs", name="signs")
    edit_meta(folder, labels={"ner": ["B-TREATY", "PERSON"]})
    install(installed, "en_signs", folder)
    save_own(OwnModels().with_label("B-TREATY", "MISC"))

    def take_back(form: ModelsForm) -> None:
        assert list(form.boxes) == ["TREATY"]
        box = form.boxes["TREATY"]
        assert box.currentData() == "MISC"
        assert "en_signs@1.0.0" in box.toolTip()
        box.setFocus()
        QTest.keyClick(box, KEY.Key_Home)
        assert box.currentData() == ""
        form.ok.click()

    open_models(stage, take_back)
    assert load_own().labels == {}

    def see(form: ModelsForm) -> None:
        assert form.boxes["TREATY"].currentData() == ""
        leave(form)

    open_models(stage, see)


def test_a_model_for_another_spacy_is_used_after_a_word(stage: Stage, installed: Path):
    def wish(form: ModelsForm) -> None:
        go_to(form, "en_old_news")
        QTest.keyClick(form.table, KEY.Key_Space)
        assert form.model.shown.chosen == frozenset()
        assert "spaCy >=3.4.0,<3.5.0" in form.about.text()
        stage.click(form.on_row["confirm"])

    def agree(form) -> None:
        form.ok.click()

    def save(form: ModelsForm) -> None:
        assert form.model.shown.chosen == {"en_old_news"}
        form.ok.click()

    open_models(stage, wish, agree, save)
    assert load_own().confirmed == ("en_old_news@1.0.0",)
    assert load_settings().model_packages == ("en:en_old_news",)


def test_a_word_that_cannot_be_kept_ticks_nothing(
    stage: Stage, installed: Path, monkeypatch: pytest.MonkeyPatch
):
    def wish(form: ModelsForm) -> None:
        go_to(form, "en_old_news")
        monkeypatch.setattr(own, "own_file", lambda: installed / "nowhere" / "models.json")
        stage.click(form.on_row["confirm"])

    def see(form: ModelsForm) -> None:
        assert "could not be written" in form.wrong
        assert form.model.shown.chosen == frozenset()
        leave(form)

    open_models(stage, wish, lambda form: form.ok.click(), see)


def test_a_word_and_a_measurement_are_taken_back_at_once(stage: Stage, installed: Path):
    """The choice follows, however the dialog is left."""
    name, title = "en_old_news", "en_old_news@1.0.0"
    counts = {"PER": Counts(3, 4)}
    save_own(OwnModels(confirmed=(title,)).with_measured(title, Measured(counts, counts, 2)))
    choice = ModelChoice(packages=(("en", name), ("en", "en_tiny_news")))
    window = stage.window
    window.frame.keep(with_choice(window.frame.settings, choice))
    window.engine.choose(choice)

    def forget(form: ModelsForm) -> None:
        row = go_to(form, name)
        assert deeds_on(row) == {"measure", "forget", "unconfirm"}
        stage.click(form.on_row["forget"])

    def unconfirm(form: ModelsForm) -> None:
        go_to(form, name)
        assert not form.on_row["forget"].isVisible()
        assert form.model.shown.chosen == {name, "en_tiny_news"}
        stage.click(form.on_row["unconfirm"])

    def see(form: ModelsForm) -> None:
        assert go_to(form, name).state == "doubt"
        assert form.model.shown.chosen == {"en_tiny_news"}
        QTest.keyClick(form, KEY.Key_Escape)

    open_models(stage, forget, unconfirm, see)
    assert load_own() == OwnModels()
    assert load_settings().model_packages == ("en:en_tiny_news",)
    assert window.engine.choice == ModelChoice(packages=(("en", "en_tiny_news"),))


def test_a_removed_folder_is_not_asked_any_more_though_the_dialog_is_left(
    stage: Stage, folder: Path
):
    save_own(OwnModels().with_consent(str(folder), look_into(folder).sha256))
    choice = ModelChoice(folders=(("en", str(folder)),))
    window = stage.window
    window.frame.keep(with_choice(window.frame.settings, choice))
    window.engine.choose(choice)

    def remove(form: ModelsForm) -> None:
        go_to(form, str(folder))
        stage.click(form.on_row["remove"])

    open_models(stage, remove, lambda form: QTest.keyClick(form, KEY.Key_Escape))
    assert load_own().consents == {}
    assert load_settings().model_folders == ()
    assert window.engine.choice.empty


def test_a_chosen_folder_without_consent_names_the_button_not_the_window(
    stage: Stage, folder: Path
):
    choice = ModelChoice(folders=(("en", str(folder)),))
    stage.window.frame.keep(with_choice(stage.window.frame.settings, choice))

    def see(form: ModelsForm) -> None:
        assert go_to(form, str(folder)).state == "consent"
        assert form.on_row["review"].text() in form.about.text()
        assert "window" not in form.about.text()
        leave(form)

    open_models(stage, see)


def test_a_chosen_folder_that_is_away_keeps_its_language(stage: Stage, tmp_path: Path):
    choice = ModelChoice(folders=(("fr", str(tmp_path / "usb" / "model")),))
    stage.window.frame.keep(with_choice(stage.window.frame.settings, choice))

    def save(form: ModelsForm) -> None:
        row = go_to(form, str(tmp_path / "usb" / "model"))
        assert (row.state, row.language) == ("unusable", "fr")
        form.ok.click()

    open_models(stage, save)
    assert choice_of(load_settings()) == choice
    assert stage.window.engine.choice == choice


@pytest.fixture
def folder(tmp_path: Path, model: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model's folder from elsewhere, which the person picks in the system's dialog."""
    import shutil

    made = Path(shutil.copytree(model, tmp_path / "elsewhere")).resolve()
    monkeypatch.setattr(model_commands, "choose_model", lambda _say, _parent: made)
    return made


@pytest.mark.slow
def test_a_folder_is_opened_after_consent_and_asked_for_again_when_it_changes(
    stage: Stage, folder: Path
):
    def open_folder(form: ModelsForm) -> None:
        form.open_button.click()

    def consent(form: ConsentForm) -> None:
        assert isinstance(form, ConsentForm)
        shown = form.files.toPlainText()
        assert "ner/model" in shown
        form.ok.click()
        assert "Tick" in form.wrong
        form.known.setFocus()
        QTest.keyClick(form.known, KEY.Key_Space)
        form.ok.click()

    def save(form: ModelsForm) -> None:
        assert form.model.shown.chosen == {str(folder)}
        form.ok.click()

    open_models(stage, open_folder, consent, save)
    assert load_settings().model_folders == (f"en:{folder}",)
    assert list(load_own().consents) == [str(folder)]
    edit_meta(folder, description="changed")

    def see(form: ModelsForm) -> None:
        row = go_to(form, str(folder))
        assert row.state == "consent"
        assert form.on_row["review"].isVisible()
        assert "no longer those" in form.about.text()
        stage.click(form.on_row["remove"])

    def see_it_gone(form: ModelsForm) -> None:
        assert form.model.shown.rows == ()
        leave(form)

    open_models(stage, see, see_it_gone)
    assert load_own().consents == {}


def test_a_hostile_folder_is_refused_with_its_file_in_the_dialog(stage: Stage, folder: Path):
    (folder / "evil.py").write_text("raise SystemExit")

    def open_folder(form: ModelsForm) -> None:
        form.open_button.click()

    def see(form: ModelsForm) -> None:
        assert "evil.py is code" in form.wrong
        leave(form)

    open_models(stage, open_folder, see)
    assert load_own().consents == {}


def test_a_folder_without_consent_stays_closed(stage: Stage, folder: Path):
    open_models(stage, lambda form: form.open_button.click(), leave, leave)
    assert load_own().consents == {}


@pytest.mark.slow
def test_a_folder_that_does_not_load_is_not_kept(stage: Stage, folder: Path):
    (folder / "ner" / "model").write_bytes(b"no msgpack")

    def consent(form: ConsentForm) -> None:
        form.known.setChecked(True)
        form.ok.click()

    def see(form: ModelsForm) -> None:
        assert "does not load" in form.wrong
        leave(form)

    open_models(stage, lambda form: form.open_button.click(), consent, see)
    assert load_own().consents == {}


@pytest.mark.slow
def test_a_model_is_measured_on_gold(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: Path
):
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    install(site, "en_tiny_news", model)
    gold = PROJECT / "tests" / "golden" / "evaluation"
    monkeypatch.setattr(model_commands, "choose_gold_folder", lambda _say, _parent: gold)

    def wish(form: ModelsForm) -> None:
        go_to(form, "en_tiny_news")
        stage.click(form.on_row["measure"])

    def read(form) -> None:
        form.ok.click()

    def see(form: ModelsForm) -> None:
        go_to(form, "en_tiny_news")
        assert "Measured on 2 texts" in form.about.text()
        leave(form)

    open_models(stage, wish, read, see)
    assert load_own().measured["en_tiny_news@1.0.0"].texts == 2


def test_the_open_article_is_read_anew_with_what_was_chosen(
    qtbot, template: Path, tmp_path: Path, installed: Path
):
    import shutil

    path = Path(shutil.copy(template, tmp_path / "essai.guillemet"))
    with staged(qtbot, path, language="en") as stage:
        asked: list[str] = []
        stage.window.prelabeller.ask = lambda article, _own: asked.append(article.id)  # type: ignore[method-assign]

        def choose(form: ModelsForm) -> None:
            go_to(form, "en_tiny_news")
            QTest.keyClick(form.table, KEY.Key_Space)
            form.ok.click()

        open_models(stage, choose)
        assert asked == [stage.session.article.id]


def test_without_models_the_dialog_says_how_to_get_one(stage: Stage):
    def see(form: ModelsForm) -> None:
        assert not form.table.isVisible()
        assert form.open_button.isVisible()
        (words,) = (one for one in form.findChildren(QLabel) if one.wordWrap() and one.isVisible())
        assert words.height() >= words.heightForWidth(words.width())
        assert form.open_button.height() >= form.open_button.sizeHint().height()
        leave(form)

    open_models(stage, see)


# What is shown, without Qt


def test_rows_are_ordered_and_say_what_can_be_done():
    rows = (
        ModelRow("en_b", "en_b@1", "en", folder=False),
        ModelRow("/x", "fr_x@1", "fr", folder=True, state="consent"),
        ModelRow("fr_a", "fr_a@1", "fr", folder=False, state="unusable"),
    )
    assert [row.name for row in ordered(rows)] == ["fr_a", "/x", "en_b"]
    assert deeds_on(rows[0]) == {"measure"}
    assert deeds_on(rows[1]) == {"review", "remove"}
    assert deeds_on(rows[2]) == deeds_on(None) == frozenset()
    shown = ModelList(rows)
    assert shown.toggled(rows[2]) == shown
    assert shown.toggled(rows[0]).ticked == (rows[0],)
    assert details(None, ENGLISH) == (ENGLISH("models.details.none"),)
