"""Claim types: what the words of a quote do, with the reporting verb as a prior."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.prelabel.draft import Draft, QuoteDraft
from annotator.prelabel.lexicon import Lexicons, WordList, kept
from annotator.prelabel.pattern_starts import beginnings
from annotator.prelabel.seeker import Seeker, Sought
from annotator.prelabel.tokens import plain

BOUNDARY = r"\b"


@dataclass(frozen=True, eq=False)
class ClaimRules:
    """The patterns by class, and how a verb's prior counts (see claims.toml)."""

    order: tuple[str, ...]
    decisive: frozenset[str]
    unless: Mapping[str, str]
    with_object: Mapping[str, str]
    with_label: Mapping[str, str]
    classes: Seeker[str]
    not_own: re.Pattern[str]
    other: re.Pattern[str]


class ClaimsComponent:
    """Proposes a claim type, and a second one, for every quote that is no scare quote."""

    name = "claims"
    version = 1
    needs: tuple[str, ...] = ("quotes",)
    gives: tuple[str, ...] = ("quotes",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the claim types; every quote gets one."""
        rules = claim_rules(lexicons)
        for quote in draft.quotes:
            if quote.kind != "scare":
                _decide(quote, _content(draft.text, quote), rules)


@kept
def claim_rules(lexicons: Lexicons) -> ClaimRules:
    """The claim rules of a language.

    Raises:
        LexiconError: a list is missing, or a pattern is no regular expression.
    """
    source = lexicons.list("claims")
    names = source.table("patterns")
    return ClaimRules(
        order=source.texts("order"),
        decisive=frozenset(source.texts("decisive")),
        unless={name: str(other) for name, other in source.table("unless").items()},
        with_object={verb: str(one) for verb, one in source.table("with_object").items()},
        with_label={verb: str(one) for verb, one in source.table("with_label").items()},
        classes=Seeker(one for name in names for one in _sought(source, name)),
        not_own=_compiled(source, "not_own", source.texts("patterns.not_own")),
        other=_compiled(source, "other", source.texts("patterns.other")),
    )


def _sought(source: WordList, name: str) -> Iterator[Sought[str]]:
    """The patterns of a class: each that begins with known words by itself, the others together."""
    first, others = list[str](), list[str]()
    for one in source.texts(f"patterns.{name}"):
        bounded = one.removeprefix(BOUNDARY)
        starts = beginnings(bounded) if bounded != one else None
        if starts is not None:
            yield Sought(name, _compiled(source, name, [one]), starts)
        else:
            anchored = one.startswith("^") and "|" not in one.split("(")[0]
            (first if anchored else others).append(one)
    if first:
        yield Sought(name, _compiled(source, name, first), None, first=True)
    if others:
        yield Sought(name, _compiled(source, name, others), None)


def _compiled(source: WordList, name: str, listed: Sequence[str]) -> re.Pattern[str]:
    """One pattern for several; those that begin with a word boundary share it, for speed."""
    bounded = "|".join(one.removeprefix(BOUNDARY) for one in listed if one.startswith(BOUNDARY))
    others = [f"(?:{one})" for one in listed if not one.startswith(BOUNDARY)]
    try:
        return re.compile("|".join([*([rf"\b(?:{bounded})"] if bounded else ()), *others]))
    except re.error as error:
        raise source.error(name, "lexicon.no_pattern") from error


def _prior(quote: QuoteDraft, content: str, fits: list[str], rules: ClaimRules) -> str:
    """What the reporting verb, with the complement that it has here, makes likely."""
    if not quote.cues:
        return "assert"
    cue = quote.cues[0]
    if quote.rule == "object" and cue.lemma in rules.with_object:
        not_own = rules.not_own.search(content)
        return "assert" if not_own else rules.with_object[cue.lemma]
    if fits[:1] == ["predict"] and rules.with_object.get(cue.lemma) == "commit":
        return "commit"
    if quote.rule in {"label", "fragment", "quotation"} and cue.lemma in rules.with_label:
        return rules.with_label[cue.lemma]
    if quote.rule == "label" and "legal" in fits:
        return "assert"
    tells = quote.rule in {"label", "frame_de", "that", "infinitive"}
    if cue.claim in rules.unless and cue.claim not in fits and not tells:
        return rules.unless[cue.claim]
    return cue.claim


def _content(text: str, quote: QuoteDraft) -> str:
    return " ".join(plain(text[start:end]) for start, end in quote.segments)


def _decide(quote: QuoteDraft, content: str, rules: ClaimRules) -> None:
    there = rules.classes.keys_in(content)
    fits = [name for name in rules.order if name in there]
    prior = _prior(quote, content, fits, rules)
    if prior in rules.decisive or prior in rules.unless:
        quote.claim = prior
        fits = [prior, *(name for name in fits if name != prior)]
    elif fits:
        quote.claim = fits[0]
    else:
        other = prior == "other" or rules.other.search(content)
        quote.claim = "other" if other else "assert"
    quote.claim_secondary = fits[1] if len(fits) > 1 else None
