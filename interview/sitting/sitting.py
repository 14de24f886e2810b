"""One case while it is open: who is on the line, and how an event is written.

An event is on disk before the state knows it, so whatever a screen shows as taken has been kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from interview.case import prompts, sources
from interview.case.prompts import title_of
from interview.case.state_words import STATE_WORDS
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Claim, Party
from interview.core.events import Respondent
from interview.core.record import Call
from interview.core.state import State
from interview.sitting.guardian import guardian_claims
from interview.sitting.profile_answers import profile_claims
from interview.sitting.writing import Writing
from interview.storage.store import OpenCase


class Sitting:
    """The time for which a case is open. Raises StoreProblem from any method that writes, and then
    nothing has changed.
    """

    def __init__(self, workplace: Workplace, case: OpenCase, state: State) -> None:
        self.workplace = workplace
        self.case = case
        self.writing = Writing(case)
        self.state = state
        self._calls_before = len(state.record.calls)
        self._identified: tuple[int, Respondent] | None = None
        """Call and person whose identity was confirmed."""

    @property
    def today(self) -> date:
        """The local date, which relative dates are read against."""
        return self.workplace.clock().date()

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

    def shown(self, address: str) -> str:
        """The answer that counts, in words, or its state."""
        answer = self.state.answer(address)
        if answer.text:
            return prompts.picked(self.state, answer.question, answer.value, answer.text)
        if answer.question.is_list and answer.state is not None and answer.state.is_settled:
            return f"{len(self.state.rows(address))} in all"
        return STATE_WORDS.get(answer.state, "not answered") if answer.state else "not answered"

    def close(self) -> None:
        self.case.close()

    # writing

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
        # Only now may anybody see it as taken: it is on disk.
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

    def fill_from_profile(self, address: str) -> list[str]:
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
