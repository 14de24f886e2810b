"""Random question trees, written as YAML and built, and random stories: what happens to a case, event by event."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from pydantic import JsonValue

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Confirmation, How, Party, Source
from interview.core.build import build_tree
from interview.core.engine import Engine
from interview.core.events import AnyEvent
from interview.core.state import State, replay
from interview.core.tree import Question, Tree
from interview.storage.yaml_source import load_yaml

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
KINDS = ("yes_no", "choice", "choices", "number", "date", "text", "diagnosis")
OPTIONS = ("a", "b", "c")
MONTHS = ("2024", "2025", "2025-02", "2025-03", "2025-02-28", "2025-03-01", "2025-03-31")
ASK = (["patient"], ["prescriber"], ["patient", "prescriber"], ["proxy"], ["plan", "patient"])
STATES = tuple(s.value for s in AnswerState)
DIAGNOSES = ({"code": "C50.1", "words": ""}, {"code": "C50", "words": ""}, {"code": "", "words": "a cough"})


def tree_of(files: dict[str, object]) -> Tree:
    """The tree of these files, through YAML (of which JSON is a part) and the builder."""
    return build_tree({name: load_yaml(json.dumps(data, indent=1), f"{name}.yaml") for name, data in files.items()})


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
        return draw(tests(names, depth))
    if shape == "not":
        return f"not ({draw(conditions(names, depth - 1))})"
    return f"({draw(conditions(names, depth - 1))}) {shape} {draw(conditions(names, 0))}"


@st.composite
def tests(draw: st.DrawFn, names: Names, depth: int = 0) -> str:
    if names.defined and draw(st.integers(0, 4)) == 4:
        return draw(st.sampled_from(names.defined))
    if names.amounts and draw(st.integers(0, 4)) == 4:
        return f"{draw(st.sampled_from(names.amounts))} {draw(_operators)} {draw(st.integers(-2, 20))}"
    name = draw(st.sampled_from(list(names.questions)))
    question = names.questions[name]
    if question["kind"] != "list" and draw(st.integers(0, 5)) == 5:
        return draw(st.sampled_from([f"answered({name})", *(f"state({name}) == {s}" for s in STATES)]))
    match question["kind"]:
        case "yes_no":
            return f"{name} {draw(st.sampled_from(('==', '!=')))} {draw(st.sampled_from(('yes', 'no')))}"
        case "choice":
            return draw(_choice_tests(name))
        case "choices":
            return f"{draw(st.sampled_from(OPTIONS))} {draw(st.sampled_from(('in', 'not in')))} {name}"
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
    others = [n for n in names.of_kind("number") if "units" in names.questions[n] or "units" in question]
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
def _list_tests(draw: st.DrawFn, name: str, names: Names, question: dict[str, Any], depth: int) -> str:
    if draw(st.integers(0, 3)) == 3:
        return f"answered({name})"
    inner = draw(conditions(replace(names, questions={f"row.{c['id']}": c for c in question["row"]}), min(depth, 1)))
    operator, number = draw(_operators), draw(st.integers(0, 2))
    return draw(
        st.sampled_from(
            [f"any({name}, {inner})", f"all({name}, {inner})", f"count({name}, {inner}) {operator} {number}"]
            + [f"count({name}) {operator} {number}"]
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
    if gated and names.questions and draw(st.integers(0, 2)):
        question["when"] = draw(conditions(names))
    return question


@st.composite
def _with_checks(draw: st.DrawFn, question: dict[str, Any], names: Names, own: str) -> dict[str, Any]:
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
    if gated and names.questions and draw(st.booleans()):
        question["when"] = draw(conditions(names))
    return draw(_with_checks(question, names, id)) if gated else question


@st.composite
def _files(draw: st.DrawFn, gated: bool) -> dict[str, object]:
    """Up to three modules of a few questions each; without `gated` everything is always on path."""
    names = Names()
    modules = [f"m{i}" for i in range(draw(st.integers(1, 3)))]
    files: dict[str, object] = {
        "root": {"tree": "t", "version": "1", "title": "T", "modules": modules},
    }
    for module in modules:
        files[module] = draw(_modules(module, names, gated))
    return files


@st.composite
def _modules(draw: st.DrawFn, module: str, names: Names, gated: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"module": module, "title": module}
    if gated and names.questions and draw(st.booleans()):
        data["when"] = draw(conditions(names))
    if names.questions and draw(st.booleans()):
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
def _items(draw: st.DrawFn, prefix: str, names: Names, gated: bool, depth: int) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for i in range(draw(st.integers(1, 3))):
        shape = draw(st.sampled_from(("question", "question", "list", "section"))) if depth else "question"
        id = f"{prefix}.q{i}"
        if shape == "section":
            section: dict[str, Any] = {"section": "Part"}
            if gated and names.questions and draw(st.booleans()):
                section["when"] = draw(conditions(names))
            section["questions"] = draw(_items(f"{prefix}.s{i}", names, gated, depth - 1))
            items.append(section)
            continue
        if shape == "list":
            question = draw(_lists(id, names, gated))
        else:
            question = draw(_questions(id, names, gated))
            question = draw(_with_checks(question, names, id)) if gated else question
        names.questions[id] = question
        items.append(question)
    return items


# stories


def days(text: str) -> JsonValue:
    """A date's value as a transcript keeps it."""
    from interview.core.measure import days_from_iso

    found = days_from_iso(text)
    return {"first": found.first.isoformat(), "last": found.last.isoformat(), "about": False}


@lru_cache(maxsize=64)
def _values_of(kind: str, units: tuple[str, ...]) -> st.SearchStrategy[JsonValue]:
    match kind:
        case "yes_no":
            return st.sampled_from(("yes", "no"))
        case "choice":
            return st.sampled_from(OPTIONS)
        case "choices":
            return st.lists(st.sampled_from(OPTIONS), min_size=1, unique=True).map(sorted)  # type: ignore[arg-type]
        case "number":
            unit = st.sampled_from(units or ("",))
            return st.builds(lambda n, u: {"amount": str(n), "unit": u}, st.integers(0, 4), unit)
        case "date":
            return st.sampled_from([days(m) for m in MONTHS])
        case "diagnosis":
            return st.sampled_from(DIAGNOSES)
    return st.sampled_from(("some words", "other words"))


def values_for(question: Question) -> st.SearchStrategy[JsonValue]:
    """Values that fit the question, as a transcript keeps them."""
    return _values_of(question.kind.name, question.units)


@st.composite
def claims(draw: st.DrawFn, question: Question, anybody: bool = True) -> Claim:
    """What somebody may say about this question; with `anybody` false it is the patient."""
    state = draw(st.sampled_from([AnswerState.answered] * 5 + list(AnswerState)))
    value = draw(values_for(question)) if state is AnswerState.answered and not question.is_list else None
    party = draw(st.sampled_from((Party.patient, Party.patient, Party.proxy, Party.prescriber, Party.plan)))
    how = draw(st.sampled_from((How.said, How.said, How.chart)))
    owner = draw(st.sampled_from((None, *Party))) if state is AnswerState.later else None
    source = Source(party=party, how=how) if anybody else Source(party=Party.patient)
    return Claim(state=state, source=source, value=value, owner=owner)


class Story:
    """Events one after the other, numbered; keeps which rows there are."""

    def __init__(self, files: dict[str, object]) -> None:
        self.files = files
        self.tree = tree = tree_of(files)
        self.engine = Engine(tree)
        self.events: list[AnyEvent] = []
        self.made: dict[str, int] = {}
        self.add(ev.CaseOpened, case="c-1", tree=tree.id, tree_version=tree.version, tree_hash=tree.hash)

    def __repr__(self) -> str:
        told = [e.model_dump(mode="json", exclude_defaults=True, exclude={"at", "operator"}) for e in self.events]
        return "\n".join(map(json.dumps, [*self.files.values(), *told]))

    def add(self, kind: type[ev.Event], **values: Any) -> AnyEvent:
        event: Any = kind(seq=len(self.events) + 1, at=NOW, operator="Kim", **values)
        self.events.append(event)
        found: AnyEvent = event
        return found

    def say(self, address: str, claim: Claim) -> AnyEvent:
        return self.add(ev.AnswerGiven, address=address, claim=claim)

    def add_row(self, name: str) -> str:
        self.made[name] = self.made.get(name, 0) + 1
        row = f"r{self.made[name]}"
        self.add(ev.RowAdded, list=name, row=row)
        return row

    @property
    def lists(self) -> list[Question]:
        return [q for q in questions_of(self.tree) if q.is_list]

    def addresses(self) -> list[tuple[str, Question]]:
        """Every question and every cell that ever was."""
        found = []
        for question in questions_of(self.tree):
            found.append((question.id, question))
            for i in range(self.made.get(question.id, 0)):
                found += [(f"{question.id}/r{i + 1}/{c.id}", c) for c in question.columns]
        return found

    def confirmed(self, address: str, question: Question, claim: Claim) -> Claim:
        """The claim with every soft check confirmed for what would then be seen, as the session does it."""
        soft = [check for check in question.checks if not check.hard]
        if not soft:
            return claim
        state = replay(self.engine, self.events)
        state.apply(
            ev.AnswerGiven(seq=len(self.events) + 1, at=NOW, operator="Kim", address=address, claim=claim)
        )
        found = state.find(address)
        assert found is not None
        row = found[0] if "/" in address else None
        seen = [Confirmation(check=c.name, seen=state.decider.fingerprint(c.test, row)) for c in soft]
        return claim.model_copy(update={"confirmed": tuple(seen)})


def questions_of(tree: Tree) -> list[Question]:
    return [node for node in tree.nodes if isinstance(node, Question)]


_ACTIONS = (
    *("answer",) * 8,
    *("confirmed", "misfit", "again", "settle", "row", "row", "row", "remove", "close", "close", "undo", "call", "who"),
)


@st.composite
def stories(
    draw: st.DrawFn, *, gated: bool = True, longest: int = 14, anybody: bool = True, calls: bool = True
) -> Story:
    """A tree, and a case in which anything may happen in any order. Without `gated` everything is always on path,
    without `anybody` only the patient speaks, without `calls` all happens in one sitting."""
    story = Story(draw(_files(gated)))
    for _ in range(draw(st.integers(0, longest))):
        take_step(draw, story, draw(st.sampled_from(_ACTIONS)), anybody, calls)
    return story


def take_step(draw: st.DrawFn, story: Story, action: str, anybody: bool = True, calls: bool = True) -> None:
    match action:
        case "answer" | "confirmed":
            address, question = draw(st.sampled_from(story.addresses()))
            claim = draw(claims(question, anybody))
            story.say(address, story.confirmed(address, question, claim) if action == "confirmed" else claim)
        case "misfit":
            address, _ = draw(st.sampled_from(story.addresses()))
            story.say(address, Claim(state=AnswerState.answered, source=Source(party=Party.patient), value={"old": 1}))
        case "again":
            given = [e for e in story.events if isinstance(e, ev.AnswerGiven)]
            if given:
                before = draw(st.sampled_from(given))
                story.say(before.address, before.claim)
        case "settle":
            address, _ = draw(st.sampled_from(story.addresses()))
            party = draw(st.sampled_from((Party.patient, Party.prescriber, Party.proxy)))
            story.add(ev.Settled, address=address, party=party)
        case "row" | "remove" | "close" if story.lists:
            _change_list(draw, story, action)
        case "undo":
            kinds = (ev.AnswerGiven, ev.RowAdded, ev.RowRemoved, ev.Settled)
            targets = [e.seq for e in story.events if isinstance(e, kinds)]
            if targets:
                story.add(ev.Undone, target=draw(st.sampled_from(targets)))
        case "call" if calls:
            respondent = ev.Respondent(party=Party.patient)
            story.add(ev.CallStarted, direction="out", respondent=respondent)
        case "who" if calls:
            story.add(ev.RespondentChanged, respondent=ev.Respondent(party=Party.proxy))


def _change_list(draw: st.DrawFn, story: Story, action: str) -> None:
    question = draw(st.sampled_from(story.lists))
    if action == "row":
        story.add_row(question.id)
    elif action == "close":
        state = AnswerState.answered
        story.say(question.id, Claim(state=state, source=Source(party=Party.patient)))
    elif story.made.get(question.id):
        story.add(ev.RowRemoved, list=question.id, row=f"r{draw(st.integers(1, story.made[question.id]))}")
