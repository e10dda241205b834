"""The look of Qt's own widgets in the window and in its dialogs, as one small style sheet."""

from __future__ import annotations

from ui.theme import Theme

_STYLE = """
QScrollBar:vertical {{ background: transparent; width: 10px; border: 0; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; border: 0; margin: 0; }}
QScrollBar::handle {{ background: {key_border}; border-radius: 3px; }}
QScrollBar::handle:vertical {{ min-height: 28px; margin: 2px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {text_soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QDialog QListWidget::item {{ padding: 5px 8px; }}
QHeaderView::section {{ background: {panel}; color: {text_soft}; border: 0;
    border-bottom: 1px solid {line}; padding: 5px 6px; text-align: left; }}
QDialog QLineEdit, ArticleList QLineEdit {{ background: {page}; color: {text};
    border: 1px solid {field}; border-radius: 5px; padding: 4px 6px; }}
QDialog QLineEdit:focus, ArticleList QLineEdit:focus {{ border-color: {focus}; }}
QDialog QPushButton, ArticleList QPushButton, Banner QPushButton,
ProgressStrip QPushButton {{ background: {panel}; color: {text}; border-radius: 5px;
    border: 1px solid {key_border}; padding: 5px 14px; }}
QDialog QPushButton:default {{ background: {accent}; color: {accent_text};
    border-color: {accent}; }}
QDialog QPushButton:hover, ArticleList QPushButton:hover, Banner QPushButton:hover,
ProgressStrip QPushButton:hover {{ background: {hover}; color: {text}; }}
QDialog QPushButton:focus, ArticleList QPushButton:focus, Banner QPushButton:focus,
ProgressStrip QPushButton:focus {{ border-color: {focus}; }}
QDialog QPushButton:default:focus {{ border: 2px solid {text}; padding: 4px 13px; }}
QDialog QPushButton:disabled, ArticleList QPushButton:disabled, Banner QPushButton:disabled,
ProgressStrip QPushButton:disabled {{ background: transparent; color: {text_soft};
    border: 1px dashed {line}; }}
ArticleList QPushButton#quiet {{ background: transparent; color: {text_soft}; border: 0;
    border-top: 1px solid {line}; border-radius: 0; padding: 8px 14px; text-align: left; }}
ArticleList QPushButton#quiet:hover {{ background: {hover}; color: {text}; }}
ArticleList QPushButton#quiet:checked {{ background: {row_selected}; color: {text}; }}
ArticleList QPushButton#quiet:focus {{ border-top: 2px solid {focus}; }}
"""


def frame_style(theme: Theme) -> str:
    """The style sheet of the main window; its dialogs take it over."""
    return _STYLE.format(**{role: theme.hex(role) for role, _colour in theme.colours})
