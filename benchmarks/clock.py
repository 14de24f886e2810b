"""Measures calls one by one and says what they cost: mean, 99th percentile, growth with size."""

from __future__ import annotations

import gc
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter_ns


@dataclass(frozen=True)
class Timing:
    """What calls cost, in seconds each."""

    samples: tuple[float, ...]

    @property
    def mean(self) -> float:
        return sum(self.samples) / len(self.samples)

    @property
    def best(self) -> float:
        return min(self.samples)

    @property
    def p99(self) -> float:
        """99 of 100 calls cost at most this much."""
        return sorted(self.samples)[math.ceil(len(self.samples) * 0.99) - 1]

    def __add__(self, other: Timing) -> Timing:
        return Timing(self.samples + other.samples)


@contextmanager
def without_collector() -> Iterator[None]:
    """Switches the garbage collector off, so that no call pays for the garbage of others."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def each(calls: Iterable[Callable[[], object]]) -> Timing:
    """Runs every call once and times it alone."""
    samples: list[float] = []
    with without_collector():
        for call in calls:
            start = perf_counter_ns()
            call()
            samples.append((perf_counter_ns() - start) / 1e9)
    return Timing(tuple(samples))


def repeated(call: Callable[[], object], times: int) -> Timing:
    """The same call several times."""
    return each([call] * times)


def quiet_half(rounds: Sequence[Timing]) -> Timing:
    """The calls of the faster half of the rounds: in the others something else used the machine."""
    kept = sorted(rounds, key=lambda timing: timing.mean)[: (len(rounds) + 1) // 2]
    return Timing(tuple(sample for timing in kept for sample in timing.samples))


def growth(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Exponent k of the best fit seconds = c * size ** k: 0 is flat, 1 linear."""
    xs = [math.log(size) for size in sizes]
    ys = [math.log(second) for second in seconds]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    rise = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return rise / sum((x - mean_x) ** 2 for x in xs)


def shown(seconds: float) -> str:
    """1.2 µs, 34 ms, 2.1 s: two or three figures and the unit that fits."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("µs", 1e6)):
        if seconds * factor >= 1 or unit == "µs":
            amount = seconds * factor
            return f"{amount:.0f} {unit}" if amount >= 100 else f"{amount:.3g} {unit}"
    raise AssertionError(seconds)
