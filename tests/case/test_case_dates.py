"""Which dates a case has, worked out by hand, and that every place shows the same one."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from interview.case.case_dates import CaseDate, case_dates, open_dates
from interview.case.due_words import due_json, due_lines
from interview.case.letter_rights import LetterRights
from interview.case.letters import render_letter
from interview.papers.sheets.call import call_blocks
from interview.papers.sheets.office import office_blocks
from interview.sitting.opening import read_state
from tests.days import Office
from tests.office import CASE, say

APPEAL = {"to": "555-0150"}
REFUSED = {"outcome": "upheld", "dated": "12/18/2026", "received": "12/21/2026"}
PARTLY = {
    "outcome": "partly",
    "dated": "12/18/2026",
    "received": "12/21/2026",
    "expires": "6/30/2027",
}

COURSES: dict[str, tuple[tuple[tuple[str, dict[str, str]], ...], dict[str, str]]] = {
    # 180 days from receipt, November 5, 2026.
    "nothing was sent": ((), {"file": "2027-05-04"}),
    # 30 days from November 20; the business day after Friday, November 20.
    "an appeal waits": (
        (("sent", APPEAL),),
        {"answer": "2026-12-20", "confirm": "2026-11-23"},
    ),
    # Four months from receipt, December 21, 2026.
    "it was upheld": ((("sent", APPEAL), ("decision", REFUSED)), {"file": "2027-04-21"}),
    # What was approved ends on June 30; four months from December 21 for the rest.
    "it was granted in part, and the case goes on": (
        (("sent", APPEAL), ("decision", PARTLY | {"goes_on": "y"})),
        {"file": "2027-04-21", "expires": "2027-06-30"},
    ),
    "it was granted in part, and left at that": (
        (("sent", APPEAL), ("decision", PARTLY | {"goes_on": "n"})),
        {"expires": "2027-06-30"},
    ),
}


def dates_of(office: Office) -> tuple[CaseDate, ...]:
    return open_dates(read_state(office.place, CASE))


@pytest.mark.parametrize(("recorded", "days"), COURSES.values(), ids=COURSES)
def test_the_open_dates_of_a_course(
    office: Office,
    recorded: tuple[tuple[str, dict[str, str]], ...],
    days: dict[str, str],
) -> None:
    for day, (what, given) in zip(("2026-11-20", "2026-12-22"), recorded, strict=False):
        office.on(day).record(what, **given)
    assert {each.what: each.day.isoformat() for each in dates_of(office)} == days
    told = due_json(office.due)
    assert (told["file_by"], told["answer_by"]) == (days.get("file"), days.get("answer"))
    assert bool(office.due.renew) is ("expires" in days)
    assert {each.what for each in office.listed.dates} == set(days)


def test_a_date_says_what_gives_it_and_whose_move_it_is(office: Office) -> None:
    (file,) = dates_of(office)
    assert (file.whose, file.to_check, file.done) == ("this office", False, "")
    assert file.rules[0].citation.startswith("29 CFR 2560.503-1")
    assert "the day the notice came" in file.counts_from
    assert file.is_overdue(date(2027, 5, 5)) and not file.is_overdue(date(2027, 5, 4))
    office.record("sent", **APPEAL)
    assert {each.what: each.whose for each in dates_of(office)} == {
        "answer": "the health plan",
        "confirm": "this office",
    }


def test_what_was_sent_is_not_to_be_filed_again_on_any_sheet(office: Office) -> None:
    office.record("sent", **APPEAL)
    state, today = read_state(office.place, CASE), office.now.date()
    filed = next(each for each in case_dates(state) if each.what == "file")
    assert filed.done.startswith("Appeal sent on November 20, 2026")
    assert not filed.is_overdue(date(2028, 1, 1))
    assert "File by" not in str(call_blocks(office.place, state, today))
    sheet = str(office_blocks(office.place, state, today))
    assert "Nothing is to be filed now" in sheet and "not known yet" not in sheet
    assert LetterRights(state, today)["file_by"].startswith("nothing is to be filed now. Appeal")


def test_the_route_sheet_shows_the_day_of_the_rule_beside_that_of_the_notice(
    office: Office,
) -> None:
    # 180 days from the date on the notice, November 9: May 8; by the rule from receipt, November
    # 12: May 11.
    with closing(office.ask()) as session:
        say(
            session,
            denial__notice_date="11/9/2026",
            denial__received="11/12/2026",
            denial__deadline="none",
            denial__deadline_days="180 days",
        )
    state, today = read_state(office.place, CASE), office.now.date()
    text = LetterRights(state, today)["file_by"]
    assert text.startswith("May 8, 2027. The notice gives 180 days")
    assert "By the rule: May 11, 2027." in text
    assert "The notice's day is 3 days earlier than the rule's" in text
    sheet = next(each for each in office.place.letters if each.id == "route_sheet")
    assert "By the rule: May 11, 2027." in str(render_letter(sheet, state, today))
    assert "By the rule: May 11, 2027." in "\n".join(due_lines(office.due))


def test_due_tells_promises_too(office: Office) -> None:
    office.record("log", said="They look into it.", promised="a call", promised_by="in 2 days")
    lines = due_lines(office.due)
    assert "  Promised by Sunday, November 22, 2026 (in 2 days): a call" in lines
    office.record("kept", promise="1", note="They called.")
    assert "ALSO:" not in due_lines(office.due)
