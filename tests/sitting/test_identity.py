"""Name and date of birth, typed once as the person says them: compared with what is on file, and
ordinary answers once the person is known.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from interview.case.sources import source_named
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.sitting.call_end import end_call
from interview.sitting.calls import start_form
from interview.sitting.copying import session_from
from interview.sitting.forms import Field, Form, Values
from interview.sitting.identity import identity_form
from interview.sitting.opening import new_session, resume_session
from interview.sitting.outcome import NotTaken
from interview.sitting.session import Session
from tests.office import CASE, TREE, asked, begun, say, workplace
from tests.sitting.test_calls import fill

NAME, BORN = "patient.name", "patient.born"
PROXY = {"name": "Mai Tran", "relation": "mother", "authority": "parent of a minor"}


def on_file(place: Workplace, source: str, **answers: str) -> None:
    """A case with these answers by the patient, or from the chart, and its call over."""
    with closing(begun(place, papers="prescriber")) as session:
        for name, typed in answers.items():
            session.source = source_named(source, session.call)
            say(session, **{name: typed})
        end_call(session, {"disposition": "completed"})


def called(place: Workplace, party: str = "patient") -> Session:
    """The next call of the case, at the question who is on the line."""
    session = resume_session(place, CASE)
    more = PROXY if party == "proxy" else {}
    fill(start_form(session), direction="out", party=party, **more)
    return session


def fields(form: Form, **typed: str) -> dict[str, Field]:
    """Each field as it is asked when these are typed into the fields before it."""
    values: Values = {}
    met: dict[str, Field] = {}
    while (each := form.next_field(values)) is not None:
        met[each.key] = each
        values[each.key], problem = each.read(typed.get(each.key, ""))
        if problem:
            return met
    return met


def spoken(session: Session) -> dict[str, tuple[str, str]]:
    """Who has told name and date of birth in this call, and what was typed, by address."""
    call = session.call
    assert call is not None
    return {
        event.address: (event.claim.source.party.value, event.claim.typed)
        for event in session.state.record.events
        if isinstance(event, ev.AnswerGiven) and event.call == call.number
    }


FILE = {"patient__name": "Ana Ruiz", "patient__born": "May 4, 1979"}
BOTH = {"patient_name": "Ana Ruiz", "birth_date": "5/4/79"}
PATIENT_TOLD = {NAME: ("patient", "Ana Ruiz"), BORN: ("patient", "5/4/79")}


@dataclass(frozen=True)
class Said:
    """What is said to what is on file."""

    typed: dict[str, str]
    default: str
    """What Enter alone ticks."""
    told: str = ""
    """What stands beside the identifier in question."""
    file: dict[str, str] = field(default_factory=lambda: dict(FILE))
    source: str = "chart"
    kept: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Answers of the person on the line once two match."""
    party: str = "patient"


CASES = {
    "both agree with the chart": Said(
        BOTH, f"{NAME},{BORN}", "Name – agrees with what is on file: Ana Ruiz", kept=PATIENT_TOLD
    ),
    "both were said in an earlier call": Said(
        BOTH, f"{NAME},{BORN}", "agrees with what is on file: May 4, 1979", source="patient"
    ),
    "the date differs": Said(
        {**BOTH, "birth_date": "5/4/78"},
        NAME,
        "Date of birth – differs from what is on file: May 4, 1979; said: May 4, 1978",
        kept={**PATIENT_TOLD, BORN: ("patient", "5/4/78")},
    ),
    "the name differs": Said(
        {**BOTH, "patient_name": "Eva Ruiz"},
        BORN,
        "Name – differs from what is on file: Ana Ruiz; said: Eva Ruiz",
        kept={**PATIENT_TOLD, NAME: ("patient", "Eva Ruiz")},
    ),
    "nothing is on file": Said(
        BOTH,
        "",
        "Date of birth – said: May 4, 1979; not on file yet: compare with your chart",
        file={},
        kept=PATIENT_TOLD,
    ),
    "only the name is said": Said(
        {"patient_name": "Ana Ruiz"},
        NAME,
        "Date of birth – on file: May 4, 1979",
        kept={NAME: PATIENT_TOLD[NAME]},
    ),
    "nothing is said": Said({}, "", "Name – on file: Ana Ruiz"),
    "the person does not know": Said(
        {"patient_name": "Ana Ruiz", "birth_date": "don't know"},
        NAME,
        "Date of birth – on file: May 4, 1979",
        kept={NAME: PATIENT_TOLD[NAME]},
    ),
    "the name in lower case": Said(
        {**BOTH, "patient_name": "ana  ruiz"},
        f"{NAME},{BORN}",
        "Name – agrees with what is on file: Ana Ruiz",
        kept={BORN: PATIENT_TOLD[BORN]},
    ),
    "the family name first": Said(
        {**BOTH, "patient_name": "Ruiz, Ana"},
        f"{NAME},{BORN}",
        "Name – agrees with what is on file: Ana Ruiz",
        source="patient",
    ),
    "a year for a day": Said(
        {**BOTH, "birth_date": "1979"},
        f"{NAME},{BORN}",
        "agrees with what is on file: May 4, 1979",
        kept={NAME: PATIENT_TOLD[NAME]},
    ),
    "a proxy says the patient's": Said(
        BOTH,
        f"{NAME},{BORN}",
        "Name – agrees with what is on file: Ana Ruiz",
        party="proxy",
        kept={NAME: ("proxy", "Ana Ruiz"), BORN: ("proxy", "5/4/79")},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_said_is_compared_and_becomes_an_answer(place: Workplace, name: str) -> None:
    case = CASES[name]
    on_file(place, case.source, **case.file)
    with closing(called(place, case.party)) as session:
        form = identity_form(session)
        matched = fields(form, **case.typed)["matched"]
        assert matched.default == case.default
        assert case.told in "\n".join(label for _, label in matched.options)
        fill(form, **case.typed, matched="1,2")
        assert session.may_ask
        assert spoken(session) == case.kept
        assert asked(session) not in case.kept


@pytest.mark.parametrize("name", CASES)
def test_nothing_that_was_said_is_kept_when_the_check_fails(place: Workplace, name: str) -> None:
    case = CASES[name]
    on_file(place, case.source, **case.file)
    with closing(called(place, case.party)) as session:
        reply = fill(identity_form(session), **case.typed, matched="no")
        assert not session.may_ask
        assert spoken(session) == {}
        last = session.state.record.events[-1]
        assert isinstance(last, ev.IdentityChecked)
        assert last.identifiers == ()
        assert session.state.answer(NAME).text == case.file.get("patient__name", "")
        assert "Ana" not in "\n".join((*reply.lines, *reply.aloud))


def test_nothing_on_file_is_filled_in_or_shown_where_it_is_said(place: Workplace) -> None:
    on_file(place, "chart", **FILE)
    with closing(called(place)) as session:
        met = fields(identity_form(session))
        for key in ("patient_name", "birth_date"):
            assert met[key].default == ""
            assert "on file to compare" in met[key].title
            assert "Ana" not in met[key].title
            assert "1979" not in met[key].title


def test_with_nothing_on_file_the_field_says_so(place: Workplace) -> None:
    with closing(new_session(place, CASE)) as session:
        fill(start_form(session), direction="out", party="1")
        assert "nothing on file" in fields(identity_form(session))["patient_name"].title


def test_a_difference_stays_a_conflict_and_both_are_kept(place: Workplace) -> None:
    on_file(place, "chart", **FILE)
    with closing(called(place)) as session:
        reply = fill(
            identity_form(session), patient_name="Ana Ruiz", birth_date="5/4/78", matched="1,2"
        )
        answer = session.state.answer(BORN)
        assert answer.conflict
        assert answer.text == "May 4, 1979"
        assert any(
            "Date of birth: This differs from another source" in line for line in reply.lines
        )


def test_what_agrees_keeps_the_spelling_that_letters_print(place: Workplace) -> None:
    on_file(place, "patient", **FILE)
    with closing(called(place)) as session:
        fill(identity_form(session), patient_name="RUIZ, ANA", birth_date="1979", matched="1,2")
        answers = [session.state.answer(id) for id in (NAME, BORN)]
        assert [answer.text for answer in answers] == ["Ana Ruiz", "May 4, 1979"]
        assert not any(answer.conflict for answer in answers)


def test_one_match_is_not_enough_and_what_was_typed_stays(place: Workplace) -> None:
    on_file(place, "chart", **FILE)
    with closing(called(place)) as session:
        reply = fill(identity_form(session), patient_name="Ana Ruiz")
        assert "second one" in reply.lines[0]
        assert not session.may_ask
        assert spoken(session) == {}
        reply = fill(reply.form, birth_date="5/4/79")
        assert session.may_ask
        assert spoken(session) == PATIENT_TOLD


WRONG = {
    "no such day": ("31 June 1979", "June"),
    "no date": ("red", "date"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_date_is_refused_in_the_kinds_own_words(place: Workplace, name: str) -> None:
    typed, words = WRONG[name]
    with closing(new_session(place, CASE)) as session:
        fill(start_form(session), direction="out", party="1")
        value, problem = fields(identity_form(session))["birth_date"].read(typed)
        session.cursor = BORN
        assert value == ""
        assert words in problem
        assert session.answer(typed) == NotTaken(problem, typed)


EXPECTING = {
    **TREE,
    "patient.yaml": TREE["patient.yaml"].replace(
        'say: "What is your name?",',
        'say: "What is your name?", expect: [{words: 2, say: "Is that the whole name?"}],',
    ),
}
SURE = {
    "it is right": ("y", {NAME: ("patient", "Ana")}),
    "it is not": ("n", {}),
}


@pytest.mark.parametrize("name", SURE)
def test_an_unlikely_answer_is_asked_about_once_more(tmp_path: Path, name: str) -> None:
    sure, kept = SURE[name]
    with closing(new_session(workplace(tmp_path, tree=EXPECTING), CASE)) as session:
        fill(start_form(session), direction="out", party="1")
        form = identity_form(session)
        asked_about = fields(form, patient_name="Ana")["patient_name_sure"]
        assert asked_about.title == "Is that the whole name? Keep “Ana”?"
        assert "patient_name_sure" not in fields(form, patient_name="Ana Ruiz")
        fill(form, patient_name="Ana", patient_name_sure=sure, matched="2,3")
        assert spoken(session) == kept


def test_what_was_copied_is_confirmed_unless_something_else_was_said(place: Workplace) -> None:
    on_file(place, "patient", **FILE)
    with closing(session_from(place, CASE)) as session:
        fill(start_form(session), direction="out", party="1")
        reply = fill(
            identity_form(session), patient_name="ana ruiz", birth_date="5/4/78", matched="1,2"
        )
        name, born = (session.state.answer(id) for id in (NAME, BORN))
        assert (name.text, name.to_confirm) == ("Ana Ruiz", False)
        assert (born.text, born.to_confirm) == ("May 4, 1978", False)
        assert f"Date of birth: Changed from what {CASE} says: May 4, 1979." in reply.lines


def without_roles() -> dict[str, str]:
    lines = TREE["root.yaml"].splitlines(keepends=True)
    kept = [each for each in lines if "patient_name:" not in each and "birth_date:" not in each]
    return {**TREE, "root.yaml": "".join(kept)}


def patients(old: str, new: str) -> dict[str, str]:
    assert old in TREE["patient.yaml"]
    return {**TREE, "patient.yaml": TREE["patient.yaml"].replace(old, new)}


NOT_SAID = {
    "a tree without the roles": (without_roles(), {"matched"}),
    "not on path": (
        patients("title: Date of birth,", "title: Date of birth, when: answered(patient.name),"),
        {"patient_name", "matched"},
    ),
    "not the person's to tell": (
        patients(
            "ask: [patient, prescriber]}\n          - {id: patient.born",
            "ask: [prescriber]}\n          - {id: patient.born",
        ),
        {"birth_date", "matched"},
    ),
}


@pytest.mark.parametrize("name", NOT_SAID)
def test_only_what_the_person_can_be_asked_now_is_typed(tmp_path: Path, name: str) -> None:
    tree, keys = NOT_SAID[name]
    with closing(new_session(workplace(tmp_path, tree=tree), CASE)) as session:
        fill(start_form(session), direction="out", party="1")
        form = identity_form(session)
        assert set(fields(form)) == keys
        fill(form, matched="1,2")
        assert session.may_ask
