"""Kinds that hold no words of their own: a list's rows, and a pointer to a row or an attachment."""

from __future__ import annotations

import re
from datetime import date

from pydantic import JsonValue

from interview.core.kinds.base import Asked, Kind, Refused, Value
from interview.core.kinds.typed import clean_line, quoted, text_of


class ListKind(Kind):
    """A question with rows. It has no value: its rows are answered, then it is closed."""

    name = "list"
    fhir = "group"
    lines = 2

    def read(self, typed: str, question: Asked, today: date) -> Value:
        raise Refused("This is a list: please answer its rows one by one.")

    def load(self, data: JsonValue, question: Asked) -> Value:
        raise Refused("This is a list and keeps no answer of its own; please answer its rows.")


_POINTER = re.compile(r"[a-z_][a-z0-9_]*(?:/r[0-9]+)?")


class PickKind(Kind):
    """One row of a list, or one attachment. The value is its id, a str: r2, pathology,
    fill_history/r2.

    Which ones there are is for the case to say; only the form of the id is looked at here.
    """

    name = "pick"
    fhir = "string"
    example = "r2"
    one_key = True

    def read(self, typed: str, question: Asked, today: date) -> Value:
        pointer = clean_line(typed)
        if not _POINTER.fullmatch(pointer):
            raise Refused(
                f"{quoted(pointer)} is not one of the entries. Please choose one that is shown."
            )
        return pointer

    def load(self, data: JsonValue, question: Asked) -> Value:
        return self.read(text_of(data), question, date.min)
