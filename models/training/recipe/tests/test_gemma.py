import tempfile
import unittest
from pathlib import Path

import torch
from transformers.models.gemma3 import modeling_gemma3

from raddraft_train.base import load_base, load_tokenizer
from raddraft_train.export import write_adapter
from raddraft_train.failure import Failure
from raddraft_train.gguf_file import LINEARS
from raddraft_train.lora import add_lora, lora_parameters
from raddraft_train.rows import Row
from raddraft_train.scores import answer_losses, greedy_answers, label_probabilities

from .tiny import GEMMA_WINDOW, HEADS, KEY_HEADS, tiny_gemma, write_tiny_gemma
from .test_model import _rotate_as_transformers

CPU = torch.device("cpu")


class GemmaTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.plain = tiny_gemma()
        self.plain.set_attn_implementation("eager")
        self.file = write_tiny_gemma(self.folder / "gemma.gguf", self.plain)
        self.size = self.plain.config.vocab_size

    def load(self):
        return load_base(self.file, CPU, dtype=torch.float32)

    def plainly(self, call):
        """With transformers' own rotation, which loading replaces for good."""
        fast = modeling_gemma3.apply_rotary_pos_emb
        modeling_gemma3.apply_rotary_pos_emb = _rotate_as_transformers
        try:
            return call()
        finally:
            modeling_gemma3.apply_rotary_pos_emb = fast

    def test_gguf_gives_the_logits_and_gradients_of_the_model_it_was_written_from(self):
        """Would catch norms without their 1, a forgotten scale of the embeddings, turned query rows, a lost window, a wrong backward pass."""
        base = self.load()
        torch.manual_seed(1)
        # Longer than the window of the sliding layers.
        tokens = torch.randint(0, self.size, (3, GEMMA_WINDOW * 3))
        with torch.no_grad():
            expected = self.plainly(lambda: self.plain(tokens).logits)
            self.assertTrue(torch.allclose(base.model(tokens, use_cache=False).logits, expected, atol=2e-4))
        gradients = []
        for model in (base.model, self.plain):
            hidden = self.plain.model.embed_tokens(tokens).detach().requires_grad_(True)
            run = lambda: model.model(inputs_embeds=hidden, use_cache=False).last_hidden_state.square().sum().backward()
            run() if model is base.model else self.plainly(run)
            gradients.append(hidden.grad)
        self.assertTrue(torch.allclose(gradients[0], gradients[1], rtol=1e-3, atol=1e-4), (gradients[0] - gradients[1]).abs().max())

    def test_text_is_cut_as_llama_cpp_cuts_it(self):
        """Would catch pieces joined in another order, a character without a piece that is lost, template marks read from a report."""
        tokenizer = load_tokenizer(self.file)
        pieces = lambda text: [tokenizer.plain.id_to_token(token) for token in tokenizer.encode(text)]
        # 骨転 has the better score, though 転移 is a piece too; ab goes before \u2581a.
        self.assertEqual(pieces("骨転移 abc"), ["骨転", "移", "\u2581", "abc"])
        self.assertEqual(pieces("a\n  é"), ["a", "\n", "  ", "<0xC3>", "<0xA9>"])
        self.assertNotIn(5, tokenizer.encode("<end_of_turn>2"))
        self.assertEqual(tokenizer.encode([{"text": "<end_of_turn>", "special": True}, {"text": "2", "special": False}])[0], 5)
        for text in ("骨転移 abc\n  é2", "<end_of_turn>"):
            self.assertEqual(tokenizer.decode(tokenizer.encode(text)), text)

    def test_padding_changes_nothing(self):
        """Would catch a row that sees the padding of its batch, also where it is written with a cache of seven places."""
        base = self.load()
        rows = [Row(str(length), list(range(5, 5 + length)), [40, 41], [40, 41, 42], "") for length in (3, 9, 14)]
        together = label_probabilities(base, rows, 10_000)[0]
        self.assertTrue(torch.allclose(torch.tensor(together), torch.tensor([label_probabilities(base, [row], 10_000)[0][0] for row in rows]), atol=1e-5))
        self.assertTrue(torch.allclose(answer_losses(base, rows), torch.cat([answer_losses(base, [row]) for row in rows]), atol=1e-5))
        self.assertEqual(greedy_answers(base, rows, 10_000, most=6), [greedy_answers(base, [row], 10_000, most=6)[0] for row in rows])

    def test_exported_adapter_fits_the_tensors_of_the_file(self):
        """Would catch an adapter of another architecture, or with the turned query rows of a llama."""
        from gguf import GGUFReader

        base = self.load()
        add_lora(base.model, 4, 8.0, 1)
        torch.manual_seed(5)
        with torch.no_grad():
            for name, parameter in lora_parameters(base.model).items():
                if name.endswith(".b"):
                    parameter.normal_(0, 0.1)
        parameters = {name: one.detach() for name, one in lora_parameters(base.model).items()}
        write_adapter(self.folder / "adapter.gguf", parameters, base.architecture, HEADS, KEY_HEADS, 4, 8.0, {"name": "Test", "task": "status", "base": "Tiny", "base_sha256": base.sha256})
        reader = GGUFReader(str(self.folder / "adapter.gguf"))
        self.assertEqual(reader.fields["general.architecture"].contents(), "gemma3")
        tensors = {tensor.name: torch.from_numpy(tensor.data.astype("f4")) for tensor in reader.tensors}
        state = self.plain.state_dict()
        for layer in range(3):
            for ours, theirs in LINEARS.items():
                state[f"model.layers.{layer}.{ours}.weight"] += tensors[f"blk.{layer}.{theirs}.weight.lora_b"] @ tensors[f"blk.{layer}.{theirs}.weight.lora_a"] * 2
        self.plain.load_state_dict(state)
        tokens = torch.randint(0, self.size, (2, 11))
        with torch.no_grad():
            difference = (self.plainly(lambda: self.plain(tokens).logits) - base.model(tokens, use_cache=False).logits).abs().max().item()
        self.assertLess(difference, 5e-3)

    def test_a_gguf_with_scaled_positions_is_refused(self):
        """Would catch a Gemma 3 4B trained with positions that it never saw."""
        with self.assertRaisesRegex(Failure, "scales its positions"):
            load_base(write_tiny_gemma(self.folder / "scaled.gguf", self.plain, "linear"), CPU)
