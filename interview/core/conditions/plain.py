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
        case n.Each(quantifier, list_, inner):
            rows = "one" if (quantifier == "any") is not is_negated else "every one"
            start = (
                f"in {'no entry' if is_negated and quantifier == 'any' else rows} of"
                f" {_title(list_, tree)}"
            )
            return f"{start}: {in_words(inner, tree, is_negated and quantifier == 'all')}"
        case n.Compare(operator, left, right):
            words = [
                _amount(left, tree),
                "is",
                "not" * is_negated,
                _SIGNS[operator],
                _amount(right, tree),
            ]
            return " ".join(word for word in words if word)
    return _test(condition, tree, is_negated)


def _joined(parts: tuple[n.Condition, ...], tree: Tree, word: str, is_negated: bool) -> str:
    words = [in_words(part, tree, is_negated) for part in parts]
    joined = (
        f"({each})" if isinstance(part, n.And | n.Or) and len(part.parts) > 1 else each
        for each, part in zip(words, parts, strict=True)
    )
    return f" {word} ".join(joined)


def _test(
    test: n.OneOf | n.Contains | n.Answered | n.HasState | n.Starts, tree: Tree, is_negated: bool
) -> str:
    title = _title(test.read, tree)
    match test:
        case n.OneOf(read, options, negated):
            labels = " or ".join(_label(read, option, tree) for option in options)
            return f"{title} is {'not ' if negated is not is_negated else ''}{labels}"
        case n.Contains(read, option, negated):
            verb = "does not include" if negated is not is_negated else "includes"
            return f"{title} {verb} {_label(read, option, tree)}"
        case n.Answered():
            return f"{title} is {'not known' if is_negated else 'known'}"
        case n.HasState(read, AnswerState.none):
            none = _question(read, tree).none
            return f"{title} is {'not ' if is_negated else ''}“{none or 'none'}”"
        case n.HasState(_, state):
            return (
                f"it is not so that {title} {_STATES[state]}"
                if is_negated
                else f"{title} {_STATES[state]}"
            )
        case n.Starts(_, prefix):
            return f"{title} {'does not begin' if is_negated else 'begins'} with {prefix}"


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
