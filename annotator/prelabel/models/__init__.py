"""Installed models: found without being imported, checked, and run beside the rules.

`finding` and `meta` tell what is there, `folders` and `configuration` look through a folder from
elsewhere, `loading` and `running` work in the child process only. None of these modules imports
spaCy before a model is loaded.
"""

from annotator.prelabel.models.refusal import ModelRefused
from annotator.prelabel.models.running import evidence_of

__all__ = ["ModelRefused", "evidence_of"]
