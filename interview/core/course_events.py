"""What happens with the plan after the call: contacts, sendings, decisions, and who looks after
the case.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime

from interview.core.answers import Party
from interview.core.event import Event


class ContactLogged(Event):
    """A word with the plan, or with anybody else about the case, outside the interview."""

    type: Literal["contact_logged"] = "contact_logged"
    party: Party = Party.plan
    """Whom it was with."""
    when: AwareDatetime
    spoke: str = ""
    """Who spoke for this office."""
    person: str = ""
    number: str = ""
    """Telephone number, or the portal."""
    reference: str = ""
    """The other side's number for this contact."""
    said: str = ""
    promised: str = ""
    promised_by: date | None = None
    document: str = ""
    """The document that was promised, by its address; once it is there the promise is kept."""
    confirms: int = 0
    """Sequence number of the sending that the plan confirmed to have; 0 for none."""
    logged_on: date | None = None
    """The day on which the plan says that it got it."""


class PromiseKept(Event):
    """What was promised in a contact has come, or nobody waits for it any more."""

    type: Literal["promise_kept"] = "promise_kept"
    contact: int
    """Sequence number of the contact."""
    note: str = ""


class Sent(Event):
    """Something went out to the plan or to a reviewer."""

    type: Literal["sent"] = "sent"
    what: Literal["packet", "papers", "other"]
    """`packet` is the request or appeal itself, which starts the clock for the answer; `papers`
    come after it.
    """
    asks: Literal["request", "exception", "appeal", "second_appeal", "review"] = "appeal"
    """What the packet asks for."""
    step: str = ""
    """The case's own word, at that time, for what was to be sent: an option key."""
    letter: str = ""
    """Which letter, by its id; empty when none was named."""
    way: Literal["fax", "portal", "certified_mail", "mail", "hand"]
    to: str
    """Fax number, portal or address."""
    proof: str = ""
    """Confirmation of the fax or portal, number of the certified mail."""
    when: AwareDatetime
    row: str = ""
    """Address of the row of the case's own steps that was made for it; empty where there is
    none.
    """
    keeps_benefit: bool = False
    """It also asks that care which the plan ends or cuts goes on meanwhile."""


class DecisionReceived(Event):
    """The plan or a reviewer decided."""

    type: Literal["decision_received"] = "decision_received"
    outcome: Literal["approved", "partly", "upheld", "dismissed"]
    """`upheld`: the refusal stands."""
    asked: Literal["request", "exception", "appeal", "second_appeal", "review"] = "appeal"
    """What it decides on."""
    sending: int = 0
    """Sequence number of the packet that it answers; 0 where that was not recorded."""
    dated: date | None = None
    """The date on it."""
    received: date | None = None
    """The day it came."""
    reference: str = ""
    said: str = ""
    """Its reason."""
    authorization: str = ""
    quantity: str = ""
    expires: date | None = None
    """The last day of what was approved."""
    file_by: date | None = None
    """The last day for the next step that it states."""
    goes_on: bool = False
    """Whether the case goes on to the next level."""
    reopened: tuple[str, ...] = ()
    """Addresses of questions that are asked anew for the next level; what was said before stays
    on record.
    """
    row: str = ""
    """Address of the row of the case's own steps that it went into; empty where there is none."""


class HolderSet(Event):
    """Who has a document that is still missing, whatever the tree says."""

    type: Literal["holder_set"] = "holder_set"
    document: str
    """Address of the document."""
    party: Party
    name: str = ""
    """Whose office or whose hands; empty where the party says it all."""


class OwnerSet(Event):
    """Who looks after the case from now on."""

    type: Literal["owner_set"] = "owner_set"
    owner: str
