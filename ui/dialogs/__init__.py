"""Questions to the person, each a function that gives the answer as a value, or None."""

from ui.dialogs.article import ask_give_up, ask_metadata, ask_notes
from ui.dialogs.evaluation import show_evaluation
from ui.dialogs.export import ask_export
from ui.dialogs.files import (
    choose_copy,
    choose_files,
    choose_folder,
    choose_gold,
    choose_project,
)
from ui.dialogs.finish import ask_reason
from ui.dialogs.help import show_help
from ui.dialogs.palette import ask_action
from ui.dialogs.prelabel import ask_renew, show_pass_troubles
from ui.dialogs.project import ask_annotator, ask_new_project, ask_project
from ui.dialogs.reports import show_import_report, show_lines
from ui.dialogs.settings import ask_settings

__all__ = [
    "ask_action",
    "ask_annotator",
    "ask_export",
    "ask_give_up",
    "ask_metadata",
    "ask_new_project",
    "ask_notes",
    "ask_project",
    "ask_reason",
    "ask_renew",
    "ask_settings",
    "choose_copy",
    "choose_files",
    "choose_folder",
    "choose_gold",
    "choose_project",
    "show_evaluation",
    "show_help",
    "show_import_report",
    "show_lines",
    "show_pass_troubles",
]
