"""A form on its way: which field is asked, what was filled in so far."""

from __future__ import annotations

from dataclasses import replace

from interview.sitting.forms import Field, Form, Reply, Values


class FormRun:
    """Asks the fields of a form one after the other. It may be stepped back, and left unless it
    must be finished. What was filled in stays: stepped back to, it is what Enter alone means.
    """

    def __init__(
        self,
        form: Form,
        said: tuple[str, ...] = (),
        aloud: tuple[str, ...] = (),
        *,
        is_due: bool = False,
        confirms: bool = False,
    ) -> None:
        self.form = form
        self.said = said
        """What was said before the form, shown above it."""
        self.aloud = aloud
        self.is_due = is_due
        """Begun by the state of the case, so that leaving it does not end the need for it."""
        self.confirms = confirms
        """Asks whether this is the right case."""
        self.values: Values = {}
        self._order: list[str] = []
        self._before: Values = {}
        """What was filled in where the operator has stepped back from."""

    @property
    def field(self) -> Field | None:
        """What is asked now; None when everything is filled in."""
        field = self.form.next_field(self.values)
        return _offering(field, self._before) if field is not None else None

    @property
    def key(self) -> str:
        """Different for every field of every form."""
        return f"{self.form.title}\n{self.field.key if self.field else ''}"

    @property
    def is_at_start(self) -> bool:
        return not self._order

    @property
    def may_be_left(self) -> bool:
        """Whether it goes without harm: no safety stop, and no gate that the call stands at."""
        return not (self.form.must_finish or self.form.is_gate)

    def take(self, typed: str) -> str:
        """Fills in the field; returns a sentence when that is not possible, or when it
        contradicts what was filled in before. Raises StoreProblem.
        """
        asked = self.field
        assert asked is not None
        value, problem = asked.read(typed)
        problem = problem or asked.against(value, self.values)
        if not problem:
            asked.taken(value)
            self.values[asked.key] = value
            self._order.append(asked.key)
        return problem

    def back(self) -> bool:
        """Steps back to the field before; False when this is the first one."""
        if not self._order:
            return False
        key = self._order.pop()
        self._before[key] = self.values.pop(key)
        return True

    def finish(self) -> Reply:
        """What the form gives. Raises StoreProblem, and then it may be called again."""
        return self.form.finish(dict(self.values))


def _offering(field: Field, before: Values) -> Field:
    """The field with what was filled in there before the operator stepped back."""
    held = before.get(field.key, "")
    keys = dict(field.options)
    is_possible = not field.options or all(key in keys for key in held.split(","))
    return replace(field, default=held) if held and is_possible else field
