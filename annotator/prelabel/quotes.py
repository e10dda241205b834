"""Quotes: every cue of a sentence with what it reports, in its pieces."""

from __future__ import annotations

from dataclasses import replace

from annotator.prelabel.agents import passive
from annotator.prelabel.asides import as_said, verb_in_marks
from annotator.prelabel.attributions import attribution
from annotator.prelabel.complement_ends import complement_end
from annotator.prelabel.complements import Complement, find_complement
from annotator.prelabel.draft import Cue, Draft, Phrase, Place, QuoteDraft
from annotator.prelabel.english_passives import passive_quotes
from annotator.prelabel.floating import add_floating
from annotator.prelabel.framings import framings
from annotator.prelabel.headlines import headline_quote
from annotator.prelabel.incises import incise
from annotator.prelabel.lexicon import Lexicons
from annotator.prelabel.phrases import clitic_phrase, phrases_after, starts_speaker
from annotator.prelabel.pieces import has_verb, make_quote, sentence_end
from annotator.prelabel.reported_relatives import labelled_before
from annotator.prelabel.sentence_view import View
from annotator.prelabel.speech_nouns import noun_quotes
from annotator.prelabel.subjects import Subject, subject_before
from annotator.prelabel.turns import add_turns

_AHEAD = 4
"""Most cues behind one that are asked whether their clause ends what it reports."""


class QuotesComponent:
    """Ties cues to what they report, then takes up the quotations that no cue holds."""

    name = "quotes"
    version = 2
    needs: tuple[str, ...] = ("cues", "views")
    gives: tuple[str, ...] = ("quotes",)

    def run(self, draft: Draft, lexicons: Lexicons) -> None:
        """Fill in the quotes, in text order."""
        cues: dict[int, list[Cue]] = {}
        for cue in draft.cues:
            cues.setdefault(cue.sentence, []).append(cue)
        for view in draft.views:
            draft.quotes += read_sentence(view, cues.get(view.index, []))
        draft.quotes = [one for one in draft.quotes if not _told_around(one, draft.quotes)]
        add_floating(draft, cues)
        add_turns(draft)
        draft.quotes.sort(key=lambda one: (one.start, -one.end))


def _told_around(inner: QuoteDraft, quotes: list[QuoteDraft]) -> bool:
    """Whether a verb between marks reports no more than what another quote holds around it."""
    if inner.rule != "verb_in_marks":
        return False
    return any(
        one is not inner
        and one.sentence == inner.sentence
        and any(start <= inner.start and inner.end <= end for start, end in one.segments)
        for one in quotes
    )


def read_sentence(view: View, cues: list[Cue]) -> list[QuoteDraft]:
    """The quotes of one sentence that a cue holds."""
    out = framings(view) + passive_quotes(view)
    headline = headline_quote(view)
    if headline:
        return [headline]
    framed = [(cue.start, cue.end) for quote in out for cue in quote.cues]
    for rank, cue in enumerate(cues):
        if cue.negated or _in_what_follows_says(view, cues, rank):
            continue
        if any(cue.start < end and start < cue.end for start, end in framed):
            continue
        if any(_swallowed(view, cue, quote) for quote in out):
            continue
        quote = _read(view, cues, rank, out)
        same = next((one for one in out if quote and one.segments == quote.segments), None)
        if same is not None and cue.end <= same.start:
            out.remove(same)  # the nearer of two verbs before one quotation reports it
        if quote and (same is None or same not in out):
            out.append(quote)
    return out + noun_quotes(view, out)


_TOLD = frozenset({"obj", "as", "a", "de", "pour", "contre", "sur", "is", "quoted"})
"""Frames of verbs that may tell what is done: "défend", "appelle à"."""


def _in_what_follows_says(view: View, cues: list[Cue], rank: int) -> bool:
    """Whether the next verb reports the clause of this one: "Paris défend X, a déclaré Y"."""
    cue = cues[rank]
    following = cues[rank + 1] if rank + 1 < len(cues) else None
    if following is None or cue.form != "finite" or cue.clitic or following.clitic:
        return False
    if not cue.frames & _TOLD or view.quoted[cue.first] >= 0 or view.quoted[following.first] >= 0:
        return False
    between = range(cue.last + 1, following.first)
    if any(view.quoted[at] >= 0 or view.is_in("complementisers", at) for at in between):
        return False
    found = incise(view, following, view.begin, sentence_end(view))
    return found is not None and found.how == "stated" and found.sources[0].start > following.end


def _swallowed(view: View, cue: Cue, quote: QuoteDraft) -> bool:
    """Whether the cue lies in what another cue reports; "selon" may report a report."""
    if quote.cues and quote.cues[0].form == "preposition":
        return False
    inside = any(start <= cue.start and cue.end <= end for start, end in quote.segments)
    return inside and view.quoted[cue.first] < 0


def _read(view: View, cues: list[Cue], rank: int, done: list[QuoteDraft]) -> QuoteDraft | None:
    cue = cues[rank]
    floor = _floor(view, cue, done)
    if cue.form == "preposition":
        return attribution(view, cue, view.begin) if view.quoted[cue.first] < 0 else None
    if cue.form == "passive":
        return passive(view, cue)
    following = [one for one in cues[rank + 1 :] if view.quoted[one.first] < 0][:_AHEAD]
    limit = min([_limit(view, cue, one) for one in following], default=sentence_end(view))
    quote = _of_antecedent(view, cue) or incise(view, cue, floor, limit)
    if quote:
        return quote
    if view.quoted[cue.first] >= 0:
        return verb_in_marks(view, cue) or _nested(view, cue)
    return as_said(view, cue, floor) or _governed(view, cue, limit)


_ANTECEDENT = 8
"""Most tokens of a noun phrase that a relative clause reports."""


def _of_antecedent(view: View, cue: Cue) -> QuoteDraft | None:
    """What "que" stands for, with the speaker behind the verb: ", une lenteur que déplore X"."""
    que = cue.first - 1
    if "obj" not in cue.frames or not view.is_in("complementisers", que) or cue.clitic:
        return None
    found = phrases_after(view, cue.last + 1, len(view.tokens))
    if not found or found[0][0].start != view.tokens[cue.last + 1].start:
        return None
    begin = next(
        (
            at + 1
            for at in range(que - 1, max(view.begin, que - _ANTECEDENT) - 1, -1)
            if view.low(at) == ","
        ),
        None,
    )
    if begin is None or not view.is_in("determiners", begin):
        return None
    return make_quote(view, [view.cut(begin, que)], cue, "antecedent", 0.6, found[0], "stated")


def _floor(view: View, cue: Cue, done: list[QuoteDraft]) -> int:
    """The first token that no quote before this cue has taken."""
    floor = view.begin
    for quote in done:
        if quote.rule == "nested":
            continue
        prepositional = quote.cues and quote.cues[0].form == "preposition"
        end = quote.end
        if quote.cues:
            end = max(end, quote.cues[0].end) if quote.cues[0].end <= cue.start else end
        if not prepositional and end <= cue.start:
            floor = max(floor, view.at_or_after(end))
    while view.low(floor) in {",", ";"}:
        floor += 1
    return min(floor, cue.first)


def _limit(view: View, cue: Cue, following: Cue) -> int:
    """The token that what this cue reports cannot reach: the clause of a cue behind it."""
    end = sentence_end(view)
    if following.clitic:
        marks = (at for at in range(following.first, cue.last, -1) if view.low(at) in {":", ";"})
        return next(marks, end)
    before = following.first - 1
    while view.is_in("clitics", before) or view.is_in("reflexive", before):
        before -= 1
    if following.form == "preposition" and _parenthesis(view, following):
        return end
    if cue.form != "finite" and following.form == "finite" and view.low(before) == ",":
        return before
    if following.form in {"participle", "preposition", "infinitive"}:
        own = _own_subject(view, following)
        return own.begin - 1 if own else _before_lead(view, following.first)
    if view.is_in("coordination", before):
        return before - (view.low(before - 1) == ",")
    joint = _joined_clause(view, cue, following)
    if joint is not None:
        return joint
    subject = subject_before(view, following.first, cue.last + 1)
    if subject is None or subject.how != "stated":
        return end
    lead = subject.begin - 1
    contrast = 2 * (view.grammar.length("contrasts", view.tokens, lead - 1) == 2)
    english = view.grammar.language == "en" and view.low(lead) in _WHILE
    joined = contrast or int(english or view.is_in("coordination", lead))
    lead -= joined
    opens = view.low(lead) == "," and (joined or cue.form != "finite")
    return lead if opens or view.low(lead) == ";" else end


_WHILE = frozenset({"while", "whereas", "although", "though"})
_JOINED = 7
"""Most tokens of a subject between "et" and its verb."""


def _joined_clause(view: View, cue: Cue, following: Cue) -> int | None:
    """The "et" before "les démocrates avaient demandé que": a clause with a report of its own."""
    told = find_complement(view, following, following.last + 1, sentence_end(view))
    if following.form != "finite" or told is None or told.rule != "that":
        return None
    for at in range(following.first - 1, max(cue.last, following.first - _JOINED), -1):
        if view.quoted[at] >= 0 or view.grammar.finite(view.low(at)):
            return None
        if view.low(at) == "et":
            return at if view.is_in("determiners", at + 1) or view.entity(at + 1) else None
    return None


_PARENTHESIS = 6
"""Most tokens of "selon lui" and the like between two commas."""


def _parenthesis(view: View, cue: Cue) -> bool:
    """Whether "selon lui" stands between commas in what another verb reports."""
    if view.low(cue.first - 1) != "," or not view.is_in("complementisers", cue.first - 2):
        return False
    rest = range(cue.last + 1, min(len(view.tokens), cue.last + _PARENTHESIS))
    return any(view.low(at) == "," for at in rest)


def _before_lead(view: View, first: int) -> int:
    """Back over "et", "avant de", "puis" and the comma before a participle or infinitive."""
    at = first
    while at > 0 and (
        view.is_in("lead", at - 1) or view.low(at - 1) == "," or view.is_in("coordination", at - 1)
    ):
        at -= 1
    return at if view.low(at) == "," or at < first else first


def _governed(view: View, cue: Cue, limit: int) -> QuoteDraft | None:
    """A quote to the right of its verb."""
    subject, how = _subject(view, cue)
    if subject is not None and view.grammar.language == "en":
        labelled = labelled_before(view, cue, subject)
        if labelled:
            return labelled
    apart = subject is not None and _in_relative(view, subject.begin)
    relative = how == "relative" or (
        view.grammar.language == "en" and view.is_in("relative", cue.first - 1)
    )
    if (relative or apart) and _pending(view, cue):
        limit = _next_comma(view, cue.last + 1, limit)
    elif cue.form != "finite" and cue.first <= view.begin + 1:
        limit = _main_clause(view, cue.last + 1, limit)
    elif cue.form == "participle":
        limit = _next_predicate(view, cue.last + 1, limit)
    if subject and "quoted" in cue.frames and _is_text(view, subject.phrases[0]):
        cue = replace(cue, frames=cue.frames - {"quoted"})  # "les documents montrent que"
    found = find_complement(view, cue, cue.last + 1, limit)
    taken = apart and subject is not None and view.is_in("complementisers", subject.begin - 1)
    if found is None or (taken and found.rule in {"object", "fragment"}):
        return None  # "X, que Washington a épinglé": the object is before
    if subject is not None and not _can_say(view, cue, subject, found):
        return None
    if subject is None and how == "none" and not cue.clitic:
        how = "implicit"
    sources = subject.phrases if subject else _clitics(view, cue)
    heard = cue.lemma in view.grammar.words["never_inverted"]
    if found.rule == "colon" and not heard and starts_speaker(view, cue.last + 1):
        after = phrases_after(view, cue.last + 1, found.begin - 1)
        sources, how = (after[0], "stated") if after else (sources, how)
    end = complement_end(view, found, limit)
    earlier = _before_colon(view, cue, found.begin - 1) if found.rule == "colon" else None
    segments = [earlier, view.cut(found.begin, end)]
    score = found.score if how != "implicit" else found.score - 0.1
    return make_quote(view, list(segments), cue, found.rule, score, sources, how)


_TELLING = frozenset({"that", "zero_that", "infinitive", "frame_de", "frame_a", "frame_contre"})
"""Rules whose complement is told in full before a colon and a quotation that confirms it."""


def _before_colon(view: View, cue: Cue, colon: int) -> Place | None:
    """What is reported before a colon: "affirme être prêt : « Nous partirons »"."""
    found = find_complement(view, cue, cue.last + 1, colon)
    if found is None or found.rule not in _TELLING:
        return None
    return view.cut(found.begin, colon)


def _can_say(view: View, cue: Cue, subject: Subject, found: Complement) -> bool:
    """Whether a subject may report: not "on note que", nor a thing that calls into question."""
    first = subject.phrases[0]
    if first.name.lower() == "on":
        return cue.lemma not in view.grammar.words["own_remarks"]
    bare = found.rule == "object" and all(
        view.quoted[at] < 0 for at in range(found.begin, len(view.tokens))
    )
    thing = first.name.partition(" ")[0].lower() in view.grammar.words["events"]
    return not (bare and thing)


def _is_text(view: View, phrase: Phrase) -> bool:
    """Whether a document or the like is the subject: what it shows, it says."""
    return phrase.name.partition(" ")[0].lower() in view.grammar.words["texts"]


def _next_comma(view: View, begin: int, limit: int) -> int:
    commas = (at for at in range(begin, limit) if view.low(at) == "," and view.quoted[at] < 0)
    return next(commas, limit)


def _next_predicate(view: View, begin: int, limit: int) -> int:
    """The comma behind which the sentence's own verb follows: "X, A estimant que B, est …"."""
    for at in range(begin, limit - 1):
        if view.low(at) != "," or view.quoted[at] >= 0 or view.names[at + 1] >= 0:
            continue
        if view.is_in("be", at + 1) or view.is_in("have", at + 1):
            return at
    return limit


def _main_clause(view: View, begin: int, limit: int) -> int:
    """The comma behind which the main clause begins, for a participle that opens a sentence."""
    nouns = limit
    for at in range(begin, limit):
        if view.low(at) != "," or view.quoted[at] >= 0:
            continue
        if view.grammar.pronoun_at(view.tokens, at + 1):
            return at
        if nouns == limit and starts_speaker(view, at + 1):
            nouns = at
    return nouns


def _in_relative(view: View, begin: int) -> bool:
    """Whether a subject stands in ", que X …": the main verb may follow behind a comma."""
    return view.is_in("relatives", begin - 1) and view.low(begin - 2) == ","


def _pending(view: View, cue: Cue) -> bool:
    """Whether the main verb of the sentence comes after the relative clause of this cue."""
    return not has_verb(view, view.begin, cue.first - 1)


def _subject(view: View, cue: Cue) -> tuple[Subject | None, str]:
    if cue.form != "finite":
        own = _own_subject(view, cue) if cue.form == "participle" else None
        return own, "stated" if own else "implicit"
    if cue.clitic:
        return None, "clitic"
    subject = subject_before(view, cue.first, view.begin)
    return subject, subject.how if subject else "none"


def _own_subject(view: View, cue: Cue) -> Subject | None:
    """The subject that a participle brings with it: ", son porte-parole jugeant …"."""
    commas = (at for at in range(cue.first - 1, view.begin, -1) if view.low(at) == ",")
    comma = next(commas, None)
    if comma is None or comma + 1 == cue.first or not starts_speaker(view, comma + 1):
        return None
    if has_verb(view, comma + 1, cue.first):
        return None
    return subject_before(view, cue.first, comma + 1)


def _clitics(view: View, cue: Cue) -> list[Phrase]:
    for at in range(cue.first, cue.last + 1):
        if view.tokens[at] == cue.clitic:
            phrase = clitic_phrase(view, at)
            return [phrase] if phrase else []
    return []


def _nested(view: View, cue: Cue) -> QuoteDraft | None:
    """A quotation inside a quotation: «Il a dit : "Viens."»."""
    if not cue.frames & {"say", "speak"}:
        return None
    inner = next(
        (
            one
            for one in view.inner
            if cue.end <= one.start and not any(c.isalnum() for c in view.text[cue.end : one.start])
        ),
        None,
    )
    if inner is None:
        return None
    return make_quote(view, [(inner.start, inner.end)], cue, "nested", 0.6, [], "implicit")
