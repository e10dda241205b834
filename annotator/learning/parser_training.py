"""Training of a French parser on a treebank: `make parser TREEBANK=folder`.

One seed and one thread: the same treebank and lexicons give the same model on the same machine.
"""

from __future__ import annotations

import json
import logging
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from annotator.learning.parser_figures import ParserFigures, parser_figures
from annotator.learning.parser_treebank import (
    PARTS,
    Sentence,
    TreebankError,
    part_file,
    read_treebank,
    treebank_docs,
)
from annotator.learning.parser_verbs import reporting_forms, with_reporting_verbs
from annotator.messages import Translator
from annotator.prelabel.lexicon import lexicons
from annotator.spacy_language import blank

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.training import Example

_LOG = logging.getLogger(__name__)
SEED = 20
EPOCHS = 10
NEAREST = "annodis.er"
"""Where the sentences of a French newspaper in the treebank are from: the nearest to our texts."""
_WIDTH = 96
_ROWS = [4000, 500, 2500, 1000]
"""Rows of the hash tables of form, first letter, last three letters and shape."""
COPIES = 2
"""How often each sentence comes again with other reporting verbs in it."""
_DROPOUT = 0.2
_FIRST_BATCH, _LAST_BATCH, _GROWTH = 150.0, 900.0, 1.08
"""Tokens of a batch in the first epoch, at most, and by what it grows each epoch."""


def untrained() -> Language:
    """The pipeline before training: one encoder, with tagger, morphologizer and parser on it."""
    language = blank("fr")
    language.add_pipe("tok2vec", config={"model": _encoder()})
    heard = {"@architectures": "spacy.Tok2VecListener.v1", "width": _WIDTH, "upstream": "tok2vec"}
    tagger = {"@architectures": "spacy.Tagger.v2", "tok2vec": heard, "nO": None}
    language.add_pipe("tagger", config={"model": tagger})
    language.add_pipe("morphologizer", config={"model": tagger})
    moves = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": True,
        "hidden_width": 96,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": heard,
        "nO": None,
    }
    language.add_pipe("parser", config={"model": moves, "min_action_freq": 20})
    return language


def _encoder() -> dict[str, Any]:
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": _WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": _ROWS,
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": _WIDTH,
            "depth": 4,
            "window_size": 1,
            "maxout_pieces": 3,
        },
    }


def train(
    treebank: Path, out: Path, epochs: int = EPOCHS, copies: int = COPIES
) -> dict[str, ParserFigures]:
    """Train a parser, write the best of all epochs to `out` and its figures to `figures.json`.

    Args:
        treebank: a folder with one CoNLL-U file for each of train, dev and test.
        out: the folder of the model; it is made if need be, an earlier model in it overwritten.
        epochs: how often the training part is read.
        copies: how often each sentence comes again with other reporting verbs in it.

    Returns:
        Figures on the test part, on its sentences from a newspaper, and on the dev part.

    Raises:
        TreebankError: the treebank cannot be read.
    """
    from thinc.api import fix_random_seed

    fix_random_seed(SEED)
    language, rng = untrained(), random.Random(SEED)
    sentences = {part: list(read_treebank(part_file(treebank, part))) for part in PARTS}
    sentences["train"] += _copies(sentences["train"], copies, rng)
    parts = {part: list(treebank_docs(some, language)) for part, some in sentences.items()}
    _fit(language, parts["train"], parts["dev"], epochs, rng)
    near = [one for one in parts["test"] if one.user_data["name"].startswith(NEAREST)]
    figures = {
        "test": measure(language, parts["test"]),
        f"test, {NEAREST}": measure(language, near),
        "dev": measure(language, parts["dev"]),
    }
    out.mkdir(parents=True, exist_ok=True)
    language.to_disk(out)
    told = {name: asdict(one) for name, one in figures.items()}
    (out / "figures.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    return figures


def _copies(sentences: Sequence[Sentence], copies: int, rng: random.Random) -> list[Sentence]:
    forms = reporting_forms(lexicons("fr"))
    return [one for _ in range(copies) for one in with_reporting_verbs(sentences, forms, rng)]


def _fit(
    language: Language, docs: Sequence[Doc], dev: Sequence[Doc], epochs: int, rng: random.Random
) -> None:
    """Train the pipeline; it is left as it was after the epoch that did best on `dev`."""
    from spacy.training import Example
    from thinc.api import Adam

    examples = [Example(language.make_doc(one.text), one) for one in docs]
    language.initialize(lambda: examples)
    optimizer = Adam(0.001, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    best, best_score, batch = b"", -1.0, _FIRST_BATCH
    for epoch in range(1, epochs + 1):
        rng.shuffle(examples)
        for some in _batches(examples, batch):
            language.update(some, drop=_DROPOUT, sgd=optimizer)
        batch = min(_LAST_BATCH, batch * _GROWTH)
        with language.use_params(optimizer.averages):
            found = measure(language, dev)
            score = (2 * found.las + found.pos + found.morph) / 4
            if score > best_score:
                best, best_score = language.to_bytes(), score
        _LOG.info("%d %.4f %s", epoch, score, found)
    language.from_bytes(best)


def measure(language: Language, gold: Sequence[Doc]) -> ParserFigures:
    """The figures of a parser on Docs of the treebank."""
    return parser_figures(gold, list(language.pipe(language.make_doc(one.text) for one in gold)))


def _batches(examples: Sequence[Example], tokens: float) -> Iterator[list[Example]]:
    """The examples in order, in batches of about so many tokens."""
    some: list[Example] = []
    held = 0
    for one in examples:
        some.append(one)
        held += len(one)
        if held >= tokens:
            yield some
            some, held = [], 0
    if some:
        yield some


def main(
    treebank: Annotated[Path, typer.Argument(help="Folder with the CoNLL-U files.")],
    out: Annotated[
        Path, typer.Argument(help="Folder of the model; an earlier one in it is overwritten.")
    ],
    epochs: Annotated[int, typer.Option(help="How often the training part is read.")] = EPOCHS,
    copies: Annotated[int, typer.Option(help="Copies with other reporting verbs.")] = COPIES,
) -> None:
    """Train the French parser; its figures go to figures.json beside it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        train(treebank, out, epochs, copies)
    except TreebankError as error:
        raise typer.BadParameter(Translator("en").say(error.message)) from error


if __name__ == "__main__":
    typer.run(main)
