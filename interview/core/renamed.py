"""Events of a transcript under the ids that questions have now.

A transcript is never rewritten: what was recorded under a former id is read as if it had been
recorded under the present one, and everything behind this door knows present ids only.
"""

from __future__ import annotations

from collections.abc import Mapping

from interview.core import events as ev

Former = Mapping[str, str]
"""Present id by former id; of a column `list/column`, where the list has its present id."""


def present_address(address: str, former: Former) -> str:
    """The address under which the tree knows this question, cell or list now."""
    name, *rest = address.split("/")
    name = former.get(name, name)
    if len(rest) != 2:
        return "/".join((name, *rest))
    row, column = rest
    _, _, column = former.get(f"{name}/{column}", f"{name}/{column}").partition("/")
    return f"{name}/{row}/{column}"


def under_present_ids(event: ev.AnyEvent, former: Former) -> ev.AnyEvent:
    """The same event, with every address in it as the tree has it now."""
    if not former:
        return event
    renamed = _renamed(event, former)
    is_same = all(getattr(event, field) == value for field, value in renamed.items())
    return event if is_same else event.model_copy(update=renamed)


def _renamed(event: ev.AnyEvent, former: Former) -> dict[str, object]:
    """The fields of the event that hold addresses, under present ids."""
    match event:
        case (
            ev.AnswerGiven(address=address)
            | ev.Settled(address=address)
            | ev.Waived(address=address)
            | ev.WordsChosen(address=address)
            | ev.NoteAdded(address=address)
            | ev.NoteFiled(address=address)
            | ev.SafetyRaised(address=address)
        ):
            return {"address": present_address(address, former)}
        case ev.RowAdded(list=name) | ev.RowRemoved(list=name):
            return {"list": present_address(name, former)}
        case ev.TreeChanged(asked_again=addresses):
            return {"asked_again": _each(addresses, former)}
        case ev.DecisionReceived(reopened=addresses):
            return {"reopened": _each(addresses, former)}
        case ev.IdentityChecked(identifiers=addresses):
            return {"identifiers": _each(addresses, former)}
    return {}


def _each(addresses: tuple[str, ...], former: Former) -> tuple[str, ...]:
    return tuple(present_address(address, former) for address in addresses)
