"""A form on its way: which field is asked, what was filled in so far."""

from __future__ import annotations

from interview.sitting.forms import Field, Form, Reply, Values


class FormRun:
    """Asks the fields of a form one after the other. It may be stepped back, and left unless it
    must be finished.
    """

    def __init__(self, form: Form, said: tuple[str, ...] = (), aloud: tuple[str, ...] = ()) -> None:
        self.form = form
        self.said = said
        """What was said before the form, shown above it."""
        self.aloud = aloud
        self.values: Values = {}
        self._order: list[str] = []

    @property
    def field(self) -> Field | None:
        """What is asked now; None when everything is filled in."""
        return self.form.next_field(self.values)

    @property
    def key(self) -> str:
        """Different for every field of every form."""
        return f"{self.form.title}\n{self.field.key if self.field else ''}"

    def take(self, typed: str) -> str:
        """Fills in the field; returns a sentence when that is not possible. Raises StoreProblem."""
        asked = self.field
        assert asked is not None
        value, problem = asked.read(typed)
        if not problem:
            asked.taken(value)
            self.values[asked.key] = value
            self._order.append(asked.key)
        return problem

    def back(self) -> bool:
        """Steps back to the field before; False when this is the first one."""
        if not self._order:
            return False
        del self.values[self._order.pop()]
        return True

    def finish(self) -> Reply:
        """What the form gives. Raises StoreProblem, and then it may be called again."""
        return self.form.finish(dict(self.values))
