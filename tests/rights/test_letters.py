"""What a letter may say of rights: verified, fitting the plan, with the state of the text; and
nothing else, ever.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest

from interview.core import events as ev
from interview.rights.facts import Cited, Facts, facts
from interview.rights.rights_for import NAMES, RightsFor
from interview.rights.step_therapy import law_sentence, step_therapy, step_therapy_laws
from tests.rights.office import every_kind, small_tree, told

TODAY = date(2026, 11, 21)
PARTS = (
    "levels",
    "expedited",
    "requests",
    "missed",
    "continued",
    "exceptions",
    "concurrent",
    "complaints",
    "filers",
)
EVERYWHERE = [(kind, state) for kind in facts().kinds for state in ("TX", "AZ", "CT", "AL", "")]


def rights(
    kind: str, state: str = "", today: date = TODAY, known: Facts | None = None
) -> RightsFor:
    answers = {"plan__type": kind} | ({"plan__state": state} if state else {})
    return RightsFor(told(every_kind(), **answers), today, known)


def unread() -> Facts:
    """The facts as if no text had been read."""
    data = facts().model_dump(by_alias=True)
    for entry in (entry for part in (*PARTS, "state_law") for entry in data[part].values()):
        entry["verified"] = False
    for level in data["levels"].values():
        level.update(file=None, urgent_file=None, answer={})
    return Facts.model_validate(data)


@pytest.mark.parametrize(("kind", "state"), EVERYWHERE)
def test_nothing_unverified_can_reach_a_letter(kind: str, state: str) -> None:
    assert dict(rights(kind, state, known=unread())) == {}


def all_cited() -> list[Cited]:
    found = [each for part in PARTS for each in getattr(facts(), part).values()]
    return found + [level.clock_rule for level in facts().levels.values()]


@pytest.mark.parametrize(("kind", "state"), EVERYWHERE)
def test_every_law_that_is_named_was_read_and_says_when(kind: str, state: str) -> None:
    read = {law for each in all_cited() if each.verified for law in laws(each.citation)}
    for name, text in rights(kind, state).items():
        for law in laws(text):
            assert any(law in citation for citation in read), (name, law)
        assert re.search(AS_OF, text), (name, text)


AS_OF = (
    r"[Tt]ext (of|as read on) [A-Z][a-z]+ \d+, 20\d\d|\d{4} annual edition|text, undated|text after 20\d\d"
    r"|\d{4} guidance"
)


def laws(text: str) -> set[str]:
    """Federal sections named in a text, such as 42 CFR 438.404."""
    return set(re.findall(r"\d+ (?:CFR|U\.S\.C\.) [\d.]+(?:-\d+)?", text))


def test_no_unread_rule_shares_its_words_with_a_letter() -> None:
    texts = " ".join(text for kind in facts().kinds for text in rights(kind, "TX").values())
    for each in all_cited():
        if not each.verified:
            assert not each.citation or each.citation not in texts
            words = getattr(each, "rule", "")
            assert not words or words not in texts


def test_claims_that_are_false_or_stale_are_not_made() -> None:
    texts = [
        text
        for kind in facts().kinds
        for state in step_therapy_laws().states
        for text in _texts(kind, state)
    ]
    found = [text for text in texts if re.search(FORBIDDEN, text, re.IGNORECASE)]
    assert texts and not found


def _texts(kind: str, state: str) -> list[str]:
    law = step_therapy(state)
    return [*rights(kind).values(), *([law_sentence(law)] if law else [])]


FORBIDDEN = (
    r"300gg-19|forty states|over 40|nearly 40|success|percent|%|approximately four|about four months|strictly adhere"
    r"|5 to 15 business|accumulator|void|waiver|65 (calendar )?days|156\.130"
)
"""What would repeat a claim that was checked and is wrong, stale or not supported."""


RECORDS = {
    "employer_insured": {
        "2560.503-1(g)(1)(v)(A)",
        "(h)(2)(iii)",
        "147.136(b)(2)(ii)(C)",
        "(b)(2)(ii)(E)(3)",
    },
    "employer_self_funded": {
        "2560.503-1(g)(1)(v)(A)",
        "(h)(2)(iii)",
        "147.136(b)(2)(ii)(C)",
        "(b)(2)(ii)(E)(3)",
    },
    "grandfathered_employer_insured": {"2560.503-1(g)(1)(v)(A)", "(h)(2)(iii)"},
    "grandfathered_employer_self_funded": {"2560.503-1(g)(1)(v)(A)", "(h)(2)(iii)"},
    "individual_market": {"147.136(b)(3)(ii)(C)", "(b)(3)(ii)(E)(3)", "2560.503-1(g)(1)(v)(A)"},
    "governmental_insured": {"147.136(b)(2)(ii)(C)", "(b)(2)(ii)(E)(3)", "2560.503-1(g)(1)(v)(A)"},
    "governmental_self_funded": {
        "147.136(b)(2)(ii)(C)",
        "(b)(2)(ii)(E)(3)",
        "2560.503-1(g)(1)(v)(A)",
    },
    "medicare_advantage": {"42 CFR 422.101(b)(6)(i)-(ii) (text of September 29, 2026)"},
    "medicaid_managed_care": {"42 CFR 438.404(b)(2) (current text, undated)"},
    "chip_managed_care": {"42 CFR 457.1140(d)(2) (text of October 10, 2024)"},
    "chip_fee_for_service": {"42 CFR 457.1140(d)(2) (text of October 10, 2024)"},
}
"""What a request for the file cites, by kind of plan; all other kinds cite nothing."""


@pytest.mark.parametrize("kind", facts().kinds)
def test_what_a_request_for_the_file_cites(kind: str) -> None:
    text = rights(kind).get("records", "")
    assert bool(text) == (kind in RECORDS)
    assert all(part in text for part in RECORDS.get(kind, ()))
    assert not (kind.startswith("grandfathered") and "147.136" in text)
    assert not (kind.startswith("medic") and ("2560" in text or "147.136" in text))


URGENT = {
    "employer_self_funded": ("could seriously jeopardize", True),
    "individual_market": ("could seriously jeopardize", True),
    "medicare_part_d": ("may seriously jeopardize", False),
    "medicare_advantage": ("could seriously jeopardize", False),
    "medicaid_managed_care": ("attain, maintain, or regain", False),
    "original_medicare": ("", False),
    "chip_managed_care": ("", False),
    "tricare": ("", False),
    "fehb": ("", False),
    "va": ("", False),
}


@pytest.mark.parametrize(("kind", "expected"), URGENT.items(), ids=URGENT)
def test_the_test_of_urgency_is_the_one_of_the_plan(kind: str, expected: tuple[str, bool]) -> None:
    text = rights(kind).get("expedited_test", "")
    assert (bool(text), "severe pain" in text) == (bool(expected[0]), expected[1])
    assert expected[0] in text


def test_an_open_kind_of_plan_cites_only_what_all_that_are_possible_share() -> None:
    job = RightsFor(told(small_tree(), plan__type="job"), TODAY)
    assert "2560.503-1(l)" in job["missed_deadline"]
    assert "step_therapy_law" not in job  # an insured plan would have it, a self-funded one not
    assert dict(RightsFor(told(small_tree()), TODAY)) == {}


REACH = {
    "individual_market": True,
    "employer_insured": True,
    "grandfathered_employer_insured": True,
    "governmental_insured": True,
    "church_insured": True,
}


@pytest.mark.parametrize("kind", facts().kinds)
def test_state_law_is_cited_only_to_plans_that_it_reaches_for_sure(kind: str) -> None:
    assert ("step_therapy_law" in rights(kind, "AZ")) is REACH.get(kind, False)


THREE = (
    "Among its grounds for an exception: the required drug is contraindicated or likely to cause an"
    " adverse reaction; the required drug is expected to be ineffective; the required drug was"
    " tried before and failed; "
)
NOT_BEST = "the required drug is not in the patient's best interest"
STABLE = f"{NOT_BEST}; or the patient is stable on the prescribed drug."
READ = "(Text as read on November 21, 2026.)"
LAWS = {
    "all that there is": (
        "AZ",
        ["Arizona law on exceptions to step therapy applies here (A.R.S. §§ 20-3651 to 20-3654).",
         "It requires a decision on an exception within 72 hours, and within 24 hours in exigent circumstances.",
         "A request that is not answered in time counts as granted.", THREE + STABLE, READ],
    ),
    "hours that were not read": (
        "TX",
        [
            "Texas law on exceptions to step therapy applies here (Tex. Ins. Code § 1369.0546).",
            f"{THREE}or {NOT_BEST}.",
            READ,
        ],
    ),
    "nothing read": ("AL", []),
    "no state": ("", []),
}  # fmt: skip


@pytest.mark.parametrize(("state", "expected"), LAWS.values(), ids=LAWS)
def test_only_points_that_were_read_are_told_of_a_state_s_law(
    state: str, expected: list[str]
) -> None:
    assert rights("employer_insured", state).get("step_therapy_law", "") == " ".join(expected)


def test_a_ban_that_has_lapsed_is_not_told() -> None:
    assert (
        "bipolar"
        in rights("individual_market", "CT", date(2026, 12, 31))["step_therapy_mental_health"]
    )
    assert "step_therapy_mental_health" not in rights("individual_market", "CT", date(2027, 1, 1))


def test_every_name_is_known_and_nothing_else_is() -> None:
    found: dict[str, Any] = dict(rights("individual_market", "CT"))
    assert set(found) <= set(NAMES)
    named = {
        name for kind in facts().kinds for state in ("TX", "CT") for name in rights(kind, state)
    }
    late, at = (
        told(small_tree(), **DRUG_PLAN, care__time="not_started"),
        datetime(2026, 11, 3, 9, tzinfo=UTC),
    )
    number = len(late.record.events) + 1
    late.apply(
        ev.Sent(seq=number, at=at, operator="Kim", what="packet", way="fax", to="555-0101", when=at)
    )
    assert named | set(RightsFor(late, TODAY)) == set(NAMES)


DATED = {"denial__dated": "11/2/2026", "denial__received": "11/5/2026"}
DRUG_PLAN = {"plan__type": "Drug plan"} | DATED
