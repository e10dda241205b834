"""What the tests of pre-highlighting share: a text in, plain values out."""

from __future__ import annotations

from annotator.model.article import Article, Metadata, text_sha256
from annotator.model.ids import ArticleId
from annotator.prelabel.draft import Draft, QuoteDraft
from annotator.prelabel.pipeline import draft_of


def read(text: str, language: str = "fr") -> Draft:
    return draft_of(text, language, ArticleId("article"))


def quotes(text: str, language: str = "fr") -> list[QuoteDraft]:
    return [one for one in read(text, language).quotes if one.kind != "scare"]


def pieces(text: str, quote: QuoteDraft) -> list[str]:
    return [text[start:end] for start, end in quote.segments]


def only(text: str, language: str = "fr") -> QuoteDraft:
    found = quotes(text, language)
    assert len(found) == 1, [pieces(text, one) for one in found]
    return found[0]


def article(text: str, language: str = "fr") -> Article:
    meta = Metadata(language=language)
    return Article(ArticleId("article"), text, "titre", text_sha256(text), meta=meta)
