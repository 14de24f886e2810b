"""What a session knows of the place where cases are kept: create, open with a lock, read,
append. Never a path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Literal, Protocol, Self

from pydantic import JsonValue

from interview.core.events import AnyEvent, CaseOpened

Came = Literal["new", "continued", "known"]
Summary = Mapping[str, JsonValue]
"""What a list shows of a case, as JSON."""
Summarise = Callable[[tuple[AnyEvent, ...]], Summary]


class StoreProblem(Exception):
    """Something about a case's storage that the operator must know. Carries data and never
    prints.
    """

    def __init__(self, code: str, sentence: str, case: str = "", can_retry: bool = False) -> None:
        super().__init__(sentence)
        self.code = code
        """Which problem of the catalogue it is, for tests and tools."""
        self.sentence = sentence
        """Where, what, and what to do."""
        self.case = case
        self.can_retry = can_retry
        """Nothing was written and the same call may be made again."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a case open."""

    name: str
    host: str
    pid: int
    since: str
    """Local time with offset, ISO 8601."""


class Held(StoreProblem):
    """Somebody else has the case open."""

    def __init__(self, case: str, holder: Holder) -> None:
        self.holder = holder
        who = holder.name or "Somebody"
        where = f" on {holder.host}" if holder.host else ""
        process = f" (process {holder.pid})" if holder.pid else ""
        since = f" since {holder.since}" if holder.since else ""
        sentence = (
            f"{who} has {case} open{where}{process}{since}. Please either ask"
            f" {holder.name or 'them'} to close it or only look at it with `interview show {case}`."
        )
        super().__init__("held", sentence, case)


@dataclass(frozen=True, slots=True)
class TranscriptRead:
    """What a case's transcript says."""

    case: str
    events: tuple[AnyEvent, ...]
    """In order, numbered 1, 2, 3 … without a gap."""
    read_only: str = ""
    """A sentence saying why nothing may be added (damage); empty when all is well."""
    later: tuple[AnyEvent, ...] = ()
    """Readable events after a line that cannot be read. They are not part of `events`."""
    torn: int = 0
    """Bytes at the end that are not a whole line: a write that never finished, or one going on
    now.
    """


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a case's transcript and is not part of the case, by name."""

    torn: tuple[str, ...] = ()
    """Ends of writes that a crash broke off, cut from the transcript and kept."""
    copies: tuple[str, ...] = ()
    """Other transcripts of the same case, as a sync program makes them when it was changed in
    two places.
    """


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that was being typed."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A document copied into a case."""

    name: str
    """Its name where it came from."""
    sha256: str
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """One line of the list of cases."""

    case: str
    changed: float
    """Time of the last change, seconds since 1970."""
    summary: Summary | None
    """What the given function made of the events; None when the case cannot be read."""
    problem: str = ""
    """A sentence, when the case cannot be read or not be changed."""
    beside: Beside = NOTHING_BESIDE


def own_error(case: str, error: Exception) -> str:
    """What is said of a case that no list can show because of a mistake of this program; the
    others are shown.
    """
    if isinstance(error, OverflowError):
        return (
            f"{case} cannot be summed up: a date in it, or this computer's clock, lies too far off"
            f" for anything to be counted from it. `interview show {case}` shows it."
        )
    return (
        f"{case} cannot be shown: the program made an error of its own with it"
        f" ({type(error).__name__}). Its transcript is as it was. Please report it."
    )


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A case that came from another place."""

    case: str
    came: Came
    """`new` here; `continued`: it goes on where it stood here; `known`: everything was here
    already.
    """
    events: int
    """How many events came with it that were not here."""


class OpenCase(Protocol):
    """A case that this process alone may write. Use it in a `with` statement or close it."""

    @property
    def case(self) -> str: ...

    @property
    def reading(self) -> TranscriptRead:
        """What the transcript said when it was opened."""

    @property
    def read_only(self) -> str:
        """A sentence saying why nothing can be added (any more); empty while it can."""

    @property
    def next_seq(self) -> int:
        """The number that the next event must carry."""

    def append(self, event: AnyEvent) -> None:
        """Put the event on disk; when this returns, it is there. Raises StoreProblem, and then
        it is not stored.
        """

    def check(self) -> str:
        """Whether everything acknowledged is still where it was put: a sentence when it is not,
        else empty.

        What had been removed has been put back, what had been replaced is kept beside it, where
        that was possible.
        """

    def save_draft(self, address: str, text: str) -> None:
        """Keep what is being typed. It survives this process; it is dropped when its answer is
        appended.
        """

    def load_draft(self) -> Draft | None: ...

    def drop_draft(self) -> None: ...

    def attach(self, source: Path, check: Callable[[Path], None] = ...) -> StoredFile:
        """Copy a document into the case. Raises StoreProblem for what cannot be attached.

        `check` looks at the copy; whatever it raises goes on to the caller, and nothing is kept.
        """

    def attachment(self, sha256: str) -> Path:
        """A copied document, its content verified. Raises StoreProblem when it is gone or was
        changed.
        """

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...


class TranscriptStore(Protocol):
    """Where cases are kept."""

    @property
    def where(self) -> str:
        """The place in words, to be shown: a folder, later perhaps a server."""

    def new_case_id(self, random: Random | None = None) -> str:
        """An id that no case here has. Without `random` from the system's secure source."""

    def resolve(self, typed: str) -> str:
        """The existing case that was meant by what a person typed. Raises StoreProblem when
        there is none.
        """

    def create(self, opened: CaseOpened) -> OpenCase: ...

    def open(self, case: str) -> OpenCase:
        """Raises Held when somebody has it open, StoreProblem when it cannot be read."""

    def read(self, case: str) -> TranscriptRead:
        """Without a lock, also while somebody writes. Raises StoreProblem when nothing can be
        read.
        """

    def beside(self, case: str) -> Beside:
        """What lies beside a case's transcript. Raises StoreProblem when the place cannot be
        read.
        """

    def read_copy(self, case: str, name: str) -> TranscriptRead:
        """One of the copies of a case that `beside` names. Raises StoreProblem when nothing can
        be read.
        """

    def attachment(self, case: str, sha256: str) -> Path:
        """A copied document of a case that is not open, its content verified."""

    def export(self, case: str, target: Path) -> None:
        """Write a case with its documents into one new private file. Raises Held, StoreProblem."""

    def take_in(self, source: Path) -> TakenIn:
        """Take in a file that `export` wrote, perhaps elsewhere. Raises StoreProblem, and then
        nothing has changed.
        """

    def secret(self) -> bytes:
        """Random bytes of this place, made once and kept. Raises StoreProblem."""

    def cases(self) -> tuple[str, ...]:
        """All ids, sorted."""

    def summaries(
        self, summarise: Summarise, version: str, fits: Callable[[Summary], bool] = ...
    ) -> list[CaseSummary]:
        """Every case, last changed first; summaries made earlier with the same `version` are not
        made again.

        One that does not fit today's is made anew whatever its version says. A case that cannot be
        summed up is listed with its problem.
        """
