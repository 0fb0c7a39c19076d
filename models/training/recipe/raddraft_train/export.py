"""Writes a trained adapter as the GGUF that llama.cpp and RadDraft's merge read, with its model card and data card."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy

from .gguf_file import LINEARS, Architecture, rotate_rows, sha256_of

# llama.cpp's readers hold an adapter whole; more than this would not fit the repository.
MOST_BYTES = 12_000_000


def write_adapter(file: Path, parameters: dict, architecture: Architecture, heads: int, key_heads: int, rank: int, alpha: float, about: dict) -> int:
    """Writes tensors `<base tensor>.lora_a` [rank, in] and `.lora_b` [out, rank] in F16; gives the bytes of the file.

    about: name, task, how to draft with it, base name and base sha256, kept in the file so that a merge can refuse another
    base; a base folder has no checksum that an installed GGUF could equal, so none is kept for it.
    """
    import gguf

    part = file.with_suffix(".part")
    writer = gguf.GGUFWriter(str(part), architecture.name)
    writer.add_type("adapter")
    writer.add_name(about["name"])
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(alpha))
    writer.add_uint32("raddraft.adapter.rank", rank)
    writer.add_string("raddraft.adapter.task", about["task"])
    if about.get("drafting"):
        writer.add_string("raddraft.adapter.drafting", about["drafting"])
    writer.add_string("raddraft.base.name", about["base"])
    if len(about["base_sha256"]) == 64:
        writer.add_string("raddraft.base.sha256", about["base_sha256"])
    layers = 1 + max(int(name.split(".")[0]) for name in parameters)
    for layer in range(layers):
        for ours, theirs in LINEARS.items():
            a = parameters[f"{layer}.{ours}.a"].numpy()
            b = parameters[f"{layer}.{ours}.b"].numpy()
            if architecture.rotates and theirs in ("attn_q", "attn_k"):
                b = rotate_rows(b, heads if theirs == "attn_q" else key_heads)
            writer.add_tensor(f"blk.{layer}.{theirs}.weight.lora_a", numpy.ascontiguousarray(a, dtype=numpy.float16))
            writer.add_tensor(f"blk.{layer}.{theirs}.weight.lora_b", numpy.ascontiguousarray(b, dtype=numpy.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(part, file)
    return file.stat().st_size


def _share(one: dict) -> str:
    if one["share"] is None:
        return "no rows"
    low, high = one["wilson95"]
    return f"{one['right']} of {one['of']} = {one['share']:.3f} (95 % Wilson {low:.3f}–{high:.3f})"


def write_model_card(file: Path, about: dict, identity: dict, figures: dict, adapter_file: Path, licence: str) -> None:
    """What was trained on what, its figures and its limits, for people."""
    settings, origin = identity["settings"], identity["origin"]
    lines = [
        f"# {about['name']}",
        "",
        f"LoRA adapter (rank {settings['rank']}, alpha {settings['alpha']:g}, all seven linear layers, F16 GGUF) for **{about['base']}**, task `{settings['task']}`. Made by `models/training/recipe`.",
        "",
        "| | |",
        "|---|---|",
        f"| base | {about['base']}, sha256 `{about['base_sha256']}`, licence {licence} |",
        f"| this file | {adapter_file.stat().st_size:,} bytes, sha256 `{sha256_of(adapter_file)}` |",
        f"| trained on | {origin['training']['rows']:,} rows of `{origin['training']['name']}` ({origin['training']['tokens']:,} tokens), sha256 `{origin['training']['sha256'][:16]}…`; see data-card.json |",
        f"| validated on | {origin['validation']['rows']:,} rows of `{origin['validation']['name']}`, sha256 `{origin['validation']['sha256'][:16]}…` |",
        f"| settings | {settings['epochs']} epochs at most, learning rate {settings['learning_rate']:g}, {settings['batch_tokens']} tokens a pass, seed {settings['seed']} |",
        "",
        f"## Figures on the validation rows (epoch {about['epoch']})",
        "",
    ]
    if settings["task"] == "status":
        lines += [f"- accuracy {_share(figures['accuracy'])}"]
        lines += [f"- sensitivity of label {index}: {_share(one)}" for index, one in enumerate(figures["sensitivity"])]
        lines += [f"- confusion (rows written, columns read): `{json.dumps(figures['confusion'])}`", f"- log loss {figures['log_loss']:.4f}"]
    else:
        lines += [f"- ROUGE-L of the raw greedy answer {figures['rouge_l']:.3f} on {figures['rows']} rows, {figures['exact']} word for word; mean loss {figures['loss']:.4f}", "- The application's own gate is not in these figures: see `raddraft evaluate drafts`."]
    lines += [
        "",
        "The best epoch was chosen by these rows, so they flatter it: figures on rows that chose nothing stand in the project's README.",
        "",
        "## Limits",
        "",
        "Trained on composed, fictional reports; no radiologist has reviewed its answers. In the languages of its training rows only. Never the only reader of a report.",
        "",
    ]
    file.write_text("\n".join(lines), "utf-8")


def write_data_card(file: Path, origin: dict) -> None:
    file.write_text(json.dumps(origin, indent=1, ensure_ascii=False) + "\n", "utf-8")
