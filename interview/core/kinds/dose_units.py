"""Units of a dose: what is weighed, measured and counted, and how people write it."""

from __future__ import annotations

import re

from interview.core.kinds.amounts import AMOUNT, amount_of, known_unit, shown_amount

_THINGS = (
    "tablet", "capsule", "pill", "puff", "spray", "drop", "patch", "injection", "infusion", "pen", "vial", "syringe",
    "ampule", "dose", "lozenge", "film", "packet", "implant", "inhalation", "application", "teaspoon", "tablespoon",
    "unit", "session", "treatment",
)  # fmt: skip
_COUNTED = {one: f"{one}es" if one.endswith(("ch", "x")) else f"{one}s" for one in _THINGS}
_SHORT = {"tab": "tablets", "tabs": "tablets", "cap": "capsules", "caps": "capsules", "gtt": "drops",
          "tsp": "teaspoons", "iu": "IU", "mu": "million units", "auc": "AUC"}  # fmt: skip
_BASES = (
    "kg", "g", "mg", "mcg", "ng", "lb", "oz", "mL", "L", "mEq", "units", "IU", "mmol", "%", "AUC", "mCi", "Gy", "m2",
    "million units",
)  # fmt: skip
_PER = {"kg": "kg", "m2": "m2", "m²": "m2", "min": "min", "minute": "min", "h": "hour", "hr": "hour", "hour": "hour",
        "hours": "hour", "ml": "mL", "actuation": "actuation"}  # fmt: skip
_TIME = {"day": "day", "d": "day", "week": "week", "wk": "week", "month": "month", "dose": "dose"}


def unit_of_one(unit: str) -> str:
    """tablet for tablets; other units have one form."""
    return next((one for one, many in _COUNTED.items() if many == unit), unit)


def unit_key(word: str) -> str:
    """What two spellings of one unit have in common; empty for a word that is none."""
    base, _, per = word.partition("/")
    found = base_unit(base.rstrip("."))
    return f"{found}/{per.casefold()}" if found else ""


def per_unit(text: str) -> str:
    """ "KG" → "kg", "5ml" → "5 mL", "24 h" → "24 hours"."""
    parted = re.fullmatch(rf"({AMOUNT})? ?(.+)", text)
    assert parted is not None
    unit = _PER[parted[2].casefold().replace("^", "")]
    many = "hours" if parted[1] and unit == "hour" else unit
    return f"{shown_amount(amount_of(parted[1]))} {many}" if parted[1] else unit


def time_of(text: str) -> str:
    """ "/ D" → "day": for how long a dose is, as people write it after a slash."""
    return _TIME[text.strip(" /").casefold()]


def base_unit(word: str) -> str:
    """A unit in its usual spelling; empty for a word that is none."""
    folded = word.casefold()
    if folded in _SHORT:
        return _SHORT[folded]
    if (
        folded.removesuffix("s") in _COUNTED
        or folded.removesuffix("es") in _COUNTED
        or folded in _COUNTED.values()
    ):
        return next(many for one, many in _COUNTED.items() if folded in (one, many))
    if folded.startswith("million unit"):
        return "million units"
    known = known_unit(word)
    return next((base for base in _BASES if base.casefold() == known.casefold()), "")
