"""The forms of a language's verbs: those that its lexicon lists, else generated ones."""

from __future__ import annotations

from collections.abc import Mapping

from annotator.prelabel.conjugation import Forms, english_forms, french_forms
from annotator.prelabel.lexicon import Lexicons, WordList, kept
from annotator.prelabel.lexicon_overlay import Table

_TENSES = ("present", "past", "conditional")


def verb_forms(head: str, lexicons: Lexicons) -> Forms:
    """The forms of one verb.

    Args:
        head: the infinitive, in lower case, without its reflexive pronoun.
        lexicons: of the language.

    Returns:
        What `language.toml` lists for it, else what the language's rules generate; where there
        are no rules, the infinitive alone.

    Raises:
        LexiconError: `language.toml` or `cues.toml` is not what it should be.
    """
    listed = _listed(lexicons).get(head)
    if listed is not None:
        return listed
    rules = lexicons.list("language").text("verbs")
    if rules == "fr":
        return french_forms(head)
    if rules == "en":
        return english_forms(head, *_irregular(lexicons).get(head, ()))
    return Forms(((head, "present"),), (), head)


@kept
def _listed(lexicons: Lexicons) -> Mapping[str, Forms]:
    source = lexicons.list("language")
    tables = source.tables("verb", ("lemma", "gerund"))
    return {str(one["lemma"]): _forms(one, source) for one in tables}


def _forms(table: Table, source: WordList) -> Forms:
    finite = [(form, tense) for tense in _TENSES for form in _texts(table, tense, source)]
    return Forms(tuple(finite), _texts(table, "participles", source), str(table["gerund"]))


def _texts(table: Table, name: str, source: WordList) -> tuple[str, ...]:
    found = table.get(name)
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise source.error(name, "lexicon.no_list")
    return tuple(found)


@kept
def _irregular(lexicons: Lexicons) -> Mapping[str, tuple[str, ...]]:
    """English verbs of the list `irregular`: "say said", "forbid forbade forbidden"."""
    source = lexicons.list("cues")
    if "irregular" not in source.data:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for entry in source.texts("irregular"):
        head, *rest = entry.split()
        found.setdefault(head, tuple(rest))  # an own entry stands before the shipped one
    return found
