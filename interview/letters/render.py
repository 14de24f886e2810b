"""From a letter's template and a case to its blocks: render, parse, leave out what is waived,
mark what is reported.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from jinja2 import Template, TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from interview.core.attachments import AttachmentStatus
from interview.core.source import AuthorError, Problem
from interview.core.state import State
from interview.core.tree import Place
from interview.letters.blocks import Blocks, holes_in
from interview.letters.document import Document, LetGo
from interview.letters.edit import edited
from interview.letters.exhibits import goes_with, lettered
from interview.letters.functions import Functions
from interview.letters.letter import Letter, on_path_reasons
from interview.letters.marks import marked
from interview.letters.names import named
from interview.letters.openings import openings_of
from interview.letters.parse import parse
from interview.letters.placeholders import without_marks
from interview.letters.quoting import with_own_words_quoted
from interview.letters.rights import RIGHTS, Rights
from interview.letters.sanitise import one_line
from interview.letters.scopes import Scopes
from interview.letters.telling import Misuse, Telling
from interview.letters.values import Words

LONGEST = 400_000
"""Characters of Markdown that one letter may have."""


def render(
    letter: Letter,
    state: State,
    today: date,
    attachments: Iterable[AttachmentStatus],
    rights: Mapping[str, str] = MappingProxyType({}),
) -> Document:
    """The letter for this case as blocks, with everything that is still open in it.

    `rights` are the texts that the templates call `rights.name`; every one of them may be printed.
    The same letter, events, day, documents and rights give the same blocks. Raises AuthorError with
    the template's file and line when the template breaks a rule.
    """
    statuses = tuple(attachments)
    papers = tuple(s for s in statuses if s.attachment.blocking and goes_with(s, letter.id, ()))
    whose = None if letter.is_internal else letter.id
    case = Telling(state, letter.voice, today, lettered(statuses, whose), papers)
    markdown = _markdown(letter, case, rights)
    if (
        letter.is_sparing
    ):  # What it names is known only once it is written, and the exhibit letters only then.
        case = Telling(
            state, letter.voice, today, lettered(statuses, letter.id, case.cited), papers
        )
        markdown = _markdown(letter, case, rights)
    source = without_marks(markdown, case.placeholders)
    drawn = with_own_words_quoted(parse(source, case.placeholders))
    blocks = edited(drawn)
    readings = tuple(dict.fromkeys(decided.reading for decided in case.decided))
    concerns = case.concerns(letter.when)
    openings = openings_of(blocks, case, letter, concerns)
    let_go = (*_holes_let_go(drawn), *_papers_let_go(letter, case, statuses))
    return Document(
        letter, marked(blocks), openings, today, readings, concerns, let_go, case.exhibits
    )


def _holes_let_go(drawn: Blocks) -> Iterator[LetGo]:
    """What the signer waived of what this letter would print."""
    holes = {hole.address: hole for hole in holes_in(drawn) if hole.waived}
    return (LetGo(hole.address, hole.title, hole.waived) for hole in holes.values())


def _papers_let_go(
    letter: Letter, case: Telling, statuses: Iterable[AttachmentStatus]
) -> Iterator[LetGo]:
    """Documents without which it goes, or that go along although they are too old."""
    cited = case.cited if letter.is_sparing else None
    for status in statuses:
        is_its_own = not letter.is_internal and goes_with(status, letter.id, cited)
        if is_its_own and status.is_let_go and status.is_missing(case.today):
            yield LetGo(status.address, one_line(status.title), status.waived)


def _markdown(letter: Letter, case: Telling, rights: Mapping[str, str]) -> str:
    template = letter.templates.environment.get_template(letter.file)
    try:
        return _limited(template, _context(letter, case, rights))
    except Misuse as misuse:
        raise _problem(misuse, letter, misuse.sentence) from misuse
    except UndefinedError as error:
        raise _problem(error, letter, f"{error}. Please check the spelling.") from error
    except RecursionError as error:
        sentence = "This template includes itself without end. Please remove one of the includes."
        raise AuthorError([Problem(Place(letter.file, 1, 1), "template", sentence)]) from error
    except (TemplateError, SecurityError, TypeError, ValueError) as error:
        raise _problem(error, letter, f"This cannot be rendered: {error}.") from error


def _limited(template: Template, context: dict[str, object]) -> str:
    pieces: list[str] = []
    length = 0
    for piece in template.generate(context):
        pieces.append(piece)
        length += len(piece)
        if length > LONGEST:
            sentence = f"This letter grows beyond {LONGEST:,} characters."
            raise Misuse(f"{sentence} Please either shorten its loops or split it.")
    return "".join(pieces)


def _context(letter: Letter, case: Telling, rights: Mapping[str, str]) -> dict[str, object]:
    names = letter.templates.names
    first_words = dict.fromkeys(
        id.partition(".")[0] for id in names.tree.positions if names.question(id)
    )
    context: dict[str, object] = {word: named(case, names, word) for word in first_words}
    context |= Functions(case, names).all() | Scopes(case).all()
    context[RIGHTS] = Rights(case, names.rights, rights)
    context["letter"] = _Own(
        case, {"title": letter.title, "subject": letter.subject, "addressee": letter.addressee}
    )
    context["reasons"] = _reasons(letter, case)
    context["reasons_of"] = lambda group: _reasons(letter, case, group)
    return context


def _reasons(letter: Letter, case: Telling, group: str = "") -> list[_Own]:
    """The case's reasons as a template goes through them: all, or those of one group."""
    return [
        _Own(
            case,
            {"label": str(module.label), "name": str(module.letter)},
            letter.templates.reason_part(module.name),
        )
        for module in on_path_reasons(case.state)
        if group in ("", module.group)
    ]


class _Own:
    """Fixed words by name, such as a letter's title; `part` is the template that answers a
    reason.
    """

    PART = "part"

    def __init__(self, case: Telling, words: dict[str, str], part: str = "") -> None:
        self.case = case
        self.words = words
        self.part = part

    def get(self, name: str) -> object:
        if name == self.PART and self.part:
            return self.part
        if name in self.words:
            return Words(self.case, self.words[name])
        raise Misuse(f"There is no .{name} here. Please choose from: {', '.join(self.words)}")


def _problem(error: BaseException, letter: Letter, sentence: str) -> AuthorError:
    """The error with the innermost template line it happened on."""
    files = letter.templates.sources
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename in files]
    place = (
        Place(frames[-1].filename, frames[-1].lineno or 1, 1)
        if frames
        else Place(letter.file, 1, 1)
    )
    return AuthorError([Problem(place, "template", sentence)])
