"""Claim types: what the words of a quote do, with the reporting verb as a prior.

The rules tell what fits; where a language has a claim model, it weighs that (see `claim_model`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.prelabel.claim_features import Judged, features, signs
from annotator.prelabel.claim_model import claim_model
from annotator.prelabel.draft import Draft, QuoteDraft
from annotator.prelabel.lexicon import Lexicons, WordList, kept
from annotator.prelabel.pattern_starts import beginnings
from annotator.prelabel.seeker import Seeker, Sought
from annotator.prelabel.tokens import plain

BOUNDARY = r"\b"
_LIKELY = 0.1
"""What the words fit besides is proposed as the secondary claim type if it is so likely."""
Ranked = tuple[str, float]
"""A class and how likely it is."""


@dataclass(frozen=True, eq=False)
class ClaimRules:
    """The patterns by class, and how a verb's prior counts (see claims.toml)."""

    order: tuple[str, ...]
    decisive: frozenset[str]
    unless: Mapping[str, str]
    with_object: Mapping[str, str]
    with_infinitive: Mapping[str, str]
    with_label: Mapping[str, str]
    classes: Seeker[str]


class ClaimsComponent:
    """Proposes a claim type, and a second one, for every quote that is no scare quote."""

    name = "claims"
    version = 2
    needs: tuple[str, ...] = ("quotes",)
    gives: tuple[str, ...] = ("quotes",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the claim types; every quote gets one."""
        rules, model, signs_of = claim_rules(lexicons), claim_model(draft.language), signs(lexicons)
        for quote in draft.quotes:
            if quote.kind == "scare":
                continue
            content = content_of(draft.text, quote)
            judged = judge(quote, rules.classes.keys_in(content), rules)
            quote.claim, others = judged.claim, judged.fits
            if model is not None:
                ranked = model.ranked(features(quote, content, judged, signs_of))
                quote.claim = ranked[0][0]
                quote.claims = [ranked[0], *_in_question(ranked[1:], judged)]
                others = tuple(one for one, share in quote.claims if share >= _LIKELY)
            fits = (one for one in judged.fits if one != quote.claim and one in others)
            quote.claim_secondary = next(fits, None)


def _in_question(ranked: Sequence[Ranked], judged: Judged) -> list[Ranked]:
    """The classes that are likely, or that the words fit."""
    return [one for one in ranked if one[1] >= _LIKELY or one[0] in judged.fits]


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
        with_infinitive={verb: str(one) for verb, one in source.table("with_infinitive").items()},
        with_label={verb: str(one) for verb, one in source.table("with_label").items()},
        classes=Seeker(one for name in names for one in _sought(source, name)),
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


def content_of(text: str, quote: QuoteDraft) -> str:
    """The words of a quote as the patterns read them: lower case, ' for ’, pieces joined."""
    return " ".join(plain(text[start:end]) for start, end in quote.segments)


def judge(quote: QuoteDraft, there: Collection[str], rules: ClaimRules) -> Judged:
    """What the rules say of a quote.

    Args:
        quote: with its cues, kind and rule.
        there: the names of the lists of patterns that its content fits.
        rules: of its language.
    """
    fits = tuple(name for name in rules.order if name in there)
    formula = "other" in there
    prior = _prior(quote, fits, "not_own" in there, rules)
    if prior in rules.decisive or prior in rules.unless:
        claim = prior
    elif fits:
        claim = fits[0]
    else:
        claim = "other" if formula or prior == "other" else "assert"
    return Judged(claim, fits, prior, formula)


def _prior(quote: QuoteDraft, fits: Sequence[str], not_own: bool, rules: ClaimRules) -> str:
    """What the reporting verb, with the complement that it has here, makes likely."""
    if not quote.cues:
        return "assert"
    cue = quote.cues[0]
    if quote.rule == "object" and cue.lemma in rules.with_object:
        return "assert" if not_own else rules.with_object[cue.lemma]
    if quote.rule == "infinitive" and cue.lemma in rules.with_infinitive:
        return rules.with_infinitive[cue.lemma]
    if fits[:1] == ("predict",) and rules.with_object.get(cue.lemma) == "commit":
        return "commit"
    if quote.rule in {"label", "fragment", "quotation"} and cue.lemma in rules.with_label:
        return rules.with_label[cue.lemma]
    if quote.rule == "label" and "legal" in fits:
        return "assert"
    tells = quote.rule in {"label", "frame_de", "that", "infinitive"}
    if cue.claim in rules.unless and cue.claim not in fits and not tells:
        return rules.unless[cue.claim]
    return cue.claim
