"""Draws a face as lines. What is read aloud, what is a hint and what is for the operator alone never look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content

from interview.session.suggest import Suggestion
from interview.tui.face import Face
from interview.tui.words import (
    LABEL,
    NOTE,
    PROBE,
    SAY,
    cells,
    clipped,
    in_columns,
    indented,
    joined,
    labelled,
    plain,
    safe,
    wrapped,
)

FEW_OPTIONS = 6
"""More options than this stand in columns."""
MANY_OPTIONS = 20
"""More options than this are not listed at all: they are found by typing."""
CUT = "…  F1 shows all"
SPARE = 6
"""Ways to draw a face, each with less than the one before."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a face stands just now."""

    width: int
    height: int
    """Most lines it may take."""
    at: int = -1
    """Option that the arrows stand on."""
    marked: frozenset[str] = frozenset()
    probing: bool = False
    """The probe is to be said now, not the question."""


def face_lines(face: Face, look: Look) -> list[Content]:
    """The whole face; what does not fit is left out from what matters least, and said to be."""
    lines: list[Content] = []
    for spare in range(SPARE):
        lines = _lines(face, look, spare)
        if len(lines) <= look.height:
            return lines
    return [*lines[: look.height - 1], Content.styled(f" {CUT}", "italic")]


def _lines(face: Face, look: Look, spare: int) -> list[Content]:
    """`spare` leaves out more and more: room between options, facts and table, width of options, note, probe."""
    width = look.width
    lines = [_heading(face, width)]
    lines += [line for text in face.aloud for line in labelled(SAY, text, width, "bold")]
    lines += [line for text in face.lines for line in _free_line(text, width)]
    lines += face.table.lines(width) if face.table is not None and spare < 2 else []
    lines += labelled(SAY, face.say, width, "" if look.probing else "bold") if face.say else []
    is_probing = look.probing or spare < 5
    lines += labelled(PROBE, face.probe, width, "bold" if look.probing else "") if face.probe and is_probing else []
    lines += labelled(NOTE, face.note, width, "italic") if face.note and spare < 4 else []
    lines += _asked(face, look)
    lines += _options(face, look, spare)
    lines += [line for fact in face.facts for line in indented(fact, width, "$text-muted")] if spare < 2 else []
    return lines


def _heading(face: Face, width: int) -> Content:
    text = clipped(face.heading, width - 2)
    return Content.styled(f" {text} ", "bold reverse" if face.is_loud else "bold underline")


def _free_line(text: str, width: int) -> list[Content]:
    blanks = len(text) - len(text.lstrip(" "))
    style = "bold reverse" if text.startswith("!!!") else ""
    return [line for part in text.split("\n") for line in indented(part.strip(), width, style, by=1 + blanks)]


def _asked(face: Face, look: Look) -> list[Content]:
    lines = wrapped(plain(f" {face.ask}", "bold"), look.width) if face.ask else []
    return [*lines, *indented(f"Enter: {face.default}", look.width, "$text-muted", 1)] if face.default else lines


def _options(face: Face, look: Look, spare: int) -> list[Content]:
    if not face.options:
        return []
    by = LABEL if face.is_question else 1
    if len(face.options) > MANY_OPTIONS:
        return indented(
            f"{len(face.options)} choices: type a word or letters of one. F1 lists them.", look.width, by=by
        )
    items = [_option(face, look, i) for i in range(len(face.options))]
    half = (look.width - by) // 2 - 2
    if spare >= 3 and len(items) > 2:
        items = [item.truncate(half, ellipsis=True) for item in items]
    if (len(items) > FEW_OPTIONS or spare) and max(item.cell_length for item in items) <= half:
        return in_columns(items, look.width, by)
    return [line for item in items for line in _option_lines(item, look.width, by)]


def _option_lines(item: Content, width: int, by: int) -> list[Content]:
    first, *rest = wrapped(item, width - by)
    return [joined(Content(" " * by), first), *(joined(Content(" " * (by + 4)), line) for line in rest)]


def _option(face: Face, look: Look, i: int) -> Content:
    number, label = face.options[i]
    is_marked, is_here = number in look.marked, look.at == i
    box = ("[x] " if is_marked else "[ ] ") if face.several else ""
    arrow = "▸" if is_here or (is_marked and not face.several) else " "
    style = "bold" if is_marked or is_here else ""
    width = max(cells(each) for each, _ in face.options)
    return joined(Content(arrow), Content.styled(f"{number:>{width}}", "bold"), Content(f" {box}"), plain(label, style))


def under_lines(problem: str, read: str, offers: Sequence[Suggestion], at: int, width: int) -> list[Content]:
    """Under the input: why it was not taken, how it is understood, what is offered."""
    lines = indented(f"✗ {problem}", width, "bold $text-error", 2) if problem else []
    if read and not problem:
        lines += wrapped(joined(Content("  → "), plain(read, "bold")), width)[:3]
    for number, offer in enumerate(offers):
        detail = f"   {safe(offer.detail)}" if offer.detail and offer.detail != offer.label else ""
        text = clipped(f" {'▸' if number == at else ' '} {offer.label}{detail}", width)
        lines.append(Content.styled(text, "bold reverse" if number == at else "$text-muted"))
    return lines
