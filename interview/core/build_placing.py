"""Which files of a tree are modules, in the order in which the root places them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Dict

from interview.core.author_text import Node, Problem, Scalar
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields

ROOT = "root"
"""Name of the file that places the modules."""


def placed(root: Fields, files: Dict[str, Node], problems: list[Problem]) -> list[str]:
    """The files that `modules:` of the root places. `reasons/*` places, by name, whatever of that
    folder no other line does.
    """
    listed = root.scalars("modules")
    by_name = {entry.text for entry in listed}
    names: list[str] = []
    named: set[str] = set()
    for entry in listed:
        for name in _files_of(entry.text, files, by_name):
            named.add(name)
            problem = _misplaced(entry, name, names, files)
            if problem is None:
                names.append(name)
            else:
                problems.append(problem)
    problems += _left_over(files, named)
    return names


def _files_of(entry: str, files: Dict[str, Node], by_name: set[str]) -> list[str]:
    if not entry.endswith("/*"):
        return [entry]
    folder = entry[:-1]
    return sorted(file for file in files if file.startswith(folder) and file not in by_name)


def _misplaced(
    entry: Scalar, name: str, names: list[str], files: Dict[str, Node]
) -> Problem | None:
    if name in names:
        sentence = f"{name} is placed twice. Please remove one of the two."
        return Problem(entry.place, "placed_twice", sentence)
    if name not in files:
        known = did_you_mean(name, set(files) - {ROOT})
        return Problem(entry.place, "no_file", f"There is no file {name}.yaml. {known}")
    if short(name) in map(short, names):
        sentence = f"Two modules are called {short(name)}. Please rename one of the two files."
        return Problem(entry.place, "duplicate_id", sentence)
    return None


def _left_over(files: Dict[str, Node], named: set[str]) -> Iterator[Problem]:
    for name in sorted(set(files) - named - {ROOT}):
        sentence = f"root.yaml does not place {name}. Please add it under `modules:`."
        yield Problem(files[name].place, "not_placed", sentence)


def short(name: str) -> str:
    """`step_therapy` for `reasons/step_therapy`."""
    return name.rpartition("/")[2]
