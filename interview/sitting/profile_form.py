"""The clinic's profile as forms: one part after the other, each with what is written there
already.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from interview.core.kinds import KINDS, Refused
from interview.core.kinds.codes import NpiKind
from interview.core.kinds.phones import PhoneKind
from interview.core.texts import ENGLISH, Place, Text
from interview.core.tree import Question
from interview.sitting.forms import Check, Field, Values, accept_anything
from interview.storage.profile import (
    Clinic,
    Clinician,
    Crisis,
    Letterhead,
    Prescriber,
    Profile,
    Voicemail,
)

CLEAR = "-"
_OPERATOR, _CLINIC, _CRISIS, _DESIGN, _NEW = "1", "2", "3", "4", "new"
_HERE = Place("", 0, 0)
_CLINIC_TITLES = {"name": "Clinic", "address": "Address", "phone": "Phone", "fax": "Fax"}
_DESIGN_TITLES = {
    "file": "Letterhead, a Word file (.docx) with header and footer",
    "logo": "Logo, a PNG or JPEG file",
    "logo_words": "What the logo says, for those who cannot see it",
    "templates": "Folder with the clinic's own letters",
}
_PRESCRIBER_TITLES = {
    "name": "Name as it stands under a letter",
    "credentials": "Credentials, such as MD or NP",
    "board_certification": "Board certification",
    "specialty": "Specialty",
    "npi": "NPI, ten digits",
    "licence_state": "State of the licence",
    "licence_number": "Licence number",
    "address": "Address, if it is not the clinic's",
    "phone": "Phone",
    "fax": "Fax",
    "peer_line": "Phone for a peer-to-peer review",
    "peer_hours": "Hours of that line",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the profile, to be filled in at once."""

    key: str
    title: str
    fields: tuple[Field, ...]


def parts_of(profile: Profile) -> tuple[Part, ...]:
    """Every part there is, and a new prescriber."""
    prescribers = [
        _prescriber_part(str(n + 10), p.name, p) for n, p in enumerate(profile.prescribers)
    ]
    return (
        _operator_part(profile),
        Part(_CLINIC, "The clinic", _text_fields(_CLINIC_TITLES, profile.clinic.model_dump())),
        _crisis_part(profile.crisis),
        _design_part(profile),
        *prescribers,
        _prescriber_part(_NEW, "Another prescriber" if prescribers else "A prescriber", None),
    )


def changed(profile: Profile, part: Part, values: Values) -> Profile:
    """The profile with this part as filled in."""
    given = {key: "" if value == CLEAR else value for key, value in values.items()}
    if part.key == _OPERATOR:
        voicemail = Voicemail(name=given["voicemail"], number=given["number"])
        return profile.model_copy(update={"operator": given["operator"], "voicemail": voicemail})
    if part.key == _CLINIC:
        return profile.model_copy(update={"clinic": Clinic(**given)})
    if part.key == _CRISIS:
        return profile.model_copy(update={"crisis": _crisis(profile.crisis, given)})
    if part.key == _DESIGN:
        templates = given.pop("templates")
        return profile.model_copy(
            update={"letterhead": Letterhead(**given), "templates": templates}
        )
    return _with_prescriber(profile, part.key, given)


def _with_prescriber(profile: Profile, key: str, given: Values) -> Profile:
    """A name that was cleared takes the prescriber out."""
    found = list(profile.prescribers)
    entry = [Prescriber(**given)] if given["name"] else []
    position = len(found) if key == _NEW else int(key) - 10
    found[position : position + 1] = entry
    return profile.model_copy(update={"prescribers": tuple(found)})


def _operator_part(profile: Profile) -> Part:
    fields = (
        _text("operator", "Who usually works at this computer", profile.operator),
        _text("voicemail", "Voicemail: whom to ask for", profile.voicemail.name),
        _text("number", "Voicemail: number to call back", profile.voicemail.number, PhoneKind.name),
    )
    return Part(_OPERATOR, "You, and what may be left on a machine", fields)


def _design_part(profile: Profile) -> Part:
    known = {**profile.letterhead.model_dump(), "templates": profile.templates}
    return Part(_DESIGN, "How letters look", _text_fields(_DESIGN_TITLES, known))


def _crisis_part(crisis: Crisis) -> Part:
    fields = (
        _text("name", "Clinician on call in a crisis", crisis.on_call_clinician.name),
        _text("number", "That clinician's phone", crisis.on_call_clinician.phone, PhoneKind.name),
        _text(
            "steps", "The clinic's own crisis steps, with “;” between them", "; ".join(crisis.steps)
        ),
    )
    return Part(_CRISIS, "Crisis steps (911 and 988 are always shown)", fields)


def _crisis(before: Crisis, given: Values) -> Crisis:
    steps = tuple(step.strip() for step in given["steps"].split(";") if step.strip())
    clinician = Clinician(name=given["name"], phone=given["number"])
    return before.model_copy(update={"on_call_clinician": clinician, "steps": steps})


def _prescriber_part(key: str, title: str, prescriber: Prescriber | None) -> Part:
    known = prescriber.model_dump() if prescriber is not None else {}
    name, *others = _text_fields(_PRESCRIBER_TITLES, known)
    return Part(key, title, (replace(name, required=prescriber is None), *others))


def _text_fields(titles: dict[str, str], known: dict[str, str]) -> tuple[Field, ...]:
    numbers = {"npi": NpiKind.name} | dict.fromkeys(
        (k for k in titles if titles[k].startswith(_PHONES)), PhoneKind.name
    )
    return tuple(
        _text(key, title, known.get(key, ""), numbers.get(key, "")) for key, title in titles.items()
    )


_PHONES = ("Phone", "Fax")


def _text(key: str, title: str, default: str, kind: str = "") -> Field:
    return Field(
        key, title, required=False, default=default, check=_check(kind) if kind else accept_anything
    )


def _check(kind: str) -> Check:
    """The sentence with which a kind of answer refuses what was typed."""
    question = Question("profile", KINDS[kind], _HERE, Text({ENGLISH: ""}, _HERE))

    def check(typed: str) -> str:
        if typed == CLEAR:
            return ""
        try:
            KINDS[kind].read(typed, question, date.min)
        except Refused as refused:
            return refused.sentence
        return ""

    return check
