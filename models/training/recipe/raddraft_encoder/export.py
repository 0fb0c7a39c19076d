"""Writes a trained encoder as the files of models/status/encoder."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import gguf
import numpy
import torch
from tokenizers import Tokenizer as Quick
from tokenizers.models import Unigram

from .base import BLOCK, BLOCK_BYTES, FILE_SHA256, PACKAGE, Base
from .blocks import pack, packed
from .model import LINEARS, NORMS, Encoder
from .rows import LONGEST
from .tokenizer import SPACE, Tokenizer

# The repository takes no more for one set of weights of ours.
MOST_BYTES = 20_000_000
LATIN_PIECES = 1800
JAPANESE_PIECES = 1000


def strings_of(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in strings_of(one)]
    return [text for one in value for text in strings_of(one)] if isinstance(value, list) else []


def _texts(file: Path) -> list[str]:
    whole = file.read_text("utf-8")
    if file.suffix == ".jsonl":
        return [text for line in whole.splitlines() if line.strip() for text in strings_of(json.loads(line))]
    return strings_of(json.loads(whole)) if file.suffix == ".json" else whole.splitlines()


def _jis() -> set[str]:
    """Every letter of JIS X 0208: kana, 6,355 kanji, full-width forms, signs."""
    found = set()
    for first in range(0xA1, 0xFF):
        for second in range(0xA1, 0xFF):
            try:
                found.add(bytes([first, second]).decode("euc_jp"))
            except UnicodeDecodeError:
                pass
    return found


def choose_pieces(tokenizer: Tokenizer, files: list[Path]) -> list[int]:
    """Numbers of the base's pieces that stay: those our own texts are cut into, and enough for words nobody has written yet."""
    base = tokenizer.base
    kept = {base.begin, base.pad, base.end, base.unknown, base.pieces.index(SPACE)}
    # A hundred times faster than our own, and cuts alike but for ties.
    quick = Quick(Unigram(list(zip(base.pieces, base.scores.tolist())), base.unknown))
    parts = sorted({tokenizer.normal(part) for file in files for text in _texts(file) for part in text.splitlines() if part})
    for start in range(0, len(parts), 1000):
        for cut in quick.encode_batch(parts[start : start + 1000]):
            kept.update(cut.ids)
    kept.update(tokenizer("query: - || -"))
    letters = {chr(code) for code in range(0x20, 0x180)} | _jis()
    letters |= {letter for one in letters for letter in base.normal.get(one, "")}
    kept.update(number for number, piece in enumerate(base.pieces) if len(piece.strip(SPACE)) <= 1 and piece.strip(SPACE) in letters and number < len(base.scores))
    by_score = numpy.argsort(-base.scores, kind="stable")
    latin = lambda piece: all("a" <= letter.lower() <= "z" for letter in piece.strip(SPACE)) and piece.strip(SPACE) != ""
    japanese = lambda piece: all("\u3040" <= letter <= "\u30ff" or "\u4e00" <= letter <= "\u9fff" or letter in "々〆" for letter in piece.strip(SPACE)) and piece.strip(SPACE) != ""
    for test, most in ((latin, LATIN_PIECES), (japanese, JAPANESE_PIECES)):
        kept.update([int(number) for number in by_score if test(base.pieces[number])][:most])
    return sorted(kept)


def write_weights(file: Path, model: Encoder, kept: list[int], kinds: dict[str, str], whole: dict[str, tuple[torch.Tensor, torch.Tensor]]) -> None:
    """The GGUF that llama.cpp loads as `bert`; afterwards the model has the numbers as they are stored. `kinds`: format by our linear's name; `whole`: what `compensate` rounded."""
    base = model.base
    part = file.with_suffix(".part")
    writer = gguf.GGUFWriter(str(part), "bert")
    writer.add_name("RadDraft status encoder")
    writer.add_license("MIT")
    writer.add_string("raddraft.base", f"multilingual-e5-small from {PACKAGE}, sha256 {FILE_SHA256}")
    writer.add_block_count(base.layers)
    writer.add_context_length(base.positions)
    writer.add_embedding_length(base.hidden)
    writer.add_feed_forward_length(base.inner)
    writer.add_head_count(base.heads)
    writer.add_layer_norm_eps(1e-12)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    # Texts come as numbers, because the application has its own tokenizer; but llama.cpp wants one that works.
    special = {base.begin, base.pad, base.end}
    types = [gguf.TokenType.CONTROL if number in special else gguf.TokenType.UNKNOWN if number == base.unknown else gguf.TokenType.NORMAL for number in kept]
    writer.add_tokenizer_model("t5")
    writer.add_token_list([base.pieces[number] for number in kept])
    writer.add_token_scores([float(base.scores[number]) for number in kept])
    writer.add_token_types([int(one) for one in types])
    writer.add_bos_token_id(kept.index(base.begin))
    writer.add_eos_token_id(kept.index(base.end))
    writer.add_pad_token_id(kept.index(base.pad))
    writer.add_unk_token_id(kept.index(base.unknown))
    writer.add_token_type_count(1)

    single = lambda name, tensor: writer.add_tensor(name, numpy.ascontiguousarray(tensor.detach().float().numpy()))
    words = base.blocks("emb.word").reshape(base.rows, base.hidden // BLOCK * BLOCK_BYTES)[kept]
    writer.add_tensor("token_embd.weight", numpy.ascontiguousarray(words), raw_dtype=gguf.GGMLQuantizationType.Q4_0)
    writer.add_tensor("position_embd.weight", model.pos.weight.detach().numpy().astype(numpy.float16))
    single("token_types.weight", model.typ.weight)
    single("token_embd_norm.weight", model.ln.weight)
    single("token_embd_norm.bias", model.ln.bias)
    with torch.no_grad():
        model.pos.weight.copy_(model.pos.weight.half().float())
        for number, layer in enumerate(model.layers):
            for name, (_, theirs) in LINEARS.items():
                linear = getattr(layer, name)
                rows = linear.weight.shape[0]
                if f"{number}.{name}" in whole:
                    numbers, scales = whole[f"{number}.{name}"]
                    stored = packed(numbers.reshape(-1, BLOCK).numpy(), scales.reshape(-1).numpy(), kinds[name]).reshape(rows, -1)
                else:
                    stored, meant = pack(linear.weight.detach().float().numpy(), kinds[name])
                    linear.weight.copy_(torch.from_numpy(meant))
                writer.add_tensor(f"blk.{number}.{theirs}.weight", stored, raw_dtype=gguf.GGMLQuantizationType[kinds[name]])
                single(f"blk.{number}.{theirs}.bias", linear.bias)
            for name, theirs in NORMS.items():
                single(f"blk.{number}.{theirs}.weight", getattr(layer, name).weight)
                single(f"blk.{number}.{theirs}.bias", getattr(layer, name).bias)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(part, file)


def write_vocabulary(file: Path, base: Base, kept: list[int]) -> None:
    """Pieces, their scores and the map of letters, by the numbers of the small vocabulary."""
    letters = {letter for number in kept for letter in base.pieces[number]} | {" "}
    small = {number: index for index, number in enumerate(kept)}
    vocabulary = {
        "begin": small[base.begin],
        "end": small[base.end],
        "unknown": small[base.unknown],
        # The base's, whatever pieces stay: what an unknown letter costs.
        "unknownScore": float(base.scores.min()) - 10,
        "pieces": [base.pieces[number] for number in kept],
        # Shortest text that reads back to the same single-precision number.
        "scores": [float(str(base.scores[number])) for number in kept],
        # A letter that maps to letters of which no piece has any is unknown either way.
        "normal": {one: to for one, to in base.normal.items() if to == "" or set(to) & letters},
    }
    file.write_text(json.dumps(vocabulary, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def write_manifest(folder: Path, model: Encoder, joined: dict) -> dict:
    """encoder.json: what belongs together, by checksum, and the head. `joined`: how the cascade uses it, from fit-encoder.ts."""
    digest = lambda name: {"file": name, "bytes": (folder / name).stat().st_size, "sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()}
    short = lambda tensor: [float(f"{one:.6g}") for one in tensor.detach().float().flatten().tolist()]
    manifest = {
        "version": f"status-encoder-{digest('weights.gguf')['sha256'][:8]}",
        "weights": digest("weights.gguf"),
        "vocabulary": digest("vocabulary.json"),
        "longest": LONGEST,
        "hidden": model.base.hidden,
        "head": {"weights": short(model.head.weight), "bias": short(model.head.bias)},
        "languages": joined,
    }
    (folder / "encoder.json").write_text(json.dumps(manifest, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    total = sum(file.stat().st_size for file in folder.iterdir())
    if total > MOST_BYTES:
        raise SystemExit(f"The files are {total:,} bytes together; more than {MOST_BYTES:,} do not belong into the repository.")
    return manifest


def write_fixture(file: Path, model: Encoder, kept: list[int], texts: list[str]) -> None:
    """What the application must find too: the numbers of some texts, and the vectors of the first five from the numbers as they are stored."""
    tokenizer = Tokenizer(model.base, kept)
    small = {number: index for index, number in enumerate(kept)}
    model.eval()
    rows = []
    for index, text in enumerate(texts):
        numbers = [tokenizer.base.begin, *tokenizer(text)[:LONGEST], tokenizer.base.end]
        row: dict = {"text": text, "tokens": [small[number] for number in numbers]}
        if index < 5:
            with torch.no_grad():
                vector = model.embed(torch.tensor([numbers]), torch.ones(1, len(numbers), dtype=torch.bool))[0]
                row["vector"] = [round(one, 4) for one in vector.tolist()]
                row["odds"] = [round(one, 4) for one in model.head(vector).softmax(-1).tolist()]
        rows.append(row)
    file.write_text("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n", "utf-8")
