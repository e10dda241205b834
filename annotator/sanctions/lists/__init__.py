"""Readers of official lists: a new one is a file beside these and a line here."""

from __future__ import annotations

from annotator.sanctions.lists.base import ListReader
from annotator.sanctions.lists.eu_csv import EuCsv
from annotator.sanctions.lists.eu_xml import EuXml
from annotator.sanctions.lists.fr_json import FrJson
from annotator.sanctions.lists.ftm_json import FtmJson
from annotator.sanctions.lists.ofac_csv import OfacCsv
from annotator.sanctions.lists.ofac_xml import OfacXml
from annotator.sanctions.lists.opensanctions_csv import OpenSanctionsCsv
from annotator.sanctions.lists.seco_xml import SecoXml
from annotator.sanctions.lists.uk_conlist import UkConList
from annotator.sanctions.lists.uk_csv import UkCsv
from annotator.sanctions.lists.un_xml import UnXml

READERS: dict[str, ListReader] = {
    "un-xml": UnXml(),
    "eu-xml": EuXml(),
    "eu-csv": EuCsv(),
    "fr-json": FrJson(),
    "ofac-xml": OfacXml(),
    "ofac-csv": OfacCsv(),
    "uk-csv": UkCsv(),
    "uk-conlist": UkConList(),
    "seco-xml": SecoXml(),
    "opensanctions-csv": OpenSanctionsCsv(),
    "ftm-json": FtmJson(),
}
"""By name; a file goes to the first one that recognises its content."""
