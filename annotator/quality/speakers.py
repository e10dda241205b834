"""Whether the speakers that somebody named are those of the gold."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model.text import fold

_ARTICLES = ("le ", "la ", "les ", "l'", "un ", "une ", "des ", "the ", "a ", "an ")


def speakers_right(accepted: Sequence[str], named: Sequence[str]) -> bool:
    """Whether the speakers named are the canonical one, or one of the other right answers.

    Several speakers are right together ("A et B"), or if each of them is accepted. Case, accents
    and articles do not count.

    Args:
        accepted: the gold's canonical name and its other right answers; empty if nobody speaks.
        named: the names of all speakers of the quote compared.
    """
    if not named:
        return not accepted
    answers = {_bare(name) for name in accepted}
    together = {_bare(f" {word} ".join(named)) for word in ("et", "and")}
    return bool(together & answers) or all(_bare(name) in answers for name in named)


def _bare(name: str) -> str:
    folded = " ".join(fold(name).split())
    article = next((one for one in _ARTICLES if folded.startswith(one)), "")
    return folded[len(article) :].replace(" et la ", " et ").replace(" et le ", " et ")
