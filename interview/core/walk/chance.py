"""Seeded choices: the same seed gives the same walk on every machine and version."""

from __future__ import annotations

_MASK = (1 << 64) - 1


class Chance:
    """A stream of pseudo-random choices (SplitMix64: Steele, Lea and Flood, OOPSLA 2014). Not
    for secrets.
    """

    def __init__(self, seed: int) -> None:
        self.state = seed & _MASK

    def below(self, limit: int) -> int:
        """A whole number from 0 up to, not including, `limit`. Very slightly uneven, which does
        not matter here.
        """
        self.state = (self.state + 0x9E3779B97F4A7C15) & _MASK
        mixed = self.state
        mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        return (mixed ^ (mixed >> 31)) % limit
