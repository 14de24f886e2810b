"""`interview due`: the days of a case in words and for programs, with the rule behind each and
what is to check.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from interview.cli.commands import run
from tests.cli.conftest import Ran
from tests.rights.office import CARE, DENIAL, KINDS, PLAN, ROOT

Due = Callable[..., Ran]
REGULATOR = "Complaints: Texas Department of Insurance"


@pytest.fixture
def due(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Due:
    """Makes a case with these answers (`plan__type="part_d"`) and runs `interview due` with
    these words.
    """
    trees, profile = tmp_path / "trees", tmp_path / "profile.yaml"
    trees.mkdir()
    for name, text in (("root", ROOT + KINDS), ("plan", PLAN), ("care", CARE), ("denial", DENIAL)):
        trees.joinpath(f"{name}.yaml").write_text(dedent(text), "utf-8")
    profile.write_text("lead_days: {prescriber: 2, documents: 4}\n", "utf-8")
    monkeypatch.setenv("INTERVIEW_PROFILE", str(profile))
    folders = ["--transcripts", str(tmp_path / "cases"), "--trees", str(trees)]

    def command(*words: str, **answers: str) -> Ran:
        lines = "".join(
            f'  {name.replace("__", ".")}: "{typed}"\n' for name, typed in answers.items()
        )
        prepared = tmp_path / "answers.yaml"
        prepared.write_text(f"answers:\n{lines}" if lines else "answers: {}\n", "utf-8")
        assert run(["new", "--answers", str(prepared), *folders]) == 0
        (case,) = (path.stem for path in (tmp_path / "cases").glob("c-*.jsonl"))
        capsys.readouterr()
        status = run(["due", case, *words, *folders])
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return command


def test_the_days_with_why_they_differ_and_the_rule_behind_them(due: Due) -> None:
    ran = due(plan__type="part_d", denial__dated="11/2/2025", denial__deadline="1/6/2026")
    assert ran.status == 0
    assert ran.out.startswith(
        "Plan: Medicare drug plan (Part D)\n\nFILE BY Thursday, January 1, 2026 (OVERDUE by "
    )
    for words in (
        "By the rule: safe day January 1, 2026; outside day January 6, 2026.",
        "By the notice: January 6, 2026. The notice gives this day.",
        "The notice's day is 5 days later than the rule's; the earlier, the rule's, counts.",
        "It must have arrived by then.",
        "documents by Wednesday, December 24, 2025",
        "to the prescriber by Monday, December 29, 2025",
        "This level: Redetermination, decided by the drug plan",
        "42 CFR 423.582(b)(1)-(2); 423.590(a), (b), (d) (text of June 20, 2026)",
        (
            "Time to decide: fast review 72 hours; care not given yet 7 days; care given already 14"
            " days"
        ),
        "Next level: Reconsideration, decided by the independent review entity",
        "Please seek counsel",
        "If the plan misses its date:\n  Silence counts as a denial",
        "may seriously jeopardize",
        "24 if urgent, from the prescriber's supporting statement",
    ):
        assert words in ran.out, words
    assert "TO CHECK" not in ran.out.split("State law")[0]


def test_keeping_a_benefit_stands_above_the_appeal_with_its_warning(due: Due) -> None:
    out = due(plan__type="medicaid", denial__dated="11/2/2025").out
    keep, file = out.index("TO KEEP A BENEFIT"), out.index("FILE BY")
    assert keep < file
    assert "by Wednesday, November 12, 2025" in out[keep:file]
    assert "the patient may have to pay back" in out[keep:file]
    assert "FILE BY Thursday, January 1, 2026" in out
    assert "TO CHECK, not read: The patient; whether a provider may file" in out


def test_an_open_kind_of_plan_is_to_check_and_says_what_to_ask(due: Due) -> None:
    out = due(denial__dated="11/2/2025").out
    assert "Plan: 6 kinds are still possible.\nPlease ask: Kind of plan\n" in out
    assert "FILE BY Thursday, January 1, 2026" in out and "TO CHECK\n" in out
    assert "No days are known for: Veterans Affairs." in out
    assert "This level" not in out


def test_nothing_known_gives_no_day(due: Due) -> None:
    out = due(plan__type="individual").out
    assert "Please ask: Date of the notice" in out
    assert "FILE BY: No last day can be told yet." in out


def test_a_plan_that_no_rule_was_read_for_goes_by_the_notice(due: Due) -> None:
    out = due(plan__type="va", denial__dated="11/2/2025", denial__deadline="12/1/2025").out
    assert "FILE BY Monday, December 1, 2025" in out
    assert "By the rule" not in out
    assert "No days are known for: Veterans Affairs." in out
    assert "To check: No days were found in what was read. Turn to the patient advocate" in out


def test_state_law_is_shown_where_it_reaches_the_plan(due: Due) -> None:
    out = due(plan__type="individual", plan__state="TX", denial__received="11/6/2025").out
    assert (
        "Step therapy: Texas law on exceptions to step therapy applies here (Tex. Ins. Code §"
        " 1369.0546)." in out
    )
    assert "To check, step therapy in Texas: The hours." in out
    assert REGULATOR in out and "CHECK BEFORE USE" in out


def test_state_law_is_not_shown_where_it_does_not(due: Due) -> None:
    out = due(
        plan__type="employer",
        plan__funding="self_funded",
        plan__state="TX",
        denial__received="11/6/2025",
    ).out
    assert "State insurance law may not apply" in out
    assert "Tex. Ins. Code" not in out and REGULATOR not in out


def test_a_later_level_counts_from_its_own_notice(due: Due) -> None:
    ran = due(
        "--level",
        "2",
        "--received",
        "8/25/2025",
        plan__type="employer",
        plan__funding="self_funded",
    )
    assert "FILE BY Friday, December 26, 2025" in ran.out  # December 25 is a federal holiday
    assert "This level: External review (federal process)" in ran.out
    assert "Next level" not in ran.out and "Please seek counsel" in ran.out


def test_a_later_level_does_not_count_from_the_first_notice(due: Due) -> None:
    out = due("--level", "2", plan__type="part_d", denial__dated="11/2/2025").out
    assert "Please ask: the date of the notice that this level answers" in out
    assert "No last day can be told yet." in out


def test_for_programs(due: Due) -> None:
    ran = due("--json", plan__type="medicaid", denial__dated="11/2/2025", denial__days="30 days")
    told = json.loads(ran.out)
    assert {
        key: told[key]
        for key in ("file_by", "safe", "outside", "stated", "keep_benefit_by", "to_check")
    } == {
        "file_by": "2025-12-02",
        "safe": "2026-01-01",
        "outside": "2026-01-01",
        "stated": "2025-12-02",
        "keep_benefit_by": "2025-11-12",
        "to_check": False,
    }
    assert (told["documents_by"], told["to_prescriber_by"]) == ("2025-11-25", "2025-11-28")
    assert [
        (level["title"], level["as_of"], level["verified"]) for level in told["this_level"]
    ] == [("Appeal to the plan", "2026-09-25", True)]
    assert told["days_left"] < 0


UNKNOWN = {
    "a kind of plan": ("own}", "own}", "No plan kind is called of_our_own. "),
    "a truth": (
        "care_given:",
        "care_givn:",
        "Nothing asks for the truth care_givn. Did you mean care_given?",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_name_in_the_root_that_no_rule_knows_is_the_author_s_error(
    old: str, new: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = (ROOT + KINDS).replace(old, new)
    for name, text in (("root", root), ("plan", PLAN), ("care", CARE), ("denial", DENIAL)):
        tmp_path.joinpath(f"{name}.yaml").write_text(dedent(text), "utf-8")
    assert run(["tree", "check", str(tmp_path)]) == 2
    line = next(number for number, text in enumerate(root.splitlines(), 1) if new in text)
    told = [each for each in capsys.readouterr().out.splitlines() if said in each]
    assert [each.startswith(f"root.yaml:{line}:") for each in told] == [True]


WRONG = {
    "no such level": (["--level", "6"], "it is a number from 1 to 5"),
    "no number": (["--level", "two"], "it is a number from 1 to 5"),
    "no date": (["--notice", "soonish"], '"soonish" cannot be read as a date'),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_wrong_words_are_status_2_with_a_sentence(due: Due, words: list[str], said: str) -> None:
    ran = due(*words, plan__type="va")
    assert ran.status == 2
    assert said in ran.err
