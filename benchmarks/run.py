"""`make bench`: measures everything, prints the page and writes it to docs/performance.md.

`python -m benchmarks.run --quick` measures forms of up to 1,000 questions and writes nothing.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from operator import itemgetter
from pathlib import Path

from benchmarks.documents import document_figures
from benchmarks.engine import PLACES, Row, measure
from benchmarks.files import file_figures
from benchmarks.forms import VARIANTS
from benchmarks.growth import growth_figures
from benchmarks.packet import packet_figures
from benchmarks.report import Figure, page
from benchmarks.screen import screen_figures

SIZES = (100, 1_000, 10_000)
PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


def engine_figures(rows: Sequence[Row]) -> list[Figure]:
    """The worst of each kind over all sizes, beside its budget; answers for each form, as they
    touch more or less.
    """
    found = []
    for variant in VARIANTS:
        of = [row for row in rows if row.variant == variant]
        answer, row, percent = max(
            ((r.answer[p].mean, r, p) for r in of for p in PLACES), key=itemgetter(0)
        )
        found.append(
            Figure(
                f"answer → next question, form {variant}",
                answer,
                10e-6,
                f"{_form(row)} at {percent} %",
            )
        )
    change, undo, load = (max(rows, key=get) for get in (_change, _undo, _load))
    return [
        *found,
        Figure("change answer 1, worst form", _change(change), 5e-3, _form(change)),
        Figure("take the change back, worst form", _undo(undo), 5e-3, _form(undo)),
        Figure("load a tree, worst form", _load(load), 0.4, _form(load)),
    ]


def _change(row: Row) -> float:
    return row.change.best


def _undo(row: Row) -> float:
    return row.undo.best


def _load(row: Row) -> float:
    return row.load.best


def _form(row: Row) -> str:
    return f"{row.variant}, {row.size:,} questions"


def main(words: Sequence[str]) -> int:
    """Measures and reports; the exit status says nothing about budgets."""
    quick = "--quick" in words
    os.environ.pop(
        "PYTHONDONTWRITEBYTECODE", None
    )  # An installed program is compiled once, not at every start.
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        rows = []
        for variant in VARIANTS:
            for size in SIZES[: 2 if quick else None]:
                print(f"{variant}, {size:,} questions ...", file=sys.stderr, flush=True)
                rows.append(measure(variant, size, folder))
        print("start, files, letters, packet ...", file=sys.stderr, flush=True)
        figures = [
            *file_figures(folder),
            *document_figures(folder / "letters"),
            *packet_figures(folder / "packet"),
            *engine_figures(rows),
            *growth_figures(),
        ]
        print("the interview screen ...", file=sys.stderr, flush=True)
        screen = [] if quick else screen_figures(folder / "screen")
    text = page(rows, figures, screen, datetime.now(UTC).date())
    print(text)
    if not quick:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
