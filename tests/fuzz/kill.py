"""`make kill`: KILLS sittings killed at random moments; nothing acknowledged may be lost, and every
case opens again.

A sitting answers one question again and again. Half of them run in line mode, half on the screen.
Each is a fork of this process, which has everything loaded, on a terminal or pipe of its own; what
it acknowledges (the state has it and the next question may be shown) goes through another pipe.
Environment: KILLS (default 1000), SEED (default 1).
"""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import NoReturn

from interview.case.dispositions import DESK
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import Party
from interview.plain.line_mode import LineMode
from interview.plain.stream_terminal import StreamTerminal
from interview.sitting.calls import start_call
from interview.sitting.opening import new_session, resume_session
from interview.sitting.session import Session
from interview.tui.app import InterviewApp
from tests.office import CASE, workplace

QUESTION = "denial.plan"
CASE_LASTS = 25
"""Kills until another case is begun."""
READY = b"ready\n"
LINES, SCREEN = (b"", b"\n"), (b"\x15", b"\r")
"""Keys before and after an answer: the screen offers what the last sitting had half typed, which
is taken out first.
"""
AT_MOST = 0.25
"""Seconds from the first answer that is taken to the kill."""
PATIENCE = 20.0
"""Seconds in which a sitting must acknowledge something."""


def main() -> int:
    kills, random = int(os.environ.get("KILLS") or 1_000), Random(os.environ.get("SEED") or "1")
    begin, written, torn = time.monotonic(), 0, 0
    with tempfile.TemporaryDirectory(prefix="kill-") as name:
        place = workplace(Path(name))
        _ = place.engine, place.letters, place.profile
        for number in range(kills):
            case = f"{CASE[:-2]}{number // CASE_LASTS % 90 + 10}"
            sitting = "screen" if number % 2 else "lines"
            try:
                written += killed_once(place, case, sitting, random)
            except Exception as error:  # noqa: BLE001  any is a fault, and says at which kill
                print(f"kill {number} ({sitting}, {case}): {type(error).__name__}: {error}")
                return 1
            if number % 100 == 99:
                print(
                    f"{number + 1} kills, {time.monotonic() - begin:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )
        torn = len(list(Path(place.store.where).glob("*.torn-*")))
    took = time.monotonic() - begin
    print(
        f"{kills:,} kills in {took:.0f} s, {written:,} answers acknowledged, {torn} torn ends kept:"
        " nothing was lost"
    )
    return 0


def killed_once(place: Workplace, case: str, sitting: str, random: Random) -> int:
    """One sitting from its start to its end; gives how many answers it acknowledged."""
    before = _events(place, case)
    first = len(_values(place.store.read(case).events)) if before else 0
    reader, acknowledged = os.pipe()
    child, terminal = pty.fork()
    if child == 0:
        os.close(reader)
        _run(place, case, sitting, acknowledged)
    os.close(acknowledged)
    try:
        told = _driven(
            child, terminal, reader, SCREEN if sitting == "screen" else LINES, first, random
        )
    finally:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)
    told += _rest(reader)
    os.close(reader)
    highest = max((int(each) for each in told.split(b"\n")[:-1] if each.isdigit()), default=before)
    _check(place, case, highest)
    return highest - before


def _events(place: Workplace, case: str) -> int:
    return len(place.store.read(case).events) if case in place.store.cases() else 0


def _values(events: Iterable[ev.AnyEvent]) -> list[object]:
    return [
        e.claim.value for e in events if isinstance(e, ev.AnswerGiven) and e.address == QUESTION
    ]


def _check(place: Workplace, case: str, acknowledged: int) -> None:
    """Everything acknowledged is there, at most one event more, and the case goes on."""
    if case not in place.store.cases():
        assert not acknowledged, "the case is gone"
        return
    with closing(resume_session(place, case)) as session:
        events = session.case.reading.events
        assert not session.case.read_only, session.case.read_only
        assert acknowledged <= len(events) <= acknowledged + 1, (
            f"{acknowledged} acknowledged, {len(events)} there"
        )
        values = _values(events)
        wrong = [
            (number, value) for number, value in enumerate(values) if value != f"Plan {number}"
        ]
        assert not wrong, f"other answers than were typed: {wrong[:5]}"
        draft = session.case.load_draft()
        assert draft is None or draft.text


# the sitting, in a process of its own


def _run(place: Workplace, case: str, sitting: str, acknowledged: int) -> NoReturn:
    try:
        exists = case in place.store.cases()
        session = resume_session(place, case) if exists else new_session(place, case)
        _prepare(session, acknowledged)
        if sitting == "lines":
            os.write(acknowledged, READY)
            LineMode(session, StreamTerminal(sys.stdin, sys.stdout)).run()
        else:
            _Screen(session, acknowledged).run()
    finally:
        os._exit(1)


class _Screen(InterviewApp):
    """Says when it takes keys."""

    def __init__(self, session: Session, acknowledged: int) -> None:
        super().__init__(session.workplace, session, is_new=True)
        self._acknowledged = acknowledged

    def on_ready(self) -> None:
        os.write(self._acknowledged, READY)


def _prepare(session: Session, acknowledged: int) -> None:
    """Desk work that asks one question only, and tells the number of every event as soon as it
    counts as kept.
    """
    append = session.append

    def told(event: type[ev.Event], **fields: object) -> ev.AnyEvent:
        made = append(event, **fields)
        os.write(acknowledged, f"{made.seq}\n".encode())
        return made

    def stay() -> None:
        session.cursor, session.source = QUESTION, None

    session.append = told  # type: ignore[method-assign]
    session._move_on = stay  # type: ignore[method-assign]  # noqa: SLF001
    start_call(session, {"direction": DESK, "party": Party.coordinator.value})
    stay()


# whoever types, and pulls the plug


def _driven(
    child: int, terminal: int, reader: int, keys: tuple[bytes, bytes], first: int, random: Random
) -> bytes:
    """Types answers until the moment of the kill, which comes a random time after the first of
    them was taken.
    """
    told, end, answers = b"", time.monotonic() + PATIENCE, -1
    while time.monotonic() < end:
        ready = select.select([terminal, reader], [], [], 0.005)[0]
        if terminal in ready:
            with suppress(OSError):
                os.read(terminal, 65_536)
        if reader not in ready:
            continue
        new = os.read(reader, 4_096)
        assert new, "the sitting ended by itself"
        told += new
        if READY not in told:
            continue
        answers += 1
        if answers == 1:
            end = time.monotonic() + random.random() * AT_MOST
        os.write(terminal, keys[0] + f"Plan {first + answers}".encode() + keys[1])
    os.kill(child, signal.SIGKILL)
    assert answers > 0, f"no answer was acknowledged: {told!r}"
    return told


def _rest(reader: int) -> bytes:
    told = b""
    while new := os.read(reader, 4_096):
        told += new
    return told


if __name__ == "__main__":
    sys.exit(main())
