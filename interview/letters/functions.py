"""What templates can call besides tests: joining, counting, time between two dates, exhibits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from interview.core.consents import may_be_told_all
from interview.core.measure import DAY, Measure, Truth, elapsed
from interview.core.nearest import did_you_mean
from interview.letters.blocks import Hole, Text
from interview.letters.names import Enclosure, Row, RowList, Signature, TreeNames, exhibit_words
from interview.letters.placeholders import Placed
from interview.letters.telling import Misuse, Telling
from interview.letters.values import Printed, Value, Words

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)


class Functions:
    """The functions of one rendering, bound to its telling."""

    def __init__(self, telling: Telling, names: TreeNames) -> None:
        self.telling = telling
        self.names = names

    def all(self) -> dict[str, object]:
        """Every helper by the name that templates use."""
        telling = self.telling
        enclosures = [Enclosure(telling, i) for i in range(len(telling.exhibits))]
        return {
            "true": lambda text: self.truth(text) is True,
            "false": lambda text: self.truth(text) is False,
            "unsure": lambda text: self.truth(text) is None,
            "given": self.given,
            "relevant": telling.relevance,
            "unknown": telling.is_unknown,
            "reported": self.reported,
            "incomplete": self.incomplete,
            "fresh": lambda value: self.freshness(value) is True,
            "stale": lambda value: self.freshness(value) is False,
            "all_fresh": self.all_fresh,
            "passed_on": self.passed_on,
            "joined": self.joined,
            "where": self.where,
            "strongest": self.strongest,
            "column": self.column,
            "count": self.count,
            "plural": self.plural,
            "weeks": lambda start, end: self.between("weeks", start, end),
            "months": lambda start, end: self.between("months", start, end),
            "age": self.age,
            "needed": telling.is_needed,
            "exhibit": self.exhibit,
            "signature": Signature(telling),
            "today": Words(telling, shown_date(telling.today)),
            "exhibits": enclosures,
            "missing": [e for e in enclosures if e.is_missing],
        }

    def truth(self, text: str) -> bool | None:
        return self.telling.truth(self.names.parse(text), text).reading.truth

    def given(self, value: object) -> bool:
        """Whether there is one, as far as is known: false only where somebody said “none”, so
        that what nobody knows yet stands there as a hole.
        """
        if isinstance(value, RowList):
            return self._is_given(value.question.id)
        address = _a_value(value, "given").answer.address
        list_id, _, rest = address.partition("/")
        row, _, column = rest.partition("/")
        return self._is_given(f"row.{column}", row, list_id) if rest else self._is_given(address)

    def _is_given(self, name: str, row: str = "", list_id: str = "") -> bool:
        text = f"state({name}) == none"
        condition = self.names.parse(text, list_id)
        return self.telling.truth(condition, text, row, list_id).reading.truth is False

    def reported(self, value: object, words: str = "") -> Value | list[Value]:
        """A value that the patient may tell, marked in the letter as reported unless it is
        verified.

        With `words`, these stand for the answer, as in reported(row.outcome, 'Tried and failed').
        """
        if isinstance(value, list):
            return [_a_value(each, "reported").reported(words) for each in value]
        return _a_value(value, "reported").reported(words)

    def incomplete(self, value: object) -> Words:
        """The hole of a question whose answer, though given, leaves the letter incomplete."""
        return Words(self.telling, _a_value(value, "incomplete").hole())

    def freshness(self, value: object) -> Truth:
        """Whether this date is as new as its limit asks, on the day of the letter."""
        return self.telling.freshness(_a_value(value, "fresh").answer.address)

    def all_fresh(self, rows: object, name: str) -> bool:
        """Whether this date is as new as its limit asks in every row."""
        found = [self.freshness(value) for value in _a_list(rows, "all_fresh").column(name)]
        return all(each is True for each in found)

    def passed_on(self, name: str) -> bool:
        """Whether this letter may be passed on to this recipient. Then everything in it is held
        against that.
        """
        recipient = self.telling.state.tree.recipients.get(name)
        if recipient is None:
            raise Misuse(
                f"No recipient is called {name}."
                f" {did_you_mean(name, self.telling.state.tree.recipients)}"
            )
        if not may_be_told_all(self.telling.state, recipient):
            return False
        self.telling.passed_on[name] = None
        return True

    def where(self, rows: object, condition: str) -> RowList:
        return _a_list(rows, "where").where(condition)

    def strongest(self, rows: object, most: int) -> list[Row]:
        """So many rows, those that stand firmest first: with a paper in hand, then with more
        that was verified.
        """
        return sorted(_a_list(rows, "strongest"), key=firmness, reverse=True)[:most]

    def column(self, rows: object, name: str) -> list[Value]:
        return _a_list(rows, "column").column(name)

    def joined(self, values: Iterable[object], word: str = "and") -> Words:
        """Values as in "a, b and c". Raises Misuse when there are none."""
        printed = [v for v in values if isinstance(v, Printed)]
        if not printed:
            raise Misuse(
                "There is nothing to join here. Please put it inside {% if true(…) %} with any(…)."
            )
        parts: list[Placed | str] = []
        for i, value in enumerate(printed):
            if i:
                parts.append(f" {word} " if i == len(printed) - 1 else ", ")
            parts.extend(value.inlines())
        return Words(self.telling, *parts)

    def count(self, rows: object) -> Words:
        """How many rows, as a word; a hole while the list is open."""
        listed = _a_list(rows, "count")
        number = len(list(listed))
        if not self.telling.state.is_closed(listed.question.id):
            return Words(
                self.telling, *RowList(self.telling, self.names, listed.question).inlines()
            )
        return Words(self.telling, _NUMBERS[number] if number < len(_NUMBERS) else str(number))

    def plural(self, rows: object, one: str, many: str) -> str:
        return one if len(list(_a_list(rows, "plural"))) == 1 else many

    def between(self, unit: str, start: object, end: object) -> Words:
        """The time between two answers, as in "10 weeks" or, where a date is imprecise, "6 to 14
        weeks".
        """
        return self._elapsed(unit, _a_value(start, unit), _a_value(end, unit))

    def age(self, birth: object) -> Words:
        """Completed years on the day of the letter, as a number."""
        return self._elapsed("years", _a_value(birth, "age"), None)

    def _elapsed(self, unit: str, start: Value, end: Value | None) -> Words:
        """The time from a day to another, or to the day of the letter."""
        values = [start] if end is None else [start, end]
        inlines = [part for value in values for part in value.inlines()]
        unknown = _unknown(values, inlines)
        if unknown is not None:
            return Words(self.telling, unknown)
        today = Measure.exactly(self.telling.today.toordinal(), DAY)
        span = elapsed(unit, _measure(start), today if end is None else _measure(end))
        if span is None:
            raise Misuse(f"{unit}(…) takes two dates.")
        texts = [part for part in inlines if isinstance(part, Text)]
        reported = next((text.reported for text in texts if text.reported), "")
        words = _span(span, unit, is_bare=end is None)
        return Words(self.telling, replace(texts[0], text=words, reported=reported))

    def exhibit(self, id: str) -> Words:
        return exhibit_words(self.telling, id)


def shown_date(day: date) -> str:
    """A day as American letters write it: November 21, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def firmness(row: Row) -> tuple[int, int]:
    """How many papers of this row are in hand, and how many of its answers were verified."""
    answers = [
        row.telling.state.answer(f"{row.question.id}/{row.id}/{column.id}")
        for column in row.question.columns
    ]
    held = {
        exhibit.status.address
        for exhibit in row.telling.exhibits
        if exhibit.status.held is not None
    }
    papers = [a for a in answers if a.is_known and a.question.picks and a.value in held]
    return len(papers), sum(1 for a in answers if a.is_known and a.verified)


def _unknown(values: list[Value], inlines: list[Placed]) -> Placed | None:
    """What stands in place of a time whose days are not all known: the first hole, else what the
    first answer without a value prints.
    """
    for part in inlines:
        if isinstance(part, Hole):
            return part
    without_value = (value for value in values if value.answer.value is None)
    return next((part for value in without_value for part in value.inlines()), None)


def _span(span: Measure, unit: str, is_bare: bool) -> str:
    low, high = max(span.low, Fraction(0)), max(span.high, Fraction(0))
    words = str(low) if low == high else f"{low} to {high}"
    if is_bare:
        return words
    return f"{words} {unit if high != 1 else unit[:-1]}"


def _measure(value: Value) -> Measure:
    question = value.answer.question
    measure = (
        question.kind.measure(value.answer.value, question)
        if value.answer.value is not None
        else None
    )
    if measure is None:
        raise Misuse(f"{value.answer.address} is not a date.")
    return measure


def _a_value(value: object, function: str) -> Value:
    if not isinstance(value, Value):
        raise Misuse(f"{function}(…) takes a question's name, such as {function}(patient.name).")
    return value


def _a_list(rows: object, function: str) -> RowList:
    if not isinstance(rows, RowList):
        raise Misuse(f"{function}(…) takes a list's name.")
    return rows
