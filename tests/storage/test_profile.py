"""The clinic's profile: read from YAML or JSON with places in its errors, written privately."""

from __future__ import annotations

from pathlib import Path

import pytest

from interview.core.author_text import AuthorError
from interview.storage.profile import (
    Clinic,
    Crisis,
    Prescriber,
    Profile,
    load_profile,
    save_profile,
)
from interview.storage.store import StoreProblem
from tests.storage.made_up import FaultyDisk

WRITTEN = """\
clinic:
  name: Alder Street Clinic
  address: 12 Alder Street, Springfield, MA 02134
  phone: 555-0100
  fax:
prescribers:
  - name: Dr. Norma Voss
    npi: 0123456789
    licence_state: no
  - name: Lê Quang
crisis:
  on_call_clinician: {name: Dr. Amara Obi, phone: 555-0111}
  steps: [Stay on the line., Call 911.]
idle_minutes: 5
lead_days: {prescriber: 3}
"""


def _load(tmp_path: Path, text: str, name: str = "profile.yaml") -> Profile:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return load_profile(path)


def test_everything_stays_as_written(tmp_path: Path) -> None:
    profile = _load(tmp_path, WRITTEN)
    assert profile.clinic.address.endswith("02134")
    assert profile.prescribers[0].npi == "0123456789"
    assert profile.prescribers[0].licence_state == "no"
    assert profile.crisis.on_call_clinician.phone == "555-0111"
    assert profile.crisis.steps == ("Stay on the line.", "Call 911.")
    assert profile.idle_minutes == 5
    assert (profile.lead_days.prescriber, profile.lead_days.documents) == (3, 10)
    assert profile.voicemail.name == ""


def test_json_is_read_too(tmp_path: Path) -> None:
    profile = _load(
        tmp_path, '{"clinic": {"name": "Nguyễn \\"A\\""}, "idle_minutes": 3}', "profile.json"
    )
    assert (profile.clinic.name, profile.idle_minutes) == ('Nguyễn "A"', 3)


def test_no_file_is_an_empty_profile(tmp_path: Path) -> None:
    assert load_profile(tmp_path / "none.yaml") == Profile()


@pytest.mark.parametrize(
    ("key", "prescriber", "text"),
    [
        ("clinic.phone", 0, "555-0100"),
        ("clinic.fax", 0, ""),
        ("prescriber.name", 0, "Dr. Norma Voss"),
        ("prescriber.name", 1, "Lê Quang"),
        ("prescriber.name", 2, ""),
        ("clinic.none", 0, ""),
        ("clinic.model_fields", 0, ""),
        ("crisis.steps", 0, ""),
        ("clinic", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_question_finds_its_answer_by_key(
    tmp_path: Path, key: str, prescriber: int, text: str
) -> None:
    assert _load(tmp_path, WRITTEN).text(key, prescriber) == text


def test_the_keys_are_told() -> None:
    assert {"clinic.fax", "prescriber.npi", "prescriber.peer_hours"} < Profile.keys()


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("clinic:\n  name: A\n  fone: 555-0100\n", "3:9", "unknown_key"),
        ("prescribers:\n  - npi: 1\n", "2:5", "missing_entry"),
        ("prescribers:\n  - name: ''\n    npi: 1\n", "2:11", "missing_entry"),
        ("idle_minutes: soon\n", "1:15", "not_a_number"),
        ("idle_minutes: 0\n", "1:15", "not_a_number"),
        ("lead_days: {documents: 61}\n", "1:24", "not_a_number"),
        ("clinic: Alder Street\n", "1:9", "wrong_shape"),
        ("prescribers: {name: A}\n", "1:14", "wrong_shape"),
        ("- clinic\n", "1:1", "wrong_shape"),
        ("clinic:\n  name: [A]\n", "2:9", "wrong_shape"),
        ("clinic:\n\tname: A\n", "2:1", "tab"),
    ],
)
def test_a_broken_profile_says_where_and_what_to_do(
    tmp_path: Path, text: str, place: str, code: str
) -> None:
    with pytest.raises(AuthorError) as caught:
        _load(tmp_path, text)
    (problem,) = caught.value.problems
    assert (str(problem.place), problem.code) == (f"{tmp_path / 'profile.yaml'}:{place}", code)
    assert "Please" in problem.sentence


PROFILE = Profile(
    clinic=Clinic(name="no", address="1 Elm St\nSpringfield", phone="555-0100"),
    prescribers=(Prescriber(name="Lê “Q” O'Neil", npi="0123456789"),),
    crisis=Crisis(steps=("- one: #1", "~")),
    operator="null",
    idle_minutes=7,
)


def test_what_is_saved_is_loaded_and_private(tmp_path: Path) -> None:
    path = tmp_path / "settings" / "profile.yaml"
    save_profile(PROFILE, path)
    assert load_profile(path) == PROFILE
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_profile_that_did_not_reach_the_disk_is_not_called_saved(tmp_path: Path) -> None:
    disk = FaultyDisk()
    disk.sync_fails = True
    with pytest.raises(StoreProblem, match="the disk reports an error"):
        save_profile(PROFILE, tmp_path / "profile.yaml", disk)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_keeps_the_old_profile(tmp_path: Path) -> None:
    path, disk = tmp_path / "profile.yaml", FaultyDisk()
    save_profile(PROFILE, path)
    disk.room = 10
    with pytest.raises(StoreProblem, match="the disk is full"):
        save_profile(Profile(), path, disk)
    assert load_profile(path) == PROFILE
    assert [each.name for each in tmp_path.iterdir()] == ["profile.yaml"]
