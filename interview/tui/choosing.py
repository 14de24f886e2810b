"""Which options a list shows while somebody types, and what a digit more makes of the numbers
typed so far.
"""

from __future__ import annotations

from collections.abc import Sequence

Options = Sequence[tuple[str, str]]
"""(number or letter to type, label)."""


def fitting(options: Options, text: str, several: bool) -> tuple[int, ...]:
    """Positions of the options that what is being typed can still mean; all of them where it fits
    none.

    Where several can be chosen, only what follows the last comma counts, and numbers hide nothing.
    """
    everything = tuple(range(len(options)))
    typed = (text.rpartition(",")[2] if several else text).strip().casefold()
    if not typed or typed.startswith("/"):
        return everything
    if typed.replace(" ", "").isdecimal():
        begun = () if several else tuple(i for i in everything if options[i][0].startswith(typed))
        return begun or everything
    words = typed.split()
    found = tuple(i for i in everything if all(word in options[i][1].casefold() for word in words))
    return found or everything


def numbers_in(options: Options, text: str) -> list[str] | None:
    """The numbers that stand in the text; None when there is anything else."""
    parts, numbers = text.replace(",", " ").split(), {number for number, _ in options}
    return parts if all(part in numbers for part in parts) else None


def with_digit(options: Options, text: str, digit: str) -> str | None:
    """The text after one more digit, where several can be chosen: a number more, or one less if it
    was there.

    A digit that makes the last number a longer one, such as 2 after 1 of seventeen options, does
    that instead; a blank or a comma keeps them apart. None when the digit stands for nothing.
    """
    numbers, chosen = {number for number, _ in options}, numbers_in(options, text)
    if chosen is None:
        return None
    if chosen and text[-1:].isdigit() and chosen[-1] + digit in numbers:
        return toggled(chosen[:-1], chosen[-1] + digit)
    return toggled(chosen, digit) if digit in numbers else None


def toggled(chosen: Sequence[str], number: str) -> str:
    """The numbers as text, with one more of them, or one less."""
    left = [each for each in chosen if each != number]
    return ", ".join(left if len(left) < len(chosen) else [*chosen, number])


def longer(options: Options, text: str) -> tuple[str, ...]:
    """Numbers that one more digit would make of the last one in the text."""
    last = text.replace(",", " ").split()[-1:] if text[-1:].isdigit() else []
    return tuple(
        number for number, _ in options if last and number.startswith(last[0]) and number != last[0]
    )
