"""Numbers, doses, money and scores."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from interview.core.kinds import KINDS, Refused
from interview.core.kinds.doses import Dose
from interview.core.kinds.dosing import Interval
from interview.core.kinds.numbers import Quantity
from interview.core.measure import Measure
from tests.core.kinds.asking import question, read, refusal, shown

WEIGHT: dict[str, Any] = {"units": ("kg", "lb"), "low": "1", "high": "500"}


@pytest.mark.parametrize(
    ("typed", "fields", "words"),
    [
        pytest.param("12.5 kg", WEIGHT, "12.5 kg", id="unit"),
        pytest.param("70lbs", WEIGHT, "70 lb", id="unit in the plural"),
        pytest.param("150 pounds", WEIGHT, "150 lb", id="unit in full"),
        pytest.param("1,200", {}, "1,200", id="thousands"),
        pytest.param("012.50", {}, "12.5", id="needless zeros"),
        pytest.param("1 ½", {}, "1.5", id="fraction sign"),
        pytest.param("12½", {}, "12.5", id="fraction sign glued to a digit"),
        pytest.param("１½", {}, "1.5", id="fraction sign after a wide digit"),
        pytest.param("1,200½", {}, "1,200.5", id="fraction sign after thousands"),
        pytest.param("¾", {}, "0.75", id="fraction sign alone"),
        pytest.param("1-1/2", {}, "1.5", id="whole and part with a hyphen"),
        pytest.param("1 1/2", {}, "1.5", id="whole and part with a blank"),
        pytest.param("−3", {"low": "-5"}, "-3", id="minus sign"),
        pytest.param("twelve weeks", {"units": ("weeks",)}, "12 weeks", id="number word"),
        pytest.param("1", {"units": ("weeks",)}, "1 week", id="one of a unit"),
        pytest.param("25%", {"units": ("%",)}, "25%", id="percent"),
        pytest.param("5'4\"", {"units": ("in", "cm")}, "64 in", id="feet and inches"),
        pytest.param("-3", {"low": "-5"}, "-3", id="below zero where it may be"),
    ],
)
def test_reads_numbers(typed: str, fields: dict[str, Any], words: str) -> None:
    assert shown("number", typed, **fields) == words


@pytest.mark.parametrize(
    ("typed", "fields", "part"),
    [
        pytest.param("12", WEIGHT, "12 what? Please add kg or lb", id="which unit"),
        pytest.param("12 stone", WEIGHT, "asked in kg or lb", id="another unit"),
        pytest.param("900 kg", WEIGHT, "500 kg is the most", id="too high"),
        pytest.param("0.5 kg", WEIGHT, "1 kg is the least", id="too low"),
        pytest.param("5'4\"", WEIGHT, "asked in kg or lb", id="feet where there are none"),
        pytest.param("12 kg", {}, "Only a number", id="unit where there is none"),
        pytest.param("1e5", {}, "Only a number", id="exponent"),
        pytest.param("12-15", {}, "two numbers", id="range"),
        pytest.param("about 12", {}, 'without "about"', id="vague"),
        pytest.param("10²", {}, '"10²" holds a number sign', id="raised digit"),
        pytest.param("10⁻⁶", {}, "plain digits", id="raised minus"),
        pytest.param("5₂", {}, "plain digits", id="lowered digit"),
        pytest.param("1①", {}, "plain digits", id="digit in a circle"),
        pytest.param("⅓", {}, "plain digits", id="no exact decimal"),
        pytest.param(
            "0,125", {}, 'Is "0,125" meant as 0.125?', id="decimal comma that looks like thousands"
        ),
        pytest.param("2,5", {}, 'Is "2,5" meant as 2.5?', id="decimal comma"),
        pytest.param(
            "121/2", {}, 'Is "121/2" meant as 12 and 1/2? Please type 12.5', id="glued fraction"
        ),
        pytest.param("-3", {}, "below zero", id="below zero"),
        pytest.param("lots", {}, "not a number", id="no number"),
    ],
)
def test_refuses_other_numbers(typed: str, fields: dict[str, Any], part: str) -> None:
    assert part in refusal("number", typed, **fields)


def test_times_are_measured_in_the_units_of_elapsed_time() -> None:
    asked = question("number", units=("week",))
    assert KINDS["number"].measure(Quantity(Decimal("6.5"), "week"), asked) == Measure.exactly(
        Fraction(13, 2), "weeks"
    )


@pytest.mark.parametrize(
    ("typed", "words", "interval"),
    [
        pytest.param("15 mg weekly", "15 mg weekly", Interval(1, 1, "week"), id="weekly"),
        pytest.param("weekly 15 mg", "15 mg weekly", Interval(1, 1, "week"), id="frequency first"),
        pytest.param("0.5 mg/kg", "0.5 mg/kg", None, id="by weight"),
        pytest.param(
            "0.5 mg per kg over 40 minutes", "0.5 mg/kg over 40 minutes", None, id="infusion"
        ),
        pytest.param(
            "40 mg subcut every 2 weeks",
            "40 mg subcut every 2 weeks",
            Interval(1, 2, "week"),
            id="every 2",
        ),
        pytest.param(
            "2 tablets twice a day", "2 tablets twice a day", Interval(2, 1, "day"), id="tablets"
        ),
        pytest.param("1 tab po qd", "1 tablet po qd", Interval(1, 1, "day"), id="abbreviations"),
        pytest.param("½ tablet daily", "0.5 tablet daily", Interval(1, 1, "day"), id="half"),
        pytest.param("100mg bid", "100 mg bid", Interval(2, 1, "day"), id="bid"),
        pytest.param("20 units b.i.d.", "20 units b.i.d.", Interval(2, 1, "day"), id="with dots"),
        pytest.param(
            "240 mg once daily", "240 mg once daily", Interval(1, 1, "day"), id="once daily"
        ),
        pytest.param("1,000 mg q12h", "1,000 mg q12h", Interval(1, 12, "hour"), id="q12h"),
        pytest.param(
            "300 mg every other week",
            "300 mg every other week",
            Interval(1, 2, "week"),
            id="every other",
        ),
        pytest.param(
            "60mg every six months", "60 mg every six months", Interval(1, 6, "month"), id="months"
        ),
        pytest.param("8 mg, 3x/week", "8 mg 3x/week", Interval(3, 1, "week"), id="3x"),
        pytest.param("5 mg/kg/day", "5 mg/kg per day", Interval(1, 1, "day"), id="per day"),
        pytest.param(
            "175 mg/m² IV every 3 weeks",
            "175 mg/m2 IV every 3 weeks",
            Interval(1, 3, "week"),
            id="surface",
        ),
        pytest.param(
            "5 to 10 mg at bedtime", "5-10 mg at bedtime", Interval(1, 1, "day"), id="range"
        ),
        pytest.param("50/200 mg daily", "50/200 mg daily", Interval(1, 1, "day"), id="combination"),
        pytest.param(
            "200/62.5/25 mcg daily",
            "200/62.5/25 mcg daily",
            Interval(1, 1, "day"),
            id="three parts",
        ),
        pytest.param(
            "160/9/4.8 mcg bid",
            "160/9/4.8 mcg bid",
            Interval(2, 1, "day"),
            id="three parts with a decimal",
        ),
        pytest.param(
            "875 mg/125 mg bid",
            "875/125 mg bid",
            Interval(2, 1, "day"),
            id="each part with its unit",
        ),
        pytest.param(
            "4/2 mg daily", "4/2 mg daily", Interval(1, 1, "day"), id="parts that are no fraction"
        ),
        pytest.param(
            "1½ tablets twice daily",
            "1.5 tablets twice daily",
            Interval(2, 1, "day"),
            id="glued half",
        ),
        pytest.param(
            "12½ mg daily", "12.5 mg daily", Interval(1, 1, "day"), id="glued half of many"
        ),
        pytest.param("37½ mcg/hr", "37.5 mcg/hour", None, id="glued half by the hour"),
        pytest.param("1½-2 tablets", "1.5-2 tablets", None, id="range from a half"),
        pytest.param(
            "1-1/2 tablets daily", "1.5 tablets daily", Interval(1, 1, "day"), id="whole-half"
        ),
        pytest.param(
            "½-1 tablet daily", "0.5-1 tablet daily", Interval(1, 1, "day"), id="range to one"
        ),
        pytest.param(
            "5 mg, then 2½ mg daily",
            "5 mg then 2.5 mg daily",
            Interval(1, 1, "day"),
            id="half in the words",
        ),
        pytest.param(
            "5 mg-10 mg daily",
            "5-10 mg daily",
            Interval(1, 1, "day"),
            id="range with a unit on both sides",
        ),
        pytest.param(
            "5mg to 10mg daily",
            "5-10 mg daily",
            Interval(1, 1, "day"),
            id="range in words with units",
        ),
        pytest.param(
            "250 mg/5 mL bid", "250 mg/5 mL bid", Interval(2, 1, "day"), id="strength of a liquid"
        ),
        pytest.param(
            "40 mg/0.8ml every 2 weeks",
            "40 mg/0.8 mL every 2 weeks",
            Interval(1, 2, "week"),
            id="of a pen",
        ),
        pytest.param("0.1 mg/24 hr", "0.1 mg/24 hours", None, id="patch"),
        pytest.param(
            "600 mg/800 IU daily",
            "600 mg/800 IU daily",
            Interval(1, 1, "day"),
            id="parts of two units",
        ),
        pytest.param(
            "2 million units daily",
            "2 million units daily",
            Interval(1, 1, "day"),
            id="millions in words",
        ),
        pytest.param("50 µg daily", "50 mcg daily", Interval(1, 1, "day"), id="micrograms"),
        pytest.param(
            ".50 MG daily", "0.5 mg daily", Interval(1, 1, "day"), id="zeros of a safe dose"
        ),
    ],
)
def test_reads_doses(typed: str, words: str, interval: Interval | None) -> None:
    dose: Dose = read("dose", typed)
    assert str(dose) == words
    assert dose.frequency == interval


@pytest.mark.parametrize(
    ("typed", "fields", "part"),
    [
        pytest.param("15", {}, "15 what?", id="no unit"),
        pytest.param("15 weekly", {}, "15 what?", id="no unit but a frequency"),
        pytest.param("mg", {}, "begin with an amount", id="no amount"),
        pytest.param("0 mg weekly", {}, "A dose of 0 is none", id="nothing"),
        pytest.param("10 foos", {}, "not a unit of dose", id="unknown unit"),
        pytest.param("10-5 mg", {}, "smaller amount first", id="range downwards"),
        pytest.param("10⁶ units", {}, '"10⁶" holds a number sign', id="raised digit"),
        pytest.param("⅓ tablet", {}, "holds a number sign", id="a third"),
        pytest.param(
            "11/2 tablets", {}, 'Is "11/2" meant as 1 and 1/2? Please type 1.5', id="glued fraction"
        ),
        pytest.param("0,5 mg", {}, 'Is "0,5" meant as 0.5?', id="decimal comma"),
        pytest.param("take 2,5 mg", {}, 'Is "2,5" meant as 2.5?', id="decimal comma after a verb"),
        pytest.param(
            "0,125 mg", {}, 'Is "0,125" meant as 0.125?', id="decimal comma with three digits"
        ),
        pytest.param("500 mg-1 g", {}, "has two units", id="range over two units"),
        pytest.param("160/9/4.8", {}, "160/9/4.8 what?", id="parts without a unit"),
        pytest.param("35 mg", {"units": ("mg/kg",)}, "asked in mg/kg", id="not the unit asked for"),
    ],
)
def test_refuses_doses_that_could_be_misread(typed: str, fields: dict[str, Any], part: str) -> None:
    assert part in refusal("dose", typed, **fields)


def test_a_stored_dose_that_was_a_misread_fraction_is_asked_again() -> None:
    stored: JsonValue = {
        "amounts": ["11", "2"],
        "joined": "/",
        "unit": "tablets",
        "words": "twice daily",
    }
    with pytest.raises(Refused, match="meant as 1 and 1/2"):
        KINDS["dose"].load(stored, question("dose"))


def test_a_dose_knows_its_route_and_whether_it_is_as_needed() -> None:
    dose: Dose = read("dose", "5-10 mg by mouth every 6 hours as needed")
    assert (dose.route, dose.as_needed) == ("oral", True)
    assert read("dose", "84 mg intranasally twice weekly").route == "intranasal"


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        pytest.param("15 mg weekly", "15 mg once a week", True, id="other words"),
        pytest.param("15 mg", "15 mg weekly", True, id="less said"),
        pytest.param("100 mg bid", "100 mg q12h", True, id="same rate"),
        pytest.param("15 mg weekly", "15 mg daily", False, id="other frequency"),
        pytest.param("15 mg weekly", "20 mg weekly", False, id="other amount"),
        pytest.param("15 mg sc weekly", "15 mg po weekly", False, id="other route"),
    ],
)
def test_doses_agree_when_they_say_the_same(one: str, other: str, agree: bool) -> None:
    assert KINDS["dose"].agree(read("dose", one), read("dose", other)) is agree
    assert KINDS["dose"].agree(read("dose", other), read("dose", one)) is agree


def test_a_range_of_doses_is_measured_as_an_interval() -> None:
    measure = KINDS["dose"].measure(read("dose", "5-10 mg"), question("dose"))
    assert measure == Measure("mg", Fraction(5), Fraction(10))


@given(
    st.decimals("0.001", "99999", places=3),
    st.sampled_from(["mg", "mg/kg", "mcg", "mL", "units", "tablets"]),
)
def test_any_dose_shows_as_it_reads(amount: Decimal, unit: str) -> None:
    dose: Dose = read("dose", f"{amount} {unit} daily")
    assert (dose.amounts, dose.unit) == ((amount,), unit)
    assert read("dose", str(dose)) == dose


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1250", "$1,250.00"),
        ("$1,250.00", "$1,250.00"),
        ("1,250 dollars", "$1,250.00"),
        ("1.2k", "$1,200.00"),
        ("1½k", "$1,500.00"),
        ("50 cents", "$0.50"),
        (".75", "$0.75"),
    ],
)
def test_reads_money(typed: str, words: str) -> None:
    assert shown("money", typed) == words


@pytest.mark.parametrize(
    "typed", ["1250.5", "$12.345", "1,25", "0,125", "-5", "free", "$40 a month"]
)
def test_refuses_money_that_could_be_misread(typed: str) -> None:
    assert "$1,250.00" in refusal("money", typed)


def test_a_raised_digit_is_no_part_of_an_amount_of_money() -> None:
    assert "number sign" in refusal("money", "$12⁵")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("21", "21"),
        ("21/27", "21"),
        ("21 on 3/4/2025", "21 on March 4, 2025"),
        ("PHQ-9 21, March 2025", "21 in March 2025"),
        ("PHQ-9: 21 out of 27, 3/4/25", "21 on March 4, 2025"),
        ("HAM-D 24 last week", "24, between November 8 and November 14, 2026"),
        ("21 (about March 2025)", "21, about March 2025"),
        ("22, 2024", "22 in 2024"),
        ("7½ on 3/4/2025", "7.5 on March 4, 2025"),
        ("21,3/4/2025", "21 on March 4, 2025"),
    ],
)
def test_reads_scores(typed: str, words: str) -> None:
    assert shown("score", typed) == words


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("3/4/2025", "score first", id="only a date"),
        pytest.param("March 21 2025", "score first", id="only a date in words"),
        pytest.param("21 March 2025", "the score or the day", id="unclear"),
        pytest.param("30/27", "more than 27", id="more than the most"),
        pytest.param("40", "27 is the most", id="above the limit"),
        pytest.param("21 on 2/30/2025", "28 days", id="impossible date"),
        pytest.param("severe", "no score", id="no number"),
        pytest.param("2¹ on 3/4/2025", "number sign", id="raised digit"),
        pytest.param("7,2 on 3/4/2025", 'Is "7,2" meant as 7.2?', id="decimal comma"),
    ],
)
def test_refuses_scores_that_could_be_misread(typed: str, part: str) -> None:
    assert part in refusal("score", typed, high="27")


def test_a_score_has_parts_and_compares_by_its_number() -> None:
    score, asked = read("score", "21 on 3/4/2025"), question("score")
    assert {name: part(asked) for name, part in KINDS["score"].parts(score).items()} == {
        "value": "21",
        "date": "March 4, 2025",
    }
    assert KINDS["score"].measure(score, asked) == Measure.exactly(21, "")
    assert KINDS["score"].agree(score, read("score", "21 in March 2025"))
    assert not KINDS["score"].agree(score, read("score", "21 in April 2025"))
