"""What is asked now: a question, one field of a form, or that nothing is left. Data only: each
front end shows it in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from interview.case import missing
from interview.case.following import told_by
from interview.case.prompts import Prompt
from interview.case.sources import default_source, source_words
from interview.case.state_words import STATE_WORDS
from interview.core.answers import AnswerState
from interview.sitting import answering
from interview.sitting.forms import Field
from interview.sitting.outcome import NotTaken
from interview.sitting.session import Session
from interview.talk.form_run import FormRun
from interview.talk.row_table import RowTable, row_table
from interview.talk.suggest import Suggestion, answer_suggestions, command_suggestions, numbered

ONE_DIGIT = 9


def nothing_read(_: str) -> str:
    return ""


def nothing_offered(_: str) -> Sequence[Suggestion]:
    return ()


def nothing_marked(_: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Face:
    """Everything that a front end needs to know about what is asked now."""

    key: str
    """Address of the question; of a form's field its title and key."""
    heading: str
    say: str = ""
    probe: str = ""
    note: str = ""
    aloud: tuple[str, ...] = ()
    """More to read aloud, before anything else."""
    lines: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    """Of a form, those of its lines that were said before it."""
    facts: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    """What is known already, and what Enter alone does with it; never left out."""
    ask: str = ""
    """What the operator is asked; never read aloud."""
    options: tuple[tuple[str, str], ...] = ()
    """(number or letter to type, label)."""
    several: bool = False
    one_key: Mapping[str, str] = field(default_factory=dict)
    """Keys that answer at once, with what they type."""
    default: str = ""
    """What Enter alone means."""
    takes_enter: bool = False
    """Whether Enter alone means anything."""
    table: RowTable | None = None
    text: str = ""
    """Stands in the input at first."""
    is_long: bool = False
    is_loud: bool = False
    """A safety stop."""
    read: Callable[[str], str] = nothing_read
    """How typed text is understood; empty when that is clear or cannot be said yet."""
    offer: Callable[[str], Sequence[Suggestion]] = nothing_offered
    marked: Callable[[str], frozenset[str]] = nothing_marked
    """Numbers of the options that typed text names."""
    is_question: bool = False
    prompt: Prompt | None = None
    """The question itself; None for everything else."""
    field: Field | None = None
    """The field of a form, for front ends that let it be picked from a list."""
    is_at_start: bool = False
    """Of a form, whether nothing is filled in yet."""
    may_be_left: bool = False
    """Of a form, whether it goes without harm."""


def question_face(session: Session, prompt: Prompt) -> Face:
    """A question of the tree."""
    question = prompt.question
    options = tuple(numbered(prompt))
    if question.kind.is_yes_no:
        options = tuple((key[:1], label) for (key, label) in prompt.options)
    return Face(
        prompt.address,
        " · ".join(part for part in (prompt.section, prompt.row_title) if part),
        prompt.say,
        prompt.probe,
        prompt.note,
        facts=tuple(_facts(session, prompt)),
        known=tuple(_known(session, prompt)),
        options=options,
        several=question.kind.takes_several,
        one_key=one_key_answers(prompt, options),
        table=row_table(session, prompt),
        text=prompt.offer,
        takes_enter=prompt.answer.is_known and not prompt.is_more_rows,
        is_long=question.kind.is_long,
        read=lambda text: reading(session, prompt, text),
        offer=lambda text: (
            answer_suggestions(session, prompt, text) if _wants_offers(prompt, text) else ()
        ),
        marked=lambda text: marked_numbers(session, prompt, text),
        is_question=True,
        prompt=prompt,
    )


def _wants_offers(prompt: Prompt, text: str) -> bool:
    """Options are listed already, and what is typed picks among them there."""
    return not prompt.options or text.startswith("/")


def one_key_answers(prompt: Prompt, options: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Keys that answer without Enter: only a first answer, and never one that could stop the
    interview.
    """
    question = prompt.question
    is_first = prompt.answer.state is None and not prompt.offer
    if not is_first or question.alarm is not None or not question.kind.one_key:
        return {}
    keys = {number: number for number, _ in options if len(number) == 1}
    return keys if len(keys) == len(options) and len(options) <= ONE_DIGIT + 1 else {}


def reading(session: Session, prompt: Prompt, text: str) -> str:
    """How an answer would be understood, where that is not what was typed."""
    typed = text.strip()
    if not typed or typed.startswith("/") or prompt.question.kind.is_long:
        return ""
    question = prompt.question.columns[0] if prompt.is_more_rows else prompt.question
    state = answering.spoken_state(typed, prompt.question)
    if state is not None:
        return (
            str(question.none)
            if state is AnswerState.none and question.none
            else STATE_WORDS[state]
        )
    value = session.read(typed, question, prompt.options)
    if isinstance(value, NotTaken):
        return ""
    shown = question.kind.show(value, question)
    shown = dict(prompt.options).get(shown, shown)
    return "" if shown.casefold() == typed.casefold() else shown


def marked_numbers(session: Session, prompt: Prompt, text: str) -> frozenset[str]:
    """Numbers of the options that an answer names."""
    if not text.strip() or not prompt.options:
        return frozenset()
    value = session.read(text, prompt.question, prompt.options)
    keys = value if isinstance(value, tuple) else (value,)
    pairs = zip(numbered(prompt), prompt.options, strict=True)
    return frozenset(number for (number, _), (key, _) in pairs if key in keys)


def _facts(session: Session, prompt: Prompt) -> list[str]:
    """How it may be typed, and where the answer comes from if not from the person on the line."""
    facts = [prompt.hint] if prompt.hint else []
    source = session.source or default_source(session.call, prompt.question)
    if session.call is not None and source.party is not session.call.respondents[-1].party:
        facts.append(f"Answer from: {source_words(source)}")
    return facts


def _known(session: Session, prompt: Prompt) -> list[str]:
    """The answer so far, and whether it is to be confirmed or looked at again."""
    answer, lines = prompt.answer, []
    if answer.state is not None and not prompt.is_more_rows and answer.claim is not None:
        known = f"So far: {session.shown(prompt.address)} ({told_by(session.state, answer)})"
        keeps = (
            "TO CONFIRM: Enter alone confirms it" if answer.to_confirm else "Enter alone keeps it"
        )
        lines.append(f"{known}. {keeps}." if answer.is_known else known)
    if prompt.offer:
        lines.append(
            "The question has changed since it was answered; please look at the answer again."
        )
    return lines


def field_face(
    run: FormRun, offer: Callable[[str], Sequence[Suggestion]] = nothing_offered
) -> Face:
    """One field of a form."""
    asked = run.field
    assert asked is not None
    options = _field_options(asked)
    keys = {
        number: key
        for (number, _), (key, _) in zip(options, asked.options, strict=True)
        if len(number) == 1
    }
    return Face(
        run.key,
        run.form.title,
        aloud=run.aloud,
        lines=(*run.said, *run.form.lines),
        said=run.said,
        ask=asked.title,
        options=options,
        several=asked.several,
        one_key=keys if not asked.several and len(keys) == len(options) else {},
        default=asked.default_words,
        takes_enter=bool(asked.default) or not asked.required,
        is_loud=run.form.must_finish,
        read=lambda text: _field_reading(asked, text),
        offer=offer,
        marked=lambda text: _field_marks(asked, text),
        field=asked,
        is_at_start=run.is_at_start,
        may_be_left=run.may_be_left,
    )


def _field_options(asked: Field) -> tuple[tuple[str, str], ...]:
    """Yes and no keep their letters; everything else is numbered, the tenth of ten by 0."""
    if asked.options and all(len(key) == 1 for key, _ in asked.options):
        return asked.options
    last = "0" if len(asked.options) == ONE_DIGIT + 1 else ""  # as on a telephone
    labels = [label for _, label in asked.options]
    return tuple(
        (last if number > ONE_DIGIT and last else str(number), label)
        for number, label in enumerate(labels, 1)
    )


def _field_reading(asked: Field, text: str) -> str:
    if not text.strip() or not asked.options:
        return ""
    value, problem = asked.read(text)
    labels = dict(asked.options)
    return "" if problem else "; ".join(labels[key] for key in value.split(",") if key in labels)


def _field_marks(asked: Field, text: str) -> frozenset[str]:
    value, problem = asked.read(text) if text.strip() else ("", "")
    keys = () if problem else value.split(",")
    pairs = zip(_field_options(asked), asked.options, strict=True)
    return frozenset(number for (number, _), (key, _) in pairs if key in keys)


def nothing_left_face(session: Session) -> Face:
    """Whoever is here has been asked everything: what is still to get, and what can be done."""
    open_lines = missing.to_get_lines(session.state, session.today)
    return Face(
        "nothing left",
        "Nothing is left to ask of whoever is here",
        lines=("Still to get:", *open_lines) if open_lines else ("Every question is answered.",),
        facts=("who: somebody else is here · review: check facts · letter · missing · quit",),
        ask="What next? Type a command, for example: who",
        offer=lambda text: (
            command_suggestions(session, text if text.startswith("/") else f"/{text}")
            if text
            else ()
        ),
    )
