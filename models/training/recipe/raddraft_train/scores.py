"""Running a model on rows: label probabilities in one pass, greedy answers, and the figures of both."""

from __future__ import annotations

import math
import re
import time

import torch
import torch.nn.functional as functional

from .base import Base
from .rows import Row


def pad(rows: list[list[int]], device: torch.device) -> torch.Tensor:
    """Token rows padded at the end. What pads does not matter: nothing before it can see it."""
    longest = max(len(row) for row in rows)
    return torch.tensor([row + [0] * (longest - len(row)) for row in rows], device=device)


def hidden_states(base: Base, tokens: torch.Tensor) -> torch.Tensor:
    return base.model.model(input_ids=tokens, use_cache=False).last_hidden_state


def answer_states(base: Base, rows: list[Row]) -> tuple[torch.Tensor, torch.Tensor]:
    """The last hidden state before every answer token, row after row, and those tokens."""
    hidden = hidden_states(base, pad([row.prompt + row.answer for row in rows], base.device))
    places = [(index, at) for index, row in enumerate(rows) for at in range(len(row.prompt) - 1, len(row) - 1)]
    wanted = torch.tensor([token for row in rows for token in row.answer], device=base.device)
    return hidden[[index for index, _ in places], [at for _, at in places]], wanted


class _HeadLosses(torch.autograd.Function):
    """Cross entropy through the frozen output table, a few rows at a time: a batch's logits over 262,144 tokens would take a gigabyte."""

    @staticmethod
    def forward(ctx, states, table, wanted):
        rows = max(1, MOST_LOGITS // table.shape[0])
        losses, gradients = [], []
        for part, tokens in zip(states.split(rows), wanted.split(rows)):
            shares = torch.log_softmax(functional.linear(part, table).float(), -1)
            losses.append(-shares.gather(-1, tokens[:, None])[:, 0])
            if ctx.needs_input_grad[0]:
                gradient = shares.exp_().scatter_add_(-1, tokens[:, None], torch.full_like(losses[-1], -1)[:, None])
                gradients.append(gradient.to(table.dtype) @ table)
        ctx.gradients = gradients
        return torch.cat(losses)

    @staticmethod
    def backward(ctx, gradient):
        together = torch.cat(ctx.gradients)
        return together * gradient[:, None].to(together.dtype), None, None


# Numbers held at once, 32 bits each.
MOST_LOGITS = 1 << 25


def head_losses(base: Base, states: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Cross entropy of each wanted token after its state, in float32."""
    return _HeadLosses.apply(states, base.model.lm_head.weight, wanted)


def answer_losses(base: Base, rows: list[Row]) -> torch.Tensor:
    """Cross entropy of every answer token, one after the other. Logits are computed at those places only."""
    return head_losses(base, *answer_states(base, rows))


def by_length(rows: list[Row], budget: int) -> list[list[int]]:
    """Indices in batches of like length, longest first, at most `budget` padded tokens each."""
    batches: list[list[int]] = []
    for index in sorted(range(len(rows)), key=lambda one: -len(rows[one])):
        if batches and len(rows[batches[-1][0]]) * (len(batches[-1]) + 1) <= budget:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


@torch.no_grad()
def validation_loss(base: Base, rows: list[Row], budget: int) -> float:
    """Mean cross entropy of the answer tokens."""
    total, count = 0.0, 0
    for batch in by_length(rows, budget):
        losses = answer_losses(base, [rows[index] for index in batch])
        total += losses.sum().item()
        count += losses.numel()
    return total / count


@torch.no_grad()
def label_probabilities(base: Base, rows: list[Row], budget: int) -> tuple[list[list[float]], float]:
    """Probabilities of each row's choices (softmax over the choices alone), and rows per second."""
    answers: list[list[float]] = [[] for _ in rows]
    started = time.monotonic()
    for batch in by_length(rows, budget):
        hidden = hidden_states(base, pad([rows[index].prompt for index in batch], base.device))
        last = hidden[list(range(len(batch))), [len(rows[index].prompt) - 1 for index in batch]]
        logits = base.model.lm_head(last).float()
        for place, index in enumerate(batch):
            answers[index] = torch.softmax(logits[place, rows[index].choices], -1).tolist()
    return answers, len(rows) / (time.monotonic() - started)


@torch.no_grad()
def greedy_answers(base: Base, rows: list[Row], budget: int, most: int = 160) -> list[str]:
    """The text a model writes for each prompt, the likeliest token at every place, until the end token or `most` tokens."""
    from transformers import DynamicCache

    answers = [""] * len(rows)
    implementation = base.model.config._attn_implementation
    base.model.set_attn_implementation("sdpa")
    try:
        for batch in by_length(rows, budget):
            prompts = [rows[index].prompt for index in batch]
            longest = max(len(prompt) for prompt in prompts)
            tokens = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts], device=base.device)
            seen = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts], device=base.device)
            cache, written = DynamicCache(config=base.model.config), [[] for _ in batch]
            is_done = torch.zeros(len(batch), dtype=torch.bool, device=base.device)
            positions = (seen.cumsum(-1) - 1).clamp_min(0)
            for _ in range(most):
                output = base.model(input_ids=tokens, attention_mask=seen, position_ids=positions, past_key_values=cache, use_cache=True, logits_to_keep=1)
                tokens = output.logits[:, -1].argmax(-1, keepdim=True)
                is_done |= tokens[:, 0] == base.tokenizer.end
                if bool(is_done.all()):
                    break
                for place, token in enumerate(tokens[:, 0].tolist()):
                    if not is_done[place]:
                        written[place].append(token)
                seen = torch.cat([seen, torch.ones_like(tokens)], 1)
                positions = seen.sum(-1, keepdim=True) - 1
            for place, index in enumerate(batch):
                answers[index] = base.tokenizer.decode(written[place])
    finally:
        base.model.set_attn_implementation(implementation)
    return answers


def wilson(right: int, count: int, z: float = 1.959964) -> tuple[float, float]:
    """95 % Wilson score interval of a share."""
    if count == 0:
        return (0.0, 1.0)
    share = right / count
    middle = share + z * z / (2 * count)
    spread = z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return ((middle - spread) / (1 + z * z / count), (middle + spread) / (1 + z * z / count))


def label_figures(rows: list[Row], probabilities: list[list[float]]) -> dict:
    """Accuracy and sensitivity per choice with intervals, the confusion matrix (rows: written, columns: read), log loss."""
    size = len(rows[0].choices)
    confusion = [[0] * size for _ in range(size)]
    log_loss = 0.0
    for row, one in zip(rows, probabilities):
        truth = row.choices.index(row.answer[0])
        confusion[truth][max(range(size), key=lambda index: one[index])] += 1
        log_loss -= math.log(max(one[truth], 1e-9)) / len(rows)
    right = sum(confusion[index][index] for index in range(size))
    share = lambda part, whole: {"right": part, "of": whole, "share": part / whole if whole else None, "wilson95": wilson(part, whole)}
    return {
        "accuracy": share(right, len(rows)),
        "sensitivity": [share(confusion[index][index], sum(confusion[index])) for index in range(size)],
        "confusion": confusion,
        "log_loss": log_loss,
    }


def rouge_l(reference: str, written: str) -> float:
    """F1 of the longest common subsequence of words (single characters of Japanese). For early stopping only; the application's metrics are the ones reported."""
    cut = lambda text: re.findall(r"[\u3040-\u9fff]|[^\W\u3040-\u9fff]+", text.lower())
    left, right = cut(reference), cut(written)
    if not left or not right:
        return float(left == right)
    before = [0] * (len(right) + 1)
    for word in left:
        row = [0]
        for index, other in enumerate(right):
            row.append(before[index] + 1 if word == other else max(before[index + 1], row[index]))
        before = row
    return 2 * before[-1] / (len(left) + len(right))


def text_figures(rows: list[Row], written: list[str]) -> dict:
    scores = [rouge_l(row.answer_text, text) for row, text in zip(rows, written)]
    exact = sum(row.answer_text.strip() == text.strip() for row, text in zip(rows, written))
    return {"rouge_l": sum(scores) / len(scores), "exact": exact, "rows": len(rows)}
