"""PartialDate: a year, a month of it or a day, as far as it is known."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from annotator.model.message import UserError, msg

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`2023`, `2023-08` or `2023-08-30`."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the ISO form, cut after year or month if need be.

        Raises:
            UserError: the text has another form or names a day that does not exist.
        """
        found = _FORM.match(text.strip())
        if not found:
            raise UserError(msg("date.bad", text=text))
        year, month, day = (int(part) if part else None for part in found.groups())
        try:
            datetime.date(year or 0, month or 1, day or 1)
        except ValueError as error:
            raise UserError(msg("date.bad", text=text)) from error
        return cls(year or 0, month, day)

    def __str__(self) -> str:
        """The ISO form, as long as what is known."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    @property
    def bounds(self) -> tuple[datetime.date, datetime.date]:
        """First and last day that this date may mean."""
        first = datetime.date(self.year, self.month or 1, self.day or 1)
        if self.day is not None:
            return first, first
        if self.month is not None and self.month < 12:
            return first, datetime.date(self.year, self.month + 1, 1) - datetime.timedelta(1)
        return first, datetime.date(self.year, 12, 31)

    def before(self, other: PartialDate) -> bool | None:
        """Whether it is surely earlier (True), surely not (False), or cannot be told (None)."""
        (first, last), (other_first, other_last) = self.bounds, other.bounds
        if last < other_first:
            return True
        if first >= other_last:
            return False
        return None
