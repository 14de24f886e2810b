"""What is asked next in a sitting, and what becomes of what is typed. Every front end works through
this.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from interview.case import prompts, sources
from interview.case.clock_behind import read_by_the_clock
from interview.case.prompts import Prompt, pending_at, prompt_for
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, Confirmation, Party, Source
from interview.core.doubts import Doubt
from interview.core.engine import Rule
from interview.core.flow import Pending, next_after, next_question
from interview.core.kinds import Refused, Value
from interview.core.state import State
from interview.core.tree import Question
from interview.sitting import answering, changes
from interview.sitting.given import Given
from interview.sitting.objections import doubts_about, objection
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm
from interview.sitting.sitting import Sitting
from interview.sitting.undoing import (
    event_words,
    last_undoable,
    standing_answers,
    taken_along,
)
from interview.storage.store import OpenCase

_CLOSES = frozenset(
    {"no", "n", "done", "nothing else", "no more", "none", "that's all", "that is all", "nope"}
)
_ONE_MORE = frozenset({"yes", "y", "one more", "another"})


class Session(Sitting):
    """One open case that takes answers. Raises StoreProblem from any method that writes, and then
    nothing has changed.
    """

    def __init__(self, workplace: Workplace, case: OpenCase, state: State) -> None:
        super().__init__(workplace, case, state)
        self.cursor = ""
        """Address the operator moved to; used for one question, then the order takes over again."""
        self.source: Source | None = None
        """Where the next answer comes from, when the operator said so."""
        self.language = "en"
        self._asked_again = ("", "")
        """Question or list, and typed words, of the answer that was last asked about once more."""

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
        """Takes what was typed as the answer to this question, as `answer` does."""
        question = pending.question
        if not typed.strip():
            return self._nothing_typed(pending, typed)
        given = Given(
            pending,
            AnswerState.answered,
            typed=typed,
            is_confirmed=confirmed,
            is_accepted=accept,
        )
        spoken = answering.spoken_state(typed, question)
        if pending.is_more_rows and spoken in (None, AnswerState.none):
            is_end = spoken is AnswerState.none or typed.strip().casefold() in _CLOSES
            return self._close_list(given) if is_end else self._add_to_list(given)
        if spoken is not None:
            return self._give_state(replace(given, state=spoken))
        value = self.read(typed, question, prompts.choices(self.state, question))
        if isinstance(value, NotTaken):
            return value
        return self._give(replace(given, value=value))

    def _nothing_typed(self, pending: Pending, typed: str) -> Outcome:
        """Enter alone confirms what was copied from an earlier case: it is still right, says
        whoever can tell it now.
        """
        answer = self.state.answer(pending.address)
        if not answer.to_confirm:
            return NotTaken(
                "Nothing was typed. Type /dk for don't know, /later to put it off, or /help.",
                typed,
            )
        if answer.blocked or answer.state is None:
            return NotTaken(
                "It does not agree with another answer any more. Please type it again.", ""
            )
        given = Given(pending, answer.state, answer.value, is_confirmed=True, is_accepted=True)
        return self._give(given)

    def tried(self, pending: Pending, typed: str) -> NotTaken | ToConfirm | None:
        """What stands against this as a known answer, with nothing written."""
        value = self.read(typed, pending.question, prompts.choices(self.state, pending.question))
        if isinstance(value, NotTaken):
            return value
        given = Given(pending, AnswerState.answered, value, typed)
        rules = answering.failing(self.state, pending.address, given.state, value)
        return self._objection(given, rules, doubts_about(self.state, pending, value))

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
        return self._give_state(
            Given(
                at,
                answer_state,
                typed=typed,
                owner=owner,
                is_confirmed=confirmed,
                is_accepted=accept,
            )
        )

    def _give_state(self, given: Given) -> Outcome:
        question = given.pending.question
        if given.state is not AnswerState.none:
            return self._give(given)
        if question.is_list:
            return self._close_list(given)
        if question.none is None:
            sentence = "“None” is no answer here. Type /dk for don't know or /refused."
            return NotTaken(sentence, given.typed)
        return self._give(given)

    def _close_list(self, given: Given) -> Outcome:
        has_rows = self.state.rows(given.pending.address)
        closing = AnswerState.answered if has_rows else AnswerState.none
        return self._give(replace(given, state=closing, owner=None))

    def _add_to_list(self, given: Given) -> Outcome:
        """The first answer of one more row. A row whose first answer is refused is taken back."""
        list_id, typed = given.pending.address, given.typed
        if typed.strip().casefold() in _ONE_MORE:
            self.cursor = ""
            return Taken(self.add_row(list_id), "one more")
        first = given.pending.question.columns[0]
        value = self.read(typed, first)
        if isinstance(value, NotTaken):
            return value
        # Asked before there is a row, so that nothing has to go when the answer is no.
        doubts = doubts_about(self.state, Pending(list_id, first), value)
        objection = self._objection(given, (), doubts)
        if objection is not None:
            return objection
        row = self.add_row(list_id)
        cell = Pending(f"{list_id}/{row}/{first.id}", first, row)
        outcome = self._give(
            replace(given, pending=cell, value=value, is_confirmed=True, is_accepted=True)
        )
        if isinstance(outcome, NotTaken):
            self.append(ev.Undone, target=len(self.state.record.events))
        return outcome

    def _give(self, given: Given) -> Outcome:
        address = given.pending.address
        rules = answering.failing(self.state, address, given.state, given.value)
        doubts = doubts_about(self.state, given.pending, given.value)
        objection = self._objection(given, rules, doubts)
        if objection is not None:
            return objection
        claim = self._claim(given, rules, doubts)
        if answering.is_same(self.state, address, claim):
            self._move_on()
            return Taken(
                address, self.shown(address), ("The same as before; nothing was changed.",)
            )
        if given.is_accepted:
            return self._take(address, claim)
        preview = changes.preview(self.workplace, self.state, address, claim, given.typed)
        return preview or self._take(address, claim)

    def _objection(
        self, given: Given, rules: tuple[Rule, ...], doubts: tuple[Doubt, ...]
    ) -> NotTaken | ToConfirm | None:
        found = objection(self.state, given.pending, rules, doubts, given.typed, self.language)
        if not isinstance(found, ToConfirm):
            return found
        if given.is_confirmed:
            return None
        self._asked_again = given.asked_about
        return found

    def _claim(self, given: Given, rules: tuple[Rule, ...], doubts: tuple[Doubt, ...]) -> Claim:
        pending = given.pending
        seen = answering.confirmations(self.state, pending.address, rules, given.state, given.value)
        if self._asked_again == given.asked_about:  # Nobody confirms what nobody was asked.
            seen += tuple(Confirmation(check=doubt.name, seen="") for doubt in doubts if doubt.name)
        return answering.claim_of(
            given.state,
            self.source or sources.default_source(self.call, pending.question),
            value=given.value,
            question=pending.question,
            typed=given.typed,
            said=prompt_for(self.state, pending, self.language).say,
            language=self.language,
            owner=given.owner,
            confirmed=seen,
        )

    def _take(self, address: str, claim: Claim) -> Taken:
        before, followed = self.state.answer(address), self.state.implied()
        self.append(ev.AnswerGiven, address=address, claim=claim)
        self.writing.keep_draft(address, "")
        self._move_on()
        remarks = (
            *changes.remarks(self.state, address, before, claim),
            *changes.notices(self.workplace, self.state, address),
            *changes.now_follows(self.state, followed),
            *self.fill_from_profile(address),
            *self.fill_from_call(),
        )
        if self._alarms(address):
            self.append(ev.SafetyRaised, address=address)
        return Taken(address, self.shown(address), remarks)

    def _move_on(self) -> None:
        self.cursor, self.source = "", None

    def _alarms(self, address: str) -> bool:
        alarm = self.state.answer(address).question.alarm
        if alarm is None or self.state.record.safety_open is not None:
            return False
        return self.state.truth_at(alarm, address) is True

    # other changes

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

    def remove_row(self, list_id: str, row: str) -> None:
        """Takes a row out of its list; its answers are kept and come back with /undo."""
        self.append(ev.RowRemoved, list=list_id, row=row)
        self.cursor = ""
