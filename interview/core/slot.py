"""All claims about one question, and the verdict over them: which one counts, and whether
sources disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from interview.core.answers import AnswerState, Claim, Party

if TYPE_CHECKING:
    from interview.core.tree import Question

RELIABLE = frozenset({Party.prescriber, Party.pharmacy, Party.laboratory, Party.plan})
"""Parties whose own word about what they did counts as confirmed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim as it came in; `value` is the read value, None when there is none or it does not
    fit any more.
    """

    seq: int
    call: int
    claim: Claim
    value: Any = None
    stale: bool = False
    """The value does not fit its question any more, because the tree changed."""

    @property
    def settles(self) -> bool:
        return self.claim.state.is_settled and not self.stale

    @property
    def declines(self) -> bool:
        """The party does not know, will not say, or named somebody else. What papers do not say,
        their owner may.
        """
        claim, source = self.claim, self.claim.source
        if claim.state is AnswerState.later:
            return claim.owner not in (None, source.party)
        return (
            claim.state in (AnswerState.dont_know, AnswerState.refused) and not source.how.is_record
        )

    @property
    def is_copied(self) -> bool:
        """Copied from an earlier case: only proposed, until a source of this case says
        something.
        """
        return bool(self.claim.source.case)

    @property
    def confirms(self) -> bool:
        return not self.is_copied and self.is_reliable

    @property
    def is_reliable(self) -> bool:
        """A record, or the word of a party that knows first hand."""
        source = self.claim.source
        return source.how.is_record or source.party in RELIABLE


@dataclass(frozen=True, slots=True)
class Settlement:
    """Somebody decided which party's claim is right."""

    seq: int
    party: Party
    claim: int = 0
    """Number of the claim that was chosen; 0 for the weightiest of the party's."""


_Voice = tuple[Party, bool, bool, str]
"""Who told it, whether by a record, whether it was copied, and who of the party: each is asked
what it said last.
"""


class Slot:
    """The claims about one question in the order they came, and the verdict over them.

    Everything is kept by the number of its event, so that one more claim costs the same however
    many there are.
    """

    __slots__ = (
        "_log",
        "_voices",
        "conflict",
        "entry",
        "question",
        "reopenings",
        "settlements",
        "since",
        "verified",
    )

    def __init__(self, question: Question) -> None:
        self.question = question
        self._log: dict[int, Entry] = {}
        self._voices: dict[_Voice, dict[int, Entry]] = {}
        self.settlements: dict[int, Settlement] = {}
        self.reopenings: dict[int, None] = {}
        """Numbers of the events that ask the question anew."""
        self.since = 0
        """The last of them: what was said before it does not count."""
        self.entry: Entry | None = None
        """The claim that counts."""
        self.conflict = False
        self.verified = False

    @property
    def log(self) -> list[Entry]:
        return list(self._log.values())

    def add(self, entry: Entry) -> None:
        self._log[entry.seq] = entry
        self._voices.setdefault(_voice(entry), {})[entry.seq] = entry
        self.judge()

    def settle(self, settlement: Settlement) -> None:
        self.settlements[settlement.seq] = settlement
        self.judge()

    def reopen(self, seq: int) -> None:
        """Asks anew: nothing that was said so far counts any more. It stays on record."""
        self.reopenings[seq] = None
        self.since = max(self.since, seq)
        self.judge()

    def take_back(self, seq: int) -> None:
        entry = self._log.pop(seq, None)
        if entry is not None:
            self._forget(_voice(entry), seq)
        if seq in self.reopenings:
            del self.reopenings[seq]
            self.since = max(self.reopenings, default=0)
        self.settlements.pop(seq, None)
        self.judge()

    def _forget(self, voice: _Voice, seq: int) -> None:
        said = self._voices[voice]
        del said[seq]
        if not said:
            del self._voices[voice]

    @property
    def is_answered(self) -> bool:
        """Whether anything was said since the question was last asked anew."""
        return self._last() is not None

    def _last(self) -> Entry | None:
        last = next(reversed(self._log.values()), None)
        return last if last is not None and last.seq > self.since else None

    def standing(self) -> list[Entry]:
        """The latest claim of each source.

        What a party said, what its papers say and what was copied are kept apart, and so are two
        people of one party, such as the nurse and the doctor who both wrote in the chart.
        """
        return sorted(self._latest(), key=lambda entry: entry.seq)

    def _latest(self) -> list[Entry]:
        """The same in no order."""
        latest = [next(reversed(said.values())) for said in self._voices.values()]
        return [entry for entry in latest if entry.seq > self.since] if self.since else latest

    def judge(self) -> None:
        """A record outweighs what was said, and a professional's word the patient's; of equals the
        later counts.

        A settlement overrides all of this. What was copied from another case counts only while
        nothing else does.
        """
        if len(self._log) == 1 and not self.reopenings:
            (only,) = self._log.values()
            self.entry, self.conflict, self.verified = only, False, only.settles and only.confirms
            return
        standing = self._latest()
        settled = [e for e in standing if e.settles and not e.is_copied] or [
            e for e in standing if e.settles
        ]
        if self.question.last_counts and settled:
            settled = [max(settled, key=lambda e: e.seq)]
        if not settled:
            self.entry = max(standing, key=lambda e: e.seq, default=None)
            self.conflict = self.verified = False
            return
        chosen = self._chosen(settled)
        self.entry = chosen or max(settled, key=_weight)
        rivals = [e for e in settled if not self._agree(e, self.entry)]
        self.conflict = bool(rivals) and chosen is None
        self.verified = any(e.confirms for e in settled if e not in rivals)

    def _chosen(self, settled: list[Entry]) -> Entry | None:
        """The claim that the last settlement names, unless a later claim disagrees with it."""
        settlement = next(reversed(self.settlements.values()), None)
        if settlement is not None and settlement.seq > self.since:
            own = [e for e in settled if e.seq == settlement.claim] if settlement.claim else []
            own = own or [e for e in settled if e.claim.source.party is settlement.party]
            if own:
                best = max(own, key=_weight)
                if all(self._agree(e, best) for e in settled if e.seq > settlement.seq):
                    return best
        return None

    def agreeing(self) -> list[Entry]:
        """The claims that say what counts, each party's last."""
        if self.entry is None:
            return []
        return [
            e
            for e in self.standing()
            if e is self.entry or (e.settles and self._agree(e, self.entry))
        ]

    def _agree(self, one: Entry, other: Entry) -> bool:
        if one.claim.state is not other.claim.state:
            return False
        return one.claim.state is AnswerState.none or self.question.kind.agree(
            one.value, other.value
        )

    @property
    def is_to_confirm(self) -> bool:
        """What counts was copied from another case, and nobody has confirmed it in this one."""
        return self.entry is not None and self.entry.is_copied

    @property
    def said(self) -> Entry | None:
        """The last word of this case: the claim that counts, or what was said about one that was
        copied.
        """
        if self.entry is None or not self.entry.is_copied:
            return self.entry
        own = [said for (_, _, is_copied, _), said in self._voices.items() if not is_copied]
        last = max(
            (next(reversed(said.values())) for said in own),
            key=lambda entry: entry.seq,
            default=None,
        )
        return last if last is not None and last.seq > self.since else None

    def declined(self) -> set[Party]:
        """Parties that need not be asked again: they do not know, will not say, or somebody else
        was named.
        """
        owner = self.owner()
        if owner is not None:
            return set(Party) - {owner}
        return {entry.claim.source.party for entry in self._latest() if entry.declines}

    def owner(self) -> Party | None:
        """Who is to be asked, where the last word was that somebody will know later. What was
        copied from another case is only proposed, and takes no such word back.
        """
        own = (entry for entry in reversed(self._log.values()) if not entry.is_copied)
        last = next(own, None)
        if last is None or last.seq <= self.since or last.claim.state is not AnswerState.later:
            return None
        return last.claim.owner


def _voice(entry: Entry) -> _Voice:
    source = entry.claim.source
    return source.party, source.how.is_record, entry.is_copied, source.name.casefold()


def _weight(entry: Entry) -> tuple[bool, bool, int]:
    return entry.claim.source.how.is_record, entry.is_reliable, entry.seq
