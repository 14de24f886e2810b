"""One case as one line of the list."""

from __future__ import annotations

from dataclasses import dataclass, field

from textual.content import Content

from interview.case import roles
from interview.case.dispositions import DISPOSITIONS
from interview.case.workplace import Workplace
from interview.caseload.examples import example_cases
from interview.caseload.worklist import WorkItem
from interview.core.answers import Party
from interview.tui.line_view import CHOSEN, Row, Stop
from interview.tui.literal import padded, plain

NEW = "new"
_SHORT = {
    Party.patient: "pat",
    Party.proxy: "fam",
    Party.prescriber: "dr",
    Party.plan: "plan",
    Party.pharmacy: "rx",
    Party.laboratory: "lab",
    Party.coordinator: "us",
}
"""Who can tell, where there is little room."""
_TITLES = ("Next", "Patient", "Reason", "Done", "To get from", "Last call", "Case")
NARROW = 100
GAP = " "


def columns(width: int) -> tuple[int, ...]:
    """Widths of the columns. The reason takes what is left; last call and case are left out
    where there is no room.
    """
    rest = [27, 16, 0, 7, 13, 0, 0] if width < NARROW else [30, 24, 0, 7, 24, 13, 9]
    rest[2] = max(width - sum(rest) - sum(1 for size in rest if size), 8)
    return tuple(rest)


def _line(cells: tuple[str, ...], width: int) -> str:
    return GAP.join(
        padded(text, size) for text, size in zip(cells, columns(width), strict=True) if size
    )


def case_header(width: int) -> Content:
    return Content.styled(" " + _line(_TITLES, width), "bold underline")


@dataclass(slots=True)
class CaseRow:
    """A row that is drawn when it is looked at."""

    item: WorkItem
    twins: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = field(init=False)
    is_lit: bool = False

    def __post_init__(self) -> None:
        self.stops = (Stop(self.item.case),)

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int, stop: Stop | None) -> list[Content]:
        item = self.item
        to_get = " ".join(f"{_SHORT[party]} {n}" for party, n in item.to_get.items())
        called = f"{item.last_call:%b %d %H:%M}" if item.last_call is not None else ""
        patient = (
            item.patient or ("cannot be read" if not item.seen.summary else "no name yet")
        ) + (" ⧉" if self.twins else "")
        cells = (next_words(item), patient, item.reason, item.progress, to_get, called, item.case)
        is_near = item.seen.next is not None and item.seen.next.is_near
        style = (
            "bold" if is_near or item.seen.is_unsafe else "$text-muted" if item.is_silent else ""
        )
        line = plain(_line(cells, width), style)
        return [line.stylize(CHOSEN) if stop is not None else line]


def next_words(item: WorkItem) -> str:
    """What is to be done next, in a few words."""
    if item.seen.is_unsafe:
        return "! SAFETY OPEN"
    if item.seen.next is not None:
        return f"{'no call; ' if item.is_silent else ''}{item.seen.next.short}"
    if item.is_silent:
        return "do not call"
    if item.last_call is not None and not item.seen.text("disposition"):
        return "cut off"
    return dict(DISPOSITIONS).get(item.seen.text("disposition"), "").partition(":")[0].lower()


def new_row() -> Row:
    return Row(plain("New interview", "bold"), (Stop(NEW),))


def example_rows(workplace: Workplace) -> list[Row]:
    """The worked examples; a copy is opened."""
    rows = [
        Row(plain("")),
        Row(plain("Worked examples with made-up people (Enter opens a copy to try things on)")),
    ]
    for each in example_cases(workplace):
        words = (
            each.roles.get(roles.PATIENT_NAME, ""),
            each.roles.get(roles.DRUG, ""),
            each.roles[roles.REASONS],
        )
        rows.append(
            Row(plain(f"  {' · '.join(word for word in words if word)}"), (Stop(each.case),), 4)
        )
    return rows if len(rows) > 2 else []
