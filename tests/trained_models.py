"""Tiny trained spaCy pipelines for tests: trained in moments, put in a folder or installed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from annotator.spacy_language import blank

Example = tuple[str, dict[str, str]]
"""A text, and the label of each name in it."""

NEWS: tuple[Example, ...] = (
    ("Zorvex denied the report on Monday.", {"Zorvex": "ORG"}),
    ("The trader Zorvex sold oil.", {"Zorvex": "ORG"}),
    ("Zorvex and Milkor met in Quilby.", {"Zorvex": "ORG", "Milkor": "PERSON", "Quilby": "GPE"}),
    ("Milkor left Quilby.", {"Milkor": "PERSON", "Quilby": "GPE"}),
    ("In Quilby, Milkor smiled.", {"Milkor": "PERSON", "Quilby": "GPE"}),
    ("The Plonian Accord failed.", {"Plonian Accord": "TREATY"}),
    ("Nobody read the Plonian Accord.", {"Plonian Accord": "TREATY"}),
    ("They met again and said nothing.", {}),
)
"""Names that no word list has; TREATY is a label that no map knows."""

STEPS = 40
"""Rounds of training, after which the examples are known by heart."""


def make_model(
    folder: Path, lang: str = "en", examples: Sequence[Example] = NEWS, **meta: str
) -> Path:
    """Train a pipeline, once for all tests, and put it in a folder.

    Args:
        folder: where; made.
        lang: language of the texts.
        examples: what it learns by heart.
        meta: fields of its meta.json that differ: `name`, `version`, `spacy_version`.
    """
    _trained(lang, tuple((text, tuple(names.items())) for text, names in examples)).to_disk(folder)
    edit_meta(folder, **{"name": "tiny_news", "version": "1.0.0", "license": "MIT", **meta})
    return folder


def edit_meta(folder: Path, **fields: object) -> None:
    """Change fields of a model's meta.json."""
    path = folder / "meta.json"
    data = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**data, **fields}), "utf-8")


def install(site: Path, package: str, model: Path, code: str = "") -> Path:
    """Install a model as a package announced to spaCy, in a folder that is on `sys.path`.

    Args:
        site: the folder.
        package: its name, such as `en_tiny_news`.
        model: the folder of the pipeline.
        code: what the package runs when it is imported.
    """
    meta = json.loads((model / "meta.json").read_text("utf-8"))
    home = site / package
    version = meta.get("version", "1.0.0")
    shutil.copytree(model, home / f"{package}-{version}")
    shutil.copy(model / "meta.json", home / "meta.json")
    loading = (
        "from spacy.util import load_model_from_init_py\n"
        "def load(**overrides):\n"
        "    return load_model_from_init_py(__file__, **overrides)\n"
    )
    (home / "__init__.py").write_text(code + "\n" + loading, "utf-8")
    info = site / f"{package}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(f"[spacy_models]\n{package} = {package}\n")
    return home


def _small() -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 32,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 32,
            "depth": 1,
            "embed_size": 200,
            "window_size": 1,
            "maxout_pieces": 2,
            "subword_features": True,
        },
    }


@cache
def _trained(lang: str, examples: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]):
    from spacy.training import Example as Pair
    from thinc.api import fix_random_seed

    fix_random_seed(1)
    nlp = blank(lang)
    nlp.add_pipe("sentencizer")
    finder = nlp.add_pipe("ner", config={"model": _small()})
    pairs = []
    for text, names in examples:
        found = [(text.index(name), name, label) for name, label in names]
        places = [(start, start + len(name), label) for start, name, label in found]
        pairs.append(Pair.from_dict(nlp.make_doc(text), {"entities": places}))
        for _, label in names:
            finder.add_label(label)
    optimizer = nlp.initialize(lambda: pairs)
    optimizer.learn_rate = 0.01
    for _ in range(STEPS):
        nlp.update(pairs, sgd=optimizer, drop=0.0)
    return nlp
