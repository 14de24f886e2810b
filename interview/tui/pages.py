"""The side pane's pages as rows: letter, missing, outline, to get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.content import Content

from interview.case import missing
from interview.case.outline import outline
from interview.case.sources import source_words
from interview.core.attachments import AttachmentStatus
from interview.core.explain import why
from interview.sitting.session import Session
from interview.tui.line_view import Row, Stop
from interview.tui.literal import joined, plain, safe

if TYPE_CHECKING:
    from interview.letters.document import Document
    from interview.letters.trace import Traced

LETTER, MISSING, OUTLINE, TO_GET = "Letter", "Missing", "Outline", "To get"
PAGES = (LETTER, MISSING, OUTLINE, TO_GET)
_MARKS = {"answered": "✓", "open": "○", "to confirm": "?", "put off": "…", "skipped": "–"}

_SAID = frozenset({"put off", "to confirm"})
"""Where an entry of the outline stands, told in words as well."""


@dataclass
class Page:
    """What a page shows, and what is told about what the cursor is on."""

    rows: list[Row]
    count: str = ""
    """Stands beside the page's name."""
    about: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Lines by key, for the place below the page."""
    goes_to: dict[str, str] = field(default_factory=dict)
    """Address that Enter leads to, by key."""


def gap() -> Row:
    return Row(Content(""))


def title(text: str) -> Row:
    return Row(plain(text, "bold underline"))


# letter


class LetterPage:
    """One letter as it stands, of those the case calls for; knows what each said before, to mark
    what has changed.
    """

    def __init__(self) -> None:
        self._before: dict[str, frozenset[str]] = {}
        self._shown = ""
        """The letter that is looked at; the first one while nobody has turned to another."""
        self._turned = 0

    def turn(self, by: int) -> None:
        """The next letter, or the one before."""
        self._turned += by

    def page(self, session: Session) -> Page:
        """The letter that is looked at. Raises AuthorError when a template breaks a rule."""
        from interview.case import (
            letters,
        )  # Slow to import, and not needed before the first question.
        from interview.sitting.desk import standing_lines

        chosen = letters.letters_for(session.workplace.letters, session.state)
        if not chosen:
            return Page([Row(plain(line), indent=2) for line in _undecided(session)])
        at = self._position([each.id for each in chosen])
        document = letters.render_letter(chosen[at], session.state, session.today)
        page, said = Page([title(document.letter.title)]), set[str]()
        if len(chosen) > 1:
            page.count = f"{at + 1} of {len(chosen)}"
            page.rows.append(Row(plain(f"Letter {page.count}; ← → another one", "$text-muted")))
        page.rows.append(gap())
        self._body(page, document, said)
        page.rows += [
            gap(),
            *(Row(plain(line), indent=4) for line in standing_lines(document, session.state)),
        ]
        self._before[self._shown] = frozenset(said)
        return page

    def _position(self, ids: list[str]) -> int:
        """Which of these letters is looked at now, after whatever was turned since."""
        at = ids.index(self._shown) if self._shown in ids else 0
        at, self._turned = (at + self._turned) % len(ids), 0
        self._shown = ids[at]
        return at

    def _body(self, page: Page, document: Document, said: set[str]) -> None:
        from interview.letters.trace import trace

        before = self._before.get(self._shown)
        for block in document.body:
            parts = trace((block,))
            said.update(part.text for part in parts)
            is_lit = before is not None and any(p.text not in before for p in parts)
            for row, row_parts in _block_rows(block, parts):
                _number(page, row, row_parts)
                row.is_lit = is_lit
                page.rows.append(row)
            page.rows.append(gap())


def _block_rows(
    block: object, parts: tuple[Traced, ...]
) -> Iterator[tuple[Row, tuple[Traced, ...]]]:
    """A paragraph is one row with a stop for each sentence; items, table rows and lines have a
    row each.
    """
    from interview.letters import blocks as b

    match block:
        case b.Heading():
            yield _row(parts, "bold"), parts
        case b.Paragraph(inlines) if not any(
            isinstance(leaf, b.Break) for leaf in b.leaves(inlines)
        ):
            yield _row(parts), parts
        case b.Paragraph():
            yield from ((_row((part,)), (part,)) for part in parts)
        case b.SignatureLine():
            yield Row(Content("  _______________________   ____________")), ()
        case b.Rule():
            yield Row(Content("  ────────")), ()
        case _:
            yield from ((_row((part,), mark="• "), (part,)) for part in parts)


def _row(parts: tuple[Traced, ...], style: str = "", mark: str = "") -> Row:
    text = Content(f"  {mark}")
    for number, part in enumerate(parts):
        words = plain(part.text, style)
        for hole in part.holes:
            start = part.text.find(hole.text)
            if start >= 0:
                words = words.stylize(
                    "bold reverse" if hole.blocking else "reverse", start, start + len(hole.text)
                )
        text = joined(text, Content(" " if number else ""), words)
    return Row(text, indent=2 + len(mark))


def _number(page: Page, row: Row, parts: tuple[Traced, ...]) -> None:
    """Gives the row its stops, and says for each what it comes from."""
    start, stops = len(row.text.plain) - sum(len(safe(p.text)) + 1 for p in parts) + bool(parts), []
    for part in parts:
        key = f"s{len(page.about)}"
        end = start + len(safe(part.text))
        stops.append(Stop(key, start, end))
        start = end + 1
        page.about[key] = tuple(_comes_from(part))
        addresses = [ref.address for ref in part.references] + [hole.address for hole in part.holes]
        if addresses:
            page.goes_to[key] = addresses[0]
    row.stops = tuple(stops)


def _comes_from(part: Traced) -> Iterator[str]:
    for ref in part.references:
        call = f", call {ref.call}" if ref.call else ""
        told = f"follows from {ref.follows}" if ref.follows else source_words(ref.source)
        yield f"← {ref.title or ref.address} ({told}{call})"
    yield from (f"○ still open: {hole.title}, {hole.who}" for hole in part.holes)
    yield from (f"because {reading.text}" for reading in part.readings)
    if not part.references and not part.holes and not part.readings:
        yield "Words of the letter itself; no answer stands in them."


def _undecided(session: Session) -> list[str]:
    from interview.case import letters

    choice = letters.choice_of_letters(session.workplace.letters, session.state)
    waiting = [
        f"○ {each.title}: depends on {depends}" for each, truth, depends in choice if truth is None
    ]
    return ["No letter applies yet.", *waiting]


# missing, to get, outline


def missing_count(session: Session) -> str:
    """How many documents are missing; a tick when none is, a question mark while that is not
    decided.
    """
    report = missing.missing_report(session.state, session.today)
    return str(len(report.missing)) if report.missing else "✓" if report.is_complete else "?"


def missing_page(session: Session) -> Page:
    """Documents: missing, perhaps needed, waived, held."""
    report = missing.missing_report(session.state, session.today)
    page = Page([])
    groups = (
        ("Still missing", report.missing),
        ("May be needed", report.perhaps),
        ("Waived by the signer", report.waived),
        ("Held", report.held),
    )
    for name, statuses in groups:
        if statuses:
            page.rows.append(title(f"{name} ({len(statuses)})"))
        for status in statuses:
            mark = "✓" if status.held and not status.is_too_old(report.today) else "○"
            page.rows.append(
                Row(joined(Content(f" {mark} "), plain(status.title, "bold")), indent=3)
            )
            page.rows[-1].stops = (Stop(status.address),)
            page.rows += [
                Row(plain(f"   {line}", "$text-muted"), indent=3)
                for line in _document_lines(status)
            ]
            page.about[status.address] = (
                f"Document {status.address}. Put one in with: interview attach",
            )
    page.rows = page.rows or [Row(Content("No documents are needed so far."))]
    return page


def _document_lines(status: AttachmentStatus) -> Iterator[str]:
    if status.held is not None:
        dated = f", dated {status.held.document_date}" if status.held.document_date else ""
        yield f"{status.held.name}{dated}"
        return
    if status.is_let_go:
        yield f"let go: {status.waived}"
    yield f"who has it: {missing.has_words(status)}"
    yield f"why: {status.why}"
    if status.attachment.months:
        yield f"not older than {status.attachment.months} months"
    if status.needed is None:
        yield f"depends on: {status.depends}"


def to_get_page(session: Session) -> Page:
    """Open questions by the party to ask."""
    found = missing.addresses_to_get(session.state, session.today)
    page = Page([], str(sum(map(len, found.values()))))
    for party, addresses in found.items():
        page.rows.append(title(f"From {missing.HAS[party]} ({len(addresses)})"))
        for address in addresses:
            mark = _MARKS["to confirm" if session.state.answer(address).to_confirm else "open"]
            words = missing.title_to_get(session.state, address, session.today).replace("\n", " ")
            page.rows.append(Row(plain(f" {mark} {words}"), (Stop(address),), 3))
            page.goes_to[address] = address
    page.rows = page.rows or [Row(Content("Every question is answered."))]
    return page


def outline_page(session: Session) -> Page:
    """Every question by section; why a skipped one is not asked stands below."""
    page, section = Page([]), ""
    pending = session.pending()
    here = pending.address if pending is not None else ""
    for entry in outline(session.state):
        if entry.section != section:
            section = entry.section
            page.rows.append(title(section))
        style = (
            "$text-muted"
            if entry.standing == "skipped"
            else "bold"
            if entry.address == here
            else ""
        )
        shown = f": {entry.shown}" if entry.shown else ""
        mark = "▸" if entry.address == here else _MARKS[entry.standing]
        words = f" {mark} {entry.title}{shown}" + (
            f" ({entry.standing})" if entry.standing in _SAID else ""
        )
        page.rows.append(Row(plain(words.replace("\n", " "), style), (Stop(entry.address),), 3))
        page.goes_to[entry.address] = entry.address
    return page


def why_skipped(session: Session, address: str) -> tuple[str, ...]:
    """Why a question of the outline is asked, or is not."""
    return (why(session.state, address),) if session.state.find(address) is not None else ()
