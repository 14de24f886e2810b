"""A condition in words for people who read no grammar: titles of questions and labels of
options.
"""

from __future__ import annotations

from interview.core.answers import AnswerState
from interview.core.conditions import nodes as n
from interview.core.tree import Question, Tree

_SIGNS = {"<": "below", "<=": "at most", ">": "above", ">=": "at least", "==": "", "!=": "not"}
_STATES = {
    AnswerState.dont_know: "is not known",
    AnswerState.refused: "was not told",
    AnswerState.later: "was put off",
    AnswerState.answered: "is answered",
}


_BEGINS = {False: "begins", True: "does not begin"}
_INCLUDES = {False: "includes", True: "does not include"}


def in_words(condition: n.Condition, tree: Tree, is_negated: bool = False) -> str:
    """The condition as part of a sentence: “Route” is “by mouth” and “Dose” is known."""
    match condition:
        case n.And(parts):
            return _joined(parts, tree, "or" if is_negated else "and", is_negated)
        case n.Or(parts):
            return _joined(parts, tree, "and" if is_negated else "or", is_negated)
        case n.Not(part):
            return in_words(part, tree, not is_negated)
        case n.Defined(_, part):
            return in_words(part, tree, is_negated)
        case n.Each():
            return _each(condition, tree, is_negated)
        case n.Compare(operator, left, right):
            sign = f"not {_SIGNS[operator]}" if is_negated else _SIGNS[operator]
            words = (_amount(left, tree), "is", sign.strip(), _amount(right, tree))
            return " ".join(word for word in words if word)
    return _test(condition, tree, is_negated)


def _each(condition: n.Each, tree: Tree, is_negated: bool) -> str:
    """Not any is “in no entry: …”; not all is “in one entry: not …”."""
    is_any = condition.quantifier == "any"
    rows = "one" if is_any is not is_negated else "every one"
    if is_any and is_negated:
        rows = "no entry"
    inner = in_words(condition.condition, tree, is_negated and not is_any)
    return f"in {rows} of {_title(condition.list, tree)}: {inner}"


def _joined(parts: tuple[n.Condition, ...], tree: Tree, word: str, is_negated: bool) -> str:
    return f" {word} ".join(_as_a_part(part, tree, is_negated) for part in parts)


def _as_a_part(part: n.Condition, tree: Tree, is_negated: bool) -> str:
    """In brackets wherever its own words join parts, so that the two cannot run into each other."""
    words = in_words(part, tree, is_negated)
    return f"({words})" if _joins(part) else words


def _joins(condition: n.Condition) -> bool:
    """A name and a negation are looked through: their words are those of what they stand for."""
    match condition:
        case n.Defined(_, part) | n.Not(part):
            return _joins(part)
        case n.And(parts) | n.Or(parts):
            return len(parts) > 1
        case n.OneOf(_, options, _):
            return len(options) > 1
    return isinstance(condition, n.Each)


def _test(
    test: n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts, tree: Tree, is_negated: bool
) -> str:
    title, no = _title(test.read, tree), "not " if is_negated else ""
    match test:
        case n.OneOf(read, options, negated):
            labels = " or ".join(_label(read, option, tree) for option in options)
            return f"{title} is {'not ' if negated is not is_negated else ''}{labels}"
        case n.Contains(read, option, negated):
            verb = _INCLUDES[negated is not is_negated]
            return f"{title} {verb} {_label(read, option, tree)}"
        case n.Answered():
            return f"{title} is {no}known"
        case n.HasState(read, AnswerState.none):
            return f"{title} is {no}“{_question(read, tree).none or 'none'}”"
        case n.HasState(_, state):
            return f"{'it is not so that ' if is_negated else ''}{title} {_STATES[state]}"
        case n.Starts(_, prefix):
            return f"{title} {_BEGINS[is_negated]} with {prefix}"


def _amount(amount: n.Amount, tree: Tree) -> str:
    match amount:
        case n.Number(text) | n.Day(text):
            return text
        case n.DefinedAmount(_, inner):
            return _amount(inner, tree)
        case n.Count(list_, None):
            return f"the number of entries of {_title(list_, tree)}"
        case n.Count(list_, condition) if condition is not None:
            return (
                f"the number of entries of {_title(list_, tree)} in which"
                f" {in_words(condition, tree)}"
            )
        case n.Elapsed(unit, start, end):
            return f"the number of {unit} from {_amount(start, tree)} to {_amount(end, tree)}"
    assert isinstance(amount, n.Read)
    return _title(amount, tree)


def _question(read: n.Read, tree: Tree) -> Question:
    if read.list:
        return next(column for column in tree.question(read.list).columns if column.id == read.id)
    return tree.question(read.id)


def _title(read: n.Read, tree: Tree) -> str:
    return f"“{_question(read, tree).title}”"


def _label(read: n.Read, option: str, tree: Tree) -> str:
    found = _question(read, tree).option(option)
    return f"“{found.label}”" if found is not None else f"“{option}”"
