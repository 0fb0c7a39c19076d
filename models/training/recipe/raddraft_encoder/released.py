"""The released encoder as a beginning for more training: its matrices as they are stored, so a little rounded."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import torch
from gguf import GGUFReader
from gguf.quants import dequantize

from .model import LINEARS, NORMS, Encoder
from .rows import CLASSES


def load_released(model: Encoder, folder: Path) -> None:
    """Puts the numbers of `folder` (weights.gguf, encoder.json) into the model; word embeddings are the base's in both."""
    stored = {tensor.name: dequantize(tensor.data, tensor.tensor_type) for tensor in GGUFReader(folder / "weights.gguf").tensors}
    put = lambda to, name: to.copy_(torch.from_numpy(numpy.array(stored[name], dtype=numpy.float32)).reshape(to.shape))
    with torch.no_grad():
        put(model.pos.weight, "position_embd.weight")
        put(model.typ.weight, "token_types.weight")
        put(model.ln.weight, "token_embd_norm.weight")
        put(model.ln.bias, "token_embd_norm.bias")
        for number, layer in enumerate(model.layers):
            for name, (_, theirs) in LINEARS.items():
                put(getattr(layer, name).weight, f"blk.{number}.{theirs}.weight")
                put(getattr(layer, name).bias, f"blk.{number}.{theirs}.bias")
            for name, theirs in NORMS.items():
                put(getattr(layer, name).weight, f"blk.{number}.{theirs}.weight")
                put(getattr(layer, name).bias, f"blk.{number}.{theirs}.bias")
        head = json.loads((folder / "encoder.json").read_text("utf-8"))["head"]
        model.head.weight.copy_(torch.tensor(head["weights"]).reshape(CLASSES, -1))
        model.head.bias.copy_(torch.tensor(head["bias"]))
