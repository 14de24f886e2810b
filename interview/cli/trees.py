"""`interview tree`: check, show and walk the question tree."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from interview.case.workplace import Workplace
from interview.cli.output import show, show_json
from interview.cli.problems import DONE, WRONG, WrongUsage
from interview.core.author_text import Problem
from interview.core.check.spoken_texts import ModuleScore
from interview.core.tree import Question


def tree(workplace: Workplace, arguments: Namespace) -> int:
    """Runs one of the four on the trees in use, or on those of a folder that is named."""
    if arguments.path:
        workplace.trees = Path(arguments.path).expanduser()
    if arguments.scores and arguments.what != "show":
        raise WrongUsage("--scores goes with `tree show`.")
    if arguments.json and arguments.what != "reasons":
        raise WrongUsage("--json goes with `tree reasons`.")
    if arguments.what == "reasons":
        return _reasons(workplace, arguments.json)
    if arguments.scores:
        return _scores(workplace)
    return {"check": _check, "show": _show, "walk": _walk}[arguments.what](workplace)


def _check(workplace: Workplace) -> int:
    """Status 2 while something must be changed; warnings alone do no harm."""
    from interview.authors.tree_work import problems_of

    errors, warnings = problems_of(workplace)
    show(_lines(errors))
    show(f"{line} (may stay)" for line in _lines(warnings))
    show([_summary(workplace, errors, warnings)])
    return WRONG if errors else DONE


def _lines(problems: Sequence[Problem]) -> list[str]:
    return [str(problem) for problem in problems]


def _summary(workplace: Workplace, errors: Sequence[Problem], warnings: Sequence[Problem]) -> str:
    questions = [node for node in workplace.tree.nodes if isinstance(node, Question)]
    columns = sum(len(question.columns) for question in questions)
    what = f"{len(questions)} questions, {columns} columns, {len(workplace.letters)} letters"
    return f"{what}: {len(errors)} to change, {len(warnings)} to look at."


def _show(workplace: Workplace) -> int:
    from interview.core.tree_outline import outline

    show(outline(workplace.tree).rstrip("\n").split("\n"))
    return DONE


def _scores(workplace: Workplace) -> int:
    from interview.authors.tree_work import easy_names
    from interview.core.check.spoken_texts import module_scores

    show(score_lines(module_scores(workplace.tree, easy_names(workplace))))
    return DONE


def score_lines(scores: Sequence[ModuleScore]) -> list[str]:
    """One line a module: how many questions, the average grade, the hardest question and the
    longest one.
    """
    lines = [
        (
            "US school grade (Flesch-Kincaid) of what is read aloud; fills and names count as one easy"
            " word."
        )
    ]
    for each in scores:
        (hardest, level), (longest, words) = each.hardest, each.longest
        count = f"{each.questions} question{'s' if each.questions > 1 else ''}"
        worst = f"hardest {hardest} {level:.1f}, longest {longest} {words} words"
        lines.append(f"{each.module}: {count}, grade {each.average:.1f} on average, {worst}")
    return lines


def _reasons(workplace: Workplace, as_json: bool) -> int:
    from interview.authors.reasons import reason_summaries, reasons_json, reasons_lines

    summaries = reason_summaries(workplace)
    if as_json:
        show_json(reasons_json(summaries))
    else:
        show(reasons_lines(summaries))
    return DONE


def _walk(workplace: Workplace) -> int:
    """Status 2 when the walk fails."""
    from interview.authors.tree_work import letter_facts, rendering_for_walk
    from interview.core.walk import report_text, walk_tree

    at = workplace.clock()
    render = rendering_for_walk(workplace.letters, at.date())
    report = walk_tree(
        workplace.tree, letter_facts(workplace.letters), render, at, clock=time.process_time
    )
    show([report_text(report)])
    return DONE if report.is_good else WRONG
