"""One rendering of one letter: the answers it sees, what it printed, and what it had to leave
open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from interview.core.answer import Answer
from interview.core.answers import Party
from interview.core.attachments import AttachmentStatus
from interview.core.conditions import Condition, reads
from interview.core.events import CallStarted, RespondentChanged
from interview.core.flow import party_to_ask
from interview.core.freshness import is_fresh
from interview.core.measure import Truth
from interview.core.state import State
from interview.core.tree import Question
from interview.letters.blocks import Reading
from interview.letters.exhibits import Exhibit
from interview.letters.placeholders import Placed, Placeholders
from interview.letters.sanitise import one_line

MOST_WORK = 100_000
"""Rows, values and tests that one letter may go through; a letter of ten pages needs about a
thousand.
"""

PARTIES = {
    Party.patient: "the patient",
    Party.proxy: "whoever speaks for the patient",
    Party.prescriber: "the prescriber",
    Party.plan: "the plan or its notice",
    Party.pharmacy: "the pharmacy",
    Party.laboratory: "the laboratory",
    Party.coordinator: "this office",
}


class Misuse(Exception):
    """A template did something that it must not do; the sentence is for its author."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Decided:
    """A condition that was read while rendering, with what it was parsed to."""

    reading: Reading
    condition: Condition | None
    """None where only the relevance of a question, or the age of a date, was looked at."""
    question: str = ""
    """Address of that question."""


@dataclass
class Telling:
    """The state of the case as one letter sees it. Only on-path answers are visible."""

    state: State
    voice: str
    today: date
    exhibits: tuple[Exhibit, ...] = ()
    papers: tuple[AttachmentStatus, ...] = ()
    """Documents that the letter must not go without, needed or perhaps needed."""
    cited: dict[str, None] = field(default_factory=dict)
    """Addresses of the documents that the text names."""
    placeholders: Placeholders = field(default_factory=Placeholders)
    decided: list[Decided] = field(default_factory=list)
    """Every condition read, in order."""
    printed: dict[str, None] = field(default_factory=dict)
    """Addresses of answers that were printed."""
    open_lists: dict[str, None] = field(default_factory=dict)
    """Lists that were gone through although more rows may come."""
    passed_on: dict[str, None] = field(default_factory=dict)
    """Recipients to whom the letter asks to be passed on."""
    work: int = 0

    def place(self, *parts: Placed) -> str:
        """A stand-in for these inlines."""
        self.count_work()
        return self.placeholders.value(*parts)

    def count_work(self) -> None:
        """Counts the work. Raises Misuse when a template goes on without end."""
        self.work += 1
        if self.work > MOST_WORK:
            sentence = f"This letter takes more than {MOST_WORK:,} steps."
            raise Misuse(f"{sentence} Please either shorten its loops or split it.")

    def cite(self, exhibit: Exhibit) -> str:
        """How the text names a document; kept, since a sparing letter takes along what it names."""
        self.cited[exhibit.status.address] = None
        return f"Exhibit {exhibit.letter}"

    def answer(self, address: str) -> Answer:
        self.count_work()
        return self.state.answer(address)

    def truth(self, condition: Condition, text: str, row: str = "", list_id: str = "") -> Decided:
        """Reads a condition and keeps that it was read."""
        self.count_work()
        truth: Truth = self.state.truth(condition, row, list_id)
        decided = Decided(Reading(text, truth, f"{list_id}/{row}" if row else ""), condition)
        self.decided.append(decided)
        return decided

    def relevance(self, id: str) -> bool:
        """Whether a question is on path; kept like a condition."""
        self.count_work()
        on_path = self.state.answer(id).on_path
        self.decided.append(Decided(Reading(f"relevant: {id}", on_path, is_test=False), None, id))
        return on_path

    def freshness(self, address: str) -> Truth:
        """Whether a date is as new as its limit asks on the day of the letter; kept like a
        condition.
        """
        self.count_work()
        truth = is_fresh(self.state, address, self.today)
        self.decided.append(Decided(Reading(f"new enough: {address}", truth), None, address))
        return truth

    def is_unknown(self, address: str) -> bool:
        """Whether a question is on path and nobody has answered it; kept like a condition.

        The letter rests on it only while it is unknown: once it is known, its hole is gone.
        """
        self.count_work()
        answer = self.state.answer(address)
        is_unknown = answer.on_path and not answer.is_known
        list_id, _, rest = address.partition("/")
        row = f"{list_id}/{rest.partition('/')[0]}" if rest else ""
        self.decided.append(
            Decided(
                Reading(f"unknown: {address}", is_unknown, row, is_test=False),
                None,
                address if is_unknown else "",
            )
        )
        return is_unknown

    def is_needed(self, id: str, row: str = "") -> bool:
        """Whether a document goes along with this letter, for a row or outside of lists; kept
        like a condition.
        """
        self.count_work()
        is_needed = any(e.id == id and e.status.row == row for e in self.exhibits)
        self.decided.append(Decided(Reading(f"needed: {id}", is_needed, is_test=False), None))
        return is_needed

    def who_can_tell(self, answer: Answer) -> str:
        """Who is to be asked for this answer, in words."""
        return PARTIES[party_to_ask(self.state, answer)]

    def who_has(self, status: AttachmentStatus) -> str:
        """Who has a document, in words."""
        return one_line(status.holder) or (
            "the plan" if status.has is Party.plan else PARTIES[status.has]
        )

    def reporter(self, answer: Answer) -> str:
        """Who said it, in words: "the patient", or for a proxy "the patient's mother"."""
        assert answer.claim is not None
        party = answer.claim.source.party
        if party is Party.proxy:
            relation = self._relation(answer.seq, answer.call)
            return f"the patient's {relation}" if relation else "the patient's representative"
        return "this office" if party is Party.coordinator else PARTIES[party]

    def _relation(self, seq: int, number: int) -> str:
        """The relation of the proxy who was on the line when this event happened."""
        events = self.state.record.events
        for i in range(seq - 1, -1, -1):
            event = events[i]
            if event.call != number or not isinstance(event, CallStarted | RespondentChanged):
                continue
            if event.respondent.party is Party.proxy:
                return one_line(event.respondent.relation)
            if isinstance(event, CallStarted):
                break
        return ""

    def title(self, answer: Answer) -> str:
        """The question's short name; for a cell, with the name of its row."""
        return title_of(self.state, answer)

    def concerns(self, when: Condition | None) -> frozenset[str]:
        """Addresses of every answer that was printed, and of those that decided what was, `when`
        among it.
        """
        found = set(self.printed)
        found.update(decided.question for decided in self.decided if decided.question)
        decisions = [(d.condition, d.reading.row) for d in self.decided if d.condition is not None]
        for condition, row in [*decisions, *([(when, "")] if when is not None else [])]:
            for read in reads(condition):
                found.update(self._cells(read.list, read.id, row) if read.list else (read.id,))
        return frozenset(found)

    def _cells(self, list_id: str, column: str, row: str) -> Iterator[str]:
        """The column in the row that was looked at, or in every row."""
        if row.startswith(f"{list_id}/"):
            yield f"{row}/{column}"
            return
        yield from (f"{list_id}/{each}/{column}" for each in self.state.rows(list_id))


def title_of(state: State, answer: Answer) -> str:
    """The question's short name; for a cell, with the name of its row."""
    title = str(answer.question.title)
    list_id, _, rest = answer.address.partition("/")
    row, _, column = rest.partition("/")
    if not rest or column == state.tree.question(list_id).columns[0].id:
        return title
    return one_line(f"{title} ({row_name(state, list_id, row)})")


def row_name(state: State, list_id: str, row: str) -> str:
    """What a row is about: its first answer, or its number while that is not known."""
    first = state.tree.question(list_id).columns[0]
    known = state.answer(f"{list_id}/{row}/{first.id}")
    return known.text if known.is_known else f"number {state.rows(list_id).index(row) + 1}"


def may_be_reported(question: Question) -> bool:
    """Whether the patient, or somebody for the patient, can be the one who tells this clinical
    fact.
    """
    return not question.administrative and bool({Party.patient, Party.proxy} & set(question.ask))


def is_only_said(answer: Answer) -> bool:
    """A fact that so far rests on the word of the patient or a proxy alone."""
    told_by = answer.claim.source.party if answer.claim else None
    return answer.is_known and not answer.verified and told_by in (Party.patient, Party.proxy)
