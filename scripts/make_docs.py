"""Writes the documents that the trees themselves tell: docs/reasons.md and docs/coverage.md.

python scripts/make_docs.py           writes them
python scripts/make_docs.py --check   only says which are not current (exit status 1)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from interview.authors.reasons import Needed, ReasonSummary, always_needed, reason_summaries
from interview.case.workplace import Workplace
from interview.core.nearest import did_you_mean
from interview.core.tree import Question

PROJECT = Path(__file__).resolve().parent.parent
COVERAGE = PROJECT / "scripts" / "coverage.yaml"
MADE = (
    "<!-- Written by scripts/make_docs.py. Change the trees or scripts/coverage.yaml and run it"
    " again. -->\n"
)


class Uncovered(Exception):
    """coverage.yaml says something that does not hold. Carries one sentence a line."""


def reasons_page(workplace: Workplace) -> str:
    """What every reason asks, writes and encloses."""
    summaries = reason_summaries(workplace)
    return "\n".join([MADE, *_reasons(workplace, summaries)]) + "\n"


def _reasons(workplace: Workplace, summaries: tuple[ReasonSummary, ...]) -> Iterator[str]:
    yield "# Reasons for a refusal\n"
    yield (
        "Questions are counted on the shortest honest path: this reason alone, every question"
        " answered in the way that leads to fewest others, one entry in each list that the reason"
        " needs. Each question counts for whoever is asked it first. What the clinic's profile"
        " answers is asked of nobody.\n"
    )
    yield "| Reason | Group | Patient | Others | Profile | Letters |\n|---|---|---|---|---|---|"
    for each in summaries:
        others = ", ".join(f"{party} {count}" for party, count in each.others.items())
        letters = ", ".join(letter.id for letter in each.letters)
        yield (
            f"| {each.label} | {each.group} | {each.patient} | {others} | {each.from_profile} |"
            f" {letters} |"
        )
    for each in summaries:
        yield f"\n## {each.label}\n"
        yield "Letters:\n"
        yield from (f"- {letter.title} (`{letter.id}`){_if(letter)}" for letter in each.letters)
        yield "\nDocuments:\n"
        yield from (_document(needed) for needed in each.documents)
    yield "\n## With every reason\n"
    yield from (_document(needed) for needed in always_needed(workplace.tree))


def _document(needed: Needed) -> str:
    age = f", not older than {needed.months} months" if needed.months else ""
    return f"- {needed.title} (`{needed.id}`): {needed.why}. From {needed.has}{age}{_if(needed)}."


def _if(needed: Needed) -> str:
    return f"; if {needed.condition}" if needed.condition else ""


def coverage_page(workplace: Workplace, given: dict[str, Any]) -> str:
    """What published letters ask for and what covers it. Raises Uncovered."""
    wrong = list(_wrong(workplace, given))
    if wrong:
        raise Uncovered("\n".join(wrong))
    return "\n".join([MADE, *_coverage(given)]) + "\n"


def _wrong(workplace: Workplace, given: dict[str, Any]) -> Iterator[str]:
    known, fields = _ids(workplace), given["fields"]
    for key, entry in fields.items():
        if len({"by", "left_out", "open"} & entry.keys()) != 1 or set(entry) - {
            "what",
            "by",
            "left_out",
            "open",
        }:
            yield f"{key}: please say what it is and exactly one of by, left_out and open."
        for id in entry.get("by", ()):
            if id not in known:
                yield f"{key}: nothing is called {id}. {did_you_mean(id, known)}"
    named = {key for source in given["sources"] for key in source["fields"]}
    yield from (
        f"No field is called {key}. {did_you_mean(key, fields)}"
        for key in sorted(named - fields.keys())
    )
    yield from (f"{key}: no source asks for it." for key in sorted(fields.keys() - named))


def _ids(workplace: Workplace) -> set[str]:
    """Questions, columns as `list/column`, attachments and letters."""
    tree = workplace.tree
    questions = [node for node in tree.nodes if isinstance(node, Question)]
    columns = {f"{node.id}/{column.id}" for node in questions for column in node.columns}
    return (
        {node.id for node in questions}
        | columns
        | {attachment.id for attachment in tree.attachments}
        | {letter.id for letter in workplace.letters}
    )


def _coverage(given: dict[str, Any]) -> Iterator[str]:
    fields, sources = given["fields"], given["sources"]
    yield "# What published letters and guides ask for\n"
    count = sum("open" in entry for entry in fields.values())
    yield (
        f"{len(sources)} sources ask for {len(fields)} things; {count} of these are not covered"
        " yet.\n"
    )
    yield "| Asked for | Covered by |\n|---|---|"
    yield from (f"| {entry['what']} | {_covered(entry)} |" for entry in fields.values())
    yield "\n## By source\n"
    yield "| Source | Asks for |\n|---|---|"
    for source in sources:
        asked = "; ".join(_small(fields[key]["what"]) for key in source["fields"])
        yield f"| {source['name']} | {asked} |"


def _covered(entry: dict[str, Any]) -> str:
    if "by" in entry:
        return ", ".join(f"`{id}`" for id in entry["by"])
    return (
        f"Left out: {_small(entry['left_out'])}"
        if "left_out" in entry
        else f"Not covered yet ({entry['open']})"
    )


def _small(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def pages() -> dict[str, str]:
    """Every generated document by its name in docs/."""
    workplace = Workplace()
    given = yaml.safe_load(COVERAGE.read_text(encoding="utf-8"))
    return {"reasons.md": reasons_page(workplace), "coverage.md": coverage_page(workplace, given)}


def main() -> int:
    try:
        made = pages()
    except Uncovered as problem:
        print(problem)
        return 1
    docs = PROJECT / "docs"
    if sys.argv[1:] == ["--check"]:
        old = {
            name: (docs / name).read_text(encoding="utf-8") if (docs / name).exists() else ""
            for name in made
        }
        stale = [name for name, text in made.items() if old[name] != text]
        print("\n".join(["Please run scripts/make_docs.py:", *stale]) if stale else "All current.")
        return bool(stale)
    for name, text in made.items():
        (docs / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
