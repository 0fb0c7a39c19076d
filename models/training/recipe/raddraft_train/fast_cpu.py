"""The steps of a llama or Gemma 3 layer that PyTorch does slowly on a CPU, with backward passes of their own.

Measured on two AMX cores, 8 × 128 tokens: PyTorch's own attention backward took 30 % of a step, element-wise steps of
transformers' layers another 30 %. The results differ from transformers' by bf16 rounding only (tests/test_model.py, tests/test_gemma.py).
"""

from __future__ import annotations

import torch
import torch.nn.functional as functional
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.models.gemma3 import modeling_gemma3
from transformers.models.llama import modeling_llama

NAME = "raddraft_causal"


class _Norm(torch.autograd.Function):
    """Root-mean-square norm; its weight is frozen."""

    @staticmethod
    def forward(ctx, hidden, weight, epsilon):
        wide = hidden.float()
        scale = torch.rsqrt(wide.square().mean(-1, keepdim=True) + epsilon)
        ctx.save_for_backward(hidden, weight, scale)
        even = wide.mul(scale)
        # Gemma's weights are float32 and are multiplied before rounding.
        return even.mul_(weight).to(hidden.dtype) if weight.dtype == even.dtype else even.to(hidden.dtype).mul_(weight)

    @staticmethod
    def backward(ctx, gradient):
        hidden, weight, scale = ctx.saved_tensors
        wide = (gradient * weight).float()
        along = (wide * hidden).sum(-1, keepdim=True).mul_(scale.pow(3) / hidden.shape[-1])
        return wide.mul_(scale).sub_(hidden * along).to(hidden.dtype), None, None


class _Gate(torch.autograd.Function):
    """act(gate) · up, act being silu or, for Gemma, the tanh form of gelu."""

    @staticmethod
    def forward(ctx, gate, up, is_gelu):
        ctx.save_for_backward(gate, up)
        ctx.is_gelu = is_gelu
        return _act(gate, is_gelu).mul_(up)

    @staticmethod
    def backward(ctx, gradient):
        gate, up = ctx.saved_tensors
        to_up = _act(gate, ctx.is_gelu).mul_(gradient)
        to_act = gradient * up
        to_gate = torch.ops.aten.gelu_backward(to_act, gate, approximate="tanh") if ctx.is_gelu else torch.ops.aten.silu_backward(to_act, gate)
        return to_gate, to_up, None


def _act(gate, is_gelu):
    return functional.gelu(gate, approximate="tanh") if is_gelu else functional.silu(gate)


def _turn(values, cos, sin):
    half = values.shape[-1] // 2
    first, second = values[..., :half], values[..., half:]
    turned = torch.empty_like(values)
    turned[..., :half] = first * cos - second * sin
    turned[..., half:] = second * cos + first * sin
    return turned


class _Rotate(torch.autograd.Function):
    """Rotary positions; the backward pass turns back."""

    @staticmethod
    def forward(ctx, values, cos, sin):
        ctx.save_for_backward(cos, sin)
        return _turn(values, cos, sin)

    @staticmethod
    def backward(ctx, gradient):
        cos, sin = ctx.saved_tensors
        return _turn(gradient, cos, -sin), None, None


class _Attention(torch.autograd.Function):
    """Causal attention with grouped keys. query [rows, keys, group · length, width], key and value [rows, keys, length, width]."""

    @staticmethod
    def forward(ctx, query, key, value, hidden_places, scale):
        length = key.shape[2]
        scores = torch.matmul(query, key.transpose(2, 3)).float().mul_(scale)
        scores = scores.view(*scores.shape[:2], -1, length, length).masked_fill_(hidden_places, float("-inf"))
        weights = torch.softmax(scores, -1).to(query.dtype).view(*query.shape[:3], length)
        ctx.save_for_backward(query, key, value, weights)
        ctx.scale = scale
        return torch.matmul(weights, value)

    @staticmethod
    def backward(ctx, gradient):
        query, key, value, weights = ctx.saved_tensors
        to_value = torch.matmul(weights.transpose(2, 3), gradient)
        to_weights = torch.matmul(gradient, value.transpose(2, 3)).float()
        to_weights.sub_((to_weights * weights).sum(-1, keepdim=True))
        to_scores = to_weights.mul_(weights).mul_(ctx.scale).to(query.dtype)
        return torch.matmul(to_scores, key), torch.matmul(to_scores.transpose(2, 3), query), to_value, None, None


_masks: dict[tuple[int, int | None], torch.Tensor] = {}


def _hidden_places(length: int, window: int | None) -> torch.Tensor:
    """What each place must not see: the future, and what lies outside a sliding window."""
    if window is not None and window >= length:
        window = None
    if (length, window) not in _masks:
        hidden = torch.ones(length, length, dtype=torch.bool).triu_(1)
        _masks[length, window] = hidden if window is None else hidden | torch.ones(length, length, dtype=torch.bool).tril_(-window)
    return _masks[length, window]


def _attend(module, query, key, value, attention_mask, scaling=None, dropout=0.0, sliding_window=None, **_):
    rows, heads, length, width = query.shape
    keys = key.shape[1]
    grouped = query.reshape(rows, keys, heads // keys * length, width)
    scale = scaling if scaling is not None else width**-0.5
    answer = _Attention.apply(grouped, key.contiguous(), value.contiguous(), _hidden_places(length, sliding_window), scale)
    return answer.view(rows, heads, length, width).transpose(1, 2).contiguous(), None


def _rotate_both(query, key, cos, sin, unsqueeze_dim=1):
    half = query.shape[-1] // 2
    cos, sin = cos[..., :half].unsqueeze(unsqueeze_dim), sin[..., :half].unsqueeze(unsqueeze_dim)
    return _Rotate.apply(query, cos, sin), _Rotate.apply(key, cos, sin)


def use_fast_steps(model: torch.nn.Module) -> None:
    """Gives a LlamaForCausalLM or Gemma3ForCausalLM the steps above. Batches must be padded at the end: then no row sees its padding, and no mask is needed."""
    AttentionInterface.register(NAME, _attend)
    AttentionMaskInterface.register(NAME, lambda *arguments, **named: None)
    modeling_llama.apply_rotary_pos_emb = _rotate_both
    modeling_gemma3.apply_rotary_pos_emb = _rotate_both
    for module in model.modules():
        if isinstance(module, modeling_llama.LlamaRMSNorm):
            module.forward = lambda hidden, norm=module: _Norm.apply(hidden, norm.weight, norm.variance_epsilon)
        elif isinstance(module, modeling_gemma3.Gemma3RMSNorm):
            module.forward = lambda hidden, weight=1 + module.weight.detach().float(), epsilon=module.eps: _Norm.apply(hidden, weight, epsilon)
        elif isinstance(module, (modeling_llama.LlamaMLP, modeling_gemma3.Gemma3MLP)):
            is_gelu = isinstance(module, modeling_gemma3.Gemma3MLP)
            module.forward = lambda hidden, mlp=module, is_gelu=is_gelu: mlp.down_proj(_Gate.apply(mlp.gate_proj(hidden), mlp.up_proj(hidden), is_gelu))
    model.set_attn_implementation(NAME)
