"""Text to tokens exactly as the application's model process does it: report text is never read as template tokens."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence, Union

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

from .failure import Failure

# A stretch of a prompt as src/domain/draft/prompt.ts writes it, or plain text as a whole.
Part = dict
Text = Union[str, Sequence[Part]]

# Splitting rules by `tokenizer.ggml.pre` (llama.cpp, llama-vocab.cpp).
_LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"


@dataclass
class PromptTokenizer:
    """Tokens of plain text, and of template tokens by their exact name."""

    plain: Tokenizer
    special: dict[str, int]
    begin: list[int]
    end: int

    def encode(self, text: Text) -> list[int]:
        """`text`: plain text, or parts {text, special}. A special part must be one template token."""
        if isinstance(text, str):
            return self._plain(text)
        tokens: list[int] = []
        for part in text:
            if part["special"]:
                token = self.special.get(part["text"])
                if token is None:
                    raise Failure(f"The base model has no template token {part['text']!r}: the rows were written for another family of models.")
                tokens.append(token)
            else:
                tokens.extend(self._plain(part["text"]))
        return tokens

    def decode(self, tokens: Sequence[int]) -> str:
        return self.plain.decode(list(tokens), skip_special_tokens=False)

    def _plain(self, text: str) -> list[int]:
        return self.plain.encode(text, add_special_tokens=False).ids


def from_gguf(fields: dict) -> PromptTokenizer:
    """The tokenizer a GGUF file carries. `fields`: its metadata by key."""
    kind = fields.get("tokenizer.ggml.model")
    pre = fields.get("tokenizer.ggml.pre", "default")
    if kind == "llama" and fields.get("tokenizer.ggml.add_space_prefix") is False:
        return _from_scores(fields)
    if kind != "gpt2":
        raise Failure(f"The base model's tokenizer is of the kind {kind!r}; this recipe reads byte-level BPE (gpt2) and Gemma's only. Use the model's Hugging Face folder instead.")
    names: list[str] = fields["tokenizer.ggml.tokens"]
    kinds: list[int] = fields["tokenizer.ggml.token_type"]
    merges = [tuple(merge.split(" ", 1)) for merge in fields["tokenizer.ggml.merges"]]
    vocabulary = {name: index for index, name in enumerate(names)}
    plain = Tokenizer(models.BPE(vocab=vocabulary, merges=merges, ignore_merges=pre == "llama-bpe"))
    if pre in ("smollm", "smaug-bpe", "refact"):
        plain.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)])
    elif pre in ("llama-bpe", "llama3"):
        plain.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(_LLAMA3), "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
    elif pre in ("gpt-2", "default"):
        plain.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    else:
        raise Failure(f"The base model splits words by the rule {pre!r}, which this recipe does not know. Use the model's Hugging Face folder instead.")
    plain.decoder = decoders.ByteLevel()
    # 3 is a control token, 4 one that its maker defined (llama.h, enum llama_token_type).
    special = {name: index for index, (name, one) in enumerate(zip(names, kinds)) if one in (3, 4)}
    return PromptTokenizer(plain, special, [], int(fields["tokenizer.ggml.eos_token_id"]))


def _from_scores(fields: dict) -> PromptTokenizer:
    """Gemma's tokenizer: pairs of pieces are joined in the order of the joined piece's score; what no piece spells is written in bytes."""
    names: list[str] = fields["tokenizer.ggml.tokens"]
    kinds: list[int] = fields["tokenizer.ggml.token_type"]
    scores: list[float] = fields["tokenizer.ggml.scores"]
    normal = {name: score for name, score, kind in zip(names, scores, kinds) if kind == 1}
    pairs = [(-score, name[:cut], name[cut:]) for name, score in normal.items() for cut in range(1, len(name)) if name[:cut] in normal and name[cut:] in normal]
    pairs.sort(key=lambda pair: pair[0])
    vocabulary = {name: index for index, name in enumerate(names)}
    plain = Tokenizer(models.BPE(vocab=vocabulary, merges=[(left, right) for _, left, right in pairs], byte_fallback=True, fuse_unk=True, unk_token=names[int(fields["tokenizer.ggml.unknown_token_id"])]))
    plain.normalizer = normalizers.Replace(" ", "\u2581")
    plain.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
    # What its maker defined (line feeds, runs of spaces, HTML) is found in any text, as llama.cpp does.
    plain.add_tokens([AddedToken(name, normalized=False) for name, kind in zip(names, kinds) if kind == 4])
    special = {name: index for index, (name, kind) in enumerate(zip(names, kinds)) if kind == 3}
    return PromptTokenizer(plain, special, [], int(fields["tokenizer.ggml.eos_token_id"]))


def from_folder(folder: Path, end_token: int) -> PromptTokenizer:
    """The tokenizer of a Hugging Face folder."""
    file = folder / "tokenizer.json"
    if not file.is_file():
        raise Failure(f"{folder} has no tokenizer.json.")
    plain = Tokenizer.from_file(str(file))
    plain.encode_special_tokens = True
    special = {token.content: index for index, token in plain.get_added_tokens_decoder().items()}
    return PromptTokenizer(plain, special, [], end_token)
