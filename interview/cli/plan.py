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
from interview.sitting.forms import Form, Reply, filled


def record(workplace: Workplace, arguments: Namespace) -> int:
    """`interview log`, `sent`, `decision`, `kept`, `holder` and `owner`: asks, unless options
    say it all.
    """
    show_folder(workplace)
    desk = desk_at(workplace, workplace.store.resolve(arguments.case))
    if arguments.command == "kept" and not desk.state.record.promises:
        raise CaseProblem(f"Nobody has promised anything in {arguments.case} that is still open.")
    form = plan_forms.FORMS[arguments.command](desk)
    reply = _reply(form, arguments)
    if reply is None:
        show_lines(["Left; nothing was recorded."])
        return PROBLEM
    show_lines(reply.lines)
    return DONE


def _reply(form: Form, arguments: Namespace) -> Reply | None:
    """What the form gives; None when it was left."""
    given = {field.key: getattr(arguments, field.key, None) or "" for field in form.fields}
    if any(given.values()):
        return form.finish(filled(form, given))
    with hang_up_is_noticed():
        asked = fill(terminal_for(arguments), form)
    return asked.reply if asked is not None else None
