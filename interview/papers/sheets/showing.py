"""The command /sheet: a sheet on the screen, and how to get it on paper."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from interview.case.problem import CaseProblem
from interview.core.nearest import did_you_mean
from interview.sitting.forms import Field, Form, Reply, say

if TYPE_CHECKING:
    from interview.sitting.session import Session


def sheet(session: Session, argument: str) -> Reply:
    """The sheet named, as text; without a name, which one is asked."""
    from interview.papers.sheets.making import SHEETS, make_sheet  # Letters are slow to load.

    kind = argument.casefold()
    if not kind:
        options = tuple((key, f"{each.title}: {each.help}") for key, each in SHEETS.items())
        fields = (Field("sheet", "Which sheet?", options),)
        return Reply(form=Form("Sheet", fields, lambda values: sheet(session, values["sheet"])))
    if kind not in SHEETS:
        return say(f"There is no sheet {argument}. {did_you_mean(kind, SHEETS)}")
    case = session.case.case
    try:
        made = make_sheet(session.workplace, session.state, case, kind)
    except CaseProblem as problem:
        return say(problem.sentence)
    return say(*made.text("txt").splitlines(), "", f"On paper: {_paper_words(session, case, kind)}")


def _paper_words(session: Session, case: str, kind: str) -> str:
    """The command that writes the sheet as a file."""
    folder = session.workplace.transcripts
    where = f" --transcripts {shlex.quote(folder)}" if folder else ""
    return f"interview sheet {case} {kind} --to pdf --out .{where}"
