"""Commands: prepare, train, evaluate, export. `npm run train -- <command> --help` lists the options."""

from __future__ import annotations

import argparse
import json
import os
import sys
import unittest
from pathlib import Path

from .failure import Failure

RECIPE = Path(__file__).resolve().parent.parent
RUNS = RECIPE.parent / "runs"


def _default_base() -> str:
    models = os.environ.get("RADDRAFT_MODELS")
    folder = Path(models or Path.home() / ".cache" / "raddraft" / "models") / "smollm2-135m-instruct"
    # Beside weights with a merged adapter lies the plain model: that is what an adapter is trained on.
    plain = folder / "base.gguf"
    return str(plain if plain.is_file() else folder / "weights.gguf")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="npm run train --", description="Fine-tunes RadDraft's language models. See models/training/recipe/README.md.")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=text, description=text)
        one.add_argument("--task", choices=["status", "conclusion"], required=True)
        one.add_argument("--run", default=None, help="name of the run; its files lie in models/training/runs (default: the task)")
        one.add_argument("--base", default=_default_base(), help="GGUF file or Hugging Face folder (default: the installed SmolLM2 135M)")
        one.add_argument("--threads", type=int, default=os.cpu_count(), help="1 is faster on a machine that others use too")
        one.add_argument("--device", choices=["cpu", "cuda"], default="cpu")
        one.add_argument("--four-bit", action="store_true", help="NF4 base weights, CUDA only (not run where this was written)")
        return one

    def rows(one: argparse.ArgumentParser) -> None:
        one.add_argument("--training", type=Path, required=True, help="JSON Lines {id, prompt, answer, choices?}")
        one.add_argument("--validation", type=Path, required=True)
        one.add_argument("--longest", type=int, default=1024, help="tokens; longer rows are left out and named")
        one.add_argument("--allow-leaks", action="store_true", help="go on although validation rows stand in the training rows")

    rows(command("prepare", "Checks rows, counts tokens, looks for leaks, writes the data card."))
    training = command("train", "Trains, or goes on with, a LoRA adapter.")
    rows(training)
    for name, kind in [("epochs", int), ("learning-rate", float), ("warm-up", float), ("batch-tokens", int), ("passes", int), ("seed", int), ("checkpoint-steps", int), ("written-rows", int), ("patience", int), ("rank", int), ("alpha", float)]:
        training.add_argument(f"--{name}", type=kind, default=None)
    training.add_argument("--start", default=None, help="name of an earlier run whose best adapter this one begins with")
    evaluation = command("evaluate", "Runs the base, or a run's best adapter, on rows.")
    evaluation.add_argument("--rows", type=Path, required=True)
    evaluation.add_argument("--longest", type=int, default=2048)
    evaluation.add_argument("--zero-shot", action="store_true", help="the base without an adapter")
    evaluation.add_argument("--epoch", type=int, default=None, help="an epoch other than the best")
    evaluation.add_argument("--most", type=int, default=160, help="tokens written at most")
    evaluation.add_argument("--out", type=Path, default=None, help="JSON Lines with each row's answer")
    export = command("export", "Writes the best adapter as GGUF with model card and data card.")
    export.add_argument("--name", required=True, help="name of the adapter, for people")
    export.add_argument("--out", type=Path, required=True, help="folder")
    export.add_argument("--drafting", choices=["report", "phrases"], default=None, help="how RadDraft drafts with it: whole conclusions, or phrases from single sentences")
    export.add_argument("--epoch", type=int, default=None)
    commands.add_parser("test", help="Runs the recipe's own tests.")
    return parser


def main() -> int:
    arguments = _arguments().parse_args()
    try:
        if arguments.command == "test":
            suite = unittest.defaultTestLoader.discover(str(RECIPE / "tests"), top_level_dir=str(RECIPE))
            return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1
        return {"prepare": _prepare, "train": _train, "evaluate": _evaluate, "export": _export}[arguments.command](arguments)
    except Failure as failure:
        print(f"\n✗ {failure}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from the last checkpoint.", file=sys.stderr)
        return 130


def _device(arguments):
    import torch

    torch.set_num_threads(arguments.threads)
    if arguments.device == "cuda" and not torch.cuda.is_available():
        raise Failure("PyTorch sees no CUDA card. Without --device cuda the recipe runs on the CPU.")
    return torch.device(arguments.device)


def _folder(arguments) -> Path:
    return RUNS / (arguments.run or arguments.task)


def _describe(file: Path, rows: list) -> dict:
    from .gguf_file import sha256_of

    lengths = sorted(len(row) for row in rows)
    answers: dict[str, int] = {}
    for row in rows:
        if row.choices:
            answers[row.answer_text] = answers.get(row.answer_text, 0) + 1
    at = lambda share: lengths[min(len(lengths) - 1, int(len(lengths) * share))]
    return {"name": file.name, "sha256": sha256_of(file), "rows": len(rows), "tokens": sum(lengths), "tokens_per_row": {"median": at(0.5), "p95": at(0.95), "most": lengths[-1]}, **({"answers": answers} if answers else {})}


def _read(arguments, tokenizer):
    from .rows import find_leaks, read_rows

    training, skipped = read_rows(arguments.training, tokenizer, arguments.longest, arguments.task)
    validation, more = read_rows(arguments.validation, tokenizer, arguments.longest, arguments.task)
    for sentence in [*skipped, *more]:
        print(sentence, file=sys.stderr)
    leaks = find_leaks(training, validation, tokenizer)
    if leaks:
        listed = "\n  ".join(leaks[:10])
        text = f"{len(leaks)} validation rows repeat training rows:\n  {listed}"
        if not arguments.allow_leaks:
            raise Failure(f"{text}\nTake them out, or pass --allow-leaks if that is meant.")
        print(text, file=sys.stderr)
    origin = {"training": _describe(arguments.training, training), "validation": _describe(arguments.validation, validation), "leaks": len(leaks), "skipped": len(skipped) + len(more)}
    return training, validation, origin


def _prepare(arguments) -> int:
    from .base import load_tokenizer
    from .export import write_data_card

    _, _, origin = _read(arguments, load_tokenizer(Path(arguments.base)))
    folder = _folder(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    write_data_card(folder / "data-card.json", origin)
    print(json.dumps(origin, indent=1, ensure_ascii=False))
    return 0


def _train(arguments) -> int:
    from .base import load_base
    from .export import write_data_card
    from .trainer import Settings, read_adapter, train

    base = load_base(Path(arguments.base), _device(arguments), arguments.four_bit)
    training, validation, origin = _read(arguments, base.tokenizer)
    folder = _folder(arguments)
    folder.mkdir(parents=True, exist_ok=True)
    origin["base"] = {"name": base.name, "sha256": base.sha256, "four_bit": arguments.four_bit}
    start = None
    if arguments.start:
        start = read_adapter(RUNS / arguments.start / "best.pt")
        if start["identity"]["origin"]["base"]["sha256"] != base.sha256 or start["identity"]["settings"]["rank"] != (arguments.rank or Settings.rank):
            raise Failure(f"The run {arguments.start} has another base or rank.")
        origin["start"] = {"run": arguments.start, "epoch": start["epoch"], "origin": start["identity"]["origin"]}
    write_data_card(folder / "data-card.json", origin)
    given = {name: getattr(arguments, name) for name in Settings.__dataclass_fields__ if getattr(arguments, name, None) is not None}
    result = train(base, training, validation, Settings(**given), folder, origin, start=start)
    print(json.dumps({"run": str(folder), "best": result["best"], "epochs": len(result["history"])}))
    return 0


def _adapter_file(arguments) -> Path:
    return _folder(arguments) / (f"epoch-{arguments.epoch}.pt" if arguments.epoch else "best.pt")


def _evaluate(arguments) -> int:
    from .base import load_base
    from .rows import read_rows
    from .scores import greedy_answers, label_figures, label_probabilities, text_figures
    from .trainer import apply_adapter, read_adapter

    base = load_base(Path(arguments.base), _device(arguments), arguments.four_bit)
    if not arguments.zero_shot:
        adapter = read_adapter(_adapter_file(arguments))
        if adapter["identity"]["origin"]["base"]["sha256"] != base.sha256:
            raise Failure("The adapter was trained on another base model.")
        apply_adapter(base, adapter)
    rows, skipped = read_rows(arguments.rows, base.tokenizer, arguments.longest, arguments.task)
    for sentence in skipped:
        print(sentence, file=sys.stderr)
    if arguments.task == "status":
        answers, per_second = label_probabilities(base, rows, 2048)
        figures = {**label_figures(rows, answers), "rows_per_second": per_second, "threads": arguments.threads}
        written = [{"id": row.id, "probabilities": one, "answer": row.choices.index(row.answer[0])} for row, one in zip(rows, answers)]
    else:
        texts = greedy_answers(base, rows, 4096, arguments.most)
        figures = text_figures(rows, texts)
        written = [{"id": row.id, "written": text, "answer": row.answer_text} for row, text in zip(rows, texts)]
    if arguments.out:
        arguments.out.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in written), "utf-8")
    print(json.dumps(figures, indent=1))
    return 0


def _export(arguments) -> int:
    from .export import MOST_BYTES, write_adapter, write_data_card, write_model_card
    from .base import architecture_of_folder
    from .gguf_file import architecture_of, config_of, read_fields, sha256_of
    from .trainer import read_adapter, settings_of

    adapter = read_adapter(_adapter_file(arguments))
    identity, origin = adapter["identity"], adapter["identity"]["origin"]
    settings = settings_of(identity)
    base_path = Path(arguments.base)
    if base_path.is_dir():
        config = json.loads((base_path / "config.json").read_text("utf-8"))
        architecture = architecture_of_folder(config, base_path)
        licence = "see the base model's folder"
    else:
        from gguf import GGUFReader

        if sha256_of(base_path) != origin["base"]["sha256"]:
            raise Failure("The adapter was trained on another base model: name that one with --base.")
        reader = GGUFReader(str(base_path))
        fields = read_fields(reader)
        architecture = architecture_of(fields)
        config = config_of(fields, {tensor.name for tensor in reader.tensors})
        licence = fields.get("general.license", "see the base model")
    arguments.out.mkdir(parents=True, exist_ok=True)
    about = {"name": arguments.name, "task": settings.task, "drafting": arguments.drafting, "base": origin["base"]["name"], "base_sha256": origin["base"]["sha256"], "epoch": adapter["epoch"]}
    file = arguments.out / "adapter.gguf"
    size = write_adapter(file, adapter["parameters"], architecture, config["num_attention_heads"], config.get("num_key_value_heads", config["num_attention_heads"]), settings.rank, settings.alpha, about)
    write_model_card(arguments.out / "README.md", about, identity, adapter["figures"], file, licence)
    write_data_card(arguments.out / "data-card.json", origin)
    if size > MOST_BYTES:
        print(f"Note: {size:,} bytes is more than the {MOST_BYTES:,} that may stand in the repository.", file=sys.stderr)
    print(json.dumps({"file": str(file), "bytes": size, "sha256": sha256_of(file)}))
    return 0


sys.exit(main())
