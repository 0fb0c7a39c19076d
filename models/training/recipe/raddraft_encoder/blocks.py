"""ggml's block formats, 32 numbers each: a half-precision scale and whole numbers."""

from __future__ import annotations

import numpy

# Whole numbers per format: 2^bits of them, and what is taken off a stored one.
BITS = {"Q4_0": 4, "Q5_0": 5, "Q8_0": 8}
BYTES = {"Q4_0": 18, "Q5_0": 22, "Q8_0": 34}
# Shares of the usual scale that are tried; the one with the least squared error is kept.
SHARES = (1.0, 0.97, 0.94, 0.91, 0.88, 0.85, 1.03, 1.06)


def _whole(blocks: numpy.ndarray, kind: str) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Scales (half precision) and whole numbers from 0, of the smallest squared error among the shares tried."""
    half = 1 << (BITS[kind] - 1)
    if kind == "Q8_0":
        usual = numpy.abs(blocks).max(1) / 127
        shares, low, high = (1.0,), -127, 127
    else:
        # The largest number of a block lies on the lowest whole number, which has one step more.
        usual = numpy.take_along_axis(blocks, numpy.abs(blocks).argmax(1)[:, None], 1)[:, 0] / -half
        shares, low, high = SHARES, -half, half - 1
    best_scale = best = best_error = None
    for share in shares:
        scale = (usual * share).astype(numpy.float16)
        by = scale.astype(numpy.float32)
        inverse = numpy.divide(1.0, by, out=numpy.zeros_like(by), where=by != 0)
        whole = numpy.clip(numpy.rint(blocks * inverse[:, None]), low, high)
        error = ((whole * by[:, None] - blocks) ** 2).sum(1)
        if best is None:
            best_scale, best, best_error = scale, whole, error
        else:
            better = error < best_error
            best_scale, best_error = numpy.where(better, scale, best_scale), numpy.where(better, error, best_error)
            best = numpy.where(better[:, None], whole, best)
    return best_scale, best


def pack(weights: numpy.ndarray, kind: str) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The bytes of a matrix, row by row, and the numbers that they stand for; each rounded to the nearest."""
    blocks = weights.astype(numpy.float32).reshape(-1, 32)
    scale, whole = _whole(blocks, kind)
    meant = (whole * scale.astype(numpy.float32)[:, None]).reshape(weights.shape)
    return packed(whole, scale, kind).reshape(weights.shape[0], -1), meant


def packed(whole: numpy.ndarray, scale: numpy.ndarray, kind: str) -> numpy.ndarray:
    """Bytes of blocks: whole numbers [blocks, 32] and half-precision scales [blocks]."""
    parts = [scale.astype(numpy.float16).view(numpy.uint8).reshape(-1, 2)]
    if kind == "Q8_0":
        parts.append(whole.astype(numpy.int8).view(numpy.uint8))
    else:
        shifted = (whole + (1 << (BITS[kind] - 1))).astype(numpy.uint8)
        if kind == "Q5_0":
            fifth = ((shifted >> 4).astype(numpy.uint32) << numpy.arange(32, dtype=numpy.uint32)).sum(1, dtype=numpy.uint32)
            parts.append(fifth.view(numpy.uint8).reshape(-1, 4))
        parts.append((shifted[:, :16] & 15) | ((shifted[:, 16:] & 15) << 4))
    joined = numpy.concatenate(parts, 1)
    assert joined.shape[1] == BYTES[kind]
    return joined
