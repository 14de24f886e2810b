"""Forms that are filled in where no case is open, as line mode and the list of cases fill them in."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from interview.case.problem import CaseProblem
from interview.plain.form_lines import fill
from interview.plain.stream_terminal import StreamTerminal
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.storage.store import StoreProblem
from interview.talk.form_alone import FormAlone

FULL = StoreProblem("full", "The disk is full.", can_retry=True)
GONE = StoreProblem("gone", "The folder is gone.")


@dataclass
class Desk:
    """Takes what a form gives, and fails as often as it is told to."""

    fails: list[Exception]
    given: list[Values]

    def form(self) -> Form:
        fields = (Field("who", "Who?"), Field("folder", "Into which folder?", default="here"))
        return Form("Letters", fields, self._take)

    def _take(self, values: Values) -> Reply:
        if self.fails:
            raise self.fails.pop(0)
        self.given.append(values)
        return say("Done.")


def typed_alone(form: Form, *lines: str) -> FormAlone:
    alone = FormAlone(form)
    for line in lines:
        alone.submit(line)
    return alone


def typed_on_lines(form: Form, *lines: str) -> FormAlone | None:
    return fill(StreamTerminal(io.StringIO("".join(f"{x}\n" for x in lines)), io.StringIO()), form)


FORMS = {
    "filled in": (("Kim", "out"), [{"who": "Kim", "folder": "out"}]),
    "Enter takes what is proposed": (("Kim", ""), [{"who": "Kim", "folder": "here"}]),
    "a path is no command": (("Kim", "/home/kim"), [{"who": "Kim", "folder": "/home/kim"}]),
    "words that begin with a slash": (("//k", "out"), [{"who": "/k", "folder": "out"}]),
    "stepped back": (("Kim", "/back", "Lee", ""), [{"who": "Lee", "folder": "here"}]),
    "a command of a case": (("Kim", "/undo", "out"), [{"who": "Kim", "folder": "out"}]),
    "left": (("Kim", "/cancel"), []),
    "hung up": (("/quit",), []),
}


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("fill_in", [typed_alone, typed_on_lines])
def test_a_form_alone(name: str, fill_in: Callable[..., FormAlone | None]) -> None:
    lines, given = FORMS[name]
    desk = Desk([], [])
    done = fill_in(desk.form(), *lines)
    assert desk.given == given
    assert (done is not None and done.reply is not None) == bool(given)


@pytest.mark.parametrize("failure", [FULL, CaseProblem("Somebody else has it open.")])
@pytest.mark.parametrize("fill_in", [typed_alone, typed_on_lines])
def test_what_was_filled_in_stays_where_it_was_not_taken(
    failure: Exception, fill_in: Callable[..., FormAlone | None]
) -> None:
    desk = Desk([failure], [])
    fill_in(desk.form(), "Kim", "out", "")
    assert desk.given == [{"who": "Kim", "folder": "out"}]


def test_why_it_was_not_taken_is_said_and_the_line_is_kept() -> None:
    alone = typed_alone(Desk([FULL], []).form(), "Kim", "out")
    assert (alone.problem, alone.kept, alone.over) == ("The disk is full.", "out", False)
    assert alone.face().ask == "Into which folder?"


def test_lines_end_where_nothing_can_be_kept_any_more() -> None:
    with pytest.raises(StoreProblem, match="gone"):
        typed_on_lines(Desk([GONE], []).form(), "Kim", "out")


def test_escape_steps_back_and_then_out() -> None:
    alone = typed_alone(Desk([], []).form(), "Kim")
    alone.escape()
    assert (alone.over, alone.face().default) == (False, "Kim")
    alone.escape()
    assert (alone.over, alone.reply) == (True, None)
