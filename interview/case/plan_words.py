"""Contacts, sendings and decisions in words, for histories, forms and notes."""

from __future__ import annotations

from datetime import date

from interview.case.missing import HAS
from interview.case.when import day_words
from interview.core import events as ev
from interview.core.answers import Party

PLAN_EVENTS = (
    ev.ContactLogged,
    ev.PromiseKept,
    ev.Sent,
    ev.DecisionReceived,
    ev.OwnerSet,
    ev.HolderSet,
)
PlanEvent = (
    ev.ContactLogged | ev.PromiseKept | ev.Sent | ev.DecisionReceived | ev.OwnerSet | ev.HolderSet
)
WHAT = (
    ("packet", "The request or appeal itself: the plan's clock starts"),
    ("papers", "More papers for it"),
    ("other", "Anything else, such as a request for records"),
)
ASKS = (
    ("request", "A first request"),
    ("exception", "A request for an exception"),
    ("appeal", "An appeal"),
    ("second_appeal", "A second appeal to the plan"),
    ("review", "A review outside the plan"),
)
WAYS = (
    ("fax", "Fax"),
    ("portal", "The plan's web portal"),
    ("certified_mail", "Certified mail"),
    ("mail", "Mail"),
    ("hand", "By hand or courier"),
)
OUTCOMES = (
    ("approved", "Approved"),
    ("partly", "Approved in part"),
    ("upheld", "Refused: the refusal stands"),
    ("dismissed", "Dismissed: not decided"),
)
_PACKET = {
    "request": "Request",
    "exception": "Request for an exception",
    "appeal": "Appeal",
    "second_appeal": "Second appeal",
    "review": "Request for an outside review",
}
_PROOF = {"fax": "confirmation", "portal": "confirmation", "certified_mail": "number"}


def event_text(event: PlanEvent) -> str:
    """One line that says what happened."""
    match event:
        case ev.ContactLogged():
            return contact_text(event)
        case ev.PromiseKept(note=note):
            return f"Promise kept{f': {note}' if note else ''}"
        case ev.Sent():
            return sent_text(event)
        case ev.DecisionReceived():
            return decision_text(event)
        case ev.OwnerSet(owner=owner):
            return f"{owner} looks after this case"
        case ev.HolderSet(document=document, party=party, name=name):
            return f"{document} is with {name or HAS[party]}"


def contact_text(event: ev.ContactLogged) -> str:
    who = event.person or ""
    whom = HAS[event.party] + (f" ({who})" if who else "")
    ours = f", {event.spoke} for us" if event.spoke else ""
    parts = [f"Contact with {whom}{ours}: {event.said}"]
    parts += [f"number {event.number}"] if event.number else []
    parts += [f"reference {event.reference}"] if event.reference else []
    parts += [promise_text(event)] if event.promised else []
    if event.confirms:
        parts.append(
            "confirmed that it has what was sent"
            + (f" since {_day(event.logged_on)}" * bool(event.logged_on))
        )
    return "; ".join(parts)


def promise_text(event: ev.ContactLogged) -> str:
    by = f" by {_day(event.promised_by)}" if event.promised_by else ""
    return f"promised{by}: {event.promised}"


def sent_text(event: ev.Sent) -> str:
    what = {"packet": _PACKET[event.asks], "papers": "Papers", "other": "Letter"}[event.what]
    letter = f" ({event.letter})" if event.letter else ""
    way = dict(WAYS)[event.way].lower() if event.way != "hand" else "hand"
    proof = f"; {_PROOF.get(event.way, 'proof')} {event.proof}" if event.proof else ""
    return f"{what}{letter} sent on {_day(event.when.date())} by {way} to {event.to}{proof}"


def decision_text(event: ev.DecisionReceived) -> str:
    parts = [f"{_PACKET[event.asked]}: {dict(OUTCOMES)[event.outcome].partition(':')[0].lower()}"]
    parts += [f"dated {_day(event.dated)}"] if event.dated else []
    parts += [f"came {_day(event.received)}"] if event.received else []
    parts += [f"authorization {event.authorization}"] if event.authorization else []
    parts += [f"quantity {event.quantity}"] if event.quantity else []
    parts += [f"until {_day(event.expires)}"] if event.expires else []
    parts += [f"reference {event.reference}"] if event.reference else []
    parts += [event.said.rstrip(".")] if event.said else []
    parts += ["goes on to the next level"] if event.goes_on else []
    return "; ".join(parts)


def party_options() -> tuple[tuple[str, str], ...]:
    """Whom a contact can be with, the plan first."""
    others = (party for party in HAS if party not in (Party.plan, Party.coordinator))
    return tuple((party.value, HAS[party].capitalize()) for party in (Party.plan, *others))


def _day(day: date | None) -> str:
    return day_words(day) if day is not None else ""
