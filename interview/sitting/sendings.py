"""What goes out to the plan or to a reviewer, and what comes back: forms for a screen, line mode
or a command.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from interview.case import plan_words, roles
from interview.case.course_words import clock_lines
from interview.case.due_report import due_report
from interview.case.prompts import title_of
from interview.case.when import PAST_EXAMPLE, day_words
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.state import State
from interview.rights.clock import continued
from interview.rights.course import course_now, course_of, known_on
from interview.rights.known import ASKS_APPEAL, ASKS_EXCEPTION, ASKS_REVIEW, ASKS_SECOND, holds
from interview.rights.plan_kinds import plan_kinds
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.plan_fields import (
    NO_ONE_OF_THESE,
    YES,
    CaseAtHand,
    day_field,
    day_of,
    moment_field,
    optional,
    yes_no,
)
from interview.sitting.recorded_rows import Decided, add_decided, add_sent


def sent_form(case: CaseAtHand) -> Form:
    """What went out, how, and the proof of it."""
    letters = tuple(dict.fromkeys(each.letter for each in case.state.record.renderings))
    options = (*((each, each) for each in letters), (NO_ONE_OF_THESE, "None of these"))
    proofs = {
        "fax": "Confirmation of the fax",
        "portal": "Confirmation number",
        "certified_mail": "Its number",
    }
    known = asks_of(case.state)
    fields = (
        Field("what", "What went out?", plan_words.WHAT, default="packet"),
        Field(
            "asks",
            "What does it ask for?",
            plan_words.ASKS,
            default=known,
            asked_if=lambda values: not known and values["what"] == "packet",
        ),
        Field(
            "letter",
            "Which letter?",
            options,
            default=options[0][0],
            asked_if=lambda _: bool(letters),
        ),
        yes_no(
            "keeps_benefit",
            "Does it also ask that the care goes on meanwhile?",
            lambda _: _may_keep(case),
        ),
        Field("way", "How?", plan_words.WAYS, default="fax"),
        Field("to", "To which number, portal or address?"),
        *(optional("proof", title, asked_if=_by(way)) for way, title in proofs.items()),
        moment_field(
            "when",
            f"When? ({PAST_EXAMPLE})",
            case,
            against=lambda typed, values: _before_its_decision(typed, values, case),
        ),
    )
    return Form("Sent", fields, lambda values: _sent(case, values, known))


def _by(way: str) -> Callable[[Values], bool]:
    return lambda values: values["way"] == way


def _sent(case: CaseAtHand, values: Values, known: str) -> Reply:
    letter, step, when = (
        values.get("letter", ""),
        _step_of(case.state),
        datetime.fromisoformat(values["when"]),
    )
    with case.held() as session:
        session.append(
            ev.Sent,
            row=add_sent(session, step, when.date()) if values["what"] == "packet" else "",
            what=values["what"],
            asks=values.get("asks") or known or "appeal",
            step=step,
            letter="" if letter == NO_ONE_OF_THESE else letter,
            way=values["way"],
            to=values["to"],
            proof=values.get("proof", ""),
            when=when,
            keeps_benefit=values.get("keeps_benefit") == YES,
        )
        return say("Recorded.", *clock_lines(due_report(case.workplace, session.state)))


def _before_its_decision(when: str, values: Values, case: CaseAtHand) -> str:
    """What answers a decision goes out after it."""
    decided = case.course.decision
    dated = decided.dated if decided is not None and values["what"] == "packet" else None
    if dated is None or datetime.fromisoformat(when).date() >= dated:
        return ""
    return f"It answers the decision of {day_words(dated)}, so it cannot have gone out before."


def _may_keep(case: CaseAtHand) -> bool:
    """The plan ends or cuts care, and nobody has asked yet that it goes on."""
    state, course = case.state, course_now(case.state)
    return (
        not course.asked_to_keep
        and continued(plan_kinds(state), known_on(state, course)) is not None
    )


def _step_of(state: State) -> str:
    """The case's own word for what is to be sent; empty while that is not answered."""
    role = state.tree.role(roles.WHAT_IS_SENT)
    answer = state.answer(role) if role else None
    return str(answer.value) if answer is not None and answer.is_known and answer.value else ""


def asks_of(state: State) -> str:
    """What the case sends now, as far as its answers say; empty while they do not."""
    named = {
        "review": ASKS_REVIEW,
        "second_appeal": ASKS_SECOND,
        "appeal": ASKS_APPEAL,
        "exception": ASKS_EXCEPTION,
    }
    truths = {asks: holds(state, name) for asks, name in named.items()}
    found = next((asks for asks, truth in truths.items() if truth is True), "")
    if found or course_of(state.record).rung:
        return found
    return "request" if (truths["appeal"], truths["exception"]) == (False, False) else ""


# what comes back


def decision_form(case: CaseAtHand) -> Form:
    """What was decided; a refusal that stands opens the next level."""
    waiting = case.course.sent
    known = waiting.asks if waiting is not None else asks_of(case.state)
    fields = (
        Field(
            "asked",
            "What was decided on?",
            plan_words.ASKS,
            default="appeal",
            asked_if=lambda _: not known,
        ),
        Field("outcome", "What was decided?", plan_words.OUTCOMES),
        day_field(
            "dated",
            "Date on the decision",
            case,
            against=lambda typed, _: _before_what_it_decides(typed, waiting),
        ),
        day_field("received", "Day it came", case, default="today", against=_before_its_date),
        yes_no(
            "keeps",
            "Is this what the plan had promised?",
            lambda _: bool(_of_plan(case.state)),
            default=YES,
        ),
        optional("reference", "Number of the decision"),
        optional("authorization", "Authorization number", asked_if=_granted),
        optional("quantity", "What was approved: quantity, how often", asked_if=_granted),
        day_field(
            "expires",
            "Last day of what was approved",
            case,
            future=True,
            asked_if=_granted,
            required=False,
        ),
        optional(
            "said",
            "Its reason, in its own words",
            asked_if=lambda values: values["outcome"] != "approved",
        ),
        yes_no(
            "goes_on",
            "Does the case go on to the next level?",
            lambda v: v["outcome"] in ("partly", "dismissed"),
        ),
        day_field(
            "file_by",
            "Last day for the next step, by the decision (Enter for none)",
            case,
            True,
            _goes_on,
            required=False,
        ),
    )
    return Form("Decision", fields, lambda values: _decided(case, values, known))


def _granted(values: Values) -> bool:
    return values["outcome"] in ("approved", "partly")


def _goes_on(values: Values) -> bool:
    return values["outcome"] == "upheld" or values.get("goes_on") == YES


def _decided(case: CaseAtHand, values: Values, known: str) -> Reply:
    fields = {
        key: values.get(key, "") for key in ("reference", "authorization", "quantity", "said")
    }
    reopened = _reopened(case.state) if _goes_on(values) else ()
    waiting, dated = case.course.sent, day_of(values, "dated")
    told = Decided(
        values["outcome"], dated, day_of(values, "received"), fields["reference"], fields["said"]
    )
    step = waiting.step if waiting is not None else _step_of(case.state)
    sent = waiting.when.date() if waiting is not None else None
    with case.held() as session:
        session.append(
            ev.DecisionReceived,
            row=add_decided(session, step, sent, told),
            outcome=values["outcome"],
            asked=values.get("asked") or known,
            sending=waiting.seq if waiting is not None else 0,
            goes_on=_goes_on(values),
            reopened=reopened,
            **{key: day_of(values, key) for key in ("dated", "received", "expires", "file_by")},
            **fields,
        )
        if values.get("keeps") == YES:
            for promise in _of_plan(case.state):
                session.append(ev.PromiseKept, contact=promise.seq)
        titles = ", ".join(title_of(session.state, address) for address in reopened)
        anew = (
            [f"Asked anew for the next level: {titles}. Everything else carries over."]
            if titles
            else []
        )
        return say("Recorded.", *anew, *clock_lines(due_report(case.workplace, session.state)))


def _of_plan(state: State) -> list[ev.ContactLogged]:
    """What the plan has promised and not kept, but for documents."""
    return [
        each for each in state.record.promises if each.party is Party.plan and not each.document
    ]


def _before_its_date(received: str, values: Values) -> str:
    """A decision comes after it was made."""
    dated = day_of(values, "dated")
    if not received or dated is None or date.fromisoformat(received) >= dated:
        return ""
    return f"It cannot have come before the date on it, {day_words(dated)}."


def _before_what_it_decides(dated: str, sent: ev.Sent | None) -> str:
    """A decision is made after what it decides on was sent."""
    if not dated or sent is None or date.fromisoformat(dated) >= sent.when.date():
        return ""
    return (
        f"What it decides on went out on {day_words(sent.when.date())}, after the date on it. "
        "Please correct one of the two; a sending is recorded anew with its right day."
    )


def _reopened(state: State) -> tuple[str, ...]:
    """The questions of the next level that have an answer from this one."""
    named = state.tree.roles.get(roles.NEXT_LEVEL, ())
    return tuple(id for id in named if (slot := state.slot(id)) is not None and slot.is_answered)
