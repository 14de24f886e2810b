"""What keeps a letter a draft, and what a signer can let go."""

from __future__ import annotations

from interview.core.answers import Party
from interview.letters.document import Document
from interview.letters.writers.text import to_text
from tests.letters.building import CaseFile, drawn, engine_of, letter_of
from tests.letters.trees import SMALL

ENGINE = engine_of(SMALL)


def document(
    case: CaseFile, body: str, voice: str = "prescriber", front: str = "", **more: str
) -> Document:
    return drawn(case, letter_of(ENGINE, body, voice, front=front, **more))


def found(document: Document) -> list[tuple[str, bool]]:
    return [(opening.address, opening.blocking) for opening in document.openings]


def test_holes_are_openings_and_a_draft_says_so_at_its_top() -> None:
    draft = document(CaseFile(ENGINE), "{{ patient.name }} and {{ reported(patient.sleep) }}.")
    assert found(draft) == [("patient.name", True), ("patient.sleep", False)]
    assert to_text(draft.blocks).startswith("DRAFT: not to be sent. 2 things are still open.\n")


def test_without_openings_it_is_no_draft() -> None:
    ready = document(CaseFile(ENGINE).say("patient.name", "Ana"), "{{ patient.name }}.")
    assert (ready.openings, ready.is_draft, to_text(ready.blocks)) == ((), False, "Ana.\n")


def test_a_ground_on_the_patients_word_blocks_until_it_is_verified() -> None:
    body = "The pain is {{ reported(patient.pain) }}."
    case = CaseFile(ENGINE).say("patient.pain", "awful")
    assert found(document(case, body)) == [("patient.pain", True)]
    assert "check it against the chart" in document(case, body).openings[0].why
    assert found(document(case, body, "patient")) == []
    assert found(document(case.chart("patient.pain", "awful"), body)) == []


def test_a_test_on_the_patients_word_blocks_as_well() -> None:
    body = "{% if true('answered(patient.pain)') %}There is pain.{% endif %}"
    assert found(document(CaseFile(ENGINE).say("patient.pain", "awful"), body)) == [
        ("patient.pain", True)
    ]


def test_a_fact_that_is_no_ground_blocks_nothing() -> None:
    case = CaseFile(ENGINE).say("patient.sleep", "badly")
    assert found(document(case, "Sleeps {{ reported(patient.sleep) }}.")) == []


def test_an_undecided_test_is_open_where_its_question_blocks() -> None:
    case = CaseFile(ENGINE)
    row = case.row("drugs")
    case.say(f"{row}/drug", "x", Party.prescriber).say(f"{row}/started", "2024", Party.prescriber)
    body = (
        '{% for row in drugs %}{% if row.true("row.stopped >= row.started") %}Long.{% endif %}{%'
        " endfor %}"
    )
    assert (f"{row}/stopped", True) in found(document(case, body))


def test_sources_that_disagree_are_open() -> None:
    case = CaseFile(ENGINE).say("patient.pain", "awful").chart("patient.pain", "mild")
    conflict = document(case, "The pain is {{ reported(patient.pain) }}.")
    assert found(conflict) == [("patient.pain", True)]
    assert conflict.openings[0].why == "Sources disagree about it."
    assert to_text(conflict.body) == "The pain is mild.\n"


def test_sources_that_disagree_about_a_test_are_open_also_where_nothing_is_printed() -> None:
    """The chart says that the medicine was not required, so its row is not there, and the letter
    rests on that.
    """
    row = (case := CaseFile(ENGINE)).row("drugs")
    case.chart(f"{row}/drug", "x").say(f"{row}/required", "yes").chart(
        f"{row}/required", "no"
    ).close("drugs")
    table = """
        | A | B |
        |---|---|
        {% for row in where(drugs, "row.required == yes") %}
        | {{ reported(row.drug) }} | x |
        {% endfor %}
        """
    assert found(document(case, table)) == [(f"{row}/required", True)]
    assert found(
        document(case, "{% if true('any(drugs, row.required == yes)') %}Yes.{% endif %}")
    ) == [(f"{row}/required", True)]
    assert found(document(case, "Nothing of it.")) == []


def test_needs_are_open_until_answered() -> None:
    needs = "needs: [plan.group, plan.words]\n"
    assert found(document(CaseFile(ENGINE), "Text.", front=needs)) == [("plan.group", True)]


NAMED = "I am {{ patient.name }}. Sleep: {{ reported(patient.sleep) }}. Group {{ plan.group }}."


def test_a_waiver_lets_go_its_own_hole_and_no_other() -> None:
    case = CaseFile(ENGINE).say("patient.name", "Ana").waive("patient.sleep", "the chart has none")
    sent = document(case, NAMED)
    assert found(sent) == [("plan.group", False)]
    assert to_text(sent.body) == "I am Ana. Group [TO COMPLETE: Group number, the patient].\n"
    assert [(g.address, g.what, g.reason) for g in sent.let_go] == [
        ("patient.sleep", "Sleep", "the chart has none")
    ]


def test_nobody_can_waive_what_blocks() -> None:
    sent = document(CaseFile(ENGINE).waive("patient.name"), "I am {{ patient.name }}.")
    assert (found(sent), sent.let_go) == ([("patient.name", True)], ())


def test_a_waiver_is_about_what_it_saw() -> None:
    case = CaseFile(ENGINE).waive("patient.sleep", "not known")
    assert case.state.answer("patient.sleep").waived == "not known"
    case.say("patient.sleep", "badly")
    assert case.state.answer("patient.sleep").waived == ""
    case.waive("patient.sleep", "no longer fits", saw=case.state.answer("patient.sleep").seen)
    assert case.state.answer("patient.sleep").waived == "no longer fits"


def test_every_condition_read_is_kept() -> None:
    letter = document(CaseFile(ENGINE), "Text.{% if true('plan.seen == yes') %} More.{% endif %}")
    assert [(reading.text, reading.truth) for reading in letter.readings] == [
        ("plan.seen == yes", None)
    ]


def test_conditions_and_answers_of_every_sentence_are_traced() -> None:
    case = (
        CaseFile(ENGINE)
        .say("patient.name", "Ana")
        .say("plan.seen", "yes", Party.coordinator)
        .say("patient.sleep", "badly")
    )
    body = """
        I am {{ patient.name }}.
        {% if true("plan.seen == yes") %}
        Seen. And sleeps {{ patient.sleep }}.
        {% endif %}

        | A | B |
        |---|---|
        {% for row in where(drugs, "row.required == yes") %}
        | {{ row.drug }} | x |
        {% endfor %}
        """
    row = case.row("drugs")
    case.say(f"{row}/drug", "aspirin").say(f"{row}/required", "yes").close("drugs")
    traced = document(case, body, "patient").trace()
    seen = [("plan.seen == yes", True, "")]
    assert [
        (t.text, [r.address for r in t.references], [(r.text, r.truth, r.row) for r in t.readings])
        for t in traced
    ] == [
        ("I am Ana.", ["patient.name"], []),
        ("Seen.", [], seen),
        ("And sleeps badly.", ["patient.sleep"], seen),
        ("aspirin | x", ["drugs/r1/drug"], [("row.required == yes", True, "drugs/r1")]),
    ]
    assert [(r.seq, r.call, r.source.party) for r in traced[0].references] == [
        (3, 1, Party.patient)
    ]
