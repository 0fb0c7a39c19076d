import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import torch

from raddraft_train.base import load_base
from raddraft_train.failure import Failure
from raddraft_train.rows import read_rows
from raddraft_train.trainer import Settings, read_adapter, train

from .tiny import status_lines, tiny_llama, write_lines, write_tiny_gguf

_RUN = """
import sys
sys.path.insert(0, {recipe!r})
from pathlib import Path
from tests.test_resume import run
run(Path({folder!r}), Path({out!r}), slow={slow})
"""

SETTINGS = Settings(task="status", rank=4, alpha=8, epochs=3, learning_rate=0.02, batch_tokens=160, passes=2, checkpoint_steps=2, seed=9, patience=9)


def run(folder: Path, out: Path, stop_after=None, settings=SETTINGS, slow=False):
    torch.set_num_threads(1)
    base = load_base(folder / "tiny.gguf", torch.device("cpu"), dtype=torch.bfloat16)
    training, _ = read_rows(folder / "training.jsonl", base.tokenizer, 500, "status")
    validation, _ = read_rows(folder / "validation.jsonl", base.tokenizer, 500, "status")
    if slow:
        from raddraft_train import trainer

        quick = trainer._one_step
        trainer._one_step = lambda *arguments: (time.sleep(0.05), quick(*arguments))[1]
    return train(base, training, validation, settings, out, {"rows": "test"}, stop_after)


class ResumeTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        write_tiny_gguf(self.folder / "tiny.gguf", tiny_llama())
        write_lines(self.folder / "training.jsonl", status_lines(60))
        write_lines(self.folder / "validation.jsonl", status_lines(15, seed=1))

    def assert_same(self, one: Path, other: Path):
        left, right = read_adapter(one)["parameters"], read_adapter(other)["parameters"]
        self.assertEqual(left.keys(), right.keys())
        for name in left:
            self.assertTrue(torch.equal(left[name], right[name]), name)

    def test_killed_and_resumed_gives_the_weights_of_an_uninterrupted_run(self):
        """Would catch a lost optimiser state, a batch done twice or left out, another order after a restart, a half-written checkpoint."""
        run(self.folder, self.folder / "whole")
        recipe = str(Path(__file__).resolve().parent.parent)
        code = _RUN.format(recipe=recipe, folder=str(self.folder), out=str(self.folder / "killed"), slow=True)
        child = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
        log = self.folder / "killed" / "log.jsonl"
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and child.poll() is None:
            # In the second epoch, between two checkpoints.
            if log.exists() and len(log.read_text().splitlines()) >= 13:
                break
            time.sleep(0.01)
        self.assertIsNone(child.poll(), "the run ended before it was killed")
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        self.assertFalse((self.folder / "killed" / "result.json").exists())
        result = run(self.folder, self.folder / "killed")
        self.assert_same(self.folder / "whole" / "epoch-3.pt", self.folder / "killed" / "epoch-3.pt")
        self.assert_same(self.folder / "whole" / "best.pt", self.folder / "killed" / "best.pt")
        self.assertEqual((self.folder / "whole" / "log.jsonl").read_text(), log.read_text())
        self.assertTrue((self.folder / "killed" / "loss.png").read_bytes().startswith(b"\x89PNG"))
        self.assertEqual(len(result["history"]), 3)

    def test_the_task_is_learned(self):
        """Would catch a trainer that runs but changes nothing: the label is one word of the prompt."""
        result = run(self.folder, self.folder / "learned", settings=Settings(**{**SETTINGS.__dict__, "epochs": 6, "learning_rate": 0.006, "passes": 1}))
        self.assertGreater(result["best"], 0.9)

    def test_another_run_in_the_same_folder_is_refused(self):
        run(self.folder, self.folder / "out", stop_after=3)
        with self.assertRaisesRegex(Failure, "other settings"):
            run(self.folder, self.folder / "out", settings=Settings(**{**SETTINGS.__dict__, "seed": 10}))

    def test_a_damaged_checkpoint_is_a_sentence(self):
        run(self.folder, self.folder / "out", stop_after=3)
        file = self.folder / "out" / "checkpoint.pt"
        file.write_bytes(file.read_bytes()[:-200])
        with self.assertRaisesRegex(Failure, "is damaged"):
            run(self.folder, self.folder / "out")
