"""What a person reads when a command cannot go on: one sentence, no stack trace."""


class Failure(Exception):
    """Raised with one sentence that says what is wrong and what to do about it."""
