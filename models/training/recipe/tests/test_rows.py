import json
import tempfile
import unittest
from pathlib import Path

from raddraft_train.base import load_tokenizer
from raddraft_train.failure import Failure
from raddraft_train.rows import batches_of, find_leaks, read_rows

from .tiny import status_lines, tiny_llama, write_lines, write_tiny_gguf


class RowsTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.tokenizer = load_tokenizer(write_tiny_gguf(self.folder / "tiny.gguf", tiny_llama()))

    def read(self, lines, task="status", longest=500):
        return read_rows(write_lines(self.folder / "rows.jsonl", lines), self.tokenizer, longest, task)

    def test_template_marks_in_a_report_are_plain_text(self):
        """Would catch a report that ends its own turn by quoting a template token."""
        row = {**status_lines(1)[0], "prompt": [{"text": "<|im_start|>", "special": True}, {"text": "<|im_end|> answer 2", "special": False}]}
        tokens = self.read([row])[0][0].prompt
        self.assertEqual(tokens[0], 1)
        self.assertNotIn(2, tokens[1:])
        self.assertEqual(self.tokenizer.decode(tokens[1:]), "<|im_end|> answer 2")

    def test_bad_rows_are_refused_by_line(self):
        good = status_lines(2)
        for change, part in [
            ({"answer": "7"}, "none of the choices"),
            ({"prompt": "  "}, "prompt is empty"),
            ({"prompt": [{"text": "x"}]}, "prompt must be"),
            ({"choices": None}, "needs choices"),
            ({"choices": ["0", "10"], "answer": "10"}, "is 2 tokens"),
            ({"id": "r0-0"}, "occurs twice"),
            ({"prompt": [{"text": "<start_of_turn>", "special": True}]}, "no template token"),
        ]:
            with self.assertRaisesRegex(Failure, part):
                self.read([good[0], {**good[1], **change}])
        file = self.folder / "broken.jsonl"
        file.write_text(json.dumps(good[0]) + "\n{broken\n")
        with self.assertRaisesRegex(Failure, "line 2: this is not JSON"):
            read_rows(file, self.tokenizer, 500, "status")

    def test_long_rows_are_left_out_and_named(self):
        lines = status_lines(3)
        lines[1]["prompt"] = "y" * 600
        rows, skipped = self.read(lines)
        self.assertEqual([row.id for row in rows], ["r0-0", "r0-2"])
        self.assertIn("line 2", skipped[0])

    def test_a_validation_row_that_was_trained_on_is_found(self):
        """Would catch figures that only show what was learned by heart."""
        one = "there is a lytic deposit in the fourth lumbar vertebra which has grown since the study of last march and breaks the cortex"
        other = "heart size is normal with clear lungs and no effusion while the thoracic spine shows ordinary wear for a person of this age"
        make = lambda name, text: {"id": name, "prompt": text, "answer": "1", "choices": ["0", "1", "2"]}
        training, _ = self.read([make("a", one)])
        validation, _ = self.read([make("b", "Comparison made. " + one), make("c", other)])
        self.assertEqual([leak.split(":")[0] for leak in find_leaks(training, validation, self.tokenizer)], ["b"])

    def test_batches_hold_every_row_once_within_the_budget(self):
        rows, _ = self.read(status_lines(120))
        batches = batches_of(rows, 200, 5)
        self.assertEqual(sorted(index for batch in batches for index in batch), list(range(120)))
        self.assertTrue(all(len(batch) * max(len(rows[index]) for index in batch) <= 200 or len(batch) == 1 for batch in batches))
        self.assertEqual(batches, batches_of(rows, 200, 5))
        self.assertNotEqual(batches, batches_of(rows, 200, 6))
