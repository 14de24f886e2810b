"""What the checker and the walk need to know of letters, whoever renders them."""

from __future__ import annotations

from dataclasses import dataclass, field

from interview.core.conditions.nodes import Condition
from interview.core.texts import Place

PART = "templates/reasons/{}.md.j2"
"""Where authors write what letters say of a reason, by the name of its module."""


@dataclass(frozen=True, slots=True)
class NameRead:
    """A name that a template uses: a question's id, `list/column`, or an attachment's id."""

    name: str
    place: Place


@dataclass(frozen=True, slots=True)
class TemplateTest:
    """A test in a template."""

    text: str
    """As written."""
    condition: Condition
    place: Place
    list: str = ""
    """The list whose rows it looks at; empty outside rows."""
    guards: tuple[Condition, ...] = ()
    """Tests around it that must be true before it is read, as far as they are known; none of
    them looks at a row.
    """
    around: tuple[Condition, ...] = field(default=(), compare=False)
    """More that must hold before it is read. It only leads to the test: the test must be true
    and false without it.
    """


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """One letter: when it is due and what its templates read."""

    id: str
    title: str
    place: Place
    when: Condition | None = None
    names: tuple[NameRead, ...] = ()
    """Questions and cells that are printed or gone through."""
    tests: tuple[TemplateTest, ...] = ()
    reasons: tuple[str, ...] = ()
    """Reason modules that the letter answers in a part of its own."""
    attachments: tuple[NameRead, ...] = ()
    """Attachments that the templates refer to."""
