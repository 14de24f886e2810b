"""The names that templates use: the tree's ids with dots, lists to go through, and the columns
of a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from interview.core.conditions import Condition, ConditionError, parse_condition
from interview.core.measure import Truth
from interview.core.nearest import did_you_mean
from interview.core.tree import Definition, Question, Tree
from interview.letters.blocks import Hole, Reading, SignatureLine, Text
from interview.letters.placeholders import Placed
from interview.letters.sanitise import one_line
from interview.letters.telling import Misuse, Telling
from interview.letters.values import Printed, Value, Words


class TreeNames:
    """What conditions in templates may refer to: every question and definition of the tree."""

    def __init__(self, tree: Tree, rights: Iterable[str] = ()) -> None:
        self.tree = tree
        self.rights = frozenset(rights)
        """What may follow `rights.` in a template."""
        self.parsed: dict[tuple[str, str], Condition] = {}
        self.branches = {
            id.rsplit(".", i)[0] for id in self.known() for i in range(1, id.count(".") + 1)
        }
        """Beginnings of dotted names, such as `patient`."""

    def question(self, name: str) -> Question | None:
        node = self.tree.nodes[self.tree.positions[name]] if name in self.tree.positions else None
        return node if isinstance(node, Question) else None

    def definition(self, name: str) -> Definition | None:
        return self.tree.definitions.get(name)

    def is_later(self, name: str) -> bool:
        """Letters come after all questions."""
        return False

    def known(self) -> list[str]:
        return [node.id for node in self.tree.nodes if isinstance(node, Question)] + list(
            self.tree.definitions
        )

    def parse(self, text: str, list_id: str = "") -> Condition:
        """The condition, parsed once. Raises Misuse."""
        key = text, list_id
        if key not in self.parsed:
            try:
                self.parsed[key] = parse_condition(
                    text, self, self.question(list_id) if list_id else None
                )
            except ConditionError as error:
                raise Misuse(
                    f"In the test “{text}”, column {error.column}: {error.sentence}"
                ) from None
        return self.parsed[key]


class Branch:
    """The part of a dotted name before the question, such as `patient` in `patient.name`."""

    def __init__(self, telling: Telling, names: TreeNames, path: str) -> None:
        self.telling = telling
        self.names = names
        self.path = path

    def get(self, name: str) -> object:
        return named(self.telling, self.names, f"{self.path}.{name}")

    def __str__(self) -> str:
        raise Misuse(
            f"{self.path} is the beginning of a name. {did_you_mean(self.path, self.names.known())}"
        )


def named(telling: Telling, names: TreeNames, path: str) -> object:
    """A value, a list, or the beginning of a longer name. Raises Misuse for a name no question
    has.
    """
    question = names.question(path)
    if question is not None:
        return (
            RowList(telling, names, question)
            if question.is_list
            else Value(telling, telling.answer(path))
        )
    if path in names.branches:
        return Branch(telling, names, path)
    raise Misuse(f"No question is called {path}. {did_you_mean(path, names.known())}")


class RowList(Printed):
    """A list to go through. Printed, it gives the hole of a list that is still open, or the
    label of "none".
    """

    def __init__(
        self, telling: Telling, names: TreeNames, question: Question, condition: str = ""
    ) -> None:
        super().__init__(telling)
        self.names = names
        self.question = question
        self.condition = condition

    def __iter__(self) -> Iterator[Row]:
        self._refuse_off_path()
        self._note_open()
        self.telling.printed[self.question.id] = None
        for row_id in self.telling.state.rows(self.question.id):
            self.telling.count_work()
            row = Row(self.telling, self.names, self.question, row_id)
            if not self.condition or row.holds(self.condition) is True:
                yield row

    def where(self, condition: str) -> RowList:
        return RowList(self.telling, self.names, self.question, condition)

    def column(self, name: str) -> list[Value]:
        found = [row.get(name) for row in self]
        return [value for value in found if isinstance(value, Value)]

    def inlines(self) -> tuple[Placed, ...]:
        self._refuse_off_path()
        self._note_open()
        answer = self.telling.answer(self.question.id)
        if answer.is_known and not self.telling.state.rows(self.question.id) and answer.text:
            return (Text(answer.text, is_value=True),)
        if not self.telling.state.is_closed(self.question.id):
            return (Value(self.telling, answer, is_reported=True).hole(),)
        raise Misuse(
            f"{self.question.id} is a list. Please go through it with {{% for row in"
            f" {self.question.id} %}}."
        )

    def _note_open(self) -> None:
        if not self.telling.state.is_closed(self.question.id):
            self.telling.open_lists[self.question.id] = None

    def _refuse_off_path(self) -> None:
        if not self.telling.answer(self.question.id).on_path:
            raise Misuse(
                f"{self.question.id} is not relevant in this case. Please put the loop inside "
                "{% if true(…) %} with the list's own condition."
            )


class Row:
    """One row of a list: its columns as attributes, and tests about it."""

    def __init__(self, telling: Telling, names: TreeNames, question: Question, id: str) -> None:
        self.telling = telling
        self.names = names
        self.question = question
        self.id = id
        self.readings: list[Reading] = []
        """The tests that let this row into a loop."""

    def get(self, name: str) -> object:
        if name in ROW_NAMES:
            return getattr(self, name)
        if any(column.id == name for column in self.question.columns):
            return Value(self.telling, self.telling.answer(f"{self.question.id}/{self.id}/{name}"))
        columns = [column.id for column in self.question.columns]
        raise Misuse(f"{self.question.id} has no column {name}. {did_you_mean(name, columns)}")

    def __str__(self) -> str:
        column = self.question.columns[0].id
        raise Misuse(
            f"A row of {self.question.id} cannot be printed. Please print its columns, as in"
            f" row.{column}."
        )

    @property
    def number(self) -> str:
        """1 for the first row."""
        return str(self.telling.state.rows(self.question.id).index(self.id) + 1)

    def holds(self, condition: str) -> Truth:
        decided = self.telling.truth(
            self.names.parse(condition, self.question.id), condition, self.id, self.question.id
        )
        self.readings.append(decided.reading)
        return decided.reading.truth

    def true(self, condition: str) -> bool:
        return self.holds(condition) is True

    def false(self, condition: str) -> bool:
        return self.holds(condition) is False

    def unsure(self, condition: str) -> bool:
        return self.holds(condition) is None

    def unknown(self, column: str) -> bool:
        """Whether this cell is on path and nobody has answered it."""
        return self.telling.is_unknown(f"{self.question.id}/{self.id}/{column}")

    def needed(self, id: str) -> bool:
        return self.telling.is_needed(id, self.id)

    def exhibit(self, id: str) -> Words:
        return exhibit_words(self.telling, id, self.id)


UNKNOWN = "unknown"
"""The test whether nobody knows an answer."""
ROW_NAMES = frozenset({"id", "number", "true", "false", "unsure", UNKNOWN, "needed", "exhibit"})
"""What a row has besides its columns."""


def exhibit_words(telling: Telling, id: str, row: str = "") -> Words:
    """How the text names this document, for a row or outside of lists."""
    found = next((e for e in telling.exhibits if e.id == id and e.status.row == row), None)
    if found is None:
        raise Misuse(
            f"{id} is no exhibit of this letter. Please put it inside {{% if needed('{id}') %}}."
        )
    return Words(telling, telling.cite(found))


class Signature(Printed):
    """The place for a signature and its date."""

    def inlines(self) -> tuple[Placed, ...]:
        return (SignatureLine(),)


class Enclosure:
    """One exhibit as a template goes through them: its letter and its title, or a hole while it
    is not in hand.
    """

    def __init__(self, telling: Telling, index: int) -> None:
        self.telling = telling
        self.exhibit = telling.exhibits[index]

    @property
    def is_missing(self) -> bool:
        return self.exhibit.status.is_missing(self.telling.today) and not self.exhibit.is_let_go

    def get(self, name: str) -> object:
        status = self.exhibit.status
        title = one_line(status.title)
        match name:
            case "letter":
                return Words(self.telling, self.exhibit.letter)
            case "title" if self.is_missing:
                return Words(
                    self.telling, Hole(status.address, title, self.telling.who_has(status))
                )
            case "title":
                return Words(self.telling, title)
            case "why":
                return Words(self.telling, one_line(status.why))
        raise Misuse(f"An exhibit has no {name}. Please choose from: letter, title, why")
