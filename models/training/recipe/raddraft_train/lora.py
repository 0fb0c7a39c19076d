"""Low-rank adapters: y = W·x + B·A·x · alpha / rank, on all seven linear layers of every block."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as functional

from .gguf_file import LINEARS


class LoraLinear(torch.nn.Module):
    """A frozen linear layer with a trained pair A [rank, in], B [out, rank] in float32. B starts at zero."""

    def __init__(self, base: torch.nn.Module, rank: int, alpha: float, generator: torch.Generator):
        super().__init__()
        self.base = base
        self.scale = alpha / rank
        device = next(base.parameters()).device
        a = torch.empty(rank, base.in_features)
        # As in the LoRA reference: Kaiming with a = sqrt(5) is uniform within 1 / sqrt(in).
        bound = 1 / math.sqrt(base.in_features)
        self.a = torch.nn.Parameter(a.uniform_(-bound, bound, generator=generator).to(device))
        self.b = torch.nn.Parameter(torch.zeros(base.out_features, rank, device=device))

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        narrow = functional.linear(hidden, self.a.to(hidden.dtype))
        b = (self.b * self.scale).to(hidden.dtype)
        base = self.base(hidden)
        if base.dtype != hidden.dtype:
            return base + functional.linear(narrow, b).to(base.dtype)
        return torch.addmm(base.reshape(-1, base.shape[-1]), narrow.reshape(-1, narrow.shape[-1]), b.t()).view(base.shape)


def add_lora(model: torch.nn.Module, rank: int, alpha: float, seed: int) -> None:
    """Freezes the model and puts a LoraLinear around every linear layer of its blocks."""
    generator = torch.Generator().manual_seed(seed)
    model.requires_grad_(False)
    for layer in model.model.layers:
        for name in LINEARS:
            owner = layer.get_submodule(name.split(".")[0])
            attribute = name.split(".")[1]
            setattr(owner, attribute, LoraLinear(getattr(owner, attribute), rank, alpha, generator))


def lora_parameters(model: torch.nn.Module) -> dict[str, torch.nn.Parameter]:
    """The trained tensors by name, for example `0.self_attn.q_proj.a`."""
    found = {}
    for index, layer in enumerate(model.model.layers):
        for name in LINEARS:
            module = layer.get_submodule(name)
            found[f"{index}.{name}.a"] = module.a
            found[f"{index}.{name}.b"] = module.b
    return found


def load_lora(model: torch.nn.Module, state: dict[str, torch.Tensor]) -> None:
    parameters = lora_parameters(model)
    if parameters.keys() != state.keys():
        raise ValueError("the adapter does not fit the model")
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(state[name])
