"""What the specificity check finds in one letter: holes, rules about what it prints, words that
say nothing.
"""

from __future__ import annotations

import pytest

from interview.core.answers import Party
from interview.core.attachments import attachment_statuses
from interview.letters.shortcomings import Finding, findings_of
from tests.letters.building import CaseFile, drawn, engine_of, letter_of

ENGINE = engine_of(
    {
        "root": (
            """
            tree: t
            version: "1"
            title: T
            modules: [case]
            vague: [{words: [suffer], say: Write what is lost.}]
            filler: [patient]
        """
        ),
        "case": (
            """
            module: case
            title: Case
            questions:
              - {id: case.story, kind: long_text, title: Story, ask: [patient]}
              - {id: case.event, kind: text, title: Event, ask: [prescriber], blocking: yes,
                 specific: {than: [harm], say: It names no event.}}
              - {id: case.score, kind: score, title: Score, ask: [prescriber]}
              - {id: case.dose, kind: dose, title: Dose, ask: [pharmacy]}
              - {id: case.quoted, kind: text, title: Quoted, ask: [plan]}
              - {id: case.fact, kind: text, title: Fact, ask: [patient], administrative: yes}
              - {id: case.cited, kind: yes_no, title: Cited, ask: [prescriber]}
              - {id: case.version, kind: text, title: Version, ask: [prescriber],
                 expect: {digits: yes, say: Which number?}}
              - id: case.drugs
                kind: list
                title: Drugs
                key: {column: drug, say: "{{ row.drug }} stands there twice."}
                row:
                  - {id: drug, kind: drug, title: Drug}
                  - {id: dose, kind: text, title: Dose, ask: [pharmacy]}
            findings:
              - {id: version, when: case.cited == yes and not answered(case.version), about: case.version,
                 say: No version.}
              - {when: not answered(row.dose), about: case.drugs.dose, say: "No dose of {{ row.drug }}."}
            attachments:
              - {id: notice, title: Notice, why: Shows it, has: plan}
        """
        ),
    }
)


def found(case: CaseFile, body: str) -> list[Finding]:
    document = drawn(case, letter_of(ENGINE, body))
    return list(findings_of(document, case.state, attachment_statuses(case.state)))


def said(case: CaseFile, body: str) -> list[tuple[str, str]]:
    return [(finding.address, finding.say) for finding in found(case, body)]


@pytest.mark.parametrize(
    ("address", "answer", "expected"),
    [
        ("case.story", "The patient suffers.", "“suffers” says nothing here. Write what is lost."),
        ("case.story", "The patient suffers seizures.", ""),
        ("case.event", "Harm to the patient", "It names no event."),
        ("case.event", "A seizure", ""),
        ("case.score", "21", "The score has no date."),
        ("case.score", "21 on March 4, 2025", ""),
        ("case.dose", "15 mg", "The dose does not say how often it is given."),
        ("case.dose", "15 mg weekly", ""),
        ("case.fact", "He suffers.", ""),
    ],
)
def test_a_printed_answer_is_read_and_one_that_is_not_printed_is_left_alone(
    address: str, answer: str, expected: str
) -> None:
    case = CaseFile(ENGINE).say(address, answer).choose(address)
    assert said(case, f"It says {{{{ {address} }}}}.") == (
        [(address, expected)] if expected else []
    )
    assert said(case, "It says nothing.") == []


def test_two_rows_of_the_same_are_found_in_the_letter_that_prints_them() -> None:
    case = CaseFile(ENGINE)
    for drug in ("Alpha", "alpha"):
        case.say(f"{case.row('case.drugs')}/drug", drug)
    body = "{% for row in case.drugs %}- {{ row.drug }}\n{% endfor %}"
    assert ("case.drugs/r2/drug", "Alpha stands there twice.") in said(case, body)


def test_an_answer_of_no_sensible_form_is_found_until_a_person_confirms_it() -> None:
    body = CITES.replace("Cited.", "Version {{ case.version }}.")
    case = CaseFile(ENGINE).chart("case.cited", "yes").chart("case.version", "The newest")
    assert said(case, body) == [("case.version", "Which number?")]
    assert said(case.chart("case.version", "Second of 2025"), body) == []


def test_the_plans_own_words_are_not_ours_to_mend() -> None:
    assert (
        said(CaseFile(ENGINE).notice("case.quoted", "The patient suffers."), "{{ case.quoted }}")
        == []
    )
    assert (
        len(
            said(CaseFile(ENGINE).chart("case.quoted", "The patient suffers."), "{{ case.quoted }}")
        )
        == 1
    )


CITES = '{% if true("case.cited == yes") %}Cited.{% endif %}'
PRINTS = CITES.replace("Cited.", "Version {{ case.version }}.")
TESTS = CITES.replace("Cited.", 'Cited{% if true("answered(case.version)") %} in full{% endif %}.')


@pytest.mark.parametrize(("body", "is_concerned"), [(CITES, False), (PRINTS, True), (TESTS, True)])
def test_a_rule_counts_only_for_a_letter_that_prints_or_tests_its_question(
    body: str, is_concerned: bool
) -> None:
    case = CaseFile(ENGINE).chart("case.cited", "yes")
    assert said(case, body) == ([("case.version", "No version.")] if is_concerned else [])


def test_a_hole_with_a_failing_rule_is_one_finding_in_the_rules_words() -> None:
    (finding,) = found(CaseFile(ENGINE).chart("case.cited", "yes"), PRINTS)
    assert (finding.kind, finding.rule, finding.party) == ("open", "version", Party.prescriber)


def test_a_rule_about_rows_names_the_row() -> None:
    case = CaseFile(ENGINE)
    for drug in ("Alpha", "Beta"):
        case.say(f"{case.row('case.drugs')}/drug", drug)
    case.say("case.drugs/r2/dose", "5 mg").close("case.drugs")
    body = "{% for row in case.drugs %}- {{ row.drug }}: {{ row.dose }}\n{% endfor %}"
    (finding,) = found(case, body)
    assert (finding.address, finding.title, finding.say) == (
        "case.drugs/r1/dose",
        "Dose (Alpha)",
        "No dose of Alpha.",
    )
    assert finding.party is Party.pharmacy


def test_every_hole_is_found_blocking_or_not_and_what_is_waived_is_not() -> None:
    body = "Story {{ case.story }}. Event {{ case.event }}. Fact {{ case.fact }}."
    findings = found(CaseFile(ENGINE), body)
    assert [(each.address, each.is_blocking) for each in findings] == [
        ("case.story", False), ("case.event", True), ("case.fact", False),
    ]  # fmt: skip
    assert [each.address for each in found(CaseFile(ENGINE).waive("case.story"), body)] == [
        "case.event",
        "case.fact",
    ]


def test_a_rule_that_the_signer_let_go_is_not_found() -> None:
    case = CaseFile(ENGINE).chart("case.cited", "yes").waive("case.version")
    assert said(case, TESTS) == []


def test_documents_come_last_with_who_has_them() -> None:
    body = "{% for item in exhibits %}- {{ item.title }}\n{% endfor %}{{ case.event }}"
    findings = found(CaseFile(ENGINE), body)
    assert [(each.address, each.kind, each.party) for each in findings] == [
        ("case.event", "open", Party.prescriber), ("notice", "document", Party.plan),
    ]  # fmt: skip
    assert [each.address for each in found(CaseFile(ENGINE).attach("notice"), body)] == [
        "case.event"
    ]
