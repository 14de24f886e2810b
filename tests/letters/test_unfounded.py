"""A letter states nothing behind which there is neither an answer nor a rule; verbs count as
well as numbers.
"""

from __future__ import annotations

import pytest

from interview.core.answers import Party, Source
from interview.letters import blocks as b
from interview.letters.unfounded import unfounded
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.trees import SMALL
from tests.letters.worked import CASES, drawn_letters

YES = (b.Reading("plan.seen == yes", True),)
UNSURE = (b.Reading("plan.seen == yes", None),)
ASKED = (b.Reading("relevant: plan.seen", True, is_test=False),)
ANSWER = b.Text("June", b.Reference("a.b", 3, 1, Source(party=Party.patient)), is_value=True)
EXHIBIT = b.Text("Exhibit E", is_value=True)
RULE = b.Text("72 hours (42 CFR 438)", is_value=True)


def own(words: str, readings: tuple[b.Reading, ...] = ()) -> b.Text:
    return b.Text(words, readings=readings)


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ((own("The treatment helps."),), "no answer behind it"),
        ((own("The treatment helps.", YES),), ""),
        ((own("The treatment helps.", UNSURE),), "no answer behind it"),
        ((own("The treatment helps.", ASKED),), "no answer behind it"),
        ((own("Treatment began in "), ANSWER, own(".")), ""),
        ((own("Please decide within "), RULE, own(".")), ""),
        (
            (own("I have treated this patient since "), ANSWER, own(".")),
            "nothing says that it was done",
        ),
        ((own("I have treated this patient since ", YES), ANSWER, own(".", YES)), ""),
        ((own("You refused it on "), ANSWER, own(".")), "nothing says that it was done"),
        (
            (
                own("The summary of benefits lists this kind of treatment (", YES),
                EXHIBIT,
                own(").", YES),
            ),
            "nothing says what is in it",
        ),
        ((own("The summary of benefits page is enclosed ("), EXHIBIT, own(").")), ""),
        ((own("Please approve it."),), ""),
        ((own("If you uphold the denial, please say why."),), ""),
        ((own("This letter is no appeal."),), ""),
        ((own("Was authorization requested?"),), ""),
        ((own("The response above applies to this reason as well."),), ""),
        ((own("Your last decision is enclosed ("), EXHIBIT, own(").")), ""),
        ((own("The note of the change is "), EXHIBIT, own(".")), ""),
        ((own("Pharmacy Appeals"),), ""),
        ((own("the specific reason for the denial."),), ""),
        ((b.Text("She is well.", is_value=True),), ""),
        ((b.Hole("a.b", "Weight", "the patient"), own(" is the weight.")), ""),
    ],
)
def test_a_sentence_has_an_answer_or_a_rule_behind_it(sentence: b.Inlines, fault: str) -> None:
    found = [each.partition(":")[0] for each in unfounded((b.Paragraph(sentence),))]
    assert found == ([fault] if fault else [])


@pytest.mark.parametrize("name", CASES)
def test_no_worked_letter_states_what_nobody_told(name: str) -> None:
    letters = [document for document in drawn_letters(name) if not document.letter.is_internal]
    assert [(each.letter.id, found) for each in letters for found in unfounded(each.body)] == []


def test_what_a_template_asserts_by_itself_is_found() -> None:
    letter = letter_of(engine_of(SMALL), "The plan refused it without looking at the chart.\n")
    (found,) = unfounded(drawn(CaseFile(engine_of(SMALL)), letter).body)
    assert "The plan refused it" in found
