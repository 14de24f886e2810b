"""Builds which question an id that no question has any more stands for: `formerly:` of questions,
columns and modules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview.core.author_text import Problem, Scalar
from interview.core.reading import Fields

FORMERLY = "formerly"
_INSTEAD = ", which is still asked. Please name the id that {} had before, or remove the line."
_TWICE = "{} and {} both say that they were {} formerly. Please keep one of the two."


@dataclass(frozen=True, slots=True)
class Renaming:
    """One id under `formerly:`, as the author wrote it."""

    old: Scalar
    present: str
    """The id of the question now; of a column `list/column`."""

    @property
    def former(self) -> str:
        """The former id, in the form of `present`."""
        list_id, slash, _ = self.present.rpartition("/")
        return f"{list_id}{slash}{self.old.text}"


def renamings_of(fields: Fields, id: str, list_id: str) -> Iterator[Renaming]:
    """What a question or, with its list's id, a column was called before."""
    present = f"{list_id}/{id}" if list_id else id
    return (Renaming(old, present) for old in fields.scalars(FORMERLY))


def renamings_of_module(fields: Fields, module: str, ids: Iterable[str]) -> Iterator[Renaming]:
    """The same for each question of a module that was called otherwise; `ids` are all there are."""
    own = [id for id in ids if id == module or id.startswith(f"{module}.")]
    for old in fields.scalars(FORMERLY):
        for id in own:
            yield Renaming(Scalar(f"{old.text}{id.removeprefix(module)}", old.place), id)


def present_ids(
    questions: list[Renaming],
    modules: list[Renaming],
    asked: frozenset[str],
    problems: list[Problem],
) -> dict[str, str]:
    """Present id by former id. `asked` holds what a former id cannot be, since the tree has it:
    ids of questions and documents, and `list/column`. What a question says of itself goes before
    what its module says.
    """
    found: dict[str, str] = {}
    for each in questions:
        sentence = _unusable(each, questions, found, asked)
        if sentence:
            problems.append(Problem(each.old.place, "former_id", sentence))
        else:
            found[each.former] = each.present
    return _present_of_modules(modules, asked, problems) | found


def _present_of_modules(
    modules: list[Renaming], asked: frozenset[str], problems: list[Problem]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in modules:
        if each.former in asked:
            sentence = f"{FORMERLY} makes {each.former} of {each.present}"
            sentence += _INSTEAD.format(each.present)
            problems.append(Problem(each.old.place, "former_id", sentence))
        elif found.setdefault(each.former, each.present) != each.present:
            sentence = _TWICE.format(found[each.former], each.present, each.former)
            problems.append(Problem(each.old.place, "former_id", sentence))
    return found


def _unusable(
    each: Renaming, all_of_them: list[Renaming], found: dict[str, str], asked: frozenset[str]
) -> str:
    """Why this cannot be what the question was called; empty when it can."""
    if not each.old.text or "/" in each.old.text:
        return f"{FORMERLY} needs the id that {each.present} had before. Please write it alone."
    if each.former == each.present:
        return f"{each.present} is still called so. Please name the id it had before."
    if each.former in asked:
        present = {(one.former, one.present) for one in all_of_them}
        if _leads_back(each, present):
            return (
                f"{each.former} and {each.present} are each said to be the other formerly. Please"
                " keep one of the two."
            )
        return f"{FORMERLY} names {each.former}" + _INSTEAD.format(each.present)
    if each.former in found:
        return _TWICE.format(found[each.former], each.present, each.former)
    return ""


def _leads_back(start: Renaming, present: set[tuple[str, str]]) -> bool:
    """Whether former ids lead from this question back to itself."""
    seen, reached = set[str](), {start.former}
    while reached - seen:
        seen |= reached
        reached = {former for former, question in present if question in seen}
    return start.present in seen
