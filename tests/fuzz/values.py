"""Types hostile values at every kind of question: each is taken and comes back as it was, or is
refused in words.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from random import Random

from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.tree import Question
from interview.sitting.answering import read_value
from interview.sitting.outcome import NotTaken
from interview.storage.codec import CannotStore, PlainCodec
from tests.fuzz.mutate import typed_value
from tests.fuzz.targets import TODAY
from tests.office import START


class Values:
    """One question of each kind of the shipped tree."""

    def __init__(self, workplace: Workplace) -> None:
        found: dict[str, Question] = {}
        for node in workplace.tree.nodes:
            for question in (node, *node.columns) if isinstance(node, Question) else ():
                if not question.is_list:
                    found.setdefault(question.kind.name, question)
        self.questions = found

    def input(self, random: Random) -> tuple[bytes, Callable[[], None]]:
        typed = typed_value(random)

        def run() -> None:
            for question in self.questions.values():
                try_value(question, typed)

        return typed.encode("utf-8", "surrogatepass"), run


def try_value(question: Question, typed: str) -> None:
    """Reads it, and where it is taken, stores it, reads it back and shows it."""
    value = read_value(typed, question, TODAY)
    if isinstance(value, NotTaken):
        assert value.sentence.strip()
        return
    kind = question.kind
    stored = kind.dump(value)
    label = kind.show(value, question)
    claim = Claim(
        state=AnswerState.answered,
        source=Source(party=Party.patient),
        value=stored,
        typed=typed,
        label=label,
    )
    event = ev.AnswerGiven(
        seq=2, at=START, operator="Dana", call=1, address=question.id, claim=claim
    )
    with suppress(CannotStore):  # Half a character: the operator is told to type it again.
        line = PlainCodec().encode(event, b"{}")
        back = PlainCodec().decode(line, b"{}")
        assert back == event
        assert b"\n" not in line
        again = kind.load(stored, question)
        assert kind.dump(again) == stored
        assert kind.show(again, question) == label
