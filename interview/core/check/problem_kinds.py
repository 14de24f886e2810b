"""What the checker can find, by code, and which of it is only worth a look."""

from __future__ import annotations

from interview.core.author_text import Problem

ERRORS = {
    "never_true": "A condition that no answers make true.",
    "never_false": "A condition that no answers make false.",
    "never_asked": "A question that no path asks.",
    "reason_without_questions": "A reason that asks nothing.",
    "reason_without_letter": "A reason that no letter answers.",
    "reason_without_attachments": "A reason for which no document is asked for.",
    "template_unknown": "A name in a template that no question sets, or no attachment has.",
    "placeholder": "Double braces in a spoken text that are not understood.",
    "placeholder_unknown": "A spoken text that names no question.",
    "placeholder_later": "A spoken text that names a question asked only later.",
    "no_say": "A question with nothing to read aloud.",
    "no_another": "A list without the words that ask for one more row.",
    "too_hard": "Words above the reading grade.",
    "too_long": "A sentence too long for one breath, or a question too long to keep in mind.",
    "module_grade": "A module whose words are hard on the whole.",
    "on_demand_unused": "A module that no reason uses.",
    "attachment_never": "A document that is never needed.",
    "serves_nothing": "A question that nothing reads.",
    "rules_disagree": "Two rules of one question that imply different answers at once.",
    "unseen_finding": "A rule about a question that no letter or sheet reads.",
}
WARNINGS = {
    "half_dead_test": (
        "One test of a condition that is always true, or always false, where it is looked at."
    ),
    "unused_definition": "A named condition that nothing uses.",
    "vanishes": (
        "A question that decides what a letter says, without a hole in it while nobody knows the"
        " answer."
    ),
    "not_examined": "A condition that too many answers bear on to be gone through.",
}


def is_warning(problem: Problem) -> bool:
    """Whether a tree may be used in spite of it."""
    return problem.code in WARNINGS
