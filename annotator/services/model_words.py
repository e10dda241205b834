"""A model in words: the same for the window and the command line."""

from __future__ import annotations

from annotator.messages import Translator
from annotator.prelabel.models.labels import LABELS
from annotator.prelabel.models.measuring import Measurement
from annotator.prelabel.models.own import Measured
from annotator.services.models import ModelRow

_MEGABYTE = 1_000_000


def state_words(row: ModelRow, say: Translator) -> str:
    """What stands in the way of a model, or that nothing does; unknown labels are named."""
    said = say.say(row.why) if row.why is not None else say("models.ready")
    if not row.unknown:
        return said
    return f"{said} {say('models.row.unknown', labels=', '.join(row.unknown))}"


def size_words(row: ModelRow, say: Translator) -> str:
    """Its size in megabytes, at least one."""
    if not row.size:
        return ""
    return say("models.size", n=max(1, round(row.size / _MEGABYTE)))


def figures(measured: Measured) -> str:
    """The shares of right names by label: `PER 97 % (31), …`, with how many there were."""
    counts = ((label, measured.all.get(label)) for label in LABELS)
    return ", ".join(
        f"{label} {round(100 * one.right / one.given)}\u202f% ({one.given})"
        for label, one in counts
        if one is not None and one.given
    )


def measurement_words(found: Measurement, say: Translator) -> tuple[str, ...]:
    """What a measurement says: figures by label, and whether the rules gain by the model."""
    before, after = found.rules.f1, found.merged.f1
    return (
        say("models.measured.texts", name=found.model, n=found.measured.texts),
        say("models.measured.precision", figures=figures(found.measured) or "–"),
        say(
            "models.measured.gain",
            before=say.decimal(100 * before, ".1f"),
            after=say.decimal(100 * after, ".1f"),
            names=found.rules.expected,
        ),
    )
