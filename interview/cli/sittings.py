"""Sittings: begin an interview, go on with one, or choose what to do."""

from __future__ import annotations

import errno
import threading
from argparse import Namespace
from contextlib import closing

from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.caseload.examples import copy_of_example
from interview.cli.flow_control import every_key_passes
from interview.cli.hang_up import hang_up_is_noticed
from interview.cli.problems import DONE, PROBLEM, complain
from interview.cli.terminals import takes_screen, terminal_for
from interview.plain.line_mode import LineMode
from interview.plain.terminal import HungUp, Terminal
from interview.sitting.copying import begun, copied_lines
from interview.sitting.opening import resume_session
from interview.sitting.parting import parting
from interview.sitting.session import Session

WARM_UP_AFTER = 0.5
"""Seconds after the start, when the first question stands on the screen."""


@every_key_passes()
def new(workplace: Workplace, arguments: Namespace) -> int:
    """`interview new`: by hand, or from a prepared file."""
    old = workplace.store.resolve(arguments.from_case) if arguments.from_case else ""
    if arguments.answers:
        from interview.cli.prepared import run_prepared

        return run_prepared(workplace, arguments.answers, old)
    if takes_screen(arguments):
        return _on_screen(workplace, new=True, old=old)
    return begin(workplace, terminal_for(arguments), old)


def begin(workplace: Workplace, terminal: Terminal, old: str = "") -> int:
    """A new case, from the start of its first call; for the person of `old` if that is given."""
    session = begun(workplace, old)
    terminal.show(
        f"New case {session.case.case} in {workplace.store.where}", *copied_lines(session)
    )
    return sit(session, terminal)


@every_key_passes()
def resume(workplace: Workplace, arguments: Namespace) -> int:
    """`interview resume`: the case that is named, or one chosen from a list."""
    named = workplace.store.resolve(arguments.case) if arguments.case else None
    if takes_screen(arguments):
        return _on_screen(workplace, case=named)
    terminal = terminal_for(arguments)
    if named:
        return go_on(workplace, terminal, named)
    from interview.plain.picking import choose_case

    with hang_up_is_noticed():
        case = choose_case(workplace, terminal)
    return go_on(workplace, terminal, case) if case else DONE


def go_on(workplace: Workplace, terminal: Terminal, case: str) -> int:
    """Opens a case; the operator confirms that it is the right one before anything else is
    shown.
    """
    with closing(resume_session(workplace, case)) as session:
        if session.case.read_only:
            raise CaseProblem(
                f"{session.case.read_only}\n`interview show {case}` shows what is there."
            )
        terminal.show(f"Case {case} in {workplace.store.where}")
        return sit(session, terminal, is_new=False)


@every_key_passes()
def start(workplace: Workplace, arguments: Namespace) -> int:
    """`interview` alone: what is unfinished, and what can be done now."""
    from interview.plain.picking import BEGIN, choose_start

    if takes_screen(arguments):
        return _on_screen(workplace)
    terminal = terminal_for(arguments)
    with hang_up_is_noticed():
        chosen = choose_start(workplace, terminal)
    if not chosen:
        return DONE
    if chosen == BEGIN:
        return begin(workplace, terminal)
    case = chosen if chosen in workplace.store.cases() else copy_of_example(workplace, chosen)
    return go_on(workplace, terminal, case)


def _on_screen(
    workplace: Workplace, case: str | None = None, new: bool = False, old: str = ""
) -> int:
    from interview.tui.app import run  # Textual is slow to import.

    return run(workplace, case, new, old)


def sit(session: Session, terminal: Terminal, *, is_new: bool = True) -> int:
    """Runs a sitting to its end, whatever ends it, and says whether everything that was entered
    is kept.
    """
    with closing(session):
        if not terminal.is_spoken:
            _warm_up(session.workplace)
        try:
            with hang_up_is_noticed():
                LineMode(session, terminal, is_new=is_new).run()
        except BaseException as error:
            end = parting(session)
            complain("\n".join(("", *end.lines)))
            if not isinstance(
                error, EOFError | KeyboardInterrupt | HungUp
            ) and not _is_terminal_gone(error):
                raise
            return DONE if end.is_kept else PROBLEM
        return DONE if parting(session).is_kept else PROBLEM


def _is_terminal_gone(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.EIO, errno.EPIPE)


def _warm_up(workplace: Workplace) -> None:
    """Opens the catalogues in the background: their very first use takes a second, which typing
    should not wait for.
    """
    timer = threading.Timer(WARM_UP_AFTER, lambda: workplace.catalogue.drugs("a", 1))
    timer.daemon = True
    timer.start()
