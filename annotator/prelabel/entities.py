"""Entities: the proper names of an article, on characters, by lists, heads and words around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.model.items import ActorKind
from annotator.model.message import msg
from annotator.prelabel.draft import Draft, Entity, Gender
from annotator.prelabel.gazetteer import Name
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.name_joints import name_joints
from annotator.prelabel.name_links import linked
from annotator.prelabel.name_patterns import Headed, headed
from annotator.prelabel.name_runs import Kind, classify, run_end
from annotator.prelabel.name_shapes import shaped
from annotator.prelabel.name_titles import title_case
from annotator.prelabel.name_words import NameWords, before, name_words, starts_sentence
from annotator.prelabel.words import Word, split_words

_UNSURE = 0.5
_SPACES, _OPENING, _CLOSING = " \u00a0\u202f", '«“"', '»”"'
_WEAK = ("capital", "capitals", "acronym", "preposition", "speaks", "inner_capital", "digits")
_KINDS: dict[str, ActorKind | None] = {"PER": "person", "ORG": "organisation"}


@dataclass(frozen=True)
class EntityComponent:
    """Fills `draft.entities`: names of people, organisations, places and other things."""

    name: str = "entities"
    version: int = 2
    needs: tuple[str, ...] = ("text", "words")
    gives: tuple[str, ...] = ("entities",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Find the names; never raises for any text."""
        draft.entities = find_entities(draft.text, draft.words, lexicons)


def find_entities(text: str, words: Sequence[Word], lexicons: Lexicons) -> list[Entity]:
    """The proper names of a text in text order, none inside another.

    Args:
        text: the article's text.
        words: its words.
        lexicons: the word lists of its language.
    """
    lists = name_words(lexicons.language)
    return linked(text, words, _scan(text, words, lists), lists)


def _scan(text: str, words: Sequence[Word], lists: NameWords) -> list[Entity]:
    found: list[Entity] = []
    shouted = title_case(text)
    index = 0
    while index < len(words):
        entity, index = _at(text, words, index, lists, shouted)
        if entity:
            found.append(entity)
    return found


def _at(
    text: str, words: Sequence[Word], index: int, lists: NameWords, shouted: list[tuple[int, int]]
) -> tuple[Entity | None, int]:
    """The name that begins at `words[index]`, and the word to go on from."""
    word = words[index]
    listed = lists.gazetteer.at(words, index)
    if not (word.capital or listed or word.low in lists.head_starts):
        return None, index + 1
    if _tag(word) or _direction(words, index, lists):
        return None, index + 1
    shape = shaped(text, words, index, lists)
    if shape and shape.last - index > (len(listed.words) if listed else 0):
        return _headed(text, word, shape), shape.last
    in_title = any(start <= word.start < end for start, end in shouted)
    head = None if in_title else headed(text, words, index, lists)
    size = len(listed.words) if listed else 0
    if head and head.last - index > size and not _only_adjective(words, index + size, head, listed):
        return _headed(text, word, head), head.last
    if not word.capital or (_no_start(words, index, lists) and not listed):
        if listed and not listed.ambiguous:
            return _listed(text, words, index, listed, lists), index + size
        return None, index + 1
    end = _cut(words, index, max(run_end(words, index, lists), index + size), lists)
    if listed and _takes_list(words, index, end, listed, lists):
        return _listed(text, words, index, listed, lists), index + size
    if in_title or _portfolio(words, index):
        return None, index + 1 if in_title else end
    kind = classify(words, index, end, lists)
    if kind is None:
        return None, end
    if kind.score <= _UNSURE and _quoted(text, word.start, words[end - 1].end):
        kind = Kind("MISC", _UNSURE, "quoted")
    return _run(text, words, index, end, kind, lists), end


def _tag(word: Word) -> bool:
    """Whether a word is a tag or an account of a network ("#Brexit")."""
    return word.gap[-1:] in ("#", "@")


def _direction(words: Sequence[Word], index: int, lists: NameWords) -> bool:
    """Whether a word is a point of the compass in something: "le Nord de l'Italie"."""
    joints = name_joints(lists.language)
    after = words[index + 1] if index + 1 < len(words) else None
    return (
        words[index].text in joints.directions
        and after is not None
        and after.gap == " "
        and after.text in joints.of
    )


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone in quotation marks, as titles and product names do."""
    before_it, after_it = (
        text[max(0, start - 3) : start].rstrip(_SPACES)[-1:],
        text[end : end + 3].lstrip(_SPACES)[:1],
    )
    return before_it in _OPENING and before_it != "" and after_it in _CLOSING and after_it != ""


def _only_adjective(words: Sequence[Word], index: int, head: Headed, listed: Name | None) -> bool:
    """Whether all that a head adds is an adjective ("Parti populaire" + "espagnol")."""
    if listed is None or (listed.ambiguous and len(listed.words) == 1):  # "Parlement" + "russe"
        return False
    return head.last == index + 1 and not words[index].capital


def _no_start(words: Sequence[Word], index: int, lists: NameWords) -> bool:
    """Whether no name begins here: a function word, a title, "Camerounais" before a name."""
    word = words[index]
    after = words[index + 1] if index + 1 < len(words) else None
    if len(word.low) == 1 and after and after.capital and after.gap in ("-", ". "):
        return word.text == "M" and after.gap == ". "
    if word.text in lists.no_names or (word.low in lists.titles and not _hyphened(after)):
        return True
    if after is None or not after.capital or not after.joined:
        return False
    kind_of_name = word.low in lists.roles or word.text in lists.no_acronyms
    return kind_of_name or lists.demonym(word.low) is not None


def _hyphened(after: Word | None) -> bool:
    """Whether the next word hangs on by a hyphen: "Saint-Dizier" is no saint."""
    return after is not None and after.gap in ("-", "\u2011")


def _cut(words: Sequence[Word], index: int, end: int, lists: NameWords) -> int:
    """Where a run ends whose later words begin a person's name: "Assemblée Claude Bartolone"."""
    if words[index].low in lists.first_names:
        return end
    for at in range(index + 1, end - 1):
        low = words[at].low
        if low in lists.first_names and low not in lists.ambiguous_first and words[at].gap == " ":
            organisation = any(word.text in lists.in_organisation for word in words[at:end])
            return end if organisation else at
    return end


def _takes_list(
    words: Sequence[Word], index: int, end: int, listed: Name, lists: NameWords
) -> bool:
    """Whether the listed name is what stands here, not a part of something longer."""
    size = len(listed.words)
    rest = end - index - size
    given = words[index].low in lists.first_names
    if rest > 0 and given and listed.label != "ORG":
        return False
    if rest > 0 and not words[index + size].text.isdigit():
        follower = words[index + size]
        if follower.gap == "-":
            other = lists.gazetteer.at(words, index + size)
            return other is not None and other.label == listed.label == "LOC"
        return follower.low in lists.first_names and rest > 1
    if listed.label == "PER":
        kind = classify(words, index, end, lists)
        if kind is not None and kind.rule == "introduced":  # "le ferry Napoléon Bonaparte"
            return False
    if not listed.ambiguous:
        return True
    if starts_sentence(words, index):
        return False
    kind = classify(words, index, end, lists)
    return kind is None or kind.label == listed.label or kind.rule in _WEAK


def _portfolio(words: Sequence[Word], index: int) -> bool:
    """Whether the capital names a minister's field: "ministre de l'Enseignement supérieur"."""
    phrases = before(words, index)
    of = ("ministre de", "ministre des", "ministre du", "ministre de l", "ministre de la")
    return any(phrase.endswith(of) for phrase in phrases) or any(
        phrase.startswith("portefeuille de") for phrase in phrases
    )


def _listed(text: str, words: Sequence[Word], index: int, name: Name, lists: NameWords) -> Entity:
    start, end = words[index].start, words[index + len(name.words) - 1].end
    if text[end : end + 1] == "+" and name.canonical.endswith("+"):
        end += 1
    reason = msg("entity.listed", name=name.canonical)
    score = 0.8 if name.ambiguous else 0.95
    if name.label == "PER":  # the article's fullest name counts, not the list's
        gender = gender_of(split_words(name.canonical), 0, lists)
        return Entity(start, end, "PER", text[start:end], gender, name.kind, score, reason)
    return Entity(start, end, name.label, name.canonical, "?", name.kind, score, reason)


def _headed(text: str, word: Word, head: Headed) -> Entity:
    name = text[word.start : head.end]
    reason = msg(f"entity.{head.rule}", word=word.text)
    kind = _KINDS.get(head.label)
    return Entity(word.start, head.end, head.label, name, "?", kind, head.score, reason)


def _run(
    text: str, words: Sequence[Word], index: int, end: int, kind: Kind, lists: NameWords
) -> Entity:
    start, stop = words[index].start, words[end - 1].end
    gender: Gender = "?"
    if kind.label == "PER":
        gender = gender_of(words, index, lists)
    if kind.label != "MISC" and words[end - 1].text.isdigit() and end - index > 1:
        stop = words[end - 2].end
    name = text[start:stop]
    reason = msg(f"entity.{kind.rule}", word=words[max(0, index - 1)].text)
    return Entity(start, stop, kind.label, name, gender, _KINDS.get(kind.label), kind.score, reason)


def gender_of(words: Sequence[Word], index: int, lists: NameWords) -> Gender:
    """The gender of the person whose name begins at `words[index]`: first name, title, role."""
    given = lists.first_names.get(words[index].low, "?")
    if given in ("f", "m"):
        return "f" if given == "f" else "m"
    phrases = before(words, index)
    female = any(phrase in lists.feminine for phrase in phrases)
    male = any(phrase in lists.masculine for phrase in phrases)
    if female != male:
        return "f" if female else "m"
    return "?"
