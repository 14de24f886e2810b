"""Taking a case up again: whose it is, where it stood, what is still to get, before anything
else is asked.
"""

from __future__ import annotations

from interview.case import missing, roles
from interview.case.cautions import safety_lines
from interview.case.dispositions import DISPOSITIONS
from interview.case.following import following_lines
from interview.case.handing_over import standing_lines
from interview.case.leftover_lines import beside_lines
from interview.case.no_longer_asked import no_longer_asked_lines
from interview.case.summary import progress, role_text
from interview.core import events as ev
from interview.sitting.copying import copied_lines
from interview.sitting.forms import Field, Form, Reply, Values
from interview.sitting.opening import draft_of
from interview.sitting.session import Session
from interview.talk.conversation import Conversation
from interview.talk.outcomes import SURE, is_sure


def resume_form(session: Session) -> Form | None:
    """The first thing asked of a case that exists; None when nothing is known of it yet."""
    name, born = (role_text(session.state, role) for role in (roles.PATIENT_NAME, roles.BIRTH_DATE))
    if not session.state.record.calls and not name:
        return None
    who = f"{name or 'Name not known yet'}, born {born or 'on a day not known yet'}"
    question = Field("sure", "Is this the right patient?", SURE, default=SURE[0][0])
    beside = beside_lines(session.case.case, session.workplace.store.beside(session.case.case))
    return Form(who, (question,), _decided, (*beside, *resume_lines(session)))


def begin_again(conversation: Conversation) -> None:
    """Begins with a case that exists: an open safety stop is said before even its name."""
    session = conversation.session
    form = resume_form(session)
    if form is not None:
        conversation.begin(form, tuple(safety_lines(session.state.record)))


def _decided(values: Values) -> Reply:
    if is_sure(values):
        return Reply()
    return Reply(("Closed again; nothing was changed.",), leave=True)


def resume_lines(session: Session) -> list[str]:
    """How the last call ended, how far the interview is, what is still to get and from whom."""
    answered, total = progress(session.state)
    standing = standing_lines(session.workplace, session.state)
    lines = [
        *copied_lines(session),
        *standing,
        *_last_call(session),
        f"{answered} of {total} questions are answered.",
    ]
    open_ones = missing.to_get(session.state, session.today)
    counts = [f"{len(found)} from {missing.HAS[party]}" for party, found in open_ones.items()]
    lines += [f"Still to get: {', '.join(counts)}."] if counts else []
    parked = len(session.state.record.parked)
    lines += [f"Parked notes that are not filed: {parked}."] if parked else []
    if isinstance(session.state.record.events[-1], ev.TreeChanged):
        # Rules may have changed with the questions, so what follows now is said.
        lines += following_lines(session.state)
    return [*lines, *no_longer_asked_lines(session.state), *_typed_for_nothing(session)]


def _typed_for_nothing(session: Session) -> list[str]:
    """What was being typed when the case was left, where its question is gone: nothing offers it."""
    draft = draft_of(session)
    if draft is None or session.state.find(draft.address) is not None:
        return []
    return [f"Typed and not taken, for {draft.address}, which is no longer asked: “{draft.text}”"]


def _last_call(session: Session) -> list[str]:
    if not session.state.record.calls:
        return []
    last = session.state.record.calls[-1]
    when = f"{last.started.at:%B %d, %Y, %H:%M}"
    if last.ended is None:
        return [f"The last call, {when}, was cut off."]
    how = dict(DISPOSITIONS).get(last.ended.disposition, last.ended.disposition)
    lines = [f"Last call: {when}. {how}."]
    lines += [f"Said then: {last.ended.note}"] if last.ended.note else []
    if last.ended.call_back is not None:
        lines.append(f"Call back: {last.ended.call_back:%B %d, %H:%M %Z}.")
    return [*lines, *_hand_over(session, last.ended)]


def _hand_over(session: Session, ended: ev.CallEnded) -> list[str]:
    """Notes made since the last call."""
    notes = [
        n for n in session.state.record.notes if n.seq > ended.seq and not n.call and not n.parked
    ]
    return [f"Hand-over note ({n.operator}): {n.text}" for n in notes]
