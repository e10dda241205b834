"""The words of a name: in Latin letters whatever the script, with a key of how they sound.

The tables are spelling habits of French and of English, which lists are written in, not of single
names. A key alone decides nothing: names are compared by word and by key (`names`).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

VERSION = "2"
"""To be raised with every change of what `split` gives: names in the index are folded anew then."""

_DROPPED = frozenset(  # never a name ("Kim Jong Un" keeps its "un")
    ("au", "aux", "d", "de", "des", "du", "et", "l", "le", "les", "sur", "of", "the", "and", "for")
)
_LITTLE = frozenset(  # particles, titles and legal forms: they tell nobody from anybody else
    (
        *("al", "el", "ul", "ur", "ol", "e", "i", "o", "la", "bin", "ben", "ibn", "bint", "ould"),
        *("abd", "abu", "abou", "von", "van", "da", "dos", "del", "wa", "wal", "u", "y", "na"),
        *("dr", "mr", "m", "mme", "sheikh", "mullah", "maulavi", "general", "colonel", "haji"),
        *("hajji", "jr", "junior", "sayyed", "sayed", "seyed", "commander"),
        *("joint", "stock", "public", "open", "closed", "limited", "liability", "company", "co"),
        *("corporation", "corp", "inc", "llc", "ltd", "ltda", "sa", "sarl", "sas", "srl", "cv"),
        *("jsc", "pjsc", "ojsc", "oao", "ooo", "pao", "zao", "ao", "plc", "gmbh", "ag", "bv"),
        *("nv", "spa", "oy", "fze", "group", "concern"),
    )
)
_LITTLE_WEIGHT = 0.3
_NOUNS = {  # what bodies are called in French, as English lists call it
    "groupe": "group", "banque": "bank", "reseau": "network", "mouvement": "movement",
    "armee": "army", "parti": "party", "etat": "state", "islamique": "islamic",
    "societe": "company", "compagnie": "company", "entreprise": "company", "gardiens": "guard",
    "garde": "guard", "gardien": "guard", "fondation": "foundation", "universite": "university",
    "ministere": "ministry", "emirat": "emirate", "brigades": "brigade", "federation": "federation",
    "agence": "agency", "centre": "center", "bureau": "office", "recherche": "research",
    "recherches": "research", "scientifique": "scientific", "scientifiques": "scientific",
    "etudes": "studies", "energie": "energy", "atomique": "atomic", "nucleaire": "nuclear",
    "petrole": "oil", "petroliere": "oil", "nationale": "national", "commerce": "trade",
    "exterieur": "foreign", "exterieure": "foreign", "industrie": "industry",
    "industries": "industry", "aviation": "aviation", "aerienne": "air", "maritime": "shipping",
    "organisation": "organization", "resistance": "resistance", "seigneur": "lord",
    "liberation": "liberation", "populaire": "popular", "populaires": "popular",
    "institut": "institute", "usine": "factory", "credit": "credit", "mollah": "mullah",
    "cheikh": "sheikh", "commandant": "commander", "generale": "general", "coree": "korea",
    "libye": "libya", "syrie": "syria", "russie": "russia", "ouzbekistan": "uzbekistan",
    "ouganda": "uganda", "tchad": "chad", "somalie": "somalia", "irak": "iraq", "liban": "lebanon",
    "egypte": "egypt", "afrique": "africa", "caucase": "caucasus", "maghreb": "maghreb",
}  # fmt: skip
_SOUNDS = (
    ("x", "ks"), ("shtch", "x"), ("chtch", "x"), ("shch", "x"), ("tch", "x"), ("sch", "x"),
    ("ch", "x"), ("sh", "x"), ("gue", "ge"), ("gui", "gi"), ("guy", "gi"), ("qu", "k"),
    ("ou", "u"), ("oo", "u"), ("w", "u"), ("ee", "i"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
    ("ph", "f"), ("q", "k"), ("ck", "k"), ("c", "k"), ("ei", "i"), ("ey", "i"), ("ai", "i"),
    ("ay", "i"), ("y", "i"), ("h", ""),
)  # fmt: skip
_WORD = re.compile(r"\d+(?:/\d+)+|[a-z0-9]+")
_ELISION = re.compile(r"\b[dl]'(?=[aeiouyh])")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_SERVANT = re.compile(r"\b(?:abdul|abdel|abdal|abdoul|abd-?[aeu]l)-?(?=[a-z]{3})(?!lah)")
_SERVANT_R = re.compile(r"\babd(?:ur|er|our|ar)-?(?=ra[hk])")
_EAST = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_NO_VOWELS = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SOFT = re.compile(r"[aeiouy]|(?<=.)[hw]")


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """How a folded word sounds, roughly, whatever language it was transcribed into."""
    if has_digit(word):
        return word
    heard = re.sub(r"^[iy]e(?=.)", "e", word)
    for written, sound in _SOUNDS:
        heard = heard.replace(written, sound)
    heard = re.sub(r"v$", "f", heard)
    heard = re.sub(r"(?<=[iu]n)e$|(?<=i)j$", "", heard)
    return re.sub(r"(.)\1+", r"\1", heard) or word


@lru_cache(maxsize=50_000)
def bones(heard: str) -> str:
    """The consonants of a key, for scripts that write no vowels."""
    return re.sub(r"(.)\1+", r"\1", _SOFT.sub("", heard))


@lru_cache(maxsize=50_000)
def has_digit(word: str) -> bool:
    """Whether a word is a number or has one in it ("m23"): it is itself or another word."""
    return any(letter.isdigit() for letter in word)


@lru_cache(maxsize=50_000)
def weight(word: str) -> float:
    """What a word counts for among those of its name: its length, a particle's much less."""
    return len(word) * (_LITTLE_WEIGHT if word in _LITTLE else 1.0)


def is_little(word: str) -> bool:
    """Whether a word tells nobody from anybody else: a particle, a title, a legal form."""
    return word in _LITTLE


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a name that count, folded, and their keys.

    Attributes:
        weights: of each word.
        total: of the weights.
        bare: the name was written without vowels.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    total: float
    bare: bool = False

    @property
    def telling(self) -> tuple[int, ...]:
        """Places of the words that names can be found by: all but little ones if there are any."""
        found = tuple(place for place, word in enumerate(self.words) if word not in _LITTLE)
        return found or tuple(range(len(self.words)))


@lru_cache(maxsize=50_000)
def split(name: str) -> Words:
    """The words of a name; articles and prepositions are dropped unless nothing else is there."""
    words, keys, bare = folded(name)
    return of_words(words, keys, bare)


def folded(name: str) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Words, keys and whether it was written without vowels: `split` without weights or memory.

    For names that are folded once, by the hundred thousand.
    """
    found = [_NOUNS.get(word, word) for word in _WORD.findall(_latin(name))]
    counted = tuple([word for word in found if word not in _DROPPED] or found)
    bare = not name.isascii() and _NO_VOWELS.search(name) is not None
    return counted, tuple([key(word) for word in counted]), bare


def of_words(words: tuple[str, ...], keys: tuple[str, ...], bare: bool = False) -> Words:
    """The same of words that are folded already."""
    weights = tuple(map(weight, words))
    return Words(words, keys, weights, sum(weights), bare)


def _latin(name: str) -> str:
    """The name in lower case Latin letters, digits and what parts words."""
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).replace("’", "'").replace("\u02bc", "'")
        name = "".join(" " if _is_symbol(letter) else letter for letter in name)
        name = _EAST.sub(lambda found: f" {_eastern(found[0])} ", name)
        name = anyascii(name)
    plain = name.lower().replace("`", "'")
    if "'" in plain:
        plain = _ELISION.sub(" ", plain)
    if "." in plain:
        plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    plain = plain.replace("'", "")
    return _SERVANT_R.sub("abd ", _SERVANT.sub("abd ", plain)) if "abd" in plain else plain


def _is_symbol(sign: str) -> bool:
    """Whether it is no letter, digit or mark of punctuation: an emoji would be spelled out."""
    return unicodedata.category(sign)[0] == "S" and sign != "`"


def _eastern(sign: str) -> str:
    """A Chinese or Korean syllable in Latin letters, Korean as North Korea writes it."""
    heard = anyascii(sign)
    if "\uac00" <= sign <= "\ud7af":
        heard = heard.lower().replace("eo", "o").replace("eu", "u")
        heard = re.sub(r"^g", "k", re.sub(r"^bag$", "pak", re.sub(r"^i$", "ri", heard)))
    return heard
