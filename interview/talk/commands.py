"""The one table of commands: line mode, palette and keys all run these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interview.case.due import due_report
from interview.case.find import find
from interview.case.history import history_lines
from interview.case.missing import missing_lines, missing_report, to_get_lines
from interview.case.sources import WORDS, source_named, source_words
from interview.core import events as ev
from interview.core.answers import AnswerState, Party
from interview.core.explain import why
from interview.core.nearest import did_you_mean
from interview.core.watch import watched
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
from interview.sitting.forms import Field, Form, Reply, say
from interview.sitting.outcome import NotTaken, Outcome, Taken, ToConfirm, ToPreview
from interview.sitting.plan_fields import CaseAtHand, at_hand
from interview.sitting.session import Session

Run = Callable[[Session, str], Reply]
Enabled = Callable[[Session], bool]


def always(_: Session) -> bool:
    return True


def asking(session: Session) -> bool:
    return session.may_ask and session.pending() is not None


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
    """Runs a command by name. While a safety stop is open only safety, help and quit go on."""
    command = next((c for c in COMMANDS if c.name == name), None)
    if command is None:
        return say(f"There is no command /{name}. {did_you_mean(name, [c.name for c in COMMANDS])}")
    if session.state.record.safety_open is not None and name not in _WHILE_UNSAFE:
        return Reply(
            ("The questions have stopped. Please finish the safety steps first.",),
            form=safety.safety_form(session),
        )
    if not command.enabled(session):
        return say(f"/{name} cannot be used now.")
    return command.run(session, argument)


_WHILE_UNSAFE = frozenset({"safety", "help", "note", "park"})

# answering in another way


TAKEN = "→ "
"""Before an answer as it was understood."""
MOST_LOST = 5
"""Sentences shown of those a change takes out of the letter; the question must stay in sight."""


def outcome_lines(outcome: Outcome) -> tuple[str, ...]:
    """What became of an answer, in words."""
    match outcome:
        case Taken(_, shown, remarks):
            return (f"{TAKEN}{shown}", *remarks)
        case NotTaken(sentence):
            return (sentence,)
        case ToConfirm(_, _, sentences):
            return (*sentences, "Ask again; type the same once more to keep it.")
        case ToPreview(_, hides, leaves):
            lines = ["This change hides (kept, and back if you change it again):"]
            lines += [f"  {each.title}: {each.shown}" for each in hides]
            if leaves:
                lines += [
                    "It takes out of the letter:",
                    *(f"  {sentence}" for sentence in leaves[:MOST_LOST]),
                ]
                lines += (
                    [f"  … and {len(leaves) - MOST_LOST} more sentences"]
                    if len(leaves) > MOST_LOST
                    else []
                )
            return tuple(lines)


def _state(answer_state: AnswerState) -> Run:
    def give(session: Session, argument: str) -> Reply:
        owner = None
        if argument:
            word = argument.casefold()
            if word not in list(Party):
                return say(f"{argument} is no party. {did_you_mean(word, list(Party))}")
            owner = Party(word)
        return _given(session, answer_state, owner, False, False)

    return give


def _given(
    session: Session, state: AnswerState, owner: Party | None, confirmed: bool, accept: bool
) -> Reply:
    outcome = session.give_state(state, owner=owner, confirmed=confirmed, accept=accept)
    if not isinstance(outcome, ToConfirm | ToPreview):
        return say(*outcome_lines(outcome))

    def go_on(values: dict[str, str]) -> Reply:
        if values["sure"] != _YES:
            return say("Left as it was.")
        return _given(session, state, owner, True, accept or isinstance(outcome, ToPreview))

    lines = outcome_lines(outcome) if isinstance(outcome, ToPreview) else outcome.sentences
    return Reply(form=Form("Keep it?", (Field("sure", "Keep it?", SURE),), go_on, lines))


_YES = "y"
SURE = ((_YES, "Yes"), ("n", "No"))


def _from(session: Session, argument: str) -> Reply:
    word, _, name = argument.partition(" ")
    source = source_named(word, session.call, " ".join(name.split()))
    if source is None:
        return say(
            f"Please say where the next answer comes from: {', '.join(WORDS)}. "
            "Who wrote it may follow, such as: /from chart N. Adams, RN"
        )
    session.source = source
    return say(f"The next answer comes from: {source_words(source)}.")


# moving


def _back(session: Session, _: str) -> Reply:
    return Reply() if session.back() else say("There is no answer before this one.")


def _jump(session: Session, argument: str) -> Reply:
    if not argument:
        fields = (Field("words", "Which question? (any word of it)"),)
        return Reply(form=Form("Jump", fields, lambda values: _jump(session, values["words"])))
    found = find(session.state, argument)
    if not found:
        return say(f"No question fits “{argument}”. Try one word of it, for example “dose”.")
    if len(found) == 1 or found[0].address == argument:
        session.cursor = found[0].address
        return Reply()
    options = tuple(
        (
            f.address,
            (
                f"{f.title}{f' – {f.shown}' if f.shown else ''}{'' if f.on_path else ' (not relevant so far)'}"
            ),
        )
        for f in found
    )

    def go(values: dict[str, str]) -> Reply:
        session.cursor = values["address"]
        return Reply()

    return Reply(form=Form("Which one?", (Field("address", "Which one?", options),), go))


def _again(session: Session, _: str) -> Reply:
    prompt = session.prompt()
    return (
        Reply(aloud=tuple(text for text in (prompt.say, prompt.probe) if text))
        if prompt is not None
        else say("Nothing is asked now.")
    )


def _undo(session: Session, _: str) -> Reply:
    words = session.undo()
    return say(f"Taken back: {words}." if words else "There is nothing to take back.")


def _why(session: Session, argument: str) -> Reply:
    if argument:
        found = find(session.state, argument, 1)
        if not found:
            return say(f"No question fits “{argument}”.")
        return say(f"{found[0].title}: {why(session.state, found[0].address)}")
    pending = session.pending()
    return say(
        why(session.state, pending.address) if pending is not None else "Nothing is asked now."
    )


# notes


def _note(session: Session, argument: str) -> Reply:
    return _noted(session, argument, False)


def _park(session: Session, argument: str) -> Reply:
    return _noted(session, argument, True)


def _noted(session: Session, text: str, parked: bool) -> Reply:
    if not text:
        title = "Park" if parked else "Note"
        return Reply(
            form=Form(
                title,
                (Field("text", title),),
                lambda values: _noted(session, values["text"], parked),
            )
        )
    pending = session.pending()
    address = pending.address if pending is not None and not parked else ""
    session.append(ev.NoteAdded, text=text, address=address, parked=parked)
    return say(
        "Parked; it is filed under /review." if parked else "Noted.",
        *watched(session.state.tree, text),
    )


# seeing


def _missing(session: Session, _: str) -> Reply:
    lines = missing_lines(missing_report(session.state, session.today))
    return say(
        "Documents",
        *lines,
        "Answers still to get",
        *(to_get_lines(session.state, session.today) or ["  none"]),
    )


def _show(session: Session, _: str) -> Reply:
    return say(*history_lines(session.state))


def _due(session: Session, _: str) -> Reply:
    from interview.case.due_words import due_lines

    return say(*due_lines(due_report(session.workplace, session.state)))


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
    Command("back", "Go back to the answer before", _back, ("ctrl+z",)),
    Command(
        "jump",
        "Go to any question by a word of it, and come back",
        _jump,
        ("ctrl+f",),
        argument="WORDS",
    ),
    Command(
        "later",
        "Put off; perhaps say whom to ask",
        _state(AnswerState.later),
        ("f3",),
        asking,
        "[PARTY]",
    ),
    Command("dk", "Does not know", _state(AnswerState.dont_know), ("f2",), asking),
    Command("refused", "Does not want to say", _state(AnswerState.refused), ("f4",), asking),
    Command(
        "none", "There is none, where that is an answer", _state(AnswerState.none), ("f5",), asking
    ),
    Command(
        "from",
        "Where the next answer comes from: chart, notice …",
        _from,
        (),
        asking,
        "SOURCE [NAME]",
    ),
    Command("note", "Add a note to this question", _note, ("f6",), argument="TEXT"),
    Command("park", "Catch something for later", _park, ("f7",), argument="TEXT"),
    Command("again", "Show the question and its hint once more", _again, ("f8",), asking),
    Command("undo", "Take back the last step", _undo, ("ctrl+y",)),
    Command("remove", "Take an entry out of a list", desk.remove, ()),
    Command(
        "who",
        "Somebody else is on the line, or other papers are at hand",
        lambda s, _: Reply(form=calls.who_form(s)),
        (),
        lambda s: s.call is not None,
    ),
    Command(
        "why",
        "Why this is asked, or why another question is not",
        _why,
        ("f9",),
        argument="[WORDS]",
    ),
    Command("missing", "What is still missing, and from whom", _missing, ("ctrl+n",)),
    Command("letter", "The letter as it stands", desk.letter, ("ctrl+l",), argument="[LETTER]"),
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
    Command("due", "By when to file, and what the plan owes", _due),
    Command("show", "The conversation so far", _show, ()),
    Command(
        "safety",
        "Somebody may be in danger: stop the questions",
        lambda s, _: safety.raise_safety(s),
        ("f12",),
    ),
    Command("help", "This list", _help, ("f1",)),
    Command("quit", "End the call and close the case", _quit, ("ctrl+q",)),
)
