"""Why a letter could not be written in a format."""

from __future__ import annotations


class CannotWrite(Exception):
    """A letter cannot be written in this format as things are. Carries one sentence for whoever
    asked for it.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
