"""Two bare engines for yes/no forms, to compare with: one decides everything anew, one only what
changed.

They keep no sources, checks, lists or history, and read no conditions: they show what the
bookkeeping alone costs.
"""

from __future__ import annotations

from heapq import heapify, heappop, heappush

from benchmarks.forms import Form


class Naive:
    """After every answer, one pass over the whole form."""

    def __init__(self, made: Form) -> None:
        self.items = made.items
        self.known: dict[int, bool] = {}
        self.on: list[bool] = []
        self.decide()

    def decide(self) -> None:
        on: list[bool] = []
        for item in self.items:
            on.append(all(on[need] and self.known.get(need) is item.wanted for need in item.needs))
        self.on = on

    def answer(self, number: int, value: bool) -> int:
        """Number of the next question, -1 when all are answered."""
        self.known[number] = value
        self.decide()
        return next(
            (
                item.number
                for item in self.items
                if self.on[item.number] and item.number not in self.known
            ),
            -1,
        )


class Incremental:
    """After an answer, only the questions that read something which changed; the open ones wait
    in a heap.
    """

    def __init__(self, made: Form) -> None:
        self.items = made.items
        self.readers: list[list[int]] = [[] for _ in made.items]
        for item in made.items:
            for need in item.needs:
                self.readers[need].append(item.number)
        self.known: list[bool | None] = [None] * len(made.items)
        self.on = [False] * len(made.items)
        self.waiting: list[int] = []
        self.spread([item.number for item in made.items if not item.needs])

    def spread(self, dirty: list[int]) -> None:
        heapify(dirty)
        seen = set(dirty)
        while dirty:
            number = heappop(dirty)
            item = self.items[number]
            on = all(self.on[need] and self.known[need] is item.wanted for need in item.needs)
            if on is self.on[number]:
                continue
            self.on[number] = on
            if on and self.known[number] is None:
                heappush(self.waiting, number)
            if self.known[number] is not None:
                self._push(number, dirty, seen)

    def _push(self, number: int, dirty: list[int], seen: set[int]) -> None:
        for reader in self.readers[number]:
            if reader not in seen:
                seen.add(reader)
                heappush(dirty, reader)

    def answer(self, number: int, value: bool) -> int:
        """Number of the next question, -1 when all are answered."""
        if self.known[number] is not value:
            self.known[number] = value
            if self.on[number]:
                self.spread(list(self.readers[number]))
        while self.waiting and not (
            self.on[self.waiting[0]] and self.known[self.waiting[0]] is None
        ):
            heappop(self.waiting)
        return self.waiting[0] if self.waiting else -1
