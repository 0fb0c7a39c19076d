"""The base's unigram tokenizer: character map, then the likeliest way to cut a text into pieces."""

from __future__ import annotations

import re

import numpy

from .base import Base

SPACE = "\u2581"


class Tokenizer:
    def __init__(self, base: Base, kept: list[int] | None = None):
        """kept: the pieces that stayed; without it all of the base's."""
        self.base = base
        self.numbers = {base.pieces[number]: number for number in (range(len(base.pieces)) if kept is None else kept)}
        self.least = float(base.scores.min()) - 10
        self.longest = max(len(piece) for piece in base.pieces)
        self.known: dict[str, list[int]] = {}

    def normal(self, text: str) -> str:
        text = re.sub(" {2,}", " ", "".join(self.base.normal.get(letter, letter) for letter in text))
        return (text if text.startswith(" ") else " " + text).replace(" ", SPACE)

    def __call__(self, text: str) -> list[int]:
        """Numbers of the pieces. Sums are kept in single precision: the application's tokenizer does the same, so that ties fall alike."""
        base = self.base
        text = self.normal(text)
        size = len(text)
        best = [numpy.float32(-1e30)] * (size + 1)
        way: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        best[0] = numpy.float32(0)
        for at in range(size):
            for end in range(at + 1, min(size, at + self.longest) + 1):
                number = self.numbers.get(text[at:end])
                if number is not None and number != base.unknown:
                    value = best[at] + base.scores[number]
                    if value > best[end]:
                        best[end], way[end] = value, (at, number)
            value = numpy.float32(best[at] + self.least)
            if value > best[at + 1]:
                best[at + 1], way[at + 1] = value, (at, base.unknown)
        numbers = []
        at = size
        while at > 0:
            at, number = way[at]
            numbers.append(number)
        return numbers[::-1]
