"""A new case for the same person: what is likely still right is copied, and every bit of it is
to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator

from interview.case.cautions import silent_end, wrong_number
from interview.case.dispositions import DESK
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answer import Answer
from interview.core.answers import How, Party, Source
from interview.core.conditions import reads
from interview.core.state import State
from interview.core.tree import Question, Tree
from interview.core.watch import watched
from interview.sitting.opening import new_session, read_state
from interview.sitting.session import Session


def begun(workplace: Workplace, old: str = "") -> Session:
    """A new case, for the person of the case `old` if that is given. Raises StoreProblem."""
    return session_from(workplace, old) if old else new_session(workplace)


def session_from(workplace: Workplace, case: str) -> Session:
    """Starts a case for the person of `case`. Raises StoreProblem when that cannot be read or
    this not be written.
    """
    old = read_state(workplace, case)
    session = new_session(workplace, copied_from=case)
    try:
        for list_id, row in _rows(old):
            session.append(ev.RowAdded, list=list_id, row=row)
        for answer in copied_answers(old):
            assert answer.claim is not None
            source = Source(party=answer.claim.source.party, how=How.imported, case=case)
            session.append(
                ev.AnswerGiven,
                address=answer.address,
                claim=answer.claim.model_copy(update={"source": source}),
            )
        _keep_cautions(session, old, case)
    except BaseException:
        session.close()
        raise
    return session


def copied_answers(state: State) -> Iterator[Answer]:
    """The answers that a new case takes over: of questions that carry, known, nothing private,
    nothing of danger.
    """
    private = private_questions(state.tree)
    for answer in state.answers():
        question = answer.question
        column = f"{question.list}/{question.id}" if question.list else question.id
        if (
            question.carries
            and column not in private
            and not question.is_list
            and answer.is_known
            and not answer.blocked
            and not answer.is_implied
        ):
            claim = answer.claim
            if claim is not None and not watched(
                state.tree, f"{question.title}\n{claim.label}\n{claim.typed}"
            ):
                yield answer


def private_questions(tree: Tree) -> frozenset[str]:
    """Questions asked in confidence, of danger, or for one person to decide; and those asked
    only because of them.
    """
    found: set[str] = set()
    for node in tree.nodes:
        for question in (node, *node.columns) if isinstance(node, Question) else ():
            if _is_private(question) or _read_names(question) & found:
                found.add(f"{question.list}/{question.id}" if question.list else question.id)
    return frozenset(found)


def _is_private(question: Question) -> bool:
    return (
        question.confidential
        or question.in_person
        or question.alarm is not None
        or "safety" in question.serves
    )


def _read_names(question: Question) -> set[str]:
    if question.when is None:
        return set()
    return {f"{read.list}/{read.id}" if read.list else read.id for read in reads(question.when)}


def _rows(state: State) -> Iterator[tuple[str, str]]:
    """Every row of a list that carries, under the id it has: answers may name it."""
    for node in state.tree.nodes:
        is_list = (
            isinstance(node, Question) and node.is_list and node.carries and not node.confidential
        )
        if is_list and state.answer(node.id).on_path:
            yield from ((node.id, row) for row in state.rows(node.id))


def _keep_cautions(session: Session, old: State, case: str) -> None:
    """Whoever is not to be called is not to be called for a new refusal either; a wrong number
    stays wrong.
    """
    end = silent_end(old.record) or wrong_number(old)
    if end is not None:
        respondent = ev.Respondent(party=Party.coordinator)
        session.append(ev.CallStarted, call=1, direction=DESK, respondent=respondent)
        note = f"{end.note} (from {case})" if end.note else f"from {case}"
        session.append(ev.CallEnded, call=1, disposition=end.disposition, note=note)


def to_confirm(state: State) -> tuple[str, ...]:
    """Addresses of the copied answers that nobody has confirmed yet, in tree order."""
    return tuple(answer.address for answer in state.answers() if answer.to_confirm)


def copied_lines(session: Session) -> list[str]:
    """What is said of a case that was begun from another; nothing for any other case."""
    opened = session.state.record.opened
    count = len(to_confirm(session.state))
    if opened is None or opened.copied_from is None or opened.example or not count:
        return []
    answers = "1 answer comes" if count == 1 else f"{count} answers come"
    words = (
        f"{answers} from {opened.copied_from} and must be confirmed: each is asked again, Enter"
        " alone confirms it."
    )
    return [f"{words} /confirm takes them a section at a time."]
