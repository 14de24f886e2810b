"""A question that was renamed keeps its answers, and one that was taken out keeps them on record."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Party, Source
from interview.core.engine import Engine
from interview.core.events import EVENTS, AnyEvent
from interview.core.orphans import orphans_of
from interview.core.renamed import present_address
from interview.core.state import State, replay
from interview.core.tree import Tree
from tests.core.cases import Case
from tests.core.stories import Story, stories
from tests.core.strategies import tree_of
from tests.core.test_laws import MANY
from tests.core.trees import ROOT, module, module_text, problems, tree

OLD = module(
    """
    - {id: m.first, kind: text, title: First, say: First?}
    - {id: m.kept, kind: text, title: Kept, say: Kept?}
    - id: m.drugs
      kind: list
      title: Drugs
      say: Which?
      another: More?
      row:
        - {id: drug, kind: text, title: Drug, say: Which drug?}
        - {id: dose, kind: text, title: Dose, say: Which dose?}
    """
)


def told() -> Case:
    case = Case(OLD)
    case.say("m.first", "one")
    case.say("m.kept", "two")
    row = case.row("m.drugs")
    case.say(f"m.drugs/{row}/drug", "methotrexate")
    case.say(f"m.drugs/{row}/dose", "15 mg")
    case.close("m.drugs")
    return case


def read_by(new: Tree, case: Case) -> State:
    return replay(Engine(new), case.state.record.events)


def known(state: State) -> dict[str, str]:
    return {a.address: a.text for a in state.answers() if a.text}


FIRST = "- {id: m.first, kind: text, title: First}"
KEPT = "- {id: m.kept, kind: text, title: Kept}"
DRUG, DOSE = "{id: drug, kind: text, title: Drug}", "{id: dose, kind: text, title: Dose}"


def drugs(*columns: str, id: str = "m.drugs", more: str = "") -> str:
    return f"- {{id: {id}, kind: list, title: Drugs, {more} row: [{', '.join(columns)}]}}"


ALL = {"m.first": "one", "m.kept": "two", "m.drugs/r1/drug": "methotrexate"}
ALL["m.drugs/r1/dose"] = "15 mg"


def renamed(**names: str) -> dict[str, str]:
    """What is known, with parts of its addresses called otherwise."""
    found = {}
    for address, text in ALL.items():
        now = address
        for old, new in names.items():
            now = now.replace(old.replace("_", ".", 1), new)
        found[now] = text
    return found


RENAMED = {
    "nothing": ((FIRST, KEPT, drugs(DRUG, DOSE)), ALL),
    "a question": (
        ("- {id: m.one, kind: text, title: One, formerly: m.first}", KEPT, drugs(DRUG, DOSE)),
        renamed(m_first="m.one"),
    ),
    "a question, for the second time": (
        (
            "- {id: m.one, kind: text, title: One, formerly: [m.zero, m.first]}",
            KEPT,
            drugs(DRUG, DOSE),
        ),
        renamed(m_first="m.one"),
    ),
    "a column": (
        (FIRST, KEPT, drugs("{id: name, kind: text, title: Name, formerly: drug}", DOSE)),
        renamed(**{"/drug": "/name"}),
    ),
    "a list": (
        (FIRST, KEPT, drugs(DRUG, DOSE, id="m.tried", more="formerly: m.drugs,")),
        renamed(m_drugs="m.tried"),
    ),
    "a list and a column": (
        (
            FIRST,
            KEPT,
            drugs(
                "{id: name, kind: text, title: Name, formerly: drug}",
                DOSE,
                id="m.tried",
                more="formerly: m.drugs,",
            ),
        ),
        renamed(m_drugs="m.tried", **{"/drug": "/name"}),
    ),
}


@pytest.mark.parametrize("name", list(RENAMED))
def test_what_was_recorded_under_a_former_id_answers_the_question_of_today(name: str) -> None:
    questions, wanted = RENAMED[name]
    state = read_by(module("\n".join(questions)), told())
    assert known(state) == wanted
    assert orphans_of(state) == ()
    assert all(state.is_closed(each.id) for each in state.tree.nodes if getattr(each, "columns", 0))


def test_a_module_that_was_renamed_takes_all_its_answers_along() -> None:
    text = module_text("\n".join((FIRST, KEPT, drugs(DRUG, DOSE))), "m", "formerly: old")
    text = text.replace("m.", "n.").replace("module: m", "module: n").replace("old", "m")
    state = read_by(tree({"root": f"{ROOT}modules: [n]\n", "n": text}), told())
    assert known(state) == {f"n.{address[2:]}": words for address, words in ALL.items()}


GONE = {
    "a question": ((KEPT, drugs(DRUG, DOSE)), ["m.first"]),
    "a column": ((FIRST, KEPT, drugs(DRUG)), ["m.drugs/r1/dose"]),
    "a list": ((FIRST, KEPT), ["m.drugs/r1/drug", "m.drugs/r1/dose", "m.drugs"]),
    "everything": (
        ("- {id: m.new, kind: text, title: New}",),
        ["m.first", "m.kept", "m.drugs/r1/drug", "m.drugs/r1/dose", "m.drugs"],
    ),
}


@pytest.mark.parametrize("name", list(GONE))
def test_what_no_question_asks_for_any_more_stays_on_record(name: str) -> None:
    questions, addresses = GONE[name]
    state = read_by(module("\n".join(questions)), told())
    assert [each.address for each in orphans_of(state)] == addresses
    assert known(state).items() <= ALL.items()


def test_a_source_said_one_thing_last_and_each_source_counts() -> None:
    case = told()
    case.say("m.first", "three")
    case.say("m.first", "four", "prescriber chart")
    found = orphans_of(read_by(module("\n".join((KEPT, drugs(DRUG, DOSE)))), case))
    assert [str(each.claim.value) for each in found] == ["three", "four"]


def test_what_was_taken_back_or_removed_is_no_answer_any_more() -> None:
    case = told()
    case.undo(2)
    case.remove("m.drugs", "r1")
    found = orphans_of(read_by(module("- {id: m.new, kind: text, title: New}"), case))
    assert [each.address for each in found] == ["m.kept", "m.drugs"]


def test_an_undone_answer_under_a_former_id_is_undone_under_the_present_one() -> None:
    case = told()
    new = module(
        "\n".join((FIRST.replace("first", "one").replace("}", ", formerly: m.first}"), KEPT))
    )
    assert known(read_by(new, case))["m.one"] == "one"
    state = read_by(new, case)
    state.apply(
        ev.Undone(
            seq=len(state.record.events) + 1, at=state.record.events[-1].at, operator="K", target=2
        )
    )
    assert "m.one" not in known(state)


OTHER_KINDS = {
    "a number": "- {id: m.one, kind: number, title: One, formerly: m.first}",
    "a list": (
        "- {id: m.one, kind: list, title: One, formerly: m.first,"
        " row: [{id: c, kind: text, title: C}]}"
    ),
}


@pytest.mark.parametrize("name", list(OTHER_KINDS))
def test_an_answer_of_another_kind_is_not_accepted_and_its_words_are_there(name: str) -> None:
    state = read_by(module(OTHER_KINDS[name]), told())
    answer = state.answer("m.one")
    assert (answer.state, answer.claim and answer.claim.typed) == (None, "one")
    assert not (answer.question.is_list and state.is_closed("m.one"))


def test_an_answer_that_does_not_fit_any_more_is_not_accepted() -> None:
    state = read_by(
        module("- {id: m.one, kind: choice, title: O, formerly: m.first, options: {a: A}}"), told()
    )
    assert state.answer("m.one").state is None


PROBLEMS = {
    "a question that is asked": (
        "- {id: m.a, kind: text, title: A}\n- {id: m.b, kind: text, title: B, formerly: m.a}",
        (
            "formerly names m.a, which is still asked. Please name the id that m.b had before, or"
            " remove the line."
        ),
    ),
    "itself": (
        "- {id: m.a, kind: text, title: A, formerly: m.a}",
        "m.a is still called so. Please name the id it had before.",
    ),
    "one former id twice": (
        (
            "- {id: m.a, kind: text, title: A, formerly: m.x}\n"
            "- {id: m.b, kind: text, title: B, formerly: m.x}"
        ),
        "m.a and m.b both say that they were m.x formerly. Please keep one of the two.",
    ),
    "each other": (
        (
            "- {id: m.a, kind: text, title: A, formerly: m.b}\n"
            "- {id: m.b, kind: text, title: B, formerly: m.a}"
        ),
        "m.b and m.a are each said to be the other formerly. Please keep one of the two.",
    ),
    "a column that is asked": (
        drugs(DRUG, "{id: dose, kind: text, title: D, formerly: drug}"),
        (
            "formerly names m.drugs/drug, which is still asked. Please name the id that m.drugs/dose"
            " had before, or remove the line."
        ),
    ),
    "a cell": (
        drugs("{id: dose, kind: text, title: D, formerly: m.drugs/drug}"),
        "formerly needs the id that m.drugs/dose had before. Please write it alone.",
    ),
    "a document": (
        (
            "- {id: m.a, kind: text, title: A, formerly: scan,"
            " attachments: [{id: scan, title: S, why: W, has: patient}]}"
        ),
        (
            "formerly names scan, which is still asked. Please name the id that m.a had before, or"
            " remove the line."
        ),
    ),
}


@pytest.mark.parametrize("name", list(PROBLEMS))
def test_a_former_id_that_cannot_be_is_an_error(name: str) -> None:
    questions, sentence = PROBLEMS[name]
    found = problems({"root": f"{ROOT}modules: [m]\n", "m": module_text(questions)})
    assert sentence in [each.sentence for each in found]
    assert {each.code for each in found} == {"former_id"}


@pytest.mark.parametrize(
    ("formers", "sentence"),
    [
        (
            ("formerly: m", ""),
            (
                "formerly makes m.a of n.a, which is still asked. Please name the id that n.a had"
                " before, or remove the line."
            ),
        ),
        (
            ("formerly: x", "formerly: x"),
            "n.a and m.a both say that they were x.a formerly. Please keep one of the two.",
        ),
    ],
)
def test_a_module_cannot_have_been_one_that_is_asked_or_that_another_was(
    formers: tuple[str, str], sentence: str
) -> None:
    n, m = (
        module_text(f"- {{id: {name}.a, kind: text, title: A}}", name, former)
        for name, former in zip("nm", formers, strict=True)
    )
    found = problems({"root": f"{ROOT}modules: [n, m]\n", "n": n, "m": m})
    assert [each.sentence for each in found] == [sentence]


def test_a_question_goes_before_its_module_in_what_it_was_called() -> None:
    text = "- {id: n.a, kind: text, title: A}\n- {id: n.b, kind: text, title: B, formerly: m.a}"
    built = module(text, "n", "formerly: m")
    assert built.former == {"m.a": "n.b", "m.b": "n.b"}


def test_former_ids_are_part_of_what_a_tree_means() -> None:
    plain = "- {id: m.a, kind: text, title: A}"
    hashes = {
        module(plain).hash,
        module(plain.replace("}", ", formerly: m.x}")).hash,
        module(plain.replace("}", ", formerly: m.y}")).hash,
        module(plain, head="formerly: x").hash,
    }
    assert len(hashes) == 4


def _with_former_ids(files: dict[str, Any]) -> dict[str, Any]:
    """Every question and column says that it was called the same with `was_` in front."""
    found = json.loads(json.dumps(files))
    for name, data in found.items():
        if name != "root":
            _give_former_ids(data["questions"])
    return dict(found)


def _give_former_ids(items: list[dict[str, Any]]) -> None:
    for item in items:
        if "id" in item and "section" not in item:
            item["formerly"] = f"was_{item['id']}"
        _give_former_ids(item.get("questions", []) + item.get("row", []))


def _as_it_was(event: AnyEvent) -> AnyEvent:
    """The event as a transcript under the former ids has it."""
    data = EVENTS.dump_python(event, mode="json")
    for field in ("address", "list"):
        if data.get(field):
            data[field] = _former(data[field])
    if data.get("reopened"):
        data["reopened"] = [_former(each) for each in data["reopened"]]
    return EVENTS.validate_python(data)


def _former(address: str) -> str:
    return "/".join(
        part if place == 1 else f"was_{part}" for place, part in enumerate(address.split("/"))
    )


@given(st.data())
@settings(max_examples=MANY)
def test_a_story_under_former_ids_is_the_story_under_the_present_ones(data: st.DataObject) -> None:
    story: Story = data.draw(stories())
    renamed_tree = Engine(tree_of(_with_former_ids(story.files)))
    then = [_as_it_was(event) for event in story.events]
    now = replay(renamed_tree, story.events)
    assert replay(renamed_tree, then).snapshot() == now.snapshot()
    state = State(renamed_tree)
    for event in then:
        state.apply(event)
    assert state.snapshot() == now.snapshot()
    assert orphans_of(state) == orphans_of(replay(story.engine, story.events))


@pytest.mark.parametrize(
    ("address", "present"),
    [
        ("a", "b"),
        ("a/r1/x", "b/r1/y"),
        ("b/r1/x", "b/r1/y"),
        ("b/r1/y", "b/r1/y"),
        ("c/r1/x", "c/r1/x"),
        ("a/r1", "b/r1"),
        ("", ""),
    ],
)
def test_addresses_are_read_part_by_part(address: str, present: str) -> None:
    assert present_address(address, {"a": "b", "b/x": "b/y"}) == present


def test_a_transcripts_other_lines_lead_to_the_present_id_as_well() -> None:
    case = told()
    claim = Claim(state=AnswerState.later, source=Source(party=Party.patient))
    case.add(ev.AnswerGiven, address="m.first", claim=claim)
    case.add(ev.Waived, address="m.first", reason="No need.", by="Dr. Lee", saw="")
    case.add(ev.NoteAdded, text="Look again.", address="m.first")
    new = module("- {id: m.one, kind: text, title: One, formerly: m.first}")
    record = read_by(new, case).record
    assert list(record.waived) == ["m.one"]
    assert [note.address for note in record.notes] == ["m.one"]
