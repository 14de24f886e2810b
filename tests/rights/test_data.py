"""The data themselves: complete, traceable, and refused when they say more than was read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from interview.rights.facts import Facts, Level, facts
from interview.rights.step_therapy import StepTherapy, regulators, step_therapy_laws
from interview.storage import places
from interview.storage.yaml_source import read_yaml

PROJECT = Path(__file__).resolve().parents[2]
GROUPS = ("expedited", "continued", "exceptions", "concurrent", "complaints", "filers")
LISTS = ("requests", "missed")


def test_every_name_leads_somewhere_and_nothing_is_there_for_nothing() -> None:
    known, used = facts(), {group: set[str]() for group in ("levels", "state_law", *GROUPS, *LISTS)}
    for kind in known.kinds.values():
        used["levels"] |= {name for step in kind.levels for name in step} | ({kind.second} - {""})
        used["state_law"].add(kind.state_law)
        for group in GROUPS:
            used[group] |= {getattr(kind, group)} - {""}
        for group in LISTS:
            used[group] |= set(getattr(kind, group))
    for group, names in used.items():
        assert names == set(getattr(known, group)), group


def test_every_verified_rule_says_what_was_read_and_when() -> None:
    known, sources = facts(), set[str]()
    for part in ("levels", *GROUPS, *LISTS):
        for name, rule in getattr(known, part).items():
            sources |= set(rule.sources)
            assert not rule.verified or (rule.citation and rule.sources and rule.as_of), name
    assert sources <= set(known.sources)
    assert set(known.sources) - sources == {"stldi_2024"}  # behind a note on short-term plans


def test_no_office_for_complaints_was_read_and_so_none_can_be_printed() -> None:
    assert all(not rule.verified for rule in facts().complaints.values())


def test_a_review_outside_the_plan_says_what_to_ask_for_unless_nobody_files() -> None:
    for name, level in facts().levels.items():
        assert bool(level.asks) == (level.stage == "independent" and not level.automatic), name


def test_a_kind_without_levels_says_where_to_turn() -> None:
    for kind in facts().kinds.values():
        assert kind.levels or kind.to_check, kind.label


UNREAD: dict[str, Any] = {
    "name": "Court",
    "stage": "court",
    "decides": "a court",
    "rule": "Not read.",
    "citation": "1 CFR 1",
    "verified": "no",
}
WRONG = {
    "days that were not read": {"file": {"amount": "60", "unit": "days", "from": "receipt"}},
    "a clock that was not read": {"answer": {"expedited": {"amount": "72", "unit": "hours"}}},
    "no state of the text": {"verified": "yes"},
    "an unknown entry": {"fil": "60 days"},
}


@pytest.mark.parametrize("more", WRONG.values(), ids=WRONG)
def test_what_was_not_read_can_have_no_days(more: dict[str, Any]) -> None:
    Level.model_validate(UNREAD)
    with pytest.raises(ValidationError):
        Level.model_validate(UNREAD | more)


@pytest.mark.parametrize(
    "more", [{"standard": "72 hours"}, {"granted": "yes"}, {"citation": "X § 1"}]
)
def test_a_state_without_a_law_or_a_source_has_no_points(more: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        StepTherapy.model_validate({"name": "Nowhere", **more})


def test_states_are_the_ones_that_a_plan_can_be_from() -> None:
    assert len(step_therapy_laws().states) == 52  # with the District of Columbia and Puerto Rico
    assert set(regulators().states) == set(step_therapy_laws().states) - {"PR"}
    cited = [law for law in step_therapy_laws().states.values() if law.citation]
    assert len(cited) == 33
    assert sum(1 for law in cited if law.standard) == 16


def test_the_shipped_tree_names_kinds_that_the_facts_know() -> None:
    root = read_yaml(places.shipped_folder("question_trees") / "root.yaml")
    named = [each.get("kind").text for each in root.get("plan_kinds").items]  # type: ignore[union-attr]
    assert set(named) == set(facts().kinds)


def test_the_facts_are_a_whole() -> None:
    assert Facts.model_validate(facts().model_dump(by_alias=True)) == facts()


def test_the_page_says_what_the_data_say() -> None:
    script = PROJECT / "scripts" / "make_rights_page.py"
    done = subprocess.run(
        [sys.executable, str(script), "--check"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
