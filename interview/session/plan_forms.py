"""What happens with the plan, recorded: contacts, sendings, decisions, kept promises, the owner of the case.

Each form is filled in on a screen, in line mode, or from the options of a command.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime

from interview.core import events as ev
from interview.core.answers import Party
from interview.core.attachments import attachment_statuses
from interview.core.state import State
from interview.rights.course import Course, course_of
from interview.rights.known import ASKS_APPEAL, ASKS_EXCEPTION, ASKS_REVIEW, ASKS_SECOND, holds
from interview.session import plan_words, roles
from interview.session.course_words import clock_lines
from interview.session.due import due_report
from interview.session.forms import Field, Form, Reply, Values, say
from interview.session.prompts import title_of
from interview.session.session import Session
from interview.session.steps import Decided, add_decided, add_sent
from interview.session.when import PAST_EXAMPLE, read_day, read_moment
from interview.session.workplace import Workplace

Held = Callable[[], AbstractContextManager[Session]]
"""Opens the case for writing as long as the form's end needs it."""
YES_NO = (("y", "Yes"), ("n", "No"))
_YES = YES_NO[0][0]
_NO_LETTER = "-"


@dataclass(frozen=True, slots=True)
class Desk:
    """A case about which something is recorded."""

    workplace: Workplace
    state: State
    held: Held

    @property
    def now(self) -> datetime:
        return self.workplace.clock()

    @property
    def course(self) -> Course:
        return course_of(self.state.record)


def desk_of(session: Session) -> Desk:
    """The case of a sitting that goes on."""
    return Desk(session.workplace, session.state, lambda: nullcontext(session))


# a word with the plan


def log_form(desk: Desk) -> Form:
    """A contact with the plan or anybody else, with what was promised."""
    documents = _documents(desk.state)
    waits = desk.course.sent is not None and desk.course.logged is None
    fields = (
        Field("party", "With whom?", plan_words.party_options(), default=Party.plan.value),
        _optional("person", "Name of that person"),
        _optional("number", "Telephone number, or the portal"),
        _optional("reference", "Their reference number for this contact"),
        _moment("when", f"When was it? ({PAST_EXAMPLE})", desk.now),
        Field("said", "What was said?"),
        _yes_no("confirms", "Did the plan confirm that it has what was sent?", _to_plan if waits else _never),
        _day("logged_on", "On which day did it get it, by its own word?", desk, asked_if=_confirmed, required=False),
        _optional("promised", "What was promised? (Enter for nothing)"),
        _day("promised_by", "By when? (Enter: look again in a week)", desk, True, _promised, default="in 7 days"),
        Field(
            "document",
            "Is that one of the missing documents?",
            (*documents, (_NO_LETTER, "None of them")),
            default=_NO_LETTER,
            asked_if=_promised if documents else _never,
        ),
        _optional("spoke", "Who spoke for us?", default=desk.workplace.operator),
    )
    return Form("A word with the plan", fields, lambda values: _logged(desk, values))


def _logged(desk: Desk, values: Values) -> Reply:
    sent, document = desk.course.sent, values.get("document", "")
    fields = {key: values.get(key, "") for key in ("spoke", "person", "number", "reference", "said", "promised")}
    with desk.held() as session:
        session.append(
            ev.ContactLogged,
            party=Party(values["party"]),
            when=datetime.fromisoformat(values["when"]),
            promised_by=_date(values, "promised_by"),
            document="" if document == _NO_LETTER else document,
            confirms=sent.seq if sent is not None and values.get("confirms") == _YES else 0,
            logged_on=_date(values, "logged_on"),
            **fields,
        )
        return say("Logged.", *clock_lines(due_report(desk.workplace, session.state)))


def _documents(state: State) -> tuple[tuple[str, str], ...]:
    found = (each for each in attachment_statuses(state) if each.needed is not False and each.held is None)
    return tuple((each.address, each.title) for each in found)


def _to_plan(values: Values) -> bool:
    return values["party"] == Party.plan.value


def _confirmed(values: Values) -> bool:
    return values.get("confirms") == _YES


def _promised(values: Values) -> bool:
    return bool(values.get("promised"))


def _never(_: Values) -> bool:
    return False


# what goes out


def sent_form(desk: Desk) -> Form:
    """What went out, how, and the proof of it."""
    letters = tuple(dict.fromkeys(each.letter for each in desk.state.record.renderings))
    options = (*((each, each) for each in letters), (_NO_LETTER, "None of these"))
    proofs = {"fax": "Confirmation of the fax", "portal": "Confirmation number", "certified_mail": "Its number"}
    known = asks_of(desk.state)
    fields = (
        Field("what", "What went out?", plan_words.WHAT, default="packet"),
        Field(
            "asks",
            "What does it ask for?",
            plan_words.ASKS,
            default=known,
            asked_if=lambda values: not known and values["what"] == "packet",
        ),
        Field("letter", "Which letter?", options, default=options[0][0], asked_if=lambda _: bool(letters)),
        Field("way", "How?", plan_words.WAYS, default="fax"),
        Field("to", "To which number, portal or address?"),
        *(_optional("proof", title, asked_if=_by(way)) for way, title in proofs.items()),
        _moment("when", f"When? ({PAST_EXAMPLE})", desk.now),
    )
    return Form("Sent", fields, lambda values: _sent(desk, values, known))


def _by(way: str) -> Callable[[Values], bool]:
    return lambda values: values["way"] == way


def _sent(desk: Desk, values: Values, known: str) -> Reply:
    letter, step, when = values.get("letter", ""), _step_of(desk.state), datetime.fromisoformat(values["when"])
    with desk.held() as session:
        session.append(
            ev.Sent,
            row=add_sent(session, step, when.date()) if values["what"] == "packet" else "",
            what=values["what"],
            asks=values.get("asks") or known or "appeal",
            step=step,
            letter="" if letter == _NO_LETTER else letter,
            way=values["way"],
            to=values["to"],
            proof=values.get("proof", ""),
            when=when,
        )
        return say("Recorded.", *clock_lines(due_report(desk.workplace, session.state)))


def _step_of(state: State) -> str:
    """The case's own word for what is to be sent; empty while that is not answered."""
    role = state.tree.role(roles.WHAT_IS_SENT)
    answer = state.answer(role) if role else None
    return str(answer.value) if answer is not None and answer.is_known and answer.value else ""


def asks_of(state: State) -> str:
    """What the case sends now, as far as its answers say; empty while they do not."""
    named = {"review": ASKS_REVIEW, "second_appeal": ASKS_SECOND, "appeal": ASKS_APPEAL, "exception": ASKS_EXCEPTION}
    truths = {asks: holds(state, name) for asks, name in named.items()}
    found = next((asks for asks, truth in truths.items() if truth is True), "")
    if found or course_of(state.record).step:
        return found
    return "request" if (truths["appeal"], truths["exception"]) == (False, False) else ""


# what comes back


def decision_form(desk: Desk) -> Form:
    """What was decided; a refusal that stands opens the next level."""
    waiting = desk.course.sent
    known = waiting.asks if waiting is not None else asks_of(desk.state)
    fields = (
        Field("asked", "What was decided on?", plan_words.ASKS, default="appeal", asked_if=lambda _: not known),
        Field("outcome", "What was decided?", plan_words.OUTCOMES),
        _day("dated", "Date on the decision", desk),
        _day("received", "Day it came", desk, default="today"),
        _optional("reference", "Number of the decision"),
        _optional("authorization", "Authorization number", asked_if=_granted),
        _optional("quantity", "What was approved: quantity, how often", asked_if=_granted),
        _day("expires", "Last day of what was approved", desk, future=True, asked_if=_granted, required=False),
        _optional("said", "Its reason, in its own words", asked_if=lambda values: values["outcome"] != "approved"),
        _yes_no("goes_on", "Does the case go on to the next level?", lambda v: v["outcome"] in ("partly", "dismissed")),
        _day("file_by", "Last day for the next step, by the decision", desk, True, _goes_on, required=False),
    )
    return Form("Decision", fields, lambda values: _decided(desk, values, known))


def _granted(values: Values) -> bool:
    return values["outcome"] in ("approved", "partly")


def _goes_on(values: Values) -> bool:
    return values["outcome"] == "upheld" or values.get("goes_on") == _YES


def _decided(desk: Desk, values: Values, known: str) -> Reply:
    fields = {key: values.get(key, "") for key in ("reference", "authorization", "quantity", "said")}
    reopened = _reopened(desk.state) if _goes_on(values) else ()
    waiting, dated = desk.course.sent, _date(values, "dated")
    told = Decided(values["outcome"], dated, fields["reference"], fields["said"])
    step, sent = (waiting.step, waiting.when.date()) if waiting is not None else (_step_of(desk.state), None)
    with desk.held() as session:
        session.append(
            ev.DecisionReceived,
            row=add_decided(session, step, sent, told),
            outcome=values["outcome"],
            asked=values.get("asked") or known,
            sending=waiting.seq if waiting is not None else 0,
            goes_on=_goes_on(values),
            reopened=reopened,
            **{key: _date(values, key) for key in ("dated", "received", "expires", "file_by")},
            **fields,
        )
        titles = ", ".join(title_of(session.state, address) for address in reopened)
        anew = [f"Asked anew for the next level: {titles}. Everything else carries over."] if titles else []
        return say("Recorded.", *anew, *clock_lines(due_report(desk.workplace, session.state)))


def _reopened(state: State) -> tuple[str, ...]:
    """The questions of the next level that have an answer from this one."""
    named = state.tree.roles.get(roles.NEXT_LEVEL, ())
    return tuple(id for id in named if (slot := state.slot(id)) is not None and slot.current)


# promises and the owner


def kept_form(desk: Desk) -> Form:
    """Which promise was kept, or is not waited for any more."""
    options = tuple((str(each.seq), plan_words.promise_text(each)) for each in desk.state.record.promises)

    def done(values: Values) -> Reply:
        with desk.held() as session:
            session.append(ev.PromiseKept, contact=int(values["promise"]), note=values.get("note", ""))
        return say("Recorded; it leaves the list.")

    fields = (Field("promise", "Which promise?", options), _optional("note", "Note (Enter for none)"))
    return Form("Promise kept", fields, done)


def owner_form(desk: Desk) -> Form:
    """Who looks after the case from now on."""

    def done(values: Values) -> Reply:
        with desk.held() as session:
            session.append(ev.OwnerSet, owner=values["owner"])
        return say(f"{values['owner']} looks after this case now.")

    default = desk.state.record.owner or desk.workplace.operator
    return Form("Owner", (Field("owner", "Who looks after this case?", default=default),), done)


FORMS: Mapping[str, Callable[[Desk], Form]] = {
    "log": log_form,
    "sent": sent_form,
    "decision": decision_form,
    "kept": kept_form,
    "owner": owner_form,
}
"""By the name of their command."""

# fields


def _optional(key: str, title: str, default: str = "", asked_if: Callable[[Values], bool] | None = None) -> Field:
    field = Field(key, title, required=False, default=default)
    return replace(field, asked_if=asked_if) if asked_if is not None else field


def _yes_no(key: str, title: str, asked_if: Callable[[Values], bool]) -> Field:
    return Field(key, title, YES_NO, default=YES_NO[1][0], asked_if=asked_if)


def _day(
    key: str,
    title: str,
    desk: Desk,
    future: bool = False,
    asked_if: Callable[[Values], bool] | None = None,
    required: bool = True,
    default: str = "",
) -> Field:
    """A day, kept as ISO text."""

    def read(typed: str) -> str:
        return read_day(typed, desk.now.date(), future).isoformat()

    field = Field(key, title, required=required, default=default, check=_problem(read), meant=_meant(read))
    return replace(field, asked_if=asked_if) if asked_if is not None else field


def _moment(key: str, title: str, now: datetime) -> Field:
    """A moment that is over, kept as ISO text."""

    def read(typed: str) -> str:
        return read_moment(typed, now).isoformat()

    return Field(key, title, default="now", check=_problem(read), meant=_meant(read))


def _meant(read: Callable[[str], str]) -> Callable[[str], str]:
    def meant(typed: str) -> str:
        try:
            return read(typed)
        except ValueError:
            return typed

    return meant


def _problem(read: Callable[[str], str]) -> Callable[[str], str]:
    """What is wrong with a text; nothing is with a moment that was read already."""

    def check(typed: str) -> str:
        try:
            if not _MOMENT.fullmatch(typed):
                read(typed)
        except ValueError as error:
            return str(error)
        return ""

    return check


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:[+-][\d:]+|Z)?")


def _date(values: Values, key: str) -> date | None:
    return date.fromisoformat(values[key]) if values.get(key) else None
