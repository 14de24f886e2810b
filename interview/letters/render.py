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
from interview.core.author_text import AuthorError, Problem
from interview.core.state import State
from interview.core.texts import Place
from interview.letters.blocks import Blocks, holes_in
from interview.letters.document import Document, LetGo
from interview.letters.edit import edited
from interview.letters.exhibits import goes_with, lettered
from interview.letters.functions import Functions
from interview.letters.letter import REASON_PARTS, Letter, on_path_reasons
from interview.letters.marks import marked
from interview.letters.names import named
from interview.letters.openings import openings_of
from interview.letters.placeholders import without_marks
from interview.letters.quoting import with_own_words_quoted
from interview.letters.read_markdown import parse
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
    telling = Telling(state, letter.voice, today, lettered(statuses, whose), papers)
    markdown = _markdown(letter, telling, rights)
    if (
        letter.is_sparing
    ):  # What it names is known only once it is written, and the exhibit letters only then.
        telling = Telling(
            state, letter.voice, today, lettered(statuses, letter.id, telling.cited), papers
        )
        markdown = _markdown(letter, telling, rights)
    source = without_marks(markdown, telling.placeholders)
    drawn = with_own_words_quoted(parse(source, telling.placeholders))
    blocks = edited(drawn)
    readings = tuple(dict.fromkeys(decided.reading for decided in telling.decided))
    concerns = telling.concerns(letter.when)
    openings = openings_of(blocks, telling, letter, concerns)
    let_go = (*_holes_let_go(drawn), *_papers_let_go(letter, telling, statuses))
    return Document(
        letter, marked(blocks), openings, today, readings, concerns, let_go, telling.exhibits
    )


def _holes_let_go(drawn: Blocks) -> Iterator[LetGo]:
    """What the signer waived of what this letter would print."""
    holes = {hole.address: hole for hole in holes_in(drawn) if hole.waived}
    return (LetGo(hole.address, hole.title, hole.waived) for hole in holes.values())


def _papers_let_go(
    letter: Letter, telling: Telling, statuses: Iterable[AttachmentStatus]
) -> Iterator[LetGo]:
    """Documents without which it goes, or that go along although they are too old."""
    cited = telling.cited if letter.is_sparing else None
    for status in statuses:
        is_its_own = not letter.is_internal and goes_with(status, letter.id, cited)
        if is_its_own and status.is_let_go and status.is_missing(telling.today):
            yield LetGo(status.address, one_line(status.title), status.waived)


def _markdown(letter: Letter, telling: Telling, rights: Mapping[str, str]) -> str:
    template = letter.templates.environment.get_template(letter.file)
    try:
        return _limited(template, _context(letter, telling, rights))
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


def _context(letter: Letter, telling: Telling, rights: Mapping[str, str]) -> dict[str, object]:
    names = letter.templates.names
    first_words = dict.fromkeys(
        id.partition(".")[0] for id in names.tree.positions if names.question(id)
    )
    context: dict[str, object] = {word: named(telling, names, word) for word in first_words}
    context |= Functions(telling, names).all() | Scopes(telling).all()
    context[RIGHTS] = Rights(telling, names.rights, rights)
    context["letter"] = _Own(
        telling, {"title": letter.title, "subject": letter.subject, "addressee": letter.addressee}
    )
    context["reasons"] = _reasons(letter, telling)
    context["reasons_of"] = lambda group: _reasons(letter, telling, group)
    return context


def _reasons(letter: Letter, telling: Telling, group: str = "") -> list[_Own]:
    """The case's reasons as a template goes through them: all, or those of one group."""
    return [
        _Own(
            telling,
            {"label": str(module.label), "name": str(module.letter)},
            {part: letter.templates.reason_part(module.name, part) for part in REASON_PARTS},
        )
        for module in on_path_reasons(telling.state)
        if group in ("", module.group)
    ]


class _Own:
    """Fixed words by name, such as a letter's title, and the templates of a reason by part."""

    def __init__(
        self, telling: Telling, words: dict[str, str], parts: Mapping[str, str] | None = None
    ) -> None:
        self.telling = telling
        self.words = words
        self.parts = parts or {}

    def get(self, name: str) -> object:
        if name in self.parts:
            return self.parts[name]
        if name in self.words:
            return Words(self.telling, self.words[name])
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
