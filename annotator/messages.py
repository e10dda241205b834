"""Every sentence that a person can see: message id and parameters in, a sentence out.

The catalogues are gettext files, `resources/translations/<language>/<area>.po`, several to a
language; msgid is the message's id. They are compiled in memory when a language is first used.
"""

from __future__ import annotations

import gettext
import io
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from annotator.model.message import Message, Param, msg
from annotator.model.quotation_marks import nested

LANGUAGES = ("fr", "en")
"""Languages of the interface; the first is the default."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_FROM_TEXTS = {"words", "title", "name"}
"""Parameters that bring words of a text along, with its own quotation marks."""


def terminal_language() -> str:
    """The language that the terminal asks for, such as `fr` of `fr_FR.UTF-8`.

    Another language than ours gets English; no wish, and the plain `C` locale, get the default.
    """
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    asked = next((value for name in names if (value := os.environ.get(name))), "")
    return nearest_language(asked)


def nearest_language(locale: str) -> str:
    """Our language for a locale's name (`fr_CA`, `en`, `C`)."""
    code = locale[:2].lower()
    if code in LANGUAGES:
        return code
    plain = locale.split(".")[0] in ("", "C", "POSIX")
    return LANGUAGES[0] if plain else "en"


class Translator:
    """Says messages in one language."""

    def __init__(self, language: str) -> None:
        """Load the catalogues of `language`; an unknown language gets the default one."""
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._catalogue = _catalogue(self.language)
        self._known: dict[str, Param] = {}

    def fill_in(self, known: Mapping[str, Param]) -> None:
        """Let every sentence use these parameters: the keys that a person chose, say."""
        self._known = dict(known)

    def say(self, message: Message) -> str:
        """The sentence for a message.

        A plural is chosen by the parameter `n`. An id that the catalogues lack is shown as it is
        with its parameters, so that nothing is ever hidden from the reader.
        """
        values = message.values
        count, form = values.get("n"), message.id
        if isinstance(count, int) and not isinstance(count, bool):
            form = self._catalogue.ngettext(message.id, message.id, count)
        if form == message.id:
            form = self._catalogue.gettext(message.id)
        if form == message.id:
            extra = ", ".join(f"{name}={value}" for name, value in values.items())
            return f"{message.id} ({extra})" if extra else message.id
        return _fill(form, values, self._known)

    def __call__(self, message_id: str, **params: Param) -> str:
        """The sentence for an id with parameters."""
        return self.say(msg(message_id, **params))

    def decimal(self, number: float, form: str) -> str:
        """A number with decimals as the language writes it.

        Args:
            number: which.
            form: its format, as of `format`: `.3f`.
        """
        return format(number, form).replace(".", self("number.mark"))

    def knows(self, message_id: str) -> bool:
        """Whether the catalogue has a sentence for this id."""
        return bool(
            self._catalogue.gettext(message_id) != message_id
            or self._catalogue.ngettext(message_id, message_id, 2) != message_id
        )


def _fill(form: str, values: dict[str, Param], known: dict[str, Param]) -> str:
    """A form with its parameters; where none is given, with what every sentence may use."""

    def value(hole: re.Match[str]) -> str:
        said = str(values.get(hole[1], known.get(hole[1], hole[0])))
        before = form[: hole.start()].rstrip(" \u00a0\u202f")
        return nested(said, before[-1:]) if hole[1] in _FROM_TEXTS else said

    return _PLACEHOLDER.sub(value, form)


def catalogue_files(language: str) -> Iterable[Traversable]:
    """The .po files of a language, in the order of their names."""
    folder = files("resources") / "translations" / language
    return sorted(
        (found for found in folder.iterdir() if found.name.endswith(".po")),
        key=lambda found: found.name,
    )


@cache
def _catalogue(language: str) -> gettext.GNUTranslations:
    whole: Catalog | None = None
    for found in catalogue_files(language):
        with found.open("rb") as handle:
            part = read_po(handle, locale=language)
        if whole is None:
            whole = part
        else:
            for message in part:
                if message.id:
                    whole[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, whole or Catalog(locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
