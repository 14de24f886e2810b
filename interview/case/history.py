"""The conversation as it went: calls, questions, answers with source and state, revisions,
notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from interview.case.cautions import FIELD_WORDS, safety_lines
from interview.case.dispositions import DISPOSITIONS
from interview.case.plan_words import PLAN_EVENTS, event_text
from interview.case.prompts import picked, row_title, section_title, title_of
from interview.case.sources import source_words
from interview.case.state_words import STATE_WORDS
from interview.core import events as ev
from interview.core.answers import Party
from interview.core.state import State

ANSWER, CALL, NOTE, STEP = "answer", "call", "note", "step"
"""Kinds of entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the conversation."""

    seq: int
    kind: str
    """`call`, `section`, `answer`, `note`, `step`: how a screen may set it apart."""
    address: str
    text: str
    detail: str = ""
    """Source, state or what became of it, set apart from the words."""
    is_struck: bool = False
    """It is in an entry that was removed from its list."""


def history(state: State) -> Iterator[Entry]:
    """Every event in order as something to read; section headings where the section changes."""
    section = ""
    for event in state.record.events:
        entry = entry_of(state, event)
        if entry is None:
            continue
        if entry.kind == ANSWER:
            title = section_title(state, entry.address)
            if title != section:
                section = title
                yield Entry(event.seq, "section", "", section)
        yield entry


def entry_of(state: State, event: ev.AnyEvent) -> Entry | None:
    """One event as it reads now; None for one that is not shown."""
    taken_back = "taken back" if event.seq in state.record.undone else ""
    match event:
        case ev.AnswerGiven(address=address):
            return _answer(state, event, taken_back) if state.find(address) else None
        case ev.RowRemoved(list=name, row=row):
            return Entry(event.seq, "step", name, _removal(state, name, row), taken_back)
        case ev.Settled(address=address, party=party):
            return Entry(
                event.seq,
                "step",
                address,
                f"{title_of(state, address)}: {party}'s answer counts",
                taken_back,
            )
        case ev.Waived(address=address, reason=reason, by=by):
            return Entry(
                event.seq, "step", address, f"{address} waived by {by}: {reason}", taken_back
            )
        case ev.WordsChosen(address=address):
            return Entry(event.seq, "step", address, words_chosen(state, event), taken_back)
        case ev.NoteAdded(text=text, parked=parked):
            filed = (
                "" if not parked else "parked, filed" if state.record.is_filed(event) else "parked"
            )
            return Entry(event.seq, "note", event.address, text, taken_back or filed)
        case ev.AttachmentAdded(attachment=attachment, name=name):
            return Entry(
                event.seq, "step", attachment, f"Document {name} for {attachment}", taken_back
            )
        case ev.AttachmentRemoved(attachment=attachment):
            return Entry(
                event.seq, "step", attachment, f"Document for {attachment} taken out", taken_back
            )
        case ev.SafetyRaised() | ev.SafetyNoted():
            return _safety(state, event)
        case _ if isinstance(event, PLAN_EVENTS):
            return Entry(
                event.seq,
                "step",
                "",
                event_text(event),
                taken_back or f"{event.at:%b %d, %Y %H:%M}",
            )
    return _step(event)


def _removal(state: State, name: str, row: str) -> str:
    """Which row was removed; its number alone where the tree does not have the list any more."""
    found = state.find(name)
    is_known = found is not None and found[2].is_list and row in state.rows_ever(name)
    return (
        f"Removed from {title_of(state, name)}: {row_title(state, name, row) if is_known else row}"
    )


_CHOSEN = {"kept": "word for word in letters", "left_out": "left out of letters"}


def words_chosen(state: State, event: ev.WordsChosen) -> str:
    """What was decided about a caller's words."""
    how = _CHOSEN.get(event.how, f"in letters as: {event.words}")
    return (
        f"{title_of(state, event.address) if state.find(event.address) else event.address}: {how}"
    )


def _safety(state: State, event: ev.SafetyRaised | ev.SafetyNoted) -> Entry | None:
    """A safety stop, and while it is open what was noted for it; later, who took over tells all
    of that.
    """
    stop, at = state.record.safety_open, f"{event.at:%b %d, %Y %H:%M}"
    is_open = stop is not None and event.seq >= stop.seq
    if isinstance(event, ev.SafetyRaised):
        return Entry(event.seq, "step", event.address, "SAFETY STOP", at)
    words = f"Safety, {FIELD_WORDS.get(event.field, event.field)}: {event.text}"
    return Entry(event.seq, "step", "", words, at) if is_open else None


def _step(event: ev.AnyEvent) -> Entry | None:
    at = f"{event.at:%b %d, %Y %H:%M}"
    match event:
        case ev.CaseOpened(case=case, copied_from=old, example=example):
            words = f"{case} opened, from {old}" if old and not example else f"{case} opened"
            return Entry(event.seq, "call", "", words, f"{at}, {event.operator}")
        case ev.CallStarted(respondent=respondent, direction=direction):
            is_in_vain = respondent.party is Party.coordinator
            who = "nobody reached" if is_in_vain else _who(respondent)
            what = "Desk work" if direction == "desk" else f"Call {event.call}, {who}"
            return Entry(event.seq, "call", "", what, f"{at}, {event.operator}")
        case ev.RespondentChanged(respondent=respondent):
            return Entry(event.seq, "call", "", f"On the line now: {_who(respondent)}", at)
        case ev.IdentityChecked(passed=passed):
            return Entry(
                event.seq,
                "step",
                "",
                "Identity confirmed" if passed else "Identity NOT confirmed",
                at,
            )
        case ev.CallEnded(disposition=disposition, note=note, call_back=moment):
            words = dict(DISPOSITIONS).get(disposition, disposition)
            back = f"; call back {moment:%b %d, %Y %H:%M %Z}" if moment else ""
            return Entry(event.seq, "call", "", f"End of the call: {words}{back}", note or at)
    return _rare_step(event, at)


def _rare_step(event: ev.AnyEvent, at: str) -> Entry | None:
    match event:
        case ev.SafetyHandled(
            location=place, call_back_number=number, taken_over_by=by, taken_over_at=when
        ):
            words = f"Safety: {by} took over at {when}; location: {place}; call back: {number}"
            return Entry(event.seq, "step", "", words, at)
        case ev.LetterRendered(letter=letter, as_is=as_is):
            return Entry(
                event.seq,
                "step",
                "",
                f"Final letter {letter} made",
                f"as is: {as_is}" if as_is else at,
            )
        case ev.LetterApproved(letter=letter, reviewer=reviewer, prescriber=prescriber):
            words = f"Letter {letter} approved by {prescriber} (prescriber), reviewed by {reviewer}"
            return Entry(event.seq, "step", "", words, at)
        case ev.SignedCopyAdded(letter=letter, name=name):
            return Entry(event.seq, "step", "", f"Signed copy of letter {letter} added: {name}", at)
        case ev.PacketMade(letter=letter, pages=pages, fax=fax):
            words = (
                f"Packet of letter {letter} made: {pages} pages{f', to fax {fax}' if fax else ''}"
            )
            return Entry(event.seq, "step", "", words, at)
        case ev.TreeChanged(tree_version=version, asked_again=again):
            return Entry(
                event.seq,
                "step",
                "",
                f"Question tree now version {version}",
                f"{len(again)} asked again" if again else at,
            )
        case ev.Undone(target=target):
            return Entry(event.seq, "step", "", f"Step {target} taken back", at)
    return None


def _answer(state: State, event: ev.AnswerGiven, taken_back: str) -> Entry:
    claim = event.claim
    words = claim.label or STATE_WORDS.get(claim.state, claim.state.value)
    words = picked(state, state.answer(event.address).question, claim.value, words)
    if claim.state.value == "none":
        question = state.answer(event.address).question
        words = str(question.none) if question.none else "none"
    elif claim.owner is not None:
        words = f"later, ask {claim.owner}"
    detail = [told_by(state, event)]
    is_struck = state.is_removed(event.address)
    if taken_back:
        detail.append(taken_back)
    elif is_struck:
        detail.append("removed")
    elif claim.source.case:
        detail.insert(0, _standing_of_copy(state, event))
    elif state.answer(event.address).seq != event.seq:
        detail.append(_superseded(state, event))
    elif state.answer(event.address).conflict:
        detail.append("IN CONFLICT")
    elif not state.answer(event.address).on_path:
        detail.append("off path, kept")
    text = f"{title_of(state, event.address)}: {words}"
    return Entry(event.seq, ANSWER, event.address, text, ", ".join(detail), is_struck)


def _standing_of_copy(state: State, event: ev.AnswerGiven) -> str:
    """What has become of an answer that was copied from an earlier case."""
    answer = state.answer(event.address)
    if answer.seq == event.seq:
        return "TO CONFIRM" if answer.on_path else "off path, kept"
    is_same = answer.claim is not None and answer.claim.label == event.claim.label
    return "confirmed" if is_same else "changed since"


def told_by(state: State, event: ev.AnswerGiven) -> str:
    """Whose word an answer is: "chart", "patient said", and for somebody's proxy "mother said"."""
    source = event.claim.source
    words = source_words(source)
    if source.party is not Party.proxy or not 0 < event.call <= len(state.record.calls):
        return words
    respondents = reversed(state.record.calls[event.call - 1].respondents)
    relation = next(
        (r.relation for r in respondents if r.party is Party.proxy and r.relation),
        source.party.value,
    )
    return words.replace(source.party.value, relation, 1)


def _superseded(state: State, event: ev.AnswerGiven) -> str:
    slot = state.slot(event.address)
    if slot is not None and event.seq < slot.since:
        return "of the level before"
    standing = {e.seq for e in slot.standing()} if slot is not None else set()
    if event.seq not in standing:
        return "revised later"
    return "IN CONFLICT" if slot is not None and slot.conflict else "another source counts"


def _who(respondent: ev.Respondent) -> str:
    relation = f" ({respondent.relation})" if respondent.relation else ""
    return f"{respondent.name or respondent.party}{relation}"


def history_lines(state: State) -> list[str]:
    """The conversation as plain lines; before it, that a safety stop is open."""
    lines = safety_lines(state.record)
    for entry in history(state):
        detail = f"  [{entry.detail}]" if entry.detail else ""
        if entry.kind == "section":
            lines += ["", entry.text]
        elif entry.kind == "call":
            lines += ["", f"— {entry.text}{detail}"]
        else:
            lines.append(f"  {'note: ' if entry.kind == 'note' else ''}{entry.text}{detail}")
    return lines
