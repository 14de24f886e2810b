"""Writes docs/templates.md: every name that a letter may use, from the shipped question trees.

python scripts/make_template_names.py           writes the page
python scripts/make_template_names.py --check   only says whether it is current (exit status 1)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from interview.case.workplace import load_tree
from interview.core.conditions import Condition
from interview.core.conditions.printed import condition_text
from interview.core.tree import Module, Question, Section, Tree
from interview.letters.telling import may_be_reported

PAGE = Path(__file__).resolve().parent.parent / "docs" / "templates.md"
MOST_OPTIONS = 12

HEAD = """# Names that a letter may use

Written by `make names` from the question trees; please do not edit it by hand. How a letter is written, with its
functions and filters, is in [authoring.md](authoring.md).

## A clinic's own letters

Copy a file of `templates/` into a folder of your own, under the same name, and change its words, order or look there.
Your file takes the place of the shipped one; all others stay. Name the folder on the command line (`--templates DIR`)
or once for all in the profile (`interview profile`, “How letters look”). `_letter.md.j2` is the frame of the
prescriber's letters, and `parts/` has the pieces that several letters share, such as the enclosures. Then run
`interview tree check`.

A mistake is told with file, line and the name that is meant:

    exception_request.md.j2:14:1: patient has no nam. Did you mean name?

Templates run in a sandbox: nothing is computed in them, no file is opened, and one letter may take {steps} steps,
{length} characters and {templates} included templates. A loop without end is refused in a sentence, never a hang.

## How to read the tables

* **r**: may be told by the patient. In the prescriber's voice it is printed as `{{{{ reported(name) }}}}`.
* **b**: blocking: without it no letter is final. **c**: confidential: no letter prints it.
* *only when*: in other cases the question is not relevant, and the name must stand behind `relevant('name')` or the
  same condition. “–” means that it always is.
* Names after a dot under *prints* are parts: `{{{{ diagnosis.code.words }}}}`.
"""


def page(tree: Tree) -> str:
    """The whole page."""
    from interview.letters.check import MOST_TEMPLATES
    from interview.letters.render import LONGEST
    from interview.letters.telling import MOST_WORK

    head = HEAD.format(
        steps=f"{MOST_WORK:,}", length=f"{LONGEST:,}", templates=f"{MOST_TEMPLATES:,}"
    )
    return "\n".join([head, *(line for module in tree.modules for line in _module(tree, module))])


def _module(tree: Tree, module: Module) -> Iterator[str]:
    yield from (f"## {module.section.title} (`{module.name}`)", "")
    if module.section.when is not None:
        yield from (f"Only when `{_text(module.section.when)}`.", "")
    if module.is_reason:
        yield from (
            f"A reason: “{module.label}”. Its part is `templates/reasons/{module.name}.md.j2`.",
            "",
        )
    questions = list(_questions(module.section, ()))
    yield from _table([_row(question, question.id, when) for question, when in questions])
    for question, _ in questions:
        if question.columns:
            yield from (f"Columns of `{question.id}`, in `{{% for row in {question.id} %}}`:", "")
            yield from _table(
                [_row(column, f"row.{column.id}", (column.when,)) for column in question.columns]
            )
    yield from _definitions(tree, module)
    yield from _documents(module)


def _questions(
    section: Section, outer: tuple[Condition | None, ...]
) -> Iterator[tuple[Question, tuple[Condition | None, ...]]]:
    """Questions with the conditions that stand around them within their module."""
    for item in section.items:
        if isinstance(item, Section):
            yield from _questions(item, (*outer, item.when))
        else:
            yield item, (*outer, item.when)


def _table(rows: list[str]) -> Iterator[str]:
    if rows:
        yield from ("| name | prints | | only when |", "|---|---|---|---|", *rows, "")


def _row(question: Question, name: str, when: tuple[Condition | None, ...]) -> str:
    marks = [
        *(["r"] if may_be_reported(question) else []),
        *(["b"] if question.blocking else []),
        *(["c"] if question.confidential else []),
    ]
    conditions = " and ".join(f"`{_text(each)}`" for each in when if each is not None)
    return f"| `{name}` | {_prints(question)} | {' '.join(marks)} | {conditions or '–'} |"


def _prints(question: Question) -> str:
    kind = question.kind.name.replace("_", " ")
    found = f"{_cell(str(question.title))} ({kind})"
    options = [option.key for option in question.options]
    if kind in ("choice", "choices") and options:
        shown = ", ".join(options[:MOST_OPTIONS]) + (
            f" … {len(options)} in all" if len(options) > MOST_OPTIONS else ""
        )
        found += f": {shown}"
    parts = question.kind.parts(None)
    return f"{found}; parts {', '.join(f'.{part}' for part in parts)}" if parts else found


def _definitions(tree: Tree, module: Module) -> Iterator[str]:
    own = {
        name: each
        for name, each in tree.definitions.items()
        if name.partition(".")[0] == module.name
    }
    if own:
        yield from ("Conditions that have a name, as in `true('name')`:", "")
        yield from (f"* `{name}`: `{_text(each.condition)}`" for name, each in own.items())
        yield ""


def _documents(module: Module) -> Iterator[str]:
    if module.attachments:
        yield from (
            "| document, as in `needed('…')` and `exhibit('…')` | | only when |",
            "|---|---|---|",
        )
        for each in module.attachments:
            row = f"; one per row of `{each.list}`: `row.exhibit('{each.id}')`" if each.list else ""
            when = f"`{_text(each.when)}`" if each.when is not None else "–"
            yield f"| `{each.id}` | {_cell(str(each.title))}{row} | {when} |"
        yield ""


def _text(condition: Condition) -> str:
    return _cell(condition_text(condition))


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def main() -> int:
    new = page(load_tree())
    if sys.argv[1:] == ["--check"]:
        is_current = PAGE.exists() and PAGE.read_text("utf-8") == new
        print("Current." if is_current else "Please run: make names")
        return 0 if is_current else 1
    PAGE.write_text(new, "utf-8")
    print(f"Written to {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
