"""The small words of a language as sets: read from the lexicons once, asked thousands of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from annotator.prelabel.conjugation import french_forms
from annotator.prelabel.draft import Gender, Number, Token
from annotator.prelabel.lexicon import Lexicons, WordList
from annotator.prelabel.tokens import tokens

Words = tuple[str, ...]


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
        words: the sets of quotes.toml and pronouns.toml by name.
        phrases: the entries of several words among them, by name.
        pronouns: by their words.
        roles: by their words; a noun of two genders has "?".
    """

    language: str
    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[Words, ...]]
    pronouns: Mapping[Words, Pronoun]
    roles: Mapping[Words, Role]
    generic: frozenset[str]
    titles: Mapping[str, Gender]
    endings: Words
    finite_forms: frozenset[str]

    def is_in(self, name: str, row: Sequence[Token], at: int) -> bool:
        """Whether the token `at` is one of the words called `name`."""
        return 0 <= at < len(row) and row[at].low in self.words[name]

    def length(self, name: str, row: Sequence[Token], at: int) -> int:
        """How many tokens from `at` on are an entry of the list `name`; 0 for none."""
        for words in self.phrases[name]:
            if matches(row, at, words):
                return len(words)
        return int(self.is_in(name, row, at))

    def pronoun_at(self, row: Sequence[Token], at: int) -> tuple[Pronoun, int] | None:
        """The pronoun whose first token is `at`, and how many tokens it has."""
        for size in (2, 1):
            words = low_words(row, at, size)
            found = self.pronouns.get(words) if len(words) == size else None
            if found:
                return found, size
        return None

    def role_at(self, row: Sequence[Token], at: int) -> tuple[Role, int] | None:
        """The role noun whose first token is `at`, and how many tokens it has."""
        for size in (3, 2, 1):
            words = low_words(row, at, size)
            found = self.roles.get(words) if len(words) == size else None
            if found:
                return found, size
        return None

    def finite(self, low: str) -> bool:
        """Whether a word looks like a finite verb."""
        words = self.words
        if low in words["verbs"] or low in words["have"] or low in words["be"]:
            return True
        if low in words["not_verbs"]:
            return False
        if low in self.finite_forms:
            return True
        return len(low) > 4 and low.endswith(self.endings) and not low.endswith("ment")


def low_words(row: Sequence[Token], at: int, size: int) -> Words:
    """The words of `size` tokens from `at` on; shorter at the end."""
    return tuple(token.low for token in row[at : at + size]) if at >= 0 else ()


def matches(row: Sequence[Token], at: int, words: Words) -> bool:
    """Whether the tokens from `at` on are `words`."""
    return low_words(row, at, len(words)) == words


def entry_words(entry: str) -> Words:
    """A lexicon entry as tokens: "de l'aveu de" has four, "qu'" has one."""
    if entry.endswith("'"):
        return entry_words(entry + "x")[:-1]
    return tuple(token.low for token in tokens(entry, 0, len(entry)))


@cache
def grammar(lexicons: Lexicons) -> Grammar:
    """The grammar of a language.

    Raises:
        LexiconError: a list is missing or is not what it should be.
    """
    quotes, pronouns = lexicons.list("quotes"), lexicons.list("pronouns")
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[Words, ...]] = {}
    for source in (quotes, pronouns):
        for name in source.table("words"):
            entries = [entry_words(one) for one in source.texts(f"words.{name}")]
            words[name] = frozenset(one[0] for one in entries if len(one) == 1)
            longer = sorted((one for one in entries if len(one) > 1), key=len, reverse=True)
            phrases[name] = tuple(longer)
    return Grammar(
        language=lexicons.language,
        words=words,
        phrases=phrases,
        pronouns=_pronouns(pronouns),
        roles=_roles(lexicons.list("roles")),
        generic=frozenset(lexicons.list("roles").texts("lists.generic")),
        titles=_titles(lexicons.list("roles")),
        endings=quotes.texts("words.endings"),
        finite_forms=_finite_forms(quotes),
    )


def _finite_forms(quotes: WordList) -> frozenset[str]:
    verbs = quotes.texts("words.common_verbs")
    return frozenset(form for verb in verbs for form, _ in french_forms(verb).finite)


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
