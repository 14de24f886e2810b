"""Where a case stands with the plan, in the few lines that a coordinator needs after recording
something.
"""

from __future__ import annotations

from pydantic import JsonValue

from interview.case.case_dates import REVIEWER
from interview.case.due_report import DueReport
from interview.case.plan_words import decision_text, sent_text
from interview.case.when import far_words


def clock_lines(report: DueReport) -> list[str]:
    """What was decided, what waits, and the next day that counts."""
    course, lines = report.course, list[str]()
    if course.decision is not None:
        lines.append(f"DECIDED: {decision_text(course.decision)}")
    if report.renew is not None:
        lines.append(f"ASK TO RENEW BY {far_words(report.renew, report.today)}")
    if course.sent is not None:
        return [*lines, *_waiting(report)]
    if report.day is not None:
        mark = "  TO CHECK" if report.is_to_check else ""
        lines.append(f"FILE BY {far_words(report.day, report.today)}{mark}")
    return lines


def _waiting(report: DueReport) -> list[str]:
    course, answer, lines = report.course, report.answer, list[str]()
    lines += [f"SENT: {sent_text(course.sent)}"] if course.sent is not None else []
    if answer is None:
        lines.append(
            "PLAN MUST ANSWER: no day can be told from the rules that were read. Go by its own"
            " word."
        )
    else:
        mark = "  TO CHECK" if answer.to_check else ""
        who = "REVIEWER" if answer.whose == REVIEWER else "PLAN"
        lines += [
            f"{who} MUST ANSWER BY {far_words(answer.day, report.today)}{mark}",
            f"  {answer.counts_from}",
        ]
    if report.confirm_on is not None:
        ring = far_words(report.confirm_on, report.today)
        lines.append(f"RING to confirm that it was logged: {ring}")
    return lines


def course_json(report: DueReport) -> dict[str, JsonValue]:
    """The same for programs."""
    course, answer = report.course, report.answer
    days = {
        "answer_by": answer.day if answer else None,
        "confirm_on": report.confirm_on,
        "renew_by": report.renew,
    }
    return {
        "level": course.rung + 1,
        "sent": course.sent.model_dump(mode="json") if course.sent is not None else None,
        "decision": course.decision.model_dump(mode="json")
        if course.decision is not None
        else None,
        "answer_to_check": answer is not None and answer.to_check,
        **{key: day.isoformat() if day is not None else None for key, day in days.items()},
    }
