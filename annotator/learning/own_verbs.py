"""The verbs of a person's quotes that the lexicon of reporting verbs lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.learning.lemmas import Lemma, lemma_of
from annotator.model.items import Quote
from annotator.model.text import Span
from annotator.prelabel.cue_words import CueIndex, CueWord
from annotator.prelabel.draft import Token
from annotator.prelabel.grammar import Grammar, matches
from annotator.prelabel.lexicon import kept, lexicons
from annotator.prelabel.tokens import tokens
from annotator.prelabel.verb_forms import verb_forms

_NO_HEAD = (
    *("have", "be", "reflexive", "before_verb", "negating", "negations", "adverbs"),
    *("determiners", "prepositions", "complementisers", "coordination"),
)
_BEFORE = 24
"""Code points before a cue in which the word before it stands."""
_CLOSE = 2
"""Code points between a verb and a complement of its own, at most."""
_BEHIND = 60
"""Code points behind a quote in which a verb that reports it may stand."""


def unknown_verbs(
    text: str, quote: Quote, index: CueIndex, rules: Grammar
) -> Iterator[tuple[Lemma, tuple[int, int]]]:
    """The verbs of a quote's cues that the lexicon lacks; without a cue, the verb behind it."""
    for cue in quote.cues:
        row = tokens(text, cue.start, cue.end)
        if _known(row, index) or _is_noun(text, cue, row, rules):
            continue
        head = _head(row, index, rules)
        if head is not None:
            yield head, (cue.start, cue.end)
    if not quote.cues and quote.segments:
        end = quote.segments[-1].end
        stop = text.find("\n", end)
        last = min(len(text), end + _BEHIND, stop if stop >= 0 else len(text))
        yield from _behind(tokens(text, end, last), text, index, rules)


def construction(text: str, quote: Quote, end: int, rules: Grammar) -> tuple[str, ...]:
    """What of a verb holds the content of a quote, by how that begins behind the verb.

    Args:
        text: of the article.
        quote: the quote.
        end: of the verb, in code points.
        rules: of the language.

    Returns:
        Frames of `cues.toml`: the commonest one where the content stands elsewhere.
    """
    behind = [one for one in quote.segments if 0 <= one.start - end <= _CLOSE]
    if quote.kind == "direct" or not behind:
        return ("say",)
    row = tokens(text, behind[0].start, behind[0].end)
    first = row[0].low if row else ""
    for name in ("de", "a"):
        if first in rules.words[f"frame_{name}"] and first not in rules.words["complementisers"]:
            return (name,)
    return ("obj",) if first in rules.words["determiners"] else ("say",)


def _known(row: Sequence[Token], index: CueIndex) -> bool:
    """Whether a cue has an expression of the lexicon in it."""
    return any(word_at(row, at, index) or _opens(row, at, index) for at in range(len(row)))


def word_at(row: Sequence[Token], at: int, index: CueIndex) -> CueWord | None:
    """The reporting verb that begins with a token, all its words included."""
    found = index.verbs.get(row[at].low, ())
    return next((one for one in found if matches(row, at + 1, one.rest) or not one.rest), None)


def _opens(row: Sequence[Token], at: int, index: CueIndex) -> bool:
    return any(matches(row, at, words) for _, words in index.openers.get(row[at].low, ()))


def _is_noun(text: str, cue: Span, row: Sequence[Token], rules: Grammar) -> bool:
    """Whether a cue is rather a noun or an adjective: "l'avertissement", "elle est formelle"."""
    small = rules.words["determiners"] | rules.words["prepositions"]
    if not row or row[0].low in small or row[0].low in rules.words["be"]:
        return bool(row) and row[0].low in small
    if any(one.low in rules.words["have"] or one.low[:1] == "-" for one in row):
        return False
    around = tokens(text, max(0, cue.start - _BEFORE), cue.end)
    before = [one for one in around if one.end <= cue.start]
    return bool(before) and before[-1].low in small | rules.words["be"] | rules.words["adjectives"]


def _head(row: Sequence[Token], index: CueIndex, rules: Grammar) -> Lemma | None:
    """The infinitive of a cue's verb, with the words that belong to it ("mettre en garde")."""
    for at, token in enumerate(row):
        before = row[at - 1].low if at else ""
        small = any(token.low in rules.words[name] for name in _NO_HEAD)
        if small or not token.low.isalpha() or rules.pronoun_called(token.low):
            continue
        if before in rules.words["determiners"] or before in rules.words["be"]:
            return None  # a noun, or what is said of a thing
        known = index.verbs.get(token.low)
        found = _common(rules).get(token.low) or (
            Lemma(known[0].lemma.split()[0]) if known else lemma_of(token.low, rules.language)
        )
        if found is None:
            return None
        words = (found.infinitive, *_belonging(row[at + 1 :], rules))
        reflexive = before in rules.words["reflexive"] and rules.language == "fr"
        return Lemma(_reflexive(" ".join(words)) if reflexive else " ".join(words), found.past)
    return None


def _belonging(row: Sequence[Token], rules: Grammar) -> Iterator[str]:
    """The words behind a verb that are part of it: neither adverbs nor an object of its own."""
    for token in row:
        if token.low in rules.words["determiners"]:
            return
        if (
            token.low.isalpha()
            and token.low not in rules.words["adverbs"] | rules.words["negations"]
        ):
            yield token.low


def _reflexive(lemma: str) -> str:
    return f"s'{lemma}" if lemma[0] in "aeiouyhéêè" else f"se {lemma}"


@kept
def _common(rules: Grammar) -> dict[str, Lemma]:
    """The infinitive of each form of the commonest verbs, which many fixed expressions have."""
    words = lexicons(rules.language)
    found: dict[str, Lemma] = {}
    for verb in words.list("quotes").texts("words.common_verbs"):
        forms = verb_forms(verb, words)
        for form in (verb, *(one for one, _ in forms.finite), *forms.past):
            found.setdefault(form, Lemma(verb))
    return found


def _behind(
    row: Sequence[Token], text: str, index: CueIndex, rules: Grammar
) -> Iterator[tuple[Lemma, tuple[int, int]]]:
    """A verb right behind a quote, before its pronoun or a name: « A », persifle Valmont."""
    at = 0
    while at < len(row) and row[at].low in {",", "»", "”", '"', "›"}:
        at += 1
    first = at
    if at < len(row) and row[at].low in rules.words["have"]:
        at += 1
    while at < len(row) and (row[at].low[:1] == "-" or row[at].low in rules.words["adverbs"]):
        at += 1
    if first == 0 or at + 1 >= len(row) or word_at(row, at, index):
        return
    following = row[at + 1]
    subject = (
        following.low[:1] == "-"
        or following.low in rules.words["determiners"]
        or text[following.start].isupper()
    )
    verb = _head(row[at : at + 1], index, rules)
    if verb is not None and (subject or at > first):
        yield verb, (row[first].start, row[at].end)


def as_listed(word: CueWord) -> str:
    """A reporting verb as the lexicon lists it: "s'étonner"."""
    return _reflexive(word.lemma) if word.reflexive else word.lemma
