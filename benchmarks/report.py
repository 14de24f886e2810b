"""Writes what was measured as a page: docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from benchmarks.clock import growth, shown
from benchmarks.engine import PLACES, Row
from benchmarks.forms import VARIANTS


@dataclass(frozen=True)
class Figure:
    """One measured thing beside its budget."""

    what: str
    seconds: float
    budget: float
    """Seconds it may take."""
    note: str = ""

    @property
    def verdict(self) -> str:
        return (
            "met"
            if self.seconds <= self.budget
            else f"missed, {self.seconds / self.budget:.3g} times"
        )


INTRODUCTION = """\
# Performance

Measured by `make bench`, which writes this page. No test depends on a time.

{machine}. Other programs may have shared the machine; a quiet one is faster.
"""

SCREEN = "The interview screen in a real terminal"
HOW = """\
## How it is measured

- Forms are made up and the same each time (`benchmarks/forms.py`): yes/no questions, a third of which is never asked.
  In *one*, each depends on a single earlier answer; in *chain*, on the answer just before; in *five*, on five earlier
  answers, with a list of 20 rows and 5 columns in the middle.
- In *five* an answer decides many more questions than in the others, the earlier the more: at 10 % about 20 of them.
- *answer* is the time from an answer's event in memory to the next question known: sources weighed, checks run,
  relevance decided, no disk. It is timed call by call with the garbage collector off, where 10, 50 and 90 % of the
  questions have answers, in at least eight rounds of up to 100 answers. The faster half of the rounds counts, because
  the others shared the machine with something else. p99: 99 of 100 calls cost at most this. Everything else is the
  best of several runs.
- *change* gives answer 1 the other value, which takes nearly everything off the path; *undo* brings every old answer
  back. The whole set of relevant questions is compared before and after.
- *bare* and *naive* are two small engines written for comparison (`benchmarks/yardsticks.py`). Both know yes and no
  and nothing else: no sources, checks, history, lists or conditions to read. *bare* decides only what an answer
  touches, *naive* decides the whole form again. The numbers under them are how many times as long they take as this
  engine: 0.2 means a fifth, 30 means thirty times.
- The screen is the program in a pseudo-terminal of 120 × 40, its cases made up. *painted* is the moment at which the
  terminal has received the next question, *key echo* at which it has received the letter that was typed. Of 25 tries
  the best is given, as in a quiet office, and the median beside it. Between answers there is a pause, so that what
  follows an answer in its own time (pane, draft) is not timed with it; the letter pane itself is timed from the
  answer being painted to the sentence that shows it, of which 30 ms are a wait for another key.
- *growth* is the exponent k of the best fit time = c · questions^k over the sizes measured: 0 is flat, 1 linear.
"""


def page(
    rows: Sequence[Row], figures: Iterable[Figure], screen: Iterable[Figure], today: date
) -> str:
    """The whole page as Markdown; `screen` are the figures of the interview screen."""
    introduction = INTRODUCTION.format(machine=_machine(today))
    budgets = [
        budgets_table("Budgets", figures),
        *([budgets_table(SCREEN, screen)] if screen else []),
    ]
    return "\n".join([introduction, *budgets, _answers(rows), _changes(rows), _loads(rows), HOW])


def _machine(today: date) -> str:
    model = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        lines = (line.partition(":") for line in cpu.read_text().splitlines())
        model = next(
            (value.strip() for name, _, value in lines if name.strip() == "model name"), model
        )
    return (
        f"{today}: {os.cpu_count()} cores of {model}, {platform.system()}, Python"
        f" {platform.python_version()}"
    )


def table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first column is left-aligned, the others right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "".join(f"| {' | '.join(line)} |\n" for line in [head, rule, *lines])


def budgets_table(title: str, figures: Iterable[Figure]) -> str:
    """Figures beside their budgets, under a heading."""
    lines = [
        (f.what, shown(f.seconds), shown(f.budget), f.verdict + (f" ({f.note})" if f.note else ""))
        for f in figures
    ]
    return f"## {title}\n\n" + table(("what", "measured", "budget", ""), lines)


def _answers(rows: Sequence[Row]) -> str:
    head = ("form", "questions", *(f"{p} %: mean / p99" for p in PLACES), "bare", "naive")
    lines = []
    for row in rows:
        times = (f"{shown(row.answer[p].mean)} / {shown(row.answer[p].p99)}" for p in PLACES)
        ratios = (
            _ratio(yardstick[50].mean, row.answer[50].mean) for yardstick in (row.bare, row.naive)
        )
        lines.append((row.variant, f"{row.size:,}", *times, *ratios))
    exponents = _growth(rows, {f"{p} %": partial(_mean_at, p) for p in PLACES})
    return f"## Answer to next question\n\n{table(head, lines)}\n{exponents}\n"


def _mean_at(percent: int, row: Row) -> float:
    return row.answer[percent].mean


def _changes(rows: Sequence[Row]) -> str:
    head = ("form", "questions", "change", "undo", "bare", "naive")
    lines = [
        (
            row.variant,
            f"{row.size:,}",
            shown(row.change.best),
            shown(row.undo.best),
            _ratio(row.bare_change.best, row.change.best),
            _ratio(row.naive_change.best, row.change.best),
        )
        for row in rows
    ]
    exponents = _growth(
        rows, {"change": lambda row: row.change.best, "undo": lambda row: row.undo.best}
    )
    return f"## Changing answer 1\n\n{table(head, lines)}\n{exponents}\n"


def _loads(rows: Sequence[Row]) -> str:
    lines = [(row.variant, f"{row.size:,}", shown(row.load.best)) for row in rows]
    exponents = _growth(rows, {"loading": lambda row: row.load.best})
    return (
        "## Loading a"
        f" tree\n\n{table(('form', 'questions', 'from YAML to a typed tree'), lines)}\n{exponents}\n"
    )


def _ratio(yardstick: float, ours: float) -> str:
    return f"{yardstick / ours:.2g}"


def _growth(rows: Sequence[Row], figures: dict[str, Callable[[Row], float]]) -> str:
    said = []
    for variant in VARIANTS:
        of = [row for row in rows if row.variant == variant]
        if len(of) > 1:
            sizes = [row.size for row in of]
            said += [
                f"{variant} {name} {growth(sizes, [get(row) for row in of]):.2f}"
                for name, get in figures.items()
            ]
    return f"Growth: {', '.join(said)}." if said else ""
