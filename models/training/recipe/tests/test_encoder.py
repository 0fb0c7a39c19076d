"""The status encoder's recipe on its own parts: block formats and rounding. Needs neither the base nor the network."""

import sys
import unittest
from pathlib import Path

import numpy
import torch
import torch.nn.functional as functional

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from raddraft_encoder.blocks import BYTES, pack, packed  # noqa: E402
from raddraft_encoder.compensate import GROUP, rounded  # noqa: E402
from raddraft_encoder.model import Linear  # noqa: E402


class Blocks(unittest.TestCase):
    def test_bytes_are_those_that_ggml_reads(self) -> None:
        """bug: a nibble in the wrong place turns the weights into noise without any error"""
        from gguf import GGMLQuantizationType
        from gguf.quants import dequantize

        weights = numpy.random.default_rng(1).normal(size=(6, 64)).astype(numpy.float32)
        for kind in BYTES:
            stored, meant = pack(weights, kind)
            self.assertEqual(stored.shape, (6, 64 // 32 * BYTES[kind]))
            read = dequantize(stored, GGMLQuantizationType[kind])
            numpy.testing.assert_allclose(read, meant, atol=1e-6)
            self.assertLess(numpy.abs(read - weights).max(), {"Q4_0": 0.5, "Q5_0": 0.25, "Q8_0": 0.03}[kind])


class Rounding(unittest.TestCase):
    def test_small_changes_of_weights_on_a_grid_survive(self) -> None:
        """bug: what training added to four-bit weights was rounded away again"""
        torch.manual_seed(1)
        base = torch.from_numpy(pack(torch.randn(48, 64).numpy(), "Q4_0")[1])
        moved = base + 0.02 * torch.randn(48, 4) @ torch.randn(4, 64)
        inputs = torch.randn(400, 6) @ torch.randn(6, 64) + 0.3 * torch.randn(400, 64)
        whole, scales = rounded(moved, inputs.T @ inputs, "Q5_0")
        made = (whole.view(48, -1, GROUP) * scales[:, :, None]).view(48, 64).float()
        plain = torch.from_numpy(pack(moved.numpy(), "Q5_0")[1])
        loss = lambda weights: ((inputs @ (weights - moved).T) ** 2).mean().item()
        self.assertLess(loss(made), loss(plain) * 0.5)

    def test_whole_numbers_fit_their_bits(self) -> None:
        torch.manual_seed(2)
        whole, scales = rounded(torch.randn(8, 64), torch.eye(64), "Q5_0")
        self.assertLessEqual(whole.max().item(), 15)
        self.assertGreaterEqual(whole.min().item(), -16)
        bytes_ = packed(whole.reshape(-1, 32).numpy(), scales.reshape(-1).numpy(), "Q5_0")
        self.assertEqual(bytes_.shape, (16, BYTES["Q5_0"]))


class Grid(unittest.TestCase):
    def test_numbers_on_a_grid_are_read_as_stored_and_still_learn(self) -> None:
        """bug: training on the grid read the unrounded numbers, or its rounding stopped the gradient"""
        torch.manual_seed(3)
        one = Linear(64, 8)
        stored, meant = pack(one.weight.detach().numpy(), "Q5_0")
        scales = numpy.ascontiguousarray(stored.reshape(-1, 22)[:, :2]).view(numpy.float16).astype(numpy.float32)
        with torch.no_grad():
            one.weight.copy_(torch.from_numpy(meant) + 0.01 * torch.from_numpy(scales).repeat(1, 32).reshape(8, 64))
        one.scale = torch.from_numpy(scales).reshape(8, 2)
        x = torch.randn(5, 64)
        torch.testing.assert_close(one(x), functional.linear(x, torch.from_numpy(meant), one.bias), atol=1e-5, rtol=0)
        self.assertEqual(packed(one.whole().reshape(-1, 32).double().numpy(), scales.reshape(-1), "Q5_0").tobytes(), stored.reshape(-1, 22).tobytes())
        one(x).sum().backward()
        self.assertGreater(one.weight.grad.abs().sum().item(), 0)


if __name__ == "__main__":
    unittest.main()
