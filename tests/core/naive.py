"""A second engine that is slow and plain: the rules of relevance word for word, from scratch for
every question.

It shares with the real one only the parsed tree, the condition nodes and the kinds. Truth is 0, ½
or 1 here, so that and, or, not are min, max and 1 - x (Kleene); amounts are compared by looking at
their ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party
from interview.core.conditions import nodes as n
from interview.core.kinds import Refused
from interview.core.measure import days_from_iso
from interview.core.tree import Check, Question, Section, Tree
from tests.core.naive_amounts import NO, UNSURE, YES, Range, compared, day_range, elapsed

TRUTHS = {NO: False, UNSURE: None, YES: True}
NOTHING: Any = object()
"""The answer that there is none."""
UNKNOWN = frozenset({AnswerState.dont_know, AnswerState.refused, AnswerState.later})
PROFESSIONALS = {Party.prescriber, Party.plan, Party.pharmacy, Party.laboratory}


@dataclass(frozen=True)
class Said:
    """One claim with the number of its event, and its value read; `fits` is false when the
    question changed.
    """

    seq: int
    claim: Claim
    value: Any
    fits: bool

    @property
    def settled(self) -> bool:
        return self.fits and self.claim.state not in UNKNOWN

    @property
    def is_record(self) -> bool:
        return self.claim.source.how in (How.letter, How.chart)

    @property
    def is_copied(self) -> bool:
        return self.claim.source.case != ""

    @property
    def strength(self) -> int:
        """Papers are stronger than words, and a professional's words stronger than others'."""
        return 2 if self.is_record else int(self.claim.source.party in PROFESSIONALS)


class Naive:
    """What follows from these events. Nothing is kept up to date: everything is worked out when
    it is made.
    """

    def __init__(self, tree: Tree, events: Iterable[ev.AnyEvent]) -> None:
        self.tree = tree
        self.all_events = list(events)
        undone = {e.target for e in self.all_events if isinstance(e, ev.Undone)}
        self.events = [e for e in self.all_events if e.seq not in undone]
        self.rows = self._rows()
        self.lists = {node.id for node in tree.nodes if isinstance(node, Question) and node.is_list}
        self.sitting = max(
            (
                e.seq
                for e in self.all_events
                if isinstance(e, ev.CallStarted | ev.RespondentChanged)
            ),
            default=0,
        )
        self.on_path: dict[str, bool] = {}
        self.sees: dict[str, tuple[AnswerState, Any]] = {}
        """State and value of every question that is on path and has been answered in some way."""
        self.implied: set[str] = set()
        """What of it follows from other answers."""
        for module in tree.modules:
            self._pass(module.section, True)

    # what was said

    def _rows(self) -> dict[str, list[str]]:
        rows: dict[str, list[str]] = {}
        for event in self.events:
            if isinstance(event, ev.RowAdded):
                rows.setdefault(event.list, []).append(event.row)
        for event in self.events:
            if isinstance(event, ev.RowRemoved) and event.row in rows.get(event.list, []):
                rows[event.list].remove(event.row)
        return rows

    def claims(self, question: Question, address: str) -> list[Said]:
        since = self._asked_anew(address)
        given = [
            e
            for e in self.events
            if isinstance(e, ev.AnswerGiven) and e.address == address and e.seq > since
        ]
        return [_said(e, question) for e in given]

    def _asked_anew(self, address: str) -> int:
        decisions = [
            e for e in self.events if isinstance(e, ev.DecisionReceived) and address in e.reopened
        ]
        return decisions[-1].seq if decisions else 0

    def standing(self, question: Question, address: str) -> list[Said]:
        """The last word of each party, apart for what it said, what its papers say, and what
        another case knows.
        """
        last = {
            (s.claim.source.party, s.is_record, s.is_copied): s
            for s in self.claims(question, address)
        }
        return list(last.values())

    def verdict(self, question: Question, address: str) -> Said | None:
        """The claim that counts: the strongest settled one, the later of equals, unless somebody
        decided.
        """
        standing = self.standing(question, address)
        settled = _counting(standing)
        if not settled:
            return max(standing, key=lambda s: s.seq, default=None)
        return self._decided(question, address, settled) or max(
            settled, key=lambda s: (s.strength, s.seq)
        )

    def in_conflict(self, question: Question, address: str) -> bool:
        settled = _counting(self.standing(question, address))
        counts = self.verdict(question, address)
        if not settled or counts is None or self._decided(question, address, settled):
            return False
        return any(not _agree(question, s, counts) for s in settled)

    def _decided(self, question: Question, address: str, settled: list[Said]) -> Said | None:
        since = self._asked_anew(address)
        decisions = [
            e
            for e in self.events
            if isinstance(e, ev.Settled) and e.address == address and e.seq > since
        ]
        if not decisions:
            return None
        decision = decisions[-1]
        theirs = [s for s in settled if s.claim.source.party is decision.party]
        if not theirs:
            return None
        best = max(theirs, key=lambda s: (s.strength, s.seq))
        later = [s for s in settled if s.seq > decision.seq]
        return best if all(_agree(question, s, best) for s in later) else None

    # one pass in tree order

    def _pass(self, node: Section | Question, above: bool) -> None:
        on = above and (node.when is None or self.truth(node.when) == YES)
        if isinstance(node, Section):
            for item in node.items:
                self._pass(item, on)
            return
        self._note(node, node.id, on)
        for row in self.rows.get(node.id, []):
            for column in node.columns:
                on_here = on and (
                    column.when is None or self.truth(column.when, f"{node.id}/{row}") == YES
                )
                self._note(column, f"{node.id}/{row}/{column.id}", on_here)

    def _note(self, question: Question, address: str, on: bool) -> None:
        self.on_path[address] = on
        counts = self.verdict(question, address)
        is_said = counts is not None and counts.settled and not counts.is_copied
        holding = [
            each
            for each in (question.implied if on and not is_said else ())
            if self.truth(each.when, _row_of(address)) == YES
        ]
        if holding:
            self.implied.add(address)
            key = holding[0].value
            self.sees[address] = holding[0].state, key and question.kind.load(key, question)
        elif on and counts is not None and counts.fits:
            self.sees[address] = counts.claim.state, counts.value

    def known(self, address: str, counts: Said | None) -> tuple[AnswerState | None, Any]:
        """State and value of what counts, on path or not."""
        if address in self.implied:
            return self.sees[address]
        return (counts.claim.state, counts.value) if counts and counts.fits else (None, None)

    # conditions

    def truth(self, node: n.Condition, row: str = "") -> Fraction:  # one branch per node
        """`row` is the address of the row that `row.` means."""
        match node:
            case n.And(parts):
                return min((self.truth(p, row) for p in parts), default=YES)
            case n.Or(parts):
                return max((self.truth(p, row) for p in parts), default=NO)
            case n.Not(part):
                return 1 - self.truth(part, row)
            case n.Defined(_, condition):
                return self.truth(condition, row)
            case n.Answered(read):
                return Fraction(self._state(read, row) in (AnswerState.answered, AnswerState.none))
            case n.HasState(read, state):
                return Fraction(self._state(read, row) == state)
            case n.OneOf(read, options, negated):
                return self._chosen(read, row, options, negated)
            case n.Contains(read, option, negated):
                return self._chosen(read, row, (option,), negated)
            case n.Starts(read, prefix):
                return self._starts(read, row, prefix)
            case n.Each(quantifier, list_, condition):
                return self._each(quantifier, list_.id, condition)
            case n.Compare(operator, left, right):
                return compared(operator, self._amount(left, row), self._amount(right, row))

    def _address(self, read: n.Read, row: str) -> str:
        return f"{row}/{read.id}" if read.list else read.id

    def _state(self, read: n.Read, row: str) -> AnswerState | None:
        return self.sees.get(self._address(read, row), (None, None))[0]

    def _value(self, read: n.Read, row: str) -> Any:
        """None when nothing is known."""
        state, value = self.sees.get(self._address(read, row), (None, None))
        return NOTHING if state is AnswerState.none else value

    def _chosen(self, read: n.Read, row: str, options: tuple[str, ...], negated: bool) -> Fraction:
        value = self._value(read, row)
        if value is None:
            return UNSURE
        chosen = () if value is NOTHING else value if isinstance(value, tuple) else (value,)
        return Fraction(bool(set(chosen) & set(options)) != negated)

    def _starts(self, read: n.Read, row: str, prefix: str) -> Fraction:
        value = self._value(read, row)
        if value is None:
            return UNSURE
        code = "" if value is NOTHING else self._question(read).kind.code(value)
        if code == "":
            return NO
        if code is None or (code != prefix and prefix.startswith(code)):
            return UNSURE  # words without a code, or a code less exact than what is asked
        return Fraction(code.startswith(prefix))

    def _each(self, quantifier: str, name: str, condition: n.Condition) -> Fraction:
        if not self.on_path[name]:
            return UNSURE
        truths = [self.truth(condition, f"{name}/{row}") for row in self.rows.get(name, [])]
        if not self._closed(name):
            truths.append(UNSURE)
        return max(truths, default=NO) if quantifier == "any" else min(truths, default=YES)

    def _closed(self, name: str) -> bool:
        return name in self.sees and self.sees[name][0] not in UNKNOWN

    def _amount(self, node: n.Amount, row: str) -> Range | None:
        match node:
            case n.Number(text):
                return Range(Fraction(text), Fraction(text), None)
            case n.Day(text):
                days = days_from_iso(text)
                return day_range(days.first, days.last)
            case n.DefinedAmount(_, amount):
                return self._amount(amount, row)
            case n.Count(list_, condition):
                return self._count(list_.id, condition)
            case n.Elapsed(unit, start, end):
                return elapsed(unit, self._amount(start, row), self._amount(end, row))
            case n.Read():
                return self._measured(node, row)

    def _count(self, name: str, condition: n.Condition | None) -> Range | None:
        if not self.on_path[name] or not self._closed(name):
            return None
        rows = self.rows.get(name, [])
        truths = [
            YES if condition is None else self.truth(condition, f"{name}/{row}") for row in rows
        ]
        return Range(Fraction(truths.count(YES)), Fraction(len(truths) - truths.count(NO)), "")

    def _measured(self, read: n.Read, row: str) -> Range | None:
        value, question = self._value(read, row), self._question(read)
        if value is None or value is NOTHING:
            return None
        if question.kind.is_date:
            return day_range(value.first, value.last)
        measure = question.kind.measure(value, question)
        return None if measure is None else Range(measure.low, measure.high, measure.unit)

    def _question(self, read: n.Read) -> Question:
        if not read.list:
            return self.tree.question(read.id)
        return next(c for c in self.tree.question(read.list).columns if c.id == read.id)

    # checks, and what comes next

    def blocked(self, question: Question, address: str) -> bool:
        """A settled answer on path, of which a hard check is false, or a soft one that nobody
        confirmed for this.
        """
        counts = self.verdict(question, address)
        if (
            address in self.implied
            or counts is None
            or not counts.settled
            or not self.on_path[address]
        ):
            return False
        return any(not self._passes(check, address, counts) for check in question.checks)

    def _passes(self, check: Check, address: str, counts: Said) -> bool:
        if self.truth(check.test, _row_of(address)) != NO:
            return True
        if check.hard or check.name not in {c.check for c in counts.claim.confirmed}:
            return False
        then = Naive(self.tree, self.all_events[: counts.seq])
        return then.read_by(check.test, address) == self.read_by(check.test, address)

    def read_by(self, condition: n.Condition, address: str) -> object:
        """Everything that a condition can see, to compare with what it saw at another time."""
        names = {r.id for r in n.reads(condition) if not r.list}
        row = _row_of(address)
        own = {
            f"{row}/{r.id}"
            for r in n.reads(condition)
            if r.list and r.list == row.partition("/")[0]
        }
        cells = {a: v for a, v in self.sees.items() if a not in self.lists}
        seen = {a: v for a, v in cells.items() if a.partition("/")[0] in names or a in own}
        return seen, {
            a: (self._closed(a), self.rows.get(a)) for a in names & self.lists if self.on_path[a]
        }

    def open_to(self, question: Question, address: str, party: Party) -> bool:
        """Whether this party may be asked this question now."""
        if not self.on_path[address]:
            return False
        can_tell = party in question.ask or self._may_stand_in(question, party)
        if address in self.implied:
            return False
        counts = self.verdict(question, address)
        if counts is None:
            return can_tell
        if counts.settled and (self.blocked(question, address) or not counts.is_copied):
            return can_tell and self.blocked(question, address)
        if counts.is_copied:
            own = [s for s in self.claims(question, address) if not s.is_copied]
            if not own:
                return can_tell
            counts = own[-1]
        put_off = counts.fits and counts.seq > self.sitting
        can_tell = can_tell or party is self._owner(question, address)
        return can_tell and not put_off and party not in self._passed(question, address)

    def _may_stand_in(self, question: Question, party: Party) -> bool:
        return party is Party.proxy and Party.patient in question.ask and not question.confidential

    def _owner(self, question: Question, address: str) -> Party | None:
        own = [s for s in self.standing(question, address) if not s.is_copied]
        last = max(own, key=lambda s: s.seq, default=None)
        return (
            last.claim.owner if last is not None and last.claim.state is AnswerState.later else None
        )

    def _passed(self, question: Question, address: str) -> set[Party]:
        """Who need not be asked again: it passed, or the last word was to ask somebody else."""
        owner = self._owner(question, address)
        if owner is not None:
            return set(Party) - {owner}
        passed = set()
        for said in self.standing(question, address):
            claim = said.claim
            passed_on = claim.state is AnswerState.later and claim.owner not in (
                None,
                claim.source.party,
            )
            if passed_on or (
                claim.state in (AnswerState.dont_know, AnswerState.refused) and not said.is_record
            ):
                passed.add(claim.source.party)
        return passed

    def questions(self) -> Iterator[tuple[Question, str]]:
        """Every question and cell in the order of asking: a list's rows, then the list itself
        for one more row.
        """
        for module in self.tree.modules:
            for question in _questions_in(module.section):
                for row in self.rows.get(question.id, []):
                    yield from (
                        (column, f"{question.id}/{row}/{column.id}") for column in question.columns
                    )
                yield question, question.id

    def open_questions(self, parties: Iterable[Party]) -> list[str]:
        chosen = list(parties)
        return [
            address
            for q, address in self.questions()
            if any(self.open_to(q, address, p) for p in chosen)
        ]

    def next_question(self, parties: Iterable[Party]) -> str | None:
        return next(iter(self.open_questions(parties)), None)


def _counting(standing: list[Said]) -> list[Said]:
    """What another case knows counts only where nothing of this one does."""
    return [s for s in standing if s.settled and not s.is_copied] or [
        s for s in standing if s.settled
    ]


def _questions_in(section: Section) -> Iterator[Question]:
    for item in section.items:
        if isinstance(item, Section):
            yield from _questions_in(item)
        else:
            yield item


def _said(event: ev.AnswerGiven, question: Question) -> Said:
    claim = event.claim
    if claim.state is not AnswerState.answered:
        return Said(event.seq, claim, None, True)
    if question.is_list:
        return Said(event.seq, claim, None, claim.value is None)
    try:
        return Said(event.seq, claim, question.kind.load(claim.value, question), True)
    except Refused:
        return Said(event.seq, claim, None, False)


def _agree(question: Question, one: Said, other: Said) -> bool:
    if one.claim.state is not other.claim.state:
        return False
    return one.claim.state is AnswerState.none or question.kind.agree(one.value, other.value)


def _row_of(address: str) -> str:
    return address.rpartition("/")[0]
