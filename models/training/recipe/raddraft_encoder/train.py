"""Training and figures."""

from __future__ import annotations

import json
import math
import os
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as functional

from .model import Encoder, three
from .rows import batches, class_of, padded, tokens_of
from .tokenizer import Tokenizer


def figures(model: Encoder, rows: list[dict], tokenizer: Tokenizer) -> dict:
    """Accuracy, how many of each label were found, and progressive read as none."""
    model.eval()
    right = lost = 0
    found, of = [0, 0, 0], [0, 0, 0]
    ordered = sorted(rows, key=lambda row: len(tokens_of(row, tokenizer)))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(ordered), 32):
            part = ordered[start : start + 32]
            read = three(model(*padded(part, tokenizer)).float().softmax(-1)).argmax(1).tolist()
            for label, row in zip(read, part):
                right += label == row["label"]
                of[row["label"]] += 1
                found[row["label"]] += label == row["label"]
                lost += label == 0 and row["label"] == 1
    model.train()
    return {"rows": len(rows), "accuracy": round(right / max(1, len(rows)), 4), "found": found, "of": of, "progressive_read_as_none": lost}


def train(model: Encoder, tokenizer: Tokenizer, composed: list[dict], written: list[dict], validation: list[dict], out: Path, *, epochs: int, composed_rows: int, repeats: int, rate: float, batch: int = 16, seed: int = 1) -> None:
    """Each epoch: some of the composed rows, the hand-written ones several times. Saves what training changed every 150 steps."""
    chance = random.Random(seed)
    torch.manual_seed(seed)
    plan = [batches(chance.sample(composed, min(composed_rows, len(composed))) + written * repeats, tokenizer, batch, chance) for _ in range(epochs)]
    total = sum(map(len, plan))
    head = list(model.head.parameters())
    rest = [one for name, one in model.named_parameters() if one.requires_grad and not name.startswith("head")]
    optimiser = torch.optim.AdamW([{"params": rest, "lr": rate, "times": 1}, {"params": head, "lr": rate * 10, "times": 10}], weight_decay=0.01, betas=(0.9, 0.98))
    model.train()
    step, began, smooth = 0, time.monotonic(), 1.2
    for rows in (part for epoch in plan for part in epoch):
        factor = min(1, step / 60) * (0.5 + 0.5 * math.cos(math.pi * step / total))
        for group in optimiser.param_groups:
            group["lr"] = rate * group["times"] * max(factor, 0.02)
        numbers, mask = padded(rows, tokenizer)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(numbers, mask, 0.1)
        loss = functional.cross_entropy(logits.float(), torch.tensor([class_of(row) for row in rows]), label_smoothing=0.05)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(rest + head, 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        step += 1
        smooth = 0.98 * smooth + 0.02 * loss.item()
        if step % 20 == 0:
            print(f"step {step} of {total}, loss {smooth:.3f}, {(total - step) * (time.monotonic() - began) / step / 60:.0f} min left", flush=True)
        if step % 150 == 0 or step == total:
            part = out.with_suffix(".part")
            torch.save(model.trained(), part)
            os.replace(part, out)
            print(json.dumps({"step": step, **(figures(model, validation, tokenizer) if validation else {})}), flush=True)
