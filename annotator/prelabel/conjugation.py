"""The forms of reporting verbs: generated from the infinitive, so that a lexicon lists lemmas.

French: third persons of the present, imperfect, past historic, future and conditional, both
participles with agreement. English: present, past, participles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

_CLUSTERS = frozenset({"gn", "tr", "br", "gl", "cr", "gr", "qu"})
VOWELS = "aeiouyéèêëâàîïôû"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one verb, in lower case.

    Attributes:
        finite: of the third persons, with the tense of each: present, past or conditional.
        past: past participles in all genders and numbers.
        present: the present participle.
    """

    finite: tuple[tuple[str, str], ...]
    past: tuple[str, ...]
    present: str


@dataclass(frozen=True, slots=True)
class _Stems:
    """What a French verb is made from; `past_third` are the two past historic forms."""

    singular: str
    plural: str
    imperfect: str
    past_third: tuple[str, str]
    future: str
    participle: str
    present: str = ""


# By the ending of the infinitive, the longest that fits; the stems replace that ending.
_IRREGULAR: dict[str, _Stems] = {
    "recevoir": _Stems("reçoit", "reçoivent", "recev", ("reçut", "reçurent"), "recevr", "reçu"),
    "savoir": _Stems("sait", "savent", "sav", ("sut", "surent"), "saur", "su", "sachant"),
    "valoir": _Stems("vaut", "valent", "val", ("valut", "valurent"), "vaudr", "valu"),
    "mourir": _Stems("meurt", "meurent", "mour", ("mourut", "moururent"), "mourr", "mort"),
    "suivre": _Stems("suit", "suivent", "suiv", ("suivit", "suivirent"), "suivr", "suivi"),
    "vivre": _Stems("vit", "vivent", "viv", ("vécut", "vécurent"), "vivr", "vécu"),
    "ouvrir": _Stems("ouvre", "ouvrent", "ouvr", ("ouvrit", "ouvrirent"), "ouvrir", "ouvert"),
    "souffrir": _Stems(
        "souffre", "souffrent", "souffr", ("souffrit", "souffrirent"), "souffrir", "souffert"
    ),
    "sortir": _Stems("sort", "sortent", "sort", ("sortit", "sortirent"), "sortir", "sorti"),
    "partir": _Stems("part", "partent", "part", ("partit", "partirent"), "partir", "parti"),
    "servir": _Stems("sert", "servent", "serv", ("servit", "servirent"), "servir", "servi"),
    "cueillir": _Stems(
        "cueille", "cueillent", "cueill", ("cueillit", "cueillirent"), "cueiller", "cueilli"
    ),
    "duire": _Stems("duit", "duisent", "duis", ("duisit", "duisirent"), "duir", "duit"),
    "truire": _Stems("truit", "truisent", "truis", ("truisit", "truisirent"), "truir", "truit"),
    "lire": _Stems("lit", "lisent", "lis", ("lut", "lurent"), "lir", "lu"),
    "suffire": _Stems("suffit", "suffisent", "suffis", ("suffit", "suffirent"), "suffir", "suffi"),
    "paraître": _Stems("paraît", "paraissent", "paraiss", ("parut", "parurent"), "paraîtr", "paru"),
    "battre": _Stems("bat", "battent", "batt", ("battit", "battirent"), "battr", "battu"),
    "vaincre": _Stems(
        "vainc", "vainquent", "vainqu", ("vainquit", "vainquirent"), "vaincr", "vaincu"
    ),
    "dire": _Stems("dit", "disent", "dis", ("dit", "dirent"), "dir", "dit"),
    "crire": _Stems("crit", "crivent", "criv", ("crivit", "crivirent"), "crir", "crit"),
    "rire": _Stems("rit", "rient", "ri", ("rit", "rirent"), "rir", "ri"),
    "tenir": _Stems("tient", "tiennent", "ten", ("tint", "tinrent"), "tiendr", "tenu"),
    "venir": _Stems("vient", "viennent", "ven", ("vint", "vinrent"), "viendr", "venu"),
    "mettre": _Stems("met", "mettent", "mett", ("mit", "mirent"), "mettr", "mis"),
    "prendre": _Stems("prend", "prennent", "pren", ("prit", "prirent"), "prendr", "pris"),
    "aindre": _Stems("aint", "aignent", "aign", ("aignit", "aignirent"), "aindr", "aint"),
    "eindre": _Stems("eint", "eignent", "eign", ("eignit", "eignirent"), "eindr", "eint"),
    "clure": _Stems("clut", "cluent", "clu", ("clut", "clurent"), "clur", "clu"),
    "naître": _Stems("naît", "naissent", "naiss", ("nut", "nurent"), "naîtr", "nu"),
    "faire": _Stems("fait", "font", "fais", ("fit", "firent"), "fer", "fait"),
    "prévoir": _Stems(
        "prévoit", "prévoient", "prévoy", ("prévit", "prévirent"), "prévoir", "prévu"
    ),
    "voir": _Stems("voit", "voient", "voy", ("vit", "virent"), "verr", "vu"),
    "devoir": _Stems("doit", "doivent", "dev", ("dut", "durent"), "devr", "dû"),
    "pouvoir": _Stems("peut", "peuvent", "pouv", ("put", "purent"), "pourr", "pu"),
    "vouloir": _Stems("veut", "veulent", "voul", ("voulut", "voulurent"), "voudr", "voulu"),
    "croire": _Stems("croit", "croient", "croy", ("crut", "crurent"), "croir", "cru"),
    "aller": _Stems("va", "vont", "all", ("alla", "allèrent"), "ir", "allé"),
    "mentir": _Stems("ment", "mentent", "ment", ("mentit", "mentirent"), "mentir", "menti"),
    "offrir": _Stems("offre", "offrent", "offr", ("offrit", "offrirent"), "offrir", "offert"),
    "quérir": _Stems("quiert", "quièrent", "quér", ("quit", "quirent"), "querr", "quis"),
    "émouvoir": _Stems("émeut", "émeuvent", "émouv", ("émut", "émurent"), "émouvr", "ému"),
}


@cache
def french_forms(infinitive: str) -> Forms:
    """The forms of a French verb.

    Args:
        infinitive: in lower case, without its reflexive pronoun.
    """
    stems = _french_stems(infinitive)
    ends_same = {stems.singular, stems.plural}
    finite = [(one, "present") for one in sorted(ends_same)]
    finite += [(stems.imperfect + end, "past") for end in ("ait", "aient")]
    finite += [(one, "past") for one in stems.past_third if one not in ends_same]
    finite += [(stems.future + end, "present") for end in ("a", "ont")]
    finite += [(stems.future + end, "conditional") for end in ("ait", "aient")]
    if infinitive.endswith("naître"):
        finite.append((stems.singular.replace("î", "i"), "present"))
    present = stems.present or stems.imperfect + "ant"
    return Forms(tuple(finite), _agreeing(stems.participle), present)


def _french_stems(infinitive: str) -> _Stems:
    for length in range(len(infinitive), 3, -1):
        ending = infinitive[-length:]
        if ending in _IRREGULAR:
            return _with_prefix(infinitive[:-length], _IRREGULAR[ending])
    if infinitive.endswith("er"):
        return _first_group(infinitive[:-2])
    if infinitive.endswith("ir"):
        stem = infinitive[:-2]
        return _Stems(
            stem + "it", stem + "issent", stem + "iss", (stem + "it", stem + "irent"),
            stem + "ir", stem + "i",
        )  # fmt: skip
    stem = infinitive[:-2]
    return _Stems(stem, stem + "ent", stem, (stem + "it", stem + "irent"), stem + "r", stem + "u")


def _with_prefix(prefix: str, stems: _Stems) -> _Stems:
    first, second = stems.past_third
    return _Stems(
        prefix + stems.singular,
        prefix + stems.plural,
        prefix + stems.imperfect,
        (prefix + first, prefix + second),
        prefix + stems.future,
        prefix + stems.participle,
        prefix + stems.present if stems.present else "",
    )


def _first_group(stem: str) -> _Stems:
    """Verbs in -er, with the spelling changes of -ger, -cer, -yer, -eler, -eter, e.er and é.er."""
    soft = stem + "e" if stem.endswith("g") else stem
    soft = stem[:-1] + "ç" if stem.endswith("c") else soft
    strong = _strong(stem)
    future = stem if _last_vowel(stem) == "é" else strong
    return _Stems(
        strong + "e", strong + "ent", soft, (soft + "a", stem + "èrent"), future + "er",
        stem + "é", soft + "ant",
    )  # fmt: skip


def _strong(stem: str) -> str:
    """The stem before a silent ending: appell-, rappell-, jett-, règl-, mèn-, emploi-."""
    if stem.endswith(("appel", "jet", "épel", "renouvel", "chancel")):
        return stem + stem[-1]
    if stem.endswith(("oy", "uy")):
        return stem[:-1] + "i"
    place = max((at for at, letter in enumerate(stem) if letter in VOWELS), default=-1)
    light = len(stem) - place == 2 or stem[place + 1 :] in _CLUSTERS
    if place > 0 and stem[place] in "eé" and light and stem[place - 1] not in VOWELS:
        return stem[:place] + "è" + stem[place + 1 :]
    return stem


def _last_vowel(stem: str) -> str:
    return next((letter for letter in reversed(stem) if letter in VOWELS), "")


def _agreeing(participle: str) -> tuple[str, ...]:
    masculine = participle.replace("û", "u")
    plural = masculine if masculine.endswith("s") else masculine + "s"
    return tuple(dict.fromkeys((participle, masculine + "e", plural, masculine + "es")))


@cache
def english_forms(infinitive: str, past: str = "", participle: str = "") -> Forms:
    """The forms of an English verb.

    Args:
        infinitive: the bare infinitive.
        past: the past tense, if it is irregular.
        participle: the past participle, if it is not the past tense.
    """
    stem = infinitive[:-1] if infinitive.endswith("e") else infinitive
    if infinitive.endswith("y") and infinitive[-2:-1] not in VOWELS:
        third, regular = infinitive[:-1] + "ies", infinitive[:-1] + "ied"
    else:
        hissing = infinitive.endswith(("s", "sh", "ch", "x"))
        third, regular = infinitive + ("es" if hissing else "s"), stem + "ed"
    doubled = infinitive + infinitive[-1]
    present = doubled + "ing" if past == doubled + "ed" else stem + "ing"
    british = infinitive.endswith(("el", "al")) and infinitive[-3:-2] not in VOWELS and not past
    pasts = [past or regular, *([doubled + "ed"] if british else [])]  # "labeled", "labelled"
    finite = (
        (third, "present"), (infinitive, "present"), *((form, "past") for form in pasts)
    )  # fmt: skip
    return Forms(finite, (participle,) if participle else tuple(pasts), present)
