"""Tiny random models as GGUF files, for tests: a llama with a byte vocabulary, a Gemma 3 with scored pieces, each with template tokens."""

from __future__ import annotations

import json
from pathlib import Path

import gguf
import numpy
import torch
from tokenizers.pre_tokenizers import ByteLevel
from transformers import Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig, LlamaForCausalLM

from raddraft_train.gguf_file import GEMMA3, LINEARS, LLAMA, Architecture, rotate_rows

SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
HEADS, KEY_HEADS = 4, 2


def tiny_llama(seed: int = 3) -> LlamaForCausalLM:
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(SPECIAL) + 257, hidden_size=64, intermediate_size=96, num_hidden_layers=2, num_attention_heads=HEADS, num_key_value_heads=KEY_HEADS,
        max_position_embeddings=512, rms_norm_eps=1e-5, tie_word_embeddings=True, rope_parameters={"rope_type": "default", "rope_theta": 10000.0}, pad_token_id=None,
    )
    return _randomised(LlamaForCausalLM(config), 0.5, 1.5)


def _randomised(model, least: float, most: float):
    """Matrices from a normal distribution, norms uniform between `least` and `most`."""
    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.dim() > 1:
                parameter.normal_(0, 0.08)
            else:
                parameter.uniform_(least, most)
    return model.eval()


def write_tiny_gguf(file: Path, model: LlamaForCausalLM) -> Path:
    config = model.config
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

    _put_tensors(writer, model, LLAMA)
    return _finish(writer, file)


def _put_tensors(writer, model, architecture: Architecture) -> None:
    state = model.state_dict()

    def put(name: str, ours: str, heads: int | None = None, shift: float = 0.0) -> None:
        values = state[ours].float().numpy() + numpy.float32(shift)
        writer.add_tensor(name, numpy.ascontiguousarray(rotate_rows(values, heads) if heads else values))

    heads = {"attn_q": HEADS, "attn_k": KEY_HEADS} if architecture.rotates else {}
    put("token_embd.weight", "model.embed_tokens.weight")
    put("output_norm.weight", "model.norm.weight", shift=architecture.norm_shift)
    for layer in range(model.config.num_hidden_layers):
        for ours, theirs in LINEARS.items():
            put(f"blk.{layer}.{theirs}.weight", f"model.layers.{layer}.{ours}.weight", heads.get(theirs))
        for ours, theirs in architecture.norms.items():
            put(f"blk.{layer}.{theirs}.weight", f"model.layers.{layer}.{ours}.weight", shift=architecture.norm_shift)


def _finish(writer, file: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return file


GEMMA_SPECIAL = ["<pad>", "<eos>", "<bos>", "<unk>", "<start_of_turn>", "<end_of_turn>"]
# Best first: 骨転 is joined before 転移.
PIECES = ["骨転", "転移", "ab", "abc", "\u2581a"]
SINGLE = ["骨", "転", "移", "a", "b", "c", "\u2581", "0", "1", "2"]
GEMMA_WINDOW = 7


def tiny_gemma(seed: int = 3) -> Gemma3ForCausalLM:
    """Three blocks, the second of which sees everything, the others seven tokens."""
    torch.manual_seed(seed)
    config = Gemma3TextConfig(
        vocab_size=len(GEMMA_SPECIAL) + 258 + len(PIECES) + len(SINGLE), hidden_size=64, intermediate_size=96, num_hidden_layers=3, num_attention_heads=HEADS, num_key_value_heads=KEY_HEADS, head_dim=32,
        query_pre_attn_scalar=32, max_position_embeddings=512, sliding_window=GEMMA_WINDOW, sliding_window_pattern=2, tie_word_embeddings=True, pad_token_id=None,
        rope_parameters={"full_attention": {"rope_type": "default", "rope_theta": 1000000.0}, "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}},
    )
    return _randomised(Gemma3ForCausalLM(config), -0.5, 0.5)


def write_tiny_gemma(file: Path, model: Gemma3ForCausalLM, scaling: str | None = None) -> Path:
    config = model.config
    writer = gguf.GGUFWriter(str(file), "gemma3")
    writer.add_name("Tiny Gemma")
    writer.add_context_length(512)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KEY_HEADS)
    writer.add_key_length(config.head_dim)
    writer.add_value_length(config.head_dim)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(1000000.0)
    writer.add_sliding_window(GEMMA_WINDOW)
    writer.add_uint32("gemma3.attention.sliding_window_pattern", 2)
    if scaling:
        writer.add_string("gemma3.rope.scaling.type", scaling)
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([*GEMMA_SPECIAL, "\n", "  ", *[f"<0x{byte:02X}>" for byte in range(256)], *PIECES, *SINGLE])
    writer.add_token_scores([-1000.0] * 8 + [0.0] * 256 + [-float(index) for index in range(len(PIECES) + len(SINGLE))])
    writer.add_token_types([3] * len(GEMMA_SPECIAL) + [4, 4] + [6] * 256 + [1] * (len(PIECES) + len(SINGLE)))
    writer.add_bos_token_id(2)
    writer.add_eos_token_id(1)
    writer.add_unk_token_id(3)
    writer.add_add_space_prefix(False)
    _put_tensors(writer, model, GEMMA3)
    return _finish(writer, file)


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
