"""A person's own settings: one readable JSON file in the configuration folder.

Where: `GUILLEMET_CONFIG_DIR` if set, else the system's place for configuration (platformdirs).
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import platformdirs

from annotator.model.message import EnvironmentTrouble, UserError, msg

RECENT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class AppSettings:
    """What one person chose on one computer.

    Attributes:
        annotator: the name that work is signed with; empty until asked.
        language: of the interface, `fr` or `en`.
        theme: a name of `ui.theme.NAMES` (`light`, `contrast_dark`), or `system`.
        text_size: of the article, in points.
        line_spacing: line height as a factor of the font's own.
        measure: width of the article's column, in average characters.
        recent: paths of projects, the newest first.
        last_article: id of the article that was open, by project path.
        keys: shortcuts that differ from the defaults, by action id.
        show_labels: whether the names of entity labels stand in the text all the time.
        model_packages: installed models that are asked, as `language:package`.
        model_folders: models in folders that are asked, as `language:path`.
        backup_folder: where the backups of all projects lie; empty: beside each project.
        sure: what suggestions are accepted together from, in percent.
        pace: whether active time is measured, for the person's own figures.
        geometry: window geometry as the window saved it (base64).
        tutorial: what was reached in the tutorial, by language and step; and that it was offered.
    """

    annotator: str = ""
    language: str = "fr"
    theme: str = "system"
    text_size: float = 13.0
    line_spacing: float = 1.5
    measure: int = 66
    recent: tuple[str, ...] = ()
    last_article: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    show_labels: bool = False
    model_packages: tuple[str, ...] = ()
    model_folders: tuple[str, ...] = ()
    backup_folder: str = ""
    sure: int = 80
    pace: bool = True
    geometry: str = ""
    tutorial: dict[str, str] = field(default_factory=dict)

    def with_recent(self, path: Path) -> AppSettings:
        """The same with a project first among the recent ones."""
        name = str(path)
        rest = [one for one in self.recent if one != name]
        return replace(self, recent=tuple([name, *rest][:RECENT_LIMIT]))

    def with_last_article(self, path: Path, article: str) -> AppSettings:
        """The same with the article that a project is to open at."""
        return replace(self, last_article={**self.last_article, str(path): article})


def config_place() -> Path:
    """Where the settings live; the folder need not be there."""
    chosen = os.environ.get("GUILLEMET_CONFIG_DIR")
    return Path(chosen) if chosen else Path(platformdirs.user_config_dir("guillemet", False))


def config_folder() -> Path:
    """Where the settings live; made if missing."""
    folder = config_place()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def settings_file() -> Path:
    """The file itself."""
    return config_folder() / "settings.json"


def load_settings() -> AppSettings:
    """The saved settings, or the defaults where there are none yet.

    Raises:
        UserError: the file is not JSON or a field has the wrong type; it is left as it is.
    """
    path = settings_file()
    if not path.exists():
        return AppSettings()
    try:
        data = json.loads(path.read_text("utf-8"))
        return _from_data(data)
    except (ValueError, TypeError) as error:
        raise UserError(msg("settings.damaged", file=str(path), why=str(error))) from error


def _from_data(data: Any) -> AppSettings:
    if not isinstance(data, dict):
        raise TypeError("not a table")
    defaults = AppSettings()
    values: dict[str, Any] = {}
    for one in fields(AppSettings):
        if one.name not in data:
            continue
        value, default = data[one.name], getattr(defaults, one.name)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(str(part) for part in value)
        if isinstance(default, float) and isinstance(value, int):
            value = float(value)
        if type(value) is not type(default):
            raise TypeError(one.name)
        values[one.name] = value
    return replace(defaults, **values)


def save_settings(settings: AppSettings) -> None:
    """Write the settings, the old file standing until the new one is whole.

    Raises:
        EnvironmentTrouble: the folder cannot be written to.
    """
    path = settings_file()
    new = path.with_suffix(".tmp")
    try:
        text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)
        new.write_text(text + "\n", "utf-8")
        new.replace(path)
    except OSError as error:
        raise EnvironmentTrouble(
            msg("settings.not_saved", file=str(path), why=str(error))
        ) from error
