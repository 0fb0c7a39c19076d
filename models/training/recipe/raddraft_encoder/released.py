"""The released encoder as a beginning for more training: its matrices as they are stored, and on wish on the very grid they are stored on."""

from __future__ import annotations

import json
from pathlib import Path

import numpy
import torch
from gguf import GGMLQuantizationType, GGUFReader
from gguf.quants import dequantize

from .model import LINEARS, NORMS, Encoder
from .rows import CLASSES


def load_released(model: Encoder, folder: Path, as_stored: bool = False) -> None:
    """Puts the numbers of `folder` (weights.gguf, encoder.json) into the model; word embeddings are the base's in both. `as_stored`: five-bit matrices stay on their grid while they are trained."""
    tensors = {tensor.name: tensor for tensor in GGUFReader(folder / "weights.gguf").tensors}
    stored = {name: dequantize(tensor.data, tensor.tensor_type) for name, tensor in tensors.items()}
    put = lambda to, name: to.copy_(torch.from_numpy(numpy.array(stored[name], dtype=numpy.float32)).reshape(to.shape))
    with torch.no_grad():
        put(model.pos.weight, "position_embd.weight")
        put(model.typ.weight, "token_types.weight")
        put(model.ln.weight, "token_embd_norm.weight")
        put(model.ln.bias, "token_embd_norm.bias")
        for number, layer in enumerate(model.layers):
            for name, (_, theirs) in LINEARS.items():
                linear, matrix = getattr(layer, name), tensors[f"blk.{number}.{theirs}.weight"]
                put(linear.weight, matrix.name)
                put(linear.bias, f"blk.{number}.{theirs}.bias")
                if as_stored:
                    if matrix.tensor_type != GGMLQuantizationType.Q5_0:
                        raise ValueError(f"{matrix.name} is stored as {matrix.tensor_type.name}; only Q5_0 can be trained as it is stored.")
                    # A block is a half-precision scale and 20 bytes of numbers.
                    scales = numpy.ascontiguousarray(matrix.data.reshape(-1, 22)[:, :2]).view(numpy.float16)
                    linear.scale = torch.from_numpy(scales.astype(numpy.float32)).reshape(linear.weight.shape[0], -1)
            for name, theirs in NORMS.items():
                put(getattr(layer, name).weight, f"blk.{number}.{theirs}.weight")
                put(getattr(layer, name).bias, f"blk.{number}.{theirs}.bias")
        head = json.loads((folder / "encoder.json").read_text("utf-8"))["head"]
        model.head.weight.copy_(torch.tensor(head["weights"]).reshape(CLASSES, -1))
        model.head.bias.copy_(torch.tensor(head["bias"]))
