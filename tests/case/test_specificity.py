"""The specificity check of a whole case, from its one seam: the worked examples, as they are and
once complete.
"""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import JsonValue

from interview.case.specificity import check_letters, checked_lines
from interview.case.workplace import Workplace
from interview.core import events as ev
from interview.core.answers import AnswerState, Claim, How, Party, Source
from interview.core.attachments import attachment_statuses
from interview.core.measure import Days
from interview.core.state import replay
from interview.core.tree import Question
from interview.core.walk.samples import Given, chosen, of_value, usual
from interview.letters.shortcomings import Finding, FindingKind
from interview.sitting.answering import failing
from interview.storage.transcripts import FolderStore
from interview.talk import commands
from tests.office import TREE, begun, say, workplace, write

EXAMPLES = Path(__file__).resolve().parent.parent.parent / "transcripts" / "examples"
CASES = sorted(path.stem for path in EXAMPLES.glob("*.jsonl"))
NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
SHIPPED = Workplace(profile_path=Path("/nonexistent/profile"))
TO_THE_POINT = "A fall on May 3, 2026 with a broken left wrist, seen on the X-ray of that day"
SOURCES = {
    Party.prescriber: How.chart,
    Party.plan: How.letter,
    Party.pharmacy: How.said,
    Party.laboratory: How.said,
}


class Mended:
    """A worked example in which whatever is found is answered, as a patient colleague would."""

    def __init__(self, case: str) -> None:
        self.state = replay(SHIPPED.engine, FolderStore(EXAMPLES).read(case).events)

    def findings(self) -> list[Finding]:
        checked = check_letters(SHIPPED.letters, self.state, NOW.date())
        return [finding for each in checked for finding in each.findings]

    def add(self, kind: type[ev.Event], **values: object) -> None:
        seq = len(self.state.record.events) + 1
        self.state.apply(kind(seq=seq, at=NOW, operator="Kim", **values))  # type: ignore[arg-type]

    def mend(self, finding: Finding) -> None:
        if finding.kind is FindingKind.document:
            file = {"name": "scan.pdf", "sha256": "0" * 64, "size": 1, "document_date": NOW.date()}
            self.add(ev.AttachmentAdded, attachment=finding.address, **file)
            return
        answer = self.state.answer(finding.address)
        if answer.question.is_list and finding.kind is FindingKind.rule:  # It has too few entries.
            self.add(ev.RowAdded, list=finding.address, row=f"r{len(self.state.record.events)}")
        self.add(
            ev.AnswerGiven, address=finding.address, claim=self._claim(answer.question, finding)
        )

    def _usual(self, question: Question) -> list[Given]:
        return [chosen(question, (each.key,)) for each in question.options] or list(
            usual(question, NOW.date())
        )

    def _agrees(self, address: str, data: JsonValue) -> bool:
        question = self.state.answer(address).question
        return not failing(
            self.state, address, AnswerState.answered, question.kind.load(data, question)
        )

    def _claim(self, question: Question, finding: Finding) -> Claim:
        party = next((party for party in SOURCES if party in question.ask), question.ask[0])
        source = Source(party=party, how=SOURCES.get(party, How.said))
        answer = self.state.answer(finding.address)
        if answer.claim is not None and (answer.blocked or finding.kind is not FindingKind.open):
            source = answer.claim.source  # whoever said it says it better
        if question.is_list:
            return Claim(state=AnswerState.answered, source=source)
        if question.kind.is_free:
            return Claim(state=AnswerState.answered, source=source, value=TO_THE_POINT)
        if answer.is_known and finding.kind is FindingKind.open and not answer.blocked:
            return Claim(state=answer.claim.state, source=source, value=answer.claim.value)  # type: ignore[union-attr]
        today = of_value(question, Days(NOW.date(), NOW.date())) if question.kind.is_date else None
        given = today or next(
            each for each in self._usual(question) if self._agrees(finding.address, each.data)
        )
        return Claim(state=AnswerState.answered, source=source, value=given.data)


@pytest.mark.parametrize("case", CASES)
def test_whatever_is_found_names_a_question_or_document_of_the_case(case: str) -> None:
    mended = Mended(case)
    documents = {status.address for status in attachment_statuses(mended.state)}
    found = mended.findings()
    lines = "\n".join(checked_lines(check_letters(SHIPPED.letters, mended.state, NOW.date())))
    for finding in found:
        assert (finding.kind is FindingKind.document) is (finding.address in documents)
        assert finding.address in documents or mended.state.find(finding.address) is not None
        assert f"{finding.title}  [{finding.address}]: {finding.say}" in lines


@pytest.mark.parametrize("case", CASES)
def test_an_example_in_which_everything_found_is_answered_has_no_finding_left(case: str) -> None:
    mended = Mended(case)
    for _ in range(12):
        for finding in mended.findings():
            mended.mend(finding)
    assert [(f.address, f.say) for f in mended.findings()] == []
    checked = check_letters(SHIPPED.letters, mended.state, NOW.date())
    assert sum("Nothing found" in line for line in checked_lines(checked)) == len(checked) > 0


def test_the_same_check_in_a_session(tmp_path: Path) -> None:
    place = workplace(tmp_path)
    with closing(begun(place)) as session:
        say(session, denial__reasons="1", drugs="sertraline")
        lines = commands.run(session, "check").lines
        assert lines == tuple(
            checked_lines(check_letters(place.letters, session.state, session.today))
        )
        assert any("Signer  [signer.name]" in line for line in lines)
        assert "There is no letter nonsense." in commands.run(session, "check", "nonsense").lines[0]


FRONT = "---\nletter: {id}\ntitle: {id}\nvoice: {voice}\norder: {order}\n---\n"
VOICES = {"letter": "patient", "sheet": "office", "second": "office"}
RULES = """
        findings:
          - {id: planless, when: state(denial.plan) == none, about: denial.plan, say: Ask for the plan.}
          - {id: timeless, when: state(denial.notice) == dont_know, about: denial.notice, say: Ask for the day.}
    """
REPORTS = {
    "a rule that a letter shows is not said again": (
        "{{ denial.plan }}",
        "",
        ["letter: Ask for the plan."],
    ),
    "one that no letter shows stands under the first sheet": (
        "{{ denial.plan }}",
        "{{ denial.notice }}",
        ["letter: Ask for the plan.", "sheet: Ask for the day."],
    ),
    "what is merely open in a sheet is not held against it": ("Text.", "{{ denial.drug }}", []),
    "what nobody reads is not said": ("Text.", "Text.", []),
}


@pytest.mark.parametrize(("letter", "sheet", "expected"), REPORTS.values(), ids=REPORTS)
def test_a_sheet_has_only_the_rules_about_what_no_letter_reads(
    tmp_path: Path, letter: str, sheet: str, expected: list[str]
) -> None:
    bodies = {"letter": letter, "sheet": sheet, "second": sheet}
    sources = {
        f"{id}.md.j2": FRONT.format(id=id, voice=VOICES[id], order=order) + body
        for order, (id, body) in enumerate(bodies.items(), 80)
    }
    write(tmp_path / "letters", sources)
    place = workplace(tmp_path, tree={**TREE, "denial.yaml": TREE["denial.yaml"] + RULES})
    with closing(begun(place)) as session:
        say(session, denial__plan="none", denial__notice="dk")
        checked = check_letters(place.letters, session.state, session.today)
        told = [f"{each.letter.id}: {finding.say}" for each in checked for finding in each.findings]
        assert told == expected
