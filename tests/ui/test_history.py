"""The history in the window: opened by a key, walked by keys, and what it does can be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.window_stage import CTRL, Stage
from ui.dialogs.help import HelpWindow
from ui.dialogs.history import HistoryWindow

Key = Qt.Key


def words(table) -> list[str]:
    model = table.model()
    last = model.columnCount() - 1
    return [model.index(row, last).data() for row in range(model.rowCount())]


def work_a_little(stage: Stage) -> list[int]:
    """Accept four things; how many items there were after each."""
    counts = [len(stage.session.annotation.items)]
    for _ in range(4):
        stage.press("a")
        counts.append(len(stage.session.annotation.items))
    return counts


def test_several_steps_go_back_at_once_by_keys_and_forward_after_a_restart(stage: Stage):
    counts = work_a_little(stage)

    def back(form):
        assert isinstance(form, HistoryWindow)
        said = words(form.steps)
        assert len(said) == 5
        assert said[-1] == "Avant la première étape"
        assert all(one.startswith("Accepter") for one in said[:4])
        assert not form.go.isEnabled()
        stage.press(Key.Key_Down, Key.Key_Down, Key.Key_Down)
        assert form.go.text() == "Revenir 3 étapes en arrière"
        assert len(form.shown.desk.session.annotation.items) == counts[1]
        stage.press(Key.Key_Return)

    stage.asked(back, lambda: stage.press("h", held=CTRL))
    assert len(stage.session.annotation.items) == counts[1]
    stage.reopen()

    def forward(form):
        assert form.steps.currentIndex().row() == 3
        stage.press(Key.Key_Up, Key.Key_Up)
        assert form.go.text() == "Avancer de 2 étapes"
        assert len(form.shown.desk.session.annotation.items) == counts[3]
        stage.press(Key.Key_Return)

    stage.asked(forward, lambda: stage.press("h", held=CTRL))
    assert len(stage.session.annotation.items) == counts[3]


def test_an_earlier_state_is_looked_at_and_restored_as_one_step(stage: Stage):
    counts = work_a_little(stage)
    before = stage.session.annotation

    def restore(form):
        form.tabs.setCurrentIndex(1)
        form.log.setFocus()
        assert not form.go.isEnabled(), "the newest state is the present one"
        stage.press(Key.Key_Down, Key.Key_Down)
        assert form.log.model().index(2, 1).data() == "Inès Vidal"
        assert len(form.shown.desk.session.annotation.items) == counts[2]
        assert form.go.text() == "Rétablir cet état"
        stage.press(Key.Key_Return)

    stage.asked(restore, lambda: stage.window.run("article.history"))
    assert len(stage.session.annotation.items) == counts[2]
    stage.press("z", held=CTRL)
    assert stage.session.annotation == before


def test_what_is_only_shown_cannot_be_changed_and_escape_changes_nothing(stage: Stage):
    work_a_little(stage)
    before = stage.session.annotation

    def look(form):
        stage.press(Key.Key_Down)
        desk = form.shown.desk
        item = desk.session.annotation.items[0].id
        desk.guarded(lambda: desk.done(desk.session.reject(item)))
        assert "état passé" in form.findChild(QLabel).text() or "état passé" in form.about.text()
        stage.press(Key.Key_Escape)

    stage.asked(look, lambda: stage.press("h", held=CTRL))
    assert stage.session.annotation == before


def test_f1_opens_the_page_on_history(stage: Stage):
    def look(form):
        stage.press(Key.Key_F1)
        shown = form.findChild(HelpWindow)
        assert shown is not None
        assert shown.page == "history"
        shown.close()
        QApplication.processEvents()
        form.reject()

    stage.asked(look, lambda: stage.press("h", held=CTRL))
