import tempfile
import unittest
import unittest.mock
from pathlib import Path

import torch

from raddraft_train.base import load_base
from raddraft_train.export import write_adapter
from raddraft_train.failure import Failure
from raddraft_train.gguf_file import LINEARS
from raddraft_train.lora import add_lora, lora_parameters
from raddraft_train.rows import Row
from raddraft_train import scores
from raddraft_train.scores import answer_losses, answer_states, greedy_answers, head_losses, label_probabilities, rouge_l, wilson

from .tiny import HEADS, KEY_HEADS, tiny_llama, write_tiny_gguf

CPU = torch.device("cpu")


class ModelTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.plain = tiny_llama()
        self.file = write_tiny_gguf(self.folder / "tiny.gguf", self.plain)

    def load(self):
        return load_base(self.file, CPU, dtype=torch.float32)

    def test_gguf_gives_the_same_logits_as_the_model_it_was_written_from(self):
        """Would catch query and key rows in llama.cpp's order, a norm taken for another, and any error of the fast steps."""
        torch.manual_seed(1)
        tokens = torch.randint(0, 259, (3, 21))
        with torch.no_grad():
            expected = self.plain(tokens).logits
            self.assertTrue(torch.allclose(self.load().model(tokens, use_cache=False).logits, expected, atol=2e-4))

    def test_fast_steps_have_the_gradients_of_transformers(self):
        """Would catch a wrong backward pass: training would still run, only worse."""
        base = self.load()
        torch.manual_seed(1)
        tokens = torch.randint(0, 259, (2, 17))
        self.plain.set_attn_implementation("eager")
        gradients = []
        from transformers.models.llama import modeling_llama

        fast = modeling_llama.apply_rotary_pos_emb
        for model in (base.model, self.plain):
            # The plain model gets transformers' own rotation back.
            modeling_llama.apply_rotary_pos_emb = fast if model is base.model else _rotate_as_transformers
            hidden = model.model.embed_tokens(tokens).detach().requires_grad_(True)
            model.model(inputs_embeds=hidden, use_cache=False).last_hidden_state.square().sum().backward()
            gradients.append(hidden.grad)
        modeling_llama.apply_rotary_pos_emb = fast
        self.assertTrue(torch.allclose(gradients[0], gradients[1], rtol=1e-3, atol=1e-4), (gradients[0] - gradients[1]).abs().max())

    def test_exported_adapter_fits_the_tensors_of_the_file(self):
        """Would catch an adapter whose query rows are in transformers' order: the merged model would be broken."""
        from gguf import GGUFReader

        base = self.load()
        add_lora(base.model, 4, 8.0, 1)
        parameters = lora_parameters(base.model)
        torch.manual_seed(5)
        with torch.no_grad():
            for name, parameter in parameters.items():
                if name.endswith(".b"):
                    parameter.normal_(0, 0.1)
        about = {"name": "Test", "task": "status", "base": "Tiny", "base_sha256": base.sha256}
        write_adapter(self.folder / "adapter.gguf", {name: one.detach() for name, one in parameters.items()}, base.architecture, HEADS, KEY_HEADS, 4, 8.0, about)
        tensors = {tensor.name: tensor.data for tensor in GGUFReader(str(self.folder / "adapter.gguf")).tensors}
        self.assertEqual(len(tensors), 2 * 2 * len(LINEARS))
        # Merged in the file's own order and written back, the model must answer as base with LoRA does.
        merged = tiny_llama()
        state = merged.state_dict()
        from raddraft_train.gguf_file import unrotate_rows

        for layer in range(2):
            for ours, theirs in LINEARS.items():
                delta = tensors[f"blk.{layer}.{theirs}.weight.lora_b"].astype("f4") @ tensors[f"blk.{layer}.{theirs}.weight.lora_a"].astype("f4") * 2
                heads = {"attn_q": HEADS, "attn_k": KEY_HEADS}.get(theirs)
                state[f"model.layers.{layer}.{ours}.weight"] += torch.from_numpy(unrotate_rows(delta, heads) if heads else delta)
        merged.load_state_dict(state)
        merged.set_attn_implementation("sdpa")
        tokens = torch.randint(0, 259, (2, 11))
        with torch.no_grad():
            difference = (merged(tokens).logits - base.model(tokens, use_cache=False).logits).abs().max().item()
        self.assertLess(difference, 5e-3)

    def test_padding_changes_nothing(self):
        """Would catch a row that sees the padding of its batch, or a logit taken from the wrong place."""
        base = self.load()
        rows = [Row(str(length), list(range(5, 5 + length)), [40], [40, 41, 42], "") for length in (3, 9, 14)]
        together = label_probabilities(base, rows, 10_000)[0]
        alone = [label_probabilities(base, [row], 10_000)[0][0] for row in rows]
        self.assertTrue(torch.allclose(torch.tensor(together), torch.tensor(alone), atol=1e-5))
        long = [Row(str(length), list(range(5, 5 + length)), [40, 41], [], "") for length in (3, 9)]
        losses = answer_losses(base, long)
        self.assertTrue(torch.allclose(losses, torch.cat([answer_losses(base, [row]) for row in long]), atol=1e-5))
        written = greedy_answers(base, long, 10_000, most=6)
        self.assertEqual(written, [greedy_answers(base, [row], 10_000, most=6)[0] for row in long])

    def test_losses_through_the_output_table_in_pieces_have_the_gradients_of_the_whole(self):
        """Would catch a wrong gradient of the loss, or one of another piece's rows: training would still run, only worse."""
        base = self.load()
        rows = [Row(str(length), list(range(5, 5 + length)), [40, 41, 42], [], "") for length in (3, 9)]
        states, wanted = answer_states(base, rows)
        gradients = []
        for most, losses in [(scores.MOST_LOGITS, lambda one: torch.nn.functional.cross_entropy(base.model.lm_head(one), wanted, reduction="none")), (4 * 260, lambda one: head_losses(base, one, wanted))]:
            one = states.detach().requires_grad_(True)
            with unittest.mock.patch.object(scores, "MOST_LOGITS", most):
                (losses(one) * torch.arange(1, 7)).sum().backward()
            gradients.append(one.grad)
        self.assertTrue(torch.allclose(*gradients, atol=1e-6), (gradients[0] - gradients[1]).abs().max())

    def test_a_file_that_is_no_model_is_refused_with_a_sentence(self):
        (self.folder / "broken.gguf").write_bytes(b"GGUF" + b"\xff" * 60)
        for name in ("broken.gguf", "missing.gguf"):
            with self.assertRaises(Failure):
                load_base(self.folder / name, CPU)

    def test_figures(self):
        """Against published values: Wilson of 8 in 10, and a hand-counted longest common subsequence."""
        low, high = wilson(8, 10)
        self.assertAlmostEqual(low, 0.4902, 4)
        self.assertAlmostEqual(high, 0.9433, 4)
        self.assertAlmostEqual(rouge_l("no new lesion in the liver", "new liver lesion"), 2 * 2 / 9)


def _rotate_as_transformers(query, key, cos, sin, unsqueeze_dim=1):
    from transformers.models.llama.modeling_llama import rotate_half

    cos, sin = cos.unsqueeze(unsqueeze_dim), sin.unsqueeze(unsqueeze_dim)
    return query * cos + rotate_half(query) * sin, key * cos + rotate_half(key) * sin
