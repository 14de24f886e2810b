"""A problem with a case that its user can do something about."""

from __future__ import annotations


class CaseProblem(Exception):
    """Carries one sentence: what is wrong and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
