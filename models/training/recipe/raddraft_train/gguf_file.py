"""Reads a llama or Gemma 3 GGUF as weights of transformers' models, and names tensors both ways."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from gguf import GGUFReader, GGUFValueType
from gguf.quants import dequantize

from .failure import Failure

# transformers' name of a linear layer → llama.cpp's.
LINEARS = {
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
}


@dataclass(frozen=True)
class Architecture:
    """How llama.cpp writes a model of transformers. `name`: of llama.cpp; `model_type`: of transformers' config."""

    name: str
    model_type: str
    # transformers' name of a norm → llama.cpp's.
    norms: dict[str, str]
    # Whether query and key rows stand in pairs in the file, where transformers has halves.
    rotates: bool
    # What the file's norms have more than transformers': Gemma multiplies with 1 + weight.
    norm_shift: float


LLAMA = Architecture("llama", "llama", {"input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}, True, 0.0)
GEMMA3 = Architecture(
    "gemma3",
    "gemma3_text",
    {
        "input_layernorm": "attn_norm",
        "post_attention_layernorm": "post_attention_norm",
        "pre_feedforward_layernorm": "ffn_norm",
        "post_feedforward_layernorm": "post_ffw_norm",
        "self_attn.q_norm": "attn_q_norm",
        "self_attn.k_norm": "attn_k_norm",
    },
    False,
    1.0,
)
ARCHITECTURES = (LLAMA, GEMMA3)


def sha256_of(file: Path) -> str:
    digest = hashlib.sha256()
    with open(file, "rb") as stream:
        while chunk := stream.read(1 << 22):
            digest.update(chunk)
    return digest.hexdigest()


def read_fields(reader: GGUFReader) -> dict:
    """All metadata by key, as plain Python values. Long lists of texts are read quickly, without the reader's per-value wrapper."""
    fields = {}
    for name, field in reader.fields.items():
        if field.types and field.types[0] == GGUFValueType.ARRAY and field.types[-1] == GGUFValueType.STRING:
            fields[name] = [bytes(field.parts[index]).decode("utf-8", "replace") for index in field.data]
        elif field.types and field.types[0] == GGUFValueType.ARRAY:
            fields[name] = [field.parts[index][0].item() for index in field.data]
        else:
            fields[name] = field.contents()
    return fields


def architecture_of(fields: dict) -> Architecture:
    name = fields.get("general.architecture")
    for one in ARCHITECTURES:
        if one.name == name:
            return one
    raise Failure(f"The base model has the architecture {name!r}; this recipe trains {' and '.join(one.name for one in ARCHITECTURES)} models only.")


def config_of(fields: dict, tensors: set[str]) -> dict:
    """Arguments of transformers' LlamaConfig or Gemma3TextConfig."""
    architecture = architecture_of(fields)
    scaling = fields.get(f"{architecture.name}.rope.scaling.type", "none")
    if "rope_freqs.weight" in tensors or scaling != "none":
        raise Failure("This GGUF scales its positions (Llama 3.1 and later, Gemma 3 4B and larger). Use the model's Hugging Face folder instead.")
    number = lambda key: fields[f"{architecture.name}.{key}"]
    heads = int(number("attention.head_count"))
    shared = dict(
        vocab_size=len(fields["tokenizer.ggml.tokens"]),
        hidden_size=int(number("embedding_length")),
        intermediate_size=int(number("feed_forward_length")),
        num_hidden_layers=int(number("block_count")),
        num_attention_heads=heads,
        num_key_value_heads=int(fields.get(f"{architecture.name}.attention.head_count_kv", heads)),
        max_position_embeddings=int(number("context_length")),
        rms_norm_eps=float(number("attention.layer_norm_rms_epsilon")),
        tie_word_embeddings="output.weight" not in tensors,
        pad_token_id=None,
        bos_token_id=fields.get("tokenizer.ggml.bos_token_id"),
        eos_token_id=fields.get("tokenizer.ggml.eos_token_id"),
    )
    rotation = lambda key, usual: {"rope_type": "default", "rope_theta": float(fields.get(f"{architecture.name}.rope.{key}", usual))}
    if architecture is LLAMA:
        return {**shared, "rope_parameters": rotation("freq_base", 10000.0)}
    width = int(number("attention.key_length"))
    # llama.cpp (src/models/gemma3*.cpp): every sixth layer sees everything; only the 27B scales attention by another width.
    return {
        **shared,
        "head_dim": width,
        "query_pre_attn_scalar": shared["hidden_size"] // heads if shared["num_hidden_layers"] == 62 else width,
        "sliding_window": int(number("attention.sliding_window")),
        "sliding_window_pattern": int(fields.get("gemma3.attention.sliding_window_pattern", 6)),
        "rope_parameters": {"full_attention": rotation("freq_base", 1000000.0), "sliding_attention": rotation("freq_base_swa", 10000.0)},
    }


def rotate_rows(rows: numpy.ndarray, heads: int) -> numpy.ndarray:
    """Output rows of a query or key layer from transformers' order (halves) to llama.cpp's (pairs). First axis is the output."""
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def unrotate_rows(rows: numpy.ndarray, heads: int) -> numpy.ndarray:
    """The inverse of `rotate_rows`."""
    return rows.reshape(heads, rows.shape[0] // heads // 2, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def read_state(reader: GGUFReader, architecture: Architecture, config: dict, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    """De-quantized weights under transformers' names."""
    tensors = {tensor.name: tensor for tensor in reader.tensors}

    def take(name: str, heads: int | None = None) -> torch.Tensor:
        tensor = tensors.get(name)
        if tensor is None:
            raise Failure(f"The base model lacks the tensor {name}.")
        values = numpy.array(dequantize(tensor.data, tensor.tensor_type), dtype=numpy.float32)
        return torch.from_numpy(numpy.ascontiguousarray(unrotate_rows(values, heads) if heads else values))

    def norm(name: str) -> torch.Tensor:
        # Shifted norms are multiplied in float32 by transformers and llama.cpp alike.
        return take(name).sub(architecture.norm_shift) if architecture.norm_shift else take(name).to(dtype)

    state = {"model.embed_tokens.weight": take("token_embd.weight").to(dtype), "model.norm.weight": norm("output_norm.weight")}
    state["lm_head.weight"] = state["model.embed_tokens.weight"] if config["tie_word_embeddings"] else take("output.weight").to(dtype)
    rotated = {"attn_q": config["num_attention_heads"], "attn_k": config["num_key_value_heads"]} if architecture.rotates else {}
    for layer in range(config["num_hidden_layers"]):
        for ours, theirs in LINEARS.items():
            state[f"model.layers.{layer}.{ours}.weight"] = take(f"blk.{layer}.{theirs}.weight", rotated.get(theirs)).to(dtype)
        for ours, theirs in architecture.norms.items():
            state[f"model.layers.{layer}.{ours}.weight"] = norm(f"blk.{layer}.{theirs}.weight")
    return state
