"""What a command gives back: lines to show, and perhaps a short form to fill in before it can
finish.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from interview.case.problem import CaseProblem
from interview.core.nearest import did_you_mean

Values = dict[str, str]
"""What was filled in so far, by key."""

Check = Callable[[str], str]
"""Takes what was typed and returns a sentence of what is wrong with it, or an empty text."""

Against = Callable[[str, Values], str]
"""The same for a value, held against what was filled in before it."""


def accept_anything(_: str) -> str:
    return ""


def goes_with_anything(_: str, __: Values) -> str:
    return ""


def as_typed(typed: str) -> str:
    return typed


def kept_till_the_end(_: str) -> None:
    """Most values count only once the whole form is filled in."""


_NOTHING = frozenset({"none", "nothing", "no", "n/a", "-"})
"""What is typed for an empty field that may stay empty."""


def asked_always(_: Values) -> bool:
    return True


def as_it_stands(field: Field, _: Values) -> Field:
    return field


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks the operator."""

    key: str
    title: str
    options: tuple[tuple[str, str], ...] = ()
    """(key, label) pairs; empty for free text."""
    required: bool = True
    default: str = ""
    check: Check = accept_anything
    against: Against = goes_with_anything
    meant: Callable[[str], str] = as_typed
    """What free text stands for, such as the time for “now”; it is checked and kept instead."""
    several: bool = False
    """Several options may be chosen; the value is their keys joined by commas."""
    asked_if: Callable[[Values], bool] = asked_always
    """Whether it is asked at all, after what was filled in before it. Two fields may share a key
    if one of them is.
    """
    taken: Callable[[str], None] = kept_till_the_end
    """Told of the value as soon as it is accepted. Raises StoreProblem, and then it counts as
    not accepted.
    """
    in_light_of: Callable[[Field, Values], Field] = as_it_stands
    """The field as it is asked after what was filled in before it: its words, its default."""

    @property
    def default_words(self) -> str:
        """What Enter alone means, as it is shown: words, or the numbers of several options."""
        if not self.options:
            return self.default
        if not self.several:
            return dict(self.options).get(self.default, "")
        chosen = self.default.split(",")
        return ",".join(str(i) for i, (key, _) in enumerate(self.options, 1) if key in chosen)

    def read(self, typed: str) -> tuple[str, str]:
        """The value and an empty text, or an empty value and the sentence that says what to type
        instead.
        """
        typed = typed.strip() or self.default
        if not (self.required or self.options) and typed.casefold().rstrip(".") in _NOTHING:
            typed = ""
        if not typed:
            colon = "" if self.title.endswith("?") else ":"
            return "", f"{self.title}{colon} please type something." if self.required else ""
        if self.several:
            return self._read_several(typed)
        if self.options:
            return self._read_option(typed)
        typed = self.meant(typed)
        problem = self.check(typed)
        return ("", problem) if problem else (typed, "")

    def _read_several(self, typed: str) -> tuple[str, str]:
        keys = []
        for part in typed.replace(",", " ").split():
            key, problem = self._read_option(part)
            if problem:
                return "", problem
            keys.append(key)
        return ",".join(dict.fromkeys(keys)), ""

    def _read_option(self, typed: str) -> tuple[str, str]:
        wanted = typed.casefold()
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(self.options):
            return self.options[int(typed) - 1][0], ""
        exact = [key for key, label in self.options if wanted in (key.casefold(), label.casefold())]
        begins = [
            key
            for key, label in self.options
            if label.casefold().startswith(wanted) or key.startswith(wanted)
        ]
        found = exact or begins
        if len(found) == 1:
            return found[0], ""
        if found:
            return "", f"{typed} fits several choices. Please type the number."
        return (
            "",
            (
                f"{typed} is none of the choices."
                f" {did_you_mean(typed, [label for _, label in self.options])}"
            ),
        )


@dataclass(frozen=True, slots=True)
class Form:
    """Fields to be asked one after the other; `finish` takes their values by key. It may be left
    without harm.
    """

    title: str
    fields: tuple[Field, ...]
    finish: Callable[[Values], Reply]
    lines: tuple[str, ...] = ()
    """Shown before the first field."""
    must_finish: bool = False
    """Nothing else goes on until this is done (a safety stop)."""
    is_gate: bool = False
    """An empty line does not leave it, and leaving it means ending the call."""

    def next_field(self, values: Values) -> Field | None:
        """The first field that is still to be asked; None when all are filled in."""
        for field in self.fields:
            if field.key not in values and field.asked_if(values):
                return field.in_light_of(field, values)
        return None


def filled(form: Form, given: Values) -> Values:
    """The form as a script fills it in: what is given, and the defaults. Raises CaseProblem,
    with the option's name.
    """
    values: Values = {}
    asked = set()
    while (field := form.next_field(values)) is not None:
        value, problem = field.read(given.get(field.key, ""))
        problem = problem or field.against(value, values)
        if problem:
            raise CaseProblem(f"--{field.key.replace('_', '-')}: {problem}")
        values[field.key] = value
        asked.add(field.key)
    for key in given:
        if given[key] and key not in asked:
            raise CaseProblem(
                f"--{key.replace('_', '-')} does not go with the rest. Please leave it out."
            )
    return values


@dataclass(frozen=True, slots=True)
class Reply:
    """What a command has to say. `aloud` lines are for reading to the person on the line."""

    lines: tuple[str, ...] = ()
    aloud: tuple[str, ...] = ()
    form: Form | None = None
    leave: bool = False
    """The front end closes the case."""


def say(*lines: str) -> Reply:
    return Reply(tuple(line for line in lines if line))
