"""The question as lines: what to read aloud, what to hint at, what is for the operator alone,
what can be chosen.
"""

from __future__ import annotations

from interview.case.following import told_by
from interview.case.prompts import Prompt
from interview.case.sources import default_source, source_words
from interview.plain.keys import line_keys
from interview.plain.terminal_text import LABEL, clipped, in_columns, labelled, wrapped
from interview.sitting.session import Session
from interview.talk.commands import COMMANDS
from interview.talk.suggest import numbered

FEW_OPTIONS = 9
"""More options than this stand in columns."""
MOST_OPTIONS = 24
"""More options than this would push the question off a small screen."""
MOST_LINES = 10
"""Options that take more lines are cut to stand in two columns, so that the question stays in
sight.
"""
MOST_SPOKEN = 12
"""More options than this are not read out unasked."""
_SHORTCUTS = ("dk", "later", "park", "safety", "back", "quit")


def shortcuts(spoken: bool) -> str:
    """What can be typed at every question, with the function keys where there are some."""
    keys = (
        {}
        if spoken
        else {command: key.upper() for key, command, _ in line_keys() if key[1:].isdecimal()}
    )
    return " · ".join(
        ["“?” help", *(f"/{name} {keys.get(name, '')}".rstrip() for name in _SHORTCUTS)]
    )


def card(session: Session, prompt: Prompt, columns: int, spoken: bool) -> list[str]:
    """The whole question. Lines are no longer than `columns`."""
    lines = [""]
    lines += wrapped(f"[{prompt.row_title}]", columns) if prompt.row_title else []
    lines += labelled("SAY", prompt.say, columns)
    lines += labelled("PROBE", prompt.probe, columns) if prompt.probe else []
    lines += labelled("NOTE", prompt.note, columns) if prompt.note else []
    if len(prompt.options) > (MOST_SPOKEN if spoken else MOST_OPTIONS):
        lines.append(
            f"{' ' * LABEL}{len(prompt.options)} choices: type letters of one, or “?” to list them."
        )
    else:
        lines += short_option_lines(prompt, columns)
    lines += [
        part for fact in _facts(session, prompt) for part in wrapped(" " * LABEL + fact, columns)
    ]
    return lines


def option_lines(prompt: Prompt, columns: int) -> list[str]:
    """The numbered options; many of them in columns."""
    items = [f"{number} {label}" for number, label in numbered(prompt)]
    if len(items) > FEW_OPTIONS:
        return in_columns(items, columns)
    return [part for item in items for part in wrapped(" " * LABEL + item, columns)]


def short_option_lines(prompt: Prompt, columns: int) -> list[str]:
    """The same, cut where they would push the question off the screen; “?” shows them whole."""
    lines = option_lines(prompt, columns)
    if len(lines) <= MOST_LINES:
        return lines
    widest = (columns - LABEL) // 2 - 2
    items = [clipped(f"{number:>2} {label}", widest) for number, label in numbered(prompt)]
    return [
        *in_columns(items, columns),
        f"{' ' * LABEL}Type a number or a word of one; “?” shows them in full.",
    ]


def _facts(session: Session, prompt: Prompt) -> list[str]:
    """How it may be typed, where the answer comes from if not from the person on the line, what
    is known already.
    """
    facts = [prompt.hint] if prompt.hint else []
    source = session.source or default_source(session.call, prompt.question)
    if session.call is not None and source.party is not session.call.respondents[-1].party:
        facts.append(f"answer from: {source_words(source)}")
    answer = prompt.answer
    if answer.state is not None and not prompt.is_more_rows and answer.claim is not None:
        known = f"so far: {session.shown(prompt.address)} ({told_by(session.state, answer)})"
        facts.append(
            f"{known}. TO CONFIRM: Enter alone confirms it." if answer.to_confirm else known
        )
    if prompt.offer:
        facts.append(
            "The question has changed since it was answered; please look at the answer again."
        )
    return facts


def help_lines(prompt: Prompt, columns: int) -> list[str]:
    """All that can be typed for this question."""
    example = prompt.question.kind.example
    lines = [
        (
            "How to type it:"
            f" {prompt.hint or (f'for example {example}' if example else 'as the person says it')}"
        )
    ]
    lines += option_lines(prompt, columns)
    lines += ["Instead of an answer:"]
    lines += [
        f"  /{command.name:<8} {command.help}" for command in COMMANDS if command.name in _ANSWERING
    ]
    lines += ["/help lists all commands. Text after “//” begins with a slash and is no command."]
    return [part for line in lines for part in wrapped(line, columns)]


_ANSWERING = frozenset({"dk", "later", "refused", "none", "from", "why", "back"})
