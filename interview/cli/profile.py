"""`interview profile`: asks once for what every letter and call needs, and writes it down."""

from __future__ import annotations

from argparse import Namespace

from interview.case.workplace import Workplace
from interview.cli.hang_up import hang_up_is_noticed
from interview.cli.problems import DONE
from interview.cli.terminals import terminal_for
from interview.plain.form_lines import fill
from interview.plain.terminal import Terminal
from interview.sitting.forms import Field, Form, Reply, Values
from interview.sitting.profile_form import CLEAR, Part, changed, parts_of
from interview.storage import places
from interview.storage.profile import Profile, load_profile, save_profile

_DONE = "done"


def profile(_workplace: Workplace, arguments: Namespace) -> int:
    """Goes from part to part until the operator is done; every part is saved when it is filled
    in.
    """
    terminal, path = terminal_for(arguments), places.profile_file()
    terminal.show(
        f"The clinic's profile: {path}", f"Enter keeps what is there, “{CLEAR}” clears it."
    )
    with hang_up_is_noticed():
        while (part := _chosen(terminal, found := load_profile(path))) is not None:
            values = _filled(terminal, Form(part.title, part.fields, lambda _: Reply()))
            if values is not None:
                save_profile(changed(found, part, values), path)
                terminal.show(f"Saved to {path}")
    return DONE


def _chosen(terminal: Terminal, found: Profile) -> Part | None:
    """The part to fill in; None when the operator is done."""
    parts = parts_of(found)
    options = (*((part.key, part.title) for part in parts), (_DONE, "Done"))
    form = Form(
        "Profile",
        (Field("part", "What would you like to write down?", options),),
        lambda _: Reply(),
    )
    values = _filled(terminal, form)
    return next((part for part in parts if values is not None and part.key == values["part"]), None)


def _filled(terminal: Terminal, form: Form) -> Values | None:
    filled = fill(terminal, form)
    return filled.values if filled is not None else None
