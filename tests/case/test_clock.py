"""A computer's clock that stands behind the case: it is said, and nothing is counted from a day
that is not today.
"""

from __future__ import annotations

from contextlib import closing

import pytest

from interview.case.due_words import due_lines
from interview.case.problem import CaseProblem
from interview.papers.attaching import read_document_date
from interview.sitting.calls import start_form
from interview.sitting.outcome import NotTaken
from tests.days import Office
from tests.office import say

SAID = (
    "CHECK THE CLOCK: this computer shows November 10, 2025, and this case has an entry of November"
    " 20, 2026."
)


def test_a_clock_that_stands_behind_is_told_before_the_call_and_with_the_deadline(
    office: Office,
) -> None:
    assert not office.due.clock
    office.on("2025-11-10")
    assert due_lines(office.due)[0].startswith(SAID)
    with closing(office.ask()) as session:
        assert any(line.startswith(SAID) for line in start_form(session).lines)
        office.on("2026-11-21")
        assert not any("CLOCK" in line for line in start_form(session).lines)


@pytest.mark.parametrize(
    "typed", ["about 6 weeks ago", "yesterday", "last Friday", "March", "11/3", "this year"]
)
def test_what_counts_from_today_is_asked_in_full_while_the_clock_stands_behind(
    office: Office, typed: str
) -> None:
    with closing(office.on("2025-11-10").ask()) as session:
        session.cursor = "denial.received"
        outcome = session.answer(typed)
        assert isinstance(outcome, NotTaken)
        assert "type the date in full, for example 3/14/2025, or set the clock" in outcome.sentence
        assert session.shown("denial.received") == "November 5, 2026"


@pytest.mark.parametrize("typed", ["11/6/2026", "November 6, 2026", "11/6/26"])
def test_a_full_date_is_taken_also_when_it_lies_after_the_day_on_the_clock(
    office: Office, typed: str
) -> None:
    with closing(office.on("2025-11-10").ask()) as session:
        say(session, denial__received=typed)
        assert session.shown("denial.received") == "November 6, 2026"


def test_forms_documents_and_call_backs_count_from_no_wrong_day_either(office: Office) -> None:
    office.on("2025-11-10")
    for when in ("now", "yesterday 3pm"):
        with pytest.raises(CaseProblem, match="cannot be placed"):
            office.record("sent", to="555-0150", when=when)
    with closing(office.ask()) as session:
        with pytest.raises(CaseProblem, match="cannot be placed"):
            read_document_date("2 days ago", session)
        found = read_document_date("11/3/2026", session)
        assert found is not None
        assert found.isoformat() == "2026-11-03"


def test_minutes_between_two_computers_do_not_matter(office: Office) -> None:
    office.on("2026-11-20", 8)
    assert not office.due.clock
