"""What the dialogs on the lexicon say of a word, decided without Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.messages import Translator
from annotator.model.message import msg
from annotator.model.scheme import Group
from annotator.model.text import short
from annotator.services.learning import Lesson, SourceRow
from annotator.services.lexicon import Entry, KindId, shown_word
from annotator.services.lexicon_preview import Aspect, Change, Difference, Preview
from annotator.services.schemes import load_scheme

SCHEME = "diplomacy@1"
FRAMES: Mapping[str, tuple[str, ...]] = {
    "says": ("say",),
    "object": ("obj",),
    "both": ("say", "obj"),
    "quoted": ("speak", "quoted"),
    "to": ("a",),
    "of": ("de",),
    "as": ("as",),
}
"""The constructions that a person can choose for a verb, by the id of their words."""
ROW_HEADS = ("word", "about", "state")
DIFFERENCE_HEADS = ("effect", "article", "around")
LESSON_HEADS = ("word", "what", "count")
SOURCE_HEADS = ("component", "reason", "decided", "right", "score")
ASPECT_GROUPS: Mapping[Aspect, Group] = {
    "claim": "claim_types",
    "quote_kind": "quote_kinds",
    "label": "entity_labels",
    "reference_kind": "reference_kinds",
    "status": "reference_statuses",
}
"""Of those aspects of a thing that are labels, the group of the scheme that has their words."""
AROUND = 160
"""Characters of a sentence that are shown."""
_HOLES = (
    "cue",
    "word",
    "name",
    "words",
    "title",
    "first",
    "full",
    "label",
    "list",
    "place",
    "acronym",
)


def label_choices(group: Group, say: Translator) -> list[tuple[str, str]]:
    """Id and words of the labels of a group of the scheme."""
    return [(one.id, one.title(say.language)) for one in load_scheme(SCHEME).labels(group)]


def label_words(group: Group, label_id: str, say: Translator) -> str:
    """The words of a label; its id if the scheme does not know it."""
    found = load_scheme(SCHEME).label(group, label_id)
    return found.title(say.language) if found else label_id


def about(entry: Entry, say: Translator) -> str:
    """What the rules know of a word: claim type and construction, gender, other forms."""
    if entry.kind == "verbs":
        parts = [label_words("claim_types", entry.claim, say), frame_words(entry.frames, say)]
    elif entry.kind == "sanctions":
        kind = label_words("reference_kinds", entry.claim, say)
        parts = [kind, label_words("reference_statuses", entry.status, say)]
    elif entry.gender:
        parts = [say(f"lexicon.gender.{entry.gender}")]
    else:
        parts = list(entry.forms)
        if entry.gone and entry.state == "partly":
            parts.append(say("lexicon.forms_off", forms=", ".join(entry.gone)))
    return " · ".join(part for part in parts if part)


def frame_words(frames: tuple[str, ...], say: Translator) -> str:
    """The construction of a verb, where it is one that has words."""
    found = next((name for name, one in FRAMES.items() if set(one) == set(frames)), None)
    return say(f"lexicon.frames.{found}") if found else ""


def entry_rows(entries: Iterable[Entry], say: Translator) -> list[tuple[str, ...]]:
    """The table of words: word, what is known of it, where it comes from."""
    return [
        (shown_word(one), about(one, say), say(f"lexicon.state.{one.state}")) for one in entries
    ]


def difference_rows(found: Iterable[Difference], say: Translator) -> list[tuple[str, ...]]:
    """The table of a preview: found, lost or changed; where; the sentence."""
    return [
        (
            say(f"lexicon.effect.{one.effect}", layer=say(f"lexicon.layer.{one.layer}")),
            short(one.title, 30),
            _shown_difference(one, say),
        )
        for one in found
    ]


def _shown_difference(one: Difference, say: Translator) -> str:
    """What changes, or else what is found or lost, and the sentence, unless that says it all."""
    around = short(one.around, AROUND)
    if one.changes:
        return f"{' · '.join(change_words(each, say) for each in one.changes)} – {around}"
    words = " ".join(one.words.split())
    return around if words == one.around else f"{short(words, 60)} – {around}"


def change_words(change: Change, say: Translator) -> str:
    """What is otherwise about a thing: `locuteur : Valdanie → Radovan Belic`."""
    aspect = say(f"lexicon.aspect.{change.aspect}")
    if not (change.before or change.after):
        return aspect
    group = ASPECT_GROUPS.get(change.aspect)
    before, after = (
        (label_words(group, one, say) if group and one else short(one, 40)) or "—"
        for one in (change.before, change.after)
    )
    return say("lexicon.changed", aspect=aspect, before=before, after=after)


def preview_words(shown: Preview, say: Translator) -> str:
    """What a preview says in one sentence."""
    if not shown.articles:
        return say("lexicon.preview_none")
    counts = dict.fromkeys(("found", "lost", "changed"), 0)
    for one in shown.differences:
        counts[one.effect] += 1
    words = say("lexicon.preview_counts", n=shown.articles, **counts)
    rest = shown.articles - shown.looked
    return f"{words} {say('lexicon.preview_rest', n=shown.looked)}" if rest else words


def lesson_rows(lessons: Iterable[Lesson], say: Translator) -> list[tuple[str, ...]]:
    """The table of what there is to learn: word, what it would be, how often it was seen."""

    def seen(lesson: Lesson) -> str:
        times = say("learning.times", n=len(lesson.seen))
        return f"{times} {say('learning.in_articles', n=lesson.articles)}"

    return [(one.entry.word, lesson_words(one, say), seen(one)) for one in lessons]


def lesson_words(lesson: Lesson, say: Translator) -> str:
    """What a lesson proposes."""
    kind: KindId = lesson.entry.kind
    words = say(f"learning.{lesson.deed}.{kind}")
    claim = label_words("claim_types", lesson.entry.claim, say) if lesson.entry.claim else ""
    return f"{words} · {claim}" if claim else words


def source_rows(rows: Iterable[SourceRow], say: Translator) -> list[tuple[str, ...]]:
    """The table of sources: what, why, decided, right, and the score without and with decisions."""
    holes = dict.fromkeys(_HOLES, "…")
    return [
        (
            say(f"learning.component.{one.component}")
            if say.knows(f"learning.component.{one.component}")
            else one.component,
            say.say(msg(one.reason, **holes)),
            str(one.decided),
            str(one.right),
            say("learning.moved", before=round(100 * one.before), after=round(100 * one.after)),
        )
        for one in rows
    ]
