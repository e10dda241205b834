"""Incises: the reporting verb behind or amid what is reported.

« A », a dit X. — A, affirme X. — « A, prévient X, B » — A, dit-il, B. — "A," X said.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.prelabel.draft import Cue, Phrase, Place, QuoteDraft
from annotator.prelabel.hearers import hearer_end
from annotator.prelabel.phrase_heads import read_phrases
from annotator.prelabel.phrases import clitic_phrase, phrase_end, phrases_after, starts_speaker
from annotator.prelabel.pieces import after_lead, clause_start, has_verb, make_quote, sentence_end
from annotator.prelabel.sentence_view import View
from annotator.prelabel.subjects import lone_adverb, subject_before


@dataclass(frozen=True, slots=True)
class _Incise:
    """The tokens `first` to `end` are the reporter's; the words around them are the speaker's."""

    first: int
    end: int
    sources: list[Phrase]
    how: str


def incise(view: View, cue: Cue, floor: int, limit: int) -> QuoteDraft | None:
    """The quote that the cue follows or interrupts, if it does.

    Args:
        view: the sentence of the cue.
        cue: a finite verb, outside or inside quotation marks.
        floor: token that the quote cannot begin before.
        limit: token that a second piece cannot reach.
    """
    if cue.form != "finite" or cue.negated:
        return None
    if view.quoted[cue.first] >= 0:
        return _inside(view, cue)
    found = _behind(view, cue, floor)
    if not found:
        return None
    begin = after_lead(view, clause_start(view, floor, found.first), found.first)
    first = view.cut(begin, found.first)
    if not first:
        return None
    second = _second_piece(view, found, begin, limit)
    quoted = view.has_stretch(first)
    inverted = found.how == "clitic" or (found.sources and found.sources[0].start > cue.start)
    amid = view.grammar.language == "en" and view.low(found.end) == ","
    inverted = inverted or second is not None or amid
    if "quoted" in cue.frames and not quoted and not inverted:
        return None
    score = 0.93 if quoted else 0.8
    rule = "incise_interrupted" if second else "incise"
    return make_quote(view, [first, second], cue, rule, score, found.sources, found.how)


def _behind(view: View, cue: Cue, floor: int) -> _Incise | None:
    at = cue.first - 1
    while at > floor and view.is_in("clitics", at):
        at -= 1
    if lone_adverb(view, at):
        at = view.at_or_after(view.outer[view.quoted[at]].start) - 1
    marked = view.closes(at) is not None or view.low(at) in {"?", "!", "…"}
    if cue.clitic and (marked or view.low(at) == ","):
        return _with_clitic(view, cue, at + 1)
    if marked or view.low(at) == ",":
        found = _inverted(view, cue, at + 1, marked or view.closes(at - 1) is not None)
        long = view.grammar.language == "en" and at - floor > _PHRASE and "say" in cue.frames
        long = long and not starts_speaker(view, floor)
        complete = marked or long or _complete(view, floor, at)
        if found and (complete or _resumes(view, floor, found)):
            return found
    return _subject_first(view, cue, floor)


def _resumes(view: View, floor: int, found: _Incise) -> bool:
    """Whether a clause goes on behind the incise: "En 2019, rappelle X, le pays a exporté"."""
    who = found.sources[0]
    if starts_speaker(view, floor) and not (who.human or who.entity is not None):
        return False
    return view.low(found.end) == "," and has_verb(view, found.end + 1, sentence_end(view))


def _with_clitic(view: View, cue: Cue, first: int) -> _Incise | None:
    clitic = next(at for at in range(cue.first, cue.last + 1) if view.tokens[at] == cue.clitic)
    phrase = clitic_phrase(view, clitic)
    after = cue.last + 1
    if view.low(clitic).endswith("-on") and view.is_in("places", after):
        end = phrase_end(view, after + 1, len(view.tokens))
        if end > after + 1:
            return _Incise(first, end, read_phrases(view, after + 1, end), "stated")
    return _Incise(first, after, [phrase] if phrase else [], "clitic")


def _complete(view: View, floor: int, comma: int) -> bool:
    """Whether what stands before a comma can be what somebody said."""
    quoted = any(view.quoted[at] >= 0 for at in range(floor, comma))
    turn = view.low(0) in {"—", "–"}
    answer = view.grammar.length("answers", view.tokens, floor) == comma - floor
    clause = view.is_in("complementisers", floor)
    return quoted or turn or answer or clause or has_verb(view, floor, comma)


def _inverted(view: View, cue: Cue, first: int, quoted: bool) -> _Incise | None:
    """The verb before its subject: ", affirme le ministre"; the clause must end there."""
    compound = view.is_in("have", cue.first) and view.grammar.language == "en"
    if compound or cue.lemma in view.grammar.words["never_inverted"]:
        return None
    found = phrases_after(view, cue.last + 1, len(view.tokens))
    opener = "determiners" if quoted else "anaphoric"
    if not found and view.is_in(opener, cue.last + 1):
        end = phrase_end(view, cue.last + 1, len(view.tokens))
        found = read_phrases(view, cue.last + 1, end), end
    if view.title and view.grammar.language == "en" and "say" in cue.frames:
        end = sentence_end(view)  # "…, say fish processors"
        short = 0 < end - cue.last - 1 < _PHRASE
        whole = (read_phrases(view, cue.last + 1, end), end) if short else None
        found = found or whole
        quoted = quoted or found is not None
    if not found:
        return None
    phrases, end = found
    if view.grammar.language == "en":
        goes_on = view.grammar.finite(view.low(end)) or view.is_in("modals", end)
        goes_on = goes_on or view.low(cue.last + 1) in {"it", "him", "her"}
        if (goes_on and not quoted) or not _at_once(view, cue, phrases[0]):
            return None
    if view.is_in("complementisers", end):
        return None  # "a prévenu les juges qu'il": the hearer, and then what is said
    ends = end >= sentence_end(view) and view.is_in("anaphoric", cue.last + 1)
    speaks = any(one.speaks for one in phrases) or ends
    if not (quoted or speaks):
        return None
    if not quoted and view.quoted[cue.last + 1 : end].count(-1) != end - cue.last - 1:
        return None
    return _Incise(first, end, phrases, "stated")


def _at_once(view: View, cue: Cue, phrase: Phrase) -> bool:
    """Whether an inverted subject stands right behind its verb, as it does in English."""
    at = cue.last + 1
    while view.is_in("adverbs", at) or view.grammar.manner(view.low(at)):
        at += 1
    while view.low(at) in view.grammar.titles or view.low(at) == ".":
        at += 1
    return view.at_or_after(phrase.start) <= at


def _subject_first(view: View, cue: Cue, floor: int) -> _Incise | None:
    """The subject before its verb, behind what is quoted: "…," he said. « … », lui avait dit."""
    if cue.lemma in view.grammar.words["measuring"] and "say" not in cue.frames:
        return None  # "put it bluntly: …"
    nearest = _nearest_part(view, cue, floor)
    found = subject_before(view, cue.first, nearest + 1)
    if not found or found.how != "stated":
        return None
    begin = found.begin
    dot = view.low(begin - 1) == "."
    if view.low(begin - 1 - dot) in view.grammar.titles:
        begin -= 1 + dot
    before = begin - 1
    comma = view.low(before) == ","
    quoted = view.closes(before) or (comma and view.closes(before - 1))
    after = _past_hearer(view, cue)
    following = view.low(after)
    english = comma and view.grammar.language == "en"
    placed = view.is_in("prepositions", floor) or view.is_in("adverbs", floor)
    ends = following in {".", ""} and (before - floor > _PHRASE or not placed)
    introduces = following == ":" and placed  # "In the memo, dated May, he writes: …"
    plain = (
        english and not introduces and (has_verb(view, floor, before) or following == "," or ends)
    )
    if not (quoted or plain) or not _says_no_more(view, cue):
        return None
    if not quoted and view.is_in("circumstances", floor):  # "Asked about it, he said no"
        return None
    return _Incise(begin, after if plain else cue.last + 1, found.phrases, "stated")


_PHRASE = 5
"""More tokens than that before a comma are a clause, even if no verb in them is known."""


def _past_hearer(view: View, cue: Cue) -> int:
    """The token after the verb, whom it is said to, when and where, if a comma follows that."""
    after = plain = hearer_end(view, cue, cue.last + 1, sentence_end(view))
    while view.is_in("adverbs", plain) or view.low(plain).endswith("ly"):
        plain += 1
    if view.grammar.language != "en":
        return plain
    for at in range(after, min(len(view.tokens), after + _ADVERBIAL)):
        if view.low(at) == ",":
            return at if view.is_in("prepositions", plain) else plain
        if view.grammar.finite(view.low(at)) or view.is_in("complementisers", at):
            break
    return plain


def _nearest_part(view: View, cue: Cue, floor: int) -> int:
    """The token that parts what is said from its speaker: a closing mark, or the last comma."""
    parts = [at for at in range(floor, cue.first) if _parts(view, at)]
    marks = [at for at in parts if view.closes(at)]
    english = view.grammar.language == "en"
    parted = english and view.low(cue.first - 1) == ","
    if english and marks and not parted and not _ends_quotation(view, marks[-1]):
        return parts[-1]
    if marks and (parted or not has_verb(view, marks[-1] + 1, cue.first)):
        return marks[-1]
    return parts[-1] if parts else floor - 1


def _ends_quotation(view: View, mark: int) -> bool:
    """Whether a closing mark ends what is quoted, with a comma or the like beside it."""
    return view.low(mark - 1) in {",", "?", "!", "…", "."} or view.low(mark + 1) == ","


def _parts(view: View, at: int) -> bool:
    """Whether a comma or a closing mark at a token parts what is said from who says it."""
    if _beside_age(view, at) or lone_adverb(view, at):
        return False
    return view.closes(at) is not None or (view.low(at) == "," and view.quoted[at] < 0)


def _beside_age(view: View, at: int) -> bool:
    """Whether a comma is one of two around an age: "Mr. Okafor, 54, told"."""
    aged = (
        view.low(one).isdigit() and view.low(one - 1) == view.low(one + 1) == ","
        for one in (at - 1, at + 1)
    )
    return view.grammar.language == "en" and any(aged)


def _says_no_more(view: View, cue: Cue) -> bool:
    """Whether nothing that could be reported follows the verb."""
    following = cue.last + 1
    if view.is_in("complementisers", following) or view.opens(following):
        return False
    if view.grammar.language == "en":
        following = hearer_end(view, cue, following, sentence_end(view))
        bare = view.is_in("zero_that", following) or view.entity(following) is not None
        more = view.opens(following + 1) or has_verb(view, following, sentence_end(view))
        if view.low(following) == "to" or (bare and more):
            return False
    return view.low(following) in {"", ",", ".", ";", ":"} or not view.is_in(
        "determiners", following
    )


def _second_piece(view: View, found: _Incise, begin: int, limit: int) -> Place | None:
    """What goes on behind the incise: another quotation, or the rest of the clause."""
    at = found.end
    while view.is_in("adverbs", at):
        at += 1
    at = _quotation_ahead(view, at, limit) or at
    if view.low(at) in {",", ":"} or (view.low(at) == ";" and view.opens(at + 1)):
        at += 1
    if at >= limit:
        return None
    stretch = view.opens(at)
    if stretch:
        return view.trim(stretch.start, max(stretch.end, _end_of(view, limit)))
    answered = view.low(at - 1) == ":" and not view.stretch(begin)
    if not answered and (view.low(at - 1) != "," or not _goes_on(view, found, begin, at)):
        return None
    return view.cut(at, min(limit, sentence_end(view)))


def _quotation_ahead(view: View, begin: int, limit: int) -> int | None:
    """The comma or colon before a quotation that goes on past a date, a place or a hearer."""
    for at in range(begin, min(limit, begin + _ADVERBIAL)):
        if view.quoted[at] >= 0 or view.grammar.finite(view.low(at)):
            return None
        if view.is_in("complementisers", at) or view.is_in("gerund", at):
            return None
        if view.low(at) in {",", ":", ";"} and view.opens(at + 1):
            return at
    return None


_ADVERBIAL = 9
"""Most tokens of what may stand between an incise and the quotation that goes on."""


def _end_of(view: View, limit: int) -> int:
    end = min(limit, sentence_end(view))
    return view.tokens[end - 1].end if end else 0


def _goes_on(view: View, found: _Incise, begin: int, at: int) -> bool:
    if view.is_in("complementisers", at):
        return True
    aside = view.is_in("asides", at) or view.is_in("gerund", at)
    spoken_whole = view.closes(found.first - 1) or view.closes(found.first - 2)
    if found.how == "clitic" and spoken_whole and view.low(at).endswith(("ment", "é", "ée", "és")):
        return False
    if found.how == "clitic" or (found.sources and found.sources[0].form == "pronoun"):
        return not aside and not view.low(at).endswith(("ant", "ing"))
    if view.is_in("subordinators", begin):
        return True
    if view.grammar.language == "en" and found.sources[0].end <= view.tokens[found.end - 1].start:
        said = has_verb(view, begin, found.first)
        joined = view.is_in("coordination", at) and any(
            view.quoted[one] >= 0 for one in range(at, len(view.tokens))
        )
        return not said or joined or (not aside and view.is_in("prepositions", at))
    quoted = any(view.quoted[one] >= 0 for one in range(begin, found.first))
    spoken = quoted or has_verb(view, begin, found.first)
    return not spoken and not view.low(at).endswith(("ant", "ing"))


def _inside(view: View, cue: Cue) -> QuoteDraft | None:
    """An incise between the marks: « A, prévient X, B »."""
    stretch = view.stretch(cue.first)
    at = cue.first - 1
    while view.is_in("clitics", at):
        at -= 1
    if stretch is None or view.low(at) not in {",", "?", "!"}:
        return None
    limit = view.at_or_after(stretch.end)
    found = _with_clitic(view, cue, at) if cue.clitic else None
    if not found:
        after = phrases_after(view, cue.last + 1, limit)
        speaks = after and all(one.form == "name" or one.human for one in after[0])
        if not after or not speaks or view.low(after[1]) not in {",", ".", "»", "”", ":", '"'}:
            return None
        found = _Incise(at, after[1], after[0], "stated")
    first = view.trim(stretch.start, view.tokens[found.first].start)
    rest = view.trim(view.tokens[found.end].start, stretch.end) if found.end < limit else None
    spoken = rest and any(letter.isalnum() for letter in view.text[rest[0] : rest[1]])
    return make_quote(
        view, [first, rest if spoken else None], cue, "incise_inside", 0.9, found.sources,
        found.how,
    )  # fmt: skip
