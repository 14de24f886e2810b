"""What every kind of answer can do: read what was typed, show it, keep it as JSON, compare it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Protocol

from pydantic import JsonValue

from interview.core.measure import Measure
from interview.core.texts import Option

DRUGS, DIAGNOSES = "drugs", "diagnoses"
"""Catalogues of names that are suggested while somebody types."""

Value = Any
"""A read answer: immutable, hashable, of the type that its kind documents."""


class Refused(Exception):
    """What was typed cannot be this kind of answer. `sentence` says why and what to type
    instead.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Asked(Protocol):
    """What a kind knows of the question that it reads, shows or keeps an answer of."""

    @property
    def options(self) -> tuple[Option, ...]: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def low(self) -> str: ...
    @property
    def high(self) -> str: ...
    @property
    def future(self) -> bool: ...
    @property
    def exact(self) -> bool: ...
    @property
    def administrative(self) -> bool: ...
    def option(self, key: str) -> Option | None: ...


class Kind:
    """One kind of answer. Subclasses override what differs; instances hold no state."""

    name: ClassVar[str]
    """As written in a question tree."""
    fhir: ClassVar[str]
    """The FHIR Questionnaire item type this corresponds to."""
    example: ClassVar[str] = ""
    """What a person might type, for help texts and tests."""
    hint: ClassVar[str] = ""
    """How an answer may be typed, shown beside the question; empty where that needs no word."""
    catalogue: ClassVar[str] = ""
    """What is suggested from while it is typed, `DRUGS` or `DIAGNOSES`; empty for nothing."""
    lines: ClassVar[int] = 1
    """How many lines a form on paper leaves for it."""

    is_free: ClassVar[bool] = False
    """An answer is somebody's own words, and not a value or a name."""
    is_long: ClassVar[bool] = False
    """It may have several lines or sentences."""
    is_worded: ClassVar[bool] = False
    """It takes any words, so what a tree expects of all words holds here as well."""
    no_is_none: ClassVar[bool] = False
    """A bare “no” says that there is none, and is never a value of its own."""
    is_misheard: ClassVar[bool] = False
    """It is easily misheard, and read back before hanging up."""
    is_measured: ClassVar[bool] = False
    """Its values have an order, so that conditions may compare them: see `measure`."""
    is_date: ClassVar[bool] = False
    """Its measure is a day, and not an amount."""
    is_phone: ClassVar[bool] = False
    """It is a number to call or to send a fax to."""
    is_yes_no: ClassVar[bool] = False
    """It is answered by one of two words, each known by its first letter."""
    has_options: ClassVar[bool] = False
    """The author of the tree says what can be chosen."""
    takes_several: ClassVar[bool] = False
    """More than one option may be chosen, and its value is a tuple of their keys."""
    one_key: ClassVar[bool] = False
    """One key can be the whole answer, where few enough things can be chosen."""

    def read(self, typed: str, question: Asked, today: date) -> Value:
        """The value of what was typed. Raises Refused with one helpful sentence."""
        raise NotImplementedError

    def show(self, value: Value, question: Asked) -> str:
        """The value in words, as it stands on the screen and in the history."""
        return str(value)

    def write(self, value: Value, question: Asked) -> str:
        """The value in the words of a letter."""
        return self.show(value, question)

    def dump(self, value: Value) -> JsonValue:
        """The value as JSON, for the transcript."""
        return str(value)

    def load(self, data: JsonValue, question: Asked) -> Value:
        """The value of what `dump` wrote. Raises Refused when it does not fit the question (any
        more).
        """
        raise NotImplementedError

    def wrote(self, claim_kind: str) -> bool:
        """Whether a claim that names this kind holds a value that `load` may read; old claims
        name none.
        """
        return claim_kind in ("", self.name)

    def measure(self, value: Value, question: Asked) -> Measure | None:
        """What `<`, `==` … compare, or None when this kind has no order."""
        return None

    def code(self, value: Value) -> str | None:
        """The bare code that `starts()` tests, without dots, in capitals; None when the kind has
        no code.
        """
        return None

    def agree(self, one: Value, other: Value) -> bool:
        """Whether two sources say the same, perhaps one more precisely than the other."""
        return bool(one == other)

    def day(self, value: Value) -> date | None:
        """The one day that the value names; None where it names none, or not for sure."""
        return None

    def names(self, value: Value) -> frozenset[str]:
        """What the value names, folded, to tell whether two rows of a list are about the same
        thing.
        """
        return frozenset({str(value).casefold()})

    def lacks(self, value: Value) -> str:
        """What a letter cannot do without and this value leaves out, as a sentence; empty when
        it is complete.
        """
        return ""

    def parts(self, value: Value) -> dict[str, Callable[[Asked], str]]:
        """Named parts a letter may print on their own, such as a diagnosis's code; each gives
        its text.
        """
        return {}
