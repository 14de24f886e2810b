"""What templates print: values that become stand-ins when turned into text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from interview.core.answer import Answer
from interview.core.answers import AnswerState, Party
from interview.core.kinds.spans import in_words
from interview.core.measure import Days
from interview.core.nearest import did_you_mean
from interview.letters.blocks import Break, Hole, Reference, Text
from interview.letters.placeholders import Placed
from interview.letters.quoting import is_first_person
from interview.letters.sanitise import lines_of, one_line
from interview.letters.telling import (
    PARTIES,
    Misuse,
    Telling,
    is_only_said,
    may_be_reported,
    row_name,
)
from interview.letters.typography import keeps_its_capital, page_words

Change = Callable[[str], str]


class Printed:
    """Anything that `{{ … }}` can print. Turning it into text gives a stand-in, never the words."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling

    def __str__(self) -> str:
        return self.telling.place(*self.inlines())

    def inlines(self) -> tuple[Placed, ...]:
        raise NotImplementedError

    def get(self, name: str) -> object:
        """What `value.name` means."""
        raise Misuse(f"There is no .{name} here. Please print the value itself.")


class Words(Printed):
    """Fixed words: a date, a count, an exhibit letter, or several values in a row."""

    def __init__(self, telling: Telling, *parts: Placed | str) -> None:
        super().__init__(telling)
        self.parts = tuple(Text(p, is_value=True) if isinstance(p, str) else p for p in parts)

    def inlines(self) -> tuple[Placed, ...]:
        return self.parts


class Value(Printed):
    """The answer to one question. Prints its text, or a hole while nobody knows it."""

    def __init__(
        self,
        telling: Telling,
        answer: Answer,
        part: str = "",
        is_reported: bool = False,
        words: str = "",
    ) -> None:
        super().__init__(telling)
        self.answer = answer
        self.part = part
        self.is_reported = is_reported
        self.words = words
        """The template's own wording of this answer; empty to print the answer itself."""

    def get(self, name: str) -> Value:
        """A part of the value, such as the code of a diagnosis."""
        known = self._parts()
        if self.answer.value is not None and name not in known:
            raise Misuse(f"{self.answer.address} has no part {name}. {did_you_mean(name, known)}")
        return Value(self.telling, self.answer, name, self.is_reported)

    def reported(self, words: str = "") -> Value:
        return Value(self.telling, self.answer, self.part, True, words)

    def inlines(self) -> tuple[Placed, ...]:
        self._refuse_misuse()
        self.telling.printed[self.answer.address] = None
        if not self.answer.is_known or self.answer.blocked:
            return (self.hole(),)
        if self._is_in_own_words and self.telling.voice != OFFICE:
            chosen = self.answer.chosen
            if chosen is None:
                return (self._to_choose(),)
            if chosen.how == "left_out":
                return (
                    replace(
                        self.hole(),
                        waived="" if self.telling.state.blocks(self.answer) else _LEFT_OUT,
                    ),
                )
        words = self.text()
        if not words:
            return (self.hole(),)
        found: list[Placed] = []
        for line in lines_of(words):
            found += [Break(is_value=True)] * bool(found) + [self._text(line)]
        return tuple(found)

    @property
    def _is_in_own_words(self) -> bool:
        return self.answer.is_callers and not (self.words or self.part)

    @property
    def _is_reworded(self) -> bool:
        return self.answer.chosen is not None and self.answer.chosen.how == "reworded"

    def _to_choose(self) -> Hole:
        """The hole in which a caller's words stand until somebody at the desk has read them."""
        who = PARTIES[Party.coordinator]
        return replace(self.hole(), who=who, words=one_line(self.answer.text))

    def text(self) -> str:
        """The words of a known answer, as the desk chose them where a caller said them."""
        if self.words:
            return self.words
        chosen = self.answer.chosen
        if chosen is not None and chosen.words and not self.part:
            return chosen.words
        if self.part and self.answer.state is AnswerState.answered:
            return self._parts()[self.part](self.answer.question)
        if self.answer.question.picks and self.answer.state is AnswerState.answered:
            return self._picked(str(self.answer.value))
        return self.answer.written

    def _picked(self, id: str) -> str:
        """How a letter names what was picked: a document by its exhibit letter, a row by its first
        answer.

        Empty for a document that this letter does not need (any more).
        """
        if self.answer.question.picks in self.telling.state.tree.positions:
            return row_name(self.telling.state, self.answer.question.picks, id)
        found = next(
            (exhibit for exhibit in self.telling.exhibits if exhibit.status.address == id), None
        )
        return self.telling.cite(found) if found is not None else ""

    def hole(self) -> Hole:
        answer = self.answer
        title, who = self.telling.title(answer), self.telling.who_can_tell(answer)
        title += f" ({self.part})" if self.part and answer.is_known else ""
        is_blocking = self.telling.state.blocks(answer)
        waived = "" if is_blocking else answer.waived
        return Hole(answer.address, title, who, is_blocking, waived)

    def _parts(self) -> dict[str, Callable[..., str]]:
        return (
            dict(self.answer.question.kind.parts(self.answer.value))
            if self.answer.value is not None
            else {}
        )

    def _text(self, line: str) -> Text:
        answer, claim = self.answer, self.answer.claim
        assert claim is not None
        bases = (str(self.telling.state.answer(each).question.title) for each in answer.bases)
        ref = Reference(
            answer.address,
            answer.seq,
            answer.call,
            claim.source,
            str(answer.question.title),
            follows=", ".join(bases),
        )
        is_reported = (
            self.telling.voice == PRESCRIBER
            and not answer.question.administrative
            and is_only_said(answer)
        )
        reporter = self.telling.reporter(answer) if is_reported else ""
        is_kept = self._is_in_own_words and self.telling.voice != OFFICE and not self._is_reworded
        is_own = is_kept or self._is_own_words()
        return Text(
            line, ref, reporter, is_value=True, is_own_words=is_own, is_reworded=self._is_reworded
        )

    def _is_own_words(self) -> bool:
        """Whether the patient, or who speaks for the patient, says "I" here in a letter of the
        prescriber's.
        """
        question, slot = self.answer.question, self.telling.state.slot(self.answer.address)
        if (
            slot is None
            or self.words
            or self.telling.voice != PRESCRIBER
            or not question.kind.is_free
        ):
            return False
        told = [e for e in slot.standing() if e.claim.source.party in (Party.patient, Party.proxy)]
        is_theirs = any(
            question.kind.agree(each.value, self.answer.value)
            for each in told
            if each.value is not None
        )
        return is_theirs and is_first_person(self.text())

    def _refuse_misuse(self) -> None:
        question, address = self.answer.question, self.answer.address
        if not self.answer.on_path:
            raise Misuse(
                f"{address} is not relevant in this case. Please either put the sentence inside "
                "{% if true(…) %} with the question's own condition or leave it out."
            )
        if self.telling.voice == PRESCRIBER and may_be_reported(question) and not self.is_reported:
            raise Misuse(unreported(address))


PRESCRIBER = "prescriber"
OFFICE = "office"
"""The voice of a sheet for the office itself: nobody signs it and it goes to nobody."""
_LEFT_OUT = "left out at the desk"


def unreported(name: str) -> str:
    """The sentence for an author who prints a patient's word as the prescriber's own."""
    return (
        f"{name} can be told by the patient, and this letter speaks for the prescriber. "
        f"Please either print reported({name}) or mark the question administrative."
    )


class Changed(Printed):
    """Another printed thing with its words changed, such as a capital at the start of a
    sentence.
    """

    def __init__(
        self, base: Printed, change: Callable[[tuple[Placed, ...]], Iterator[Placed]]
    ) -> None:
        super().__init__(base.telling)
        self.base = base
        self.change = change

    def inlines(self) -> tuple[Placed, ...]:
        return tuple(self.change(self.base.inlines()))


def with_capital(value: Printed) -> Changed:
    """With a capital first letter, to begin a sentence or a table cell; eGFR, pH and mFOLFOX6
    stay as they are.
    """
    return Changed(value, lambda parts: _first_changed(parts, _capital))


def with_small(value: Printed) -> Changed:
    """With a small first letter, inside a sentence; "I", a word in capitals and one with a digit
    stay as they are.
    """
    return Changed(value, lambda parts: _first_changed(parts, _small))


def with_preposition(value: Printed) -> Printed:
    """A date as it stands in a sentence: on May 3; in May 2026; in early 2026; about May 2026;
    between May 3 and 9.
    """
    days = value.answer.value if isinstance(value, Value) and value.answer.is_known else None
    if not isinstance(days, Days) or days.about or in_words(days).startswith("between"):
        return value
    word = "on " if days.first == days.last else "in "
    return Changed(value, lambda parts: iter((Text(word, is_value=True), *parts)))


def with_quotation_marks(value: Printed) -> Changed:
    """In quotation marks where the letter has to say who reported it, unless somebody reworded
    it.
    """
    return Changed(value, _quoted)


def on_one_line(value: Printed) -> Changed:
    """An address or list in one line, with commas where its lines ended."""
    return Changed(value, _one_line)


def with_page(value: Printed) -> Changed:
    """The page of a document as it stands behind a comma: page 2, pages 1 to 24."""
    return Changed(value, lambda parts: _first_changed(parts, page_words))


def _first_changed(parts: tuple[Placed, ...], change: Change) -> Iterator[Placed]:
    for i, part in enumerate(parts):
        yield replace(part, text=change(part.text)) if i == 0 and isinstance(part, Text) else part


def _quoted(parts: tuple[Placed, ...]) -> Iterator[Placed]:
    """The sentence around them has its own full stop, so theirs goes."""
    said = [
        i
        for i, part in enumerate(parts)
        if isinstance(part, Text) and part.reported and not part.is_reworded
    ]
    for i, part in enumerate(parts):
        if not isinstance(part, Text) or i not in (*said[:1], *said[-1:]):
            yield part
            continue
        text = f"“{part.text}" if i == said[0] else part.text
        yield replace(part, text=f"{text.removesuffix('.')}”" if i == said[-1] else text)


def _capital(text: str) -> str:
    word = text.split(" ", 1)[0]
    return text if any(c.isupper() for c in word[1:]) else text[:1].upper() + text[1:]


def _small(text: str) -> str:
    word = text.split(" ", 1)[0]
    is_name = word == "I" or word[1:2] in ("'", "’") or keeps_its_capital(word)
    return (
        text
        if is_name or not (word[1:].islower() or len(word) == 1)
        else text[:1].lower() + text[1:]
    )


def _one_line(parts: tuple[Placed, ...]) -> Iterator[Placed]:
    for part in parts:
        yield Text(", ", is_value=True) if isinstance(part, Break) else part
