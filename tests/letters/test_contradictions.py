"""The shipped rules about two answers that do not go together: each fails where it should, and
is quiet beside it.
"""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState
from interview.core.findings import failing_rules
from tests.letters.building import CaseFile
from tests.letters.worked import shipped_engine

CASE = """
opening.refused_on: 2026-08-10
patient.name: Ana Ruiz
patient.birth_date: 1980-05-09
denial.notice: yes
care.time: not_started
denial.reasons: step_therapy
request.drug: newdrug
request.kind: medicine
request.relation: ordered, treats
"""
CANCER = "diagnosis.field: cancer"
DEPRESSION = "diagnosis.field: depression"
OTHER = "diagnosis.field: other"
TAKEN = "treatments: required=yes taken=yes "
PHQ = "severity.scale: phq9"
PROGRESSED = "outcome=failed progressed=2026-07-16"
URGENT = "urgency.expedite: yes"

# The rule, what brings it up, and the same with a change that makes it quiet.
CASES = {
    "given_after_progression": (
        f"{CANCER}\n{TAKEN} outcome=failed started=2026-03-02 stopped=2026-07-20 progressed=2026-07-16",
        ("stopped=2026-07-20", "stopped=2026-07-16"),
    ),
    "progression_is_no_failure": (
        f"{CANCER}\n{TAKEN} outcome=intolerant best_response=progression",
        ("outcome=intolerant", "outcome=failed,intolerant"),
    ),
    "line_not_later": (
        f"{CANCER}\noncology.line: 2\n{TAKEN} outcome=failed line=2",
        ("line=2", "line=1"),
    ),
    "begun_before_diagnosis": (
        f"{OTHER}\ndiagnosis.date: March 2025\n{TAKEN} started=2024",
        ("started=2024", "started=2025"),
    ),
    "failed_and_still_taken": (
        f"{OTHER}\n{TAKEN} outcome=failed,still_taking",
        ("failed,still_taking", "failed"),
    ),
    "long_not_tolerated": (
        f"{OTHER}\n{TAKEN} outcome=intolerant started=2022-01-01 stopped=2024-02-01",
        ("stopped=2024-02-01", "stopped=2022-06-01"),
    ),
    "unsafe_and_taken_well": (
        f"{OTHER}\n{TAKEN} outcome=failed grounds=contraindicated",
        ("outcome=failed", "outcome=failed,intolerant"),
    ),
    "stable_before_the_start": (
        f"{OTHER}\n{TAKEN} outcome=failed grounds=stable",
        ("care.time: not_started", "care.time: ongoing"),
    ),
    "no_better_and_lower_score": (
        f"{DEPRESSION}\n{TAKEN} outcome=failed percent=0 scale=phq9 score_before=20 score_after=12",
        ("percent=0", "percent=40"),
    ),
    "better_and_no_lower_score": (
        f"{DEPRESSION}\n{TAKEN} outcome=failed percent=50 scale=phq9 score_before=20 score_after=20",
        ("score_after=20", "score_after=10"),
    ),
    "spread_later_than_diagnosis": (
        f"{CANCER}\ndiagnosis.code: C78.00\ndiagnosis.date: 2026-03-02\n{TAKEN} outcome=failed progressed=2026-07-16",
        ("C78.00", "C34.11"),
    ),
    "spread_in_the_diagnosis": (
        f"{CANCER}\ndiagnosis.words: Sarcoma with lung metastases\ndiagnosis.date: 2026-03-02\n{TAKEN} {PROGRESSED}",
        ("with lung metastases", "of the left thigh"),
    ),
    "brain_in_the_report": (
        f"{CANCER}\noncology.stage: MRI of March 2026, two cerebellar lesions\noncology.cns: no",
        ("cerebellar lesions", "liver lesions"),
    ),
    "hospital_in_the_symptoms": (
        f"{OTHER}\nseverity.symptoms: I was admitted twice\nseverity.hospital: no",
        ("severity.hospital: no", "severity.hospital: yes"),
    ),
    "hospital_in_the_reason": (
        f"{OTHER}\nseverity.hospital: no\n{URGENT}\nurgency.reason: Hospitalized on August 2, 2026 with a flare",
        ("Hospitalized", "Seen"),
    ),
    "now_before_diagnosis": (
        f"{OTHER}\ndiagnosis.date: 2025-03-01\nresults: name=MRI day=2024-11-01 shows=now",
        ("shows=now", "shows=before"),
    ),
    "care_after_refusal": (
        f"{OTHER}\nrequest.care_since: 2026-09-01",
        ("2026-09-01", "2025-09-01"),
    ),
    "begins_after_refusal": (
        f"{OTHER}\ncare.time: ongoing\nrequest.start: 2026-09-01",
        ("2026-09-01", "2026-02-01"),
    ),
    "old_weight_of_a_child": (
        f"{OTHER}\npatient.birth_date: 2018-05-09\nrequest.weighed_on: 2026-01-05",
        ("2026-01-05", "2026-07-05"),
    ),
    "mild_and_urgent": (
        f"{DEPRESSION}\nseverity.degree: mild\n{URGENT}",
        ("degree: mild", "degree: severe"),
    ),
    "severe_with_a_low_score": (
        f"{DEPRESSION}\nseverity.degree: severe\nseverity.scale: phq9\nseverity.score_now: 7",
        ("score_now: 7", "score_now: 21"),
    ),
    "worse_with_a_low_score": (
        f"{DEPRESSION}\n{PHQ}\nurgency.worsening: yes\nseverity.score_now: 7",
        ("score_now: 7", "score_now: 15"),
    ),
    "urgent_and_nothing_given": (
        f"{CANCER}\n{URGENT}\n{TAKEN} outcome=failed started=2026-01-05 stopped=2026-05-20",
        ("stopped=2026-05-20", "stopped=2026-07-20"),
    ),
    "urgent_and_not_worse": (
        f"{OTHER}\n{URGENT}\nurgency.worsening: no",
        ("worsening: no", "worsening: yes"),
    ),
    "urgent_and_nothing_felt": (
        f"{OTHER}\n{URGENT}\nseverity.symptoms: none\nseverity.function: none",
        ("symptoms: none", "symptoms: Pain at night"),
    ),
}  # fmt: skip


def failing(told: str) -> set[str]:
    case = CaseFile(shipped_engine())
    given: dict[str, str] = {}
    for line in told.strip().splitlines():
        name, _, typed = line.partition(": ")
        given[name] = typed
    for name, typed in given.items():
        if "=" not in typed:
            _answer(case, name, typed)
            continue
        row = case.row(name)
        _answer(case, f"{row}/{case.question(name).columns[0].id}", "alphadrug")
        for cell in typed.split():
            column, _, words = cell.partition("=")
            _answer(case, f"{row}/{column}", words.replace(",", ", "))
        case.close(name)
    return {each.rule.id for each in failing_rules(case.state)}


def _answer(case: CaseFile, address: str, typed: str) -> None:
    if typed == "none":
        case.set(address, AnswerState.none)
    else:
        case.chart(address, typed)


@pytest.mark.parametrize("rule", CASES)
def test_a_contradiction_is_found_and_its_absence_is_not(rule: str) -> None:
    told, (old, new) = CASES[rule]
    told = f"{CASE}{told}"
    assert old in told
    assert rule in failing(told)
    assert rule not in failing(told.replace(old, new))
