"""Random question trees, written as YAML and built, and conditions over what they ask."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from interview.core.answers import AnswerState
from interview.core.build import build_tree
from interview.core.tree import Tree
from interview.storage.yaml_source import load_yaml

KINDS = ("yes_no", "choice", "choices", "number", "date", "text", "diagnosis")
OPTIONS = ("a", "b", "c")
MONTHS = ("2024", "2025", "2025-02", "2025-03", "2025-02-28", "2025-03-01", "2025-03-31")
ASK = (["patient"], ["prescriber"], ["patient", "prescriber"], ["proxy"], ["plan", "patient"])
STATES = tuple(s.value for s in AnswerState)


def tree_of(files: dict[str, object]) -> Tree:
    """The tree of these files, through YAML (of which JSON is a part) and the builder."""
    return build_tree(
        {
            name: load_yaml(json.dumps(data, indent=1), f"{name}.yaml")
            for name, data in files.items()
        }
    )


# conditions as text


@dataclass
class Names:
    """What a condition may name at this point, by name: the question as the author wrote it."""

    questions: dict[str, dict[str, Any]] = field(default_factory=dict)
    defined: list[str] = field(default_factory=list)
    amounts: list[str] = field(default_factory=list)

    def of_kind(self, *kinds: str) -> list[str]:
        return [name for name, q in self.questions.items() if q["kind"] in kinds]

    def in_row(self, columns: Sequence[dict[str, Any]]) -> Names:
        return replace(self, questions={**self.questions, **{f"row.{c['id']}": c for c in columns}})


@st.composite
def conditions(draw: st.DrawFn, names: Names, depth: int = 2) -> str:
    """A condition over these names; there must be at least one."""
    shape = draw(st.sampled_from(("test", "test", "not", "and", "or"))) if depth else "test"
    if shape == "test":
        return draw(_tests(names, depth))
    if shape == "not":
        return f"not ({draw(conditions(names, depth - 1))})"
    return f"({draw(conditions(names, depth - 1))}) {shape} {draw(conditions(names, 0))}"


@st.composite
def _tests(draw: st.DrawFn, names: Names, depth: int) -> str:  # one branch per kind
    if names.defined and draw(st.integers(0, 4)) == 4:
        return draw(st.sampled_from(names.defined))
    if names.amounts and draw(st.integers(0, 4)) == 4:
        return (
            f"{draw(st.sampled_from(names.amounts))} {draw(_operators)} {draw(st.integers(-2, 20))}"
        )
    lists = names.of_kind("list")
    name = draw(
        st.sampled_from(lists if lists and draw(st.integers(0, 3)) > 1 else list(names.questions))
    )
    question = names.questions[name]
    if question["kind"] != "list" and draw(st.integers(0, 5)) == 5:
        return draw(
            st.sampled_from([f"answered({name})", *(f"state({name}) == {s}" for s in STATES)])
        )
    match question["kind"]:
        case "yes_no":
            return (
                f"{name} {draw(st.sampled_from(('==', '!=')))}"
                f" {draw(st.sampled_from(('yes', 'no')))}"
            )
        case "choice":
            return draw(_choice_tests(name))
        case "choices":
            return (
                f"{draw(st.sampled_from(OPTIONS))} {draw(st.sampled_from(('in', 'not in')))} {name}"
            )
        case "number":
            return f"{name} {draw(_operators)} {draw(_numbers(names, question))}"
        case "date":
            return draw(_date_tests(name, names))
        case "diagnosis":
            return f"starts({name}, '{draw(st.sampled_from(('C', 'C5', 'c50.1')))}')"
        case "list":
            return draw(_list_tests(name, names, question, depth))
    return f"answered({name})"


_operators = st.sampled_from(("<", "<=", ">", ">=", "==", "!="))


@st.composite
def _choice_tests(draw: st.DrawFn, name: str) -> str:
    if draw(st.booleans()):
        return f"{name} {draw(st.sampled_from(('==', '!=')))} {draw(st.sampled_from(OPTIONS))}"
    some = draw(st.lists(st.sampled_from(OPTIONS), min_size=1, max_size=2, unique=True))
    return f"{name} {draw(st.sampled_from(('in', 'not in')))} [{', '.join(some)}]"


def _numbers(names: Names, question: dict[str, Any]) -> st.SearchStrategy[str]:
    others = [
        n for n in names.of_kind("number") if "units" in names.questions[n] or "units" in question
    ]
    alike = [n for n in names.of_kind("number") if "units" not in names.questions[n]]
    if "units" in question:
        return st.sampled_from(others)
    return st.one_of(st.integers(0, 4).map(str), st.sampled_from([*alike, "2.5", "-1"]))


@st.composite
def _date_tests(draw: st.DrawFn, name: str, names: Names) -> str:
    other = draw(st.sampled_from([*(f"date('{m}')" for m in MONTHS), *names.of_kind("date")]))
    if draw(st.booleans()):
        return f"{name} {draw(_operators)} {other}"
    unit = draw(st.sampled_from(("days", "weeks", "months", "years")))
    return f"{unit}({name}, {other}) {draw(_operators)} {draw(st.sampled_from((-1, 0, 1, 4, 52)))}"


@st.composite
def _list_tests(
    draw: st.DrawFn, name: str, names: Names, question: dict[str, Any], depth: int
) -> str:
    if draw(st.integers(0, 3)) == 3:
        return f"answered({name})"
    inner = draw(
        conditions(
            replace(names, questions={f"row.{c['id']}": c for c in question["row"]}), min(depth, 1)
        )
    )
    operator, number = draw(_operators), draw(st.integers(0, 2))
    compared = f"{operator} {number}"
    some, every = f"any({name}, {inner})", f"all({name}, {inner})"
    return draw(
        st.sampled_from(
            (some, every, f"count({name}, {inner}) {compared}", f"count({name}) {compared}")
        )
    )


# trees


@st.composite
def _questions(draw: st.DrawFn, id: str, names: Names, gated: bool) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    question: dict[str, Any] = {"id": id, "kind": kind, "title": f"Title of {id}"}
    if kind in ("choice", "choices"):
        question["options"] = dict.fromkeys(OPTIONS, "Label")
    if kind == "number" and draw(st.integers(0, 3)) == 3:
        question["units"] = ["kg", "lb"]
    if draw(st.integers(0, 2)) == 2:
        question["none"] = "There is none"
    if draw(st.booleans()):
        question["ask"] = draw(st.sampled_from(ASK))
    if draw(st.integers(0, 5)) == 5:
        question["confidential"] = "yes"
    if gated and bool(names.questions) and draw(st.integers(0, 2)) > 0:
        question["when"] = draw(conditions(names))
    if gated and kind in ("choice", "yes_no") and bool(names.questions) and draw(st.booleans()):
        question["implied"] = draw(_rules(OPTIONS if kind == "choice" else ("yes", "no"), names))
    return question


@st.composite
def _rules(draw: st.DrawFn, values: Sequence[str], names: Names) -> list[dict[str, str]]:
    """From what an answer follows; of rules that disagree the first counts."""
    return [
        {"when": draw(conditions(names, 1)), "value": draw(st.sampled_from(values))}
        for _ in range(draw(st.integers(1, 2)))
    ]


@st.composite
def _with_checks(
    draw: st.DrawFn, question: dict[str, Any], names: Names, own: str
) -> dict[str, Any]:
    for key in ("check", "confirm"):
        if draw(st.integers(0, 4)) == 4:
            seen = replace(names, questions={**names.questions, own: question})
            test = draw(conditions(seen, 1))
            question[key] = [{"test": test, "say": "That does not fit."}]
    return question


@st.composite
def _lists(draw: st.DrawFn, id: str, names: Names, gated: bool) -> dict[str, Any]:
    columns: list[dict[str, Any]] = []
    for i in range(draw(st.integers(1, 3))):
        known = names.in_row(columns)
        column = draw(_questions(f"c{i}", known, gated))
        columns.append(draw(_with_checks(column, known, f"row.c{i}")) if gated else column)
    question: dict[str, Any] = {"id": id, "kind": "list", "title": id, "row": columns}
    if gated and bool(names.questions) and draw(st.booleans()):
        question["when"] = draw(conditions(names))
    return draw(_with_checks(question, names, id)) if gated else question


@st.composite
def files(draw: st.DrawFn, gated: bool) -> dict[str, object]:
    """Up to three modules of a few questions each; without `gated` everything is always on path."""
    names = Names()
    modules = [f"m{i}" for i in range(draw(st.integers(1, 3)))]
    found: dict[str, object] = {
        "root": {"tree": "t", "version": "1", "title": "T", "modules": modules},
    }
    for module in modules:
        found[module] = draw(_modules(module, names, gated))
    return found


@st.composite
def _modules(draw: st.DrawFn, module: str, names: Names, gated: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"module": module, "title": module}
    if gated and bool(names.questions) and draw(st.booleans()):
        data["when"] = draw(conditions(names))
    if bool(names.questions) and draw(st.booleans()):
        data["define"] = draw(_definitions(module, names))
    data["questions"] = draw(_items(module, names, gated, 2))
    return data


@st.composite
def _definitions(draw: st.DrawFn, module: str, names: Names) -> dict[str, str]:
    found = {f"{module}.is_so": draw(conditions(names))}
    dates = names.of_kind("date")
    if dates:
        found[f"{module}.months"] = f"months({draw(st.sampled_from(dates))}, date('2025-03-15'))"
        names.amounts.append(f"{module}.months")
    names.defined.append(f"{module}.is_so")
    return found


@st.composite
def _items(
    draw: st.DrawFn, prefix: str, names: Names, gated: bool, depth: int
) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for i in range(draw(st.integers(1, 3))):
        shape = (
            draw(st.sampled_from(("question", "list", "question", "section", "list")))
            if depth
            else "question"
        )
        id = f"{prefix}.q{i}"
        if shape == "section":
            section: dict[str, Any] = {"section": "Part"}
            if gated and bool(names.questions) and draw(st.booleans()):
                section["when"] = draw(conditions(names))
            section["questions"] = draw(_items(f"{prefix}.s{i}", names, gated, depth - 1))
            items.append(section)
            continue
        if shape == "list":
            question = draw(_lists(id, names, gated))
        else:
            question = draw(_questions(id, names, gated))
            if gated:
                question = draw(_with_checks(question, names, id))
        names.questions[id] = question
        items.append(question)
    return items
