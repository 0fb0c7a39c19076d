import json
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import torch

from raddraft_train import trainer
from raddraft_train.base import load_base
from raddraft_train.rows import read_rows
from raddraft_train.scores import greedy_answers, text_figures
from raddraft_train.trainer import Settings, apply_adapter, read_adapter, train, validate

from .tiny import tiny_llama, write_lines, write_tiny_gguf

SETTINGS = Settings(task="conclusion", rank=4, alpha=8, epochs=5, learning_rate=0.02, batch_tokens=160, checkpoint_steps=50, seed=9, written_rows=4, patience=2)


def lines(count: int, seed: int = 0) -> list[dict]:
    """Answers that can be read off the prompt."""
    prompt = lambda index: [{"text": "<|im_start|>", "special": True}, {"text": f"case {index * 13 + seed}: {'cyst' if index % 2 else 'scar'}", "special": False}]
    return [{"id": f"r{seed}-{index}", "prompt": prompt(index), "answer": "a cyst" if index % 2 else "a scar"} for index in range(count)]


class StoppingTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        write_tiny_gguf(self.folder / "tiny.gguf", tiny_llama())
        write_lines(self.folder / "training.jsonl", lines(24))
        write_lines(self.folder / "validation.jsonl", lines(9, seed=1))
        torch.set_num_threads(1)

    def base_and_rows(self):
        base = load_base(self.folder / "tiny.gguf", torch.device("cpu"), dtype=torch.bfloat16)
        read = lambda name: read_rows(self.folder / f"{name}.jsonl", base.tokenizer, 500, "conclusion")[0]
        return base, read("training"), read("validation")

    def run_with_scores(self, scores: list[float], out: str = "out") -> tuple[dict, int]:
        """Trains; each validation gives the next score. Returns the result and how often was validated."""
        base, training, validation = self.base_and_rows()
        given = iter(scores)
        with mock.patch.object(trainer, "validate", side_effect=lambda *_: {"loss": 1.0, "score": next(given)}) as validated:
            result = train(base, training, validation, SETTINGS, self.folder / out, {"rows": "test"})
        return result, validated.call_count

    def test_no_better_score_ends_the_run_and_the_best_epoch_is_kept(self):
        """Would catch a run that goes on to the last epoch, one that stops at the first worse one, and a best.pt that is merely the last."""
        result, validated = self.run_with_scores([0.2, 0.1, 0.3, 0.25, 0.3, 0.9])
        # Better, worse, better, worse, not better: two in a row end it.
        self.assertEqual(validated, 5)
        self.assertEqual(result["best"], 0.3)
        self.assertEqual([one["epoch"] for one in result["history"]], [1, 2, 3, 4, 5])
        result, validated = self.run_with_scores([0.5, 0.4, 0.4, 0.9], "early")
        self.assertEqual((validated, result["best"], len(result["history"])), (3, 0.5, 3))
        self.assertEqual(read_adapter(self.folder / "early" / "best.pt")["epoch"], 1)

    def test_every_epoch_has_a_checkpoint_of_its_own(self):
        """Would catch epochs that overwrite each other: `export --epoch N` could not go back."""
        self.run_with_scores([0.5, 0.4, 0.4])
        adapters = [read_adapter(self.folder / "out" / f"epoch-{epoch}.pt") for epoch in (1, 2, 3)]
        self.assertEqual([one["epoch"] for one in adapters], [1, 2, 3])
        self.assertFalse((self.folder / "out" / "epoch-4.pt").exists())
        some = next(iter(adapters[0]["parameters"]))
        for earlier, later in ((0, 1), (1, 2)):
            self.assertFalse(any(torch.equal(adapters[earlier]["parameters"][name], adapters[later]["parameters"][name]) for name in (some,)))

    def test_a_run_that_stopped_by_itself_stays_stopped(self):
        """Would catch the count of worse epochs being lost in the checkpoint: the same command would train on."""
        self.run_with_scores([0.5, 0.4, 0.4])
        result, validated = self.run_with_scores([0.9])
        self.assertEqual((validated, result["best"], len(result["history"])), (0, 0.5, 3))

    def test_the_score_of_a_conclusion_is_that_of_written_answers(self):
        """Would catch early stopping on the loss: it falls while the wording gets worse."""
        base, training, validation = self.base_and_rows()
        train(base, training, validation, Settings(**{**SETTINGS.__dict__, "epochs": 1}), self.folder / "out", {"rows": "test"})
        adapter = read_adapter(self.folder / "out" / "best.pt")
        fresh, _, rows = self.base_and_rows()
        apply_adapter(fresh, adapter)
        figures = validate(fresh, rows, SETTINGS)
        chosen = rows[:: len(rows) // SETTINGS.written_rows][: SETTINGS.written_rows]
        self.assertEqual(len(chosen), 4)
        self.assertEqual(figures["score"], text_figures(chosen, greedy_answers(fresh, chosen, SETTINGS.batch_tokens * 8))["rouge_l"])
        self.assertAlmostEqual(adapter["figures"]["score"], figures["score"], places=6)
        logged = [json.loads(line) for line in (self.folder / "out" / "log.jsonl").read_text().splitlines()]
        self.assertEqual(logged[-1]["validation"]["score"], adapter["figures"]["score"])
