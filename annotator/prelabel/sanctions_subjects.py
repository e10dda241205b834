"""Listed subjects: somebody of whom the text says that sanctions weigh on them, or fall on them.

"Karim Haddad, placé en 2017 sur la liste de l'OFAC", "an importer blacklisted by OFAC": the words
that say it are found first, then who stands in front of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.prelabel.name_words import NameWords, starts_sentence
from annotator.prelabel.sanctions_words import (
    MentionPattern,
    SanctionsWords,
    objects_from,
    subjects_from,
)
from annotator.prelabel.words import Word

_BEFORE = 90  # code points before such words within which whoever they speak of stands
_PARTICLES = r"(?:de|du|des|van|von|der|el|al|ben|bin|ould|la|le)"
_NAME = (
    r"(?<!\w)(?P<name>[A-ZÀ-Þ][\w’'-]*"
    rf"(?:[ \u00a0](?:{_PARTICLES}[ \u00a0]){{0,2}}[A-ZÀ-Þ][\w’'-]*){{0,4}})"
)
_NAME_BEFORE = re.compile(_NAME + r"(?:[ \u00a0]\([^()]{1,40}\))?(?:,|[ \u00a0][–—])?[ \u00a0]?$")
_NO_ROLE = (
    r"(?!(?:dont|qui|que|à|selon|et|mais|ou|où|de|en|who|which|whose|whom|said|and|but|where|in|at"
    r"|on|by|with|after)\b)"
)
_NAME_AND_ROLE = re.compile(  # "Belaruskali, géant minier" + "visé par le règlement"
    _NAME + rf",[ \u00a0]{_NO_ROLE}[a-zà-ÿ](?:[^.;:«»“”\n,]|,(?! (?:dont|qui|who|which))){{2,60}}$"
)
_NAME_BEHIND = re.compile(  # "the former minister Karim Haddad"
    r"[ \u00a0](?:l[’'])?(?:(?!of\b|on\b|in\b|by\b|de\b|du\b|par\b|en\b|à\b|au\b)"
    r"[a-zà-ÿ-]{2,}[ \u00a0]){0,2}" + _NAME
)
_ROLE_BEFORE = re.compile(
    _NAME + r",[ \u00a0](?:(?:an?|the|une?|le|la)[ \u00a0])?(?:[a-zà-ÿ-]+[ \u00a0])?$"
)
_AGENT = re.compile(  # ", a startup the Commerce Department" + "added to its list"
    _NAME + r",[ \u00a0](?:an?|the|une?|le|la)[ \u00a0](?:[a-zà-ÿ'’-]+[ \u00a0]){1,4}"
    r"(?:(?:that|which|whom)[ \u00a0])?(?:the[ \u00a0])?"
    r"(?P<agent>[A-Z][\w.]+(?:[ \u00a0][A-Z][\w.]+)*)[ \u00a0](?:(?:has|had)[ \u00a0])?$"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody listed, at `[start, end)` in code points of the text."""

    start: int
    end: int
    pattern: MentionPattern


def subjects(
    text: str, words: Sequence[Word], telling: SanctionsWords, lists: NameWords
) -> Iterator[Subject]:
    """The listed subjects of a text in text order.

    Args:
        text: the article's text.
        words: its words.
        telling: what tells of sanctions in its language.
        lists: the words around names, to leave out what is no name and what is a place.
    """
    for word in words:
        for pattern in subjects_from(telling, word.low):
            match = pattern.pattern.match(text, word.start)
            found = match and _whom(text, match, words, telling, lists)
            if match and found:
                yield Subject(*found, pattern)


def objects(
    text: str, words: Sequence[Word], telling: SanctionsWords, lists: NameWords
) -> Iterator[Subject]:
    """Whom somebody lists, in text order: "a sanctionné" + "un courtier de Dubaï".

    Args:
        text: the article's text.
        words: its words.
        telling: what tells of sanctions in its language.
        lists: the words around names.
    """
    for word in words:
        for pattern in objects_from(telling, word.low):
            match = pattern.pattern.match(text, word.start)
            found = match and _behind(text, match.end(), words, telling, lists)
            if found:
                yield Subject(*found, pattern)


def _behind(
    text: str, start: int, words: Sequence[Word], telling: SanctionsWords, lists: NameWords
) -> tuple[int, int] | None:
    """Who stands behind a verb that lists: a noun, or the name that the noun belongs to."""
    noun = telling.objects.match(text, start)
    name = _NAME_BEHIND.match(text, noun.end() if noun else start)
    named = _named(name, words, lists) if name else None
    if named or not noun:
        return named
    return noun.span("noun")


def _whom(
    text: str, match: re.Match[str], words: Sequence[Word], telling: SanctionsWords,
    lists: NameWords,
) -> tuple[int, int] | None:  # fmt: skip
    """Who stands in front of the words: a name, or a noun that is as much as one here.

    A noun behind a name and a comma is that name's; a name that did the listing is passed over
    for whom it listed. A participle tied to a noun belongs to it: "négociant inscrit par erreur".
    """
    left = max(0, match.start() - _BEFORE)
    left = max(left, text.rfind("\n", left, match.start()) + 1)
    link = telling.subject_links.search(text, left, match.start())
    end = link.start() if link else match.start()
    noun = telling.subject_nouns.search(text, left, end)
    if noun:
        apposed = _ROLE_BEFORE.search(text, left, noun.start("noun"))
        whose = _named(apposed, words, lists) if apposed else None
        if whose:
            return whose
        apart = bool(link) or "," in text[noun.end("noun") : match.start()]
        tied = not apart and "done" in match.re.groupindex and match.start("done") == match.start()
        return noun.start("noun"), match.end("done") if tied else noun.end("noun")
    active = not link and "done" in match.re.groupindex and match.start("done") == match.start()
    name = _AGENT.search(text, left, end) if active else None
    name = name or _NAME_BEFORE.search(text, left, end) or _NAME_AND_ROLE.search(text, left, end)
    return _named(name, words, lists) if name else None


def _named(name: re.Match[str], words: Sequence[Word], lists: NameWords) -> tuple[int, int] | None:
    """Where somebody's name is: no title, no pronoun with a capital, no state and no town."""
    end = name.end("name")
    at = bisect_right(words, name.start("name"), key=lambda word: word.start) - 1
    while 0 <= at < len(words) and words[at].end <= end:
        word = words[at]
        role = word.low in lists.titles or (word.low in lists.roles and starts_sentence(words, at))
        if word.capital and word.text not in lists.no_names and not role:
            break
        at += 1
    else:
        return None
    listed = lists.gazetteer.at(words, at)
    whole = listed is not None and words[at + len(listed.words) - 1].end == end
    if whole and listed is not None and listed.label in ("LOC", "MISC"):
        return None
    return words[at].start, end
