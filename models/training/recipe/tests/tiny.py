"""A tiny random llama as a GGUF file, for tests: two blocks, grouped keys, a byte vocabulary with template tokens."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy
import torch
from tokenizers.pre_tokenizers import ByteLevel
from transformers import LlamaConfig, LlamaForCausalLM

from raddraft_train.gguf_file import LINEARS, rotate_rows

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
HEADS, KEY_HEADS = 4, 2


def tiny_llama(seed: int = 3) -> LlamaForCausalLM:
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(SPECIAL) + 257, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=HEADS, num_key_value_heads=KEY_HEADS,
        max_position_embeddings=512, rms_norm_eps=1e-5, tie_word_embeddings=True, rope_parameters={"rope_type": "default", "rope_theta": 10000.0}, pad_token_id=None,
    )
    model = LlamaForCausalLM(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.08)
            else:
                parameter.uniform_(0.5, 1.5)
    return model


def write_tiny_gguf(file: Path, model: LlamaForCausalLM) -> Path:
    config, state = model.config, model.state_dict()
    writer = gguf.GGUFWriter(str(file), "llama")
    writer.add_name("Tiny")
    writer.add_context_length(512)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list([*SPECIAL, *sorted(ByteLevel.alphabet()), "!!"])
    writer.add_token_types([3] * len(SPECIAL) + [1] * 257)
    # One merge, since the list may not be empty.
    writer.add_token_merges(["! !"])
    writer.add_eos_token_id(2)
    writer.add_bos_token_id(1)

    def put(name: str, ours: str, heads: int | None = None) -> None:
        values = state[ours].float().numpy()
        writer.add_tensor(name, numpy.ascontiguousarray(rotate_rows(values, heads) if heads else values))

    put("token_embd.weight", "model.embed_tokens.weight")
    put("output_norm.weight", "model.norm.weight")
    for layer in range(config.num_hidden_layers):
        for ours, theirs in LINEARS.items():
            put(f"blk.{layer}.{theirs}.weight", f"model.layers.{layer}.{ours}.weight", {"attn_q": HEADS, "attn_k": KEY_HEADS}.get(theirs))
        put(f"blk.{layer}.attn_norm.weight", f"model.layers.{layer}.input_layernorm.weight")
        put(f"blk.{layer}.ffn_norm.weight", f"model.layers.{layer}.post_attention_layernorm.weight")
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


def status_lines(count: int, seed: int = 0) -> list[dict]:
    """Rows whose label can be read off one word."""
    words = ["clean", "bigger", "less"]
    lines = []
    for index in range(count):
        label = (index * 7 + seed) % 3
        prompt = [{"text": "<|im_start|>", "special": True}, {"text": f"case {index * 13 + seed}:" + " x" * (index % 9) + f" {words[label]}", "special": False}]
        lines.append({"id": f"r{seed}-{index}", "prompt": prompt, "answer": str(label), "choices": ["0", "1", "2"], "kind": words[label]})
    return lines


def write_lines(file: Path, lines: list[dict]) -> Path:
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return file
