"""Which truths every test can have at all, and answers that lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from interview.core.conditions import nodes as n
from interview.core.letter_facts import LetterFacts
from interview.core.measure import Truth
from interview.core.tree import Question, Tree
from interview.core.walk.conditions_of import Site, by_letter
from interview.core.walk.model import Link, Model, TooWide, Trail
from interview.core.walk.slices import Row, Slice
from interview.core.walk.tests_of import Atom, atoms, gate_truth, numbers_in, row_reads, truth_of
from interview.core.walk.truths import OFF, Config

WHOLE = -1
"""Stands for the whole condition among the numbers of its tests."""


@dataclass(slots=True)
class Seen:
    """For the whole condition and each of its tests: the truths it can have, with a way there or
    what was seen.
    """

    truths: dict[int, dict[Truth, Link | None]] = field(default_factory=dict)
    is_complete: bool = True
    """False where too many answers matter at once to go through them all."""
    size: int = 0
    """How many different things were noted."""

    def note(self, test: int, truth: Truth, link: Link | None = None) -> None:
        known = self.truths.setdefault(test, {})
        if truth not in known:
            known[truth] = link
            self.size += 1

    def add(self, other: Seen) -> None:
        """What was seen somewhere else as well."""
        self.is_complete = self.is_complete and other.is_complete
        for test, truths in other.truths.items():
            for truth, link in truths.items():
                self.note(test, truth, link)

    def of(self, test: int) -> dict[Truth, Link | None]:
        return self.truths.get(test, {})


class Reach:
    """Answers which truths are possible, from the model alone."""

    def __init__(self, model: Model, tree: Tree, letters: Sequence[LetterFacts] = ()) -> None:
        self.model = model
        self.tree = tree
        self.letters = letters
        self.known: dict[object, Seen] = {}
        self.by_site: dict[int, tuple[Site, Seen]] = {}

    def of(self, site: Site) -> Seen:
        """What can be seen of a condition where it stands."""
        if id(site) not in self.by_site:
            key = (site.condition, site.list, site.section, site.settled, site.guards)
            if key not in self.known:
                self.known[key] = (
                    self._together(site) if len(site.letters) > 1 else self._look(site)
                )
            self.by_site[id(site)] = site, self.known[key]
        return self.by_site[id(site)][1]

    def _together(self, site: Site) -> Seen:
        """What can be seen in one letter or another: several small sums, where all at once would
        be a product. Nothing more can be seen in a letter than where no letter stands around it.
        """
        most, seen = self._most(site), Seen()
        for each in by_letter(site, self.letters):
            seen.add(self.of(each))
            if most.is_complete and seen.size == most.size:
                break
        return seen

    def _most(self, site: Site) -> Seen:
        anywhere = replace(site, guards=(), letters=())
        return self.of(anywhere)

    def _look(self, site: Site) -> Seen:
        seen = Seen()
        part, list_position = self._slice(site)
        try:
            trails = self.model.trails(part)
        except TooWide:
            seen.is_complete = False
            return seen
        numbers = {atom: i for i, atom in enumerate(atoms(site.condition))}
        for trail in trails:
            for row, full in self._places(site, trail, list_position):
                self._note(site, trail, row, numbers, seen, _ending(trail, list_position, full))
        return seen

    def _slice(self, site: Site) -> tuple[Slice, int]:
        """What decides a condition where it stands, and the position of its list."""
        slicer, positions = self.model.slicer, self.tree.positions
        list_position = positions[site.list] if site.list else -1
        conditions = (site.condition, *site.guards)
        read = [read for condition in conditions for read in slicer.reads(condition)]
        cells = {(slicer.position(r), slicer.column(r)) for r in read if r.list}
        if site.settled and site.list:
            cells.add((list_position, slicer.columns[site.settled]))
        keep = self._kept(site, list_position)
        finals = [] if self._is_of_row(site.condition, site) else [site.condition]
        gates = [each for each in site.guards if not self._is_of_row(each, site)]
        part = slicer.slice(keep, cells, finals, keep, gates)
        if site.list and not self._rows_count(part, site.list, read):
            part.most_rows[list_position] = 1  # One row shows what any row can.
        return part, list_position

    def _rows_count(self, part: Slice, list_: str, read: list[n.Read]) -> bool:
        """Whether it matters how many rows there are."""
        is_read = any(each.id == list_ and not each.list for each in read)
        return is_read or self._is_read_outside(part, list_)

    def _kept(self, site: Site, list_position: int) -> set[int]:
        """The positions whose answers must still be known where the condition is looked at."""
        keep = {site.section} if site.section >= 0 else set()
        if site.settled:
            keep.add(self.tree.positions[site.settled.partition("/")[0]])
        if site.list:
            keep.add(list_position)
            keep.update(map(self.model.slicer.position, self.model.slicer.reads(site.condition)))
        return keep

    def _is_of_row(self, condition: n.Condition, site: Site) -> bool:
        return any(row_reads(atom) for atom in atoms(condition)) and bool(site.list)

    def _is_read_outside(self, part: Slice, list_: str) -> bool:
        slicer = self.model.slicer
        tests = (slicer.tests[number] for number in part.truth_until)
        return any(
            read.id == list_ and not read.list for test in tests for read in slicer.reads(test)
        )

    def _places(
        self, site: Site, trail: Trail, list_position: int
    ) -> Iterator[tuple[Row, Config | None]]:
        """Where the condition is looked at: once, or in each row. Nowhere where its question is
        not on path.
        """
        if site.section >= 0 and trail.values[site.section] in (OFF, 0):
            return
        if not site.list:
            if not site.settled or self._is_settled(site.settled, trail):
                yield (), None
            return
        config = trail.values[list_position]
        if isinstance(config, Config):
            for row in config.rows:
                if not site.settled or self._is_settled_in(site, row):
                    yield row, config

    def _is_settled(self, id: str, trail: Trail) -> bool:
        value = trail.values[self.tree.positions[id]]
        if isinstance(value, Config):
            return value.is_closed
        return value != OFF and self.model.partition.classes[id][value].state.is_settled

    def _is_settled_in(self, site: Site, row: Row) -> bool:
        cls = dict(row).get(self.model.slicer.columns[site.settled], OFF)
        return cls != OFF and self.model.partition.classes[site.settled][cls].state.is_settled

    def _note(
        self,
        site: Site,
        trail: Trail,
        row: Row,
        numbers: dict[Atom, int],
        seen: Seen,
        link: Link | None,
    ) -> None:
        def look(atom: Atom) -> Truth:
            number = self.model.slicer.number(atom)
            return (
                trail.truths[number]
                if number in trail.truths
                else self.model.truths.of(number, trail.values, row)
            )

        def noted(atom: Atom) -> Truth:
            truth = look(atom)
            seen.note(numbers[atom], truth, link)
            return truth

        if all(self._holds(guard, trail, look) for guard in site.guards):
            seen.note(WHOLE, truth_of(site.condition, noted), link)

    def _holds(self, guard: n.Condition, trail: Trail, look: Callable[[Atom], Truth]) -> bool:
        """Guards outside rows were followed as far as they decide anything; those of a row are
        looked at in it.
        """
        gate = self.model.slicer.gate(guard)
        if all(number in trail.truths for number in numbers_in(gate)):
            return gate_truth(gate, trail.truths) is True
        return truth_of(guard, look) is True


def _ending(trail: Trail, list_position: int, config: Config | None) -> Link | None:
    """The answers of a trail. Its list keeps the rows that were told apart, which one full
    example would lose.
    """
    return trail.link if config is None else Link(trail.link, list_position, config)


def question_reached(reach: Reach, tree: Tree, question: Question, list_: str = "") -> bool | None:
    """Whether any path asks this question; None where that could not be gone through."""
    position = tree.positions[list_ or question.id]
    slicer = reach.model.slicer
    cells = [(position, slicer.columns[f"{list_}/{question.id}"])] if list_ else []
    part = slicer.slice([position], cells, (), [position])
    part.most_rows[position] = 1
    try:
        trails = reach.model.trails(part)
    except TooWide:
        return None
    values = [trail.values[position] for trail in trails]
    if not list_:
        return any(value != OFF for value in values)
    column = cells[0][1]
    return any(
        dict(row).get(column, OFF) != OFF for v in values if isinstance(v, Config) for row in v.rows
    )
