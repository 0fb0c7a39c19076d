"""The training loop both tasks share. Interrupted at any moment, it goes on exactly where its last checkpoint stood."""

from __future__ import annotations

import json
import math
import os
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import torch
import torch.nn.functional as functional

from .base import Base
from .failure import Failure
from .lora import add_lora, load_lora, lora_parameters
from .progress import Meter, plot_loss
from .rows import Row, batches_of
from .scores import answer_states, greedy_answers, head_losses, label_figures, label_probabilities, text_figures, validation_loss


@dataclass(frozen=True)
class Settings:
    task: str
    rank: int = 16
    alpha: float = 32.0
    epochs: int = 5
    learning_rate: float = 3e-4
    warm_up: float = 0.05
    # Padded tokens of one forward pass, and passes before one step of the optimiser.
    batch_tokens: int = 1024
    passes: int = 1
    clip: float = 1.0
    seed: int = 1
    checkpoint_steps: int = 50
    # Validation rows whose answer is written out after each epoch (conclusion only).
    written_rows: int = 48
    # Epochs without a better validation score before training stops.
    patience: int = 1


def train(base: Base, training: list[Row], validation: list[Row], settings: Settings, folder: Path, origin: dict, stop_after: int | None = None, start: dict | None = None) -> dict:
    """Trains a LoRA and leaves `best.pt`, `checkpoint.pt`, `log.jsonl`, `loss.png` and `result.json` in the folder.

    origin: what the run was made from (checksums); a checkpoint of another origin is refused.
    stop_after: steps after which to return early, for tests.
    start: an adapter of an earlier run, whose weights this one begins with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(settings.seed)
    torch.use_deterministic_algorithms(base.device.type == "cpu")
    add_lora(base.model, settings.rank, settings.alpha, settings.seed)
    if start is not None:
        load_lora(base.model, start["parameters"])
    parameters = lora_parameters(base.model)
    kinds = _kind_head(training, base, settings.seed)
    trained = {**parameters, **(kinds.parameters if kinds else {})}
    optimiser = torch.optim.AdamW(trained.values(), lr=settings.learning_rate, weight_decay=0.0)
    plans = [_steps(training, settings, epoch) for epoch in range(settings.epochs)]
    total_steps = sum(len(plan) for plan in plans)
    state = {"epoch": 0, "at": 0, "step": 0, "best": -math.inf, "since_best": 0, "history": []}
    log = folder / "log.jsonl"
    checkpoint = folder / "checkpoint.pt"
    identity = {"settings": asdict(settings), "origin": origin, "threads": torch.get_num_threads()}
    if checkpoint.exists():
        state = _resume(checkpoint, identity, trained, optimiser)
        _cut_log(log, state["step"])
        print(f"Going on after step {state['step']} of {total_steps}.", file=sys.stderr)
    else:
        log.write_text("")

    done_before = sum(sum(_size(training, step) for step in plan) for plan in plans[: state["epoch"]])
    done_before += sum(_size(training, step) for step in plans[state["epoch"]][: state["at"]]) if state["epoch"] < settings.epochs else 0
    meter = Meter(sum(sum(_size(training, step) for step in plan) for plan in plans) - done_before)
    begun = state["step"]
    while state["epoch"] < settings.epochs and state["since_best"] < max(1, settings.patience):
        plan = plans[state["epoch"]]
        while state["at"] < len(plan):
            step = plan[state["at"]]
            rate = settings.learning_rate * _schedule(state["step"], total_steps, settings.warm_up)
            loss = _one_step(base, training, step, optimiser, trained, rate, settings.clip, kinds)
            state["at"] += 1
            state["step"] += 1
            meter.add(_size(training, step))
            _append(log, {"step": state["step"], "epoch": state["epoch"] + 1, "loss": loss, "rate": rate})
            meter.tell(f"epoch {state['epoch'] + 1}/{settings.epochs}  step {state['step']}/{total_steps}  loss {loss:.3f}  rate {rate:.1e}")
            if state["step"] % settings.checkpoint_steps == 0:
                _save(checkpoint, identity, state, trained, optimiser)
                _plot(log, folder)
            if stop_after is not None and state["step"] - begun >= stop_after:
                return {"stopped": state["step"]}
        figures = validate(base, validation, settings)
        state["history"].append({"epoch": state["epoch"] + 1, "step": state["step"], **figures})
        is_better = figures["score"] > state["best"]
        state["since_best"] = 0 if is_better else state["since_best"] + 1
        state["best"] = max(state["best"], figures["score"])
        state["epoch"] += 1
        state["at"] = 0
        adapter = {"parameters": _cpu(parameters), "identity": identity, "figures": figures, "epoch": state["epoch"]}
        _write(folder / f"epoch-{state['epoch']}.pt", adapter)
        if is_better:
            _write(folder / "best.pt", adapter)
        _save(checkpoint, identity, state, trained, optimiser)
        _append(log, {"step": state["step"], "epoch": state["epoch"], "validation": figures})
        _plot(log, folder)
        print(f"epoch {state['epoch']}: validation loss {figures['loss']:.4f}, score {figures['score']:.4f}{' (best so far)' if is_better else ''}", file=sys.stderr, flush=True)
    result = {"best": state["best"], "history": state["history"], "identity": identity}
    (folder / "result.json").write_text(json.dumps(result, indent=1) + "\n")
    return result


def validate(base: Base, rows: list[Row], settings: Settings) -> dict:
    """Validation loss and the score that early stopping looks at: mean sensitivity of a label task, ROUGE-L of a written answer."""
    budget = settings.batch_tokens * 2
    loss = validation_loss(base, rows, budget)
    if settings.task == "status":
        figures = label_figures(rows, label_probabilities(base, rows, budget)[0])
        shares = [one["share"] for one in figures["sensitivity"] if one["share"] is not None]
        return {"loss": loss, "score": sum(shares) / len(shares), **figures}
    chosen = rows[:: max(1, len(rows) // settings.written_rows)][: settings.written_rows]
    figures = text_figures(chosen, greedy_answers(base, chosen, budget * 4))
    return {"loss": loss, "score": figures["rouge_l"], **figures}


def read_adapter(file: Path) -> dict:
    """An adapter written by `train`: parameters, identity, figures. Raises Failure when it is missing or damaged."""
    if not file.is_file():
        raise Failure(f"There is no trained adapter at {file}. Run train first.")
    try:
        return torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # torch raises many kinds for a damaged file
        raise Failure(f"{file} is damaged ({type(error).__name__}).") from None


def settings_of(identity: dict) -> Settings:
    names = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in identity["settings"].items() if name in names})


def apply_adapter(base: Base, adapter: dict) -> None:
    settings = settings_of(adapter["identity"])
    add_lora(base.model, settings.rank, settings.alpha, settings.seed)
    load_lora(base.model, adapter["parameters"])


@dataclass
class KindHead:
    """Learns each row's kind from the hidden state before its label; part of training only, never of the adapter.

    A label alone is two bits a row, of which a 135M model learns little in an epoch.
    """

    names: dict[str, int]
    linear: torch.nn.Linear

    @property
    def parameters(self) -> dict[str, torch.nn.Parameter]:
        return {f"kinds.{name}": one for name, one in self.linear.named_parameters()}

    def loss(self, states: torch.Tensor, rows: list[Row]) -> torch.Tensor:
        """Sum over the rows that have a kind. `states`: the one before each row's label."""
        wanted = torch.tensor([self.names.get(row.kind, -100) for row in rows], device=states.device)
        return functional.cross_entropy(self.linear(states.float()), wanted, ignore_index=-100, reduction="sum")


def _kind_head(rows: list[Row], base: Base, seed: int) -> KindHead | None:
    names = sorted({row.kind for row in rows if row.kind is not None})
    if not names:
        return None
    linear = torch.nn.Linear(base.model.config.hidden_size, len(names))
    with torch.no_grad():
        linear.weight.normal_(0, 0.02, generator=torch.Generator().manual_seed(seed))
        linear.bias.zero_()
    return KindHead({name: index for index, name in enumerate(names)}, linear.to(base.device))


def _one_step(base, rows, step, optimiser, parameters, rate, clip, kinds) -> float:
    for group in optimiser.param_groups:
        group["lr"] = rate
    answers = sum(len(rows[index].answer) for batch in step for index in batch)
    total = 0.0
    for batch in step:
        chosen = [rows[index] for index in batch]
        states, wanted = answer_states(base, chosen)
        loss = head_losses(base, states, wanted).sum() / answers
        total += loss.item()
        if kinds is not None:
            # A status row's answer is its label alone, so there is one state a row.
            loss = loss + kinds.loss(states, chosen) / answers
        loss.backward()
    if not math.isfinite(total):
        raise Failure("The loss is no longer a number. Start anew with a smaller --learning-rate.")
    torch.nn.utils.clip_grad_norm_(parameters.values(), clip)
    optimiser.step()
    optimiser.zero_grad(set_to_none=True)
    return total


def _steps(rows: list[Row], settings: Settings, epoch: int) -> list[list[list[int]]]:
    batches = batches_of(rows, settings.batch_tokens, settings.seed * 1000 + epoch)
    return [batches[start : start + settings.passes] for start in range(0, len(batches), settings.passes)]


def _size(rows: list[Row], step: list[list[int]]) -> int:
    return sum(len(rows[index]) for batch in step for index in batch)


def _schedule(step: int, total: int, warm_up: float) -> float:
    """Linear warm-up, then half a cosine down to a twentieth."""
    rising = max(1, round(total * warm_up))
    if step < rising:
        return (step + 1) / rising
    return 0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * (step - rising) / max(1, total - rising)))


def _cpu(parameters: dict) -> dict:
    return {name: parameter.detach().cpu().clone() for name, parameter in parameters.items()}


def _save(file: Path, identity: dict, state: dict, parameters: dict, optimiser) -> None:
    random = {"cpu": torch.get_rng_state(), **({"cuda": torch.cuda.get_rng_state()} if torch.cuda.is_available() else {})}
    _write(file, {"identity": identity, "state": state, "parameters": _cpu(parameters), "optimiser": optimiser.state_dict(), "random": random})


def _write(file: Path, value: dict) -> None:
    """The old file or the new one is there, never half of one."""
    part = file.with_suffix(".part")
    with open(part, "wb") as stream:
        torch.save(value, stream)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(part, file)


def _resume(file: Path, identity: dict, parameters: dict, optimiser) -> dict:
    saved = read_adapter(file)
    if saved["identity"]["settings"] != identity["settings"] or saved["identity"]["origin"] != identity["origin"]:
        raise Failure(f"{file.parent} holds a run with other settings, other rows or another base. Give this one another --run, or delete that folder.")
    if saved["identity"]["threads"] != identity["threads"]:
        print("Note: another number of threads than before; rounding may differ from an uninterrupted run.", file=sys.stderr)
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.copy_(saved["parameters"][name])
    optimiser.load_state_dict(saved["optimiser"])
    torch.set_rng_state(saved["random"]["cpu"])
    if "cuda" in saved["random"] and torch.cuda.is_available():
        torch.cuda.set_rng_state(saved["random"]["cuda"])
    return saved["state"]


def _append(file: Path, line: dict) -> None:
    with open(file, "a", encoding="utf-8") as stream:
        stream.write(json.dumps(line) + "\n")


def _read_log(file: Path) -> list[dict]:
    lines = []
    for line in file.read_text("utf-8").splitlines() if file.exists() else []:
        try:
            lines.append(json.loads(line))
        except json.JSONDecodeError:
            # The last line of a run that was killed.
            continue
    return lines


def _cut_log(file: Path, step: int) -> None:
    """Steps after the checkpoint are done again: their lines go."""
    file.write_text("".join(json.dumps(line) + "\n" for line in _read_log(file) if line["step"] <= step))


def _plot(log: Path, folder: Path) -> None:
    lines = _read_log(log)
    plot_loss(folder / "loss.png", [(line["step"], line["loss"]) for line in lines if "loss" in line], [(line["step"], line["validation"]["loss"]) for line in lines if "validation" in line])
