"""The one base class of every error that Yearlight expects."""

from typing import ClassVar


class YearlightError(Exception):
    """An expected error: a sentence for people, a name for machines.

    ``sentence`` says what happened, what is safe and what to do next; it is
    shown to people as it is, so it is a whole translated sentence (or several).
    """

    code: ClassVar[str] = "error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
