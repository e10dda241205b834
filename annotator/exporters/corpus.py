"""A corpus folder for trainers: lines, DocBin and a manifest that says what they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.corpus import ARTICLES, CORPUS_FORMAT, DOCBIN, ENTRIES, MANIFEST
from annotator.exporters.atomic import replacing_folder
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Tally
from annotator.exporters.docbin import DocBinBuilder
from annotator.model.annotated import AnnotatedArticle
from annotator.model.fields import Json
from annotator.model.interchange import FORMAT, json_line, write_line
from annotator.model.linked_entry import LinkedEntry
from annotator.model.linked_entry_codec import entry_to_json
from annotator.model.scheme import GROUPS, Label, Scheme, Texts

_FORMATS = {ARTICLES: FORMAT, ENTRIES: "guillemet-entries/1", DOCBIN: "spacy-docbin"}
_LICENCE = (
    "Articles keep the rights of their publishers. Entries of official lists are there only where"
    " a link points to them, and keep the licence of their list: what comes from OpenSanctions"
    " (source `opensanctions…`) is CC BY-NC 4.0, not for commercial use."
)


class CorpusExporter:
    """Writes what `annotator.corpus.load` reads."""

    name = "corpus"
    title = "export.format.corpus"
    suffix = ""
    limits: tuple[str, ...] = ("export.limit.docbin_tokens", "export.limit.entries")

    def is_ours(self, target: Path) -> bool:
        """By its manifest; an empty folder counts, too."""
        if not target.is_dir():
            return False
        manifest = target / MANIFEST
        if not manifest.is_file():
            return not any(target.iterdir())
        with manifest.open("rb") as handle:
            return CORPUS_FORMAT.encode() in handle.read(200)

    def write(
        self, documents: Iterable[AnnotatedArticle | Excluded], target: Path, context: ExportContext
    ) -> ExportReport:
        """Write the folder; documents pass once, into both files."""
        tally, builder = Tally(), DocBinBuilder()
        entries: dict[tuple[str, str], LinkedEntry] = {}
        with replacing_folder(target) as fresh:
            with (fresh / ARTICLES).open("w", encoding="utf-8", newline="\n") as handle:
                for document in tally.take(documents):
                    handle.write(write_line(document) + "\n")
                    entries |= {(one.id, one.edition): one for one in document.entries}
                    tally.losses += builder.add(document)
            (fresh / ENTRIES).write_text(_entry_lines(entries), encoding="utf-8", newline="\n")
            (fresh / DOCBIN).write_bytes(builder.to_bytes())
            report = tally.report(self.name, target, context)
            manifest = _manifest(report, context, fresh)
            (fresh / MANIFEST).write_text(manifest, encoding="utf-8", newline="\n")
        return report


def _manifest(report: ExportReport, context: ExportContext, folder: Path) -> str:
    data: Json = {
        "format": CORPUS_FORMAT,
        "program": f"guillemet {context.version}",
        "created": context.created,
        "scope": context.scope,
        "drafts": context.scope == "drafts",
        "offsets": "Unicode code points of `text`, 0-based, end exclusive",
        "licence": _LICENCE,
        "counts": _nested(report.counts),
        "files": {name: _file(folder / name) for name in _FORMATS},
        "excluded": [
            {"article": one.article, "title": one.title, "why": one.why.to_json()}
            for one in report.excluded
        ],
        "lost": {
            DOCBIN: [
                {"article": one.article, "item": one.item, "why": one.message.to_json()}
                for one in report.losses
            ]
        },
        "scheme": _codebook(context.scheme),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry_lines(entries: Mapping[tuple[str, str], LinkedEntry]) -> str:
    """The entries by id, one to a line."""
    found = (json_line(entry_to_json(one)) for _, one in sorted(entries.items()))
    return "".join(f"{line}\n" for line in found)


def _nested(counts: Mapping[str, int]) -> Json:
    """`{"mentions.PER": 3}` as `{"mentions": {"PER": 3}}`."""
    out: Json = {}
    for name, count in counts.items():
        layer, _, label = name.partition(".")
        if label:
            out.setdefault(layer, {})[label] = count
        else:
            out[name] = count
    return out


def _file(path: Path) -> Json:
    with path.open("rb") as handle:
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
    return {"format": _FORMATS[path.name], "bytes": path.stat().st_size, "sha256": digest}


def _codebook(scheme: Scheme) -> Json:
    return {
        "reference": scheme.reference,
        "name": dict(scheme.name),
        "labels": {
            group: [_label(label) for label in scheme.all_labels(group)] for group in GROUPS
        },
        "attributes": [
            {
                "id": one.id,
                "of": one.of,
                "name": dict(one.name),
                "retired": one.retired,
                "labels": [_label(label) for label in one.labels],
            }
            for one in scheme.attributes
        ],
    }


def _label(label: Label) -> Json:
    return {
        "id": label.id,
        "name": dict(label.name),
        "definition": dict(label.definition),
        "rule": dict(label.rule),
        "retired": label.retired,
        "merged_into": label.merged_into,
        "since": label.since,
        "examples": _lists(label.examples),
        "counter_examples": _lists(label.counter_examples),
    }


def _lists(texts: Texts) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for language, text in texts:
        out.setdefault(language, []).append(text)
    return out
