"""Words kept as given, and codes checked by their form."""

from __future__ import annotations

import pytest

from interview.core.kinds import KINDS
from tests.core.kinds.asking import question, read, refusal, shown


@pytest.mark.parametrize(
    "name", ["O'Neil", "O’Neil", "Nguyễn", "van der Berg", "de la Cruz-McKay", "MARY ann", "李"]
)
def test_a_name_stays_as_given(name: str) -> None:
    assert read("person", f"  {name}\n") == name


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        pytest.param("text", "one\r\ntwo", "one two", id="one line"),
        pytest.param(
            "text",
            "Nausea after each dose\nHair thinning",
            "Nausea after each dose; Hair thinning",
            id="lines",
        ),
        pytest.param(
            "text", "Nausea.\n Hair thinning \r\n", "Nausea. Hair thinning", id="lines with stops"
        ),
        pytest.param("text", "a\u202eb\u200b", "ab", id="invisible marks"),
        pytest.param("text", "Nguye\u0302\u0303n", "Nguyễn", id="composed"),
        pytest.param(
            "long_text", " one \r\n\r\n two\u2028three", "one\n\ntwo\nthree", id="line ends"
        ),
        pytest.param("drug", "Humira  40", "Humira  40", id="inner blanks"),
        pytest.param("member_id", "XYZ 123-456", "XYZ 123-456", id="member id"),
        pytest.param("member_id", "ＸＹＺ１２３–4", "XYZ123-4", id="member id in wide signs"),
        pytest.param(
            "text",
            "1½ tablets, 10⁶ units",
            "1½ tablets, 10⁶ units",
            id="number signs stay in words",
        ),
        pytest.param(
            "address",
            "12½ Oak St\nSpringfield, IL",
            "12½ Oak St\nSpringfield, IL",
            id="half a number",
        ),
        pytest.param(
            "address",
            "12 Oak St, Apt 4, Springfield, IL 62701",
            "12 Oak St\nApt 4\nSpringfield, IL 62701",
            id="city",
        ),
        pytest.param(
            "address",
            "1 Elm Rd, New York, NY, 10001",
            "1 Elm Rd\nNew York, NY, 10001",
            id="city, state, ZIP",
        ),
        pytest.param(
            "address",
            "Suite 5, 1 Elm Rd, New York, NY, 10001",
            "Suite 5\n1 Elm Rd\nNew York, NY, 10001",
            id="suite",
        ),
        pytest.param(
            "address", "Acme, Inc., PO Box 5", "Acme, Inc.\nPO Box 5", id="company, no ZIP"
        ),
        pytest.param(
            "address",
            "12 Oak St\nSpringfield, IL",
            "12 Oak St\nSpringfield, IL",
            id="lines as typed",
        ),
    ],
)
def test_reads_words(kind: str, typed: str, value: str) -> None:
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "part"),
    [
        pytest.param("text", "x" * 501, "501 characters; 500 is the most", id="long line"),
        pytest.param("long_text", "x" * 10_001, "10,000 is the most", id="long text"),
        pytest.param("person", "123", "no letters", id="name of digits"),
        pytest.param("member_id", "w/1", 'but "/" was typed', id="odd sign"),
        pytest.param("member_id", "W12½", "number sign", id="fraction in a member id"),
        pytest.param("member_id", "W12²", "number sign", id="raised digit in a member id"),
        pytest.param("phone", "202-555-01½", "number sign", id="fraction in a phone number"),
        pytest.param("npi", "123456789³", "number sign", id="raised digit in an NPI"),
        pytest.param("procedure", "J999⁹", "number sign", id="raised digit in a code"),
        pytest.param("pick", "Row 2!", "choose one that is shown", id="no entry"),
        pytest.param("list", "r1", "rows one by one", id="list"),
    ],
)
def test_refuses_words(kind: str, typed: str, part: str) -> None:
    assert part in refusal(kind, typed)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("person", "O'Neil", "o’neil"),
        ("text", "Acme Health.", "ACME  health"),
        ("member_id", "XYZ 12-3", "xyz123"),
    ],
)
def test_words_agree_whatever_their_case_and_blanks(kind: str, one: str, other: str) -> None:
    assert KINDS[kind].agree(read(kind, one), read(kind, other))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("202-555-0143", "(202) 555-0143"),
        ("(202) 555 0143", "(202) 555-0143"),
        ("+1 202.555.0143 ext. 12", "(202) 555-0143 ext. 12"),
        ("12025550143x5", "(202) 555-0143 ext. 5"),
        ("\u202d202-555-0143\u202c", "(202) 555-0143"),
    ],
)
def test_reads_phones(typed: str, words: str) -> None:
    assert shown("phone", typed) == words


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("555-0143", "area code is missing"),
        ("20255501", "has 8 digits"),
        ("102-555-0143", "never begins with 1"),
        ("202-055-0143", "never begins with 0"),
        ("+44 20 7946 0000", "Only US numbers"),
        ("202-FLOWERS", "does not belong"),
    ],
)
def test_refuses_phones(typed: str, part: str) -> None:
    assert part in refusal("phone", typed)


@pytest.mark.parametrize(
    ("typed", "code", "words"),
    [
        pytest.param("F33.2", "F33.2", "", id="code"),
        pytest.param("f332", "F33.2", "", id="without its dot"),
        pytest.param(
            "F33.2 major depressive disorder",
            "F33.2",
            "major depressive disorder",
            id="code and words",
        ),
        pytest.param("E11.9 - type 2 diabetes", "E11.9", "type 2 diabetes", id="dash"),
        pytest.param("lung cancer (C34.90)", "C34.90", "lung cancer", id="in brackets"),
        pytest.param("lung cancer C34.90", "C34.90", "lung cancer", id="last"),
        pytest.param("S72.001A", "S72.001A", "", id="seven characters"),
        pytest.param("C7A.00", "C7A.00", "", id="letter in the category"),
        pytest.param("rheumatoid arthritis", "", "rheumatoid arthritis", id="words"),
        pytest.param(
            "C34.90 T790M mutation", "C34.90", "T790M mutation", id="words that look like a code"
        ),
        pytest.param("B12 deficiency", "", "B12 deficiency", id="vitamin"),
        pytest.param("H1N1 flu", "", "H1N1 flu", id="virus"),
        pytest.param("COVID-19", "", "COVID-19", id="name with a number"),
    ],
)
def test_reads_diagnoses(typed: str, code: str, words: str) -> None:
    value = read("diagnosis", typed)
    assert (value.code, value.words) == (code, words)
    assert KINDS["diagnosis"].code(value) == (code.replace(".", "") or None)
    parts = KINDS["diagnosis"].parts(value)
    assert (parts["code"](question("diagnosis")), parts["words"](question("diagnosis"))) == (
        code,
        words,
    )


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("MO5.79", "Did you mean M05.79?", id="O for 0"),
        pytest.param("MI5.0", "Did you mean M15.0?", id="I for 1"),
        pytest.param("F33.23456", "up to four more", id="too long"),
        pytest.param("F3", "two digits", id="too short"),
        pytest.param("714.0", "begins with a letter", id="ICD-9"),
        pytest.param("F33.2, F41.1", "more than one code", id="two codes"),
        pytest.param("F33-2", "with its dot", id="hyphen"),
    ],
)
def test_refuses_codes_that_are_none(typed: str, part: str) -> None:
    assert part in refusal("diagnosis", typed)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("F33", "F33.2", True),
        ("F33.2", "F33.1", False),
        ("major depression", "F33.2 Major depression, recurrent", True),
        ("asthma", "F33.2 Major depression", False),
    ],
)
def test_diagnoses_agree(one: str, other: str, agree: bool) -> None:
    assert KINDS["diagnosis"].agree(read("diagnosis", one), read("diagnosis", other)) is agree


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("j3490", "HCPCS J3490"),
        ("HCPCS J9999", "HCPCS J9999"),
        ("J3490-JZ", "HCPCS J3490-JZ"),
        ("CPT code 96365", "CPT 96365"),
        ("0042T", "CPT 0042T"),
        ("12345-678-90", "NDC 12345-678-90"),
        ("1234-5678-90", "NDC 1234-5678-90"),
        ("NDC 00001234567", "NDC 00001-2345-67"),
    ],
)
def test_reads_procedures(typed: str, words: str) -> None:
    assert shown("procedure", typed) == words


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        ("J349O", "Did you mean J3490?"),
        ("0001234567", "with its hyphens"),
        ("HCPCS 96365", "not one HCPCS code"),
        ("J3490, J3499", "not one billing code"),
        ("infusion", "such as J9999"),
    ],
)
def test_refuses_procedures(typed: str, part: str) -> None:
    assert part in refusal("procedure", typed)


@pytest.mark.parametrize("typed", ["1234567893", "12345 67893", "NPI: 1234567893"])
def test_reads_an_npi_with_a_right_check_digit(typed: str) -> None:
    assert read("npi", typed) == "1234567893"


@pytest.mark.parametrize(
    ("typed", "part"),
    [
        pytest.param("123456789", "has 9 digits", id="too short"),
        pytest.param("1234567890", "check digit is wrong", id="check digit"),
        pytest.param("1234657893", "check digit is wrong", id="swapped"),
        pytest.param("3234567893", "begins with 1 or 2", id="first digit"),
        pytest.param("Dr. Lee", "ten digits", id="a name"),
    ],
)
def test_says_what_is_wrong_with_an_npi(typed: str, part: str) -> None:
    assert part in refusal("npi", typed)
