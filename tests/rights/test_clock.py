"""Which day counts: the rule's or the notice's, while the kind of plan is open, and when
something runs out sooner.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from interview.core.measure import Truth
from interview.rights.answer_clock import answers_by
from interview.rights.clock import continued, due, file_dates, keep_dates
from interview.rights.deadline import Notice, Stated, stated_by
from interview.rights.facts import facts
from interview.rights.known import known_of
from interview.rights.ladder import ladder
from interview.rights.plan_kinds import plan_kinds
from tests.rights.cases import day, days, due_of, kinds, known, notice
from tests.rights.office import small_tree, told

STATED = {
    "earlier than the rule": (
        notice("2026-11-02", stated="2026-12-02"),
        "2026-12-02",
        "30 days earlier than the rule's; the earlier, the notice's, counts",
    ),
    "later than the rule": (
        notice("2026-11-02", stated="2027-01-06"),
        "2027-01-01",
        "5 days later than the rule's; the earlier, the rule's, counts",
    ),
    "by one day": (notice("2026-11-02", stated="2027-01-02"), "2027-01-01", "1 day later"),
    "as a number of days": (notice("2026-11-02", stated_days=65), "2027-01-01", "5 days later than the rule's"),
    "as a number of months": (notice("2026-11-02", stated_months=2), "2027-01-01", "1 day later than the rule's"),
    "days without a date": (notice(received="2026-11-04", stated_days=60), "2027-01-03", ""),
    "the same": (notice("2026-11-02", stated="2027-01-01"), "2027-01-01", ""),
    "nothing else known": (notice(stated="2027-01-01"), "2027-01-01", ""),
    "not at all": (notice("2026-11-02"), "2027-01-01", ""),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected", "why"), STATED.values(), ids=STATED)
def test_the_earlier_of_rule_and_notice_counts_and_both_are_kept(
    given: Notice, expected: str, why: str
) -> None:
    found = due_of("medicare_part_d", given)
    assert found.day == day(expected)
    assert bool(found.differs) == bool(why) and why in found.differs


def test_the_notice_s_own_day_says_where_it_comes_from() -> None:
    for given, words in (
        (notice("2026-11-02", stated="2027-01-06"), "The notice gives this day."),
        (
            notice("2026-11-02", stated_days=65),
            "The notice gives 65 days, counted here from the date on it.",
        ),
        (
            notice(received="2026-11-02", stated_days=65),
            "The notice gives 65 days, counted here from the day it came.",
        ),
    ):
        stated = due_of("medicare_part_d", given).stated
        assert stated is not None and (stated.day, stated.words) == (day("2027-01-06"), words)


MONTHS = {
    "a month is not thirty days": ("2026-01-31", 1, "2026-02-28", "1 month"),
    "over the end of a year": ("2026-11-02", 4, "2027-03-02", "4 months"),
    "into a leap year": ("2027-08-31", 6, "2028-02-29", "6 months"),
}


@pytest.mark.parametrize(("dated", "months", "last", "words"), MONTHS.values(), ids=MONTHS)
def test_months_that_a_notice_gives_are_calendar_months(
    dated: str, months: int, last: str, words: str
) -> None:
    stated = stated_by(notice(dated, stated_months=months))
    assert stated == Stated(
        day(last), f"The notice gives {words}, counted here from the date on it."
    )


UNKNOWN = {
    "no date at all": (notice(), None, None, False),
    "only heard of": (notice(heard="2026-11-02"), "2027-05-01", None, False),
    "a month only": (Notice(days("2026-11-01", "2026-11-30")), "2027-04-30", None, False),
    "it came in some days": (Notice(None, days("2026-11-05", "2026-11-09")), "2027-05-04", "2027-05-04", False),
    "both days": (notice("2026-11-02", "2026-11-06"), "2027-05-05", "2027-05-05", True),
    "the date on it only": (notice("2026-11-02"), "2027-05-01", None, True),
}  # fmt: skip


@pytest.mark.parametrize(("given", "safe", "outside", "sure"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_makes_no_day_later_and_is_said(
    given: Notice, safe: str | None, outside: str | None, sure: bool
) -> None:
    found = due_of("employer_self_funded", given)
    assert (found.computed, found.outside) == tuple(
        day(text) if text else None for text in (safe, outside)
    )
    assert found.is_verified is sure


RECEIPT = {
    "earlier than presumed": ("2026-11-04", "2027-01-03"),
    "as presumed": ("2026-11-07", "2027-01-06"),
    "later, which would have to be proven": ("2026-11-20", "2027-01-06"),
}


@pytest.mark.parametrize(("received", "outside"), RECEIPT.values(), ids=RECEIPT)
def test_a_presumed_receipt_moves_the_outside_day_only_towards_the_start(
    received: str, outside: str
) -> None:
    found = due_of("medicare_part_d", notice("2026-11-02", received))
    assert (found.computed, found.outside) == (day("2027-01-01"), day(outside))


def test_while_the_kind_of_plan_is_open_the_earliest_day_counts_and_is_to_check() -> None:
    found = due(
        kinds("employer_self_funded", "medicare_part_d", "fehb", "va"), known(notice("2026-11-02"))
    )
    assert found.day == day("2027-01-01")
    assert not found.is_verified
    assert found.without == ("va",)


def test_kinds_whose_rules_agree_give_a_day_that_holds() -> None:
    found = due(
        kinds("employer_self_funded", "employer_insured"), known(notice("2026-11-02", "2026-11-06"))
    )
    assert (found.day, found.is_verified) == (day("2027-05-05"), True)


def test_a_day_of_its_own_that_no_rule_gives_is_the_notice_s() -> None:
    found = due_of("va", notice("2026-11-02", stated="2026-12-01"))
    assert (found.day, found.computed, found.is_verified) == (day("2026-12-01"), None, False)


def test_where_the_state_may_give_less_no_day_is_safe() -> None:
    found = due_of("medicaid_fee_for_service", notice("2026-11-02"))
    assert (found.day, found.is_verified) == (day("2027-01-31"), False)


KEEP = {
    "the notice's date only": (None, "2026-11-12"),
    "the cut is earlier": ("2026-11-05", "2026-11-12"),
    "the cut is later": ("2026-11-30", "2026-11-30"),
}


@pytest.mark.parametrize(("effective", "expected"), KEEP.values(), ids=KEEP)
def test_keeping_a_medicaid_benefit_has_an_earlier_day(
    effective: str | None, expected: str
) -> None:
    told = known(notice("2026-11-02"), effective=day(effective) if effective else None)
    found = continued(kinds("medicaid_managed_care"), told)
    assert found is not None and found.day == day(expected)
    assert "pay back" in found.rule.warning


@pytest.mark.parametrize(
    "kind", ["chip_managed_care", "medicaid_fee_for_service", "medicare_part_d", "employer_insured"]
)
def test_no_other_plan_keeps_a_benefit(kind: str) -> None:
    assert continued(kinds(kind), known(notice("2026-11-02"))) is None


def test_care_that_has_not_begun_cannot_be_kept() -> None:
    plan, told = kinds("medicaid_managed_care"), notice("2026-11-02")
    assert continued(plan, known(told, ongoing=False)) is None
    assert continued(plan, known(told, ongoing=True)) == continued(plan, known(told))
    assert (
        continued(plan, known(told, keeps=False)) is None
    )  # and nobody needs to ask where nobody wants it
    assert keep_dates(plan, known(told, ongoing=False)) == ()
    assert [each.day for each in file_dates(plan, known(told, ongoing=False))] == [
        day("2027-01-01")
    ]


def test_the_later_of_ten_days_and_the_day_the_cut_takes_effect_counts() -> None:
    plan, told = kinds("medicaid_managed_care"), notice("2026-11-20")
    for effective, last in (("2026-12-07", "2026-12-07"), ("2026-11-25", "2026-11-30")):
        (found,) = keep_dates(plan, known(told, effective=day(effective)))
        assert (found.day, found.lapses) == (day(last), True)


GIVEN = {
    "given already": (True, True, ["post_service"]),
    "given, not urgent": (True, False, ["post_service"]),
    "not given, urgent": (False, True, ["expedited"]),
    "not given, not urgent": (False, False, ["pre_service"]),
    "not given": (False, None, ["expedited", "pre_service"]),
    "nothing known": (None, None, ["expedited", "pre_service", "post_service"]),
}


@pytest.mark.parametrize(("given", "urgent", "expected"), GIVEN.values(), ids=GIVEN)
def test_the_clock_that_fits_the_case(
    given: bool | None, urgent: bool | None, expected: list[str]
) -> None:
    level = facts().levels["part_d_redetermination"]
    assert [
        each.which for each in answers_by(level, known(notice(), given=given, urgent=urgent))
    ] == expected


DATES = {
    "the benefit and the appeal": (
        "medicaid_managed_care",
        [("2026-11-12", True), ("2027-01-01", False)],
    ),
    "the appeal alone": ("medicare_part_d", [("2027-01-01", False)]),
}


@pytest.mark.parametrize(("kind", "expected"), DATES.values(), ids=DATES)
def test_dates_for_the_list(kind: str, expected: list[tuple[str, bool]]) -> None:
    told = known(notice("2026-11-02"))
    found = (*keep_dates(kinds(kind), told), *file_dates(kinds(kind), told))
    assert [(each.day.isoformat(), each.lapses) for each in found] == expected


def test_there_are_no_dates_while_nothing_is_known() -> None:
    assert keep_dates(kinds("medicaid_managed_care"), known(notice())) == ()
    assert file_dates(kinds("medicare_part_d"), known(notice())) == ()


def test_hours_give_a_reminder_and_no_last_day() -> None:
    filed = datetime(2026, 11, 6, 16, 0, tzinfo=timezone(timedelta(hours=-6)))  # a Friday afternoon
    (fast,) = answers_by(
        facts().levels["medicaid_plan_appeal"], known(notice(), urgent=True, filed=filed)
    )
    assert fast.by is None
    assert fast.ask_from == datetime(2026, 11, 9, 16, 0, tzinfo=filed.tzinfo)
    assert fast.clock.words == "72 hours, which may be extended by 14 days"


def test_the_ladder_of_a_drug_plan() -> None:
    found = ladder(kinds("medicare_part_d"), known(notice("2026-11-02"), urgent=True))
    assert [rung.due.level.name for rung in found.this] == ["Redetermination"]
    assert [rung.due.level.name for rung in found.following] == ["Reconsideration"]
    assert found.following[0].due.by is None  # it counts from a decision that nobody has yet
    assert found.needs_counsel
    assert [rule.citation for rule in found.rules.missed] == [
        "42 CFR 423.568(h), 423.572(d), 423.578(c)(2)"
    ]
    assert (
        found.rules.exceptions is not None
        and found.rules.exceptions.starts == "the prescriber's supporting statement"
    )
    assert found.rules.expedited is not None and not found.rules.expedited.severe_pain


def test_after_the_independent_review_comes_counsel() -> None:
    found = ladder(
        kinds("employer_self_funded"), known(notice(received="2027-01-31"), rung=1, second=False)
    )
    assert [rung.due.level.stage for rung in found.this] == ["independent"]
    assert found.following == () and found.needs_counsel


SECOND = {
    "nobody knows whether there is one": (
        None,
        ["Second internal appeal", "External review (federal process)"],
        False,
    ),
    "there is one": (True, ["Second internal appeal"], False),
    "there is none": (False, ["External review (federal process)"], True),
}


@pytest.mark.parametrize(("second", "names", "is_verified"), SECOND.values(), ids=SECOND)
def test_after_the_first_appeal_to_an_employer_plan(
    second: Truth, names: list[str], is_verified: bool
) -> None:
    # Four months from January 29, 2027, are May 29, a Saturday, and May 31 is Memorial Day.
    found = due_of(
        "employer_self_funded", notice("2027-01-25", "2027-01-29"), rung=1, second=second
    )
    assert [each.level.name for each in found.levels] == names
    assert (found.is_verified, found.day) == (is_verified, None if second else day("2027-06-01"))
    assert found.without == (("employer_self_funded",) if second else ())


def test_after_the_second_appeal_comes_the_review_outside_the_plan() -> None:
    found = due_of("employer_insured", notice("2027-01-25", "2027-01-29"), rung=2, second=True)
    assert [each.level.name for each in found.levels] == ["External review"]


def test_only_some_plans_can_have_a_second_appeal() -> None:
    can = {kind for kind, rules in facts().kinds.items() if rules.second}
    employers = {
        f"{old}employer_{funding}"
        for old in ("", "grandfathered_")
        for funding in ("insured", "self_funded")
    }
    assert can == employers | {"governmental_insured", "governmental_self_funded"}


def test_a_review_is_found_at_whatever_step_it_stands() -> None:
    told = notice("2026-11-02")
    first = {
        "medicaid_fee_for_service": "State fair hearing",
        "fehb": "Review by the Office of Personnel Management",
    }
    for kind, name in first.items():
        assert [each.level.name for each in due_of(kind, told, rung=1, review=True).levels] == [
            name
        ]


def test_an_open_plan_shows_each_level_once_and_only_the_rules_that_all_share() -> None:
    found = ladder(
        kinds("employer_self_funded", "grandfathered_employer_self_funded"),
        known(notice("2026-11-02")),
    )
    assert [rung.kinds for rung in found.this] == [
        ("employer_self_funded",),
        ("grandfathered_employer_self_funded",),
    ]
    assert [rule.citation for rule in found.rules.missed] == ["29 CFR 2560.503-1(l)"]
    assert found.state_law is not None and found.state_law.reaches == "no"


def test_with_too_many_kinds_only_the_day_is_shown() -> None:
    found = ladder(kinds(*facts().kinds), known(notice("2026-11-02")))
    assert (found.this, found.following, found.rules.expedited, found.state_law) == (
        (),
        (),
        None,
        None,
    )
    assert found.due.day == day("2027-01-01")


OPEN = {
    "nothing is known": ({}, 6, "plan.type"),
    "the kind is known, its funding not": ({"plan__type": "job"}, 2, "plan.funding"),
    "it does not know": ({"plan__type": "dont_know"}, 6, "plan.type"),
    "settled": ({"plan__type": "job", "plan__funding": "self-funded"}, 1, ""),
    "a kind that no rule is known for": ({"plan__type": "another"}, 0, ""),
}


@pytest.mark.parametrize(("answers", "count", "asks"), OPEN.values(), ids=OPEN)
def test_which_kinds_are_possible_and_what_would_settle_it(
    answers: dict[str, str], count: int, asks: str
) -> None:
    found = plan_kinds(told(small_tree(), **answers))
    assert (len(found.possible), found.settled_by) == (count, asks)
    assert found.is_settled == (count == 1)


def test_answers_are_read_through_roles() -> None:
    state = told(
        small_tree(),
        plan__type="job",
        plan__state="Texas",
        denial__heard="11/1/2026",
        denial__dated="November 2026",
        denial__received="11/6/2026",
        denial__deadline="4/1/2027",
        denial__days="180 days",
        denial__fast="no",
        care__time="given",
    )
    found = known_of(state)
    assert (found.given, found.ongoing) == (True, False)
    assert found.notice.dated == days("2026-11-01", "2026-11-30")
    assert found.notice.received == days("2026-11-06")
    assert found.notice.heard == days("2026-11-01")
    assert (found.notice.stated, found.notice.stated_days) == (days("2027-04-01"), 180)
    assert (found.urgent, found.state) == (False, "TX")


def test_months_of_a_notice_are_kept_as_months() -> None:
    found = known_of(told(small_tree(), denial__dated="11/2/2026", denial__days="4 months")).notice
    assert (found.stated_days, found.stated_months) == (0, 4)


def test_what_nobody_answered_is_not_known() -> None:
    assert known_of(told(small_tree(), denial__dated="dont_know")) == known(notice())
