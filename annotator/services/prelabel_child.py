"""What runs in a pre-highlighting process: rules on characters, and the models that were chosen.

Whatever goes wrong with an article comes back as a `PrelabelFailed`, which crosses to the parent
whole as all our errors do; foreign exceptions could not always be read there, and would take the
process down with them.
Importing this module costs next to nothing: rules are loaded by the first call, spaCy by a model.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.ids import ArticleId
from annotator.model.message import GuillemetError, Message, msg
from annotator.prelabel.evidence import NO_EVIDENCE, NO_MODELS, Evidence, ModelChoice
from annotator.sanctions.catalogue import CatalogueEntry

EvidenceOf = Callable[[str, str, ModelChoice], Evidence]
"""Asks models about a text (text, language, choice); it must be importable by its name."""
NICER = 10
"""Steps that a process in the background lowers its priority by, where the system has them."""
COLLECT_AFTER = 50_000
"""New objects after which the collector looks for cycles, of which the rules make none: with the
700 that Python begins with it took 3 to 15 % of the time, most in long texts."""
Own = tuple[CatalogueEntry, ...]
"""What a project added to the catalogue; it comes with each call, as projects differ."""
_SAMPLE = "« Oui », a dit Paul Petrov, ministre. The UN said sanctions were lifted."
"""A text that makes every component load what it needs."""


class PrelabelFailed(GuillemetError):
    """The machine could not read one article; the others are not touched by that."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the machine proposes for an article.

    Attributes:
        made_with: changes when other suggestions would be made (`annotator.prelabel.made_with`).
        trouble: why the models that were chosen had no part in it, if so.
    """

    proposals: Proposals
    made_with: str
    trouble: Message | None = None


def prepare(background: bool = False) -> None:
    """Make the child end when its parent does, and leave Ctrl+C to the parent.

    Args:
        background: let other processes go first.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(COLLECT_AFTER)
    if background and hasattr(os, "nice"):
        os.nice(NICER)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def evidence_of(text: str, language: str, choice: ModelChoice) -> Evidence:
    """What the chosen models say of a text; they and spaCy are loaded by the first call."""
    from annotator.prelabel.models import evidence_of as ask

    return ask(text, language, choice)


def warm_up(language: str) -> str:
    """Load the rules and word lists of a language; the name of what is at work."""
    propose(Article(ArticleId(""), _SAMPLE, "", ""), language)
    return "rules"


def warm_up_models(language: str, choice: ModelChoice, ask: EvidenceOf) -> str:
    """Load the models of a language beside the rules; the name of what is at work.

    Raises:
        PrelabelFailed: a model cannot be used.
    """
    warm_up(language)
    _asked(_SAMPLE, language, choice, ask)
    return "models"


def made_with_now(choice: ModelChoice, own: Own = ()) -> dict[str, str]:
    """With what suggestions are made now, by language; "" for any other language."""
    from annotator.prelabel.lexicon import languages
    from annotator.prelabel.made_with import made_with
    from annotator.prelabel.own_lexicon import take_up_own_words

    take_up_own_words()
    return {code: made_with(_known(code), choice, own) for code in ("", *languages())}


def propose(article: Article, language: str | None = None, own: Own = ()) -> Found:
    """What the rules alone propose for an article.

    Args:
        article: the article.
        language: whose rules; None takes the article's.
        own: catalogue entries of the project that references may mean, too.

    Raises:
        PrelabelFailed: it could not be read; the message says why.
    """
    known = _known(language or article.meta.language)
    return _found(article, known, NO_EVIDENCE, NO_MODELS, own)


def propose_with(article: Article, choice: ModelChoice, ask: EvidenceOf, own: Own = ()) -> Found:
    """What rules and chosen models propose together.

    Raises:
        PrelabelFailed: the article could not be read, or a model failed; the message says why.
    """
    language = _known(article.meta.language)
    evidence = _asked(article.text, language, choice, ask)
    return _found(article, language, evidence, choice, own)


def propose_best(article: Article, choice: ModelChoice, ask: EvidenceOf, own: Own = ()) -> Found:
    """What rules and models propose together, or the rules alone where a model fails.

    Raises:
        PrelabelFailed: the article could not be read by the rules; the message says why.
    """
    language, trouble, used = _known(article.meta.language), None, choice
    try:
        evidence = _asked(article.text, language, choice, ask)
    except PrelabelFailed as error:
        evidence, trouble, used = NO_EVIDENCE, error.message, NO_MODELS
    found = _found(article, language, evidence, used, own)
    return Found(found.proposals, found.made_with, trouble)


def _known(language: str) -> str:
    """The language whose rules read a text; own words are taken up as they are on the disk now."""
    from annotator.prelabel.own_lexicon import take_up_own_words
    from annotator.prelabel.pipeline import known_language

    take_up_own_words()
    return known_language(language)


def _asked(text: str, language: str, choice: ModelChoice, ask: EvidenceOf) -> Evidence:
    if choice.of(language).empty:
        return NO_EVIDENCE
    try:
        return ask(text, language, choice)
    except GuillemetError as error:
        raise PrelabelFailed(error.message) from error
    except Exception as error:  # a model is foreign code: whatever it does is told, rules go on
        raise PrelabelFailed(msg("prelabelling.models_failed", why=_why(error))) from error


def _found(
    article: Article, language: str, evidence: Evidence, choice: ModelChoice, own: Own
) -> Found:
    from annotator.learning.confidence import re_estimated
    from annotator.learning.decisions import confidence_now
    from annotator.prelabel.made_with import made_with
    from annotator.prelabel.pipeline import propose as run
    from annotator.sanctions.own_entries import with_own

    try:
        found = run(article, language, evidence, with_own(own) if own else None)
        proposals = re_estimated(found, confidence_now())
        return Found(proposals, made_with(language, choice, own))
    except GuillemetError as error:
        raise PrelabelFailed(error.message) from error
    except Exception as error:  # what our rules did not foresee is told by article, not hidden
        failed = msg("prelabelling.failed", title=article.title, why=_why(error))
        raise PrelabelFailed(failed) from error


def _why(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
