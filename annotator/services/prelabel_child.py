"""What runs in the pre-highlighting process: the pipeline, loaded once, one article at a time.

Whatever goes wrong with an article comes back as a `PrelabelFailed`, which can cross to the parent
whole; other exceptions could not always be read there, and would take the process down with them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from functools import cache
from typing import TYPE_CHECKING, Any

from annotator.model.annotation import Proposals
from annotator.model.article import Article
from annotator.model.message import GuillemetError, msg

if TYPE_CHECKING:
    from spacy.language import Language


class PrelabelFailed(GuillemetError):
    """The machine could not read one article; the others are not touched by that."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it is made of."""
        return type(self), (self.message,)


def prepare() -> None:
    """Make the child end when its parent does, and leave Ctrl+C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def warm_up(language: str) -> str:
    """Load spaCy, the pipeline of a language and its lexicons; the name of what is at work."""
    _pipeline(language)
    return "rules"


@cache
def _pipeline(language: str) -> Language:
    from annotator.prelabel.spacy_components import build_nlp

    return build_nlp(language)


def propose(article: Article) -> Proposals:
    """The machine's suggestions for an article.

    Raises:
        PrelabelFailed: it could not be read; the message says why.
    """
    from annotator.prelabel.own_lexicon import take_up_own_words
    from annotator.prelabel.pipeline import known_language
    from annotator.prelabel.spacy_components import propose_with

    try:
        take_up_own_words()
        return propose_with(_pipeline(known_language(article.meta.language)), article)
    except GuillemetError as error:
        raise PrelabelFailed(error.message) from error
    except Exception as error:  # what our rules did not foresee is told by article, not hidden
        why = f"{type(error).__name__}: {error}"
        raise PrelabelFailed(msg("prelabelling.failed", title=article.title, why=why)) from error
