"""Which rules of the authors a case fails: for each, the question to go back to and what to say
about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interview.core.kinds.typed import fold
from interview.core.read_aloud import worded
from interview.core.state import State
from interview.core.tree import FindingRule, Module


@dataclass(frozen=True, slots=True)
class Failing:
    """One rule that a case fails, once for each row where it looks at rows."""

    rule: FindingRule
    address: str
    """The question or cell to go back to."""
    say: str


def failing_rules(state: State) -> Iterator[Failing]:
    """Every rule that fails now, in tree order. One of a module or about a question that is not
    relevant does not.
    """
    relevant = {module.name for module in state.tree.modules if _is_relevant(state, module)}
    for rule in state.tree.findings:
        if rule.module not in relevant or (rule.list and not state.answer(rule.list).on_path):
            continue
        for row in state.rows(rule.list) if rule.list else ("",):
            address = address_of(rule, row)
            fails = state.truth(rule.when, row, rule.list) is True and _holds_words(state, rule)
            if fails and state.answer(address).on_path:
                yield Failing(rule, address, worded(state, rule.say, row, rule.list))


def _holds_words(state: State, rule: FindingRule) -> bool:
    """Whether the answer that the rule looks into holds one of its words; so does a rule without
    words.
    """
    if not rule.reads:
        return True
    answer = state.answer(rule.reads)
    text = fold(answer.text) if answer.is_known else ""
    return any(re.search(rf"\b{re.escape(word)}", text) for word in rule.words)


def _is_relevant(state: State, module: Module) -> bool:
    return module.section.when is None or state.truth(module.section.when) is True


def address_of(rule: FindingRule, row: str) -> str:
    """Where a rule that failed in this row (empty outside rows) leads back to."""
    list_id, _, column = rule.about.partition("/")
    return f"{list_id}/{row}/{column}" if column else rule.about
