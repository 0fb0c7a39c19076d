"""The encoder (BERT, post-norm) with mean pooling and a linear head."""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from torch import nn

from .base import Base
from .rows import CLASSES

# A layer's linears by our name: the base's name and llama.cpp's.
LINEARS = {"q": ("q", "attn_q"), "k": ("k", "attn_k"), "v": ("v", "attn_v"), "ao": ("ao", "attn_output"), "fi": ("fi", "ffn_up"), "fo": ("fo", "ffn_down")}
NORMS = {"aln": "attn_output_norm", "oln": "layer_output_norm"}
EPSILON = 1e-12


class Linear(nn.Linear):
    """With a `scale` [out, in / 32] its numbers count as whole multiples of it, as they are stored; what a gradient asks of the rounded ones the others do."""

    def __init__(self, size: int, out: int):
        super().__init__(size, out)
        self.register_buffer("scale", None)
        self.half = 16

    def whole(self) -> torch.Tensor:
        """Whole numbers, -half to half - 1, [out, in]."""
        scale = self.scale[:, :, None]
        blocks = self.weight.detach().view(*self.scale.shape, -1)
        return torch.where(scale == 0, 0, torch.round(blocks / scale).clamp(-self.half, self.half - 1)).view_as(self.weight)

    def stored(self) -> torch.Tensor:
        return (self.whole().view(*self.scale.shape, -1) * self.scale[:, :, None]).view_as(self.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.scale is None:
            return super().forward(x)
        return functional.linear(x, self.weight + (self.stored() - self.weight).detach(), self.bias)


class Layer(nn.Module):
    def __init__(self, hidden: int, inner: int, heads: int):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (Linear(hidden, hidden) for _ in range(4))
        self.fi, self.fo = Linear(hidden, inner), Linear(inner, hidden)
        self.aln, self.oln = nn.LayerNorm(hidden, EPSILON), nn.LayerNorm(hidden, EPSILON)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, drop: float) -> torch.Tensor:
        rows, length, hidden = x.shape
        split = lambda y: y.view(rows, length, self.heads, -1).transpose(1, 2)
        seen = functional.scaled_dot_product_attention(split(self.q(x)), split(self.k(x)), split(self.v(x)), attn_mask=mask)
        x = self.aln(x + functional.dropout(self.ao(seen.transpose(1, 2).reshape(rows, length, hidden)), drop, self.training))
        return self.oln(x + functional.dropout(self.fo(functional.gelu(self.fi(x))), drop, self.training))


class Encoder(nn.Module):
    """Word embeddings stay those of the base, so that they can be stored as the base stores them, without loss."""

    def __init__(self, base: Base):
        super().__init__()
        self.base = base
        hidden = base.hidden
        self.word = nn.Embedding(base.rows, hidden)
        self.pos = nn.Embedding(base.positions, hidden)
        self.typ = nn.Embedding(1, hidden)
        self.ln = nn.LayerNorm(hidden, base.epsilon)
        self.layers = nn.ModuleList(Layer(hidden, base.inner, base.heads) for _ in range(base.layers))
        self.head = nn.Linear(hidden, CLASSES)
        take = lambda name, *shape: torch.from_numpy(base.tensor(name, shape))
        with torch.no_grad():
            self.word.weight.copy_(take("emb.word", base.rows, hidden))
            self.pos.weight.copy_(take("emb.pos", base.positions, hidden))
            self.typ.weight.copy_(take("emb.type", base.types, hidden)[:1])
            self.ln.weight.copy_(take("emb.ln.w", hidden))
            self.ln.bias.copy_(take("emb.ln.b", hidden))
            for number, layer in enumerate(self.layers):
                for name, (theirs, _) in LINEARS.items():
                    linear = getattr(layer, name)
                    linear.weight.copy_(take(f"l{number}.{theirs}.w", *linear.weight.shape))
                    linear.bias.copy_(take(f"l{number}.{theirs}.b", *linear.bias.shape))
                for name in NORMS:
                    norm = getattr(layer, name)
                    norm.weight.copy_(take(f"l{number}.{name}.w", hidden))
                    norm.bias.copy_(take(f"l{number}.{name}.b", hidden))
            self.head.weight.normal_(0, 0.02)
            self.head.bias.zero_()
        self.word.weight.requires_grad_(False)

    def embed(self, numbers: torch.Tensor, mask: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        x = self.ln(self.word(numbers) + self.pos.weight[: numbers.shape[1]] + self.typ.weight[0])
        x = functional.dropout(x, drop, self.training)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :], drop)
        wide = mask[:, :, None].to(x.dtype)
        return (x * wide).sum(1) / wide.sum(1)

    def forward(self, numbers: torch.Tensor, mask: torch.Tensor, drop: float = 0.0) -> torch.Tensor:
        return self.head(self.embed(numbers, mask, drop))

    def load(self, kept: dict[str, torch.Tensor]) -> None:
        """What `trained` gave, with the scales of numbers that were trained as they are stored."""
        for name, value in kept.items():
            if name.endswith(".scale"):
                self.get_submodule(name.removesuffix(".scale")).scale = value
        missing = self.load_state_dict(kept, strict=False)
        if missing.unexpected_keys or missing.missing_keys != ["word.weight"]:
            raise ValueError("These weights do not fit this model.")

    @torch.no_grad()
    def on_grid(self) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
        """Whole numbers and scales by layer and name where training kept to a grid, which the model's numbers then are put on; else nothing."""
        linears = {f"{number}.{name}": getattr(layer, name) for number, layer in enumerate(self.layers) for name in LINEARS}
        kept = {name: (one.whole().double(), one.scale.double()) for name, one in linears.items() if one.scale is not None}
        for name in kept:
            linears[name].weight.copy_(linears[name].stored())
        return kept

    def trained(self) -> dict[str, torch.Tensor]:
        """What training changes."""
        return {name: value for name, value in self.state_dict().items() if not name.startswith("word.")}


def three(odds: torch.Tensor) -> torch.Tensor:
    """Probabilities of none, progressive, stable from those of the classes."""
    return torch.stack([odds[:, 0] + odds[:, 3], odds[:, 1], odds[:, 2]], 1)
