"""The clock of a case in plain lines, and for programs."""

from __future__ import annotations

from datetime import date

from pydantic import JsonValue

from interview.case.case_dates import CaseDate
from interview.case.course_words import clock_lines, course_json
from interview.case.due_report import DueReport
from interview.case.next_date import AUTHORITY, CHANCE, PROMISE, STALE
from interview.case.when import day_words, far_words, span_words
from interview.rights.answer_clock import WORDS, AnswerBy
from interview.rights.clock import LevelDue
from interview.rights.facts import Cited, Rule, facts
from interview.rights.ladder import COUNSEL, FEW, Rung
from interview.rights.step_therapy import law_sentence

_FILED = {
    "received": "It must have arrived by then.",
    "postmarked": "It must be mailed, with a postmark, by then.",
    "unstated": "The rule does not say whether it must arrive or be mailed by then; let it arrive.",
}


def due_lines(report: DueReport) -> list[str]:
    """The report as plain lines: what comes first in time stands first."""
    return [*report.clock, *_due_lines(report)]


def _due_lines(report: DueReport) -> list[str]:
    course = report.course
    if course.sent is not None or course.is_over:
        day = _day(report) if course.waits_before_appeal else []
        first = [*_plan(report), *_keep(report), "", *clock_lines(report), *day]
    else:
        decided = ["", *clock_lines(report)[:1]] if course.decision is not None else []
        first = [*_plan(report), *decided, *_keep(report), *_day(report)]
    return [*first, *_others(report), *_this(report), *_next(report), *_more(report)]


_OTHERS = {
    CHANCE: "{about}: {day}",
    AUTHORITY: "{about}: {day}",
    PROMISE: "Promised by {day}: {about}",
    STALE: "Too old after {day}: {about}",
}


def _others(report: DueReport) -> list[str]:
    """The days that no rule on appeals gives, the earliest first."""
    counting = [each for each in report.dates if each.counts_on(report.today)]
    found = sorted((each for each in counting if each.what in _OTHERS), key=lambda each: each.day)
    lines = [
        _OTHERS[each.what].format(about=each.about, day=_dated(each.day, report)) for each in found
    ]
    return ["", "ALSO:", *(f"  {line}" for line in lines)] if lines else []


def _plan(report: DueReport) -> list[str]:
    kinds = report.ladder.due.kinds
    labels = [facts().kinds[kind].label for kind in kinds.possible]
    if kinds.is_settled:
        lines = [f"Plan: {labels[0]}"]
    elif not labels:
        lines = ["Plan: which rules reach it is not known. Go by the notice."]
    else:
        count = len(labels)
        lines = [
            f"Plan: {count} kinds are still possible"
            + (": " + "; ".join(labels) if count <= FEW else ".")
        ]
    return [*lines, *(f"Please ask: {title}" for title in report.asks)]


def _keep(report: DueReport) -> list[str]:
    keep, course = report.ladder.keep, report.course
    if keep is None or course.is_over or course.asked_to_keep:
        return []
    when = (
        f"by {_dated(keep.day, report)}, or the day the cut takes effect if that is later"
        if keep.day
        else "soon"
    )
    if not keep.is_for_sure:
        when = "soon, if the plan is Medicaid managed care"
    return [
        "",
        f"TO KEEP A BENEFIT that the plan ends or cuts: ask {when}",
        f"  {keep.rule.warning}",
        *_rule(keep.rule.rule, keep.rule),
    ]


def _day(report: DueReport) -> list[str]:
    due = report.ladder.due
    if due.day is None:
        words = (
            "There is nothing to file." if _is_automatic(report) else "No last day can be told yet."
        )
        return ["", f"FILE BY: {words}", *_without(report)]
    mark = "  TO CHECK" if report.is_to_check else ""
    lines = ["", f"FILE BY {_dated(due.day, report)}{mark}"]
    if due.computed is not None:
        deciding = (each.by for each in due.levels if each.earliest == due.computed)
        counted = " ".join(dict.fromkeys(by.counted for by in deciding if by is not None))
        lines.append(f"  By the rule: {span_words(due.computed, due.outside)} {counted}")
    if due.stated is not None:
        lines.append(f"  By the notice: {day_words(due.stated.day)}. {due.stated.words}")
    lines += [f"  {due.differs}"] if due.differs else []
    lines += [f"  {words}" for words in _remarks(report)]
    return [*lines, *_without(report), *_short_letter(report), *_working(report)]


def _short_letter(report: DueReport) -> list[str]:
    if not report.short_letter:
        return []
    return [
        (
            "  The day is near. A short letter without papers can keep it; please answer:"
            f" {report.short_letter}"
        )
    ]


def _remarks(report: DueReport) -> list[str]:
    """What must have happened by the day, and whether it is exact; each once."""
    due = report.ladder.due
    found = [each for each in due.levels if each.by is not None and each.level.file is not None]
    words: dict[str, None] = {}
    if len(due.kinds.possible) <= FEW:
        words = dict.fromkeys(
            _FILED[each.level.file.filed] for each in found if each.level.file is not None
        )
    imprecise = any(each.by is not None and each.by.is_imprecise for each in found)
    return [
        *words,
        *(["The day it counts from is not exact; its first day was taken."] if imprecise else []),
    ]


def _without(report: DueReport) -> list[str]:
    labels = [facts().kinds[kind].label for kind in report.ladder.due.without]
    if not labels:
        return []
    known = [label for label in labels if len(labels) <= FEW]
    return [
        "  No days are known"
        + (f" for: {'; '.join(known)}." if known else " for some kinds of plan.")
    ]


def _is_automatic(report: DueReport) -> bool:
    levels = report.ladder.due.levels
    return bool(levels) and all(each.level.automatic for each in levels)


def _working(report: DueReport) -> list[str]:
    working = report.working
    if working is None:
        return []
    documents, prescriber = _dated(working.documents, report), _dated(working.prescriber, report)
    return [
        f"  The office's own dates: documents by {documents}; to the prescriber by {prescriber}"
    ]


def _this(report: DueReport) -> list[str]:
    lines = [line for rung in report.ladder.this for line in _rung("This level", rung, report)]
    return [*lines, *dict.fromkeys(_beside(each, report) for each in report.ladder.besides)]


def _beside(each: LevelDue, report: DueReport) -> str:
    day = _dated(each.earliest, report) if each.earliest is not None else ""
    ask = "Ask whether the plan requires this second appeal."
    return (
        f"  {ask} Where it does not, the days for the {_lower(each.level.name)} may run already: by"
        f" {day}"
    )


def _lower(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _next(report: DueReport) -> list[str]:
    lines = [line for rung in report.ladder.following for line in _rung("Next level", rung, report)]
    return [*lines, *(["", COUNSEL] if report.ladder.needs_counsel else [])]


def _rung(which: str, rung: Rung, report: DueReport) -> list[str]:
    level = rung.due.level
    lines = ["", f"{which}: {level.name}, decided by {level.decides}"]
    if len(rung.kinds) < len(report.ladder.due.kinds.possible):
        lines.append(f"  For: {'; '.join(facts().kinds[kind].label for kind in rung.kinds)}")
    lines += _rule(level.rule, level)
    lines += [f"  {level.scope}"] if level.scope else []
    lines += _urgent(rung, report)
    if rung.answers:
        lines.append(f"  Time to decide: {'; '.join(_answer(each) for each in rung.answers)}")
    return [*lines, *([f"  {level.expedited_note}"] if level.expedited_note else [])]


def _urgent(rung: Rung, report: DueReport) -> list[str]:
    window, by = rung.due.level.urgent_file, rung.due.urgent_by
    if window is None or by is None:
        return []
    lines = [f"  Fast review: {rung.due.level.urgent_rule}"] if rung.due.level.urgent_rule else []
    note = f" ({window.note})" if window.note else ""
    return [
        *lines,
        *(
            [f"  Ask for a fast review by {_dated(by.safe, report)}{note}"]
            if by.safe is not None
            else []
        ),
    ]


def _answer(answer: AnswerBy) -> str:
    words = f"{WORDS[answer.which]} {answer.clock.words}"
    if answer.by is not None:
        words += f", by {day_words(answer.by)}"
    if answer.ask_from is not None:
        words += f"; ask from {day_words(answer.ask_from)}, {answer.ask_from:%H:%M}"
    return words


def _more(report: DueReport) -> list[str]:
    rules = report.ladder.rules
    found = _of_the_plan(report) if _is_with_plan(report) else []
    if report.course.sent is not None:
        found += _titled("Complaint that the plan is late, to:", rules.complaints)
    found += [f"To check: {words}" for words in rules.to_check]
    return [*(["", *found] if found else []), *_state(report)]


def _is_with_plan(report: DueReport) -> bool:
    """Whether the plan decides at some level that the case may be at. The rules on its appeals
    end with them.
    """
    this = report.ladder.this
    return not this or any(rung.due.level.stage == "internal" for rung in this)


def _of_the_plan(report: DueReport) -> list[str]:
    rules, found = report.ladder.rules, list[str]()
    if rules.missed:
        found += [
            "If the plan misses its date:",
            *(line for each in rules.missed for line in _rule(each.rule, each)),
        ]
    if rules.expedited is not None:
        test = f"Waiting is urgent where {rules.expedited.test}."
        found += [
            "Fast review, in the rule's words:",
            f"  {test}",
            *_rule(rules.expedited.who, rules.expedited),
        ]
    found += _titled("Fast external review at the same time:", rules.concurrent)
    found += _titled("Exception instead of an appeal:", rules.exceptions)
    if rules.exceptions is not None and rules.exceptions.statement:
        found.append(f"  The prescriber's statement says: {rules.exceptions.statement}")
    return [*found, *_titled("Who may file:", rules.filers)]


def _titled(title: str, rule: Rule | None) -> list[str]:
    return [title, *_rule(rule.rule, rule)] if rule is not None else []


def _state(report: DueReport) -> list[str]:
    law, own, regulator = report.ladder.state_law, report.step_therapy, report.regulator
    lines = (
        ["", f"State law: {law.why}" + ("" if law.verified else "  TO CHECK")]
        if law is not None
        else []
    )
    if own is not None:
        lines += [f"  Step therapy: {law_sentence(own)}"] if own.citation else []
        lines += [f"  To check, step therapy in {own.name}: {own.to_check}"] if own.to_check else []
    if regulator is not None:
        words = f"  Complaints: {regulator.name}, {regulator.phone}, {regulator.complaint}"
        lines.append(f"{words}  CHECK BEFORE USE")
    return lines


def _rule(words: str, rule: Cited) -> list[str]:
    """A rule with its citation and the state of its text; what was not read is marked."""
    if not rule.verified:
        return [f"  TO CHECK, not read: {words}" + f" ({rule.citation})" * bool(rule.citation)]
    lines = [f"  {words}", f"    {rule.citation} ({rule.text_words})"]
    return [*lines, *([f"    To check: {rule.to_check}"] if rule.to_check else [])]


def _dated(day: date, report: DueReport) -> str:
    return far_words(day, report.today)


def due_json(report: DueReport) -> dict[str, JsonValue]:
    """The report for programs."""
    due, keep = report.ladder.due, report.keep
    return {
        "file_by": _iso(report.day),
        "days_left": report.days_left if not report.clock else None,
        "clock": " ".join(report.clock),
        "to_check": report.is_to_check,
        "safe": _iso(due.computed),
        "outside": _iso(due.outside),
        "stated": _iso(due.stated_day),
        "stated_how": due.stated.words if due.stated is not None else "",
        "differs": due.differs,
        "keep_benefit_by": _iso(keep.day) if keep is not None else None,
        "documents_by": _iso(report.working.documents) if report.working is not None else None,
        "to_prescriber_by": _iso(report.working.prescriber) if report.working is not None else None,
        "kinds": list(due.kinds.possible),
        "settled": due.kinds.is_settled,
        "ask": list(report.asks),
        "dates": [_date_json(each, report.today) for each in report.dates],
        **course_json(report),
        "this_level": [_rung_json(rung) for rung in report.ladder.this],
        "next_level": [_rung_json(rung) for rung in report.ladder.following],
        "needs_counsel": report.ladder.needs_counsel,
    }


def _date_json(each: CaseDate, today: date) -> dict[str, JsonValue]:
    return {
        "day": each.day.isoformat(),
        "what": each.what,
        "about": each.about,
        "whose": each.whose,
        "counts_from": each.counts_from,
        "law": [rule.citation for rule in each.rules],
        "to_check": each.to_check,
        "done": each.done,
        "overdue": each.is_overdue(today),
    }


def _rung_json(rung: Rung) -> dict[str, JsonValue]:
    level, by = rung.due.level, rung.due.by
    return {
        "kinds": list(rung.kinds),
        "title": level.name,
        "decides": level.decides,
        "rule": level.rule,
        "law": level.citation,
        "as_of": level.as_of,
        "verified": level.verified,
        "safe": _iso(by.safe) if by is not None else None,
        "outside": _iso(by.outside) if by is not None else None,
        "answers": [
            {
                "which": each.which,
                "within": each.clock.words,
                "by": _iso(each.by),
                "latest": _iso(each.latest),
            }
            for each in rung.answers
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
