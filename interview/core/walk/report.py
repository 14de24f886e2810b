"""What a walk found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is wrong, with the answers that lead to it."""

    what: str
    """A sentence for the author."""
    answers: tuple[tuple[str, str], ...] = ()
    """Address and words of each answer, in order; empty where no path shows it."""
    letter: str = ""


@dataclass(slots=True)
class ModuleWalk:
    """What was gone through of one module."""

    name: str
    paths: int | None
    """Ways through the module, counting each way into it that the module can tell apart; None if
    too many to count.
    """
    driven: int = 0
    rendered: int = 0

    @property
    def is_sampled(self) -> bool:
        return self.paths is None or self.driven < self.paths


@dataclass(slots=True)
class ReasonWalk:
    """What was gone through with one reason among the ones given."""

    paths: int | None = None
    """Ways through the whole tree with it; None if too many to count."""
    driven: int = 0
    rendered: int = 0
    letters: dict[str, int] = field(default_factory=dict)
    """How often each letter was rendered with it."""


@dataclass(slots=True)
class WalkReport:
    """What a walk counted, drove, rendered and found."""

    paths: int | None = None
    """Ways through the whole tree; None if too many answers matter at once to count them."""
    by_reason: dict[str, ReasonWalk] = field(default_factory=dict)
    modules: list[ModuleWalk] = field(default_factory=list)
    pairs: int = 0
    """Pairs of answers of different modules that can occur together, of the questions that were
    looked at.
    """
    pairs_share: float = 1.0
    """Of the questions of different modules taken two at a time, the share that was looked at."""
    pairs_seen: int = 0
    pairs_lost: int = 0
    """Pairs that the path made for them did not show; more than a few point at a fault of the
    walk itself.
    """
    pair_paths: int = 0
    situations: int = 0
    """Values of two axes that can go together, as far as is known."""
    situations_seen: int = 0
    samples: int = 0
    driven: int = 0
    rendered: int = 0
    """Paths in all, and those after which the letters were rendered."""
    letters: dict[str, int] = field(default_factory=dict)
    """How often each letter was rendered."""
    tests: int = 0
    """Tests in trees and templates."""
    tests_seen: int = 0
    """Tests seen with every truth they can have."""
    coarse: dict[str, str] = field(default_factory=dict)
    """Questions whose answers were not combined in every way, and how instead."""
    failures: list[Failure] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failures


def report_text(report: WalkReport) -> str:
    """The report for a terminal."""
    return "\n".join(_lines(report))


def _lines(report: WalkReport) -> Iterator[str]:
    yield f"Paths through the whole tree: {_number(report.paths)}"
    for name, reason in report.by_reason.items():
        letters = ", ".join(f"{letter} {times:,}" for letter, times in reason.letters.items())
        how = f"{reason.driven:,} driven, {reason.rendered:,} rendered"
        yield f"  with {name}: {_number(reason.paths)}; {how} ({letters or 'no letter'})"
    yield "Paths through each module:"
    for module in report.modules:
        yield f"  {module.name}: {_number(module.paths)}; {_share(module)}"
    yield (
        f"Modules against each other: {report.pairs_seen:,} of {report.pairs:,} possible pairs of"
        f" answers {_looked_at(report.pairs_share)}on {report.pair_paths:,} paths, and"
        f" {report.samples:,} samples"
    )
    if report.situations:
        yield (
            f"Situations: {report.situations_seen:,} of {report.situations:,} possible pairs of the"
            " values of two axes, the letters of each rendered"
        )
    yield f"Letters rendered after {report.rendered:,} of {report.driven:,} paths"
    for letter, times in report.letters.items():
        yield f"  {letter}: {times:,} times"
    yield (
        f"Tests seen true, false and unsure wherever they can be: {report.tests_seen:,} of"
        f" {report.tests:,}"
    )
    for key, how in report.coarse.items():
        yield f"Sampled: {key} has {how}"
    yield from _failures(report.failures)


def _looked_at(share: float) -> str:
    """Says where not all questions were set against each other."""
    return "" if share == 1 else f"(of {share:.0%} of the questions, two at a time) "


def _number(count: int | None) -> str:
    if count is None:
        return "too many to count"
    return (
        f"{count:,}"
        if count < 10**15
        else f"{str(count)[0]}.{str(count)[1:3]} × 10^{len(str(count)) - 1}"
    )


def _share(module: ModuleWalk) -> str:
    how = f"sampled, {module.driven:,} driven" if module.is_sampled else "all driven"
    return (
        how if module.rendered == module.driven else f"{how}, {module.rendered:,} of these rendered"
    )


def _failures(failures: list[Failure]) -> Iterator[str]:
    yield f"Failures: {len(failures)}" if failures else "No failures."
    for failure in failures:
        yield f"- {failure.what}"
        yield from (f"    {address}: {words}" for address, words in failure.answers)
