"""What a letter may say of rights: texts by name, given by whoever renders it. A name without a
text is not printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core.conditions import Condition
from interview.core.conditions import nodes as n
from interview.core.nearest import did_you_mean
from interview.core.tree import Tree
from interview.letters.blocks import Reading, Text
from interview.letters.placeholders import Placed
from interview.letters.telling import Decided, Misuse, Telling
from interview.letters.values import Printed

RIGHTS = "rights"
"""The word that templates use: `rights.records`."""


class Rights:
    """`rights` in a template."""

    def __init__(self, telling: Telling, known: frozenset[str], texts: Mapping[str, str]) -> None:
        self.telling = telling
        self.known = known
        self.texts = texts
        self.deciding = _deciding(telling.state.tree)

    def get(self, name: str) -> object:
        """The text of this name. What decided about it is noted as for a test."""
        if name not in self.known:
            raise Misuse(f"Nothing is called {RIGHTS}.{name}. {did_you_mean(name, self.known)}")
        self.telling.count_work()
        text = self.texts.get(name, "")
        self.telling.decided.append(Decided(Reading(f"{RIGHTS}.{name}", bool(text)), self.deciding))
        return Right(self.telling, name, text)

    def __str__(self) -> str:
        raise Misuse(
            f"{RIGHTS} is the beginning of a name. Please choose from:"
            f" {', '.join(sorted(self.known))}"
        )


class Right(Printed):
    """One text; false in an `if` where there is none."""

    def __init__(self, telling: Telling, name: str, text: str) -> None:
        super().__init__(telling)
        self.name = name
        self.text = text

    def __bool__(self) -> bool:
        return bool(self.text)

    def inlines(self) -> tuple[Placed, ...]:
        if not self.text:
            inside = f"{{% if {RIGHTS}.{self.name} %}}"
            raise Misuse(
                f"{RIGHTS}.{self.name} says nothing in this case. Please put the sentence inside"
                f" {inside}."
            )
        return (Text(self.text, is_value=True),)


def _deciding(tree: Tree) -> Condition | None:
    """The conditions that say which rules reach the plan: the answers behind every text here."""
    kinds = tuple(each.when for each in tree.plan_kinds)
    return n.Or(kinds) if kinds else None
