"""What keeps a letter from being final is decided by what this letter turns on, and not once for
all letters.
"""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from interview.core.author_text import AuthorError
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.trees import SMALL
from tests.letters.worked import shipped_engine

TREE = {
    **SMALL,
    "plan": SMALL["plan"]
    + """
          - {id: plan.dose, kind: text, title: Dose, say: "How much?", ask: [plan], administrative: yes,
             blocking: plan.seen == yes}
    """,
}


@pytest.mark.parametrize(("seen", "blocks"), [("yes", True), ("no", False), (None, True)])
def test_a_question_blocks_unless_its_condition_is_false(seen: str | None, blocks: bool) -> None:
    engine = engine_of(TREE)
    case = CaseFile(engine)
    if seen:
        case.say("plan.seen", seen, Party.coordinator)
    letter = letter_of(engine, "One. The dose is {{ plan.dose }}.")
    assert [(o.address, o.blocking) for o in drawn(case, letter).openings] == [
        ("plan.dose", blocks)
    ]
    assert bool(drawn(case.waive("plan.dose"), letter).openings) is blocks


def test_its_condition_names_earlier_questions() -> None:
    with pytest.raises(AuthorError, match=r"plan\.sen"):
        engine_of(
            {**TREE, "plan": TREE["plan"].replace("blocking: plan.seen", "blocking: plan.sen")}
        )


REASONS = {
    "an exclusion": ("benefit_exclusion", False),
    "out of network": ("out_of_network", False),
    "an amount": ("quantity", True),
    "an exclusion beside off-label use": ("benefit_exclusion, off_label", True),
    "no reason told": ("", True),
}


@pytest.mark.parametrize(("reasons", "blocks"), REASONS.values(), ids=REASONS)
def test_strength_and_dose_block_where_the_reason_turns_on_the_order(
    reasons: str, blocks: bool
) -> None:
    case = CaseFile(shipped_engine())
    if reasons:
        case.notice("denial.reasons", reasons)
    for address in ("request.strength", "request.dose", "request.quantity"):
        assert case.state.blocks(case.state.answer(address)) is blocks


ROWS = {
    "the plan requires it": ("step_therapy", "yes", True),
    "a cream that the plan does not ask for": ("step_therapy", "no", False),
    "nobody has said": ("step_therapy", None, True),
    "each trial counts": ("alternatives", "no", True),
}


@pytest.mark.parametrize(("reason", "required", "blocks"), ROWS.values(), ids=ROWS)
def test_an_earlier_medicine_blocks_where_the_reason_is_about_it(
    reason: str, required: str | None, blocks: bool
) -> None:
    case = CaseFile(shipped_engine()).notice("denial.reasons", reason)
    row = case.row("treatments")
    if required:
        case.notice(f"{row}/required", required)
    for column in ("started", "stopped", "outcome", "dose"):
        assert case.state.blocks(case.state.answer(f"{row}/{column}")) is blocks
