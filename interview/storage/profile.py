"""The clinic's profile: what every letter and call needs and nobody should type twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from interview.core.author_text import AuthorError, Mapping, Node, Problem, Scalar
from interview.core.texts import Place
from interview.storage.disk import Disk, because, make_private_folder, replace_file
from interview.storage.store import StoreProblem
from interview.storage.yaml_source import read_yaml

CLINIC, PRESCRIBER = "clinic", "prescriber"
"""Parts of the profile that answer questions."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clinic(_Part):
    """Letterhead and return address."""

    name: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""


class Prescriber(_Part):
    """Someone who signs letters."""

    name: str = Field(min_length=1)
    credentials: str = ""
    """As after the name: MD, NP …"""
    board_certification: str = ""
    specialty: str = ""
    npi: str = ""
    """National Provider Identifier, ten digits."""
    licence_state: str = ""
    licence_number: str = ""
    address: str = ""
    phone: str = ""
    fax: str = ""
    peer_line: str = ""
    """Telephone number for a peer-to-peer review."""
    peer_hours: str = ""


class Clinician(_Part):
    """Who is called in a crisis."""

    name: str = ""
    phone: str = ""


class Crisis(_Part):
    """What is shown when somebody may be in danger."""

    on_call_clinician: Clinician = Clinician()
    steps: tuple[str, ...] = ()
    """In the order in which they are to be taken; empty for the program's own steps."""


class Voicemail(_Part):
    """What may be left on a machine: nothing that tells practice, drug or plan."""

    name: str = ""
    """Whom to ask for when calling back."""
    number: str = ""


class LeadDays(_Part):
    """How many business days before a deadline the office wants things done."""

    prescriber: int = Field(default=5, ge=0, le=60)
    """The letter is with the prescriber, to read and sign."""
    documents: int = Field(default=10, ge=0, le=60)
    """All documents are in."""
    renewal: int = Field(default=30, ge=0, le=180)
    """Calendar days before an authorization ends: renewal is asked for."""


class Letterhead(_Part):
    """How letters look. Files are named from the folder of the profile, or with their whole
    path.
    """

    file: str = ""
    """A Word document (.docx) whose header, footer and styles the letters as DOCX take over."""
    logo: str = ""
    """A PNG or JPEG picture for letters as PDF and HTML, and for DOCX without a letterhead file."""
    logo_words: str = ""
    """What the logo says, read aloud to those who cannot see it."""


class Profile(_Part):
    """A whole profile; every part may be missing."""

    clinic: Clinic = Clinic()
    letterhead: Letterhead = Letterhead()
    templates: str = ""
    """Folder with the clinic's own letters, over the shipped ones."""
    prescribers: tuple[Prescriber, ...] = ()
    crisis: Crisis = Crisis()
    operator: str = ""
    """Default name of whoever works at this computer."""
    voicemail: Voicemail = Voicemail()
    idle_minutes: int = Field(default=10, ge=1, le=24 * 60)
    """After so many minutes without a key the screen hides the case."""
    lead_days: LeadDays = LeadDays()

    def text(self, key: str, prescriber: int = 0) -> str:
        """What stands under `clinic.phone` or `prescriber.npi`; empty when nothing does.

        `prescriber` is the position in `prescribers`.
        """
        group, _, field = key.partition(".")
        if group == PRESCRIBER:
            part: BaseModel | None = (
                self.prescribers[prescriber] if prescriber < len(self.prescribers) else None
            )
        else:
            part = self.clinic if group == CLINIC else None
        value = (
            getattr(part, field, "")
            if part is not None and field in type(part).model_fields
            else ""
        )
        return value if isinstance(value, str) else ""

    @staticmethod
    def keys() -> frozenset[str]:
        """Every key that `text` knows."""
        return frozenset(
            f"{group}.{field}"
            for group, model in ((CLINIC, Clinic), (PRESCRIBER, Prescriber))
            for field in model.model_fields
        )


def load_profile(path: Path) -> Profile:
    """The profile in a YAML or JSON file; an empty one when there is no file. Raises AuthorError
    with places.
    """
    if not path.exists():
        return Profile()
    root = read_yaml(path)
    try:
        return Profile.model_validate(_plain(root))
    except ValidationError as error:
        problems = [_problem(each["type"], each["loc"], root) for each in error.errors()]
        raise AuthorError(problems) from error


def beside(profile: Path, name: str) -> Path:
    """A file or folder that the profile names: from the profile's own folder, or by its whole
    path.
    """
    return profile.parent / Path(name).expanduser()


def save_profile(profile: Profile, path: Path, disk: Disk | None = None) -> None:
    """Write the profile as YAML, readable by its owner only. Raises StoreProblem."""
    text = yaml.safe_dump(
        profile.model_dump(mode="json"), allow_unicode=True, sort_keys=False, width=1000
    )
    try:
        make_private_folder(path.parent)
        replace_file(disk or Disk(), path, text.encode(), sync=True)
    except (OSError, UnicodeEncodeError) as error:
        reason = (
            because(error)
            if isinstance(error, OSError)
            else "it holds a character that cannot be stored"
        )
        sentence = (
            f"The profile was not written to {path}: {reason}. Please either choose another place"
            " or make room."
        )
        raise StoreProblem("profile_not_written", sentence, can_retry=True) from error


def _plain(node: Node) -> Any:
    """Nodes as dicts, lists and texts; a key without a value is left out, as if it had not been
    written.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {
            key.text: _plain(value) for key, value in node.items if value != Scalar("", value.at)
        }
    return [_plain(each) for each in node.items]


def _problem(error: str, path: tuple[int | str, ...], root: Node) -> Problem:
    place, name = _find(path, root), ".".join(map(str, path)) or "the profile"
    known = "Please either correct it or remove it."
    if error == "extra_forbidden":
        return Problem(place, "unknown_key", f"The profile has no entry `{name}`. {known}")
    if error in ("missing", "string_too_short"):
        return Problem(
            place,
            "missing_entry",
            f"`{name}` has no text. Please either write it or remove its entry.",
        )
    if error.startswith(("int", "greater", "less")):
        most = 180 if name.endswith("renewal") else 60
        span = f"days, 0 to {most}" if name.startswith("lead_days") else "minutes, 1 to 1440"
        return Problem(place, "not_a_number", f"`{name}` must be a whole number of {span}. {known}")
    return Problem(
        place,
        "wrong_shape",
        f"`{name}` is not written as it should be. Please compare it with the example.",
    )


def _find(path: tuple[int | str, ...], root: Node) -> Place:
    """The place of what pydantic complains about, or of the last thing above it that exists."""
    node = root
    for step in path:
        below: Node | None = None
        if isinstance(node, Mapping):
            below = node.get(str(step))
        elif not isinstance(node, Scalar) and isinstance(step, int) and step < len(node.items):
            below = node.items[step]
        if below is None:
            break
        node = below
    return node.place
