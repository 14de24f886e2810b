"""What an author hears when a tree cannot be built: which problem, at which line and column, in
which words.
"""

from __future__ import annotations

import pytest

from tests.core.trees import ROOT, module_text, problems

PARTIES = "Please choose from: coordinator, laboratory, patient, pharmacy, plan, prescriber, proxy"


def bad_id(id: str) -> str:
    return (
        f"{id} cannot be an id. Please use small letters, digits and _, joined by dots; no Python"
        " keyword, no row."
    )


WRONG_QUESTIONS = [
    (
        "- {kind: text, title: T}",
        "missing_key",
        "4:5",
        "A question needs `id:`. Please add it.",
    ),
    ("- {id: m.a, title: T}", "missing_key", "4:5", "A question needs `kind:`. Please add it."),
    (
        "- {id: m.a, kind: text}",
        "missing_key",
        "4:5",
        "A question needs `title:`. Please add it.",
    ),
    (
        "- {id: m.a, kind: test, title: T}",
        "unknown_value",
        "4:21",
        "kind cannot be test. Did you mean text?",
    ),
    (
        "- {id: m.a, kind: text, title: T, titel: T}",
        "unknown_key",
        "4:37",
        "A question has no key titel. Did you mean title?",
    ),
    (
        "- just words",
        "shape",
        "4:5",
        "Here stands a single text; A question is written as `key: value` lines.",
    ),
    (
        "- {id: [m.a], kind: text, title: T}",
        "shape",
        "4:10",
        "id takes one text. Please write it on one line after `id:`.",
    ),
    (
        "- {id: M.a, kind: text, title: T}",
        "bad_id",
        "4:10",
        bad_id("M.a"),
    ),
    (
        "- {id: m.class, kind: text, title: T}",
        "bad_id",
        "4:10",
        bad_id("m.class"),
    ),
    (
        "- {id: row.a, kind: text, title: T}",
        "bad_id",
        "4:10",
        bad_id("row.a"),
    ),
    (
        "- {id: other.a, kind: text, title: T}",
        "foreign_id",
        "4:10",
        "other.a stands in module m. Please begin its id with m.",
    ),
    (
        "- {id: m.a, kind: text, title: T}\n- {id: m.a, kind: text, title: T}",
        "duplicate_id",
        "5:10",
        "m.a stands twice. Please rename one of the two.",
    ),
    (
        "- {id: m.a, kind: text, title: T}\n- {id: m.a.b, kind: text, title: T}",
        "prefix_id",
        "5:10",
        "m.a.b and another id lie inside one another. Please rename one of the two.",
    ),
    (
        "- {id: m.a.b, kind: text, title: T}\n- {id: m.a, kind: text, title: T}",
        "prefix_id",
        "5:10",
        "m.a and another id lie inside one another. Please rename one of the two.",
    ),
    (
        "- {id: m.a, kind: text, title: T, ask: [patient, doctor]}",
        "unknown_party",
        "4:52",
        f"doctor is no party. {PARTIES}",
    ),
    (
        "- {id: m.a, kind: text, title: T, serves: [sheets]}",
        "unknown_value",
        "4:46",
        "serves cannot be sheets. Did you mean sheet?",
    ),
    (
        "- {id: m.a, kind: text, title: T, blocking: true}",
        "not_yes_no",
        "4:47",
        "blocking is yes, no or a condition. Please write one of them.",
    ),
    (
        "- {id: m.a, kind: number, title: T, low: many}",
        "not_number",
        "4:44",
        "low is a number. Please write plain digits, such as 6 or 2.5.",
    ),
    (
        "- {id: m.a, kind: choice, title: T}",
        "no_options",
        "4:5",
        "m.a needs options. Please add `options:` with `key: label` lines.",
    ),
    (
        "- {id: m.a, kind: choice, title: T, options: states}",
        "unknown_list",
        "4:48",
        "The root has no list of options states. None is known here.",
    ),
    (
        "- {id: m.a, kind: text, title: T, options: {a: A}}",
        "options_unused",
        "4:5",
        "m.a is text, which has no options. Please remove them.",
    ),
    (
        "- {id: m.a, kind: choice, title: T, options: {is: A}}",
        "bad_id",
        "4:49",
        "is cannot be an option's key. Please use letters, digits and _.",
    ),
    (
        "- {id: m.a, kind: choice, title: T, options: {é: A}}",
        "bad_id",
        "4:49",
        "é cannot be an option's key. Please use letters, digits and _.",
    ),
    (
        "- {id: m.a, kind: choice, title: T, options: {a: }}",
        "missing_key",
        "4:49",
        "Option a needs a label. Please write it after `a:`.",
    ),
    (
        "- {id: m.a, kind: text, title: {es: T}}",
        "no_english",
        "4:34",
        "title has no English text. Please add `en:`.",
    ),
    (
        "- {id: m.a, kind: text, title: [T]}",
        "shape",
        "4:34",
        "title is a text, or one text per language such as `en:`.",
    ),
    (
        "- {id: m.a, kind: pick, title: T, picks: m.drug}",
        "unknown_id",
        "4:44",
        "m.drug is no list asked before. Please choose from: attachments",
    ),
    (
        "- {id: m.a, kind: pick, title: T}",
        "missing_key",
        "4:5",
        "A question needs `picks:`. Please add it.",
    ),
    (
        "- {id: m.a, kind: list, title: T}",
        "list_without_row",
        "4:10",
        "m.a needs both `kind: list` and `row:` with questions.",
    ),
    (
        "- {id: m.a, kind: text, title: T, row: [{id: b, kind: text, title: T}]}",
        "list_without_row",
        "4:10",
        "m.a needs both `kind: list` and `row:` with questions.",
    ),
    (
        "- {id: m.a, kind: list, title: T, row: [{id: m.b, kind: text, title: T}]}",
        "bad_id",
        "4:48",
        "A column's id has no dot. Please write b.",
    ),
    (
        (
            "- {id: m.a, kind: list, title: T, row: [{id: b, kind: text, title: T}, {id: b,"
            " kind: text, title: T}]}"
        ),
        "duplicate_id",
        "4:79",
        "b stands twice. Please rename one of the two.",
    ),
    (
        "- {id: m.a, kind: list, title: T, row: [{id: b, kind: list, title: T, row: []}]}",
        "nested_list",
        "4:48",
        "A list cannot hold another list. Please place it beside this one.",
    ),
    (
        (
            "- {id: m.a, kind: list, title: T, row: [{id: b, kind: text, title: T, attachments:"
            " [{id: x}]}]}"
        ),
        "attachments_in_row",
        "4:73",
        "b is a column. Please place its attachments beside `row:`; each is asked for per row.",
    ),
    (
        "- {id: m.a, kind: text, title: T, attachments: [{id: x, title: X, has: plan}]}",
        "missing_key",
        "4:51",
        "An attachment needs `why:`. Please add it.",
    ),
    (
        "- {id: m.a, kind: text, title: T, attachments: [{id: x, title: X, why: W}]}",
        "missing_key",
        "4:51",
        "An attachment needs `has:`. Please add it.",
    ),
    (
        ("- {id: m.a, kind: text, title: T, attachments: [{id: x, title: X, why: W, has: bank}]}"),
        "unknown_value",
        "4:82",
        f"has cannot be bank. {PARTIES}",
    ),
    (
        (
            "- {id: m.a, kind: text, title: T, attachments: [{id: x, title: X, why: W, has:"
            " plan, months: six}]}"
        ),
        "not_number",
        "4:96",
        "months is a whole number. Please write digits only.",
    ),
    (
        "- {id: m.a, kind: text, title: T, attachments: some}",
        "shape",
        "4:50",
        "attachments takes a list. Please begin each entry with `- ` on its own line.",
    ),
    (
        "- {id: m.a, kind: text, title: T, when: m.b == yes}",
        "condition",
        "4:43",
        "There is no question m.b. None is known here.",
    ),
    (
        (
            "- {id: m.a, kind: yes_no, title: T}\n- {id: m.b, kind: text, title: T, when: m.a"
            " == yess}"
        ),
        "condition",
        "5:50",
        "m.a has no option yess. Did you mean yes?",
    ),
    (
        ("- {id: m.a, kind: yes_no, title: T}\n- {id: m.b, kind: text, title: T, when: m.a = yes}"),
        "condition",
        "5:47",
        "= compares nothing. Please write == instead.",
    ),
    (
        "- {id: m.a, kind: text, title: T, when: m.a == yes}",
        "condition",
        "4:43",
        "m.a is asked only after this. Please move it up, or this down.",
    ),
    (
        (
            "- {id: m.a, kind: text, title: T, when: m.b == yes}\n- {id: m.b, kind: yes_no,"
            " title: T}"
        ),
        "condition",
        "4:43",
        "m.b is asked only after this. Please move it up, or this down.",
    ),
    (
        "- {id: m.a, kind: text, title: T, when: ''}",
        "empty_condition",
        "4:43",
        "No condition stands here. Please write or remove it.",
    ),
    (
        (
            "- {id: m.a, kind: list, title: T, row: [{id: b, kind: text, title: T, when: row.c"
            " == yes}, {id: c, kind: yes_no, title: T}]}"
        ),
        "condition",
        "4:79",
        "row.c is asked only after this. Please move it up, or this down.",
    ),
    (
        (
            "- {id: m.a, kind: list, title: T, row: [{id: b, kind: yes_no, title: T, when:"
            " 'any(m.a, row.b == yes)'}]}"
        ),
        "condition",
        "4:85",
        "m.a is asked only after this. Please move it up, or this down.",
    ),
    (
        "- {id: m.a, kind: number, title: T, check: {test: m.a > 1}}",
        "missing_key",
        "4:46",
        "A check needs `say:`. Please add it.",
    ),
    (
        "- {id: m.a, kind: number, title: T, check: {test: m.b > 1, say: No}}",
        "condition",
        "4:53",
        "There is no question m.b. Did you mean m.a?",
    ),
    (
        "- {id: m.a, kind: text, title: T, alarm: m.a == yes}",
        "condition",
        "4:44",
        "m.a is text; only numbers, dates, doses, money and scores compare.",
    ),
    (
        "- section: S\n  id: Bad\n  questions: []",
        "bad_id",
        "5:9",
        bad_id("Bad"),
    ),
    (
        "- section: S\n  id: m.b\n  questions: [{id: m.b, kind: text, title: T}]",
        "duplicate_id",
        "5:9",
        "m.b stands twice. Please rename one of the two.",
    ),
    (
        "- section: S\n  id: m.b\n  questions: []\n- section: S\n  id: m.b\n  questions: []",
        "duplicate_id",
        "8:9",
        "m.b stands twice. Please rename one of the two.",
    ),
    (
        "- section: S\n  wen: x\n  questions: []",
        "unknown_key",
        "5:5",
        "A section has no key wen. Did you mean when?",
    ),
    (
        "- section:\n  questions: []",
        "missing_key",
        "4:5",
        "A section needs `section:`. Please add it.",
    ),
]


@pytest.mark.parametrize(("questions", "code", "place", "sentence"), WRONG_QUESTIONS)
def test_a_wrong_question_is_named_with_its_place(
    questions: str, code: str, place: str, sentence: str
) -> None:
    found = problems({"root": f"{ROOT}modules: [m]\n", "m": module_text(questions)})
    assert [(p.code, str(p.place), p.sentence) for p in found] == [
        (code, f"m.yaml:{place}", sentence)
    ]
