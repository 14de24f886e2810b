"""The prescriber's sheet: what only the prescriber can give, in the order of the letter, to be
filled in.

Each answer stands under the sentence of the letter that it completes. The answers come back through
the interview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from interview.case import roles
from interview.case.due_report import due_report
from interview.case.following import told_by
from interview.case.letters import letters_for, render_letter
from interview.case.missing import addresses_to_get, missing_report
from interview.case.prompts import choices
from interview.case.summary import role_text
from interview.case.when import day_words
from interview.case.workplace import Workplace
from interview.core.answer import Answer
from interview.core.answers import Party
from interview.core.state import State
from interview.letters import blocks as b
from interview.letters.document import Document
from interview.letters.marks import DAGGER
from interview.letters.telling import PARTIES, title_of
from interview.letters.trace import units
from interview.papers.sheets.pieces import clipped, heading, own, para, said, strong
from interview.rights.known import is_urgent

TITLE = "Still to get from the prescriber"
MOST_OPTIONS = 8
"""Options that are printed as boxes; of more, the answer is written."""
_CHECKED = (("chart_agrees", "The chart says the same"), ("chart_differs", "No, the chart says:"))
_LONGEST_SENTENCE = 420
_LONGEST_VALUE = 90


@dataclass(frozen=True, slots=True)
class Wanted:
    """One answer that is open, or that is to be held against the chart."""

    address: str
    number: int
    """Its number on the sheet, from 1."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a letter and the answers that complete it; without a sentence, answers that
    no letter prints.
    """

    sentence: b.Inlines
    wanted: tuple[Wanted, ...]


def prescriber_blocks(workplace: Workplace, state: State, today: date) -> b.Blocks:
    """The form for the prescriber."""
    letters = [each for each in letters_for(workplace.letters, state) if not each.is_internal]
    passages = passages_of([render_letter(each, state, today) for each in letters], state, today)
    head = (heading(1, TITLE), *_head(state))
    if not passages:
        return (
            *head,
            para("Nothing is open that only the prescriber can answer."),
            *_papers(state, today),
        )
    return (
        *head,
        *_by(workplace, state),
        para(
            "Please fill in what the chart says. [1] in a sentence of the letter is the place of"
            " answer 1. Where you do not know, write “not known”; nothing is filled in for you."
        ),
        *(block for passage in passages for block in _passage(state, passage)),
        *_papers(state, today),
        b.SignatureLine(),
        _back(state),
    )


def passages_of(documents: Iterable[Document], state: State, today: date) -> tuple[Passage, ...]:
    """What is to be got, in the order of the letters; then what no sentence prints, in tree
    order.
    """
    documents = tuple(documents)
    wanted = _addresses(documents, state, today)
    numbers: dict[str, int] = {}
    found: list[Passage] = []
    for sentence in _sentences(documents):
        new = _numbered_anew((each for each in _in(sentence) if each in wanted), numbers)
        if new:
            found.append(Passage(_with_numbers(sentence, numbers), new))
    left = _numbered_anew((each for each in state.addresses() if each in wanted), numbers)
    return (*found, Passage((), left)) if left else tuple(found)


def _sentences(documents: Iterable[Document]) -> Iterator[b.Inlines]:
    """Sentences, cells and headings of the letters, as they are read."""
    for document in documents:
        for block in document.body:
            yield from units(block)


def _numbered_anew(addresses: Iterable[str], numbers: dict[str, int]) -> tuple[Wanted, ...]:
    """Gives the next number to each address that has none: an answer that several sentences print
    is asked for at the first.
    """
    new: list[Wanted] = []
    for address in addresses:
        if address not in numbers:
            numbers[address] = len(numbers) + 1
            new.append(Wanted(address, numbers[address]))
    return tuple(new)


def _addresses(documents: Iterable[Document], state: State, today: date) -> frozenset[str]:
    """Questions that the prescriber is to be asked, and those whose answer is to be held against
    the chart.
    """
    of_letters = (
        o.address for d in documents for o in d.openings if o.who == PARTIES[Party.prescriber]
    )
    asked = (*addresses_to_get(state, today).get(Party.prescriber, ()), *of_letters)
    return frozenset(address for address in asked if state.find(address) is not None)


def _in(inlines: b.Inlines) -> Iterator[str]:
    for leaf in b.leaves(inlines):
        if isinstance(leaf, b.Hole):
            yield leaf.address
        elif isinstance(leaf, b.Text) and leaf.ref is not None:
            yield leaf.ref.address


def _with_numbers(sentence: b.Inlines, numbers: dict[str, int]) -> b.Inlines:
    """The sentence with a number in each place that is asked for, a dash where somebody else is
    asked.
    """
    found: list[b.Inline] = []
    room = _LONGEST_SENTENCE
    for leaf in b.leaves(sentence):
        match leaf:
            case b.Break():
                found.append(own(" "))
            case b.Hole(address) if address in numbers:
                found.append(strong(own(f"[{numbers[address]}]")))
            case b.Hole():
                found.append(own("[…]"))
            case b.Text(text, ref) if not _is_note_mark(text):
                words = _shortened(leaf)
                if room > 0:
                    found.append(b.Text(words[:room], is_value=leaf.is_value))
                room -= len(words)
                if ref is not None and ref.address in numbers:
                    found.append(strong(own(f" [{numbers[ref.address]}]")))
    while found and found[-1] == own(" | "):  # Empty cells at the end of a table's row.
        found.pop()
    return tuple(found)


def _is_note_mark(text: str) -> bool:
    """Whether this is the mark of a note below the table, which the sheet does not print."""
    return bool(text) and not text.strip(DAGGER)


def _shortened(text: b.Text) -> str:
    """A long value cut off; the letter's own words stay whole."""
    is_short = len(text.text) <= _LONGEST_VALUE
    return text.text if is_short or not text.is_value else f"{text.text[:_LONGEST_VALUE]}…"


def _passage(state: State, passage: Passage) -> Iterator[b.Block]:
    if not passage.sentence:
        yield heading(2, "Also needed, though no sentence of the letter prints it")
    elif _says_more(passage):
        yield b.Quote((b.Paragraph((b.Emphasis(passage.sentence),)),))
    for wanted in passage.wanted:
        yield _blank(state, state.answer(wanted.address), wanted)


def _says_more(passage: Passage) -> bool:
    """Whether a sentence holds words beside the places to fill in."""
    words = b.plain(passage.sentence)
    for wanted in passage.wanted:
        words = words.replace(f"[{wanted.number}]", "")
    return any(each.isalnum() for each in words)


def _blank(state: State, answer: Answer, wanted: Wanted) -> b.Blank:
    title = strong(own(f"[{wanted.number}] "), said(title_of(state, answer)))
    if answer.is_known and answer.text and answer.claim is not None:
        told = told_by(state, answer)
        label = (title, own(": “"), said(answer.text), own(f"” ({told})"))
        return b.Blank(wanted.address, label, 1, _CHECKED)
    options = choices(state, answer.question)
    boxes = (
        tuple((key, clipped(words, 60)) for key, words in options)
        if len(options) <= MOST_OPTIONS
        else ()
    )
    lines = 0 if boxes else answer.question.kind.lines
    return b.Blank(wanted.address, (title, *_unit(answer)), lines, boxes)


def _unit(answer: Answer) -> b.Inlines:
    """In what it is counted, where that is given."""
    return (own(f" (in {' or '.join(answer.question.units)})"),) if answer.question.units else ()


def _head(state: State) -> Iterator[b.Block]:
    shown = (
        ("Patient: ", roles.PATIENT_NAME),
        ("Born: ", roles.BIRTH_DATE),
        ("Treatment: ", roles.DRUG),
    )
    found: list[b.Inline] = []
    for label, role in shown:
        text = role_text(state, role)
        found += [own(f"{'   ' if found else ''}{label}"), strong(said(text, 60))] if text else []
    if found:
        yield b.Paragraph(tuple(found))


def _by(workplace: Workplace, state: State) -> Iterator[b.Block]:
    by = due_report(workplace, state).working
    if is_urgent(state):
        yield para(strong(own("Urgent: a fast review is asked for. Please give it back today.")))
    elif by is not None:
        words = "Please give it back by "
        yield para(words, strong(own(f"{by.documents:%A}, {day_words(by.documents)}")), ".")


def _papers(state: State, today: date) -> Iterator[b.Block]:
    """Documents are gathered by the office; here only that there are some."""
    count = sum(
        1
        for s in missing_report(state, today).missing
        if s.has is Party.prescriber and not s.holder
    )
    if count:
        papers = "one paper" if count == 1 else f"{count} papers"
        yield para(
            f"The office also still needs {papers} from the chart; they stand on the office's own"
            " list."
        )


def _back(state: State) -> b.Paragraph:
    opened = state.record.opened
    case = opened.case if opened is not None else ""
    return para(
        f"For the office: type the answers in with interview resume {case}, as desk work with the"
        " chart. /jump and the small word beside an answer lead to its question; /review goes"
        " through what was to be held against the chart."
    )
