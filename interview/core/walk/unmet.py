"""What a walk did not see although the tree and its letters allow for it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from interview.core.conditions.printed import condition_text
from interview.core.walk.conditions_of import Site
from interview.core.walk.observe import Missing, Observer
from interview.core.walk.reach import WHOLE
from interview.core.walk.report import WalkReport
from interview.core.walk.tests_of import atoms

_TRUTHS = {True: "true", False: "false", None: "unsure"}


def never_seen(observer: Observer) -> Iterator[tuple[Site, str]]:
    """The truths that a test can have and never had, in the order of the tree."""
    missing: dict[int, list[Missing]] = {}
    for miss in observer.missing():
        missing.setdefault(id(miss[0]), []).append(miss)
    for site in observer.sites:
        for _, number, truth in missing.get(id(site), ()):
            test = site.condition if number == WHOLE else atoms(site.condition)[number]
            words = f"{condition_text(test)} in {site.what} was never seen {_TRUTHS[truth]}."
            yield site, f"{site.place}: {words}"


def never_read(observer: Observer, report: WalkReport) -> Iterator[tuple[str, str]]:
    """Letters that were never rendered, and tests that no rendered letter read; each with its
    letter.
    """
    for letter, times in report.letters.items():
        if not times:
            yield letter, f"Letter {letter} was never rendered."
    for (place, text), spots in observer.unread.items():
        rendered = [letter for letter in spots[0].site.letters if report.letters.get(letter)]
        if rendered:
            yield rendered[0], f"{place}: “{text}” was read in no letter."
