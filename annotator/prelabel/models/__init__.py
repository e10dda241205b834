"""Installed models: found without being imported, checked, and run beside the rules.

`finding` and `meta` tell what is there, `folders` and `configuration` look through a folder from
elsewhere, `loading` and `running` work in the child process only. None of these modules imports
spaCy before a model is loaded, and importing this package loads none of them: rules weigh what
models say (`precision`) where no model is at work, too.
"""

from annotator.prelabel.evidence import Evidence, ModelChoice
from annotator.prelabel.models.refusal import ModelRefused

__all__ = ["ModelRefused", "evidence_of"]


def evidence_of(text: str, language: str, choice: ModelChoice) -> Evidence:
    """What the chosen models say of a text; see `running.evidence_of`."""
    from annotator.prelabel.models.running import evidence_of as ask

    return ask(text, language, choice)
