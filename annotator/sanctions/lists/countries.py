"""Countries as official lists name them, in English and French, to ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from annotator.model.text import fold

_NO_COUNTRY = frozenset(
    ("EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "AC", "CP", "CQ", "DG", "EA", "IC", "TA")
)
_ALSO = {
    "bahamas": "BS", "birmanie": "MM", "bolivarian republic of venezuela": "VE", "burma": "MM",
    "cabo verde": "CV", "china hong kong special administrative region": "HK", "congo": "CG",
    "congo brazzaville": "CG", "congo kinshasa": "CD", "coree du nord": "KP",
    "coree du sud": "KR", "cote d ivoire": "CI", "czech republic": "CZ",
    "democratic people s republic of korea": "KP", "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD", "dprk": "KP", "drc": "CD", "england": "GB",
    "etat de palestine": "PS", "federation de russie": "RU", "great britain": "GB",
    "hong kong": "HK", "iles caimanes": "KY", "iles vierges britanniques": "VG",
    "islamic republic of iran": "IR", "isle of man": "IM", "ivory coast": "CI",
    "kingdom of eswatini": "SZ", "kirghizistan": "KG", "kyrgyz republic": "KG",
    "lao people s democratic republic": "LA", "macao": "MO", "macau": "MO", "macedonia": "MK",
    "myanmar": "MM", "occupied palestinian territory": "PS", "palestine": "PS",
    "palestinian": "PS", "palestinian territories": "PS", "people s republic of china": "CN",
    "plurinational state of bolivia": "BO", "province de chine": "TW", "region crimea": "UA",
    "region gaza": "PS", "region west bank": "PS", "republic of congo": "CG",
    "republic of korea": "KR", "republic of north macedonia": "MK", "republic of the congo": "CG",
    "republique arabe syrienne": "SY", "republique de coree": "KR",
    "republique democratique du congo": "CD", "republique du congo": "CG",
    "republique islamique d iran": "IR", "republique populaire de chine": "CN",
    "republique populaire democratique de coree": "KP", "republique tcheque": "CZ",
    "russian federation": "RU", "saint kitts nevis": "KN", "state of palestine": "PS",
    "swaziland": "SZ", "syrian arab republic": "SY", "taiwan province of china": "TW",
    "the gambia": "GM", "timor leste": "TL", "turkey": "TR", "turkiye": "TR", "uae": "AE",
    "uk": "GB", "united kingdom of great britain northern ireland": "GB",
    "united republic of tanzania": "TZ", "united states of america": "US", "usa": "US",
    "viet nam": "VN", "virgin islands british": "VG", "virgin islands us": "VI",
    "west bank": "PS",
}  # fmt: skip
_FORMS = re.compile(
    r"^(?:the |la |le |les |l |republic of (?:the )?|islamic republic of |kingdom of (?:the )?"
    r"|state of |federal republic of |socialist republic of |sultanate of |"
    r"republique (?:de |d |du )(?:la |l )?|royaume (?:de |d |du ))"
)
_TURNED = re.compile(r"^([^,(]+)[,(]\s*([^)]*)\)?$")
_WORDS = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """The code of a country given by code or name; empty for none ("00") or an unknown one."""
    given = text.strip()
    if len(given) == 2 and given.upper() in _codes():
        return given.upper()
    names = [_plain(given), *(_plain(part) for part in given.split("/")[1:])]
    if turned := _TURNED.match(given):
        names += [_plain(f"{turned[2]} {turned[1]}"), _plain(turned[1])]
    for name in names:
        for form in (name, _FORMS.sub("", name)):
            if form in _ALSO:
                return _ALSO[form]
            if form in _by_name():
                return _by_name()[form]
    return ""


@lru_cache(maxsize=1024)
def language(text: str) -> str:
    """The ISO 639-1 code of a language given by code ("RUS", "ru") or English name, or nothing."""
    given = text.strip().lower()
    if len(given) == 3:
        given = str(get_global("language_aliases").get(given, given))
    if len(given) == 2:
        return given if given in Locale("en").languages else ""
    return _languages().get(given, "")


def _plain(name: str) -> str:
    return " ".join(word for word in _WORDS.findall(fold(name)) if word not in ("and", "et"))


@cache
def _codes() -> frozenset[str]:
    return frozenset(_territories("en"))


@cache
def _territories(tongue: str) -> dict[str, str]:
    return {
        str(code): str(name)
        for code, name in Locale(tongue).territories.items()
        if len(str(code)) == 2 and str(code).isalpha() and code not in _NO_COUNTRY
    }


@cache
def _by_name() -> dict[str, str]:
    return {
        _plain(name): code for tongue in ("fr", "en") for code, name in _territories(tongue).items()
    }


@cache
def _languages() -> dict[str, str]:
    return {name.lower(): code for code, name in Locale("en").languages.items() if len(code) == 2}
