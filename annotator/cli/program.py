"""Put the commands together, run one, and turn every error into a sentence and an exit code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import typer

from annotator import __version__
from annotator.cli import (
    evaluate_command,
    learn_command,
    lists_command,
    models_command,
    project_commands,
    text_commands,
)
from annotator.cli.console import FAILED, Tools
from annotator.cli.mistakes import say_mistake
from annotator.messages import Translator, terminal_language
from annotator.model.message import GuillemetError
from annotator.services.crash_log import keep_details
from annotator.services.demo import Shoot
from annotator.services.evaluating import UnfitFile
from annotator.settings import AppSettings, load_settings, settings_file

COMMANDS: dict[str, Callable[..., int]] = {
    "new": project_commands.new,
    "import": project_commands.import_files,
    "prelabel": text_commands.prelabel,
    "export": project_commands.export_project,
    "evaluate": evaluate_command.evaluate,
    "models": models_command.models,
    "learn": learn_command.learn_from,
    "check": project_commands.check,
    "backup": project_commands.backup,
    "demo": text_commands.demo,
}
"""Every command by its name. Its help is `cli.<name>.help`, its example `cli.<name>.example`."""
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"lists": lists_command.LISTS}
"""Commands that have commands below them."""


def run(arguments: Sequence[str], shoot: Shoot | None = None) -> int:
    """Carry out a command.

    Args:
        arguments: the words after the program's name.
        shoot: takes a picture of the window, for `demo`.

    Returns:
        0 done, 1 done with problems, 2 could not.
    """
    tools = Tools(Translator(terminal_language()), AppSettings(), shoot)
    try:
        tools = _with_settings(tools)
        command = typer.main.get_command(_program(tools.say))
        _translate(command, tools.say)
        code = command.main(list(arguments), "guillemet", standalone_mode=False, obj=tools)
    except UnfitFile as error:
        tools.warn(tools.say("import.at_file", file=error.place, said=tools.say.say(error.message)))
    except GuillemetError as error:
        tools.warn(tools.say.say(error.message))
    except (KeyboardInterrupt, typer.Abort):
        tools.warn(tools.say("cli.stopped"))
    except Exception as error:  # noqa: BLE001  # the last resort: told, and kept whole in the log
        tools.warn(_last_word(error, tools.say))
    else:
        return code if isinstance(code, int) else 0
    return FAILED


def _last_word(error: Exception, say: Translator) -> str:
    """A mistake in the words of the command, or an error that nobody foresaw."""
    describe = getattr(error, "format_message", None)
    if describe is not None:
        return say("cli.usage", why=say_mistake(str(describe()), say).rstrip("."))
    path = keep_details(error)
    return say("cli.crashed", why=f"{type(error).__name__}: {error}", file=str(path))


def _with_settings(tools: Tools) -> Tools:
    if not settings_file().exists():
        return tools
    settings = load_settings()
    return Tools(Translator(settings.language), settings, tools.shoot)


def _program(say: Translator) -> typer.Typer:
    program = typer.Typer(
        help=say("cli.help", version=__version__),
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    for name, command in COMMANDS.items():
        example = say("cli.example", command=say(f"cli.{name}.example"))
        program.command(name, help=say(f"cli.{name}.help"), epilog=example)(command)
    for name, below in GROUPS.items():
        group = typer.Typer(rich_markup_mode=None)
        for inner, command in below.items():
            example = say("cli.example", command=say(f"cli.{name}.{inner}.example"))
            group.command(inner, help=say(f"cli.{name}.{inner}.help"), epilog=example)(command)
        example = say("cli.example", command=say(f"cli.{name}.example"))
        program.add_typer(group, name=name, help=say(f"cli.{name}.help"), epilog=example)
    return program


def _translate(command: Any, say: Translator) -> None:
    """Say the help of options, which commands give as message ids."""
    for parameter in command.params:
        if say.knows(getattr(parameter, "help", None) or ""):
            parameter.help = say(parameter.help)
    for below in getattr(command, "commands", {}).values():
        _translate(below, say)
