"""What became of an answer, in words, and the form that asks whether it is to be kept."""

from __future__ import annotations

from collections.abc import Callable

from interview.sitting.forms import Field, Form, Reply, Values
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm, ToPreview

_YES = "y"
SURE = ((_YES, "Yes"), ("n", "No"))
TAKEN = "→ "
"""Before an answer as it was understood."""
MOST_LOST = 5
"""Sentences shown of those a change takes out of the letter; the question must stay in sight."""


def outcome_lines(outcome: Outcome) -> tuple[str, ...]:
    """What became of an answer, in words."""
    match outcome:
        case Taken(_, shown, remarks):
            return (f"{TAKEN}{shown}", *remarks)
        case NotTaken(sentence):
            return (sentence,)
        case ToConfirm(_, _, sentences):
            return (*sentences, "Ask again; type the same once more to keep it.")
        case ToPreview(_, hides, leaves):
            lines = ["This change hides (kept, and back if you change it again):"]
            lines += [f"  {each.title}: {each.shown}" for each in hides]
            if leaves:
                lines += [
                    "It takes out of the letter:",
                    *(f"  {sentence}" for sentence in leaves[:MOST_LOST]),
                ]
                lines += (
                    [f"  … and {len(leaves) - MOST_LOST} more sentences"]
                    if len(leaves) > MOST_LOST
                    else []
                )
            return tuple(lines)


def sure_form(title: str, outcome: ToConfirm | ToPreview, decided: Callable[[bool], Reply]) -> Form:
    """Asks whether an unlikely answer, or a change that hides others, is to be kept; `decided`
    is told.
    """
    lines = outcome_lines(outcome) if isinstance(outcome, ToPreview) else outcome.sentences

    def said(values: Values) -> Reply:
        return decided(is_sure(values))

    return Form(title, (Field("sure", "Keep it?", SURE),), said, lines)


def is_sure(values: Values) -> bool:
    """What was said to a field with the key “sure”."""
    return values["sure"] == _YES
