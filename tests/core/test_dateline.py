"""The date of a dateline, in the forms of French and English papers, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.importers.dateline import REACH, dateline
from annotator.importers.plain_text import article_of
from annotator.services.import_text import import_text
from annotator.services.projects import Project, ProjectSettings


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("PARIS, 14 mai 2024 – Le ministre a parlé.", "2024-05-14"),
        ("Titre\n\nPARIS, 1er mai 2024 (Agence) – Le ministre.", "2024-05-01"),
        ("Titre\n\nCAP-HAÏTIEN, 20 octobre 2024. – Au marché.", "2024-10-20"),
        ("Titre\n\nKinshasa, le 19 mars 2025 (Le Courrier). - C’est dit.", "2025-03-19"),
        ("Titre\n\n10 janvier 2016 . – La Corée du Nord.", "2016-01-10"),
        ("Titre\n\nDe notre correspondant à Vilnius, mardi 14 mars 2023\n\nOui.", "2023-03-14"),
        ("GENEVA, Sept. 10, 2024 (Continental Press) - Widening it.", "2024-09-10"),
        ("WASHINGTON, D.C., May 3, 2024 -- He spoke.", "2024-05-03"),
        ("Title\n\nWestminster, 11 March 2025\n\nHe spoke.", "2025-03-11"),
        ("PARIS (Agence), 14 août 2024 – Oui.", "2024-08-14"),
        # none, or not only one
        ("PARIS, May 14 (Agency) - No year.", None),
        ("PARIS, 03/04/2024 – Deux lectures.", None),
        ("PARIS, 31 février 2024 – Ce jour n’existe pas.", None),
        ("Arrêté à Paris, le 14 mai 2024 – jour de fête –, il nie.", None),
        ("Attentat de Nice, 14 juillet 2016\n\nLe procès s’ouvre.", None),
        ("Il a parlé le 14 mai 2024 – trop tard.", None),
        ("PARIS, 14 mai 2024 – Oui.\nLYON, 15 mai 2024 – Non.", None),
        ("Le 14 mai 2024, il a parlé.", None),
        ("", None),
    ],
)
def test_a_dateline_gives_the_day_where_only_one_reading_is_possible(text: str, date: str | None):
    found = dateline(text)
    assert (str(found) if found else None) == date


def test_a_dateline_far_down_dates_nothing():
    line = "PARIS, 14 mai 2024 –"
    fits = "x" * (REACH - len(line) + 1) + "\n"
    assert dateline(fits + line) is not None
    assert dateline("x" * REACH + "\n" + line) is None


def test_a_header_stays_first():
    found = article_of(" date 2023-08 PARIS, 14 mai 2024 – Le ministre.".encode(), "a.txt")
    assert (str(found.meta.published), found.remark) == ("2023-08", None)


def test_the_report_says_where_the_date_is_from(tmp_path: Path):
    with Project.create(tmp_path / "p.guillemet", "Essai", ProjectSettings(), "Ada") as project:
        text = "Titre\n\nPARIS, 14 mai 2024 – Oui."
        report = import_text(project, text, "collé", annotator="Ada")
        (entry,) = report.entries
        assert (entry.status, entry.message.id) == ("imported", "import.dateline")
        article = project.article(report.article_ids[0])
        assert str(article.meta.published) == "2024-05-14"
        assert article.text.startswith("Titre\n\nPARIS, 14 mai 2024")
