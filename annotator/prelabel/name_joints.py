"""NameJoints: the small words inside and around names, from `language.toml`, by language."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.prelabel.lexicon import kept, lexicons


@dataclass(frozen=True, eq=False)
class NameJoints:
    """Small words, each as it stands in a text in lower case.

    Attributes:
        determiners: before a name they say that it is no person's ("le Zarkov").
        chained: chain the words of a person's name ("Bertrand de Broc").
        after_hyphen: a hyphen ties them to a name that they are no part of ("Londres-based").
        in_towns: between hyphens in the name of a town ("Nogent-sur-Marne").
        of: begin a complement; `articles` may follow.
        beside: join two names of one kind, with the spaces around.
        joining: join two complements.
        directions: points of the compass that name a place before `of`, with a capital.
    """

    determiners: frozenset[str]
    chained: frozenset[str]
    after_hyphen: frozenset[str]
    in_towns: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    beside: frozenset[str]
    joining: frozenset[str]
    directions: frozenset[str]


@kept
def name_joints(language: str) -> NameJoints:
    """The small words of a language.

    Raises:
        LexiconError: `language.toml` lacks a list.
    """
    source = lexicons(language).list("language")

    def listed(name: str) -> frozenset[str]:
        return frozenset(source.texts(f"names.{name}"))

    joining = listed("joining")
    return NameJoints(
        determiners=listed("determiners"),
        chained=listed("chained"),
        after_hyphen=listed("after_hyphen"),
        in_towns=listed("in_towns"),
        of=listed("of"),
        articles=listed("articles"),
        beside=frozenset((", ", *(f" {one} " for one in (*joining, *listed("or"))))),
        joining=joining,
        directions=listed("directions"),
    )
