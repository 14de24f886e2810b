"""Prints a condition back as its author would write it. Reading what is printed gives the same
condition.
"""

from __future__ import annotations

from interview.core.conditions import nodes as n

NEVER = "never"
ALWAYS = "always"
"""What an empty `or` and an empty `and` mean; only the program makes these, no author can write
them.
"""


def condition_text(condition: n.Condition) -> str:
    """The condition in the grammar. A named condition is printed by its name."""
    match condition:
        case n.And(parts):
            return " and ".join(_within(p, n.And, n.Or) for p in parts) or ALWAYS
        case n.Or(parts):
            return " or ".join(_within(p, n.Or) for p in parts) or NEVER
        case n.Not(part):
            return f"not {_within(part, n.And, n.Or)}"
        case n.Defined(name, _):
            return name
        case n.Each(quantifier, list_, inner):
            return f"{quantifier}({list_}, {condition_text(inner)})"
        case n.Compare(operator, left, right):
            return f"{amount_text(left)} {operator} {amount_text(right)}"
    return _test(condition)


def _test(test: n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts) -> str:
    match test:
        case n.OneOf(read, (option,), negated):
            return f"{read} {'!=' if negated else '=='} {option}"
        case n.OneOf(read, options, negated):
            return f"{read} {'not in' if negated else 'in'} [{', '.join(options)}]"
        case n.Contains(read, option, negated):
            return f"{option} {'not in' if negated else 'in'} {read}"
        case n.Answered(read):
            return f"answered({read})"
        case n.HasState(read, state):
            return f"state({read}) == {state.value}"
        case n.Starts(read, prefix):
            return f"starts({read}, {prefix!r})"


def amount_text(amount: n.Amount) -> str:
    """An amount in the grammar: `6`, `date('2025-03')`, `weeks(row.started, row.stopped)`."""
    match amount:
        case n.Number(text):
            return text
        case n.Day(text):
            return f"date({text!r})"
        case n.DefinedAmount(name, _):
            return name
        case n.Count(list_, None):
            return f"count({list_})"
        case n.Count(list_, condition) if condition is not None:
            return f"count({list_}, {condition_text(condition)})"
        case n.Elapsed(unit, start, end):
            return f"{unit}({amount_text(start)}, {amount_text(end)})"
    return str(amount)


def _within(condition: n.Condition, *bracketed: type[n.And | n.Or]) -> str:
    text = condition_text(condition)
    return f"({text})" if isinstance(condition, bracketed) and len(condition.parts) > 1 else text
