"""The one table of commands: line mode, palette and keys all run these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from interview.core.answers import AnswerState
from interview.core.nearest import did_you_mean
from interview.papers.sheets import showing
from interview.sitting import (
    call_end,
    calls,
    confirming,
    copying,
    desk,
    plan_forms,
    safety,
    sendings,
)
from interview.sitting.forms import Form, Reply, say
from interview.sitting.plan_fields import CaseAtHand, at_hand
from interview.sitting.session import Session
from interview.talk import asides, navigation
from interview.talk.other_answers import from_source, instead

Run = Callable[[Session, str], Reply]
Enabled = Callable[[Session], bool]


def always(_: Session) -> bool:
    return True


def asking(session: Session) -> bool:
    return session.may_ask and session.pending() is not None


class InForm(Enum):
    """What a command does while a form is filled in."""

    refused = "refused"
    """It is for questions, and says so."""
    aside = "aside"
    """It answers something, and the form goes on."""
    interrupts = "interrupts"
    """It asks for something first, then the form goes on."""
    ends = "ends"
    """It takes the form's place."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing an operator can do at any prompt. `keys` are for screens with function keys."""

    name: str
    help: str
    run: Run
    keys: tuple[str, ...] = ()
    enabled: Enabled = always
    argument: str = ""
    """What may follow the name, for the help text."""
    in_form: InForm = InForm.refused
    is_safe: bool = False
    """Whether it goes on while a safety stop is open."""


def parse(line: str) -> tuple[str, str] | None:
    """("jump", "dose") for "/jump dose"; None for a line that is no command ("//" begins an
    answer with a slash).
    """
    text = line.strip()
    if not text.startswith("/") or text.startswith("//"):
        return None
    name, _, rest = text[1:].partition(" ")
    return name.casefold(), rest.strip()


def run(session: Session, name: str, argument: str = "") -> Reply:
    """Runs a command by name. While a safety stop is open only those that are safe go on."""
    command = named(name)
    if command is None:
        return say(f"There is no command /{name}. {did_you_mean(name, [c.name for c in COMMANDS])}")
    if session.state.record.safety_open is not None and not command.is_safe:
        return Reply(
            ("The questions have stopped. Please finish the safety steps first.",),
            form=safety.safety_form(session),
        )
    if not command.enabled(session):
        return say(f"/{name} cannot be used now.")
    return command.run(session, argument)


def named(name: str) -> Command | None:
    return next((command for command in COMMANDS if command.name == name), None)


def in_form(name: str) -> InForm:
    """What this command does while a form is filled in; a name that nobody knows is refused."""
    command = named(name)
    return command.in_form if command is not None else InForm.refused


def _plan(form: Callable[[CaseAtHand], Form]) -> Run:
    return lambda session, _: Reply(form=form(at_hand(session)))


def _help(session: Session, _: str) -> Reply:
    width = max(len(_usage(c)) for c in COMMANDS)
    return say(*(f"{_usage(c):<{width}}  {c.help}" for c in COMMANDS if c.enabled(session)))


def _usage(command: Command) -> str:
    return f"/{command.name} {command.argument}".rstrip()


def _quit(session: Session, _: str) -> Reply:
    return call_end.leave(session)


COMMANDS: tuple[Command, ...] = (
    Command("back", "Go back to the answer before", navigation.back, ("ctrl+z",)),
    Command(
        "jump",
        "Go to any question by a word of it, and come back",
        navigation.jump,
        ("ctrl+f",),
        argument="WORDS",
    ),
    Command(
        "later",
        "Put off; perhaps say whom to ask",
        instead(AnswerState.later),
        ("f3",),
        asking,
        "[PARTY]",
    ),
    Command("dk", "Does not know", instead(AnswerState.dont_know), ("f2",), asking),
    Command("refused", "Does not want to say", instead(AnswerState.refused), ("f4",), asking),
    Command(
        "none", "There is none, where that is an answer", instead(AnswerState.none), ("f5",), asking
    ),
    Command(
        "from",
        "Where the next answer comes from: chart, notice …",
        from_source,
        (),
        asking,
        "SOURCE [NAME]",
    ),
    Command(
        "note",
        "Add a note to this question",
        asides.note,
        ("f6",),
        argument="TEXT",
        in_form=InForm.aside,
        is_safe=True,
    ),
    Command(
        "park",
        "Catch something for later",
        asides.park,
        ("f7",),
        argument="TEXT",
        in_form=InForm.aside,
        is_safe=True,
    ),
    Command("again", "Show the question and its hint once more", navigation.again, ("f8",), asking),
    Command("undo", "Take back the last step", navigation.undo, ("ctrl+y",)),
    Command("remove", "Take an entry out of a list", desk.remove, ()),
    Command(
        "who",
        "Somebody else is on the line, or other papers are at hand",
        lambda s, _: Reply(form=calls.who_form(s)),
        (),
        lambda s: s.call is not None,
        in_form=InForm.ends,
    ),
    Command(
        "why",
        "Why this is asked, or why another question is not",
        navigation.why,
        ("f9",),
        argument="[WORDS]",
        in_form=InForm.aside,
    ),
    Command(
        "missing",
        "What is still missing, and from whom",
        asides.missing,
        ("ctrl+n",),
        in_form=InForm.aside,
    ),
    Command(
        "letter",
        "The letter as it stands",
        desk.letter,
        ("ctrl+l",),
        argument="[LETTER]",
        in_form=InForm.aside,
    ),
    Command(
        "sheet",
        "A sheet for patient, office, prescriber or chart",
        showing.sheet,
        (),
        argument="[SHEET]",
    ),
    Command(
        "check", "What keeps the letter from being specific", desk.check, (), argument="[LETTER]"
    ),
    Command(
        "review",
        "Conflicts, unverified facts and parked notes, one by one",
        desk.review,
        ("ctrl+r",),
    ),
    Command(
        "confirm",
        "Answers copied from an earlier case: what is still right, a section at a time",
        confirming.confirm,
        (),
        lambda s: s.may_ask and bool(copying.to_confirm(s.state)),
    ),
    Command(
        "verify",
        "The chart says the same as this answer",
        desk.verify_words,
        (),
        argument="[WORDS]",
    ),
    Command(
        "waive",
        "The signer lets one thing go that is open",
        desk.waive,
        (),
        argument="[ADDRESS REASON]",
    ),
    Command("words", "A caller's own words: keep them, reword them or leave them out", desk.words),
    Command(
        "log",
        "A word with the plan or others: what was said, what was promised",
        _plan(plan_forms.log_form),
    ),
    Command("sent", "A letter or packet went out", _plan(sendings.sent_form)),
    Command("decision", "The plan or a reviewer decided", _plan(sendings.decision_form)),
    Command(
        "kept",
        "A promise was kept",
        _plan(plan_forms.kept_form),
        (),
        lambda s: bool(s.state.record.promises),
    ),
    Command("owner", "Who looks after this case", _plan(plan_forms.owner_form)),
    Command(
        "holder",
        "Who has a document that is missing",
        _plan(plan_forms.holder_form),
        (),
        lambda s: plan_forms.lacks_documents(s.state),
    ),
    Command("due", "By when to file, and what the plan owes", asides.due),
    Command("show", "The conversation so far", asides.show, in_form=InForm.aside),
    Command(
        "safety",
        "Somebody may be in danger: stop the questions",
        lambda s, _: safety.raise_safety(s),
        ("f12",),
        in_form=InForm.interrupts,
        is_safe=True,
    ),
    Command("help", "This list", _help, ("f1",), in_form=InForm.aside, is_safe=True),
    Command("quit", "End the call and close the case", _quit, ("ctrl+q",), in_form=InForm.ends),
)
