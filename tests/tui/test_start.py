"""The list of cases: order, filter, keys, and what is pointed out."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from interview.case.no_longer_asked import TITLE as NO_LONGER_ASKED
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.sitting.opening import read_state
from interview.storage.store import Held, StoreProblem
from interview.tui.app import app_for
from interview.tui.help import HelpScreen
from tests.office import write
from tests.tui.stage import CASE, SMALL, START, TALL, Stage, begun, play


def a_case(place: Workplace, case: str, name: str, born: str = "", **end: object) -> None:
    session = begun(place, case=case)
    session.answer(name)
    if born:
        session.answer(born)
    if end:
        session.append(ev.CallEnded, **{"disposition": "partial", **end})
    session.close()


async def read(stage: Stage) -> None:
    await stage.until(lambda: stage.cases.items is not None)
    await stage.settle()


def order(stage: Stage) -> list[str]:
    return [row.stops[0].key for row in stage.cases.view.rows]


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_call_backs_come_first_then_what_was_touched_last(
    place: Workplace, size: tuple[int, int]
) -> None:
    a_case(place, "c-aaaaa2", "Ana Ruiz", call_back=START + timedelta(days=2))
    a_case(place, "c-aaaaa3", "Ben Ode", call_back=START - timedelta(days=1))
    a_case(place, "c-aaaaa4", "Cy Park")
    a_case(place, "c-aaaaa5", "Di Wood", disposition="stop_calling", note="angry", call_back=START)
    a_case(place, "c-aaaaa6", "Eve Moss", disposition="deceased", call_back=START)

    async def scene(stage: Stage) -> None:
        await read(stage)
        assert order(stage)[:2] == ["c-aaaaa3", "c-aaaaa2"]
        assert set(order(stage)[2:]) == {"c-aaaaa4", "c-aaaaa5", "c-aaaaa6"}
        lines = {
            name: next(line for line in stage.lines if name in line)
            for name in ("Ben", "Di", "Eve")
        }
        assert "OVERDUE 1 day call back" in lines["Ben"]
        assert "do not call" in lines["Di"]
        assert "do not call" in lines["Eve"]
        assert "1/" in lines["Ben"]
        assert "pat " in lines["Ben"]
        assert "still to get:" in stage.text
        await stage.press(*(["down"] * order(stage).index("c-aaaaa5")), "f3")
        assert "not to be called again" in stage.text

    play(place, scene, size=size)


def test_typing_filters_and_enter_opens(place: Workplace) -> None:
    a_case(place, "c-aaaaa2", "Ana Ruiz")
    a_case(place, "c-aaaaa3", "Ben Ode")

    async def scene(stage: Stage) -> None:
        await read(stage)
        await stage.type("ben", enter=False)
        assert order(stage) == ["c-aaaaa3"]
        await stage.press("escape")
        assert len(order(stage)) == 2
        await stage.type("ruiz", enter=False)
        await stage.press("enter")
        await stage.settle()
        assert "Ana Ruiz, born" in stage.text
        await stage.press("n")
        await stage.settle()
        assert "Closed again" in stage.text
        assert stage.cases.items is not None

    play(place, scene)


def test_call_back_hand_over_note_and_letters_from_the_list(
    place: Workplace, tmp_path: Path
) -> None:
    session = begun(place, case="c-aaaaa2")
    session.answer("Ana Ruiz")
    session.cursor = "denial.reasons"
    session.answer("1")
    session.close()

    async def scene(stage: Stage) -> None:
        await read(stage)
        await stage.press("f3")
        await stage.type("yesterday")
        assert "✗" in stage.text
        await stage.press("ctrl+u")
        await stage.press(*["backspace"] * 12)
        await stage.type("tomorrow 3pm")
        await stage.settle()
        await read(stage)
        await stage.until(lambda: "in 1 day call back 15:00" in stage.text)
        await stage.press("f4")
        await stage.type("ask for the mother")
        await stage.type("Kim")
        await stage.settle()
        await stage.press("f5", "enter")
        await stage.type(str(tmp_path / "out"))
        await stage.settle()
        await stage.press("down", "enter")
        await stage.settle()
        assert "ask for the mother" in stage.text

    play(place, scene)
    record = read_state(place, "c-aaaaa2").record
    assert ([note.text for note in record.notes], record.owner) == (["ask for the mother"], "Kim")
    assert [path.name for path in (tmp_path / "out").iterdir()] == [
        "c-aaaaa2-request-2026-11-20-DRAFT.txt"
    ]


def test_the_colours_of_the_start_are_those_of_the_theme(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        def seen() -> list[object]:
            return [
                stage.app.screen.query_one(name).styles.background
                for name in ("#top", "#card", "#history")
            ]

        first = seen()
        for name in ("light", "dark"):
            stage.app.theme = name
            await stage.settle()
            assert (seen() == first) is (name == "dark")

    play(place, scene, new=True)


def test_an_empty_folder_offers_a_new_interview(place: Workplace) -> None:
    async def scene(stage: Stage) -> None:
        await read(stage)
        assert "New interview" in stage.text
        await stage.press("enter")
        await stage.settle()
        assert stage.asked == "Who calls?"
        await stage.press("escape")
        await stage.settle()
        assert len(stage.cases.view.rows) >= 1

    play(place, scene)


def test_an_empty_folder_offers_copies_of_the_worked_examples(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INTERVIEW_PROFILE", str(tmp_path / "none.yaml"))
    place = Workplace(transcripts=str(tmp_path / "cases"), operator_name="Dana")

    async def scene(stage: Stage) -> None:
        await read(stage)
        assert "Worked examples" in stage.text
        await stage.press("down", "enter")
        await stage.settle()
        assert "Is this the right patient?" in stage.text

    play(place, scene)
    assert len(place.store.cases()) == 1


@pytest.mark.parametrize(("key", "parked"), [("y", ["she has moved"]), ("n", [])])
def test_a_note_at_the_question_whose_case_it_is_waits_for_the_answer(
    place: Workplace, key: str, parked: list[str]
) -> None:
    a_case(place, CASE, "Ana Ruiz", "5/3/1961")

    async def scene(stage: Stage) -> None:
        await stage.type("/park she has moved")
        assert "Held; it is kept in this case once" in " ".join(stage.text.split())
        assert not stage.session.state.record.parked
        await stage.press(key)

    app = play(place, scene, case=CASE)
    assert [note.text for note in read_state(place, CASE).record.parked] == parked
    assert any("she has moved" in line for line in app.parting) is not bool(parked)


def test_the_same_name_and_birth_date_is_pointed_out(place: Workplace) -> None:
    a_case(place, "c-aaaaa2", "Ana Ruiz", "5/3/1961")
    a_case(place, "c-aaaaa3", "ana ruiz", "May 3, 1961")

    async def scene(stage: Stage) -> None:
        await read(stage)
        assert stage.text.count("⧉") == 2
        assert "Same name and birth date: c-aaaaa" in stage.text

    play(place, scene)


def test_a_case_that_somebody_has_open_and_one_that_cannot_be_read(place: Workplace) -> None:
    held = begun(place, case="c-aaaaa2")
    write(Path(place.store.where), {"c-aaaaa3.jsonl": "nonsense\n"})

    async def scene(stage: Stage) -> None:
        await read(stage)
        for key in ("c-aaaaa2", "c-aaaaa3"):
            stage.cases.view.select(key)
            await stage.press("enter")
            await stage.settle()
            assert "Please" in stage.text

    play(place, scene)
    with pytest.raises(Held):
        app_for(place, "c-aaaaa2")
    with pytest.raises(StoreProblem):
        app_for(place, "c-aaaaa3")
    held.close()


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_what_is_due_next_comes_first_and_stands_out_without_colour(
    place: Workplace, size: tuple[int, int]
) -> None:
    for case, name, days in (
        ("c-aaaaa2", "Ana Ruiz", 20),
        ("c-aaaaa3", "Ben Ode", -3),
        ("c-aaaaa4", "Cy Park", 5),
    ):
        session = begun(place, case=case)
        session.answer(name)
        promise = {"promised": "a call", "promised_by": START.date() + timedelta(days=days)}
        session.append(ev.ContactLogged, when=START, said="Yes.", **promise)
        session.close()

    async def scene(stage: Stage) -> None:
        await read(stage)
        assert order(stage) == ["c-aaaaa3", "c-aaaaa4", "c-aaaaa2"]
        lines = {
            name: next(line for line in stage.lines if name in line)
            for name in ("Ana", "Ben", "Cy")
        }
        assert "OVERDUE 3 days promise" in lines["Ben"]
        assert "in 5 days promise" in lines["Cy"]
        assert "Dec 10 promise" in lines["Ana"]
        assert "OVERDUE 3 days: promised by Nov 17: a call" in stage.text

    play(place, scene, size=size)


def test_a_contact_is_logged_from_the_list(place: Workplace) -> None:
    a_case(place, "c-aaaaa2", "Ana Ruiz")

    async def scene(stage: Stage) -> None:
        await read(stage)
        await stage.press("f7")
        assert "With whom?" in stage.text
        await stage.press("enter")
        await stage.type("Lee")
        for _ in range(3):
            await stage.press("enter")
        await stage.type("They look into it.")
        await stage.type("a call")
        await stage.type("in 2 days")
        while "Who spoke for us?" not in stage.text:
            await stage.press("enter")
        await stage.press("enter")
        await stage.settle()
        await read(stage)
        await stage.until(lambda: "in 2 days promise" in stage.text)

    play(place, scene)
    (contact,) = read_state(place, "c-aaaaa2").record.contacts
    assert (contact.person, contact.said, contact.promised) == (
        "Lee",
        "They look into it.",
        "a call",
    )


@pytest.mark.parametrize("leaves", ["/cancel", "/quit"])
def test_a_form_over_the_list_is_left_and_stepped_back_in_by_commands(
    place: Workplace, leaves: str
) -> None:
    begun(place, case="c-aaaaa2").close()
    kept = len(place.store.read("c-aaaaa2").events)

    async def scene(stage: Stage) -> None:
        await read(stage)
        await stage.press("f4")
        await stage.type("ask for the mother")
        await stage.type("/back")
        await stage.settle()
        assert "ask for the mother" in stage.text
        await stage.type(leaves)
        await stage.settle()
        assert stage.cases.is_current
        assert len(place.store.read("c-aaaaa2").events) == kept

    play(place, scene)


def test_help_in_the_list_names_every_key_of_the_list(place: Workplace) -> None:
    a_case(place, "c-aaaaa2", "Ana Ruiz")

    async def scene(stage: Stage) -> None:
        await read(stage)
        await stage.press("f1")
        assert isinstance(stage.app.screen, HelpScreen)
        lines = [line.strip(" │") for line in stage.lines]
        assert [key for key in ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "Enter") if not any(
            line.startswith(key) for line in lines
        )] == []  # fmt: skip
        await stage.press("escape")
        assert stage.cases.is_current

    play(place, scene, size=TALL)


@pytest.mark.parametrize("size", [SMALL, TALL])
def test_answers_to_questions_that_are_gone_stand_above_the_first_question(
    place: Workplace, size: tuple[int, int]
) -> None:
    with closing(begun(place)) as session:
        session.answer("Ana Ruiz")
        told = session.state.answer("patient.name").claim
        assert told is not None
        session.append(ev.AnswerGiven, address="patient.gone", claim=told)

    async def scene(stage: Stage) -> None:
        await stage.settle()
        assert NO_LONGER_ASKED in stage.text
        assert "“What is your name?” Ana Ruiz  [patient said, Nov 20, 2026]" in stage.text
        await stage.press("y", "3")
        await stage.type("3")
        assert NO_LONGER_ASKED not in stage.text
        await stage.press("ctrl+r")
        await stage.settle()
        assert NO_LONGER_ASKED in stage.text

    play(place, scene, case=CASE, size=size)
