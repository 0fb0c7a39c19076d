"""Progress as one line every few seconds, and the loss as a picture, without a plotting library."""

from __future__ import annotations

import struct
import sys
import time
import zlib
from pathlib import Path


def duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


class Meter:
    """Tokens per second over the last minute and the time left."""

    def __init__(self, total_tokens: int, every: float = 10.0):
        self.total, self.every = total_tokens, every
        self.samples: list[tuple[float, int]] = [(time.monotonic(), 0)]
        self.done, self.told = 0, float("-inf")

    def add(self, tokens: int) -> None:
        self.done += tokens
        self.samples.append((time.monotonic(), self.done))
        while len(self.samples) > 2 and self.samples[-1][0] - self.samples[0][0] > 60:
            self.samples.pop(0)

    @property
    def rate(self) -> float:
        (start, before), (now, after) = self.samples[0], self.samples[-1]
        return (after - before) / (now - start) if now > start else 0.0

    def tell(self, text: str, is_last: bool = False) -> None:
        now = time.monotonic()
        if now - self.told < self.every and not is_last:
            return
        self.told = now
        left = duration((self.total - self.done) / self.rate) if self.rate > 0 else "unknown"
        print(f"{text}  {self.rate:.0f} tokens/s  {left} left", file=sys.stderr, flush=True)


# 3 × 5 dots for each sign that stands on an axis.
_FONT = {
    "0": "757557", "1": "262227", "2": "71747", "3": "71717", "4": "55711", "5": "74717", "6": "74757", "7": "71122", "8": "75757", "9": "75717",
    ".": "00002", "-": "00700", "e": "03763", "p": "06564", "o": "02520", "c": "03430", "h": "44655", "l": "22222", "s": "03260", "t": "27223", " ": "00000", "k": "45655", "n": "06555", "v": "05552", "a": "03553", "i": "20222", "d": "11353", "r": "06444",
}
_FONT["0"] = "75557"


def write_png(file: Path, width: int, height: int, pixels: bytearray) -> None:
    """`pixels`: three bytes each, row after row."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(pixels[y * width * 3 : (y + 1) * width * 3]) for y in range(height))
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def plot_loss(file: Path, steps: list[tuple[int, float]], validation: list[tuple[int, float]], width: int = 900, height: int = 420) -> None:
    """Training loss (grey, and its running mean in blue) and validation loss (orange dots) over steps."""
    pixels = bytearray(b"\xff" * (width * height * 3))
    left, right, top, bottom = 60, width - 16, 16, height - 40

    def dot(x: float, y: float, colour: tuple[int, int, int], size: int = 1) -> None:
        for row in range(int(y) - size + 1, int(y) + size):
            for column in range(int(x) - size + 1, int(x) + size):
                if 0 <= column < width and 0 <= row < height:
                    at = (row * width + column) * 3
                    pixels[at : at + 3] = bytes(colour)

    def line(x0, y0, x1, y1, colour, size=1) -> None:
        count = int(max(abs(x1 - x0), abs(y1 - y0))) + 1
        for index in range(count + 1):
            dot(x0 + (x1 - x0) * index / count, y0 + (y1 - y0) * index / count, colour, size)

    def write(text: str, x: int, y: int, scale: int = 2) -> None:
        for place, sign in enumerate(text):
            for row, bits in enumerate(_FONT.get(sign, "77777")[:5]):
                for column in range(3):
                    if int(bits) >> (2 - column) & 1:
                        for dy in range(scale):
                            for dx in range(scale):
                                dot(x + (place * 4 + column) * scale + dx, y + row * scale + dy, (60, 60, 60))

    if not steps:
        write_png(file, width, height, pixels)
        return
    losses = sorted([loss for _, loss in steps] + [loss for _, loss in validation])
    highest = losses[min(len(losses) - 1, int(len(losses) * 0.99))] * 1.1 or 1.0
    last = max(max(step for step, _ in steps), 1)
    place = lambda step, loss: (left + (right - left) * step / last, bottom - (bottom - top) * min(loss, highest) / highest)
    for share in range(5):
        y = bottom - (bottom - top) * share / 4
        line(left, y, right, y, (225, 225, 225))
        write(f"{highest * share / 4:.2f}", 8, int(y) - 5)
        write(str(round(last * share / 4)), int(left + (right - left) * share / 4) - 12, bottom + 10)
    write("steps", right - 44, bottom + 24)
    write("loss", 8, 2)
    for step, loss in steps:
        dot(*place(step, loss), (190, 190, 190), 2)
    mean, before = steps[0][1], None
    for step, loss in steps:
        mean += (loss - mean) * 0.05
        point = place(step, mean)
        if before:
            line(*before, *point, (31, 90, 180), 2)
        before = point
    for step, loss in validation:
        dot(*place(step, loss), (230, 120, 20), 5)
    write_png(file, width, height, pixels)
