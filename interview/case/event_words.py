"""What an event says, in words: everything that is recorded and is neither an answer nor a note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from interview.case.dispositions import DISPOSITIONS
from interview.case.plan_words import PLAN_EVENTS, PlanEvent, event_text, sent_text
from interview.case.prompts import row_title, title_of
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.state import State

CALL, ACT = "call", "act"
"""Kinds of what is told: a call begins or ends, or something was done."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words."""

    text: str
    detail: str = ""
    """When it was, or what else there is to know, set apart from the words."""
    address: str = ""
    """What it belongs to; empty where it belongs to the case."""
    kind: str = ACT


def told_of(state: State, event: ev.AnyEvent) -> Told | None:
    """None for an event that is not shown, or that the history tells itself."""
    if isinstance(event, PLAN_EVENTS):
        return Told(_with_the_plan(state, event), moment_words(event.at))
    return (
        _of_an_answer(state, event)
        or _of_a_document(event)
        or _of_the_call(state, event)
        or _of_a_letter(event)
        or _of_the_case(event)
    )


def moment_words(moment: datetime) -> str:
    return f"{moment:%b %d, %Y %H:%M}"


# with the plan


def _with_the_plan(state: State, event: PlanEvent) -> str:
    """With the sending that a decision answers, and the contact in which something was promised."""
    text, events = event_text(event), state.record.events
    if isinstance(event, ev.DecisionReceived) and event.sending:
        sending = events[event.sending - 1]
        return f"{text}; it answers: {sent_text(sending)}" if isinstance(sending, ev.Sent) else text
    if isinstance(event, ev.PromiseKept):
        contact = events[event.contact - 1]
        return f"{text} ({contact.promised})" if isinstance(contact, ev.ContactLogged) else text
    return text


# answers and documents


_CHOSEN = {"kept": "word for word in letters", "left_out": "left out of letters"}


def _of_an_answer(state: State, event: ev.AnyEvent) -> Told | None:
    match event:
        case ev.RowRemoved(list=name, row=row):
            return Told(_removal(state, name, row), address=name)
        case ev.Settled(address=address, party=party, reason=reason):
            why = f", because {reason}" if reason else ""
            text = f"{title_of(state, address)}: {party}'s answer counts{why}"
            return Told(text, address=address)
        case ev.Waived(address=address, reason=reason, by=by):
            return Told(f"{address} waived by {by}: {reason}", address=address)
        case ev.WordsChosen(address=address):
            return Told(words_chosen(state, event), address=address)
    return None


def _removal(state: State, name: str, row: str) -> str:
    """Which row was removed; its number alone where the tree does not have the list any more."""
    found = state.find(name)
    is_known = found is not None and found[2].is_list and row in state.rows_ever(name)
    title = row_title(state, name, row) if is_known else row
    return f"Removed from {title_of(state, name)}: {title}"


def words_chosen(state: State, event: ev.WordsChosen) -> str:
    """What was decided about a caller's words."""
    how = _CHOSEN.get(event.how, f"in letters as: {event.words}")
    title = title_of(state, event.address) if state.find(event.address) else event.address
    return f"{title}: {how}"


def _of_a_document(event: ev.AnyEvent) -> Told | None:
    match event:
        case ev.AttachmentAdded(attachment=document, name=name):
            about = "; ".join(_about(event))
            text = f"Document {name} for {document}{f' ({about})' if about else ''}"
            return Told(text, address=document)
        case ev.AttachmentRemoved(attachment=document, reason=reason):
            why = f": {reason}" if reason else ""
            return Told(f"Document for {document} taken out{why}", address=document)
    return None


def _about(event: ev.AttachmentAdded) -> Iterable[str]:
    if event.document_date is not None:
        yield f"dated {event.document_date:%b %d, %Y}"
    if event.pages:
        yield f"pages {event.pages}"
    if event.substance_use:
        yield f"substance use records, {event.consent or 'no consent on record'}"


# calls


def _of_the_call(state: State, event: ev.AnyEvent) -> Told | None:
    at = moment_words(event.at)
    match event:
        case ev.CallStarted(direction=direction):
            who = (
                "Desk work" if direction == "desk" else f"Call {event.call}, {_on_the_line(event)}"
            )
            return Told(who, f"{at}, {event.operator}", kind=CALL)
        case ev.RespondentChanged():
            return Told(f"On the line now: {_on_the_line(event)}", at, kind=CALL)
        case ev.IdentityChecked(passed=passed, identifiers=matched):
            by = ", ".join(title_of(state, id) for id in matched)
            how = "confirmed" if passed else "NOT confirmed"
            return Told(f"Identity {how}{f' by {by}' if by else ''}", at)
        case ev.CallEnded(disposition=disposition, note=note, call_back=moment):
            words = dict(DISPOSITIONS).get(disposition, disposition)
            back = f"; call back {moment_words(moment)} {moment:%Z}" if moment else ""
            return Told(f"End of the call: {words}{back}", note or at, kind=CALL)
    return None


def _on_the_line(event: ev.CallStarted | ev.RespondentChanged) -> str:
    """Who, by which right, with which interpreter and whose papers at hand."""
    respondent = event.respondent
    if respondent.party is Party.coordinator:
        return "nobody reached"
    relation = f" ({respondent.relation})" if respondent.relation else ""
    parts = [f"{respondent.name or respondent.party}{relation}"]
    parts += [f"may act: {respondent.authority}"] if respondent.authority else []
    parts += [f"interpreter {event.interpreter}"] if event.interpreter else []
    return ", ".join(parts)


# letters and the case


def _of_a_letter(event: ev.AnyEvent) -> Told | None:
    at = moment_words(event.at)
    match event:
        case ev.LetterRendered(letter=letter, as_is=as_is):
            return Told(f"Final letter {letter} made", f"as is: {as_is}" if as_is else at)
        case ev.LetterApproved(letter=letter, reviewer=reviewer, prescriber=prescriber):
            by = f"{prescriber} (prescriber), reviewed by {reviewer}"
            return Told(f"Letter {letter} approved by {by}", at)
        case ev.SignedCopyAdded(letter=letter, name=name):
            return Told(f"Signed copy of letter {letter} added: {name}", at)
        case ev.PacketMade(letter=letter, pages=pages, fax=fax):
            to = f", to fax {fax}" if fax else ""
            return Told(f"Packet of letter {letter} made: {pages} pages{to}", at)
    return None


def _of_the_case(event: ev.AnyEvent) -> Told | None:
    at = moment_words(event.at)
    match event:
        case ev.CaseOpened(case=case, copied_from=old, example=example):
            origin = f", from {old}" if old and not example else ""
            return Told(f"{case} opened{origin}", f"{at}, {event.operator}", kind=CALL)
        case ev.SafetyHandled(
            location=place, call_back_number=number, taken_over_by=by, taken_over_at=when
        ):
            words = f"Safety: {by} took over at {when}; location: {place}; call back: {number}"
            return Told(words, at)
        case ev.TreeChanged(tree_version=version, asked_again=again):
            asked = f"{len(again)} asked again" if again else at
            return Told(f"Question tree now version {version}", asked)
        case ev.Undone(target=target):
            return Told(f"Step {target} taken back", at)
    return None
