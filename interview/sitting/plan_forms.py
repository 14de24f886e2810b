"""What happens with the plan, recorded: contacts, kept promises, who has what, and the table of all
such forms.

Each form is filled in on a screen, in line mode, or from the options of a command.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from interview.case import plan_words
from interview.case.course_words import clock_lines
from interview.case.due_report import due_report
from interview.case.missing import HAS
from interview.case.problem import CaseProblem
from interview.case.when import PAST_EXAMPLE, day_words
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.attachments import attachment_statuses
from interview.core.state import State
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
from interview.sitting.sendings import decision_form, sent_form

# a word with the plan


def log_form(case: CaseAtHand) -> Form:
    """A contact with the plan or anybody else, with what was promised."""
    documents = _documents(case.state)
    waits = case.course.sent is not None and case.course.logged is None
    fields = (
        Field("party", "With whom?", plan_words.party_options(), default=Party.plan.value),
        optional("person", "Name of that person"),
        optional("number", "Telephone number, or the portal"),
        optional("reference", "Their reference number for this contact"),
        moment_field("when", f"When was it? ({PAST_EXAMPLE})", case),
        Field("said", "What was said?"),
        yes_no(
            "confirms",
            "Did the plan confirm that it has what was sent?",
            _to_plan if waits else _never,
        ),
        day_field(
            "logged_on",
            "On which day did it get it, by its own word?",
            case,
            asked_if=_confirmed,
            required=False,
            against=lambda typed, _: _before_it_went(typed, case),
        ),
        optional("promised", "What was promised? (Enter for nothing)"),
        day_field(
            "promised_by",
            "By when? (Enter: look again in a week)",
            case,
            True,
            _promised,
            default="in 7 days",
        ),
        Field(
            "document",
            "Is that one of the missing documents?",
            (*documents, (NO_ONE_OF_THESE, "None of them")),
            default=NO_ONE_OF_THESE,
            asked_if=_promised if documents else _never,
        ),
        optional("spoke", "Who spoke for us?", default=case.workplace.operator),
    )
    return Form("A word with the plan", fields, lambda values: _logged(case, values))


def _logged(case: CaseAtHand, values: Values) -> Reply:
    sent, document, logged_on = (
        case.course.sent,
        values.get("document", ""),
        day_of(values, "logged_on"),
    )
    fields = {
        key: values.get(key, "")
        for key in ("spoke", "person", "number", "reference", "said", "promised")
    }
    with case.held() as session:
        session.append(
            ev.ContactLogged,
            party=Party(values["party"]),
            when=datetime.fromisoformat(values["when"]),
            promised_by=day_of(values, "promised_by"),
            document="" if document == NO_ONE_OF_THESE else document,
            confirms=sent.seq if sent is not None and values.get("confirms") == YES else 0,
            logged_on=logged_on,
            **fields,
        )
        return say("Logged.", *clock_lines(due_report(case.workplace, session.state)))


def _before_it_went(logged_on: str, case: CaseAtHand) -> str:
    sent = case.course.sent
    if not logged_on or sent is None or date.fromisoformat(logged_on) >= sent.when.date():
        return ""
    went = day_words(sent.when.date())
    return f"It went out on {went}, so the plan cannot have it since before."


def _documents(state: State) -> tuple[tuple[str, str], ...]:
    found = (
        each
        for each in attachment_statuses(state)
        if each.needed is not False and each.held is None
    )
    return tuple((each.address, each.title) for each in found)


def _to_plan(values: Values) -> bool:
    return values["party"] == Party.plan.value


def _confirmed(values: Values) -> bool:
    return values.get("confirms") == YES


def _promised(values: Values) -> bool:
    return bool(values.get("promised"))


def _never(_: Values) -> bool:
    return False


# promises and the owner


def kept_form(case: CaseAtHand) -> Form:
    """Which promise was kept, or is not waited for any more."""
    options = tuple(
        (str(each.seq), plan_words.promise_text(each)) for each in case.state.record.promises
    )

    def done(values: Values) -> Reply:
        with case.held() as session:
            session.append(
                ev.PromiseKept, contact=int(values["promise"]), note=values.get("note", "")
            )
        return say("Recorded; it leaves the list.")

    fields = (
        Field("promise", "Which promise?", options),
        optional("note", "Note (Enter for none)"),
    )
    return Form("Promise kept", fields, done)


def owner_form(case: CaseAtHand) -> Form:
    """Who looks after the case from now on."""

    def done(values: Values) -> Reply:
        with case.held() as session:
            session.append(ev.OwnerSet, owner=values["owner"])
        return say(f"{values['owner']} looks after this case now.")

    default = case.state.record.owner or case.workplace.operator
    return Form("Owner", (Field("owner", "Who looks after this case?", default=default),), done)


def holder_form(case: CaseAtHand) -> Form:
    """Who has a document that is still missing."""

    def done(values: Values) -> Reply:
        document, party, name = values["document"], Party(values["has"]), values.get("name", "")
        with case.held() as session:
            session.append(ev.HolderSet, document=document, party=party, name=name)
        return say(f"{_title(case.state, document)}: with {name or HAS[party]} now.")

    documents = _documents(case.state)
    if not documents:
        raise CaseProblem("No document is missing in this case.")
    fields = (
        Field("document", "Which document?", documents),
        Field(
            "has",
            "Who has it?",
            tuple((party.value, words.capitalize()) for party, words in HAS.items()),
        ),
        optional(
            "name", "Which office or person, if it is another one than usual? (Enter for the usual)"
        ),
    )
    return Form("Who has a document", fields, done)


def lacks_documents(state: State) -> bool:
    return bool(_documents(state))


def _title(state: State, address: str) -> str:
    return next(each.title for each in attachment_statuses(state) if each.address == address)


FORMS: Mapping[str, Callable[[CaseAtHand], Form]] = {
    "log": log_form,
    "sent": sent_form,
    "decision": decision_form,
    "kept": kept_form,
    "owner": owner_form,
    "holder": holder_form,
}
"""By the name of their command."""
