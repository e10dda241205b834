"""A corpus folder for trainers: lines, DocBin and a manifest that says what they hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from annotator.corpus import ARTICLES, CORPUS_FORMAT, DOCBIN, MANIFEST
from annotator.exporters.atomic import replacing_folder
from annotator.exporters.base import Excluded, ExportContext, ExportReport, Tally
from annotator.exporters.docbin import DocBinBuilder
from annotator.model.annotated import AnnotatedArticle
from annotator.model.fields import Json
from annotator.model.interchange import FORMAT, write_line
from annotator.model.scheme import GROUPS, Label, Scheme, Texts

_FORMATS = {ARTICLES: FORMAT, DOCBIN: "spacy-docbin"}


class CorpusExporter:
    """Writes what `annotator.corpus.load` reads."""

    name = "corpus"
    title = "export.format.corpus"
    suffix = ""
    limits: tuple[str, ...] = ("export.limit.docbin_tokens",)

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
        with replacing_folder(target) as fresh:
            with (fresh / ARTICLES).open("w", encoding="utf-8", newline="\n") as handle:
                for document in tally.take(documents):
                    handle.write(write_line(document) + "\n")
                    tally.losses += builder.add(document)
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
    }


def _label(label: Label) -> Json:
    return {
        "id": label.id,
        "name": dict(label.name),
        "definition": dict(label.definition),
        "rule": dict(label.rule),
        "examples": _lists(label.examples),
        "counter_examples": _lists(label.counter_examples),
    }


def _lists(texts: Texts) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for language, text in texts:
        out.setdefault(language, []).append(text)
    return out
