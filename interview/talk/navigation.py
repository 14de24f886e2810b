"""Commands that go from question to question, or say more about one."""

from __future__ import annotations

from interview.case.find import Found, find
from interview.core.explain import why as reason_why
from interview.sitting.forms import Field, Form, Reply, Values, say
from interview.sitting.session import Session

JUMP = "Jump"
"""Title of the form that asks for a word of a question."""
_NOTHING = "Nothing is asked now."


def back(session: Session, _: str) -> Reply:
    return Reply() if session.back() else say("There is no answer before this one.")


def jump(session: Session, argument: str) -> Reply:
    if not argument:
        fields = (Field("words", "Which question? (any word of it)"),)
        return Reply(form=Form(JUMP, fields, lambda values: jump(session, values["words"])))
    found = find(session.state, argument)
    if not found:
        return say(f"No question fits “{argument}”. Try one word of it, for example “dose”.")
    if len(found) == 1 or found[0].address == argument:
        session.cursor = found[0].address
        return Reply()
    options = tuple((each.address, _line(each)) for each in found)

    def go(values: Values) -> Reply:
        session.cursor = values["address"]
        return Reply()

    return Reply(form=Form("Which one?", (Field("address", "Which one?", options),), go))


def _line(found: Found) -> str:
    answer = f" – {found.shown}" if found.shown else ""
    remark = "" if found.on_path else " (not relevant so far)"
    return f"{found.title}{answer}{remark}"


def again(session: Session, _: str) -> Reply:
    prompt = session.prompt()
    if prompt is None:
        return say(_NOTHING)
    return Reply(aloud=tuple(text for text in (prompt.say, prompt.probe) if text))


def undo(session: Session, _: str) -> Reply:
    words = session.undo()
    return say(f"Taken back: {words}." if words else "There is nothing to take back.")


def why(session: Session, argument: str) -> Reply:
    if argument:
        found = find(session.state, argument, 1)
        if not found:
            return say(f"No question fits “{argument}”.")
        return say(f"{found[0].title}: {reason_why(session.state, found[0].address)}")
    pending = session.pending()
    return say(reason_why(session.state, pending.address) if pending is not None else _NOTHING)
