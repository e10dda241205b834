"""Message: what a person is told, as an id with parameters, and the root of all our errors.

The sentence itself is made when it is shown (`annotator.messages`), in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Param = str | int | float


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence not yet said: `id` names it in the catalogue, `params` fill its placeholders."""

    id: str
    params: tuple[tuple[str, Param], ...] = ()

    @property
    def values(self) -> dict[str, Param]:
        """The parameters by name."""
        return dict(self.params)

    def to_json(self) -> dict[str, object]:
        """The interchange form: `{"id": …, "with": {…}}`."""
        return {"id": self.id, "with": dict(self.params)}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Message:
        """Read the interchange form back.

        Raises:
            ValueError: `data` has no string id or its parameters are not plain values.
        """
        found, given = data.get("id"), data.get("with", {})
        if not isinstance(found, str) or not isinstance(given, Mapping):
            raise ValueError("a message needs an id and parameters")
        params: list[tuple[str, Param]] = []
        for name, value in given.items():
            if not isinstance(value, (str, int, float)):
                raise ValueError(f"parameter {name} is not a plain value")
            params.append((str(name), value))
        return cls(found, tuple(params))


def msg(message_id: str, **params: Param) -> Message:
    """Make a `Message` with its parameters given by name."""
    return Message(message_id, tuple(params.items()))


class GuillemetError(Exception):
    """Root of the errors that a person can be told about; `message` says what to do.

    Below it: `UserError` (a mistake that the person can mend), `EnvironmentTrouble` (a sick disk,
    a lock, a missing package) and everything that a module names for its own situation.
    """

    def __init__(self, message: Message) -> None:
        """Keep the message; the text of the exception is its id and parameters."""
        super().__init__(message.id, dict(message.params))
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes whole; what cannot be read there takes its process down."""
        return _made_again, (type(self), self.args), self.__dict__


def _made_again(kind: type[GuillemetError], args: tuple[Any, ...]) -> GuillemetError:
    """An error without its attributes, which follow: its class may be made of other values."""
    return kind.__new__(kind, *args)


class UserError(GuillemetError):
    """The person asked for something that cannot be; another choice helps."""


class EnvironmentTrouble(GuillemetError):
    """The surroundings failed: disk, permissions, another program's lock."""
