"""A mistake in the words of a command, said in the person's language.

The reader of the command line has sentences of its own, in English alone; those that people meet
are said anew, and any other is shown as it came.
"""

from __future__ import annotations

import re

from annotator.messages import Translator

_SENTENCES = (
    (r"No such command '(?P<given>.*?)'", "cli.mistake.command"),
    (r"No such option:? '?(?P<given>[^\s'(.]+)", "cli.mistake.option"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((?P<given>.*)\)", "cli.mistake.extra"),
    (r"Missing (?:argument|parameter) '(?P<given>.*?)'", "cli.mistake.argument"),
    (r"Missing option '(?P<given>.*?)'", "cli.mistake.missing_option"),
    (r"Option '(?P<given>.*?)' requires an argument", "cli.mistake.no_value"),
    (r"Invalid value for (?P<given>.*?): ", "cli.mistake.value"),
)


def say_mistake(told: str, say: Translator) -> str:
    """What is wrong with a command, after what its reader told in English."""
    for form, name in _SENTENCES:
        found = re.match(form, told)
        if found is not None:
            near = re.findall(r"'(.*?)'|(--[\w-]+)", told[found.end() :])
            said = say(name, given=found["given"].replace("'", ""))
            if not near or name == "cli.mistake.value":
                return said
            words = ", ".join(one or two for one, two in near)
            return f"{said}, {say('cli.mistake.near', words=words)}"
    return told
