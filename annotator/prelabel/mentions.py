"""Mentions: whom the article names, where, and what it says of them beside their names."""

from __future__ import annotations

from annotator.prelabel.draft import Draft, Entity, Gender, Occurrence, Referent
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.phrase_heads import read_phrase
from annotator.prelabel.phrases import phrase_end, starts_speaker
from annotator.prelabel.pieces import has_verb
from annotator.prelabel.referents import nominal_referent
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import sentence_subject

_BACK, _FORTH = 14, 12


class MentionsComponent:
    """Collects referents from the names, with gender, number and describing words."""

    name = "mentions"
    version = 4
    needs: tuple[str, ...] = ("entities", "views")
    gives: tuple[str, ...] = ("referents", "occurrences")

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in referents and their occurrences, in text order."""
        for view in draft.views:
            _add_nominal(draft, view)
            _add_indefinite(draft, view)
            at = 0
            while at < len(view.names):
                if view.names[at] < 0:
                    at += 1
                    continue
                entity, end = view.entities[view.names[at]], view.entity_end(at)
                if entity.kind:
                    _add(draft, view, entity, at, end)
                at = end
        if draft.views and draft.views[0].grammar.language == "en":
            draft.occurrences.sort(key=lambda one: one.at)


def _add(draft: Draft, view: View, entity: Entity, begin: int, end: int) -> None:
    key = entity.full_name
    known = draft.referents.get(key)
    if known is None:
        kind = entity.kind or "organisation"
        known = Referent(key, kind, entity.label, entity.gender)
        draft.referents[key] = known
    if known.gender == "?":
        known.gender = entity.gender
    if entity.label == "PER":
        _describe(view, known, begin, end)
    elif known.gender == "?":
        known.gender = _by_determiner(view, begin)
    if entity.label != "PER" and view.is_in("plural", begin - 1):
        known.number = "p"
    quoted = view.quoted[begin] >= 0
    head = not quoted and not has_verb(view, view.begin, begin)
    draft.occurrences.append(
        Occurrence(entity.start, view.index, view.paragraph, key, head, quoted)
    )


def _add_nominal(draft: Draft, view: View) -> None:
    """Note a nameless subject: "Un ancien du comité" may be "il" in the next sentence."""
    end = next(
        (at for at in range(view.begin, len(view.tokens)) if view.quoted[at] >= 0),
        len(view.tokens),
    )
    subject = sentence_subject(view, end, view.begin)
    if subject is None or len(subject.phrases) != 1:
        return
    phrase = subject.phrases[0]
    if phrase.form != "nominal" or not phrase.head or phrase.head in view.grammar.generic:
        return
    if phrase.name not in draft.referents:
        draft.referents[phrase.name] = nominal_referent(phrase.name, phrase)
    draft.occurrences.append(
        Occurrence(phrase.start, view.index, view.paragraph, phrase.name, True, False)
    )


def _add_indefinite(draft: Draft, view: View) -> None:
    """Note whom English takes up later: "I put this to a retired official. He …"."""
    if view.grammar.language != "en":
        return
    articles = [at for at, low in enumerate(view.lows) if low in {"a", "an"} and at > view.begin]
    for at in articles:
        if (
            not view.is_in("prepositions", at - 1)
            or view.quoted[at] >= 0
            or not starts_speaker(view, at)
        ):
            continue
        phrase = read_phrase(view, at, phrase_end(view, at, len(view.tokens)))
        if phrase.form != "nominal" or not phrase.human or phrase.number == "p":
            continue
        draft.referents.setdefault(phrase.name, nominal_referent(phrase.name, phrase))
        draft.occurrences.append(
            Occurrence(phrase.start, view.index, view.paragraph, phrase.name, False, False)
        )


def _by_determiner(view: View, begin: int) -> Gender:
    if view.is_in("feminine", begin - 1):
        return "f"
    return "m" if view.is_in("masculine", begin - 1) else "?"


def _describe(view: View, known: Referent, begin: int, end: int) -> None:
    """Learn role nouns and their gender from the words around a person's name."""
    if known.gender == "?" and begin:
        before = view.low(begin - 1) if view.low(begin - 1) != "." else view.low(begin - 2)
        known.gender = view.grammar.titles.get(before, "?")
    lawyer = begin and view.is_in("lawyer_titles", begin - 1)
    if lawyer:
        known.words |= view.grammar.words["lawyers"]
    for first, last in (_before(view, begin), _behind(view, end)):
        roles = [view.grammar.role_at(view.tokens, at) for at in range(first, last)]
        human = [role for role in roles if role and role[0].human]
        if not human:
            continue
        known.words |= {view.low(at) for at in range(first, last) if len(view.low(at)) > 2}
        if known.gender == "?":
            known.gender = human[0][0].gender
        if not known.role and not _leads_on(view, last - 1):
            known.role = view.text[view.tokens[first].start : view.tokens[last - 1].end]


def _leads_on(view: View, at: int) -> bool:
    """Whether words that end here are another's: "un défilé aux côtés de" is no role of a name."""
    return view.is_in("genitive", at)


def _before(view: View, begin: int) -> tuple[int, int]:
    """The words of a description before the name: "le directeur du Conseil, " counts."""
    at, last = begin, begin
    if view.low(at - 1) == ",":
        at = last = at - 1
    while at > max(0, begin - _BACK):
        low = view.low(at - 1)
        if view.stretch(at - 1) or low in {",", ";", ":", ".", "(", ")"} or low == "et":
            break
        if view.grammar.finite(low) and view.names[at - 1] < 0:
            break
        at -= 1
    nouns = [one for one in range(at, last) if view.grammar.role_at(view.tokens, one)]
    verb = next((one for one in reversed(nouns) if _is_verb(view, one)), -1)
    heads = [one for one in nouns if one > verb]
    if not heads:
        return last, last
    return (_innermost(view, heads) if last == begin else heads[0]), last


def _is_verb(view: View, at: int) -> bool:
    """Whether what looks like a role noun is a verb: "a prévenu l'envoyé", "presse la cheffe"."""
    role = view.grammar.role_at(view.tokens, at)
    if role is None or view.grammar.language != "fr":
        return False
    after = at + role[1]
    owned = view.is_in("genitive", after)  # "président du Conseil"
    return view.is_in("have", at - 1) or (view.is_in("determiners", after) and not owned)


def _innermost(view: View, heads: list[int]) -> int:
    """Where the role of a name right behind begins: "proches du président" says "président"."""
    role = view.grammar.role_at(view.tokens, heads[0])
    several = role is not None and role[0].number == "p"
    if not several or view.grammar.language != "fr":
        return heads[0]
    owned = (one for one in heads[1:] if view.is_in("genitive", one - 1))
    return next(owned, heads[0])


def _behind(view: View, end: int) -> tuple[int, int]:
    """The words of an apposition behind the name."""
    if view.low(end) != ",":
        return end, end
    at = end + 1
    while view.is_in("determiners", at) or view.is_in("adjectives", at):
        at += 1
    if not view.grammar.role_at(view.tokens, at):
        return end, end
    last = at
    while last < min(len(view.tokens), at + _FORTH):
        low = view.low(last)
        if low in {",", ".", ";", ":"} or view.stretch(last) or view.grammar.finite(low):
            break
        last += 1
    return at, last
