"""What a screen may ask of the program that shows it; the program knows the screens, they know
only this.
"""

from __future__ import annotations

from abc import abstractmethod

from textual.app import App

from interview.case.workplace import Workplace
from interview.caseload.worklist import Person
from interview.sitting.parting import Parting
from interview.sitting.session import Session


class Program(App[int]):
    """The program on screen, as screens see it."""

    workplace: Workplace
    parting: tuple[str, ...]
    """Said when a sitting is over."""
    known_people: dict[Person, tuple[str, ...]]
    """Cases by name and birth date, to point out a person who is there already."""
    is_warm: bool
    """Whether letters can be drawn at once."""

    @abstractmethod
    def open_case(self, session: Session, *, is_new: bool = False) -> None:
        """Shows this case."""

    @abstractmethod
    def open_existing(self, case: str) -> None:
        """Raises StoreProblem, or CaseProblem for a case that cannot be written."""

    @abstractmethod
    def open_example(self, case: str) -> None:
        """Opens a copy of a worked example. Raises as `open_existing` does."""

    @abstractmethod
    def sitting_over(self, said: tuple[str, ...], parting: Parting) -> None:
        """Back to the list of cases, or out of the program when it was begun with a case."""

    @abstractmethod
    def hang_up(self) -> None:
        """Leaves at once, whatever is going on, and says whether everything is kept."""

    @abstractmethod
    def warm_up(self) -> None:
        """Loads what letters and suggestions need, after the first question has been painted."""

    @abstractmethod
    def action_keys(self) -> None:
        """Shows the keys."""
