"""Commands that record what happens with the plan: by a form, or for scripts by options."""

from __future__ import annotations

from argparse import Namespace

from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.caseload.case_desk import desk_at
from interview.cli.hang_up import hang_up_is_noticed
from interview.cli.output import show as show_lines
from interview.cli.output import show_folder
from interview.cli.problems import DONE, PROBLEM
from interview.cli.terminals import terminal_for
from interview.plain.form_lines import fill
from interview.sitting import plan_forms
from interview.sitting.forms import Form, Values, filled


def record(workplace: Workplace, arguments: Namespace) -> int:
    """`interview log`, `sent`, `decision`, `kept`, `holder` and `owner`: asks, unless options
    say it all.
    """
    show_folder(workplace)
    desk = desk_at(workplace, workplace.store.resolve(arguments.case))
    if arguments.command == "kept" and not desk.state.record.promises:
        raise CaseProblem(f"Nobody has promised anything in {arguments.case} that is still open.")
    form = plan_forms.FORMS[arguments.command](desk)
    values = _values(form, arguments)
    if values is None:
        show_lines(["Left; nothing was recorded."])
        return PROBLEM
    show_lines(form.finish(values).lines)
    return DONE


def _values(form: Form, arguments: Namespace) -> Values | None:
    given = {field.key: getattr(arguments, field.key, None) or "" for field in form.fields}
    if any(given.values()):
        return filled(form, given)
    with hang_up_is_noticed():
        return fill(terminal_for(arguments), form)
