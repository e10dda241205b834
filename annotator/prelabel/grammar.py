"""The small words of a language as sets: read from the lexicons once, asked thousands of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from annotator.prelabel.draft import Gender, Number, Token
from annotator.prelabel.lexicon import Lexicons, WordList, kept
from annotator.prelabel.tokens import tokens
from annotator.prelabel.verb_forms import verb_forms

Words = tuple[str, ...]
Listed = TypeVar("Listed")
ByFirst = Mapping[str, tuple[tuple[Words, Listed], ...]]
"""What is listed under several words, by the first of them; the longest come first."""
_SHORT_FORM = 4
"""Most letters of a word whose ending does not make it a verb."""


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun that may stand for a speaker."""

    gender: Gender
    number: Number


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for somebody or some body that may speak."""

    gender: Gender
    number: Number
    human: bool


@dataclass(frozen=True, eq=False)
class Grammar:
    """The word sets of one language.

    Attributes:
        language: whose sentences its own are like, "fr" or "en".
        words: the sets of quotes.toml and pronouns.toml by name.
        phrases: the entries of several words among them, by name and first word, longest first.
        pronouns: by their first word, with all their words.
        roles: likewise; a noun of two genders has "?".
        families: for a word or description, those that may stand for the same office.
    """

    language: str
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, ByFirst[None]]
    pronouns: ByFirst[Pronoun]
    roles: ByFirst[Role]
    families: Mapping[str, frozenset[str]]
    generic: frozenset[str]
    titles: Mapping[str, Gender]
    endings: Words
    finite_forms: frozenset[str]

    def length(self, name: str, row: Sequence[Token], at: int) -> int:
        """How many tokens from `at` on are an entry of the list `name`; 0 for none."""
        if not 0 <= at < len(row):
            return 0
        low = row[at].low
        for words, _ in self.phrases[name].get(low, ()):
            if matches(row, at, words):
                return len(words)
        return int(low in self.words[name])

    def pronoun_at(self, row: Sequence[Token], at: int) -> tuple[Pronoun, int] | None:
        """The pronoun whose first token is `at`, and how many tokens it has."""
        return _listed(self.pronouns, row, at)

    def pronoun_called(self, low: str) -> Pronoun | None:
        """The pronoun of one word."""
        return next((one for words, one in self.pronouns.get(low, ()) if words == (low,)), None)

    def role_at(self, row: Sequence[Token], at: int) -> tuple[Role, int] | None:
        """The role noun whose first token is `at`, and how many tokens it has."""
        return _listed(self.roles, row, at)

    def manner(self, low: str) -> bool:
        """Whether a word looks like an adverb of manner: "fermement", "firmly"."""
        ending = "ly" if self.language == "en" else ("ment", "ly")
        return low.endswith(ending) and len(low) > _SHORT_FORM + 1

    def finite(self, low: str) -> bool:
        """Whether a word looks like a finite verb."""
        if low in self.finite_forms:
            return True
        noun = self.words["not_verbs"]
        if low in noun or low.rpartition("-")[2] in noun or len(low) <= _SHORT_FORM:
            return False
        return low.endswith(self.endings) and not low.endswith("ment")


def _listed(listed: ByFirst[Listed], row: Sequence[Token], at: int) -> tuple[Listed, int] | None:
    """The longest of the listed entries that begins with the token `at`, and its length."""
    for words, found in listed.get(row[at].low, ()) if 0 <= at < len(row) else ():
        if matches(row, at, words):
            return found, len(words)
    return None


def matches(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the tokens from `at` on are `words`."""
    return at >= 0 and tuple([token.low for token in row[at : at + len(words)]]) == words


def entry_words(entry: str) -> Words:
    """A lexicon entry as tokens: "de l'aveu de" has four, "qu'" has one."""
    if entry.endswith("'"):
        return entry_words(entry + "x")[:-1]
    return tuple(token.low for token in tokens(entry, 0, len(entry)))


@kept
def grammar(lexicons: Lexicons) -> Grammar:
    """The grammar of a language.

    Raises:
        LexiconError: a list is missing or is not what it should be.
    """
    quotes, pronouns = lexicons.list("quotes"), lexicons.list("pronouns")
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, ByFirst[None]] = {}
    for source in (quotes, pronouns):
        for name in source.table("words"):
            entries = [entry_words(one) for one in source.texts(f"words.{name}")]
            words[name] = frozenset(one[0] for one in entries if len(one) == 1)
            phrases[name] = _by_first({one: None for one in entries if len(one) > 1})
    return Grammar(
        language=lexicons.list("language").text("sentences"),
        words=words,
        phrases=phrases,
        pronouns=_by_first(_pronouns(pronouns)),
        roles=_by_first(_roles(lexicons.list("roles"))),
        families=_families(lexicons.list("roles")),
        generic=frozenset(lexicons.list("roles").texts("lists.generic")),
        titles=_titles(lexicons.list("roles")),
        endings=quotes.texts("words.endings"),
        finite_forms=_finite_forms(lexicons, words),
    )


def _by_first(listed: Mapping[Words, Listed]) -> dict[str, tuple[tuple[Words, Listed], ...]]:
    """Entries by their first word, longest first."""
    out: dict[str, list[tuple[Words, Listed]]] = {}
    for words in sorted(listed, key=len, reverse=True):
        out.setdefault(words[0], []).append((words, listed[words]))
    return {first: tuple(found) for first, found in out.items()}


def _finite_forms(lexicons: Lexicons, words: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Forms of the common verbs without those that are rather nouns, and what is always one."""
    verbs = lexicons.list("quotes").texts("words.common_verbs")
    forms = frozenset(form for verb in verbs for form, _ in verb_forms(verb, lexicons).finite)
    return (forms - words["not_verbs"]) | words["verbs"] | words["have"] | words["be"]


def _pronouns(source: WordList) -> dict[Words, Pronoun]:
    tables = source.tables("subject", ("form", "gender", "number"))
    return {entry_words(one["form"]): Pronoun(one["gender"], one["number"]) for one in tables}


_ROLE_LISTS = (("masculine", "m"), ("feminine", "f"), ("either", "?"), ("plural", "?"))


def _roles(source: WordList) -> dict[Words, Role]:
    out: dict[Words, Role] = {}
    for section, human in (("bodies", False), ("people", True)):
        for name, gender in _ROLE_LISTS:
            number: Number = "p" if name == "plural" else "s"
            entries = source.table(section).get(name)
            for entry in source.texts(f"{section}.{name}") if entries is not None else ():
                words = entry_words(entry)
                known = out.get(words)
                both = known is not None and known.gender != gender
                out[words] = Role("?" if both else _gender(gender), number, human)
    return out


def _families(source: WordList) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for line in source.texts("lists.families"):
        family = frozenset(one.strip() for one in line.split(","))
        for one in family:
            out[one] = out.get(one, frozenset()) | family
    return out


def _titles(source: WordList) -> dict[str, Gender]:
    """The gender that "Mme" or "M." before a name gives; the full stop is a token of its own."""
    out: dict[str, Gender] = {}
    names = (("masculine_titles", "m"), ("feminine_titles", "f"), ("other_titles", "?"))
    for name, gender in names:
        for title in source.texts(f"lists.{name}"):
            out[title.rstrip(".")] = _gender(gender)
    return out


def _gender(text: str) -> Gender:
    return "m" if text == "m" else "f" if text == "f" else "?"
