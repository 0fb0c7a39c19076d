"""Labelled reports as the encoder sees them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import torch

from .tokenizer import Tokenizer

# Most pieces of a text; begin and end come on top. The application cuts at the same place.
LONGEST = 318
# none, progressive, stable or decreased, none but left open: classes of the head.
CLASSES = 4
OPEN = 3


def read_rows(files: list[Path]) -> list[dict]:
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line.strip()]


def text_of(row: dict) -> str:
    judged = row.get("conclusion") or row.get("findings") or ""
    return f"query: {row.get('indication') or '-'} || {judged}"


def class_of(row: dict) -> int:
    return OPEN if row.get("uncertain") and row["label"] == 0 else row["label"]


def tokens_of(row: dict, tokenizer: Tokenizer) -> list[int]:
    text = text_of(row)
    if text not in tokenizer.known:
        tokenizer.known[text] = [tokenizer.base.begin, *tokenizer(text)[:LONGEST], tokenizer.base.end]
    return tokenizer.known[text]


def padded(rows: list[dict], tokenizer: Tokenizer) -> tuple[torch.Tensor, torch.Tensor]:
    cut = [tokens_of(row, tokenizer) for row in rows]
    longest = max(map(len, cut))
    numbers = torch.full((len(cut), longest), tokenizer.base.pad)
    mask = torch.zeros(len(cut), longest, dtype=torch.bool)
    for index, tokens in enumerate(cut):
        numbers[index, : len(tokens)] = torch.tensor(tokens)
        mask[index, : len(tokens)] = True
    return numbers, mask


def batches(rows: list[dict], tokenizer: Tokenizer, size: int, chance: random.Random) -> list[list[dict]]:
    """Shuffled batches of like length."""
    rows = rows.copy()
    chance.shuffle(rows)
    found = []
    for start in range(0, len(rows), size * 20):
        part = sorted(rows[start : start + size * 20], key=lambda row: len(tokens_of(row, tokenizer)) + chance.random() * 6)
        cut = [part[at : at + size] for at in range(0, len(part), size)]
        chance.shuffle(cut)
        found += cut
    return found
