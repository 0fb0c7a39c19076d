"""Training rows: JSON Lines {id, prompt, answer, choices?, kind?}, written by the application's own prompt code."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure
from .tokenizer import PromptTokenizer


@dataclass
class Row:
    id: str
    prompt: list[int]
    answer: list[int]
    # Tokens of the choices of a label task; empty when text is to be written.
    choices: list[int]
    answer_text: str
    # What kind of report a status row is, where its writer knew: a second thing to learn at the label's place.
    kind: str | None = None

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


def plain_text(text) -> str:
    return text if isinstance(text, str) else "".join(part["text"] for part in text)


def read_rows(file: Path, tokenizer: PromptTokenizer, longest: int, task: str) -> tuple[list[Row], list[str]]:
    """All rows of a file, and a sentence for each row left out because it is longer than `longest` tokens.

    Raises Failure naming the line where a row is broken, empty, repeated, or not of the task.
    """
    rows, skipped, seen = [], [], set()
    for number, value in _lines(file):
        where = f"{file.name}, line {number}"
        _check(value, where, task)
        if value["id"] in seen:
            raise Failure(f"{where}: the id {value['id']!r} occurs twice.")
        seen.add(value["id"])
        prompt, answer, choices = tokenizer.encode(value["prompt"]), tokenizer.encode(value["answer"]), []
        if task == "status":
            for choice in value["choices"]:
                tokens = tokenizer.encode(choice)
                if len(tokens) != 1:
                    raise Failure(f"{where}: the choice {choice!r} is {len(tokens)} tokens for this base model; a label must be one.")
                choices.append(tokens[0])
        else:
            answer = [*answer, tokenizer.end]
        row = Row(value["id"], tokenizer.begin + prompt, answer, choices, plain_text(value["answer"]), value.get("kind"))
        if len(row) > longest:
            skipped.append(f"{where}: {len(row)} tokens, more than {longest}; left out.")
        else:
            rows.append(row)
    if not rows:
        raise Failure(f"{file} holds no usable row.")
    return rows, skipped


def _lines(file: Path):
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        raise Failure(f"There is no file {file}.") from None
    except UnicodeDecodeError:
        raise Failure(f"{file} is not UTF-8 text.") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise Failure(f"{file.name}, line {number}: this is not JSON ({error.msg}).") from None


def _check(value, where: str, task: str) -> None:
    if not isinstance(value, dict) or not isinstance(value.get("id"), str):
        raise Failure(f"{where}: a row is an object with an id.")
    for name in ("prompt", "answer"):
        text = value.get(name)
        is_parts = isinstance(text, list) and all(isinstance(part, dict) and isinstance(part.get("text"), str) and isinstance(part.get("special"), bool) for part in text)
        if not isinstance(text, str) and not is_parts:
            raise Failure(f"{where}: {name} must be text, or a list of parts {{text, special}}.")
        if not plain_text(text).strip():
            raise Failure(f"{where}: {name} is empty.")
    if not isinstance(value.get("kind"), (str, type(None))):
        raise Failure(f"{where}: kind must be text.")
    choices = value.get("choices")
    if task == "status":
        if not (isinstance(choices, list) and len(set(choices)) == len(choices) >= 2 and all(isinstance(choice, str) for choice in choices)):
            raise Failure(f"{where}: a status row needs choices, a list of different texts.")
        if value["answer"] not in choices:
            raise Failure(f"{where}: the answer {value['answer']!r} is none of the choices.")
    elif choices is not None:
        raise Failure(f"{where}: a conclusion row has no choices. Was --task status meant?")


def find_leaks(training: list[Row], validation: list[Row], tokenizer: PromptTokenizer, span: int = 12, share: float = 0.5) -> list[str]:
    """Validation rows whose prompt shares more than `share` of its word sequences of length `span` with the training rows.

    Sequences that stand in more than a tenth of all validation rows are the prompt's own fixed text and do not count.
    """

    def grams(row: Row) -> set[int]:
        words = re.findall(r"\w", tokenizer.decode(row.prompt).lower()) if _is_wide(row, tokenizer) else re.findall(r"\w+", tokenizer.decode(row.prompt).lower())
        return {int.from_bytes(hashlib.blake2b(" ".join(words[i : i + span]).encode(), digest_size=8).digest(), "big") for i in range(max(1, len(words) - span + 1))}

    of_validation = [grams(row) for row in validation]
    counts: dict[int, int] = {}
    for one in of_validation:
        for gram in one:
            counts[gram] = counts.get(gram, 0) + 1
    fixed = {gram for gram, count in counts.items() if count > max(3, len(validation) / 10)}
    known: set[int] = set()
    for row in training:
        known |= grams(row)
    leaks = []
    for row, one in zip(validation, of_validation):
        own = one - fixed
        if own and len(own & known) > share * len(own):
            leaks.append(f"{row.id}: {len(own & known)} of {len(own)} word sequences stand in the training rows")
    return leaks


def _is_wide(row: Row, tokenizer: PromptTokenizer) -> bool:
    text = tokenizer.decode(row.prompt)
    return sum("\u3040" <= character <= "\u9fff" for character in text) > len(text) / 4


def batches_of(rows: list[Row], budget: int, seed: int) -> list[list[int]]:
    """Indices of rows in batches of like length, at most `budget` padded tokens each, in an order that depends on the seed only."""
    import random

    order = list(range(len(rows)))
    chooser = random.Random(seed)
    chooser.shuffle(order)
    pool = max(1, 40 * budget // max(1, sum(len(row) for row in rows) // len(rows)))
    batches = []
    for start in range(0, len(order), pool):
        chunk = sorted(order[start : start + pool], key=lambda index: (len(rows[index]), index))
        batch: list[int] = []
        for index in chunk:
            if batch and len(rows[index]) * (len(batch) + 1) > budget:
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
    chooser.shuffle(batches)
    return batches
