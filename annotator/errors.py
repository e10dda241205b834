"""Our errors by situation, in one place for those who catch them.

GuillemetError                    anything a person can be told about (annotator.model.message)
├── UserError                     a mistake that the person can mend
├── EnvironmentTrouble            disk, permissions, locks
├── SpanError, ChangeError, FormError    values that do not fit (annotator.model)
└── …                             each module's own, named for its situation
"""

from __future__ import annotations

from annotator.model.change import ChangeError
from annotator.model.fields import (
    FormError,
)
from annotator.model.message import EnvironmentTrouble, GuillemetError, UserError
from annotator.model.text import SpanError

__all__ = [
    "ChangeError",
    "EnvironmentTrouble",
    "FormError",
    "GuillemetError",
    "SpanError",
    "UserError",
]
