"""A prepared interview: answers from a file, given through the session as if they were typed.

call: {direction: out, respondent: {party: proxy, name: Mai Tran, relation: mother, authority:
parent of a minor},
       identity: [patient.name, patient.birth_date], papers: [plan, prescriber]}
answers:
  patient.name: Linh Tran                       # what would be typed
  plan.group: {state: none}
  diagnosis.code: {value: C34.11, source: chart, by: "N. Adams, RN"}
  treatments: [{drug: pembrolizumab, outcome: {value: failed, source: chart}}]
words:
  severity.symptoms: keep                       # a caller's own words in letters: keep, leave_out
  treatments/r1/reaction: {reword: Nausea every day}
attachments:
  pathology: {file: pathology.pdf, date: 2026-08-01}    # the path from where this file stands
  fill_history/r2: fills.pdf
"""

from __future__ import annotations

from dataclasses import dataclass, field

from interview.case import sources
from interview.case.dispositions import DESK
from interview.case.prompts import pending_at, title_of
from interview.core.answers import AnswerState, Party
from interview.core.author_text import AuthorError, Mapping, Node, Problem, Scalar, Sequence
from interview.core.flow import Pending
from interview.core.nearest import did_you_mean
from interview.core.reading import Fields
from interview.core.texts import Place
from interview.core.tree import Question, Tree
from interview.sitting.calls import DIRECTIONS, respondent_problem
from interview.sitting.outcome import NotTaken, Outcome
from interview.sitting.session import Session
from interview.sitting.wording_choice import KEEP, LEAVE_OUT, REWORD

_TOP = dict.fromkeys(("call", "answers", "words", "attachments"))
_CALL = dict.fromkeys(("direction", "respondent", "identity", "interpreter", "papers"))
_RESPONDENT = dict.fromkeys(("party", "name", "relation", "authority"))
_DIRECTIONS = tuple(key for key, _ in DIRECTIONS)
_ANSWER = dict.fromkeys(("value", "state", "source", "by", "owner"))
_REWORDED = dict.fromkeys((REWORD,))
_DOCUMENT = dict.fromkeys(("file", "date"))


@dataclass
class Given:
    """What the file says about one question: text to type, or a state."""

    node: Node
    typed: str = ""
    state: AnswerState | None = None
    source: str = ""
    by: str = ""
    """Who of that source wrote or said it."""
    owner: Party | None = None


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """One document of the file."""

    address: str
    file: str
    date: str
    place: Place


@dataclass(frozen=True, slots=True)
class GivenWords:
    """What becomes of a caller's words in letters."""

    address: str
    how: str
    words: str
    place: Place


@dataclass
class AnswersFile:
    """A read answers file. Lists are given row by row."""

    call: dict[str, str]
    identity: tuple[str, ...] = ()
    """Questions whose answers were compared before the call; empty when the file does not say."""
    words: tuple[GivenWords, ...] = ()
    documents: tuple[GivenDocument, ...] = ()
    answers: dict[str, Given] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Given]]] = field(default_factory=dict)
    closed: dict[str, Given] = field(default_factory=dict)


def read_answers(root: Node, tree: Tree) -> AnswersFile:
    """Reads and checks a file's content against the tree. Raises AuthorError with every
    problem's place.
    """
    problems: list[Problem] = []
    top = Fields(root, "An answers file", _TOP, problems)
    found = AnswersFile(
        _call(top, problems),
        _identity(top, tree, problems),
        _words(top, problems),
        _documents(top, tree, problems),
    )
    for key, node in top.pairs("answers"):
        if _is_question(key, tree, problems):
            _read_answer(tree.question(key.text), node, found, problems)
    if problems:
        raise AuthorError(problems)
    return found


def _is_question(key: Scalar, tree: Tree, problems: list[Problem]) -> bool:
    position = tree.positions.get(key.text)
    if position is not None and isinstance(tree.nodes[position], Question):
        return True
    ids = [node.id for node in tree.nodes if isinstance(node, Question)]
    sentence = f"There is no question {key.text}. {did_you_mean(key.text, ids)}"
    problems.append(Problem(key.place, "unknown_id", sentence))
    return False


def _read_answer(
    question: Question, node: Node, found: AnswersFile, problems: list[Problem]
) -> None:
    if question.is_list and isinstance(node, Sequence):
        columns = [column.id for column in question.columns]
        found.rows[question.id] = [_row(item, columns, problems) for item in node.items]
    else:
        (found.closed if question.is_list else found.answers)[question.id] = _given(node, problems)


def _identity(top: Fields, tree: Tree, problems: list[Problem]) -> tuple[str, ...]:
    node = top.values.get("call")
    named = node.get("identity") if isinstance(node, Mapping) else None
    keys = named.items if isinstance(named, Sequence) else ()
    return tuple(
        key.text for key in keys if isinstance(key, Scalar) and _is_question(key, tree, problems)
    )


def _words(top: Fields, problems: list[Problem]) -> tuple[GivenWords, ...]:
    found = []
    for key, node in top.pairs("words"):
        if isinstance(node, Mapping):
            reworded = Fields(node, "Words", _REWORDED, problems).required("reword").text
            found.append(GivenWords(key.text, REWORD, reworded, key.place))
        elif isinstance(node, Scalar) and node.text in (KEEP, LEAVE_OUT):
            found.append(GivenWords(key.text, node.text, "", key.place))
        else:
            sentence = (
                f"Please write {KEEP}, {LEAVE_OUT} or {{{REWORD}: the words for the letter}} here."
            )
            problems.append(Problem(node.place, "words", sentence))
    return tuple(found)


def _documents(top: Fields, tree: Tree, problems: list[Problem]) -> tuple[GivenDocument, ...]:
    found, known = [], [attachment.id for attachment in tree.attachments]
    for key, node in top.pairs("attachments"):
        if key.text.partition("/")[0] not in known:
            sentence = f"There is no document {key.text}. {did_you_mean(key.text, known)}"
            problems.append(Problem(key.place, "unknown_id", sentence))
        elif isinstance(node, Scalar):
            found.append(GivenDocument(key.text, node.text, "", key.place))
        else:
            fields = Fields(node, "A document", _DOCUMENT, problems)
            found.append(
                GivenDocument(
                    key.text, fields.required("file").text, fields.string("date"), key.place
                )
            )
    return tuple(found)


def _call(top: Fields, problems: list[Problem]) -> dict[str, str]:
    """The call's values as its form would give them. Without a call, all papers lie on the desk
    and nobody is asked.
    """
    node = top.values.get("call")
    if node is None:
        papers = [party.value for party in Party if party is not Party.coordinator]
        return {"direction": DESK, "party": Party.coordinator.value, "papers": ",".join(papers)}
    fields = Fields(node, "A call", _CALL, problems)
    values = {
        "direction": fields.choice("direction", _DIRECTIONS) or "out",
        "interpreter": fields.string("interpreter"),
    }
    values |= _respondent(fields, problems)
    problem = respondent_problem(values)
    if problem:
        problems.append(
            Problem(fields.place, "respondent", f"{problem} Please add it under `respondent:`.")
        )
    papers = [scalar.text for scalar in fields.scalars("papers")]
    problems += [
        Problem(
            scalar.place,
            "unknown_party",
            f"{scalar.text} is no party. {did_you_mean(scalar.text, list(Party))}",
        )
        for scalar in fields.scalars("papers")
        if scalar.text not in list(Party)
    ]
    return values | {"papers": ",".join(papers)}


def _respondent(call: Fields, problems: list[Problem]) -> dict[str, str]:
    """Who is on the line: a party's name alone, or a mapping with name, relation and authority."""
    node = call.values.get("respondent")
    if not isinstance(node, Mapping):
        return {"party": call.choice("respondent", list(Party)) or Party.patient.value}
    fields = Fields(node, "A respondent", _RESPONDENT, problems)
    party = fields.choice("party", list(Party)) or Party.patient.value
    return {"party": party} | {key: fields.string(key) for key in ("name", "relation", "authority")}


def _row(node: Node, columns: list[str], problems: list[Problem]) -> dict[str, Given]:
    if not isinstance(node, Mapping):
        problems.append(
            Problem(
                node.place,
                "shape",
                "A row is written as `column: answer` lines. Please begin it with `- `.",
            )
        )
        return {}
    for key, _ in node.items:
        if key.text not in columns:
            problems.append(
                Problem(
                    key.place,
                    "unknown_id",
                    f"There is no column {key.text}. {did_you_mean(key.text, columns)}",
                )
            )
    return {key.text: _given(value, problems) for key, value in node.items}


def _given(node: Node, problems: list[Problem]) -> Given:
    if isinstance(node, Scalar):
        return Given(node, node.text)
    if isinstance(node, Sequence):
        return Given(node, ", ".join(item.text for item in node.items if isinstance(item, Scalar)))
    fields = Fields(node, "An answer", _ANSWER, problems)
    value = fields.values.get("value")
    typed = (
        ", ".join(s.text for s in fields.scalars("value"))
        if isinstance(value, Sequence)
        else fields.string("value")
    )
    state = fields.choice("state", list(AnswerState))
    source = fields.choice("source", sources.WORDS)
    owner = fields.choice("owner", list(Party))
    if "by" in fields and not source:
        sentence = "`by:` says who of a source wrote it. Please add `source:` beside it."
        problems.append(Problem(fields.values["by"].place, "by", sentence))
    return Given(
        node,
        typed,
        AnswerState(state)
        if state in list(AnswerState) and state != AnswerState.answered
        else None,
        source,
        " ".join(fields.string("by").split()),
        Party(owner) if owner in list(Party) else None,
    )


def give_answers(session: Session, file: AnswersFile) -> list[str]:
    """Gives every answer in tree order, rows first; returns a line for each that is off path or
    was not taken.
    """
    report: list[str] = []
    order = session.state.tree.positions
    for id in sorted({*file.answers, *file.rows, *file.closed}, key=lambda id: order[id]):
        if id in file.rows:
            _give_rows(session, id, file.rows[id], report)
        else:
            given = file.answers.get(id) or file.closed[id]
            _give(session, id, given, report)
    return report


def _give_rows(
    session: Session, list_id: str, rows: list[dict[str, Given]], report: list[str]
) -> None:
    columns = session.state.tree.question(list_id).columns
    for row in rows:
        row_id = session.add_row(list_id)
        for column in columns:
            if column.id in row:
                _give(session, f"{list_id}/{row_id}/{column.id}", row[column.id], report)
    pending = pending_at(session.state, list_id)
    assert pending is not None
    state = AnswerState.answered if rows else AnswerState.none
    _report(
        session, pending, session.give_state(state, pending, confirmed=True, accept=True), report
    )


def _give(session: Session, address: str, given: Given, report: list[str]) -> None:
    pending = pending_at(session.state, address)
    assert pending is not None
    if given.source:
        session.source = sources.source_named(given.source, session.call, given.by)
    if given.state is not None:
        outcome = session.give_state(
            given.state, pending, owner=given.owner, confirmed=True, accept=True
        )
    else:
        outcome = session.answer_at(pending, given.typed, confirmed=True, accept=True)
    session.source = None
    _report(session, pending, outcome, report, given.node)


def _report(
    session: Session,
    pending: Pending,
    outcome: Outcome,
    report: list[str],
    node: Node | None = None,
) -> None:
    title = title_of(session.state, pending.address)
    where = f"{node.place}: " if node is not None else ""
    if isinstance(outcome, NotTaken):
        report.append(f"{where}{title} was not taken. {outcome.sentence}")
    elif not session.state.answer(pending.address).on_path:
        report.append(f"{where}{title} is kept, but not relevant in this case.")
