"""The model that is fine-tuned: a GGUF file or a Hugging Face folder, with its tokenizer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import torch

from .failure import Failure
from .gguf_file import ARCHITECTURES, Architecture, architecture_of, config_of, read_fields, read_state, sha256_of
from .tokenizer import PromptTokenizer, from_folder, from_gguf


@dataclass
class Base:
    model: torch.nn.Module
    tokenizer: PromptTokenizer
    architecture: Architecture
    name: str
    # Of the GGUF file, or of the folder's weights one after the other.
    sha256: str
    heads: int
    key_heads: int
    licence: str
    device: torch.device


def load_tokenizer(path: Path) -> PromptTokenizer:
    """Only the tokenizer, for checking rows before a model is loaded."""
    if path.is_dir():
        config = _read_json(path / "config.json")
        return from_folder(path, _end_token(config, path))
    return from_gguf(read_fields(_open(path)))


def load_base(path: Path, device: torch.device, four_bit: bool = False, dtype: torch.dtype = torch.bfloat16) -> Base:
    """Loads a base in bf16. On a CPU its slow steps are replaced by fast ones.

    four_bit: NF4 weights through bitsandbytes, CUDA only. Not run on the machine this recipe was written on.
    """
    if path.is_dir():
        config = _read_json(path / "config.json")
        architecture = architecture_of_folder(config, path)
        weights = sorted(path.glob("*.safetensors"))
        if not weights:
            raise Failure(f"{path} has no .safetensors files.")
        model = _classes(architecture)[1].from_pretrained(path, dtype=dtype, local_files_only=True, **_four_bit(four_bit, dtype, device))
        name, licence, digest = config.get("_name_or_path") or path.name, "see the base model's folder", "+".join(sha256_of(file)[:16] for file in weights)
        tokenizer = from_folder(path, _end_token(config, path))
    else:
        if four_bit:
            raise Failure("4-bit training needs the base as a Hugging Face folder, not as a GGUF.")
        reader = _open(path)
        fields = read_fields(reader)
        architecture = architecture_of(fields)
        config = config_of(fields, {tensor.name for tensor in reader.tensors})
        config_class, model_class = _classes(architecture)
        with torch.device("meta"):
            model = model_class(config_class(**config))
        model.load_state_dict(read_state(reader, architecture, config, dtype), assign=True)
        model.tie_weights()
        # Buffers computed at construction are empty on the meta device.
        model.model.rotary_emb = type(model.model.rotary_emb)(model.config)
        table = model.model.embed_tokens
        if hasattr(table, "embed_scale"):
            table.embed_scale = torch.tensor(table.scalar_embed_scale)
        name, licence, digest = fields.get("general.name", path.stem), fields.get("general.license", "see the base model"), sha256_of(path)
        tokenizer = from_gguf(fields)
    if not four_bit:
        model.to(device)
    model.eval()
    if device.type == "cpu":
        from .fast_cpu import use_fast_steps

        use_fast_steps(model)
    elif device.type == "cuda":
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    return Base(model, tokenizer, architecture, name, digest, model.config.num_attention_heads, model.config.num_key_value_heads, licence, device)


def architecture_of_folder(config: dict, folder: Path) -> Architecture:
    """`config`: the folder's config.json."""
    for one in ARCHITECTURES:
        if one.model_type == config.get("model_type"):
            return one
    raise Failure(f"{folder} holds a model of the type {config.get('model_type')!r}; this recipe trains {' and '.join(one.model_type for one in ARCHITECTURES)} models.")


def _classes(architecture: Architecture):
    """transformers' classes of configuration and model."""
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig, LlamaConfig, LlamaForCausalLM

    return (Gemma3TextConfig, Gemma3ForCausalLM) if architecture.name == "gemma3" else (LlamaConfig, LlamaForCausalLM)


def _four_bit(four_bit: bool, dtype: torch.dtype, device: torch.device) -> dict:
    if not four_bit:
        return {}
    if device.type != "cuda":
        raise Failure("4-bit training needs a CUDA card; this machine's PyTorch sees none.")
    try:
        import bitsandbytes  # noqa: F401
    except ImportError:
        raise Failure("4-bit training needs bitsandbytes: see requirements-cuda.txt in the recipe's folder.") from None
    from transformers import BitsAndBytesConfig

    quantization = BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", bnb_4bit_use_double_quant=True, bnb_4bit_compute_dtype=dtype)
    return {"quantization_config": quantization, "device_map": {"": 0}}


def _open(path: Path):
    from gguf import GGUFReader

    if not path.is_file():
        raise Failure(f"There is no base model at {path}. Pull the default model (npm run cli -- models pull smollm2-135m-instruct) or name another with --base.")
    try:
        return GGUFReader(str(path))
    except (ValueError, IndexError, KeyError) as error:
        raise Failure(f"{path} is not a usable GGUF file: {error}.") from None


def _read_json(file: Path) -> dict:
    try:
        return json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise Failure(f"{file} is missing: a Hugging Face folder has one.") from None


def _end_token(config: dict, folder: Path) -> int:
    """The token that ends a turn: generation_config.json knows it best."""
    generation = folder / "generation_config.json"
    end = (_read_json(generation) if generation.is_file() else {}).get("eos_token_id", config.get("eos_token_id"))
    if isinstance(end, list):
        # Llama 3 lists <|end_of_text|> first and the end of a turn last.
        end = end[-1]
    if not isinstance(end, int):
        raise Failure(f"{folder} does not say which token ends an answer.")
    return end
