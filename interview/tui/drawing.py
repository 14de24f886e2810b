"""Draws a face as lines. What is read aloud, what is a hint and what is for the operator alone
never look alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual.content import Content

from interview.talk.face import Face
from interview.talk.suggest import Suggestion
from interview.tui.literal import (
    LABEL,
    NOTE,
    PROBE,
    SAY,
    cells,
    clipped,
    hanging,
    in_columns,
    indented,
    joined,
    labelled,
    plain,
    safe,
    wrapped,
)
from interview.tui.row_table import table_lines

FEW_OPTIONS = 6
"""More options than this stand in columns."""
LEAST_SHOWN = 5
"""Lines that a list of options keeps where not all of them have room; what else stands there
gives way.
"""
MANY_OPTIONS = 20
"""Of more options than this only a few are listed: they are found by typing, and the
conversation stays in sight.
"""
FEW_LINES = 10
LEAST_HALF = 40
"""Columns that an option must have before two are cut to stand side by side."""
ROOM_FOR_HEADING = 4
"""Lines below which the question is worth more than what it belongs to."""
ROOM_FOR_ALL, ROOM_FOR_AN_OPTION = 10, 3
"""Lines below which only question and options stand; and lines for one option, and that there
are more.
"""
CUT = "…  F1 shows all"
MORE = "  … F8 shows the rest"
"""Stands for the lines before a question that have no room."""
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
    aloud: str = SAY
    """What is to be looked at now: the question, its probe or its note."""
    shown: tuple[int, ...] | None = None
    """Options that fit what is being typed; None where all are shown."""
    skipped: int = 0
    """So many of a form's lines were looked at already."""

    def options(self, face: Face) -> tuple[int, ...]:
        """Positions of the options to be drawn."""
        return tuple(range(len(face.options))) if self.shown is None else self.shown


def face_lines(face: Face, look: Look) -> list[Content]:
    """The whole face; what does not fit is left out from what matters least, and said to be.

    Options that have no room at all are scrolled; the one that the arrows stand on is always among
    those drawn.
    """
    fitted = fitting_face(face, look)
    lines = _whole(fitted, look)
    return lines if lines is not None else _cut(fitted, look)


def fitting_face(face: Face, look: Look) -> Face:
    """The face with the lines from where they were left on, as many as there is room for.

    A long list before the question gives way, never the question itself.
    """
    fitted = replace(face, lines=face.lines[look.skipped :])
    while len(fitted.lines) > 1 and _whole(fitted, look) is None:
        fitted = replace(fitted, lines=_shortened(fitted.lines))
    return fitted


def lines_left(face: Face, look: Look) -> int:
    """How many of the face's lines have been shown with this look; 0 where that is all of them."""
    shown = look.skipped + sum(1 for line in fitting_face(face, look).lines if line != MORE)
    return shown if shown < len(face.lines) else 0


def _whole(face: Face, look: Look) -> list[Content] | None:
    """Everything that the face must show, in the least room that it needs; None where that is
    too little.
    """
    for spare in range(SPARE):
        lines = [
            *_above(face, look, spare),
            *_options(face, look, spare),
            *_below(face, look, spare),
        ]
        if len(lines) <= look.height:
            return lines
    for spare in range(1, SPARE) if face.options else ():
        above, below = _above(face, look, spare), _below(face, look, max(spare, 2))
        room = look.height - len(above) - len(below)
        if room >= LEAST_SHOWN:
            most = FEW_LINES if len(face.options) > MANY_OPTIONS else room
            return [*above, *_some_options(face, look, min(room, most)), *below]
    return None


def _cut(face: Face, look: Look) -> list[Content]:
    """As much as there is room for: of the question and its options at least, the rest only
    where both are whole.
    """
    question = [*_text(SAY, face.say, look, ""), *_asked(face, look)]
    if face.options and ROOM_FOR_AN_OPTION < look.height < ROOM_FOR_ALL:
        question = question[: look.height - ROOM_FOR_AN_OPTION]
        return [*question, *_some_options(face, look, look.height - len(question))]
    least = SPARE - 1
    lines = [*_above(face, look, least), *_options(face, look, least), *_below(face, look, least)]
    if look.height < ROOM_FOR_HEADING:
        lines = lines[1:]
    if (
        len(lines) <= look.height or look.height == 1
    ):  # One line of a question says more than that there is more.
        return lines[: look.height]
    return [*lines[: look.height - 1], Content.styled(f" {CUT}", "italic")]


def _shortened(lines: Sequence[str]) -> tuple[str, ...]:
    """The same lines with one less, and the last saying that some are left out."""
    kept = [line for line in lines if line != MORE]
    return (*kept[:-1], MORE)


def _above(face: Face, look: Look, spare: int) -> list[Content]:
    """`spare` leaves out more and more: room between options, facts and table, width of options,
    note, probe.
    """
    width = look.width
    lines = [_heading(face, width)]
    lines += [line for text in face.aloud for line in labelled(SAY, text, width, "bold")]
    lines += [line for text in face.lines for line in _free_line(text, width)]
    if face.table is not None and spare < 2:
        lines += table_lines(face.table, width)
    lines += _text(SAY, face.say, look, "")
    if look.aloud == PROBE or spare < 5:
        lines += _text(PROBE, face.probe, look, "")
    if look.aloud == NOTE or spare < 4:
        lines += _text(NOTE, face.note, look, "italic")
    return [*lines, *_asked(face, look)]


def _text(label: str, text: str, look: Look, style: str) -> list[Content]:
    """One of the three texts, if there is one; the one to look at now is bold and has a mark
    before it.
    """
    if not text:
        return []
    is_now = look.aloud == label
    return labelled(
        label,
        text,
        look.width,
        f"bold {style}" if is_now else style,
        is_marked=is_now and label != SAY,
    )


def _below(face: Face, look: Look, spare: int) -> list[Content]:
    facts = [*(face.facts if spare < 2 else ()), *face.known]
    return [line for fact in facts for line in indented(fact, look.width, "$text-muted")]


def _heading(face: Face, width: int) -> Content:
    text = clipped(face.heading, width - 2)
    return Content.styled(f" {text} ", "bold reverse" if face.is_loud else "bold underline")


def _free_line(text: str, width: int) -> list[Content]:
    blanks = len(text) - len(text.lstrip(" "))
    style = "bold reverse" if text.startswith("!!!") else ""
    return [
        line
        for part in text.split("\n")
        for line in indented(part.strip(), width, style, by=1 + blanks)
    ]


def _asked(face: Face, look: Look) -> list[Content]:
    lines = indented(face.ask, look.width, "bold", 1) if face.ask else []
    return (
        [*lines, *indented(f"Enter: {face.default}", look.width, "$text-muted", 1)]
        if face.default
        else lines
    )


def _options(face: Face, look: Look, spare: int) -> list[Content]:
    if not face.options:
        return []
    by = LABEL if face.is_question else 1
    items = [_option(face, look, i) for i in look.options(face)]
    half = (look.width - by) // 2 - 2
    if _may_be_cut(items, half, spare):
        items = [item.truncate(half, ellipsis=True) for item in items]
    go_side_by_side = max(item.cell_length for item in items) <= half
    if go_side_by_side and (spare or len(items) > FEW_OPTIONS):
        return in_columns(items, look.width, by)
    return [line for item in items for line in _option_lines(item, look.width, by)]


def _may_be_cut(items: list[Content], half: int, spare: int) -> bool:
    """Whether options may lose their ends to stand side by side: not where there is room below
    each other, nor where too little would be left of them to tell them apart.
    """
    return spare >= 3 and len(items) > 2 and half >= LEAST_HALF


def _some_options(face: Face, look: Look, height: int) -> list[Content]:
    """As many options as there is room for around the one that matters now, and how many more
    there are.
    """
    by, positions = LABEL if face.is_question else 1, look.options(face)
    blocks = [_option_lines(_option(face, look, i), look.width, by) for i in positions]
    first, last = _window([len(block) for block in blocks], _at(face, look, positions), height - 2)
    words = "   (type a word or a number, or ↑ ↓)"
    more = [f"▲ {first} more above" if first else "", f"▼ {len(blocks) - last} more below{words}"]
    above, below = (Content.styled(" " * by + text, "italic") for text in more)
    lines = [line for block in blocks[first:last] for line in block]
    return [above, *lines, *([below] if last < len(blocks) else [Content("")])]


def _at(face: Face, look: Look, positions: Sequence[int]) -> int:
    """Which of the drawn options matters now: where the arrows stand, else the first that is
    chosen.
    """
    wanted = [i for i in positions if look.at == i] or [
        i for i in positions if face.options[i][0] in look.marked
    ]
    return positions.index(wanted[0]) if wanted else 0


def _window(heights: Sequence[int], at: int, room: int) -> tuple[int, int]:
    """The first option drawn and the one after the last, with `at` about in the middle."""
    first, last, used = at, at + 1, heights[at]
    is_full = False
    while not is_full:
        is_full = True
        if last < len(heights) and used + heights[last] <= room:
            used, last, is_full = used + heights[last], last + 1, False
        if first > 0 and used + heights[first - 1] <= room:
            used, first, is_full = used + heights[first - 1], first - 1, False
    return first, last


def _option_lines(item: Content, width: int, by: int) -> list[Content]:
    first, *rest = wrapped(item, width - by)
    return [
        joined(Content(" " * by), first),
        *(joined(Content(" " * (by + 4)), line) for line in rest),
    ]


def _option(face: Face, look: Look, i: int) -> Content:
    number, label = face.options[i]
    is_marked, is_here = number in look.marked, look.at == i
    box = ("[x] " if is_marked else "[ ] ") if face.several else ""
    arrow = "▸" if is_here or (is_marked and not face.several) else " "
    style = "bold" if is_marked or is_here else ""
    width = max(cells(each) for each, _ in face.options)
    return joined(
        Content(arrow),
        Content.styled(f"{number:>{width}}", "bold"),
        Content(f" {box}"),
        plain(label, style),
    )


def under_lines(
    problem: str, remark: str, read: str, offers: Sequence[Suggestion], at: int, width: int
) -> list[Content]:
    """Under the input: why it was not taken, what is to be looked at, how it is understood, what
    is offered.
    """
    lines = indented(f"✗ {problem}", width, "bold $text-error", 2) if problem else []
    lines += indented(f"! {remark}", width, "bold", 2) if remark else []
    if read and not problem:
        lines += hanging(joined(Content("  → "), plain(read, "bold")), width, 4)[:3]
    for number, offer in enumerate(offers):
        detail = f"   {safe(offer.detail)}" if offer.detail and offer.detail != offer.label else ""
        text = clipped(f" {'▸' if number == at else ' '} {offer.label}{detail}", width)
        lines.append(Content.styled(text, "bold reverse" if number == at else "$text-muted"))
    return lines
