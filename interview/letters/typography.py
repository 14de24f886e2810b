"""How single words stand in print: a page, a name that keeps its capital."""

from __future__ import annotations

import calendar
import re

_CALENDAR = frozenset(
    (*calendar.day_name, *calendar.day_abbr, *calendar.month_name, *calendar.month_abbr)
)

_PAGE = re.compile(r"^(?:pages?|pgs?\.?|pp?\.?)\s+", re.IGNORECASE)
_SEVERAL = re.compile(r"\d\s*(?:-|–|,|&|to\b|and\b|through\b)\s*\d", re.IGNORECASE)


def keeps_its_capital(word: str) -> bool:
    """Whether it is the name of a day or month, such as "Mondays" or "Oct."."""
    bare = word.rstrip(",.")
    return bare in _CALENDAR or bare.removesuffix("s") in _CALENDAR


def page_words(text: str) -> str:
    """ "2" and "page 2" as "page 2", "1 to 24" as "pages 1 to 24"; what is no number of a page
    stays as it is.
    """
    bare = _PAGE.sub("", text.strip())
    if not bare[:1].isdigit():
        return text
    return f"{'pages' if _SEVERAL.search(bare) else 'page'} {bare}"
