"""A sitting over one case: what comes next, and what becomes of what is typed. Every front end
works through this.

An event is on disk before the state knows it, so whatever a screen shows as taken has been kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from interview.case import prompts, sources
from interview.case.clock import read_by_the_clock
from interview.case.prompts import Prompt, pending_at, prompt_for, title_of
from interview.case.state_words import STATE_WORDS
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Confirmation, Party, Source
from interview.core.doubts import Doubt
from interview.core.engine import Rule
from interview.core.events import Respondent
from interview.core.flow import Pending, next_after, next_question
from interview.core.kinds import Refused, Value
from interview.core.record import Call
from interview.core.state import State
from interview.core.tree import Question
from interview.sitting import answering, changes
from interview.sitting.guardian import guardian_claims
from interview.sitting.objections import doubts_about, objection
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm
from interview.sitting.profile_answers import profile_claims
from interview.sitting.undoing import (
    event_words,
    last_undoable,
    standing_answers,
    taken_along,
)
from interview.sitting.writing import Writing
from interview.storage.store import OpenCase

_CLOSES = frozenset(
    {"no", "n", "done", "nothing else", "no more", "none", "that's all", "that is all", "nope"}
)
_ONE_MORE = frozenset({"yes", "y", "one more", "another"})


class Session:
    """One open case. Raises StoreProblem from any method that writes, and then nothing has
    changed.
    """

    def __init__(self, workplace: Workplace, case: OpenCase, state: State) -> None:
        self.workplace = workplace
        self.case = case
        self.writing = Writing(case)
        self.state = state
        self.cursor = ""
        """Address the operator moved to; used for one question, then the order takes over again."""
        self.source: Source | None = None
        """Where the next answer comes from, when the operator said so."""
        self.language = "en"
        self._calls_before = len(state.record.calls)
        self._identified: tuple[int, Respondent] | None = None
        """Call and person whose identity was confirmed."""
        self._asked_again = ("", "")
        """Question or list, and typed words, of the answer that was last asked about once more."""

    @property
    def today(self) -> date:
        """The local date, which relative dates are read against."""
        return self.workplace.clock().date()

    # what happens next

    @property
    def call(self) -> Call | None:
        """The call of this sitting. One that was cut off before is over: whoever answers now is
        somebody new.
        """
        call = self.state.record.call
        return call if call is not None and call.number > self._calls_before else None

    @property
    def may_ask(self) -> bool:
        """Whether health questions may be asked now: somebody is on the line, known, and safe."""
        return (
            self.call is not None
            and not self.needs_identity
            and self.state.record.safety_open is None
        )

    @property
    def needs_identity(self) -> bool:
        """A patient or proxy is on the line who has not said two identifiers yet. Each new
        person says their own.
        """
        call = self.call
        if call is None or call.respondents[-1].party not in (Party.patient, Party.proxy):
            return False
        return self._identified != (call.number, call.respondents[-1])

    @property
    def parties(self) -> tuple[Party, ...]:
        return sources.present(self.call) if self.call is not None else (Party.coordinator,)

    def pending(self) -> Pending | None:
        """What to ask now; None when nothing is left for whoever is present."""
        if self.cursor:
            at = pending_at(self.state, self.cursor)
            if at is not None and not self.state.is_removed(self.cursor):
                return at
            self.cursor = ""
        return self._from(next_question(self.state, self.parties))

    def _from(self, pending: Pending | None) -> Pending | None:
        """This question, or the next after it that papers may answer when only papers stand for
        its party.
        """
        while (
            pending is not None
            and pending.question.in_person
            and not self._is_present(pending.question)
        ):
            position = self.state.tree.positions[pending.address.partition("/")[0]]
            pending = next_after(self.state, self.parties, position + 1)
        return pending

    def _is_present(self, question: Question) -> bool:
        return self.call is not None and sources.may_tell(self.call.respondents[-1].party, question)

    def prompt(self) -> Prompt | None:
        pending = self.pending()
        return prompt_for(self.state, pending, self.language) if pending is not None else None

    # answering

    def answer(self, typed: str, *, confirmed: bool = False, accept: bool = False) -> Outcome:
        """Takes what was typed as the answer to the pending question.

        `confirmed` says that unlikely values were asked once more, `accept` that what the change
        hides was seen.
        """
        pending = self.pending()
        if pending is None:
            return NotTaken("There is no question to answer now.", typed)
        return self.answer_at(pending, typed, confirmed=confirmed, accept=accept)

    def answer_at(
        self, pending: Pending, typed: str, *, confirmed: bool = False, accept: bool = False
    ) -> Outcome:
        question = pending.question
        if not typed.strip() and self.state.answer(pending.address).to_confirm:
            return self._confirm(pending)
        if not typed.strip():
            return NotTaken(
                "Nothing was typed. Type /dk for don't know, /later to put it off, or /help.", typed
            )
        state = answering.spoken_state(typed, question)
        if pending.is_more_rows and state in (None, AnswerState.none):
            is_end = state is AnswerState.none or typed.strip().casefold() in _CLOSES
            if is_end:
                return self._close_list(pending, typed, confirmed, accept)
            return self._add_to_list(pending, typed, confirmed)
        if state is not None:
            return self.give_state(state, pending, typed=typed, confirmed=confirmed, accept=accept)
        value = self.read(typed, question, prompts.choices(self.state, question))
        if isinstance(value, NotTaken):
            return value
        return self._give(pending, AnswerState.answered, value, typed, confirmed, accept)

    def read(
        self, typed: str, question: Question, entries: tuple[tuple[str, str], ...] = ()
    ) -> Value | NotTaken:
        """What was typed as a value of the question, or the sentence that says what to type
        instead.

        Where the clock stands behind the case, a date must be typed in full.
        """

        def on(now: datetime) -> Value | NotTaken:
            return answering.read_value(typed, question, now.date(), entries)

        try:
            return read_by_the_clock(on, self.state.record, self.workplace.clock())
        except Refused as refused:
            return NotTaken(refused.sentence, typed)

    def give_state(
        self,
        answer_state: AnswerState,
        pending: Pending | None = None,
        *,
        owner: Party | None = None,
        typed: str = "",
        confirmed: bool = False,
        accept: bool = False,
    ) -> Outcome:
        """Don't know, refused, later (perhaps with whom to ask), or none, for the pending
        question.
        """
        at = pending or self.pending()
        if at is None:
            return NotTaken("There is no question to answer now.", typed)
        if (
            answer_state is AnswerState.none
            and at.question.none is None
            and not at.question.is_list
        ):
            return NotTaken("“None” is no answer here. Type /dk for don't know or /refused.", typed)
        if answer_state is AnswerState.none and at.question.is_list:
            return self._close_list(at, typed, confirmed, accept)
        return self._give(at, answer_state, None, typed, confirmed, accept, owner)

    def _confirm(self, pending: Pending) -> Outcome:
        """An answer copied from an earlier case is still right, says whoever can tell it now."""
        answer = self.state.answer(pending.address)
        if answer.blocked or answer.state is None:
            return NotTaken(
                "It does not agree with another answer any more. Please type it again.", ""
            )
        return self._give(pending, answer.state, answer.value, "", True, True)

    def _close_list(self, pending: Pending, typed: str, confirmed: bool, accept: bool) -> Outcome:
        closing = AnswerState.answered if self.state.rows(pending.address) else AnswerState.none
        return self._give(pending, closing, None, typed, confirmed, accept)

    def _add_to_list(self, pending: Pending, typed: str, confirmed: bool) -> Outcome:
        """The first answer of one more row. A row whose first answer is refused is taken back."""
        if typed.strip().casefold() in _ONE_MORE:
            self.cursor = ""
            return Taken(self.add_row(pending.address), "one more")
        first = pending.question.columns[0]
        value = self.read(typed, first)
        if isinstance(value, NotTaken):
            return value
        doubts = doubts_about(self.state, Pending(pending.address, first), value)
        objection = self._objection(pending, (), doubts, typed, confirmed)
        if objection is not None:
            return objection
        row = self.add_row(pending.address)
        cell = Pending(f"{pending.address}/{row}/{first.id}", first, row)
        outcome = self._give(cell, AnswerState.answered, value, typed, True, True)
        if isinstance(outcome, NotTaken):
            self.append(ev.Undone, target=len(self.state.record.events))
        return outcome

    def _give(
        self,
        pending: Pending,
        answer_state: AnswerState,
        value: Any,
        typed: str,
        confirmed: bool,
        accept: bool,
        owner: Party | None = None,
    ) -> Outcome:
        address = pending.address
        rules = answering.failing(self.state, address, answer_state, value)
        doubts = doubts_about(self.state, pending, value)
        objection = self._objection(pending, rules, doubts, typed, confirmed)
        if objection is not None:
            return objection
        claim = self._claim(pending, answer_state, value, typed, owner, rules, doubts)
        if answering.is_same(self.state, address, claim):
            self._move_on()
            return Taken(
                address, self.shown(address), ("The same as before; nothing was changed.",)
            )
        if accept:
            return self._take(address, claim)
        preview = changes.preview(self.workplace, self.state, address, claim, typed)
        return preview or self._take(address, claim)

    def _objection(
        self,
        pending: Pending,
        rules: tuple[Rule, ...],
        doubts: tuple[Doubt, ...],
        typed: str,
        confirmed: bool,
    ) -> NotTaken | ToConfirm | None:
        found = objection(self.state, pending, rules, doubts, typed, self.language)
        if isinstance(found, ToConfirm):
            if confirmed:
                return None
            self._asked_again = pending.address.partition("/")[0], typed
        return found

    def _claim(
        self,
        pending: Pending,
        answer_state: AnswerState,
        value: Any,
        typed: str,
        owner: Party | None,
        rules: tuple[Rule, ...],
        doubts: tuple[Doubt, ...],
    ) -> Claim:
        seen = answering.confirmations(self.state, pending.address, rules, answer_state, value)
        was_asked = self._asked_again == (pending.address.partition("/")[0], typed)
        if was_asked:  # Nobody confirms what nobody was asked.
            seen += tuple(Confirmation(check=doubt.name, seen="") for doubt in doubts if doubt.name)
        return answering.claim_of(
            answer_state,
            self.source or sources.default_source(self.call, pending.question),
            value=value,
            question=pending.question,
            typed=typed,
            said=prompt_for(self.state, pending, self.language).say,
            language=self.language,
            owner=owner,
            confirmed=seen,
        )

    def _take(self, address: str, claim: Claim) -> Taken:
        before = self.state.answer(address)
        self.append(ev.AnswerGiven, address=address, claim=claim)
        self.writing.keep_draft(address, "")
        self._move_on()
        remarks = [
            *changes.remarks(self.state, address, before, claim),
            *changes.notices(self.workplace, self.state, address),
        ]
        remarks += [*self._fill_from_profile(address), *self.fill_from_call()]
        if self._alarms(address):
            self.append(ev.SafetyRaised, address=address)
        return Taken(address, self.shown(address), tuple(remarks))

    def _move_on(self) -> None:
        self.cursor, self.source = "", None

    def _alarms(self, address: str) -> bool:
        alarm = self.state.answer(address).question.alarm
        if alarm is None or self.state.record.safety_open is not None:
            return False
        return self.state.truth_at(alarm, address) is True

    def _fill_from_profile(self, address: str) -> list[str]:
        """Answers that the clinic's profile knows, once the signer's name is known."""
        claims = profile_claims(self.state, self.workplace.profile, address, self.today)
        return self._fill("Filled in from the clinic's profile", claims)

    def fill_from_call(self) -> list[str]:
        """Answers that stand in the record of this call, once they are asked for and the person
        is known.
        """
        claims = () if self.needs_identity else guardian_claims(self.state, self.call, self.today)
        return self._fill("Filled in from the start of the call", claims)

    def _fill(self, words: str, claims: Iterable[tuple[str, Claim]]) -> list[str]:
        filled = []
        for at, claim in claims:
            self.append(ev.AnswerGiven, address=at, claim=claim)
            filled.append(title_of(self.state, at))
        return [f"{words}: {', '.join(filled)}."] if filled else []

    # other changes

    def append(self, event: type[ev.Event], **fields: Any) -> ev.AnyEvent:
        """Writes an event and applies it. Raises StoreProblem, and then nothing has changed."""
        call = fields.pop("call", self.call.number if self.call is not None else 0)
        if issubclass(event, ev.AnswerGiven):
            fields["claim"] = self._bound(**fields)
        made: Any = event(
            seq=self.case.next_seq,
            at=self.workplace.clock(),
            operator=self.workplace.operator,
            call=call,
            **fields,
        )
        self.writing.append(made)
        self.state.apply(made)
        if isinstance(made, ev.IdentityChecked) and self.call is not None:
            self._identified = (
                (self.call.number, self.call.respondents[-1]) if made.passed else None
            )
        return made  # type: ignore[no-any-return]

    def _bound(self, address: str, claim: Claim) -> Claim:
        """The claim with what it sums up now, whoever says it: it holds as long as that stays."""
        found = self.state.find(address)
        saw = self.state.decider.summed_up(found[2]) if found is not None else ""
        return claim if claim.saw == saw else claim.model_copy(update={"saw": saw})

    def add_row(self, list_id: str) -> str:
        """Adds a row; returns its id, which no other row ever had."""
        row = f"r{self.state.lists[self.state.tree.positions[list_id]].made + 1}"
        self.append(ev.RowAdded, list=list_id, row=row)
        return row

    def undo(self) -> str:
        """Takes back the last answer, row or decision of this case; returns what it was, empty
        when there is none.
        """
        record = self.state.record
        last = last_undoable(record)
        if last is None:
            return ""
        words = event_words(self.state, last)
        self.append(ev.Undone, target=last.seq)
        for number in taken_along(record, last):
            self.append(ev.Undone, target=number)
        self.cursor = (
            last.address
            if isinstance(last, ev.AnswerGiven) and self.state.find(last.address)
            else ""
        )
        return words

    def back(self) -> bool:
        """Moves the cursor to the answer before the one it stands on; False when there is none."""
        given = list(dict.fromkeys(standing_answers(self.state)))
        position = given.index(self.cursor) + 1 if self.cursor in given else 0
        if position >= len(given):
            return False
        self.cursor = given[position]
        return True

    def shown(self, address: str) -> str:
        """The answer that counts, in words, or its state."""
        answer = self.state.answer(address)
        if answer.text:
            return prompts.picked(self.state, answer.question, answer.value, answer.text)
        if answer.question.is_list and answer.state is not None and answer.state.is_settled:
            return f"{len(self.state.rows(address))} in all"
        return STATE_WORDS.get(answer.state, "not answered") if answer.state else "not answered"

    def remove_row(self, list_id: str, row: str) -> None:
        """Takes a row out of its list; its answers are kept and come back with /undo."""
        self.append(ev.RowRemoved, list=list_id, row=row)
        self.cursor = ""

    def close(self) -> None:
        self.case.close()
