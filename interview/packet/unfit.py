"""Why a document cannot go into a case or a packet."""

from __future__ import annotations


class Unfit(Exception):
    """A document cannot be used as it is. Carries what is wrong and what to do, to follow the
    document's name.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
        """Such as “is locked with a password. Please print it to a new PDF and attach that”."""
