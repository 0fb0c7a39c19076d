"""Reads a llama GGUF as weights of transformers' LlamaForCausalLM, and names tensors both ways."""

from __future__ import annotations

import hashlib
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
_NORMS = {"input_layernorm": "attn_norm", "post_attention_layernorm": "ffn_norm"}


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


def config_of(fields: dict, tensors: set[str]) -> dict:
    """Arguments of transformers' LlamaConfig."""
    architecture = fields.get("general.architecture")
    if architecture != "llama":
        raise Failure(f"The base model has the architecture {architecture!r}; from a GGUF this recipe trains llama models only. Use a Hugging Face folder for others.")
    if "rope_freqs.weight" in tensors:
        raise Failure("This GGUF scales its positions (Llama 3.1 and later). Use the model's Hugging Face folder instead.")
    number = lambda key: fields[f"llama.{key}"]
    heads = int(number("attention.head_count"))
    return dict(
        vocab_size=len(fields["tokenizer.ggml.tokens"]),
        hidden_size=int(number("embedding_length")),
        intermediate_size=int(number("feed_forward_length")),
        num_hidden_layers=int(number("block_count")),
        num_attention_heads=heads,
        num_key_value_heads=int(fields.get("llama.attention.head_count_kv", heads)),
        max_position_embeddings=int(number("context_length")),
        rms_norm_eps=float(number("attention.layer_norm_rms_epsilon")),
        rope_parameters={"rope_type": "default", "rope_theta": float(fields.get("llama.rope.freq_base", 10000.0))},
        tie_word_embeddings="output.weight" not in tensors,
        pad_token_id=None,
        bos_token_id=fields.get("tokenizer.ggml.bos_token_id"),
        eos_token_id=fields.get("tokenizer.ggml.eos_token_id"),
    )


def rotate_rows(rows: numpy.ndarray, heads: int) -> numpy.ndarray:
    """Output rows of a query or key layer from transformers' order (halves) to llama.cpp's (pairs). First axis is the output."""
    return rows.reshape(heads, 2, rows.shape[0] // heads // 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def unrotate_rows(rows: numpy.ndarray, heads: int) -> numpy.ndarray:
    """The inverse of `rotate_rows`."""
    return rows.reshape(heads, rows.shape[0] // heads // 2, 2, *rows.shape[1:]).swapaxes(1, 2).reshape(rows.shape)


def read_state(reader: GGUFReader, config: dict, dtype: torch.dtype) -> dict[str, torch.Tensor]:
    """De-quantized weights under transformers' names."""
    tensors = {tensor.name: tensor for tensor in reader.tensors}

    def take(name: str, heads: int | None = None) -> torch.Tensor:
        tensor = tensors.get(name)
        if tensor is None:
            raise Failure(f"The base model lacks the tensor {name}.")
        values = numpy.array(dequantize(tensor.data, tensor.tensor_type), dtype=numpy.float32)
        return torch.from_numpy(numpy.ascontiguousarray(unrotate_rows(values, heads) if heads else values)).to(dtype)

    state = {"model.embed_tokens.weight": take("token_embd.weight"), "model.norm.weight": take("output_norm.weight")}
    state["lm_head.weight"] = state["model.embed_tokens.weight"] if config["tie_word_embeddings"] else take("output.weight")
    rotated = {"attn_q": config["num_attention_heads"], "attn_k": config["num_key_value_heads"]}
    for layer in range(config["num_hidden_layers"]):
        for ours, theirs in LINEARS.items():
            state[f"model.layers.{layer}.{ours}.weight"] = take(f"blk.{layer}.{theirs}.weight", rotated.get(theirs))
        for ours, theirs in _NORMS.items():
            state[f"model.layers.{layer}.{ours}.weight"] = take(f"blk.{layer}.{theirs}.weight")
    return state
