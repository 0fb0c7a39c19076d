"""Rounds the encoder's matrices so that what one number loses its neighbours take over (GPTQ, Frantar 2022, arXiv 2210.17323).

Plain rounding will not do here: the base lies on a four-bit grid, training moves its numbers by less than a step, and rounding to the
nearest moves them back. Measured: 0.89 of the test reports right before, 0.71 after plain rounding to five bits.
"""

from __future__ import annotations

import torch
import torch.nn.functional as functional

from .blocks import BITS, SHARES
from .model import Encoder
from .rows import padded
from .tokenizer import Tokenizer

GROUP = 32
# Share of the mean of the diagonal that is added to it, so that the inverse is steady.
DAMPING = 0.01


def _scale(part: torch.Tensor, half: int) -> torch.Tensor:
    """Half-precision scale of each row of a group, of the least squared error among the shares tried."""
    usual = part.gather(1, part.abs().argmax(1, keepdim=True)) / -half
    best, least = usual, torch.full_like(usual, float("inf"))
    for share in SHARES:
        scale = (usual * share).half().float()
        inverse = torch.where(scale == 0, 0, 1 / scale)
        error = ((torch.clamp(torch.round(part * inverse), -half, half - 1) * scale - part) ** 2).sum(1, keepdim=True)
        best, least = torch.where(error < least, scale, best), torch.minimum(error, least)
    return best.half().float()


def rounded(weight: torch.Tensor, seen: torch.Tensor, kind: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Whole numbers and scales of a matrix [out, in]; seen: sum of the outer products of its inputs [in, in]."""
    half = 1 << (BITS[kind] - 1)
    weight = weight.double().clone()
    size = weight.shape[1]
    seen = seen.double() + torch.eye(size, dtype=torch.float64) * (DAMPING * seen.diagonal().mean().double())
    spread = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(seen)), upper=True)
    whole = torch.zeros_like(weight)
    scales = torch.zeros(weight.shape[0], size // GROUP, dtype=torch.float64)
    for start in range(0, size, GROUP):
        end = start + GROUP
        scale = _scale(weight[:, start:end].float(), half).double()
        scales[:, start // GROUP] = scale[:, 0]
        inverse = torch.where(scale == 0, 0, 1 / scale)
        lost = torch.zeros(weight.shape[0], GROUP, dtype=torch.float64)
        for at in range(start, end):
            column = weight[:, at : at + 1]
            number = torch.clamp(torch.round(column * inverse), -half, half - 1)
            whole[:, at] = number[:, 0]
            error = (column - number * scale) / spread[at, at]
            weight[:, at:end] -= error @ spread[at : at + 1, at:end]
            lost[:, at - start] = error[:, 0]
        weight[:, end:] -= lost @ spread[start:end, end:]
    return whole, scales


@torch.no_grad()
def compensate(model: Encoder, rows: list[dict], tokenizer: Tokenizer, kinds: dict[str, str]) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Rounds every linear of the model in place, layer by layer on what the rounded layers before it give; gives whole numbers and scales by name."""
    model.eval()
    kept: dict[str, tuple[torch.Tensor, torch.Tensor]] = {}
    states = []
    for start in range(0, len(rows), 16):
        numbers, mask = padded(rows[start : start + 16], tokenizer)
        states.append((model.ln(model.word(numbers) + model.pos.weight[: numbers.shape[1]] + model.typ.weight[0]), mask))

    def fit(number: int, names: list[str], inputs: list[torch.Tensor]) -> None:
        seen = sum((one.T @ one for one in inputs), torch.zeros(1))
        for name in names:
            linear = getattr(model.layers[number], name)
            whole, scales = rounded(linear.weight, seen, kinds[name])
            kept[f"{number}.{name}"] = (whole, scales)
            linear.weight.copy_((whole.view(whole.shape[0], -1, GROUP) * scales[:, :, None]).view_as(whole).float())

    for number, layer in enumerate(model.layers):
        real = lambda part: [one[mask] for one, (_, mask) in zip(part, states)]
        fit(number, ["q", "k", "v"], real([x for x, _ in states]))
        seen = []
        for x, mask in states:
            count, length, hidden = x.shape
            split = lambda y: y.view(count, length, layer.heads, -1).transpose(1, 2)
            seen.append(functional.scaled_dot_product_attention(split(layer.q(x)), split(layer.k(x)), split(layer.v(x)), attn_mask=mask[:, None, None, :]).transpose(1, 2).reshape(x.shape))
        fit(number, ["ao"], real(seen))
        middle = [layer.aln(x + layer.ao(one)) for (x, _), one in zip(states, seen)]
        fit(number, ["fi"], real(middle))
        inner = [functional.gelu(layer.fi(x)) for x in middle]
        fit(number, ["fo"], real(inner))
        states = [(layer.oln(x + layer.fo(one)), mask) for x, one, (_, mask) in zip(middle, inner, states)]
        print(f"layer {number + 1} of {len(model.layers)} rounded", flush=True)
    return kept
