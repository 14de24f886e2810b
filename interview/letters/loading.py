"""Loads the letters that templates declare in their front matter: one `key: value` a line; an
indented line goes on with the one above."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from interview.core.author_text import AuthorError, Problem
from interview.core.axes import Presumption
from interview.core.conditions import Condition, ConditionError
from interview.core.conditions.parse import parse_condition
from interview.core.nearest import did_you_mean
from interview.core.texts import Place
from interview.core.tree import Tree
from interview.letters.check import check_letter, check_sources
from interview.letters.environment import LetterEnvironment
from interview.letters.letter import CITED, KEYS, VOICES, Letter, Templates, Voice
from interview.letters.names import TreeNames
from interview.letters.template_lines import joined
from interview.letters.values import OFFICE

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"([a-z_]+):[ \t]*(.*?)[ \t]*$")


def load_letters(
    sources: Mapping[str, str], tree: Tree, rights: Iterable[str] = ()
) -> tuple[Letter, ...]:
    """The letters that these templates (text by name, such as `records_request.md.j2`) declare, in
    their order.

    `rights` are the names that may follow `rights.`; their texts come with each rendering. Raises
    AuthorError with every problem found: front matter, syntax, names, tests, and what templates may
    not do.
    """
    problems = list(check_sources(sources, tree))
    if problems:
        raise AuthorError(problems)
    names = TreeNames(tree, rights)
    laid_out = {name: joined(_blanked(text)) for name, text in sources.items()}
    templates = Templates(laid_out, LetterEnvironment(laid_out), names)
    letters = [
        _Front(name, text, templates, problems).letter()
        for name, text in sources.items()
        if _FRONT.match(text)
    ]
    found = sorted((each for each in letters if each), key=lambda each: (each.order, each.id))
    for letter in found:
        problems += check_letter(letter).problems
    problems += _same_ids(found)
    problems += _unknown_letters(tree, [letter.id for letter in found])
    if problems:
        raise AuthorError(dict.fromkeys(problems))
    return tuple(found)


def _blanked(text: str) -> str:
    match = _FRONT.match(text)
    return "\n" * text[: match.end()].count("\n") + text[match.end() :] if match else text


def _unknown_letters(tree: Tree, known: list[str]) -> Iterator[Problem]:
    """A document that goes with a letter nobody wrote would be left out of all of them."""
    for attachment in tree.attachments:
        for id in attachment.letters:
            if id not in known:
                sentence = (
                    f"{attachment.id} goes with a letter {id}, which there is not."
                    f" {did_you_mean(id, known)}"
                )
                yield Problem(attachment.place, "unknown_letter", sentence)


def _same_ids(letters: list[Letter]) -> list[Problem]:
    seen: dict[str, Letter] = {}
    problems = []
    for letter in letters:
        first = seen.setdefault(letter.id, letter)
        if first is not letter:
            sentence = f"{first.file} is called {letter.id} as well. Please rename one of the two."
            problems.append(Problem(Place(letter.file, 1, 1), "letter_twice", sentence))
    return problems


class _Front:
    """Reads the lines between the two `---`: one `key: value` each, every value a plain text."""

    def __init__(self, file: str, text: str, templates: Templates, problems: list[Problem]) -> None:
        self.file = file
        self.templates = templates
        self.problems = problems
        self.values: dict[str, tuple[str, int]] = {}
        match = _FRONT.match(text)
        for number, line in _lines(match[1] if match else ""):
            self._read(line, number)

    def letter(self) -> Letter | None:
        before = len(self.problems)
        id, title = self._needed("letter"), self._needed("title")
        voice = self._voice()
        found = Letter(
            id,
            title,
            self._get("subject") or title,
            cast(Voice, voice),
            self._addressee(voice),
            self._when(),
            self._order(),
            self._needs(),
            self._presumes(),
            self._is_sparing(),
            self.file,
            self.templates,
        )
        return found if len(self.problems) == before else None

    def _read(self, line: str, number: int) -> None:
        match = _LINE.fullmatch(line)
        if match is None:
            self._problem(number, "Please write one `key: value` a line here.")
        elif match[1] not in KEYS:
            self._problem(number, f"A letter has no {match[1]}. {did_you_mean(match[1], KEYS)}")
        elif match[1] in self.values:
            self._problem(number, f"{match[1]} stands here twice. Please remove one.")
        else:
            self.values[match[1]] = _unquoted(match[2]), number

    def _get(self, key: str) -> str:
        return self.values.get(key, ("", 1))[0]

    def _needed(self, key: str) -> str:
        if not self._get(key):
            self._problem(1, f"Please say `{key}:` between the two lines of ---.")
        return self._get(key)

    def _voice(self) -> str:
        voice = self._needed("voice")
        if voice and voice not in VOICES:
            self._problem(
                self.values["voice"][1],
                f"No letter speaks as {voice}. {did_you_mean(voice, VOICES)}",
            )
        return voice

    def _addressee(self, voice: str) -> str:
        """Where the tree says who gets letters, one of those: what they may be told is held
        against the letter.
        """
        named, known = self._get("addressee"), self.templates.names.tree.recipients
        if known and voice != OFFICE and named not in known:
            number = self.values.get("addressee", ("", 1))[1]
            self._problem(number, f"No recipient is called “{named}”. {did_you_mean(named, known)}")
        return named

    def _when(self) -> Condition | None:
        text, number = self.values.get("when", ("", 1))
        if not text:
            return None
        try:
            return parse_condition(text, self.templates.names)
        except ConditionError as error:
            self.problems.append(
                Problem(Place(self.file, number, 6 + error.column), "condition", error.sentence)
            )
            return None

    def _order(self) -> int:
        text, number = self.values.get("order", ("0", 1))
        if not text.isdecimal():
            self._problem(number, "order: takes a whole number.")
            return 0
        return int(text)

    def _listed(self, key: str) -> tuple[tuple[str, ...], int]:
        """The names that stand under a key, and their line."""
        text, number = self.values.get(key, ("", 1))
        return tuple(id.strip() for id in text.strip("[]").split(",") if id.strip()), number

    def _presumes(self) -> tuple[Presumption, ...]:
        names, number = self._listed("presumes")
        known = {each.id: each for each in self.templates.names.tree.presumptions}
        for name in names:
            if name not in known:
                sentence = f"presumes: names {name}. {did_you_mean(name, known)}"
                self._problem(number, sentence)
        return tuple(known[name] for name in names if name in known)

    def _needs(self) -> tuple[str, ...]:
        ids, number = self._listed("needs")
        for id in ids:
            if self.templates.names.question(id) is None:
                known = did_you_mean(id, self.templates.names.known())
                self._problem(number, f"needs: names {id}, which is no question. {known}")
        return ids

    def _is_sparing(self) -> bool:
        text, number = self.values.get("encloses", ("", 1))
        if text not in ("", CITED):
            self._problem(
                number,
                f"encloses: takes only the word {CITED}. Without it, every document goes along.",
            )
        return text == CITED

    def _problem(self, line: int, sentence: str) -> None:
        self.problems.append(Problem(Place(self.file, line, 1), "front_matter", sentence))


def _lines(front: str) -> list[tuple[int, str]]:
    """Number and text of each line that says something; an indented one goes on with the line
    above it.
    """
    found: list[tuple[int, str]] = []
    for number, line in enumerate(front.split("\n"), 2):
        is_said = line.strip() and not line.lstrip().startswith("#")
        if is_said and line[0] in " \t" and found:
            first, text = found.pop()
            found.append((first, f"{text.rstrip()} {line.strip()}"))
        elif is_said:
            found.append((number, line))
    return found


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
