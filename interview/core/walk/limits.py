"""What a walk is handed: how far it goes, and how it sees letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from interview.core.state import State


@dataclass(frozen=True, slots=True)
class Rendered:
    """One letter of one case."""

    letter: str
    text: str
    read: Iterable[tuple[str, str]] = ()
    """The tests that the template read while rendering: list (empty outside rows) and the test's
    text.
    """
    faults: Iterable[str] = ()
    """What the renderer itself found wrong in the template's words."""


Render = Callable[[State], Sequence[Rendered]]
"""Renders every letter that a case calls for. Raises AuthorError where a template cannot be
rendered.
"""


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a walk goes. Counts alone give the same walk everywhere; `seconds` needs a clock."""

    module_paths: int = 10_000
    module_samples: int = 1_000
    """Paths of a module that has more than that."""
    pair_paths: int = 2_000
    samples: int = 1_000
    seconds: float = 45.0
    failures: int = 20
    """Kinds of failures after which no more are gathered."""


USUAL = Limits()
