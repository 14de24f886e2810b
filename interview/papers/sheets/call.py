"""The call summary: what was said on the last day on which anybody worked at the case, on one
page for the chart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from interview.case import roles
from interview.case.dispositions import DESK, DISPOSITIONS
from interview.case.due_report import DueReport, due_report
from interview.case.history import entry_of
from interview.case.missing import HAS, MissingReport, missing_report, to_get
from interview.case.prompts import title_of
from interview.case.state_words import STATE_WORDS
from interview.case.summary import role_text
from interview.case.when import day_words, moment_words
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Claim, Party
from interview.core.record import Call
from interview.core.state import State
from interview.letters import blocks as b
from interview.papers.sheets.call_answers import answer_blocks, lines_of_page
from interview.papers.sheets.pieces import bullets, heading, joined, own, para, said, strong

TITLE = "Call summary"
_MOST_ITEMS = 12
"""Changes and notes that are listed; the rest is counted."""
_MOST_OPEN = 30
"""Things put off that are listed; the rest is counted."""


def call_blocks(workplace: Workplace, state: State, today: date) -> b.Blocks:
    """The summary of the last day's calls and desk work."""
    calls = _of_last_day(state.record.calls)
    if not calls:
        return (heading(1, TITLE), para("Nobody has worked at this case yet."))
    numbers = {call.number for call in calls}
    events = [e for e in state.record.events if e.call in numbers]
    before = (
        heading(1, f"{TITLE}, {day_words(calls[0].started.at)}"),
        *_who(state),
        *(_call(call) for call in calls),
        *_listed("Safety", _safety(state, events)),
    )
    after = (
        *_listed("Changed", _changes(state, events)),
        *_put_off(state, events),
        *_listed("Notes and papers", _notes(state, events)),
        *_next(workplace, state, calls[-1], today),
    )
    return (*before, *answer_blocks(state, events, lines_of_page((*before, *after))), *after)


def _of_last_day(calls: Sequence[Call]) -> list[Call]:
    return [call for call in calls if call.started.at.date() == calls[-1].started.at.date()]


def _who(state: State) -> Iterator[b.Block]:
    name, born = role_text(state, roles.PATIENT_NAME), role_text(state, roles.BIRTH_DATE)
    if name:
        yield para("Patient: ", strong(said(name)), *((", born ", said(born)) if born else ()))


def _call(call: Call) -> b.Paragraph:
    """Who called whom, when, for how long, who worked, and how it ended."""
    start, end = call.started, call.ended
    until = f"–{end.at:%H:%M}" if end is not None else ""
    how = {"in": "They called us", "out": "We called", DESK: "Desk work"}[start.direction]
    people = "; ".join(dict.fromkeys(_person(each) for each in call.respondents))
    inlines = [
        strong(own(f"{start.at:%H:%M}{until}  {how}")),
        *((own(": "), said(people)) if people else ()),
    ]
    inlines += [own("; interpreter: "), said(call.interpreter, 60)] if call.interpreter else []
    if call.identity is not None:
        inlines.append(
            own(f". Identity {'confirmed' if call.identity.passed else 'NOT confirmed'}")
        )
    inlines += [own(". Operator: "), said(start.operator, 60), own(". ")]
    if end is None:
        return b.Paragraph((*inlines, own("The call was cut off or is going on.")))
    note = (own(" "), said(end.note), own(".")) if end.note else ()
    return b.Paragraph(
        (*inlines, own(f"{dict(DISPOSITIONS).get(end.disposition, end.disposition)}."), *note)
    )


def _person(respondent: ev.Respondent) -> str:
    if respondent.party is Party.coordinator:
        return ""
    extra = [respondent.relation, respondent.authority]
    told = f" ({', '.join(filter(None, extra))})" if any(extra) else ""
    name = f"{respondent.name}, " if respondent.name else ""
    return f"{name}{HAS[respondent.party] if not respondent.relation else 'speaks for the patient'}{told}"


# what else happened


def _safety(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[b.Inlines]:
    """As the record has it, word for word."""
    for event in events:
        if isinstance(event, ev.SafetyRaised | ev.SafetyNoted | ev.SafetyHandled):
            entry = entry_of(state, event)
            if entry is not None:
                yield said(entry.text, 400), own(f" ({entry.detail})")


def _changes(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[b.Inlines]:
    """Answers that became others, were taken back, or about which sources disagree."""
    for event in events:
        match event:
            case ev.AnswerGiven():
                yield _became(state, event)
            case ev.RowRemoved() | ev.Settled() | ev.Waived():
                yield _as_recorded(state, event)
            case ev.Undone(target=target):
                taken_back = _as_recorded(state, state.record.events[target - 1])
                yield own("Taken back: "), *(taken_back or (said(f"step {target}"),))
    for answer in state.answers():
        if answer.conflict and answer.on_path:
            yield own("Sources disagree: "), said(title_of(state, answer.address))


def _became(state: State, event: ev.AnswerGiven) -> b.Inlines:
    """The answer before and this one; empty where it is the first, the same, or taken back."""
    if state.find(event.address) is None or event.seq in state.record.undone:
        return ()
    before, now = _before(state, event), event.claim
    if before is None or before.label == now.label:
        return ()
    return (
        *_titled(state, event.address),
        said(before.label or STATE_WORDS[before.state], 60),
        own(" → "),
        said(now.label or STATE_WORDS[now.state], 60),
    )


def _as_recorded(state: State, event: ev.AnyEvent) -> b.Inlines:
    """The event in the words of the history; empty for one that the history leaves out."""
    entry = entry_of(state, event)
    return (said(entry.text),) if entry is not None else ()


def _before(state: State, event: ev.AnswerGiven) -> Claim | None:
    """What was said at this address before, by anybody."""
    earlier = (
        e for e in reversed(state.record.events[: event.seq - 1]) if isinstance(e, ev.AnswerGiven)
    )
    return next(
        (
            e.claim
            for e in earlier
            if e.address == event.address and e.seq not in state.record.undone
        ),
        None,
    )


def _put_off(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[b.Block]:
    found = list(_open(state, events))
    if found:
        yield heading(2, f"Put off or not known ({len(found)})")
        more = (
            [(own(f"and {len(found) - _MOST_OPEN} more, in the transcript"),)]
            if len(found) > _MOST_OPEN
            else []
        )
        yield joined([*found[:_MOST_OPEN], *more], own("; "))


def _open(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[b.Inlines]:
    last = {
        e.address: e
        for e in events
        if isinstance(e, ev.AnswerGiven) and e.seq not in state.record.undone
    }
    for address, event in last.items():
        if event.claim.state.is_settled or state.find(address) is None:
            continue
        owner = event.claim.owner
        words = STATE_WORDS[event.claim.state] + (
            f", to ask: {HAS[owner]}" if owner is not None else ""
        )
        yield *_titled(state, address), own(words)


def _notes(state: State, events: Sequence[ev.AnyEvent]) -> Iterator[b.Inlines]:
    for event in events:
        if isinstance(event, ev.NoteAdded) and event.seq not in state.record.undone:
            yield (
                own("Note (to be filed): " if event in state.record.parked else "Note: "),
                said(event.text),
            )
        elif isinstance(
            event, ev.AttachmentAdded | ev.AttachmentRemoved | ev.LetterRendered | ev.LetterApproved
        ):
            yield _as_recorded(state, event)


def _titled(state: State, address: str) -> b.Inlines:
    return said(title_of(state, address), 80), own(": ")


def _listed(title: str, items: Iterator[b.Inlines]) -> Iterator[b.Block]:
    """A heading and its items; empty items are left out, and so is a heading without any."""
    found = [item for item in items if item]
    if not found:
        return
    more = len(found) - _MOST_ITEMS
    yield heading(2, title)
    yield bullets(
        [
            *found[:_MOST_ITEMS],
            *([(own(f"and {more} more, in the transcript"),)] if more > 0 else []),
        ]
    )


def _next(workplace: Workplace, state: State, call: Call, today: date) -> Iterator[b.Block]:
    """Call-back, last day, and what is still to get from whom."""
    report = missing_report(state, today)
    items = [
        *_call_back(call),
        *_file_by(due_report(workplace, state)),
        *_from_parties(report, to_get(state, today)),
        *_from_holders(report),
        *_parked(state),
    ]
    yield heading(2, "Next steps")
    yield bullets(items or [(own("Nothing is open."),)])


def _call_back(call: Call) -> Iterator[b.Inlines]:
    if call.ended is not None and call.ended.call_back is not None:
        yield strong(own("Call back: ")), own(f"{moment_words(call.ended.call_back)}.")


def _file_by(due: DueReport) -> Iterator[b.Inlines]:
    if due.day is not None:
        check = " (to check)" if due.is_to_check else ""
        yield strong(own("File by: ")), own(f"{due.day:%A}, {day_words(due.day)}{check}.")


def _from_parties(
    report: MissingReport, answers: Mapping[Party, Sequence[str]]
) -> Iterator[b.Inlines]:
    for party in Party:
        papers = sum(1 for s in report.missing if s.has is party and not s.holder)
        counted = ((papers, "paper"), (len(answers.get(party, ())), "answer"))
        counts = [_count(number, what) for number, what in counted if number]
        if counts:
            yield strong(own(f"From {HAS[party]}: ")), own(f"{' and '.join(counts)}.")


def _from_holders(report: MissingReport) -> Iterator[b.Inlines]:
    """Papers that an office or person has who is none of the usual parties."""
    for holder, number in Counter(s.holder for s in report.missing if s.holder).items():
        yield strong(own("From "), said(holder), own(": ")), own(f"{_count(number, 'paper')}.")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"


def _parked(state: State) -> Iterator[b.Inlines]:
    if state.record.parked:
        yield own("Parked notes to file: "), own(str(len(state.record.parked)))
