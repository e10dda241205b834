"""Which catalogue entry a reference may mean: by number, by a name of its own, by context.

A match is a proposal and never a decision: only a number or a name that one entry alone has is
proposed as what is meant; what the countries nearby suggest is proposed as one of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotator.model.items import Link
from annotator.model.text import fold
from annotator.prelabel.lexicon import kept, lexicons
from annotator.sanctions.catalogue import Catalogue, CatalogueEntry, numbers

_MOST = 3  # candidates of a reference that only its context explains
_COLLECTIVE = frozenset(("instrument_family", "body", "measure"))
_NO_LINK = {"vague": "vague", "measure": "vague", "list": "ambiguous", "instrument": "ambiguous"}


@dataclass(frozen=True, slots=True)
class Meant:
    """What a reference may mean.

    Attributes:
        nil_reason: why nothing is linked, or None if something is.
        by: "number", "name", "context" or "nothing".
    """

    links: tuple[Link, ...]
    entries: tuple[CatalogueEntry, ...]
    nil_reason: str | None
    by: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the article says around a reference.

    Attributes:
        sentence: ISO 3166 codes of the countries in the same sentence; `paragraph` and `article`
            likewise.
        cited_near: entries that the same sentence cites by number; `cited`: the whole article,
            `cited_before`: the text before it.
    """

    sentence: Sequence[str]
    paragraph: Sequence[str]
    article: Sequence[str]
    cited_near: Sequence[CatalogueEntry]
    cited: Sequence[CatalogueEntry]
    cited_before: Sequence[CatalogueEntry]


def meant(
    words: str,
    kind: str,
    measures: Sequence[str],
    around: Surroundings,
    catalogue: Catalogue,
    language: str,
) -> Meant:
    """What the words of a reference may mean.

    Args:
        words: the reference as it stands in the text.
        kind: its kind of the scheme.
        measures: the measures that its words name.
        around: countries and earlier links.
        catalogue: where to look.
        language: of the article.
    """
    if kind == "listed_subject":
        return Meant((), (), "not_in_catalogue" if words[:1].isupper() else "vague", "nothing")
    by_number = _by_number(words, kind, catalogue)
    if by_number:
        return _numbered(by_number)
    if re.search(r"\d{3}", words) and kind in ("instrument", "body"):
        return Meant((), (), "not_in_catalogue", "nothing")
    named = _fitting(_named(words, kind, catalogue, language), around)
    if named:
        far = named[0].kind in _COLLECTIVE and not _aims_at(named[0], around.sentence)
        return Meant(_one_of(named), tuple(named), None, "name") if far else _linked(named, "name")
    likely = _likely(kind, measures, around) or _said_before(words, kind, around)
    if likely:
        return Meant(_one_of(likely), tuple(likely), None, "context")
    missing = "not_in_catalogue" if kind == "body" else _NO_LINK.get(kind, "vague")
    return Meant((), (), missing, "nothing")


def _numbered(found: list[list[CatalogueEntry]]) -> Meant:
    """Each number says one act, and all of them are meant; a number of two acts leaves it open."""
    entries = list(dict.fromkeys(entry for one in found for entry in one))
    if any(len(one) > 1 for one in found):
        return Meant(_one_of(entries), tuple(entries), None, "number")
    links = tuple(Link(entry.id, "refers_to", "sure") for entry in entries)
    return Meant(links, tuple(entries), None, "number")


def _linked(entries: list[CatalogueEntry], by: str) -> Meant:
    if len(entries) == 1:
        return Meant((Link(entries[0].id, "refers_to", "unsure"),), tuple(entries), None, by)
    return Meant(_one_of(entries), tuple(entries), None, by)


def _one_of(entries: Iterable[CatalogueEntry]) -> tuple[Link, ...]:
    return tuple(Link(entry.id, "one_of", "unsure") for entry in entries)[:_MOST]


def cited(words: str, kind: str, catalogue: Catalogue) -> list[CatalogueEntry]:
    """The entries of a kind that words cite by number."""
    found = _by_number(words, kind, catalogue)
    return list(dict.fromkeys(entry for one in found for entry in one))


def _by_number(words: str, kind: str, catalogue: Catalogue) -> list[list[CatalogueEntry]]:
    """What each number in the words may mean; a number that nothing of the kind has is left out."""
    found: list[list[CatalogueEntry]] = []
    for number in numbers(words):
        fitting = [entry for entry in catalogue.by_number(number) if entry.kind == kind]
        fitting += [one for one in _bodies(number, kind, catalogue) if one not in fitting]
        if fitting:
            found.append(fitting)
    return found


def _bodies(number: str, kind: str, catalogue: Catalogue) -> list[CatalogueEntry]:
    if kind != "body":
        return []
    return [one for one in catalogue.entries if one.kind == "body" and number in one.id.split("-")]


@dataclass(frozen=True, slots=True)
class _Name:
    """How newspapers call an entry; names of a lower rank are longer.

    Attributes:
        words: plain, with a space at each end.
        pattern: what it is sought by if it has an ordinal in it.
    """

    rank: int
    length: int
    words: str
    pattern: re.Pattern[str] | None
    entry: CatalogueEntry

    def stands_in(self, padded: str) -> bool:
        """Whether the name stands in plain words with a space at each end."""
        if self.pattern is None:
            return self.words in padded
        return self.pattern.search(padded) is not None


def ordinal(language: str) -> str:
    """What an ordinal looks like in a language: a regular expression.

    Raises:
        LexiconError: `language.toml` has none, or it cannot be compiled.
    """
    source = lexicons(language).list("language")
    pattern = source.text("ordinal")
    try:
        re.compile(pattern)
    except re.error as error:
        raise source.error("ordinal", "lexicon.no_pattern") from error
    return pattern


@kept
def _names(catalogue: Catalogue, language: str) -> Mapping[str, list[_Name]]:
    """The names of all entries by their first word; under "" those that begin with an ordinal."""
    listed = [(len(name), name, one) for one in catalogue.entries for name in _written(one)]
    out: dict[str, list[_Name]] = {}
    for rank, (length, name, entry) in enumerate(sorted(listed, key=lambda one: -one[0])):
        plain = _plain(name.replace("{ord}", "ordinal"))
        first = "" if plain.startswith("ordinal") else plain.split(" ", 1)[0]
        pattern = None
        if "ordinal" in plain:
            words = re.escape(plain).replace("ordinal", f"(?:{ordinal(language)})")
            pattern = re.compile(rf"(?<!\w){words}(?!\w)")
        out.setdefault(first, []).append(_Name(rank, length, f" {plain} ", pattern, entry))
    return out


def _written(entry: CatalogueEntry) -> tuple[str, ...]:
    return (*entry.patterns_fr, *entry.patterns_en)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _named(words: str, kind: str, catalogue: Catalogue, language: str) -> list[CatalogueEntry]:
    """The entries whose longest name stands in the words; several if they share that name."""
    plain = re.sub("^celle ", "liste ", _plain(words))
    padded = f" {plain} "
    longest, found = 0, list[CatalogueEntry]()
    names = _names(catalogue, language)
    near = [name for word in {"", *plain.split()} for name in names.get(word, ())]
    for name in sorted(near, key=lambda one: one.rank):
        if name.length < longest:
            break
        if name.stands_in(padded) and _same_kind(name.entry, kind):
            longest = name.length
            if name.entry not in found:
                found.append(name.entry)
    return found


def _same_kind(entry: CatalogueEntry, kind: str) -> bool:
    if kind == "vague":
        return entry.kind in ("instrument", "instrument_family")
    if kind == "instrument":
        return entry.kind in ("instrument", "instrument_family", "agreement")
    return entry.kind == kind or (kind == "measure" and entry.kind == "instrument")


def _fitting(found: list[CatalogueEntry], around: Surroundings) -> list[CatalogueEntry]:
    """Entries that aim at a state the article does not speak of are dropped."""
    several = len(found) > 1
    out = [
        entry
        for entry in found
        if _aims_at(entry, around.article) or not (several or entry.kind in _COLLECTIVE)
    ]
    return _nearest(out, around)


def _aims_at(entry: CatalogueEntry, countries: Sequence[str]) -> bool:
    return not entry.targets or bool(set(entry.targets) & set(countries))


def _nearest(found: list[CatalogueEntry], around: Surroundings) -> list[CatalogueEntry]:
    if len(found) > 1:
        for codes in (around.sentence, around.paragraph, around.article):
            closer = [one for one in found if set(one.targets) & set(codes)]
            if closer:
                return closer
    return found


def _said_before(words: str, kind: str, around: Surroundings) -> list[CatalogueEntry]:
    """The act cited last that "the resolution", "the regulation" takes up."""
    noun = _plain(words).rsplit(" ", 1)[-1]
    if kind != "instrument" or not words.lower().startswith("the "):
        return []
    return [one for one in reversed(around.cited_before) if noun in one.type][:1]


def _likely(kind: str, measures: Sequence[str], around: Surroundings) -> list[CatalogueEntry]:
    """Entries cited by number in the sentence, or in the article with the measure named here."""
    if kind != "measure":
        return []
    fits = [one for one in around.cited if set(measures) & set(one.measures)]
    return list(dict.fromkeys([*around.cited_near, *fits]))
