"""The short clock of a case, as a list of cases shows it."""

from __future__ import annotations

from datetime import date

import pytest

from interview.session.due import next_date
from tests.rights.office import small_tree, told

CASES = {
    "settled": ({"plan__type": "part_d", "denial__dated": "11/2/2026"}, date(2027, 1, 1), True, 41),
    "open": ({"denial__dated": "11/2/2026"}, date(2027, 1, 1), False, 41),
    "by the notice": ({"denial__deadline": "12/1/2026"}, date(2026, 12, 1), True, 10),
    "over": ({"plan__type": "part_d", "denial__dated": "9/1/2026"}, date(2026, 10, 31), True, -21),
}


@pytest.mark.parametrize(("answers", "day", "is_verified", "left"), CASES.values(), ids=CASES)
def test_next_date_of_a_case(answers: dict[str, str], day: date, is_verified: bool, left: int) -> None:
    found = next_date(told(small_tree(), **answers), date(2026, 11, 21))
    assert found is not None
    assert (found.day, found.is_verified, found.days_left) == (day, is_verified, left)


def test_no_next_date_while_no_day_is_known() -> None:
    assert next_date(told(small_tree(), plan__type="part_d"), date(2026, 11, 21)) is None
