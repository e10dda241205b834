"""What each action of the window does that is not a deed on the open article."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from annotator.model.ids import ArticleId
from annotator.model.message import Message, msg
from annotator.services.evaluating import EvaluationReport, evaluate_article
from annotator.services.exporting import ExportReport, export, say_report
from annotator.services.import_report import ImportReport
from annotator.services.importing import import_paths
from annotator.services.prelabel_pass import (
    PassPlan,
    PrelabelReport,
    plan_pass,
    prelabel_project,
)
from annotator.services.project_values import LoadedWork
from annotator.services.samples import sample_project
from ui import dialogs
from ui.beside import show_place
from ui.bringing import paste_article
from ui.catalogue_commands import CATALOGUE_COMMANDS
from ui.codebook_action import CODEBOOK_COMMANDS, after_settings
from ui.example_commands import EXAMPLE_COMMANDS
from ui.help_page import help_page_for
from ui.list_action import LIST_COMMANDS
from ui.pace_commands import PACE_COMMANDS
from ui.past_commands import PAST_COMMANDS
from ui.place_commands import PLACE_COMMANDS
from ui.system_look import other_contrast, other_tone
from ui.tutorial_guide import TUTORIAL_COMMANDS
from ui.workers.job import Teller

if TYPE_CHECKING:
    from ui.window import Window

Command = Callable[["Window"], None]
LARGEST, SMALLEST = 28.0, 8.0
"""Bounds of the type size, in points."""


def new_project(window: Window) -> None:
    """Ask for a name and a place and make a project there."""
    wish = dialogs.ask_new_project(window.say, window.frame.settings, window.main)
    if wish is not None:
        window.frame.new_project(wish)


def open_project(window: Window) -> None:
    """Ask for a project file and open it."""
    path = dialogs.choose_project(window.say, window.main)
    if path is not None:
        window.frame.open_project(path)


def open_sample(window: Window) -> None:
    """Open the sample project, making it if need be; its tutorial is signed by the person."""
    if not window.frame.knows_annotator():
        return
    window.tasks.run(
        "tasks.sample",
        lambda _progress, _cancelled: sample_project(),
        window.frame.open_project,
    )


def project_settings(window: Window) -> None:
    """Ask for the project's name, language and scheme."""
    project = window.frame.project
    if project is not None:
        answer = dialogs.ask_project(window.say, project.name, project.settings, window.main)
        if answer is not None:
            window.frame.change_project(*answer[:2])
            after_settings(window, answer[2])


def copy_project(window: Window) -> None:
    """Ask where to copy the project and do it."""
    project = window.frame.project
    if project is not None:
        path = dialogs.choose_copy(window.say, project.path, window.main)
        if path is not None:
            window.frame.copy_to(path)


def import_files(window: Window) -> None:
    """Ask for files and import them."""
    import_chosen(window, dialogs.choose_files(window.say, window.main))


def import_folder(window: Window) -> None:
    """Ask for a folder and import what is in it."""
    folder = dialogs.choose_folder(window.say, window.main)
    import_chosen(window, (folder,) if folder else ())


def import_chosen(window: Window, paths: tuple[Path, ...]) -> None:
    """Import files and folders, then say what became of each and have suggestions made."""
    project, annotator = window.frame.project, window.frame.settings.annotator
    if project is None or not paths:
        return
    window.tasks.run(
        "tasks.import",
        lambda progress, cancelled: import_paths(
            project, paths, annotator=annotator, on_progress=progress, cancelled=cancelled
        ),
        partial(_imported, window),
    )


def _imported(window: Window, report: ImportReport) -> None:
    if window.frame.entries is not None:
        window.frame.entries.read_own()  # some may have come with links
    window.frame.refresh()
    window.safety.changed()
    new = report.article_ids
    dialogs.show_import_report(window.say, report, window.main)
    if new and window.frame.current is None:
        window.frame.choose(new[0])
    window.main.article.text.setFocus(Qt.FocusReason.OtherFocusReason)


def prelabel(window: Window) -> None:
    """Have suggestions made for every article that has none yet, and others anew if wished."""
    project, engine = window.frame.project, window.engine
    if project is not None:
        window.tasks.run(
            "tasks.prelabel_plan",
            lambda _progress, _cancelled: plan_pass(project, engine),
            partial(_prelabel_planned, window),
        )


def _prelabel_planned(window: Window, plan: PassPlan) -> None:
    project, engine = window.frame.project, window.engine
    renew = dialogs.ask_renew(window.say, plan, window.main) if plan.outdated else False
    if project is None or renew is None:
        return
    if not (plan.new or renew):
        window.tell(msg("tasks.prelabel_nothing"))
        return
    news = Teller(window)
    news.told.connect(window.incoming.follow)
    window.tasks.run(
        "tasks.prelabel",
        lambda progress, cancelled: prelabel_project(
            project,
            engine,
            renew=renew,
            on_progress=progress,
            cancelled=cancelled,
            on_saved=news.told.emit,
            taken=window.incoming.hand_over,
        ),
        partial(_prelabelled, window),
    )


def _prelabelled(window: Window, report: PrelabelReport) -> None:
    window.frame.refresh()
    window.places.review.arrived()
    said = "tasks.prelabel_stopped" if report.cancelled else "tasks.prelabelled"
    window.tell(msg(said, n=report.articles, suggestions=report.suggestions))
    labels = _unknown_labels(window)
    trouble = (*report.troubles, *(why for _, why in report.failed), *labels)
    if trouble:
        lines = tuple(window.say.say(why) for why in trouble)
        dialogs.show_pass_troubles(window.say, lines, window.main)


def _unknown_labels(window: Window) -> tuple[Message, ...]:
    """What the chosen models say that nobody has explained."""
    if window.engine.choice.empty:
        return ()
    from annotator.services.models import unknown_labels

    return unknown_labels(window.engine.choice)


def lexicon(window: Window) -> None:
    """Show the words that suggestions rest on; the rules are loaded when they are asked for."""
    from ui.word_commands import lexicon as show

    show(window)


def learn(window: Window) -> None:
    """Show what the work teaches."""
    from ui.word_commands import learn as show

    show(window)


def models(window: Window) -> None:
    """Show the installed models; what belongs to them is imported when it is asked for."""
    from ui.model_commands import models as show

    show(window)


def export_project(window: Window) -> None:
    """Ask what to export, in which form and where, and do it."""
    project, frame = window.frame.project, window.frame
    if project is None:
        return
    chosen = window.main.articles.chosen() or tuple(filter(None, (frame.current,)))
    wish = dialogs.ask_export(window.say, frame.rows, chosen, window.main, project.path)
    if wish is None:
        return
    language = window.say.language
    window.tasks.run(
        "tasks.export",
        lambda progress, cancelled: export(
            project,
            wish.format,
            wish.target,
            scope=wish.scope,
            language=language,
            on_progress=progress,
            cancelled=cancelled,
        ),
        partial(_exported, window, wish.target),
    )


def _exported(window: Window, target: Path, report: ExportReport) -> None:
    lines = tuple(say_report(report, window.say))
    dialogs.show_lines(window.say, "dialogs.export_report", lines, window.main, target)


def close_project(window: Window) -> None:
    """Close the project; the page without a project comes back."""
    if window.frame.settled():
        window.frame.close_project()


def quit_program(window: Window) -> None:
    """Close the window."""
    window.main.close()


def finish(window: Window) -> None:
    """Finish the open article and go on."""
    window.frame.finish()
    window.watch.look()


def reopen(window: Window) -> None:
    """Take the finished article up again."""
    window.frame.reopen()


def leaf(window: Window, step: int) -> None:
    """Go to the next or the previous article, and out of the filter to its text."""
    window.frame.leaf(step)
    if window.main.articles.filter.hasFocus():
        focus_text(window)


def settings(window: Window) -> None:
    """Ask for a person's own settings."""
    answer = dialogs.ask_settings(window.say, window.frame.settings, window.main)
    if answer is not None:
        window.apply_settings(answer)


def bin_article(window: Window) -> None:
    """Move the open article to the bin."""
    current = window.frame.current
    if current is not None:
        window.frame.bin(current)


def restore_article(window: Window) -> None:
    """Take the open article out of the bin."""
    current = window.frame.current
    if current is not None:
        window.frame.restore(ArticleId(current))


def metadata(window: Window) -> None:
    """Ask for the open article's title and metadata."""
    current = window.frame.current
    if current is not None:
        window.edit_metadata(current)


def notes(window: Window) -> None:
    """Write on the open article."""
    session = window.desk.session
    if session is not None:
        written = dialogs.ask_notes(window.say, session.annotation.state.notes, window.main)
        if written is not None:
            window.frame.write_notes(written)


def evaluate(window: Window) -> None:
    """Ask for gold and compare the open article's work with it."""
    session = window.desk.session
    gold = dialogs.choose_gold(window.say, window.main) if session is not None else None
    if session is None or gold is None:
        return
    work = LoadedWork(session.article, session.work, session.proposals)
    window.tasks.run(
        "evaluate.dialog.task",
        lambda _progress, _cancelled: evaluate_article(gold, work),
        partial(_evaluated, window),
    )


def _evaluated(window: Window, report: EvaluationReport) -> None:
    def go_to(article: ArticleId, start: int, end: int) -> None:
        show_place(window, shown, article, start, end)

    shown = dialogs.show_evaluation(window.say, report, go_to, window.main)


def resize_text(window: Window, by: float) -> None:
    """Make the article's type larger or smaller, by points."""
    size = min(LARGEST, max(SMALLEST, window.frame.settings.text_size + by))
    window.change_settings(text_size=size)


def show_labels(window: Window) -> None:
    """Show the names of labels, or do not."""
    window.change_settings(show_labels=not window.frame.settings.show_labels)


def switch_theme(window: Window) -> None:
    """Go from light to dark or back."""
    window.change_settings(theme=other_tone(window.theme.name))


def switch_contrast(window: Window) -> None:
    """Go to high contrast or back."""
    window.change_settings(theme=other_contrast(window.theme.name))


def palette(window: Window) -> None:
    """Offer every action by name."""
    chosen = dialogs.ask_action(window.say, window.key_rows(), window.main)
    if chosen:
        window.run(chosen)


def help_here(window: Window) -> None:
    """Open the help page of the panel that has the focus."""
    page = help_page_for(window.main.focusWidget(), window.main)
    dialogs.show_help(window.say, page, window.key_rows(), window.main)


def help_keys(window: Window) -> None:
    """Open the sheet of keys."""
    dialogs.show_help(window.say, "annotate", window.key_rows(), window.main).show_keys()


def list_points(window: Window) -> None:
    """Open the list of what is still to do in the article."""
    window.main.foot.show_list()


def focus_filter(window: Window) -> None:
    """Go to the filter of the list."""
    window.main.articles.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
    window.main.articles.filter.selectAll()


def focus_text(window: Window) -> None:
    """Go to the text."""
    window.main.article.text.setFocus(Qt.FocusReason.ShortcutFocusReason)


COMMANDS: Mapping[str, Command] = {
    **PLACE_COMMANDS,
    "project.new": new_project,
    "project.open": open_project,
    "project.sample": open_sample,
    "project.properties": project_settings,
    "project.copy": copy_project,
    "project.close": close_project,
    "project.import": import_files,
    "project.import_folder": import_folder,
    "project.prelabel": prelabel,
    "project.models": models,
    "project.lexicon": lexicon,
    "project.learning": learn,
    "project.export": export_project,
    "project.settings": settings,
    "project.quit": quit_program,
    "article.finish": finish,
    "article.reopen": reopen,
    "article.next": partial(leaf, step=1),
    "article.previous": partial(leaf, step=-1),
    "article.metadata": metadata,
    "article.bin": bin_article,
    "article.restore": restore_article,
    "article.notes": notes,
    "article.evaluate": evaluate,
    "walk.list": list_points,
    "view.palette": palette,
    "view.filter": focus_filter,
    "view.text": focus_text,
    "view.labels": show_labels,
    "view.larger": partial(resize_text, by=1.0),
    "view.smaller": partial(resize_text, by=-1.0),
    "view.theme": switch_theme,
    "view.contrast": switch_contrast,
    "help.here": help_here,
    "help.keys": help_keys,
    **CATALOGUE_COMMANDS,
    **LIST_COMMANDS,
    **CODEBOOK_COMMANDS,
    **EXAMPLE_COMMANDS,
    **PACE_COMMANDS,
    **PAST_COMMANDS,
    "project.paste": paste_article,
    **TUTORIAL_COMMANDS,
}
