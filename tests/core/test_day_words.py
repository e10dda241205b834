"""Dates in words: the first of a French month, partial dates, and what is no date."""

from __future__ import annotations

import datetime

import pytest

from annotator.day_words import calendar_words, iso_words, with_days
from annotator.messages import Translator
from annotator.model.message import msg
from ui.presenters.when import shown_moment


@pytest.mark.parametrize(
    ("text", "french", "english"),
    [
        ("2024-06-01", "1er juin 2024", "1 June 2024"),
        ("2024-06-11T10:00:00+00:00", "11 juin 2024", "11 June 2024"),
        ("2024-06", "juin 2024", "June 2024"),
        ("2024", "2024", "2024"),
        ("", "", ""),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_is_written_as_people_write_it(text: str, french: str, english: str):
    assert (iso_words(text, "fr"), iso_words(text, "en")) == (french, english)


def test_the_first_of_a_month_with_its_weekday():
    day = datetime.date(2024, 6, 1)
    assert calendar_words(day, "fr", "EEEE d MMMM y") == "samedi 1er juin 2024"
    assert calendar_words(day, "en", "EEEE d MMMM y") == "Saturday 1 June 2024"


def test_the_first_of_a_month_in_a_moment_of_the_log():
    moment = datetime.datetime(2020, 6, 1, 14, 32).astimezone().isoformat()
    assert shown_moment(moment, "fr") == "1er juin 2020, 14:32"
    assert shown_moment(moment, "en") == "1 Jun 2020, 14:32"


def test_no_iso_date_stands_in_a_sentence_about_an_entry():
    later = msg("entry.made_later", date="2024-06-01", article="2023-08")
    assert Translator("fr").say(with_days(later, "fr")) == (
        "Entrée en vigueur\u00a0: 1er juin 2024, après l’article (août 2023)."
    )
    assert Translator("en").say(with_days(later, "en")) == (
        "In force since 1 June 2024: after the article (August 2023)."
    )
    gone = msg("entry.withdrawn", date="2024-06-01")
    assert "le 1er juin 2024." in Translator("fr").say(with_days(gone, "fr"))
