"""Made-up question trees of any size, in the tree format, with the answers of a person who says yes
to everything.

Every third question belongs to those who say no, so a third is never asked. The variants differ in
what decides:

- `one`: a single earlier answer, anywhere before (a wide tree below the first question)
- `chain`: the answer just before (one long thread; a change at its start reaches everything)
- `five`: five earlier answers together, and after 40 % of the form a list of 20 rows with 5 columns
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Variant = Literal["one", "chain", "five"]
VARIANTS: tuple[Variant, ...] = ("one", "chain", "five")
MODULE_SIZE = 250
ROWS, COLUMNS = 20, 5


@dataclass(frozen=True)
class Item:
    """One yes/no question and the earlier questions that decide it."""

    id: str
    number: int
    needs: tuple[int, ...]
    """Numbers of the questions whose answers decide whether it is asked."""
    wanted: bool
    """What those answers must be; false puts it off the path of somebody who says yes to
    everything.
    """


@dataclass(frozen=True)
class Form:
    """A tree to be measured."""

    variant: Variant
    items: tuple[Item, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """Ids on the path of somebody who says yes to everything, in order; the list is not
        among them.
        """
        return tuple(item.id for item in self.items if item.wanted)

    @property
    def list_after(self) -> int:
        """Number of the question that the list follows; -1 where there is no list."""
        return len(self.items) * 2 // 5 if self.variant == "five" else -1

    @property
    def list_id(self) -> str:
        return f"m{self.list_after // MODULE_SIZE}.entries" if self.list_after >= 0 else ""


def form(variant: Variant, size: int) -> Form:
    """A form of `size` questions; the same one each time."""
    draw = random.Random(f"{variant} {size}")
    items: list[Item] = []
    on_path: list[int] = []
    for number in range(size):
        wanted = number % 3 != 2
        needs = _needs(variant, on_path, draw)
        items.append(Item(f"m{number // MODULE_SIZE}.q{number}", number, needs, wanted))
        if wanted:
            on_path.append(number)
    return Form(variant, tuple(items))


def _needs(variant: Variant, on_path: list[int], draw: random.Random) -> tuple[int, ...]:
    if not on_path:
        return ()
    if variant == "chain":
        return (on_path[-1],)
    count = 5 if variant == "five" else 1
    return tuple(sorted(draw.sample(on_path, min(count, len(on_path)))))


def write(made: Form, folder: Path) -> Path:
    """Writes the form as a question tree into `folder` and returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    modules = []
    for start in range(0, len(made.items), MODULE_SIZE):
        name = f"m{start // MODULE_SIZE}"
        modules.append(name)
        questions = "".join(
            _question(made, item) for item in made.items[start : start + MODULE_SIZE]
        )
        text = f"module: {name}\ntitle: Part {name}\nquestions:\n{questions}"
        folder.joinpath(f"{name}.yaml").write_text(text, encoding="utf-8")
    root = f'tree: bench\nversion: "1"\ntitle: Measured\nmodules: [{", ".join(modules)}]\n'
    folder.joinpath("root.yaml").write_text(root, encoding="utf-8")
    return folder


def _question(made: Form, item: Item) -> str:
    """One question in the tree format, and the list where it follows this question."""
    wanted = "yes" if item.wanted else "no"
    when = " and ".join(f"{made.items[number].id} == {wanted}" for number in item.needs)
    lines = [f"  - id: {item.id}", "    kind: yes_no", f"    title: Fact {item.number}"]
    lines += [f"    say: Is fact {item.number} so?"]
    if when:
        lines.append(f"    when: {when}")
    if item.number == made.list_after:
        lines += [
            f"  - id: {made.list_id}",
            "    kind: list",
            "    title: Entries",
            "    say: What else?",
        ]
        lines += [f"    when: {made.items[0].id} == yes", "    row:"]
        for column in range(COLUMNS):
            lines += [
                f"      - id: g{column}",
                "        kind: yes_no",
                f"        title: Part {column}",
            ]
            lines += [f"        say: Is part {column} so?"]
            if column:
                lines.append(f"        when: row.g{column - 1} == yes")
    return "\n".join(lines) + "\n"
