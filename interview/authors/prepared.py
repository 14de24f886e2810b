"""Runs an answers file through a session: one call from its start to its end."""

from __future__ import annotations

from pathlib import Path

from interview.authors.answers_file import AnswersFile, GivenDocument, GivenWords, give_answers
from interview.case.dispositions import DISPOSITIONS
from interview.case.problem import CaseProblem
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.papers.attaching import Filing, attach
from interview.sitting.call_end import end_call
from interview.sitting.calls import start_call
from interview.sitting.copying import session_from
from interview.sitting.opening import new_session
from interview.sitting.session import Session
from interview.sitting.wording_choice import choose
from interview.storage.store import StoreProblem


def interview_prepared(
    workplace: Workplace,
    file: AnswersFile,
    folder: Path,
    case: str = "",
    example: bool = False,
    old: str = "",
) -> tuple[Session, list[str]]:
    """A new case with everything the file says; the session, and a line for whatever was not taken
    or is off path.

    It is made for the person of the case `old`, if that is given.

    Documents are looked for in `folder`, where the answers file stands. When a patient or proxy is
    on the line, the identity counts as checked: whoever wrote the file had to compare, and the
    transcript says that no identifier was.
    """
    session = session_from(workplace, old) if old else new_session(workplace, case, example)
    try:
        start_call(session, file.call)
        if session.needs_identity:
            session.append(ev.IdentityChecked, passed=True, identifiers=file.identity)
        report = give_answers(session, file)
        for words in file.words:
            report += _chosen(session, words)
        for document in file.documents:
            report += _attached(session, document, folder)
        end_call(session, {"disposition": DISPOSITIONS[0][0]})
        return session, report
    except BaseException:
        session.close()
        raise


def _chosen(session: Session, words: GivenWords) -> list[str]:
    """Nothing when it was taken; else the place in the file and the sentence."""
    try:
        choose(session, words.address, words.how, words.words)
    except CaseProblem as problem:
        return [f"{words.place}: {problem.sentence}"]
    return []


def _attached(session: Session, document: GivenDocument, folder: Path) -> list[str]:
    """Nothing when it went in; else the place in the file and the sentence."""
    try:
        attach(session, document.address, folder / document.file, Filing(document.date))
    except (CaseProblem, StoreProblem) as problem:
        return [f"{document.place}: {problem.sentence}"]
    return []
