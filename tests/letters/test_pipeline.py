"""What a template prints for a case: values, holes, reported facts, lists, guards, functions."""

from __future__ import annotations

import pytest

from interview.core.answers import AnswerState, Party
from interview.core.author_text import AuthorError
from interview.core.engine import Engine
from tests.letters.building import CaseFile, drawn, engine_of, letter_of, markdown_of, text_of
from tests.letters.trees import SMALL

ENGINE: Engine = engine_of(SMALL)


def case_with(*answers: tuple[str, str]) -> CaseFile:
    case = CaseFile(ENGINE)
    for address, typed in answers:
        case.say(address, typed)
    return case


def with_drugs() -> CaseFile:
    case = CaseFile(ENGINE)
    for drug, required, started in (
        ("sertraline", "yes", "3/2/2025"),
        ("lithium", "no", "June 2025"),
        ("aspirin", "yes", "2024"),
    ):
        row = case.row("drugs")
        case.say(f"{row}/drug", drug).say(f"{row}/required", required).say(
            f"{row}/started", started
        )
    return case.close("drugs")


@pytest.mark.parametrize(
    ("answers", "body", "expected"),
    [
        ([("patient.name", "Ana Ruiz")], "Dear {{ patient.name }},", "Dear Ana Ruiz,"),
        ([], "Dear {{ patient.name }},", "Dear [TO COMPLETE: Patient's name, the patient],"),
        ([], "{{ plan.name }}", "[TO COMPLETE: Health plan, the patient]"),
        ([("patient.born", "1980")], "Born {{ patient.born }}.", "Born 1980."),
        ([("patient.born", "1980")], "Born {{ patient.born|when }}.", "Born in 1980."),
        ([("patient.born", "3/4/1980")], "Born {{ patient.born|when }}.", "Born on March 4, 1980."),
        (
            [("patient.born", "between March 4, 1980 and March 9, 1980")],
            "Born {{ patient.born|when }}.",
            "Born between March 4 and March 9, 1980.",
        ),
        ([("patient.born", "3/4/1980")], "{{ age(patient.born) }} years", "46 years"),
        ([("patient.born", "1980")], "{{ age(patient.born) }} years", "45 to 46 years"),
        ([], "Age {{ age(patient.born) }}", "Age [TO COMPLETE: Date of birth, the patient]"),
        ([("patient.pain", "awful")], "{{ patient.pain|capital }}.", "Awful."),
        ([("patient.pain", "eGFR of 41")], "{{ patient.pain|capital }}.", "eGFR of 41."),
        (
            [("patient.pain", "Awful at night")],
            "It is {{ patient.pain|small }}.",
            "It is awful at night.",
        ),
        ([("patient.pain", "ICD pain")], "It is {{ patient.pain|small }}.", "It is ICD pain."),
        ([("patient.pain", "I stopped")], "It is {{ patient.pain|small }}.", "It is I stopped."),
        ([("patient.pain", "I’m tired")], "It is {{ patient.pain|small }}.", "It is I’m tired."),
        ([("patient.pain", "A sting")], "It is {{ patient.pain|small }}.", "It is a sting."),
        ([("patient.story", "one\ntwo")], "So: {{ patient.story|one_line }}.", "So: “one, two.”"),
        ([], "It is {{ today }}.", "It is November 21, 2026."),
        ([], "{{ letter.title }}, {{ letter.subject }}", "Sample, Sample"),
        ([("plan.seen", "yes")], "{% if true('plan.seen == yes') %}Seen.{% endif %}", "Seen."),
        ([], "{% if true('plan.seen == yes') %}Seen.{% else %}Not known.{% endif %}", "Not known."),
        ([], "{% if unsure('plan.seen == yes') %}Unsure.{% endif %}", "Unsure."),
        ([("plan.seen", "no")], "{% if false('plan.seen == yes') %}No.{% endif %}", "No."),
        ([("plan.seen", "no")], "{% if not relevant('plan.words') %}Away.{% endif %}", "Away."),
        (
            [],
            "One {{ patient.name }} , two ( three ) .\nFour\\",
            "One [TO COMPLETE: Patient's name, the patient], two ( three). Four",
        ),
    ],
)
def test_prints(answers: list[tuple[str, str]], body: str, expected: str) -> None:
    case = case_with(*answers)
    for address, _ in answers:
        case.choose(address)
    assert text_of(case, body).strip() == expected


@pytest.mark.parametrize(
    ("change", "who"),
    [
        (lambda case: case, "the patient"),
        (lambda case: case.set("patient.sleep", AnswerState.dont_know), "the prescriber"),
        (lambda case: case.set("patient.sleep", AnswerState.refused), "the prescriber"),
        (
            lambda case: case.set("patient.sleep", AnswerState.later, owner=Party.pharmacy),
            "the pharmacy",
        ),
        (
            lambda case: case.set("patient.sleep", AnswerState.dont_know).set(
                "patient.sleep", AnswerState.dont_know, Party.prescriber
            ),
            "the patient",
        ),
    ],
)
def test_a_hole_names_whoever_can_still_tell(change, who: str) -> None:  # type: ignore[no-untyped-def]
    case = change(CaseFile(ENGINE))
    assert markdown_of(case, "{{ patient.sleep }}") == f"\\[TO COMPLETE: Sleep, {who}\\]\n"


def test_none_prints_its_label() -> None:
    case = CaseFile(ENGINE).set("plan.group", AnswerState.none)
    assert text_of(case, "{{ plan.group }}") == "No group number\n"


def test_a_waived_hole_takes_its_sentence_and_only_a_deferrable_one() -> None:
    body = (
        "First. They sleep {{ reported(patient.sleep) }}. The pain is {{ reported(patient.pain) }}."
    )
    case = CaseFile(ENGINE).waive("patient.sleep").waive("patient.pain")
    assert text_of(case, body) == "First. The pain is [TO COMPLETE: Pain, the patient].\n"
    case.say("patient.sleep", "well")
    assert text_of(case, body).startswith("First. They sleep well. The pain")


@pytest.mark.parametrize(
    ("voice", "tell", "expected"),
    [
        ("patient", lambda c: c.say("patient.sleep", "badly"), "Sleeps badly."),
        (
            "prescriber",
            lambda c: c.say("patient.sleep", "badly"),
            "Sleeps badly (reported by the patient).",
        ),
        ("prescriber", lambda c: c.chart("patient.sleep", "badly"), "Sleeps badly."),
        (
            "prescriber",
            lambda c: c.say("patient.sleep", "badly", Party.prescriber),
            "Sleeps badly.",
        ),
        (
            "prescriber",
            lambda c: c.say("patient.sleep", "badly").chart("patient.sleep", "badly"),
            "Sleeps badly.",
        ),
        (
            "prescriber",
            lambda c: c.on_the_line(Party.proxy, "mother").say(
                "patient.sleep", "badly", Party.proxy
            ),
            "Sleeps badly (reported by the patient's mother).",
        ),
        (
            "prescriber",
            lambda c: c.on_the_line(Party.proxy).say("patient.sleep", "badly", Party.proxy),
            "Sleeps badly (reported by the patient's representative).",
        ),
    ],
)
def test_reported(voice: str, tell, expected: str) -> None:  # type: ignore[no-untyped-def]
    assert (
        text_of(tell(CaseFile(ENGINE)), "Sleeps {{ reported(patient.sleep) }}.", voice).strip()
        == expected
    )


def test_a_reported_column() -> None:
    assert text_of(
        with_drugs(), "{{ joined(reported(column(drugs, 'drug'))) }}.", "prescriber"
    ) == ("sertraline, lithium and aspirin (reported by the patient).\n")


def test_reported_in_the_templates_own_words() -> None:
    case = case_with(("patient.sleep", "badly"))
    body = (
        "{% if true('answered(patient.sleep)') %}{{ reported(patient.sleep, 'Sleep is poor') }}.{%"
        " endif %}"
    )
    assert text_of(case, body, "prescriber") == "Sleep is poor (reported by the patient).\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "{% for row in drugs %}{{ row.number }}:{{ row.drug }} {% endfor %}",
            "1:sertraline 2:lithium 3:aspirin",
        ),
        (
            (
                "{% for row in where(drugs, 'row.required == yes') %}"
                "{{ row.drug }}{% if not loop.last %}, {% endif %}{% endfor %}"
            ),
            "sertraline, aspirin",
        ),
        (
            (
                "{% for row in drugs %}{% if row.true('row.required == no') %}{{ row.drug }}{%"
                " endif %}{% endfor %}"
            ),
            "lithium",
        ),
        ("{{ joined(column(drugs, 'drug'), 'and') }}", "sertraline, lithium and aspirin"),
        (
            "{{ joined([plan.name, patient.name], 'or') }}",
            "Acme or [TO COMPLETE: Patient's name, the patient]",
        ),
        ("{{ count(drugs) }} {{ plural(drugs, 'drug', 'drugs') }}", "three drugs"),
        (
            (
                "{{ count(where(drugs, 'row.required == no')) }} "
                "{{ plural(where(drugs, 'row.required == no'), 'drug', 'drugs') }}"
            ),
            "one drug",
        ),
        (
            "{% for row in drugs %}{{ weeks(row.started, row.stopped) }}. {% endfor %}",
            "10 weeks. 22 to 26 weeks. 52 to 104 weeks.",
        ),
    ],
)
def test_lists(body: str, expected: str) -> None:
    case = with_drugs().say("plan.name", "Acme")
    for number, stopped in enumerate(("5/15/2025", "December 1, 2025", "12/31/2025"), 1):
        case.say(f"drugs/r{number}/stopped", stopped)
    assert text_of(case, body).strip().replace("\n", " ") == expected


def test_an_open_list_leaves_a_hole_and_keeps_the_letter_a_draft() -> None:
    case = CaseFile(ENGINE)
    row = case.row("drugs")
    case.say(f"{row}/drug", "sertraline")
    document = drawn(
        case,
        letter_of(ENGINE, "{% for row in drugs %}{{ row.drug }}. {% endfor %}{{ count(drugs) }}"),
    )
    assert [o.address for o in document.openings] == ["drugs"]
    assert document.openings[0].blocking
    assert text_of(case, "{{ drugs }}") == "[TO COMPLETE: Medicines, the patient]\n"


def test_a_closed_empty_list_prints_its_label() -> None:
    assert text_of(CaseFile(ENGINE).close("drugs"), "{{ drugs }}") == "None so far\n"


def test_reasons_bring_their_parts() -> None:
    body = (
        "{% for reason in reasons %}\n## {{ reason.label }}\n\n{% include reason.part %}\n\n{%"
        " endfor %}\n"
    )
    parts = {
        "reasons__first": "Because {{ first.why }}.",
        "reasons__second": "And {{ second.why }}.",
    }
    case = (
        CaseFile(ENGINE)
        .say("plan.reasons", "second, first")
        .say("first.why", "it works", Party.prescriber)
    )
    lines = [
        line
        for line in text_of(case, body, **parts).split("\n")
        if line and not line.startswith("-")
    ]
    assert lines == [
        "It is not on the list",
        "Because it works.",
        "It is too much",
        "And [TO COMPLETE: Why so much, the prescriber].",
    ]


def test_a_letter_has_its_own_words_for_an_option_and_a_reason() -> None:
    case = CaseFile(ENGINE).say("plan.reasons", "second, first")
    names = "{% for reason in reasons %}{{ reason.name }}. {% endfor %}{{ plan.reasons }}"
    assert (
        text_of(case, names)
        == "It is not on the list. the amount. It is not on the list; the amount\n"
    )
    assert case.state.answer("plan.reasons").text == "It is not on the list; It is too much"


def test_exhibits_have_letters_in_order_and_waived_ones_are_left_out() -> None:
    body = "{% for item in exhibits %}\n- {{ item.letter }} {{ item.title }}\n{% endfor %}\n"
    case = with_drugs().say("plan.seen", "yes", Party.coordinator).attach("fills/r1")
    assert text_of(case, body) == (
        "  - A Fill history of sertraline\n"
        "  - B [TO COMPLETE: Fill history of aspirin, the pharmacy]\n"
        "  - C [TO COMPLETE: The notice, the patient]\n"
    )
    case.waive("fills/r3")
    assert (
        text_of(case, body)
        == "  - A Fill history of sertraline\n  - B [TO COMPLETE: The notice, the patient]\n"
    )
    of_row = (
        "{% for row in drugs %}{% if row.needed('fills') %}{{ row.exhibit('fills') }}. {% endif"
        " %}{% endfor %}"
    )
    assert text_of(case, of_row + "{{ exhibit('notice') }}.") == "Exhibit A. Exhibit B.\n"


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("One.\n\n{{ plan.words }}\n", 8, "plan.words is not relevant in this case."),
        ("{% for row in drugs %}\n\n{{ row.stopped.oops }}\n{% endfor %}\n", 8, "has no part oops"),
        ("{{ exhibit('notice') }}", 6, "notice is no exhibit of this letter."),
        (
            (
                '{{ joined(column(where(drugs, "answered(row.started) and not'
                " answered(row.drug)\"), 'drug')) }}"
            ),
            6,
            "There is nothing to join here.",
        ),
        ("{{ age(patient.name) }}", 6, "patient.name is not a date."),
        ("{{ drugs }}", 6, "drugs is a list."),
    ],
)
def test_misuse_names_the_line(body: str, line: int, said: str) -> None:
    case = (
        with_drugs()
        .say("plan.seen", "no", Party.coordinator)
        .say("patient.name", "Ana")
        .say("drugs/r1/stopped", "2026")
    )
    with pytest.raises(AuthorError) as caught:
        text_of(case, body)
    (problem,) = caught.value.problems
    assert (str(problem.place), said in problem.sentence) == (f"sample.md.j2:{line}:1", True), (
        problem
    )


def test_endless_templates_are_refused_in_a_sentence() -> None:
    case = CaseFile(ENGINE)
    for _ in range(25):
        case.row("drugs")
    loops = "{% for a in drugs %}" * 5 + "x" + "{% endfor %}" * 5
    with pytest.raises(AuthorError, match=r"(takes more than 100,000 steps|grows beyond)"):
        text_of(case.close("drugs"), loops)
    with pytest.raises(AuthorError, match="grows beyond 400,000 characters"):
        text_of(case, "{% for a in drugs %}" + "x" * 20_000 + "{% endfor %}")


def test_the_same_case_gives_the_same_bytes() -> None:
    case, body = (
        with_drugs(),
        "{% for row in drugs %}{{ row.drug }}, {{ row.stopped }}. {% endfor %}{{ today }}",
    )
    assert {markdown_of(case, body) for _ in range(3)} == {markdown_of(with_drugs(), body)}
